import { Fault } from '../../kernel/fault';
import type { Reach } from '../../ports/crm-source';
import type { HttpReply } from '../../ports/http';
import { ask, hostOf, jsonOf } from '../ask';
import { CRM, listOf, mapOf, text } from './words';

/** Two requests a second never meet the limit (a bucket of 50 that empties by 2 a second); a batch counts as one (B24 limits). */
const PACE = { together: 1, everyMs: 500 };
const MOST = 50;
export const PAGE = 50;

type Param = string | number | readonly (string | number)[] | Params;
interface Params {
  readonly [key: string]: Param;
}
/** One method with its parameters. `soft`: the CRM may refuse it (a right or a module that not everybody has), and it counts as empty then. */
export interface Command {
  readonly method: string;
  readonly params: Params;
  readonly soft?: true;
}
/** `value`: the result as it came; `rows`: the list in it; `total`: as far as the CRM counted. */
export interface Answer {
  readonly value: unknown;
  readonly rows: readonly unknown[];
  readonly total: number | null;
  /** why the CRM refused it, '' when it did not */
  readonly refused: string;
}

/** `filter[>ID]=5&select[]=*`, percent-encoded, as PHP reads it. */
const query = (params: Params, path = ''): string =>
  Object.entries(params)
    .map(([key, value]) => {
      const at = path === '' ? key : `${path}[${key}]`,
        plain = (one: string | number, name: string): string => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`;
      if (Array.isArray(value)) return value.map((one: string | number) => plain(one, `${at}[]`)).join('&');
      return typeof value === 'object' ? query(value as Params, at) : plain(value, at);
    })
    .filter((pair) => pair !== '')
    .join('&');

/**
 * Commands in batches of 50, one request each; answers by the same keys. Throws what `crm/ask` throws, and no-rights when a command that is not soft is refused.
 */
export function batch(reach: Reach, commands: Readonly<Record<string, Command>>): Record<string, Answer> {
  const answers: Record<string, Answer> = {},
    keys = Object.keys(commands);
  for (let from = 0; from < keys.length; from += MOST) {
    const own = keys.slice(from, from + MOST);
    const cmd = Object.fromEntries(own.map((key) => [key, `${commands[key]?.method}?${query(commands[key]?.params ?? {})}`]));
    const request = { url: `${reach.connection.address}batch.json`, method: 'post', type: 'application/json', body: JSON.stringify({ halt: 0, cmd }) } as const;
    const [reply] = ask(discreet(reach), [request], { pace: PACE, verdict: verdictOn(reach.connection.address) });
    const result = mapOf(mapOf(reply ? jsonOf(reply, CRM) : null).result);
    if (!('result' in result)) throw new Fault('crm-nonsense', { crm: CRM, why: 'no result' });
    const values = mapOf(result.result),
      errors = mapOf(result.result_error),
      totals = mapOf(result.result_total);
    for (const key of own) {
      const refused = key in errors ? errorIn(errors[key]) || 'refused' : '';
      if (refused !== '' && !commands[key]?.soft) throw faultOf(refused);
      const value = values[key],
        inner = mapOf(value);
      answers[key] = {
        value,
        rows: refused !== '' ? [] : Array.isArray(value) ? value : listOf(inner.items ?? inner.categories ?? value),
        total: key in totals ? Number(totals[key]) : null,
        refused,
      };
    }
  }
  return answers;
}

/** The same, each list to its end: what the first page counts is then asked for all at once. Not for commands with `start` of their own. */
export function whole(reach: Reach, commands: Readonly<Record<string, Command>>): Record<string, Answer> {
  const first = batch(reach, commands),
    more: Record<string, Command> = {};
  for (const [key, { rows, total }] of Object.entries(first))
    for (let start = PAGE; rows.length >= PAGE && start < (total ?? 0); start += PAGE) {
      const command = commands[key];
      if (command) more[`${key}_${start}`] = { ...command, params: { ...command.params, start } };
    }
  const rest = batch(reach, more);
  return Object.fromEntries(
    Object.entries(first).map(([key, answer]) => [
      key,
      { ...answer, rows: [...answer.rows, ...Object.keys(rest).flatMap((part) => (part.startsWith(`${key}_`) ? (rest[part]?.rows ?? []) : []))] },
    ]),
  );
}

/** The path of an incoming webhook is its secret: whatever comes back must not repeat it. */
function discreet(reach: Reach): Reach {
  const code = /\/rest\/\d+\/([^/]+)\//.exec(reach.connection.address)?.[1];
  return code === undefined
    ? reach
    : {
        ...reach,
        http: {
          ...reach.http,
          send: (requests) =>
            reach.http.send(requests).map((reply) => (reply.text.includes(code) ? { ...reply, text: reply.text.split(code).join('…') } : reply)),
        },
      };
}

const BUSY = /QUERY_LIMIT_EXCEEDED|OPERATION_TIME_LIMIT|OVERLOAD_LIMIT|INTERNAL_SERVER_ERROR|ERROR_UNEXPECTED_ANSWER/i;
/** The HTTP code of an error differs between editions: its text counts. `error` may be '' or 0 (crm-formats 3.2). */
const verdictOn =
  (address: string) =>
  (reply: HttpReply): Fault | 'again' | null => {
    if (reply.code >= 300 && reply.code < 400) return new Fault('address-wrong', { value: hostOf(address) }); // a portal that was renamed sends on
    if (!/"error"\s*:/.test(reply.text)) return null;
    let json: unknown = null;
    try {
      json = JSON.parse(reply.text);
    } catch {
      return null; // told by its code, or by whoever reads it
    }
    const error = errorIn(json);
    if (/^ACCESS_DENIED:/i.test(error)) return new Fault('no-rest', { crm: CRM }); // of the whole request: the plan has no REST
    if (error !== '') return BUSY.test(error) ? 'again' : faultOf(error);
    const inner = listOf(mapOf(mapOf(json).result).result_error);
    return inner.some((one) => BUSY.test(errorIn(one))) ? 'again' : null;
  };

/** `code: description`; '' where there is no error. */
function errorIn(json: unknown): string {
  const map = mapOf(json);
  return 'error' in map ? `${text(map.error)}: ${text(map.error_description)}` : text(json);
}

/** An error text of Bitrix24 as a failure that its reader can mend. */
function faultOf(error: string): Fault {
  const code = error.slice(0, error.indexOf(':')),
    what = error.replace(/^[\s0:]+/, '').slice(0, 120);
  if (/^(NO_AUTH_FOUND|INVALID_CREDENTIALS|expired_token|invalid_token|INVALID_REQUEST|user_access_error)$/i.test(code))
    return new Fault('token-wrong', { crm: CRM });
  if (/^PORTAL_DELETED$/i.test(code)) return new Fault('crm-away', { address: '', why: what });
  if (/^ACCESS_DENIED$/i.test(code) && /plan|subscription|tariff|тариф|подписк/i.test(error)) return new Fault('no-rest', { crm: CRM });
  if (/insufficient_scope|access.?denied|allowed_only_intranet|METHOD_NOT_FOUND/i.test(error)) return new Fault('no-rights', { crm: CRM, what });
  return new Fault('crm-nonsense', { crm: CRM, why: what });
}
