import type { Book } from '../facts/book';
import type { Expense } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { daysIn, firstDay, monthOf, monthsBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { split, sum } from '../kernel/money';
import type { Flaw } from '../kernel/problem';

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

/** What a month carries: operating expenses by article, and in all. The whole month counts, also what stands on a later day of it. */
export function expensesOf(month: Month, book: Pick<Book, 'expenses'>): { readonly total: Minor; readonly articles: ReadonlyMap<string, Minor> } {
  const articles = new Map<string, Minor>();
  for (const row of book.expenses) for (const { amount } of occurrences(row, [month])) articles.set(row.article, (articles.get(row.article) ?? 0) + amount);
  return { total: sum([...articles.values()]), articles };
}

/** The first month in which any expense stands; none -> null. */
export function firstExpenseMonth(book: Pick<Book, 'expenses'>): Month | null {
  const months = book.expenses
    .filter((row) => row.amount !== null)
    .map((row) => row.from || (row.day === null ? '' : monthOf(row.day)))
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
