import { DAY_MS } from '../../kernel/calendar';
import type { CrmSource, Pullable, PulledPage, Reach, Window } from '../../ports/crm-source';
import { embedded, get, getAll, instantOf, LIMIT, nextPage, type Query } from './rest';
import { pulledOf } from './trim';

/** Where each kind of record lies; calls are notes of three kinds of cards. */
const lists: Readonly<Record<string, readonly string[]>> = {
  deal: ['leads'],
  contact: ['contacts'],
  company: ['companies'],
  task: ['tasks'],
  activity: ['leads/notes', 'contacts/notes', 'companies/notes'],
};
export const listsOf = (entity: Pullable): readonly string[] => lists[entity] ?? [];
const keyOf = (list: string): string => list.slice(list.indexOf('/') + 1);
const extras = (entity: Pullable): Query => (entity === 'deal' ? [['with', 'contacts,loss_reason,source_id,source']] : []);
const calls: Query = [
  ['filter[note_type][]', 'call_in'],
  ['filter[note_type][]', 'call_out'],
];
/** An address may be no longer than 2 KB, so ids are asked for in handfuls. */
const HANDFUL = 50;

/** Contacts and companies are not sorted by creation there (imports bring older ones later), so what lies before the oldest known is asked for until there is none. */
export const oldest: CrmSource['oldest'] = (reach, entity) => {
  const isSorted = entity === 'deal' || entity === 'task';
  let least: number | null = null;
  for (let asked = 0; asked < 20; asked += 1) {
    const query: Query = [
      ['limit', isSorted ? 1 : LIMIT],
      [isSorted ? 'order[created_at]' : 'order[id]', 'asc'],
      ...(least === null ? [] : [['filter[created_at][to]', least / 1000 - 1] as const]),
      ...(entity === 'activity' ? calls : []),
    ];
    const answers = getAll(
      reach,
      listsOf(entity).map((path) => ({ path, query })),
    );
    const times = answers.flatMap((answer, i) => embedded(answer, keyOf(listsOf(entity)[i] ?? '')).flatMap(({ created_at }) => instantOf(created_at) ?? []));
    if (times.length === 0) break;
    least = Math.min(least ?? Number.POSITIVE_INFINITY, ...times);
    if (isSorted || entity === 'activity') break;
  }
  return least;
};

/**
 * A page of a window. Its cursor is `list from page`: which list, the beginning of the window as far as it is read (Unix seconds), the page from there.
 * Changed records leave the window while it is read, and pages shift: so where a list is sorted by the change, the next page is the first one from the last change seen.
 * Tasks and notes know no filter by creation: they are asked for by change, which is never before it, and sifted; pages end when all on one is a day beyond the window.
 */
export function pageOf(
  reach: Reach,
  { entity, window, cursor }: { readonly entity: Pullable; readonly window: Window; readonly cursor: string | null },
  by: 'created_at' | 'updated_at',
): PulledPage {
  const since = Math.ceil(window.from / 1000),
    till = Math.ceil(window.to / 1000) - 1,
    [part = 0, from = since, page = 1] = (cursor ?? '').split(' ').filter(Boolean).map(Number);
  const path = listsOf(entity)[part];
  if (path === undefined || till < since) return { items: [], next: null, total: null };
  const isSifted = by === 'created_at' && (entity === 'task' || entity === 'activity'),
    isOpen = isSifted || (by === 'updated_at' && entity === 'task'), // sorted by id, so nothing may leave the window
    filter = isOpen ? 'updated_at' : by,
    order = by === 'created_at' || entity === 'task' ? 'id' : 'updated_at';
  const answer = get(reach, path, [
    ['limit', LIMIT],
    ['page', page],
    [`filter[${filter}][from]`, from],
    ...(isOpen ? [] : [[`filter[${filter}][to]`, till] as const]),
    [`order[${order}]`, 'asc'],
    ...(entity === 'activity' ? calls : []),
    ...extras(entity),
  ]);
  const all = embedded(answer, keyOf(path)).map((json) => pulledOf(json, entity, path)),
    timeOf = (item: (typeof all)[number]): number | null => (by === 'created_at' ? item.createdAt : item.updatedAt);
  const times = all.map(timeOf),
    last = (times[times.length - 1] ?? 0) / 1000,
    isSorted = times.every((time, i) => time !== null && (i === 0 || time >= (times[i - 1] ?? 0))),
    isBeyond = isSifted && times.every((time) => (time ?? 0) >= window.to + DAY_MS);
  const more = isBeyond ? null : nextPage(answer);
  const next =
    more === null
      ? part + 1 < listsOf(entity).length
        ? [part + 1, since, 1]
        : null
      : order === 'updated_at' && isSorted && last > from
        ? [part, last, 1]
        : [part, from, more];
  const total = Number(answer._total_items);
  return {
    items: all.filter((item) => (timeOf(item) ?? window.from) >= window.from && (timeOf(item) ?? window.from) < window.to),
    next: next === null ? null : next.join(' '),
    total: total >= 0 && !isOpen && listsOf(entity).length === 1 ? total : null,
  };
}

/** Chat messages have ids that are no numbers, and REST does not know them: they count as there, without content. */
export const byId: CrmSource['byId'] = (reach, entity, ids) => {
  const numbers = ids.filter((id) => /^\d+$/.test(id)),
    handfuls = Array.from({ length: Math.ceil(numbers.length / HANDFUL) }, (_, i) => numbers.slice(i * HANDFUL, (i + 1) * HANDFUL));
  const asks = listsOf(entity).flatMap((path) =>
    handfuls.map((some) => ({ path, query: [['limit', LIMIT], ...some.map((id) => ['filter[id][]', id] as const), ...extras(entity)] as Query })),
  );
  const found = getAll(reach, asks).flatMap((answer, i) => {
    const path = asks[i]?.path ?? '';
    return embedded(answer, keyOf(path)).map((json) => pulledOf(json, entity, path));
  });
  const unknown = entity === 'activity' ? ids.filter((id) => !/^\d+$/.test(id)) : [];
  return [...found, ...unknown.map((id) => ({ entity, id, createdAt: null, updatedAt: null, raw: null }))];
};
