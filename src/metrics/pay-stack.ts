import type { Day, Month } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv, split, sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { LineBase } from './pay-base';
import { millionths } from './pay-tiers';

/** A line of the commission ledger: what one base event gave one manager at one rate (finance 1.2). Amounts in minor units, rate in percent, share a fraction. */
export interface PayLine {
  readonly month: Month;
  readonly manager: string;
  readonly crm: string;
  readonly dealId: string;
  readonly event: string;
  readonly day: Day;
  readonly base: LineBase;
  /** `team`: what the head of sales gets of a deal of his people */
  readonly role: '' | 'team';
  /** the manager's part of the event; negative when pay is taken back, and of a loss; of a bonus the sum itself */
  readonly baseAmount: Minor;
  readonly rate: number;
  readonly share: number;
  readonly scheme: string;
  /** base × rate; of a reversal: with the multiplier with which it had been paid */
  readonly amount: Minor;
  readonly multiplier: number;
  /** amount × multiplier, odd kopecks shared out so that the month ties, the cap taken off: what a full refund takes back */
  readonly paid: Minor;
  /** of a line that no deal gave: the KPI, or why and by whose hand */
  readonly note: string;
}

/** What is still held of lines of one day with one rate and multiplier. */
interface Held {
  readonly day: Day;
  readonly manager: string;
  readonly rate: number;
  readonly multiplier: number;
  readonly share: number;
  base: Minor;
  paid: Minor;
}
export interface Part {
  readonly manager: string;
  readonly share: number;
  readonly left: Minor;
}
export interface Taken {
  readonly manager: string;
  readonly share: number;
  readonly rate: number;
  readonly multiplier: number;
  readonly base: Minor;
  readonly paid: Minor;
}

/** Lines of a deal that have not been taken back, by base: each base takes back its own lines only, whatever scheme holds by then. */
export type Ledger = Map<string, Held[]>;
interface Owed {
  readonly crm: string;
  readonly dealId: string;
  readonly base: LineBase;
}
/** `team`: the head of sales whose lines they are, '' for those of the deal's own people. */
export const ledgerKey = (of: Owed & { readonly team: string }): string => `${of.crm}/${of.dealId}/${of.base}/${of.team}`;
/** A loss is counted upwards where it comes and goes, and stands as a minus in its line. */
export const signOf = (of: { readonly base: LineBase }): 1 | -1 => (of.base === 'loss' ? -1 : 1);

/** Puts the lines of finished months into the ledger, in an order that depends on nothing but their content: a tab that people sorted is the same ledger. */
export function remember(ledger: Ledger, lines: readonly PayLine[]): void {
  const order = (a: PayLine, b: PayLine): number =>
    compare(a.day, b.day) || Math.sign(b.baseAmount) - Math.sign(a.baseAmount) || a.rate - b.rate || a.baseAmount - b.baseAmount || a.paid - b.paid;
  const upwards = lines.map((line) => ({ ...line, baseAmount: signOf(line) * line.baseAmount, paid: signOf(line) * line.paid }));
  for (const line of upwards.sort(order)) {
    if (line.dealId === '') continue; // nobody gives back what no deal gave
    const key = ledgerKey({ ...line, team: line.role === 'team' ? line.manager : '' }),
      held = ledger.get(key) ?? [];
    ledger.set(key, held);
    if (line.baseAmount > 0) put(held, line);
    else if (line.baseAmount < 0) drop(held, line);
  }
}

function put(held: Held[], line: PayLine): void {
  const { day, manager, rate, multiplier, share, baseAmount: base, paid } = line;
  const known = held.find((one) => one.day === day && one.manager === manager && same(one, line) && one.share === share);
  if (known) {
    known.base += base;
    known.paid += paid;
    return;
  }
  held.push({ day, manager, rate, multiplier, share, base, paid });
  held.sort((a, b) => compare(a.day, b.day) || a.rate - b.rate || a.multiplier - b.multiplier || compare(a.manager, b.manager));
}
const same = (a: { readonly rate: number; readonly multiplier: number }, b: { readonly rate: number; readonly multiplier: number }): boolean =>
  millionths(a.rate) === millionths(b.rate) && millionths(a.multiplier) === millionths(b.multiplier);

/** A negative line takes off what it was made from: the last held one of its rate and multiplier, else the last of all (a refund at the month's own scale). */
function drop(held: Held[], line: PayLine): void {
  const own = held.filter((one) => one.manager === line.manager).reverse(),
    equal = own.filter((one) => same(one, line));
  let left = -line.baseAmount,
    money = -line.paid;
  for (const one of [...equal, ...own.filter((other) => !equal.includes(other))]) {
    const base = Math.min(left, one.base),
      paid = equal.includes(one) ? (base === left ? money : mulDiv(one.paid, base, one.base || 1)) : mulDiv(one.paid, base, one.base || 1);
    one.base -= base;
    one.paid -= paid;
    left -= base;
    money -= paid;
    if (left === 0) break;
  }
  held.splice(0, held.length, ...held.filter((one) => one.base > 0));
}

/** Days on which a deal holds lines, the last first, each with what its managers hold; a working copy, for the refunds of one month. */
export function openDays(ledger: Ledger, key: string): { readonly day: Day; readonly held: Held[] }[] {
  const days: { readonly day: Day; readonly held: Held[] }[] = [];
  for (const one of [...(ledger.get(key) ?? [])].reverse()) {
    const last = days[days.length - 1];
    if (last && last.day === one.day) last.held.push({ ...one });
    else days.push({ day: one.day, held: [{ ...one }] });
  }
  return days;
}

/**
 * How much of a refund each manager of one day's lines gives back. Lines hold parts of managers who are paid by a scheme only, so what the day held in all follows from their shares.
 * Returns what is taken from the day in terms of the deal, and each manager's part, largest remainder.
 */
export function giveBack(parts: readonly Part[], refund: Minor): { readonly taken: Minor; readonly parts: readonly Minor[] } {
  const left = parts.map((part) => part.left),
    held = sum(left),
    shares = new Map(parts.map(({ manager, share }) => [manager, share]));
  const known = [...shares.values()].reduce((total, share) => total + millionths(share), 0);
  if (held === 0 || known >= 999_999) return ofDay(left, held, refund, held);
  const whole = mulDiv(held, 1e6, known); // the parts were rounded, so this is true to a kopeck of each part: a refund that close is one of all
  return Math.abs(refund - whole) <= Math.ceil(1e6 / known) ? { taken: refund, parts: left } : ofDay(left, held, refund, whole);
}

function ofDay(left: readonly Minor[], held: Minor, refund: Minor, whole: Minor): { readonly taken: Minor; readonly parts: readonly Minor[] } {
  const taken = Math.min(refund, whole);
  if (taken === 0) return { taken, parts: left.map(() => 0) };
  return { taken, parts: taken === whole ? left : (split(mulDiv(held, taken, whole), left) ?? left.map(() => 0)) };
}

/** Takes so much base off a manager's lines of a day, the highest rate first, at the rate and multiplier with which they were paid. */
export function takeBack(held: readonly Held[], manager: string, amount: Minor): Taken[] {
  const taken: Taken[] = [];
  let left = amount;
  for (const one of held) {
    if (one.manager !== manager || left === 0 || one.base === 0) continue;
    const base = Math.min(left, one.base),
      paid = mulDiv(one.paid, base, one.base);
    one.base -= base;
    one.paid -= paid;
    left -= base;
    taken.push({ manager, share: one.share, rate: one.rate, multiplier: one.multiplier, base, paid });
  }
  return taken;
}
