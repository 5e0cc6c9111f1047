import { allSheets } from '../../sheets-templates/all';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Book } from '../facts/book';
import { readSettings } from '../facts/read-settings';
import { type Problem, UNDATED } from '../facts/rows';
import { problemRow } from '../i18n/speak';
import { settleProblems } from '../ingest/problems';
import { monthOf, monthsBetween } from '../kernel/calendar';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import { wordsIn } from '../kernel/word-list';
import { metricOf } from '../metrics/pay';
import type { PayBase } from '../metrics/pay-scheme';
import { countsAsPayment } from '../metrics/payment-rows';
import type { World } from '../ports/world';
import { allReports } from '../reports/all';
import { withClosing } from '../reports/closing';
import { moneyProblems } from '../reports/money-problems';
import { everything, type Kept, type Report } from '../reports/report';
import { blocksOf } from './blocks';
import { type ClosedBooks, closedBooks, closingProblems } from './closed-books';
import { stateKey } from './closed-state';
import { type Dirt, dirtOf } from './dirt';
import { type Inputs, readInputs, TAKEN, takeEdits } from './inputs';
import { joinJourneys } from './join-journeys';
import { loadBook } from './load-book';
import type { Asked } from './load-slice';
import { inOrder, refreshOne } from './refresh-one';

export interface Refreshed {
  readonly revision: number;
  readonly changed: readonly { readonly key: string; readonly cells: number }[];
  readonly problems: number;
  /** report tabs that the next look has to go on with, because this one has had its time; 0 = all is done */
  readonly left: number;
}

/** Store: number of the last refresh that changed something, the time of the last one that was finished, its day, and when one last worked. */
export const REVISION = 'revision',
  AS_OF = 'refreshed.at',
  WORKED = 'refresh.worked';
const DAY = 'refreshed.day';
/** Store: keys of the report tabs that are still to be made from everything. Left there by a refresh that had its time, and by one that died between a tab and the word on where its blocks lie. */
const LEFT = 'refresh.left';

/** Milliseconds after which a refresh leaves the other tabs to the next look: whoever waits for the lock must not wait for ever, and the slowest tab must still fit into the six minutes. */
const PORTION = 120_000;

/**
 * Brings the report tabs up to what the raw and input tabs say. Only months and deals that changed since the last refresh are computed and only cells whose value changed are
 * written; `all`, and the first refresh of a day, compute everything from everything, which must give the same tabs (a test holds that). Everything of many deals takes several looks, a
 * few tabs in each; what comes in between is noted as dirt, and made good when the last tab is done. The lock must be held. Returns null when nothing was dirty.
 */
export function refreshReports(world: World, what: 'dirty' | 'all'): Refreshed | null {
  joinJourneys(world, what === 'all');
  const left = wordsIn(world.store.get(LEFT)),
    isWhole = what === 'all' || world.store.get(DAY) !== world.today,
    goesOn = !isWhole && left.length > 0,
    dirt = goesOn ? null : dirtOf(world);
  if (!isWhole && !goesOn && dirt === null) return null;
  if (!goesOn) takeEdits(world);
  const read = readInputs(world),
    fresh = !isWhole && dirt !== null && isFresh(dirt) ? dirt : null,
    asked = fresh ? askedOf(world, fresh, read.inputs) : 'all';
  const began = world.spent(),
    { book, problems, index } = loadBook(world, asked, read),
    whole = once(() => (asked === 'all' ? book : loadBook(world, 'all', read).book));
  const made = new Map<string, readonly Row[]>(),
    closed = closedBooks(world),
    finished = wholeTabs(world, { made, everyone: asked === 'all' ? book : null, closed }),
    changed: { key: string; cells: number }[] = [],
    blocks: Record<string, string | null> = {};
  const todo = goesOn ? left : allReports.map(({ sheet }) => sheet.key);
  world.store.set({ [LEFT]: todo.join(' '), [DAY]: world.today });
  for (const report of allReports as readonly Report[]) {
    const { key } = report.sheet;
    if (!todo.includes(key)) continue;
    if (asked === 'all' && made.size > 0 && world.spent() - began > PORTION) break;
    const months =
        asked === 'all' ? 'all' : report.carries ? new Set(asked.paid) : report.paid?.(book) ? new Set([...asked.months, ...asked.paid]) : asked.months,
      done = refreshOne(world, { report, book, made, finished, months, deals: fresh?.deals ?? new Set(), whole, closed });
    made.set(key, done.rows);
    if (done.blocks) blocks[blocksOf(key)] = JSON.stringify(done.blocks);
    if (done.state !== undefined) blocks[stateKey(report.sheet)] = done.state;
    if (done.cells > 0) changed.push({ key, cells: done.cells });
  }
  const rest = todo.filter((key) => !made.has(key)),
    found = [
      ...problems,
      ...moneyProblems(book, asked === 'all', world.lang),
      ...(asked === 'all' ? [...unmappedStages(world, book), ...closingProblems(world)] : []),
    ];
  if (rest.length === 0) settleProblems(world, found, asked === 'all' ? ownTitles(world) : []);
  const revision = Number(world.store.get(REVISION) ?? '0') + 1;
  world.store.set({
    ...index,
    ...blocks,
    ...(goesOn ? {} : { ...dirt?.after, [TAKEN]: null }),
    [REVISION]: String(revision),
    [WORKED]: String(world.now),
    ...(rest.length === 0 ? { [AS_OF]: String(world.now) } : {}),
    [LEFT]: rest.join(' '), // never deleted: it goes with the places of the blocks in one call, so whoever dies before it leaves everything to be made anew
  });
  if (changed.length > 0) world.bump(revision);
  return { revision, changed, problems: found.length, left: rest.length };
}

