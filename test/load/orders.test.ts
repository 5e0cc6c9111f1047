/**
 * Every amoCRM body with a `leads` event that the project has, each delivered three times, in three orders, through the whole product: the workbook is that of one calm delivery.
 * The saved bodies lie in ../shared/fixtures beside the repository and may be absent; deals of our own (lives.ts) take part always. Needs `npm run build` first.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { poke } from '../ingest/amo-body';
import { lives } from './lives';
import { bookOf, newFolder, type ProductHost, type Row, removeFolder, settle, startProduct } from './product-host';

jest.setTimeout(240_000);
const folder = join(__dirname, '../../../shared/fixtures/amocrm'),
  folders: string[] = [];
const saved = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => /^webhook_.*\.txt$/.test(name) && !name.endsWith('.headers.txt'))
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8'))
  : [];
const withLeads = saved.filter((text) => decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25')).includes('leads['));
const bodies = [...withLeads, ...lives(8, 48).map(({ body }) => body), poke(1001, 30)];

async function delivered(
  list: readonly string[],
  lookEvery: number,
): Promise<{
  readonly book: Readonly<Record<string, readonly Row[]>>;
  readonly again: Readonly<Record<string, readonly Row[]>>;
  readonly seen: Readonly<Record<string, readonly string[]>>;
}> {
  const data = newFolder();
  folders.push(data);
  const host: ProductHost = await startProduct({ data });
  try {
    for (const [i, body] of list.entries()) {
      const answer = await host.post(body);
      if (!answer || !['done', 'kept', 'again'].includes(answer.said)) throw new Error(`answered ${JSON.stringify(answer)}`);
      if (i % lookEvery === lookEvery - 1) await host.call('tick', {});
    }
    await settle(host);
    const book = await bookOf(host);
    await host.call('refreshNow', {});
    const again = await bookOf(host),
      seen: Record<string, readonly string[]> = {};
    for (const key of ['stages', 'fields', 'managers']) seen[key] = (await host.rows(key)).map((row) => JSON.stringify(row));
    return { book, again, seen };
  } finally {
    await host.kill();
  }
}
afterAll(() => folders.forEach(removeFolder));

let calm: Awaited<ReturnType<typeof delivered>>;
beforeAll(async () => {
  if (withLeads.length === 0) console.warn(`orders: ${folder} is absent, only bodies of our own were delivered`);
  calm = await delivered(bodies, 10);
});
test('one calm delivery tells the deals, and a refresh of everything changes nothing', () => {
  expect((calm.book['deals'] ?? []).length).toBeGreaterThanOrEqual(8);
  expect(calm.again).toEqual(calm.book);
});

const thrice = [...bodies, ...bodies, ...bodies];
test.each([
  ['each three times in a row', bodies.flatMap((body) => [body, body, body]), 13],
  ['newest first, three rounds', [...thrice].reverse(), 17],
  ['shuffled', thrice.map((_, i) => thrice[(i * 53 + 7) % thrice.length] ?? ''), 29],
] as const)('%s', async (_why, list, lookEvery) => {
  expect(new Set(list).size).toBe(new Set(bodies).size); // the shuffle leaves nothing out
  const mixed = await delivered(list, lookEvery);
  for (const [key, rows] of Object.entries(calm.book)) expect({ key, rows: mixed.book[key] }).toEqual({ key, rows });
  expect(mixed.again).toEqual(calm.book);
  // what a person has to map is listed as it was seen, so its order is that of arrival
  for (const [key, rows] of Object.entries(calm.seen)) expect({ key, rows: [...(mixed.seen[key] ?? [])].sort() }).toEqual({ key, rows: [...rows].sort() });
});
