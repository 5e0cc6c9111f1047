import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { settingsSheet } from '../../sheets-templates/settings';
import { alone, journeyOf, journeysOf } from '../facts/journeys';
import { readSettings } from '../facts/read-settings';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey } from '../facts/rows';
import { DIRTY, monthsOfRow, noteDirt, SEEN, type Touched } from '../ingest/dirt';
import { publishedIn } from '../ingest/mapping';
import { JOINED, REJOIN } from '../ingest/sides';
import { EDITED } from '../ingest/unknowns';
import { monthOf } from '../kernel/calendar';
import { wordsIn } from '../kernel/word-list';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { everyone, type Fresh, kin } from './kin';
import { reindexed } from './load-slice';

/**
 * Writes into the rows of deals of which journey each is a part (facts/journeys), and notes what figures that changes. It goes before a refresh: deals of the clients about whom something was
 * told are looked at with all their kin, which must give the same as looking at all (a test holds that). With one CRM in the workbook it costs no call and writes nothing.
 */
export function joinJourneys(world: World, all: boolean): void {
  const kept = world.store.get(JOINED),
    crms = Object.keys(publishedIn(world.store.all())?.stages ?? {});
  if (kept === null && crms.length < 2) return;
  const isIdle = !all && [DIRTY, REJOIN, EDITED].every((key) => world.store.get(key) === null) && kept !== null;
  const fresh = isIdle || all ? null : freshIn(world);
  if (isIdle && world.sheets.count(dealEventsSheet) === Number(world.store.get(SEEN) ?? '0')) return;
  const settings = { ...readSettings(world.sheets.read(settingsSheet).rows.map(({ row }) => row)).settings, time_zone: world.zone },
    law = JSON.stringify([settings.journey_days, settings.journey_order, settings.journey_apart, world.zone]);
  if (fresh && law === kept && fresh.deals.length + fresh.clients.length === 0) return;
  const found = (fresh && law === kept && kin(world, fresh)) || everyone(world),
    journeys = journeysOf(found, settings);
  const changed = found.flatMap(({ at, deal }): readonly Placed<Deal>[] => {
    const now = { ...deal, ...(journeys.get(dealKey(deal)) ?? alone) };
    return JSON.stringify(journeyOf(now)) === JSON.stringify(journeyOf(deal)) ? [] : [{ at, row: now }];
  });
  const before = new Map(found.map(({ at, deal }) => [at, deal]));
  if (changed.length > 0) {
    const touched = touchedBy(changed.flatMap(({ at, row }) => [row, before.get(at) ?? row]));
    world.store.set(noteDirt(world, touched, Number(world.store.get(SEEN) ?? '0'))); // first: whoever dies between the two has figures made anew in vain
    world.sheets.write(dealsSheet, changed);
    world.store.set(
      reindexed(
        world,
        changed.map(({ at, row }) => ({ at, before: before.get(at) ?? row, after: row })),
      ),
    );
  }
  world.store.set({ [JOINED]: law, [REJOIN]: null });
}

/** null = so much that everybody is looked at. */
function freshIn(world: World): Fresh | null {
  const noted = world.store.get(DIRTY),
    clients = wordsIn(world.store.get(REJOIN)),
    seen = Number(world.store.get(SEEN) ?? '0'),
    count = world.sheets.count(dealEventsSheet);
  if (noted === 'all' || clients.includes('all') || count < seen) return null;
  const events = count > seen ? world.sheets.readSpan(dealEventsSheet, seen, count - seen).map(({ row }) => row as DealEvent) : [],
    left = noted === null ? [] : (JSON.parse(noted) as Touched).deals;
  return { deals: [...new Set([...left, ...events.map(dealKey)])], clients };
}

/** All months in which these deals, as they were and as they are, may count, and the deals. */
const touchedBy = (deals: readonly Deal[]): Touched => ({
  months: [
    ...new Set(
      deals.flatMap((deal) => [
        ...monthsOfRow(deal),
        ...[deal.measurement_day, deal.quote_day, deal.contract_day].flatMap((day) => (day === null ? [] : [monthOf(day)])),
      ]),
    ),
  ],
  deals: [...new Set(deals.map(dealKey))],
});
