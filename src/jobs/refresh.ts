import { allSheets } from '../../sheets-templates/all';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Book } from '../facts/book';
import { dealKey, type Problem, UNDATED } from '../facts/rows';
import { problemRow } from '../i18n/speak';
import { spansOver } from '../ingest/journal';
import { settleProblems } from '../ingest/problems';
import { monthOf, monthsBetween } from '../kernel/calendar';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import { metricOf } from '../metrics/pay';
import type { PayBase } from '../metrics/pay-scheme';
import { countsAsPayment } from '../metrics/payment-rows';
import { monthsOfPlannedWeeks } from '../metrics/planned';
import type { World } from '../ports/world';
import { allReports } from '../reports/all';
import { moneyProblems } from '../reports/money-problems';
import type { Report, Scope } from '../reports/report';
import { everything, inMonths } from '../reports/report';
import { type Blocks, blockOf, blocksAt, blocksOf, readBlocks } from './blocks';
import { type Dirt, dirtOf } from './dirt';
import { readInputs, TAKEN, takeEdits } from './inputs';
import { loadBook } from './load-book';
import type { Asked } from './load-slice';

export interface Refreshed {
  readonly revision: number;
  readonly changed: readonly { readonly key: string; readonly cells: number }[];
  readonly problems: number;
}

/** Store: number of the last refresh that changed something, its time, and its day. */
export const REVISION = 'revision',
  AS_OF = 'refreshed.at';
const DAY = 'refreshed.day';
/** Store: '1' while report tabs are being written. Found by the next refresh: the last one died between a tab and the Store's word on where its blocks lie, so all tabs are made anew. */
const WRITING = 'refresh.writing';

/**
 * Brings the report tabs up to what the raw and input tabs say. Only months and deals that changed since the last refresh are computed and only cells whose value changed are
 * written; `all`, and the first refresh of a day, compute everything from everything, which must give the same tabs (a test holds that). The lock must be held.
 * Returns null when nothing was dirty.
 */
export function refreshReports(world: World, what: 'dirty' | 'all'): Refreshed | null {
  const isNewDay = world.store.get(DAY) !== world.today || world.store.get(WRITING) === '1',
    dirt = dirtOf(world);
  if (what === 'dirty' && dirt === null && !isNewDay) return null;
  takeEdits(world);
  const read = readInputs(world),
    fresh = what === 'dirty' && !isNewDay && dirt !== null && isFresh(dirt) ? dirt : null,
    asked = fresh ? askedOf(world, fresh, read.inputs.facts) : 'all';
  const { book, problems, index } = loadBook(world, asked, read),
    whole = once(() => (asked === 'all' ? book : loadBook(world, 'all', read).book));
  const tabs = new Map<string, readonly Row[]>(),
    changed: { key: string; cells: number }[] = [],
    blocks: Record<string, string> = {};
  world.store.set({ [WRITING]: '1' });
  for (const report of allReports) {
    const months = asked === 'all' ? 'all' : report.carries ? new Set(asked.paid) : asked.months,
      done = refreshOne(world, { report, book, tabs, months, deals: fresh?.deals ?? new Set(), whole });
    tabs.set(report.sheet.key, done.rows);
    if (done.blocks) blocks[blocksOf(report.sheet.key)] = JSON.stringify(done.blocks);
    if (done.cells > 0) changed.push({ key: report.sheet.key, cells: done.cells });
  }
  const found = [...problems, ...moneyProblems(book, asked === 'all', world.lang), ...(asked === 'all' ? unmappedStages(world, book) : [])];
  settleProblems(world, found, asked === 'all' ? ownTitles(world) : []);
  const revision = Number(world.store.get(REVISION) ?? '0') + 1;
  world.store.set({
    ...index,
    ...blocks,
    ...dirt?.after,
    [TAKEN]: null,
    [REVISION]: String(revision),
    [AS_OF]: String(world.now),
    [DAY]: world.today,
    [WRITING]: '0',
  });
  if (changed.length > 0) world.bump(revision);
  return { revision, changed, problems: found.length };
}

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Tabs whose problems a refresh of everything finds anew; those of bodies and deals are told by the drain. */
const ownTitles = (world: World): string[] =>
  (allSheets as readonly SheetTemplate[]).filter((sheet) => sheet.group !== 'raw').map((sheet) => sheet.title[world.lang]);

/** A stage without an outcome hides its deals from every conversion. */
const unmappedStages = (world: World, book: Book): Problem[] =>
  book.stages
    .filter(({ outcome }) => outcome === '' || outcome === 'unmapped')
    .map(({ pipeline, stage }) =>
      problemRow({ code: 'stage-unmapped', details: { pipeline, stage }, row: '' }, { tab: stagesSheet.title[world.lang], at: world.now, lang: world.lang }),
    );

/**
 * Months made anew, with those of payments that people wrote for the deals an event touched; and the months whose pay is: pay of a month stands on the month before, so from the first month in which
 * money moved up to the current one. Where a factor hangs on what is counted by the owner now (leads, measurements), from the first month that is made anew.
 */
function askedOf(world: World, dirt: Fresh, { payments, schemes }: Pick<Book, 'payments' | 'schemes'>): Asked {
  const touched = new Set([...dirt.deals].map((key) => key.slice(key.indexOf('/') + 1)));
  const byHand = payments.filter((row) => countsAsPayment(row) && touched.has(row.deal_id)).map((row) => (row.day === null ? UNDATED : monthOf(row.day)));
  const months = new Set([...dirt.months, ...byHand]),
    now = monthOf(world.today),
    isCounted = schemes.some(({ plan_metric, base }) => plan_metric !== '' && plan_metric !== metricOf[(base || 'contract') as PayBase]);
  const first = [now, ...(isCounted ? months : [...dirt.moneyMonths, ...byHand])].filter((month) => month !== UNDATED).sort()[0] ?? now;
  return { months, paid: monthsBetween(first, now) };
}
type Fresh = Dirt & { readonly months: ReadonlySet<string>; readonly deals: ReadonlySet<string> };
const isFresh = (dirt: Dirt): dirt is Fresh => dirt.months !== 'all' && dirt.deals !== 'all';

