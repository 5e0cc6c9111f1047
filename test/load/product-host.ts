/**
 * The product as a person runs it, for tests under load: the built bundle behind the built host, in a process of its own that may be killed. Needs `npm run build` first.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');
export const SECRET = 'load-test-secret-0123456789abcdef';
/** The clock of these hosts stands still here, so that two of them may be compared cell for cell. */
export const NOW = '2026-11-21T15:00:00+03:00';

export type Row = Readonly<Record<string, unknown>>;
export interface Head {
  readonly key: string;
  readonly title: string;
  readonly group: string;
  readonly sheetId: number;
  readonly open: boolean;
}
export interface Bill {
  readonly function: string;
  readonly calls: Readonly<Record<string, number>>;
  readonly totalCalls: number;
  readonly cellsWritten: number;
  readonly simulatedMs: number;
  readonly outcome: string;
}
/** What a webhook was answered. `said` is the text of the page; null: no answer at all, the connection broke. */
export interface Said {
  readonly status: number;
  readonly said: string;
}

export interface ProductHost {
  readonly base: string;
  readonly data: string;
  /** All that the process printed, its end. */
  readonly said: () => string;
  readonly post: (body: string, how?: { readonly secret?: string; readonly crm?: string; readonly type?: string }) => Promise<Said | null>;
  /** JSON of any address; throws when the answer is not 200. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>;
  readonly rows: (key: string) => Promise<readonly Row[]>;
  readonly put: (key: string, rows: readonly Row[]) => Promise<void>;
  /** A call of the sidebar: its value; a spoken fault is thrown as an Error with its words. */
  readonly call: (name: string, ...args: readonly unknown[]) => Promise<unknown>;
  /** A menu item, as a person chooses it: what it showed. */
  readonly menu: (name: string) => Promise<readonly unknown[]>;
  readonly heads: () => Promise<readonly Head[]>;
  readonly bills: () => Promise<readonly Bill[]>;
  /** `kill -9` */
  readonly kill: () => Promise<void>;
  readonly end: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => done(port));
    });
  });
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
/** A data folder of its own; whoever made it removes it. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'cifra-load-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Starts the host over a folder and waits until it serves. */
export async function startProduct({
  data,
  locale = 'ru',
  now = NOW,
}: {
  readonly data: string;
  readonly locale?: 'ru' | 'en';
  readonly now?: string;
}): Promise<ProductHost> {
  const port = await freePort(),
    base = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'build/local/main.cjs'), '--empty', '--locale', locale, '--port', String(port), '--data', data, '--now', now, '--secret', SECRET],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text: Buffer) => {
      printed = (printed + text.toString()).slice(-20_000);
    });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  for (let i = 0; !printed.includes('Webhook address'); i += 1) {
    if (i > 900 || child.exitCode !== null) throw new Error(`The host did not start: ${printed}`);
    await pause(100);
  }
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(base + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 1000)}`), { status: answer.status });
    return JSON.parse(text);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await gone;
  };
  return {
    base,
    data,
    ask,
    said: () => printed,
    post: async (body, { secret = SECRET, crm = 'amocrm', type = 'application/x-www-form-urlencoded' } = {}) => {
      try {
        const answer = await fetch(`${base}/exec?k=${encodeURIComponent(secret)}&crm=${encodeURIComponent(crm)}`, {
          method: 'POST',
          body,
          headers: { 'content-type': type },
        });
        return { status: answer.status, said: shownIn(await answer.text()) };
      } catch {
        return null;
      }
    },
    rows: async (key) => ((await ask('GET', `/api/tabs/${key}`)) as { readonly rows: readonly Row[] }).rows,
    put: async (key, rows) => {
      await ask('PUT', `/api/tabs/${key}`, { rows });
    },
    call: async (name, ...args) => {
      const reply = (await ask('POST', `/api/call/${name}`, args)) as {
        readonly ok?: boolean;
        readonly value?: unknown;
        readonly fault?: { readonly code: string; readonly what: string; readonly mend: string };
      } | null;
      if (reply?.ok === false) throw Object.assign(new Error(`${reply.fault?.what} ${reply.fault?.mend}`), { code: reply.fault?.code });
      return reply?.ok === true ? reply.value : reply;
    },
    menu: async (name) => ((await ask('POST', `/api/run/${name}`, [])) as { readonly shown: readonly unknown[] }).shown,
    heads: async () => (await ask('GET', '/api/tabs')) as readonly Head[],
    bills: async () => ((await ask('GET', '/api/bill')) as { readonly executions: readonly Bill[] }).executions,
    kill: () => end('SIGKILL'),
    end: () => end('SIGTERM'),
  };
}

/** The words that a person or a CRM sees on an answer page: the content of the sandboxed frame of an HtmlOutput, else the page's own text. */
function shownIn(page: string): string {
  const inner = /srcdoc="([^"]*)"/.exec(page)?.[1];
  const html =
    inner === undefined
      ? page
      : inner
          .replace(/&quot;/g, '"')
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&#39;/g, "'")
          .replace(/&amp;/g, '&');
  return html
    .replace(/<(style|script|title)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Works until nothing waits and nothing changes, then computes everything anew once. */
export async function settle(host: ProductHost): Promise<void> {
  for (let i = 0; ; i += 1) {
    if (i > 400) throw new Error('The workbook did not come to rest.');
    const state = (await host.call('tick', {})) as {
      readonly pending: number;
      readonly drained: number;
      readonly progress: unknown;
      readonly changed: readonly unknown[];
    };
    if (state.pending === 0 && state.drained === 0 && state.progress === null && state.changed.length === 0) break;
  }
}

/** All tabs that must be equal when the same bodies came: deals, their events, every report. */
export async function bookOf(host: ProductHost): Promise<Readonly<Record<string, readonly Row[]>>> {
  const keys = (await host.heads())
    .filter(({ group, key }) => (group !== 'raw' && group !== 'inputs') || key === 'deals' || key === 'deal_events')
    .map(({ key }) => key);
  const book: Record<string, readonly Row[]> = {};
  for (const key of keys) book[key] = await host.rows(key);
  return book;
}
