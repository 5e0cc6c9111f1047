import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { planMetricWords } from '../../sheets-templates/words';
import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { addMonths, monthOf } from '../kernel/calendar';
import type { Lang, RowOf } from '../kernel/sheet-template';
import { daysOfMonth } from '../metrics/pay';
import type { LineBase } from '../metrics/pay-base';
import { baseEntries } from '../metrics/pay-base';
import type { Pay, PayBook } from '../metrics/pay-ledger';
import { payLedger } from '../metrics/pay-ledger';
import { dealsOwing } from '../metrics/pay-refunds';
import { readSchemes } from '../metrics/pay-scheme';
import type { PayLine } from '../metrics/pay-stack';
import type { Kept, Scope } from './report';

export type PayrollRow = RowOf<typeof payrollSheet>;
export type PayrollLineRow = RowOf<typeof payrollLinesSheet>;

/**
 * What `kept` must hold for a refresh of some months (metrics/pay-base payMonths): the rows of tab `payroll` of the month before, and all rows of tab `payroll_lines` of these deals
 * (those from which something is taken back in the months asked for; mostly none or a few, so they are found by id).
 */
export function payNeeds(book: Book, months: readonly Month[]): { readonly month: Month; readonly dealIds: readonly string[] } {
  const asked = new Set(months),
    { schemes } = readSchemes(book.schemes),
    entries = baseEntries(book).filter(({ day }) => asked.has(monthOf(day))),
    first = [...months].sort()[0] ?? monthOf(book.today);
  const bases = schemes.flatMap(({ base, bonuses, carriesLoss }): LineBase[] => [
    base,
    ...(bonuses.length > 0 ? (['bonus'] as const) : []),
    ...(carriesLoss ? (['loss'] as const) : []),
  ]);
  return { month: addMonths(first, -1), dealIds: dealsOwing(entries, new Set(bases)) };
}

/**
 * Pay of the months that a scope touches, for the tabs `payroll` and `payroll_lines` (metrics/pay-ledger). Both tabs are the memory of months whose facts are not in the book:
 * what `kept` must hold says `payNeeds`.
 * Rows of months that are asked for may stand in `kept` and are not looked at; months later than the first one asked for that are not asked for themselves are taken as kept.
 */
export function payOf(book: Book, scope: Scope, kept?: Kept): PayBook {
  const known = kept ? undefined : made.get(book);
  if (known && known.scope === scope) return known.pay;
  const pay = compute(book, scope, kept);
  if (!kept) made.set(book, { scope, pay });
  return pay;
}

/** The two tabs are made from one ledger: the second one asks for the same book and scope again. */
const made = new WeakMap<Book, { readonly scope: Scope; readonly pay: PayBook }>();

function compute(book: Book, scope: Scope, kept?: Kept): PayBook {
  const known = new Map<Month, boolean>(),
    asks = (month: Month): boolean => {
      const found = known.get(month) ?? daysOfMonth(month).some((day) => scope.has(day));
      known.set(month, found);
      return found;
    };
  const pays = (kept?.(payrollSheet.key) ?? []) as readonly PayrollRow[],
    lines = (kept?.(payrollLinesSheet.key) ?? []) as readonly PayrollLineRow[];
  return payLedger(
    book,
    asks,
    kept && {
      pays: pays.filter(({ month }) => !asks(month)).map(toPay),
      lines: lines.filter(({ month, deal_id }) => deal_id !== '' && !asks(month)).map(toLine),
    },
  );
}

export const toPayrollRow = (pay: Pay): PayrollRow => ({
  month: pay.month,
  manager: pay.manager,
  scheme: pay.scheme,
  base_amount: pay.base,
  fixed: pay.fixed,
  variable: pay.variable,
  multiplier: pay.multiplier,
  corrections: pay.corrections,
  total: pay.total,
  carry: pay.carry,
  bonuses: pay.bonuses,
  guarantee: pay.guarantee,
  lost: pay.lost,
});

const toPay = (row: PayrollRow): Pay => ({
  month: row.month,
  manager: row.manager,
  scheme: row.scheme,
  base: row.base_amount ?? 0,
  fixed: row.fixed ?? 0,
  variable: row.variable ?? 0,
  multiplier: row.multiplier,
  corrections: row.corrections ?? 0,
  total: row.total ?? 0,
  carry: row.carry ?? 0,
  bonuses: row.bonuses ?? 0,
  guarantee: row.guarantee ?? 0,
  lost: row.lost ?? 0,
});

/** A line that no deal and no KPI gave has neither base nor rate. */
export const toLineRow = (line: PayLine, lang: Lang): PayrollLineRow => ({
  month: line.month,
  manager: line.manager,
  deal_id: line.dealId,
  event: line.event,
  day: line.day,
  ...(line.base === '' && line.event !== 'kpi'
    ? { base_amount: null, rate: null, share: null }
    : { base_amount: line.baseAmount, rate: line.rate, share: line.share }),
  amount: line.amount,
  multiplier: line.base === '' ? null : line.multiplier,
  paid: line.paid,
  scheme: line.scheme,
  base: line.base,
  crm: line.crm,
  role: line.base === '' ? '' : line.role || 'own',
  note: line.event === 'kpi' ? planMetricWords[line.note as PlanMetric][lang] : line.note,
});

const toLine = (row: PayrollLineRow): PayLine => ({
  month: row.month,
  manager: row.manager,
  dealId: row.deal_id,
  event: row.event,
  day: row.day ?? `${row.month}-01`,
  baseAmount: row.base_amount ?? 0,
  rate: row.rate ?? 0,
  share: row.share ?? 1,
  amount: row.amount ?? 0,
  multiplier: row.multiplier ?? 1,
  paid: row.paid ?? row.amount ?? 0,
  scheme: row.scheme,
  base: row.base as LineBase,
  role: row.role === 'team' ? 'team' : '',
  crm: row.crm,
  note: '',
});
