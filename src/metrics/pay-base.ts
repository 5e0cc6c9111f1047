import type { Book } from '../facts/book';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { dayAt, isDay, monthOf, monthsBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { managerNames } from './manager-name';
import { directCosts } from './margin';
import { contractOwner } from './money-moves';
import type { PayBase } from './pay-scheme';
import { paymentRows } from './payment-rows';
import { inBase } from './rate';

/** What a line is made of: a base of a scheme; `loss`, by how much a margin is below 0 (counted upwards); `bonus`, a signed deal (1) or the end of it (-1); '' no deal. */
export type LineBase = PayBase | 'loss' | 'bonus' | '';

/** An event that pay is computed from: so much came to (or went off) the base of a deal on a day. */
export interface BaseEntry {
  readonly base: LineBase;
  readonly crm: string;
  readonly dealId: string;
  /** kind of the deal event; `payment` and `refund` for rows of tab `payments` too */
  readonly event: string;
  /** only orders entries of one day, so that the order of rows never matters */
  readonly id: string;
  readonly day: Day;
  readonly amount: Minor;
  /** who owns the money: the owner on the contract day, before a contract the owner now */
  readonly owner: string;
  readonly deal: Deal | undefined;
  /** the head of sales who is paid by the deals of others; '' = the deal's own people */
  readonly team: string;
}

/**
 * All base events of a book, for each of the three bases (finance 1.2, 1.3).
 *
 * Shape   contract: signed, cancelled, changed, moved; receipts: payments and refunds, rows of `payments` included (real ones in place of the deal's fields); margin: contract amount − costs of a signed deal, not below 0 (what is below is the base `loss`),
 *         by its changes (a cost that arrives later is a negative entry of its own day, never before the contract day)
 * Unit    minor units of the company's currency at the rate of the entry's day; without a rate left out
 * Time    the day on which the money counts; entries without a day are left out. A deal that is deleted is taken back on that day (its contract by the event `cancel`), so months that were paid
 *         stay as they were
 */
export function baseEntries(book: Book): readonly BaseEntry[] {
  const deals = new Map(book.deals.map((deal) => [dealKey(deal), deal])),
    { rows, real } = paymentRows(book),
    name = managerNames(book);
  const found: BaseEntry[] = [];
  const add = (entry: Omit<BaseEntry, 'owner' | 'deal' | 'team'>, owner: string, deal: Deal | undefined): void => {
    const is = { owner: name(entry.crm, owner, deal), deal, team: '' },
      amount = isDay(entry.day) && entry.amount !== 0 ? inBase(entry.amount, deal?.currency ?? '', entry.day, book) : null;
    if (amount !== null) found.push({ ...entry, amount, ...is });
    if (entry.base === 'contract' && entry.event !== 'contract_change' && isDay(entry.day))
      found.push({ ...entry, base: 'bonus', amount: entry.amount < 0 || entry.event === 'cancel' ? -1 : 1, ...is });
  };
  const deletion = (event: DealEvent, deal: Deal): void => {
    const day = event.at === null ? '' : dayAt(event.at, book.settings.time_zone),
      held = sum(rows.map((one) => (one.deal === deal && one.row.day !== null && one.row.day <= day ? one.row.amount : 0)));
    const paid = (real.has(dealKey(deal)) ? 0 : (deal.prepayment ?? 0) + (deal.paid ?? 0)) + held;
    add(
      { base: 'receipts', crm: event.crm, dealId: event.deal_id, event: event.kind, id: event.event_id, day, amount: event.kind === 'deleted' ? -paid : paid },
      contractOwner(deal),
      deal,
    );
  };
  for (const event of book.events) {
    const base = baseOf[event.kind],
      deal = deals.get(dealKey(event));
    if (event.kind === 'deleted' || event.kind === 'restored') {
      if (deal) deletion(event, deal);
      continue;
    }
    if (base === undefined || event.amount === null || (base === 'receipts' && real.has(dealKey(event)))) continue;
    const owner = (base === 'contract' && event.manager_id) || (deal ? contractOwner(deal) : event.manager_id);
    const entry = { base, crm: event.crm, dealId: event.deal_id, event: event.kind, id: event.event_id };
    if (event.from !== '' && event.kind.endsWith('_day')) add({ ...entry, day: event.from, amount: -event.amount }, owner, deal);
    add({ ...entry, day: event.to, amount: event.amount }, owner, deal);
  }
  for (const { row, deal } of rows) {
    if (row.day === null || row.amount === null || deal === undefined) continue;
    add(
      {
        base: 'receipts',
        crm: deal.crm,
        dealId: deal.deal_id,
        event: row.amount < 0 ? 'refund' : 'payment',
        id: `payments ${row.amount} ${row.payment_id || row.note}`,
        day: row.day,
        amount: row.amount,
      },
      contractOwner(deal),
      deal,
    );
  }
  for (const [key, events] of eventsByDeal(book.events)) {
    const deal = deals.get(key);
    if (deal !== undefined) for (const { owner, ...entry } of marginEntries(deal, events, book.settings.time_zone)) add(entry, owner, deal);
  }
  return found;
}

const baseOf: Readonly<Record<string, PayBase>> = {
  contract: 'contract',
  cancel: 'contract',
  contract_change: 'contract',
  contract_day: 'contract',
  payment: 'receipts',
  refund: 'receipts',
  payment_day: 'receipts',
};
const marginKinds: readonly string[] = ['contract', 'contract_change', 'contract_day', 'cancel', 'cost'];

const eventsByDeal = (events: readonly DealEvent[]): ReadonlyMap<string, DealEvent[]> =>
  grouped(
    events.filter(({ kind }) => marginKinds.includes(kind)),
    dealKey,
  );

interface State {
  readonly signed: boolean;
  readonly amount: Minor;
  readonly costs: Minor;
}
const worth = (state: State): Minor => (state.signed ? Math.max(0, state.amount - state.costs) : 0);
const loss = (state: State): Minor => (state.signed ? Math.max(0, state.costs - state.amount) : 0);

/** Goes back from how the deal stands now, so that a slice of the last months' events is enough. */
function marginEntries(deal: Deal, events: readonly DealEvent[], zone: string): Omit<BaseEntry, 'deal' | 'team'>[] {
  const byTime = [...events].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.event_id < b.event_id ? -1 : 1));
  const steps: { event: DealEvent; before: State; after: State }[] = [];
  let state: State = { signed: deal.signed, amount: deal.contract_amount ?? 0, costs: directCosts(deal) };
  for (const event of byTime.reverse()) {
    const before = undo(event, state);
    steps.push({ event, before, after: state });
    state = before;
  }
  steps.reverse();
  const dated = steps.find(({ event: { kind } }) => ['contract', 'contract_day', 'cancel'].includes(kind))?.event,
    owned = steps.find(({ event }) => event.kind !== 'cost' && event.manager_id !== '')?.event;
  let contractDay = dated === undefined ? (deal.contract_day ?? '') : dated.kind === 'contract_day' ? dated.from : '',
    owner = owned?.manager_id ?? contractOwner(deal); // as it stood before the first of these events
  return steps.flatMap(({ event, before, after }) => {
    if (event.kind === 'contract' || event.kind === 'contract_day') contractDay = event.to;
    if (event.kind !== 'cost' && event.manager_id !== '') owner = event.manager_id;
    const entry = { owner, crm: deal.crm, dealId: deal.deal_id, event: event.kind, id: event.event_id };
    const happened = event.kind === 'cost' ? (event.at === null ? '' : dayAt(event.at, zone)) : event.to,
      day = event.kind === 'cost' && happened < contractDay ? contractDay : happened;
    return (
      [
        ['margin', worth],
        ['loss', loss],
      ] as const
    ).flatMap(([base, of]) =>
      event.kind === 'contract_day'
        ? [
            { ...entry, base, day: event.from, amount: -of(after) },
            { ...entry, base, day: event.to, amount: of(after) },
          ]
        : [{ ...entry, base, day, amount: of(after) - of(before) }],
    );
  });
}

