/** A portal of a few records in memory, behind the port `Http`: batches with references between commands, filters, pages of 50, the errors of the real one. */
import { readForm } from '../../../src/crm/form';
import type { Reach } from '../../../src/ports/crm-source';
import type { HttpReply, HttpRequest } from '../../../src/ports/http';

type Row = Record<string, unknown>;
export const CODE = 'k3yofth3webh00k1';
export const ADDRESS = `https://firm.bitrix24.ru/rest/7/${CODE}/`;

export interface Portal {
  readonly reach: Reach;
  /** rows by method: `crm.deal`, `crm.stagehistory.2` …; single answers by the whole name: `profile`, `crm.deal.fields` */
  readonly rows: Record<string, Row[]>;
  readonly singles: Record<string, unknown>;
  /** errors by method */
  readonly errors: Record<string, { readonly error: unknown; readonly error_description?: string }>;
  /** answers that come before any other, one a request */
  readonly first: HttpReply[];
  /** commands of each batch, decoded */
  readonly asked: string[][];
  readonly pauses: number[];
}

export const reply = (code: number, body: unknown): HttpReply => ({ code, headers: {}, text: typeof body === 'string' ? body : JSON.stringify(body) });

export function portalOf(rows: Record<string, Row[]> = {}): Portal {
  const portal = { rows, singles: {}, errors: {}, first: [] as HttpReply[], asked: [] as string[][], pauses: [] as number[] } as unknown as Omit<
    Portal,
    'reach'
  >;
  let now = 0;
  const answer = ({ url, body = '' }: HttpRequest): HttpReply => {
    const early = portal.first.shift();
    if (early) return early;
    if (url !== `${ADDRESS}batch.json`) return reply(401, { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' });
    const { cmd } = JSON.parse(body) as { cmd: Record<string, string> };
    if (Object.keys(cmd).length > 50) return reply(400, { error: 'ERROR_BATCH_LENGTH_EXCEEDED', error_description: 'Max batch length exceeded' });
    const result: Record<string, unknown> = {},
      result_error: Record<string, unknown> = {},
      result_total: Record<string, number> = {};
    portal.asked.push(Object.values(cmd).map((one) => decodeURIComponent(one)));
    for (const [key, command] of Object.entries(cmd)) {
      const [method = '', query = ''] = command.split('?'),
        error = portal.errors[method];
      if (error) {
        result_error[key] = error;
        continue;
      }
      const found = run(portal, method, withReferences(JSON.parse(JSON.stringify(readForm(query).values)) as Row, result));
      if (found === null) result_error[key] = { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' };
      else {
        result[key] = found.value;
        if (found.total !== undefined) result_total[key] = found.total;
      }
    }
    const php = (map: Record<string, unknown>): unknown => (Object.keys(map).length === 0 ? [] : map);
    return reply(200, {
      result: { result: php(result), result_error: php(result_error), result_total: php(result_total), result_next: [] },
      time: { operating: 0 },
    });
  };
  const http = {
    send: (requests: readonly HttpRequest[]): HttpReply[] => {
      now += 20;
      return requests.map(answer);
    },
    pause: (ms: number): void => {
      portal.pauses.push(ms);
      now += ms;
    },
    clock: (): number => now,
  };
  return Object.assign(portal, { reach: { http, zone: 'Europe/Moscow', connection: { crm: 'bitrix24', address: ADDRESS, token: '', options: {} } } });
}

/** `$result[p0][49][ID]`; what is not there is nothing, as in PHP. */
function withReferences(value: unknown, result: Row): Row {
  const seen = (one: unknown): unknown => {
    if (typeof one === 'string' && one.startsWith('$result')) {
      let at: unknown = result;
      for (const [, step] of one.matchAll(/\[([^\]]+)\]/g)) at = (at as Row | undefined)?.[step ?? ''];
      return at ?? '';
    }
    if (Array.isArray(one)) return one.map(seen);
    return typeof one === 'object' && one !== null ? Object.fromEntries(Object.entries(one).map(([key, inner]) => [key, seen(inner)])) : one;
  };
  return seen(value) as Row;
}

const PLURAL: Record<string, string> = { 'crm.category.list': 'categories', 'crm.stagehistory.list': 'items' };
function run({ rows, singles }: Omit<Portal, 'reach'>, method: string, params: Row): { readonly value: unknown; readonly total?: number } | null {
  if (method in singles) return { value: singles[method] };
  const table = method === 'crm.stagehistory.list' ? `crm.stagehistory.${String(params.entityTypeId)}` : method.replace(/\.(list|get)$/, ''),
    all = rows[table];
  if (!all) return null;
  const filter = (params.filter ?? params.FILTER ?? {}) as Row,
    order = Object.entries((params.order as Row | undefined) ?? {})[0];
  const found = all.filter((row) => Object.entries(filter).every(([key, wanted]) => holds(row, key, wanted)));
  if (typeof params.order === 'object' && order) found.sort((a, b) => compare(a[order[0]], b[order[0]]));
  const start = Math.max(0, Number(params.start ?? 0)),
    page = found.slice(start, start + 50),
    wrap = PLURAL[method];
  return { value: wrap ? { [wrap]: page } : page, ...(Number(params.start ?? 0) < 0 ? {} : { total: found.length }) };
}
const plainOf = (value: unknown): number | string =>
  typeof value === 'string' && /^\d{4}-/.test(value) ? Date.parse(value) : /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : String(value ?? '');
const compare = (a: unknown, b: unknown): number => (plainOf(a) < plainOf(b) ? -1 : plainOf(a) > plainOf(b) ? 1 : 0);
function holds(row: Row, key: string, wanted: unknown): boolean {
  const [, mark = '', field = ''] = /^(>=|<=|>|<|@)?(.*)$/.exec(key) ?? [],
    c = compare(row[field], wanted);
  if (Array.isArray(wanted)) return wanted.some((one) => compare(row[field], one) === 0);
  if (wanted === '' && mark !== '') return true; // an empty condition is none
  return mark === '>=' ? c >= 0 : mark === '<=' ? c <= 0 : mark === '>' ? c > 0 : mark === '<' ? c < 0 : c === 0;
}
