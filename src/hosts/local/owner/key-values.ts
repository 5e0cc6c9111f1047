/** Properties and cache, as they are kept. */
import { ServiceError } from '../services/core';

type Values = Record<string, string>;
const maxValue = 9 * 1024;
const maxStore = 500 * 1024;

export interface PropertyStores {
  readonly get: (kind: string, key: string) => string | null;
  readonly all: (kind: string) => Readonly<Values>;
  readonly set: (kind: string, values: Readonly<Values>, deleteOthers: boolean) => void;
  readonly remove: (kind: string, key: string) => void;
}

/** 9 KB a value, 500 KB a store: https://developers.google.com/apps-script/guides/services/quotas. `save` is told of a store that changed. */
export function openProperties(stored: Readonly<Record<string, Values>>, save: (kind: string, values: Readonly<Values>) => void): PropertyStores {
  const stores = new Map(Object.entries(stored));
  const storeOf = (kind: string): Values => stores.get(kind) ?? {};
  const keep = (kind: string, values: Values): void => {
    const size = Object.entries(values).reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
    if (size > maxStore) throw new ServiceError('You have exceeded the property storage quota. Please remove some properties and try again.');
    stores.set(kind, values);
    save(kind, values);
  };
  return {
    get: (kind, key) => (Object.hasOwn(storeOf(kind), key) ? (storeOf(kind)[key] ?? null) : null),
    all: (kind) => storeOf(kind),
    set: (kind, values, deleteOthers) => {
      for (const value of Object.values(values)) if (Buffer.byteLength(value) > maxValue) throw new ServiceError('Argument too large: value');
      keep(kind, { ...(deleteOthers ? {} : storeOf(kind)), ...values });
    },
    remove: (kind, key) => {
      const { [key]: _gone, ...rest } = storeOf(kind);
      keep(kind, rest);
    },
  };
}

export interface CacheStores {
  readonly get: (kind: string, keys: readonly string[]) => Readonly<Values>;
  readonly put: (kind: string, values: Readonly<Values>, seconds: number) => void;
  readonly remove: (kind: string, keys: readonly string[]) => void;
}

/** 1,000 items, the ones nearest to their end go first: https://developers.google.com/apps-script/reference/cache/cache. Nothing survives a restart. */
export function openCache(now: () => number): CacheStores {
  const items = new Map<string, { readonly value: string; readonly until: number }>();
  const most = 1000;
  return {
    get: (kind, keys) => {
      const found: Values = {};
      for (const key of keys) {
        const item = items.get(`${kind} ${key}`);
        if (item !== undefined && item.until > now()) found[key] = item.value;
      }
      return found;
    },
    put: (kind, values, seconds) => {
      for (const [key, value] of Object.entries(values)) items.set(`${kind} ${key}`, { value, until: now() + seconds * 1000 });
      if (items.size <= most) return;
      const byEnd = [...items].sort(([, a], [, b]) => b.until - a.until).slice(0, most - 100); // "the 900 items farthest from expiration"
      items.clear();
      for (const [key, item] of byEnd) items.set(key, item);
    },
    remove: (kind, keys) => {
      for (const key of keys) items.delete(`${kind} ${key}`);
    },
  };
}
