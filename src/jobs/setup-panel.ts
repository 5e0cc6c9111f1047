import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { fieldsSheet } from '../../sheets-templates/fields';
import { journalSheet } from '../../sheets-templates/journal';
import { managersSheet } from '../../sheets-templates/managers';
import { problemsSheet } from '../../sheets-templates/problems';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Deal, DealEvent, Field, Letter, Manager, Problem, Stage } from '../facts/rows';
import { meanings, outcomes } from '../facts/rows';
import { refusals } from '../ingest/secret';
import { Fault } from '../kernel/fault';
import type { Column, SheetTemplate } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { SECRET, WEB_APP } from './install';
import { guessMeaning, guessOutcome } from './mapping-guess';
import type { Choice } from './panel';
import { alone, choices, noteEdit, rowsOf, timeText } from './panel';

/** The tab Set-up of the sidebar: is the CRM connected, how fresh are the figures, what has a person to map, what went wrong. */

/** Something that a person gives a meaning: a stage an outcome, a CRM field a meaning, a manager id a name. `value` '' = not mapped. */
export interface MapLine {
  readonly kind: 'stage' | 'field' | 'manager';
  /** identity within its tab: crm and ids, joined by `/` */
  readonly key: string;
  /** what people call it; the id where nothing else is known */
  readonly title: string;
  /** webhooks of amoCRM bring no names of stages: true asks for one */
  readonly nameless: boolean;
  /** a deal that carries it, so that a person can look in the CRM what the id stands for; null when it is not needed */
  readonly example: { readonly title: string; readonly link: string } | null;
  /** where it belongs: the pipeline, the crm */
  readonly group: string;
  readonly value: string;
  /** what its name suggests; '' = nothing */
  readonly guess: string;
}
export type LightReason = 'no-address' | 'no-event' | 'waiting' | 'unreadable' | 'stages' | 'managers' | 'problems' | 'silent' | 'refused' | 'good';
export interface SetupPage {
  readonly now: string;
  /** the address to paste into each CRM, secret included; '' until the web app is deployed */
  readonly addresses: readonly { readonly crm: string; readonly address: string }[];
  readonly lastEvent: string;
  /** seconds from the CRM's own time to the arrival of the webhook, over the last `n` events; null without events */
  readonly lag: { readonly p50: number; readonly p95: number; readonly n: number } | null;
  readonly journal: { readonly kept: number; readonly waiting: number; readonly unreadable: number };
  readonly lines: readonly MapLine[];
  readonly outcomes: readonly Choice[];
  readonly meanings: readonly Choice[];
  /** newest first */
  readonly problems: readonly {
    readonly at: string;
    readonly tab: string;
    readonly row: string;
    readonly what: string;
    readonly mend: string;
    readonly times: number;
  }[];
  readonly light: { readonly colour: 'green' | 'yellow' | 'red'; readonly reasons: readonly { readonly code: LightReason; readonly n: number }[] };
}
/** `was`: the value that the page showed; when the tab holds another one by now, the line comes back as a conflict and is not touched. */
export interface MapChange {
  readonly kind: MapLine['kind'];
  readonly key: string;
  readonly was: string;
  readonly value: string /** of a nameless stage; one that got a name meanwhile keeps it */;
  readonly name: string;
}
export interface SaveMappingArgs {
  readonly changes: readonly MapChange[];
}
/** `reread`: something was changed, so the next `tick` reads the stored bodies again with the new mapping (the tabs are noted as edited) and tells how far it is. */
export interface SaveMappingResult {
  readonly saved: number;
  readonly conflicts: readonly { readonly kind: MapLine['kind']; readonly key: string; readonly mine: string; readonly theirs: string }[];
  readonly reread: boolean;
  readonly page: SetupPage;
}

/** Events whose lag is measured; milliseconds without an event that are worth a word; deals looked up for ids without a name. */
const LAST_EVENTS = 200,
  SILENCE = 3 * 86_400_000,
  EXAMPLES = 12;

