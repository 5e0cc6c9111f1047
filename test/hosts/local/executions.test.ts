import { openTestHost, type TestHost } from './test-host';

const code = `
function nothing() { return 1; }
function born() { var v = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange(1, 1, 2, 2).getValues(); return [v instanceof Array, v[0] instanceof Array, v]; }
function addUnderLock() {
  var lock = LockService.getScriptLock();
  if (!lock.tryLock(60000)) return false;
  var range = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('A1');
  range.setValue((range.getValue() || 0) + 1);
  SpreadsheetApp.flush();
  lock.releaseLock();
  return true;
}
function addWithoutLock() {
  var range = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('B1');
  var was = range.getValue() || 0;
  Utilities.sleep(20);
  range.setValue(was + 1);
  return was;
}
function addLeavingTheRestToTheEnd() {
  LockService.getScriptLock().waitLock(60000);
  var range = SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('C1');
  range.setValue((range.getValue() || 0) + 1);
}
function cells() { return SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('A1:C1').getValues()[0]; }
function tooLong() { SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('E1').setValue('lost'); try { for (;;) Utilities.sleep(10000); } catch (e) { return 'caught'; } }
function endless() { for (;;) {} }
function late() { return SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('E1').getValue(); }
function hold() { Utilities.sleep(300); return true; }
function counter() { globalThis.seen = (globalThis.seen || 0) + 1; return globalThis.seen; }
function bare() { return ['setTimeout', 'URL', 'TextEncoder', 'fetch', 'Buffer', 'performance', 'process', 'require', 'structuredClone', 'SharedArrayBuffer'].filter(function (name) { return typeof globalThis[name] !== 'undefined'; }); }
`;

let test: TestHost;
beforeAll(() => {
  test = openTestHost(code);
});
afterAll(() => test.close());

const times = (n: number, name: string): Promise<unknown[]> => Promise.all(Array.from({ length: n }, () => test.call(name)));

it('gives values that are born in the script, so that instanceof holds', async () => {
  expect(await test.call('born')).toEqual([
    true,
    true,
    [
      ['', ''],
      ['', ''],
    ],
  ]);
});

it('starts each execution with a fresh context', async () => {
  expect(await times(5, 'counter')).toEqual([1, 1, 1, 1, 1]);
});

it('offers no global that Apps Script lacks', async () => {
  expect(await test.call('bare')).toEqual([]);
});

it('loses no update of 30 executions under a lock', async () => {
  await times(30, 'addUnderLock');
  expect(((await test.call('cells')) as unknown[])[0]).toBe(30);
});

it('loses updates without a lock, as Google does', async () => {
  await times(30, 'addWithoutLock');
  expect(((await test.call('cells')) as unknown[])[1]).toBeLessThan(30);
});

it('releases locks before the writes of the end: who does not flush loses updates', async () => {
  await times(10, 'addLeavingTheRestToTheEnd');
  expect(((await test.call('cells')) as unknown[])[2]).toBeLessThan(10);
});

it('refuses the 31st execution in Google’s words', async () => {
  const outcomes = await Promise.all(Array.from({ length: 31 }, () => test.run({ function: 'hold' })));
  expect(outcomes.filter((one) => one.ok)).toHaveLength(30);
  const refused = outcomes.find((one) => !one.ok);
  expect(refused).toMatchObject({ refused: true, error: { message: 'There are too many scripts running simultaneously for this Google user account.' } });
});

it.each([
  ['after 30 s a simple trigger', 'edit', 3],
  ['after 6 min a page call', 'run', 36],
] as const)('ends %s, which cannot catch it; what was not flushed is lost', async (_why, kind, sleeps) => {
  const still = openTestHost(code, { now: Date.parse('2026-11-21T09:00:00Z') });
  const outcome = await still.run({ function: 'tooLong', kind });
  expect(outcome).toMatchObject({ ok: false, error: { message: 'Exceeded maximum execution time' }, bill: { outcome: 'timeout' } });
  // each sleep is billed in full; it was stopped at the first call beyond the limit
  expect(Math.abs(outcome.bill.simulatedMs / 10_000 - sleeps)).toBeLessThanOrEqual(1);
  expect(await still.call('late')).toBe('');
  await still.close();
});

it('ends a loop that calls nothing', async () => {
  const hasty = openTestHost(code, { limitMs: () => 1000 });
  expect(await hasty.run({ function: 'endless' })).toMatchObject({ ok: false, error: { message: 'Exceeded maximum execution time' } });
  expect(await hasty.call('nothing')).toBe(1);
  await hasty.close();
});

it('costs milliseconds, not more, to start an execution', async () => {
  await times(30, 'nothing');
  const began = performance.now();
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      for (let i = 0; i < 25; i += 1) await test.call('nothing');
    }),
  );
  // 1,200 a second on two idle cores (docs/decisions/0003-local-host.md); a busy machine must not turn this red
  expect(500_000 / (performance.now() - began)).toBeGreaterThan(25);
});
