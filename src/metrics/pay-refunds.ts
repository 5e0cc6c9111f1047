import type { Day } from '../kernel/calendar';
import { daysBetween, monthOf } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { mulDiv, split, sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { BaseEntry, LineBase } from './pay-base';
import type { Scheme } from './pay-scheme';
import type { Share } from './pay-shares';
import type { Ledger, Taken } from './pay-stack';
import { giveBack, ledgerKey, openDays, takeBack } from './pay-stack';

/** A manager's part of something that came to the base of the month. `refunds` of the same month are taken off it. */
export interface Gain {
  readonly entry: BaseEntry;
  readonly manager: string;
  readonly share: number;
  readonly scheme: Scheme;
  readonly base: Minor;
  readonly refunds: { readonly entry: BaseEntry; readonly base: Minor }[];
}
/** A manager's part of a refund that is not of this month's payments: taken back line by line, or off the month's base; `taken` null = nothing was ever paid for it. */
export interface Loss {
  readonly entry: BaseEntry;
  readonly manager: string;
  readonly share: number;
  readonly base: Minor;
  readonly rule: 'reverse' | 'net';
  readonly taken: readonly Taken[];
}
/** The same for nobody who is paid by it: no line is made, but a refund of it is no reason to take back anything else. */
type Came = Omit<Gain, 'scheme'> & { readonly scheme: Scheme | null };
export interface Month {
  readonly gains: readonly Gain[];
  readonly losses: readonly Loss[];
}

interface Asked {
  readonly entries: readonly BaseEntry[];
  readonly ledger: Ledger;
  readonly schemeOn: (manager: string, day: Day) => Scheme | null;
  readonly sharesOf: (entry: BaseEntry) => readonly Share[];
}

/**
 * What came to and went off the base of a month, deal by deal (finance 1.2): what went off is first what came in the same month, the last first; the rest is of earlier months and is taken
 * off the deal's own lines, the last day first. Within a day what came stands before what went, so the order of events inside a day is irrelevant.
 * A contract that passes from one owner to another is taken back from the first. After the window of the scheme nothing is taken back; the line says so with a rate of 0.
 */
export function settle({ entries, ledger, schemeOn, sharesOf }: Asked): Month {
  const gains: Gain[] = [],
    losses: Loss[] = [];
  for (const [key, own] of byDeal(entries)) {
    const earlier = openDays(ledger, key),
      now: { readonly day: Day; readonly gains: Came[] }[] = [];
    for (const entry of own) {
      const mine = sharesOf(entry);
      if (entry.amount > 0) {
        const came = mine.map((part): Came => ({ entry, ...part, refunds: [] })),
          last = now[now.length - 1];
        if (last?.day === entry.day) last.gains.push(...came);
        else now.push({ day: entry.day, gains: came });
        continue;
      }
      let left = entry.base === 'bonus' ? Number.MAX_SAFE_INTEGER : -entry.amount;
      /** A bonus has no amount to count down: it goes back whole, from the last day on which it was given. */
      const less = (taken: Minor): void => {
        left = entry.base === 'bonus' && taken > 0 ? 0 : left - taken;
      };
      const isOwn = (gain: Came): boolean => gain.entry.owner === entry.owner,
        latest = [...now].reverse();
      for (const { gains: came } of latest) less(takeOffDay(came.filter(isOwn), entry, left));
      for (const { day, held } of earlier) {
        const managers = [...new Set(held.map((one) => one.manager))].sort(compare);
        const owned = managers.map((manager) => ({
          manager,
          share: held.find((one) => one.manager === manager)?.share ?? 1,
          left: sum(held.filter((one) => one.manager === manager).map((one) => one.base)),
        }));
        if (left === 0 || day > entry.day) continue;
        const given = giveBack(owned, left);
        less(given.taken);
        owned.forEach(({ manager, share }, i) => {
          const base = given.parts[i] ?? 0,
            scheme = schemeOn(manager, entry.day),
            window = entry.base === 'bonus' ? null : (scheme?.window ?? null),
            isLate = window !== null && daysBetween(day, entry.day) > window;
          if (base === 0) return;
          const taken = takeBack(held, manager, base).map((one) => (isLate ? { ...one, rate: 0, multiplier: 1, paid: 0 } : one));
          losses.push({ entry, manager, share, base: -base, rule: isLate || entry.base === 'bonus' ? 'reverse' : (scheme?.refundRule ?? 'reverse'), taken });
        });
      }
      for (const { gains: came } of latest) less(takeOffDay(came, entry, left)); // what another owner brought in this month comes last: his contract is not the one that was cancelled
      // A refund of what no line was made for: nothing to take back, but the month's own base is lowered where the rule says so.
      if (left === 0 || entry.base === 'bonus') continue;
      const weights = mine.map(({ share }) => Math.round(share * 1e8)),
        rest = (entry.team === '' ? split(-left, weights) : weights.map((weight) => mulDiv(-left, weight, 1e8))) ?? [];
      mine.forEach(({ manager, share, scheme }, i) => {
        if ((rest[i] ?? 0) < 0 && scheme !== null) losses.push({ entry, manager, share, base: rest[i] ?? 0, rule: scheme.refundRule, taken: [] });
      });
    }
    for (const gain of now.flatMap((day) => day.gains)) if (gain.scheme !== null) gains.push({ ...gain, scheme: gain.scheme });
  }
  return { gains, losses };
}

/** Event by event, the last first: a line that is taken off whole leaves the others whole, and each is rounded once. */
function takeOffDay(gains: readonly Came[], entry: BaseEntry, refund: Minor): Minor {
  let left = refund;
  for (const own of [...grouped(gains, (gain) => gain.entry).values()].reverse()) left -= takeOffGains(own, entry, left);
  return refund - left;
}

/** Takes a refund off what came with one event of the same month; returns how much of the deal's amount that was. */
function takeOffGains(gains: readonly Came[], entry: BaseEntry, refund: Minor): Minor {
  const open = gains.map((gain) => ({ manager: gain.manager, share: gain.share, left: gain.base - sum(gain.refunds.map(({ base }) => base)) }));
  const { taken, parts } = giveBack(open, refund);
  gains.forEach((gain, i) => {
    const base = parts[i] ?? 0;
    if (base > 0) gain.refunds.push({ entry, base });
  });
  return taken;
}

function byDeal(entries: readonly BaseEntry[]): ReadonlyMap<string, readonly BaseEntry[]> {
  const deals = grouped(entries, ledgerKey);
  for (const own of deals.values())
    own.sort((a, b) => compare(a.day, b.day) || Math.sign(b.amount) - Math.sign(a.amount) || compare(a.id, b.id) || a.amount - b.amount);
  return deals;
}

/** Deals from which more goes off in a month than came before in it: their lines of earlier months are needed. Only bases that any scheme is paid by. */
export function dealsOwing(entries: readonly BaseEntry[], bases: ReadonlySet<LineBase>): readonly string[] {
  const owing = new Set<string>();
  for (const own of byDeal(entries.filter(({ base }) => bases.has(base))).values()) {
    let month = '',
      came = 0;
    for (const { day, amount, dealId } of own) {
      if (monthOf(day) !== month) {
        month = monthOf(day);
        came = 0;
      }
      came += amount;
      if (came < 0) {
        owing.add(dealId);
        came = 0;
      }
    }
  }
  return [...owing].sort(compare);
}
