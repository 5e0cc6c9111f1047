/** SpreadsheetApp.TextFinder: https://developers.google.com/apps-script/reference/spreadsheet/text-finder. Every find is one round trip. */
import type { Search } from '../protocol';
import type { Zone } from '../workbook-api';
import { changes } from './book';
import { askBook, here, Service } from './core';
import { rangeHandle, zoned } from './handles';

interface Cell {
  readonly sheet: number;
  readonly row: number;
  readonly col: number;
}

export class TextFinder extends Service {
  readonly title = 'SpreadsheetApp.TextFinder';
  options = { matchCase: false, entireCell: false, formulas: false, regex: false, ignoreDiacritics: false };
  at: { row: number; col: number } | null = null;
  constructor(
    readonly sheet: number,
    readonly zone: Zone | null,
    readonly text: string,
  ) {
    super();
  }
  matchCase(on: unknown): this {
    this.options.matchCase = on === true;
    return this;
  }
  matchEntireCell(on: unknown): this {
    this.options.entireCell = on === true;
    return this;
  }
  matchFormulaText(on: unknown): this {
    this.options.formulas = on === true;
    return this;
  }
  useRegularExpression(on: unknown): this {
    this.options.regex = on === true;
    return this;
  }
  ignoreDiacritics(on: unknown): this {
    this.options.ignoreDiacritics = on === true;
    return this;
  }
  /** "Configures the search to start searching immediately after the specified cell range." */
  startFrom(range: unknown): this {
    const { zone } = zoned(range, 'SpreadsheetApp.TextFinder.startFrom');
    this.at = { row: zone.row, col: zone.col };
    return this;
  }
  getCurrentMatch(): Service | null {
    return this.at === null ? null : rangeHandle(this.sheet, { ...this.at, rows: 1, cols: 1 });
  }
  findNext(): Service | null {
    return step(this, 'findNext', false);
  }
  findPrevious(): Service | null {
    return step(this, 'findPrevious', true);
  }
  findAll(): readonly Service[] {
    here().charge('findAll', 0, 0);
    const found = askBook({ ask: 'find', search: searchOf(this, false, true) }) as readonly Cell[];
    return found.map(({ sheet, row, col }) => rangeHandle(sheet, { row, col, rows: 1, cols: 1 }));
  }
  replaceAllWith(by: unknown): number {
    changes('replaceAllWith');
    return askBook({ ask: 'replace', search: searchOf(this, false, true), by: String(by) }) as number;
  }
}

const searchOf = (finder: TextFinder, back: boolean, all: boolean): Search => ({
  sheet: finder.sheet,
  zone: finder.zone,
  text: finder.text,
  ...finder.options,
  from: finder.at,
  back,
  all,
});

function step(finder: TextFinder, method: string, back: boolean): Service | null {
  here().charge(method, 0, 0);
  const [found] = askBook({ ask: 'find', search: searchOf(finder, back, false) }) as readonly Cell[];
  finder.at = found === undefined ? null : { row: found.row, col: found.col };
  return found === undefined ? null : rangeHandle(found.sheet, { row: found.row, col: found.col, rows: 1, cols: 1 });
}