export function setupPage(world: World): SetupPage {
  const kept = world.sheets.count(journalSheet),
    last = lastLetter(world, kept);
  const journal = {
    kept,
    waiting: world.sheets.find(journalSheet, 'status', 'new').length,
    unreadable: world.sheets.find(journalSheet, 'status', 'unreadable').length,
  };
  const lines = mapLines(world),
    address = world.store.get(WEB_APP) ?? '',
    secret = world.store.get(SECRET) ?? '';
  const problems = rowsOf<Problem>(world, problemsSheet)
    .rows.map(({ row }) => row)
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const addresses =
    address === '' || secret === '' ? [] : Object.keys(world.crms).map((crm) => ({ crm, address: `${address}?k=${encodeURIComponent(secret)}&crm=${crm}` }));
  const outcome: Column = stagesSheet.columns.outcome,
    meaning: Column = fieldsSheet.columns.meaning;
  return {
    now: timeText(world.now, world.zone),
    addresses,
    lastEvent: timeText(last, world.zone),
    lag: lagOf(world),
    journal,
    lines,
    outcomes: choices(
      outcome,
      outcomes.filter((key) => key !== 'unmapped'),
      world.lang,
    ),
    meanings: choices(meaning, meanings, world.lang),
    problems: problems.slice(0, 50).map((p) => ({ at: timeText(p.at, world.zone), tab: p.tab, row: p.row, what: p.what, mend: p.mend, times: p.times ?? 1 })),
    light: lightOf({
      addressed: addresses.length > 0,
      last,
      now: world.now,
      waiting: journal.waiting,
      unreadable: journal.unreadable,
      problems: problems.length,
      stages: unmapped(lines, 'stage'),
      managers: unmapped(lines, 'manager'),
      refused: refusedLately(world),
    }),
  };
}

/** Refusals for a wrong key, when the last of them is not older than a day. */
function refusedLately(world: World): number {
  const { times, at } = refusals(world.store);
  return world.now - at < 86_400_000 ? times : 0;
}

const unmapped = (lines: readonly MapLine[], kind: MapLine['kind']): number => lines.filter((line) => line.kind === kind && line.value === '').length;

/** The journal grows downwards; a person who sorted it costs us only this figure. */
function lastLetter(world: World, kept: number): number | null {
  if (kept === 0) return null;
  const tail = world.sheets.readSpan(journalSheet, Math.max(0, kept - 20), Math.min(20, kept)) as unknown as readonly Placed<Letter>[];
  return tail.reduce<number | null>((latest, { row }) => (row.received_at !== null && row.received_at > (latest ?? 0) ? row.received_at : latest), null);
}

/** One webhook may make several events, some about the past (a deal created long ago and first seen now): its lag is that of its newest event. Nearest-rank percentiles. */
function lagOf(world: World): SetupPage['lag'] {
  const count = world.sheets.count(dealEventsSheet);
  if (count === 0) return null;
  const from = Math.max(0, count - LAST_EVENTS),
    newest = new Map<string, { at: number; known: number }>();
  for (const { row } of world.sheets.readSpan(dealEventsSheet, from, count - from) as unknown as readonly Placed<DealEvent>[]) {
    if (row.at === null || row.known_at === null || row.crm === 'import') continue;
    const known = newest.get(row.source_event);
    if (!known || row.at > known.at) newest.set(row.source_event, { at: row.at, known: row.known_at });
  }
  const lags = [...newest.values()].map(({ at, known }) => Math.max(0, known - at) / 1000).sort((a, b) => a - b);
  const rank = (share: number): number => lags[Math.max(0, Math.ceil(lags.length * share) - 1)] ?? 0;
  return lags.length === 0 ? null : { p50: rank(0.5), p95: rank(0.95), n: lags.length };
}

const stageKey = (row: Stage): string => [row.crm, row.pipeline_id, row.stage_id].join('/');
const fieldKey = (row: Field): string => [row.crm, row.entity, row.field_id].join('/');
const managerKey = (row: Manager): string => [row.crm, row.manager_id].join('/');
const outcomeOf = (row: Stage): string => (row.outcome === 'unmapped' ? '' : row.outcome);

const isNameless = (row: Stage): boolean => row.stage === '' || row.stage === row.stage_id;

function mapLines(world: World): MapLine[] {
  let examples = EXAMPLES;
  const example = (column: 'stage_id' | 'manager_id', id: string): MapLine['example'] => (examples-- > 0 ? dealWith(world, column, id) : null);
  const stages = rowsOf<Stage>(world, stagesSheet).rows.map(({ row }): MapLine => {
    const value = outcomeOf(row),
      nameless = isNameless(row);
    return {
      kind: 'stage',
      key: stageKey(row),
      title: row.stage || row.stage_id,
      nameless,
      example: nameless && value === '' ? example('stage_id', row.stage_id) : null,
      group: row.pipeline || row.pipeline_id,
      value,
      guess: guessOutcome(row.stage),
    };
  });
  const fields = rowsOf<Field>(world, fieldsSheet)
    .rows.filter(({ row }) => row.entity !== 'contact' && row.entity !== 'company')
    .map(
      ({ row }): MapLine => ({
        kind: 'field',
        key: fieldKey(row),
        title: row.field || row.field_id,
        nameless: false,
        example: null,
        group: row.crm,
        value: row.meaning,
        guess: guessMeaning(row.field),
      }),
    );
  const managers = rowsOf<Manager>(world, managersSheet).rows.map(
    ({ row }): MapLine => ({
      kind: 'manager',
      key: managerKey(row),
      title: row.manager_id,
      nameless: false,
      example: row.manager === '' ? example('manager_id', row.manager_id) : null,
      group: row.crm,
      value: row.manager,
      guess: '',
    }),
  );
  return [...stages, ...fields, ...managers];
}

