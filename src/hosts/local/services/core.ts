/**
 * The ground of all services: the execution that is under way in this thread, and the wall between our objects and the script.
 * A worker runs one execution at a time, so `here()` is a plain variable. Nothing of this realm reaches the script but proxies and
 * primitive values: arrays, dates, records and errors are born in the script's own context, as `instanceof` there expects.
 */
import type { AuthMode, BookAsk, BookOp, Fault, Kind, RunOrder } from '../protocol';
import type { Realm } from './realm';

/** The execution under way. `ask` is a synchronous round trip to the thread that owns all state and throws what that thread refuses. */
export interface Execution {
  readonly order: RunOrder;
  readonly realm: Realm;
  readonly log: string[];
  readonly folder: string;
  readonly ask: (op: string, ...args: unknown[]) => unknown;
  readonly charge: (method: string, read: number, written: number, ms?: number) => void;
  readonly fault: (method: string, when: 'before' | 'after') => Fault | null;
  /** milliseconds since 1970 as the script sees them: what its calls would have taken with Google has passed */
  readonly now: () => number;
  /** number of changes of the list of sheets that this thread has heard of */
  readonly structure: () => number;
  readonly book: { pending: BookOp[]; sheets: unknown; seen: number; active: number | null };
}

let current: Execution | null = null;

/** Sets or ends the execution of this thread. */
export function enter(execution: Execution | null): void {
  current = execution;
}

/** The execution under way; a call after its end (a promise that outlived it) fails. */
export function here(): Execution {
  if (current === null) throw new ServiceError('The execution has ended.');
  return current;
}

/** An error that the script sees: Google's are named Exception. */
export class ServiceError extends Error {
  constructor(message: string, name = 'Exception') {
    super(message);
    this.name = name;
  }
}

/** Base of everything that a script may hold. Only methods and getters of its classes are visible; fields are ours. */
export abstract class Service {
  /** Google's name, as error texts use it: `SpreadsheetApp.Range`. */
  abstract readonly title: string;
  toString(): string {
    return this.title.split('.').pop() ?? '';
  }
}

/** A service with keys that the script sets itself (a template's variables). */
export interface OpenService {
  readonly variables: Map<string, unknown>;
}

const proxies = new WeakMap<Service, object>();
const targets = new WeakMap<object, Service>();
const quiet = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'inspect',
  'nodeType',
  'tagName',
  'asymmetricMatch',
  '$$typeof',
  'length',
  'hasOwnProperty',
  'isPrototypeOf',
  'name',
  'valueOf',
  'message',
  'stack',
]);
const wrappers = new WeakMap<object, Map<string, unknown>>();

/** The service object behind a proxy that the script gave back; anything else as it is. */
export const unwrap = (value: unknown): unknown => (typeof value === 'object' && value !== null ? (targets.get(value) ?? value) : value);

function bornInScript(error: unknown): unknown {
  const { realm, log } = here();
  if (error instanceof ServiceError) return realm.error(error.name, error.message);
  if (error instanceof Error) {
    log.push(`host: ${error.stack ?? error.message}`);
    return realm.error(error.name, error.message);
  }
  return error; // thrown by the script's own code, called back by us
}

function raise(fault: Fault): never {
  throw new ServiceError(fault.error);
}

function wrap(method: string, original: (...args: unknown[]) => unknown): unknown {
  return function (this: unknown, ...args: unknown[]): unknown {
    try {
      const execution = here();
      const target = unwrap(this);
      if (!(target instanceof Service)) throw new ServiceError(`${method} must be called on its object.`, 'TypeError');
      const before = execution.fault(method, 'before');
      if (before !== null) raise(before);
      const value = original.apply(target, args.map(unwrap));
      const after = execution.fault(method, 'after');
      if (after !== null) raise(after);
      return toScript(value);
    } catch (error) {
      throw bornInScript(error);
    }
  };
}

function member(target: Service, key: string): unknown {
  for (let at: object = Object.getPrototypeOf(target); at !== Service.prototype && at !== Object.prototype && at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found === undefined || key === 'constructor') continue;
    if (found.get !== undefined) return toScript(found.get.call(target));
    const known = wrappers.get(at) ?? new Map<string, unknown>();
    wrappers.set(at, known);
    if (!known.has(key)) known.set(key, wrap(key, found.value));
    return known.get(key);
  }
  return undefined;
}

