/** The workbook as a script's thread sees it: sheets it knows of, and writes that wait. */
import type { BookOp, Grid } from '../protocol';
import type { SheetInfo, Zone } from '../workbook-api';
import { askBook, here, ServiceError } from './core';

/** The sheets, in order. Read again when any execution has changed a sheet or its size. Costs no call: it is the opening of the document. */
export function sheets(): readonly SheetInfo[] {
  const execution = here();
  const { book } = execution;
  if (book.sheets === undefined || book.seen !== execution.structure()) {
    book.sheets = execution.ask('sheets');
    book.seen = execution.structure();
  }
  return book.sheets as readonly SheetInfo[];
}

/** Facts about one sheet as the workbook has it now. Throws when somebody deleted it. */
export function sheetInfo(id: number): SheetInfo {
  const found = sheets().find((sheet) => sheet.id === id);
  if (found === undefined) throw new ServiceError(`Sheet ${id} not found`);
  return found;
}

/** Puts a write aside until the next flush or read. `cells` is what the bill says was written. */
export function later(method: string, op: BookOp, cells: number): void {
  const execution = here();
  if (execution.order.authMode === 'CUSTOM_FUNCTION') throw new ServiceError(`You do not have permission to call ${method}`);
  execution.charge(method, 0, cells);
  execution.book.pending.push(op);
}

/** Refuses a change of the grid to a custom function. */
export function changes(method: string): void {
  const execution = here();
  if (execution.order.authMode === 'CUSTOM_FUNCTION') throw new ServiceError(`You do not have permission to call ${method}`);
  execution.charge(method, 0, 0);
}

export const sizeOf = (zone: Zone): number => zone.rows * zone.cols;

/** Values of a zone as a two-dimensional array of the script. */
export function readGrid(method: string, sheet: number, zone: Zone, what: 'values' | 'display' | 'formulas' | 'formats' | 'notes'): unknown {
  const execution = here();
  execution.charge(method, sizeOf(zone), 0);
  const grid = askBook({ ask: 'read', what, sheet, zone }) as Grid;
  return execution.realm.grid(grid.rows, grid.cols, grid.cells, grid.dates);
}

/** One value of a zone's first cell. */
export function readOne(method: string, sheet: number, zone: Zone, what: 'values' | 'display' | 'formulas' | 'formats' | 'notes'): unknown {
  const execution = here();
  execution.charge(method, 1, 0);
  const grid = askBook({ ask: 'read', what, sheet, zone: { ...zone, rows: 1, cols: 1 } }) as Grid;
  const value = grid.cells[0] ?? '';
  return grid.dates.length > 0 ? new Date(Number(value)) : value;
}
