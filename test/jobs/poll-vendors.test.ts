/** Poll mode against the stand-ins, in one process and without the network: deletions too are known with the next minute where the vendor has a way to tell of them. */
import { contactsSheet } from '../../sheets-templates/contacts';
import { tasksSheet } from '../../sheets-templates/tasks';
import { amoSource } from '../../src/crm/amocrm/source';
import { amoCrm } from '../../src/crm/amocrm/webhook';
import { jsonCrm } from '../../src/crm/json/adapter';
import { oneC } from '../../src/crm/onec/source';
import type { Contact, Task } from '../../src/facts/rows';
import { keepConnection } from '../../src/ingest/connections';
import { pullState, startPull } from '../../src/jobs/pull';
import { minute } from '../../src/jobs/tick';
import { type MemoryWorld, memoryWorld } from '../memory-world';
import { HOST, openAmo } from '../vendors/amocrm';
import { BASE_URL, openOnec } from '../vendors/onec';
import { onecSaid } from '../vendors/onec-said';
import { certificates, deals, MINUTE } from './pull-setting';

const NOW = Date.parse('2026-11-21T12:00:00+03:00');
function loaded(memory: MemoryWorld, crm: string, next: () => void): void {
  startPull(memory.world(), crm, 'load');
  for (let i = 0; i < 30 && pullState(memory.world())[0]?.state !== 'done'; i += 1) next();
  expect(pullState(memory.world())[0]?.state).toBe('done');
}
const gone = (memory: MemoryWorld): string[] =>
  deals(memory)
    .filter(({ deleted }) => deleted)
    .map(({ deal_id }) => deal_id)
    .sort();

test('amoCRM: its list of events tells of deals, contacts and tasks deleted, and of a deal taken back', () => {
  const amo = openAmo({ deals: 60, seed: 3, now: NOW, pace: 'account' }),
    { records, clock } = amo.account;
  const memory = memoryWorld({
    now: NOW,
    crms: { amocrm: amoCrm },
    sources: { amocrm: amoSource },
    http: { send: (requests) => requests.map(amo.door), pause: (ms) => clock.add(ms), clock: clock.now },
  });
  keepConnection(memory.store, { crm: 'amocrm', address: HOST, token: amo.token, options: { mode: 'poll' } });
  const next = (): void => {
    clock.set(Math.max(clock.now(), memory.now) + MINUTE);
    memory.now = clock.now();
    minute(memory.world());
  };
  loaded(memory, 'amocrm', next);
  next();
  const [one, two] = [...records.deals.values()].filter(({ deletedAt }) => deletedAt === null),
    contact = [...records.contacts.values()][0],
    task = [...records.tasks.values()][0];
  if (!one || !two || !contact || !task) throw new Error('too few records');
  const before = gone(memory),
    when = () => ({ at: clock.now(), by: one.ownerId });
  for (const [entity, { id }] of [
    ['deal', one],
    ['deal', two],
    ['contact', contact],
    ['task', task],
  ] as const)
    records.remove(entity, id, when());
  const asked = amo.asked.get('/api/v4/events') ?? 0;
  next();
  expect(gone(memory)).toEqual([...before, String(one.id), String(two.id)].sort());
  expect(memory.rows<Contact>(contactsSheet).find(({ id }) => id === String(contact.id))?.deleted).toBe(true);
  expect(memory.rows<Task>(tasksSheet).find(({ task_id }) => task_id === String(task.id))?.deleted).toBe(true);
  expect((amo.asked.get('/api/v4/events') ?? 0) - asked).toBe(1);
  clock.add(30_000);
  records.restore(two, when());
  next();
  expect(gone(memory)).toEqual([...before, String(one.id)].sort());
});

test('1C: a document that is only marked as deleted is among those read again, with or without a time of change', () => {
  for (const modified of ['', 'ДатаИзменения']) {
    const onec = openOnec({ deals: 40, seed: 3, now: NOW, names: { modified } }),
      { records, clock } = onec.account;
    const memory = memoryWorld({
      now: NOW,
      crms: { onec: jsonCrm('onec') },
      sources: { onec: oneC },
      http: { send: (requests) => requests.map(onec.door), pause: (ms) => clock.add(ms), clock: clock.now },
    });
    keepConnection(
      memory.store,
      oneC.clean({
        crm: 'onec',
        address: BASE_URL + onec.path,
        token: `${onec.user}:${onec.password}`,
        options: { ...onecSaid, mode: 'poll', lookback: '60', updated_at: modified },
      }),
    );
    const next = (): void => {
      clock.set(Math.max(clock.now(), memory.now) + MINUTE);
      memory.now = clock.now();
      minute(memory.world());
    };
    loaded(memory, 'onec', next);
    next();
    const young = [...records.deals.values()].find(({ deletedAt, createdAt }) => deletedAt === null && createdAt > NOW - 50 * 86_400_000);
    if (!young) throw new Error('no deal of the last days');
    const before = gone(memory);
    records.remove('deal', young.id, { at: clock.now(), by: young.ownerId });
    for (let i = 0; i < 2; i += 1) next();
    expect(gone(memory).length).toBe(before.length + 1);
    memory.now += MINUTE;
    startPull(memory.world(), 'onec', 'reconcile');
    for (let i = 0; i < 10 && pullState(memory.world())[0]?.state !== 'done'; i += 1) next();
    // what is only marked counts on neither side: its amount is in neither sum
    const alive = [...records.deals.values()].filter(({ deletedAt }) => deletedAt === null).reduce((n, { amount }) => n + Math.round(amount * 100), 0);
    expect(certificates(memory)[0]).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0, amount_crm: alive, amount_sheet: alive });
  }
});
