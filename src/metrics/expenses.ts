import type { Book } from '../facts/book';
import type { Expense } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { daysIn, firstDay, monthOf, monthsBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv, split, sum } from '../kernel/money';
import type { Flaw } from '../kernel/problem';
import { articleKinds, isExpense } from './articles';

/** One time that an expense row stands: what it adds to the costs of a month. */
export interface Occurrence {
  readonly month: Month;
  readonly day: Day;
  readonly amount: Minor;
}

const STEP: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * When an expense row stands, of the months asked for (Q068; workbook.md Definitions).
 *
 * Shape   every month / quarter / year: once in each such period, counted from the month of `day`, from `from` (blank: that month) to `to` (blank: still running), on the day of `day` or the last
 *         of a shorter month; once with `from`/`to`: evenly over these months, to the kopeck, on `day` in its own month and on the 1st elsewhere; once without: on its day
 * Unit    minor units of the company's currency
 * Time    cash and accrual rows alike stand where they say; a row without any day or without amount stands nowhere and is a flaw
 */
export function occurrences(row: Expense, months: readonly Month[]): readonly Occurrence[] {
  const own = row.day === null ? row.from : monthOf(row.day),
    from = row.from || own,
    amount = row.amount,
    step = STEP[row.every];
  if (own === '' || amount === null) return [];
  if (step !== undefined)
    return months
      .filter((month) => month >= from && (row.to === '' || month <= row.to) && (ordinal(month) - ordinal(own)) % step === 0)
      .map((month) => ({ month, day: inMonth(row.day, month), amount }));
  if (row.from === '' && row.to === '') return months.filter((month) => month === own).map((month) => ({ month, day: inMonth(row.day, month), amount }));
  const spread = row.to === '' || row.to < from ? [from] : monthsBetween(from, row.to),
    shares =
      split(
        amount,
        spread.map(() => 1),
      ) ?? [];
  return spread.flatMap((month, i) =>
    months.includes(month) ? [{ month, day: month === own ? inMonth(row.day, month) : firstDay(month), amount: shares[i] ?? 0 }] : [],
  );
}

const ordinal = (month: Month): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
/** The 31st stands on the last day of a shorter month; a row without day on the 1st. */
const inMonth = (day: Day | null, month: Month): Day =>
  day === null ? firstDay(month) : `${month}-${String(Math.min(Number(day.slice(8)), daysIn(month))).padStart(2, '0')}`;

/** Is the row the payment of a cost (blank: it is), or a cost without payment (depreciation, a share of a rent paid by the quarter)? */
export const isPaid = (row: Expense): boolean => row.basis !== 'accrual';

/**
 * Rows that make up the costs of months (Q068): cash and accrual alike, but from the first month with an accrual row of an article on its cash rows are the payments of these costs and
 * count in the cash flow only. Articles that are no expenses (metrics/articles) are left out.
 */
export function costRows(book: Pick<Book, 'expenses' | 'settings'>): (row: Expense, month: Month) => boolean {
  const kindOf = articleKinds(book.settings),
    accrued = new Map<string, Month>();
  for (const row of book.expenses) {
    const from = row.from || (row.day === null ? '' : monthOf(row.day)),
      known = accrued.get(row.article);
    if (!isPaid(row) && row.amount !== null && from !== '' && (known === undefined || from < known)) accrued.set(row.article, from);
  }
  return (row, month) => isExpense(kindOf(row.article)) && (!isPaid(row) || month < (accrued.get(row.article) ?? '9999-12'));
}

/** What a month carries: all rows by article, and in all. The whole month counts, also what stands on a later day of it. */
export function expensesOf(month: Month, book: Pick<Book, 'expenses'>): { readonly total: Minor; readonly articles: ReadonlyMap<string, Minor> } {
  const articles = new Map<string, Minor>();
  for (const row of book.expenses) for (const { amount } of occurrences(row, [month])) articles.set(row.article, (articles.get(row.article) ?? 0) + amount);
  return { total: sum([...articles.values()]), articles };
}

/** Costs of a month without those that only stand in the cash flow: what its contracts share (Q069). */
export function costsOf(month: Month, book: Pick<Book, 'expenses' | 'settings'>): Minor {
  const counts = costRows(book);
  return sum(book.expenses.flatMap((row) => (counts(row, month) ? occurrences(row, [month]).map(({ amount }) => amount) : [])));
}

/**
 * What of a row has been incurred in a month by today (Q073): all of a month that is over; of the running one the share of the days gone, today included, of what recurs or is spread,
 * and one-off costs up to today; nothing of a month to come.
 */
export function incurred(row: Expense, month: Month, today: Day): Minor {
  const stands = occurrences(row, [month]),
    now = monthOf(today);
  if (month < now) return sum(stands.map(({ amount }) => amount));
  if (month > now) return 0;
  const runs = STEP[row.every] !== undefined || row.from !== '' || row.to !== '';
  return sum(stands.map(({ amount, day }) => (runs ? mulDiv(amount, Number(today.slice(8)), daysIn(month)) : day <= today ? amount : 0)));
}

/** The row as it takes money out of the till: what is paid once on a day of its own and only spread for the P&L goes out whole on that day. */
export const asPaid = (row: Expense): Expense => (row.day !== null && STEP[row.every] === undefined ? { ...row, from: '', to: '' } : row);

/** The first month in which any expense stands, or is paid ahead of the months it is for; none -> null. */
export function firstExpenseMonth(book: Pick<Book, 'expenses'>): Month | null {
  const months = book.expenses
    .filter((row) => row.amount !== null)
    .flatMap((row) => [row.from, row.day === null ? '' : monthOf(row.day)])
    .filter((month) => month !== '')
    .sort();
  return months[0] ?? null;
}

/** Rows that stand nowhere: without a day or without an amount. */
export const expenseFlaws = (book: Pick<Book, 'expenses'>): readonly Flaw[] =>
  book.expenses.flatMap((row): Flaw[] => {
    if (row.amount === null) return [{ code: 'amount-missing', details: { column: 'amount' }, row: row.article }];
    return row.day === null && row.from === '' ? [{ code: 'day-missing', details: { column: 'day' }, row: row.article }] : [];
  });
