import type { Live, LiveButton, LiveClient, LiveConnection, LiveShow } from './live-api';
import type { FromPage, ToPage } from './live-messages';
import type { Workbook } from './workbook';
import type { EngineZone, Revision } from './workbook-engine-types';
import { numberOf } from './workbook-ids';

interface Page {
  readonly id: string;
  readonly client: LiveClient;
  from: number;
  selection: { readonly sheetId: string; readonly zone: EngineZone } | null;
}
interface Question {
  readonly pages: ReadonlySet<Page>;
  readonly answer: (button: LiveButton, text: string) => void;
}

/** Revisions after which a new page is given a fresh state rather than the old one and all that came since. */
const LONG = 300;

/** The server's side of all pages that show the workbook: carries revisions both ways, and what scripts show. */
export function openLive(workbook: Workbook): Live {
  return new LiveHub(workbook);
}

class LiveHub implements Live {
  private readonly pages = new Set<Page>();
  private readonly questions = new Map<number, Question>();
  private readonly order = new Map<string, number>();
  private count = 0;
  private asked = 0;
  private base: { readonly json: string; readonly at: number; revisions: Revision[] } | null = null;

  constructor(private readonly workbook: Workbook) {
    workbook.log.onRevision((revision) => this.pass(revision));
    workbook.onFunctionResult((result) => this.tellAll({ type: 'result', result }));
    workbook.onFunctions((functions) => this.tellAll({ type: 'functions', functions }));
  }

  readonly connect = (client: LiveClient, id?: string): LiveConnection => {
    const page: Page = { id: id || `page-${++this.asked}`, client, from: this.count, selection: null };
    this.pages.add(page);
    this.hello(page);
    return { id: page.id, receive: (text) => this.receive(page, text), close: () => this.close(page) };
  };

  readonly show = (what: LiveShow, client?: string): void => {
    for (const page of this.chosen(client)) tell(page, what);
  };

  readonly ask: Live['ask'] = (question, client) => {
    const pages = this.chosen(client);
    if (pages.size === 0) return Promise.resolve({ button: 'CLOSE', text: '' });
    const ask = ++this.asked;
    return new Promise((resolve) => {
      this.questions.set(ask, { pages, answer: (button, text) => resolve({ button, text }) });
      for (const page of pages)
        tell(page, { type: 'ask', ask, title: question.title, message: question.message, buttons: question.buttons, prompt: question.prompt ?? false });
    });
  };

  readonly selection: Live['selection'] = (client) => {
    const [page] = [...this.chosen(client)].filter(({ selection }) => selection);
    if (!page?.selection) return null;
    const { sheetId, zone } = page.selection;
    return { sheetId: numberOf(sheetId), row: zone.top, col: zone.left, rows: zone.bottom - zone.top + 1, cols: zone.right - zone.left + 1 };
  };

  readonly broadcast = (message: { readonly type: string }): void => {
    for (const page of this.pages) send(page, JSON.stringify(message));
  };

  readonly initial = (): { readonly snapshot: unknown; readonly revisions: readonly unknown[] } => {
    const { json, revisions } = this.fresh();
    return { snapshot: JSON.parse(json), revisions };
  };

  readonly clients = (): readonly string[] => [...this.pages].map(({ id }) => id);

  private receive(page: Page, text: string): void {
    const message = parsed(text);
    if (message?.type === 'revision' && isRevision(message.revision)) {
      const offered = this.workbook.offer(message.revision);
      if (offered === 'unknown') tell(page, { type: 'refused' });
    } else if (message?.type === 'presence') this.tellAll({ type: 'presence', message: message.message }, page);
    else if (message?.type === 'call') this.call(page, message.name, message.args);
    else if (message?.type === 'answer') this.answered(message.ask, message.button, message.text);
    else if (message?.type === 'selection') page.selection = { sheetId: message.sheetId, zone: message.zone };
    else if (message?.type === 'hello') this.hello(page);
  }

