import { type Instant, wholeSecond } from '../kernel/calendar';
import type { Pullable, Pulled } from '../ports/crm-source';
import { type Judged, judge, ownId, rowId, saidOf } from './pull-judge';
import { isOurs } from './pull-lease';
import { type Body, tellLetters } from './pull-letters';
import { nowOf } from './pull-state';
import type { Stint } from './pull-stint';
import type { Looked } from './pull-tally';

/** Records of one kind that differ from their rows, and ids of rows whose record may be gone: what one visit to the lock mends. */
export interface Batch {
  readonly entity: Pullable;
  readonly differing: readonly Judged[];
  /** `at`: creation, as the row has it */
  readonly gone: readonly Gone[];
}
export interface Gone {
  readonly id: string;
  readonly at: Instant | null;
}
/** What whoever asks for a batch does under the lock: `name` what differs, before anything is told; `commit` what came of each record, for the words that the Store must keep. */
export interface Keeping {
  readonly name?: (differing: readonly Looked[]) => void;
  readonly commit: (looked: readonly Looked[]) => Readonly<Record<string, string | null>> | null;
}
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
 * saying something else is overruled.
 * Returns null when nothing could be written: the lock was not had, or the lease was lost; whoever called leaves everything as it was. Throws what the source throws.
 */
export function mend(stint: Stint, batch: Batch, { name, commit }: Keeping): readonly Looked[] | null {
  const { world, source, reach } = stint,
    { entity } = batch,
    shelf = stint.shelf(entity);
  const sure = batch.differing.filter(({ verdict }) => verdict !== 'suspect' && verdict !== 'back'),
    doubtful = [...batch.differing.filter(({ verdict }) => verdict === 'suspect' || verdict === 'back').map(({ id }) => id), ...batch.gone.map(({ id }) => id)],
    there = askFor(stint, entity, [...new Set(doubtful)]),
    second = judgeNow(stint, entity, there);
  const alive = new Set(there.map(({ id }) => rowId(stint.prefix(entity), id))),
    born = new Map([...batch.differing.map(({ id, item }) => [id, item.createdAt] as const), ...batch.gone.map(({ id, at }) => [id, at] as const)]),
    gone = [...new Set(doubtful)].filter((id) => !alive.has(id)).map((id): Gone => ({ id, at: born.get(id) ?? null })),
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
      text: source.bodyOf(reach, { items: [], gone: some.map(({ id }) => ({ entity, id: ownId(stint.prefix(entity), id), at })), withHistory: false }),
      whole: false,
    });
  const clear = second.filter(({ verdict }) => verdict === 'same').map(found);
  if (bodies.length === 0) return locked(stint, () => done(stint, clear, commit));
  const told = shelf.isDeals ? stint.letters().told : new Set<string>(),
    heard = wrong.filter(({ verdict, id }) => verdict === 'suspect' || verdict === 'back' || (verdict === 'missing' && told.has(`lead:${id}`)));
  const first = locked(stint, () => {
    const anew = shelf.isDeals ? heard.map(({ id }) => `${stint.crm}/${id}`) : [];
    name?.([...wrong.filter(({ verdict }) => verdict !== 'untold').map((one) => ({ ...found(one), what: whatOf(one) })), ...gone.map(lost)]);
    tellLetters(stint, bodies, anew);
    shelf.moved();
    const result = resultOf(stint, { entity, wrong, gone, clear });
    return result.left.length > 0 || done(stint, result.looked, commit) ? result : null;
  });
  if (first === null || first.left.length === 0) return first?.looked ?? null;
  const items = first.left.map(({ item }) => item),
    firm = source.bodyOf(reach, { items, gone: [], withHistory: false, anew: items.map(({ id }) => id) });
  return locked(stint, () => {
    tellLetters(stint, [{ text: firm, whole: false, firm: true }], []);
    shelf.moved();
    return done(stint, resultOf(stint, { entity, wrong, gone, clear }).looked, commit);
  });
}

/** A record whose row was right at the first look. */
export const found = ({ id, item, amount, print }: Judged): Looked => ({
  id,
  at: item.createdAt,
  what: 'same',
  right: true,
  amountCrm: amount,
  amountSheet: amount,
  print,
});

const lost = ({ id, at }: Gone): Looked => ({ id, at, what: 'deleted', right: true, amountCrm: 0, amountSheet: 0, print: '' });
const whatOf = ({ verdict }: Judged): Looked['what'] => (verdict === 'untold' || verdict === 'same' ? 'same' : verdict === 'missing' ? 'missing' : 'stale');

interface Mended {
  readonly entity: Pullable;
  readonly wrong: readonly Judged[];
  readonly gone: readonly Gone[];
  readonly clear: readonly Looked[];
}
/** How rows stand by now; `left`: those that still say something else at the same second. */
function resultOf(stint: Stint, { entity, wrong, gone, clear }: Mended): { readonly looked: readonly Looked[]; readonly left: readonly Judged[] } {
  const rows = stint.shelf(entity).now([...wrong, ...gone].map(({ id }) => id)),
    now = wrong.map((one) => ({ one, row: rows.get(one.id) ?? null, verdict: judge(one, rows.get(one.id) ?? null, stint.mapping).verdict }));
  return {
    looked: [
      ...clear,
      ...now.map(
        ({ one, row, verdict }): Looked => ({
          ...found(one),
          what: whatOf(one),
          right: verdict === 'same',
          amountSheet: row && row.deleted !== true ? Number(row.amount ?? 0) : 0,
        }),
      ),
      ...gone.map((one): Looked => ({ ...lost(one), right: rows.get(one.id)?.deleted === true })),
    ],
    left: now.flatMap(({ one, verdict }) => (verdict === 'suspect' || verdict === 'back' ? [one] : [])),
  };
}

function done(stint: Stint, looked: readonly Looked[], commit: Keeping['commit']): readonly Looked[] | null {
  const entries = commit(looked);
  if (entries === null) return null;
  stint.world.store.set(entries);
  return looked;
}

/** Under the lock, while the lease is ours. */
const locked = <T>(stint: Stint, job: () => T | null): T | null => stint.world.lock.within(PATIENCE, () => (isOurs(stint.world, stint.lease) ? job() : null));
