import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { journalSheet } from '../../sheets-templates/journal';
import type { DealMapping } from '../facts/deal-mapping';
import type { TimedRecord } from '../facts/deal-record';
import { recordKey } from '../facts/deal-record';
import { type Folded, history } from '../facts/deal-state';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { TimedSide } from '../facts/side-record';
import { grouped } from '../kernel/group';
import type { Row } from '../kernel/sheet-template';
import { wordsIn } from '../kernel/word-list';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { eachLetter, readingOf, timed, timedSides } from './bodies';
import { dealOrder, eventOrder, inOrderOf } from './canonical';
import { DIRTY, SEEN } from './dirt';
import { MORE } from './drain';
import { dealMapping, type Published, publishedIn, publishing, readMapping } from './mapping';
import { clientNames, upsertSides } from './sides';
import { EDITED, noteUnknowns, withEdited } from './unknowns';

/** Store: a rebuild is wanted or under way, `part/parts`. While it is, webhooks only keep their bodies. */
export const REBUILD = 'rebuild';
const mappingTabs: readonly string[] = ['stages', 'fields', 'managers', 'settings'];
/** Bodies whose records are held in memory at a time. */
const PART = 20_000;

/** `what`, for the sidebar: how many of the stored bodies are told anew. */
export interface Reread {
  readonly done: number;
  readonly total: number;
  readonly what: 'reread';
}

/** Asks for all deals to be told anew from the journal: a tab was repaired. */
export const startRebuild = (world: World): void => world.store.set({ [REBUILD]: '0/0' });

/** Have rows gone from the tabs of deals and events since they were last written? Somebody deleted them; the journal still has what they were made of. Two calls. */
export const hasLostRows = (world: World): boolean =>
  [dealOrder, eventOrder].some(({ sheet, key }) => Number(world.store.get(key) ?? '0') > world.sheets.count(sheet));

/**
 * After people have changed the mapping: tells all deals anew from the bodies in the journal, as if the mapping had been there from the start, in parts, until the execution has
 * used `until` milliseconds; the next call goes on. The lock must be held. null = nothing to do (no call but the Store's). Deals without a body in the journal stay as they are.
 */
export function rebuild(world: World, { until }: { readonly until: number }): Reread | null {
  const all = world.store.all(),
    edited = wordsIn(all[EDITED]).some((key) => mappingTabs.includes(key));
  const published = publishedIn(all),
    stale = published !== null && published.zone !== world.zone;
  const fresh = edited || stale || all[REBUILD] === '0/0' ? renewed(world, published) : null;
  const state = fresh?.changed || all[REBUILD] === '0/0' ? '0/0' : all[REBUILD];
  if (state === undefined) return null;
  const count = world.sheets.count(journalSheet),
    parts = state === '0/0' ? Math.max(1, Math.ceil(count / PART)) : Number(state.split('/')[1]);
  const mapping = fresh?.published ?? published ?? readMapping(world);
  let part = state === '0/0' ? 0 : Number(state.split('/')[0]);
  do {
    retell(world, { part, parts, mapping });
    part += 1;
    world.store.set({ [REBUILD]: part < parts ? `${part}/${parts}` : null, ...ordered(world), [DIRTY]: 'all' });
  } while (part < parts && world.spent() < until);
  return { done: Math.round((count * part) / parts), total: count, what: 'reread' };
}

/** The tabs read anew and published. `changed`: what bodies mean has changed; a manager's name alone only changes what stands in the rows. */
function renewed(world: World, before: Published | null): { readonly published: Published; readonly changed: boolean } {
  const published = readMapping(world),
    changed = before !== null && before.law !== published.law;
  const named = before !== null && JSON.stringify(before.managers) !== JSON.stringify(published.managers);
  if (named && !changed) rename(world, published);
  world.store.set({ ...publishing(world.store.all(), published, world.hash), ...(changed ? { [REBUILD]: '0/0' } : {}) });
  return { published, changed };
}

