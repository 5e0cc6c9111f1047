import type { Minor } from '../kernel/money';
import { mulDiv } from '../kernel/money';
import type { Scale, Step, Tier } from './pay-words';

/** A stretch of the base with one rate, in percent. */
export interface Piece {
  readonly base: Minor;
  readonly rate: number;
}

/**
 * The stretch of a scale between two places, cut at its borders (finance 1.1, 1.2): each piece has one rate. From the lower to the higher place the pieces are positive and go up,
 * the other way negative and go down. Below the first tier nothing is paid; below 0 the rate of a scale that begins at 0 holds on.
 */
export function stepsBetween(tiers: readonly Tier[], from: Minor, to: Minor): readonly Piece[] {
  const low = Math.min(from, to),
    high = Math.max(from, to),
    first = tiers[0],
    start = first?.from === 0 ? first.rate : 0;
  const borders = tiers.filter((tier) => tier.from > low && tier.from < high).map((tier) => tier.from),
    places = [low, ...borders, high];
  const pieces = places
    .slice(1)
    .map((end, i) => ({ base: end - (places[i] ?? low), rate: rateAbove(tiers, places[i] ?? low, start) }))
    .filter(({ base }) => base > 0);
  return from <= to ? pieces : pieces.reverse().map(({ base, rate }) => ({ base: -base, rate }));
}

/** The rate just above a place. */
function rateAbove(tiers: readonly Tier[], place: Minor, start: number): number {
  let rate = start;
  for (const tier of tiers) if (tier.from <= place) rate = tier.rate;
  return rate;
}

/** The rate of a whole base: that of the last tier below it, so a base exactly on a border has the lower rate. */
export function wholeRate(tiers: readonly Tier[], base: Minor): number {
  let rate = tiers[0]?.from === 0 ? tiers[0].rate : 0;
  for (const tier of tiers) if (tier.from < base) rate = tier.rate;
  return rate;
}

/** Pieces of one event that stands between two places of the month's base; `total` decides the rate of a whole-base scale. */
export const piecesOf = ({ tiers, whole }: Scale, from: Minor, to: Minor, total: Minor): readonly Piece[] =>
  whole ? (from === to ? [] : [{ base: to - from, rate: wholeRate(tiers, total) }]) : stepsBetween(tiers, from, to);

/** Base × rate, rounded half away from zero to the kopeck (workbook.md, Pay). Rates are kept to six places. */
export const amountOf = ({ base, rate }: Piece): Minor => mulDiv(base, Math.round(rate * 1e6), 100 * 1e6);

/** Factors are kept to six places; `millionths(1.1)` = 1100000. */
export const millionths = (factor: number): number => Math.round(factor * 1e6);

/**
 * The factor of an attainment: that of the last step at or below it, or, after a smooth step, in a straight line to the next one; below the first step nothing is written, so nothing is
 * changed: 1. The last step is the cap.
 *
 * Unit    fact and plan in one unit (minor units or a count; the fact whole), plan above 0; steps in percent. Compared as whole numbers: exactly 80 % is 80 %; a factor has six places
 */
export function factorAt(steps: readonly Step[], fact: number, plan: number): number {
  const reached = BigInt(Math.round(fact)) * BigInt(1000 * 100 * 1e6),
    whole = BigInt(Math.round(plan * 1000)),
    place = (step: Step): bigint => BigInt(millionths(step.from)) * whole;
  const at = steps.filter((step) => reached >= place(step)).length - 1,
    [step, next] = [steps[at], steps[at + 1]];
  if (step === undefined) return 1;
  if (!step.smooth || next === undefined) return step.factor;
  const way = ((reached - place(step)) * BigInt(1e6)) / (place(next) - place(step)); // how far to the next step, in millionths
  return (millionths(step.factor) + mulDiv(millionths(next.factor) - millionths(step.factor), Number(way), 1e6)) / 1e6;
}

/** Part of a plan that is reached, in millionths, between 0 and the whole; plan above 0, units as above. */
export const reachedOf = (fact: number, plan: number): number =>
  Math.min(1e6, Math.max(0, mulDiv(Math.round(fact), 1000 * 1e6, Math.max(1, Math.round(plan * 1000)))));

/** Borders of a whole-base scale where one minor unit more re-rates everything (finance 1.4, Borders): the pay on the border and just above it. Borders in percent of a plan are left out. */
export function cliffs({ tiers, whole }: Scale): readonly { readonly from: Minor; readonly below: Minor; readonly above: Minor }[] {
  const sums = tiers.filter(({ ofPlan }) => !ofPlan);
  return sums.flatMap(({ from }) => {
    const [below = 0, above = 0] = [from, from + 1].map((base) => amountOf({ base, rate: wholeRate(sums, base) }));
    return !whole || from === 0 || below === above ? [] : [{ from, below, above }];
  });
}
