import type { Book } from '../facts/book';
import type { Day } from '../kernel/calendar';
import { addDays, monthOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { type CashMove, cashMoves } from './cash-moves';

/** Money that came and went up to today (metrics/cash-moves), of some days; between own accounts nothing comes and nothing goes. */
export const tillMoves = (book: Book, has: (day: Day | null) => boolean): readonly CashMove[] =>
  cashMoves(book, () => true).filter(({ day, activity }) => activity !== 'transfer' && has(day) && (day === null || day <= book.today));

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
  const now = tillMoves(book, (day) => day !== null && monthOf(day) === month && day <= yesterday);
  return book.settings.opening_balance + earlier + sinceOpening(now, book);
}