/** Puts the names that people gave to managers into the rows of their deals. */
function rename(world: World, published: Published): void {
  const mapping = dealMapping(published, world.crms);
  const rows = (world.sheets.read(dealsSheet).rows as unknown as readonly Placed<Deal>[]).flatMap(({ at, row }) => {
    const manager = row.manager_id === '' ? '' : mapping.managerName(row.crm, row.manager_id);
    return manager === row.manager ? [] : [{ at, row: { ...row, manager } }];
  });
  if (rows.length === 0) return;
  world.sheets.write(dealsSheet, rows);
  world.store.set({ [DIRTY]: 'all' });
}

interface Part {
  readonly part: number;
  readonly parts: number;
  readonly mapping: Published;
}

/** Deals of one part: all their records from the journal, then one write of each tab. Bodies that were unreadable are tried again by the next drain. */
function retell(world: World, { part, parts, mapping }: Part): void {
  const records: TimedRecord[] = [],
    sides: TimedSide[] = [],
    again: Placed<Row>[] = [];
  eachLetter(world, (letter) => {
    const { status } = letter.main.row;
    if (status !== 'done' && status !== 'unreadable') return;
    const reading = readingOf(world, letter);
    if (!reading) return; // stays as it is, marked
    if (status === 'unreadable') {
      again.push({ at: letter.main.at, row: { ...letter.main.row, status: 'new', attempts: 1 } });
      return;
    }
    if (part === 0) sides.push(...timedSides(reading, letter));
    records.push(...timed(reading, letter).filter((record) => parts === 1 || partOf(recordKey(record), parts) === part));
  });
  const { published: noted, tabs } = noteUnknowns(world, mapping, records); // a tab that was lost is filled again
  if (tabs.length > 0) world.store.set({ ...publishing(world.store.all(), noted, world.hash), ...withEdited(world.store.get(EDITED), tabs) });
  world.store.set(upsertSides(world, sides).after);
  const law = dealMapping(noted, world.crms, clientNames(world)),
    told = [...grouped(records, recordKey).values()].flatMap((own) => tell(world, own, law)),
    keys = new Set(told.map(({ deal }) => dealKey(deal)));
  const deals = world.sheets
    .read(dealsSheet)
    .rows.map(({ row }) => row as Deal)
    .filter((deal) => deal.deal_id !== '' && !keys.has(dealKey(deal))); // a row that lost its id stands for a deal told above
  const events = world.sheets
    .read(dealEventsSheet)
    .rows.map(({ row }) => row as DealEvent)
    .filter((event) => event.deal_id !== '' && !keys.has(dealKey(event)));
  world.sheets.replace(dealsSheet, 'all', inOrderOf(dealOrder, [...deals, ...told.map(({ deal }) => deal)], world.zone), ['crm', 'deal_id']);
  world.sheets.replace(dealEventsSheet, 'all', inOrderOf(eventOrder, [...events, ...told.flatMap((one) => one.events)], world.zone), ['event_id']);
  if (again.length > 0) {
    world.store.set({ [MORE]: '1' });
    world.sheets.write(journalSheet, again);
  }
}

/** A deal that cannot be told stays as it is: one bad body stops nobody. */
function tell(world: World, records: readonly TimedRecord[], law: DealMapping): Folded[] {
  try {
    return [history(records, law)];
  } catch (error) {
    world.log(`rebuild: ${String(error)}`);
    return [];
  }
}

/** A deal always falls into the same part. */
const partOf = (key: string, parts: number): number => [...key].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 1_000_003, 7) % parts;

function ordered(world: World): Readonly<Record<string, string>> {
  const deals = world.sheets.count(dealsSheet),
    events = world.sheets.count(dealEventsSheet);
  return { [dealOrder.key]: String(deals), [eventOrder.key]: String(events), [SEEN]: String(events) };
}
