import { cashMonthsSheet } from '../../sheets-templates/cash-months';
import type { Book } from '../facts/book';
import { UNDATED } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { monthOf } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import { sum } from '../kernel/money';
import type { Row } from '../kernel/sheet-template';
import { sinceOpening, tillMoves } from '../metrics/cash-balance';
import { RECEIPTS, REFUNDS } from '../metrics/cash-moves';
import { contractMoves } from '../metrics/money-moves';
import { newestFirst } from './month-order';
import type { Report } from './report';

const isOfClients = (article: string): boolean => article === RECEIPTS || article === REFUNDS;

/** Money by month: what the opening balance of the calendar and DSO add up, so that neither needs the events of all months. */
export const cashMonthsReport: Report<typeof cashMonthsSheet> = {
  sheet: cashMonthsSheet,
  grain: 'month',
  rows: (book, scope) => {
    const named = (day: Day | null): string => (day === null ? UNDATED : monthOf(day)),
      money = grouped(tillMoves(book, scope.has), ({ day }) => named(day));
    const signed = grouped(
      contractMoves(book).filter(({ day }) => scope.has(day) && (day === null || day <= book.today)),
      ({ day }) => named(day),
    );
    return [...new Set([...money.keys(), ...signed.keys()])].map((month) => {
      const moves = money.get(month) ?? [];
      return {
        month,
        turnover: sum((signed.get(month) ?? []).map(({ amount }) => amount)),
        receipts: sum(moves.map(({ amount, article }) => (isOfClients(article) ? amount : 0))),
        payments: -sum(moves.map(({ amount, article }) => (isOfClients(article) ? 0 : amount))) || 0,
        counted: sinceOpening(moves, book),
      };
    });
  },
  order: (a, b) => newestFirst(a.month, b.month),
};

const amount = (row: Row, key: string): number => (typeof row[key] === 'number' ? row[key] : 0);
/** What the rows of months before today's add to the balance; the undated stand in none. */
export const countedBefore = (rows: readonly Row[], { today }: Pick<Book, 'today'>): number =>
  sum(rows.map((row) => (String(row.month) < monthOf(today) ? amount(row, 'counted') : 0)));
/** Sum of a column over the months from `from` to today's. */
export const inMonthsFrom = (rows: readonly Row[], from: string, column: 'turnover' | 'receipts', { today }: Pick<Book, 'today'>): number =>
  sum(rows.map((row) => (String(row.month) >= from && String(row.month) <= monthOf(today) ? amount(row, column) : 0)));
export const undatedReceipts = (rows: readonly Row[]): number => sum(rows.map((row) => (row.month === UNDATED ? amount(row, 'receipts') : 0)));