function undo(event: DealEvent, after: State): State {
  const amount = event.amount ?? 0;
  if (event.kind === 'cost') return { ...after, costs: after.costs - amount };
  if (event.kind === 'contract_change') return { ...after, amount: after.amount - amount };
  if (event.kind === 'contract') return { ...after, signed: false };
  return event.kind === 'cancel' ? { ...after, signed: true, amount: -amount } : after;
}

/** Months in which an event moves pay. */
function payMonthsOf(event: DealEvent, zone: string): readonly Month[] {
  const money = baseOf[event.kind] === undefined ? [] : [event.to, ...(event.kind.endsWith('_day') ? [event.from] : [])];
  const known = ['cost', 'deleted', 'restored'].includes(event.kind) && event.at !== null ? [dayAt(event.at, zone)] : [];
  return [...money, ...known].filter(isDay).map(monthOf);
}

/**
 * Months that a refresh has to compute anew after some events: all from the first one in which they move pay to today's, since each month stands on the one before. Today's is always among
 * them, because a plan multiplier may hang on leads. The book of that refresh must hold all facts of these months.
 */
export function payMonths(fresh: readonly DealEvent[], { today, zone }: { readonly today: Day; readonly zone: string }): readonly Month[] {
  const now = monthOf(today),
    first = [now, ...fresh.flatMap((event) => payMonthsOf(event, zone))].sort()[0] ?? now;
  return monthsBetween(first, now);
}
