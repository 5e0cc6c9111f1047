import { connections } from '../ingest/connections';
import { drain } from '../ingest/drain';
import { hasLostRows, rebuild, startRebuild } from '../ingest/rebuild';
import type { World } from '../ports/world';
import { startPull } from './pull';
import { type Lease, takeLease } from './pull-lease';
import { isMeterFull, metered } from './pull-meter';
import { pullOf } from './pull-state';
import { dutiesOf, pullStep } from './pull-step';
import { refreshReports, WORKED } from './refresh';
import { type TickState, tickState } from './refresh-panel';
import { isWatchDue, watch } from './watch';

/** Milliseconds after which a tick leaves the rest of the journal to the next one: a refresh must still fit into the six minutes of an execution. */
const DRAIN_UNTIL = 150_000;
/** Milliseconds of an execution after which no further page is asked of a CRM: by the clock, and where a person waits for the answer. */
const PULL_UNTIL = 240_000,
  LOOK_UNTIL = 8_000;

/**
 * What an open sidebar or board asks for every few seconds: works off the journal, then refreshes what became dirty, then goes on with what is to be asked of the CRMs.
 * Whoever finds the lock taken leaves: somebody else is just doing it. An idle look costs four service calls.
 */
export const look = (world: World): TickState => work(world, { patience: 200, what: 'dirty', pullUntil: LOOK_UNTIL });

/** The clock, every minute: the same with more time for the CRMs, and once an hour a look at whether they still send. */
export function minute(world: World): TickState {
  const state = work(world, { patience: 200, what: 'dirty', pullUntil: PULL_UNTIL, isTrigger: true });
  if (isWatchDue(world)) watch(world);
  return state;
}

/** The same, and then everything anew from everything: the button, and once a night, so that whatever a person or a fault has spoilt in a report tab is mended. */
export const renew = (world: World): TickState => work(world, { patience: 20_000, what: 'all', pullUntil: 0 });

/** Once a night: everything anew, and a reconciliation with each CRM begins, which the minutes then go on with. A load under way goes first. */
export function night(world: World): TickState {
  const state = renew(world);
  for (const { crm } of connections(world.store)) {
    const pull = pullOf(world.store, crm);
    if (Object.hasOwn(world.sources, crm) && (pull === null || pull.state === 'done')) startPull(world, crm, 'reconcile');
  }
  return state;
}

/** While bodies of a first load still wait, a refresh would only be made in vain; but not longer than this, in milliseconds. */
const WITHOUT_REFRESH = 600_000;

interface Work {
  readonly patience: number;
  readonly what: 'dirty' | 'all';
  readonly pullUntil: number;
  /** by the clock: its time is counted, and loads leave some of it to everything else */
  readonly isTrigger?: true;
}
function work(world: World, { patience, what, pullUntil, isTrigger }: Work): TickState {
  let lease: Lease | null = null;
  const done = world.lock.within(patience, () => {
    if (what === 'all' && hasLostRows(world)) startRebuild(world);
    const reread = rebuild(world, { until: DRAIN_UNTIL }),
      { taken, pending } = drain(world, { atMost: 2_000, until: DRAIN_UNTIL });
    const duties = dutiesOf(world),
      isLoading = duties.some(({ crm, sweep }) => sweep && pullOf(world.store, crm)?.what === 'load');
    const isBehind = (pending > 0 || isLoading) && world.now - Number(world.store.get(WORKED) ?? '0') < WITHOUT_REFRESH;
    const refreshed = isBehind ? null : refreshReports(world, what);
    lease = duties.length > 0 && world.spent() < pullUntil ? takeLease(world, pullUntil) : null;
    return { drained: taken, pending, progress: reread ?? (pending > 0 ? { done: taken, total: taken + pending, what: 'drain' } : null), refreshed };
  });
  if (lease) {
    const began = world.spent();
    pullStep(world, pullUntil, { given: lease, sweeps: !(isTrigger && isMeterFull(world)) });
    if (isTrigger) world.store.set(metered(world, world.spent() - began));
    // what the CRMs said is shown at once, unless more of it is on its way, or a refresh might not fit any more
    const isLate = world.spent() > DRAIN_UNTIL || dutiesOf(world).some(({ sweep }) => sweep),
      refreshed = isLate ? null : world.lock.within(patience, () => refreshReports(world, 'dirty'));
    if (done && refreshed) return tickState(world, { ...done, refreshed });
  }
  return tickState(world, done ?? { drained: 0, pending: 1, progress: null, refreshed: null }); // somebody else is at it: look again soon
}
