import { readWebhook } from '../../../src/crm/amocrm/webhook';
import { form, type Tree } from '../../ingest/amo-body';

const account: Tree = { subdomain: 'proba', _links: { self: 'https://proba.kommo.com' } };
const told = (entity: string, action: string, ...records: readonly Tree[]): ReturnType<typeof readWebhook> =>
  readWebhook(form({ account, [entity]: { [action]: records } }));
const T = 1_762_941_600,
  MS = T * 1000;

const person: Tree = {
  id: 71,
  name: 'Анна Ильина',
  responsible_user_id: 9,
  date_create: T - 100,
  last_modified: T,
  type: 'contact',
  linked_company_id: 72,
  linked_leads_id: { 5: { ID: 5 } },
  custom_fields: [
    {
      id: 1,
      name: 'Телефон',
      code: 'PHONE',
      values: [
        { value: ' ', enum: 3 },
        { value: '+7 900 111-22-33', enum: 4 },
        { value: '8 495 000-11-22', enum: 3 },
      ],
    },
    { id: 2, name: 'Email', code: 'EMAIL', values: [{ value: 'anna@example.com', enum: 5 }] },
    { id: 3, name: 'ИНН (физлица)', values: [{ value: '500100732259' }] },
    { id: 4, name: 'Инновации', values: [{ value: 'да' }] },
  ],
};

test('a contact, whole; all phones that are not blank; a field that only begins like ИНН is none', () => {
  const { sides, others, faults, pokes } = told('contacts', 'update', person);
  expect(sides).toEqual([
    {
      crm: 'amocrm',
      entity: 'contact',
      id: '71',
      action: 'save',
      version: MS,
      fields: [
        {
          id: '1',
          name: 'Телефон',
          values: [
            { value: ' ', item: '3' },
            { value: '+7 900 111-22-33', item: '4' },
            { value: '8 495 000-11-22', item: '3' },
          ],
        },
        { id: '2', name: 'Email', values: [{ value: 'anna@example.com', item: '5' }] },
        { id: '3', name: 'ИНН (физлица)', values: [{ value: '500100732259' }] },
        { id: '4', name: 'Инновации', values: [{ value: 'да' }] },
      ],
      values: {
        name: 'Анна Ильина',
        manager_id: '9',
        created_at: MS - 100_000,
        phone: '+7 900 111-22-33, 8 495 000-11-22',
        email: 'anna@example.com',
        inn: '500100732259',
        link: 'https://proba.kommo.com/contacts/detail/71',
        company_id: '72',
      },
    },
  ]);
  expect([others, faults, pokes]).toEqual([[], [], []]);
});

