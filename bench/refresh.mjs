/**
 * What a refresh after one event costs when 1,000 and when 10,000 deals stand in the workbook, at the same number of deals a month: the cost must follow what changed, not the history
 * (cells read at 10,000 within 1.5 times of those at 1,000).
 *
 *   npm run build && node bench/refresh.mjs [deals …]
 */
import { bills, company, load, nextBodies, startHost, table } from './host.mjs';

const sizes = process.argv.slice(2).map(Number);
const results = [];
for (const deals of sizes.length > 0 ? sizes : [1_000, 10_000]) {
  const host = await startHost();
  try {
    const demo = await load(host.base, deals),
      seen = [];
    for (const body of nextBodies(demo, 12)) {
      const before = (await bills(host.base)).at(-1)?.id ?? 0;
      await demo.door.post(body);
      await company.settle(demo.door);
      const ticks = (await bills(host.base)).filter((bill) => bill.id > before && bill.function === 'tick' && bill.cellsWritten > 0);
      const sum = (key) => ticks.reduce((total, bill) => total + bill[key], 0);
      seen.push({ calls: sum('totalCalls'), read: sum('cellsRead'), written: sum('cellsWritten'), ms: sum('simulatedMs') });
    }
    const middle = (key) => seen.map((one) => one[key]).sort((a, b) => a - b)[Math.floor(seen.length / 2)];
    results.push({ deals: demo.held, calls: middle('calls'), read: middle('read'), written: middle('written'), ms: middle('ms') });
  } finally {
    await host.stop();
  }
}
const [small, large] = [results[0], results.at(-1)],
  keys = ['deals', 'calls', 'read', 'written', 'ms'];
const ratio = (key) => (small[key] > 0 ? (large[key] / small[key]).toFixed(2) : '-');
console.log(
  table(
    ['median of 12 events', 'deals', 'calls', 'cells read', 'cells written', 'simulated ms'],
    [...results.map((one) => ['', ...keys.map((key) => one[key])]), ['ratio', ...keys.map(ratio)]],
  ),
);
const failed = results.length > 1 && large.read > small.read * 1.5;
console.log(failed ? 'Above the limit: cells read grow by more than 1.5.' : 'Within the limit: cells read grow by no more than 1.5.');
process.exitCode = failed ? 1 : 0;
