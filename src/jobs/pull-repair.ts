import { wholeSecond } from '../kernel/calendar';
import type { Pullable, Pulled } from '../ports/crm-source';
import { type Judged, judge, ownId, rowId, saidOf } from './pull-judge';
import { isOurs } from './pull-lease';
import { type Body, tellLetters } from './pull-letters';
import { nowOf } from './pull-state';
import type { Stint } from './pull-stint';

/** Records of one kind that differ from their rows, and ids of rows whose record may be gone: what one visit to the lock mends. */
export interface Batch {
  readonly entity: Pullable;
  readonly differing: readonly Judged[];
  readonly gone: readonly string[];
}
/** What was found wrong and what is right now; `rows`: each record of the batch that there is, with the amount that its row has by now. */
export interface Mended {
  readonly missing: number;
  readonly stale: number;
  readonly deleted: number;
  readonly repaired: number;
  readonly rows: readonly { readonly judged: Judged; readonly amount: number }[];
  readonly named: readonly string[];
}
const nothing: Mended = { missing: 0, stale: 0, deleted: 0, repaired: 0, rows: [], named: [] };

/** Records in one body, ids in one question. */
const CHUNK = 100;
/** A person or a drain is waited for as long, milliseconds. */
const PATIENCE = 30_000;
export function chunks<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let i = 0; i < all.length; i += size) parts.push(all.slice(i, i + size));
  return parts;
}

/** Records against their rows as these are this moment. */
export function judgeNow(stint: Stint, entity: Pullable, items: readonly Pulled[]): Judged[] {
  const said = saidOf(stint, { entity, prefix: stint.prefix(entity), items }),
    rows = stint.shelf(entity).now(said.map(({ id }) => id));
  return said.map((one) => judge(one, rows.get(one.id) ?? null, stint.mapping));
}
/** Those of these ids of rows that there are. */
export const askFor = (stint: Stint, entity: Pullable, ids: readonly string[]): Pulled[] =>
  chunks(ids, CHUNK).flatMap((some) => [
    ...stint.source.byId(
      stint.reach,
      entity,
      some.map((id) => ownId(stint.prefix(entity), id)),
    ),
  ]);

/**
 * Mends a batch: what may be a matter of moments is asked for once more, what differs is fetched with its history, put into the journal and told, and looked at again; a row that goes on
 * saying something else at the same second is overruled. `commit` is called under the same lock, with what came of it, for the words that the Store must keep.
 * Returns null when nothing could be written: the lock was not had, or the lease was lost; whoever called leaves everything as it was. Throws what the source throws.
 */
export function mend(stint: Stint, batch: Batch, commit: (mended: Mended) => Readonly<Record<string, string | null>> | null): Mended | null {
  const { world, source, reach } = stint,
    { entity } = batch,
    shelf = stint.shelf(entity);
  const sure = batch.differing.filter(({ verdict }) => verdict !== 'suspect' && verdict !== 'back'),
    doubtful = [...batch.differing.filter(({ verdict }) => verdict === 'suspect' || verdict === 'back').map(({ id }) => id), ...batch.gone],
    there = askFor(stint, entity, [...new Set(doubtful)]),
    second = judgeNow(stint, entity, there);
  const alive = new Set(there.map(({ id }) => rowId(stint.prefix(entity), id))),
    gone = [...new Set(doubtful)].filter((id) => !alive.has(id)),
    wrong = [...sure, ...second.filter(({ verdict }) => verdict !== 'same')];
  const asked = new Set(batch.differing.filter(({ moved }) => moved).map(({ id }) => id)),
    bodies: Body[] = [];
  for (const whole of [true, false])
    for (const some of chunks(
      wrong.filter(({ id, moved }) => (moved || asked.has(id)) === whole),
      CHUNK,
    )) {
      const anew = some.filter(({ verdict }) => verdict === 'back').map(({ item }) => item.id);
      bodies.push({
        text: source.bodyOf(reach, { items: some.map(({ item }) => item), gone: [], withHistory: whole, ...(anew.length > 0 ? { anew } : {}) }),
        whole,
      });
    }
  const at = wholeSecond(nowOf(world));
  for (const some of chunks(gone, CHUNK))
    bodies.push({
      text: source.bodyOf(reach, { items: [], gone: some.map((id) => ({ entity, id: ownId(stint.prefix(entity), id), at })), withHistory: false }),
      whole: false,
    });
  const clear = second.filter(({ verdict }) => verdict === 'same').map((judged) => ({ judged, amount: judged.amount }));
  if (bodies.length === 0) return locked(stint, () => done(stint, { ...nothing, rows: clear }, commit));
  const told = shelf.isDeals ? stint.letters().told : new Set<string>(),
    heard = wrong.filter(({ verdict, id }) => verdict === 'suspect' || verdict === 'back' || (verdict === 'missing' && told.has(`lead:${id}`)));
  const first = locked(stint, () => {
    const anew = shelf.isDeals ? heard.map(({ id }) => `${stint.crm}/${id}`) : [];
    tellLetters(stint, bodies, anew);
    shelf.moved();
    const mended = resultOf(stint, { entity, wrong, gone, clear });
    return mended.left.length > 0 || done(stint, mended, commit) ? mended : null;
  });
  if (!first || first.left.length === 0) return first;
  const items = first.left.map(({ item }) => item),
    firm = source.bodyOf(reach, { items, gone: [], withHistory: false, anew: items.map(({ id }) => id) });
  return locked(stint, () => {
    tellLetters(stint, [{ text: firm, whole: false }], []);
    shelf.moved();
    return done(stint, resultOf(stint, { entity, wrong, gone, clear }), commit);
  });
}

interface Result extends Mended {
  readonly left: readonly Judged[];
}
interface Looked {
  readonly entity: Pullable;
  readonly wrong: readonly Judged[];
  readonly gone: readonly string[];
  readonly clear: Mended['rows'];
}
function resultOf(stint: Stint, { entity, wrong, gone, clear }: Looked): Result {
  const rows = stint.shelf(entity).now([...wrong.map(({ id }) => id), ...gone]);
  const looked = wrong.map((one) => ({ judged: one, row: rows.get(one.id) ?? null, verdict: judge(one, rows.get(one.id) ?? null, stint.mapping).verdict }));
  const isRight = ({ verdict }: { readonly verdict: string }): boolean => verdict === 'same';
  const counted = looked.filter(({ judged }) => judged.verdict !== 'untold');
  return {
    missing: counted.filter(({ judged }) => judged.verdict === 'missing').length,
    stale: counted.filter(({ judged }) => judged.verdict !== 'missing').length,
    deleted: gone.length,
    repaired: counted.filter(isRight).length + gone.filter((id) => rows.get(id)?.deleted === true).length,
    rows: [...clear, ...looked.map(({ judged, row }) => ({ judged, amount: row && row.deleted !== true ? Number(row.amount ?? 0) : 0 }))],
    named: [...counted.map(({ judged }) => judged.id), ...gone],
    left: looked.filter(({ verdict, judged }) => !judged.side && (verdict === 'suspect' || verdict === 'back')).map(({ judged }) => judged),
  };
}

function done(stint: Stint, mended: Mended, commit: (mended: Mended) => Readonly<Record<string, string | null>> | null): Mended | null {
  const entries = commit(mended);
  if (entries === null) return null;
  stint.world.store.set(entries);
  return mended;
}

/** Under the lock, while the lease is ours. */
const locked = <T>(stint: Stint, job: () => T | null): T | null => stint.world.lock.within(PATIENCE, () => (isOurs(stint.world, stint.lease) ? job() : null));
