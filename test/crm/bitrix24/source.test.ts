import { bitrix24Source } from '../../../src/crm/bitrix24/source';
import { readBody } from '../../../src/crm/bitrix24/webhook';
import { Fault } from '../../../src/kernel/fault';
import type { Connection, PulledPage } from '../../../src/ports/crm-source';
import { ADDRESS, CODE, type Portal, portalOf, reply } from './portal';

const DAY = 86_400_000,
  START = Date.parse('2026-01-01T00:00:00Z');
const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', '+00:00');
/** Deals 1 … n, one a day, each changed half a day later. */
const some = (n: number, more: Record<string, unknown> = {}): Record<string, unknown>[] =>
  Array.from({ length: n }, (_, i) => ({
    ID: String(i + 1),
    TITLE: `Deal ${i + 1}`,
    CATEGORY_ID: '0',
    STAGE_ID: 'NEW',
    OPPORTUNITY: '10.00',
    ASSIGNED_BY_ID: '1',
    LEAD_ID: null,
    DATE_CREATE: iso(START + i * DAY),
    DATE_MODIFY: iso(START + i * DAY + DAY / 2),
    COMMENTS: 'a novel',
    ...more,
  }));
const year = { from: START, to: START + 365 * DAY };
const given = (address: string, options = {}): Connection => ({ crm: 'bitrix24', address, token: 'x', options });
const faultOf = (job: () => unknown): unknown => {
  try {
    return job();
  } catch (error) {
    return error instanceof Fault ? `${error.code} ${JSON.stringify(error.details)}` : error;
  }
};
/** All pages of a window. */
function walk(page: (cursor: string | null) => PulledPage): PulledPage[] {
  const pages: PulledPage[] = [];
  for (let cursor: string | null = null, n = 0; n < 20; n += 1) {
    const one = page(cursor);
    pages.push(one);
    cursor = one.next;
    if (cursor === null) return pages;
  }
  throw new Error('no end');
}

test.each([
  [`https://firm.bitrix24.ru/rest/7/${CODE}/`, ADDRESS, 'as it is shown'],
  [` https://firm.bitrix24.ru/rest/7/${CODE}/profile.json \n`, ADDRESS, 'the example call of the form, with blanks'],
  [`firm.bitrix24.ru/rest/7/${CODE}`, ADDRESS, 'no scheme, no slash'],
  [`http://Firm.Bitrix24.ru/rest/7/${CODE}/`, ADDRESS, 'http and capitals'],
  [`http://127.0.0.1:8099/rest/1/${CODE}/`, `http://127.0.0.1:8099/rest/1/${CODE}/`, 'a stand-in on this machine'],
] as const)('address %s', (pasted, address, _why) => {
  expect(bitrix24Source.clean(given(pasted, { application_token: ' sign4ture ' }))).toEqual({
    crm: 'bitrix24',
    address,
    token: '',
    options: { application_token: 'sign4ture' },
  });
});
test.each([
  ['https://firm.bitrix24.ru/company/', 'https://firm.bitrix24.ru'],
  [`https://firm.bitrix24.ru/rest/${CODE}/`, 'https://firm.bitrix24.ru'],
  ['what?', ''],
])('address %s is none, and its path is not repeated', (pasted, value) => {
  expect(faultOf(() => bitrix24Source.clean(given(pasted)))).toBe(`address-wrong {"value":"${value}"}`);
});

