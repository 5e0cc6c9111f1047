import type { Random } from '../../src/hosts/local/demo/random';
import type { Clock } from './clock';

/** How a vendor sends webhooks: what it does with an answer it does not like, and what may go wrong on the way, for a test to choose. */

export interface Hook {
  readonly id: number;
  readonly destination: string;
  readonly createdAt: number;
  settings: readonly string[];
  updatedAt: number;
  disabled: boolean;
}
/** Shares between 0 and 1 of all webhooks. */
export interface Knobs {
  /** never sent */
  lose: number;
  /** sent twice */
  double: number;
  /** sent `lateMs` (from, to) after the change */
  late: number;
  lateMs: readonly [number, number];
  /** arrives, but the vendor does not hear the answer */
  deaf: number;
  /** put into the body of the webhook before it, where the vendor does that (amoCRM) */
  batch: number;
  /** the receiver cannot be reached from `from` on, up to `to` */
  outages: readonly { readonly from: number; readonly to: number }[];
}
/** Pauses before the next try, milliseconds: none = given up. `tries` counts those made. */
export type Patience = (tries: number, code: number) => number | null;
export interface Parcel {
  readonly destination: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}
/** HTTP code of the receiver; 0 = no answer in time. */
export type Deliver = (parcel: Parcel) => number;

/** One thing in a body: `leads[status]` and its fields, `[id]` -> `7`. */
export interface Item {
  readonly path: string;
  readonly fields: readonly (readonly [string, string])[];
}
interface Job {
  readonly hook: Hook;
  readonly items: Item[];
  readonly headers: Readonly<Record<string, string>>;
  dueAt: number;
  tries: number;
}
export interface HookCounts {
  changes: number;
  lost: number;
  doubled: number;
  late: number;
  batched: number;
  /** changes that found no hook armed */
  unheard: number;
  attempts: number;
  failed: number;
  delivered: number;
  /** all tries used up */
  abandoned: number;
}

export interface Hooks {
  readonly all: Map<string, Hook>;
  readonly knobs: Knobs;
  readonly counts: HookCounts;
  readonly add: (destination: string, settings: readonly string[]) => Hook;
  readonly disableAll: () => void;
  /** Each hook that wants one of these subscriptions gets this item. */
  readonly tell: (subscription: string, item: Item) => void;
  readonly pending: () => number;
  /** Sends all that is due by now, over HTTP. */
  readonly run: () => Promise<void>;
  /** Moves the account's clock to each webhook that falls due until `at`, and sends it; at the end the clock stands at `at`. */
  readonly runTo: (at: number) => Promise<void>;
  /** The same two without the network: `deliver` stands for the receiver. */
  readonly runWith: (deliver: Deliver) => void;
  readonly runToWith: (at: number, deliver: Deliver) => void;
}

const TWO_HOURS = 7_200_000;

