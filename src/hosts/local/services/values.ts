/** What a script writes, checked as Google checks it before anything is sent to the workbook. */
import type { Given } from '../protocol';
import type { Zone } from '../workbook-api';
import { sheetInfo } from './book';
import { ServiceError } from './core';
import { noSuchSignature } from './signature';

type Matrix = readonly (readonly unknown[])[];

const longest = 50_000;

/** A value of the script as it crosses to the workbook. null and undefined clear the cell (guides/v8-runtime/migration). */
export function given(value: unknown): Given {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean') return value;
  if (Object.prototype.toString.call(value) === '[object Date]') return new Date(Number(value));
  const words = String(value);
  if (words.length > longest) throw new ServiceError('Your input contains more than the maximum of 50000 characters in a single cell.');
  return words;
}

/** Throws Google's texts when a two-dimensional array does not fit a zone. */
export function fitted(values: unknown, zone: Zone, method: string): Matrix {
  if (!Array.isArray(values) || !values.every((row) => Array.isArray(row))) throw noSuchSignature([values], method);
  const rows = values as Matrix;
  if (rows.length !== zone.rows)
    throw new ServiceError(
      `The number of rows in the data does not match the number of rows in the range. The data has ${rows.length} but the range has ${zone.rows}.`,
    );
  const bad = rows.find((row) => row.length !== zone.cols);
  if (bad !== undefined)
    throw new ServiceError(
      `The number of columns in the data does not match the number of columns in the range. The data has ${bad.length} but the range has ${zone.cols}.`,
    );
  return rows;
}

/** Throws unless the zone lies inside the grid of its sheet. */
export function inside(sheet: number, zone: Zone): void {
  if (zone.row < 0) throw new ServiceError('The starting row of the range is too small.');
  if (zone.col < 0) throw new ServiceError('The starting column of the range is too small.');
  if (zone.rows < 1) throw new ServiceError('The number of rows in the range must be at least 1.');
  if (zone.cols < 1) throw new ServiceError('The number of columns in the range must be at least 1.');
  const info = sheetInfo(sheet);
  if (zone.row + zone.rows > info.rows || zone.col + zone.cols > info.cols)
    throw new ServiceError('The coordinates of the range are outside the dimensions of the sheet.');
}
