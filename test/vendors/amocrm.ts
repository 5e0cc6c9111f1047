import { type Account, type AccountOptions, openAccount } from './account';
import { amoBody, DIGITAL_PIPELINE, toldOf } from './amo-bodies';
import { accountJson, fieldsJson, pipelinesJson, reasonsJson, usersJson } from './amo-directories';
import { openEvents } from './amo-events';
import { ACCOUNT, amoFirm } from './amo-firm';
import { hal, type ListAsked, type ListSpec, listPage, NOTHING, openSorted, problem } from './amo-list';
import { openAmoPace } from './amo-pace';
import { companyJson, contactJson, type Look, leadJson, taskJson } from './amo-shapes';
import { companiesSpec, contactsSpec, eventPage, leadsSpec, notesSpec, tasksSpec } from './amo-specs';
import { webhooksApi } from './amo-webhooks';
import { seconds } from './clock';
import { openDoor } from './door';
import { type Faults, forbiddenPage, openFaults } from './faults';
import { type Front, openFront } from './front';
import { type Hooks, openHooks } from './hooks';
import type { Records } from './records';
import { type Answer, type Asked, answer, listAt, readQuery } from './wire';

/** amoCRM on loopback: REST v4 and webhooks as crm-formats 1 and 2 tell them. */

export interface AmoOptions extends AccountOptions {
  readonly port?: number;
  readonly token?: string;
  /** which clock the limit of 7 a second is measured by: the machine's (where real requests come over the network), the account's (where the asker's pauses move it), none */
  readonly pace?: 'real' | 'account' | 'off';
}
/** What a test may change while it runs. */
export interface AmoKnobs {
  /** the long-lived token ends at this instant of the account's clock; null = never */
  tokenUntil: number | null;
  /** a plan without REST: everything is refused with this code; null = paid */
  noRest: 402 | 403 | null;
  /** what this token may not read: `users`, `leads`, `contacts`, `companies`, `tasks`, `events`, `notes`, `webhooks` … */
  readonly revoked: Set<string>;
  /** called after each page of a list has been made: what happens between two pages */
  betweenPages: ((path: string) => void) | null;
}
export interface AmoVendor {
  readonly account: Account;
  readonly token: string;
  readonly hooks: Hooks;
  readonly faults: Faults;
  readonly knobs: AmoKnobs;
  /** how often each path was asked, without its query */
  readonly asked: Map<string, number>;
  /** filters and orders that the vendor does not know, and so passed over */
  readonly ignored: Set<string>;
  readonly handle: (asked: Asked) => Answer;
  /** asked in the same process, without the network: `door({ url: `${HOST}/api/v4/account`, method: 'get', headers })`; slow answers move the account's clock */
  readonly door: ReturnType<typeof openDoor>;
}

const MINUTE = 60_000;
/** 5 and 15 minutes after a failure; only 499 and 5xx have a fourth and a fifth try (crm-formats 1.5). */
export function amoPatience(tries: number, code: number): number | null {
  const pauses = code === 499 || (code >= 500 && code < 600) ? [5, 15, 15, 60] : [5, 15],
    pause = pauses[tries - 1];
  return pause === undefined ? null : pause * MINUTE;
}
const HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'amoCRM-Webhooks/3.0', 'accept-encoding': 'gzip' };
export const HOST = `https://${ACCOUNT.subdomain}.amocrm.ru`;

