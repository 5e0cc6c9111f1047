import type { Shown } from './b24-shapes';
import { listAt, type Tree, textAt, treeAt } from './wire';

/** Lists of Bitrix24 (crm-formats 3.2): 50 a page; `start`, `next`, `total`; `start=-1` counts nothing and ends with the page. */

type Comparable = number | string | null;
/** What a list may be filtered and ordered by. `time`: compared as instants, whatever offset the filter spells. */
export type Keys<T> = Readonly<Record<string, { readonly kind: 'number' | 'text' | 'time'; readonly of: (row: T) => Comparable }>>;
export interface B24Spec<T> {
  /** in the order of their ids */
  readonly rows: (filter: Tree) => readonly T[];
  readonly id: (row: T) => number;
  readonly idKey: string;
  readonly keys: Keys<T>;
  readonly json: (row: T) => Shown;
  /** keys left out unless named (phones), and those that need `UF_*` */
  readonly hidden?: readonly string[];
}
export interface B24Page {
  readonly rows: readonly Shown[];
  readonly total: number | null;
  readonly next: number | null;
}
export const PAGE = 50;

const OPERATIONS = /^(!@|!=|!%|>=|<=|=%|@|!|>|<|=|%)?(.+)$/;
function readTime(text: string, offsetMs: number): number {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text.trim());
  const at = Date.parse(
    zoned
      ? text
      : `${text
          .trim()
          .replace(' ', 'T')
          .replace(/^(\d{4}-\d\d-\d\d)$/, '$1T00:00:00')}Z`,
  );
  return zoned ? at : at - offsetMs;
}
function testOf<T>(keys: Keys<T>, name: string, wanted: Tree | string, offsetMs: number): ((row: T) => boolean) | null {
  const [, operation = '=', key = ''] = OPERATIONS.exec(name) ?? [],
    known = keys[key];
  if (!known) return null;
  const read = (text: string): Comparable => (known.kind === 'number' ? Number(text) : known.kind === 'time' ? readTime(text, offsetMs) : text),
    values = (typeof wanted === 'string' ? [wanted] : Object.values(wanted).filter((one): one is string => typeof one === 'string')).map(read),
    [first = ''] = values,
    set = new Set(values),
    beyond = (row: T, test: (value: number | string, limit: number | string) => boolean): boolean => {
      const value = known.of(row);
      return value !== null && first !== null && test(value, first);
    };
  switch (operation) {
    case '>=':
      return (row) => beyond(row, (value, limit) => value >= limit);
    case '<=':
      return (row) => beyond(row, (value, limit) => value <= limit);
    case '>':
      return (row) => beyond(row, (value, limit) => value > limit);
    case '<':
      return (row) => beyond(row, (value, limit) => value < limit);
    case '!':
    case '!=':
    case '!@':
      return (row) => !set.has(known.of(row));
    default:
      return (row) => set.has(known.of(row));
  }
}

/** `ignored` hears of filters that the vendor passes over without a word. */
export function b24Page<T>(spec: B24Spec<T>, params: Tree, how: { readonly offsetMs: number; readonly ignored: (what: string) => void }): B24Page {
  const filter = treeAt(params, 'filter'),
    upper = Object.keys(filter).length > 0 ? filter : treeAt(params, 'FILTER'),
    start = Number(textAt(params, 'start') ?? 0),
    tests: ((row: T) => boolean)[] = [];
  for (const [name, wanted] of Object.entries(upper)) {
    const test = testOf(spec.keys, name, wanted, how.offsetMs);
    if (test) tests.push(test);
    else how.ignored(`filter[${name}]`);
  }
  const [orderKey = spec.idKey, direction = 'ASC'] = Object.entries(treeAt(params, 'order'))[0] ?? Object.entries(treeAt(params, 'ORDER'))[0] ?? [],
    down = String(direction).toUpperCase() === 'DESC',
    order = spec.keys[String(orderKey)],
    all = spec.rows(upper),
    above = textAt(upper, `>${spec.idKey}`);
  if (!order) how.ignored(`order[${String(orderKey)}]`);
  const meets = (row: T): boolean => tests.every((test) => test(row));
  const shown = (rows: readonly T[]): readonly Shown[] => rows.map((row) => selected(spec, spec.json(row), params));
  if (start === -1 && String(orderKey) === spec.idKey && !down) {
    const found: T[] = [];
    for (let at = above === null ? 0 : firstAbove(all, spec.id, Number(above)); at < all.length && found.length < PAGE; at += 1)
      if (meets(all[at]!)) found.push(all[at]!);
    return { rows: shown(found), total: null, next: null };
  }
  const rows = all.filter(meets),
    sign = down ? -1 : 1;
  if (order && (String(orderKey) !== spec.idKey || down))
    rows.sort((a, b) => {
      const [x, y] = [order.of(a) ?? '', order.of(b) ?? ''];
      return x < y ? -sign : x > y ? sign : spec.id(a) - spec.id(b);
    });
  if (start === -1) return { rows: shown(rows.slice(0, PAGE)), total: null, next: null };
  return { rows: shown(rows.slice(start, start + PAGE)), total: rows.length, next: start + PAGE < rows.length ? start + PAGE : null };
}
/** Place of the first row whose id is above `id`. */
function firstAbove<T>(rows: readonly T[], idOf: (row: T) => number, id: number): number {
  let low = 0,
    high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (idOf(rows[middle]!) > id) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** `select`: nothing or `*` = the portal's own fields; `UF_*` the user's; several-valued ones only by name. */
function selected<T>({ hidden = [], idKey }: B24Spec<T>, row: Shown, params: Tree): Shown {
  const names = listAt(params, 'select') ?? listAt(params, 'SELECT');
  const wanted = new Set(names ?? ['*']);
  const isUser = (key: string): boolean => /^(UF_|ufCrm_)/.test(key);
  return Object.fromEntries(
    Object.entries(row).filter(([key]) => {
      if (wanted.has(key)) return true;
      if (isUser(key)) return wanted.has('UF_*') || (idKey === 'id' && wanted.has('*'));
      return wanted.has('*') && !hidden.includes(key);
    }),
  );
}
