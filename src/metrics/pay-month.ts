import type { Day, Month } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv, sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { BaseEntry } from './pay-base';
import type { Gain, Loss } from './pay-refunds';
import type { Scheme } from './pay-scheme';
import type { PayLine } from './pay-stack';
import { signOf } from './pay-stack';
import type { Piece } from './pay-tiers';
import { amountOf, millionths, piecesOf } from './pay-tiers';
import type { Scale } from './pay-words';

export interface Variable {
  readonly lines: readonly PayLine[];
  /** base from which the scales were filled: without lines taken back, with what the rule `net` takes off */
  readonly base: Minor;
  /** Σ lines × multiplier, rounded once, plus what is taken back, under the cap; may be below 0 */
  readonly accrued: Minor;
  /** what the cap took off */
  readonly lost: Minor;
  /** the factors that were used, by version of the scheme */
  readonly multipliers: readonly number[];
}
/** Scales of one person: by the deal's own share, as head of the others, and sums that no plan multiplies. */
export type Role = 'own' | 'team' | 'bonus';
interface Asked {
  readonly month: Month;
  readonly manager: string;
  readonly gains: readonly Gain[];
  readonly losses: readonly Loss[];
  readonly schemeOn: (day: Day) => Scheme | null;
  /** the version that holds at the end of the month: its factor is shown when there is no line */
  readonly last: Scheme | null;
  readonly multiplierOf: (scheme: Scheme, base: Minor) => number;
  /** what becomes of the rate for the deal's discount */
  readonly factorOf: (scheme: Scheme, entry: BaseEntry) => number;
  readonly scaleOf: (scheme: Scheme, role: Role) => Scale;
  /** lines of the month that no deal gave, by what was reached with this base (metrics/pay-kpi) */
  readonly others: (base: Minor) => readonly Draft[];
  /** takes the part above the cap off an accrued variable part */
  readonly capped: (accrued: Minor) => Minor;
}

/** A line that waits for its share of the month's rounded sum. */
export type Draft = Omit<PayLine, 'paid'>;

/**
 * Variable part of one manager's month (finance 1.2): the scale is filled by what came, in the order of day, deal and event; a line that crosses a border is split, each with its rate.
 * Refunds of the same month leave a pair of lines, so that the scale is filled as if both had not been and the statement still shows them. Lines of earlier months that are taken back
 * stand at the rate and the multiplier with which they were paid; under the rule `net` they go off the top of this month's scale.
 */
export function variablePart({ month, manager, gains, losses, schemeOn, last, multiplierOf, factorOf: lowered, scaleOf, others, capped }: Asked): Variable {
  const kept = (gain: Gain): Minor => signOf(gain.entry) * (gain.base - sum(gain.refunds.map(({ base }) => base))),
    lost = (loss: Loss): Minor => signOf(loss.entry) * loss.base;
  const filled = roles.map((role) => {
    const came = gains.filter(({ entry }) => roleOf(entry) === role).sort((a, b) => byEntry(a.entry, b.entry) || a.base - b.base),
      net = losses.filter((loss) => loss.rule === 'net' && roleOf(loss.entry) === role).sort((a, b) => byEntry(a.entry, b.entry) || a.base - b.base),
      top = sum(came.map(kept));
    return { role, came, net, top, base: top + sum(net.map(lost)) };
  });
  const base = sum(filled.map((one) => (one.role === 'bonus' ? 0 : one.base))),
    factors = new Map<Scheme, number>();
  const factorOf = (scheme: Scheme): number => {
    const factor = factors.get(scheme) ?? multiplierOf(scheme, base);
    factors.set(scheme, factor);
    return factor;
  };
  const drafts: Draft[] = [],
    back: PayLine[] = [];
  for (const { role, came, net, top, base: total } of filled) {
    const draft = (of: { readonly entry: BaseEntry; readonly share: number; readonly scheme: Scheme }, piece: Piece): void => {
      const scale = scaleOf(of.scheme, role),
        rate = role === 'bonus' ? piece.rate : mulDiv(millionths(piece.rate), millionths(lowered(of.scheme, of.entry)), 1e6) / 1e6,
        multiplier = role === 'bonus' ? 1 : factorOf(of.scheme);
      if (scale.tiers.length === 0) return;
      const is = { ...lineOf(of.entry), month, manager, share: of.share, scheme: of.scheme.name };
      drafts.push({ ...is, baseAmount: piece.base, rate, amount: amountOf({ ...piece, rate }), multiplier });
    };
    const pieces = (scheme: Scheme, from: Minor, to: Minor): readonly Piece[] => piecesOf(scaleOf(scheme, role), from, to, total);
    let place = 0;
    for (const gain of came) {
      for (const piece of pieces(gain.scheme, place, place + kept(gain))) draft(gain, piece);
      place += kept(gain);
      for (const refund of gain.refunds) {
        for (const piece of pieces(gain.scheme, top, top + signOf(gain.entry) * refund.base)) {
          draft(gain, piece);
          draft({ ...gain, entry: refund.entry }, { base: -piece.base, rate: piece.rate }); // side by side, so that they cancel to the kopeck
        }
      }
    }
    for (const loss of net) {
      const scheme = schemeOn(loss.entry.day);
      if (scheme) for (const piece of pieces(scheme, place, place + lost(loss))) draft({ ...loss, scheme }, piece);
      place += lost(loss);
    }
  }
  for (const loss of losses) {
    if (loss.rule === 'net') continue;
    const { entry, share } = loss,
      sign = signOf(entry),
      of = { ...lineOf(entry), month, manager, share, scheme: schemeOn(entry.day)?.name ?? '' };
    for (const one of loss.taken) {
      const paid = 0 - sign * one.paid;
      back.push({ ...of, baseAmount: -sign * one.base, rate: one.rate, multiplier: one.multiplier, amount: paid, paid });
    }
    if (loss.taken.length === 0) back.push({ ...of, baseAmount: lost(loss), rate: 0, multiplier: 1, amount: 0, paid: 0 });
  }
  drafts.push(...others(base));
  if (last && factors.size === 0) factorOf(last);
  const exact = drafts.reduce((total, line) => total + exactly(line), BigInt(0)),
    gross = divide(exact, BigInt(1e6)),
    taken = sum(back.map((line) => line.paid)),
    accrued = capped(gross + taken);
  return {
    lines: [...share(drafts, { exact, gross, paid: accrued - taken }), ...back].sort(byLine),
    base,
    accrued,
    lost: gross + taken - accrued,
    multipliers: [...new Set(factors.values())],
  };
}

const roles: readonly Role[] = ['own', 'team', 'bonus'];
const roleOf = ({ base, team }: BaseEntry): Role => (base === 'bonus' ? 'bonus' : team === '' ? 'own' : 'team');

const lineOf = ({ crm, dealId, event, day, base, team }: BaseEntry): Pick<PayLine, 'crm' | 'dealId' | 'event' | 'day' | 'base' | 'role' | 'note'> => ({
  crm,
  dealId,
  event,
  day,
  base,
  role: team === '' ? '' : 'team',
  note: '',
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
