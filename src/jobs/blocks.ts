import { UNDATED } from '../facts/rows';
import type { Row } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import type { Report } from '../reports/report';

/** The blocks of a report tab from top to bottom, each with its number of rows; kept in the Store, verified at use. */
export type Blocks = readonly (readonly [block: string, rows: number])[];
export const blocksOf = (key: string): string => `rows.${key}`;

export const blockOf = (report: Report, row: Row): string => report.blocks?.of(row) ?? String(row.month);

/** Rows in their order -> blocks. */
export function blocksAt(report: Report, rows: readonly Row[]): Blocks {
  const blocks: [string, number][] = [];
  for (const row of rows) {
    const block = blockOf(report, row),
      last = blocks[blocks.length - 1];
    if (last && last[0] === block) last[1] += 1;
    else blocks.push([block, 1]);
  }
  return blocks;
}

/** Rows `from`..`from + held - 1` of the tab are the blocks `first`..`end - 1`: some that were asked for, and what lies between them. `wanted` names those that were asked for. */
export interface Span {
  readonly from: number;
  readonly held: number;
  readonly rows: readonly Row[];
  readonly first: number;
  readonly end: number;
  readonly wanted: ReadonlySet<string>;
}
/** Spans from top to bottom, and all blocks of the tab. */
export interface Spans {
  readonly blocks: Blocks;
  readonly spans: readonly Span[];
}

/** So many rows are read in vain rather than in a call of their own. */
const GAP = 150;

/** Reads the blocks asked for in few calls; a block that is not there yet gets its place by the order of names, newest on top. null when the tab is not as it was left. */
export function readBlocks(world: World, report: Report, wanted: ReadonlySet<string>): Spans | null {
  const blocks = JSON.parse(world.store.get(blocksOf(report.sheet.key)) ?? 'null') as Blocks | null;
  if (!blocks) return null;
  const rowsIn = (first: number, end: number): number => blocks.slice(first, end).reduce((n, [, rows]) => n + rows, 0);
  const places = [...wanted].map((name) => ({ name, ...placeOf(blocks, name) })).sort((a, b) => a.first - b.first || a.end - b.end),
    runs: { first: number; end: number; wanted: Set<string> }[] = [];
  for (const { name, first, end } of places) {
    const last = runs[runs.length - 1];
    if (last && rowsIn(last.end, first) <= GAP) {
      last.end = Math.max(last.end, end);
      last.wanted.add(name);
    } else runs.push({ first, end, wanted: new Set([name]) });
  }
  const spans = runs.map((run): Span => {
    const from = rowsIn(0, run.first),
      held = rowsIn(run.first, run.end);
    return { ...run, from, held, rows: held > 0 ? world.sheets.readSpan(report.sheet, from, held).map(({ row }) => row) : [] };
  });
  return spans.every(({ rows, first, end }) => JSON.stringify(blocksAt(report, rows)) === JSON.stringify(blocks.slice(first, end))) ? { blocks, spans } : null;
}

function placeOf(blocks: Blocks, name: string): { readonly first: number; readonly end: number } {
  const known = blocks.findIndex(([block]) => block === name),
    after = name === UNDATED ? -1 : blocks.findIndex(([block]) => block === UNDATED || block < name),
    first = known >= 0 ? known : after >= 0 ? after : blocks.length;
  return { first, end: known >= 0 ? known + 1 : first };
}
