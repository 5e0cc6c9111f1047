import { Fault } from '../../kernel/fault';
import type { Reach } from '../../ports/crm-source';
import type { HttpReply, HttpRequest } from '../../ports/http';
import { ask, jsonOf, type Pace, type Verdict } from '../ask';
import { CRM } from './leaves';

/** Requests to amoCRM's REST API v4 (crm-formats 2): 7 a second are allowed, 6 are made. */

/** A JSON object as it came. */
export type Json = { readonly [key: string]: unknown };
export const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Parameters of an address, in their order; a key may come again. */
export type Query = readonly (readonly [key: string, value: string | number])[];

/** Largest page of a list; of events 100 (K-LIM, A-EV). */
export const LIMIT = 250;
const TOGETHER = 6;
const paceOf = (count: number): Pace => ({ together: TOGETHER, everyMs: Math.ceil((1_000 * Math.min(count, TOGETHER)) / TOGETHER) });

/** 402: the account is not paid, or its plan has no API. A 403 that is a page, not JSON: our address is shut out for a while, for we asked too often (K-LIM). */
const verdict: Verdict = ({ code, text }) => (code === 402 ? new Fault('no-rest', { crm: CRM }) : code === 403 && /^\s*</.test(text) ? 'again' : null);

const send = (reach: Reach, requests: readonly HttpRequest[]): HttpReply[] =>
  ask(
    reach,
    requests.map((request) => ({ ...request, headers: { Authorization: `Bearer ${reach.connection.token}` } })),
    { pace: paceOf(requests.length), verdict },
  );
const addressOf = (reach: Reach, path: string, query: Query): string =>
  `${reach.connection.address}/api/v4/${path}${query.map(([key, value], i) => `${i === 0 ? '?' : '&'}${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('')}`;

/** Answers in the order of the paths; {} for one without content (204: nothing found). Throws what `crm/ask` throws, and no-rest. */
export const getAll = (reach: Reach, paths: readonly { readonly path: string; readonly query: Query }[]): Json[] =>
  send(
    reach,
    paths.map(({ path, query }) => ({ url: addressOf(reach, path, query), method: 'get' as const })),
  ).map((reply) => {
    const said = jsonOf(reply, CRM) ?? {};
    if (!isJson(said)) throw new Fault('crm-nonsense', { crm: CRM, why: 'no object' });
    return said;
  });
export const get = (reach: Reach, path: string, query: Query): Json => getAll(reach, [{ path, query }])[0] ?? {};
export const post = (reach: Reach, path: string, body: unknown): void => {
  send(reach, [{ url: addressOf(reach, path, []), method: 'post', body: JSON.stringify(body), type: 'application/json' }]);
};

/** What is embedded under a key: a list of objects, also where there is none. */
export const embedded = (json: Json, key: string): Json[] => {
  const list = isJson(json._embedded) ? json._embedded[key] : undefined;
  return Array.isArray(list) ? list.filter(isJson) : [];
};
/** Number of the next page, as `_links.next` says; null at the end. Its host is not followed. */
export function nextPage(json: Json): number | null {
  const next = isJson(json._links) ? json._links.next : undefined,
    href = isJson(next) ? String(next.href ?? '') : '';
  const page = /[?&]page=(\d+)/.exec(href)?.[1];
  return page === undefined ? null : Number(page);
}

/** A whole directory, page by page (at most 100 pages). */
export function wholeList(reach: Reach, path: string, key: string, query: Query = []): Json[] {
  const all: Json[] = [];
  for (let page: number | null = 1; page !== null && page <= 100; ) {
    const json: Json = get(reach, path, [...query, ['limit', LIMIT], ['page', page]]);
    all.push(...embedded(json, key));
    page = nextPage(json);
  }
  return all;
}

export const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
/** Unix seconds -> instant; anything else -> null. */
export const instantOf = (value: unknown): number | null => (Number(value) > 0 ? Number(value) * 1000 : null);
