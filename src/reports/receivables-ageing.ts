import { receivablesAgeingSheet } from '../../sheets-templates/receivables-ageing';
import type { Book } from '../facts/book';
import { addDays } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import { sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { RowOf } from '../kernel/sheet-template';
import { cashFlows } from '../metrics/cash-flows';
import type { Debt } from '../metrics/debt';
import { ageOf, payerOf } from '../metrics/debt';
import { HORIZON, usualDelay } from '../metrics/payer-history';
import { billsOf, debtOf } from './debts';
import { madeFrom, sources } from './money-ahead';
import type { Kept, Report } from './report';

type AgeingRow = RowOf<typeof receivablesAgeingSheet>;
const levels = ['company', 'client', 'manager', 'deal'] as const;
type Level = (typeof levels)[number];

/** Debts by age, of the company, each client, each manager and each deal: Σ of the rows of a level is the company's row (Q055, Q058, Q059). */
function ageingRows(book: Book, kept: Kept): readonly AgeingRow[] {
  const receivables = kept(sources.key),
    debts = receivables.map(debtOf),
    bills = billsOf(kept(sources.also[0]), receivables),
    byPayer = grouped(bills, ({ payer }) => payer);
  const last = addDays(book.today, HORIZON - 1),
    coming = new Map<Debt, number>();
  for (const { kind, due, payer, amount, debt } of cashFlows({ ...book, paymentPlan: [], expenses: [], events: [], payments: [] }, debts, bills).flows) {
    const usual = Math.max(0, usualDelay(byPayer.get(payer) ?? []) ?? 0);
    if (debt && (kind === 'probable' || (due !== null && addDays(due, usual) <= last))) coming.set(debt, (coming.get(debt) ?? 0) + amount);
  }
  const expected = (some: readonly Debt[]): number => sum(some.map((debt) => coming.get(debt) ?? 0));
  const row = (level: Level, name: string, some: readonly Debt[]): AgeingRow => {
    const { buckets, disputed, total, overdue, advance, oldest, weightedDays } = ageOf(some, book.today),
      [first] = some;
    return {
      level,
      name,
      total,
      overdue,
      not_due: buckets.not_due,
      days_1_30: buckets['1-30'],
      days_31_60: buckets['31-60'],
      days_61_90: buckets['61-90'],
      days_91_180: buckets['91-180'],
      days_180_plus: buckets['180+'],
      undated: buckets.undated,
      disputed,
      advance,
      oldest_days: oldest,
      weighted_days: weightedDays === null ? null : Math.round(weightedDays * 10) / 10,
      usual_delay: level === 'company' ? usualDelay(bills) : level === 'client' && first ? usualDelay(byPayer.get(payerOf(first)) ?? []) : null,
      expected: expected(some),
      deal_id: level === 'deal' ? (first?.deal_id ?? '') : '',
      link: level === 'deal' ? (first?.link ?? '') : '',
      client_id: level === 'client' || level === 'deal' ? (first?.client_id ?? '') : '',
    };
  };
  const by = (level: Level, keyOf: (debt: Debt) => string, nameOf: (debt: Debt) => string): AgeingRow[] =>
    [...grouped(debts, keyOf).values()].map((some) => row(level, some[0] ? nameOf(some[0]) : '', some));
  return [
    row('company', book.settings.company, debts),
    ...by('client', payerOf, ({ client }) => client),
    ...by(
      'manager',
      ({ manager }) => manager,
      ({ manager }) => manager,
    ),
    ...by(
      'deal',
      ({ crm, deal_id }) => `${crm}/${deal_id}`,
      ({ deal, client }) => deal || client,
    ),
  ];
}

export const receivablesAgeingReport: Report<typeof receivablesAgeingSheet> = {
  sheet: receivablesAgeingSheet,
  grain: 'whole',
  rows: (book) => ageingRows(book, madeFrom(book)),
  from: { ...sources, rows: (_, book, kept) => ageingRows(book, kept) },
  /** the company, then clients, managers and deals, each by what is overdue, then by the whole debt */
  order: (a, b) =>
    levels.indexOf(a.level as Level) - levels.indexOf(b.level as Level) ||
    (b.overdue ?? 0) - (a.overdue ?? 0) ||
    (b.total ?? 0) - (a.total ?? 0) ||
    (b.advance ?? 0) - (a.advance ?? 0) ||
    compare(a.name, b.name) ||
    compare(a.deal_id, b.deal_id) ||
    compare(a.client_id, b.client_id),
};
