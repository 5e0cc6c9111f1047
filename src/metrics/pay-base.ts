import type { Book } from '../facts/book';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { dayAt, isDay, monthOf, monthsBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { compare } from '../kernel/order';
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
  const found: BaseEntry[] = [],
    zone = book.settings.time_zone,
    gone = deletionDays(book, deals),
    isAfter = (key: string, day: Day): boolean => {
      const since = gone.get(key);
      return since !== undefined && day > since;
    };
  const add = (entry: Omit<BaseEntry, 'owner' | 'deal' | 'team'>, owner: string, deal: Deal | undefined): void => {
    const is = { owner: name(entry.crm, owner, deal), deal, team: '' },
      amount = isDay(entry.day) && entry.amount !== 0 ? inBase(entry.amount, deal?.currency ?? '', entry.day, book) : null;
    if (amount !== null) found.push({ ...entry, amount, ...is });
    if (entry.base === 'contract' && entry.event !== 'contract_change' && isDay(entry.day))
      found.push({ ...entry, base: 'bonus', amount: entry.amount < 0 || entry.event === 'cancel' ? -1 : 1, ...is });
  };
  const deletion = (event: DealEvent, deal: Deal): void => {
    const day = event.at === null ? '' : dayAt(event.at, zone),
      held = sum(rows.map((one) => (one.deal === deal && one.row.day !== null && one.row.day <= day ? one.row.amount : 0)));
    const later = sum(
      book.events.map((one) =>
        baseOf[one.kind] === 'receipts' && dealKey(one) === dealKey(deal) && one.kind !== 'payment_day' && isAfter(dealKey(deal), one.to) ? one.amount : 0,
      ),
    ); // what the fields were told of after the deletion
    const paid = (real.has(dealKey(deal)) ? 0 : (deal.prepayment ?? 0) + (deal.paid ?? 0) - later) + held;
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
    if (base === undefined || event.amount === null || (base === 'receipts' && (real.has(dealKey(event)) || isAfter(dealKey(event), event.to)))) continue;
    const owner = (base === 'contract' && event.manager_id) || (deal ? contractOwner(deal) : event.manager_id);
    const entry = { base, crm: event.crm, dealId: event.deal_id, event: event.kind, id: event.event_id };
    if (event.from !== '' && event.kind.endsWith('_day')) add({ ...entry, day: event.from, amount: -event.amount }, owner, deal);
    add({ ...entry, day: event.to, amount: event.amount }, owner, deal);
  }
  for (const { row, deal } of rows) {
    if (row.day === null || row.amount === null || deal === undefined || isAfter(dealKey(deal), row.day)) continue;
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
    if (deal !== undefined) for (const { owner, ...entry } of marginEntries(deal, events, { today: book.today, zone })) add(entry, owner, deal);
  }
  return found;
}

/** The last day on which a deleted deal still counts: that of its deletion, '' when no event of this slice tells it, for then it was before. Money of later days is in no report. */
function deletionDays(book: Book, deals: ReadonlyMap<string, Deal>): ReadonlyMap<string, Day> {
  const days = new Map<string, Day>([...deals].flatMap(([key, deal]) => (deal.deleted ? [[key, '']] : [])));
  for (const event of book.events) {
    const day = event.kind === 'deleted' && event.at !== null ? dayAt(event.at, book.settings.time_zone) : '',
      known = days.get(dealKey(event));
    if (known !== undefined && day > known) days.set(dealKey(event), day);
  }
  return days;
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

interface Step {
  readonly event: DealEvent;
  readonly day: Day;
  readonly contract: Minor;
  readonly cost: Minor;
  readonly signed: number;
}

/** What an event adds to the contract amount, to the costs and to whether the deal is signed, each on the day on which it counts. */
function stepsOf(event: DealEvent, zone: string): readonly Step[] {
  const amount = event.amount ?? 0,
    step = (day: Day, contract: Minor, signed: number): Step => ({ event, day, contract, cost: 0, signed });
  if (event.kind === 'cost') return [{ event, day: event.at === null ? '' : dayAt(event.at, zone), contract: 0, cost: amount, signed: 0 }];
  if (event.kind === 'contract_day') return [step(event.from, -amount, -1), step(event.to, amount, 1)];
  return [step(event.to, amount, event.kind === 'contract' ? 1 : event.kind === 'cancel' ? -1 : 0)];
}

/** What a signed deal earns, and by how much it is below 0. A change that counts before the day to which the contract was moved earns on its own. */
const worthOf = (contract: Minor, costs: Minor, signed: number): readonly [margin: Minor, loss: Minor] =>
  signed > 0 || contract !== 0 ? [Math.max(0, contract - costs), Math.max(0, costs - contract)] : [0, 0];

/**
 * Margin by the days on which its parts count: contract amounts signed until then less the costs known by then, each step for as much as it changes what is above 0 and what is below. What stood
 * before the first of these events follows from how the deal stands now, so that a slice of the last months' events is enough.
 */
function marginEntries(
  deal: Deal,
  events: readonly DealEvent[],
  { today, zone }: { readonly today: Day; readonly zone: string },
): Omit<BaseEntry, 'deal' | 'team'>[] {
  const steps = events
    .flatMap((event) => stepsOf(event, zone))
    .sort((a, b) => compare(a.day, b.day) || (a.event.at ?? 0) - (b.event.at ?? 0) || compare(a.event.event_id, b.event.event_id) || a.contract - b.contract);
  const contractDay = deal.contract_day ?? '',
    isToCome = contractDay > today && !steps.some(({ day }) => day === contractDay); // its signing is in no month of this slice
  const now = deal.signed ? (deal.contract_amount ?? 0) - (isToCome ? (deal.signed_amount ?? 0) : 0) : 0;
  let contract = now - sum(steps.map((step) => step.contract)),
    costs = directCosts(deal) - sum(steps.map((step) => step.cost)),
    signed = (deal.signed && !isToCome ? 1 : 0) - sum(steps.map((step) => step.signed)),
    worth = worthOf(contract, costs, signed),
    owner = steps.find(({ event }) => event.kind !== 'cost' && event.manager_id !== '')?.event.manager_id ?? contractOwner(deal); // as it stood before the first of these events
  return steps.flatMap(({ event, day, ...step }) => {
    if (event.kind !== 'cost' && event.manager_id !== '') owner = event.manager_id;
    contract += step.contract;
    costs += step.cost;
    signed += step.signed;
    const [margin, loss] = worth;
    worth = worthOf(contract, costs, signed);
    const entry = { owner, crm: deal.crm, dealId: deal.deal_id, event: event.kind, id: event.event_id, day };
    return [
      { ...entry, base: 'margin' as const, amount: worth[0] - margin },
      { ...entry, base: 'loss' as const, amount: worth[1] - loss },
    ];
  });
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