const handler: ProxyHandler<Service> = {
  get(target, key) {
    if (key === Symbol.toPrimitive) return () => String(target);
    if (typeof key === 'symbol') return undefined;
    const found = member(target, key);
    if (found !== undefined) return found;
    const open = (target as Partial<OpenService>).variables;
    if (open?.has(key)) return open.get(key);
    if (key === 'toString') return () => String(target);
    if (quiet.has(key) || open !== undefined) return undefined;
    here().log.push(
      `${target.title}.${key} is not there on the local host: either Google has no such method, or this host must learn it (src/hosts/local/services).`,
    );
    throw here().realm.error('TypeError', `${target.title}.${key} is not a function`);
  },
  set(target, key, value) {
    const open = (target as Partial<OpenService>).variables;
    if (open === undefined || typeof key === 'symbol') throw here().realm.error('TypeError', `Cannot set ${String(key)} of ${target.title}`);
    open.set(key, value);
    return true;
  },
  has: (target, key) => typeof key === 'string' && member(target, key) !== undefined,
  ownKeys: () => [],
  getOwnPropertyDescriptor: () => undefined,
  getPrototypeOf: () => null,
};

/** The object that the script holds for a service. The proxy's own target is never visible. */
export function expose(service: Service): object {
  let proxy = proxies.get(service);
  if (proxy === undefined) {
    proxy = new Proxy(service, handler);
    proxies.set(service, proxy);
    targets.set(proxy, service);
  }
  return proxy;
}

/** Our value as a value born in the script's context. Objects that the script gave us pass unchanged. */
export function toScript(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Service) return expose(value);
  const { realm } = here();
  if (value instanceof Date) return realm.date(value.getTime());
  if (Object.getPrototypeOf(value) === Array.prototype && Array.isArray(value)) return realm.list(value.map(toScript));
  if (value instanceof Uint8Array) return realm.list(Array.from(new Int8Array(value.buffer, value.byteOffset, value.length)));
  if (Object.getPrototypeOf(value) === Object.prototype) return realm.record(Object.keys(value), Object.values(value).map(toScript));
  return value;
}

/** What an enumeration of Google offers: JSON gives its name. */
export class EnumValue extends Service {
  constructor(
    readonly title: string,
    private readonly key: string,
    private readonly position: number,
  ) {
    super();
  }
  name(): string {
    return this.key;
  }
  ordinal(): number {
    return this.position;
  }
  compareTo(other: EnumValue): number {
    return this.position - other.ordinal();
  }
  override toString(): string {
    return this.key;
  }
  toJSON(): string {
    return this.key;
  }
}

class EnumHolder extends Service implements OpenService {
  readonly variables = new Map<string, unknown>();
  constructor(
    readonly title: string,
    names: readonly string[],
  ) {
    super();
    names.forEach((name, i) => {
      this.variables.set(name, expose(new EnumValue(`${title}.${name}`, name, i)));
    });
  }
}

/** `SpreadsheetApp.ProtectionType` and its like. */
export const enumOf = (title: string, names: readonly string[]): Service => new EnumHolder(title, names);

/** Name of an enumeration value that a script passed; '' for anything else. */
export const enumName = (value: unknown): string => (value instanceof EnumValue ? value.name() : '');

/** Throws Google's refusal unless the execution runs in one of the modes. https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle */
export function allowOnly(modes: readonly AuthMode[], call: string, scope?: string): void {
  const { authMode } = here().order;
  if (modes.includes(authMode)) return;
  if (authMode === 'CUSTOM_FUNCTION') throw new ServiceError(`You do not have permission to call ${call.replace(/^.*\./, '')}.`);
  throw new ServiceError(
    `You do not have permission to call ${call}.${scope === undefined ? '' : ` Required permissions: https://www.googleapis.com/auth/${scope}`}`,
  );
}

const withUi: readonly Kind[] = ['menu', 'run', 'open', 'edit'];

/** Whether somebody sits before this execution. */
export const hasUi = (): boolean => withUi.includes(here().order.kind);

/** One round trip to the workbook with everything that waits to be written. */
export function askBook(question: BookAsk): unknown {
  const { book, ask } = here();
  const pending = book.pending;
  book.pending = [];
  return ask('book', pending, question);
}
