import { createHash } from 'node:crypto';
import { dayAt, isDay, isoTime } from '../src/kernel/calendar';
import { Fault } from '../src/kernel/fault';
import type { Column, Lang, Row, SheetTemplate, Value } from '../src/kernel/sheet-template';
import type { CrmAdapter } from '../src/ports/crm-adapter';
import type { CrmSource } from '../src/ports/crm-source';
import type { Http } from '../src/ports/http';
import type { Placed, SheetStore } from '../src/ports/sheet-store';
import type { Cache, Lock, Store, World } from '../src/ports/world';

/**
 * A World in memory for tests: what the ports promise and what Google limits (49,999 characters a cell, 9 KB a property, times to the second), nothing else.
 * It refuses a value that its column cannot hold, so a job that writes nonsense fails here and not in somebody's sheet.
 */
export interface MemoryWorld {
  /** a World for the next execution; the Store is read anew, as it is in each execution */
  readonly world: (execution?: { /** what was read of the Store before the lock is not read again, as in a webhook */ readonly last?: boolean }) => World;
  readonly sheets: SheetStore;
  readonly store: Store;
  /** rows of a tab without blank ones, as copies */
  readonly rows: <R = Row>(sheet: SheetTemplate) => R[];
  /** makes a tab hold these rows; absent keys are blank */
  readonly put: (sheet: SheetTemplate, rows: readonly Row[]) => void;
  /** service calls since the last look, as `read deals`, `set`, `lock` … */
  readonly calls: () => string[];
  /** the whole durable state as text, for comparisons */
  readonly everything: () => string;
  /** e-mails to the owner, `subject\ntext` */
  readonly mails: string[];
  now: number;
  /** while true nobody gets the lock */
  busy: boolean;
  /** milliseconds that each service call takes */
  msACall: number;
  /** called before each service call: a test throws here */
  trap: ((call: string) => void) | null;
}

const blankOf = (column: Column): Value =>
  ['text', 'id', 'word', 'link', 'month', 'week', 'period'].includes(column.unit) ? '' : column.unit === 'flag' ? false : null;

/** Refuses what the column cannot hold; cuts times to the second, as their text in the cell does. */
function checked(sheet: SheetTemplate, key: string, value: Value | undefined): Value {
  const column = sheet.columns[key],
    blank = column ? blankOf(column) : null;
  const refuse = (): never => {
    throw new Error(`${sheet.key}.${key} cannot hold ${JSON.stringify(value)}`);
  };
  if (!column || value === undefined) return refuse();
  if (value === null || value === blank) return blank;
  if (typeof blank === 'string') return typeof value === 'string' && value.length < 50_000 ? value : refuse();
  if (column.unit === 'flag') return typeof value === 'boolean' ? value : refuse();
  if (column.unit === 'day') return typeof value === 'string' && isDay(value) ? value : refuse();
  if (typeof value !== 'number' || !Number.isFinite(value)) return refuse();
  if ((column.unit === 'money' || column.unit === 'count') && !Number.isSafeInteger(value)) return refuse();
  return column.unit === 'time' ? Math.floor(value / 1000) * 1000 : value;
}

function toStored(sheet: SheetTemplate, row: Row): Row {
  const foreign = Object.keys(row).find((key) => !(key in sheet.columns));
  if (foreign !== undefined) throw new Error(`${sheet.key} has no column ${foreign}`);
  return Object.fromEntries(Object.keys(sheet.columns).map((key) => [key, checked(sheet, key, row[key])]));
}
const isBlank = (sheet: SheetTemplate, row: Row): boolean => Object.entries(sheet.columns).every(([key, column]) => row[key] === blankOf(column));

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