test('pages of a window: by number, five of fifty in one request, each from where the one before it ended', () => {
  const portal = portalOf({ 'crm.deal': some(320).reverse() });
  const pages = walk((cursor) => bitrix24Source.created(portal.reach, { entity: 'deal', window: year, cursor }));
  expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
    [250, null],
    [70, null],
  ]);
  expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(Array.from({ length: 320 }, (_, i) => String(i + 1)));
  expect(portal.asked).toHaveLength(2);
  expect(portal.asked[1]?.slice(0, 2)).toEqual([
    'crm.deal.list?order[ID]=ASC&filter[>=DATE_CREATE]=2026-01-01T00:00:00+00:00&filter[<DATE_CREATE]=2027-01-01T00:00:00+00:00&filter[>ID]=250&select[]=*&select[]=UF_*&start=-1',
    'crm.deal.list?order[ID]=ASC&filter[>=DATE_CREATE]=2026-01-01T00:00:00+00:00&filter[<DATE_CREATE]=2027-01-01T00:00:00+00:00&filter[>ID]=$result[p0][49][ID]&select[]=*&select[]=UF_*&start=-1',
  ]);
  expect(portal.pauses).toEqual([480, 480]); // two requests a second, each took 20 ms here
});
test.each([
  [0, [0], 'an empty window'],
  [50, [50], 'one whole page: the next one says that it was the last'],
  [250, [250, 0], 'five whole pages: only the next request tells'],
  [51, [51], 'a page and one'],
] as const)('%s deals', (n, sizes, _why) => {
  const portal = portalOf({ 'crm.deal': some(n) });
  expect(walk((cursor) => bitrix24Source.created(portal.reach, { entity: 'deal', window: year, cursor })).map(({ items }) => items.length)).toEqual(sizes);
});
test('from is in the window, to is not', () => {
  const portal = portalOf({ 'crm.deal': some(10) });
  const { items } = bitrix24Source.created(portal.reach, { entity: 'deal', window: { from: START + 2 * DAY, to: START + 5 * DAY }, cursor: null });
  expect(items.map(({ id, createdAt, updatedAt }) => [id, createdAt, updatedAt])).toEqual([
    ['3', START + 2 * DAY, START + 2.5 * DAY],
    ['4', START + 3 * DAY, START + 3.5 * DAY],
    ['5', START + 4 * DAY, START + 4.5 * DAY],
  ]);
});
test('what changed; deals that only moved to another funnel are found in the history', () => {
  const portal = portalOf({
    'crm.deal': some(10),
    'crm.stagehistory.2': [
      { ID: 1, TYPE_ID: 5, OWNER_ID: 9, CREATED_TIME: iso(START + 3 * DAY), CATEGORY_ID: 1, STAGE_ID: 'C1:NEW' },
      { ID: 2, TYPE_ID: 2, OWNER_ID: 8, CREATED_TIME: iso(START + 3 * DAY), CATEGORY_ID: 0, STAGE_ID: 'EXECUTING' },
      { ID: 3, TYPE_ID: 5, OWNER_ID: 7, CREATED_TIME: iso(START + 9 * DAY), CATEGORY_ID: 1, STAGE_ID: 'C1:NEW' },
    ],
  });
  const pages = walk((cursor) => bitrix24Source.changed(portal.reach, { entity: 'deal', window: { from: START + 2 * DAY, to: START + 4 * DAY }, cursor }));
  expect(pages.map(({ items }) => items.map(({ id }) => id))).toEqual([['3', '4', '9']]);
  expect(portal.asked).toHaveLength(2); // the page with the history beside it, then deal 9
});
test('very many moves to other funnels: page by page, after the pages of the window', () => {
  const lines = Array.from({ length: 60 }, (_, i) => ({
      ID: i + 1,
      TYPE_ID: 5,
      OWNER_ID: i + 1,
      CREATED_TIME: iso(START + 200 * DAY),
      CATEGORY_ID: 1,
      STAGE_ID: 'C1:NEW',
    })),
    busy = some(120).map((deal, i) => ({ ...deal, DATE_MODIFY: iso(START + (i < 60 ? 0 : 200) * DAY) })),
    portal = portalOf({ 'crm.deal': busy, 'crm.stagehistory.2': lines });
  const pages = walk((cursor) => bitrix24Source.changed(portal.reach, { entity: 'deal', window: { from: START + 199 * DAY, to: START + 201 * DAY }, cursor }));
  expect(pages.map(({ items }) => [items.length, items[0]?.id])).toEqual([
    [50, '61'],
    [10, '111'],
    [50, '1'],
    [10, '51'],
  ]);
});
test('leads that live on in a deal are told there', () => {
  const leads = some(3, { STATUS_ID: 'NEW' }).map(({ STAGE_ID: _stage, CATEGORY_ID: _category, ...raw }) => raw);
  const portal = portalOf({ 'crm.lead': leads, 'crm.deal': some(1, { LEAD_ID: '2' }) });
  expect(bitrix24Source.created(portal.reach, { entity: 'lead', window: year, cursor: null }).items.map(({ id }) => id)).toEqual(['1', '3']);
  expect(bitrix24Source.byId(portal.reach, 'lead', ['2', '3', '9']).map(({ id }) => id)).toEqual(['2', '3']);
});
test('tasks and to-dos are parted from calls, letters and meetings, each in one of the two', () => {
  const activity = (ID: number, TYPE_ID: string, PROVIDER_ID: string) => ({
    ID: String(ID),
    TYPE_ID,
    PROVIDER_ID,
    CREATED: iso(START),
    LAST_UPDATED: iso(START),
  });
  const portal = portalOf({
    'crm.activity': [
      activity(1, '1', 'CRM_MEETING'),
      activity(2, '2', 'VOXIMPLANT_CALL'),
      activity(3, '3', 'TASKS'),
      activity(4, '4', 'CRM_EMAIL'),
      activity(5, '6', 'CRM_TODO'),
      activity(6, '6', 'CRM_TASKS_TASK'),
      activity(7, '6', 'CRM_SMS'),
    ],
  });
  const ids = (entity: 'task' | 'activity') => bitrix24Source.created(portal.reach, { entity, window: year, cursor: null }).items.map(({ id }) => id);
  expect(ids('task')).toEqual(['3', '5', '6']);
  expect(ids('activity')).toEqual(['1', '2', '4', '7']);
  expect((['activity', 'task'] as const).map((entity) => bitrix24Source.byId(portal.reach, entity, ['2', '5']).map(({ id }) => id))).toEqual([['2'], ['5']]);
});
test('by number, fifty a command; what is missing is not there', () => {
  const portal = portalOf({ 'crm.deal': some(60) });
  expect(
    bitrix24Source.byId(
      portal.reach,
      'deal',
      Array.from({ length: 70 }, (_, i) => String(i + 1)),
    ),
  ).toHaveLength(60);
  expect(portal.asked).toHaveLength(1);
  expect(bitrix24Source.byId(portal.reach, 'deal', [])).toEqual([]);
});
test('the oldest is the one created first, whatever its number', () => {
  const portal = portalOf({ 'crm.deal': [...some(3), { ...some(1)[0], ID: '9', DATE_CREATE: iso(START - DAY) }] });
  expect(bitrix24Source.oldest(portal.reach, 'deal')).toBe(START - DAY);
  expect(bitrix24Source.oldest(portalOf({ 'crm.deal': [] }).reach, 'deal')).toBeNull();
});

