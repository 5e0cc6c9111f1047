import { contactsSheet } from '../../sheets-templates/contacts';
import { dealsSheet } from '../../sheets-templates/deals';
import { amoSource } from '../../src/crm/amocrm/source';
import { amoCrm } from '../../src/crm/amocrm/webhook';
import { bitrix24 } from '../../src/crm/bitrix24/webhook';
import { jsonCrm } from '../../src/crm/json/adapter';
import { look } from '../../src/jobs/tick';
import { type Stub, stub } from '../crm/amocrm/stub';
import { post, SECRET } from '../ingest/setting';
import { type MemoryWorld, memoryWorld } from '../memory-world';
import { journeys } from './joined-company';

/** One client in three real systems: a lead of amoCRM with a contact, a lead of Bitrix24 that has the phone in itself, and an order in 1C by tax id. */
const T = Date.parse('2026-11-02T10:00:00+03:00') / 1000,
  HOUR = 3_600;
const field = (field_id: number, field_name: string, field_code: string | null, ...values: readonly string[]): object => ({
  ...{ field_id, field_name, field_code, field_type: 'text' },
  values: values.map((value) => ({ value })),
});
const common = { responsible_user_id: 9, created_at: T, updated_at: T, closed_at: null, custom_fields_values: null };
const amo: Stub = stub({
  leads: [
    {
      ...common,
      id: 17,
      name: 'Окна',
      price: 10,
      status_id: 20,
      pipeline_id: 1,
      _embedded: { tags: [], loss_reason: [], companies: [], contacts: [{ id: 71, is_main: true }] },
    },
  ],
  contacts: [
    {
      ...common,
      ...{ id: 71, name: 'Анна', _embedded: { companies: [{ id: 5 }] } },
      custom_fields_values: [field(1, 'Телефон', 'PHONE', '8 495 000-11-22', '8 (916) 123-45-67'), field(2, 'Email', 'EMAIL', 'Anna@Oak.ru')],
    },
  ],
  companies: [{ ...common, id: 5, name: 'Дуб', custom_fields_values: [field(6, 'ИНН', null, '7707083893')], _embedded: {} }],
});
const fromAmo = (entity: 'deal' | 'contact' | 'company', id: string): string =>
  amoSource.bodyOf(amo.reach, { items: amoSource.byId(amo.reach, entity, [id]), gone: [], withHistory: false });
const fromBitrix = (phone: string): string => {
  const at = new Date((T + 24 * HOUR) * 1000).toISOString();
  return JSON.stringify({
    ...{ pulled: 'bitrix24', account: 'oak.bitrix24.ru', blank: {}, moves: { deal: [], lead: [] }, heirs: {}, calls: {}, whole: false, anew: [], gone: [] },
    records: {
      lead: [{ ID: '5', TITLE: 'Дуб', STATUS_ID: 'NEW', ASSIGNED_BY_ID: '3', DATE_CREATE: at, DATE_MODIFY: at, PHONE: [{ VALUE: phone }], EMAIL: [] }],
    },
  });
};
const fromOneC = (client: object): string =>
  JSON.stringify({
    ...{ source: '1c_crm', event: 'deal.created', event_id: 'e1', sent_at: new Date((T + 48 * HOUR) * 1000).toISOString() },
    entity: { ref: '2b5c', date: new Date((T + 48 * HOUR) * 1000).toISOString(), stage: 'Новый', client: 'ООО Дуб', ...client },
  });

function installed(): MemoryWorld {
  const memory = memoryWorld({ now: (T + 72 * HOUR) * 1000, crms: { amocrm: amoCrm, bitrix24, onec: jsonCrm('onec') } });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  return memory;
}
const told = (memory: MemoryWorld, crm: string, body: string): unknown => post(memory, body, SECRET, crm);
const bodies = [
  ['amocrm', fromAmo('deal', '17')],
  ['amocrm', fromAmo('contact', '71')],
  ['amocrm', fromAmo('company', '5')],
  ['bitrix24', fromBitrix('+7 916 123 45 67')],
  ['onec', fromOneC({ client_inn: '7707 083893', client_phone: '+7 (495) 000-11-22' })],
] as const;

test.each([
  { why: 'as it happened', order: [0, 1, 2, 3, 4] },
  { why: 'the last first', order: [4, 3, 2, 1, 0] },
  { why: 'clients after their deals, and a look after each body', order: [0, 3, 4, 1, 2], looks: true },
])('a client of amoCRM, Bitrix24 and 1C is one by his second phone and the tax id of his company: $why', ({ order, looks }) => {
  const memory = installed();
  for (const n of order) {
    const [crm, body] = bodies[n] ?? ['', ''];
    told(memory, crm, body);
    if (looks) look(memory.world());
    memory.now += 60_000;
  }
  look(memory.world());
  expect(memory.rows(contactsSheet)).toMatchObject([{ phone: '8 495 000-11-22, 8 (916) 123-45-67', keys: '+74950001122 +79161234567 anna@oak.ru' }]);
  expect(journeys(memory)).toEqual({ 'amocrm/17': 'amocrm/17 > onec/2b5c', 'bitrix24/L5': 'amocrm/17 > onec/2b5c', 'onec/2b5c': 'amocrm/17 >' });
});

test('a lead that tells another phone later is another client', () => {
  const memory = installed();
  for (const [crm, body] of bodies.slice(0, 4)) told(memory, crm, body);
  look(memory.world());
  expect(journeys(memory)['bitrix24/L5']).toBe('amocrm/17 >');
  memory.now += 60_000;
  told(
    memory,
    'bitrix24',
    fromBitrix('+7 916 765 00 01').replace(/"DATE_MODIFY":"[^"]+"/, `"DATE_MODIFY":"${new Date((T + 30 * HOUR) * 1000).toISOString()}"`),
  );
  look(memory.world());
  expect(memory.rows(dealsSheet).map(({ client_keys }) => client_keys)).toContain('+79167650001');
  expect(journeys(memory)['bitrix24/L5']).toBe('>');
});
