import type { Cell } from './cells';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export interface Standing {
  readonly cells: readonly (readonly Cell[])[];
  readonly names: readonly string[];
}
interface Run {
  readonly at: number;
  readonly count: number;
}

/** With more runs than this, rows are not inserted and deleted one run at a time: the block is written over instead. */
const MOST_RUNS = 12;
/** Rows kept free below the data of a tab that grows. */
const SPARE_ROWS = 20;

/** Rows of one identity are told apart by their order. */
export function numbered(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const n = seen.get(name) ?? 0;
    seen.set(name, n + 1);
    return n === 0 ? name : `${name}\u0002${n}`;
  });
}

/**
 * Deletes the rows of a block that leave and inserts those that come, where they stand, so that every other row keeps its place beside people's cells and notes and need not be
 * written again. `names` and `wanted` are identities, each once. `isTail`: nothing stands below the block, so blank rows of the grid are there to be filled.
 * Returns the block as it stands then; a new row is blank, and `surplus` rows at its end are to be deleted when all is written.
 */
export function fitRows({
  grid,
  top,
  stands,
  wanted,
  width,
  isTail,
}: {
  readonly grid: Sheet;
  readonly top: number;
  readonly stands: Standing;
  readonly wanted: readonly string[];
  readonly width: number;
  readonly isTail: boolean;
}): Standing & { readonly surplus: number } {
  const stay = new Set(wanted),
    gone = runsOf(stands.names, (name) => !stay.has(name)),
    blank = Array.from({ length: width }, (): Cell => '');
  let { cells, names } = stands;
  if (gone.length <= MOST_RUNS) {
    for (const { at, count } of [...gone].reverse()) removeRows(grid, top + at, count);
    cells = cells.filter((_, i) => stay.has(names[i] ?? ''));
    names = names.filter((name) => stay.has(name));
  }
  const known = new Set(names),
    come = runsOf(wanted, (name) => !known.has(name)),
    left = wanted.filter((name) => known.has(name)),
    inOrder = names.every((name, i) => name === left[i]);
  if (inOrder && come.length <= MOST_RUNS) {
    for (const { at, count } of come) {
      if (isTail && at >= names.length) roomFor(grid, top + at + count - 1);
      else addRows(grid, top + at, count);
      cells = [...cells.slice(0, at), ...Array.from({ length: count }, () => blank), ...cells.slice(at)];
      names = [...names.slice(0, at), ...Array.from({ length: count }, () => ''), ...names.slice(at)];
    }
    return { cells, names, surplus: 0 };
  }
  const more = wanted.length - names.length;
  if (more <= 0) return { cells, names, surplus: -more };
  if (isTail) roomFor(grid, top + wanted.length - 1);
  else addRows(grid, top + names.length, more);
  return { cells: [...cells, ...Array.from({ length: more }, () => blank)], names: [...names, ...Array.from({ length: more }, () => '')], surplus: 0 };
}

function runsOf(names: readonly string[], belongs: (name: string) => boolean): Run[] {
  const runs: { at: number; count: number }[] = [];
  names.forEach((name, at) => {
    const last = runs[runs.length - 1];
    if (!belongs(name)) return;
    if (last && last.at + last.count === at) last.count += 1;
    else runs.push({ at, count: 1 });
  });
  return runs;
}

/** New rows take their looks from the row below, which is one of data: the one above may be a header. */
function addRows(grid: Sheet, row: number, count: number): void {
  if (row <= grid.getMaxRows()) grid.insertRowsBefore(row, count);
  else grid.insertRowsAfter(grid.getMaxRows(), count);
}

/** Makes the grid reach down to a row, with some to spare. */
export function roomFor(grid: Sheet, rows: number, spare = SPARE_ROWS): void {
  const missing = rows - grid.getMaxRows();
  if (missing > 0) grid.insertRowsAfter(grid.getMaxRows(), missing + spare);
}

/** Sheets does not let all rows go that are not frozen, so one is left below. */
export function removeRows(grid: Sheet, row: number, count: number): void {
  if (count < 1) return;
  if (row + count > grid.getMaxRows()) grid.insertRowsAfter(grid.getMaxRows(), 1);
  grid.deleteRows(row, count);
}
