import type { Book } from '../facts/book';
import type { Day, Month } from '../kernel/calendar';
import { monthOf, monthsBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { compare } from '../kernel/order';
import type { Flaw } from '../kernel/problem';
import { specialDays } from './pace';
import { daysOfMonth, endOfMonth, fixedPart, multipliers, workDays } from './pay';
import type { BaseEntry } from './pay-base';
import { baseEntries } from './pay-base';
import { variablePart } from './pay-month';
import { settle } from './pay-refunds';
import type { Scheme } from './pay-scheme';
import { readSchemes, schemeOn, splitOn } from './pay-scheme';
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
  /** what the carry of earlier months takes off, 0 or below */
  readonly corrections: Minor;
  readonly total: Minor;
  /** what is still to be taken off later months, 0 or below */
  readonly carry: Minor;
}
export interface PayBook {
  readonly pays: readonly Pay[];
  readonly lines: readonly PayLine[];
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
    entries = grouped(baseEntries(book), ({ day }) => monthOf(day)),
    today = monthOf(book.today);
  const remembered = new Set([...kept.lines, ...kept.pays].map(({ month }) => month)),
    isKept = (month: Month): boolean => memory !== undefined && !asks(month);
  const first =
    [...entries.keys(), ...remembered, ...read.schemes.flatMap(({ validFrom }) => (validFrom === '' ? [] : [monthOf(validFrom)]))].sort(compare)[0] ?? today;
  const ledger: Ledger = new Map(),
    carries = new Map<string, Minor>(),
    pays: Pay[] = [],
    lines: PayLine[] = [],
    flaws: Flaw[] = [...read.flaws];
  const month = monthPayer(book, read, (flaw) => {
    flaws.push(flaw);
  });
  for (const now of first <= today ? monthsBetween(first, today) : []) {
    const done = isKept(now)
      ? { pays: kept.pays.filter((pay) => pay.month === now), lines: kept.lines.filter((line) => line.month === now) }
      : month(now, { entries: entries.get(now) ?? [], ledger, carries });
    remember(ledger, done.lines);
    for (const pay of done.pays) carries.set(pay.manager, pay.carry);
    if (isKept(now)) continue;
    pays.push(...done.pays);
    lines.push(...done.lines);
  }
  return { pays: pays.filter((pay) => asks(pay.month)), lines: lines.filter((line) => asks(line.month)), flaws };
}

interface Before {
  readonly entries: readonly BaseEntry[];
  readonly ledger: Ledger;
  readonly carries: ReadonlyMap<string, Minor>;
}

function monthPayer(
  book: Book,
  read: ReturnType<typeof readSchemes>,
  note: (flaw: Flaw) => void,
): (month: Month, before: Before) => { readonly pays: Pay[]; readonly lines: PayLine[] } {
  const special = specialDays(book),
    works = workDays(book),
    multiplierOf = multipliers(book);
  const named = [...new Set(read.schemes.flatMap(({ manager }) => (manager === '' ? book.managers.map((row) => row.manager) : [manager])))].filter(
    (name) => name !== '',
  );
  const on = (manager: string, day: Day): Scheme | null => {
    const found = schemeOn(read, manager, day);
    return found === 'broken' ? null : found;
  };
  const sharesOf = (entry: BaseEntry): readonly { manager: string; percent: number }[] =>
    splitOn(read.splits, entry.dealId, entry.day) ?? [{ manager: entry.owner, percent: 100 }];
  return (month, { entries, ledger, carries }) => {
    const days = daysOfMonth(month),
      settled = settle({ entries, ledger, schemeOn: on, sharesOf }),
      pays: Pay[] = [],
      lines: PayLine[] = [];
    const involved = [...settled.gains, ...settled.losses].map(({ manager }) => manager),
      carrying = [...carries].filter(([, carry]) => carry !== 0).map(([manager]) => manager);
    for (const manager of [...new Set([...named, ...involved, ...carrying])].sort(compare)) {
      const worked = days.filter((day) => works(manager, day));
      if (days.some((day) => schemeOn(read, manager, day) === 'broken')) continue; // not paid by a guess; the flaw says why
      const versions = [...new Set((worked.length > 0 ? worked : days).map((day) => on(manager, day)))].filter((scheme): scheme is Scheme => scheme !== null);
      const gains = settled.gains.filter((gain) => gain.manager === manager),
        losses = settled.losses.filter((loss) => loss.manager === manager),
        before = carries.get(manager) ?? 0;
      if (gains.length === 0 && losses.length === 0 && before === 0 && (versions.length === 0 || worked.length === 0)) continue;
      const last = versions[versions.length - 1] ?? on(manager, endOfMonth(month));
      const fixed = fixedPart({ month, special, works: (day) => works(manager, day), schemeOn: (day) => on(manager, day) });
      const capped = (accrued: Minor): Minor => underCap(accrued, before, last === null || last.cap === null ? null : Math.max(0, last.cap - fixed));
      const found = variablePart({
        month,
        manager,
        gains,
        losses,
        schemeOn: (day) => on(manager, day),
        last,
        multiplierOf: (scheme, base) => multiplierOf({ scheme, manager, month, base }, note),
        capped,
      });
      const variable = Math.max(0, found.accrued),
        corrections = 0 - Math.min(variable, -before),
        scheme = [...new Set(versions.map(({ name }) => name))].join(', ');
      pays.push({
        month,
        manager,
        scheme,
        base: found.base,
        fixed,
        variable,
        multiplier: found.multipliers.length > 1 ? null : (found.multipliers[0] ?? 1),
        corrections,
        total: fixed + variable + corrections,
        carry: before - corrections + Math.min(0, found.accrued),
      });
      lines.push(...found.lines);
    }
    return { pays, lines };
  };
}

/** What may be accrued so that variable part and corrections stay within `room`; the carry is taken off before the cap is looked at. */
function underCap(accrued: Minor, before: Minor, room: Minor | null): Minor {
  const variable = Math.max(0, accrued),
    over = room === null ? 0 : variable - Math.min(variable, -before) - room;
  return over > 0 ? accrued - over : accrued;
}
