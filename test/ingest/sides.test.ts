import fc from 'fast-check';
import { contactsSheet } from '../../sheets-templates/contacts';
import { dealsSheet } from '../../sheets-templates/deals';
import type { TimedSide } from '../../src/facts/side-record';
import { foldSides, upsertSides } from '../../src/ingest/sides';
import { memoryWorld } from '../memory-world';

const SECOND = 1_000,
  NOON = Date.UTC(2026, 10, 21, 12);
const contact = (id: string, version: number | null, values: Extract<TimedSide, { entity: 'contact' }>['values'], rest: Partial<TimedSide> = {}): TimedSide =>
  ({ crm: 'amocrm', entity: 'contact', id, action: 'save', version, values, receivedAt: NOON, eventId: `e${id}${version}`, ...rest }) as TimedSide;

test.each([
  ['the newer name stands', [contact('1', NOON - 60_000, { name: 'Old' }), contact('1', NOON - 1_000, { name: 'New' })], { name: 'New', deleted: false }],
  ['late: the older name changes nothing', [contact('1', NOON - 1_000, { name: 'New' }), contact('1', NOON - 60_000, { name: 'Old' })], { name: 'New' }],
  [
    'late: what nobody said since is filled in',
    [contact('1', NOON - 1_000, { name: 'New' }), contact('1', NOON - 60_000, { phone: '+700' })],
    { name: 'New', phone: '+700' },
  ],
  [
    'absent keys leave the cell, blank ones clear it',
    [contact('1', NOON - 9_000, { name: 'A', phone: '+7' }), contact('1', NOON, { phone: '' })],
    { name: 'A', phone: '' },
  ],
  ['deleted keeps its name', [contact('1', NOON - 9_000, { name: 'A' }), contact('1', null, {}, { action: 'delete' })], { name: 'A', deleted: true }],
  [
    'a body from before the deletion brings nothing back',
    [contact('1', null, {}, { action: 'delete' }), contact('1', NOON - 9_000, { name: 'A' })],
    { deleted: true },
  ],
  ['saved after the deletion: it is back', [contact('1', NOON - 9_000, {}, { action: 'delete' }), contact('1', NOON, { name: 'A' })], { deleted: false }],
  ['a version of next year is a slip of a clock', [contact('1', NOON + 400 * 86_400_000, { name: 'A' })], { updated_at: NOON }],
] as const)('%s', (_why, records, expected) => {
  expect(foldSides(null, records)).toMatchObject(expected);
  expect(foldSides(null, [...records].reverse())).toEqual(foldSides(null, records));
});

test('whatever the order and however often', () => {
  const saved = fc.record(
    { version: fc.integer({ min: 0, max: 3 }), name: fc.constantFrom('', 'A', 'B'), phone: fc.constantFrom('', '1', '2'), gone: fc.boolean() },
    { requiredKeys: ['version', 'gone'] },
  );
  fc.assert(
    fc.property(fc.array(saved, { minLength: 1, maxLength: 6 }), fc.infiniteStream(fc.nat()), (list, numbers) => {
      const records = list.map(({ version, gone, ...values }) =>
        contact('1', NOON - 10_000 + version * SECOND, gone ? {} : values, { action: gone ? 'delete' : 'save' }),
      );
      const mixed = [...records, ...records].map((record) => ({ record, n: numbers.next().value as number })).sort((a, b) => a.n - b.n);
      expect(
        foldSides(
          null,
          mixed.map(({ record }) => record),
        ),
      ).toEqual(foldSides(null, records));
    }),
  );
});

test('a second delivery writes nothing, and a new name reaches the rows of its deals', () => {
  const memory = memoryWorld({ now: NOON }),
    world = memory.world();
  const first = upsertSides(world, [contact('7', NOON - 5_000, { name: 'Ivan' })]);
  expect([...first.renamed]).toEqual(['amocrm/contact/7']);
  world.store.set(first.after);
  memory.calls();
  const second = upsertSides(memory.world(), [contact('7', NOON - 5_000, { name: 'Ivan' })]);
  expect([...second.renamed]).toEqual([]);
  expect(memory.calls().filter((call) => /write|append|sort/.test(call))).toEqual([]);
  expect(memory.rows(contactsSheet)).toHaveLength(1);
  expect(memory.rows(dealsSheet)).toHaveLength(0);
});
