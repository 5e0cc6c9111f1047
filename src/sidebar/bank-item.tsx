import type { Answer } from '../hosts/apps-script/api';
import { articleOf, type Choice, payment, type Take } from './bank-choice';
import type { BankSay } from './bank-say';
import { Field } from './parts';
import type { Speaker } from './say';

interface Props {
  readonly say: BankSay;
  readonly speak: Speaker;
  readonly page: Answer<'bankPage'>;
  readonly choice: Choice;
  readonly onTake: (take: Take) => void;
}

/** One operation: what the bank says, what is proposed and why, and what a person makes of it. */
export function BankItem({ say, speak, page, choice: { operation, proposal, take }, onTake }: Props) {
  const { key, day, direction, amount, party, purpose, number } = operation,
    { candidates, confidence, known } = proposal,
    best = candidates[0],
    offered = candidates.map(({ deal }) => deal);
  const dealName = ({ deal_id, client, deal, balance }: (typeof offered)[number]): string =>
    [deal_id, client || deal, balance > 0 ? say('balance', { sum: speak.number(balance / 100) }) : ''].filter((text) => text !== '').join(' · ');
  const isOther = take.as === 'payment' && !offered.some(({ deal_id }) => deal_id === take.deal_id),
    value = take.as !== 'payment' ? take.as : isOther ? 'other' : `deal ${take.deal_id}`;
  const pick = (to: string): void => {
    if (to === 'open') onTake({ as: 'open' });
    else if (to === 'known') onTake({ as: 'known', deal_id: best?.deal.deal_id ?? '' });
    else if (to === 'expense') onTake({ as: 'expense', article: articleOf(party, page) });
    else onTake(payment(operation, page, to === 'other' ? '' : to.slice('deal '.length)));
  };
  return (
    <section class="card" aria-label={`${number} ${party}`}>
      <div class="row spread">
        <b>
          {direction === 'in' ? '+' : '−'}
          {speak.number(amount / 100)}
        </b>
        <span class="hint">
          {speak.day(day)} · № {number}
        </span>
      </div>
      <div>{party}</div>
      <div class="hint">{purpose}</div>
      {(direction === 'in' || best) && (
        <p>
          {say(`confidence.${confidence}`)}
          {best && `: ${best.reasons.map((reason) => say(`reason.${reason}`)).join(', ')}`}
        </p>
      )}
      {known !== null && <p class="hint">{say('known', { day: speak.day(known.day ?? day) })}</p>}
      <Field label={say('to')}>
        <select value={value} onChange={(e) => pick(e.currentTarget.value)}>
          <option value="open">{say('to.open')}</option>
          {offered.map((deal) => (
            <option key={deal.deal_id} value={`deal ${deal.deal_id}`}>
              {say(direction === 'in' ? 'to.payment' : 'to.refund', { deal: dealName(deal) })}
            </option>
          ))}
          <option value="other">{say('to.other')}</option>
          <option value="known">{say('to.known')}</option>
          {direction === 'out' && <option value="expense">{say('to.expense')}</option>}
        </select>
      </Field>
      {isOther && (
        <Field label={say('deal')}>
          <input autocomplete="off" value={take.deal_id} onInput={(e) => onTake(payment(operation, page, e.currentTarget.value.trim()))} />
        </Field>
      )}
      {take.as === 'expense' && (
        <Field label={say('article')}>
          <input list={`articles ${key}`} value={take.article} onInput={(e) => onTake({ as: 'expense', article: e.currentTarget.value })} />
          <datalist id={`articles ${key}`}>
            {page.articles.map((article) => (
              <option key={article} value={article} />
            ))}
          </datalist>
        </Field>
      )}
    </section>
  );
}
