import { type Answer, answer, listAt, readQuery, type Tree, textAt, treeAt } from './wire';

/** Pages of amoCRM's lists (crm-formats 2: size, paging, empty result): computed anew for every page, so rows shift when records change between two pages. */

export interface ListSpec<T> {
  readonly name: string;
  readonly rows: () => readonly T[];
  /** by which number rows may be ordered; the first is what the vendor does unasked, downwards */
  readonly orders: Readonly<Record<string, (row: T) => number>>;
  /** one value or a list of them */
  readonly choices: Readonly<Record<string, (row: T) => string | number | null>>;
  /** `[from]`, `[to]`, both included; a bare number is `from` */
  readonly ranges: Readonly<Record<string, (row: T) => number | null>>;
  readonly atMost: number;
  readonly json: (row: T) => object;
  /** tells lists of the same name but other rows apart */
  readonly part?: string;
  /** whatever the query says of order */
  readonly newestFirst?: boolean;
}

export const problem = (status: number, title: string, detail: string): Answer =>
  answer(status, JSON.stringify({ title, type: `https://httpstatus.es/${status}`, status, detail }), 'application/problem+json');
export const hal = (content: object, status = 200): Answer => answer(status, JSON.stringify(content), 'application/hal+json');
export const NOTHING = answer(204, '');

/** Sorted rows, kept until the account changes. */
export interface Sorted {
  readonly of: <T>(key: string, revision: number, rows: () => readonly T[], by: (row: T) => number) => readonly T[];
}
export function openSorted(): Sorted {
  const kept = new Map<string, { readonly revision: number; readonly rows: readonly unknown[] }>();
  return {
    of: <T>(key: string, revision: number, rows: () => readonly T[], by: (row: T) => number): readonly T[] => {
      const known = kept.get(key);
      if (known && known.revision === revision) return known.rows as readonly T[];
      const sorted = [...rows()].sort((a, b) => by(a) - by(b));
      kept.set(key, { revision, rows: sorted });
      return sorted;
    },
  };
}

export interface ListAsked {
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly revision: number;
  readonly sorted: Sorted;
  /** hears of filters and orders that the vendor does not know and passes over */
  readonly ignored: (what: string) => void;
}

export function listPage<T>(spec: ListSpec<T>, asked: ListAsked): Answer {
  const query = readQuery(asked.query),
    limit = Number(textAt(query, 'limit') ?? 50),
    page = Number(textAt(query, 'page') ?? 1);
  if (!(limit >= 1 && limit <= spec.atMost)) return problem(400, 'Bad Request', `Limit must be between 1 and ${spec.atMost}`);
  if (!(page >= 1)) return problem(400, 'Bad Request', 'Page must be 1 or more');
  const test = meets(spec, query, asked),
    all = ordered(spec, query, asked),
    rows = test === null ? all : all.filter(test);
  const from = (page - 1) * limit,
    shown = rows.slice(from, from + limit);
  if (shown.length === 0) return NOTHING;
  const link = (to: number): { readonly href: string } => ({ href: `${asked.origin}${asked.path}?${withPage(asked.query, to)}` });
  return hal({
    _page: page,
    _links: {
      self: link(page),
      ...(from + limit < rows.length ? { next: link(page + 1) } : {}),
      ...(page > 1 ? { first: link(1), prev: link(page - 1) } : {}),
    },
    _embedded: { [spec.name]: shown.map(spec.json) },
  });
}
const withPage = (query: string, page: number): string => [...query.split('&').filter((pair) => pair !== '' && !/^page=/.test(pair)), `page=${page}`].join('&');

function ordered<T>(spec: ListSpec<T>, query: Tree, { revision, sorted, ignored }: ListAsked): readonly T[] {
  const order = treeAt(query, 'order'),
    wished = Object.keys(order)[0],
    first = Object.keys(spec.orders)[0]!;
  if (wished !== undefined && (!spec.orders[wished] || spec.newestFirst)) ignored(`order[${wished}]`);
  const name = wished !== undefined && spec.orders[wished] ? wished : first,
    down = wished === name && !spec.newestFirst ? order[name] === 'desc' : true;
  const up = sorted.of(`${spec.name} ${spec.part ?? ''} ${name}`, revision, spec.rows, spec.orders[name]!);
  return down
    ? sorted.of(
        `${spec.name} ${spec.part ?? ''} ${name} down`,
        revision,
        () => [...up].reverse(),
        () => 0,
      )
    : up;
}

/** null: nothing is filtered */
function meets<T>(spec: ListSpec<T>, query: Tree, { ignored }: ListAsked): ((row: T) => boolean) | null {
  const tests: ((row: T) => boolean)[] = [];
  for (const key of Object.keys(treeAt(query, 'filter'))) {
    const choice = spec.choices[key],
      range = spec.ranges[key];
    if (choice) {
      const wanted = new Set(listAt(query, 'filter', key) ?? []);
      tests.push((row) => wanted.has(String(choice(row))));
    } else if (range) {
      const from = Number(textAt(query, 'filter', key, 'from') ?? textAt(query, 'filter', key) ?? Number.NEGATIVE_INFINITY),
        to = Number(textAt(query, 'filter', key, 'to') ?? Number.POSITIVE_INFINITY);
      tests.push((row) => {
        const value = range(row);
        return value !== null && value >= from && value <= to;
      });
    } else if (key === 'statuses') {
      const wanted = Object.values(treeAt(query, 'filter', 'statuses')).filter((one): one is Tree => typeof one === 'object');
      tests.push((row) =>
        wanted.some(
          (one) => one['pipeline_id'] === String(spec.choices['pipeline_id']?.(row)) && one['status_id'] === String(spec.choices['status_id']?.(row)),
        ),
      );
    } else ignored(`filter[${key}]`);
  }
  return tests.length === 0 ? null : (row) => tests.every((test) => test(row));
}
