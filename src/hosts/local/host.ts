/** The local host put together: workbook, state, executions, clock, store. The server and the tests stand on this. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Bill, Bills } from './bill';
import { openBills } from './bill';
import { readBundle } from './bundle';
import type { Clock } from './clock';
import { openClock } from './clock';
import { clockEvent, driveClock } from './clock-driver';
import type { Edits } from './edits';
import { openEdits } from './edits';
import type { Executions, Outcome, Request } from './executions';
import { openExecutions } from './executions';
import type { Faults } from './faults';
import { openFaults } from './faults';
import type { Live, OpenWorkbook } from './live-api';
import { openCache, openProperties } from './owner/key-values';
import { openLocks } from './owner/locks';
import type { State } from './owner/ops';
import { applyAll, openOps, perform } from './owner/ops';
import { openQuotas } from './owner/quotas';
import { openSheetList } from './owner/sheet-list';
import { openTriggers } from './owner/triggers';
import type { ColourRule, Kind, Page, Place } from './protocol';
import { openStore } from './store';
import type { TriggerState } from './trigger-types';
import type { Mail, Menu } from './ui-types';
import type { Scalar, WorkbookApi } from './workbook-api';

export interface HostOptions<W extends WorkbookApi> {
  /** folder of the bundle: Code.js, pages, manifest */
  readonly bundle: string;
  readonly data: string;
  readonly workerFile: string;
  readonly openWorkbook: (options: OpenWorkbook) => W;
  readonly openLive?: (workbook: W) => Live;
  /** epoch milliseconds at which the clock stands still; null: real time */
  readonly now: number | null;
  readonly locale: string;
  readonly timeZone: string;
  readonly name?: string;
  readonly owner?: string;
  /** true when `openWorkbook` is the product's own: snapshots are then made in a thread */
  readonly compactInThread?: boolean;
  /** milliseconds that an execution may take, instead of Google's limits */
  readonly limitMs?: (kind: Kind) => number;
  /** told of executions that failed */
  readonly failed?: (bill: Bill) => void;
}

