import type { Minor } from '../kernel/money';
import { mulDiv, sum } from '../kernel/money';

/** Contracts with an amount above 0: free and demo deals are in no average (Q052). */
export const priced = (amounts: readonly Minor[]): readonly Minor[] => amounts.filter((amount) => amount > 0);

/** Σ ÷ number of the priced contracts, rounded half away from zero to the kopeck; none -> null (Q052, Q177). */
export function averageCheck(amounts: readonly Minor[]): Minor | null {
  const counted = priced(amounts);
  return counted.length === 0 ? null : mulDiv(sum(counted), 1, counted.length);
}

/** The middle priced contract, of an even number the mean of the middle two; none -> null. */
export function medianCheck(amounts: readonly Minor[]): Minor | null {
  const counted = [...priced(amounts)].sort((a, b) => a - b),
    half = counted.length >> 1,
    upper = counted[half];
  if (upper === undefined) return null;
  return counted.length % 2 === 1 ? upper : mulDiv((counted[half - 1] ?? 0) + upper, 1, 2);
}

/** The largest priced contract; none -> null. */
export const largestCheck = (amounts: readonly Minor[]): Minor | null =>
  priced(amounts).reduce<Minor | null>((best, amount) => (best === null || amount > best ? amount : best), null);
