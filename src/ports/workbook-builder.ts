/** Store keys under which install and repair keep where a tab is and which of our columns stands where; the sheet store reads the same. */
export const sheetIdKey = (key: string): string => `sheet.${key}`;
/** JSON of keys by position, '' = a column of the user's */
export const columnsKey = (key: string): string => `columns.${key}`;
/** Named range that every refresh bumps; custom functions take it as their last argument (design 1.6). */
export const REVISION = 'Revision';

/** A tab of the workbook, ours or not, in the order in which people see them. */
export interface TabHead {
  readonly id: number;
  readonly title: string;
}

/** What a cell may hold: shown as a list or as a warning, never as a refusal, so that neither a person nor a script is stopped. Columns count from 0. */
export type Check = { readonly help: string } & (
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly sheetId: number; readonly column: number }
  | { readonly kind: 'number'; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'day' }
);

/** What repair has to see of a tab: row 1, the notes on it, formulas of row 2, checks of the first data row. All four lists are as long as the widest row. */
export interface TabLook extends TabHead {
  readonly columns: number;
  readonly headers: readonly string[];
  readonly notes: readonly string[];
  readonly formulas: readonly string[];
  readonly checks: readonly (Check | null)[];
  readonly protections: readonly string[];
  readonly charts: number;
}

export interface ColumnPlan {
  /** place from 0 */
  readonly at: number;
  readonly title: string;
  readonly width: number;
  /** Google's number format, '' = automatic */
  readonly format: string;
  readonly note: string;
  readonly hidden: boolean;
  readonly align: 'left' | 'right';
  readonly wrap: boolean;
}
export interface FormulaPlan {
  readonly at: number;
  /** with commas between arguments, as the English locale writes it */
  readonly formula: string;
}
export interface CheckPlan {
  readonly at: number;
  readonly check: Check;
}
/** A colour for the cells of a column that are less than, at least, or more than a bound. */
export interface ColourPlan {
  readonly at: number;
  readonly when: 'less' | 'atLeast' | 'more';
  readonly bound: number;
  readonly background: string | null;
  readonly color: string | null;
}
/** Ranges are columns of a tab, `rows` long from its first data row. */
export interface ChartPlan {
  readonly kind: 'line' | 'column' | 'bar' | 'pie' | 'area' | 'combo';
  readonly title: string;
  readonly sheetId: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly x: number;
  readonly y: readonly { readonly at: number; readonly title: string }[];
  readonly stacked: boolean;
  readonly aggregate: boolean;
  /** newest rows stand first, time runs the other way */
  readonly reverse: boolean;
  /** upper left corner: row from 1, column from 0 */
  readonly anchor: { readonly row: number; readonly column: number };
}

export interface TabPlan {
  readonly title: string;
  /** place among the tabs, from 0 */
  readonly index: number;
  readonly rows: number;
  readonly grid: number;
  readonly colours: { readonly tab: string; readonly header: string; readonly total: string };
  readonly hidden: boolean;
  readonly frozenColumns: number;
  /** row 2 holds totals */
  readonly totals: boolean;
  readonly columns: readonly ColumnPlan[];
}

/** What is changed in a tab that stands: only what is named is touched. `inserts` are done one after the other, before the rest. */
export interface Mend {
  readonly title?: string;
  readonly inserts?: readonly number[];
  /** columns made anew from the header down, in the colours of the tab */
  readonly columns?: { readonly plans: readonly ColumnPlan[]; readonly header: string; readonly total: string; readonly totals: boolean };
  readonly titles?: readonly { readonly at: number; readonly title: string }[];
  readonly notes?: readonly { readonly at: number; readonly note: string }[];
  readonly formulas?: readonly FormulaPlan[];
  /** text in the row of totals */
  readonly label?: { readonly at: number; readonly text: string };
  readonly checks?: { readonly firstRow: number; readonly plans: readonly CheckPlan[] };
  /** added to the rules that the tab has */
  readonly colours?: { readonly firstRow: number; readonly plans: readonly ColourPlan[] };
  readonly charts?: readonly ChartPlan[];
  /** text of a warning-only protection of the whole tab, or of its header row */
  readonly protection?: { readonly of: 'tab' | 'header'; readonly description: string };
}

/** Builds and mends the tabs of the workbook. Whole tabs at a time: few calls, however many columns. */
export interface WorkbookBuilder {
  readonly tabs: () => readonly TabHead[];
  readonly looks: (ids: readonly number[]) => readonly TabLook[];
  /** Makes a tab and returns its id. The title must be free. */
  readonly build: (plan: TabPlan) => number;
  readonly mend: (id: number, mend: Mend) => void;
  /** Removes a tab that holds nothing; one that holds anything stays. */
  readonly dropEmpty: (id: number) => void;
  readonly hasName: (name: string) => boolean;
  /** Names the cell of row 1 in that column, and writes a label left of it. */
  readonly setName: (name: string, place: { readonly id: number; readonly column: number; readonly label: string }) => void;
}
