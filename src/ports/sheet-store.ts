import type { Problem } from '../facts/rows';
import type { Row, SheetTemplate, Value } from '../kernel/sheet-template';

/** A row as it stands in its tab: `at` is its place (0 = first data row), good until rows are inserted, deleted or sorted. */
export interface Placed<R> {
  readonly at: number;
  readonly row: R;
}

/**
 * Whole-tab access to the workbook, in units of the code (Minor, Day, Instant, keys of words). Only implementations know cells, titles, languages and formats.
 * Columns are found by their titles, so people may move columns and add their own; every method leaves what is beside ours alone.
 * Throws Fault `sheet-missing` (tab deleted) and `column-missing` (header renamed); both are mended by the menu item that repairs tabs.
 */
export interface SheetStore {
  /** Rows of a tab; blank rows are left out. A cell that cannot be read is blank in the row and a line in `problems`. One service call. */
  readonly read: (sheet: SheetTemplate) => { readonly rows: readonly Placed<Row>[]; readonly problems: readonly Problem[] };
  /** Rows `from`..`from + count - 1` only: one service call. */
  readonly readSpan: (sheet: SheetTemplate, from: number, count: number) => readonly Placed<Row>[];
  /** Places of the rows whose `column` is exactly `value` (with `part`: holds it): one TextFinder call. */
  readonly find: (sheet: SheetTemplate, column: string, value: string, part?: 'part') => readonly number[];
  /** Values of one column from the first data row to the last, blank ones included: two calls, whatever else the tab holds. */
  readonly column: (sheet: SheetTemplate, key: string) => readonly Value[];
  /** Keys of our columns by their place from 0; '' = a column of the user's. No service call. */
  readonly columns: (sheet: SheetTemplate) => readonly string[];
  /** Number of data rows: one service call. */
  readonly count: (sheet: SheetTemplate) => number;
  /** Overwrites rows, whole of our columns; neighbouring rows go in one call. */
  readonly write: (sheet: SheetTemplate, rows: readonly Placed<Row>[]) => void;
  /** Adds rows at the end: one call for a single row, few for many. */
  readonly append: (sheet: SheetTemplate, rows: readonly Row[]) => void;
  /**
   * Makes the block of `held` rows from `from` hold exactly `rows`, writing only cells whose value changed; what lies below moves up or down. `all` = the whole tab.
   * A row is the same row when its `identity` columns agree: user columns and notes stay with it. Returns how many cells were written.
   */
  readonly replace: (
    sheet: SheetTemplate,
    block: 'all' | { readonly from: number; readonly held: number },
    rows: readonly Row[],
    identity: readonly string[],
  ) => number;
  /** Sorts the data rows, everything in a row goes along: one call. */
  readonly sort: (sheet: SheetTemplate, by: readonly { readonly column: string; readonly descending?: boolean }[]) => void;
  /** Writes what is pending so that the next execution sees it. */
  readonly flush: () => void;
}
