/**
 * What one webhook costs when 1,000 and when 10,000 deals stand in the workbook: service calls, cells, simulated milliseconds of the execution of doPost (design 1: at most 8 calls, below 1.5 s).
 *
 *   npm run build && node bench/webhook.mjs [deals …]
 */
import { bills, load, nextBodies, startHost, table } from './host.mjs';

const sizes = process.argv.slice(2).map(Number);
const rows = [];
let failed = false;
for (const deals of sizes.length > 0 ? sizes : [1_000, 10_000]) {
  const host = await startHost();
  try {
    const demo = await load(host.base, deals, { refreshed: false }),
      before = (await bills(host.base)).at(-1)?.id ?? 0;
    for (const body of nextBodies(demo, 30)) await demo.door.post(body);
    const posts = (await bills(host.base)).filter((bill) => bill.id > before && bill.function === 'doPost'),
      most = (key) => Math.max(...posts.map((bill) => bill[key])),
      middle = (key) => posts.map((bill) => bill[key]).sort((a, b) => a - b)[Math.floor(posts.length / 2)];
    rows.push([
      demo.held,
      posts.length,
      middle('totalCalls'),
      most('totalCalls'),
      middle('cellsRead'),
      most('cellsRead'),
      middle('cellsWritten'),
      middle('simulatedMs'),
      most('simulatedMs'),
      Math.round(middle('realMs')),
    ]);
    const costly = posts.reduce((a, b) => (b.totalCalls > a.totalCalls ? b : a));
    console.error(
      `the costliest: ${Object.entries(costly.calls)
        .map(([name, n]) => (n > 1 ? `${name} × ${n}` : name))
        .join(', ')}`,
    );
    if (posts.length === 0 || most('totalCalls') > 8 || most('simulatedMs') >= 1500 || posts.some((bill) => bill.outcome !== 'ok')) failed = true;
  } finally {
    await host.stop();
  }
}
console.log(
  table(
    [
      'deals in the sheet',
      'webhooks',
      'calls, median',
      'calls, most',
      'cells read, median',
      'cells read, most',
      'cells written, median',
      'simulated ms, median',
      'simulated ms, most',
      'real ms, median',
    ],
    rows,
  ),
);
console.log(failed ? 'Above the limits: 8 calls, 1,500 simulated ms.' : 'Within the limits: 8 calls, 1,500 simulated ms.');
process.exitCode = failed ? 1 : 0;
