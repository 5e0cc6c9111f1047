import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { buildSync } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { chromium as driver } from 'playwright-core';
import type { Bootstrap, Call, SidebarApi } from '../../src/hosts/apps-script/api';
import { problemWords } from '../../src/i18n/speak';
import { bankPage } from '../../src/jobs/bank-panel';
import { bankTake } from '../../src/jobs/bank-take';
import { closeMonth, closingPage, reopenMonth } from '../../src/jobs/closing-panel';
import { connectCrm } from '../../src/jobs/connect-panel';
import { costsPage, deleteCost, saveCost } from '../../src/jobs/costs-panel';
import { forPeople } from '../../src/jobs/crm-title';
import { exportsPage, makeExport } from '../../src/jobs/export-panel';
import { importRows } from '../../src/jobs/import-panel';
import { deleteMoney, findDeals, moneyPage, saveMoney } from '../../src/jobs/money-panel';
import { deleteScheme, payPage, previewScheme, saveScheme } from '../../src/jobs/pay-panel';
import { plansGrid, savePlans, spreadPlans } from '../../src/jobs/plans-panel';
import type { TickState } from '../../src/jobs/refresh-panel';
import { saveMapping } from '../../src/jobs/save-mapping';
import { setupPage } from '../../src/jobs/setup-panel';
import { Fault } from '../../src/kernel/fault';
import type { MemoryWorld } from '../memory-world';

/** The page as the build makes it, over the real jobs and a World in memory; what lies between, google.script.run, is a stand-in with its manners: JSON copies, handlers, no order. */

/** What a test may bend: who saves, what `tick` says, which call fails with which text of Google. */
export interface Server {
  readonly memory: MemoryWorld;
  author: string;
  tick: (name: 'tick' | 'refreshNow') => TickState;
  /** tabs that people made */
  tabs: Readonly<Record<string, readonly (readonly string[])[]>>;
  broken: Partial<Record<Call, string>>;
  readonly called: { name: Call; args: unknown }[];
}

export const idle: TickState = { revision: 1, asOf: '2026-11-21T12:00:00+03:00', drained: 0, changed: [], pending: 0, progress: null };
export const server = (memory: MemoryWorld): Server => ({ memory, author: 'anna@example.com', tick: () => idle, tabs: {}, broken: {}, called: [] });

function answer(on: Server, name: Call, args: never): unknown {
  const world = on.memory.world(),
    by = { author: on.author };
  const api: SidebarApi = {
    plansGrid: (a) => plansGrid(world, a),
    savePlans: (a) => savePlans(world, { ...a, ...by }),
    spreadPlans: (a) => spreadPlans(world, { ...a, ...by }),
    costsPage: (a) => costsPage(world, a),
    saveCost: (a) => saveCost(world, a),
    deleteCost: (a) => deleteCost(world, a),
    payPage: () => payPage(world),
    previewScheme: (a) => previewScheme(world, a),
    saveScheme: (a) => saveScheme(world, a),
    deleteScheme: (a) => deleteScheme(world, a),
    moneyPage: (a) => moneyPage(world, a),
    saveMoney: (a) => saveMoney(world, a),
    deleteMoney: (a) => deleteMoney(world, a),
    findDeals: (a) => findDeals(world, a),
    closingPage: (a) => closingPage(world, a),
    closeMonth: (a) => closeMonth(world, { ...a, ...by }),
    reopenMonth: (a) => reopenMonth(world, { ...a, ...by }),
    setupPage: () => setupPage(world),
    saveMapping: (a) => saveMapping(world, a),
    connectCrm: (a) => connectCrm(world, a),
    importTabs: () => ({ tabs: Object.keys(on.tabs), today: world.today }),
    importTab: ({ name }) => ({ cells: on.tabs[name] ?? [] }),
    importRows: (a) => importRows(world, a),
    bankPage: () => bankPage(world),
    bankTake: (a) => bankTake(world, { ...a, ...by }),
    exportsPage: () => exportsPage(world),
    makeExport: (a) => makeExport(world, { ...a, ...by }),
    tick: () => on.tick('tick'),
    refreshNow: () => on.tick('refreshNow'),
  };
  try {
    return { ok: true, value: api[name](args) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return {
      ok: false,
      fault: { code: error.code, ...problemWords(error.code, forPeople(error.details as Readonly<Record<string, unknown>>, world.lang) as never, world.lang) },
    };
  }
}

let made: string | null = null;
/** The page as one HTML text, made as rollup.config.js makes it. */
export function sidebarHtml(bootstrap: Bootstrap): string {
  if (made === null) {
    const root = join(__dirname, '../..'),
      built = buildSync({
        entryPoints: [join(root, 'src/sidebar/main.tsx')],
        bundle: true,
        write: false,
        outdir: 'out',
        format: 'iife',
        target: 'es2019',
        minify: true,
        charset: 'utf8',
        jsx: 'automatic',
        jsxImportSource: 'preact',
        supported: { 'template-literal': false },
      });
    const textOf = (ext: string): string =>
      built.outputFiles
        .filter((file) => file.path.endsWith(ext))
        .map((file) => file.text)
        .join('\n');
    made = readFileSync(join(root, 'src/sidebar/sidebar.html'), 'utf8')
      .replace('</head>', () => `<style>${textOf('.css')}</style></head>`)
      .replace('</body>', () => `<script>${textOf('.js')}</script></body>`);
  }
  return made.replace('<?!= bootstrap ?>', () => JSON.stringify(bootstrap).replace(/</g, '\\u003c'));
}

export async function openBrowser(): Promise<Browser> {
  return driver.launch({ executablePath: await chromium.executablePath(), args: chromium.args.filter((arg) => arg !== '--single-process') }); // in a single process a second context ends the browser;
}

/** A sidebar of one person; two of them on one server are two people. */
export async function openSidebar(browser: Browser, on: Server, bootstrap: Bootstrap, author = on.author): Promise<Page> {
  const context = await browser.newContext({
      viewport: { width: 300, height: 720 },
      locale: bootstrap.lang === 'ru' ? 'ru-RU' : 'en-US',
      permissions: ['clipboard-read', 'clipboard-write'],
    }),
    page = await context.newPage();
  await page.route('**/*', (route) =>
    route.request().url() === 'https://sidebar.test/'
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: sidebarHtml(bootstrap) })
      : route.abort(),
  );
  await page.exposeFunction('cifraServer', (name: Call, args: never) => {
    on.called.push({ name, args });
    const broken = on.broken[name];
    if (broken !== undefined) return { failed: broken };
    try {
      return { reply: answer({ ...on, author }, name, args) };
    } catch (error) {
      return { failed: String(error) };
    }
  });
  await page.addInitScript(() => {
    type Handler = (value: unknown) => void;
    const runner = (done: Handler, failed: Handler): unknown =>
      new Proxy(
        {},
        {
          get: (_target, name: string) => {
            if (name === 'withSuccessHandler') return (next: Handler) => runner(next, failed);
            if (name === 'withFailureHandler') return (next: Handler) => runner(done, next);
            return (args: unknown) => {
              const call = (window as unknown as { cifraServer: (name: string, args: unknown) => Promise<{ reply?: unknown; failed?: string }> }).cifraServer;
              void call(name, JSON.parse(JSON.stringify(args))).then((got) => {
                if (got.failed !== undefined) failed(new Error(got.failed));
                else done(got.reply);
              });
            };
          },
        },
      );
    Object.assign(window, {
      google: {
        script: {
          run: runner(
            () => undefined,
            () => undefined,
          ),
        },
      },
    });
  });
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto('https://sidebar.test/');
  return page;
}
