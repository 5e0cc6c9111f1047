/**
 * N19: the demo company goes through the whole machine (webhooks posted to /exec, input tabs typed in, the built bundle in worker threads), and the tabs of the workbook
 * hold the known answers, which were worked out from the life stories without any product code (demo-answers.ts). Needs `npm run build` first.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { managers } from '../../../src/hosts/local/demo/company';
import { monthsUpTo } from '../../../src/hosts/local/demo/days';
import type { Demo } from '../../../src/hosts/local/demo/feeder';
import { loadDemo } from '../../../src/hosts/local/demo/feeder';
import { demoPlan, happened } from '../../../src/hosts/local/demo/generator';
import type { Answers } from './demo-answers';
import { answersOf } from './demo-answers';

type Row = Readonly<Record<string, unknown>>;
const root = join(__dirname, '../../..'),
  moment = '2026-11-21T15:00:00+03:00',
  now = Date.parse(moment),
  secret = 'demo-test-secret-0123456789abcdef',
  plan = demoPlan(now, 'ru');
let host: ChildProcess,
  data = '',
  demo: Demo,
  answers: Answers,
  said = '';
const tabs = new Map<string, readonly Row[]>();

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { readonly port: number };
      server.close(() => done(port));
    });
  });

beforeAll(async () => {
  const port = await freePort(),
    base = `http://127.0.0.1:${port}`;
  data = mkdtempSync(join(tmpdir(), 'cifra-demo-'));
  host = spawn(
    process.execPath,
    [join(root, 'build/local/main.cjs'), '--empty', '--locale', 'ru', '--port', String(port), '--data', data, '--now', moment, '--secret', secret],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const stream of [host.stdout, host.stderr])
    stream?.on('data', (text: Buffer) => {
      said = (said + text.toString()).slice(-4000);
    });
  // printed when the workbook is installed
  for (let i = 0; !said.includes('Webhook address'); i += 1) {
    if (i > 600 || host.exitCode !== null) throw new Error(`The host did not start: ${said}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  demo = await loadDemo({ base, secret, now, locale: 'ru', plan });
  answers = answersOf(happened(demo.stories, now), monthsUpTo(now, plan.months), 'ru');
  for (const key of [
    'funnel_by_source',
    'funnel_by_manager',
    'turnover',
    'receivables',
    'deal_margin',
    'manager_margin',
    'payroll',
    'journal',
    'deals',
    'managers',
    'stages',
    'fields',
  ])
    tabs.set(key, await demo.door.rows(key));
}, 240_000);
afterAll(async () => {
  const ended = new Promise((done) => host.on('exit', done));
  if (host.exitCode === null) {
    host.kill('SIGTERM');
    await ended;
  }
  rmSync(data, { recursive: true, force: true });
}, 30_000);

/** A column of a tab, summed by the columns that name the row; zeros left out, money in kopecks. */
function sums(key: string, by: readonly string[], column: string, factor = 1): Record<string, number> {
  const all: Record<string, number> = {};
  for (const row of tabs.get(key) ?? []) {
    const name = by.map((one) => String(row[one])).join('|');
    all[name] = (all[name] ?? 0) + Math.round(Number(row[column] ?? 0) * factor);
  }
  return withoutZeros(all);
}
const withoutZeros = (all: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(all).filter(([, n]) => n !== 0));

test('every webhook was understood and nothing waits', () => {
  const statuses = (tabs.get('journal') ?? []).map(({ status }) => String(status)); // `part`: the rest of a long body
  expect(statuses.filter((status) => status !== 'done' && status !== 'part')).toEqual([]);
  expect(statuses.filter((status) => status === 'done').length).toBeGreaterThan(20);
  expect((tabs.get('deals') ?? []).length).toBe(happened(demo.stories, now).length);
});
test('nothing was mapped twice: people put the mappings in before the first event', () => {
  const twice = (key: string, ...columns: readonly string[]): string[] => {
    const seen = (tabs.get(key) ?? []).map((row) => columns.map((column) => row[column]).join('|'));
    return seen.filter((name, i) => seen.indexOf(name) !== i);
  };
  expect([twice('managers', 'manager_id'), twice('stages', 'pipeline_id', 'stage_id'), twice('fields', 'entity', 'field_id')]).toEqual([[], [], []]);
  expect((tabs.get('managers') ?? []).length).toBe(managers.length);
});

test('leads by source', () => expect(sums('funnel_by_source', ['month', 'source'], 'leads')).toEqual(answers.leadsBySource));
test('leads by seller', () => expect(sums('funnel_by_manager', ['month', 'manager'], 'leads')).toEqual(answers.leadsByManager));
test('the six parts of a funnel row add up to its leads', () => {
  const wrong = (tabs.get('funnel_by_source') ?? []).filter(
    (row) => ['junk', 'duplicates', 'in_work', 'postponed', 'refusals', 'contracts'].reduce((sum, part) => sum + Number(row[part]), 0) !== row.leads,
  );
  expect(wrong).toEqual([]);
});
test('contracts', () => expect(sums('turnover', ['month', 'manager'], 'contracts')).toEqual(withoutZeros(answers.contractsByManager)));
test('turnover: signed less cancelled, each on its day', () =>
  expect(sums('turnover', ['month', 'manager'], 'turnover', 100)).toEqual(withoutZeros(answers.turnoverByManager)));
test('receipts: paid less given back', () => expect(sums('turnover', ['month', 'manager'], 'receipts', 100)).toEqual(withoutZeros(answers.receiptsByManager)));
test('receivables', () => expect(sums('receivables', ['deal_id'], 'balance', 100)).toEqual(answers.receivables));
test('advances are shown, never netted', () => expect(sums('receivables', ['deal_id'], 'advance', 100)).toEqual(answers.advances));
test('margin by month, from deals and from sellers', () => {
  expect(sums('deal_margin', ['month'], 'margin', 100)).toEqual(answers.margin);
  expect(sums('manager_margin', ['month'], 'margin', 100)).toEqual(answers.margin);
});
test('provisional margin where a cost is missing', () =>
  expect(
    (tabs.get('deal_margin') ?? [])
      .filter(({ provisional }) => provisional === true)
      .map(({ deal_id }) => String(deal_id))
      .sort(),
  ).toEqual([...answers.provisional].sort()));
test('pay of the seller with the flat scheme', () => {
  const pay = Object.fromEntries(
    (tabs.get('payroll') ?? [])
      .filter(({ manager }) => manager === managers[2].name.ru)
      .map(({ month, total }) => [String(month), Math.round(Number(total) * 100)]),
  );
  expect(pay).toEqual(answers.pay);
});
