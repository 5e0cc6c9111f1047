/** Locks of LockService: one holder at a time, who waits is served in the order of asking. Real time: executions are real. */

interface Waiter {
  readonly id: number;
  readonly got: (yes: boolean) => void;
  readonly timer: NodeJS.Timeout;
}
interface Held {
  holder: number | null;
  readonly queue: Waiter[];
}

export interface Locks {
  /** true when the execution holds the lock within `ms` milliseconds. */
  readonly take: (id: number, kind: string, ms: number) => Promise<boolean>;
  readonly release: (id: number, kind: string) => void;
  /** Ends everything that an execution holds or waits for; true when somebody else got a lock by it. */
  readonly releaseAll: (id: number) => boolean;
  readonly holder: (kind: string) => number | null;
}

export function openLocks(): Locks {
  const locks = new Map<string, Held>();
  const lockOf = (kind: string): Held => {
    const lock = locks.get(kind) ?? { holder: null, queue: [] };
    locks.set(kind, lock);
    return lock;
  };
  const hand = (lock: Held): boolean => {
    const next = lock.queue.shift();
    lock.holder = next?.id ?? null;
    if (next === undefined) return false;
    clearTimeout(next.timer);
    next.got(true);
    return true;
  };
  const release = (id: number, kind: string): boolean => {
    const lock = lockOf(kind);
    return lock.holder === id && hand(lock);
  };
  return {
    take: (id, kind, ms) => {
      const lock = lockOf(kind);
      if (lock.holder === null || lock.holder === id) {
        lock.holder = id;
        return Promise.resolve(true);
      }
      return new Promise((got) => {
        const timer = setTimeout(
          () => {
            lock.queue.splice(
              lock.queue.findIndex((one) => one.timer === timer),
              1,
            );
            got(false);
          },
          Math.min(ms, 2 ** 31 - 1),
        );
        lock.queue.push({ id, got, timer });
      });
    },
    release: (id, kind) => {
      release(id, kind);
    },
    releaseAll: (id) => {
      for (const lock of locks.values()) {
        for (const waiter of lock.queue.filter((one) => one.id === id)) {
          clearTimeout(waiter.timer);
          lock.queue.splice(lock.queue.indexOf(waiter), 1);
        }
      }
      return [...locks.keys()].map((kind) => release(id, kind)).some((passed) => passed);
    },
    holder: (kind) => lockOf(kind).holder,
  };
}
