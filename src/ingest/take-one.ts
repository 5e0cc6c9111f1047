import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import type { TimedRecord } from '../facts/deal-record';
import { advance, canAdvance } from '../facts/deal-state';
import type { Deal } from '../facts/rows';
import type { Reading } from '../ports/crm-adapter';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { timed } from './bodies';
import { appendLetters } from './journal';
import { aboutOf, kindOf, letterRows, type Posted } from './letter';
import { dealMapping, isForeign, knowsAll, type Published } from './mapping';

/** The mapping under which a webhook told its deal: should it have changed meanwhile, the next drain tells the deal anew. */
const lawToken = (law: string): string => `law:${law} `;
export const lawIn = (about: string): string => /law:(\w+) /.exec(about)?.[1] ?? '';

const usual: readonly TimedRecord['action'][] = ['add', 'update', 'status', 'responsible'];

/** The one record of a body that a webhook may take by itself: one deal, a whole record, nothing in it that was never seen. Else null: the body waits for the drain. */
export function soleRecord(reading: Reading, posted: Posted, published: Published): TimedRecord | null {
  const [record, ...others] = timed(reading, posted);
  if (!record || others.length > 0 || reading.sides.length > 0 || reading.pokes.length > 0 || reading.faults.length > 0) return null;
  if (record.clientId !== undefined || record.reach !== undefined) return null; // whose it is: no event tells the next refresh of that
  return usual.includes(record.action) && record.version !== null && knowsAll(published, record) && !isForeign(published, record) ? record : null;
}

/**
 * The short way of a webhook: row and events of one deal are written at once, and the body goes into the journal as done. At most five calls: find the deal, read its row, write it,
 * append its events, append the letter. False: nothing was written, the drain must take the body (late, doubled rows, values that cannot be read).
 */
export function takeOne(
  world: World,
  { record, reading, posted, published }: { readonly record: TimedRecord; readonly reading: Reading; readonly posted: Posted; readonly published: Published },
): boolean {
  const places = world.sheets.find(dealsSheet, 'deal_id', record.dealId),
    [at] = places;
  if (places.length > 1) return false;
  const stored = at === undefined ? undefined : (world.sheets.readSpan(dealsSheet, at, 1)[0] as Placed<Deal> | undefined);
  if (at !== undefined && (stored?.row.deal_id !== record.dealId || stored.row.crm !== record.crm)) return false;
  if (!canAdvance(stored?.row ?? null, record)) return false;
  const { deal, events, problems } = advance(stored?.row ?? null, [record], dealMapping(published, world.crms));
  if (problems.length > 0 || (stored && events.length > 1)) return false; // several events at once would cost more calls than a webhook may make
  if (stored) world.sheets.write(dealsSheet, [{ at: stored.at, row: deal }]);
  else world.sheets.append(dealsSheet, [deal]);
  if (events.length > 0) world.sheets.append(dealEventsSheet, events);
  appendLetters(world, letterRows(posted, { status: 'done', kind: kindOf(reading), about: `${aboutOf(reading)}${lawToken(published.law)}`, known: true }));
  return true;
}
