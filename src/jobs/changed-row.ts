import type { SheetTemplate } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { alone, noteEdit, rowsOf } from './panel';

/** A row as the page read it: its version ('' adds a row), its place and what stood there. A row that people write has no id, so it is known by the hash of what was read. */
export interface RowSeen<F> {
  readonly version: string;
  readonly at: number;
  readonly was: F | null;
}
/** An input tab whose rows the sidebar edits one by one. */
export interface EditedTab<R, F> {
  readonly sheet: SheetTemplate;
  readonly versionOf: (world: World, row: R) => string;
  /** Is it the row that was read, changed since? A neighbour that moved up must not be taken for it. */
  readonly alike: (row: R, was: F) => boolean;
}
export type RowChange<R> = { readonly state: 'saved' } | { readonly state: 'changed'; readonly theirs: Placed<R> } | { readonly state: 'gone' };

/** The hash of what a row says, for `versionOf`. */
export const versionFrom = (world: World, values: readonly unknown[]): string => world.hash(JSON.stringify(values)).slice(0, 16);

/**
 * Writes one row, or adds one, alone in the workbook, if it still is what the page read.
 *
 * Shape   `changed`: somebody changed it meanwhile, `theirs` stands there now; `gone`: it is no longer there. Nothing was written in either case
 * Throws  Fault busy
 */
export function changeRow<R, F>(
  world: World,
  { sheet, versionOf, alike }: EditedTab<R, F>,
  seen: RowSeen<F>,
  write: (placed: Placed<R> | null) => void,
): RowChange<R> {
  return alone(world, (): RowChange<R> => {
    const done = (placed: Placed<R> | null): RowChange<R> => {
      write(placed);
      noteEdit(world, sheet);
      return { state: 'saved' };
    };
    if (seen.version === '') return done(null);
    const { rows } = rowsOf<R>(world, sheet),
      same = rows.filter(({ row }) => versionOf(world, row) === seen.version),
      mine = same.find((placed) => placed.at === seen.at) ?? same[0]; // rows may have moved; two rows that read alike are alike
    if (mine) return done(mine);
    const { was } = seen,
      close = was === null ? [] : rows.filter(({ row }) => alike(row, was)),
      theirs = close.find((placed) => placed.at === seen.at) ?? close[0];
    return theirs ? { state: 'changed', theirs } : { state: 'gone' };
  });
}

/** Do at least so many of these say yes? */
export const agree = (least: number, all: readonly boolean[]): boolean => all.filter((yes) => yes).length >= least;
