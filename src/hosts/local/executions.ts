/**
 * Executions: each runs in a worker thread, in a fresh context of the bundle, at most 30 at once. What a script asks is answered here, in the
 * thread that owns all state, one question after the other; so locks, lost updates and time limits are as real as they are with Google.
 */
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Account, Bill } from './bill';
import { openAccount } from './bill';
import { startMs } from './latency';
import type { Answer, AuthMode, BookOp, Call, Done, Failure, Fault, Kind, Place, Result, RunOrder, Wants } from './protocol';
import type { Zone } from './workbook-api';

/** A function to run. `args` must survive JSON; `client` is the page of the person who started it. */
export interface Request {
  readonly function: string;
  readonly kind: Kind;
  readonly args: readonly unknown[];
  readonly wants: Wants;
  readonly authMode?: AuthMode;
  readonly range?: { readonly sheetId: number; readonly zone: Zone };
  readonly source?: boolean;
  readonly client?: string;
}

/** What became of it. `refused`: it never ran. */
export type Outcome =
  | { readonly ok: true; readonly result: Result; readonly bill: Bill; readonly shown: readonly unknown[] }
  | { readonly ok: false; readonly error: Failure; readonly refused: boolean; readonly bill: Bill; readonly shown: readonly unknown[] };

/** An execution as the operations see it. `shown` collects what it showed to people; `sleptMs` and `servedMs`, asleep and at the services, are real time that counts as simulated. */
export interface Running {
  readonly id: number;
  readonly request: Request;
  readonly account: Account;
  readonly shown: unknown[];
  sleptMs: number;
  servedMs: number;
}

/** What the pool needs of the host. `answer` may give a promise; `finish` applies the last writes and makes everything durable. */
export interface Owner {
  readonly folder: string;
  readonly workerFile: string;
  readonly now: () => number;
  readonly frozen: () => boolean;
  readonly place: () => Place;
  readonly structure: () => number;
  readonly faults: (name: string) => readonly Fault[];
  readonly answer: (running: Running, op: string, args: readonly unknown[]) => unknown;
  readonly takeFault: (id: number) => Fault | null;
  readonly finish: (running: Running, pending: readonly BookOp[]) => Promise<void>;
  readonly drop: (running: Running) => void;
  readonly billed: (bill: Bill) => void;
  /** milliseconds that an execution may take; Google's when not given */
  readonly limitMs?: ((kind: Kind) => number) | undefined;
}

