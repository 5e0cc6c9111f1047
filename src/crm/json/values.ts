import type { Instant } from '../../kernel/calendar';
import { isDay, readTime } from '../../kernel/calendar';

/** What JSON may hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
export interface JsonMap {
  readonly [key: string]: Json;
}
export const isJsonMap = (value: unknown): value is JsonMap => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What 1C calls an empty date or an empty reference (crm-formats 4.1). */
const EMPTY = /^(0001-01-01|0?1\.0?1\.0001)|^0{8}-(0{4}-){3}0{12}$/;

/** A value as text: trimmed, an empty date or reference of 1C is '', of an object its name, of a list its items. */
export function textOf(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value))
    return value
      .map(textOf)
      .filter((text) => text !== '')
      .join(', ');
  if (isJsonMap(value)) return textOf(value.name ?? value.value ?? value.Description ?? value.ref ?? value.id);
  const text = String(value).trim();
  return EMPTY.test(text) ? '' : text;
}

/** The first of these keys that is there, whatever it holds. */
export const pick = (map: JsonMap, ...keys: readonly string[]): Json | undefined => {
  const key = keys.find((one) => Object.hasOwn(map, one));
  return key === undefined ? undefined : map[key];
};
/** Its text; undefined where no such key is there: that value is left as it is. */
export const said = (map: JsonMap, ...keys: readonly string[]): string | undefined => {
  const value = pick(map, ...keys);
  return value === undefined ? undefined : textOf(value);
};

const pad = (text: string): string => text.padStart(2, '0');
/** `31.01.2024 9:05:00` as ISO; anything else as it is. */
export const isoOf = (text: string): string => {
  const m = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text);
  return m ? `${m[3]}-${pad(m[2] ?? '')}-${pad(m[1] ?? '')}${m[4] === undefined ? '' : `T${pad(m[4])}:${m[5]}:${m[6] ?? '00'}`}` : text;
};

/**
 * A time in any of the spellings of crm-formats 4.2, or ISO with an offset, or Unix seconds or milliseconds; without offset local time of `zone`.
 * Shape  blank -> null; not a time -> undefined
 */
export function timeOf(text: string, zone: string): Instant | null | undefined {
  if (text === '') return null;
  if (/^\d{10}(\d{3})?$/.test(text)) return Number(text.padEnd(13, '0'));
  return readTime(isoOf(text), zone) ?? undefined;
}
/** The day of a date as it is written, or of a time with offset in `zone`; blank -> null, not a day -> undefined. */
export function dayOf(text: string): string | null | undefined {
  if (text === '') return null;
  const day = isoOf(text).slice(0, 10);
  return isDay(day) ? day : undefined;
}