  private call(page: Page, name: string, args: Parameters<Workbook['callFunction']>[1]): void {
    const key = JSON.stringify([name, args]);
    const known = this.workbook.functionResults().find((result) => result.key === key);
    if (known) tell(page, { type: 'result', result: known });
    else this.workbook.callFunction(name, args);
  }

  private answered(ask: number, button: LiveButton, text: string): void {
    this.questions.get(ask)?.answer(button, text);
    this.questions.delete(ask);
  }

  private close(page: Page): void {
    if (!this.pages.delete(page)) return;
    this.tellAll({ type: 'presence', message: { type: 'CLIENT_LEFT', clientId: page.id, version: 1 } });
    for (const [ask, question] of this.questions) if (![...question.pages].some((each) => this.pages.has(each))) this.answered(ask, 'CLOSE', '');
  }

  /** A revision counts: everybody hears of it, its author too. Who cannot undo it, because it knows only what came later, begins anew. */
  private pass(revision: Revision): void {
    this.order.set(revision.nextRevisionId, ++this.count);
    const undone = revision.undoneRevisionId ?? revision.redoneRevisionId;
    const undoneAt = undone === undefined ? Number.POSITIVE_INFINITY : (this.order.get(undone) ?? 0);
    if (this.base && undoneAt <= this.base.at) this.base = null;
    this.base?.revisions.push(revision);
    const text = JSON.stringify({ type: 'revision', revision } satisfies ToPage);
    for (const page of this.pages) {
      if (undoneAt <= page.from) this.hello(page);
      else send(page, text);
    }
  }

  private hello(page: Page): void {
    const { json, at, revisions } = this.fresh();
    page.from = at;
    const head = JSON.stringify({
      type: 'hello',
      client: page.id,
      locale: this.workbook.locale(),
      functions: this.workbook.functionNames(),
      results: this.workbook.functionResults(),
      revisions,
    });
    send(page, `${head.slice(0, -1)},"snapshot":${json}}`);
  }

  private fresh(): { readonly json: string; readonly at: number; revisions: Revision[] } {
    if (!this.base || this.base.revisions.length > LONG) {
      this.base = { json: JSON.stringify(this.workbook.state()), at: this.count, revisions: [] };
      const oldest = Math.min(this.count, ...[...this.pages].map(({ from }) => from));
      for (const [id, at] of this.order) if (at <= oldest) this.order.delete(id);
    }
    return this.base;
  }

  private chosen(client: string | undefined): ReadonlySet<Page> {
    const named = [...this.pages].filter(({ id }) => id === client);
    return new Set(named.length ? named : this.pages);
  }

  private tellAll(message: ToPage, but?: Page): void {
    const text = JSON.stringify(message);
    for (const page of this.pages) if (page !== but) send(page, text);
  }
}

function parsed(text: string): FromPage | null {
  try {
    return JSON.parse(text) as FromPage;
  } catch {
    return null;
  }
}

/** Whether the engine may be given it: an id, what it stands on, and commands or what it undoes. */
function isRevision(revision: Revision | undefined): boolean {
  if (typeof revision?.nextRevisionId !== 'string' || typeof revision.serverRevisionId !== 'string') return false;
  if (revision.type === 'REMOTE_REVISION')
    return Array.isArray(revision.commands) && revision.commands.every((command: { readonly type?: unknown } | null) => typeof command?.type === 'string');
  return (
    (revision.type === 'REVISION_UNDONE' && typeof revision.undoneRevisionId === 'string') ||
    (revision.type === 'REVISION_REDONE' && typeof revision.redoneRevisionId === 'string')
  );
}

const tell = (page: Page, message: ToPage): void => send(page, JSON.stringify(message));

/** A socket that broke ends by itself; its page comes back and asks for everything. */
function send(page: Page, text: string): void {
  try {
    page.client.send(text);
  } catch {
    // nothing to do: close() follows
  }
}
