import type { Day, Instant } from '../kernel/calendar';
import type { Lang } from '../kernel/sheet-template';
import type { CrmAdapter } from './crm-adapter';
import type { CrmSource } from './crm-source';
import type { Http } from './http';
import type { SheetStore } from './sheet-store';

/** Small durable texts beside the workbook (Script Properties): 9 KB a value, 500 KB in all; read once an execution. */
export interface Store {
  readonly get: (key: string) => string | null;
  readonly all: () => Readonly<Record<string, string>>;
  /** null deletes. One call, however many. */
  readonly set: (entries: Readonly<Record<string, string | null>>) => void;
  /** what was read before is read again: for whoever waited for the lock */
  readonly forget: () => void;
}

/** One for the whole workbook. `within` runs the job when the lock is had inside `ms`, else returns null; pending writes are flushed before it is released. */
export interface Lock {
  readonly within: <T>(ms: number, job: () => T) => T | null;
}

/** Kept for minutes or hours, may vanish at any time; 100 KB a value. */
export interface Cache {
  readonly get: (keys: readonly string[]) => Readonly<Record<string, string>>;
  readonly put: (entries: Readonly<Record<string, string>>, seconds: number) => void;
  readonly remove: (keys: readonly string[]) => void;
}

/** Everything outside, in one object; a fresh one each execution. */
export interface World {
  readonly sheets: SheetStore;
  readonly store: Store;
  readonly cache: Cache;
  readonly lock: Lock;
  readonly crms: Readonly<Record<string, CrmAdapter>>;
  /** CRMs that can be asked, by the same words */
  readonly sources: Readonly<Record<string, CrmSource>>;
  readonly http: Http;
  /** one e-mail to the owner of the workbook; false = the day's quota is used up */
  readonly mail: (subject: string, text: string) => boolean;
  /** the instant at which the execution began */
  readonly now: Instant;
  readonly today: Day;
  readonly zone: string;
  readonly lang: Lang;
  /** milliseconds used so far by this execution */
  readonly spent: () => number;
  /** hex SHA-256 */
  readonly hash: (text: string) => string;
  /** random hex text of 32 bytes, for secrets */
  readonly secret: () => string;
  readonly log: (message: string) => void;
  /** writes the named range `Revision`: the argument that makes custom functions recalculate (design 1.6) */
  readonly bump: (revision: number) => void;
}
