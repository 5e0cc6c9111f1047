import type { Book } from '../facts/book';
import { dealKey } from '../facts/rows';
import { spansOver } from '../ingest/journal';
import type { Row } from '../kernel/sheet-template';
import { monthsOfPlannedWeeks } from '../metrics/planned';
import type { World } from '../ports/world';
import { allReports } from '../reports/all';
import { asOpen, isClosed, isCorrection, withClosing } from '../reports/closing';
import type { Kept, Report, Scope } from '../reports/report';
import { everything, inMonths } from '../reports/report';
import { type Blocks, blockOf, blocksAt, readBlocks } from './blocks';
import type { ClosedBooks } from './closed-books';
import { closedState, monthHashes, stateOf } from './closed-state';

/** One report tab to be brought up to the book: only some months and deals of it, or all. */
export interface Task {
  readonly report: Report;
  readonly book: Book;
  readonly months: 'all' | ReadonlySet<string>;
  readonly deals: ReadonlySet<string>;
  /** rows of reports made before in this look: of months, only the blocks that were asked for */
  readonly made: ReadonlyMap<string, readonly Row[]>;
  /** whole tabs of reports that come before */
  readonly finished: Kept;
  /** the book of everything, read when a tab is not as it was left */
  readonly whole: () => Book;
  readonly closed: ClosedBooks;
}
/** `cells`: how many were written. */
export interface Done {
  readonly rows: readonly Row[];
  readonly cells: number;
  readonly blocks?: Blocks;
  /** for the Store: what closed months would be today; null = no month is closed */
  readonly state?: string | null;
}

/** Brings one report tab up to date: only cells whose value changed are written. A tab that is not as it was left is made anew from the whole book. */
export function refreshOne(world: World, task: Task): Done {
  const { report, book, months, deals, made, finished } = task,
    { sheet } = report;
  const all = (fresh: readonly Row[]): Done => {
    const closed = task.closed.of(report),
      sorted = inOrder(report, withClosing(report, fresh, closed));
    return {
      rows: sorted,
      cells: world.sheets.replace(sheet, 'all', sorted, identityOf(report)),
      ...(report.grain === 'month' ? { blocks: blocksAt(report, sorted) } : {}),
      ...(report.closing ? { state: stateOf(world, report, { fresh, finished: sorted, closed }) } : {}),
    };
  };
  if (report.from) return all(report.from.rows(finished(report.from.key), book, finished) as readonly Row[]);
  if (months === 'all') return all(report.rows(book, everything) as readonly Row[]);
  const scope = inMonths(months, deals);
  if (report.grain === 'whole')
    return all(
      (report.closing && task.closed.through !== ''
        ? report.rows(task.whole(), everything)
        : report.rows(book, scope, (key) => made.get(key) ?? [])) as readonly Row[],
    );
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
function refreshBlocks(world: World, { report, book, months, made: before, closed: { through } }: Task, scope: Scope): Done | null {
  if (months === 'all') return null;
  const stays = (month: string): boolean => report.closing !== undefined && isClosed(month, through);
  const named = report.blocks?.ofMonth ?? ((month: string) => month),
    asked = report.blocks?.around?.(months, world.today) ?? [...months, ...(report.blocks ? monthsOfPlannedWeeks(book.plans, months) : [])].map(named),
    read = readBlocks(world, report, new Set(asked.filter((month) => !stays(month))));
  const held = (key: string): readonly Row[] => (key === report.sheet.key ? (read?.spans ?? []).flatMap(({ rows }) => rows) : (before.get(key) ?? []));
  const kept = read && (report.carries ? carried(world, report, { book, months }) : { get: held });
  if (!read || !kept) return null;
  const computed = report.rows(book, scope, kept.get) as readonly Row[],
    fresh = report.closing ? computed.map(asOpen) : computed;
  if (asked.some(stays) && !standsClosed(world, report, { fresh, months: asked.filter(stays), through })) return null;
  const blocks = [...read.blocks],
    made: Row[] = [];
  let cells = 0;
  for (const span of [...read.spans].reverse()) {
    // from the bottom, so that the places above hold
    const rows = inOrder(report, [
      ...span.rows.filter((row) => !span.wanted.has(blockOf(report, row)) || isCorrection(row)), // corrections change with closed months only
      ...fresh.filter((row) => span.wanted.has(blockOf(report, row))),
    ]);
    made.push(...rows);
    if (same(report, rows, span.rows)) continue;
    cells += world.sheets.replace(report.sheet, { from: span.from, held: span.held }, rows, identityOf(report));
    blocks.splice(span.first, span.end - span.first, ...blocksAt(report, rows));
  }
  return { rows: made, cells, blocks };
}

/** Would closed months still be what they were at the last look at everything? If not, corrections of earlier periods are made anew. */
function standsClosed(
  world: World,
  report: Report,
  { fresh, months, through }: { readonly fresh: readonly Row[]; readonly months: readonly string[]; readonly through: string },
): boolean {
  const known = closedState(world.store, report.sheet),
    now = monthHashes(world, report, fresh, through);
  return known !== null && months.every((month) => known.months[month] === now[month]);
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
  // closed rows are no memory of what would be computed: where the two differ, everything is computed
  const isOff = ({ sheet }: Report, month?: string): boolean => {
    const { differs = [] } = closedState(world.store, sheet) ?? {};
    return month === undefined ? differs.length > 0 : differs.includes(month);
  };
  if (isOff(byMonth, needs.month) || (needs.dealIds.length > 0 && isOff(byDeal))) return null;
  const places = [...new Set(needs.dealIds)].flatMap((id) => world.sheets.find(byDeal.sheet, 'deal_id', id)),
    ids = new Set(needs.dealIds);
  const lines = spansOver(places, 20)
    .flatMap(({ from, count }) => world.sheets.readSpan(byDeal.sheet, from, count).map(({ row }) => row))
    .filter((row) => ids.has(String(row.deal_id)) && !isCorrection(row));
  return {
    get: (key) =>
      key === byMonth.sheet.key ? before.spans.flatMap(({ rows }) => rows).filter((row) => !isCorrection(row)) : key === byDeal.sheet.key ? lines : [],
  };
}

const same = ({ sheet }: Report, a: readonly Row[], b: readonly Row[]): boolean =>
  a.length === b.length && a.every((row, i) => Object.keys(sheet.columns).every((key) => (row[key] ?? '') === (b[i]?.[key] ?? '')));

/** Rows in the order in which they stand in the tab; corrections of earlier periods below the other rows of their month. */
export const inOrder = (report: Report, rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (a.month === b.month ? Number(isCorrection(a)) - Number(isCorrection(b)) : 0) || report.order(a as never, b as never));

/** Columns that name a row: everything that is neither money, a count nor a ratio; a row that is closed stays the same row, with what people put beside it. */
const identityOf = ({ sheet }: Report): string[] =>
  Object.keys(sheet.columns).filter(
    (key) => key !== 'closed' && ['text', 'id', 'word', 'month', 'period', 'day', 'week'].includes(sheet.columns[key]?.unit ?? ''),
  );