/** The newest deal with this id: two service calls. */
function dealWith(world: World, column: 'stage_id' | 'manager_id', id: string): MapLine['example'] {
  const places = world.sheets.find(dealsSheet, column, id),
    last = places[places.length - 1];
  const deal = last === undefined ? undefined : (world.sheets.readSpan(dealsSheet, last, 1)[0]?.row as unknown as Deal | undefined);
  return deal ? { title: deal.deal || deal.deal_id, link: /^https:/.test(deal.link) ? deal.link : '' } : null;
}

/** Red: figures do not come in. Yellow: they come, but a person has to do something. */
function lightOf(at: {
  readonly addressed: boolean;
  readonly last: number | null;
  readonly now: number;
  readonly waiting: number;
  readonly unreadable: number;
  readonly problems: number;
  readonly stages: number;
  readonly managers: number;
  readonly refused: number;
}): SetupPage['light'] {
  const red: { code: LightReason; n: number }[] = [],
    yellow: { code: LightReason; n: number }[] = [];
  if (!at.addressed) red.push({ code: 'no-address', n: 0 });
  if (at.last === null) yellow.push({ code: 'no-event', n: 0 });
  else if (at.now - at.last > SILENCE) yellow.push({ code: 'silent', n: Math.floor((at.now - at.last) / 86_400_000) });
  if (at.waiting > 200) red.push({ code: 'waiting', n: at.waiting });
  if (at.refused > 0) yellow.push({ code: 'refused', n: at.refused });
  if (at.unreadable > 0) yellow.push({ code: 'unreadable', n: at.unreadable });
  if (at.stages > 0) yellow.push({ code: 'stages', n: at.stages });
  if (at.managers > 0) yellow.push({ code: 'managers', n: at.managers });
  if (at.problems > 0) yellow.push({ code: 'problems', n: at.problems });
  const reasons = [...red, ...yellow];
  return reasons.length === 0 ? { colour: 'green', reasons: [{ code: 'good', n: 0 }] } : { colour: red.length > 0 ? 'red' : 'yellow', reasons };
}

/** Saves what a person mapped, all tabs at once. Throws Fault `word-unknown` before anything is written, and `busy`. */
export function saveMapping(world: World, args: SaveMappingArgs): SaveMappingResult {
  for (const change of args.changes) {
    const allowed: readonly string[] | null = change.kind === 'stage' ? outcomes : change.kind === 'field' ? meanings : null;
    if (allowed && change.value !== '' && !allowed.includes(change.value))
      throw new Fault('word-unknown', {
        value: change.value,
        column: change.kind === 'stage' ? stagesSheet.columns.outcome.title[world.lang] : fieldsSheet.columns.meaning.title[world.lang],
      });
  }
  const of = (kind: MapLine['kind']): Map<string, MapChange> =>
    new Map(args.changes.filter((change) => change.kind === kind).map((change) => [change.key, change]));
  const conflicts: SaveMappingResult['conflicts'][number][] = [];
  let saved = 0,
    reread = false;
  const put = <R>(
    sheet: SheetTemplate,
    kind: MapLine['kind'],
    keyOf: (row: R) => string,
    read: (row: R) => string,
    withChange: (row: R, change: MapChange) => R,
  ): void => {
    const wanted = of(kind);
    if (wanted.size === 0) return;
    const written: Placed<R>[] = [];
    for (const { at, row } of rowsOf<R>(world, sheet).rows) {
      const change = wanted.get(keyOf(row)),
        here = read(row);
      if (!change) continue;
      const next = withChange(row, change);
      if (JSON.stringify(next) === JSON.stringify(row)) saved += 1;
      else if (here !== change.was && here !== change.value) conflicts.push({ kind, key: change.key, mine: change.value, theirs: here });
      else {
        written.push({ at, row: next });
        saved += 1;
      }
    }
    if (written.length === 0) return;
    world.sheets.write(sheet, written as unknown as Parameters<World['sheets']['write']>[1]);
    noteEdit(world, sheet);
    reread = true;
  };
  alone(world, () => {
    put<Stage>(stagesSheet, 'stage', stageKey, outcomeOf, (row, { value, name }) => ({
      ...row,
      outcome: value === outcomeOf(row) ? row.outcome : value === '' ? 'unmapped' : value,
      stage: isNameless(row) && name.trim() !== '' ? name.trim() : row.stage,
    }));
    put<Field>(
      fieldsSheet,
      'field',
      fieldKey,
      (row) => row.meaning,
      (row, { value }) => ({ ...row, meaning: value }),
    );
    put<Manager>(
      managersSheet,
      'manager',
      managerKey,
      (row) => row.manager,
      (row, { value }) => ({ ...row, manager: value.trim() }),
    );
  });
  return { saved, conflicts, reread, page: setupPage(world) };
}
