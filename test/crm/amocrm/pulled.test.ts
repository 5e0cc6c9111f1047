import { amoSource } from '../../../src/crm/amocrm/source';
import { amoCrm } from '../../../src/crm/amocrm/webhook';
import { clientKey } from '../../../src/facts/side-record';
import type { DealRecord } from '../../../src/ports/crm-adapter';
import { type Rest, type Stub, stub } from './stub';

const T = 1_762_941_600;
const field = (id: number, name: string, ...values: readonly object[]): object => ({
  field_id: id,
  field_name: name,
  field_code: null,
  field_type: 'text',
  values,
});
const links = (more: object = {}): object => ({ tags: [], loss_reason: [], companies: [], contacts: [], ...more });
const lead = (more: object = {}): Rest => ({
  id: 17,
  name: 'Окна',
  price: 10_000,
  responsible_user_id: 9,
  status_id: 20,
  pipeline_id: 1,
  created_at: T,
  updated_at: T + 900,
  closed_at: null,
  custom_fields_values: null,
  score: 3,
  _links: { self: { href: 'x' } },
  _embedded: links(),
  ...more,
});
const event = (id: string, type: string, at: number, after: object | null, before: object | null): Rest => ({
  id,
  type,
  entity_id: 17,
  entity_type: 'lead',
  created_at: at,
  created_by: 0,
  value_after: after ? [after] : [],
  value_before: before ? [before] : [],
});
const stage = (id: number, pipeline_id = 1): object => ({ lead_status: { id, pipeline_id } });

/** The record by REST, through bodyOf and the adapter. */
function pulled(
  one: Stub,
  entity: 'deal' | 'contact' | 'company' | 'task' | 'activity',
  id: string,
  content: { readonly withHistory?: boolean; readonly anew?: readonly string[] } = {},
) {
  const items = amoSource.byId(one.reach, entity, [id]);
  return amoCrm.read(amoSource.bodyOf(one.reach, { items, gone: [], withHistory: false, ...content }), 'Europe/Moscow');
}
const dealOf = (more: object): DealRecord | undefined => pulled(stub({ leads: [lead(more)] }), 'deal', '17').deals[0];

test('a lead as it is: numbers as texts, dates as their seconds, lists with their items, the client, and nothing that we do not read', () => {
  const one = stub({
    leads: [
      lead({
        custom_fields_values: [
          field(901, 'Сумма договора', { value: '185000' }),
          field(902, 'Источник', { value: 'Авито', enum_id: 77, enum_code: null }),
          field(903, 'Дата договора', { value: 1_762_894_800 }),
          field(904, 'В рассрочку', { value: true }),
          field(905, 'Интересы', { value: 'Окна', enum_id: 1 }, { value: 'Двери', enum_id: 2 }),
        ],
        _embedded: links({ tags: [{ id: 1, name: 'VIP' }], contacts: [{ id: 70 }, { id: 71, is_main: true }] }),
      }),
    ],
  });
  const reading = pulled(one, 'deal', '17');
  expect(reading).toEqual({
    deals: [
      {
        crm: 'amocrm',
        dealId: '17',
        action: 'update',
        version: (T + 900) * 1000,
        createdAt: T * 1000,
        name: 'Окна',
        pipelineId: '1',
        stageId: '20',
        managerId: '9',
        amount: '10000',
        tags: ['VIP'],
        whole: true,
        fields: [
          { id: '901', name: 'Сумма договора', values: [{ value: '185000' }] },
          { id: '902', name: 'Источник', values: [{ value: 'Авито', item: '77' }] },
          { id: '903', name: 'Дата договора', values: [{ value: '1762894800' }] },
          { id: '904', name: 'В рассрочку', values: [{ value: '1' }] },
          {
            id: '905',
            name: 'Интересы',
            values: [
              { value: 'Окна', item: '1' },
              { value: 'Двери', item: '2' },
            ],
          },
        ],
        own: { refusal_reason: '' },
        clientId: 'contact/71',
        account: 'proba.amocrm.ru',
      },
    ],
    sides: [],
    pokes: [],
    others: [],
    faults: [],
  });
  const body = amoSource.bodyOf(one.reach, { items: amoSource.byId(one.reach, 'deal', ['17']), gone: [], withHistory: false });
  expect(body.startsWith('{"cifra":"amocrm/1"')).toBe(true);
  expect(body).not.toMatch(/score|_links|secret-token/);
  expect(one.sent.filter((sent) => sent.includes('events'))).toEqual([]);
});

