import { drain } from '../ingest/drain';
import { rebuild } from '../ingest/rebuild';
import type { World } from '../ports/world';
import { AS_OF, refreshReports } from './refresh';
import { type TickState, tickState } from './refresh-panel';

/** Milliseconds after which a tick leaves the rest of the journal to the next one: a refresh must still fit into the six minutes of an execution. */
const DRAIN_UNTIL = 150_000;

/**
 * What the clock does every minute, and an open sidebar or board every few seconds: works off the journal, then refreshes what became dirty.
 * Whoever finds the lock taken leaves: somebody else is just doing it. An idle look costs four service calls.
 */
export const look = (world: World): TickState => work(world, { patience: 200, what: 'dirty' });

/** The same, and then everything anew from everything: the button, and once a night, so that whatever a person or a fault has spoilt in a report tab is mended. */
export const renew = (world: World): TickState => work(world, { patience: 20_000, what: 'all' });

/** While bodies of a first load still wait, a refresh would only be made in vain; but not longer than this, in milliseconds. */
const WITHOUT_REFRESH = 600_000;

function work(world: World, { patience, what }: { readonly patience: number; readonly what: 'dirty' | 'all' }): TickState {
  const done = world.lock.within(patience, () => {
    const reread = rebuild(world, { until: DRAIN_UNTIL }),
      { taken, pending } = drain(world, { atMost: 2_000, until: DRAIN_UNTIL });
    const isBehind = pending > 0 && world.now - Number(world.store.get(AS_OF) ?? '0') < WITHOUT_REFRESH;
    return {
      drained: taken,
      pending,
      progress: reread ?? (pending > 0 ? { done: taken, total: taken + pending, what: 'drain' } : null),
      refreshed: isBehind ? null : refreshReports(world, what),
    };
  });
  return tickState(world, done ?? { drained: 0, pending: 1, progress: null, refreshed: null }); // somebody else is at it: look again soon
}
