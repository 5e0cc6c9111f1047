import type { Instant } from '../../kernel/calendar';
import { readTime } from '../../kernel/calendar';
import type { Pullable } from '../../ports/crm-source';

export const CRM = 'bitrix24';
/** Leads are deals of a pipeline of their own: ids `L5` beside deals `5`, for both are counted from 1. */
export const LEADS = 'lead';
export const leadKey = (id: string): string => `L${id}`;
/** The CRM's own number of a deal, lead, client or activity. */
export const numberOf = (id: string): string => id.replace(/^L/, '');
export const keyOf = (entity: Pullable, id: string): string => (entity === 'lead' ? leadKey(numberOf(id)) : id);

/** A record as the REST gave it, in capital keys (crm-formats 3.3). */
export type Raw = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
/** PHP writes an empty map as `[]`. */
export const mapOf = (value: unknown): Raw => (isMap(value) ? value : {});
/** PHP writes a list with gaps as a map. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : isMap(value) ? Object.values(value) : []);
/** A value as text; maps and lists are none. */
export const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : typeof value === 'boolean' ? (value ? '1' : '0') : '';
/** An id; Bitrix24 writes none as null, '' and 0. */
export const idIn = (value: unknown): string => text(value).replace(/^0+$/, '');

/** 1990 and 2100, UTC; `9999-12-31` stands for no deadline. */
const EARLIEST = 631_152_000_000,
  LATEST = 4_102_444_800_000;
/** ISO times with offset; '' and anything absurd -> null. */
export function timeIn(value: unknown, zone: string): Instant | null {
  const at = readTime(text(value), zone);
  return at !== null && at >= EARLIEST && at < LATEST ? at : null;
}
/** The latest of some times. */
export const latest = (...times: readonly (Instant | null)[]): Instant | null =>
  times.reduce((best, at) => (at === null ? best : best === null ? at : Math.max(best, at)), null);
