/** SpreadsheetApp.Sheet: https://developers.google.com/apps-script/reference/spreadsheet/sheet */
import type { Chart, SheetInfo, Zone } from '../workbook-api';
import { readA1 } from './a1';
import { changes, later, sheetInfo, sheets } from './book';
import { ChartBuilder, EmbeddedChart } from './charts';
import { groupedRules, rulesToStore } from './colour-rules';
import { askBook, enumName, here, Service, ServiceError } from './core';
import { makers, spreadsheetHandle } from './handles';
import { Protection, protectionsOf } from './protection';
import { Range } from './range';
import { text, whole } from './signature';
import { TextFinder } from './text-finder';
import { given, inside } from './values';

export class Sheet extends Service {
  readonly title = 'SpreadsheetApp.Sheet';
  constructor(readonly id: number) {
    super();
  }
  getName(): string {
    return sheetInfo(this.id).name;
  }
  getSheetName(): string {
    return sheetInfo(this.id).name;
  }
  getSheetId(): number {
    return this.id;
  }
  getIndex(): number {
    return sheets().findIndex((sheet) => sheet.id === this.id) + 1;
  }
  getParent(): Service {
    return spreadsheetHandle();
  }
  getMaxRows(): number {
    return sheetInfo(this.id).rows;
  }
  getMaxColumns(): number {
    return sheetInfo(this.id).cols;
  }
  getFrozenRows(): number {
    return sheetInfo(this.id).frozenRows;
  }
  getFrozenColumns(): number {
    return sheetInfo(this.id).frozenCols;
  }
  isSheetHidden(): boolean {
    return sheetInfo(this.id).hidden;
  }
  getTabColor(): string | null {
    return sheetInfo(this.id).tabColor;
  }
  getLastRow(): number {
    here().charge('getLastRow', 0, 0);
    return lastOf(this.id).lastRow;
  }
  getLastColumn(): number {
    here().charge('getLastColumn', 0, 0);
    return lastOf(this.id).lastCol;
  }

  getRange(...args: unknown[]): Range {
    if (args.length === 1) return rangeByName(this.id, text(args[0], args, 'SpreadsheetApp.Sheet.getRange'));
    const at = (i: number, otherwise: number): number => (args[i] === undefined && i > 1 ? otherwise : whole(args[i], args, 'SpreadsheetApp.Sheet.getRange'));
    const zone = { row: at(0, 1) - 1, col: at(1, 1) - 1, rows: at(2, 1), cols: at(3, 1) };
    inside(this.id, zone);
    return new Range(this.id, zone);
  }
  getDataRange(): Range {
    here().charge('getDataRange', 0, 0);
    const { lastRow, lastCol } = lastOf(this.id);
    return new Range(this.id, { row: 0, col: 0, rows: Math.max(1, lastRow), cols: Math.max(1, lastCol) });
  }
  /** "Appends a row to the bottom of the current data region." The place is found now, the row is written with the next flush: two executions without a lock overwrite each other. */
  appendRow(row: unknown): this {
    if (!Array.isArray(row)) throw new ServiceError("The parameters (String) don't match the method signature for SpreadsheetApp.Sheet.appendRow.");
    changes('appendRow');
    const { lastRow } = lastOf(this.id);
    const zone: Zone = { row: lastRow, col: 0, rows: 1, cols: row.length };
    if (row.length === 0) return this;
    const info = sheetInfo(this.id);
    if (zone.row >= info.rows || zone.cols > info.cols) throw new ServiceError('Those rows are out of bounds.');
    here().charge('', 0, row.length);
    here().book.pending.push({ op: 'values', sheet: this.id, zone, cells: row.map(given) });
    return this;
  }