describe('the test call', () => {
  const granted = (): Portal => {
    const portal = portalOf({ 'crm.deal': [], 'crm.lead': [], 'crm.contact': [], 'crm.company': [], 'crm.activity': [] });
    Object.assign(portal.singles, { profile: { ID: '7', ADMIN: true, TIME_ZONE: 'Europe/Samara' }, scope: ['crm', 'user', 'telephony'] });
    return portal;
  };
  test('all is there', () => {
    expect(bitrix24Source.check(granted().reach)).toEqual({ account: 'firm.bitrix24.ru', zone: 'Europe/Samara', refused: [] });
  });
  test('a kind of records that the owner of the webhook may not read is named', () => {
    const portal = granted();
    portal.errors['crm.lead.list'] = { error: '', error_description: 'Access denied.' };
    expect(bitrix24Source.check(portal.reach).refused).toEqual(['lead']);
  });
  test.each([['crm'], ['user']])('without the right `%s` the message says which', (missing) => {
    const portal = granted();
    portal.singles.scope = ['crm', 'user'].filter((one) => one !== missing);
    expect(faultOf(() => bitrix24Source.check(portal.reach))).toBe(`no-rights {"crm":"bitrix24","what":"${missing}"}`);
  });
});

test('deals that may not be read any more: leads are not taken for leads without a deal, or each would stand beside its deal', () => {
  const portal = portalOf({
    'crm.lead': [{ ID: '5', STATUS_ID: 'CONVERTED', DATE_CREATE: iso(START), DATE_MODIFY: iso(START) }],
    'crm.deal': [{ ...some(1)[0], LEAD_ID: '5' }],
  });
  const leads = () => bitrix24Source.created(portal.reach, { entity: 'lead', window: year, cursor: null }).items;
  expect(leads()).toEqual([]);
  const [lead] = bitrix24Source.byId(portal.reach, 'lead', ['5']);
  portal.errors['crm.deal.list'] = { error: '', error_description: 'Access denied.' };
  expect(faultOf(leads)).toMatch(/^no-rights/);
  expect(faultOf(() => bitrix24Source.bodyOf(portal.reach, { items: lead ? [lead] : [], gone: [], withHistory: false }))).toMatch(/^no-rights/);
});

