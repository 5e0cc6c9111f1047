import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { journalSheet } from '../../sheets-templates/journal';
import type { DealEvent, Letter } from '../facts/rows';
import { connections } from '../ingest/connections';
import type { Instant } from '../kernel/calendar';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { pulledToken } from './pull-stint';

/** How events flow in: bodies kept and waiting, the last one, the lag of the newest. */
export interface Flow {
  readonly last: Instant | null;
  /** seconds from the CRM's own time to the arrival of the webhook, over the last `n` events; null without events */
  readonly lag: { readonly p50: number; readonly p95: number; readonly n: number } | null;
  readonly journal: { readonly kept: number; readonly waiting: number; readonly unreadable: number };
}

/** Events whose lag is measured. */
const LAST_EVENTS = 200;

export function flowOf(world: World): Flow {
  const kept = world.sheets.count(journalSheet);
  return {
    last: lastLetter(world, kept),
    lag: lagOf(world),
    journal: {
      kept,
      waiting: world.sheets.find(journalSheet, 'status', 'new').length,
      unreadable: world.sheets.find(journalSheet, 'status', 'unreadable').length,
    },
  };
}

/** The journal grows downwards; a person who sorted it costs us only this figure. */
function lastLetter(world: World, kept: number): number | null {
  if (kept === 0) return null;
  const tail = world.sheets.readSpan(journalSheet, Math.max(0, kept - 20), Math.min(20, kept)) as unknown as readonly Placed<Letter>[];
  return tail.reduce<number | null>((latest, { row }) => (row.received_at !== null && row.received_at > (latest ?? 0) ? row.received_at : latest), null);
}

/** Letters of a load: what happened before anybody was told is not late. Two calls, none where no CRM can be asked. */
function loadedLetters(world: World): ReadonlySet<unknown> {
  const marks = connections(world.store).map(({ crm }) => pulledToken(crm).trim());
  if (marks.length === 0) return new Set();
  const about = world.sheets.column(journalSheet, 'about');
  return new Set(world.sheets.column(journalSheet, 'event_id').filter((_, i) => marks.some((mark) => String(about[i] ?? '').includes(mark))));
}

/** One webhook may make several events, some about the past (a deal created long ago and first seen now): its lag is that of its newest event. Nearest-rank percentiles. */
function lagOf(world: World): Flow['lag'] {
  const count = world.sheets.count(dealEventsSheet);
  if (count === 0) return null;
  const from = Math.max(0, count - LAST_EVENTS),
    newest = new Map<string, { at: number; known: number }>(),
    loaded = loadedLetters(world);
  for (const { row } of world.sheets.readSpan(dealEventsSheet, from, count - from) as unknown as readonly Placed<DealEvent>[]) {
    if (row.at === null || row.known_at === null || row.crm === 'import' || loaded.has(row.source_event)) continue;
    const known = newest.get(row.source_event);
    if (!known || row.at > known.at) newest.set(row.source_event, { at: row.at, known: row.known_at });
  }
  const lags = [...newest.values()].map(({ at, known }) => Math.max(0, known - at) / 1000).sort((a, b) => a - b);
  const rank = (share: number): number => lags[Math.max(0, Math.ceil(lags.length * share) - 1)] ?? 0;
  return lags.length === 0 ? null : { p50: rank(0.5), p95: rank(0.95), n: lags.length };
}
