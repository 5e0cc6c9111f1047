import type { Book } from '../facts/book';
import type { Day, Month } from '../kernel/calendar';
import { monthOf, monthsBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { Flaw } from '../kernel/problem';
import { specialDays } from './pace';
import { daysOfMonth, endOfMonth, fixedPart, workDays } from './pay';
import type { BaseEntry } from './pay-base';
import { baseEntries } from './pay-base';
import { closeMonth } from './pay-close';
import { handPay } from './pay-corrections';
import { variablePart } from './pay-month';
import { attainment } from './pay-plan';
import { settle } from './pay-refunds';
import type { Scheme, Schemes } from './pay-scheme';
import { readSchemes, schemeOn } from './pay-scheme';
import { discounting, sharing, withTeams } from './pay-shares';
import type { Ledger, PayLine } from './pay-stack';
import { remember } from './pay-stack';

/** Pay of one manager and month, minor units: total = fixed + variable + corrections. */
export interface Pay {
  readonly month: Month;
  readonly manager: string;
  readonly scheme: string;
  readonly base: Minor;
  readonly fixed: Minor;
  /** never below 0: the rest goes into `carry` */
  readonly variable: Minor;
  /** null when two versions in one month have different ones */
  readonly multiplier: number | null;
  /** what the carry of earlier months takes off, what people wrote by hand, and what the guarantee adds */
  readonly corrections: Minor;
  readonly total: Minor;
  /** what is still to be taken off later months, 0 or below */
  readonly carry: Minor;
  /** KPI and deal bonuses within the variable part, before the cap */
  readonly bonuses: Minor;
  /** what the guarantee added, within the corrections */
  readonly guarantee: Minor;
  /** what the cap took off */
  readonly lost: Minor;
}
export interface PayBook {
  readonly pays: readonly Pay[];
  /** of the variable part, deal by deal and KPI by KPI */
  readonly lines: readonly PayLine[];
  /** what no deal gave: fixed part, corrections, guarantee, carry; with `lines` they add up to the total of each month and manager */
  readonly others: readonly PayLine[];
  readonly flaws: readonly Flaw[];
}

/** What the tabs hold of months that are not computed now: they are the ledger of the past. */
export interface KeptPay {
  readonly lines: readonly PayLine[];
  readonly pays: readonly Pay[];
}

/**
 * The commission ledger (Q079, Q080, N05; finance 1.1–1.4): month by month, each on top of what the earlier ones left: lines that a refund may take back, and what is carried over.
 *
 * Shape   whole book and no memory -> all months up to today's. With `memory`: months that `asks` for are computed from the book, all others are taken as they were kept, and what follows
 *         from them is the same (a property holds that). The book must then hold all facts of the months asked for, and `memory` the lines of deals that give something back in them
 *         and the pay of the month before the first of them (reports/pay-rows payNeeds).
 * Time    a line belongs to the month of its day; future months are not paid
 */
export function payLedger(book: Book, asks: (month: Month) => boolean, memory?: KeptPay): PayBook {
  const kept = memory ?? { lines: [], pays: [] };
  const read = readSchemes(book.schemes),
    entries = grouped(withTeams(baseEntries(book), read.schemes), ({ day }) => monthOf(day)),
    today = monthOf(book.today);
  const remembered = new Set([...kept.lines, ...kept.pays].map(({ month }) => month)),
    isKept = (month: Month): boolean => memory !== undefined && !asks(month);
  const first =
    [
      ...entries.keys(),
      ...remembered,
      ...handPay(book).rows.map(({ day }) => monthOf(day)),
      ...read.schemes.flatMap(({ validFrom }) => (validFrom === '' ? [] : [monthOf(validFrom)])),
    ].sort(compare)[0] ?? today;
  const ledger: Ledger = new Map(),
    carries = new Map<string, Minor>(),
    pays: Pay[] = [],
    lines: PayLine[] = [],
    others: PayLine[] = [],
    flaws: Flaw[] = [...read.flaws];
  const month = monthPayer(book, read, (flaw) => {
    flaws.push(flaw);
  });
  for (const now of first <= today ? monthsBetween(first, today) : []) {
    const done = isKept(now)
      ? { pays: kept.pays.filter((pay) => pay.month === now), lines: kept.lines.filter((line) => line.month === now), others: [] }
      : month(now, { entries: entries.get(now) ?? [], ledger, carries });
    remember(ledger, done.lines);
    for (const pay of done.pays) carries.set(pay.manager, pay.carry);
    if (isKept(now)) continue;
    pays.push(...done.pays);
    lines.push(...done.lines);
    others.push(...done.others);
  }
  const isAsked = ({ month: of }: { readonly month: Month }): boolean => asks(of);
  return { pays: pays.filter(isAsked), lines: lines.filter(isAsked), others: others.filter(isAsked), flaws };
}

interface Before {
  readonly entries: readonly BaseEntry[];
  readonly ledger: Ledger;
  readonly carries: ReadonlyMap<string, Minor>;
}

interface Made {
  readonly pays: Pay[];
  readonly lines: PayLine[];
  readonly others: PayLine[];
}

function monthPayer(book: Book, read: Schemes, note: (flaw: Flaw) => void): (month: Month, before: Before) => Made {
  const special = specialDays(book),
    works = workDays(book),
    reached = attainment(book),
    sharesOf = sharing(book, read),
    factorOf = discounting(book),
    byHand = grouped(handPay(book).rows, ({ day, manager }) => `${monthOf(day)} ${manager}`);
  const named = [...new Set(read.schemes.flatMap(({ manager }) => (manager === '' ? book.managers.map((row) => row.manager) : [manager])))].filter(
    (name) => name !== '',
  );
  const on = (manager: string, day: Day): Scheme | null => {
    const found = schemeOn(read, manager, day);
    return found === 'broken' ? null : found;
  };
  return (month, { entries, ledger, carries }) => {
    const days = daysOfMonth(month),
      settled = settle({ entries, ledger, schemeOn: on, sharesOf }),
      made: Made = { pays: [], lines: [], others: [] };
    const involved = [...settled.gains, ...settled.losses].map(({ manager }) => manager),
      written = [...byHand.values()].flat().flatMap((one) => (monthOf(one.day) === month ? [one.manager] : [])),
      carrying = [...carries].filter(([, carry]) => carry !== 0).map(([manager]) => manager);
    for (const manager of [...new Set([...named, ...involved, ...written, ...carrying])].sort(compare)) {
      const worked = days.filter((day) => works(manager, day));
      if (days.some((day) => schemeOn(read, manager, day) === 'broken')) continue; // not paid by a guess; the flaw says why
      const versions = [...new Set((worked.length > 0 ? worked : days).map((day) => on(manager, day)))].filter((scheme): scheme is Scheme => scheme !== null);
      const gains = settled.gains.filter((gain) => gain.manager === manager),
        losses = settled.losses.filter((loss) => loss.manager === manager),
        hand = byHand.get(`${month} ${manager}`) ?? [],
        before = carries.get(manager) ?? 0;
      const isIdle = gains.length === 0 && losses.length === 0 && hand.length === 0 && before === 0;
      if (isIdle && (versions.length === 0 || worked.length === 0)) continue;
      const last = versions[versions.length - 1] ?? on(manager, endOfMonth(month)),
        isHere = worked.length > 0;
      const byDays = (amountOf: (scheme: Scheme) => Minor): Minor =>
        fixedPart({ month, special, works: (day) => works(manager, day), schemeOn: (day) => on(manager, day), amountOf });
      const fixed = byDays((scheme) => scheme.fixed),
        room = last === null || last.cap === null ? null : Math.max(0, last.cap - fixed);
      const found = variablePart({
        month,
        manager,
        gains,
        losses,
        schemeOn: (day) => on(manager, day),
        last,
        multiplierOf: (scheme, base) => reached.multiplier({ scheme, manager, month }, base, note),
        factorOf,
        scaleOf: (scheme, role) => reached.scale({ scheme, manager, month }, role, note),
        others: (base) => (last === null || !isHere ? [] : reached.kpis({ scheme: last, manager, month }, base, note)),
        capped: (accrued) => underCap(accrued, isHere ? before : 0, room),
      });
      const scheme = [...new Set(versions.map(({ name }) => name))].join(', '),
        guarantees = versions.some(({ guarantee }) => guarantee !== null);
      const closed = closeMonth({
        month,
        manager,
        scheme,
        fixed,
        accrued: found.accrued,
        before,
        byHand: hand,
        guaranteed: guarantees ? byDays(({ guarantee }) => guarantee ?? 0) : null,
        recoverable: last?.recoverable ?? false,
        works: isHere,
      });
      const { variable, corrections, total, carry, topUp } = closed,
        extra = found.lines.filter((line) => line.base === 'bonus' || line.event === 'kpi');
      made.pays.push({
        month,
        manager,
        scheme,
        base: found.base,
        fixed,
        variable,
        multiplier: found.multipliers.length > 1 ? null : (found.multipliers[0] ?? 1),
        corrections,
        total,
        carry,
        bonuses: sum(extra.map((line) => line.amount)),
        guarantee: topUp,
        lost: found.lost,
      });
      made.lines.push(...found.lines);
      made.others.push(...closed.lines);
    }
    return made;
  };
}

/** What may be accrued so that variable part and corrections stay within `room`; the carry is taken off before the cap is looked at. */
function underCap(accrued: Minor, before: Minor, room: Minor | null): Minor {
  const variable = Math.max(0, accrued),
    over = room === null ? 0 : variable - Math.min(variable, -before) - room;
  return over > 0 ? accrued - over : accrued;
}
