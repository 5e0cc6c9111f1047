import type { Book } from '../facts/book';
import type { Expense, PlannedPayment } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { addDays, addMonths, daysBetween, monthOf, monthsBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { asPaid, isPaid, occurrences } from './expenses';
import { HORIZON } from './payer-history';
import { countsAsPayment } from './payment-rows';

/** Money that goes out for an expense row, or comes in for a row of `payments` without a deal. */
export interface Fact {
  readonly day: Day;
  readonly article: string;
  readonly amount: Minor;
}

/**
 * When an expense row is paid, as the cash flow counts it (Q075, metrics/cash-moves): once on its day, whatever months it is spread over, without a day in each of these; every month, quarter or year as
 * it stands there. Rows by accrual are paid when a row of cash basis or of `payment_plan` says so.
 */
export const cashTimes = (row: Expense, months: readonly Month[]): readonly Fact[] =>
  isPaid(row) && row.amount !== null ? occurrences(asPaid(row), months).map(({ day, amount }) => ({ day, article: row.article, amount })) : [];

/** Rows of `payment_plan` after facts were laid beside them. */
export interface Plan {
  /** still to come, or overdue; undated ones too */
  readonly open: readonly PlannedPayment[];
  /** said to be paid, and no other row tells it: a fact of its own on its day */
  readonly paid: readonly PlannedPayment[];
  /** expenses of cash basis from today on that no row of the plan stands for */
  readonly costs: readonly Fact[];
}

/** A fact so many days off the planned day may still be the same payment. */
const NEAR = 15;

/**
 * The plan without what has happened (Q075): a row is matched by a fact of the same direction, item and amount, the nearest one, each fact once.
 *
 * Shape   out: expenses of cash basis; in: rows of `payments` without a deal. Of a fact to come only the planned row stays, because it has a priority. Receipts of deals are not here: `receivables`
 *         knows what is left of them
 * Time    facts from 15 days before the planned day to 15 after it, for an overdue one to today; said to be paid counts from its day on
 */
export function planOf(book: Pick<Book, 'paymentPlan' | 'expenses' | 'payments' | 'today'>): Plan {
  const { today } = book,
    until = addDays(today, HORIZON - 1),
    rows = book.paymentPlan.filter(
      (row) => row.state !== 'cancelled' && (row.amount ?? 0) > 0 && (row.direction === 'out' || (row.direction === 'in' && row.deal_id === '')),
    );
  const first = rows.flatMap(({ day }) => (day === null ? [] : [monthOf(day)])).sort()[0] ?? monthOf(today),
    from = first < monthOf(today) ? first : monthOf(today),
    months = monthsBetween(addMonths(from, -1), monthOf(until));
  const costs = book.expenses.flatMap((row) => cashTimes(row, months)),
    money = book.payments.flatMap((row) =>
      countsAsPayment(row) && row.deal_id === '' && row.day !== null && row.day <= today && row.amount !== null
        ? [{ day: row.day, article: '', amount: row.amount }]
        : [],
    );
  const taken = new Set<Fact>(),
    dropped = new Set<Fact>(),
    open: PlannedPayment[] = [],
    paid: PlannedPayment[] = [];
  const isSaid = (row: PlannedPayment): boolean => row.state === 'paid' && row.day !== null && row.day <= today;
  const dated = rows.filter(({ day }) => day !== null).sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : 0));
  for (const row of dated) {
    const fact = nearest(row, { facts: row.direction === 'out' ? costs : money, taken, today });
    if (fact) taken.add(fact);
    if (fact && (row.direction === 'in' || fact.day < today || (fact.day === today && isSaid(row)))) continue;
    if (fact) dropped.add(fact);
    (isSaid(row) ? paid : open).push(row);
  }
  return {
    open: [...open, ...rows.filter(({ day, state }) => day === null && state !== 'paid')],
    paid,
    costs: costs.filter((fact) => fact.day >= today && fact.day <= until && !dropped.has(fact)),
  };
}

const plain = (text: string): string => text.trim().toLowerCase();
function nearest(
  row: PlannedPayment,
  { facts, taken, today }: { readonly facts: readonly Fact[]; readonly taken: ReadonlySet<Fact>; readonly today: Day },
): Fact | undefined {
  const day = row.day ?? today,
    late = addDays(day, NEAR),
    far = (fact: Fact): number => Math.abs(daysBetween(day, fact.day));
  return facts
    .filter(
      (fact) =>
        !taken.has(fact) &&
        fact.amount === row.amount &&
        (row.direction === 'in' || plain(fact.article) === plain(row.article)) &&
        fact.day >= addDays(day, -NEAR) &&
        fact.day <= (late > today ? late : today),
    )
    .sort((a, b) => far(a) - far(b))[0];
}
