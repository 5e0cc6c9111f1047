/** SpreadsheetApp.Spreadsheet: https://developers.google.com/apps-script/reference/spreadsheet/spreadsheet */
import type { Zone } from '../workbook-api';
import { readA1 } from './a1';
import { changes, later, sheets } from './book';
import { askBook, enumName, here, Service, ServiceError } from './core';
import { makers, zoned } from './handles';
import type { Protection } from './protection';
import { protectionsOf } from './protection';
import { Range } from './range';
import { Sheet } from './sheet';
import { text, whole } from './signature';
import { inside } from './values';

export class Spreadsheet extends Service {
  readonly title = 'SpreadsheetApp.Spreadsheet';
  getId(): string {
    return here().order.place.spreadsheetId;
  }
  getName(): string {
    return here().order.place.name;
  }
  getUrl(): string {
    return here().order.place.url;
  }
  getSpreadsheetLocale(): string {
    return here().order.place.locale;
  }
  getSpreadsheetTimeZone(): string {
    return here().ask('timeZone') as string;
  }
  setSpreadsheetTimeZone(zone: unknown): void {
    const name = text(zone, [zone], 'SpreadsheetApp.Spreadsheet.setSpreadsheetTimeZone');
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
    } catch {
      throw new ServiceError(`Invalid argument: ${name}`);
    }
    later('setSpreadsheetTimeZone', { op: 'timeZone', zone: name }, 0);
  }
  getSheets(): readonly Sheet[] {
    return sheets().map(({ id }) => new Sheet(id));
  }
  getNumSheets(): number {
    return sheets().length;
  }
  getSheetByName(name: unknown): Sheet | null {
    const found = sheets().find((sheet) => sheet.name === String(name));
    return found === undefined ? null : new Sheet(found.id);
  }
  getSheetById(id: unknown): Sheet | null {
    const found = sheets().find((sheet) => sheet.id === Number(id));
    return found === undefined ? null : new Sheet(found.id);
  }
  getActiveSheet(): Sheet {
    const { active } = here().book;
    const chosen = sheets().find((sheet) => sheet.id === active) ?? sheets()[0];
    if (chosen === undefined) throw new ServiceError('Sheet not found');
    return new Sheet(chosen.id);
  }
  /** insertSheet(), (index), (name), (name, index): index from 0; the new sheet has 1000 rows, 26 columns, and becomes active. */
  insertSheet(...args: unknown[]): Sheet {
    const [first, second] = args;
    const name = typeof first === 'string' ? first : null;
    const at = typeof first === 'number' ? first : second;
    const active = sheets().findIndex((sheet) => sheet.id === here().book.active);
    const index = at === undefined ? (active < 0 ? 1 : active + 1) : whole(at, args, 'SpreadsheetApp.Spreadsheet.insertSheet');
    changes('insertSheet');
    const id = askBook({ ask: 'insertSheet', name, index }) as number;
    here().book.active = id;
    return new Sheet(id);
  }
  deleteSheet(sheet: unknown): void {
    if (!(sheet instanceof Sheet)) throw new ServiceError("The parameters (null) don't match the method signature for SpreadsheetApp.Spreadsheet.deleteSheet.");
    changes('deleteSheet');
    askBook({ ask: 'deleteSheet', sheet: sheet.id });
  }
  setActiveSheet(sheet: unknown): Sheet {
    if (!(sheet instanceof Sheet))
      throw new ServiceError("The parameters (null) don't match the method signature for SpreadsheetApp.Spreadsheet.setActiveSheet.");
    return sheet.activate();
  }
  /** "Moves the active sheet to the given position in the list of sheets": from 1. */
  moveActiveSheet(position: unknown): void {
    const index = whole(position, [position], 'SpreadsheetApp.Spreadsheet.moveActiveSheet') - 1;
    changes('moveActiveSheet');
    askBook({ ask: 'moveSheet', sheet: this.getActiveSheet().id, index });
  }
  getRange(address: unknown): Range {
    const words = text(address, [address], 'SpreadsheetApp.Spreadsheet.getRange');
    const first = sheets()[0];
    const found = readA1(words, (name) => (name === null ? (first ?? null) : (sheets().find((sheet) => sheet.name === name) ?? null)));
    if (found === null) {
      const named = this.getRangeByName(words);
      if (named === null) throw new ServiceError('Range not found');
      return named;
    }
    const sheet = found.sheet === null ? first : sheets().find(({ name }) => name === found.sheet);
    if (sheet === undefined) throw new ServiceError('Sheet not found');
    inside(sheet.id, found.zone);
    return new Range(sheet.id, found.zone);
  }
  getRangeByName(name: unknown): Range | null {
    here().charge('getRangeByName', 0, 0);
    const names = askBook({ ask: 'names' }) as Readonly<Record<string, { readonly sheetId: number; readonly zone: Zone }>>;
    const found = names[String(name)];
    return found === undefined ? null : new Range(found.sheetId, found.zone);
  }
  setNamedRange(name: unknown, range: unknown): void {
    const { sheet, zone } = zoned(range, 'SpreadsheetApp.Spreadsheet.setNamedRange');
    later('setNamedRange', { op: 'name', name: text(name, [name, range], 'SpreadsheetApp.Spreadsheet.setNamedRange'), sheet, zone }, 0);
  }
  getProtections(type: unknown): readonly Protection[] {
    return protectionsOf(enumName(type), null);
  }
  toast(message: unknown, title: unknown = '', seconds: unknown = 5): void {
    here().charge('toast', 0, 0);
    here().ask('ui.show', { type: 'toast', title: String(title ?? ''), message: String(message), seconds: Number(seconds ?? 5) });
  }
}

const onlySpreadsheet = new Spreadsheet();
makers.spreadsheet = () => onlySpreadsheet;

/** The one spreadsheet of the host. */
export const spreadsheet = (): Spreadsheet => onlySpreadsheet;
