/** Questions of an execution to the workbook, answered at once. */
import type { BookAsk, Grid } from '../protocol';
import { ServiceError } from '../services/core';
import type { CellRead, SheetInfo, Validation, Zone } from '../workbook-api';
import { momentOfSerial } from '../zone-time';
import type { Book } from './book-apply';
import { sheetOf } from './book-apply';
import { display, isDatePattern } from './pattern';
import { find, replaceAll } from './search';
import { sortRows } from './sort-rows';

const mostCells = 10_000_000;

function there(book: Book, sheet: number, zone: Zone): void {
  const { rows, cols } = sheetOf(book, sheet);
  if (zone.row + zone.rows > rows || zone.col + zone.cols > cols)
    throw new ServiceError('The coordinates of the range are outside the dimensions of the sheet.');
}

function grid(zone: Zone, rows: readonly (readonly CellRead[])[], shown: (cell: CellRead) => string | number | boolean): Grid {
  const cells: (string | number | boolean)[] = [];
  for (const row of rows) for (const cell of row) cells.push(shown(cell));
  return { rows: zone.rows, cols: zone.cols, cells, dates: [] };
}

function values(book: Book, zone: Zone, rows: readonly (readonly CellRead[])[]): Grid {
  const zoneName = book.workbook.timeZone();
  const cells: (string | number | boolean)[] = [];
  const dates: number[] = [];
  for (const row of rows) {
    for (const { value, format } of row) {
      if (typeof value === 'number' && format !== '' && isDatePattern(format)) {
        dates.push(cells.length);
        cells.push(momentOfSerial(value, zoneName));
      } else cells.push(value ?? '');
    }
  }
  return { rows: zone.rows, cols: zone.cols, cells, dates };
}

function read(book: Book, ask: Extract<BookAsk, { ask: 'read' }>): Grid {
  const { sheet, zone, what } = ask;
  there(book, sheet, zone);
  if (what === 'notes') return { rows: zone.rows, cols: zone.cols, cells: book.workbook.notes(sheet, zone).flat(), dates: [] };
  const rows = book.workbook.read(sheet, zone);
  const locale = book.workbook.locale();
  if (what === 'values') return values(book, zone, rows);
  if (what === 'display') return grid(zone, rows, (cell) => display(cell.value, cell.format, locale));
  return grid(zone, rows, what === 'formulas' ? (cell) => cell.formula ?? '' : (cell) => cell.format || 'General');
}

function validations(book: Book, sheet: number, zone: Zone): readonly (readonly (Validation | null)[])[] {
  const rules = [...book.workbook.validations(sheet)].reverse(); // the newest rule of a cell holds
  const holds = (ruled: Zone, r: number, c: number): boolean => r >= ruled.row && r < ruled.row + ruled.rows && c >= ruled.col && c < ruled.col + ruled.cols;
  return Array.from({ length: zone.rows }, (_, r) =>
    Array.from({ length: zone.cols }, (_, c) => rules.find((one) => holds(one.zone, zone.row + r, zone.col + c))?.rule ?? null),
  );
}

function room(book: Book, added: number): void {
  if (book.workbook.cells() + added > mostCells)
    throw new ServiceError(`This action would increase the number of cells in the workbook above the limit of ${mostCells} cells.`);
}

function freeName(all: readonly SheetInfo[], wanted: string | null, locale: string): string {
  if (wanted !== null) {
    if (all.some(({ name }) => name.toLowerCase() === wanted.toLowerCase()))
      throw new ServiceError(`A sheet with the name "${wanted}" already exists. Please enter another name.`);
    return wanted;
  }
  const stem = locale.startsWith('ru') ? 'Лист' : 'Sheet';
  for (let n = all.length + 1; ; n += 1) if (!all.some(({ name }) => name === `${stem}${n}`)) return `${stem}${n}`;
}

