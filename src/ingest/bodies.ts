import { journalSheet } from '../../sheets-templates/journal';
import type { TimedRecord } from '../facts/deal-record';
import type { Letter } from '../facts/rows';
import { Fault } from '../kernel/fault';
import type { Reading } from '../ports/crm-adapter';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { FEW } from './deal-rows';
import { openAll, rowsAt } from './journal';
import { leadToken, type Opened, type Posted } from './letter';

/** The adapter's reading of a body. Throws Fault body-unreadable. */
export function readLetter(world: World, { crm, body }: Posted): Reading {
  const adapter = Object.hasOwn(world.crms, crm) ? world.crms[crm] : undefined;
  if (!adapter) throw new Fault('body-unreadable', { why: `unknown crm: crm=${crm.slice(0, 40)}` });
  return adapter.read(body, world.zone);
}

/** null where the body cannot be read: whoever must say why calls readLetter. */
export function readingOf(world: World, posted: Posted): Reading | null {
  try {
    return readLetter(world, posted);
  } catch {
    return null;
  }
}

export const timed = (reading: Reading, { receivedAt, eventId }: Posted): TimedRecord[] => reading.deals.map((record) => ({ ...record, receivedAt, eventId }));

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

/** All records of these deals in letters already done, by `crm/deal_id`. Few deals: one search each; many: the whole journal. */
export function recordsOf(world: World, keys: ReadonlySet<string>): TimedRecord[] {
  const found: TimedRecord[] = [];
  const take = (letter: Opened): void => {
    if (letter.main.row.status !== 'done') return;
    const reading = readingOf(world, letter);
    for (const record of reading ? timed(reading, letter) : []) if (keys.has(`${record.crm}/${record.dealId}`)) found.push(record);
  };
  if (keys.size > FEW) eachLetter(world, take);
  else {
    const places = [...keys].flatMap((key) => world.sheets.find(journalSheet, 'about', leadToken(key.slice(key.indexOf('/') + 1)), 'part'));
    const rows = rowsAt(world, places),
      mains = rows.filter(({ row }) => row.status !== 'part'),
      known = new Set(mains.map(({ row }) => row.event_id));
    const elsewhere = [...new Set(rows.filter(({ row }) => row.status === 'part' && !known.has(row.event_id)).map(({ row }) => row.event_id))];
    const others = elsewhere.flatMap((id) => rowsAt(world, world.sheets.find(journalSheet, 'event_id', id))).filter(({ row }) => row.status !== 'part');
    openAll(world, [...mains, ...others], rows).forEach(take);
  }
  return found;
}
