import type { Day } from '../kernel/calendar';
import { addDays } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import type { Flow } from './cash-flows';
import { HORIZON } from './payer-history';

/** A day of the calendar: closing = opening + sure + probable − payments. Minor units. */
export interface CashDay {
  readonly day: Day;
  readonly opening: Minor;
  readonly sure: Minor;
  readonly probable: Minor;
  readonly payments: Minor;
  readonly closing: Minor;
  /** the closing if nothing of what is only probable comes */
  readonly closingSure: Minor;
  /** how much the closing is below the reserve; not below -> null */
  readonly gap: Minor | null;
}

/** 13 weeks from today, day by day (Q075; finance 3.4). `opening`: money at hand this morning. */
export function cashCalendar(
  flows: readonly Flow[],
  { today, opening, reserve }: { readonly today: Day; readonly opening: Minor; readonly reserve: Minor },
): readonly CashDay[] {
  const byDay = grouped(flows, ({ day }) => day),
    days: CashDay[] = [];
  let closing = opening,
    closingSure = opening;
  for (let n = 0; n < HORIZON; n += 1) {
    const day = addDays(today, n),
      own = byDay.get(day) ?? [],
      of = (kind: Flow['kind']): Minor => sum(own.map((flow) => (flow.kind === kind ? flow.amount : 0)));
    const [sure, probable, payments, before] = [of('sure'), of('probable'), of('payment'), closing];
    closing += sure + probable - payments;
    closingSure += sure - payments;
    days.push({ day, opening: before, sure, probable, payments, closing, closingSure, gap: closing < reserve ? reserve - closing : null });
  }
  return days;
}

/** Days in a row below the reserve. */
export interface Gap {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  /** the most that is missing to the reserve on one of them, and when */
  readonly depth: Minor;
  readonly deepest: Day;
  /** it lasts beyond the calendar */
  readonly isOpen: boolean;
  /** what is missing on each of its days */
  readonly needs: readonly Minor[];
}

/** The first gap of a calendar (Q074), by the closing or, with `isSure`, by what remains of it without the probable; none -> null. */
export function firstGap(days: readonly CashDay[], reserve: Minor, isSure = false): Gap | null {
  const short = days.map(({ closing, closingSure }) => reserve - (isSure ? closingSure : closing)),
    first = short.findIndex((missing) => missing > 0);
  if (first < 0) return null;
  const after = short.findIndex((missing, i) => i > first && missing <= 0),
    end = after < 0 ? days.length : after,
    needs = short.slice(first, end),
    depth = Math.max(...needs);
  const dayAt = (i: number): Day => days[i]?.day ?? '';
  return { from: dayAt(first), to: dayAt(end - 1), days: needs.length, depth, deepest: dayAt(first + needs.indexOf(depth)), isOpen: after < 0, needs };
}
