import type { Reach } from '../../../src/ports/crm-source';
import type { HttpReply, HttpRequest } from '../../../src/ports/http';

/** A record of the stub: amoCRM's REST shape, told by hand in each test. */
export interface Rest {
  readonly id: number | string;
  readonly [key: string]: unknown;
}
/** What stands under a path: records of a list (filtered, sorted and paged as the CRM does), a fixed answer, or a code with a text. */
export type Shelf = readonly Rest[] | { readonly json: object } | { readonly code: number; readonly text: string };

const PAGE_KEY = /^(?:.*\/)?([a-z_]+)$/;
const all = (query: URLSearchParams, key: string): string[] => [...query.getAll(`${key}[]`), ...(query.get(key)?.split(',') ?? [])];

/** The answer of a list as crm-formats 2 describes it: 204 for none, `_links.next` while more follows. */
function listed(records: readonly Rest[], path: string, query: URLSearchParams): HttpReply {
  const between = (record: Rest, key: string): boolean => {
    const from = query.get(`filter[${key}][from]`),
      to = query.get(`filter[${key}][to]`),
      at = Number(record[key]);
    return (from === null || at >= Number(from)) && (to === null || at <= Number(to));
  };
  const isCreatedKnown = !/^tasks$|notes$/.test(path); // those two lists know no filter by creation
  const ids = all(query, 'filter[id]'),
    entityIds = all(query, 'filter[entity_id]'),
    types = all(query, 'filter[note_type]'),
    eventTypes = all(query, 'filter[type]');
  const order = ['id', 'created_at', 'updated_at'].find((key) => query.get(`order[${key}]`) === 'asc') ?? 'id';
  const found = records
    .filter((record) => ids.length === 0 || ids.includes(String(record.id)))
    .filter((record) => entityIds.length === 0 || entityIds.includes(String(record.entity_id)))
    .filter((record) => types.length === 0 || types.includes(String(record.note_type)))
    .filter((record) => eventTypes.length === 0 || eventTypes.includes(String(record.type)))
    .filter((record) => (!isCreatedKnown || between(record, 'created_at')) && between(record, 'updated_at'))
    .sort((a, b) => Number(a[order]) - Number(b[order]));
  const limit = Number(query.get('limit') ?? 50),
    page = Number(query.get('page') ?? 1),
    part = found.slice((page - 1) * limit, page * limit);
  if (part.length === 0) return { code: 204, headers: {}, text: '' };
  const next = found.length > page * limit ? { next: { href: `https://elsewhere.example/api/v4/${path}?limit=${limit}&page=${page + 1}` } } : {};
  return {
    code: 200,
    headers: {},
    text: JSON.stringify({ _page: page, _links: { self: { href: 'x' }, ...next }, _embedded: { [PAGE_KEY.exec(path)?.[1] ?? path]: part } }),
  };
}

export interface Stub {
  readonly reach: Reach;
  /** `get leads?limit=250…`, decoded */
  readonly sent: string[];
  readonly requests: HttpRequest[];
  readonly pauses: number[];
  /** what stands where; a test changes it while the product pages */
  readonly shelves: Record<string, Shelf>;
  /** called before each answer */
  trap: ((path: string) => void) | null;
}

/** A CRM that answers from a table; a path that is not in it is a list of nothing. Its clock goes by pauses and 10 ms a group. */
export function stub(shelves: Record<string, Shelf>, address = 'https://proba.amocrm.ru'): Stub {
  let now = 0;
  const self: Stub = {
    shelves,
    sent: [],
    requests: [],
    pauses: [],
    trap: null,
    reach: {
      zone: 'Europe/Moscow',
      connection: { crm: 'amocrm', address, token: 'secret-token', options: {} },
      http: {
        clock: () => now,
        pause: (ms) => {
          self.pauses.push(ms);
          now += ms;
        },
        send: (requests) => {
          now += 10;
          return requests.map((request): HttpReply => {
            const url = new URL(request.url),
              path = url.pathname.replace(/^\/api\/v4\//, '');
            self.requests.push(request);
            self.sent.push(`${request.method} ${path}${decodeURIComponent(url.search)}`);
            self.trap?.(path);
            const shelf = self.shelves[path] ?? [];
            if (Array.isArray(shelf)) return listed(shelf as readonly Rest[], path, url.searchParams);
            const fixed = shelf as Exclude<Shelf, readonly Rest[]>;
            return 'json' in fixed ? { code: 200, headers: {}, text: JSON.stringify(fixed.json) } : { headers: {}, ...fixed };
          });
        },
      },
    },
  };
  return self;
}
