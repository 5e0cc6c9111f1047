import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { workerFile } from './test-host';

const code = `
function doPost(e) {
  var lock = LockService.getScriptLock();
  lock.waitLock(60000);
  var sheet = SpreadsheetApp.getActive().getSheets()[0];
  if (sheet.getMaxRows() - sheet.getLastRow() < 5) sheet.insertRowsAfter(sheet.getMaxRows(), 500);
  sheet.appendRow([e.postData.contents]);
  var store = PropertiesService.getScriptProperties();
  store.setProperty('count', String(Number(store.getProperty('count') || 0) + 1));
  SpreadsheetApp.flush();
  lock.releaseLock();
  return HtmlService.createHtmlOutput('kept');
}
function kept() { var sheet = SpreadsheetApp.getActive().getSheets()[0]; return { rows: sheet.getLastRow() === 0 ? [] : sheet.getRange(1, 1, sheet.getLastRow(), 1).getValues().map(function (row) { return row[0]; }), count: PropertiesService.getScriptProperties().getProperty('count') }; }
`;

const root = mkdtempSync(join(tmpdir(), 'cifra-kill-'));
const child = join(__dirname, `../../../build/test/child-${process.pid}.cjs`);
let running: ChildProcess | null = null;

beforeAll(() => {
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist/Code.js'), code);
  buildSync({
    entryPoints: [join(__dirname, 'child-host.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    outfile: child,
    logLevel: 'error',
  });
});
afterAll(() => {
  running?.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
  rmSync(child, { force: true });
});

function start(): Promise<string> {
  const started = spawn(process.execPath, [child, join(root, 'dist'), join(root, 'data'), workerFile()], { stdio: ['ignore', 'pipe', 'inherit'] });
  running = started;
  return new Promise((ready) => started.stdout.once('data', (line: Buffer) => ready(line.toString().trim())));
}
const ended = (): Promise<void> => new Promise((done) => running?.once('exit', () => done()));

jest.setTimeout(120_000); // four processes are started, on a machine that may be busy

it('keeps everything that was answered 200, whenever the process is killed', async () => {
  const acknowledged: string[] = [];
  let next = 0;
  for (let round = 0; round < 2; round += 1) {
    const base = await start();
    const target = acknowledged.length + 40;
    const gone = ended();
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        for (;;) {
          const body = `event ${(next += 1)}`;
          const answer = await fetch(`${base}/exec`, { method: 'POST', body }).then(
            async (one) => ({ status: one.status, text: await one.text() }),
            () => null,
          );
          if (answer === null) return;
          if (answer.status === 200 && answer.text.includes('kept')) acknowledged.push(body);
          if (acknowledged.length >= target) running?.kill('SIGKILL');
        }
      }),
    );
    await gone;
  }
  const base = await start();
  const { rows, count } = (await (await fetch(`${base}/api/call/kept`, { method: 'POST', body: '[]' })).json()) as { rows: string[]; count: string };
  expect(acknowledged.length).toBeGreaterThanOrEqual(80);
  expect(acknowledged.filter((body) => !rows.includes(body))).toEqual([]);
  expect(new Set(rows).size).toBe(rows.length);
  expect(Number(count)).toBeGreaterThanOrEqual(acknowledged.length);
  const gone = ended();
  running?.kill('SIGTERM');
  await gone;
  expect(running?.exitCode).toBe(0);
});

it('starts again from the snapshot of a clean end', async () => {
  const base = await start();
  const { rows } = (await (await fetch(`${base}/api/call/kept`, { method: 'POST', body: '[]' })).json()) as { rows: string[] };
  expect(rows.length).toBeGreaterThanOrEqual(80);
});
