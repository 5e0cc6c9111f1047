/** SpreadsheetApp.Range: https://developers.google.com/apps-script/reference/spreadsheet/range */
import type { Looks, Validation } from '../workbook-api';
import { a1Of } from './a1';
import { changes, later, readGrid, readOne, sizeOf } from './book';
import type { Service } from './core';
import { askBook, here, ServiceError, unwrap } from './core';
import { makers, sheetHandle } from './handles';
import { Protection } from './protection';
import { LookedRange } from './range-looks';
import { text, whole } from './signature';
import { TextFinder } from './text-finder';
import type { DataValidation } from './validation';
import { ruleOf, validationOf } from './validation';
import { fitted, given, inside } from './values';

export class Range extends LookedRange {
  getSheet(): Service {
    return sheetHandle(this.sheet);
  }
  getRow(): number {
    return this.zone.row + 1;
  }
  getColumn(): number {
    return this.zone.col + 1;
  }
  getRowIndex(): number {
    return this.zone.row + 1;
  }
  getLastRow(): number {
    return this.zone.row + this.zone.rows;
  }
  getLastColumn(): number {
    return this.zone.col + this.zone.cols;
  }
  getNumRows(): number {
    return this.zone.rows;
  }
  getNumColumns(): number {
    return this.zone.cols;
  }
  getHeight(): number {
    return this.zone.rows;
  }
  getWidth(): number {
    return this.zone.cols;
  }
  getA1Notation(): string {
    return a1Of(this.zone);
  }
  getCell(row: unknown, col: unknown): Range {
    const r = whole(row, [row, col], 'SpreadsheetApp.Range.getCell');
    const c = whole(col, [row, col], 'SpreadsheetApp.Range.getCell');
    if (r < 1 || c < 1 || r > this.zone.rows || c > this.zone.cols) throw new ServiceError('Cell reference out of range');
    return new Range(this.sheet, { row: this.zone.row + r - 1, col: this.zone.col + c - 1, rows: 1, cols: 1 });
  }
  offset(...args: unknown[]): Range {
    const at = (i: number, otherwise: number): number => (args[i] === undefined ? otherwise : whole(args[i], args, 'SpreadsheetApp.Range.offset'));
    const zone = { row: this.zone.row + at(0, 0), col: this.zone.col + at(1, 0), rows: at(2, this.zone.rows), cols: at(3, this.zone.cols) };
    inside(this.sheet, zone);
    return new Range(this.sheet, zone);
  }

  getValues(): unknown {
    return readGrid('getValues', this.sheet, this.zone, 'values');
  }
  getValue(): unknown {
    return readOne('getValue', this.sheet, this.zone, 'values');
  }
  getDisplayValues(): unknown {
    return readGrid('getDisplayValues', this.sheet, this.zone, 'display');
  }
  getDisplayValue(): unknown {
    return readOne('getDisplayValue', this.sheet, this.zone, 'display');
  }
  getFormulas(): unknown {
    return readGrid('getFormulas', this.sheet, this.zone, 'formulas');
  }
  getFormula(): unknown {
    return readOne('getFormula', this.sheet, this.zone, 'formulas');
  }
  getNumberFormats(): unknown {
    return readGrid('getNumberFormats', this.sheet, this.zone, 'formats');
  }
  getNumberFormat(): unknown {
    return readOne('getNumberFormat', this.sheet, this.zone, 'formats');
  }
  getNotes(): unknown {
    return readGrid('getNotes', this.sheet, this.zone, 'notes');
  }
  getNote(): unknown {
    return readOne('getNote', this.sheet, this.zone, 'notes');
  }
  getBackgrounds(): unknown {
    here().charge('getBackgrounds', sizeOf(this.zone), 0);
    const looks = askBook({ ask: 'looks', sheet: this.sheet, zone: this.zone }) as readonly (readonly Looks[])[];
    return looks.map((row) => row.map((cell) => cell.background ?? '#ffffff'));
  }

