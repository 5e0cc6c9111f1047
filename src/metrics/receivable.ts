import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { addDays, daysBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
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
  readonly dueDay: Day | null;
  /** null without a due day or without a balance */
  readonly daysOverdue: number | null;
  readonly bucket: Bucket | '';
}

/**
 * Receivables as of the book's day (Q055–Q059; workbook.md Definitions, Balance).
 *
 * Shape   deals -> those with a balance or an advance. A cancelled contract owes nothing; what was paid for it and not given back is an advance. Deleted deals are left out
 * Unit    minor units of the company's currency; a deal in another currency at the rate of its contract day (before a contract: today's), so that a paid contract leaves no balance; no rate -> left out
 * Time    a payment counts from its day on; due on a day is overdue from the day after
 */
export function receivablesOf(book: Book, asked: (deal: Deal) => boolean = () => true): readonly Receivable[] {
  const written = writtenByDeal(book);
  return book.deals.flatMap((deal): Receivable[] => {
    if (deal.deleted || !asked(deal)) return [];
    const day = deal.contract_day !== null && deal.contract_day < book.today ? deal.contract_day : book.today,
      own = deal.signed ? (deal.contract_amount ?? 0) : 0;
    const contract = inBase(own, deal.currency, day, book),
      paid = inBase(paidBy(deal, book.today, written), deal.currency, day, book);
    if (contract === null || paid === null || contract === paid) return [];
    const balance = Math.max(0, contract - paid),
      advance = Math.max(0, paid - contract),
      dueDay = balance > 0 ? dueDayOf(deal, book.settings.overdue_offset_days) : null;
    const daysOverdue = dueDay === null ? null : Math.max(0, daysBetween(dueDay, book.today));
    return [{ deal, contract, paid, balance, advance, dueDay, daysOverdue, bucket: balance === 0 ? '' : bucketOf(daysOverdue) }];
  });
}

/** The field `due_date`, else the installation day and the days of the settings, else none. */
export const dueDayOf = (deal: Deal, offset: number): Day | null =>
  deal.due_day ?? (deal.installation_day === null ? null : addDays(deal.installation_day, offset));

/** Ageing group of so many days overdue; null = no due day. */
export function bucketOf(days: number | null): Bucket {
  if (days === null) return 'undated';
  if (days <= 0) return 'not_due';
  if (days <= 30) return '1-30';
  if (days <= 60) return '31-60';
  if (days <= 90) return '61-90';
  return days <= 180 ? '91-180' : '180+';
}

/** Payments of a deal up to a day: its two fields (what of them stands on a later day has not come yet), unless real payments stand in for them, and rows of `payments`. Minor units of the deal's currency. */
function paidBy(deal: Deal, today: Day, { real, byDeal }: Written): Minor {
  const until = (amount: Minor | null, day: Day | null, part = amount): Minor =>
    amount === null || day === null || day <= today ? (amount ?? 0) : Math.max(0, amount - (part ?? amount));
  const fields = real.has(dealKey(deal))
    ? 0
    : until(deal.prepayment, deal.prepayment_day ?? deal.contract_day, deal.prepayment_part) + until(deal.paid, deal.paid_day, deal.paid_part);
  return fields + sum((byDeal.get(dealKey(deal)) ?? []).map(({ amount, day }) => until(amount, day)));
}

interface Written {
  readonly real: ReadonlySet<string>;
  readonly byDeal: ReadonlyMap<string, readonly { readonly day: Day | null; readonly amount: Minor }[]>;
}
function writtenByDeal(book: Book): Written {
  const { rows, real } = paymentRows(book);
  const written = rows.flatMap(({ row, deal }) =>
    deal === undefined || row.amount === null ? [] : [{ key: dealKey(deal), day: row.day, amount: row.amount }],
  );
  return { real, byDeal: grouped(written, ({ key }) => key) };
}
