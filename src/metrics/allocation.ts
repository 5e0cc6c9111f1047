import type { Settings } from '../facts/settings';
import type { Day } from '../kernel/calendar';
import { daysBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { split } from '../kernel/money';

export type AllocationKey = Settings['allocation_key'];
/** What a deal weighs under each key; amounts in minor units. */
export interface Weight {
  readonly revenue: Minor;
  readonly margin: Minor;
  readonly days: number;
}

/** Name of the row that holds the expenses of a month without contracts. */
export const UNALLOCATED = 'unallocated';

/**
 * A month's operating expenses shared out over its contracts, to the kopeck (Q069, N14): Σ shares = expenses; ties go to the earlier deal.
 *
 * Shape   weights in the order of the deals -> amounts in the same order; no deals -> null: everything stays unallocated
 * Keys    revenue; margin, but by revenue when any margin of the month is negative; count; days (see `daysInWork`). When all weights are 0, by count
 */
export function allocate(expenses: Minor, weights: readonly Weight[], key: AllocationKey): readonly Minor[] | null {
  const by = key === 'margin' && weights.some(({ margin }) => margin < 0) ? 'revenue' : key,
    even = weights.map(() => 1);
  return split(expenses, by === 'count' ? even : weights.map((weight) => weight[by])) ?? split(expenses, even);
}

/** Days that a contract kept the company busy: from the contract day to the installation, or to today while there is none; both included, at least 1. */
export const daysInWork = (contract: Day | null, installation: Day | null, today: Day): number =>
  contract === null ? 1 : Math.max(1, daysBetween(contract, installation ?? today) + 1);
