import { useState } from 'preact/hooks';
import type { Answer, Args } from '../hosts/apps-script/api';
import { isDay } from '../kernel/calendar';
import { readAmount } from '../kernel/money';
import type { Caller } from './call';
import { DealField } from './deal-field';
import { Field } from './parts';
import { RowFormEnd } from './row-form-end';
import type { Speaker } from './say';

export type Money = Answer<'moneyPage'>;
export type MoneyItem = Money['payments'][number];
export type Form = MoneyItem['form'];
export type Kind = Args<'saveMoney'>['of'];
/** What stands in the form: all texts, as typed. */
export type Draft = { readonly [K in keyof Form]: string };

export const draftOf = (form: Form, speak: Speaker): Draft => ({ ...form, amount: speak.typed(form.amount) });

/** The fields of a form, in their order; `choice` is a select list of the page. */
export const fieldsOf = (of: Kind): readonly (keyof Form)[] =>
  of === 'payment' ? ['day', 'amount', 'deal_id', 'kind', 'note'] : ['direction', 'day', 'amount', 'article', 'counterparty', 'deal_id', 'priority', 'state'];
export const choicesOf = (page: Money, key: keyof Form): Money['choices']['kind'] | undefined =>
  key === 'kind' || key === 'direction' || key === 'state' ? page.choices[key] : undefined;
export const labelOf = (key: keyof Form, speak: Speaker, page: Money): string => speak.say(`money.${key}`, { currency: page.currency });

type Wrongs = Partial<Record<keyof Draft, string>>;
/** Everything that is wrong, field by field; nothing -> the form to be sent. A planned payment may have no day: it is listed beside the calendar. */
export function readDraft(of: Kind, draft: Draft, { say }: Speaker): { readonly form: Form } | { readonly wrong: Wrongs } {
  const wrong: Wrongs = {},
    amount = readAmount(draft.amount);
  if ((of === 'payment' || draft.day !== '') && !isDay(draft.day)) wrong.day = say('money.day.missing');
  if (of === 'payment' && draft.deal_id.trim() === '') wrong.deal_id = say('money.deal.missing');
  if (of === 'planned' && draft.article.trim() === '' && draft.counterparty.trim() === '' && draft.deal_id.trim() === '')
    wrong.article = say('money.who.missing');
  if (amount === null || amount === 0) wrong.amount = say('money.amount.missing');
  if (amount === undefined) wrong.amount = say('money.amount.wrong', { value: draft.amount });
  if (of === 'planned' && (amount ?? 0) < 0) wrong.amount = say('money.amount.negative');
  return Object.keys(wrong).length > 0 || amount === null || amount === undefined ? { wrong } : { form: { ...draft, amount: amount / 100 } };
}

interface Props {
  readonly speak: Speaker;
  readonly call: Caller;
  readonly page: Money;
  readonly of: Kind;
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly busy: boolean;
  readonly onDraft: (draft: Draft) => void;
  readonly onSave: (form: Form) => void;
  readonly onDelete: () => void;
  readonly onCancel: () => void;
}

/** One payment, or one planned payment: messages stand at the fields when one tries to save. */
export function MoneyForm({ speak, call, page, of, draft, isNew, busy, onDraft, onSave, onDelete, onCancel }: Props) {
  const { say } = speak,
    [tried, setTried] = useState(false),
    read = readDraft(of, draft, speak),
    title = say(`money.${of}.${isNew ? 'new' : 'edit'}`);
  const wrong = (key: keyof Draft): string | undefined => (tried && 'wrong' in read ? read.wrong[key] : undefined);
  const put = (key: keyof Draft) => (value: string) => onDraft({ ...draft, [key]: value });
  const bind = (key: keyof Draft) => ({
    value: draft[key],
    'aria-invalid': wrong(key) !== undefined,
    onInput: (e: { readonly currentTarget: { readonly value: string } }) => put(key)(e.currentTarget.value),
  });
  const hints: Partial<Record<keyof Draft, string>> = {
    ...(of === 'payment' ? { amount: say('money.refund') } : {}),
    priority: say('money.priority.hint'),
  };
  const control = (key: keyof Draft) => {
    const list = choicesOf(page, key);
    if (list)
      return (
        <select {...bind(key)}>
          {list.map((one) => (
            <option key={one.key} value={one.key}>
              {one.title}
            </option>
          ))}
        </select>
      );
    if (key === 'day') return <input type="date" {...bind(key)} />;
    if (key === 'amount') return <input inputMode="decimal" autocomplete="off" class="figure" {...bind(key)} />;
    return key === 'priority' ? (
      <input type="number" min="1" max="99" {...bind(key)} />
    ) : (
      <input autocomplete="off" list={key === 'article' ? 'plan-articles' : undefined} {...bind(key)} />
    );
  };
  return (
    <form
      class="card"
      aria-label={title}
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        setTried(true);
        if ('form' in read) onSave(read.form);
      }}
      onKeyDown={(e) => {
        if (e.key === 'Escape') onCancel();
      }}
    >
      <h2>{title}</h2>
      {fieldsOf(of).map((key) =>
        key === 'deal_id' ? (
          <DealField key={key} speak={speak} call={call} value={draft.deal_id} wrong={wrong(key)} onPick={put(key)} />
        ) : (
          <Field key={key} label={labelOf(key, speak, page)} wrong={wrong(key)} hint={hints[key]}>
            {control(key)}
          </Field>
        ),
      )}
      <datalist id="plan-articles">
        {page.articles.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <RowFormEnd speak={speak} isNew={isNew} busy={busy} question={say('money.delete.sure')} onDelete={onDelete} onCancel={onCancel} />
    </form>
  );
}