  setValues(values: unknown): this {
    const rows = fitted(values, this.zone, 'SpreadsheetApp.Range.setValues');
    later('setValues', { op: 'values', sheet: this.sheet, zone: this.zone, cells: rows.flatMap((row) => row.map(given)) }, sizeOf(this.zone));
    return this;
  }
  setValue(value: unknown): this {
    later('setValue', { op: 'values', sheet: this.sheet, zone: this.zone, cells: [given(value)] }, sizeOf(this.zone));
    return this;
  }
  setFormulas(formulas: unknown): this {
    const rows = fitted(formulas, this.zone, 'SpreadsheetApp.Range.setFormulas');
    later(
      'setFormulas',
      { op: 'formulas', sheet: this.sheet, zone: this.zone, cells: rows.flatMap((row) => row.map((cell) => String(cell ?? ''))) },
      sizeOf(this.zone),
    );
    return this;
  }
  setFormula(formula: unknown): this {
    later(
      'setFormula',
      { op: 'formulas', sheet: this.sheet, zone: this.zone, cells: [text(formula, [formula], 'SpreadsheetApp.Range.setFormula')] },
      sizeOf(this.zone),
    );
    return this;
  }
  clearNote(): this {
    later('clearNote', { op: 'clear', sheet: this.sheet, zone: this.zone, contents: false, formats: false, notes: true }, sizeOf(this.zone));
    return this;
  }
  clearContent(): this {
    later('clearContent', { op: 'clear', sheet: this.sheet, zone: this.zone, contents: true, formats: false, notes: false }, sizeOf(this.zone));
    return this;
  }
  clearFormat(): this {
    later('clearFormat', { op: 'clear', sheet: this.sheet, zone: this.zone, contents: false, formats: true, notes: false }, sizeOf(this.zone));
    return this;
  }
  clear(): this {
    later('clear', { op: 'clear', sheet: this.sheet, zone: this.zone, contents: true, formats: true, notes: false }, sizeOf(this.zone));
    return this;
  }

  setDataValidation(rule: unknown): this {
    const one = rule === null ? null : ruleOf(rule);
    later('setDataValidation', { op: 'validation', sheet: this.sheet, zone: this.zone, rules: [one] }, sizeOf(this.zone));
    return this;
  }
  setDataValidations(rules: unknown): this {
    const rows = fitted(rules, this.zone, 'SpreadsheetApp.Range.setDataValidations');
    later(
      'setDataValidations',
      { op: 'validation', sheet: this.sheet, zone: this.zone, rules: rows.flatMap((row) => row.map((rule) => (rule === null ? null : ruleOf(unwrap(rule))))) },
      sizeOf(this.zone),
    );
    return this;
  }
  clearDataValidations(): this {
    later('clearDataValidations', { op: 'validation', sheet: this.sheet, zone: this.zone, rules: [null] }, sizeOf(this.zone));
    return this;
  }
  getDataValidations(): unknown {
    here().charge('getDataValidations', sizeOf(this.zone), 0);
    const found = askBook({ ask: 'validations', sheet: this.sheet, zone: this.zone }) as readonly (readonly (Validation | null)[])[];
    return found.map((row) => row.map((rule) => (rule === null ? null : validationOf(rule))));
  }
  getDataValidation(): DataValidation | null {
    here().charge('getDataValidation', 1, 0);
    const found = askBook({ ask: 'validations', sheet: this.sheet, zone: { ...this.zone, rows: 1, cols: 1 } }) as readonly (readonly (Validation | null)[])[];
    const rule = found[0]?.[0] ?? null;
    return rule === null ? null : validationOf(rule);
  }

  sort(spec: unknown): this {
    const specs = Array.isArray(spec) ? spec : [spec];
    const by = specs.map((one: unknown) => {
      if (typeof one === 'number') return { col: one - 1, ascending: true };
      const { column, ascending } = one as { column?: unknown; ascending?: unknown };
      return { col: whole(column, [spec], 'SpreadsheetApp.Range.sort') - 1, ascending: ascending !== false };
    });
    if (by.some(({ col }) => col < this.zone.col || col >= this.zone.col + this.zone.cols))
      throw new ServiceError('Sort range column is outside of the range.');
    changes('sort');
    askBook({ ask: 'sort', sheet: this.sheet, zone: this.zone, by });
    return this;
  }
  createTextFinder(search: unknown): TextFinder {
    return new TextFinder(this.sheet, this.zone, text(search, [search], 'SpreadsheetApp.Range.createTextFinder'));
  }
  protect(): Protection {
    changes('protect');
    const protection = { sheetId: this.sheet, zone: this.zone, description: '', warningOnly: false };
    return new Protection(protection, askBook({ ask: 'protect', protection }) as string);
  }
  activate(): this {
    here().book.active = this.sheet;
    here().ask('ui.show', { type: 'activate', sheetId: this.sheet, row: this.zone.row, col: this.zone.col });
    return this;
  }
}

makers.range = (sheet, zone) => new Range(sheet, zone);
