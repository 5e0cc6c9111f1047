import type { Day } from '../kernel/calendar';
import { daysBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import type { Part } from './instalments';
import type { Bucket } from './receivable';
import { bucketOf, buckets } from './receivable';

/** What one deal owes, as the tab of receivables says it: enough for everything that is made from debts, without the deals. Minor units of the company's currency. */
export interface Debt {
  readonly crm: string;
  readonly deal_id: string;
  readonly deal: string;
  readonly client: string;
  readonly client_id: string;
  readonly manager: string;
  readonly link: string;
  readonly parts: readonly Part[];
  readonly advance: Minor;
}

/** Who pays: the client by his id in the CRM, without one by his name. Two clients of one name stay two. */
export const payerOf = (row: { readonly crm: string; readonly client_id: string; readonly client: string }): string =>
  row.client_id === '' ? `/${row.client.trim().toLowerCase()}` : `${row.crm}/${row.client_id}`;

/** Debts of one client, manager or deal by age (Q055, Q058; finance 3.3). Minor units. */
export interface Age {
  readonly buckets: Readonly<Record<Bucket, Minor>>;
  readonly disputed: Minor;
  readonly total: Minor;
  readonly overdue: Minor;
  readonly advance: Minor;
  /** of the oldest part past its day, disputed or not; nothing past its day -> null */
  readonly oldest: number | null;
  /** Σ amount × days ÷ Σ amount over what is overdue and not disputed; nothing overdue -> null */
  readonly weightedDays: number | null;
}

/**
 * Shape   debts -> one age; disputed parts stand in no bucket, advances are never taken off: `total` = Σ buckets + disputed
 * Time    due on `today` is not overdue
 */
export function ageOf(debts: readonly Debt[], today: Day): Age {
  const parts = debts.flatMap((debt) => debt.parts).map((part) => ({ ...part, days: part.day === null ? null : Math.max(0, daysBetween(part.day, today)) })),
    open = parts.filter(({ disputed }) => !disputed),
    late = open.filter(({ days }) => (days ?? 0) > 0);
  const overdue = sum(late.map(({ amount }) => amount)),
    oldest = Math.max(0, ...parts.map(({ days }) => days ?? 0));
  return {
    buckets: Object.fromEntries(
      buckets.map((bucket) => [bucket, sum(open.map(({ days, amount }) => (bucketOf(days) === bucket ? amount : 0)))]),
    ) as Age['buckets'],
    disputed: sum(parts.map(({ disputed, amount }) => (disputed ? amount : 0))),
    total: sum(parts.map(({ amount }) => amount)),
    overdue,
    advance: sum(debts.map(({ advance }) => advance)),
    oldest: oldest > 0 ? oldest : null,
    weightedDays: overdue > 0 ? late.reduce((all, { amount, days }) => all + amount * (days ?? 0), 0) / overdue : null,
  };
}
