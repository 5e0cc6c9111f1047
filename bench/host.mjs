/**
 * A host of its own for a bench: the built local host on a free port with an empty data folder and a fixed clock, filled with a synthetic company through the public doors.
 * The company is the demo's generator with another size, bundled in memory.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import Module from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..');
const parts = ['generator', 'bodies', 'door', 'inputs', 'feeder', 'days'].map((name) => `export * from './src/hosts/local/demo/${name}';`).join('\n');
const made = new Module('demo');
made._compile(
  buildSync({ stdin: { contents: parts, resolveDir: root, loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', write: false }).outputFiles[0].text,
  join(root, 'build/demo.cjs'),
);
/** Everything that the demo company exports. */
export const company = made.exports;
export const NOW = '2026-11-21T15:00:00+03:00',
  SECRET = 'bench-secret-0123456789abcdef0123456789abcdef';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts a host and waits until its workbook is installed; `stop` ends it and removes its data. */
export async function startHost() {
  const port = await freePort(),
    data = mkdtempSync(join(tmpdir(), 'cifra-bench-'));
  const child = spawn(
    process.execPath,
    [join(root, 'build/local/main.cjs'), '--empty', '--port', String(port), '--data', data, '--now', NOW, '--secret', SECRET],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const base = `http://127.0.0.1:${port}`;
  let said = '';
  child.stdout.on('data', (text) => (said = (said + text).slice(-4000)));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  // printed when the workbook is installed
  for (let i = 0; !said.includes('Webhook address'); i += 1) {
    if (i > 600 || child.exitCode !== null) throw new Error(`The host did not start (npm run build?): ${said}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return {
    base,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Deals of a company with about 115 leads a month: ten times the deals are ten times the months. */
export function planOf(deals) {
  const months = Math.max(1, Math.round(deals / 115));
  return { seed: 31, now: Date.parse(NOW), locale: 'ru', months, leads: Math.round(115 * (months + 0.7)) };
}

/** Bills of all executions so far, newest last, as `GET /api/bill` gives them. */
export async function bills(base) {
  return (await (await fetch(`${base}/api/bill`)).json()).executions;
}

/**
 * Loads a company of about so many deals and works until everything is computed. With `refreshed: false` a first refresh that does not fit into the six minutes of an execution is let go:
 * the deals stand there all the same, and a webhook does not look at reports.
 */
export async function load(base, deals, { refreshed = true } = {}) {
  const plan = planOf(deals),
    started = Date.now();
  const demo = await company.loadDemo({ base, secret: SECRET, now: plan.now, locale: 'ru', plan }).catch((error) => {
    if (refreshed || !/Exceeded maximum execution time/.test(String(error))) throw error;
    console.error('the first refresh of everything did not fit into six minutes');
    return { door: company.openDoor(base, SECRET), crm: company.openCrm('ru'), stories: company.tellStories(plan), now: plan.now };
  });
  const held = (await demo.door.rows('deals')).length;
  console.error(`${held} deals loaded in ${Math.round((Date.now() - started) / 1000)} s`);
  return { ...demo, held };
}

/** The next `count` events that would happen in the company, each as the body of one webhook at the host's moment. */
export function nextBodies({ crm, stories, now }, count) {
  const open = stories.filter(({ moments }) => moments[0].at <= now && moments.some(({ at }) => at > now)).slice(-count);
  return open.map((story) => company.bodyOf([crm.lead(story, { ...story.moments.find(({ at }) => at > now), at: now - 1000 })]));
}

export function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String)),
    widths = head.map((_, i) => Math.max(...all.map((row) => row[i].length)));
  const line = (row) => `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  return [line(all[0]), `|${widths.map((w, i) => (i === 0 ? '-'.repeat(w + 2) : `${'-'.repeat(w + 1)}:`)).join('|')}|`, ...all.slice(1).map(line)].join('\n');
}