describe('what the portal says when it does not answer', () => {
  const oldest = (portal: Portal) => bitrix24Source.oldest(portal.reach, 'deal');
  test.each([
    [503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' }],
    [429, { error: 'OPERATION_TIME_LIMIT', error_description: 'Method is blocked due to operation time limit' }],
    [200, { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' }],
    [200, { result: { result: [], result_error: { first: { error: 'OPERATION_TIME_LIMIT', error_description: '' } }, result_total: [], result_next: [] } }],
    [500, { error: 'INTERNAL_SERVER_ERROR', error_description: 'Internal server error' }],
    [503, '<html>busy</html>'],
    [0, 'Timeout'],
  ] as const)('%s %j: waits and goes on', (code, body) => {
    const portal = portalOf({ 'crm.deal': some(1) });
    portal.first.push(reply(code, body), reply(code, body));
    expect(oldest(portal)).toBe(START);
    expect(portal.pauses.filter((ms) => ms >= 1_000)).toEqual([1_000, 3_000]);
  });
  test.each([
    [401, { error: 'INVALID_CREDENTIALS', error_description: 'Invalid request credentials' }, 'token-wrong {"crm":"bitrix24"}'],
    [403, { error: 'NO_AUTH_FOUND', error_description: 'Wrong authorization data' }, 'token-wrong {"crm":"bitrix24"}'],
    [401, { error: 'expired_token', error_description: '' }, 'token-wrong {"crm":"bitrix24"}'],
    [403, { error: 'ACCESS_DENIED', error_description: 'REST API is available only on commercial plans' }, 'no-rest {"crm":"bitrix24"}'],
    [401, { error: 'ACCESS_DENIED', error_description: 'REST is available only by subscription' }, 'no-rest {"crm":"bitrix24"}'],
    [401, { error: 'insufficient_scope', error_description: 'needs more' }, 'no-rights {"crm":"bitrix24","what":"insufficient_scope: needs more"}'],
    [404, '<html>no such portal</html>', 'address-wrong {"value":"https://firm.bitrix24.ru"}'],
    [302, '', 'address-wrong {"value":"https://firm.bitrix24.ru"}'],
    [200, '<html><title>Log in</title></html>', 'crm-nonsense {"crm":"bitrix24","why":"Log in"}'],
    [200, '{"result":{"result":{"first":[{"ID":', 'crm-nonsense {"crm":"bitrix24","why":"{\\"result\\":{\\"result\\":{\\"first\\":[{\\"ID\\":"}'],
    [200, '', 'crm-nonsense {"crm":"bitrix24","why":"no result"}'],
    [400, { error: '', error_description: "Parameter 'fields' must be array." }, 'crm-nonsense {"crm":"bitrix24","why":"Parameter \'fields\' must be array."}'],
    [
      400,
      { error: 0, error_description: 'SHIPMENT_DOCUMENT entity is not supported' },
      'crm-nonsense {"crm":"bitrix24","why":"SHIPMENT_DOCUMENT entity is not supported"}',
    ],
  ] as const)('%s %j', (code, body, fault) => {
    const portal = portalOf({});
    portal.first.push(reply(code, body));
    expect(faultOf(() => oldest(portal))).toBe(fault);
  });
  test.each([
    [{ error: 'insufficient_scope', error_description: '' }, 'no-rights {"crm":"bitrix24","what":"insufficient_scope: "}'],
    [{ error: '', error_description: 'Access denied.' }, 'no-rights {"crm":"bitrix24","what":"Access denied."}'],
    [{ error: '', error_description: 'Not found' }, 'crm-nonsense {"crm":"bitrix24","why":"Not found"}'],
  ] as const)('one command of a batch: %j', (error, fault) => {
    const portal = portalOf({ 'crm.deal': some(1) });
    portal.errors['crm.deal.list'] = error;
    expect(faultOf(() => oldest(portal))).toBe(fault);
  });
  test('a portal that goes on turning us away is busy, and one that does not answer is away; the secret is in no message', () => {
    const busy = portalOf({}),
      away = portalOf({});
    for (let i = 0; i < 5; i += 1) {
      busy.first.push(reply(503, { error: 'QUERY_LIMIT_EXCEEDED', error_description: '' }));
      away.first.push(reply(0, `Address unavailable: ${ADDRESS}batch.json`));
    }
    expect(faultOf(() => oldest(busy))).toBe('crm-busy {"crm":"bitrix24"}');
    const message = String(faultOf(() => oldest(away)));
    expect(message).toContain('crm-away {"address":"https://firm.bitrix24.ru"');
    expect(message).not.toContain(CODE);
  });
});

test('directories: users with departments, funnels with stages in their order and meaning, fields with labels', () => {
  const status = (ENTITY_ID: string, STATUS_ID: string, NAME: string, SORT: string, SEMANTICS: string | null) => ({
    ENTITY_ID,
    STATUS_ID,
    NAME,
    SORT,
    SEMANTICS,
    EXTRA: { SEMANTICS: 'process' },
  });
  const portal = portalOf({
    user: [
      { ID: '1', NAME: 'Anna', LAST_NAME: 'Berg', ACTIVE: true, UF_DEPARTMENT: [3], TIMESTAMP_X: {} },
      { ID: '2', NAME: '', LAST_NAME: '', EMAIL: 'boris@firm.ru', ACTIVE: false, UF_DEPARTMENT: [] },
    ],
    department: [{ ID: '3', NAME: 'Sales' }],
    'crm.category': [
      { id: 2, name: 'Service', isDefault: 'N' },
      { id: 0, name: 'General', isDefault: 'Y' },
    ],
    'crm.status': [
      status('DEAL_STAGE', 'LOSE', 'Lost', '40', 'F'),
      status('DEAL_STAGE', 'WON', 'Won', '30', 'S'),
      status('DEAL_STAGE', 'NEW', 'New', '10', null),
      status('DEAL_STAGE_2', 'C2:NEW', 'Asked', '10', null),
      status('STATUS', 'NEW', 'Fresh', '10', null),
      status('STATUS', 'CONVERTED', 'Good', '20', 'S'),
      status('SOURCE', 'WEB', 'Site', '10', null),
    ],
  });
  Object.assign(portal.singles, {
    'crm.enum.ownertype': [
      { ID: 1, NAME: 'Лид' },
      { ID: 2, NAME: 'Сделка' },
    ],
    'crm.deal.fields': {
      ID: { type: 'integer', title: 'ID' },
      CLOSEDATE: { type: 'date', title: 'Planned close' },
      UF_CRM_1: { type: 'enumeration', title: 'UF_CRM_1', formLabel: 'Product', items: [] },
      UTM_SOURCE: { type: 'string', title: 'Ad system' },
    },
    'crm.lead.fields': { UF_CRM_9: { type: 'string', title: 'UF_CRM_9' } },
    'crm.contact.fields': [],
    'crm.company.fields': [],
  });
  expect(bitrix24Source.directories(portal.reach)).toEqual({
    managers: [
      { id: '1', name: 'Anna Berg', active: true, department: 'Sales' },
      { id: '2', name: 'boris@firm.ru', active: false, department: '' },
    ],
    stages: [
      { pipelineId: 'lead', pipeline: 'Лид', stageId: 'NEW', stage: 'Fresh', position: 1, semantics: 'open' },
      { pipelineId: 'lead', pipeline: 'Лид', stageId: 'CONVERTED', stage: 'Good', position: 2, semantics: 'won' },
      { pipelineId: '2', pipeline: 'Service', stageId: 'C2:NEW', stage: 'Asked', position: 1, semantics: 'open' },
      { pipelineId: '0', pipeline: 'General', stageId: 'NEW', stage: 'New', position: 1, semantics: 'open' },
      { pipelineId: '0', pipeline: 'General', stageId: 'WON', stage: 'Won', position: 2, semantics: 'won' },
      { pipelineId: '0', pipeline: 'General', stageId: 'LOSE', stage: 'Lost', position: 3, semantics: 'lost' },
    ],
    fields: [
      { entity: 'deal', id: 'CLOSEDATE', name: 'Planned close' },
      { entity: 'deal', id: 'UF_CRM_1', name: 'Product' },
      { entity: 'deal', id: 'UTM_SOURCE', name: 'Ad system' },
      { entity: 'lead', id: 'UF_CRM_9', name: 'UF_CRM_9' },
    ],
  });
});
test('120 users come whole, and nobody misses departments that the webhook may not read', () => {
  const portal = portalOf({
    user: Array.from({ length: 120 }, (_, i) => ({ ID: String(i + 1), NAME: `U${i + 1}`, ACTIVE: true })),
    'crm.category': [],
    'crm.status': [],
  });
  portal.errors['department.get'] = { error: 'insufficient_scope' };
  for (const entity of ['deal', 'lead', 'contact', 'company']) portal.singles[`crm.${entity}.fields`] = [];
  expect(bitrix24Source.directories(portal.reach).managers).toHaveLength(120);
});

describe('what a pulled body says', () => {
  const pulledBody = (portal: Portal, entity: 'deal' | 'contact' | 'company' | 'activity' | 'task', ids: string[], withHistory = false) =>
    bitrix24Source.bodyOf(portal.reach, { items: bitrix24Source.byId(portal.reach, entity, ids), gone: [], withHistory });
  const read = (body: string) => readBody(body, 'Europe/Moscow');

  test('fields of a deal: names of list items, days, money, flags, blanks', () => {
    const portal = portalOf({
      'crm.deal': [
        {
          ...some(1)[0],
          SOURCE_ID: 'WEB',
          UF_A: '45',
          UF_B: ['46', '45'],
          UF_C: '2026-03-05T00:00:00+03:00',
          UF_D: '1500.5|RUB',
          UF_E: true,
          UF_F: false,
          UF_G: false,
          UF_H: null,
          UF_I: '2026-03-05T18:30:00+03:00',
          UF_J: '',
          UF_K: '2026-03-31T19:00:00-05:00',
          CLOSEDATE: '2026-04-01T03:00:00+03:00',
          UTM_SOURCE: 'ads',
        },
        {
          ...some(2)[1],
          SOURCE_ID: '',
          UF_A: '99',
          UF_B: false,
          UF_C: '',
          UF_D: '',
          UF_E: false,
          UF_F: true,
          UF_G: ['x'],
          UF_H: 'said',
          UF_I: '',
          UF_J: '',
          UF_K: '',
          CLOSEDATE: '',
          UTM_SOURCE: null,
        },
      ],
      'crm.status': [{ ENTITY_ID: 'SOURCE', STATUS_ID: 'WEB', NAME: 'Site' }],
    });
    const items = [
      { ID: '45', VALUE: 'Too dear' },
      { ID: '46', VALUE: 'No answer' },
    ];
    portal.singles['crm.deal.fields'] = {
      UF_A: { type: 'enumeration', items },
      UF_B: { type: 'enumeration', items },
      UF_C: { type: 'date' },
      UF_D: { type: 'money' },
      UF_E: { type: 'boolean' },
      UF_F: { type: 'boolean' },
      UF_G: { type: 'string' },
      UF_H: { type: 'string' },
      UF_I: { type: 'datetime' },
      UF_J: { type: 'string' },
      UF_K: { type: 'date' },
      CLOSEDATE: { type: 'date' },
    };
    const [first, second] = read(pulledBody(portal, 'deal', ['1', '2'])).deals,
      fields = (record: typeof first) =>
        Object.fromEntries(
          (record?.fields ?? []).map(({ id, values }) => [id, values.map(({ value, item }) => (item ? `${value}#${item}` : value)).join(', ')]),
        );
    expect(fields(first)).toEqual({
      UF_A: 'Too dear#45',
      UF_B: 'No answer#46, Too dear#45',
      UF_C: '2026-03-05',
      UF_D: '1500.5',
      UF_E: '1',
      UF_F: '0',
      UF_G: '',
      UF_H: '',
      UF_I: '2026-03-05T18:30:00+03:00',
      UF_J: '',
      UF_K: '2026-04-01', // midnight of UTC, as a portal west of it shows it
      CLOSEDATE: '2026-04-01',
      UTM_SOURCE: 'ads',
    });
    expect(fields(second)).toEqual({
      UF_A: '99#99',
      UF_B: '',
      UF_C: '',
      UF_D: '',
      UF_E: '0',
      UF_F: '1',
      UF_G: 'x',
      UF_H: 'said',
      UF_I: '',
      UF_J: '',
      UF_K: '',
      CLOSEDATE: '',
      UTM_SOURCE: '',
    });
    expect([first?.own, second?.own]).toEqual([{ source: 'Site' }, { source: '' }]);
    expect(first).toMatchObject({ dealId: '1', name: 'Deal 1', amount: '10.00', pipelineId: '0', stageId: 'NEW', managerId: '1', account: 'firm.bitrix24.ru' });
  });
  test('the same records make the same body, and nothing that nobody reads is kept', () => {
    const portal = portalOf({ 'crm.deal': some(2), 'crm.status': [] });
    portal.singles['crm.deal.fields'] = {};
    const body = pulledBody(portal, 'deal', ['1', '2']);
    expect(pulledBody(portal, 'deal', ['1', '2'])).toBe(body);
    expect(body).not.toContain('a novel');
    expect(body).not.toContain(CODE);
  });
  test('stage history of many deals comes whole: 140 lines in two requests', () => {
    const lines = Array.from({ length: 140 }, (_, i) => ({
      ID: i + 1,
      TYPE_ID: i < 2 ? 1 : 2,
      OWNER_ID: (i % 2) + 1,
      CREATED_TIME: iso(START + i * 60_000),
      CATEGORY_ID: 0,
      STAGE_ID: `S${i}`,
    }));
    const portal = portalOf({ 'crm.deal': some(2), 'crm.status': [], 'crm.stagehistory.2': lines });
    portal.singles['crm.deal.fields'] = {};
    const before = portal.asked.length,
      { deals } = read(pulledBody(portal, 'deal', ['1', '2'], true));
    expect(deals).toHaveLength(142);
    expect(deals.filter(({ action }) => action === 'add').map(({ dealId, version, past }) => [dealId, version, past])).toEqual([
      ['1', START, true],
      ['2', START + 60_000, true],
    ]);
    expect(portal.asked.length - before).toBe(3); // the deals, the first pages, the rest
  });
  test('clients: all phones and addresses, tax id, company, card', () => {
    const portal = portalOf({
      'crm.company': [
        {
          ID: '9',
          TITLE: 'Oak Ltd',
          ASSIGNED_BY_ID: '3',
          DATE_CREATE: iso(START),
          DATE_MODIFY: iso(START + 1000),
          PHONE: [
            { ID: '1', VALUE: '+74950000001' },
            { ID: '2', VALUE: '+74950000002' },
          ],
          EMAIL: [],
          UF_Z: 'x',
        },
      ],
      'crm.contact': [
        {
          ID: '7',
          NAME: 'Vera',
          SECOND_NAME: null,
          LAST_NAME: 'Lis',
          ASSIGNED_BY_ID: '3',
          COMPANY_ID: '9',
          DATE_CREATE: iso(START),
          DATE_MODIFY: iso(START),
          PHONE: [],
          EMAIL: [{ VALUE: 'vera@lis.ru' }],
        },
      ],
      'crm.requisite': [{ ID: '1', ENTITY_TYPE_ID: '4', ENTITY_ID: '9', RQ_INN: '7701234567' }],
    });
    portal.singles['crm.company.fields'] = [];
    portal.singles['crm.contact.fields'] = [];
    expect(read(pulledBody(portal, 'company', ['9'])).sides).toEqual([
      {
        crm: 'bitrix24',
        entity: 'company',
        id: '9',
        action: 'save',
        version: START + 1000,
        fields: [{ id: 'UF_Z', name: '', values: [{ value: 'x' }] }],
        values: {
          name: 'Oak Ltd',
          created_at: START,
          manager_id: '3',
          phone: '+74950000001, +74950000002',
          email: '',
          inn: '7701234567',
          link: 'https://firm.bitrix24.ru/crm/company/details/9/',
        },
      },
    ]);
    expect(read(pulledBody(portal, 'contact', ['7'])).sides.map(({ values }) => values)).toEqual([
      {
        name: 'Vera Lis',
        created_at: START,
        manager_id: '3',
        phone: '',
        email: 'vera@lis.ru',
        company_id: '9',
        link: 'https://firm.bitrix24.ru/crm/contact/details/7/',
      },
    ]);
  });
  test('what counts whatever was told before is a restore, of deals, clients, tasks and calls alike', () => {
    const at = { CREATED: iso(START), LAST_UPDATED: iso(START), DATE_CREATE: iso(START), DATE_MODIFY: iso(START) };
    const portal = portalOf({
      'crm.contact': [{ ID: '7', NAME: 'Vera', ...at }],
      'crm.company': [{ ID: '8', TITLE: 'Lis', ...at }],
      'crm.activity': [
        { ID: '9', TYPE_ID: '2', DIRECTION: '1', PROVIDER_ID: 'VOXIMPLANT_CALL', ...at },
        { ID: '10', TYPE_ID: '3', PROVIDER_ID: 'TASKS', ...at },
      ],
    });
    for (const entity of ['deal', 'lead', 'contact', 'company']) portal.singles[`crm.${entity}.fields`] = [];
    for (const [entity, id] of [
      ['contact', '7'],
      ['company', '8'],
      ['activity', '9'],
      ['task', '10'],
    ] as const) {
      const items = bitrix24Source.byId(portal.reach, entity, [id]),
        said = (anew: readonly string[]) => read(bitrix24Source.bodyOf(portal.reach, { items, gone: [], withHistory: false, anew })).sides;
      expect(said([id])).toEqual([expect.objectContaining({ entity, id, action: 'restore', version: START })]);
      expect(said([])).toEqual([expect.objectContaining({ entity, id, action: 'save' })]);
    }
  });
  test('activities: what telephony knows of a call, what is only planned, whose they are', () => {
    const activity = (ID: string, more: Record<string, unknown>) => ({
      ID,
      CREATED: iso(START),
      LAST_UPDATED: iso(START + 9_000),
      START_TIME: iso(START + 5_000),
      RESPONSIBLE_ID: '3',
      COMPLETED: 'Y',
      SETTINGS: [],
      ...more,
    });
    const portal = portalOf({
      'crm.activity': [
        activity('1', { TYPE_ID: '2', DIRECTION: '1', OWNER_TYPE_ID: '2', OWNER_ID: '40' }),
        activity('2', { TYPE_ID: '2', DIRECTION: '1', OWNER_TYPE_ID: '3', OWNER_ID: '7', SETTINGS: { MISSED_CALL: true } }),
        activity('3', { TYPE_ID: '2', DIRECTION: '2', OWNER_TYPE_ID: '1', OWNER_ID: '5', COMPLETED: 'N' }),
        activity('4', { TYPE_ID: '1', OWNER_TYPE_ID: '4', OWNER_ID: '9' }),
        activity('5', { TYPE_ID: '4', OWNER_TYPE_ID: '1', OWNER_ID: '6', COMPLETED: 'N' }),
        activity('6', {
          TYPE_ID: '6',
          PROVIDER_ID: 'CRM_TODO',
          SUBJECT: 'Call back',
          OWNER_TYPE_ID: '2',
          OWNER_ID: '40',
          COMPLETED: 'N',
          DEADLINE: '9999-12-31T00:00:00+03:00',
        }),
        activity('7', { TYPE_ID: '3', PROVIDER_ID: 'TASKS', SUBJECT: 'Send', OWNER_TYPE_ID: '2', OWNER_ID: '40', DEADLINE: iso(START + DAY) }),
      ],
      'voximplant.statistic': [{ ID: '1', CRM_ACTIVITY_ID: '1', CALL_TYPE: '2', CALL_DURATION: '95', CALL_FAILED_CODE: '200' }],
      'crm.deal': [{ ID: '41', LEAD_ID: '5' }],
    });
    const items = (['activity', 'task'] as const).flatMap((entity) => bitrix24Source.byId(portal.reach, entity, ['1', '2', '3', '4', '5', '6', '7']));
    const { sides } = read(bitrix24Source.bodyOf(portal.reach, { items, gone: [], withHistory: false }));
    const base = { manager_id: '3' };
    expect(sides.filter(({ entity }) => entity === 'activity').map(({ id, values }) => [id, values])).toEqual([
      ['1', { ...base, deal_id: '40', kind: 'call_in', at: START + 5_000, seconds: 95 }],
      ['2', { ...base, client_id: 'contact/7', kind: 'missed', at: START + 5_000 }],
      ['3', { ...base, deal_id: '41', kind: 'call_out', at: null }], // planned; its lead lives on in deal 41
      ['4', { ...base, client_id: 'company/9', kind: 'meeting', at: START + 5_000 }],
      ['5', { ...base, deal_id: 'L6', kind: 'letter', at: START + 5_000 }], // a letter not yet answered has come all the same
    ]);
    expect(sides.filter(({ entity }) => entity === 'task').map(({ id, values }) => [id, values])).toEqual([
      ['6', { ...base, deal_id: '40', kind: 'todo', created_at: START, due_at: null, done_at: null, text: 'Call back' }],
      ['7', { ...base, deal_id: '40', kind: 'task', created_at: START, due_at: START + DAY, done_at: START + 9_000, text: 'Send' }],
    ]);
  });
  test('telephony that the webhook may not read costs the seconds, nothing else', () => {
    const portal = portalOf({ 'crm.activity': [{ ID: '1', TYPE_ID: '2', DIRECTION: '2', COMPLETED: 'Y', CREATED: iso(START), LAST_UPDATED: iso(START) }] });
    portal.errors['voximplant.statistic.get'] = { error: 'insufficient_scope', error_description: '' };
    expect(read(pulledBody(portal, 'activity', ['1'])).sides.map(({ values }) => values)).toEqual([{ manager_id: '', kind: 'call_out', at: START }]);
  });
  test('leads that may not be read cost the journey before the deal, nothing else', () => {
    const portal = portalOf({ 'crm.deal': some(1, { LEAD_ID: '5' }), 'crm.status': [], 'crm.stagehistory.1': [], 'crm.stagehistory.2': [] });
    portal.singles['crm.deal.fields'] = {};
    portal.errors['crm.lead.list'] = { error: '', error_description: 'Access denied.' };
    portal.errors['crm.lead.fields'] = { error: 'ACCESS_DENIED', error_description: 'Access denied.' };
    expect(read(pulledBody(portal, 'deal', ['1'], true)).deals.map(({ dealId, createdAt }) => [dealId, createdAt])).toEqual([['1', START]]);
  });
  test('what is gone there', () => {
    const at = START + DAY,
      gone = (['deal', 'lead', 'contact', 'task'] as const).map((entity) => ({ entity, id: '5', at }));
    const portal = portalOf({}),
      { deals, sides } = read(bitrix24Source.bodyOf(portal.reach, { items: [], gone, withHistory: true }));
    expect(deals.map(({ dealId, action, version }) => [dealId, action, version])).toEqual([
      ['5', 'delete', at],
      ['L5', 'delete', at],
    ]);
    expect(sides.map(({ entity, action, version }) => [entity, action, version])).toEqual([
      ['contact', 'delete', at],
      ['task', 'delete', at],
    ]);
    expect(portal.asked).toEqual([]);
  });
});
