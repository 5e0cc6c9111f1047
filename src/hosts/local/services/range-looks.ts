/** The half of SpreadsheetApp.Range that is about looks: colours, fonts, alignment, number formats, notes. */
import type { Looks, Zone } from '../workbook-api';
import { later, sizeOf } from './book';
import { ServiceError } from './core';
import { Zoned } from './handles';
import { text, whole } from './signature';
import { fitted } from './values';

const alignOf = (value: unknown): 'left' | 'center' | 'right' | null => (value === 'left' || value === 'center' || value === 'right' ? value : null);
const colour = (value: unknown): string | null => (value === null || value === undefined || value === '' ? null : String(value));

export abstract class LookedRange extends Zoned {
  readonly title = 'SpreadsheetApp.Range';
  constructor(
    readonly sheet: number,
    readonly zone: Zone,
  ) {
    super();
  }

  setNumberFormat(format: unknown): this {
    later(
      'setNumberFormat',
      { op: 'formats', sheet: this.sheet, zone: this.zone, cells: [text(format, [format], 'SpreadsheetApp.Range.setNumberFormat')] },
      sizeOf(this.zone),
    );
    return this;
  }
  setNumberFormats(formats: unknown): this {
    const rows = fitted(formats, this.zone, 'SpreadsheetApp.Range.setNumberFormats');
    later('setNumberFormats', { op: 'formats', sheet: this.sheet, zone: this.zone, cells: rows.flatMap((row) => row.map(String)) }, sizeOf(this.zone));
    return this;
  }
  setNote(note: unknown): this {
    const words = note === null || note === undefined ? '' : String(note);
    later('setNote', { op: 'notes', sheet: this.sheet, zone: this.zone, cells: [words] }, sizeOf(this.zone));
    return this;
  }
  setNotes(notes: unknown): this {
    const rows = fitted(notes, this.zone, 'SpreadsheetApp.Range.setNotes');
    later(
      'setNotes',
      {
        op: 'notes',
        sheet: this.sheet,
        zone: this.zone,
        cells: rows.flatMap((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))),
      },
      sizeOf(this.zone),
    );
    return this;
  }

  setBackground(value: unknown): this {
    return dress(this, 'setBackground', { background: colour(value) });
  }
  setBackgrounds(values: unknown): this {
    return dressEach(this, 'setBackgrounds', values, (value) => ({ background: colour(value) }));
  }
  setFontColor(value: unknown): this {
    return dress(this, 'setFontColor', { color: colour(value) });
  }
  setFontColors(values: unknown): this {
    return dressEach(this, 'setFontColors', values, (value) => ({ color: colour(value) }));
  }
  setFontWeight(value: unknown): this {
    return dress(this, 'setFontWeight', { bold: value === 'bold' });
  }
  setFontWeights(values: unknown): this {
    return dressEach(this, 'setFontWeights', values, (value) => ({ bold: value === 'bold' }));
  }
  setFontStyle(value: unknown): this {
    return dress(this, 'setFontStyle', { italic: value === 'italic' });
  }
  setFontSize(value: unknown): this {
    return dress(this, 'setFontSize', { size: whole(value, [value], 'SpreadsheetApp.Range.setFontSize') });
  }
  setHorizontalAlignment(value: unknown): this {
    return dress(this, 'setHorizontalAlignment', { align: alignOf(value) });
  }
  setHorizontalAlignments(values: unknown): this {
    return dressEach(this, 'setHorizontalAlignments', values, (value) => ({ align: alignOf(value) }));
  }
  setVerticalAlignment(value: unknown): this {
    if (value !== null && value !== 'top' && value !== 'middle' && value !== 'bottom') throw new ServiceError(`Invalid argument: ${String(value)}`);
    return dress(this, 'setVerticalAlignment', {}); // the workbook behind has no vertical alignment: nothing to read it by either
  }
  setWrap(value: unknown): this {
    return dress(this, 'setWrap', { wrap: value === true });
  }
}

function dress<R extends LookedRange>(range: R, method: string, looks: Looks): R {
  later(method, { op: 'looks', sheet: range.sheet, zone: range.zone, looks: [looks] }, sizeOf(range.zone));
  return range;
}

function dressEach<R extends LookedRange>(range: R, method: string, values: unknown, toLooks: (value: unknown) => Looks): R {
  const rows = fitted(values, range.zone, `SpreadsheetApp.Range.${method}`);
  later(method, { op: 'looks', sheet: range.sheet, zone: range.zone, looks: rows.flatMap((row) => row.map(toLooks)) }, sizeOf(range.zone));
  return range;
}
