/**
 * Bitrix24 whole: the built product on the local host against a stand-in on loopback. Its webhooks bring nothing but numbers, are sent once, and a move to another funnel makes none.
 * Needs `npm run build` first. VENDOR_DEALS and VENDOR_CHANGES make it larger.
 */
import { b24Subscriptions } from '../vendors/b24-bodies';
import { PORTAL } from '../vendors/b24-firm';
import { startBitrix } from '../vendors/bitrix24';
import type { Truth } from '../vendors/truth';
import type { Row } from './product-host';
import { hookOf, MINUTE, NOW, type Pair, pair } from './vendor-host';

const DEALS = Number(process.env['VENDOR_DEALS'] ?? 200),
  CHANGES = Number(process.env['VENDOR_CHANGES'] ?? 120);
jest.setTimeout(3_000_000);

/** A deal that was a lead is one journey with it: it was created when the lead was, and the lead has no row of its own. */
const dealsOf = ({ deals, leads }: Truth): string[] => {
  const alive = deals.filter(({ deletedAt }) => deletedAt === null),
    heirs = new Map<string, string>();
  for (const { id, leadId } of alive) if (leadId !== '' && Number(id) < Number(heirs.get(leadId) ?? Number.POSITIVE_INFINITY)) heirs.set(leadId, id);
  const bornOf = (deal: Truth['deals'][number]): number =>
    (heirs.get(deal.leadId) === deal.id ? leads.find(({ id }) => id === deal.leadId)?.createdAt : undefined) ?? deal.createdAt;
  const line = (deal: Truth['deals'][number], id: string, pipeline: string): string =>
    [id, bornOf(deal), `${pipeline}/${deal.stageId}`, deal.ownerId, deal.amount, deal.name.trim()].join(' | ');
  return [
    ...alive.map((deal) => line(deal, deal.id, deal.pipelineId)),
    ...leads.filter(({ id, deletedAt }) => deletedAt === null && !heirs.has(id)).map((lead) => line(lead, `L${lead.id}`, 'lead')),
  ].sort();
};
const rowsOf = (rows: readonly Row[]): string[] =>
  rows
    .filter(({ deleted }) => deleted !== true)
    .map((row) =>
      [
        row.deal_id,
        Date.parse(String(row.created_at)),
        `${row.pipeline_id}/${row.stage_id}`,
        row.manager_id,
        row.amount ?? 0,
        String(row.deal ?? '').trim(),
      ].join(' | '),
    )
    .sort();

let b24: Awaited<ReturnType<typeof startBitrix>>, both: Pair;
const started = performance.now(),
  said: string[] = [];
const note = (text: string): void => void said.push(`${Math.round((performance.now() - started) / 1000)} s: ${text}`);
beforeAll(async () => {
  b24 = await startBitrix({ deals: DEALS, seed: 13, now: NOW, pace: 'off' });
  both = await pair(b24);
});
afterAll(async () => {
  console.log(said.join('\n'));
  await both.end();
  await b24.close();
});
const certificates = async (): Promise<readonly Row[]> => {
  const rows = await both.host.rows('reconciliation');
  return rows.filter(({ at, month }) => at === rows[0]?.at && !month);
};

test('first load: deals and leads, each journey once', async () => {
  const { host } = both;
  await host.call('connectCrm', { crm: 'bitrix24', act: 'key', address: b24.base + b24.path, token: '', options: { application_token: PORTAL.token } });
  b24.hooks.add(hookOf(host, 'bitrix24'), b24Subscriptions); // in Bitrix24 only a person can
  await host.call('connectCrm', { crm: 'bitrix24', act: 'list' });
  await host.call('connectCrm', { crm: 'bitrix24', act: 'load' });
  note(`loaded in ${await both.pulled('bitrix24')} minutes`);
  expect(rowsOf(await host.rows('deals'))).toEqual(dealsOf(b24.account.truth()));
  for (const one of await certificates()) expect(one).toMatchObject({ missing: one.checked, stale: 0, deleted: 0, repaired: one.checked });
});

