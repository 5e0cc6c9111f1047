/**
 * Handles that name each other (a range knows its sheet, a sheet its ranges) without importing each other: the makers are put here
 * when the services are loaded.
 */
import type { Zone } from '../workbook-api';
import { Service, ServiceError, unwrap } from './core';

/** A service that stands for a zone of a sheet: a Range. */
export abstract class Zoned extends Service {
  abstract readonly sheet: number;
  abstract readonly zone: Zone;
}

interface Makers {
  range: ((sheet: number, zone: Zone) => Zoned) | null;
  sheet: ((id: number) => Service) | null;
  spreadsheet: (() => Service) | null;
}

/** Filled by range.ts, sheet.ts and spreadsheet.ts. */
export const makers: Makers = { range: null, sheet: null, spreadsheet: null };

function made<T>(maker: T | null): T {
  if (maker === null) throw new Error('services are not loaded');
  return maker;
}

export const rangeHandle = (sheet: number, zone: Zone): Zoned => made(makers.range)(sheet, zone);
export const sheetHandle = (id: number): Service => made(makers.sheet)(id);
export const spreadsheetHandle = (): Service => made(makers.spreadsheet)();

/** The range that a script passed. Throws Google's text for anything else. */
export function zoned(value: unknown, method: string): Zoned {
  const range = unwrap(value);
  if (range instanceof Zoned) return range;
  throw new ServiceError(`The parameters (${value === null ? 'null' : typeof value}) don't match the method signature for ${method}.`);
}
