import { receiptsScheduleSheet } from '../../sheets-templates/receipts-schedule';
import type { Book } from '../facts/book';
import type { Day } from '../kernel/calendar';
import { weekOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import type { Row, RowOf } from '../kernel/sheet-template';
import { debtOf } from './debts';
import { receivableRows, receivablesReport } from './receivables';
import type { Report } from './report';

type ScheduleRow = RowOf<typeof receiptsScheduleSheet>;

/**
 * When the balances of `receivables` are to come (Q056): a row for each due day; today and later is expected, an earlier day is overdue and never shown as future; balances without a due day
 * in a row without day. Instalments stand on their own days, a deal once in each. Advances are no receipts.
 */
export function scheduleRows(finished: readonly Row[], book: Pick<Book, 'today'>): readonly ScheduleRow[] {
  const days = new Map<Day | null, { amount: Minor; deals: number }>();
  for (const row of finished) {
    const { parts } = debtOf(row),
      own = new Set(parts.map(({ day }) => day));
    for (const { day, amount } of parts) {
      const known = days.get(day) ?? { amount: 0, deals: 0 };
      days.set(day, { amount: known.amount + amount, deals: known.deals + (own.delete(day) ? 1 : 0) });
    }
  }
  return [...days.entries()].map(([day, { amount, deals }]) => ({
    day,
    week: day === null ? '' : weekOf(day),
    expected: day !== null && day >= book.today ? amount : 0,
    overdue: day !== null && day < book.today ? amount : 0,
    undated: day === null ? amount : 0,
    deals,
  }));
}

export const receiptsScheduleReport: Report<typeof receiptsScheduleSheet> = {
  sheet: receiptsScheduleSheet,
  grain: 'whole',
  rows: (book, scope) => scheduleRows(receivableRows(book, { ...scope, deals: 'all' }), book),
  from: { key: receivablesReport.sheet.key, rows: scheduleRows },
  /** by day, undated last */
  order: (a, b) => (a.day === b.day ? 0 : a.day === null ? 1 : b.day === null ? -1 : a.day < b.day ? -1 : 1),
};