export interface Executions {
  readonly run: (request: Request) => Promise<Outcome>;
  readonly running: () => number;
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** "Simultaneous executions per user: 30". Clock triggers and custom functions wait for a place of their own instead of being refused. */
const most = 30;
const ownPlaces: Partial<Record<Kind, number>> = { trigger: 6, custom: 4, edit: 2 };
/** Threads that wait from the beginning. */
const warm = 4;
const tooMany = 'There are too many scripts running simultaneously for this Google user account.';
const short: readonly Kind[] = ['custom', 'open', 'edit'];
/** https://developers.google.com/apps-script/guides/services/quotas */
const googleLimit = (kind: Kind): number => (short.includes(kind) ? 30_000 : 360_000);

const modes: Partial<Record<Kind, AuthMode>> = { open: 'LIMITED', edit: 'LIMITED', custom: 'CUSTOM_FUNCTION' };

interface Thread {
  readonly worker: Worker;
  readonly flag: Int32Array;
  readonly port: MessagePort;
  task: Task | null;
  freeSince: number;
}
interface Task {
  readonly running: Running;
  readonly began: number;
  readonly settle: (outcome: Outcome) => void;
}

export function openExecutions(owner: Owner): Executions {
  const threads = new Set<Thread>();
  const free: Thread[] = [];
  const waiting = new Map<Kind, { request: Request; settle: (outcome: Outcome) => void }[]>();
  const places = new Map<string, number>();
  let lastId = Date.now() * 1000; // distinct over restarts: bills are kept
  let closing = false;
  let idle: (() => void)[] = [];

  const placeOf = (kind: Kind): string => (ownPlaces[kind] === undefined ? 'people' : kind);
  const count = (kind: Kind, by: number): void => {
    places.set(placeOf(kind), (places.get(placeOf(kind)) ?? 0) + by);
  };
  const full = (kind: Kind): boolean => (places.get(placeOf(kind)) ?? 0) >= (ownPlaces[kind] ?? most);
  const runningNow = (): number => [...places.values()].reduce((sum, n) => sum + n, 0);

  function startThread(): Thread {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(owner.workerFile, { workerData: { folder: owner.folder, flag, answers: port2 }, transferList: [port2] });
    const thread: Thread = { worker, flag, port: port1, task: null, freeSince: performance.now() };
    port1.unref();
    worker.on('message', (message: Call | Done) => {
      const { task } = thread;
      if (task === null || task.running.id !== message.id) return;
      if (message.type === 'call') void onCall(thread, task, message);
      else void onDone(thread, task, message);
    });
    worker.on('error', (error) => end(thread, 'killed', { name: 'Error', message: `The thread of the script failed: ${error.message}` }));
    worker.on('exit', () => end(thread, 'killed', { name: 'Error', message: 'The thread of the script ended.' }));
    threads.add(thread);
    return thread;
  }

  function reply(thread: Thread, answer: Answer): void {
    thread.port.postMessage(answer);
    Atomics.store(thread.flag, 0, 1);
    Atomics.notify(thread.flag, 0);
  }

  async function onCall(thread: Thread, task: Task, call: Call): Promise<void> {
    const { running } = task;
    running.account.charge(call.charges);
    if (late(task)) return end(thread, 'timeout', { name: 'Exception', message: 'Exceeded maximum execution time' });
    let answer: { ok: true; value: unknown } | { ok: false; error: Failure };
    try {
      if (call.op === 'fault') {
        const fault = owner.takeFault(Number(call.args[0]));
        if (fault?.error === 'kill') return end(thread, 'killed', { name: 'Error', message: `Killed ${fault.when} ${fault.method}` });
        answer = { ok: true, value: fault !== null };
      } else {
        const asked = performance.now(),
          value = owner.answer(running, call.op, call.args);
        running.servedMs += performance.now() - asked;
        answer = { ok: true, value: value instanceof Promise ? await value : value };
      }
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      answer = { ok: false, error: { name: name === 'Error' ? 'Exception' : name, message } };
    }
    if (thread.task === task) reply(thread, { ...answer, structure: owner.structure(), passed: passed(running) });
  }

  async function onDone(thread: Thread, task: Task, done: Done): Promise<void> {
    const { running } = task;
    running.account.charge(done.charges);
    thread.task = null;
    thread.freeSince = performance.now();
    free.push(thread);
    let error: Failure | null = done.outcome.ok ? null : done.outcome.error;
    try {
      await owner.finish(running, done.pending);
    } catch (late) {
      error ??= { name: 'Exception', message: late instanceof Error ? late.message : String(late) };
    }
    const bill = running.account.close(error === null ? 'ok' : 'error', error, done.log);
    settled(
      task,
      done.outcome.ok && error === null
        ? { ok: true, result: done.outcome.result, bill, shown: running.shown }
        : { ok: false, error: error ?? { name: 'Error', message: '' }, refused: false, bill, shown: running.shown },
    );
  }

  /** Ends an execution that cannot end by itself; what waited in it to be written is lost. */
  function end(thread: Thread, how: 'timeout' | 'killed', error: Failure): void {
    const { task } = thread;
    threads.delete(thread);
    thread.task = null;
    if (free.includes(thread)) free.splice(free.indexOf(thread), 1);
    void thread.worker.terminate();
    thread.port.close();
    if (task === null) return;
    owner.drop(task.running);
    void owner
      .finish(task.running, [])
      .then(() => settled(task, { ok: false, error, refused: false, bill: task.running.account.close(how, error, []), shown: task.running.shown }));
  }

  function settled(task: Task, outcome: Outcome): void {
    const { kind } = task.running.request;
    owner.billed(outcome.bill);
    count(kind, -1);
    const queue = waiting.get(kind);
    const next = closing ? undefined : queue?.shift();
    if (next !== undefined) begin(next.request, next.settle);
    task.settle(outcome);
    if (runningNow() === 0) {
      for (const go of idle) go();
      idle = [];
    }
  }

  // a clock that stands still has not seen the sleeping either
  const passed = ({ account, sleptMs }: Running): number => account.simulatedMs() - startMs - (owner.frozen() ? 0 : sleptMs);

  const late = ({ running, began }: Task): boolean =>
    performance.now() - began - running.sleptMs - running.servedMs + running.account.simulatedMs() > (owner.limitMs ?? googleLimit)(running.request.kind);

  function begin(request: Request, settle: (outcome: Outcome) => void): void {
    lastId += 1;
    count(request.kind, 1);
    const account = openAccount(lastId, request.function, request.kind, owner.now());
    const task: Task = { running: { id: lastId, request, account, shown: [], sleptMs: 0, servedMs: 0 }, began: performance.now(), settle };
    const thread = free.pop() ?? startThread();
    thread.task = task;
    const order: RunOrder = {
      type: 'run',
      id: lastId,
      function: request.function,
      kind: request.kind,
      authMode: request.authMode ?? modes[request.kind] ?? 'FULL',
      args: JSON.stringify(request.args),
      wants: request.wants,
      range: request.range ?? null,
      source: request.source === true,
      now: owner.frozen() ? owner.now() : null,
      place: owner.place(),
      faults: owner.faults(request.function),
    };
    thread.worker.postMessage(order);
  }

  // threads take ~50 ms each to start: the first webhooks should not wait for that
  for (let n = 0; n < warm; n += 1) free.push(startThread());

  const watch = setInterval(() => {
    for (const thread of threads)
      if (thread.task !== null && late(thread.task)) end(thread, 'timeout', { name: 'Exception', message: 'Exceeded maximum execution time' });
    // threads of a burst go when it is over: each holds some 20 MB
    const spare = free[0];
    if (spare !== undefined && free.length > warm && performance.now() - spare.freeSince > 60_000) end(spare, 'killed', { name: 'Error', message: '' });
  }, 250);
  watch.unref();

  return {
    run: (request) =>
      new Promise((settle) => {
        if (!full(request.kind) && !closing) return begin(request, settle);
        if (ownPlaces[request.kind] !== undefined && !closing) {
          waiting.set(request.kind, [...(waiting.get(request.kind) ?? []), { request, settle }]);
          return;
        }
        const error = { name: 'Exception', message: closing ? 'The host is closing.' : tooMany };
        const bill = openAccount(++lastId, request.function, request.kind, owner.now()).close('error', error, []);
        owner.billed(bill);
        settle({ ok: false, error, refused: true, bill, shown: [] });
      }),
    running: runningNow,
    idle: () => new Promise((go) => (runningNow() === 0 ? go() : idle.push(go))),
    close: async () => {
      closing = true;
      clearInterval(watch);
      await Promise.all([...threads].map((thread) => thread.worker.terminate()));
    },
  };
}
