import type { Day, Month } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { BaseEntry } from './pay-base';
import type { Gain, Loss } from './pay-refunds';
import type { Scheme } from './pay-scheme';
import type { PayLine } from './pay-stack';
import type { Piece } from './pay-tiers';
import { amountOf, millionths, piecesOf } from './pay-tiers';

export interface Variable {
  readonly lines: readonly PayLine[];
  /** base from which the scale was filled: without lines taken back, with what the rule `net` takes off */
  readonly base: Minor;
  /** Σ lines × multiplier, rounded once, plus what is taken back; may be below 0 */
  readonly accrued: Minor;
  /** the factors that were used, by version of the scheme */
  readonly multipliers: readonly number[];
}
interface Asked {
  readonly month: Month;
  readonly manager: string;
  readonly gains: readonly Gain[];
  readonly losses: readonly Loss[];
  readonly schemeOn: (day: Day) => Scheme | null;
  /** the version that holds at the end of the month: its factor is shown when there is no line */
  readonly last: Scheme | null;
  readonly multiplierOf: (scheme: Scheme, base: Minor) => number;
  /** takes the part above the cap off an accrued variable part */
  readonly capped: (accrued: Minor) => Minor;
}

/** A line that waits for its share of the month's rounded sum. */
type Draft = Omit<PayLine, 'paid'>;

/**
 * Variable part of one manager's month (finance 1.2): the scale is filled by what came, in the order of day, deal and event; a line that crosses a border is split, each with its rate.
 * Refunds of the same month leave a pair of lines, so that the scale is filled as if both had not been and the statement still shows them. Lines of earlier months that are taken back
 * stand at the rate and the multiplier with which they were paid; under the rule `net` they go off the top of this month's scale.
 */
export function variablePart({ month, manager, gains, losses, schemeOn, last, multiplierOf, capped }: Asked): Variable {
  const came = [...gains].sort((a, b) => byEntry(a.entry, b.entry) || a.base - b.base),
    kept = (gain: Gain): Minor => gain.base - sum(gain.refunds.map(({ base }) => base));
  const net = losses.filter((loss) => loss.rule === 'net').sort((a, b) => byEntry(a.entry, b.entry) || a.base - b.base);
  const top = sum(came.map(kept)),
    base = top + sum(net.map((loss) => loss.base)),
    factors = new Map<Scheme, number>();
  const factorOf = (scheme: Scheme): number => {
    const factor = factors.get(scheme) ?? multiplierOf(scheme, base);
    factors.set(scheme, factor);
    return factor;
  };
  const drafts: Draft[] = [],
    back: PayLine[] = [];
  const draft = (of: { readonly entry: BaseEntry; readonly share: number; readonly scheme: Scheme }, piece: Piece): void => {
    const { entry, share, scheme } = of;
    if (scheme.tiers.length > 0)
      drafts.push({
        ...lineOf(entry),
        month,
        manager,
        share,
        scheme: scheme.name,
        baseAmount: piece.base,
        rate: piece.rate,
        amount: amountOf(piece),
        multiplier: factorOf(scheme),
      });
  };
  let place = 0;
  for (const gain of came) {
    for (const piece of piecesOf(gain.scheme, place, place + kept(gain), base)) draft(gain, piece);
    place += kept(gain);
    for (const refund of gain.refunds) {
      for (const piece of piecesOf(gain.scheme, top, top + refund.base, base)) {
        draft(gain, piece);
        draft({ ...gain, entry: refund.entry }, { base: -piece.base, rate: piece.rate }); // side by side, so that they cancel to the kopeck
      }
    }
  }
  for (const loss of net) {
    const scheme = schemeOn(loss.entry.day);
    if (scheme) for (const piece of piecesOf(scheme, place, place + loss.base, base)) draft({ ...loss, scheme }, piece);
    place += loss.base;
  }
  for (const { entry, share, base: lost, rule, taken: lines } of losses) {
    if (rule === 'net') continue;
    const of = { ...lineOf(entry), month, manager, share, scheme: schemeOn(entry.day)?.name ?? '' };
    for (const one of lines) back.push({ ...of, baseAmount: -one.base, rate: one.rate, multiplier: one.multiplier, amount: -one.paid, paid: -one.paid });
    if (lines.length === 0) back.push({ ...of, baseAmount: lost, rate: 0, multiplier: 1, amount: 0, paid: 0 });
  }
  if (last && factors.size === 0) factorOf(last);
  const exact = drafts.reduce((total, line) => total + exactly(line), BigInt(0)),
    gross = divide(exact, BigInt(1e6)),
    taken = sum(back.map((line) => line.paid)),
    accrued = capped(gross + taken);
  return {
    lines: [...share(drafts, { exact, gross, paid: accrued - taken }), ...back].sort(byLine),
    base,
    accrued,
    multipliers: [...new Set(factors.values())],
  };
}

const lineOf = ({ crm, dealId, event, day, base }: BaseEntry): Pick<PayLine, 'crm' | 'dealId' | 'event' | 'day' | 'base'> => ({
  crm,
  dealId,
  event,
  day,
  base,
});
const byEntry = (a: BaseEntry, b: BaseEntry): number => compare(a.day, b.day) || compare(a.dealId, b.dealId) || compare(a.id, b.id) || compare(a.crm, b.crm);
const byLine = (a: PayLine, b: PayLine): number =>
  compare(a.day, b.day) || compare(a.dealId, b.dealId) || Math.sign(b.baseAmount) - Math.sign(a.baseAmount) || compare(a.event, b.event);

/** amount × multiplier in millionths of a minor unit */
const exactly = (line: { readonly amount: Minor; readonly multiplier: number }): bigint => BigInt(line.amount) * BigInt(millionths(line.multiplier));

/** Gives every line its part of the month's rounded sum: running totals are rounded, so the parts add up to it. */
function share(drafts: readonly Draft[], { exact, gross, paid }: { readonly exact: bigint; readonly gross: Minor; readonly paid: Minor }): PayLine[] {
  const cut = paid !== gross && exact !== BigInt(0);
  let run = BigInt(0),
    given = 0;
  return drafts.map((line) => {
    run += exactly(line);
    const upTo = cut ? divide(run * BigInt(paid), exact) : divide(run, BigInt(1e6)),
      part = upTo - given;
    given = upTo;
    return { ...line, paid: part };
  });
}

/** Whole-number division rounded half away from zero. */
function divide(amount: bigint, by: bigint): Minor {
  const zero = BigInt(0),
    two = BigInt(2),
    negative = amount < zero !== by < zero,
    size = amount < zero ? -amount : amount,
    part = by < zero ? -by : by;
  const rounded = Number((size * two + part) / (part * two));
  return negative && rounded !== 0 ? -rounded : rounded;
}