test.each<readonly [why: string, more: object, record: Partial<DealRecord>]>([
  [
    'the company goes before the main contact',
    { _embedded: links({ contacts: [{ id: 71, is_main: true }], companies: [{ id: 5 }] }) },
    { clientId: clientKey('company', '5') },
  ],
  ['no client any more', {}, { clientId: '' }],
  [
    'the lost reason by its name, out of its list',
    { status_id: 143, _embedded: links({ loss_reason: [{ id: 1, name: 'Дорого' }] }) },
    { own: { refusal_reason: 'Дорого' } },
  ],
  ['the source where it has a name', { _embedded: links({ source: { id: 3, name: 'Сайт' } }) }, { own: { refusal_reason: '', source: 'Сайт' } }],
  ['no fields filled in: all of them are blank', { custom_fields_values: null }, { fields: [], whole: true }],
  ['no amount', { price: null }, { amount: '' }],
])('%s', (_why, more, record) => {
  expect(dealOf(more)).toMatchObject(record);
});
test('an answer that does not hold contacts says nothing of the client', () => {
  expect(dealOf({ _embedded: { tags: [] } })).not.toHaveProperty('clientId');
});

const told = (records: readonly DealRecord[]): string[] =>
  records.map(({ action, version, stageId, pipelineId, managerId, amount, past }) =>
    [action, version === null ? '?' : version / 1000 - T, `${pipelineId ?? '-'}/${stageId ?? '-'}`, managerId ?? '-', amount ?? '-', past ? 'past' : '']
      .join(' ')
      .trim(),
  );
