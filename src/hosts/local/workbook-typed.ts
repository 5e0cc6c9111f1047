import type { Scalar } from './workbook-api';

/** A day or a moment typed with dots (`21.01.2026`, `21.01.2026 9:30`), where the locale writes days so; the engine itself reads only `/`, `-` and blanks. */
export function dottedDate(text: string, dateFormat: string): { readonly serial: number; readonly format: string } | null {
  const match = dateFormat.startsWith('dd.mm') ? /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*$/.exec(text) : null;
  if (!match) return null;
  const [, day, month, year, hour, minute, second] = match;
  const full = (year ?? '').length === 2 ? 2000 + Number(year) : Number(year);
  const serial = serialOf(full, Number(month), Number(day));
  if (serial === null) return null;
  if (hour === undefined) return { serial, format: 'dd.mm.yyyy' };
  const time = (Number(hour) * 3600 + Number(minute) * 60 + Number(second ?? 0)) / 86400;
  return Number(hour) > 23 || Number(minute) > 59 ? null : { serial: serial + time, format: second === undefined ? 'dd.mm.yyyy hh:mm' : 'dd.mm.yyyy hh:mm:ss' };
}

/** The serial number of a day (day 0 = 1899-12-30); null when there is no such day. */
export function serialOf(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.getTime() / 86_400_000 + 25_569;
}

/**
 * What a person types, as a content of the engine: numbers by the locale (`1 234,50` and `12,5 %` in Russian), the rest as typed, for the engine reads days,
 * times, booleans and formulas by itself. A leading apostrophe makes text, as in Google Sheets.
 */
export function typedContent(value: Scalar, locale: { readonly decimalSeparator: string }): string {
  if (value === null) return '';
  if (typeof value !== 'string') return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  const plain = value.trim().replace(/[\s\u00a0\u202f](?=\d{3}(\D|$))/g, '');
  if (locale.decimalSeparator !== ',') return value;
  if (/^[+-]?\d+,\d+(\s*%)?$/.test(plain)) return plain.replace(',', '.').replace(/^\+/, '');
  if (/^[+-]?\d+(\s*%)?$/.test(plain)) return plain.replace(/^\+/, '');
  return value;
}
