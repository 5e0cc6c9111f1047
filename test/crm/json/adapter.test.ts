import { jsonCrm } from '../../../src/crm/json/adapter';
import { dealKeys } from '../../../src/crm/json/deal';

const ZONE = 'Europe/Moscow';
const read = (body: unknown, crm = 'json') => jsonCrm(crm).read(typeof body === 'string' ? body : JSON.stringify(body), ZONE);
const event = (entity: object, more: object = {}) => ({
  source: 'shop',
  event: 'deal.updated',
  event_id: 'e1',
  sent_at: '2026-03-02T10:00:00',
  entity: { ref: '7', ...entity },
  ...more,
});
const deal = (entity: object, more: object = {}) => read(event(entity, more)).deals.slice(-1)[0];
/** 2 March 2026, 10:00 in Moscow */
const AT = Date.UTC(2026, 2, 2, 7);

test('a deal: names are ids where no id is given, unknown keys are custom fields', () => {
  expect(
    read(
      event(
        {
          number: '00-17',
          date: '2026-03-01T09:15:00',
          client: 'Ромашка',
          stage: 'Замер',
          manager: 'Анна Котова',
          sum: 125000.5,
          currency: 'rub',
          Город: 'Тула',
        },
        { source: 'json' },
      ),
    ).deals,
  ).toEqual([
    {
      crm: 'json',
      dealId: '7',
      action: 'update',
      version: AT,
      createdAt: Date.UTC(2026, 2, 1, 6, 15),
      name: '00-17',
      stageId: 'Замер',
      pipelineId: 'json',
      managerId: 'Анна Котова',
      names: { stage: 'Замер', manager: 'Анна Котова' },
      amount: '125000.5',
      client: 'Ромашка',
      currency: 'RUB',
      fields: [{ id: 'Город', name: 'Город', values: [{ value: 'Тула' }] }],
      event: '/e1',
    },
  ]);
});

test.each([
  ['1C local time', '2026-03-01T09:15:00', Date.UTC(2026, 2, 1, 6, 15)],
  ['a day', '2026-03-01', Date.UTC(2026, 1, 28, 21)],
  ['a day with dots', '01.03.2026', Date.UTC(2026, 1, 28, 21)],
  ['with dots and a time', '01.03.2026 09:15:00', Date.UTC(2026, 2, 1, 6, 15)],
  ['as 1C shows it, one digit of the hour', '01.03.2026 9:15:00', Date.UTC(2026, 2, 1, 6, 15)],
  ['with an offset', '2026-03-01T09:15:00+05:00', Date.UTC(2026, 2, 1, 4, 15)],
  ['Unix seconds', 1772349300, 1772349300000],
  ['empty date of 1C', '0001-01-01T00:00:00', undefined],
  ['empty date of 1C, shown', '01.01.0001 0:00:00', undefined],
])('a time: %s', (_why, date, expected) => {
  const { deals, faults } = read(event({ date }));
  expect([deals[0]?.createdAt, faults]).toEqual([expected, []]);
});

test('a time that is none is named with its path, and the rest of the deal counts', () => {
  const { deals, faults } = read({ events: [event({ sum: 5 }), event({ date: '32.13.2026', sum: 6 })] });
  expect([deals.map(({ amount }) => amount), faults]).toEqual([['5', '6'], [{ path: 'events.1.date', why: 'no time: 32.13.2026' }]]);
});

test.each([
  ['absent leaves', {}, { amount: undefined, client: undefined, managerId: undefined }],
  ['blank clears', { sum: '', client: null, manager: '' }, { amount: '', client: '', managerId: '' }],
  ['an empty reference clears', { client_ref: '00000000-0000-0000-0000-000000000000' }, { clientId: '' }],
  ['a number as a text with a comma and blanks', { sum: '125 000,50' }, { amount: '125 000,50' }],
  [
    'ids beside names',
    { stage: 'Won', stage_id: 9, manager: 'Anna', manager_id: 4, pipeline: 'B2B', pipeline_id: 2 },
    { stageId: '9', managerId: 'shop:4', pipelineId: 'shop:2', names: { stage: 'Won', pipeline: 'B2B', manager: 'Anna' } },
  ],
  [
    'ids inside objects',
    { manager: { id: 4, name: 'Anna' }, client: { ref: '5', name: 'ACME' } },
    { managerId: 'shop:4', clientId: 'company/shop:5', client: 'ACME' },
  ],
  [
    'how to reach a client who has no card',
    { client_phone: '8 916 123-45-67', client_inn: 7707083893 },
    { reach: { phone: '8 916 123-45-67', inn: '7707083893' }, fields: undefined },
  ],
  ['a person', { client_ref: '5', client_kind: 'person' }, { clientId: 'contact/shop:5' }],
  [
    'our meanings by their own keys',
    { contract_amount: 10, paid_date: '0001-01-01T00:00:00', product: 'Окна' },
    { own: { contract_amount: '10', paid_date: '', product: 'Окна' } },
  ],
  ['tags as a text', { tags: 'vip, , 2026' }, { tags: ['vip', '2026'] }],
  ['a list in a custom field', { Цвет: ['белый', 'серый'] }, { fields: [{ id: 'Цвет', name: 'Цвет', values: [{ value: 'белый' }, { value: 'серый' }] }] }],
  ['ids of 19 digits', '{"event":"deal.updated","entity":{"ref":9007199254740993123}}', { dealId: '9007199254740993123' }],
  ['a card', { link: 'https://crm.example/7' }, { account: 'https://crm.example/7' }],
  ['no card', { link: 'javascript:alert(1)' }, { account: undefined }],
])('%s', (_why, entity, expected) => {
  const got = { ...(typeof entity === 'string' ? read(entity).deals[0] : deal(entity)) } as Record<string, unknown>;
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, got[key]]))).toEqual(expected);
});