interface Task {
  readonly report: Report;
  readonly book: Book;
  readonly months: 'all' | ReadonlySet<string>;
  readonly deals: ReadonlySet<string>;
  /** rows of reports finished before */
  readonly tabs: ReadonlyMap<string, readonly Row[]>;
  /** the book of everything, read when a tab is not as it was left */
  readonly whole: () => Book;
}
interface Done {
  readonly rows: readonly Row[];
  readonly cells: number;
  readonly blocks?: Blocks;
}

function refreshOne(world: World, task: Task): Done {
  const { report, book, months, deals, tabs } = task,
    { sheet } = report;
  const all = (rows: readonly Row[]): Done => {
    const sorted = inOrder(report, rows);
    return {
      rows: sorted,
      cells: world.sheets.replace(sheet, 'all', sorted, identityOf(report)),
      ...(report.grain === 'month' ? { blocks: blocksAt(report, sorted) } : {}),
    };
  };
  if (report.from) return all(report.from.rows(tabs.get(report.from.key) ?? [], book) as readonly Row[]);
  if (months === 'all') return all(report.rows(book, everything) as readonly Row[]);
  const scope = inMonths(months, deals);
  if (report.grain === 'whole') return all(report.rows(book, scope, (key) => tabs.get(key) ?? []) as readonly Row[]);
  // A person sorted or changed the tab: what it says is not to be relied on, so everything is loaded for it.
  if (report.grain === 'month') return refreshBlocks(world, task, scope) ?? all(report.rows(task.whole(), everything) as readonly Row[]);
  const stands = world.sheets.read(sheet).rows,
    isOther = ({ row }: { readonly row: Row }): boolean => !deals.has(dealKey(row as { crm: string; deal_id: string }));
  const rows = inOrder(report, [...stands.filter(isOther).map(({ row }) => row), ...(report.rows(book, scope) as readonly Row[])]);
  const isSame =
    stands.every(({ at }, i) => at === i) &&
    same(
      report,
      rows,
      stands.map(({ row }) => row),
    );
  return isSame ? { rows, cells: 0 } : all(rows);
}

/** Only the dirty blocks, and what lies between near ones, are read, and written when anything in them is another. null when the tab is not as it was left. */
function refreshBlocks(world: World, { report, book, months }: Task, scope: Scope): Done | null {
  if (months === 'all') return null;
  const named = report.blocks?.ofMonth ?? ((month: string) => month),
    read = readBlocks(world, report, new Set([...months, ...(report.blocks ? monthsOfPlannedWeeks(book.plans, months) : [])].map(named)));
  const kept = read && (report.carries ? carried(world, report, { book, months }) : { get: () => read.spans.flatMap(({ rows }) => rows) });
  if (!read || !kept) return null;
  const fresh = report.rows(book, scope, kept.get) as readonly Row[],
    blocks = [...read.blocks],
    made: Row[] = [];
  let cells = 0;
  for (const span of [...read.spans].reverse()) {
    // from the bottom, so that the places above hold
    const rows = inOrder(report, [
      ...span.rows.filter((row) => !span.wanted.has(blockOf(report, row))),
      ...fresh.filter((row) => span.wanted.has(blockOf(report, row))),
    ]);
    made.push(...rows);
    if (same(report, rows, span.rows)) continue;
    cells += world.sheets.replace(report.sheet, { from: span.from, held: span.held }, rows, identityOf(report));
    blocks.splice(span.first, span.end - span.first, ...blocksAt(report, rows));
  }
  return { rows: made, cells, blocks };
}

/** Rows of older months that the months asked for stand on: those of one month, and those of some deals. null when they cannot be told from the tab. */
function carried(
  world: World,
  report: Report,
  { book, months }: { readonly book: Book; readonly months: ReadonlySet<string> },
): { readonly get: (key: string) => readonly Row[] } | null {
  const needs = report.carries?.needs(book, [...months].sort()),
    [byMonth, byDeal] = (report.carries?.tabs ?? []).map((key) => allReports.find((one: Report) => one.sheet.key === key));
  const before = needs && byMonth && readBlocks(world, byMonth, new Set([needs.month]));
  if (!needs || !byMonth || !byDeal || !before) return null;
  const places = [...new Set(needs.dealIds)].flatMap((id) => world.sheets.find(byDeal.sheet, 'deal_id', id)),
    ids = new Set(needs.dealIds);
  const lines = spansOver(places, 20)
    .flatMap(({ from, count }) => world.sheets.readSpan(byDeal.sheet, from, count).map(({ row }) => row))
    .filter((row) => ids.has(String(row.deal_id)));
  return { get: (key) => (key === byMonth.sheet.key ? before.spans.flatMap(({ rows }) => rows) : key === byDeal.sheet.key ? lines : []) };
}

const same = ({ sheet }: Report, a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row, i) => Object.keys(sheet.columns).every((key) => (row[key] ?? '') === (b[i]?.[key] ?? '')));

const inOrder = (report: Report, rows: readonly Row[]): Row[] => [...rows].sort((a, b) => report.order(a as never, b as never));

/** Columns that name a row: everything that is neither money, a count nor a ratio. */
const identityOf = ({ sheet }: Report): string[] =>
  Object.keys(sheet.columns).filter((key) => ['text', 'id', 'word', 'month', 'period', 'day', 'week'].includes(sheet.columns[key]?.unit ?? ''));
