import type { Book } from '../facts/book';
import type { Day } from '../kernel/calendar';
import { addDays, monthOf, monthsBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { cashTimes, planOf } from './cash-costs';
import { firstExpenseMonth } from './expenses';
import { receiptMoves } from './money-moves';

/** Money that moved: in above 0, out below 0; `day` null = nobody knows when. Minor units of the company's currency. */
export interface CashMove {
  readonly day: Day | null;
  readonly amount: Minor;
  readonly out: boolean;
}

/**
 * Money that came and went up to today (Q074): payments and refunds of clients, expenses of cash basis, planned payments said to be paid.
 *
 * Shape   `has`: of which days
 * Time    an expense counts on its day whether or not somebody ticked it off; nothing of a later day
 */
export function cashMoves(book: Book, has: (day: Day | null) => boolean): readonly CashMove[] {
  const first = firstExpenseMonth(book) ?? monthOf(book.today),
    months = monthsBetween(first, monthOf(book.today));
  const costs = book.expenses.flatMap((row) => cashTimes(row, months)).map(({ day, amount }) => ({ day, amount: -amount, out: true }));
  const planned = planOf(book).paid.map((row) => ({
    day: row.day,
    amount: row.direction === 'out' ? -(row.amount ?? 0) : (row.amount ?? 0),
    out: row.direction === 'out',
  }));
  const receipts = receiptMoves(book).map(({ day, amount }) => ({ day, amount, out: false }));
  return [...receipts, ...costs, ...planned].filter(({ day }) => has(day) && (day === null || day <= book.today));
}

/** Of these moves what counts into the balance: those from `opening_day` on, none without such a day. */
export const sinceOpening = (moves: readonly CashMove[], book: Pick<Book, 'settings'>): Minor => {
  const from = book.settings.opening_day;
  return sum(moves.map(({ day, amount }) => (from !== null && day !== null && day >= from ? amount : 0)));
};

/**
 * Money at hand this morning: `opening_balance` of the settings and what moved from `opening_day` to yesterday. Without `opening_day` the balance is taken for this morning's.
 *
 * Shape   `earlier`: what counts of the months before this one (tab `cash_months`), so that a book of this month is enough
 */
export function cashThisMorning(book: Book, earlier: Minor): Minor {
  const month = monthOf(book.today),
    yesterday = addDays(book.today, -1);
  const now = cashMoves(book, (day) => day !== null && monthOf(day) === month && day <= yesterday);
  return book.settings.opening_balance + earlier + sinceOpening(now, book);
}
