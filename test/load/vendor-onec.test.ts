/**
 * 1C:CRM whole: the built product on the local host against a stand-in on loopback. Its own code pushes our JSON and never tries again; documents are first marked as deleted and taken away
 * two months later; there is no stage history and no time of change. Needs `npm run build` first. VENDOR_DEALS and VENDOR_CHANGES make it larger.
 */
import { startOnec } from '../vendors/onec';
import { onecSaid } from '../vendors/onec-said';
import type { Truth } from '../vendors/truth';
import type { Row } from './product-host';
import { hookOf, MINUTE, NOW, type Pair, pair } from './vendor-host';

const DEALS = Number(process.env['VENDOR_DEALS'] ?? 120),
  CHANGES = Number(process.env['VENDOR_CHANGES'] ?? 40);
jest.setTimeout(3_000_000);

const line = (...parts: readonly unknown[]): string => parts.map(String).join(' | ');
/** Dates of the base are whole seconds of local time; every document has a number, and a subject where somebody wrote one. */
const dealsOf = ({ deals }: Truth): string[] =>
  deals
    .filter(({ deletedAt }) => deletedAt === null)
    .map((deal) => line(deal.id, deal.createdAt, deal.stageId, deal.ownerId, deal.amount, deal.name.trim(), deal.client !== ''))
    .sort();
const rowsOf = (rows: readonly Row[]): string[] =>
  rows
    .filter(({ deleted }) => deleted !== true)
    .map((row) =>
      line(
        row.deal_id,
        Date.parse(String(row.created_at)),
        row.stage_id,
        row.manager_id,
        row.amount ?? 0,
        String(row.deal ?? '').trim(),
        (row.client_id ?? '') !== '',
      ),
    )
    .sort();
const sumOf = ({ deals }: Truth): number => deals.reduce((sum, { amount, deletedAt }) => (deletedAt === null ? sum + Math.round(amount * 100) : sum), 0) / 100;

let onec: Awaited<ReturnType<typeof startOnec>>, both: Pair;
const started = performance.now(),
  said: string[] = [];
const note = (text: string): void => void said.push(`${Math.round((performance.now() - started) / 1000)} s: ${text}`);
beforeAll(async () => {
  onec = await startOnec({ deals: DEALS, seed: 17, now: NOW });
  both = await pair(onec);
});
afterAll(async () => {
  console.log(said.join('\n'));
  await both.end();
  await onec.close();
});

test('first load: every document that is not marked as deleted', async () => {
  const { host } = both;
  await host.call('connectCrm', { crm: 'onec', act: 'key', address: onec.base + onec.path, token: `${onec.user}:${onec.password}`, options: onecSaid });
  onec.hooks.add(hookOf(host, 'onec'), ['deal']); // the base's own code
  await host.call('connectCrm', { crm: 'onec', act: 'list' });
  await host.call('connectCrm', { crm: 'onec', act: 'load' });
  note(`loaded in ${await both.pulled('onec')} minutes`);
  const truth = onec.account.truth(),
    found = await both.certificate('onec');
  expect(rowsOf(await host.rows('deals'))).toEqual(dealsOf(truth));
  expect(found).toMatchObject({ stale: 0, deleted: 0 });
  expect(found.repaired).toBe(found.missing);
  expect(found.amount_crm).toBe(sumOf(truth));
  expect(found.amount_sheet).toBe(sumOf(truth));
});

test('live changes with losses and an outage: after the reconciliation every row is the base’s', async () => {
  const { host } = both,
    { hooks, account } = onec;
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
  const wanted = new Set(dealsOf(account.truth())),
    wrong = rowsOf(await host.rows('deals')).filter((row) => !wanted.has(row)).length;
  note(`${JSON.stringify(hooks.counts)}; rows that differed before the reconciliation: ${wrong}`);
  expect(wrong).toBeGreaterThan(0);
  await host.call('connectCrm', { crm: 'onec', act: 'reconcile' });
  note(`reconciled in ${await both.pulled('onec')} minutes`);
  expect(rowsOf(await host.rows('deals'))).toEqual(dealsOf(account.truth()));
  const found = await both.certificate('onec');
  note(JSON.stringify(found));
  expect(Number(found.repaired)).toBeGreaterThanOrEqual(wrong);
  expect(found.repaired).toBe(Number(found.missing) + Number(found.stale) + Number(found.deleted));
  expect(found.amount_crm).toBe(sumOf(account.truth()));
  expect(found.amount_sheet).toBe(found.amount_crm);
});

test.each([
  {
    why: 'the password was changed',
    code: 'token-wrong',
    spoil: () => void (onec.knobs.shut = true),
    mend: () => void (onec.knobs.shut = false),
  },
  {
    why: 'the document was taken out of the OData composition',
    code: 'onec-refused',
    spoil: () => void onec.knobs.missing.add(onec.names.deals),
    mend: () => onec.knobs.missing.clear(),
  },
  { why: 'a right was taken away', code: 'onec-refused', spoil: () => void onec.knobs.revoked.add(onec.names.deals), mend: () => onec.knobs.revoked.clear() },
])('$why: it is said, nothing is lost, and it goes on by itself', async ({ code, spoil, mend }) => {
  const { host } = both,
    before = await host.rows('deals');
  await host.call('connectCrm', { crm: 'onec', act: 'reconcile' });
  spoil();
  await both.minutes(1);
  const page = (await host.call('setupPage', {})) as {
    readonly crms: readonly { readonly crm: string; readonly pull: object; readonly told: readonly { readonly code: string }[] }[];
  };
  const view = page.crms.find(({ crm }) => crm === 'onec');
  expect(view?.pull).toMatchObject({ what: 'reconcile', state: 'waiting' });
  expect(view?.told.map((one) => one.code)).toContain(code);
  expect(await host.rows('deals')).toEqual(before);
  mend();
  await both.pulled('onec');
  expect(await both.certificate('onec')).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
});

test('a second reconciliation writes nothing but its certificate', async () => {
  const { host } = both,
    read = async (): Promise<unknown> => [await host.rows('deals'), await host.rows('deal_events'), (await host.rows('journal')).length];
  const before = await read();
  await host.call('connectCrm', { crm: 'onec', act: 'reconcile' });
  await both.pulled('onec');
  expect(await read()).toEqual(before);
  expect(await both.certificate('onec')).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
  note('second reconciliation');
});
