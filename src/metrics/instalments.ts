import type { Book } from '../facts/book';
import type { Deal, PlannedPayment } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { addDays } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { readAmount } from '../kernel/money';

/** A part of what a deal owes, with a due day of its own; null = no day. */
export interface Part {
  readonly day: Day | null;
  readonly amount: Minor;
  /** the payer disputes it: shown apart, expected on no day */
  readonly disputed: boolean;
}

/** The field `due_date`, else the installation day and the days of the settings, else none. */
export const dueDayOf = (deal: Deal, offset: number): Day | null =>
  deal.due_day ?? (deal.installation_day === null ? null : addDays(deal.installation_day, offset));

/** Undated last; parts of one day in their order. */
const byDay = (a: { readonly day: Day | null }, b: { readonly day: Day | null }): number => {
  const [one, other] = [a.day ?? '9999', b.day ?? '9999'];
  return one < other ? -1 : one > other ? 1 : 0;
};

/** Rows of `payment_plan` that say when a deal is to be paid, by its id: direction in, not called off. */
export const instalmentRows = (book: Pick<Book, 'paymentPlan'>): ReadonlyMap<string, readonly PlannedPayment[]> =>
  grouped(
    book.paymentPlan.filter((row) => row.direction === 'in' && row.deal_id !== '' && row.state !== 'cancelled' && (row.amount ?? 0) > 0),
    (row) => row.deal_id,
  );

/**
 * The contract of a deal by due days (Q061; instalments): the rows of `payment_plan`, and what they leave of the contract on the deal's own due day.
 *
 * Shape   parts by day that add up to the contract; what rows plan beyond the contract is cut off, the last day first
 * Unit    minor units of the deal's currency
 */
export function scheduleOf(deal: Deal, rows: readonly PlannedPayment[], offset: number): readonly Part[] {
  let left = deal.contract_amount ?? 0;
  const take = (day: Day | null, amount: Minor, disputed = false): Part[] => {
    const part = Math.min(left, amount);
    left -= part;
    return part > 0 ? [{ day, amount: part, disputed }] : [];
  };
  const planned = [...rows].sort(byDay).flatMap((row) => take(row.day, row.amount ?? 0, row.state === 'disputed'));
  return [...planned, ...take(dueDayOf(deal, offset), left)].sort(byDay);
}

/**
 * What of a schedule is still to be paid: money fills the earliest day first, a disputed part last.
 *
 * Shape   parts by day that add up to `balance` > 0; more given back than was paid stands with the first part, without any on `otherwise`
 */
export function unpaidOf(schedule: readonly Part[], balance: Minor, otherwise: Day | null): readonly Part[] {
  const whole = schedule.reduce((all, { amount }) => all + amount, 0);
  let paid = whole - balance;
  const left = new Map<Part, Minor>();
  for (const part of [...schedule.filter(({ disputed }) => !disputed), ...schedule.filter(({ disputed }) => disputed)]) {
    const used = Math.min(paid, part.amount);
    left.set(part, part.amount - used);
    paid -= used;
  }
  const parts = schedule.flatMap((part): Part[] => ((left.get(part) ?? 0) > 0 ? [{ ...part, amount: left.get(part) ?? 0 }] : []));
  return parts.length > 0 ? parts : [{ day: otherwise, amount: balance, disputed: false }];
}

/** Parts as a cell holds them, `2026-12-01=300.00; 2027-01-10=150.00!; =50.00` (`!` disputed, no day = undated); '' for one undisputed part, which `due_day` and `balance` tell. */
export const partsText = (parts: readonly Part[]): string =>
  parts.length === 1 && !parts[0]?.disputed
    ? ''
    : parts.map(({ day, amount, disputed }) => `${day ?? ''}=${(amount / 100).toFixed(2)}${disputed ? '!' : ''}`).join('; ');

/** The parts of such a cell; of a blank one `alone`. */
export const readParts = (text: string, alone: Part): readonly Part[] =>
  text === ''
    ? [alone]
    : text.split('; ').map((one): Part => {
        const cut = one.indexOf('='),
          disputed = one.endsWith('!');
        return { day: cut > 0 ? one.slice(0, cut) : null, amount: readAmount(one.slice(cut + 1, disputed ? -1 : undefined)) ?? 0, disputed };
      });
