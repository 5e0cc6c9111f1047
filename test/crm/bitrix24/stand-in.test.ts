/** The adapter and the source against the stand-in for Bitrix24, in one process and without the network: first load, live changes with losses, reconciliation. */
import { activitiesSheet } from '../../../sheets-templates/activities';
import { companiesSheet } from '../../../sheets-templates/companies';
import { contactsSheet } from '../../../sheets-templates/contacts';
import { tasksSheet } from '../../../sheets-templates/tasks';
import { bitrix24Source } from '../../../src/crm/bitrix24/source';
import { bitrix24 } from '../../../src/crm/bitrix24/webhook';
import type { Activity, Company, Contact, Task } from '../../../src/facts/rows';
import { keepConnection } from '../../../src/ingest/connections';
import { receive } from '../../../src/ingest/receive';
import { saveDirectories } from '../../../src/jobs/directories';
import { pullState, startPull } from '../../../src/jobs/pull';
import { minute } from '../../../src/jobs/tick';
import { certificates, deals, events, letters, MINUTE } from '../../jobs/pull-setting';
import { type MemoryWorld, memoryWorld } from '../../memory-world';
import { b24Subscriptions } from '../../vendors/b24-bodies';
import { PORTAL } from '../../vendors/b24-firm';
import { openBitrix, PORTAL_URL } from '../../vendors/bitrix24';
import type { Truth } from '../../vendors/truth';

const NOW = Date.parse('2026-11-21T12:00:00+03:00'),
  SECRET = 'open-sesame';

/** A deal that was a lead was created when the lead was. */
const truthOf = ({ deals: all, leads }: Truth): string[] => {
  const alive = all.filter(({ deletedAt }) => deletedAt === null),
    heirs = new Map<string, string>();
  for (const { id, leadId } of alive) if (leadId !== '' && Number(id) < Number(heirs.get(leadId) ?? Number.POSITIVE_INFINITY)) heirs.set(leadId, id);
  const bornOf = (deal: Truth['deals'][number]): number =>
    (heirs.get(deal.leadId) === deal.id ? leads.find(({ id }) => id === deal.leadId)?.createdAt : undefined) ?? deal.createdAt;
  const line = (deal: Truth['deals'][number], id: string, pipeline: string): string =>
    `${id} ${bornOf(deal)} ${pipeline}/${deal.stageId} ${deal.ownerId} ${deal.amount} ${deal.name.trim()}`;
  return [
    ...alive.map((deal) => line(deal, deal.id, deal.pipelineId)),
    ...leads.filter(({ id, deletedAt }) => deletedAt === null && !heirs.has(id)).map((lead) => line(lead, `L${lead.id}`, 'lead')),
  ].sort();
};
const rowsOf = (memory: MemoryWorld): string[] =>
  deals(memory)
    .filter(({ deleted }) => !deleted)
    .map((row) => `${row.deal_id} ${row.created_at} ${row.pipeline_id}/${row.stage_id} ${row.manager_id} ${(row.amount ?? 0) / 100} ${row.deal}`)
    .sort();