test('live changes with losses and an outage: after the reconciliation every row is the portal’s', async () => {
  const { host } = both,
    { hooks, account } = b24;
  Object.assign(hooks.knobs, { lose: 0.05, double: 0.05, late: 0.05 });
  for (let i = 0; i < CHANGES; i += 1) {
    account.live(1, { everyMs: 7_000 });
    if (i === Math.floor(CHANGES / 4)) hooks.knobs.outages = [{ from: account.clock.now(), to: account.clock.now() + 30 * MINUTE }];
    if (i === Math.floor(CHANGES / 2)) account.clock.add(30 * MINUTE);
    await hooks.run();
    if (i % 20 === 19) await both.minutes(1);
  }
  await hooks.runTo(account.clock.now() + 61 * MINUTE);
  await both.minutes(2);
  hooks.knobs.lose = 1; // what has changed up to here is known by now: these nobody hears of but the reconciliation
  account.live(15);
  await hooks.run();
  await both.minutes(1);
  const wanted = new Set(dealsOf(account.truth()));
  note(
    `${JSON.stringify(hooks.counts)}; rows that differed before the reconciliation: ${rowsOf(await host.rows('deals')).filter((row) => !wanted.has(row)).length}`,
  );
  await host.call('connectCrm', { crm: 'bitrix24', act: 'reconcile' });
  note(`reconciled in ${await both.pulled('bitrix24')} minutes`);
  expect(rowsOf(await host.rows('deals'))).toEqual(dealsOf(account.truth()));
  const found = await certificates();
  for (const one of found) expect(one.repaired).toBe(Number(one.missing) + Number(one.stale) + Number(one.deleted));
  note(JSON.stringify(found.map(({ window, checked, missing, stale, deleted }) => ({ window, checked, missing, stale, deleted }))));
});

test.each([
  { why: 'the incoming webhook was deleted', code: 'token-wrong', spoil: () => void (b24.knobs.deleted = true), mend: () => void (b24.knobs.deleted = false) },
  { why: 'a plan without REST', code: 'no-rest', spoil: () => void (b24.knobs.noRest = true), mend: () => void (b24.knobs.noRest = false) },
  { why: 'a right was taken away', code: 'no-rights', spoil: () => void b24.knobs.revoked.add('deal'), mend: () => b24.knobs.revoked.clear() },
  { why: 'half a page', code: 'crm-nonsense', spoil: () => b24.faults.arm({ kind: 'half', next: 1_000 }), mend: () => b24.faults.disarm() },
])('$why: it is said, nothing is lost, and it goes on by itself', async ({ code, spoil, mend }) => {
  const { host } = both,
    before = await host.rows('deals');
  await host.call('connectCrm', { crm: 'bitrix24', act: 'reconcile' });
  spoil();
  await both.minutes(1);
  const page = (await host.call('setupPage', {})) as {
    readonly crms: readonly { readonly crm: string; readonly pull: object; readonly told: readonly { readonly code: string }[] }[];
  };
  const view = page.crms.find(({ crm }) => crm === 'bitrix24');
  expect(view?.pull).toMatchObject({ what: 'reconcile', state: 'waiting' });
  expect(view?.told.map((one) => one.code)).toContain(code);
  expect(await host.rows('deals')).toEqual(before);
  mend();
  await both.pulled('bitrix24');
  for (const one of await certificates()) expect(one).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
});

test('a second reconciliation writes nothing but its certificate', async () => {
  const { host } = both,
    read = async (): Promise<unknown> => [await host.rows('deals'), await host.rows('deal_events'), (await host.rows('journal')).length];
  const before = await read();
  await host.call('connectCrm', { crm: 'bitrix24', act: 'reconcile' });
  await both.pulled('bitrix24');
  expect(await read()).toEqual(before);
  for (const one of await certificates()) expect(one).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
});
