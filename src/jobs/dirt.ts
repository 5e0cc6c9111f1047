import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { moneyMonths } from '../facts/deal-moves';
import { type Deal, type DealEvent, dealKey } from '../facts/rows';
import { DIRTY, dirtFromEvents, monthsOfRow, movesMoney, SEEN, type Touched } from '../ingest/dirt';
import { EDITED } from '../ingest/unknowns';
import { dayAt, monthOf } from '../kernel/calendar';
import type { World } from '../ports/world';
import { TAKEN } from './inputs';

/** What a refresh has to make anew, and what it writes into the Store once that is done. */
export interface Dirt {
  readonly months: 'all' | ReadonlySet<string>;
  readonly deals: 'all' | ReadonlySet<string>;
  /** months in which money moved, from which pay has to be made anew */
  readonly moneyMonths: readonly string[];
  readonly after: Readonly<Record<string, string | null>>;
}

/** Deals of fresh events are looked up one by one up to so many; more make everything anew. */
const MOST_LOOKUPS = 8,
  MOST_EVENTS = 2_000;

/** What changed since the last refresh: what drains and edits noted, and events that webhooks added by themselves. null = nothing: the idle look costs one service call. */
export function dirtOf(world: World): Dirt | null {
  const noted = world.store.get(DIRTY),
    edited = world.store.get(EDITED) ?? world.store.get(TAKEN),
    seen = Number(world.store.get(SEEN) ?? '0'),
    count = world.sheets.count(dealEventsSheet);
  const after = { [DIRTY]: null, [SEEN]: String(count) };
  if (noted === null && edited === null && count === seen) return null;
  const all: Dirt = { months: 'all', deals: 'all', moneyMonths: [], after };
  if (noted === 'all' || edited !== null || count < seen || count - seen > MOST_EVENTS) return all;
  const left = JSON.parse(noted ?? '{"months":[],"deals":[]}') as Touched;
  const events = count > seen ? world.sheets.readSpan(dealEventsSheet, seen, count - seen).map(({ row }) => row as DealEvent) : [],
    ids = [...new Set(events.map((event) => event.deal_id))];
  if (ids.length > MOST_LOOKUPS) return all;
  const deals = ids.flatMap((id) =>
    world.sheets.find(dealsSheet, 'deal_id', id).flatMap((at) => world.sheets.readSpan(dealsSheet, at, 1).map(({ row }) => row as Deal)),
  );
  const rows = new Map(deals.map((deal) => [dealKey(deal), deal])),
    fresh = dirtFromEvents(events, deals, world.zone);
  return {
    months: new Set([...left.months, ...fresh.months]),
    deals: new Set([...left.deals, ...fresh.deals]),
    moneyMonths: [...left.months, ...events.flatMap((event) => moneyMonthsOf(event, { deal: rows.get(dealKey(event)), zone: world.zone }))],
    after,
  };
}

/**
 * Months in which an event moves money that pay stands on: its own days; when it became known for costs and deleted deals, which are taken back on that day; and all of the deal's money when
 * that passes to somebody else: receipts belong to the owner of the contract, before a contract to the owner now.
 */
function moneyMonthsOf(event: DealEvent, { deal, zone }: { readonly deal: Deal | undefined; readonly zone: string }): string[] {
  const known = ['cost', 'deleted', 'restored'].includes(event.kind) && event.at !== null ? [monthOf(dayAt(event.at, zone))] : [];
  const passes = deal !== undefined && (event.kind === 'contract' || event.kind === 'owner') && movesMoney(event, deal);
  return [...moneyMonths(event), ...known, ...(passes ? monthsOfRow(deal) : [])];
}