export function openAmo({ token = 'amo-test-token-0123456789abcdef', pace = 'account', ...options }: AmoOptions = {}): AmoVendor {
  const account = openAccount(amoFirm, options),
    { records, clock } = account;
  const hooks = openHooks({
    clock,
    random: account.random,
    patience: amoPatience,
    batches: true,
    limitMs: 2_000,
    disableAbove: 100,
    render: (items) => ({ body: amoBody(items, HOST), headers: HEADERS }),
  });
  records.listen((change) => {
    for (const { subscription, item } of toldOf(records, change))
      if (subscription !== DIGITAL_PIPELINE || [...hooks.all.values()].some(({ settings }) => settings.includes(DIGITAL_PIPELINE)))
        hooks.tell(subscription, item);
  });
  const faults = openFaults(),
    limit = openAmoPace(hooks.disableAll), // an IP block disables the hooks too
    events = openEvents(records),
    sorted = openSorted(),
    closestTask = closestTasks(records),
    asked = new Map<string, number>(),
    ignored = new Set<string>();
  const knobs: AmoKnobs = { tokenUntil: null, noRest: null, revoked: new Set(), betweenPages: null };

  /** What stands behind a path; null = no such method. */
  function route(request: Asked): Answer | null {
    const { origin, query, path } = request,
      { firm } = records,
      look: Look = { records, origin, with: new Set(listAt(readQuery(query), 'with') ?? []), closestTask },
      list: ListAsked = { origin, path, query, revision: records.revision(), sorted, ignored: (what) => ignored.add(`${path} ${what}`) };
    const page = <T>(spec: ListSpec<T>): Answer => listPage(spec, list);
    const whole = (name: string, of: readonly object[]): Answer =>
      hal({ _total_items: of.length, _page: 1, _page_count: 1, _links: { self: { href: origin + path } }, _embedded: { [name]: of } });
    const one = <T extends { readonly deletedAt: number | null }>(of: ReadonlyMap<number, T>, id: string, json: (look: Look, row: T) => object): Answer => {
      const row = of.get(Number(id));
      return row && row.deletedAt === null ? hal(json(look, row)) : NOTHING;
    };
    const [head, tail, third] = path.replace(/^\/api\/v4\/|\/$/g, '').split('/');
    if (head === 'webhooks') return webhooksApi(hooks, request, firm.users[0]!.id);
    if (request.method !== 'GET') return null;
    if (head === 'leads' || head === 'contacts' || head === 'companies') {
      if (tail === 'custom_fields') return whole('custom_fields', fieldsJson(firm, head));
      if (tail === 'notes') return page(notesSpec(look, head, null));
      if (tail !== undefined && third === 'notes') return page(notesSpec(look, head, Number(tail)));
    }
    switch (head) {
      case 'account':
        return hal(accountJson(firm, origin, look.with));
      case 'users': {
        const all = usersJson(firm, origin);
        return tail === undefined ? whole('users', all) : hal(all.find(({ id }) => id === Number(tail)) ?? {});
      }
      case 'events':
        return eventPage(events, list);
      case 'tasks':
        return tail === undefined ? page(tasksSpec(look)) : one(records.tasks, tail, taskJson);
      case 'leads':
        if (tail === 'pipelines') return whole('pipelines', pipelinesJson(firm, origin));
        if (tail === 'loss_reasons') return whole('loss_reasons', reasonsJson(firm));
        return tail === undefined ? page(leadsSpec(look)) : one(records.deals, tail, leadJson);
      case 'contacts':
        return tail === undefined ? page(contactsSpec(look)) : one(records.contacts, tail, contactJson);
      case 'companies':
        return tail === undefined ? page(companiesSpec(look)) : one(records.companies, tail, companyJson);
      case 'sources': {
        const all = firm.sources.map(({ id, name }) => ({ id: Number(id), name }));
        return whole('sources', all);
      }
      default:
        return null;
    }
  }

  function answerTo(request: Asked): Answer {
    if (!request.path.startsWith('/api/v4/')) return answer(404, '<html><head><title>404 Not Found</title></head></html>', 'text/html');
    if (pace !== 'off') {
      const said = limit.admit(pace === 'real' ? Date.now() : clock.now());
      if (said === 'blocked') return answer(403, forbiddenPage, 'text/html');
      if (said === 'busy') return problem(429, 'Too Many Requests', 'Too many requests');
    }
    if (request.headers['authorization'] !== `Bearer ${token}` || (knobs.tokenUntil !== null && clock.now() >= knobs.tokenUntil))
      return problem(401, 'Unauthorized', 'Unauthorized');
    if (knobs.noRest !== null)
      return problem(knobs.noRest, knobs.noRest === 402 ? 'Payment Required' : 'Forbidden', 'The plan of the account does not include the API');
    if (request.path.split('/').some((word) => knobs.revoked.has(word))) return problem(403, 'Forbidden', 'Insufficient rights');
    return route(request) ?? problem(404, 'Not Found', 'Not Found');
  }
  const handle = (request: Asked): Answer => {
    asked.set(request.path, (asked.get(request.path) ?? 0) + 1);
    const made = faults.through(request, () => answerTo(request));
    if (made.text.startsWith('{"_page":')) knobs.betweenPages?.(request.path);
    return made;
  };
  return { account, token, hooks, faults, knobs, asked, ignored, handle, door: openDoor(handle, clock.add) };
}

/** When the next open task of a deal is due, in seconds: counted once for each state of the account. */
function closestTasks(records: Records): (dealId: number) => number | null {
  let counted: { readonly revision: number; readonly of: ReadonlyMap<number, number> } | null = null;
  return (dealId) => {
    if (counted?.revision !== records.revision()) {
      const of = new Map<number, number>();
      for (const task of records.tasks.values())
        if (task.doneAt === null && task.deletedAt === null) of.set(task.dealId, Math.min(of.get(task.dealId) ?? Number.POSITIVE_INFINITY, seconds(task.due)));
      counted = { revision: records.revision(), of };
    }
    return counted.of.get(dealId) ?? null;
  };
}

/** `const amo = await startAmo({ deals: 500, seed: 7, now })` … `await amo.close()` */
export async function startAmo(options: AmoOptions = {}): Promise<AmoVendor & Front> {
  const vendor = openAmo({ pace: 'real', ...options });
  return { ...vendor, ...(await openFront(vendor.handle, options.port)) };
}