test.each([
  ['the home source of the word keeps the number', 'onec', '1c_crm', '7'],
  ['so does a body without a source', 'onec', undefined, '7'],
  ['another base of 1C', 'onec', 'trade', 'trade:7'],
  ['another system under json', 'json', '1c_crm', '1c_crm:7'],
])('ids: %s', (_why, crm, source, id) => {
  const { source: _own, ...body } = event({});
  expect(read(source === undefined ? body : { ...body, source }, crm).deals[0]?.dealId).toBe(id);
});

test.each([
  ['BOM, blanks, the text of no content type', `\uFEFF \n${JSON.stringify(event({}))}`, 1],
  ['a list', [event({}), event({ ref: '8' })], 2],
  [
    'a list under events; source and time beside it',
    { source: 'shop', sent_at: '2026-03-02T10:00:00', events: [{ event: 'deal.created', entity: { ref: '7' } }] },
    1,
  ],
  ['no envelope of its own', { event: 'deal.created', ref: '7', sum: 3 }, 1],
  ['underscore and capitals', { event: 'Deal_Created', data: { ref: '7' } }, 1],
])('a body: %s', (_why, body, n) => expect(read(body).deals).toHaveLength(n));

test('what is sent with the list holds for each of it', () =>
  expect(read({ source: 'shop', sent_at: '2026-03-02T10:00:00', events: [{ event: 'deal.created', entity: { ref: '7' } }] }).deals[0]).toMatchObject({
    dealId: 'shop:7',
    version: AT,
    action: 'add',
  }));

test('one bad event never costs the others', () => {
  const { deals, sides, others, faults } = read([
    event({}),
    5,
    { event: 'deal.updated', entity: {} },
    { event: 'deal.exploded', entity: { ref: '1' } },
    { event: 'robot.created', entity: { ref: '1' } },
    { event: 'payment.created', entity: { ref: '1' } },
  ]);
  expect([deals.length, sides.length, others, faults]).toEqual([
    1,
    0,
    [{ entity: 'robot', action: 'created', id: '1' }],
    [
      { path: 'events.1', why: 'no event' },
      { path: 'events.2.ref', why: 'no id' },
      { path: 'events.3.event', why: 'unknown word: exploded' },
      { path: 'events.4.event', why: 'unknown entity: robot' },
      { path: 'events.5.amount', why: 'no amount' },
    ],
  ]);
});

test.each([
  ['nothing', '', 'empty body'],
  ['half a body', '{"event":"deal.upd', 'JSON cut off or broken'],
  ['an answer of OData', '{"odata.metadata":"x","value":[]}', 'event: no event'],
  ['a deal without a number', '{"event":"deal.updated","entity":{"sum":5}}', 'event.ref: no id'],
])('unreadable: %s', (_why, body, why) => expect(() => read(body)).toThrow(why));

test('actions; a deletion keeps what is known', () => {
  const action = (word: string) => read(event({}, { event: `deal.${word}` })).deals[0]?.action;
  expect(['created', 'added', 'updated', 'changed', 'deleted', 'restored'].map(action)).toEqual(['add', 'add', 'update', 'update', 'delete', 'restore']);
  expect(deal({ deleted: true })?.action).toBe('delete');
});

