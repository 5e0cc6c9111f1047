import { connections } from '../ingest/connections';
import { waitingPokes, withoutPokes } from '../ingest/pokes';
import { REBUILD } from '../ingest/rebuild';
import type { Instant } from '../kernel/calendar';
import type { Pullable } from '../ports/crm-source';
import type { World } from '../ports/world';
import { answerPokes } from './answer-pokes';
import { dueKinds, followChanges } from './pull-changes';
import { giveBack, type Lease, takeLease } from './pull-lease';
import { changesEntry, changesOf, isDue, nowOf, pullEntry, pullOf, type Waits, waitsAfter } from './pull-state';
import { openStint, type Stint } from './pull-stint';
import { sweep } from './pull-sweep';

/** What is to be asked of one CRM. */
interface Duty {
  readonly crm: string;
  readonly pokes: boolean;
  readonly kinds: readonly Pullable[];
  readonly sweep: boolean;
}
/** Duties by the Store alone, which has been read anyway: an idle minute costs no call for them. */
export function dutiesOf(world: World, now: Instant = nowOf(world)): Duty[] {
  const all = world.store.all();
  if (all[REBUILD] !== undefined) return []; // rows are being told anew: whoever compared them now would find them all wrong
  const poked = new Set(waitingPokes(all).map(({ crm }) => crm)),
    everything = new Set(waitingPokes(all).flatMap((one) => (one.everything ? [one.crm] : [])));
  return connections(world.store).flatMap(({ crm, options }): Duty[] => {
    const pull = pullOf(world.store, crm),
      changes = changesOf(world.store, crm),
      isFree = isDue(world, crm, changes?.waits ?? null),
      isWhole = everything.has(crm) || changes?.all === true,
      sweep = pull?.state === 'running' && isDue(world, crm, pull.waits),
      asks = isFree && (isWhole || options.mode === 'poll' || Boolean(changes?.page)),
      pokes = poked.has(crm) && isFree;
    if (!sweep && !asks && !pokes) return []; // before the sources are touched: they are a part of the code that is read when it is asked for
    const source = Object.hasOwn(world.sources, crm) ? world.sources[crm] : undefined;
    if (!source) return [];
    const kinds = !asks ? [] : isWhole ? source.entities : dueKinds(changes, source.entities, now);
    return pokes || sweep || kinds.length > 0 ? [{ crm, pokes, kinds, sweep }] : [];
  });
}

/**
 * Asks the CRMs what is to be asked, until the execution has used `until` milliseconds: pokes, then changes, then loads and reconciliations. One execution at a time, by the lease: null =
 * somebody else is at it. `sweeps` false: pokes and changes only. A fault of a CRM stops that CRM alone; it is tried again after a growing pause. The lock must not be held. Returns whether something is left to do.
 */
export function pullStep(
  world: World,
  until: number,
  { given = null, sweeps = true }: { readonly given?: Lease | null; readonly sweeps?: boolean } = {},
): boolean | null {
  const lease = given ?? world.lock.within(200, () => (dutiesOf(world).length > 0 ? takeLease(world, until) : null));
  if (!lease) return null;
  let isLeft = false;
  try {
    for (const duty of dutiesOf(world)) isLeft = !atOne(world, { ...duty, sweep: duty.sweep && sweeps }, { until, lease }) || isLeft;
  } finally {
    world.store.set(giveBack(world, lease));
  }
  return isLeft;
}

function atOne(world: World, duty: Duty, { until, lease }: { readonly until: number; readonly lease: Lease }): boolean {
  const { crm } = duty,
    stint = openStint(world, crm, { until, lease });
  let isDone = true;
  if (duty.pokes || duty.kinds.length > 0)
    isDone = trying(
      world,
      stint,
      changesOf(world.store, crm)?.waits ?? null,
      () => news(stint, duty),
      (waits) => {
        const changes = changesOf(world.store, crm);
        world.store.set(changesEntry(crm, { at: {}, page: null, seen: '', ...changes, waits }));
      },
    );
  if (duty.sweep)
    isDone =
      trying(
        world,
        stint,
        pullOf(world.store, crm)?.waits ?? null,
        () => sweep(stint),
        (waits) => {
          const pull = pullOf(world.store, crm);
          if (pull) world.store.set(pullEntry(crm, { ...pull, waits }));
        },
      ) && isDone;
  return isDone;
}
function news(stint: Stint, { crm, kinds }: Duty): boolean {
  const { world } = stint,
    waiting = waitingPokes(world.store.all()).find((one) => one.crm === crm);
  if (waiting?.everything || changesOf(world.store, crm)?.all) {
    // the mark moves from the pokes to the changes, so that what is named from now on is a poke again
    const marked = (all: boolean): Readonly<Record<string, string>> =>
      changesEntry(crm, { at: {}, page: null, seen: '', waits: null, ...changesOf(world.store, crm), all });
    if (waiting?.everything) world.lock.within(30_000, () => world.store.set({ ...withoutPokes(world.store, crm, 'all'), ...marked(true) }));
    if (!followChanges(stint, stint.source.entities)) return false;
    world.store.set(marked(false));
    return true;
  }
  return answerPokes(stint, waiting?.pokes ?? []) && followChanges(stint, kinds);
}

/** A CRM that cannot be asked now: the third place that catches, for neither the other CRMs nor the drain may suffer from it. */
function trying(world: World, { crm }: Stint, before: Waits | null, job: () => boolean, keep: (waits: Waits | null) => void): boolean {
  try {
    const isDone = job();
    if (before) keep(null);
    return isDone;
  } catch (error) {
    const waits = waitsAfter(world, crm, before, error);
    world.lock.within(30_000, () => keep(waits));
    return true;
  }
}
