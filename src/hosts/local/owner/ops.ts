/** Every operation that a script can ask of the thread that owns the state, by name. */
import { randomUUID } from 'node:crypto';
import type { Running } from '../executions';
import type { BookAsk, BookOp, Page } from '../protocol';
import { ServiceError } from '../services/core';
import type { FetchRequest } from '../services/url-fetch-app';
import type { TriggerPlan } from '../trigger-types';
import type { Mail, Menu, Question, ShownPage } from '../ui-types';
import type { Book } from './book-apply';
import { apply } from './book-apply';
import { answer } from './book-ask';
import { carryOut } from './fetcher';
import type { CacheStores, PropertyStores } from './key-values';
import type { Locks } from './locks';
import type { Quotas } from './quotas';
import type { Triggers } from './triggers';

/** What the operations work on. `persist` writes the workbook's changes down; `show` and `ask` reach the browsers. */
export interface State {
  readonly book: Book;
  readonly locks: Locks;
  readonly properties: PropertyStores;
  readonly cache: CacheStores;
  readonly triggers: Triggers;
  readonly quotas: Quotas;
  readonly now: () => number;
  readonly frozen: () => boolean;
  readonly persist: () => void;
  readonly sent: (mail: Mail) => void;
  readonly menu: (menu: Menu) => void;
  readonly keepPage: (page: Page, client?: string) => string;
  readonly show: (what: object, client?: string) => void;
  readonly ask: (question: Question, client?: string) => Promise<{ button: string; text: string }>;
}

type Op = (running: Running, ...args: never[]) => unknown;

const cellsIn = (ops: readonly BookOp[]): number => ops.reduce((sum, op) => sum + ('cells' in op ? op.cells.length : 1), 0);

/** Applies what an execution wrote. Throws at the first write that the grid cannot take; those before it stay. */
export function applyAll(state: State, running: Running, pending: readonly BookOp[]): void {
  if (pending.length === 0) return;
  running.account.flushed(cellsIn(pending));
  try {
    for (const op of pending) apply(state.book, op);
  } finally {
    state.persist();
  }
}

const readsOnly = new Set(['nothing', 'sheets', 'read', 'looks', 'validations', 'last', 'find', 'protections', 'charts', 'rules', 'names']);

export function openOps(state: State): Readonly<Record<string, Op>> {
  const { properties, quotas, cache, triggers, locks } = state;
  const property = (): void => quotas.use('properties', 1);
  return {
    book: (running, pending: readonly BookOp[], ask: BookAsk) => {
      applyAll(state, running, pending);
      const value = answer(state.book, ask);
      if (!readsOnly.has(ask.ask)) state.persist();
      return value;
    },
    sheets: () => state.book.sheets.all(),
    timeZone: () => state.book.workbook.timeZone(),
    now: () => state.now(),
    newId: () => randomUUID(),
    sleep: async (running, ms: number) => {
      const real = state.frozen() ? Math.min(ms, 20) : ms;
      running.sleptMs += real;
      await new Promise((done) => setTimeout(done, real));
    },

    'lock.take': (running, kind: string, ms: number) => locks.take(running.id, kind, ms),
    'lock.release': (running, kind: string) => locks.release(running.id, kind),

    'properties.get': (_running, kind: string, key: string) => {
      property();
      return properties.get(kind, key);
    },
    'properties.all': (_running, kind: string) => {
      property();
      return properties.all(kind);
    },
    'properties.set': (_running, kind: string, values: Record<string, string>, deleteOthers: boolean) => {
      property();
      properties.set(kind, values, deleteOthers);
    },
    'properties.delete': (_running, kind: string, key: string) => {
      property();
      properties.remove(kind, key);
    },

    'cache.get': (_running, kind: string, keys: readonly string[]) => cache.get(kind, keys),
    'cache.put': (_running, kind: string, values: Record<string, string>, seconds: number) => cache.put(kind, values, seconds),
    'cache.remove': (_running, kind: string, keys: readonly string[]) => cache.remove(kind, keys),

    'triggers.all': () => triggers.all(),
    'triggers.create': (_running, handler: string, plan: TriggerPlan) => triggers.create(handler, plan),
    'triggers.delete': (_running, id: string) => triggers.remove(id),

    fetch: (_running, requests: readonly FetchRequest[]) => {
      quotas.use('urlFetch', requests.length);
      return Promise.all(requests.map(carryOut));
    },
    'mail.send': (_running, mail: Omit<Mail, 'at'>, recipients: number) => {
      quotas.use('mail', recipients);
      state.sent({ at: new Date(state.now()).toISOString(), ...mail });
    },
    'mail.quota': () => quotas.left('mail'),

    'ui.menu': (_running, menu: Menu) => state.menu(menu),
    'ui.show': (running, what: object) => {
      running.shown.push(what);
      state.show(what, running.request.client);
    },
    'ui.page': (running, { page, ...where }: ShownPage) => {
      const id = state.keepPage(page, running.request.client);
      const { type, title = page.title, modal = false } = where;
      const shown = type === 'sidebar' ? { type, id, title, width: 300 } : { type, id, title, width: page.width, height: page.height || 300, modal };
      running.shown.push({ ...shown, url: `/sidebar/${id}` });
      state.show(shown, running.request.client);
    },
    'ui.ask': (running, question: Question) => {
      running.shown.push({ type: question.prompt ? 'prompt' : 'alert', title: question.title, message: question.message, buttons: question.buttons });
      return state.ask(question, running.request.client);
    },
  };
}

/** Runs one operation by name. Throws for a name that is not there: a fault of this host. */
export function perform(ops: Readonly<Record<string, Op>>, running: Running, name: string, args: readonly unknown[]): unknown {
  const op = ops[name] as ((running: Running, ...args: readonly unknown[]) => unknown) | undefined;
  if (op === undefined) throw new ServiceError(`The local host has no operation ${name}.`, 'Error');
  return op(running, ...args);
}
