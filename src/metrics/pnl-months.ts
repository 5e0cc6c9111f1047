import type { Book } from '../facts/book';
import type { Expense } from '../facts/rows';
import { UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { daysIn, firstDay, lastDay, monthOf, monthsBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { mulDiv, roundHalfAway, sum } from '../kernel/money';
import { articleKinds } from './articles';
import { asPaid, costRows, firstExpenseMonth, incurred, isPaid, occurrences } from './expenses';
import { runRate, specialDays, workDays } from './pace';
import type { DealLine } from './recognition';
import { dealLines, recognised } from './recognition';

/** Lines of the P&L that are added up; the others follow from them. */
export type SumLine = DealLine | 'payroll' | 'operating_expenses' | 'taxes';
export type Sums = Readonly<Record<SumLine, Minor>>;

/** A month, or what has no date. */
export interface PnlMonth {
  readonly month: Month | typeof UNDATED;
  /** the whole of a month that is over; of the running one what is earned and incurred by today */
  readonly toDate: Sums;
  /** the whole month: of the running one what it comes to at its pace, with all its recurring costs; null without a date */
  readonly whole: Sums | null;
}

/** Computed pay of a month, when the P&L shows that. */
export interface MonthPay {
  readonly fixed: Minor;
  readonly total: Minor;
}

/**
 * The P&L's sums by month (Q073, Q076; finance 3.1; workbook.md pnl.line). Months in which nothing stands are left out.
 *
 * Shape   `asks`: months wanted, `undated` among them; `payOf`: computed pay by month, null when the expense rows say what pay is
 * Unit    minor units of the company's currency; costs positive
 * Time    the running month by today: what recurs or is spread pro rata by days, so that a month without its rent does not look profitable; one-off costs up to today; of months to come
 *         only what deals say. Revenue and direct costs of the running month are projected by working days
 * Cash    recognised by payment, the expenses are those that were paid: cash rows, each whole on its day
 */
export function pnlMonths(book: Book, asks: (month: string) => boolean, payOf: ReadonlyMap<Month, MonthPay> | null): readonly PnlMonth[] {
  const now = monthOf(book.today),
    moves = grouped(recognised(book), ({ day }) => (day === null ? UNDATED : monthOf(day))),
    costs = expenseLines(book, payOf !== null);
  const first = firstExpenseMonth(book),
    spent = first === null || first > now ? [] : monthsBetween(first, now).filter((month) => asks(month) && costs(month).stands);
  const paid = payOf === null ? [] : [...payOf.keys()].filter((month) => month <= now);
  const special = specialDays(book),
    days = workDays({ from: firstDay(now), to: lastDay(now) }, book.today, special);
  return [...new Set([...moves.keys(), ...spent, ...paid])].filter(asks).flatMap((month): PnlMonth[] => {
    const own = moves.get(month) ?? [],
      fromDeals = Object.fromEntries(dealLines.map((line) => [line, sum(own.filter((move) => move.line === line).map(({ amount }) => amount))])) as Record<
        DealLine,
        Minor
      >;
    if (month === UNDATED) return [{ month, toDate: { ...fromDeals, payroll: 0, operating_expenses: 0, taxes: 0 }, whole: null }];
    const { toDate, whole } = costs(month),
      pay = month > now ? undefined : payOf?.get(month);
    if (own.length === 0 && !costs(month).stands && !pay?.total) return [];
    const gone = month === now ? Number(book.today.slice(8)) : daysIn(month),
      earned = (pay?.total ?? 0) - (pay?.fixed ?? 0) + mulDiv(pay?.fixed ?? 0, gone, daysIn(month)); // the salary of the days gone; the variable part is to date as it is
    const paced = (amount: Minor): Minor => (month === now ? roundHalfAway(runRate(amount, days) ?? amount) : amount);
    const projected = Object.fromEntries(dealLines.map((line) => [line, paced(fromDeals[line])])) as Record<DealLine, Minor>;
    return [
      {
        month,
        toDate: { ...fromDeals, ...toDate, ...(pay ? { payroll: earned } : {}) },
        whole: { ...projected, ...whole, ...(pay ? { payroll: pay.total } : {}) },
      },
    ];
  });
}

interface Costs {
  readonly toDate: Record<'payroll' | 'operating_expenses' | 'taxes', Minor>;
  readonly whole: Record<'payroll' | 'operating_expenses' | 'taxes', Minor>;
  /** does any row stand in the month? */
  readonly stands: boolean;
}

/** Expenses of a month by line. Where pay is computed, rows of payroll articles are its payment and no further cost. */
function expenseLines(book: Book, isComputed: boolean): (month: Month) => Costs {
  const kindOf = articleKinds(book.settings),
    isCash = book.settings.revenue_recognition === 'payment',
    counts = costRows(book),
    known = new Map<Month, Costs>();
  const lineOf = ({ article }: Expense): keyof Costs['whole'] | null => {
    const kind = kindOf(article);
    if (kind === 'payroll') return isComputed ? null : 'payroll';
    return kind === 'taxes' ? 'taxes' : kind === 'operating' ? 'operating_expenses' : null;
  };
  const rows = book.expenses.flatMap((row) => {
    const line = lineOf(row);
    return line === null || (isCash && !isPaid(row)) ? [] : [{ line, row: isCash ? asPaid(row) : row }];
  });
  return (month) => {
    const found = known.get(month);
    if (found) return found;
    const toDate = { payroll: 0, operating_expenses: 0, taxes: 0 },
      whole = { ...toDate };
    let stands = false;
    for (const { line, row } of rows) {
      if (!isCash && !counts(row, month)) continue;
      const times = month > monthOf(book.today) ? [] : occurrences(row, [month]);
      if (times.length === 0) continue;
      stands = true;
      whole[line] += sum(times.map(({ amount }) => amount));
      toDate[line] += incurred(row, month, book.today);
    }
    const made = { toDate, whole, stands };
    known.set(month, made);
    return made;
  };
}