function lines(book: Book, ask: Extract<BookAsk, { ask: 'insertRows' | 'deleteRows' | 'insertCols' | 'deleteCols' }>): void {
  const { workbook } = book;
  const { sheet, at, count } = ask;
  const info = sheetOf(book, sheet);
  const byRow = ask.ask === 'insertRows' || ask.ask === 'deleteRows';
  const size = byRow ? info.rows : info.cols;
  const words = byRow ? 'rows' : 'columns';
  const inserting = ask.ask === 'insertRows' || ask.ask === 'insertCols';
  if (count < 1 || at < 0 || (inserting ? at > size : at + count > size)) throw new ServiceError(`Those ${words} are out of bounds.`);
  if (inserting) room(book, count * (byRow ? info.cols : info.rows));
  else if (size - count < 1 || (at <= (byRow ? info.frozenRows : info.frozenCols) && size - count <= (byRow ? info.frozenRows : info.frozenCols)))
    throw new ServiceError(`Sorry, it is not possible to delete all non-frozen ${words}.`);
  if (ask.ask === 'insertRows') workbook.insertRows(sheet, at, count, ask.above === true);
  else if (ask.ask === 'deleteRows') workbook.deleteRows(sheet, at, count);
  else if (ask.ask === 'insertCols') workbook.insertCols(sheet, at, count);
  else workbook.deleteCols(sheet, at, count);
  const sizeAfter = size + (inserting ? count : -count);
  const beyond = at >= (byRow ? info.lastRow : info.lastCol) && at >= (byRow ? info.frozenRows : info.frozenCols);
  if (beyond) book.sheets.patch(sheet, byRow ? { rows: sizeAfter } : { cols: sizeAfter });
  else book.sheets.stale();
  book.grown();
}

function moved(book: Book, sheet: SheetInfo, index: number): void {
  book.workbook.moveSheet(sheet.id, index);
  book.sheets.rearrange((all) => {
    const rest = all.filter(({ id }) => id !== sheet.id);
    return [...rest.slice(0, index), sheet, ...rest.slice(index)];
  });
  book.grown();
}

function touched<T>(book: Book, result: T): T {
  book.sheets.stale();
  return result;
}

/** The answer to one question. Throws Google's refusals. */
export function answer(book: Book, ask: BookAsk): unknown {
  const { workbook } = book;
  switch (ask.ask) {
    case 'nothing':
      return null;
    case 'sheets':
      return book.sheets.all();
    case 'read':
      return read(book, ask);
    case 'looks':
      there(book, ask.sheet, ask.zone);
      return workbook.readLooks(ask.sheet, ask.zone);
    case 'validations':
      there(book, ask.sheet, ask.zone);
      return validations(book, ask.sheet, ask.zone);
    case 'last':
      return sheetOf(book, ask.sheet);
    case 'find':
      return find(book, ask.search);
    case 'replace':
      return touched(book, replaceAll(book, ask.search, ask.by));
    case 'sort':
      there(book, ask.sheet, ask.zone);
      return touched(book, sortRows(book, ask.sheet, ask.zone, ask.by));
    case 'insertSheet': {
      room(book, 26_000);
      if (book.sheets.all().length >= 200) throw new ServiceError('This document has reached the limit of 200 sheets.');
      const name = freeName(book.sheets.all(), ask.name, workbook.locale());
      const index = Math.max(0, Math.min(ask.index, book.sheets.all().length));
      const id = workbook.insertSheet(name, index, 1000, 26);
      const made: SheetInfo = { id, name, rows: 1000, cols: 26, frozenRows: 0, frozenCols: 0, hidden: false, tabColor: null, lastRow: 0, lastCol: 0 };
      book.sheets.rearrange((all) => [...all.slice(0, index), made, ...all.slice(index)]);
      book.grown();
      return id;
    }
    case 'deleteSheet':
      sheetOf(book, ask.sheet);
      if (book.sheets.all().filter(({ hidden, id }) => !hidden && id !== ask.sheet).length === 0)
        throw new ServiceError("You can't remove all the visible sheets in a document.");
      workbook.deleteSheet(ask.sheet);
      book.rules.keep(ask.sheet, []);
      book.sheets.rearrange((all) => all.filter(({ id }) => id !== ask.sheet));
      return book.grown();
    case 'renameSheet':
      if (sheetOf(book, ask.sheet).name === ask.name) return null;
      freeName(
        book.sheets.all().filter(({ id }) => id !== ask.sheet),
        ask.name,
        workbook.locale(),
      );
      workbook.renameSheet(ask.sheet, ask.name);
      book.sheets.patch(ask.sheet, { name: ask.name });
      return book.grown();
    case 'moveSheet':
      return moved(book, sheetOf(book, ask.sheet), ask.index);
    case 'insertRows':
    case 'deleteRows':
    case 'insertCols':
    case 'deleteCols':
      return lines(book, ask);
    case 'protections':
      return workbook.protections();
    case 'protect':
      return workbook.protect(ask.protection);
    case 'unprotect':
      return workbook.unprotect(ask.id);
    case 'charts':
      return workbook.charts(ask.sheet);
    case 'rules':
      return book.rules.of(ask.sheet);
    case 'names':
      return workbook.names();
  }
}
