/**
 * amoCRM whole: the built product on the local host against a stand-in on loopback. First load with stage history, live changes of which webhooks are lost, doubled, late, an outage, a hook
 * that the vendor disables; after the reconciliation every row is the vendor's. Needs `npm run build` first. VENDOR_DEALS and VENDOR_CHANGES make it larger.
 */
import { startAmo } from '../vendors/amocrm';
import type { Truth } from '../vendors/truth';
import type { Row } from './product-host';
import { MINUTE, NOW, type Pair, pair } from './vendor-host';

const DEALS = Number(process.env['VENDOR_DEALS'] ?? 300),
  CHANGES = Number(process.env['VENDOR_CHANGES'] ?? 200);
jest.setTimeout(3_000_000);

/** Of a deal with a contact and a company the adapter takes the company, the stand-in the contact: only that there is a client is compared. */
const line = (...parts: readonly unknown[]): string => parts.map(String).join(' | ');
const dealsOf = ({ deals }: Truth): string[] =>
  deals
    .filter(({ deletedAt }) => deletedAt === null)
    .map((deal) =>
      line(
        deal.id,
        deal.createdAt,
        deal.updatedAt,
        deal.pipelineId,
        deal.stageId,
        deal.ownerId,
        deal.amount,
        deal.name.trim(),
        deal.client !== '',
        deal.tags.join(', '),
      ),
    )
    .sort();
const time = (value: unknown): number => Date.parse(String(value));
/** A deal back from the bin counts since we heard of it: its own time lies before its deletion. So a row may be newer than the vendor's, never older. */
const rowsOf = (rows: readonly Row[], { deals }: Truth): string[] => {
  const updated = new Map(deals.map((deal) => [deal.id, Number(deal.updatedAt)]));
  return rows
    .filter(({ deleted }) => deleted !== true)
    .map((row) =>
      line(
        row.deal_id,
        time(row.created_at),
        Math.min(time(row.updated_at), updated.get(String(row.deal_id)) ?? 0),
        row.pipeline_id,
        row.stage_id,
        row.manager_id,
        row.amount ?? 0,
        String(row.deal ?? '').trim(),
        (row.client_id ?? '') !== '',
        row.tags ?? '',
      ),
    )
    .sort();
};
const movesOf = (rows: readonly Row[]): Map<string, string[]> => {
  const found = new Map<string, string[]>();
  for (const { deal_id, kind, at, to } of rows) if (kind === 'stage') found.set(String(deal_id), [...(found.get(String(deal_id)) ?? []), line(time(at), to)]);
  return found;
};

let amo: Awaited<ReturnType<typeof startAmo>>, both: Pair;
const started = performance.now();
const said: string[] = [];
const note = (text: string): void => void said.push(`${Math.round((performance.now() - started) / 1000)} s: ${text}`);
beforeAll(async () => {
  amo = await startAmo({ deals: DEALS, seed: 11, now: NOW, pace: 'off' });
  both = await pair(amo);
});
afterAll(async () => {
  console.log(said.join('\n'));
  await both.end();
  await amo.close();
});

test('first load: every deal with its way, every contact, task and call', async () => {
  const { host } = both;
  await host.call('connectCrm', { crm: 'amocrm', act: 'key', address: amo.base, token: amo.token, options: {} });
  await host.call('connectCrm', { crm: 'amocrm', act: 'list' });
  await host.call('connectCrm', { crm: 'amocrm', act: 'arm' });
  await host.call('connectCrm', { crm: 'amocrm', act: 'load' });
  note(`loaded in ${await both.pulled('amocrm')} minutes`);
  const truth = amo.account.truth();
  expect(rowsOf(await host.rows('deals'), truth)).toEqual(dealsOf(truth));
  const moves = movesOf(await host.rows('deal_events'));
  for (const deal of truth.deals.filter(({ deletedAt }) => deletedAt === null))
    expect({ id: deal.id, moves: moves.get(deal.id) ?? [] }).toEqual({
      id: deal.id,
      moves: deal.history.slice(1).map(({ at, pipelineId, stageId }) => line(at, `${pipelineId}/${stageId}`)),
    });
  const count = truth.deals.filter(({ deletedAt }) => deletedAt === null).length;
  const found = await both.certificate('amocrm');
  expect(found).toMatchObject({ checked: count, stale: 0, deleted: 0 });
  expect(found.repaired).toBe(found.missing); // of a large load an execution is cut off at six minutes: what it had told already is not missing for the next
  expect((await host.rows('contacts')).length).toBe(truth.contacts.filter(({ deleted }) => !deleted).length);
  expect((await host.rows('tasks')).length).toBe(truth.tasks.filter(({ deleted }) => !deleted).length);
});

