import type { Book } from '../facts/book';
import { UNASSIGNED } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { monthOf, monthsBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { articleKinds } from './articles';
import { planOf } from './cash-costs';
import { asPaid, firstExpenseMonth, isPaid, occurrences } from './expenses';
import { receiptMovesOfDeals } from './money-moves';
import { enteredCosts } from './recognition';

/** Kinds of activity that add up to the change of the balance, and transfers, which do not. */
export const activities = ['operating', 'investing', 'financing'] as const;
export type Activity = (typeof activities)[number] | 'transfer';
/** Articles of what customers paid and got back; people read their words (sheets-templates/words buckets). */
export const RECEIPTS = 'client_receipts',
  REFUNDS = 'client_refunds';

/** Money in (above 0) or out of the till on a day; null = undated. */
export interface CashMove {
  readonly day: Day | null;
  readonly activity: Activity;
  readonly article: string;
  readonly amount: Minor;
}

/**
 * Money that moved (Q076, finance 3.2): payments of customers and, as negative operating receipts, refunds on their own days, VAT in them; expenses that were paid (cash rows, or rows without
 * basis) on theirs; planned payments said to be paid that no other row tells; where the settings say so, direct costs of deals on the day they were entered. A row that is only spread for the P&L goes out whole on its day.
 *
 * Shape   `asks`: months whose expenses are wanted; receipts are those of the book. A negative expense comes in (a loan received)
 * Unit    minor units of the company's currency
 * Time    expenses up to today: what is yet to be paid belongs to the payment calendar
 */
export function cashMoves(book: Book, asks: (month: Month) => boolean): readonly CashMove[] {
  const kindOf = articleKinds(book.settings),
    first = firstExpenseMonth(book),
    now = monthOf(book.today);
  const months = first === null || first > now ? [] : monthsBetween(first, now).filter(asks);
  const activityOf = (article: string): Activity => {
    const kind = kindOf(article);
    return kind === 'investing' || kind === 'financing' || kind === 'transfer' ? kind : 'operating';
  };
  const receipts = receiptMovesOfDeals(book).map(
    ({ day, amount, kind }): CashMove => ({ day, activity: 'operating', article: kind === 'refund' ? REFUNDS : RECEIPTS, amount }),
  );
  const spent = book.expenses.filter(isPaid).flatMap((row) =>
    occurrences(asPaid(row), months)
      .filter(({ day }) => day <= book.today)
      .map(({ day, amount }): CashMove => ({ day, activity: activityOf(row.article), article: row.article || UNASSIGNED, amount: amount === 0 ? 0 : -amount })),
  );
  const direct =
    book.settings.cash_direct_costs === 'deals'
      ? enteredCosts(book).map(({ day, column, amount }): CashMove => ({ day, activity: 'operating', article: column, amount: amount === 0 ? 0 : -amount }))
      : [];
  const said = planOf(book).paid.flatMap(({ day, direction, article, amount }) =>
    day !== null && amount !== null && asks(monthOf(day))
      ? [{ day, activity: activityOf(article), article: article || UNASSIGNED, amount: direction === 'out' ? -amount : amount }]
      : [],
  );
  return [...receipts, ...spent, ...direct, ...said];
}