  setName(name: unknown): this {
    changes('setName');
    askBook({ ask: 'renameSheet', sheet: this.id, name: text(name, [name], 'SpreadsheetApp.Sheet.setName') });
    return this;
  }
  insertRowsAfter(after: unknown, count: unknown): this {
    return grid(
      this,
      'insertRowsAfter',
      'insertRows',
      whole(after, [after, count], 'SpreadsheetApp.Sheet.insertRowsAfter'),
      whole(count, [after, count], 'SpreadsheetApp.Sheet.insertRowsAfter'),
    );
  }
  insertRowsBefore(before: unknown, count: unknown): this {
    return grid(
      this,
      'insertRowsBefore',
      'insertRows',
      whole(before, [before, count], 'SpreadsheetApp.Sheet.insertRowsBefore') - 1,
      whole(count, [before, count], 'SpreadsheetApp.Sheet.insertRowsBefore'),
      true,
    );
  }
  insertColumnsAfter(after: unknown, count: unknown): this {
    return grid(
      this,
      'insertColumnsAfter',
      'insertCols',
      whole(after, [after, count], 'SpreadsheetApp.Sheet.insertColumnsAfter'),
      whole(count, [after, count], 'SpreadsheetApp.Sheet.insertColumnsAfter'),
    );
  }
  insertColumnsBefore(before: unknown, count: unknown): this {
    return grid(
      this,
      'insertColumnsBefore',
      'insertCols',
      whole(before, [before, count], 'SpreadsheetApp.Sheet.insertColumnsBefore') - 1,
      whole(count, [before, count], 'SpreadsheetApp.Sheet.insertColumnsBefore'),
    );
  }
  deleteRow(row: unknown): this {
    return grid(this, 'deleteRow', 'deleteRows', whole(row, [row], 'SpreadsheetApp.Sheet.deleteRow') - 1, 1);
  }
  deleteRows(row: unknown, count: unknown): void {
    grid(
      this,
      'deleteRows',
      'deleteRows',
      whole(row, [row, count], 'SpreadsheetApp.Sheet.deleteRows') - 1,
      whole(count, [row, count], 'SpreadsheetApp.Sheet.deleteRows'),
    );
  }
  deleteColumn(col: unknown): this {
    return grid(this, 'deleteColumn', 'deleteCols', whole(col, [col], 'SpreadsheetApp.Sheet.deleteColumn') - 1, 1);
  }
  deleteColumns(col: unknown, count: unknown): void {
    grid(
      this,
      'deleteColumns',
      'deleteCols',
      whole(col, [col, count], 'SpreadsheetApp.Sheet.deleteColumns') - 1,
      whole(count, [col, count], 'SpreadsheetApp.Sheet.deleteColumns'),
    );
  }

  setFrozenRows(rows: unknown): void {
    setting(this, 'setFrozenRows', { frozenRows: whole(rows, [rows], 'SpreadsheetApp.Sheet.setFrozenRows') });
  }
  setFrozenColumns(cols: unknown): void {
    setting(this, 'setFrozenColumns', { frozenCols: whole(cols, [cols], 'SpreadsheetApp.Sheet.setFrozenColumns') });
  }
  setTabColor(colour: unknown): this {
    return setting(this, 'setTabColor', { tabColor: colour === null ? null : String(colour) });
  }
  hideSheet(): this {
    if (sheets().filter((sheet) => !sheet.hidden && sheet.id !== this.id).length === 0) throw new ServiceError('You cannot hide all the sheets in a document.');
    return setting(this, 'hideSheet', { hidden: true });
  }
  showSheet(): this {
    return setting(this, 'showSheet', { hidden: false });
  }
  setColumnWidth(col: unknown, width: unknown): this {
    return this.setColumnWidths(col, 1, width);
  }
  setColumnWidths(col: unknown, count: unknown, width: unknown): this {
    const [c, n, w] = [col, count, width].map((value) => whole(value, [col, count, width], 'SpreadsheetApp.Sheet.setColumnWidths'));
    later('setColumnWidths', { op: 'width', sheet: this.id, col: (c ?? 1) - 1, count: n ?? 1, width: w ?? 100 }, 0);
    return this;
  }
  hideColumns(col: unknown, count: unknown = 1): void {
    later(
      'hideColumns',
      {
        op: 'hideCols',
        sheet: this.id,
        col: whole(col, [col, count], 'SpreadsheetApp.Sheet.hideColumns') - 1,
        count: whole(count, [col, count], 'SpreadsheetApp.Sheet.hideColumns'),
      },
      0,
    );
  }
  clear(): this {
    const { rows, cols } = sheetInfo(this.id);
    later('clear', { op: 'clear', sheet: this.id, zone: { row: 0, col: 0, rows, cols }, contents: true, formats: true, notes: false }, 0);
    return this;
  }
  clearContents(): this {
    const { rows, cols } = sheetInfo(this.id);
    later('clearContents', { op: 'clear', sheet: this.id, zone: { row: 0, col: 0, rows, cols }, contents: true, formats: false, notes: false }, 0);
    return this;
  }
  clearNotes(): this {
    const { rows, cols } = sheetInfo(this.id);
    later('clearNotes', { op: 'clear', sheet: this.id, zone: { row: 0, col: 0, rows, cols }, contents: false, formats: false, notes: true }, 0);
    return this;
  }
  activate(): this {
    here().book.active = this.id;
    here().ask('ui.show', { type: 'activate', sheetId: this.id, row: 0, col: 0 });
    return this;
  }
  /** Sorts all rows below the frozen ones. */
  sort(col: unknown, ascending: unknown = true): this {
    const { frozenRows, rows, cols } = sheetInfo(this.id);
    changes('sort');
    askBook({
      ask: 'sort',
      sheet: this.id,
      zone: { row: frozenRows, col: 0, rows: rows - frozenRows, cols },
      by: [{ col: whole(col, [col], 'SpreadsheetApp.Sheet.sort') - 1, ascending: ascending !== false }],
    });
    return this;
  }

