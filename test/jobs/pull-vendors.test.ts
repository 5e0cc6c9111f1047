/** The pull against the stand-ins for the vendors, in one process and without the network: first load, live changes with losses, reconciliation. */
import { contactsSheet } from '../../sheets-templates/contacts';
import { amoSource } from '../../src/crm/amocrm/source';
import { amoCrm } from '../../src/crm/amocrm/webhook';
import type { Contact } from '../../src/facts/rows';
import { keepConnection } from '../../src/ingest/connections';
import { receive } from '../../src/ingest/receive';
import { saveDirectories } from '../../src/jobs/directories';
import { pullState, startPull } from '../../src/jobs/pull';
import { minute } from '../../src/jobs/tick';
import { type MemoryWorld, memoryWorld } from '../memory-world';
import { HOST, openAmo } from '../vendors/amocrm';
import type { Truth } from '../vendors/truth';
import { certificates, deals, events, letters, MINUTE } from './pull-setting';

const NOW = Date.parse('2026-11-21T12:00:00+03:00');
const SECRET = 'open-sesame';

const dealsOf = ({ deals: all }: Truth): string[] =>
  all
    .filter(({ deletedAt }) => deletedAt === null)
    .map((deal) => `${deal.id} ${deal.createdAt} ${deal.updatedAt} ${deal.pipelineId}/${deal.stageId} ${deal.ownerId} ${deal.amount} ${deal.name.trim()}`)
    .sort();
const rowsOf = (memory: MemoryWorld): string[] =>
  deals(memory)
    .filter(({ deleted }) => !deleted)
    .map(
      (row) => `${row.deal_id} ${row.created_at} ${row.updated_at} ${row.pipeline_id}/${row.stage_id} ${row.manager_id} ${(row.amount ?? 0) / 100} ${row.deal}`,
    )
    .sort();

test('amoCRM: load, 80 live changes with losses, reconciliation, nothing to do the second time', () => {
  const amo = openAmo({ deals: 200, seed: 5, now: NOW, pace: 'account' });
  const memory = memoryWorld({
    now: NOW,
    crms: { amocrm: amoCrm },
    sources: { amocrm: amoSource },
    http: { send: (requests) => requests.map(amo.door), pause: (ms) => amo.account.clock.add(ms), clock: amo.account.clock.now },
  });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  keepConnection(memory.store, { crm: 'amocrm', address: HOST, token: amo.token, options: {} });
  const address = `https://cifra.example/exec?k=${SECRET}&crm=amocrm`;
  amoSource.arm?.({ http: memory.world().http, zone: 'Europe/Moscow', connection: { crm: 'amocrm', address: HOST, token: amo.token, options: {} } }, address);
  const deliver = (parcel: { readonly body: string }): number => {
    memory.now = Math.max(memory.now, amo.account.clock.now());
    receive(memory.world({ last: true }), { crm: 'amocrm', secret: SECRET, body: parcel.body, contentType: '' });
    return 200;
  };
  const through = (): void => {
    for (let i = 0; i < 100; i += 1) {
      memory.now = Math.max(memory.now + MINUTE, amo.account.clock.now());
      minute(memory.world());
      if (pullState(memory.world())[0]?.state === 'done') return;
    }
    throw new Error(JSON.stringify(pullState(memory.world())));
  };
  saveDirectories(memory.world(), 'amocrm');
  startPull(memory.world(), 'amocrm', 'load');
  through();
  expect(rowsOf(memory)).toEqual(dealsOf(amo.account.truth()));
  const [first] = certificates(memory);
  expect(first).toMatchObject({ missing: first?.checked, stale: 0, deleted: 0, repaired: first?.checked });
  for (const deal of amo.account
    .truth()
    .deals.filter(({ deletedAt }) => deletedAt === null)
    .slice(0, 100)) {
    const moves = events(memory).filter(({ deal_id, kind }) => deal_id === deal.id && kind === 'stage');
    expect(moves.map(({ at, to }) => `${at} ${to}`)).toEqual(deal.history.slice(1).map(({ at, pipelineId, stageId }) => `${at} ${pipelineId}/${stageId}`));
  }

  Object.assign(amo.hooks.knobs, { lose: 0.05, double: 0.05, late: 0.05 });
  for (let i = 0; i < 80; i += 1) {
    amo.account.live(1);
    amo.hooks.runWith(deliver);
    if (i % 10 === 9) {
      memory.now = amo.account.clock.now();
      minute(memory.world());
    }
  }
  amo.hooks.runToWith(amo.account.clock.now() + 60 * MINUTE, deliver);
  memory.now = amo.account.clock.now() + MINUTE;
  minute(memory.world());
  const wrong = rowsOf(memory).filter((row) => !dealsOf(amo.account.truth()).includes(row)).length;
  startPull(memory.world(), 'amocrm', 'reconcile');
  through();
  expect(rowsOf(memory)).toEqual(dealsOf(amo.account.truth()));
  expect(certificates(memory)[0]?.repaired).toBeGreaterThan(wrong - 1);
  expect(certificates(memory)[0]?.amount_crm).toBe(certificates(memory)[0]?.amount_sheet);
  const contacts = memory.rows<Contact>(contactsSheet);
  for (const { id, name, deleted } of amo.account.truth().contacts) if (!deleted) expect(contacts.find((row) => row.id === id)?.name).toBe(name);
  const before = [deals(memory), events(memory), letters(memory)];
  startPull(memory.world(), 'amocrm', 'reconcile');
  through();
  expect([deals(memory), events(memory), letters(memory)]).toEqual(before);
  expect(certificates(memory)[0]).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
});
