import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';

/** Something a person can do about a gap: so much more money on each of its days. */
export interface Cover {
  readonly amount: Minor;
  readonly cover: readonly Minor[];
}
/** The fewest covers that fill the needs. */
export interface Chosen {
  /** places in the list that was given */
  readonly chosen: readonly number[];
  /** all sets that could be better were tried; else the set was found by taking the best one again and again, and a smaller one may exist */
  readonly exact: boolean;
  /** what is still missing on the worst day; 0 = closed */
  readonly missing: Minor;
}

/** So many sets are tried before the search gives up being exact: every set of up to 14 moves, any two of 200, any three of 50. */
const MOST_SETS = 20_000;

/**
 * The smallest set of moves that closes a gap (Q074): the fewest, of these the one that moves the least money, of these the first in the order given.
 *
 * Shape   `needs`: what is missing on each day, above 0; covers of the same length. All of them together not enough -> those that help, and what is missing then
 * Unit    minor units
 */
export function fewestCovers(needs: readonly Minor[], covers: readonly Cover[]): Chosen {
  const useful = covers.map((_, i) => i).filter((i) => covers[i]?.cover.some((more, day) => more > 0 && (needs[day] ?? 0) > 0));
  const missing = (some: readonly number[]): Minor => Math.max(0, ...needs.map((need, day) => need - sum(some.map((i) => covers[i]?.cover[day] ?? 0))));
  if (missing([]) === 0) return { chosen: [], exact: true, missing: 0 };
  if (missing(useful) > 0) return { chosen: withoutIdle(useful, missing), exact: true, missing: missing(useful) };
  let tried = 0;
  for (let size = 1; size <= useful.length; size += 1) {
    tried += setsOf(useful.length, size);
    if (tried > MOST_SETS) break;
    const best = bestOf(size, { useful, covers, needs });
    if (best) return { chosen: best, exact: true, missing: 0 };
  }
  return { chosen: greedy({ useful, covers, needs }, missing), exact: false, missing: 0 };
}

/** How many sets of so many there are; beyond the limit it does not matter how many. */
function setsOf(all: number, size: number): number {
  let sets = 1;
  for (let i = 1; i <= size && sets <= MOST_SETS * 10; i += 1) sets = (sets * (all - size + i)) / i;
  return sets;
}

interface Search {
  readonly useful: readonly number[];
  readonly covers: readonly Cover[];
  readonly needs: readonly Minor[];
}
/** Of all sets of a size that close the gap the one that moves the least; none -> null. */
function bestOf(size: number, { useful, covers, needs }: Search): readonly number[] | null {
  let best: { readonly set: readonly number[]; readonly amount: Minor } | null = null;
  const go = (from: number, set: readonly number[], amount: Minor, left: readonly Minor[]): void => {
    if (set.length === size) {
      if (left.every((need) => need <= 0) && (best === null || amount < best.amount)) best = { set, amount };
      return;
    }
    for (let k = from; k <= useful.length - (size - set.length); k += 1) {
      const i = useful[k] ?? 0,
        move = covers[i];
      if (move)
        go(
          k + 1,
          [...set, i],
          amount + move.amount,
          left.map((need, day) => need - (move.cover[day] ?? 0)),
        );
    }
  };
  go(0, [], 0, needs);
  return (best as { readonly set: readonly number[] } | null)?.set ?? null;
}

/** The one that takes most of what is missing, again and again; then what turned out needless is taken out. */
function greedy({ useful, covers, needs }: Search, missing: (some: readonly number[]) => Minor): readonly number[] {
  const after = (left: readonly Minor[], i: number): Minor[] => left.map((need, day) => need - (covers[i]?.cover[day] ?? 0)),
    open = (left: readonly Minor[]): Minor => sum(left.map((need) => Math.max(0, need)));
  const taken: number[] = [];
  let left = needs;
  while (open(left) > 0 && taken.length < useful.length) {
    const rest = useful.filter((i) => !taken.includes(i)).map((i) => ({ i, open: open(after(left, i)), amount: covers[i]?.amount ?? 0 })),
      best = rest.sort((a, b) => a.open - b.open || a.amount - b.amount || a.i - b.i)[0];
    if (!best) break;
    taken.push(best.i);
    left = after(left, best.i);
  }
  return withoutIdle(
    taken.sort((a, b) => a - b),
    missing,
  );
}

/** Takes out, from the last, each without which no more is missing. */
function withoutIdle(some: readonly number[], missing: (some: readonly number[]) => Minor): readonly number[] {
  const wanted = missing(some);
  return [...some].reverse().reduce<readonly number[]>((kept, i) => {
    const without = kept.filter((one) => one !== i);
    return missing(without) > wanted ? kept : without;
  }, some);
}
