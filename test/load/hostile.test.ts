/** Whoever means harm, and two people who mean well at once: refused knocks cost nothing, nobody's plan is lost. Needs `npm run build` first. */
import { body, lead } from '../ingest/amo-body';
import { mapping } from './lives';
import { NOW, newFolder, type ProductHost, removeFolder, settle, startProduct } from './product-host';

jest.setTimeout(180_000);
const AT = Date.parse(NOW) / 1000 - 86_400;
let host: ProductHost,
  data = '';
beforeAll(async () => {
  data = newFolder();
  host = await startProduct({ data });
  for (const [key, rows] of Object.entries(mapping)) await host.put(key, rows);
  await settle(host);
});
afterAll(async () => {
  await host?.end();
  removeFolder(data);
});

test('two hundred knocks with wrong keys, thirty at once: no cell is written, the Store at most once a minute, and a true webhook still comes in', async () => {
  await host.ask('DELETE', '/api/bill');
  const counted = async (): Promise<number> => (await host.rows('journal')).length,
    before = await counted();
  let next = 0;
  const said: string[] = [];
  await Promise.all(
    Array.from({ length: 29 }, async () => {
      while (next < 200) {
        next += 1;
        said.push((await host.post(body('add', lead({ id: 9000 + next, at: AT })), { secret: `guess ${next}` }))?.said ?? '');
      }
    }),
  );
  expect(said.filter((one) => !one.startsWith('refused'))).toEqual([]);
  const knocks = (await host.bills()).filter(({ function: name }) => name === 'doPost'),
    calls: Record<string, number> = {};
  for (const knock of knocks) for (const [method, n] of Object.entries(knock.calls)) calls[method] = (calls[method] ?? 0) + n;
  expect(knocks.length).toBeGreaterThanOrEqual(200);
  expect(knocks.reduce((sum, { cellsWritten }) => sum + cellsWritten, 0)).toBe(0);
  // thirty may look at the same moment before the first of them has noted the minute
  expect((calls['setProperties'] ?? 0) + (calls['setProperty'] ?? 0) + (calls['deleteProperty'] ?? 0)).toBeLessThanOrEqual(30);
  expect(calls['tryLock'] ?? 0).toBe(0);
  expect(await counted()).toBe(before);
  expect((await host.post(body('add', lead({ id: 9500, at: AT, stage: 20, owner: 1 }))))?.said).toMatch(/^(done|kept)$/);
});

test('two people save the same plan at once: one is saved, the other is told and shown what stands there', async () => {
  interface Saved {
    readonly saved: number;
    readonly conflicts: readonly { readonly mine: number; readonly theirs: number; readonly version: string }[];
  }
  const change = (value: number, version: string): object => ({
    month: '2026-11',
    changes: [{ period: '2026-11', level: 'manager', name: 'Анна', metric: 'turnover', value, version }],
  });
  const both = (await Promise.all([host.call('savePlans', change(111_000, '')), host.call('savePlans', change(222_000, ''))])) as Saved[];
  const won = both.findIndex(({ conflicts }) => conflicts.length === 0),
    winner = won === 0 ? 111_000 : 222_000,
    loser = both[1 - won];
  expect(both.map(({ saved, conflicts }) => [saved, conflicts.length]).sort()).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(loser?.conflicts[0]).toMatchObject({ mine: 333_000 - winner, theirs: winner });
  const rows = async (): Promise<readonly unknown[]> =>
    (await host.rows('plans')).filter(({ name, metric, period }) => name === 'Анна' && metric === 'turnover' && period === '2026-11').map(({ value }) => value);
  expect(await rows()).toEqual([winner]);
  const again = (await host.call('savePlans', change(333_000, loser?.conflicts[0]?.version ?? ''))) as Saved;
  expect([again.saved, again.conflicts.length]).toEqual([1, 0]);
  expect(await rows()).toEqual([333_000]);
});

test('twenty people save twenty plans at once: all are there', async () => {
  const save = (i: number): Promise<unknown> =>
    host.call('savePlans', {
      month: '2026-10',
      changes: [{ period: '2026-10', level: 'manager', name: `Человек ${i}`, metric: 'leads', value: i + 1, version: '' }],
    });
  await Promise.all(Array.from({ length: 20 }, (_, i) => save(i)));
  const rows = (await host.rows('plans')).filter(({ period }) => period === '2026-10');
  expect(rows.map(({ name, value }) => `${name}=${value}`).sort()).toEqual(Array.from({ length: 20 }, (_, i) => `Человек ${i}=${i + 1}`).sort());
});

test('a webhook whose body is a thousand deals: taken whole by the drain', async () => {
  const said = await host.post(body('add', ...Array.from({ length: 1000 }, (_, i) => lead({ id: 20_000 + i, at: AT, stage: 20, owner: 1, price: 1 }))));
  expect(said?.said).toMatch(/^kept$/);
  await settle(host);
  expect((await host.rows('deals')).filter(({ deal_id }) => Number(deal_id) >= 20_000).length).toBe(1000);
});
