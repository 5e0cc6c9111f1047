import type { Kind, Money, MoneyItem } from './money-form';
import type { Speaker } from './say';

interface Props {
  readonly speak: Speaker;
  readonly page: Money;
  readonly of: Kind;
  readonly onOpen: (item: MoneyItem) => void;
}

/** Rows of one kind: when, what, how much; what is past its day and not paid says so. */
export function MoneyList({ speak, page, of, onOpen }: Props) {
  const { say } = speak,
    items = of === 'payment' ? page.payments : page.planned,
    title = say(of === 'payment' ? 'money.payments' : 'money.planned');
  const word = (list: Money['choices']['kind'], key: string): string => list.find((one) => one.key === key)?.title ?? key;
  const isLate = ({ form }: MoneyItem): boolean =>
    of === 'planned' && form.day !== '' && form.day < page.today && form.state !== 'paid' && form.state !== 'cancelled';
  const what = ({ form }: MoneyItem): readonly [string, string] => {
    const deal = form.deal_id === '' ? '' : `${say('money.deal_id')} ${form.deal_id}`;
    if (of === 'payment') return [deal || form.note, [word(page.choices.kind, form.kind), form.note].filter((text) => text !== '').join(' · ')];
    const state = form.state === '' || form.state === 'planned' ? '' : word(page.choices.state, form.state);
    return [
      form.counterparty || form.article || deal,
      [word(page.choices.direction, form.direction), form.article, state].filter((text) => text !== '').join(' · '),
    ];
  };
  return (
    <>
      <h2>{title}</h2>
      {items.length === 0 && <p class="hint">{say(`money.${of === 'payment' ? 'payments' : 'planned'}.none`)}</p>}
      <ul class="list" aria-label={title}>
        {items.map((item) => {
          const [name, more] = what(item);
          return (
            <li key={`${item.at} ${item.version}`}>
              <button type="button" onClick={() => onOpen(item)}>
                <span class="when">{item.form.day === '' ? say('money.undated') : speak.day(item.form.day)}</span>
                <span class="what">
                  <span class="clip" title={name}>
                    {name}
                  </span>
                  <span class={isLate(item) ? 'bad block' : 'hint block'}>{isLate(item) ? `${say('money.late')} · ${more}` : more}</span>
                </span>
                <span class="sum">
                  {of === 'planned' && item.form.direction !== 'in' ? '−' : ''}
                  {item.form.amount === null ? '' : speak.money(item.form.amount, page.currency)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
