/**
 * A thread that runs scripts, one at a time, each in a fresh context of the bundle. It owns nothing: whatever outlives the execution is
 * asked of the main thread, synchronously. The bundle is loaded with gas-local; compiled scripts are kept between executions.
 */
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import gasLocal from 'gas-local';
import type { Compaction } from './compaction';
import type { Answer, Charge, Done, Failure, Fault, Result, RunOrder } from './protocol';
import { scriptGlobals } from './services/all';
import { TextOutput } from './services/content-service';
import type { Execution } from './services/core';
import { enter, expose, ServiceError, unwrap } from './services/core';
import { rangeHandle, spreadsheetHandle } from './services/handles';
import { HtmlOutput } from './services/html-output';
import { openRealm } from './services/realm';
import { authModeOf } from './services/script-app';

interface Setup {
  readonly folder: string;
  readonly flag: Int32Array;
  readonly answers: MessagePort;
  readonly compaction?: Compaction;
}
const { folder, flag, answers, compaction } = workerData as Setup;

// a script's promise that nobody waits for must not end the thread
process.on('unhandledRejection', () => undefined);

const compiled = new Map<string, { readonly code: Buffer; readonly script: vm.Script }>();

// gas-local reads each file and hands it to vm.runInContext; a file that has not changed keeps its compiled script. Measured in docs/decisions/0003-local-host.md.
const nodeVm = createRequire(__filename)('node:vm') as { runInContext: (code: unknown, context: vm.Context, file: unknown) => unknown };
nodeVm.runInContext = (code, context, file) => {
  const name = String(file);
  const bytes = code as Buffer;
  const known = compiled.get(name);
  if (known?.code.equals(bytes) === true) return known.script.runInContext(context);
  const script = new vm.Script(bytes.toString('utf8'), { filename: name.slice(folder.length + 1) });
  compiled.set(name, { code: bytes, script });
  return script.runInContext(context);
};

/** A round trip: the thread sleeps until the main thread has answered. */
function roundTrip(id: number, op: string, args: readonly unknown[], charges: readonly Charge[]): Answer {
  Atomics.store(flag, 0, 0);
  parentPort?.postMessage({ type: 'call', id, op, args, charges });
  for (;;) {
    Atomics.wait(flag, 0, 0);
    const received = receiveMessageOnPort(answers);
    if (received !== undefined) return received.message as Answer;
  }
}

function openExecution(order: RunOrder, context: vm.Context): Execution & { readonly takeCharges: () => readonly Charge[] } {
  let charges: Charge[] = [];
  let structure = -1;
  let passed = 0;
  const calls = new Map<string, number>();
  const ask = (op: string, ...args: unknown[]): unknown => {
    const sent = charges;
    charges = [];
    const answer = roundTrip(order.id, op, args, sent);
    structure = answer.structure;
    passed = answer.passed;
    if (answer.ok) return answer.value;
    throw new ServiceError(answer.error.message, answer.error.name);
  };
  const fault = (method: string, when: 'before' | 'after'): Fault | null => {
    if (order.faults.length === 0) return null;
    if (when === 'before') calls.set(method, (calls.get(method) ?? 0) + 1);
    const found = order.faults.find((one) => one.method === method && one.when === when && one.nth === calls.get(method));
    return found !== undefined && ask('fault', found.id) === true ? found : null;
  };
  return {
    order,
    folder,
    realm: openRealm(context),
    log: [],
    ask,
    fault,
    charge: (method, read, written, ms) => charges.push(ms === undefined ? [method, read, written] : [method, read, written, ms]),
    structure: () => structure,
    now: () => (order.now ?? Date.now()) + passed,
    book: { pending: [], sheets: undefined, seen: -1, active: null },
    takeCharges: () => charges,
  };
}

function failureOf(error: unknown): Failure {
  if (typeof error === 'object' && error !== null && 'message' in error) {
    const { name, message, stack } = error as { name?: unknown; message: unknown; stack?: unknown };
    return { name: typeof name === 'string' ? name : 'Error', message: String(message), stack: typeof stack === 'string' ? stack : '' };
  }
  return { name: 'Error', message: String(error), stack: '' };
}

function resultOf(value: unknown, execution: Execution): Result {
  const service = unwrap(value);
  switch (execution.order.wants) {
    case 'nothing':
      return { as: 'nothing' };
    case 'page':
      if (service instanceof HtmlOutput) return { as: 'html', page: service.page };
      if (service instanceof TextOutput) return { as: 'text', mime: service.mime, content: service.content ?? '', file: service.file };
      return { as: value === undefined || value === null ? 'nothing' : 'unsupported' };
    case 'wire':
      return { as: 'json', json: execution.realm.wire(value) };
    case 'json':
    case 'cells':
      return { as: 'json', json: execution.realm.json(value) };
  }
}

function argsOf(order: RunOrder, execution: Execution): unknown {
  const args = execution.realm.parse(order.args) as unknown[];
  const [first] = args;
  const event = typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : undefined;
  if (event !== undefined && order.source) event['source'] = expose(spreadsheetHandle());
  if (event !== undefined && ['open', 'edit', 'trigger'].includes(order.kind)) event['authMode'] = authModeOf(order.authMode);
  if (event !== undefined && order.range !== null) event['range'] = expose(rangeHandle(order.range.sheetId, order.range.zone));
  return args;
}

function perform(order: RunOrder, context: vm.Context, execution: Execution): Done['outcome'] {
  try {
    execution.realm.clock(execution.now);
    gasLocal.require(folder, context);
    if (!execution.realm.has(order.function)) return { ok: false, error: { name: 'ReferenceError', message: `Script function not found: ${order.function}` } };
    const value = execution.realm.call(order.function, argsOf(order, execution));
    return { ok: true, result: resultOf(value, execution) };
  } catch (error) {
    return { ok: false, error: failureOf(error) };
  }
}

// the same file serves both kinds of threads; the engine of the workbook is loaded only here
if (compaction !== undefined) void import('./compaction').then(({ compact }) => compact(compaction)).then((at) => parentPort?.postMessage(at));
else
  parentPort?.on('message', (order: RunOrder) => {
    const context = vm.createContext({ ...scriptGlobals() });
    const execution = openExecution(order, context);
    enter(execution);
    const outcome = perform(order, context, execution);
    enter(null);
    const done: Done = { type: 'done', id: order.id, charges: execution.takeCharges(), pending: execution.book.pending, log: execution.log, outcome };
    parentPort?.postMessage(done);
  });