export interface Host {
  readonly installed: boolean;
  readonly workbook: WorkbookApi;
  readonly executions: Executions;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly bills: Bills;
  readonly live: Live | null;
  readonly edits: Edits;
  readonly functions: ReadonlySet<string>;
  readonly menus: () => readonly Menu[];
  readonly outbox: () => readonly Mail[];
  readonly page: (id: string) => { readonly page: Page; readonly client: string } | null;
  readonly run: (request: Request) => Promise<Outcome>;
  /** Moves the clock, fires what fell due; how many triggers ran. */
  readonly moveClock: (ms: number) => Promise<number>;
  /** The workbook is opened by a person: the menu is built. */
  readonly opened: () => Promise<void>;
  /** A change made beside scripts (typing through the interface) is durable when this resolves. */
  readonly durable: () => Promise<void>;
  /** Value of a script property; null when there is none. */
  readonly property: (key: string) => string | null;
  /** The product stands in the workbook: it is not installed again. */
  readonly markInstalled: () => Promise<void>;
  readonly setAddress: (base: string) => void;
  readonly close: () => Promise<void>;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const newKey = (bytes: number): string => randomBytes(bytes).toString('base64url');

interface Kept {
  readonly spreadsheetId: string;
  readonly scriptId: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** Opens the host. Throws when the bundle is not built or the data folder cannot be read. */
export function openHost<W extends WorkbookApi>(options: HostOptions<W>): Host {
  const bundle = readBundle(options.bundle);
  const store = openStore(options.data);
  const known = store.get<Kept>('host');
  const kept: Kept = known ?? { spreadsheetId: newKey(33), scriptId: newKey(42), locale: options.locale, timeZone: options.timeZone };
  if (known === undefined) store.put('host', kept);
  const stoodAt = store.get<number>('clock');
  const clock = openClock(options.now === null ? null : Math.max(options.now, stoodAt ?? options.now));
  const workbook = options.openWorkbook({
    ...(store.saved.snapshot === null ? {} : { snapshot: store.saved.snapshot }),
    changes: store.saved.changes,
    locale: kept.locale,
    timeZone: kept.timeZone,
  });
  const live = options.openLive?.(workbook) ?? null;

  let structure = 1;
  let base = 'http://127.0.0.1';
  const sheets = openSheetList(workbook);
  const grown = (): void => {
    structure += 1;
  };
  const ruled = new Map<number, readonly ColourRule[]>();
  const rules = {
    of: (sheet: number) => ruled.get(sheet) ?? store.get<readonly ColourRule[]>(`rules.${sheet}`) ?? [],
    keep: (sheet: number, list: readonly ColourRule[]) => {
      ruled.set(sheet, list); // what was put is readable only after its commit
      store.put(`rules.${sheet}`, list);
    },
  };
  const persist = (): void => store.append(workbook.takeChanges());
  const menus: Menu[] = [];
  const pages = new Map<string, { readonly page: Page; readonly client: string }>();
  const quotas = openQuotas(clock.now);
  const triggers = openTriggers({
    stored: store.get<TriggerState[]>('triggers') ?? [],
    now: clock.now,
    newId: () => String(Math.floor(Math.random() * 9e18)),
    save: (all) => store.put('triggers', all),
  });
  const stored = Object.fromEntries(['script', 'user', 'document'].map((kind) => [kind, store.get<Record<string, string>>(`properties.${kind}`) ?? {}]));
  const properties = openProperties(stored, (kind, values) => store.put(`properties.${kind}`, values));
  const state: State = {
    book: { workbook, sheets, now: clock.now, rules, grown },
    locks: openLocks(),
    properties,
    cache: openCache(clock.now),
    triggers,
    quotas,
    now: clock.now,
    frozen: clock.frozen,
    persist,
    sent: (mail) => store.add('mail', mail, 1000),
    menu: (menu) => {
      menus.splice(0, menus.length, ...menus.filter((one) => one.name !== menu.name), menu);
      live?.show({ type: 'menu' });
    },
    keepPage: (page, client) => {
      const id = randomUUID();
      pages.set(id, { page, client: client ?? '' });
      const [oldest] = pages.keys();
      if (pages.size > 200 && oldest !== undefined) pages.delete(oldest);
      return id;
    },
    show: (what, client) => live?.show(what as Parameters<Live['show']>[0], client),
    ask: (question, client) => live?.ask(question as Parameters<Live['ask']>[0], client) ?? Promise.resolve({ button: 'CLOSE', text: '' }),
  };
  const ops = openOps(state);
  const bills = openBills();
  const faults = openFaults();
  for (const bill of store.list<readonly Bill[]>('bill').flat()) bills.add(bill);
  let newBills: Bill[] = []; // written down now and then: nobody waits for them
  const billed = (bill: Bill): void => {
    bills.add(bill);
    newBills.push(bill);
    if (bill.outcome !== 'ok') options.failed?.(bill);
  };
  const place = (): Place => ({
    spreadsheetId: kept.spreadsheetId,
    name: options.name ?? 'Cifra',
    url: `${base}/`,
    execUrl: `${base}/exec`,
    scriptId: kept.scriptId,
    locale: workbook.locale(),
    timeZone: workbook.timeZone(),
    scriptTimeZone: bundle.timeZone ?? workbook.timeZone(),
    owner: options.owner ?? 'owner@example.com',
  });
  const executions = openExecutions({
    folder: options.bundle,
    workerFile: options.workerFile,
    now: clock.now,
    frozen: clock.frozen,
    place,
    structure: () => structure,
    faults: faults.of,
    takeFault: faults.take,
    billed,
    limitMs: options.limitMs,
    answer: (running, op, args) => perform(ops, running, op, args),
    drop: ({ id }) => {
      state.locks.releaseAll(id);
    },
    // Strict where Google says nothing: locks go first, what was not flushed follows, so code that relies on the end of the run loses the update here too.
    finish: async (running, pending) => {
      const passed = state.locks.releaseAll(running.id);
      if (passed && pending.length > 0) await pause(25);
      try {
        applyAll(state, running, pending);
      } finally {
        await store.flushed();
      }
    },
  });

  const runTrigger = async (trigger: TriggerState, request: Request): Promise<void> => {
    if (quotas.left('triggerMs') <= 0) {
      billed({
        id: 0,
        function: trigger.function,
        kind: 'trigger',
        start: new Date(clock.now()).toISOString(),
        calls: {},
        totalCalls: 0,
        cellsRead: 0,
        cellsWritten: 0,
        simulatedMs: 0,
        realMs: 0,
        outcome: 'error',
        error: { name: 'Exception', message: quotas.refusal('triggerMs') },
        log: [],
      });
      return;
    }
    const { bill } = await executions.run(request);
    quotas.spend('triggerMs', bill.simulatedMs);
  };
  const driver = driveClock(clock, triggers, (trigger, at) =>
    runTrigger(trigger, { function: trigger.function, kind: 'trigger', args: [clockEvent(at, trigger.id)], wants: 'nothing' }),
  );
  const edits = openEdits({ hasSimple: bundle.functions.has('onEdit'), triggers, executions, user: place().owner, runTrigger });
  workbook.onHumanEdit((edit) => {
    sheets.stale();
    grown();
    persist();
    edits.happened(edit);
  });
  workbook.customFunctions(bundle.custom, async (name, args) => {
    const outcome = await executions.run({ function: name, kind: 'custom', args, wants: 'cells' });
    setTimeout(sheets.stale, 20); // an answer may spill
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.result.as === 'json' ? (JSON.parse(outcome.result.json) as Scalar | Scalar[][]) : null;
  });

  let compacting: Worker | null = null;
  const compact = (): void => {
    if (options.compactInThread !== true) {
      void store.compact(workbook.snapshot());
      return;
    }
    compacting = new Worker(options.workerFile, { workerData: { compaction: { data: options.data, locale: kept.locale, timeZone: kept.timeZone } } });
    compacting.once('message', (at: number) => store.compacted(at));
    compacting.once('error', (error) => console.error('The snapshot could not be made, the change log stays:', error));
    compacting.once('exit', () => {
      compacting = null;
    });
    compacting.unref();
  };
  const tidy = setInterval(() => {
    persist();
    if (newBills.length > 0) store.add('bill', newBills, 500);
    newBills = [];
    const { writes, characters } = store.weight();
    if (compacting === null && (writes > 5000 || characters > 32e6)) compact();
  }, 5000);
  tidy.unref();

  let opening: Promise<void> | null = null;
  return {
    installed: store.get<boolean>('installed') === true,
    workbook,
    executions,
    clock,
    faults,
    bills,
    live,
    edits,
    functions: bundle.functions,
    menus: () => menus,
    outbox: () => store.list<Mail>('mail'),
    page: (id) => pages.get(id) ?? null,
    run: executions.run,
    moveClock: async (ms) => {
      const fired = await driver.moveTo(ms);
      store.put('clock', ms);
      await store.flushed();
      return fired;
    },
    opened: () => {
      opening ??= (async () => {
        if (bundle.functions.has('onOpen'))
          await executions.run({ function: 'onOpen', kind: 'open', args: [{ user: { email: place().owner } }], wants: 'nothing', source: true });
        for (const trigger of triggers.all().filter(({ plan }) => plan.on === 'onOpen'))
          await runTrigger(trigger, { function: trigger.function, kind: 'trigger', args: [{ triggerUid: trigger.id }], wants: 'nothing', source: true });
      })().finally(() => {
        opening = null;
      });
      return opening;
    },
    durable: () => {
      persist();
      return store.flushed();
    },
    property: (key) => properties.get('script', key),
    markInstalled: () => {
      store.put('installed', true);
      return store.flushed();
    },
    setAddress: (address) => {
      base = address;
    },
    close: async () => {
      driver.stop();
      clearInterval(tidy);
      const patience = new Promise<void>((done) => setTimeout(done, 10_000).unref());
      await Promise.race([executions.idle(), patience]);
      await executions.close();
      await compacting?.terminate();
      if (newBills.length > 0) store.add('bill', newBills, 500);
      persist();
      await store.flushed();
      if (store.weight().writes > 0) await store.compact(workbook.snapshot());
      await store.close();
    },
  };
}