const client = (id: number, more: Tree = {}): Tree => ({ id, name: 'ООО Окна', created_at: T - 9, updated_at: T, ...more });
test.each<readonly [why: string, entity: string, action: string, record: Tree, side: object]>([
  [
    'a company comes under contacts too',
    'contacts',
    'add',
    client(8, { type: 'company' }),
    { entity: 'company', id: '8', values: { link: 'https://proba.kommo.com/companies/detail/8' } },
  ],
  ['and maybe under companies', 'companies', 'add', client(8), { entity: 'company', action: 'save' }],
  ['without a type it is a person', 'contacts', 'add', client(8), { entity: 'contact' }],
  ['a blank name is a name', 'contacts', 'add', client(8, { name: '' }), { values: { name: '' } }],
  [
    'deleted: nothing but the id',
    'contacts',
    'delete',
    { id: 8, type: 'company' },
    { entity: 'company', id: '8', action: 'delete', version: null, values: {} },
  ],
  ['back from the bin: its version is from before, so the time it came counts', 'contacts', 'restore', client(8), { action: 'save', version: null }],
  [
    'a phone cleared is blank, one not mentioned is left alone',
    'contacts',
    'update',
    client(8, { custom_fields: [{ id: 1, name: 'Phone', code: 'PHONE', values: [{ value: '' }] }] }),
    { values: { name: 'ООО Окна', created_at: MS - 9_000, phone: '', link: 'https://proba.kommo.com/contacts/detail/8' } },
  ],
  [
    'an open task of a deal; times by the numbers, not by their texts',
    'task',
    'add',
    {
      id: 4,
      element_id: 5,
      element_type: 2,
      task_type: 1,
      date_create: '2025-11-12 10:00:00',
      text: 'Перезвонить',
      status: 0,
      responsible_user_id: 9,
      created_at: T,
      updated_at: T,
      complete_till: '2025-11-13 10:00:00',
      complete_before: T + 86_400,
    },
    {
      entity: 'task',
      id: '4',
      version: MS,
      values: { deal_id: '5', client_id: '', manager_id: '9', kind: 'follow_up', created_at: MS, due_at: MS + 86_400_000, done_at: null, text: 'Перезвонить' },
    },
  ],
  [
    'an old task has only the texts, in UTC: 2025-11-12 10:00 is T',
    'task',
    'add',
    { id: 4, element_id: 5, element_type: 1, date_create: '2025-11-12 10:00:00', last_modified: '2025-11-12 10:00:00', complete_till: '2025-11-12 10:00:01' },
    { version: MS, values: { deal_id: '', client_id: 'contact/5', created_at: MS, due_at: MS + 1_000 } },
  ],
  [
    'a task done, of a company, of a type of the account itself',
    'task',
    'update',
    { id: 4, element_id: 6, element_type: 3, task_type: 31337, status: 1, created_at: T - 50, updated_at: T },
    { values: { deal_id: '', client_id: 'company/6', kind: '31337', done_at: MS, created_at: MS - 50_000 } },
  ],
  ['a task of nobody', 'task', 'add', { id: 4, element_id: 0, element_type: 0, updated_at: T }, { values: { deal_id: '', client_id: '' } }],
  [
    'a task of a customer is of nobody that we know',
    'task',
    'add',
    { id: 4, element_id: 3, element_type: 12, updated_at: T },
    { values: { deal_id: '', client_id: '' } },
  ],
  ['a task deleted', 'task', 'delete', { id: 4 }, { entity: 'task', id: '4', action: 'delete', version: null, values: {} }],
  [
    'a remark in a deal; its text date is in the time of the account, so it is not read',
    'leads',
    'note',
    {
      note: {
        id: 3,
        note_type: 4,
        element_type: 2,
        element_id: 5,
        text: 'звонил',
        date_create: '2025-11-12 13:00:00',
        created_at: T,
        updated_at: T + 5,
        created_by: 1,
        main_user_id: 9,
      },
    },
    { entity: 'activity', id: '3', version: MS + 5_000, values: { deal_id: '5', client_id: '', manager_id: '9', kind: 'note', at: MS } },
  ],
  [
    'an incoming call of a contact by its old number, its details as JSON in the text',
    'contacts',
    'note',
    {
      type: 'contact',
      note: {
        id: 3,
        note_type: 10,
        element_type: 1,
        element_id: 71,
        text: '{"PHONE":"+7900","DURATION":65,"call_status":"4"}',
        created_at: T,
        main_user_id: 9,
      },
    },
    { version: MS, values: { deal_id: '', client_id: 'contact/71', manager_id: '9', kind: 'call_in', at: MS, seconds: 65 } },
  ],
  [
    'an outgoing call by its name, of a company told beside the note; who called is told by number',
    'contacts',
    'note',
    {
      type: 'company',
      note: { id: 3, note_type: 'call_out', element_id: 72, params: { duration: '0', call_responsible: 12 }, created_at: T, responsible_user_id: 9 },
    },
    { values: { client_id: 'company/72', manager_id: '12', kind: 'call_out', seconds: 0 } },
  ],
  [
    'nobody picked up: no seconds',
    'leads',
    'note',
    { note: { id: 3, note_type: 10, element_id: 5, text: '{"DURATION":0}', created_at: T } },
    { values: { deal_id: '5', kind: 'missed', seconds: 0 } },
  ],
  [
    'nobody picked up: status 6',
    'leads',
    'note',
    { note: { id: 3, note_type: 10, element_id: 5, text: '{"DURATION":12,"call_status":6}', created_at: T } },
    { values: { kind: 'missed', seconds: 12 } },
  ],
  [
    'a call with a text for people',
    'leads',
    'note',
    { note: { id: 3, note_type: 11, element_id: 5, text: 'не дозвонился', created_at: T } },
    { values: { deal_id: '5', client_id: '', kind: 'call_out', at: MS } },
  ],
  [
    'a chat message in; ids are texts',
    'message',
    'add',
    { id: 'ab-not-uuid', talk_id: 1, contact_id: 71, created_at: T, entity_type: 'lead', entity_id: 5, element_type: 2, element_id: 5, type: 'incoming' },
    { entity: 'activity', id: 'ab-not-uuid', version: MS, values: { deal_id: '5', client_id: 'contact/71', kind: 'message', at: MS } },
  ],
  ['a chat message out', 'outgoing_message', 'add', { id: 'm2', created_at: T }, { entity: 'activity', id: 'm2', values: { kind: 'message', at: MS } }],
])('%s', (_why, entity, action, record, side) => {
  const { sides, faults } = told(entity, action, record);
  expect(sides).toMatchObject([side]);
  expect(faults).toEqual([]);
});

test.each([
  ['the values of a task without an owner hold no owner', 'task', { id: 4, updated_at: T, text: 'x' }, ['text']],
  ['a contact without a name keeps the one it has', 'contacts', { id: 8, type: 'contact', last_modified: T }, ['link']],
])('only what the body has: %s', (_why, entity, record, keys) => {
  expect(told(entity, 'update', record).sides.map(({ values }) => Object.keys(values))).toEqual([keys]);
});

test.each([
  ['unsorted', 'add', { uid: 'u1' }],
  ['unsorted', 'delete', { uid: 'u1', action: 'accept' }],
  ['talk', 'update', { talk_id: 3 }],
  ['customers', 'add', { id: 3 }],
  ['customers', 'note', { note: { id: 3 } }],
  ['catalogs', 'delete', { id: 3 }],
  ['chat_template_reviews', 'add', { id: 3 }],
  ['leads', 'merged', { id: 3 }],
  ['task', 'note', { id: 3 }],
])('%s %s is counted and no error', (entity, action, record) => {
  const { sides, deals, others, faults } = told(entity, action, record);
  expect([sides, deals, faults]).toEqual([[], [], []]);
  expect(others).toMatchObject([{ entity, action }]);
});

test.each(['contacts', 'task', 'message'])('%s without an id is a fault that costs nobody else', (entity) => {
  const { sides, faults } = told(entity, 'add', { name: 'x' }, { id: 2 });
  expect(sides.map(({ id }) => id)).toEqual(['2']);
  expect(faults).toEqual([{ path: `${entity}.add.0`, why: 'no id' }]);
});
test('a time that is none is a fault, the record counts', () => {
  const { sides, faults } = told('contacts', 'add', { id: 2, name: 'x', updated_at: 'soon' });
  expect(sides).toMatchObject([{ id: '2', version: null }]);
  expect(faults).toEqual([{ path: 'contacts.add.0.updated_at', why: 'no time: soon' }]);
});