test('the way of a deal: its birth out of what stood before the first steps, then each step, then now', () => {
  const one = stub({
    leads: [lead()],
    events: [
      event('e3', 'sale_field_changed', T + 60, { sale_field_value: { sale: 10_000 } }, null),
      event('e1', 'lead_status_changed', T + 30, stage(15), stage(10)),
      event('e4', 'lead_status_changed', T + 90, stage(20), stage(15)),
      event('e2', 'entity_responsible_changed', T + 40, { responsible_user: { id: 9 } }, { responsible_user: { id: 8 } }),
      event('e5', 'name_field_changed', T + 95, { name_field_value: { name: 'x' } }, null),
    ],
  });
  const { deals } = pulled(one, 'deal', '17', { withHistory: true });
  expect(told(deals)).toEqual([
    'add 0 1/10 8 0 past',
    'status 30 1/15 - - past',
    'responsible 40 -/- 9 - past',
    'update 60 -/- - 10000 past',
    'status 90 1/20 - - past',
    'update 900 1/20 9 10000',
  ]);
  expect(deals.every(({ createdAt }) => createdAt === T * 1000)).toBe(true);
  expect(one.sent.filter((sent) => sent.includes('events'))).toEqual([
    'get events?filter[entity]=lead&filter[entity_id][]=17&filter[type]=lead_status_changed,entity_responsible_changed,sale_field_changed&limit=100&page=1',
  ]);
});
test.each<readonly [why: string, more: object, events: readonly Rest[], records: readonly string[]]>([
  ['never moved: born where it stands', {}, [], ['add 0 1/20 9 10000 past', 'update 900 1/20 9 10000']],
  [
    'moved from another pipeline',
    { pipeline_id: 2 },
    [event('e1', 'lead_status_changed', T + 30, stage(20, 2), stage(10, 1))],
    ['add 0 1/10 9 10000 past', 'status 30 2/20 - - past', 'update 900 2/20 9 10000'],
  ],
  [
    'two steps in one second: ids sort by time, the last counts',
    {},
    [event('01b', 'lead_status_changed', T + 30, stage(20), stage(15)), event('01a', 'lead_status_changed', T + 30, stage(15), stage(10))],
    ['add 0 1/10 9 10000 past', 'status 30 1/20 - - past', 'update 900 1/20 9 10000'],
  ],
  ['closed, and no step says so: closed when it says', { status_id: 142, closed_at: T + 500 }, [], ['status 500 1/142 - - past', 'update 900 1/142 9 10000']],
  [
    'closed by a step: that is when',
    { status_id: 142, closed_at: T + 500 },
    [event('e1', 'lead_status_changed', T + 499, stage(142), stage(10))],
    ['add 0 1/10 9 10000 past', 'status 499 1/142 - - past', 'update 900 1/142 9 10000'],
  ],
  [
    'a value without its name',
    {},
    [event('e1', 'sale_field_changed', T + 60, { sale: 10_000 }, { sale: 500 })],
    ['add 0 1/20 9 500 past', 'update 60 -/- - 10000 past', 'update 900 1/20 9 10000'],
  ],
])('%s', (_why, more, events, records) => {
  expect(told(pulled(stub({ leads: [lead(more)], events }), 'deal', '17', { withHistory: true }).deals)).toEqual(records);
});
test('histories of 25 deals: ten a request, next pages followed, each to its own deal', () => {
  const leads = Array.from({ length: 25 }, (_, i) => ({ ...lead(), id: i + 1 })),
    events = leads.flatMap(({ id }) =>
      Array.from(
        { length: 12 },
        (_, n): Rest => ({ ...event(`${id}-${String(n).padStart(2, '0')}`, 'lead_status_changed', T + n + 1, stage(n + 1), stage(n)), entity_id: id }),
      ),
    );
  const one = stub({ leads, events });
  const items = amoSource.byId(
    one.reach,
    'deal',
    leads.map(({ id }) => String(id)),
  );
  const before = one.sent.length,
    { deals } = amoCrm.read(amoSource.bodyOf(one.reach, { items, gone: [], withHistory: true }), 'UTC');
  expect(deals).toHaveLength(25 * 14);
  expect(one.sent.slice(before).map((sent) => sent.replace(/.*page=/, ''))).toEqual(['1', '1', '1', '2', '2']); // 120, 120 and 60 events
});

test('whatever was told before, this counts: its last record is a restore', () => {
  const { deals } = pulled(stub({ leads: [lead()] }), 'deal', '17', { withHistory: true, anew: ['17'] });
  expect(deals.map(({ action }) => action)).toEqual(['add', 'restore']);
});
test('so does a contact, company, task or call: their record is a restore too', () => {
  const at = { created_at: T, updated_at: T },
    one = stub({
      contacts: [{ id: 1, name: 'Анна', ...at }],
      companies: [{ id: 2, name: 'Ромашка', ...at }],
      tasks: [{ id: 3, text: 'Позвонить', task_type_id: 1, complete_till: T, is_completed: false, ...at }],
      'leads/notes': [{ id: 4, note_type: 'call_in', entity_id: 17, params: { duration: 5 }, ...at }],
    });
  for (const [entity, id] of [
    ['contact', '1'],
    ['company', '2'],
    ['task', '3'],
    ['activity', '4'],
  ] as const) {
    expect(pulled(one, entity, id, { anew: [id] }).sides).toEqual([expect.objectContaining({ entity, id, action: 'restore', version: T * 1000 })]);
    expect(pulled(one, entity, id).sides).toEqual([expect.objectContaining({ entity, id, action: 'save' })]);
  }
});
test('gone: deletions at the time at which they were found, each kind', () => {
  const gone = (['deal', 'contact', 'company', 'task', 'activity'] as const).map((entity) => ({ entity, id: '5', at: T * 1000 }));
  const { deals, sides } = amoCrm.read(amoSource.bodyOf(stub({}).reach, { items: [], gone, withHistory: true }), 'UTC');
  expect(deals).toEqual([{ crm: 'amocrm', dealId: '5', action: 'delete', version: T * 1000 }]);
  expect(sides).toEqual(
    ['contact', 'company', 'task', 'activity'].map((entity) => ({ crm: 'amocrm', entity, id: '5', action: 'delete', version: T * 1000, values: {} })),
  );
});

