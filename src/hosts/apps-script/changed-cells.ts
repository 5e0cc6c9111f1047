import type { Cell } from './cells';
import { sameCell } from './cells';

export interface Patch {
  readonly row: number;
  readonly col: number;
  readonly cells: Cell[][];
}

/** Above this many rectangles one call for the block that holds them all is cheaper than a call for each (apps-script best practice: batch). */
const MOST_PATCHES = 12;

/**
 * The rectangles that differ between what stands and what is wanted (both of the same size): neighbouring changed cells of a row make a run, equal runs of neighbouring
 * rows make a rectangle. Too many rectangles become one block. Pure; rows and columns count from 0.
 */
export function changedCells(stands: readonly (readonly Cell[])[], wanted: readonly (readonly Cell[])[]): Patch[] {
  const patches: Patch[] = [],
    open = new Map<string, Patch>(); // the newest patch of a place and width: each cell is looked at once, however many patches there are
  wanted.forEach((cells, row) => {
    const old = stands[row] ?? [];
    let col = 0;
    while (col < cells.length) {
      if (sameCell(old[col] ?? '', cells[col] ?? '')) {
        col += 1;
        continue;
      }
      let end = col + 1;
      while (end < cells.length && !sameCell(old[end] ?? '', cells[end] ?? '')) end += 1;
      const run = cells.slice(col, end),
        place = `${col}:${run.length}`,
        above = open.get(place);
      if (above && above.row + above.cells.length === row) above.cells.push(run);
      else {
        const patch = { row, col, cells: [run] };
        open.set(place, patch);
        patches.push(patch);
      }
      col = end;
    }
  });
  return patches.length > MOST_PATCHES ? rowBlocks(patches, wanted) : patches;
}

/** Whole rows from the first to the last changed one, parted where many rows between stand as they are. */
function rowBlocks(patches: readonly Patch[], wanted: readonly (readonly Cell[])[]): Patch[] {
  const rows = [...new Set(patches.flatMap((p) => p.cells.map((_, i) => p.row + i)))].sort((a, b) => a - b),
    blocks: { from: number; to: number }[] = [];
  const gap = Math.max(20, Math.ceil(wanted.length / MOST_PATCHES));
  for (const row of rows) {
    const last = blocks[blocks.length - 1];
    if (last && row - last.to <= gap) last.to = row;
    else blocks.push({ from: row, to: row });
  }
  return blocks.map(({ from, to }) => ({ row: from, col: 0, cells: wanted.slice(from, to + 1).map((cells) => [...cells]) }));
}
