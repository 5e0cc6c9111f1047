/**
 * The service fails, or the execution dies, before and after each call that a webhook and a look make: after one clean look the workbook is that of a run without faults, and what was
 * answered with done, kept or again is never lost. Two hosts walk the same way, one of them through the faults. Needs `npm run build` first.
 */
import { body, lead } from '../ingest/amo-body';
import { mapping } from './lives';
import { bookOf, NOW, newFolder, type ProductHost, removeFolder, startProduct } from './product-host';

jest.setTimeout(1_500_000);
const END = Date.parse(NOW) / 1000,
  DAY = 86_400,
  taken = ['done', 'kept', 'again'];
const folders: string[] = [];
let calm: ProductHost, hurt: ProductHost;
async function open(): Promise<ProductHost> {
  const data = newFolder();
  folders.push(data);
  const host = await startProduct({ data });
  for (const [key, rows] of Object.entries(mapping)) await host.put(key, rows);
  return host;
}
beforeAll(async () => {
  [calm, hurt] = await Promise.all([open(), open()]);
  for (const text of [...[0, 1, 2, 3].map((n) => opening(n)), ...[0, 1, 2, 3].map((n) => step(n)), ...[0, 1, 2, 3].map((n) => nudge(n))])
    for (const host of [calm, hurt]) await host.post(text);
  for (const host of [calm, hurt]) await look(host);
});
afterAll(async () => {
  await Promise.all([calm, hurt].map((host) => host?.kill()));
  folders.forEach(removeFolder);
});

let clock = END - 40 * DAY;
const states = new Map<number, number>();
const opening = (n: number): string => body('add', lead({ id: 700 + n, at: (clock += 600), created: END - 41 * DAY, stage: 10, owner: 1, price: 1000 }));
/** The next event of a deal: its stage moves on, money comes in turn. */
const step = (n: number): string => {
  const k = (states.get(n) ?? 0) + 1,
    stage = [20, 30, 35, 50, 50, 143][k % 6] ?? 20;
  states.set(n, k);
  return body(
    k % 2 === 0 ? 'status' : 'update',
    lead({
      id: 700 + n,
      at: (clock += 600),
      created: END - 41 * DAY,
      stage,
      owner: 1 + (k % 3),
      price: 1000 * k,
      fields: { 900: String(5000 * k), 904: String(100 * k) },
    }),
  );
};
/** One event only, so that a webhook tells it by itself. */
const nudge = (n: number): string =>
  body('update', lead({ id: 740 + n, at: (clock += 600), created: END - 41 * DAY, stage: 20, owner: 1, price: 1000 + (clock % 100_000) }));
const look = async (host: ProductHost): Promise<void> => {
  for (let i = 0; i < 4; i += 1) {
    const state = (await host.call('tick', {})) as { readonly pending: number; readonly changed: readonly unknown[]; readonly drained: number };
    if (state.pending === 0 && state.changed.length === 0 && state.drained === 0) return;
  }
};
interface Fault {
  readonly function: string;
  readonly method: string;
  readonly nth: number;
  readonly when: 'before' | 'after';
  readonly error: string;
}
/** Arms one fault; true when it has gone off by the end of `job`. */
async function under(fault: Fault, job: () => Promise<void>): Promise<boolean> {
  await hurt.ask('POST', '/api/faults', fault);
  await job();
  const left = ((await hurt.ask('GET', '/api/faults')) as { readonly faults: readonly unknown[] }).faults.length;
  await hurt.ask('DELETE', '/api/faults');
  return left === 0;
}
/** All calls of the last execution of a function, as method and number. */
async function callsOf(name: string): Promise<readonly { readonly method: string; readonly nth: number }[]> {
  const last = (await hurt.bills()).filter((bill) => bill.function === name).pop();
  return Object.entries(last?.calls ?? {}).flatMap(([method, n]) => Array.from({ length: n }, (_, i) => ({ method, nth: i + 1 })));
}
async function expectEqual(after: unknown): Promise<void> {
  await Promise.all([look(calm), look(hurt)]);
  const [wanted, found] = await Promise.all([bookOf(calm), bookOf(hurt)]);
  for (const [key, rows] of Object.entries(wanted)) {
    const own = (found[key] ?? []).map((row) => JSON.stringify(row)),
      theirs = rows.map((row) => JSON.stringify(row));
    expect({ after, key, tooMuch: own.filter((row) => !theirs.includes(row)), missing: theirs.filter((row) => !own.includes(row)) }).toEqual({
      after,
      key,
      tooMuch: [],
      missing: [],
    });
    expect({ after, key, rows: own }).toEqual({ after, key, rows: theirs });
  }
}
const ERROR = 'Service Spreadsheets timed out while accessing document with id 1.';

