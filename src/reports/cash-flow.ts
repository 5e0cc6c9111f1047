import { cashFlowSheet } from '../../sheets-templates/cash-flow';
import type { Book } from '../facts/book';
import { UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { addMonths, monthOf, monthsBetween, yearOf } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { RowOf } from '../kernel/sheet-template';
import type { CashMove } from '../metrics/cash-moves';
import { activities, cashMoves, RECEIPTS, REFUNDS } from '../metrics/cash-moves';
import { hasMonth } from './margin-groups';
import { newestFirst } from './month-order';
import type { Kept, Report, Scope } from './report';

export type CashFlowRow = RowOf<typeof cashFlowSheet>;
const order = Object.keys(cashFlowSheet.columns.activity.words);
const moves = (activity: string): boolean => (activities as readonly string[]).includes(activity);
const flowOf = (rows: readonly { readonly activity: string; readonly amount: Minor | null }[]): Minor =>
  sum(rows.filter(({ activity }) => moves(activity)).map(({ amount }) => amount));

const rowOf = (month: string, activity: string, article: string, amount: Minor): CashFlowRow => ({
  month,
  activity,
  article,
  amount,
  inflow: moves(activity) && amount > 0 ? amount : null,
  outflow: moves(activity) && amount < 0 ? -amount : null,
  balance: activity === 'closing' ? amount : null,
});
const articleRows = (month: string, own: readonly CashMove[]): CashFlowRow[] =>
  [...grouped(own, ({ activity, article }) => `${activity}\u0001${article}`).values()].map((group) =>
    rowOf(month, group[0]?.activity ?? '', group[0]?.article ?? '', sum(group.map(({ amount }) => amount))),
  );

/**
 * Cash flow by month, activity and article (Q076, finance 3.2), with balances from the month of the setting `opening_day` to the running one: opening + the three activities = closing,
 * and the check against what the bank says on a day.
 *
 * Scope   without `kept`: months that the scope touches, from a book of all facts. With `kept`, the rows now in the tab from the year before the scope's first month on: months of the scope
 *         from the book, all others as they are kept, with the balances that follow
 */
export function cashFlowRows(book: Book, scope: Scope, kept?: Kept): readonly CashFlowRow[] {
  const asks = (month: string): boolean => (month === UNDATED ? scope.has(null) : hasMonth(scope, month)),
    wanted = kept ? asks : () => true;
  const own = grouped(cashMoves(book, wanted), ({ day }) => (day === null ? UNDATED : monthOf(day))),
    old = grouped(kept ? (kept(cashFlowSheet.key) as readonly CashFlowRow[]).filter(({ month }) => !asks(month)) : [], ({ month }) => month);
  const made = [...own].filter(([month]) => wanted(month)).flatMap(([month, all]) => articleRows(month, all)),
    rows = [...made, ...[...old.values()].flat().filter(({ activity }) => moves(activity) || activity === 'transfer')];
  const all = [...rows, ...balances(book, { wanted, own, old, flows: grouped(rows, ({ month }) => month) })];
  return kept ? all : all.filter(({ month }) => asks(month));
}

interface Flows {
  /** months made from the book */
  readonly wanted: (month: string) => boolean;
  readonly own: ReadonlyMap<string, readonly CashMove[]>;
  /** rows kept of all other months */
  readonly old: ReadonlyMap<string, readonly CashFlowRow[]>;
  readonly flows: ReadonlyMap<string, readonly CashFlowRow[]>;
}

/** Opening, closing and check rows. The balance of the opening day is that of its morning: the month's opening is so much less as moved before it. */
function balances(book: Book, { wanted, own, old, flows }: Flows): readonly CashFlowRow[] {
  const { opening_day: openingDay, opening_balance: openingBalance, bank_balance: bank, bank_balance_day: bankDay } = book.settings;
  if (openingDay === null || openingDay > book.today) return [];
  const first = monthOf(openingDay),
    isChecked = bank !== null && bankDay !== null && bankDay >= openingDay && bankDay <= book.today;
  const movedIn = (month: Month, until: (day: string) => boolean): Minor => flowOf((own.get(month) ?? []).filter(({ day }) => day !== null && until(day)));
  const rows: CashFlowRow[] = [];
  let closing: Minor | null = null;
  for (const month of monthsBetween(first, monthOf(book.today))) {
    const kept = old.get(month),
      was = (activity: string): Minor | null => kept?.find((row) => row.activity === activity)?.amount ?? null;
    if (!wanted(month) && kept === undefined) continue; // earlier than what was read
    const opening: Minor = closing ?? (month === first && wanted(month) ? openingBalance - movedIn(month, (day) => day < openingDay) : (was('opening') ?? 0));
    closing = opening + flowOf(flows.get(month) ?? []);
    rows.push(rowOf(month, 'opening', '', opening), rowOf(month, 'closing', '', closing));
    const check = was('check');
    if (isChecked && month === monthOf(bankDay) && wanted(month))
      rows.push(rowOf(month, 'check', '', opening + movedIn(month, (day) => day <= bankDay) - bank));
    else if (check !== null) rows.push(rowOf(month, 'check', '', check + opening - (was('opening') ?? 0)));
  }
  return rows;
}

const place = (article: string): number => [RECEIPTS, REFUNDS].indexOf(article) + 1 || 3;
const yearBlock = (month: string): string => (month === UNDATED ? UNDATED : yearOf(month));

export const cashFlowReport: Report<typeof cashFlowSheet> = {
  sheet: cashFlowSheet,
  grain: 'month',
  /** a balance follows from all months before: a change shows in every later year */
  blocks: {
    of: ({ month }) => yearBlock(String(month)),
    ofMonth: yearBlock,
    around: (months, today) => {
      const dated = [...months].filter((month) => month !== UNDATED).sort(),
        from = dated[0],
        last = [monthOf(today), ...dated].sort().pop() ?? monthOf(today);
      const years = from === undefined ? [] : monthsBetween(addMonths(from, -12), last).map(yearBlock);
      return [...new Set([...years, ...(months.has(UNDATED) ? [UNDATED] : [])])];
    },
  },
  rows: cashFlowRows,
  /** newest month on top; in it from the opening to the closing balance */
  order: (a, b) =>
    newestFirst(a.month, b.month) ||
    order.indexOf(a.activity) - order.indexOf(b.activity) ||
    place(a.article) - place(b.article) ||
    compare(a.article, b.article),
};
