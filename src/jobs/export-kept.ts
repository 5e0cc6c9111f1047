import type { exportsSheet } from '../../sheets-templates/exports';
import type { RowOf, Unit, Value } from '../kernel/sheet-template';

/** Rows as they were exported, words as keys: what the differences of the next version are told by. */
export interface Kept {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}
type Parts = Pick<RowOf<typeof exportsSheet>, 'kept_1' | 'kept_2' | 'kept_3' | 'kept_4'>;

/** Characters of one cell (Google's most is 50,000), and cells. */
const CELL = 45_000,
  CELLS = 4;

/** Units that name a row rather than measure it. */
const naming: readonly Unit[] = ['text', 'id', 'word', 'month', 'period', 'day', 'week'];

/** The cells of a row of `exports`: all columns, or where these are too long only those that name a row and the control sum, or nothing. Null clears. */
export function keepRows(kept: Kept | null, columns: readonly (readonly [string, Unit])[] = [], sum = ''): Parts {
  const whole = kept === null ? '' : toJson(kept),
    few = columns.flatMap(([key, unit], i) => (key === sum || naming.includes(unit) ? [i] : []));
  const text = [whole, ...(fits(whole) || kept === null ? [] : [toJson(narrowed(kept, few))])].find(fits) ?? '';
  const part = (n: number): string => text.slice((n - 1) * CELL, n * CELL);
  return { kept_1: part(1), kept_2: part(2), kept_3: part(3), kept_4: part(4) };
}
/** A sign of two code units is written by their numbers: a cell must not end in the middle of one. */
const toJson = (kept: Kept): string => JSON.stringify(kept).replace(/[\ud800-\udfff]/g, (half) => `\\u${half.charCodeAt(0).toString(16)}`);
const fits = (text: string): boolean => text.length <= CELL * CELLS;
const narrowed = ({ columns, rows }: Kept, places: readonly number[]): Kept => ({
  columns: places.map((i) => columns[i] ?? ''),
  rows: rows.map((row) => places.map((i) => row[i] ?? null)),
});

/** What was kept; null: nothing, or somebody has changed the cells. */
export function readKept({ kept_1, kept_2, kept_3, kept_4 }: Parts): Kept | null {
  const text = kept_1 + kept_2 + kept_3 + kept_4;
  try {
    return text === '' ? null : (JSON.parse(text) as Kept);
  } catch {
    return null;
  }
}
