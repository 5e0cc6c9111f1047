import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import type { DealMapping } from '../facts/deal-mapping';
import type { TimedRecord } from '../facts/deal-record';
import { recordKey } from '../facts/deal-record';
import { advance, canAdvance, type Folded, history } from '../facts/deal-state';
import { journeyOf } from '../facts/journeys';
import type { Deal, DealEvent, Problem } from '../facts/rows';
import { dealKey } from '../facts/rows';
import { grouped } from '../kernel/group';
import type { Row } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { inBatches, recordsOf } from './bodies';
import { dealOrder, eventOrder, inOrderOf, settle, tailOf, unsettle } from './canonical';
import { blankRow, dealRows, eventRows, rowsWith } from './deal-rows';
import { dirtFromEvents, noteDirt, SEEN, type Touched } from './dirt';
import { dealProblem } from './problems';

/** `redo`: deals told anew from all their bodies although nothing of theirs is late (they were told under a mapping that held no longer). */
export interface Upsert {
  readonly records: readonly TimedRecord[];
  readonly redo: ReadonlySet<string>;
  /** clients (`crm/contact/7`) whose name is another one now: it goes into the rows of their deals */
  readonly renamed: ReadonlySet<string>;
  readonly mapping: DealMapping;
}
export interface Upserted {
  readonly touched: Touched;
  readonly problems: readonly Problem[];
  /** journal event ids of bodies whose deal could not be told, and why: a bug of ours or a fault of the service */
  readonly failed: ReadonlyMap<string, string>;
  /** to be written into the Store when all else is written */
  readonly after: Readonly<Record<string, string | null>>;
}

/**
 * Records into the tabs `deals` and `deal_events`. Laws: a second delivery changes nothing; whatever the order, the rows end the same. A deal whose records are all newer than
 * its row is told on; a late record tells the deal anew from all its bodies. One read and one write a tab, however many records.
 */
export function upsert(world: World, { records, redo, renamed, mapping }: Upsert): Upserted {
  const fresh = new Map<string, readonly TimedRecord[]>([...[...redo].map((key) => [key, []] as const), ...grouped(records, recordKey)]);
  const stored = new Map(dealRows(world, new Set(fresh.keys()))),
    again = inBatches(records),
    isLate = (key: string, own: readonly TimedRecord[]): boolean =>
      redo.has(key) || own.some((record) => !canAdvance(stored.get(key)?.row ?? null, record) || (stored.has(key) && again(record)));
  const late = new Set([...fresh].filter(([key, own]) => isLate(key, own)).map(([key]) => key)),
    earlier = grouped(late.size > 0 ? recordsOf(world, late) : [], recordKey);
  for (const placed of dealsOfClients(world, renamed)) {
    const key = dealKey(placed.row);
    if (!fresh.has(key)) stored.set(key, placed);
  }
  const told = new Map<string, Folded>(),
    problems: Problem[] = [],
    failed = new Map<string, string>();
  for (const [key, own] of fresh) {
    const all = late.has(key) ? [...(earlier.get(key) ?? []), ...own] : own;
    if (all.length === 0) continue;
    try {
      const folded = late.has(key) ? history(all, mapping) : advance(stored.get(key)?.row ?? null, own, mapping),
        news = new Set(own.map(({ eventId }) => eventId));
      const before = stored.get(key)?.row;
      told.set(key, before ? { ...folded, deal: { ...folded.deal, ...journeyOf(before) } } : folded); // told anew it knows nothing of other deals: the next joining looks
      problems.push(...folded.problems.filter(({ eventId }) => news.has(eventId)).map((problem) => dealProblem(world, folded.deal.deal_id, problem)));
    } catch (error) {
      // one bad body stops nobody: the drain counts the attempt
      for (const { eventId } of own) failed.set(eventId, String(error));
    }
  }
  for (const [key, { row }] of stored) {
    const client = row.client_id === '' ? '' : mapping.clientName(row.crm, row.client_id);
    if (!told.has(key) && client !== '' && client !== row.client) told.set(key, { deal: { ...row, client }, events: [], problems: [] });
  }
  return { ...write(world, { told, stored, late }), problems, failed };
}

/** Rows of the deals of these clients. */
function dealsOfClients(world: World, clients: ReadonlySet<string>): readonly Placed<Deal>[] {
  if (clients.size === 0) return [];
  const ids = new Set([...clients].map((key) => key.slice(key.indexOf('/') + 1))),
    rows = rowsWith(world, { sheet: dealsSheet, column: 'client_id', ids }) as unknown as readonly Placed<Deal>[];
  return rows.filter(({ row }) => clients.has(`${row.crm}/${row.client_id}`));
}

