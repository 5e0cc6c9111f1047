import { type Account, type AccountOptions, openAccount } from './account';
import { failed, type Outcome, runBatch } from './b24-batch';
import { b24Body, b24Events } from './b24-bodies';
import { b24Firm } from './b24-firm';
import { openMethods } from './b24-methods';
import { openB24Pace } from './b24-pace';
import { portalOf } from './b24-shapes';
import { openDoor } from './door';
import { type Faults, openFaults } from './faults';
import { type Front, openFront } from './front';
import { type Hooks, openHooks } from './hooks';
import { type Answer, type Asked, answer, readQuery, type Tree } from './wire';

/** Bitrix24 on loopback: REST through an incoming webhook, and outgoing webhooks, as crm-formats 3 tells them. */

export interface B24Options extends AccountOptions {
  readonly port?: number;
  /** which clock both limits are measured by (amocrm.ts) */
  readonly pace?: 'real' | 'account' | 'off';
}
/** What a test may change while it runs. */
export interface B24Knobs {
  /** the plan has no REST: 403 ACCESS_DENIED */
  noRest: boolean;
  /** the incoming webhook was deleted: 401 */
  deleted: boolean;
  /** what its creator granted; a method of another scope is 403 insufficient_scope */
  scopes: readonly string[];
  /** kinds of records that its creator may not read: `deal`, `lead`, `contact`, `company`, `activity`, `user`, `call` */
  readonly revoked: Set<string>;
  /** seconds of work that a call counts, and those for each thousand rows that are counted through (`start` other than -1) */
  work: { call: number; thousand: number };
  betweenPages: ((method: string) => void) | null;
}
export interface B24Vendor {
  readonly account: Account;
  /** `/rest/1/<code>`: with the portal's address before it, the address of the incoming webhook */
  readonly path: string;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly knobs: B24Knobs;
  /** how often each method was asked, inside a batch too */
  readonly asked: Map<string, number>;
  readonly ignored: Set<string>;
  readonly handle: (asked: Asked) => Answer;
  readonly door: ReturnType<typeof openDoor>;
}
const CODE = 'q7w8e9r0t1y2u3i4';
export const PORTAL_URL = 'https://okna-test.bitrix24.ru';

