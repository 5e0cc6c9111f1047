/**
 * What the thread that owns the workbook and the threads that run scripts say to each other. Everything here survives a structured clone:
 * plain data, never a service object. A worker asks synchronously: it posts a `Call`, sleeps on an Int32 and takes the `Answer` from its port.
 */
import type { Chart, Looks, Protected, Validation, Zone } from './workbook-api';

/** What started an execution: it decides the time limit, the authorisation mode and whether there is a user interface. */
export type Kind = 'doPost' | 'doGet' | 'trigger' | 'menu' | 'run' | 'open' | 'edit' | 'custom';

/** https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle */
export type AuthMode = 'NONE' | 'LIMITED' | 'CUSTOM_FUNCTION' | 'FULL';

/** How the returned value leaves the script: as a page, over google.script.run, as JSON for the host's interface, as cells, or not at all. */
export type Wants = 'page' | 'wire' | 'json' | 'cells' | 'nothing';

/** A fault that somebody armed with `POST /api/faults`; `nth` counts calls of the method within one execution, from 1. */
export interface Fault {
  readonly id: number;
  readonly function: string;
  readonly method: string;
  readonly nth: number;
  readonly when: 'before' | 'after';
  readonly error: string;
}

/** A value as a script hands it to setValues; a Date crosses as Date and becomes a serial number beside the workbook. */
export type Given = string | number | boolean | null | Date;

/** Facts about the file that a script can ask without touching it. */
export interface Place {
  readonly spreadsheetId: string;
  readonly name: string;
  readonly url: string;
  readonly execUrl: string;
  readonly scriptId: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly scriptTimeZone: string;
  readonly owner: string;
}

/** An order to run one function in a fresh context. `args` is JSON; `range` adds Range and Spreadsheet objects to the event in the first argument. */
export interface RunOrder {
  readonly type: 'run';
  readonly id: number;
  readonly function: string;
  readonly kind: Kind;
  readonly authMode: AuthMode;
  readonly args: string;
  readonly wants: Wants;
  readonly range: { readonly sheetId: number; readonly zone: Zone } | null;
  readonly source: boolean;
  readonly now: number | null;
  readonly place: Place;
  readonly faults: readonly Fault[];
}

/** A call made since the last message: method ('' only adds cells to the one before), cells read, cells written, milliseconds of its own (only sleep has them). */
export type Charge = readonly [method: string, read: number, written: number, ms?: number];

export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** A page as HtmlService made it. */
export interface Page {
  readonly content: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly frame: 'DEFAULT' | 'ALLOWALL';
  readonly meta: readonly { readonly name: string; readonly content: string }[];
}

/** What came back from the function. */
export type Result =
  | { readonly as: 'nothing' }
  | { readonly as: 'unsupported' }
  | { readonly as: 'html'; readonly page: Page }
  | { readonly as: 'text'; readonly mime: string; readonly content: string; readonly file: string | null }
  | { readonly as: 'json'; readonly json: string };

export interface Call {
  readonly type: 'call';
  readonly id: number;
  readonly op: string;
  readonly args: readonly unknown[];
  readonly charges: readonly Charge[];
}
export interface Done {
  readonly type: 'done';
  readonly id: number;
  readonly charges: readonly Charge[];
  readonly pending: readonly BookOp[];
  readonly log: readonly string[];
  readonly outcome: { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly error: Failure };
}
/**
 * `structure` counts changes of sheets and their sizes: a worker that sees a new number reads the list of sheets again. `passed`: milliseconds that the calls so far would have
 * taken with Google and that no clock of ours has seen.
 */
export type Answer = ({ readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure }) & {
  readonly structure: number;
  readonly passed: number;
};