export function openHooks({
  clock,
  random,
  patience,
  render,
  batches,
  limitMs,
  disableAbove,
}: {
  readonly clock: Clock;
  readonly random: Random;
  readonly patience: Patience;
  readonly render: (items: readonly Item[], sentAt: number) => Omit<Parcel, 'destination'>;
  /** several things may share a body */
  readonly batches: boolean;
  /** how long the vendor waits for an answer */
  readonly limitMs: number;
  /** failed tries in two hours above which a hook is disabled; null = never */
  readonly disableAbove: number | null;
}): Hooks {
  const all = new Map<string, Hook>(),
    failures = new Map<Hook, number[]>();
  const knobs: Knobs = { lose: 0, double: 0, late: 0, lateMs: [60_000, 3_600_000], deaf: 0, batch: 0, outages: [] };
  const counts: HookCounts = { changes: 0, lost: 0, doubled: 0, late: 0, batched: 0, unheard: 0, attempts: 0, failed: 0, delivered: 0, abandoned: 0 };
  let queue: Job[] = [],
    ids = 800_000;

  const add = (destination: string, settings: readonly string[]): Hook => {
    const known = all.get(destination),
      now = clock.now();
    if (known) {
      Object.assign(known, { settings, disabled: false, updatedAt: now });
      failures.delete(known);
      return known;
    }
    const hook: Hook = { id: (ids += 7), destination, settings, createdAt: now, updatedAt: now, disabled: false };
    all.set(destination, hook);
    return hook;
  };
  const disable = (hook: Hook): void => {
    hook.disabled = true;
    hook.updatedAt = clock.now();
    queue = queue.filter((job) => job.hook !== hook);
  };

  function tell(subscription: string, item: Item): void {
    counts.changes += 1;
    const wanting = [...all.values()].filter((hook) => !hook.disabled && hook.settings.includes(subscription));
    if (wanting.length === 0) counts.unheard += 1;
    for (const hook of wanting) {
      if (random.chance(knobs.lose)) {
        counts.lost += 1;
        continue;
      }
      const now = clock.now(),
        before = queue[queue.length - 1];
      if (batches && before && before.hook === hook && before.tries === 0 && before.dueAt <= now && random.chance(knobs.batch)) {
        before.items.push(item);
        before.dueAt = now;
        counts.batched += 1;
        continue;
      }
      const isLate = random.chance(knobs.late),
        dueAt = now + (isLate ? random.whole(knobs.lateMs[0], knobs.lateMs[1]) : 0);
      if (isLate) counts.late += 1;
      queue.push({ hook, items: [item], headers: {}, dueAt, tries: 0 });
      if (random.chance(knobs.double)) {
        counts.doubled += 1;
        queue.push({ hook, items: [item], headers: {}, dueAt: dueAt + random.whole(0, 30_000), tries: 0 });
      }
    }
  }

  /** The first that is due until `at`, taken off the queue. */
  function take(at: number): Job | null {
    let first: Job | null = null;
    for (const job of queue) if (job.dueAt <= at && (first === null || job.dueAt < first.dueAt)) first = job;
    if (first) queue.splice(queue.indexOf(first), 1);
    return first;
  }
  const isOut = (): boolean => knobs.outages.some(({ from, to }) => clock.now() >= from && clock.now() < to);
  const parcelOf = (job: Job): Parcel => ({ destination: job.hook.destination, ...render(job.items, clock.now()) });

  function settle(job: Job, code: number): void {
    counts.attempts += 1;
    job.tries += 1;
    if (code >= 100 && code < 300) {
      counts.delivered += 1;
      return;
    }
    counts.failed += 1;
    const now = clock.now(),
      recent = [...(failures.get(job.hook) ?? []), now].filter((at) => at > now - TWO_HOURS);
    failures.set(job.hook, recent);
    const pause = patience(job.tries, code);
    if (pause === null) counts.abandoned += 1;
    else queue.push(Object.assign(job, { dueAt: now + pause }));
    if (disableAbove !== null && recent.length > disableAbove) disable(job.hook);
  }
  const heard = (code: number): number => (random.chance(knobs.deaf) ? 0 : code);
  async function send(parcel: Parcel): Promise<number> {
    try {
      const response = await fetch(parcel.destination, {
        method: 'POST',
        body: parcel.body,
        headers: parcel.headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(limitMs),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }
  const runTo = async (at: number, moving: boolean): Promise<void> => {
    for (let job = take(at); job; job = take(at)) {
      if (moving && job.dueAt > clock.now()) clock.set(job.dueAt);
      settle(job, isOut() ? 0 : heard(await send(parcelOf(job))));
    }
    if (moving && at > clock.now()) clock.set(at);
  };
  const runToWith = (at: number, deliver: Deliver, moving: boolean): void => {
    for (let job = take(at); job; job = take(at)) {
      if (moving && job.dueAt > clock.now()) clock.set(job.dueAt);
      settle(job, isOut() ? 0 : heard(deliver(parcelOf(job))));
    }
    if (moving && at > clock.now()) clock.set(at);
  };
  return {
    all,
    knobs,
    counts,
    add,
    disableAll: () => [...all.values()].forEach(disable),
    tell,
    pending: () => queue.length,
    run: () => runTo(clock.now(), false),
    runTo: (at) => runTo(at, true),
    runWith: (deliver) => runToWith(clock.now(), deliver, false),
    runToWith: (at, deliver) => runToWith(at, deliver, true),
  };
}
