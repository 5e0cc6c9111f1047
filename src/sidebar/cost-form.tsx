import { useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import { isDay, readPeriod } from '../kernel/calendar';
import { readAmount } from '../kernel/money';
import { Field } from './parts';
import { RowFormEnd } from './row-form-end';
import type { Speaker } from './say';

export type Costs = Answer<'costsPage'>;
export type CostItem = Costs['items'][number];
export type Cost = CostItem['cost'];
/** What stands in the form: all texts, as typed. */
export type Draft = { readonly [K in keyof Cost]: string };

export const draftOf = (cost: Cost, speak: Speaker): Draft => ({ ...cost, amount: speak.typed(cost.amount) });

const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && readPeriod(text) !== null;
type Wrongs = Partial<Record<keyof Draft, string>>;

/** Everything that is wrong, field by field; nothing -> the cost to be sent. */
export function readDraft(draft: Draft, { say }: Speaker): { readonly cost: Cost } | { readonly wrong: Wrongs } {
  const wrong: Wrongs = {},
    amount = readAmount(draft.amount);
  if (!isDay(draft.day)) wrong.day = say('costs.day.missing');
  if (draft.article.trim() === '') wrong.article = say('costs.article.missing');
  if (amount === null) wrong.amount = say('costs.amount.missing');
  if (amount === undefined) wrong.amount = say('costs.amount.wrong', { value: draft.amount });
  for (const key of ['from', 'to'] as const) if (draft[key] !== '' && !isMonth(draft[key])) wrong[key] = say('costs.month.wrong');
  if (!wrong.from && !wrong.to && draft.from !== '' && draft.to !== '' && draft.to < draft.from) wrong.to = say('costs.months.order');
  return Object.keys(wrong).length > 0 || amount === null || amount === undefined ? { wrong } : { cost: { ...draft, amount: amount / 100 } };
}

interface Props {
  readonly speak: Speaker;
  readonly page: Costs;
  readonly draft: Draft;
  readonly isNew: boolean;
  readonly busy: boolean;
  readonly onDraft: (draft: Draft) => void;
  readonly onSave: (cost: Cost) => void;
  readonly onDelete: () => void;
  readonly onCancel: () => void;
}

/** One cost: a message stands at a field as soon as it was left wrong, at all of them when one tries to save. */
export function CostForm({ speak, page, draft, isNew, busy, onDraft, onSave, onDelete, onCancel }: Props) {
  const { say } = speak,
    [left, setLeft] = useState<ReadonlySet<string>>(new Set()),
    [tried, setTried] = useState(false);
  const read = readDraft(draft, speak),
    recurring = draft.every !== 'once';
  const wrong = (key: keyof Draft): string | undefined => {
    const text = 'wrong' in read ? read.wrong[key] : undefined,
      at_once = key === 'amount' && draft.amount !== '' && readAmount(draft.amount) === undefined;
    return tried || left.has(key) || at_once ? text : undefined;
  };
  const bind = (key: keyof Draft) => ({
    value: draft[key],
    'aria-invalid': wrong(key) !== undefined,
    onInput: (e: { readonly currentTarget: { readonly value: string } }) => onDraft({ ...draft, [key]: e.currentTarget.value }),
    onBlur: () => setLeft(new Set([...left, key])),
  });
  const submit = (e: Event): void => {
    e.preventDefault();
    setTried(true);
    if ('cost' in read) onSave(read.cost);
  };
  return (
    <form
      class="card"
      aria-label={isNew ? say('costs.new') : say('costs.edit')}
      onSubmit={submit}
      noValidate
      onKeyDown={(e) => {
        if (e.key === 'Escape') onCancel();
      }}
    >
      <h2>{isNew ? say('costs.new') : say('costs.edit')}</h2>
      <div class="two">
        <Field label={say('costs.day')} wrong={wrong('day')}>
          <input type="date" {...bind('day')} />
        </Field>
        <Field label={say('costs.amount', { currency: page.currency })} wrong={wrong('amount')}>
          <input inputMode="decimal" autocomplete="off" class="figure" {...bind('amount')} />
        </Field>
      </div>
      <Field label={say('costs.article')} wrong={wrong('article')}>
        <input list="articles" autocomplete="off" {...bind('article')} />
      </Field>
      <datalist id="articles">
        {page.articles.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <div class="two">
        <Field label={say('costs.every')}>
          <select {...bind('every')}>
            {page.every.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        </Field>
        <Field label={say('costs.basis')}>
          <select {...bind('basis')}>
            {page.basis.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        </Field>
      </div>
      <div class="two">
        <Field label={say('costs.from')} wrong={wrong('from')}>
          <input type="month" placeholder="2026-11" {...bind('from')} />
        </Field>
        <Field label={say('costs.to')} wrong={wrong('to')} hint={recurring ? say('costs.to.open') : undefined}>
          <input type="month" placeholder="2026-11" {...bind('to')} />
        </Field>
      </div>
      {!recurring && <p class="hint">{say('costs.spread')}</p>}
      <Field label={say('costs.note')}>
        <input autocomplete="off" {...bind('note')} />
      </Field>
      <RowFormEnd
        speak={speak}
        isNew={isNew}
        busy={busy}
        question={recurring ? say('costs.delete.series') : say('costs.delete.sure')}
        onDelete={onDelete}
        onCancel={onCancel}
      />
    </form>
  );
}
