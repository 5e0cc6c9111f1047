import type { Instant } from '../kernel/calendar';
import { DAY_MS } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Pullable, Pulled } from '../ports/crm-source';
import { rowId } from './pull-judge';
import { chunks, judgeNow, mend } from './pull-repair';
import { type Changes, changesEntry, changesOf, nowOf } from './pull-state';
import type { Stint } from './pull-stint';

/** A CRM stamps a change a little before its lists show it: each window reaches back so far, milliseconds. */
const OVERLAP = 120_000;
/** How far back changes are followed when nothing was ever pulled. */
const FIRST = DAY_MS;
/** How often a minute's visit asks: deals each time, everything else every other time, for each kind costs a request. */
const DEALS_MS = 30_000,
  OTHERS_MS = 90_000;
/** What was seen lately fits into a value of the Store. */
const SEEN = 300;
/** Rows whose records may be gone that are asked for in one visit to the lock. */
const MOST = 1_000;

const isDeals = (entity: Pullable): boolean => entity === 'deal' || entity === 'lead';
const tokenOf = ({ entity, id, updatedAt }: Pulled): string => `${entity}:${id}@${updatedAt ?? ''}`;

/** Up to when all changes of all kinds are known; null when that was never so. */
export const knownUntil = (changes: Changes | null, entities: readonly Pullable[]): Instant | null =>
  changes === null
    ? null
    : entities.reduce<number | null>((least, entity) => (least === null ? null : Math.min(least, changes.at[entity] ?? 0) || null), Number.MAX_SAFE_INTEGER);

/** Is there a kind whose turn it is? */
export const dueKinds = (changes: Changes | null, entities: readonly Pullable[], now: Instant): readonly Pullable[] =>
  entities.filter((entity) => now - (changes?.at[entity] ?? 0) >= (isDeals(entity) ? DEALS_MS : OTHERS_MS) || changes?.page?.entity === entity);

/**
 * Records that changed since the last look, by kind: what differs from its row is fetched and told. `kinds`: whose turn it is. A list longer than the execution's time goes on where it was
 * left. Returns true when all are done. Throws what the source throws: up to when all is known does not move then.
 */
export function followChanges(stint: Stint, kinds: readonly Pullable[]): boolean {
  const { world, crm, source, reach } = stint;
  let changes: Changes = { at: {}, page: null, seen: '', ...changesOf(world.store, crm), waits: null };
  for (const entity of [...kinds].sort((a, b) => Number(b === changes.page?.entity) - Number(a === changes.page?.entity))) {
    let page = changes.page?.entity === entity ? changes.page : null;
    if (page === null) {
      const to = nowOf(world);
      page = { entity, from: (changes.at[entity] ?? to - FIRST) - OVERLAP, to, cursor: null };
    }
    for (let isLast = false; !isLast; ) {
      if (world.spent() >= stint.until) {
        world.store.set(changesEntry(crm, { ...changes, page }));
        return false;
      }
      const { from, to, cursor }: NonNullable<Changes['page']> = page,
        answer = source.changed(reach, { entity, window: { from, to }, cursor }),
        seen = new Set(changes.seen.split(' ')),
        news = answer.items.filter((item) => item.updatedAt === null || !seen.has(tokenOf(item))), // without a time of change each look may find another state
        dated = news.filter(({ updatedAt }) => updatedAt !== null);
      isLast = answer.next === null;
      const next: Changes = {
        ...changes,
        at: isLast ? { ...changes.at, [entity]: to } : changes.at,
        page: isLast ? null : { ...page, cursor: answer.next },
        seen: dated.length > 0 ? [...dated.map(tokenOf), ...seen].slice(0, SEEN).join(' ').slice(0, 7_000).replace(/ \S*$/, '') : changes.seen,
      };
      if (news.length > 0) {
        const differing = judgeNow(stint, entity, news).filter(({ verdict }) => verdict !== 'same');
        if (differing.length > 0 && mend(stint, { entity, differing, gone: [] }, { commit: () => changesEntry(crm, next) }) === null) return false;
      }
      changes = next;
      if (changes.page) page = changes.page;
    }
  }
  const removed = kinds.some(isDeals) ? followRemovals(stint, changes) : null;
  world.store.set(changesEntry(crm, removed || changes));
  return removed !== false;
}

/**
 * What was deleted or taken back since the last look, where the CRM tells of it: records whose rows say otherwise are asked for by id, which tells what is so. Returns the changes with the
 * time up to which that is known, null where the CRM does not tell, false when the rest is left to the next execution. Throws what the source throws.
 */
function followRemovals(stint: Stint, changes: Changes): Changes | null | false {
  const { world, source, reach } = stint;
  if (!source.removed) return null;
  if (world.spent() >= stint.until) return false;
  const to = nowOf(world),
    from = (changes.removed ?? changes.at.deal ?? to - FIRST) - OVERLAP,
    events = grouped(source.removed(reach, { from, to }), ({ entity }) => entity);
  for (const [entity, some] of events) {
    const named = some.map(({ id, back }) => ({ id: rowId(stint.prefix(entity), id), back })),
      rows = stint.shelf(entity).now(named.map(({ id }) => id)),
      doubtful = new Set(named.flatMap(({ id, back }) => (rows.has(id) && (rows.get(id)?.deleted === true) === back ? [id] : [])));
    for (const gone of chunks(
      [...doubtful].map((id) => ({ id, at: null })),
      MOST,
    ))
      if (mend(stint, { entity, differing: [], gone }, { commit: () => ({}) }) === null) return false;
  }
  return { ...changes, removed: to };
}