test('live changes with losses, an outage and a disabled hook: after the reconciliation every row is the vendor’s', async () => {
  const { host } = both,
    { hooks, account } = amo;
  Object.assign(hooks.knobs, { lose: 0.05, double: 0.05, late: 0.05 });
  const half = Math.floor(CHANGES / 2);
  for (let i = 0; i < CHANGES; i += 1) {
    account.live(1, { everyMs: 7_000 });
    if (i === Math.floor(CHANGES / 4)) hooks.knobs.outages = [{ from: account.clock.now(), to: account.clock.now() + 30 * MINUTE }];
    if (i === half) hooks.disableAll();
    await hooks.run();
    if (i % 20 === 19) await both.minutes(1);
  }
  await hooks.runTo(account.clock.now() + 90 * MINUTE); // the late ones and the vendor's second and third tries
  await both.minutes(2); // an hour has passed: the watchdog looks
  expect([...hooks.all.values()].every(({ disabled }) => !disabled)).toBe(true);
  hooks.knobs.lose = 1; // what has changed up to here is known by now: these nobody hears of but the reconciliation
  account.live(15);
  await hooks.run();
  await both.minutes(1);
  const before = rowsOf(await host.rows('deals'), account.truth()),
    wanted = new Set(dealsOf(account.truth()));
  note(`${JSON.stringify(hooks.counts)}; rows that differed before the reconciliation: ${before.filter((row) => !wanted.has(row)).length}`);
  await host.call('connectCrm', { crm: 'amocrm', act: 'reconcile' });
  note(`reconciled in ${await both.pulled('amocrm')} minutes`);
  expect(rowsOf(await host.rows('deals'), account.truth())).toEqual(dealsOf(account.truth()));
  const found = await both.certificate('amocrm');
  note(JSON.stringify(found));
  expect(Number(found.repaired)).toBeGreaterThanOrEqual(before.filter((row) => !wanted.has(row)).length);
  expect(found.repaired).not.toBe(0);
  expect(found.repaired).toBe(Number(found.missing) + Number(found.stale) + Number(found.deleted));
  expect(found.amount_crm).toBe(found.amount_sheet);
});

test.each([
  { why: 'the token ended', code: 'token-wrong', spoil: () => void (amo.knobs.tokenUntil = 0), mend: () => void (amo.knobs.tokenUntil = null) },
  { why: 'a plan without API', code: 'no-rest', spoil: () => void (amo.knobs.noRest = 402), mend: () => void (amo.knobs.noRest = null) },
  { why: 'a right was taken away', code: 'no-rights', spoil: () => void amo.knobs.revoked.add('leads'), mend: () => amo.knobs.revoked.clear() },
  { why: 'a page of HTML', code: 'crm-nonsense', spoil: () => amo.faults.arm({ kind: 'html', next: 1_000 }), mend: () => amo.faults.disarm() },
  { why: 'half a page', code: 'crm-nonsense', spoil: () => amo.faults.arm({ kind: 'half', next: 1_000, when: /leads/ }), mend: () => amo.faults.disarm() },
])('$why: it is said, nothing is lost, and it goes on by itself', async ({ code, spoil, mend }) => {
  const { host } = both,
    before = await host.rows('deals');
  await host.call('connectCrm', { crm: 'amocrm', act: 'reconcile' });
  spoil();
  await both.minutes(1);
  const page = (await host.call('setupPage', {})) as {
    readonly crms: readonly { readonly crm: string; readonly pull: object; readonly told: readonly { readonly code: string }[] }[];
  };
  const view = page.crms.find(({ crm }) => crm === 'amocrm');
  expect(view?.pull).toMatchObject({ what: 'reconcile', state: 'waiting' });
  expect(view?.told.map((one) => one.code)).toContain(code);
  expect(await host.rows('deals')).toEqual(before);
  mend();
  await both.pulled('amocrm');
  expect(await both.certificate('amocrm')).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
});

test('a second reconciliation writes nothing but its certificate', async () => {
  const { host } = both,
    read = async (): Promise<unknown> => [await host.rows('deals'), await host.rows('deal_events'), (await host.rows('journal')).length];
  const before = await read();
  await host.call('connectCrm', { crm: 'amocrm', act: 'reconcile' });
  await both.pulled('amocrm');
  expect(await read()).toEqual(before);
  expect(await both.certificate('amocrm')).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
  note('second reconciliation');
});
