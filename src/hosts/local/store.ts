/**
 * What survives: an embedded LMDB in the data folder. The workbook is a snapshot and the changes after it; everything else is small records.
 * LMDB commits in the order of writing, many writes in one synced transaction, so whoever waits for `flushed` knows that all before it is on disk.
 */
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface Store {
  /** The newest snapshot (null: none) and all changes after it, as they were when the store was opened. */
  readonly saved: { readonly snapshot: unknown; readonly changes: readonly unknown[] };
  readonly get: <T>(key: string) => T | undefined;
  readonly put: (key: string, value: unknown) => void;
  /** Adds to a list of records (mails, bills) and forgets the oldest beyond `most`. */
  readonly add: (list: string, value: unknown, most: number) => void;
  readonly list: <T>(list: string) => readonly T[];
  readonly append: (changes: readonly unknown[]) => void;
  /** Resolves when all that was written before is synced to disk. */
  readonly flushed: () => Promise<void>;
  /** Takes the place of the changes so far; gives the number of the last of them. A crash in between leaves the old snapshot. */
  readonly compact: (snapshot: unknown) => Promise<number>;
  /** Another thread made a snapshot of the changes up to this number. */
  readonly compacted: (at: number) => void;
  /** Changes written since the last snapshot: how many writes, how many characters. */
  readonly weight: () => { readonly writes: number; readonly characters: number };
  readonly close: () => Promise<void>;
}

type Key = [string, ...(string | number)[]];

/** lmdb takes a process with a `document` (the workbook's engine makes one) for a browser and looks for its native part there. */
function loadLmdb(): typeof import('lmdb') {
  const document = Object.getOwnPropertyDescriptor(globalThis, 'document');
  Reflect.deleteProperty(globalThis, 'document');
  try {
    return createRequire(__filename)('lmdb') as typeof import('lmdb');
  } finally {
    if (document !== undefined) Object.defineProperty(globalThis, 'document', document);
  }
}

/** Opens or makes the store. Throws what the file system throws. */
export function openStore(folder: string): Store {
  mkdirSync(folder, { recursive: true });
  const db = loadLmdb().open<string, Key>({ path: `${folder}/cifra.mdb`, encoding: 'string' });
  const newest = [...db.getKeys({ start: ['snapshot', Number.MAX_SAFE_INTEGER], end: ['snapshot', -1], reverse: true, limit: 1 })][0];
  const base = newest === undefined ? 0 : Number(newest[1]);
  const logged = [...db.getRange({ start: ['log', base + 1], end: ['log', Number.MAX_SAFE_INTEGER] })];
  const read = (key: Key): unknown => {
    const text = db.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  };
  let last = Math.max(base, ...logged.map(({ key }) => Number(key[1])));
  let weight = { writes: logged.length, characters: logged.reduce((sum, { value }) => sum + value.length, 0) };
  let waiting: Promise<unknown> | null = null;
  const next = new Map<string, number>();
  const write = (key: Key, text: string): void => {
    waiting = db.put(key, text);
    waiting.catch((error: unknown) => console.error('The data folder cannot be written:', error));
  };
  const drop = (from: Key, to: Key): void => {
    for (const key of db.getKeys({ start: from, end: to })) waiting = db.remove(key);
  };
  return {
    saved: { snapshot: newest === undefined ? null : read(newest), changes: logged.flatMap(({ value }) => JSON.parse(value) as unknown[]) },
    get: <T>(key: string) => read(['record', key]) as T | undefined,
    put: (key, value) => write(['record', key], JSON.stringify(value)),
    add: (list, value, most) => {
      const at =
        next.get(list) ?? Number([...db.getKeys({ start: [list, Number.MAX_SAFE_INTEGER], end: [list, -1], reverse: true, limit: 1 })][0]?.[1] ?? 0) + 1;
      next.set(list, at + 1);
      write([list, at], JSON.stringify(value));
      if (at > most) waiting = db.remove([list, at - most]);
    },
    list: <T>(list: string) => [...db.getRange({ start: [list, 0], end: [list, Number.MAX_SAFE_INTEGER] })].map(({ value }) => JSON.parse(value) as T),
    append: (changes) => {
      if (changes.length === 0) return;
      last += 1;
      const text = JSON.stringify(changes);
      weight = { writes: weight.writes + 1, characters: weight.characters + text.length };
      write(['log', last], text);
    },
    flushed: async () => {
      if (waiting === null) return;
      const mine = waiting;
      await mine;
      await db.flushed;
      if (waiting === mine) waiting = null;
    },
    compact: async (snapshot) => {
      const at = last;
      const text = JSON.stringify(snapshot);
      weight = { writes: 0, characters: 0 };
      await db.put(['snapshot', at], text);
      drop(['snapshot', -1], ['snapshot', at]);
      drop(['log', 0], ['log', at + 1]);
      await db.flushed;
      return at;
    },
    compacted: (at) => {
      weight = { writes: last - at, characters: 0 };
    },
    weight: () => weight,
    close: () => db.close(),
  };
}
