/** CacheService: https://developers.google.com/apps-script/reference/cache/cache. 600 s by default, 21,600 s at most, 1,000 items. */
import { here, Service, ServiceError } from './core';

export class CacheService extends Service {
  readonly title = 'CacheService';
  getScriptCache(): Cache {
    return new Cache('script');
  }
  getUserCache(): Cache {
    return new Cache('user');
  }
  getDocumentCache(): Cache {
    return new Cache('document');
  }
}

const maxKey = 250;
const maxValue = 100 * 1024;

function checked(key: string, value: string): void {
  if (key.length > maxKey) throw new ServiceError('Argument too large: key');
  if (Buffer.byteLength(value) > maxValue) throw new ServiceError('Argument too large: value');
}

const seconds = (value: unknown): number => Math.min(21_600, Math.max(1, value === undefined ? 600 : Number(value)));

class Cache extends Service {
  readonly title = 'CacheService.Cache';
  constructor(readonly kind: string) {
    super();
  }
  get(key: unknown): string | null {
    checked(String(key), '');
    here().charge('get', 0, 0);
    return (here().ask('cache.get', this.kind, [String(key)]) as Record<string, string>)[String(key)] ?? null;
  }
  getAll(keys: unknown): Record<string, string> {
    here().charge('getAll', 0, 0);
    return here().ask('cache.get', this.kind, (keys as unknown[]).map(String)) as Record<string, string>;
  }
  put(key: unknown, value: unknown, ttl?: unknown): void {
    checked(String(key), String(value));
    here().charge('put', 0, 0);
    here().ask('cache.put', this.kind, { [String(key)]: String(value) }, seconds(ttl));
  }
  putAll(values: unknown, ttl?: unknown): void {
    const plain = Object.fromEntries(Object.entries(values as object).map(([key, value]) => [key, String(value)]));
    for (const [key, value] of Object.entries(plain)) checked(key, value);
    here().charge('putAll', 0, 0);
    here().ask('cache.put', this.kind, plain, seconds(ttl));
  }
  remove(key: unknown): void {
    here().charge('remove', 0, 0);
    here().ask('cache.remove', this.kind, [String(key)]);
  }
  removeAll(keys: unknown): void {
    here().charge('removeAll', 0, 0);
    here().ask('cache.remove', this.kind, (keys as unknown[]).map(String));
  }
}