test('load, 80 live changes with losses, reconciliation, nothing to do the second time', () => {
  const b24 = openBitrix({ deals: 150, seed: 5, now: NOW, pace: 'account' });
  const memory = memoryWorld({
    now: NOW,
    crms: { bitrix24 },
    sources: { bitrix24: bitrix24Source },
    http: { send: (requests) => requests.map(b24.door), pause: (ms) => b24.account.clock.add(ms), clock: b24.account.clock.now },
  });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  const connection = bitrix24Source.clean({ crm: 'bitrix24', address: PORTAL_URL + b24.path, token: '', options: { application_token: PORTAL.token } });
  keepConnection(memory.store, connection);
  expect(bitrix24Source.check({ http: memory.world().http, zone: 'Europe/Moscow', connection })).toEqual({
    account: 'okna-test.bitrix24.ru',
    zone: 'Europe/Moscow',
    refused: [],
  });
  b24.hooks.add(`https://cifra.example/exec?k=${SECRET}&crm=bitrix24`, b24Subscriptions);
  const deliver = (parcel: { readonly body: string }): number => {
    memory.now = Math.max(memory.now, b24.account.clock.now());
    receive(memory.world({ last: true }), { crm: 'bitrix24', secret: SECRET, body: parcel.body, contentType: '' });
    return 200;
  };
  const through = (): void => {
    for (let i = 0; i < 100; i += 1) {
      memory.now = Math.max(memory.now + MINUTE, b24.account.clock.now());
      minute(memory.world());
      if (pullState(memory.world())[0]?.state === 'done') return;
    }
    throw new Error(JSON.stringify(pullState(memory.world())));
  };
  saveDirectories(memory.world(), 'bitrix24');
  startPull(memory.world(), 'bitrix24', 'load');
  through();
  expect(rowsOf(memory)).toEqual(truthOf(b24.account.truth()));
  expect(
    certificates(memory).every(({ missing, checked, repaired, stale, deleted }) => missing === checked && repaired === checked && stale === 0 && deleted === 0),
  ).toBe(true);
  const { deals: there, leads } = b24.account.truth();
  for (const deal of there.filter(({ deletedAt }) => deletedAt === null).slice(0, 150)) {
    const lead = there.some(({ id, leadId, deletedAt }) => deletedAt === null && leadId === deal.leadId && Number(id) < Number(deal.id))
      ? undefined
      : leads.find(({ id }) => id === deal.leadId);
    const before = lead?.history.filter(({ at }) => at < deal.createdAt).map((move) => ({ ...move, pipelineId: 'lead' })) ?? [],
      moves = [...before, ...deal.history].slice(1);
    expect(
      events(memory)
        .filter(({ deal_id, kind }) => deal_id === deal.id && kind === 'stage')
        .map(({ at, to }) => `${at} ${to}`),
    ).toEqual(moves.map(({ at, pipelineId, stageId }) => `${at} ${pipelineId}/${stageId}`));
  }

  Object.assign(b24.hooks.knobs, { lose: 0.05, double: 0.05, late: 0.05 });
  for (let i = 0; i < 80; i += 1) {
    b24.account.live(1);
    b24.hooks.runWith(deliver);
    if (i % 10 === 9) {
      memory.now = Math.max(memory.now + MINUTE, b24.account.clock.now());
      minute(memory.world());
    }
  }
  b24.hooks.runToWith(b24.account.clock.now() + 60 * MINUTE, deliver);
  memory.now = b24.account.clock.now() + MINUTE;
  minute(memory.world());
  const truth = new Set(truthOf(b24.account.truth())),
    wrong = rowsOf(memory).filter((row) => !truth.has(row)).length;
  expect(wrong).toBeLessThan(10); // of 80 changes those lost, and moves to another funnel, which fire nothing
  startPull(memory.world(), 'bitrix24', 'reconcile');
  through();
  expect(rowsOf(memory)).toEqual(truthOf(b24.account.truth()));
  const { contacts, companies, tasks, calls } = b24.account.truth();
  const named = (rows: readonly (Contact | Company)[]): string[] =>
    rows
      .filter(({ deleted }) => !deleted)
      .map(({ id, name, phone }) => `${id} ${name} ${phone}`)
      .sort();
  const clientsOf = (all: Truth['contacts']): string[] =>
    all
      .filter(({ deleted }) => !deleted)
      .map(({ id, name, phones }) => `${id} ${name} ${[...new Set(phones)].join(', ')}`)
      .sort();
  expect(named(memory.rows<Contact>(contactsSheet))).toEqual(clientsOf(contacts));
  expect(named(memory.rows<Company>(companiesSheet)).map((line) => line.split(' ')[0])).toEqual(
    companies
      .filter(({ deleted }) => !deleted)
      .map(({ id }) => id)
      .sort((x, y) => (`${x} ` < `${y} ` ? -1 : 1)),
  );
  const meetings = memory.rows<Activity>(activitiesSheet).filter(({ kind }) => kind === 'meeting');
  expect(memory.rows<Task>(tasksSheet).filter(({ deleted }) => !deleted).length + meetings.filter(({ deleted }) => !deleted).length).toBe(
    tasks.filter(({ deleted }) => !deleted).length,
  );
  expect(
    memory
      .rows<Activity>(activitiesSheet)
      .filter(({ kind, deleted }) => /call|missed/.test(kind) && !deleted)
      .map(({ activity_id, seconds, manager_id }) => `${activity_id} ${seconds} ${manager_id}`)
      .sort(),
  ).toEqual(calls.map(({ id, seconds, ownerId }) => `${id} ${seconds} ${ownerId}`).sort());
  const before = [deals(memory), events(memory), letters(memory)];
  startPull(memory.world(), 'bitrix24', 'reconcile');
  through();
  expect(
    certificates(memory)
      .slice(0, 6)
      .map(({ missing, stale, deleted, repaired, amount_crm, amount_sheet }) => [missing, stale, deleted, repaired, amount_crm === amount_sheet]),
  ).toEqual(Array.from({ length: 6 }, () => [0, 0, 0, 0, true]));
  expect([deals(memory), events(memory), letters(memory)]).toEqual(before);
  const tabs = JSON.stringify((JSON.parse(memory.everything()) as { readonly tabs: unknown }).tabs);
  for (const secret of [PORTAL.token, b24.path.split('/').pop() ?? '']) expect(tabs.includes(secret)).toBe(false);
});