  protect(): Protection {
    changes('protect');
    const protection = { sheetId: this.id, zone: null, description: '', warningOnly: false };
    return new Protection(protection, askBook({ ask: 'protect', protection }) as string);
  }
  getProtections(type: unknown): readonly Protection[] {
    return protectionsOf(enumName(type), this.id);
  }
  createTextFinder(search: unknown): TextFinder {
    return new TextFinder(this.id, null, text(search, [search], 'SpreadsheetApp.Sheet.createTextFinder'));
  }
  getConditionalFormatRules(): readonly unknown[] {
    here().charge('getConditionalFormatRules', 0, 0);
    return groupedRules(this.id);
  }
  setConditionalFormatRules(rules: unknown): void {
    later('setConditionalFormatRules', { op: 'rules', sheet: this.id, rules: rulesToStore(rules, this.id) }, 0);
  }

  newChart(): ChartBuilder {
    return new ChartBuilder(this.id, null);
  }
  getCharts(): readonly EmbeddedChart[] {
    here().charge('getCharts', 0, 0);
    return (askBook({ ask: 'charts', sheet: this.id }) as readonly Chart[]).map((chart) => new EmbeddedChart(chart));
  }
  insertChart(chart: unknown): void {
    if (!(chart instanceof EmbeddedChart))
      throw new ServiceError("The parameters (SpreadsheetApp.EmbeddedChartBuilder) don't match the method signature for SpreadsheetApp.Sheet.insertChart.");
    later('insertChart', { op: 'chart', chart: { ...chart.chart, sheetId: this.id } }, 0);
  }
  updateChart(chart: unknown): void {
    if (!(chart instanceof EmbeddedChart))
      throw new ServiceError("The parameters (SpreadsheetApp.EmbeddedChartBuilder) don't match the method signature for SpreadsheetApp.Sheet.updateChart.");
    later('updateChart', { op: 'chart', chart: { ...chart.chart, sheetId: this.id } }, 0);
  }
  removeChart(chart: unknown): void {
    if (chart instanceof EmbeddedChart) later('removeChart', { op: 'removeChart', chart: chart.chart.id }, 0);
  }
}

const lastOf = (sheet: number): SheetInfo => askBook({ ask: 'last', sheet }) as SheetInfo;

function rangeByName(sheet: number, address: string): Range {
  const found = readA1(address, (name) => (name === null ? sheetInfo(sheet) : (sheets().find((info) => info.name === name) ?? null)));
  if (found === null) throw new ServiceError('Range not found');
  const id = found.sheet === null ? sheet : (sheets().find((info) => info.name === found.sheet)?.id ?? sheet);
  inside(id, found.zone);
  return new Range(id, found.zone);
}

function setting<S extends Sheet>(
  sheet: S,
  method: string,
  change: { frozenRows?: number; frozenCols?: number; hidden?: boolean; tabColor?: string | null },
): S {
  later(method, { op: 'sheet', sheet: sheet.id, change }, 0);
  here().book.sheets = sheets().map((info) => (info.id === sheet.id ? { ...info, ...change } : info)); // reads see own writes
  return sheet;
}

function grid<S extends Sheet>(
  sheet: S,
  method: string,
  ask: 'insertRows' | 'deleteRows' | 'insertCols' | 'deleteCols',
  at: number,
  count: number,
  above = false,
): S {
  changes(method);
  askBook({ ask, sheet: sheet.id, at, count, ...(above ? { above } : {}) });
  return sheet;
}

makers.sheet = (id) => new Sheet(id);
