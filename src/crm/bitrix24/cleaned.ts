import type { Connection } from '../../ports/crm-source';
import { readForm } from '../form';

/** Names of what lets its holder in: `auth[access_token]`, `auth[refresh_token]`, `auth[application_token]`, `AUTH_ID`, `REFRESH_ID`, `APP_SID`, a bare `auth` … */
const SECRET = /token|secret|passw|auth_?id|refresh_?id|app_?sid|api_?key|(^|[^a-z])auth$/i;
const isJson = (body: string): boolean => /^[\uFEFF\s]*[{[]/.test(body);
/** A pair of JSON with a plain value, also where the text breaks off within it. */
const PAIR = /"((?:[^"\\]|\\.)*)"(\s*:\s*)("(?:[^"\\]|\\.)*(?:"|$)|[^\s,}\]{["][^,}\]]*)/g;

/**
 * A body of Bitrix24 without what lets its holder in. Form or JSON; what is left stands as it came, also in a body that cannot be read.
 * Source crm-formats 3.1: tokens must never reach a tab or a log
 */
export function cleaned(body: string): string {
  if (isJson(body)) return body.replace(PAIR, (pair, key: string, colon: string) => (SECRET.test(key) ? `"${key}"${colon}""` : pair));
  return body
    .split('&')
    .filter((pair) => !SECRET.test(keyOf(pair)))
    .join('&');
}
/** The key of a pair with its last bracket left off: `auth[access_token`. */
function keyOf(pair: string): string {
  const key = (pair.split('=')[0] ?? '').replace(/\+/g, ' ');
  try {
    return decodeURIComponent(key).trim().replace(/\]$/, '');
  } catch {
    return key; // a broken %xx: tested as it stands
  }
}

/** The token by which Bitrix24 signs its events; '' where the body has none. */
function tokenIn(body: string): string {
  const json = /"(?:auth\[)?application_token\]?"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(body);
  if (json || isJson(body)) return json?.[1] ?? '';
  const pair = body.split('&').find((one) => keyOf(one) === 'auth[application_token');
  return pair === undefined ? '' : String(readForm(`t=${pair.slice(pair.indexOf('=') + 1)}`).values.t ?? '');
}
/** Is the body signed as the connection wants it? Several outgoing webhooks have a token each, apart by blanks or commas; none kept: every body passes. */
export function accepts(body: string, { options }: Connection): boolean {
  const wanted = (options.application_token ?? '').split(/[\s,;]+/).filter((token) => token !== '');
  return wanted.length === 0 || wanted.includes(tokenIn(body));
}
