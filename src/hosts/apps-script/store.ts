import type { Cache, Lock, Store } from '../../ports/world';

/** Script Properties, read once an execution: one call for all of them; writing is one call for new values and one for each deletion. */
export function propertiesStore(): Store {
  let known: Record<string, string> | null = null;
  const all = (): Record<string, string> => {
    known = known ?? onceMore(() => PropertiesService.getScriptProperties().getProperties());
    return known;
  };
  return {
    get: (key) => all()[key] ?? null,
    all,
    set: (entries) => {
      const values: Record<string, string> = {},
        properties = PropertiesService.getScriptProperties();
      for (const [key, value] of Object.entries(entries)) {
        if (value === null) {
          if (key in all()) properties.deleteProperty(key);
          delete all()[key];
        } else if (all()[key] !== value) {
          values[key] = value;
          all()[key] = value;
        }
      }
      if (Object.keys(values).length > 0) properties.setProperties(values, false);
    },
    forget: () => {
      known = null;
    },
  };
}

/** Without the properties nothing can be done, not even a webhook's body kept; the service fails now and then and works the next moment. */
function onceMore<T>(job: () => T): T {
  try {
    return job();
  } catch {
    Utilities.sleep(200);
    return job();
  }
}

/** The script's cache: may forget at any time, so nothing lives only here. */
export const scriptCache = (): Cache => ({
  get: (keys) => CacheService.getScriptCache().getAll([...keys]) as Record<string, string>,
  put: (entries, seconds) => CacheService.getScriptCache().putAll({ ...entries }, seconds),
  remove: (keys) => CacheService.getScriptCache().removeAll([...keys]),
});

/**
 * The script lock, one for all users and triggers. Pending writes are flushed before it is given back (Google: "call SpreadsheetApp.flush() prior to releasing the lock");
 * Whoever waited reads the Store again. `last` = the job is the execution's last and needs nothing newer: the lock goes with the execution, which saves two calls.
 */
export const scriptLock = (store: Store, last: boolean): Lock => ({
  within: (ms, job) => {
    const lock = LockService.getScriptLock();
    if (!lock.tryLock(ms)) return null;
    if (!last) store.forget();
    try {
      return job();
    } finally {
      SpreadsheetApp.flush();
      if (!last) lock.releaseLock();
    }
  },
});
