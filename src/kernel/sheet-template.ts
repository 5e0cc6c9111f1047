import type { Day, Instant, Month } from './calendar';
import type { Minor } from './money';

export type Lang = 'ru' | 'en';
export interface Words {
  readonly ru: string;
  readonly en: string;
}

/**
 * What a cell of a column holds. In code: money is Minor, day/month/week/period are texts, time is an Instant, ratio a fraction, flag a boolean,
 * word a stable key that people see in their language. In the cell: money in units of the currency, day a date, time ISO text with offset, word in the language of the workbook.
 */
export type Unit = 'text' | 'id' | 'word' | 'money' | 'count' | 'number' | 'ratio' | 'percent' | 'day' | 'month' | 'week' | 'period' | 'time' | 'flag' | 'link';

export type Validation =
  | { readonly list: 'words' }
  | { readonly list: readonly string[] }
  | { readonly from: { readonly sheet: string; readonly column: string } }
  | { readonly number: { readonly min?: number; readonly max?: number } }
  | { readonly day: true };

export interface Column {
  readonly title: Words;
  readonly unit: Unit;
  readonly width: number;
  /** what the column holds, shown as the note of the header and in the `metrics` tab */
  readonly note?: Words;
  /** how it is computed, in the titles of columns; with the note in the header and the `metrics` tab (Q175, N20) */
  readonly formula?: Words;
  /** where the definition stands: an id of the checklist, or a page of the docs */
  readonly source?: string;
  /** Google's number format, where that of the unit does not fit */
  readonly format?: string;
  /** stable keys of a `word` column and what people read for them */
  readonly words?: Readonly<Record<string, Words>>;
  readonly validation?: Validation;
  /** how the total above the rows is made by a formula that follows filters: a sum, or a ratio of two sums (never a mean of ratios). `less` is taken off the denominator. */
  readonly total?: 'sum' | { readonly of: string; readonly by: string; readonly less?: readonly string[] };
  /** colours negative amounts, good and bad attainment … */
  readonly colour?: 'sign' | 'attainment' | 'overdue';
  readonly hidden?: boolean;
  /** long texts go over several lines */
  readonly wrap?: boolean;
}

export interface Chart {
  readonly kind: 'line' | 'column' | 'bar' | 'pie' | 'area' | 'combo';
  readonly title: Words;
  readonly x: string;
  readonly y: readonly string[];
  readonly stacked?: boolean;
  /** the tab whose columns are drawn, when it is another one: the board shows the reports */
  readonly from?: string;
  /** rows with the same `x` are added up (months × managers -> months) */
  readonly aggregate?: boolean;
  /** upper left corner: row from 1, key of a column; default: beside the last column */
  readonly at?: { readonly row: number; readonly column: string };
  /** rows charted, from the first; default 24 */
  readonly rows?: number;
}

export type Group = 'board' | 'inputs' | 'sales' | 'money' | 'raw';

/** How a tab looks and what its columns are called: the master, written by hand, one file a tab. Keys are those of workbook.md and never change. */
export interface SheetTemplate {
  readonly key: string;
  readonly group: Group;
  readonly title: Words;
  /** the question that the tab answers, or what people fill in */
  readonly note: Words;
  readonly columns: Readonly<Record<string, Column>>;
  readonly frozenColumns?: number;
  /** rows made at install; default 1000 */
  readonly rows?: number;
  /** 'warning': written by the product; 'open': people fill it in */
  readonly protection: 'warning' | 'open';
  /** row 2 holds totals made by formulas, data begin in row 3 */
  readonly totals?: boolean;
  readonly charts?: readonly Chart[];
  readonly hidden?: boolean;
  /** rows of an input tab that stand there when it is made; words in the language of the workbook */
  readonly first?: readonly Readonly<Record<string, Value | Words>>[];
}

type ValueOf<U extends Unit> = U extends 'text' | 'id' | 'word' | 'link'
  ? string
  : U extends 'money'
    ? Minor | null
    : U extends 'count' | 'number' | 'ratio' | 'percent'
      ? number | null
      : U extends 'day'
        ? Day | null
        : U extends 'month'
          ? Month
          : U extends 'week' | 'period'
            ? string
            : U extends 'time'
              ? Instant | null
              : U extends 'flag'
                ? boolean
                : never;

/**
 * A row of a tab in code: the keys of its template, values by unit; blank text is '', a blank flag false, anything else blank is null. The column `closed` of a report tab
 * is no part of it: the refresh fills it in (reports/closing).
 */
export type RowOf<S extends SheetTemplate> = { readonly [K in Exclude<keyof S['columns'], 'closed'>]: ValueOf<S['columns'][K]['unit']> };
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;