export function openBitrix({ pace = 'account', ...options }: B24Options = {}): B24Vendor {
  const account = openAccount(b24Firm, options),
    { records, clock } = account,
    portal = portalOf(records);
  const hooks = openHooks({
    clock,
    random: account.random,
    patience: () => null, // no second try
    batches: false,
    limitMs: 10_000,
    disableAbove: null,
    render: (items, sentAt) => ({
      body: b24Body(items[0]!, sentAt),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Bitrix24 Webhook Engine' },
    }),
  });
  records.listen((change) => {
    for (const item of b24Events(records, change)) hooks.tell(item.path, item);
  });
  const faults = openFaults(),
    limits = openB24Pace(),
    asked = new Map<string, number>(),
    ignored = new Set<string>(),
    now = (): number => (pace === 'real' ? Date.now() : clock.now());
  const knobs: B24Knobs = {
    noRest: false,
    deleted: false,
    scopes: ['crm', 'user', 'telephony'],
    revoked: new Set(),
    work: { call: 0.02, thousand: 0.1 },
    betweenPages: null,
  };
  const methods = openMethods(portal, { now: clock.now, ignored: (what) => ignored.add(what), scopes: () => knobs.scopes });
  const path = `/rest/${b24Firm.users[0]!.id}/${CODE}`;

  const ITEM_ENTITY: Readonly<Record<string, string>> = { '1': 'lead', '2': 'deal', '3': 'contact', '4': 'company' };
  function run(name: string, params: Tree): Outcome {
    const key = name.toLowerCase(),
      method = methods[key];
    asked.set(key, (asked.get(key) ?? 0) + 1);
    if (!method) return failed(404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!');
    if (method.scope !== '' && !knobs.scopes.includes(method.scope))
      return failed(403, 'insufficient_scope', 'The request requires higher privileges than provided by the webhook token');
    const entity = method.entity || (ITEM_ENTITY[String(params['entityTypeId'])] ?? '');
    if (entity !== '' && knobs.revoked.has(entity)) return failed(403, 'ACCESS_DENIED', 'Access denied.');
    if (pace !== 'off' && limits.blocked(key, now())) return failed(429, 'OPERATION_TIME_LIMIT', 'Method is blocked due to operation time limit.');
    const outcome = method.run(params);
    limits.spend(key, knobs.work.call + ((outcome.total ?? 0) / 1000) * knobs.work.thousand, now());
    return outcome;
  }
  const timeOf = (method: string): object => {
    const at = clock.now() / 1000,
      key = method.toLowerCase();
    return {
      start: at,
      finish: at + knobs.work.call,
      duration: knobs.work.call,
      processing: knobs.work.call / 2,
      date_start: portal.time(clock.now()),
      date_finish: portal.time(clock.now()),
      operating_reset_at: limits.resetAt(key, now()),
      operating: limits.operating(key, now()),
    };
  };
  const refused = (status: number, error: string | number, description: string): Answer =>
    answer(status, JSON.stringify({ error, error_description: description }));

  function answerTo(request: Asked): Answer {
    const [, code, method = ''] = /^\/rest\/(\d+\/[^/]+)\/([\w.]+?)(?:\.json)?\/?$/.exec(request.path) ?? [];
    if (code === undefined) return answer(404, '<html><head><title>404 Not Found</title></head></html>', 'text/html');
    if (`/rest/${code}` !== path || knobs.deleted) return refused(401, 'NO_AUTH_FOUND', 'Wrong authorization data');
    if (pace !== 'off' && !limits.admit(now())) return refused(503, 'QUERY_LIMIT_EXCEEDED', 'Too many requests');
    if (knobs.noRest) return refused(403, 'ACCESS_DENIED', 'REST API is available only on commercial plans.');
    const params = readParams(request);
    const outcome = method.toLowerCase() === 'batch' ? runBatch(params, run, { of: timeOf }) : run(method, params);
    if (outcome.error) return refused(outcome.error.status, outcome.error.error, outcome.error.description);
    return answer(
      200,
      JSON.stringify({
        result: outcome.result,
        ...(outcome.next === null || outcome.next === undefined ? {} : { next: outcome.next }),
        ...(outcome.total === null || outcome.total === undefined ? {} : { total: outcome.total }),
        time: timeOf(method),
      }),
    );
  }
  const handle = (request: Asked): Answer => {
    const made = faults.through(request, () => answerTo(request));
    if (made.status === 200) knobs.betweenPages?.(request.path.replace(/^.*\//, ''));
    return made;
  };
  return { account, path, hooks, faults, knobs, asked, ignored, handle, door: openDoor(handle, clock.add) };
}

/** Of the address and of the body, form or JSON; numbers and booleans of JSON as PHP makes texts of them. */
function readParams({ query, body }: Asked): Tree {
  const toTree = (value: unknown): Tree | string => {
    if (typeof value !== 'object' || value === null) return value === null ? '' : value === true ? '1' : value === false ? '' : String(value);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toTree(one)]));
  };
  const inQuery = readQuery(query);
  if (!/^\s*\{/.test(body)) return { ...inQuery, ...readQuery(body) };
  try {
    return { ...inQuery, ...(toTree(JSON.parse(body)) as Tree) };
  } catch {
    return inQuery;
  }
}

/** `const bitrix = await startBitrix({ deals: 500, seed: 7, now })`; the incoming webhook is `bitrix.base + bitrix.path`. */
export async function startBitrix(options: B24Options = {}): Promise<B24Vendor & Front> {
  const vendor = openBitrix({ pace: 'real', ...options });
  return { ...vendor, ...(await openFront(vendor.handle, options.port)) };
}