const sameRow = (a: Row, b: Row | undefined): boolean => b !== undefined && Object.keys(b).every((key) => a[key] === b[key]);

interface Writing {
  readonly told: ReadonlyMap<string, Folded>;
  readonly stored: ReadonlyMap<string, Placed<Deal>>;
  readonly late: ReadonlySet<string>;
}

function write(world: World, { told, stored, late }: Writing): { readonly touched: Touched; readonly after: Readonly<Record<string, string | null>> } {
  const seen = Number(world.store.get(SEEN) ?? '0'),
    retold = new Set([...told.keys()].filter((key) => late.has(key)));
  const dealTail = tailOf(world, dealOrder),
    eventTail = tailOf(world, eventOrder, seen),
    before = retold.size > 0 ? eventRows(world, retold) : [];

  const changed: Placed<Row>[] = [],
    fresh: Deal[] = [];
  let isMoved = false;
  for (const [key, { deal }] of told) {
    const row = stored.get(key);
    if (!row) fresh.push(deal);
    else if (!sameRow(row.row, deal)) {
      changed.push({ at: row.at, row: deal });
      isMoved = isMoved || row.row.created_at !== deal.created_at;
    }
  }
  const added = inOrderOf(dealOrder, fresh, world.zone);
  if (isMoved) unsettle(world, dealOrder);
  if (changed.length > 0) world.sheets.write(dealsSheet, changed);
  if (added.length > 0) world.sheets.append(dealsSheet, added);
  const dealsAfter = settle(world, dealOrder, { tail: dealTail, added, broken: isMoved });

  const events = writeEvents(world, { told, retold, before });
  const eventsAfter = settle(world, eventOrder, { tail: eventTail, added: events.added, broken: events.broken });

  const all = [...told.values()],
    overlooked = eventTail.rows.slice(Math.max(0, seen - eventTail.from)) as unknown as readonly DealEvent[]; // told by webhooks since the last refresh
  const strangers = new Set(overlooked.map(dealKey).filter((key) => !told.has(key))),
    was = [...stored.values(), ...(strangers.size > 0 ? dealRows(world, strangers).values() : [])].map(({ row }) => row),
    is = all.map(({ deal }) => deal);
  const dirt = [
    dirtFromEvents(overlooked, [...was, ...is], world.zone),
    dirtFromEvents(
      before.map(({ row }) => row),
      was,
      world.zone,
    ),
    dirtFromEvents(
      all.flatMap((one) => one.events),
      is,
      world.zone,
    ),
  ];
  const touched: Touched = {
    months: [...new Set(dirt.flatMap(({ months }) => months))].sort(),
    deals: [...new Set([...dirt.flatMap(({ deals }) => deals), ...told.keys()])].sort(),
  };
  return {
    touched,
    after: { ...dealsAfter, ...eventsAfter, ...noteDirt(world, seen > eventTail.held ? 'all' : touched, Number(eventsAfter[eventOrder.key])) },
  };
}

interface Events {
  readonly told: ReadonlyMap<string, Folded>;
  readonly retold: ReadonlySet<string>;
  readonly before: readonly Placed<DealEvent>[];
}

/** New events are added at the end. Of a deal told anew only what is another event now is written: into rows that are free, the rest at the end; rows left over are blanked and sink at the sorting that follows. */
function writeEvents(world: World, { told, retold, before }: Events): { readonly added: readonly DealEvent[]; readonly broken: boolean } {
  const of = (again: boolean): DealEvent[] => [...told].filter(([key]) => retold.has(key) === again).flatMap(([, { events }]) => events);
  const wanted = new Map(of(true).map((event) => [event.event_id, event])),
    free: number[] = [];
  for (const { at, row } of before) {
    if (sameRow(row, wanted.get(row.event_id))) wanted.delete(row.event_id);
    else free.push(at);
  }
  const news = inOrderOf(eventOrder, [...wanted.values()], world.zone),
    added = inOrderOf(eventOrder, [...news.slice(free.length), ...of(false)], world.zone),
    broken = free.length > 0 || news.length > 0;
  if (broken) unsettle(world, eventOrder);
  const blank = blankRow(dealEventsSheet);
  if (free.length > 0)
    world.sheets.write(
      dealEventsSheet,
      free.map((at, i) => ({ at, row: news[i] ?? blank })),
    );
  if (added.length > 0) world.sheets.append(dealEventsSheet, added);
  return { added, broken };
}
