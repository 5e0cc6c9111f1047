/**
 * What the services of the local host ask of the workbook behind them, and nothing more. The workbook is one o-spreadsheet model
 * in the main thread; `workbook.ts` implements this, `services/` builds Google's objects on top of it.
 *
 * Rows and columns count from 0 here; Google's 1-based addresses end in the services. Days are serial numbers (day 0 = 1899-12-30)
 * under a date format, as in Google Sheets: turning them into `Date` needs a time zone and belongs to the services.
 */
export type Scalar = string | number | boolean | null;

export interface Zone {
  readonly row: number;
  readonly col: number;
  readonly rows: number;
  readonly cols: number;
}

/** A cell as it is read: `value` is evaluated (an error is its text, `#REF!`), `format` is Google's pattern, '' when general. */
export interface CellRead {
  readonly value: Scalar;
  readonly formula: string | null;
  readonly format: string;
}

/** A cell as it is written. Text stays text: nothing is parsed here. `undefined` leaves that aspect as it is, `null` value empties the cell. */
export interface CellWrite {
  readonly value?: Scalar;
  readonly formula?: string;
  readonly format?: string;
}

export interface Looks {
  readonly background?: string | null;
  readonly color?: string | null;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right' | null;
  readonly wrap?: boolean;
  readonly format?: string;
}

export interface SheetInfo {
  readonly id: number;
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly frozenRows: number;
  readonly frozenCols: number;
  readonly hidden: boolean;
  readonly tabColor: string | null;
  /** last row and column that hold a value or a formula, counted as in Google: 0 for an empty sheet */
  readonly lastRow: number;
  readonly lastCol: number;
}

export type Validation =
  | { readonly kind: 'list'; readonly values: readonly string[]; readonly strict: boolean; readonly help: string }
  | { readonly kind: 'range'; readonly sheetId: number; readonly zone: Zone; readonly strict: boolean; readonly help: string }
  | { readonly kind: 'number'; readonly min: number | null; readonly max: number | null; readonly strict: boolean; readonly help: string }
  | { readonly kind: 'date'; readonly strict: boolean; readonly help: string }
  | { readonly kind: 'checkbox'; readonly strict: boolean; readonly help: string };

export interface Chart {
  readonly id: string;
  readonly sheetId: number;
  readonly kind: 'line' | 'column' | 'bar' | 'pie' | 'area' | 'combo';
  readonly title: string;
  readonly ranges: readonly { readonly sheetId: number; readonly zone: Zone }[];
  readonly anchor: { readonly row: number; readonly col: number };
  readonly width: number;
  readonly height: number;
  readonly headers: number;
  readonly stacked: boolean;
  readonly options: Readonly<Record<string, Scalar>>;
}

export interface Protected {
  readonly id: string;
  readonly sheetId: number;
  readonly zone: Zone | null;
  readonly description: string;
  readonly warningOnly: boolean;
}

/** A change made by a person in the browser or through `PUT /api/tabs`, never by a script: what fires onEdit / onChange. */
export interface HumanEdit {
  readonly kind: 'EDIT' | 'INSERT_ROW' | 'INSERT_COLUMN' | 'REMOVE_ROW' | 'REMOVE_COLUMN' | 'INSERT_GRID' | 'REMOVE_GRID' | 'FORMAT' | 'OTHER';
  readonly sheetId: number;
  readonly zone: Zone | null;
  readonly value: Scalar | undefined;
  readonly oldValue: Scalar | undefined;
}

export interface WorkbookApi {
  readonly sheets: () => readonly SheetInfo[];
  readonly insertSheet: (name: string, index: number, rows: number, cols: number) => number;
  readonly deleteSheet: (id: number) => void;
  readonly renameSheet: (id: number, name: string) => void;
  readonly moveSheet: (id: number, index: number) => void;
  readonly setSheet: (id: number, change: { frozenRows?: number; frozenCols?: number; hidden?: boolean; tabColor?: string | null }) => void;
  /** `above`: the new rows take their looks from the row that stood at `at`, else from the one before it */
  readonly insertRows: (id: number, at: number, count: number, above?: boolean) => void;
  readonly deleteRows: (id: number, at: number, count: number) => void;
  readonly insertCols: (id: number, at: number, count: number) => void;
  readonly deleteCols: (id: number, at: number, count: number) => void;
  readonly colWidth: (id: number, col: number, width: number) => void;
  readonly hideCols: (id: number, col: number, count: number) => void;

  readonly read: (id: number, zone: Zone) => readonly (readonly CellRead[])[];
  /** one command for the whole zone, however many cells */
  readonly write: (id: number, zone: Zone, cells: readonly (readonly CellWrite[])[]) => void;
  readonly looks: (id: number, zone: Zone, looks: Looks) => void;
  readonly readLooks: (id: number, zone: Zone) => readonly (readonly Looks[])[];
  readonly notes: (id: number, zone: Zone) => readonly (readonly string[])[];
  readonly setNotes: (id: number, zone: Zone, notes: readonly (readonly string[])[]) => void;
  /** moves whole rows of the zone: values, formulas, formats, looks, notes go together; `order[i]` is the old offset of the new i-th row */
  readonly reorderRows: (id: number, zone: Zone, order: readonly number[]) => void;

  readonly validation: (id: number, zone: Zone, rule: Validation | null) => void;
  readonly validations: (id: number) => readonly { readonly zone: Zone; readonly rule: Validation }[];
  readonly protections: () => readonly Protected[];
  readonly protect: (p: Omit<Protected, 'id'>) => string;
  readonly unprotect: (id: string) => void;
  readonly charts: (id: number) => readonly Chart[];
  readonly putChart: (chart: Chart) => void;
  readonly removeChart: (id: string) => void;
  readonly names: () => Readonly<Record<string, { readonly sheetId: number; readonly zone: Zone }>>;
  readonly setName: (name: string, sheetId: number, zone: Zone) => void;
  /** colour rules of a sheet, replaced as a whole; `when` is one of Google's BooleanCriteria the product uses */
  readonly colourRules: (
    id: number,
    rules: readonly {
      readonly zone: Zone;
      readonly when: 'less' | 'greater' | 'between' | 'text' | 'formula';
      readonly values: readonly (string | number)[];
      readonly background: string | null;
      readonly color: string | null;
    }[],
  ) => void;

  readonly locale: () => string;
  readonly timeZone: () => string;
  readonly setTimeZone: (zone: string) => void;
  /** an edit as a person makes it: texts are typed, dates and numbers parsed by the locale; fires the human-edit listeners */
  readonly typeIn: (id: number, zone: Zone, cells: readonly (readonly CellWrite[])[]) => void;
  readonly onHumanEdit: (listener: (edit: HumanEdit) => void) => void;

  /** =NAME(args): the function the workbook calls for each name the bundle declares; shows "Loading..." until it resolves, then recalculates the cells that hold it */
  readonly customFunctions: (
    names: readonly string[],
    run: (name: string, args: readonly (Scalar | readonly (readonly Scalar[])[])[]) => Promise<Scalar | readonly (readonly Scalar[])[]>,
  ) => void;

  /** every change since the last call, as plain JSON that `new Workbook({ snapshot, changes })` replays; the store writes it down before anything is acknowledged */
  readonly takeChanges: () => readonly unknown[];
  readonly snapshot: () => unknown;
  readonly cells: () => number;
}