export function memoryWorld(
  options: {
    readonly now?: number;
    readonly zone?: string;
    readonly lang?: Lang;
    readonly crms?: Readonly<Record<string, CrmAdapter>>;
    readonly sources?: Readonly<Record<string, CrmSource>>;
    /** who answers the product's requests; nobody unless given */
    readonly http?: Http;
    readonly missing?: readonly string[];
  } = {},
): MemoryWorld {
  const tabs = new Map<string, Row[]>(),
    properties = new Map<string, string>(),
    cached = new Map<string, string>(),
    missing = new Set(options.missing ?? []);
  const zone = options.zone ?? 'Europe/Moscow';
  let made: string[] = [],
    spent = 0;
  const call = (what: string): void => {
    made.push(what);
    spent += memory.msACall;
    memory.trap?.(what);
  };
  const tab = (sheet: SheetTemplate): Row[] => {
    if (missing.has(sheet.key)) throw new Fault('sheet-missing', { sheet: sheet.title[options.lang ?? 'ru'] });
    const rows = tabs.get(sheet.key) ?? [];
    tabs.set(sheet.key, rows);
    return rows;
  };
  const placed = (sheet: SheetTemplate, from: number, count: number): Placed<Row>[] =>
    tab(sheet)
      .slice(from, from + count)
      .flatMap((row, i) => (isBlank(sheet, row) ? [] : [{ at: from + i, row: { ...row } }]));
  /** getLastRow: blank rows at the end are none */
  const height = (sheet: SheetTemplate): number => {
    const rows = tab(sheet);
    let n = rows.length;
    while (n > 0 && isBlank(sheet, rows[n - 1] ?? {})) n -= 1;
    rows.length = n;
    return n;
  };

  /** as the cell holds it: a time is text there */
  const cellOf = (sheet: SheetTemplate, column: string, row: Row): string | number | boolean => {
    const value = row[column] ?? '';
    return sheet.columns[column]?.unit === 'time' && typeof value === 'number' ? isoTime(value, zone) : value;
  };

  const sheets: SheetStore = {
    read: (sheet) => {
      call(`read ${sheet.key}`);
      return { rows: placed(sheet, 0, height(sheet)), problems: [] };
    },
    readSpan: (sheet, from, count) => {
      call(`readSpan ${sheet.key}`);
      return placed(sheet, from, count);
    },
    find: (sheet, column, value, part) => {
      call(`find ${sheet.key}`);
      if (!(column in sheet.columns)) throw new Error(`${sheet.key} has no column ${column}`);
      return tab(sheet).flatMap((row, at) => ((part ? String(row[column]).includes(value) : String(row[column]) === value) ? [at] : []));
    },
    column: (sheet, key) => {
      call(`column ${sheet.key}`);
      if (!(key in sheet.columns)) throw new Error(`${sheet.key} has no column ${key}`);
      return tab(sheet)
        .slice(0, height(sheet))
        .map((row) => row[key] ?? null);
    },
    columns: (sheet) => Object.keys(sheet.columns),
    count: (sheet) => {
      call(`count ${sheet.key}`);
      return height(sheet);
    },
    write: (sheet, rows) => {
      const sorted = rows.map(({ at }) => at).sort((a, b) => a - b);
      sorted
        .filter((at, i) => i === 0 || at !== (sorted[i - 1] ?? 0) + 1)
        .forEach(() => {
          call(`write ${sheet.key}`);
        });
      for (const { at, row } of rows) {
        if (at < 0 || at >= tab(sheet).length) throw new Error(`${sheet.key} has no row ${at}`);
        tab(sheet)[at] = toStored(sheet, row);
      }
    },
    append: (sheet, rows) => {
      if (rows.length === 0) return;
      call(`append ${sheet.key}`);
      height(sheet);
      tab(sheet).push(...rows.map((row) => toStored(sheet, row)));
    },
    replace: (sheet, block, rows) => {
      call(`replace ${sheet.key}`);
      const all = tab(sheet),
        from = block === 'all' ? 0 : block.from,
        held = block === 'all' ? height(sheet) : block.held,
        fresh = rows.map((row) => toStored(sheet, row));
      const cells = Array.from(
        { length: Math.max(fresh.length, held) },
        (_, i) => Object.keys(sheet.columns).filter((key) => (fresh[i]?.[key] ?? null) !== (all[from + i]?.[key] ?? null)).length,
      );
      all.splice(from, held, ...fresh);
      return cells.reduce((n, one) => n + one, 0);
    },
    sort: (sheet, by) => {
      call(`sort ${sheet.key}`);
      height(sheet);
      tab(sheet).sort((a, b) => {
        for (const { column, descending } of by) {
          const x = cellOf(sheet, column, a),
            y = cellOf(sheet, column, b),
            blankX = x === '',
            blankY = y === '';
          if (blankX !== blankY) return blankX ? 1 : -1; // blank cells last, whichever way
          if (x !== y) return (x < y ? -1 : 1) * (descending ? -1 : 1);
        }
        return 0;
      });
    },
    flush: () => call('flush'),
  };

  let known: Record<string, string> | null = null;
  const all = (): Record<string, string> => {
    if (!known) {
      call('properties');
      known = Object.fromEntries(properties);
    }
    return known;
  };
  const store: Store = {
    get: (key) => all()[key] ?? null,
    all: () => ({ ...all() }),
    set: (entries) => {
      const changed = Object.entries(entries).filter(([key, value]) => (all()[key] ?? null) !== value);
      if (changed.length === 0) return;
      call('set');
      for (const [key, value] of changed) {
        if (value !== null && bytes(value) > 9_216) throw new Error(`Argument too large: ${key}`);
        if (value === null) {
          properties.delete(key);
          delete all()[key];
        } else {
          properties.set(key, value);
          all()[key] = value;
        }
      }
      if ([...properties].reduce((n, [key, value]) => n + bytes(key) + bytes(value), 0) > 512_000)
        throw new Error('You have exceeded the property storage quota. Please remove some properties and try again.');
    },
    forget: () => {
      known = null;
    },
  };
  let locked = false,
    last = false;
  const lock: Lock = {
    within: (_ms, job) => {
      if (locked) return job(); // a lock already had is had again (apps-script.md 1.2)
      call('lock');
      if (memory.busy) return null;
      locked = true;
      if (!last) store.forget();
      try {
        return job();
      } finally {
        locked = false;
        call('flush');
      }
    },
  };
  const cache: Cache = {
    get: (keys) => {
      call('cache get');
      return Object.fromEntries(
        keys.flatMap((key) => {
          const value = cached.get(key);
          return value === undefined ? [] : [[key, value]];
        }),
      );
    },
    put: (entries) => {
      call('cache put');
      Object.entries(entries).forEach(([key, value]) => {
        cached.set(key, value);
      });
    },
    remove: (keys) => {
      call('cache remove');
      keys.forEach((key) => {
        cached.delete(key);
      });
    },
  };
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

  const memory: MemoryWorld = {
    world: (execution) => {
      const began = spent;
      last = execution?.last ?? false;
      store.forget();
      return {
        sheets,
        store,
        cache,
        lock,
        zone,
        hash,
        crms: options.crms ?? {},
        sources: options.sources ?? {},
        http: options.http ?? {
          send: (requests) => requests.map(() => ({ code: 0, headers: {}, text: 'nobody there' })),
          pause: () => undefined,
          clock: () => memory.now,
        },
        mail: (subject, text) => {
          memory.mails.push(`${subject}\n${text}`);
          return true;
        },
        now: memory.now,
        today: dayAt(memory.now, zone),
        lang: options.lang ?? 'ru',
        spent: () => spent - began,
        secret: () => hash(`secret ${memory.now}`),
        log: () => undefined,
        bump: () => call('bump'),
      };
    },
    sheets,
    store,
    rows: <R = Row>(sheet: SheetTemplate) => placed(sheet, 0, tab(sheet).length).map(({ row }) => row as R),
    put: (sheet, rows) => {
      tabs.set(
        sheet.key,
        rows.map((row) => toStored(sheet, { ...Object.fromEntries(Object.entries(sheet.columns).map(([key, column]) => [key, blankOf(column)])), ...row })),
      );
    },
    calls: () => {
      const all = made;
      made = [];
      return all;
    },
    everything: () =>
      JSON.stringify({ tabs: [...tabs].sort(([a], [b]) => (a < b ? -1 : 1)), properties: [...properties].sort(([a], [b]) => (a < b ? -1 : 1)) }),
    now: options.now ?? Date.parse('2026-11-21T09:00:00Z'),
    mails: [],
    busy: false,
    msACall: 0,
    trap: null,
  };
  return memory;
}
