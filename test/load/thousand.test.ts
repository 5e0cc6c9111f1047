/**
 * A thousand webhooks, thirty at once (Google runs no more for one user): none lost, none doubled, and every report equals that of a calm replay on another host whose
 * clock stands at the same time; the same when the host is killed on the way
 * while an open sidebar asks for fresh figures. Needs `npm run build` first.
 */
import { lives, mapping, type Post, plans } from './lives';
import { bookOf, newFolder, type ProductHost, pause, removeFolder, settle, startProduct } from './product-host';

const COUNT = Number(process.env['LOAD_COUNT'] ?? 1000),
  DEALS = 150,
  AT_ONCE = 30;
const posts = lives(DEALS, COUNT),
  folders: string[] = [],
  hosts: ProductHost[] = [];
/** What a CRM may take for received; anything else on a page of status 200 would be an event lost in silence. */
const taken = new Set(['done', 'kept', 'again']);

jest.setTimeout(400_000);
async function open(data = newFolder()): Promise<ProductHost> {
  folders.push(data);
  const host = await startProduct({ data });
  hosts.push(host);
  return host;
}
async function mapped(): Promise<ProductHost> {
  const host = await open();
  for (const [key, rows] of Object.entries(mapping)) await host.put(key, rows);
  await host.put('plans', plans);
  await settle(host);
  return host;
}
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.kill()));
  folders.forEach(removeFolder);
});

/** Sends as `AT_ONCE` connections do, each the next body of the list; what was answered, by body. */
async function storm(
  host: ProductHost,
  list: readonly Post[],
  answered: Map<Post, string>,
  { atOnce = AT_ONCE, watching = () => undefined }: { readonly atOnce?: number; readonly watching?: (done: number) => void } = {},
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let post = list[next++]; post; post = list[next++]) {
        const answer = await host.post(post.body);
        if (answer?.status === 200) answered.set(post, answer.said);
        watching(answered.size);
      }
    }),
  );
}
/** An open sidebar, until told to stop. */
async function sidebar(host: ProductHost, stop: { now: boolean }): Promise<void> {
  while (!stop.now) {
    await host.call('tick', {}).catch(() => undefined); // the host may be dead
    await pause(500);
  }
}
const idsIn = (rows: readonly Readonly<Record<string, unknown>>[], column: string): string[] =>
  rows
    .filter(({ status }) => status !== 'part')
    .map((row) => String(row[column]))
    .sort();

async function expectWhole(host: ProductHost): Promise<void> {
  const journal = await host.rows('journal'),
    expected = calm.journal;
  expect(idsIn(journal, 'event_id')).toEqual(expected);
  expect(new Set(journal.map(({ status }) => status))).toEqual(new Set(['done']));
  const ids = idsIn(await host.rows('deals'), 'deal_id');
  expect(ids).toEqual(Array.from({ length: DEALS }, (_, i) => String(1000 + i)).sort());
  expect(new Set(idsIn(await host.rows('deal_events'), 'event_id')).size).toBe((await host.rows('deal_events')).length);
}
async function expectEqual(host: ProductHost): Promise<void> {
  const book = await bookOf(host);
  for (const [key, rows] of Object.entries(calm.book)) expect({ key, rows: book[key] }).toEqual({ key, rows });
}

let calm: { readonly book: Awaited<ReturnType<typeof bookOf>>; readonly journal: readonly string[] };
beforeAll(async () => {
  const host = await mapped();
  for (const [i, post] of posts.entries()) {
    const answer = await host.post(post.body);
    if (!answer || !taken.has(answer.said)) throw new Error(`A calm webhook was answered ${JSON.stringify(answer)}`);
    if (i % 100 === 99) await host.call('tick', {});
  }
  await settle(host);
  await host.call('refreshNow', {});
  calm = { book: await bookOf(host), journal: idsIn(await host.rows('journal'), 'event_id') };
  await host.kill();
});

test('the calm replay has something to show: each body in the journal, each deal, contracts, refusals and money in the reports', () => {
  expect(posts.length).toBe(COUNT);
  expect(new Set(posts.map(({ body }) => body)).size).toBe(COUNT);
  expect(calm.journal.length).toBe(COUNT);
  expect((calm.book['deals'] ?? []).length).toBe(DEALS);
  for (const key of ['turnover', 'funnel', 'funnel_by_source', 'funnel_by_manager', 'plan_fact', 'receivables', 'deal_margin', 'board'])
    expect({ key, rows: (calm.book[key] ?? []).length }).not.toEqual({ key, rows: 0 });
});

test('a thousand at thirty at once: none lost, none doubled, reports of a calm replay, before and after everything is made anew', async () => {
  const host = await mapped(),
    answered = new Map<Post, string>();
  await storm(host, posts, answered);
  expect([...new Set(answered.values())].filter((said) => !taken.has(said))).toEqual([]);
  expect(answered.size).toBe(COUNT);
  await settle(host);
  await expectWhole(host);
  await expectEqual(host);
  await host.call('refreshNow', {});
  await expectEqual(host);
  await host.kill();
});

test('kill -9 twice on the way: what was answered is there, and after what was not answered is sent again the reports are those of a calm replay', async () => {
  let host = await mapped();
  const answered = new Map<Post, string>();
  for (const share of [0.35, 0.7]) {
    const stop = { now: false },
      dying = host,
      panel = sidebar(dying, stop);
    let killed: Promise<void> | null = null;
    await storm(
      dying,
      posts.filter((post) => !answered.has(post)),
      answered,
      {
        atOnce: AT_ONCE - 1,
        watching: (done) => {
          if (done >= COUNT * share) killed ??= dying.kill();
        },
      },
    );
    stop.now = true;
    await panel;
    await killed;
    expect(answered.size).toBeLessThan(COUNT);
    host = await open(dying.data);
  }
  const kept = new Map(answered);
  expect([...new Set(kept.values())].filter((said) => !taken.has(said))).toEqual([]);
  await settle(host);
  // each answered body is in the journal once, before anything is sent again
  const journal = idsIn(await host.rows('journal'), 'event_id');
  expect(new Set(journal).size).toBe(journal.length);
  expect(journal.length).toBeGreaterThanOrEqual(kept.size);
  await storm(
    host,
    posts.filter((post) => !answered.has(post)),
    answered,
  );
  expect([...new Set(answered.values())].filter((said) => !taken.has(said))).toEqual([]);
  await settle(host);
  await expectWhole(host);
  await expectEqual(host);
  await host.call('refreshNow', {});
  await expectEqual(host);
  await host.kill();
});
