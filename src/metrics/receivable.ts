import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { daysBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { split, sum } from '../kernel/money';
import type { Part } from './instalments';
import { dueDayOf, instalmentRows, scheduleOf, unpaidOf } from './instalments';
import { paymentRows } from './payment-rows';
import { inBase } from './rate';

export type Bucket = 'not_due' | '1-30' | '31-60' | '61-90' | '91-180' | '180+' | 'undated';
export const buckets: readonly Bucket[] = ['not_due', '1-30', '31-60', '61-90', '91-180', '180+', 'undated'];

/** What a deal owes, or what we owe it. Minor units of the company's currency. */
export interface Receivable {
  readonly deal: Deal;
  /** of a contract in force, else 0 */
  readonly contract: Minor;
  /** payments less refunds */
  readonly paid: Minor;
  /** never below 0 */
  readonly balance: Minor;
  /** paid beyond the contract in force; never netted against other deals */
  readonly advance: Minor;
  /** what the balance would be more at today's rate of its currency (курсовая разница); 0 in the company's own */
  readonly revaluation: Minor;
  /** the balance by due days: several for instalments, none without a balance */
  readonly parts: readonly Part[];
  /** of the earliest part that is unpaid */
  readonly dueDay: Day | null;
  /** null without a due day or without a balance */
  readonly daysOverdue: number | null;
  readonly bucket: Bucket | '';
}

/**
 * Receivables as of the book's day (Q055–Q059, Q061; workbook.md Definitions, Balance).
 *
 * Shape   deals -> those with a balance or an advance. A cancelled contract owes nothing; what was paid for it and not given back is an advance. Deleted deals are left out
 * Unit    minor units of the company's currency; a deal in another currency at the rate of its contract day (before a contract: today's), so that a paid contract leaves no balance; no rate -> left out
 * Time    a payment counts from its day on and pays the earliest instalment first; due on a day is overdue from the day after
 */
export function receivablesOf(book: Book, asked: (deal: Deal) => boolean = () => true): readonly Receivable[] {
  const paidOf = paymentsOf(book),
    planned = instalmentRows(book),
    offset = book.settings.overdue_offset_days;
  return book.deals.flatMap((deal): Receivable[] => {
    if (deal.deleted || !asked(deal)) return [];
    const day = deal.contract_day !== null && deal.contract_day < book.today ? deal.contract_day : book.today,
      own = deal.signed ? (deal.contract_amount ?? 0) : 0,
      given = sum(paidOf(deal).map((entry) => (entry.day === null || entry.day <= book.today ? entry.amount : 0)));
    const contract = inBase(own, deal.currency, day, book),
      paid = inBase(given, deal.currency, day, book);
    if (contract === null || paid === null || contract === paid) return [];
    const balance = Math.max(0, contract - paid),
      advance = Math.max(0, paid - contract);
    if (balance === 0) return [{ deal, contract, paid, balance, advance, revaluation: 0, parts: [], dueDay: null, daysOverdue: null, bucket: '' }];
    const unpaid = unpaidOf(scheduleOf({ ...deal, contract_amount: own }, planned.get(deal.deal_id) ?? [], offset), own - given, dueDayOf(deal, offset)),
      amounts =
        split(
          balance,
          unpaid.map(({ amount }) => amount),
        ) ?? [];
    const parts = unpaid.map((part, i) => ({ ...part, amount: amounts[i] ?? 0 })),
      dueDay = parts[0]?.day ?? null,
      daysOverdue = dueDay === null ? null : Math.max(0, daysBetween(dueDay, book.today));
    const revaluation = (inBase(own - given, deal.currency, book.today, book) ?? balance) - balance;
    return [{ deal, contract, paid, balance, advance, revaluation, parts, dueDay, daysOverdue, bucket: bucketOf(daysOverdue) }];
  });
}

/** Ageing group of so many days overdue; null = no due day. */
export function bucketOf(days: number | null): Bucket {
  if (days === null) return 'undated';
  if (days <= 0) return 'not_due';
  if (days <= 30) return '1-30';
  if (days <= 60) return '31-60';
  if (days <= 90) return '61-90';
  return days <= 180 ? '91-180' : '180+';
}

/** Money of a deal as far as its day is known; null = it came some time before. */
export interface Paid {
  readonly day: Day | null;
  readonly amount: Minor;
}

/** Payments of deals, in minor units of their currencies: the two fields (of each only the last part has a day of its own), unless real payments stand in for them, and rows of `payments`. */
export function paymentsOf(book: Pick<Book, 'deals' | 'payments'>): (deal: Deal) => readonly Paid[] {
  const { rows, real } = paymentRows(book);
  const written = grouped(
    rows.flatMap(({ row, deal }) => (deal === undefined || row.amount === null ? [] : [{ key: dealKey(deal), day: row.day, amount: row.amount }])),
    ({ key }) => key,
  );
  const field = (amount: Minor | null, day: Day | null, part: Minor | null): Paid[] => {
    const before = day === null ? 0 : Math.max(0, (amount ?? 0) - (part ?? amount ?? 0));
    return amount === null ? [] : [...(before > 0 ? [{ day: null, amount: before }] : []), { day, amount: amount - before }];
  };
  return (deal) => [
    ...(real.has(dealKey(deal))
      ? []
      : [...field(deal.prepayment, deal.prepayment_day ?? deal.contract_day, deal.prepayment_part), ...field(deal.paid, deal.paid_day, deal.paid_part)]),
    ...(written.get(dealKey(deal)) ?? []),
  ];
}