/** Writes that wait in the execution until a flush, a read, or the end. Flat lists go row by row; a list of one is for every cell of the zone. */
export type BookOp =
  | { readonly op: 'values'; readonly sheet: number; readonly zone: Zone; readonly cells: readonly Given[] }
  | { readonly op: 'formulas'; readonly sheet: number; readonly zone: Zone; readonly cells: readonly string[] }
  | { readonly op: 'formats'; readonly sheet: number; readonly zone: Zone; readonly cells: readonly string[] }
  | { readonly op: 'looks'; readonly sheet: number; readonly zone: Zone; readonly looks: readonly Looks[] }
  | { readonly op: 'notes'; readonly sheet: number; readonly zone: Zone; readonly cells: readonly string[] }
  | { readonly op: 'clear'; readonly sheet: number; readonly zone: Zone; readonly contents: boolean; readonly formats: boolean; readonly notes: boolean }
  | { readonly op: 'validation'; readonly sheet: number; readonly zone: Zone; readonly rules: readonly (Validation | null)[] }
  | { readonly op: 'sheet'; readonly sheet: number; readonly change: { frozenRows?: number; frozenCols?: number; hidden?: boolean; tabColor?: string | null } }
  | { readonly op: 'width'; readonly sheet: number; readonly col: number; readonly count: number; readonly width: number }
  | { readonly op: 'hideCols'; readonly sheet: number; readonly col: number; readonly count: number }
  | { readonly op: 'rules'; readonly sheet: number; readonly rules: readonly ColourRule[] }
  | { readonly op: 'name'; readonly name: string; readonly sheet: number; readonly zone: Zone }
  | { readonly op: 'chart'; readonly chart: Chart }
  | { readonly op: 'removeChart'; readonly chart: string }
  | { readonly op: 'timeZone'; readonly zone: string };

/** One conditional format of a sheet; `zone` names one range, several ranges are several rules of the same `group`. */
export interface ColourRule {
  readonly group: number;
  readonly zone: Zone;
  readonly when: 'less' | 'greater' | 'between' | 'text' | 'formula';
  readonly values: readonly (string | number)[];
  readonly background: string | null;
  readonly color: string | null;
}

/** Options of a text search; `from` is the cell after (or before) which it starts, null for the beginning (or end). */
export interface Search {
  readonly sheet: number;
  readonly zone: Zone | null;
  readonly text: string;
  readonly matchCase: boolean;
  readonly entireCell: boolean;
  readonly formulas: boolean;
  readonly regex: boolean;
  readonly ignoreDiacritics: boolean;
  readonly from: { readonly row: number; readonly col: number } | null;
  readonly back: boolean;
  readonly all: boolean;
}

/** Questions that cannot wait: their answer or their effect on the grid is needed at once. */
export type BookAsk =
  | { readonly ask: 'nothing' }
  | { readonly ask: 'sheets' }
  | { readonly ask: 'read'; readonly what: 'values' | 'display' | 'formulas' | 'formats' | 'notes'; readonly sheet: number; readonly zone: Zone }
  | { readonly ask: 'looks' | 'validations'; readonly sheet: number; readonly zone: Zone }
  | { readonly ask: 'last'; readonly sheet: number }
  | { readonly ask: 'find'; readonly search: Search }
  | { readonly ask: 'replace'; readonly search: Search; readonly by: string }
  | { readonly ask: 'sort'; readonly sheet: number; readonly zone: Zone; readonly by: readonly { readonly col: number; readonly ascending: boolean }[] }
  | { readonly ask: 'insertSheet'; readonly name: string | null; readonly index: number }
  | { readonly ask: 'deleteSheet'; readonly sheet: number }
  | { readonly ask: 'renameSheet'; readonly sheet: number; readonly name: string }
  | { readonly ask: 'moveSheet'; readonly sheet: number; readonly index: number }
  | {
      readonly ask: 'insertRows' | 'deleteRows' | 'insertCols' | 'deleteCols';
      readonly sheet: number;
      readonly at: number;
      readonly count: number /** new rows take their looks from the row below, as when a person inserts above */;
      readonly above?: boolean;
    }
  | { readonly ask: 'protections' }
  | { readonly ask: 'protect'; readonly protection: Omit<Protected, 'id'> }
  | { readonly ask: 'unprotect'; readonly id: string }
  | { readonly ask: 'charts'; readonly sheet: number }
  | { readonly ask: 'rules'; readonly sheet: number }
  | { readonly ask: 'names' };

/** Values of a zone, row by row; `dates` are the positions whose number is a moment in epoch milliseconds. */
export interface Grid {
  readonly rows: number;
  readonly cols: number;
  readonly cells: readonly (string | number | boolean)[];
  readonly dates: readonly number[];
}
