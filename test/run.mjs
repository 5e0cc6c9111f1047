/**
 * npm test: types and build, then all tests. What depends on nothing but its arguments runs in two time zones, so that a slip into local time shows;
 * tests that start hosts and browsers, and those that read files, run once. The last line is the sum; anything failed makes the exit code 1.
 *
 *   npm test                     everything
 *   npm test -- test/metrics     only what the path contains
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Tests of the machine around the figures: once. */
const ONCE = [
  'test/hosts/local/',
  'test/hosts/apps-script/workbook-builder',
  'test/hosts/apps-script/sheet-store',
  'test/sidebar/',
  'test/jobs/refresh-cost',
  'test/crm/bitrix24/stand-in',
  'test/sql/companies',
  'test/sql/identities',
  'test/e2e/',
  'test/load/',
  'test/vendors/',
  'test/bundle',
  'test/architecture',
  'test/checklist',
  'test/deploy',
  'test/docs',
];
const wanted = process.argv.slice(2);
const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };

const bin = (name) => join('node_modules', '.bin', name);
function run(title, command, args, env = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.on('error', (error) => {
      console.error(`${title}: ${error.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      console.log(`${title}: ${code === 0 ? 'ok' : `FAILED (${signal ?? code})`}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
      resolve(code ?? 1);
    });
  });
}

async function step(title, command, args) {
  if ((await run(title, command, args)) !== 0) {
    failures.push(title);
    total.failed += 1;
  }
}

mkdirSync('build', { recursive: true });
const reports = mkdtempSync(join(tmpdir(), 'cifra-tests-'));

/** Runs jest and adds up what it says; a suite that could not even start is a failure, and so is a run without a single test. */
async function jest(title, zone, args) {
  const file = join(reports, `${title.replace(/\W+/g, '-')}.json`);
  const code = await run(title, bin('jest'), [...args, '--json', `--outputFile=${file}`, '--testLocationInResults', '--silent=false', ...wanted], { TZ: zone });
  let said;
  try {
    said = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    total.failed += 1;
    failures.push(`${title} (no result)`);
    return;
  }
  total.passed += said.numPassedTests;
  total.failed += said.numFailedTests + said.numRuntimeErrorTestSuites;
  total.skipped += said.numPendingTests + said.numTodoTests;
  if (code !== 0 && said.numFailedTests + said.numRuntimeErrorTestSuites === 0) total.failed += 1;
  if (code !== 0) failures.push(title);
  for (const suite of said.testResults)
    if (suite.status === 'failed')
      failures.push(
        `  ${suite.name.replace(`${process.cwd()}/`, '')}${suite.assertionResults
          .filter((one) => one.status === 'failed')
          .map((one) => `\n    ${one.fullName}`)
          .join('')}`,
      );
}

const once = ['--testPathPatterns', ...ONCE],
  twice = ['--testPathIgnorePatterns', '/node_modules/', ...ONCE];
await Promise.all([step('types', bin('tsc'), ['--noEmit', '-p', '.']), step('build', bin('rollup'), ['-c', '--silent'])]);
if (wanted.length > 0) await jest('tests', 'UTC', []);
else {
  await jest('tests in UTC', 'UTC', twice);
  await jest('tests in Kathmandu', 'Asia/Kathmandu', twice);
  await jest('tests of bundle, host and browser', 'UTC', once);
}
rmSync(reports, { recursive: true, force: true });
if (total.passed === 0) {
  total.failed += 1;
  failures.push('not a single test passed');
}
if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed > 0 ? 1 : 0;
