import type { Minor } from '../kernel/money';
import { mulDiv } from '../kernel/money';

/**
 * Revenue of a month that just pays its fixed costs: fixed costs ÷ (contribution margin ÷ revenue) (Q077, finance 3.6).
 *
 * Shape   revenue, contribution margin and fixed costs of the month -> revenue needed; a margin or a revenue of 0 or below -> null, for then no revenue is enough; no fixed costs -> 0
 * Unit    minor units, rounded once half away from zero
 */
export const breakEven = ({ revenue, margin, fixed }: { readonly revenue: Minor; readonly margin: Minor; readonly fixed: Minor }): Minor | null =>
  revenue <= 0 || margin <= 0 ? null : mulDiv(Math.max(0, fixed), revenue, margin);

/** A month against break-even. `target` is what people set, else what was computed; null: there is none, and the operating result tells. */
export interface Reached {
  readonly revenue: Minor;
  readonly target: Minor | null;
  readonly operatingProfit: Minor;
}
export const isBelow = ({ revenue, target, operatingProfit }: Reached): boolean => (target === null ? operatingProfit < 0 : revenue < target);

/** No streak is counted further: what is older than a year is not looked at by a refresh of some months. */
export const LONGEST_STREAK = 12;

/**
 * Months in a row below break-even up to one of them (Q078), at most a year.
 *
 * Shape   the month last, those before it; null = nothing is known of the month, which ends the row
 * Time    the running month is no miss while it lasts: it ends the row once it is above, else the row before it stands
 */
export function monthsBelow(months: readonly (Reached | null)[], isRunning: boolean): number {
  const newest = [...months].reverse();
  if (isRunning) {
    const now = newest.shift();
    if (now && !isBelow(now) && now.revenue > 0) return 0;
  }
  const end = newest.findIndex((month) => month === null || !isBelow(month));
  return Math.min(LONGEST_STREAK, end < 0 ? newest.length : end);
}
