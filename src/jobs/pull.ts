import type { Certificate } from '../facts/rows';
import { connectionOf, connections } from '../ingest/connections';
import { wholeSecond } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Pullable } from '../ports/crm-source';
import type { World } from '../ports/world';
import { alone } from './panel';
import { changesEntry, changesOf, type Pull, pullEntry, pullOf } from './pull-state';
import { certificates } from './reconcile-certificate';

export { pullStep } from './pull-step';

/** The CRM's clock may be ahead of ours, milliseconds. */
const SKEW = 300_000;

/**
 * Begins a load or a reconciliation, or goes on with one of the same kind that was stopped. What changes from now on is followed from now on. Throws Fault connection-missing, busy.
 */
export function startPull(world: World, crm: string, what: Pull['what']): void {
  if (!connectionOf(world.store, crm) || !Object.hasOwn(world.sources, crm)) throw new Fault('connection-missing', { crm });
  alone(world, () => {
    const before = pullOf(world.store, crm),
      changes = changesOf(world.store, crm);
    const goesOn = before !== null && before.state !== 'done' && before.what === what;
    const pull: Pull = goesOn
      ? { ...before, state: 'running', waits: null }
      : {
          what,
          state: 'running',
          began: world.now,
          entity: 0,
          oldest: null,
          from: null,
          to: wholeSecond(world.now) + SKEW,
          months: 1,
          cursor: null,
          lastId: '',
          reached: 0,
          tallies: {},
          sizes: before?.sizes ?? {},
          workedMs: 0,
          waits: null,
        };
    const kinds = world.sources[crm]?.entities ?? [];
    world.store.set({
      ...pullEntry(crm, pull),
      ...(changes ? {} : changesEntry(crm, { at: Object.fromEntries(kinds.map((kind) => [kind, world.now])), page: null, seen: '', waits: null })),
    });
  });
}

/** Stops after the page under way; nothing is lost, `startPull` goes on from there. Throws Fault busy. */
export function stopPull(world: World, crm: string): void {
  alone(world, () => {
    const pull = pullOf(world.store, crm);
    if (pull?.state === 'running') world.store.set(pullEntry(crm, { ...pull, state: 'stopped' }));
  });
}

/** How far a pull is: `done` records compared, `total` as far as it is known (the CRM does not say: from the pull before), `etaSeconds` of work, not of waiting. */
export interface PullView {
  readonly crm: string;
  readonly what: Pull['what'] | null;
  readonly entity: Pullable | null;
  readonly done: number;
  readonly total: number | null;
  readonly etaSeconds: number | null;
  readonly state: 'running' | 'stopped' | 'waiting' | 'done' | 'idle';
  readonly fault: { readonly code: string; readonly details: Readonly<Record<string, unknown>> } | null;
  readonly certificate: Certificate | null;
}
export function pullState(world: World): PullView[] {
  const newest = certificates(world);
  return connections(world.store).map(({ crm }): PullView => {
    const pull = pullOf(world.store, crm),
      kinds = world.sources[crm]?.entities ?? [],
      waits = pull?.waits ?? changesOf(world.store, crm)?.waits ?? null,
      done = Object.values(pull?.tallies ?? {}).reduce((n, tally) => n + tally.checked, 0),
      sizes = Object.values(pull?.sizes ?? {});
    return {
      crm,
      what: pull?.what ?? null,
      entity: pull?.state === 'running' || pull?.state === 'stopped' ? (kinds[pull.entity] ?? null) : null,
      done,
      total:
        pull?.state === 'done'
          ? done
          : sizes.length > 0
            ? Math.max(
                done,
                sizes.reduce((n, size) => n + size, 0),
              )
            : null,
      etaSeconds: pull && pull.state !== 'done' ? etaOf(pull, kinds) : null,
      state: waits && pull?.state !== 'stopped' ? 'waiting' : (pull?.state ?? 'idle'),
      fault: waits ? { code: waits.code, details: waits.details } : null,
      certificate: newest[crm] ?? null,
    };
  });
}
/** By the share of the time that has been gone through, each kind counting as much as the pull before found of it, or all the same. */
function etaOf(pull: Pull, kinds: readonly Pullable[]): number | null {
  const weight = (kind: Pullable): number => (Object.keys(pull.sizes).length > 0 ? (pull.sizes[kind] ?? 0) + 1 : 1),
    all = kinds.reduce((n, kind) => n + weight(kind), 0),
    kind = kinds[pull.entity],
    span = pull.to - (pull.oldest ?? pull.to);
  const within = pull.from === null || span <= 0 || pull.oldest === null ? 0 : Math.min(1, Math.max(0, (pull.reached - pull.oldest) / span));
  const share = (kinds.slice(0, pull.entity).reduce((n, one) => n + weight(one), 0) + (kind ? weight(kind) * within : 0)) / all;
  return share < 0.01 || pull.workedMs === 0 ? null : Math.round((pull.workedMs * (1 - share)) / share / 1000);
}
