import { payrollSheet } from '../../sheets-templates/payroll';
import { pnlSheet } from '../../sheets-templates/pnl';
import type { Book } from '../facts/book';
import { UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { addMonths, yearOf } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import { sum } from '../kernel/money';
import { plansOf } from '../metrics/planned';
import type { MonthPay } from '../metrics/pnl-months';
import { pnlMonths } from '../metrics/pnl-months';
import { hasMonth } from './margin-groups';
import { newestFirst } from './month-order';
import { payrollRows } from './payroll';
import { linked, REACH } from './pnl-links';
import type { PnlLine, PnlRow } from './pnl-rows';
import { monthRows, pnlLines } from './pnl-rows';
import type { Kept, Report, Scope } from './report';
import { everything } from './report';

const yearBlock = (month: string): string => (month === UNDATED ? UNDATED : yearOf(month));
const asksOf = (scope: Scope): ((month: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (month) => {
    const found = known.get(month) ?? (month === UNDATED ? scope.has(null) : hasMonth(scope, month));
    known.set(month, found);
    return found;
  };
};

/** Computed pay by month, when the settings want it in the P&L: of the finished tab `payroll`, or made anew. */
function payOf(book: Book, kept: Kept | undefined): ReadonlyMap<Month, MonthPay> | null {
  if (book.settings.pnl_payroll !== 'computed') return null;
  const rows = (kept ? kept(payrollSheet.key) : payrollRows(book, everything)) as ReturnType<typeof payrollRows>;
  return new Map(
    [...grouped(rows, ({ month }) => month)].map(([month, own]) => [
      month,
      { fixed: sum(own.map(({ fixed }) => fixed)), total: sum(own.map(({ total }) => total)) },
    ]),
  );
}

/**
 * The P&L by month (Q073, Q076–Q078, finance 3.1). Rows of a month follow from its own facts, some of their columns from up to a year of other months.
 *
 * Scope   without `kept`: months that the scope touches, from a book of all facts. With `kept`, the rows now in the tab of the years around the scope's months: these rows anew,
 *         months of the scope from the book and all others as they are kept, with what follows from the scope's months made anew
 */
export function pnlRows(book: Book, scope: Scope, kept?: Kept): readonly PnlRow[] {
  const asks = asksOf(scope),
    plans = plansOf(book),
    made = pnlMonths(book, kept ? asks : () => true, payOf(book, kept)).flatMap((month) => monthRows(month, book, plans));
  if (!kept) return linked(made, () => true, book).filter(({ month }) => asks(month));
  const others = (kept(pnlSheet.key) as readonly PnlRow[]).filter(({ month }) => !asks(month)),
    follows = (month: Month): boolean => Array.from({ length: REACH + 1 }, (_, i) => addMonths(month, -i)).some(asks);
  return linked([...made, ...others], follows, book);
}

export const pnlReport: Report<typeof pnlSheet> = {
  sheet: pnlSheet,
  grain: 'month',
  paid: ({ settings }) => settings.pnl_payroll === 'computed',
  blocks: {
    of: ({ month }) => yearBlock(String(month)),
    ofMonth: yearBlock,
    around: (months) => [
      ...new Set([...months].flatMap((month) => (month === UNDATED ? [UNDATED] : [addMonths(month, -12), month, addMonths(month, REACH)].map(yearBlock)))),
    ],
  },
  rows: pnlRows,
  order: (a, b) => newestFirst(a.month, b.month) || pnlLines.indexOf(a.line as PnlLine) - pnlLines.indexOf(b.line as PnlLine),
};
