import { moneyMonths } from '../facts/deal-moves';
import { pastOf } from '../facts/journeys';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey, UNDATED } from '../facts/rows';
import { dayAt, monthOf } from '../kernel/calendar';
import { wordsIn } from '../kernel/word-list';
import type { World } from '../ports/world';

/** Store: what the next refresh has to make anew (JSON, or the word all), and how many rows of `deal_events` are accounted for in it or were seen by a refresh. */
export const DIRTY = 'dirty',
  SEEN = 'refresh.events';

export interface Touched {
  readonly months: readonly string[];
  readonly deals: readonly string[];
}

/** Kinds after which money told earlier may belong to another manager, or to nobody. */
const passing: readonly string[] = ['contract', 'cancel', 'contract_day', 'deleted', 'restored'];

/** Kinds after which the measurement and the quote of a deal may count for somebody else, or not at all. */
const restating: readonly string[] = ['stage', 'owner', 'edit', 'deleted', 'restored'];

/** Kinds after which all of a deal's money may count otherwise: a bonus for its product, a lower rate for its discount, a cost, which stands wherever the contract was signed or cancelled. */
const repaying: readonly string[] = ['edit', 'amount', 'cost'];

/** Does the event move all of the deal's money between rows? A deal without contract counts for its owner now; a first source was unassigned before. */
export const movesMoney = ({ kind, from }: DealEvent, deal: Deal): boolean =>
  passing.includes(kind) || (kind === 'owner' && deal.contract_manager_id === '') || (kind === 'edit' && from === 'source');

/**
 * Months and deals whose figures events may change: the month of each event, its cohort, the months before and after of moved money, the months of the contract and of the installation;
 * of a journey of several records, the month of its first lead and the records that are counted in the deal;
 * after a signature, its end or its move, a cost, and after a new owner or source, all months in which the deal has money, and those of its measurement and quote.
 * Deals without a row here count by their events.
 */
export function dirtFromEvents(events: readonly DealEvent[], deals: readonly Deal[], zone: string): Touched {
  const rows = new Map(deals.map((deal) => [dealKey(deal), deal])),
    months = new Set<string>(),
    touched = new Set<string>();
  for (const event of events) {
    const key = dealKey(event),
      deal = rows.get(key);
    touched.add(key);
    [event.cohort, event.at === null ? UNDATED : monthOf(dayAt(event.at, zone)), ...moneyMonths(event)].forEach((month) => {
      months.add(month);
    });
    const past = deal ? pastOf(deal) : null;
    if (deal && past) {
      months.add(past.month);
      for (const other of [...past.others, deal.counted_in]) if (other !== '') touched.add(other);
    }
    for (const day of [deal?.contract_day, deal?.installation_day, ...(event.kind === 'installation' ? [event.from, event.to] : [])])
      if (day) months.add(monthOf(day));
    if (deal && (movesMoney(event, deal) || repaying.includes(event.kind)))
      monthsOfRow(deal).forEach((month) => {
        months.add(month);
      });
    if (deal && restating.includes(event.kind))
      for (const day of [deal.measurement_day, deal.quote_day, past?.measured, past?.quoted]) if (day) months.add(monthOf(day));
  }
  return { months: [...months].sort(), deals: [...touched].sort() };
}
/** All months in which a deal's money or cohort stands, that of the journey's first lead included. */
export function monthsOfRow(deal: Deal): string[] {
  const past = pastOf(deal);
  return [...wordsIn(deal.months), ...(past ? [past.month] : [])];
}

/** More than this is not named one by one: everything is made anew. */
const MOST_DEALS = 200;

/** Store entries that add to what the next refresh will do. `seen`: rows of `deal_events` accounted for by now. */
export function noteDirt(world: World, touched: Touched | 'all', seen: number): Readonly<Record<string, string>> {
  const noted = world.store.get(DIRTY);
  if (touched === 'all' || noted === 'all') return { [DIRTY]: 'all', [SEEN]: String(seen) };
  const before = JSON.parse(noted ?? '{"months":[],"deals":[]}') as Touched;
  const months = [...new Set([...before.months, ...touched.months])].sort(),
    deals = [...new Set([...before.deals, ...touched.deals])].sort();
  if (months.length === 0 && deals.length === 0) return { [SEEN]: String(seen) };
  return { [DIRTY]: deals.length > MOST_DEALS ? 'all' : JSON.stringify({ months, deals }), [SEEN]: String(seen) };
}
