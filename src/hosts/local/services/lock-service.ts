/** LockService: https://developers.google.com/apps-script/reference/lock/lock-service */
import { here, Service, ServiceError } from './core';

export class LockService extends Service {
  readonly title = 'LockService';
  getScriptLock(): Lock {
    return new Lock('script');
  }
  getUserLock(): Lock {
    return new Lock('user');
  }
  /** A bound script has its container as document. */
  getDocumentLock(): Lock {
    return new Lock('document');
  }
}

/** Lock names that an execution holds. Kept by the thread that owns all locks; asked here without a round trip. */
const held = new WeakMap<object, Set<string>>();
function heldNow(): Set<string> {
  const execution = here();
  const set = held.get(execution) ?? new Set<string>();
  held.set(execution, set);
  return set;
}

class Lock extends Service {
  readonly title = 'LockService.Lock';
  constructor(readonly kind: string) {
    super();
  }
  /** "This method has no effect if the lock has already been acquired." A negative timeout never gets it. */
  tryLock(ms: unknown): boolean {
    return take(this.kind, 'tryLock', Number(ms));
  }
  waitLock(ms: unknown): void {
    if (!take(this.kind, 'waitLock', Number(ms))) throw new ServiceError('Lock timeout: another process was holding the lock for too long.');
  }
  hasLock(): boolean {
    return heldNow().has(this.kind);
  }
  /** Writes that wait are not applied by this: "call SpreadsheetApp.flush() prior to releasing the lock". */
  releaseLock(): void {
    if (!heldNow().delete(this.kind)) return;
    here().charge('releaseLock', 0, 0);
    here().ask('lock.release', this.kind);
  }
}

function take(kind: string, method: string, ms: number): boolean {
  const mine = heldNow();
  if (mine.has(kind)) return true;
  here().charge(method, 0, 0);
  const got = ms >= 0 && (here().ask('lock.take', kind, ms) as boolean);
  if (got) mine.add(kind);
  return got;
}