/**
 * Whole tabs of other reports. Of everything: as they were made, or as an earlier look must have made them. Else a report of months holds only the blocks that were made anew, so its tab is
 * read once, when another report asks for it.
 */
function wholeTabs(
  world: World,
  { made, everyone, closed }: { readonly made: ReadonlyMap<string, readonly Row[]>; readonly everyone: Book | null; readonly closed: ClosedBooks },
): Kept {
  const known = new Map<string, readonly Row[]>();
  const rowsOf = (key: string): readonly Row[] => {
    const report = (allReports as readonly Report[]).find(({ sheet }) => sheet.key === key);
    if (!report) return [];
    if (!everyone) return report.grain === 'month' ? world.sheets.read(report.sheet).rows.map(({ row }) => row) : (made.get(key) ?? []);
    const fresh = (): readonly Row[] =>
      (report.from ? report.from.rows(get(report.from.key), everyone, get) : report.rows(everyone, everything)) as readonly Row[];
    return made.get(key) ?? inOrder(report, withClosing(report, fresh(), closed.of(report)));
  };
  const get: Kept = (key) => {
    const rows = known.get(key) ?? rowsOf(key);
    known.set(key, rows);
    return rows;
  };
  return get;
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
 * money moved up to the current one. Where it hangs on more than its base (leads, what a deal is), from the first month that is made anew.
 */
function askedOf(world: World, dirt: Fresh, { facts: { payments, schemes }, settings }: Inputs): Asked {
  const touched = new Set([...dirt.deals].map((key) => key.slice(key.indexOf('/') + 1)));
  const byHand = payments.filter((row) => countsAsPayment(row) && touched.has(row.deal_id)).map((row) => (row.day === null ? UNDATED : monthOf(row.day)));
  const months = new Set([...dirt.months, ...byHand]),
    now = monthOf(world.today),
    isCounted = readSettings(settings).settings.pnl_payroll === 'computed' /* the P&L of each month needs its pay */ || schemes.some(hangsOnMore);
  const first = [now, ...(isCounted ? months : [...dirt.moneyMonths, ...byHand])].filter((month) => month !== UNDATED).sort()[0] ?? now;
  return { months, paid: monthsBetween(first, now) };
}
/** Is pay of the scheme moved by more than its base: by counts and plans of other metrics, or by what a deal is? */
const hangsOnMore = ({ plan_metric, base, kpis, bonuses, discounts }: Book['schemes'][number]): boolean =>
  (plan_metric !== '' && plan_metric !== metricOf[(base || 'contract') as PayBase]) || [kpis, bonuses, discounts].some((text) => text.trim() !== '');
type Fresh = Dirt & { readonly months: ReadonlySet<string>; readonly deals: ReadonlySet<string> };
const isFresh = (dirt: Dirt): dirt is Fresh => dirt.months !== 'all' && dirt.deals !== 'all';
