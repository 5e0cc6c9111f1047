/** Records beside the deals that contradict the CRM: the reconciliation overrules them, whatever the order of what was told before. */
import { contactsSheet } from '../../sheets-templates/contacts';
import type { Contact } from '../../src/facts/rows';
import { startPull } from '../../src/jobs/pull';
import { drained } from '../ingest/setting';
import type { MemoryWorld } from '../memory-world';
import { CRM, type FakeContact, type FakeCrm, fakeCrm, fill } from './pull-crm';
import { certificates, connected, contactsTold, letters, MINUTE, NOW, post, pulled } from './pull-setting';

const contact = (crm: FakeCrm, id: number): FakeContact => crm.contacts.get(id) as FakeContact;
const reconciled = (memory: MemoryWorld): void => {
  memory.now += MINUTE;
  startPull(memory.world(), CRM, 'reconcile');
  pulled(memory);
};
const truth = (crm: FakeCrm): string[] => [...crm.contacts.values()].map(({ id, name }) => `${id} ${name}`).sort();
const ofContacts = (memory: MemoryWorld) => certificates(memory).filter(({ window, month }) => month === '' && window.startsWith('Контакты'))[0];

type Case = { readonly why: string; readonly spoil: (crm: FakeCrm, memory: MemoryWorld) => void; readonly found: object };
const cases: readonly Case[] = [
  {
    why: 'changed twice within a second, and only the first was told: by its content it stands before the second',
    spoil: (crm) => void Object.assign(contact(crm, 3), { name: 'Яна' }),
    found: { stale: 1, repaired: 1, rows: '3' },
  },
  {
    why: 'the same, by its content after it: telling both anew would let the wrong one win',
    spoil: (crm) => void Object.assign(contact(crm, 3), { name: 'Анна' }),
    found: { stale: 1, repaired: 1, rows: '3' },
  },
  {
    why: 'deleted here, there in the CRM (back from the bin, its restoring lost)',
    spoil: (crm, memory) => {
      memory.now += MINUTE;
      post(memory, crm.contactRemoval(4));
    },
    found: { stale: 1, repaired: 1, rows: '4' },
  },
  {
    why: 'a cell that somebody changed',
    spoil: (_crm, memory) =>
      memory.put(
        contactsSheet,
        memory.rows<Contact>(contactsSheet).map((row) => (row.id === '6' ? { ...row, name: 'Другой' } : row)),
      ),
    found: { stale: 1, repaired: 1, rows: '6' },
  },
  { why: 'deleted there', spoil: (crm) => void crm.contacts.delete(7), found: { deleted: 1, repaired: 1, rows: '7−' } },
  { why: 'nothing', spoil: () => undefined, found: { stale: 0, repaired: 0, rows: '' } },
];
test.each(cases)('$why', ({ spoil, found }) => {
  const crm = fakeCrm({ pageSize: 10 });
  fill(crm, 40, NOW);
  const memory = connected(crm);
  startPull(memory.world(), CRM, 'load');
  pulled(memory);
  for (let time = 1; time <= 2; time += 1) {
    // the same once more: what was said before must not be taken for said
    spoil(crm, memory);
    drained(memory);
    reconciled(memory);
    if (time === 1) expect(ofContacts(memory)).toMatchObject(found);
    expect(ofContacts(memory)?.repaired).toBe(Number(ofContacts(memory)?.missing) + Number(ofContacts(memory)?.stale) + Number(ofContacts(memory)?.deleted));
    expect(contactsTold(memory)).toEqual(truth(crm));
    if (time === 2) continue;
    const before = [memory.rows(contactsSheet), letters(memory)];
    reconciled(memory);
    expect([memory.rows(contactsSheet), letters(memory)]).toEqual(before);
    expect(ofContacts(memory)).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
  }
});

test('a version ahead of our clock that never was: named as not mended, and mended when our clock has passed it', () => {
  const crm = fakeCrm({ pageSize: 10 });
  fill(crm, 40, NOW);
  const memory = connected(crm);
  startPull(memory.world(), CRM, 'load');
  pulled(memory);
  post(memory, crm.contactHook({ ...contact(crm, 5), name: 'Никто', updated: NOW + 600_000 }));
  drained(memory);
  reconciled(memory);
  expect(ofContacts(memory)).toMatchObject({ stale: 1, repaired: 0, rows: '5!' });
  memory.now += 15 * MINUTE;
  reconciled(memory);
  expect(ofContacts(memory)).toMatchObject({ stale: 1, repaired: 1, rows: '5' });
  expect(contactsTold(memory)).toEqual(truth(crm));
});