test('a contact: phone, e-mail, tax id, company; what is not filled in is blank', () => {
  const code = (id: number, name: string, field_code: string, value: string): object => ({
    field_id: id,
    field_name: name,
    field_code,
    values: [{ value, enum_id: 9 }],
  });
  const one = stub({
    contacts: [
      {
        id: 71,
        name: 'Анна',
        responsible_user_id: 9,
        created_at: T,
        updated_at: T + 1,
        custom_fields_values: [code(1, 'Телефон', 'PHONE', '+7900')],
        _embedded: { companies: [{ id: 5 }] },
      },
    ],
    companies: [
      {
        id: 5,
        name: 'ООО',
        created_at: T,
        updated_at: T,
        custom_fields_values: [{ field_id: 6, field_name: 'Юр. лицо', values: [{ value: { name: 'ООО Окна', vat_id: '7707083893' } }] }],
      },
    ],
  });
  expect(pulled(one, 'contact', '71').sides).toMatchObject([
    {
      entity: 'contact',
      version: (T + 1) * 1000,
      values: {
        name: 'Анна',
        manager_id: '9',
        created_at: T * 1000,
        phone: '+7900',
        email: '',
        inn: '',
        company_id: '5',
        link: 'https://proba.amocrm.ru/contacts/detail/71',
      },
    },
  ]);
  expect(pulled(one, 'company', '5').sides).toMatchObject([{ entity: 'company', values: { name: 'ООО', inn: '7707083893', phone: '' } }]);
});
test('a task and a call by REST are told in the same words as by webhook', () => {
  const one = stub({
    tasks: [
      {
        id: 4,
        entity_id: 17,
        entity_type: 'leads',
        is_completed: true,
        task_type_id: 2,
        text: 'Замер',
        responsible_user_id: 9,
        complete_till: T + 50,
        created_at: T,
        updated_at: T + 9,
        duration: 0,
        result: [],
      },
    ],
    'contacts/notes': [
      {
        id: 3,
        entity_id: 71,
        note_type: 'call_in',
        responsible_user_id: 9,
        created_by: 1,
        created_at: T,
        updated_at: T,
        params: { uniq: 'u', duration: 65, source: 's', link: 'https://record', phone: '+7' },
      },
    ],
  });
  expect(pulled(one, 'task', '4').sides).toMatchObject([
    {
      id: '4',
      version: (T + 9) * 1000,
      values: {
        deal_id: '17',
        client_id: '',
        manager_id: '9',
        kind: 'meeting',
        created_at: T * 1000,
        due_at: (T + 50) * 1000,
        done_at: (T + 9) * 1000,
        text: 'Замер',
      },
    },
  ]);
  expect(pulled(one, 'activity', '3').sides).toMatchObject([
    { id: '3', version: T * 1000, values: { deal_id: '', client_id: 'contact/71', manager_id: '9', kind: 'call_in', at: T * 1000, seconds: 65 } },
  ]);
  const body = amoSource.bodyOf(one.reach, { items: amoSource.byId(one.reach, 'activity', ['3', 'chat-1']), gone: [], withHistory: false });
  expect(body).not.toContain('record'); // the recording is nobody's business here
  expect(amoCrm.read(body, 'UTC').sides).toHaveLength(1);
});

test.each([
  ['cut off', '{"cifra":"amocrm/1","deal":[{"id":1'],
  ['of a later version of ours', '{"cifra":"amocrm/2","deal":[]}'],
])('a body %s cannot be read', (_why, body) => {
  expect(() => amoCrm.read(body, 'UTC')).toThrow(expect.objectContaining({ code: 'body-unreadable' }));
});
test('a record without an id is a fault and costs none of the others', () => {
  const { deals, faults } = amoCrm.read('{"cifra":"amocrm/1","deal":[{"name":"x"},{"id":2}]}', 'UTC');
  expect([deals.map(({ dealId }) => dealId), faults]).toEqual([['2'], [{ path: 'deal.0', why: 'no id' }]]);
});
