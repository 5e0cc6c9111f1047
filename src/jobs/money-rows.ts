import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import type { ManualPayment, PlannedPayment } from '../facts/rows';
import { isDay } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import { readAmount } from '../kernel/money';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { agree, type EditedTab, versionFrom } from './changed-row';
import { shortEnough, titleOf } from './panel';

/** Both kinds of row as the sidebar edits them; a key that a tab does not have stays ''. `amount` in units of the currency, `priority` as typed. */
export interface MoneyForm {
  readonly day: string;
  readonly amount: number | null;
  readonly deal_id: string;
  readonly kind: string;
  readonly note: string;
  readonly direction: string;
  readonly article: string;
  readonly counterparty: string;
  readonly priority: string;
  readonly state: string;
}
const blankForm: MoneyForm = { day: '', amount: null, deal_id: '', kind: '', note: '', direction: '', article: '', counterparty: '', priority: '', state: '' };
const units = (amount: number | null): number | null => (amount === null ? null : amount / 100);

/** Paid or called off: no more to come. */
export const isOver = ({ state }: MoneyForm): boolean => state === 'paid' || state === 'cancelled';

interface MoneyTab<R> extends EditedTab<R, MoneyForm> {
  /** rows that the CRM wrote are not to be edited here */
  readonly isEditable: (row: R) => boolean;
  readonly toForm: (row: R) => MoneyForm;
  readonly toRow: (world: World, form: MoneyForm) => Row;
  /** the columns of a new row that the form does not have */
  readonly blank: Row;
}

/** Day, amount and words of a form, or the Fault that says what is wrong. */
function readForm(world: World, sheet: SheetTemplate, form: MoneyForm): { readonly day: string | null; readonly amount: number } {
  const named = (key: string): string => titleOf(sheet, key, world.lang),
    day = form.day.trim(),
    amount = readAmount(form.amount);
  if (day !== '' && !isDay(day)) throw new Fault('day-wrong', { value: day, column: named('day') });
  if (amount === null || amount === undefined || amount === 0) throw new Fault('number-wrong', { value: String(form.amount ?? ''), column: named('amount') });
  for (const [key, column] of Object.entries(sheet.columns)) {
    const value = form[key as keyof MoneyForm];
    if (typeof value !== 'string') continue;
    shortEnough(value, named(key));
    if (column.words && value !== '' && !(value in column.words)) throw new Fault('word-unknown', { value, column: named(key) });
  }
  return { day: day === '' ? null : day, amount };
}

const payments: MoneyTab<ManualPayment> = {
  sheet: paymentsSheet,
  versionOf: (world, row) => versionFrom(world, [row.day, row.deal_id, row.amount, row.kind, row.note]),
  alike: (row, was) => agree(2, [(row.day ?? '') === was.day, row.deal_id === was.deal_id, row.amount === readAmount(was.amount)]),
  isEditable: (row) => row.payment_id === '' && row.origin !== 'crm' && !row.deleted,
  toForm: (row) => ({ ...blankForm, day: row.day ?? '', amount: units(row.amount), deal_id: row.deal_id, kind: row.kind, note: row.note }),
  toRow: (world, form) => {
    const { day, amount } = readForm(world, paymentsSheet, form);
    if (day === null) throw new Fault('day-missing', { column: titleOf(paymentsSheet, 'day', world.lang) });
    return { day, amount, deal_id: form.deal_id.trim(), kind: form.kind || (amount < 0 ? 'refund' : 'balance'), note: form.note.trim() };
  },
  blank: { origin: 'manual', crm: '', payment_id: '', updated_at: null, deleted: false },
};

const planned: MoneyTab<PlannedPayment> = {
  sheet: paymentPlanSheet,
  versionOf: (world, row) => versionFrom(world, [row.day, row.direction, row.article, row.counterparty, row.amount, row.deal_id, row.priority, row.state]),
  alike: (row, was) =>
    agree(3, [
      (row.day ?? '') === was.day,
      row.article === was.article,
      row.counterparty === was.counterparty,
      row.deal_id === was.deal_id,
      row.amount === readAmount(was.amount),
    ]),
  isEditable: () => true,
  toForm: (row) => ({
    ...blankForm,
    day: row.day ?? '',
    amount: units(row.amount),
    deal_id: row.deal_id,
    direction: row.direction,
    article: row.article,
    counterparty: row.counterparty,
    priority: row.priority === null ? '' : String(row.priority),
    state: row.state,
  }),
  toRow: (world, form) => {
    const { day, amount } = readForm(world, paymentPlanSheet, form),
      named = (key: string): string => titleOf(paymentPlanSheet, key, world.lang),
      priority = form.priority.trim() === '' ? null : Number(form.priority);
    if (amount < 0) throw new Fault('number-wrong', { value: String(form.amount), column: named('amount') });
    if (priority !== null && !(priority >= 1 && priority <= 99)) throw new Fault('number-wrong', { value: form.priority, column: named('priority') });
    return {
      day,
      amount,
      direction: form.direction || 'out',
      article: form.article.trim(),
      counterparty: form.counterparty.trim(),
      deal_id: form.deal_id.trim(),
      priority,
      state: form.state || 'planned',
    };
  },
  blank: {},
};

export const moneyTabs = { payment: payments, planned } as const;
