import { journalSheet } from '../../sheets-templates/journal';
import { aboutToken } from '../ingest/letter';
import { withoutPokes } from '../ingest/pokes';
import type { Poke } from '../ports/crm-adapter';
import type { Pullable } from '../ports/crm-source';
import type { World } from '../ports/world';
import { ownId, rowId } from './pull-judge';
import { chunks, judgeNow, mend } from './pull-repair';
import type { Stint } from './pull-stint';

/** Records asked for in one go: each batch is saved by itself. */
const MOST = 100;

/**
 * Completes records that webhooks only named: fetched by id, told where they differ from their rows; one that is not there any more is deleted. Those answered leave the Store under the lock
 * that told them. Returns true when none wait any more. Throws what the source throws: the pokes wait on.
 */
export function answerPokes(stint: Stint, pokes: readonly Poke[]): boolean {
  const { world, crm, source, reach } = stint;
  for (const entity of [...new Set(pokes.map((poke) => poke.entity))]) {
    const own = pokes.filter((poke) => poke.entity === entity);
    if (!source.entities.includes(entity as Pullable)) {
      world.store.set(withoutPokes(world.store, crm, own)); // a kind that this CRM cannot be asked for
      continue;
    }
    const kind = entity as Pullable,
      prefix = stint.prefix(kind);
    for (const some of chunks(own, MOST)) {
      if (world.spent() >= stint.until) return false;
      const ids = some.map(({ id }) => id),
        count = world.sheets.count(journalSheet),
        there = source.byId(reach, kind, ids),
        alive = new Set(there.map(({ id }) => ownId(prefix, id))),
        rows = stint.shelf(kind).now(ids.filter((id) => !alive.has(ownId(prefix, id))).map((id) => rowId(prefix, id)));
      const gone = [...rows].flatMap(([id, row]) => (row.deleted === true ? [] : [{ id, at: null }]));
      const differing = judgeNow(stint, kind, there).filter(({ verdict }) => verdict !== 'same');
      if (mend(stint, { entity: kind, differing, gone }, { commit: () => withoutPokes(world.store, crm, notNamedSince(world, count, some)) }) === null)
        return false;
    }
  }
  return true;
}

/** Those that no body has named since the journal had `count` rows: what was named again while it was being asked for may have changed again. */
function notNamedSince(world: World, count: number, pokes: readonly Poke[]): readonly Poke[] {
  const fresh = world.sheets.count(journalSheet) - count,
    named = fresh > 0 ? world.sheets.readSpan(journalSheet, count, fresh).filter(({ row }) => String(row.kind).includes('.named')) : [];
  return pokes.filter(({ entity, id }) => !named.some(({ row }) => `${String(row.about)} `.includes(aboutToken(entity, id))));
}
