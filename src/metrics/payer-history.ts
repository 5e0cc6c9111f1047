import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { addDays, daysBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { instalmentRows, scheduleOf } from './instalments';
import type { Bucket } from './receivable';
import { bucketOf, paymentsOf } from './receivable';

/** A contract that was paid in full. */
export interface Settled {
  readonly deal: Deal;
  /** the last day of its schedule */
  readonly dueDay: Day;
  /** when the last of it came */
  readonly paidDay: Day;
  /** after the due day; below 0 = paid before it */
  readonly daysLate: number;
}

/** How far back a payer's habits are looked at. */
const DAYS = 365;

/**
 * How clients paid: contracts paid in full within the last year, against the last day of their schedules (T04, N07).
 *
 * Shape   deals -> those in force, with a due day, that owe nothing
 * Time    paid on the day after which the payments never again were less than the contract; not known -> left out
 */
export function settledOf(book: Book, asked: (deal: Deal) => boolean = () => true): readonly Settled[] {
  const paidOf = paymentsOf(book),
    planned = instalmentRows(book);
  return book.deals.flatMap((deal): Settled[] => {
    const contract = deal.contract_amount ?? 0;
    if (!deal.signed || deal.deleted || contract <= 0 || !asked(deal)) return [];
    const days = scheduleOf(deal, planned.get(deal.deal_id) ?? [], book.settings.overdue_offset_days).flatMap(({ day }) => (day === null ? [] : [day])),
      dueDay = days[days.length - 1];
    const paidDay = settledOn(contract, paidOf(deal), book.today);
    if (dueDay === undefined || paidDay === null || paidDay < addDays(book.today, -DAYS)) return [];
    return [{ deal, dueDay, paidDay, daysLate: daysBetween(dueDay, paidDay) }];
  });
}

function settledOn(contract: Minor, paid: ReturnType<ReturnType<typeof paymentsOf>>, today: Day): Day | null {
  const come = paid
    .filter(({ day }) => day === null || day <= today)
    .sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : (a.day ?? '') > (b.day ?? '') ? 1 : 0));
  let total = sum(come.map(({ amount }) => amount)),
    settled: Day | null = null;
  if (total < contract) return null;
  for (const { day, amount } of [...come].reverse()) {
    settled = day;
    total -= amount;
    if (total < contract) return settled;
  }
  return settled;
}

/** One bill of a payer: paid so many days late, or still open after so many. */
export interface Bill {
  readonly payer: string;
  readonly late: number;
  readonly paid: boolean;
}
/** What may be expected of a bill that is overdue: `of` out of `outOf` such bills were paid within 13 weeks, `after` days later. */
export interface Expectation {
  readonly of: number;
  readonly outOf: number;
  readonly after: number;
  /** whose bills say so; `none`: too few, so the table does */
  readonly by: 'payer' | 'all' | 'none';
}

/** 13 weeks, the length of the calendar. */
export const HORIZON = 91;
/** Fewer bills than this say nothing. */
const LEAST = 3,
  /** percent paid of a bill that old where nobody's history says, and after how many days: a prudent guess, said to be one */
  TABLE: Readonly<Partial<Record<Bucket, number>>> = { '1-30': 80, '31-60': 60, '61-90': 40, '91-180': 20, '180+': 5 },
  AFTER = 30;

/**
 * The payer's own history, else everybody's, else the table (Q074: what is overdue is never certain).
 *
 * Shape   bills -> a function of payer and days overdue; of the bills that were still open that long after their day: those paid within 13 weeks from there, and the middle number of days it took
 */
export function expectationFrom(bills: readonly Bill[]): (payer: string, daysOverdue: number) => Expectation {
  const own = grouped(bills, ({ payer }) => payer);
  const from = (some: readonly Bill[], days: number): Pick<Expectation, 'of' | 'outOf' | 'after'> | null => {
    const open = some.filter(({ late }) => late > days),
      paid = open.filter((bill) => bill.paid && bill.late <= days + HORIZON).map(({ late }) => late - days);
    return open.length < LEAST ? null : { of: paid.length, outOf: open.length, after: middle(paid) };
  };
  return (payer, days) => {
    const mine = from(own.get(payer) ?? [], days),
      all = mine ? null : from(bills, days);
    if (mine) return { ...mine, by: 'payer' };
    return all ? { ...all, by: 'all' } : { of: TABLE[bucketOf(days)] ?? 0, outOf: 100, after: AFTER, by: 'none' };
  };
}

/** The middle one, of an even number the later of the two; of none the fallback. */
const middle = (days: readonly number[]): number => [...days].sort((a, b) => a - b)[days.length >> 1] ?? AFTER;

/** The usual delay of a payer: the middle of his bills of the last year that are paid; too few -> null. */
export function usualDelay(bills: readonly Bill[]): number | null {
  const paid = bills.filter((bill) => bill.paid).map(({ late }) => late);
  return paid.length < LEAST ? null : middle(paid);
}