test('stages of the past are told with their own times, by name of what happened', () => {
  const { deals } = read(
    event({
      sum: 9,
      stage: 'Won',
      manager: 'Anna',
      history: [
        { at: '2026-02-01', stage: 'New' },
        { at: '2026-02-10', stage: 'Quote', manager: 'Boris' },
      ],
    }),
  );
  expect(deals.map(({ action, version, stageId, managerId, amount, event: id }) => [action, version, stageId, managerId, amount, id])).toEqual([
    ['status', Date.UTC(2026, 0, 31, 21), 'New', 'Anna', '9', 'shop/New@1769893200'],
    ['status', Date.UTC(2026, 1, 9, 21), 'Quote', 'Boris', '9', 'shop/Quote@1770670800'],
    ['update', AT, 'Won', 'Anna', '9', 'shop/e1'],
  ]);
});
test.each([
  ['closed before it was sent: it stands there since', '2026-02-20T00:00:00', 2],
  ['a planned closing tells nothing', '2026-04-20T00:00:00', 1],
  ['an empty one neither', '0001-01-01T00:00:00', 1],
])('%s', (_why, closed_at, n) => expect(read(event({ stage: 'Won', closed_at })).deals).toHaveLength(n));

test.each([
  [
    'payment',
    { date: '05.03.2026', amount: '12 000,50', kind: 'prepayment', deal_ref: '7', note: 'счёт 5' },
    'payment',
    { day: '2026-03-05', amount: 1_200_050, kind: 'prepayment', deal_id: 'shop:7', note: 'счёт 5', origin: 'crm' },
  ],
  [
    'payment',
    { date: '2026-03-05', amount: 100, kind: 'refund', deal_ref: '7', deal_crm: 'amocrm' },
    'payment',
    { day: '2026-03-05', amount: -10_000, kind: 'refund', deal_id: '7', origin: 'crm' },
  ],
  [
    'cost',
    { date: '2026-03-05', amount: 5, article: 'Аренда', every: 'month', basis: 'accrual' },
    'expense',
    { day: '2026-03-05', amount: 500, article: 'Аренда', every: 'month', basis: 'accrual' },
  ],
  [
    'task',
    {
      deal_ref: '7',
      manager: 'Anna',
      kind: 'Звонок',
      date: '2026-03-01T10:00:00',
      due_at: '2026-03-02T10:00:00',
      done_at: '0001-01-01T00:00:00',
      text: 'Позвонить',
    },
    'task',
    { deal_id: 'shop:7', manager_id: 'Anna', kind: 'Звонок', created_at: Date.UTC(2026, 2, 1, 7), due_at: AT, done_at: null, text: 'Позвонить' },
  ],
  [
    'call',
    { kind: 'call_out', at: '2026-03-02T10:00:00', seconds: '61', client_ref: '3' },
    'activity',
    { kind: 'call_out', at: AT, seconds: 61, client_id: 'company/shop:3' },
  ],
  ['client', { name: 'Иванов', kind: 'person', phone: '+7 900', inn: '5' }, 'contact', { name: 'Иванов', phone: '+7 900', inn: '5' }],
  ['client', { name: 'Ромашка' }, 'company', { name: 'Ромашка' }],
])('%s %j', (word, entity, tab, values) => {
  const { sides, faults } = read({ ...event(entity), event: `${word}.created` });
  expect(sides).toEqual([{ crm: 'json', entity: tab, id: 'shop:7', action: 'save', version: AT, values, event: 'shop/e1' }]);
  expect(faults).toEqual([]);
});

test('a cost of a deal is the whole of its article so far', () => {
  const { deals } = read({
    source: 'json',
    event: 'cost.updated',
    sent_at: '2026-03-02T10:00:00',
    entity: { deal_ref: '7', article: 'delivery', amount: 300 },
  });
  expect(deals).toEqual([{ crm: 'json', dealId: '7', action: 'update', version: AT, own: { delivery_cost: '300' } }]);
  expect(read([event({}), { event: 'cost.updated', entity: { deal_ref: '7', article: 'paint', amount: 3 } }]).faults).toEqual([
    { path: 'events.1.article', why: 'unknown word: paint' },
  ]);
});

test('identity: the ids of the events, whatever the text; none of its own without them', () => {
  const { identity } = jsonCrm('onec');
  const of = (...events: object[]) => identity?.(JSON.stringify(events));
  expect(of({ source: '1c_crm', event: 'deal.updated', event_id: '1' })).toBe('/1');
  expect(of({ source: 'b', event: 'deal.updated', event_id: '1' }, { source: 'b', event: 'deal.updated', event_id: '2' })).toBe('b/1 b/2');
  expect([of({ event: 'deal.updated' }), identity?.('{')]).toEqual(['', '']);
});

test('known keys are no custom fields', () => {
  const { fields } = deal(Object.fromEntries(dealKeys.filter((key) => key !== 'ref' && key !== 'fields').map((key) => [key, '']))) ?? {};
  expect(fields).toBeUndefined();
});
