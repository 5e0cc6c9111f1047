import type { Instant } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Pullable } from '../ports/crm-source';
import type { Store, World } from '../ports/world';
import type { Tally } from './pull-tally';

/** Why a pull waits. `again`: when it is tried next; `by`: print of the connection, for another one is tried at once. */
export interface Waits {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly tries: number;
  readonly again: Instant;
  readonly since: Instant;
  /** when it failed last */
  readonly at: Instant;
  readonly by: string;
}

/** A load or a reconciliation on its way: all that survives between two executions. */
export interface Pull {
  readonly what: 'load' | 'reconcile';
  readonly state: 'running' | 'stopped' | 'done';
  readonly began: Instant;
  /** place in the source's list of entities */
  readonly entity: number;
  readonly oldest: Instant | null;
  /** the window under way; null = this entity has not begun */
  readonly from: Instant | null;
  readonly to: Instant;
  /** months a window spans: it grows while months are nearly empty */
  readonly months: number;
  readonly cursor: string | null;
  /** last id of the page before, '' at the beginning of a window */
  readonly lastId: string;
  /** creation of the record reached, for the estimate */
  readonly reached: Instant;
  /** `from`: creation of the oldest record; by month they are apart (pull-tally) */
  readonly tallies: Readonly<Partial<Record<Pullable, Tally & { readonly from: Instant }>>>;
  /** records of each kind that the pull before this one found, for the estimate */
  readonly sizes: Readonly<Partial<Record<Pullable, number>>>;
  readonly workedMs: number;
  readonly waits: Waits | null;
}

/** What changed, followed since: `at` = up to when all is known, by kind; `page` = a list of changes not yet read to its end. */
export interface Changes {
  readonly at: Readonly<Partial<Record<Pullable, Instant>>>;
  readonly page: { readonly entity: Pullable; readonly from: Instant; readonly to: Instant; readonly cursor: string | null } | null;
  /** up to when deletions are known, where the CRM tells of them */
  readonly removed?: Instant;
  /** `17@1764000000`: what was seen lately, not to be looked at again for the overlap */
  readonly seen: string;
  /** changes of all kinds are being caught up with: more was named than can be kept */
  readonly all?: boolean;
  readonly waits: Waits | null;
}

const PULL = 'pull.',
  CHANGES = 'changes.';
const read = <T>(store: Store, key: string): T | null => {
  const text = store.get(key);
  return text === null ? null : (JSON.parse(text) as T);
};
export const pullOf = (store: Store, crm: string): Pull | null => read(store, PULL + crm);
export const changesOf = (store: Store, crm: string): Changes | null => read(store, CHANGES + crm);
export const pullEntry = (crm: string, pull: Pull): Readonly<Record<string, string>> => ({ [PULL + crm]: JSON.stringify(pull) });
export const changesEntry = (crm: string, changes: Changes): Readonly<Record<string, string>> => ({ [CHANGES + crm]: JSON.stringify(changes) });
/** Entries for the Store: nothing was ever pulled. */
export const forgottenPull = (crm: string): Readonly<Record<string, null>> => ({ [PULL + crm]: null, [CHANGES + crm]: null });

const MINUTE = 60_000;
/** Minutes until the next try, longer each time: of what passes by itself, and of what a person must mend. */
const PASSING = [1, 2, 5, 10],
  LASTING = [1, 2, 5, 15, 30, 60];
/** Faults that pass by themselves. */
export const passes = (code: string): boolean => ['crm-busy', 'crm-away', 'crm-nonsense', 'busy'].includes(code);
const printOf = (world: World, crm: string): string => world.hash(world.store.get(`connection.${crm}`) ?? '').slice(0, 8);

/** The instant now: the clock is the host's, the time used since is measured. */
export const nowOf = (world: World): Instant => world.now + world.spent();

/** A fault of the CRM is kept and tried again later; everything else flies on. */
export function waitsAfter(world: World, crm: string, before: Waits | null, error: unknown): Waits {
  if (!(error instanceof Fault)) throw error;
  const tries = (before?.tries ?? 0) + 1,
    pauses = passes(error.code) ? PASSING : LASTING,
    pause = pauses[Math.min(tries, pauses.length) - 1] ?? 1;
  return {
    code: error.code,
    details: error.details as Readonly<Record<string, unknown>>,
    tries,
    again: nowOf(world) + pause * MINUTE,
    since: before?.since ?? nowOf(world),
    at: nowOf(world),
    by: printOf(world, crm),
  };
}
/**
 * May it be tried now? A connection that a person has changed is tried at once. So is everything when it is still the very millisecond at which it failed: a clock that stands still (the
 * local host at a fixed time) would never come to the end of a pause, and who looks again has waited by his own.
 */
export const isDue = (world: World, crm: string, waits: Waits | null): boolean =>
  waits === null || waits.again <= nowOf(world) || waits.at === nowOf(world) || waits.by !== printOf(world, crm);
