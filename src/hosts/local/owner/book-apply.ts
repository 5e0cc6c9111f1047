/** Writes of an execution, applied to the workbook in their order. */

import type { BookOp, ColourRule, Given } from '../protocol';
import { ServiceError } from '../services/core';
import type { CellWrite, Looks, SheetInfo, Validation, WorkbookApi, Zone } from '../workbook-api';
import { serialOf, wallOf } from '../zone-time';
import { withCommas } from './formula-separators';
import type { SheetList } from './sheet-list';
import { isTextFormat, typed } from './typed-value';
import { offends, refusalOf } from './validity';

/** The workbook with what the host keeps beside it. `grown` is told when sheets or their sizes change. */
export interface Book {
  readonly workbook: WorkbookApi;
  readonly sheets: SheetList;
  readonly now: () => number;
  readonly rules: { readonly of: (sheet: number) => readonly ColourRule[]; readonly keep: (sheet: number, rules: readonly ColourRule[]) => void };
  readonly grown: () => void;
}

/** The sheet, or Google's failure when it is gone. */
export function sheetOf(book: Book, id: number): SheetInfo {
  const found = book.sheets.find(id);
  if (found === undefined) throw new ServiceError(`Sheet ${id} not found`);
  return found;
}

/** Refuses a zone that the grid no longer has: somebody removed rows after the range was made. */
function stillThere(book: Book, id: number, zone: Zone): void {
  const { rows, cols } = sheetOf(book, id);
  if (zone.row + zone.rows > rows || zone.col + zone.cols > cols)
    throw new ServiceError('The coordinates of the range are outside the dimensions of the sheet.');
}

/** A flat list cut into rows; a list of one fills the zone. */
export function rowsOf<T>(zone: Zone, flat: readonly T[]): T[][] {
  if (flat.length === 1) return Array.from({ length: zone.rows }, () => new Array<T>(zone.cols).fill(flat[0] as T));
  return Array.from({ length: zone.rows }, (_, r) => flat.slice(r * zone.cols, (r + 1) * zone.cols));
}

/** By its tag: what another thread sent may come from another realm. */
const isDate = (value: Given): value is Date => Object.prototype.toString.call(value) === '[object Date]';

function cellOf(value: Given, format: string, book: Book, year: number): CellWrite {
  if (value === null) return { value: null };
  if (isDate(value)) {
    const serial = serialOf(value.getTime(), book.workbook.timeZone());
    return format === '' || isTextFormat(format)
      ? { value: serial, format: Number.isInteger(serial) ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss' }
      : { value: serial };
  }
  return typeof value === 'string' ? typed(value, book.workbook.locale(), year, format) : { value };
}

const needsFormat = (value: Given): boolean => typeof value === 'string' || isDate(value);

function writeValues(book: Book, id: number, zone: Zone, flat: readonly Given[]): void {
  const { workbook } = book;
  const year = new Date(wallOf(book.now(), workbook.timeZone())).getUTCFullYear();
  const before = flat.some(needsFormat) ? workbook.read(id, zone) : null;
  const cells = rowsOf(zone, flat).map((row, r) => row.map((value, c) => cellOf(value, before?.[r]?.[c]?.format ?? '', book, year)));
  for (const { zone: ruled, rule } of book.sheets.strict(id)) {
    for (let r = Math.max(zone.row, ruled.row); r < Math.min(zone.row + zone.rows, ruled.row + ruled.rows); r += 1) {
      for (let c = Math.max(zone.col, ruled.col); c < Math.min(zone.col + zone.cols, ruled.col + ruled.cols); c += 1) {
        if (offends(cells[r - zone.row]?.[c - zone.col]?.value ?? null, rule, workbook)) throw new ServiceError(refusalOf(r, c, rule));
      }
    }
  }
  write(book, id, zone, cells);
}

function write(book: Book, id: number, zone: Zone, cells: readonly (readonly CellWrite[])[]): void {
  book.workbook.write(id, zone, cells);
  book.sheets.wrote(id, zone, cells);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Equal neighbours of a flat list as zones, so that a look of a whole column is one command: runs within a row, equal rows joined. */
export function runs<T>(zone: Zone, flat: readonly T[]): { readonly zone: Zone; readonly value: T }[] {
  if (flat.length === 1) return [{ zone, value: flat[0] as T }];
  const done: { zone: Zone; value: T }[] = [];
  const rows = rowsOf(zone, flat);
  for (let r = 0; r < rows.length; r += 1) {
    let height = 1;
    while (r + height < rows.length && same(rows[r], rows[r + height])) height += 1;
    const row = rows[r] ?? [];
    for (let c = 0; c < row.length; c += 1) {
      let width = 1;
      while (c + width < row.length && same(row[c], row[c + width])) width += 1;
      done.push({ zone: { row: zone.row + r, col: zone.col + c, rows: height, cols: width }, value: row[c] as T });
      c += width - 1;
    }
    r += height - 1;
  }
  return done;
}

const noLooks: Looks = { background: null, color: null, bold: false, italic: false, align: null, wrap: false, format: '' };

/** Applies one write. Throws what Google throws when the grid cannot take it any more. */
export function apply(book: Book, op: BookOp): void {
  const { workbook } = book;
  if ('zone' in op && typeof op.zone === 'object' && 'sheet' in op) stillThere(book, op.sheet, op.zone);
  switch (op.op) {
    case 'values':
      return writeValues(book, op.sheet, op.zone, op.cells);
    case 'formulas':
      return write(
        book,
        op.sheet,
        op.zone,
        rowsOf(op.zone, op.cells).map((row) =>
          row.map((formula): CellWrite => (formula === '' ? { value: null } : { formula: withCommas(formula.startsWith('=') ? formula : `=${formula}`) })),
        ),
      );
    case 'formats':
      for (const { zone, value } of runs(op.zone, op.cells)) workbook.looks(op.sheet, zone, { format: /^general$/i.test(value) ? '' : value });
      return;
    case 'looks':
      for (const { zone, value } of runs(op.zone, op.looks)) workbook.looks(op.sheet, zone, value);
      return;
    case 'notes':
      return workbook.setNotes(op.sheet, op.zone, rowsOf(op.zone, op.cells));
    case 'clear':
      if (op.contents) write(book, op.sheet, op.zone, rowsOf<CellWrite>(op.zone, [{ value: null }]));
      if (op.formats) workbook.looks(op.sheet, op.zone, noLooks);
      if (op.notes) workbook.setNotes(op.sheet, op.zone, rowsOf(op.zone, ['']));
      return;
    case 'validation':
      book.sheets.stale();
      for (const { zone, value } of runs<Validation | null>(op.zone, op.rules)) workbook.validation(op.sheet, zone, value);
      return;
    case 'sheet':
      workbook.setSheet(op.sheet, op.change);
      book.sheets.patch(op.sheet, op.change);
      return book.grown();
    case 'width':
      for (let c = 0; c < op.count; c += 1) workbook.colWidth(op.sheet, op.col + c, op.width);
      return;
    case 'hideCols':
      return workbook.hideCols(op.sheet, op.col, op.count);
    case 'rules':
      book.rules.keep(op.sheet, op.rules);
      return workbook.colourRules(op.sheet, op.rules);
    case 'name':
      return workbook.setName(op.name, op.sheet, op.zone);
    case 'chart':
      return workbook.putChart(op.chart);
    case 'removeChart':
      return workbook.removeChart(op.chart);
    case 'timeZone':
      return workbook.setTimeZone(op.zone);
  }
}
