import { journalSheet } from '../../sheets-templates/journal';
import type { TimedRecord } from '../facts/deal-record';
import { recordKey } from '../facts/deal-record';
import type { Letter } from '../facts/rows';
import type { SideEntity, TimedSide } from '../facts/side-record';
import { Fault } from '../kernel/fault';
import type { Reading } from '../ports/crm-adapter';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { bounded } from './bounds';
import { FEW } from './deal-rows';
import { openAll, rowsAt } from './journal';
import { aboutToken, leadToken, type Opened, type Posted } from './letter';

/** The adapter's reading of a body. Throws Fault body-unreadable. */
export function readLetter(world: World, { crm, body }: Posted): Reading {
  const adapter = Object.hasOwn(world.crms, crm) ? world.crms[crm] : undefined;
  if (!adapter) throw new Fault('body-unreadable', { why: `unknown crm: crm=${crm.slice(0, 40)}` });
  return bounded(adapter.read(body, world.zone));
}

/** null where the body cannot be read: whoever must say why calls readLetter. */
export function readingOf(world: World, posted: Posted): Reading | null {
  try {
    return readLetter(world, posted);
  } catch {
    return null;
  }
}

/** Records beside the deals, with the time and the body they came by. */
export const timedSides = (reading: Reading, { receivedAt, eventId }: Posted): TimedSide[] =>
  reading.sides.map((record) => ({ ...record, receivedAt, eventId }));
export const timed = (reading: Reading, { receivedAt, eventId }: Posted): TimedRecord[] => reading.deals.map((record) => ({ ...record, receivedAt, eventId }));

/** Parts of a record by which it is known whether its sender numbers what it sends. */
interface Numbered {
  readonly eventId: string;
  readonly event?: string;
}
/**
 * Did the record come in one body with others whose sender numbers its events? A body of one event is known by that number in the journal; one of several may repeat what came before in
 * other company, so its records are told from all bodies.
 */
export function inBatches(records: readonly Numbered[]): (record: Numbered) => boolean {
  const numbered = new Map<string, string>(),
    several = new Set<string>();
  for (const { eventId, event } of records)
    if (event !== undefined && !event.includes('@')) {
      if ((numbered.get(eventId) ?? event) !== event) several.add(eventId);
      numbered.set(eventId, event);
    }
  return ({ eventId }) => several.has(eventId);
}

/** Rows read at a time: a journal may be larger than what an answer of the service carries. */
const SPAN = 2_000;

/** The whole journal, letter by letter, in spans. */
export function eachLetter(world: World, visit: (letter: Opened) => void): void {
  const count = world.sheets.count(journalSheet);
  for (let from = 0; from < count; from += SPAN) {
    const rows = world.sheets.readSpan(journalSheet, from, Math.min(SPAN, count - from)) as unknown as readonly Placed<Letter>[];
    openAll(
      world,
      rows.filter(({ row }) => row.status !== 'part'),
      rows,
    ).forEach(visit);
  }
}

/** All records of these deals in letters already done, by `crm/deal_id`. */
export const recordsOf = (world: World, keys: ReadonlySet<string>): TimedRecord[] =>
  about(
    world,
    [...keys].map((key) => leadToken(key.slice(key.indexOf('/') + 1))),
    (reading, letter) => timed(reading, letter).filter((record) => keys.has(recordKey(record))),
  );
/** All records of these contacts, companies, tasks or activities in letters already done, by `crm/id`. */
export const sidesOf = (world: World, entity: SideEntity, keys: ReadonlySet<string>): TimedSide[] =>
  about(
    world,
    [...keys].map((key) => aboutToken(entity, key.slice(key.indexOf('/') + 1))),
    (reading, letter) => timedSides(reading, letter).filter((record) => record.entity === entity && keys.has(`${record.crm}/${record.id}`)),
  );

/** Places of rows that bear one of these tokens. */
function naming(world: World, tokens: readonly string[]): number[] {
  const wanted = new Set(tokens.map((token) => token.trim()));
  return world.sheets.column(journalSheet, 'about').flatMap((about, at) =>
    String(about)
      .split(' ')
      .some((one) => wanted.has(one))
      ? [at]
      : [],
  );
}

/** What letters that bear one of these tokens say. Few tokens: one search each; many: one read of what the letters are about. */
function about<R>(world: World, tokens: readonly string[], pick: (reading: Reading, letter: Opened) => readonly R[]): R[] {
  const found: R[] = [];
  const take = (letter: Opened): void => {
    if (letter.main.row.status !== 'done') return;
    const reading = readingOf(world, letter);
    if (reading) found.push(...pick(reading, letter));
  };
  const places = [...new Set(tokens.length > FEW ? naming(world, tokens) : tokens.flatMap((token) => world.sheets.find(journalSheet, 'about', token, 'part')))];
  for (let from = 0; from < places.length; from += SPAN) {
    const rows = rowsAt(world, places.slice(from, from + SPAN)),
      mains = rows.filter(({ row }) => row.status !== 'part'),
      known = new Set(mains.map(({ row }) => row.event_id));
    const elsewhere = [...new Set(rows.filter(({ row }) => row.status === 'part' && !known.has(row.event_id)).map(({ row }) => row.event_id))];
    const others = elsewhere.flatMap((id) => rowsAt(world, world.sheets.find(journalSheet, 'event_id', id))).filter(({ row }) => row.status !== 'part');
    openAll(world, [...mains, ...others], rows).forEach(take);
  }
  return found;
}
