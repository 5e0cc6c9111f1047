import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { amoCrm, readWebhook } from '../../../src/crm/amocrm/webhook';

const saved = (name: string): string => readFileSync(join(__dirname, '../../fixtures/amocrm', name), 'utf8');

test('a whole lead, account first', () => {
  expect(readWebhook(saved('update-account-first.txt'))).toEqual({
    deals: [
      {
        crm: 'amocrm',
        dealId: '40010001',
        action: 'update',
        version: 1_762_941_600_000,
        createdAt: 1_762_855_200_000,
        name: 'Остекление балкона',
        pipelineId: '8000001',
        stageId: '70000001',
        managerId: '9000001',
        amount: '185000',
        fields: [{ id: '310001', name: 'Источник', values: [{ value: 'Авито', item: '77001' }] }],
        account: 'proba.amocrm.ru',
      },
    ],
    sides: [],
    pokes: [],
    others: [],
    faults: [],
  });
});

test('all shapes of custom fields, tags, old names of the times, account last', () => {
  const {
    deals: [deal],
  } = readWebhook(saved('status-all-field-shapes.txt'));
  expect(deal).toMatchObject({
    action: 'status',
    version: 1_762_941_700_000,
    createdAt: 1_762_855_200_000,
    amount: '19999.99',
    tags: ['повтор', 'VIP, срочно'],
    account: 'proba',
    name: 'Ремонт «под ключ» 🛠',
  });
  expect(deal?.fields?.map(({ id, values }) => [id, ...values.map(({ value, item }) => (item ? `${value}#${item}` : value))])).toEqual([
    ['1', 'раз & два=3'],
    ['2', 'Да#501'],
    ['3', '1762894800'],
    ['4', '2#502'],
    ['5', 'просто'],
    ['6', 'А#503', 'Б#504'],
    ['7', ''],
  ]);
});

test('several entities and actions: every one counts', () => {
  const { deals, sides, pokes, others, faults } = readWebhook(saved('several-entities-and-actions.txt'));
  expect(deals.map(({ action, dealId, amount, name }) => [action, dealId, amount, name])).toEqual([
    ['add', '1', '', ''],
    ['add', '2', undefined, undefined],
    ['delete', '3', undefined, undefined],
  ]);
  expect(sides.map(({ entity, action, id }) => `${entity} ${action} ${id}`)).toEqual([
    'activity save 15',
    'contact save 12',
    'company save 13',
    'activity save 16',
    'task save 14',
    'activity save not-a-uuid',
  ]);
  expect(pokes).toEqual([
    { entity: 'deal', id: '2' },
    { entity: 'contact', id: '12' },
    { entity: 'company', id: '13' },
  ]); // named only: the rest is asked for
  expect(others.map(({ entity, action, id }) => `${entity} ${action} ${id}`)).toEqual([
    'unsorted add abc17',
    'talk add 18',
    'catalogs add 19',
    'customers update 20',
  ]);
  expect(faults).toEqual([]);
});

test('a digital-pipeline body says nothing of what it does not hold, and asks for the rest', () => {
  const { deals, pokes } = readWebhook(saved('digital-pipeline.txt'));
  expect(deals).toEqual([{ crm: 'amocrm', dealId: '40010003', action: 'status', version: null, pipelineId: '8000001', stageId: '70000003', account: 'proba' }]);
  expect(pokes).toEqual([{ entity: 'deal', id: '40010003' }]);
});

test('raw brackets and spaces; a blank amount is present and blank', () => {
  expect(readWebhook(saved('restore-raw-brackets-and-spaces.txt')).deals).toMatchObject([{ action: 'restore', name: 'Окно в кухню', amount: '' }]);
});

test('a key cut off is a fault with its path, the rest is read', () => {
  expect(readWebhook(saved('cut-off-key.txt'))).toMatchObject({
    deals: [{ dealId: '40010005', amount: '7' }],
    faults: [{ path: 'leads[update][0][', why: 'key cut off' }],
  });
});

test.each([
  {
    why: 'JSON in place of a form',
    body: '{"leads":{"add":[{"id":5,"price":999.9,"status_id":142,"updated_at":1762941600}]}}',
    deal: { dealId: '5', amount: '999.9', stageId: '142', version: 1_762_941_600_000 },
  },
  {
    why: 'owner 0 is nobody',
    body: '{"leads":{"add":[{"id":5,"responsible_user_id":0,"updated_at":1762941600}]}}',
    deal: { dealId: '5', managerId: '' },
  },
  {
    why: 'an id of 19 digits in JSON stays whole',
    body: '{"leads":{"add":[{"id":1234567890123456789,"name":"n 1234567890123456789"}]}}',
    deal: { dealId: '1234567890123456789', name: 'n 1234567890123456789' },
  },
  { why: 'leading zeros stay', body: 'leads[add][0][id]=0071', deal: { dealId: '0071' } },
  {
    why: 'an absurd time is a fault and is left out',
    body: 'leads[add][0][id]=1&leads[add][0][updated_at]=99999999999',
    deal: { version: null },
    faults: ['leads.add.0.updated_at'],
  },
  { why: 'a time in words too', body: 'leads[add][0][id]=1&leads[add][0][created_at]=yesterday', deal: { dealId: '1' }, faults: ['leads.add.0.created_at'] },
  {
    why: 'a lead without an id is a fault, the next one counts',
    body: 'leads[add][0][name]=x&leads[add][1][id]=2',
    deal: { dealId: '2' },
    faults: ['leads.add.0'],
  },
  { why: 'an unknown entity is named, the lead counts', body: 'aliens[add][0][id]=1&leads[add][0][id]=2', deal: { dealId: '2' }, faults: ['aliens'] },
  { why: 'a key that is value and map at once', body: 'leads[add][0][id]=2&leads[add][0][name]=a&leads[add][0][name][x]=b', deal: { dealId: '2', name: 'a' } },
  { why: 'a formula as a name is text', body: 'leads[add][0][id]=2&leads[add][0][name]=%3DIMPORTXML(1)', deal: { name: '=IMPORTXML(1)' } },
])('$why', ({ body, deal, faults }) => {
  const reading = readWebhook(body);
  expect(reading.deals).toMatchObject([deal]);
  expect(reading.faults.map(({ path }) => path)).toEqual(faults ?? []);
});

test.each([
  '',
  '   ',
  '\uFEFF',
  'hello',
  '{',
  '[]',
  '{}',
  'null',
  '{"leads":5}',
  'account[id]=1',
  'aliens[add][0][id]=1',
  'leads=1',
  'leads[add]=1',
  '%%%',
  'leads[add][0][name]=no+id',
])('nothing to understand: %j', (body) => {
  expect(() => readWebhook(body)).toThrow(expect.objectContaining({ code: 'body-unreadable' }));
});

test('links and stages', () => {
  expect([amoCrm.link('proba', '5'), amoCrm.link('proba.kommo.com', '5'), amoCrm.link('', '5'), amoCrm.link('evil/', '5')]).toEqual([
    'https://proba.amocrm.ru/leads/detail/5',
    'https://proba.kommo.com/leads/detail/5',
    '',
    '',
  ]);
  expect(['142', '143', '10'].map((stage) => amoCrm.stage('1', stage))).toEqual([
    { outcome: 'contract', closed: true },
    { outcome: 'refusal', closed: true },
    { outcome: 'unmapped', closed: false },
  ]);
});