test.each([
  ['told at once', 'done', (n: number) => nudge(n)],
  ['kept for the drain, because it tells several events', 'kept', (n: number) => step(n)],
] as const)('a webhook that is %s, each call in turn', async (_why, usual, bodyOf) => {
  const text = bodyOf(0);
  await calm.post(text);
  expect((await hurt.post(text))?.said).toBe(usual);
  const calls = await callsOf('doPost'),
    walked: string[] = [],
    silent: string[] = [];
  expect(calls.length).toBeGreaterThanOrEqual(5);
  let n = 0;
  for (const call of calls)
    for (const when of ['before', 'after'] as const)
      for (const error of when === 'before' ? [ERROR] : [ERROR, 'kill']) {
        const next = bodyOf((n += 1) % 4),
          fault = { function: 'doPost', ...call, when, error };
        await calm.post(next);
        let said = '';
        const fired = await under(fault, async () => {
          said = (await hurt.post(next))?.said ?? '';
        });
        const name = `${when} ${call.method} ${call.nth}: ${error === 'kill' ? 'kill' : 'error'}`;
        if (fired) walked.push(name);
        if (!taken.includes(said)) {
          if (error !== 'kill' && call.method !== 'createHtmlOutput') silent.push(`${name}: ${said.slice(0, 80)}`);
          expect(taken).toContain((await hurt.post(next))?.said); // no word of ours came back: it is sent again
        }
        if (n % 4 === 0) await look(hurt); // four deals take turns, so no deal is told over a fault of its own
        if (n % 12 === 0) await expectEqual(walked.slice(-12));
      }
  await expectEqual(walked.slice(-12));
  expect(walked.length).toBeGreaterThanOrEqual(calls.length * 2);
  // an error of one call never reaches the CRM, which would take the page of status 200 for received
  expect(silent).toEqual([]);
});

/** Of many calls alike the first two stand for all that read, the first six for all that write; LOAD_ALL=1 walks through each. */
const reads = /^(get|find|is|has)/;
test('a look, each call in turn', async () => {
  // what a look has to do each time: a body kept (two deals in it), one told by its webhook, the reports of both
  const bring = async (n: number): Promise<void> => {
    const one = `${step(n % 4)}&${step((n + 1) % 4).replace(/leads%5B(\w+)%5D%5B0%5D/g, 'leads%5B$1%5D%5B1%5D')}`,
      two = step((n + 2) % 4);
    for (const host of [calm, hurt]) for (const text of [one, two]) expect(taken).toContain((await host.post(text))?.said);
  };
  await bring(0);
  await Promise.all([calm, hurt].map((host) => host.call('tick', {})));
  const calls = await callsOf('tick'),
    walked: string[] = [];
  expect(calls.length).toBeGreaterThanOrEqual(15);
  let n = 0;
  for (const call of calls.filter(({ method, nth }) => process.env['LOAD_ALL'] !== undefined || nth < 3 || (!reads.test(method) && nth < 7)))
    for (const [when, error] of reads.test(call.method) && n % 2 === 0
      ? ([['before', ERROR]] as const)
      : ([
          ['before', ERROR],
          ['after', 'kill'],
        ] as const)) {
      await bring((n += 1));
      const name = `${when} ${call.method} ${call.nth}: ${error === 'kill' ? 'kill' : 'error'}`;
      if (
        await under({ function: 'tick', ...call, when, error }, async () => {
          await hurt.call('tick', {}).catch(() => undefined);
        })
      )
        walked.push(name);
      await look(hurt);
      if (n % 10 === 0) await expectEqual(walked.slice(-10));
    }
  await expectEqual(walked.slice(-10));
  expect(walked.length).toBeGreaterThanOrEqual(20);
  await Promise.all([calm, hurt].map((host) => host.call('refreshNow', {})));
  await expectEqual('everything anew');
});
