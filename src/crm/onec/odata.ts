import { Fault } from '../../kernel/fault';
import type { Reach } from '../../ports/crm-source';
import type { HttpReply } from '../../ports/http';
import { ask, jsonOf } from '../ask';

/** The standard OData interface of 1C (crm-formats 4.1): https://1cfresh.com/articles/data_odata */

export interface Query {
  readonly entity: string;
  readonly filter?: string;
  readonly orderby?: string;
  readonly top?: number;
  readonly skip?: number;
  readonly count?: true;
  /** attributes; `Партнер/Description` is expanded; none = all */
  readonly select?: readonly string[];
}
export type Line = Readonly<Record<string, unknown>>;

/** Longer addresses are refused (Apps Script: 2 KB); then all attributes are asked for. */
const LONGEST = 1_950;

/** Address of a query; everything but the names of OData itself percent-encoded, Cyrillic too. */
export function urlOf(address: string, query: Query): string {
  const make = (select: readonly string[]): string => {
    const expand = [...new Set((query.select ?? []).filter((name) => name.includes('/')).map((name) => name.slice(0, name.lastIndexOf('/'))))];
    const parts: readonly (readonly [string, string | number | undefined])[] = [
      ['filter', query.filter],
      ['orderby', query.orderby],
      ['top', query.top],
      ['skip', query.skip || undefined],
      ['inlinecount', query.count ? 'allpages' : undefined],
      ['select', select.join(',') || undefined],
      ['expand', expand.join(',') || undefined],
    ];
    const said = parts.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`&$${name}=${encodeURIComponent(value)}`]));
    return `${address}/${encodeURIComponent(query.entity)}?$format=json${said.join('')}`;
  };
  const whole = make(query.select ?? []);
  return whole.length > LONGEST ? make([]) : whole;
}

/** One after the other, and not without a breath: a base of 1C serves people too. */
const PACE = { together: 1, everyMs: 150 };

/** Rows of one query. Throws what crm/ask throws, and onec-refused with the words of 1C. `total`: null unless counted. */
export function fetchLines(reach: Reach, query: Query): { readonly lines: readonly Line[]; readonly total: number | null } {
  const { address, token, crm } = reach.connection;
  const request = { url: urlOf(address, query), method: 'get' as const, headers: { Authorization: `Basic ${base64(token)}`, Accept: 'application/json' } };
  const [reply] = ask(reach, [request], { pace: PACE, verdict: (one) => refusalOf(one, query.entity) }),
    answer = reply ? jsonOf(reply, crm) : null,
    map = isLine(answer) ? answer : {};
  if (!Array.isArray(map.value)) throw new Fault('crm-nonsense', { crm, why: 'no value' });
  const total = Number(map['odata.count'] ?? Number.NaN);
  return { lines: map.value.filter(isLine), total: Number.isFinite(total) ? total : null };
}
const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{"odata.error":{"code","message":{"lang","value"}}}` under any HTTP code: 1C says what it does not like. 401 speaks for itself. */
function refusalOf({ code, text }: HttpReply, entity: string): Fault | null {
  if (code === 401) return null;
  const said = /"odata\.error"/.test(text.slice(0, 200)) ? (/"value"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? '') : '';
  if (said !== '') return new Fault('onec-refused', { entity, why: unescaped(said).slice(0, 300) });
  return null;
}
function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Base64 of the UTF-8 bytes of a text: names of users of 1C are Cyrillic. */
export function base64(text: string): string {
  const bytes = (encodeURIComponent(text).match(/%[0-9A-F]{2}|[^%]/g) ?? []).map((one) =>
    one.length === 3 ? Number.parseInt(one.slice(1), 16) : one.charCodeAt(0),
  );
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3),
      n = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += [n >> 18, n >> 12, b === undefined ? 64 : n >> 6, c === undefined ? 64 : n].map((six) => (six === 64 ? '=' : LETTERS[six & 63])).join('');
  }
  return out;
}

const GUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** A value as a filter writes it. */
export const literal = (value: string): string => (GUID.test(value) ? `guid'${value}'` : `'${value.replace(/'/g, "''")}'`);
/** Local time of the base, as its dates are written. */
export const moment = (iso: string): string => `datetime'${iso.slice(0, 19)}'`;
