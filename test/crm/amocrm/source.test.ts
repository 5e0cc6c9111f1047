import { amoSource } from '../../../src/crm/amocrm/source';
import { Fault } from '../../../src/kernel/fault';
import type { PulledPage } from '../../../src/ports/crm-source';
import { type Rest, type Stub, stub } from './stub';

const faultOf = (job: () => unknown): unknown => {
  try {
    return job();
  } catch (error) {
    return error instanceof Fault ? error.code : error;
  }
};
const given = (address: string, token = 't'): Parameters<typeof amoSource.clean>[0] => ({ crm: 'amocrm', address, token, options: {} });

test.each([
  ['a host', 'firm.amocrm.ru', 'https://firm.amocrm.ru'],
  ['any page', ' https://Firm-1.amocrm.ru/leads/pipeline/123/?filter=1#x ', 'https://firm-1.amocrm.ru'],
  ['Kommo', 'firm.kommo.com/todo/list/', 'https://firm.kommo.com'],
  ['the old com', 'http://firm.amocrm.com', 'https://firm.amocrm.com'],
  ['loopback, for a whole installation under test', 'http://127.0.0.1:8123/leads', 'http://127.0.0.1:8123'],
])('an address is cleaned: %s', (_why, address, cleaned) => {
  expect(amoSource.clean(given(address)).address).toBe(cleaned);
});
test.each([
  ['nothing', ''],
  ['another CRM', 'firm.bitrix24.ru'],
  ['the site of the vendor', 'https://www.amocrm.ru/developers'],
  ['the vendor without an account', 'amocrm.ru'],
  ['a host that only ends alike', 'firm.amocrm.ru.evil.example'],
  ['a host that hides behind a name', 'http://127.0.0.1:80@evil.example'],
  ['a host that only begins alike', 'evil.example/firm.amocrm.ru'],
])('no address of amoCRM: %s', (_why, address) => {
  expect(faultOf(() => amoSource.clean(given(address)))).toBe('address-wrong');
});
test('a token is taken as people copy it', () => {
  expect(amoSource.clean(given('a.amocrm.ru', ' Bearer abc.\n def ')).token).toBe('abc.def');
});

const account = { json: { id: 5, subdomain: 'proba', _embedded: { datetime_settings: { timezone: 'Asia/Yekaterinburg' } } } };
test('the test call: account, zone, nothing refused; the token goes in the header alone', () => {
  const { reach, sent, requests } = stub({ account, leads: [{ id: 1 }] });
  expect(amoSource.check(reach)).toEqual({ account: 'proba.amocrm.ru', zone: 'Asia/Yekaterinburg', refused: [] });
  expect(sent).toEqual(['get account?with=datetime_settings', 'get leads?limit=1', 'get contacts?limit=1', 'get companies?limit=1', 'get tasks?limit=1']);
  expect(requests.map(({ headers }) => headers)).toEqual(Array(5).fill({ Authorization: 'Bearer secret-token' }));
  expect(requests.some(({ url }) => url.includes('secret'))).toBe(false);
});
const forbidden = { code: 403, text: '{"title":"Forbidden"}' };
test('what may not be read is said', () => {
  expect(amoSource.check(stub({ account, contacts: forbidden, tasks: forbidden }).reach).refused).toEqual(['contact', 'task']);
});
test.each([
  ['a token that is none', { code: 401, text: '{"title":"Unauthorized"}' }, 'token-wrong'],
  ['an account that has not paid', { code: 402, text: '' }, 'no-rest'],
  ['a plan without REST', forbidden, 'no-rest'],
  ['an address shut out for asking too often, again and again', { code: 403, text: '<html>nginx</html>' }, 'crm-busy'],
  ['no such account', { code: 404, text: '' }, 'address-wrong'],
  ['a login page', { code: 200, text: '<!doctype html><title>Login</title>' }, 'crm-nonsense'],
  ['a redirect to one', { code: 302, text: '' }, 'crm-nonsense'],
  ['half an answer', { code: 200, text: '{"id":5,"_emb' }, 'crm-nonsense'],
  ['a list where an object should be', { code: 200, text: '[]' }, 'crm-nonsense'],
  ['no answer', { code: 0, text: 'DNS error' }, 'crm-away'],
])('the test call fails with %s', (_why, shelf, code) => {
  expect(faultOf(() => amoSource.check(stub({ account: shelf }).reach))).toBe(code);
});

test('directories: names, stages in their order, fields of three kinds of cards; lists of several pages', () => {
  const { reach } = stub({
    users: [
      { id: 1, name: 'Ира', rights: { is_active: true }, _embedded: { groups: [{ id: 4, name: 'Продажи' }] } },
      { id: 2, name: 'Глеб', rights: { is_active: false } },
    ],
    'leads/pipelines': [
      {
        id: 20,
        name: 'Сервис',
        sort: 2,
        _embedded: { statuses: [{ id: 142, name: 'Готово', sort: 10_000 }] },
      },
      {
        id: 10,
        name: 'Продажи',
        sort: 1,
        _embedded: {
          statuses: [
            { id: 143, name: 'Закрыто', sort: 11_000 },
            { id: 12, name: 'Замер', sort: 20 },
            { id: 11, name: 'Неразобранное', sort: 10, type: 1 },
          ],
        },
      },
    ],
    'leads/custom_fields': Array.from({ length: 251 }, (_, i) => ({ id: i + 1, name: `Поле ${i + 1}` })),
    'contacts/custom_fields': [{ id: 900, name: 'Квалификация' }],
  });
  const { managers, stages, fields } = amoSource.directories(reach);
  expect(managers).toEqual([
    { id: '1', name: 'Ира', active: true, department: 'Продажи' },
    { id: '2', name: 'Глеб', active: false, department: '' },
  ]);
  expect(stages.map((row) => [row.pipeline, row.stageId, row.stage, row.position, row.semantics].join(' '))).toEqual([
    'Продажи 11 Неразобранное 1 open',
    'Продажи 12 Замер 2 open',
    'Продажи 143 Закрыто 3 lost',
    'Сервис 142 Готово 1 won',
  ]);
  expect(fields).toHaveLength(252);
  expect(fields.slice(-2)).toEqual([
    { entity: 'deal', id: '251', name: 'Поле 251' },
    { entity: 'contact', id: '900', name: 'Квалификация' },
  ]);
});
test('who is no administrator gets no names, and all the rest', () => {
  const { managers, stages } = amoSource.directories(
    stub({ users: forbidden, 'leads/pipelines': [{ id: 1, name: 'A', _embedded: { statuses: [{ id: 5, name: 'B' }] } }] }).reach,
  );
  expect([managers, stages.length]).toEqual([[], 1]);
});

const T = 1_700_000_000,
  HOUR = 3_600;
const window = (from: number, to: number): { readonly from: number; readonly to: number } => ({ from: from * 1000, to: to * 1000 });
const rest = (id: number, created: number, updated = created, more: object = {}): Rest => ({
  id,
  name: `n${id}`,
  created_at: created,
  updated_at: updated,
  ...more,
});
/** All pages of a window, ids in the order in which they came. */
function paged(one: Stub, entity: Parameters<typeof amoSource.byId>[1], way: 'created' | 'changed', span: ReturnType<typeof window>): string[] {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: PulledPage = amoSource[way](one.reach, { entity, window: span, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
    if (ids.length > 5_000) throw new Error('pages without end');
  } while (cursor !== null);
  return ids;
}
const ids = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

test('created: pages in the order of ids; the end of the window is not in it, its beginning is', () => {
  const one = stub({ leads: Array.from({ length: 600 }, (_, i) => rest(i + 1, T + i)) });
  expect(paged(one, 'deal', 'created', window(T, T + 599))).toEqual(ids(1, 599));
  expect(one.sent).toHaveLength(3);
  expect(one.sent[1]).toBe(
    `get leads?limit=250&page=2&filter[created_at][from]=${T}&filter[created_at][to]=${T + 598}&order[id]=asc&with=contacts,loss_reason,source_id,source`,
  );
});
test('an empty window asks, an impossible one does not', () => {
  const one = stub({});
  expect(amoSource.created(one.reach, { entity: 'contact', window: window(T, T + 1), cursor: null })).toEqual({ items: [], next: null, total: null });
  expect(one.sent).toHaveLength(1);
  expect(amoSource.created(one.reach, { entity: 'contact', window: window(T, T), cursor: null }).items).toEqual([]);
  expect(one.sent).toHaveLength(1);
});

test('changed: records that leave the window while it is read cost none of the others', () => {
  const one = stub({ contacts: Array.from({ length: 700 }, (_, i) => rest(i + 1, T - HOUR, T + i)) });
  let asked = 0;
  one.trap = () => {
    asked += 1;
    // after the first page ten of its contacts are changed once more: pages by number would now begin ten records later
    if (asked === 2)
      one.shelves.contacts = (one.shelves.contacts as readonly Rest[]).map((record) =>
        Number(record.id) <= 10 ? { ...record, updated_at: T + 99_999 } : record,
      );
  };
  const found = paged(one, 'contact', 'changed', window(T, T + 5_000));
  expect([...new Set(found)]).toEqual(ids(1, 700));
});
test('changed: a thousand in one second (an import) are read page by page', () => {
  const one = stub({ leads: [...Array.from({ length: 1_000 }, (_, i) => rest(i + 1, T, T + 7)), rest(1_001, T, T + 8)] });
  expect([...new Set(paged(one, 'deal', 'changed', window(T, T + 100)))]).toEqual(ids(1, 1_001));
});
test('changed tasks: no sorting by change there, so the window is open and what comes after it is sifted out', () => {
  const one = stub({ tasks: [rest(1, T, T + 5), rest(2, T, T + 500), rest(3, T, T + 6)] });
  expect(paged(one, 'task', 'changed', window(T, T + 100))).toEqual(['1', '3']);
  expect(one.sent[0]).toBe(`get tasks?limit=250&page=1&filter[updated_at][from]=${T}&order[id]=asc`);
});
test('created tasks: no filter by creation there; older ones are sifted out, and the reading ends a day beyond the window', () => {
  const one = stub({
    tasks: [
      rest(1, T - 9, T + 1),
      ...Array.from({ length: 300 }, (_, i) => rest(i + 2, T + i)),
      ...Array.from({ length: 900 }, (_, i) => rest(i + 1_000, T + 90_000 + i)),
    ],
  });
  expect(paged(one, 'task', 'created', window(T, T + 300))).toEqual(ids(2, 301));
  expect(one.sent).toHaveLength(3); // 301 of the window and 900 later ones: the third page is all beyond
});
test('activities: calls of leads, contacts and companies, one list after the other', () => {
  const call = (id: number, at: number, note_type = 'call_in'): Rest => rest(id, at, at, { note_type, entity_id: 7 });
  const one = stub({
    'leads/notes': [...Array.from({ length: 260 }, (_, i) => call(i + 1, T + i)), call(500, T, 'common')],
    'contacts/notes': [call(600, T + 3, 'call_out')],
    'companies/notes': [call(700, T + 4)],
  });
  expect(paged(one, 'activity', 'created', window(T, T + 1_000))).toEqual([...ids(1, 260), '600', '700']);
  expect([...new Set(paged(one, 'activity', 'changed', window(T, T + 1_000)))]).toEqual([...ids(1, 260), '600', '700']);
});

test('oldest: of three lists of calls the earliest; null where there is none', () => {
  const one = stub({
    leads: [rest(2, T + 5), rest(1, T + 9)],
    'contacts/notes': [rest(3, T + 2, T, { note_type: 'call_in' })],
    'leads/notes': [rest(4, T + 1, T, { note_type: 'call_out' })],
  });
  expect([amoSource.oldest(one.reach, 'deal'), amoSource.oldest(one.reach, 'activity'), amoSource.oldest(one.reach, 'company')]).toEqual([
    (T + 5) * 1000,
    (T + 1) * 1000,
    null,
  ]);
});

test('by id: those that there are, in handfuls whose address stays below 2 KB', () => {
  const one = stub({ leads: [rest(40_000_007, T), rest(40_000_120, T)] });
  const asked = Array.from({ length: 130 }, (_, i) => String(40_000_001 + i));
  expect(amoSource.byId(one.reach, 'deal', [...asked, 'not-a-number']).map(({ id }) => id)).toEqual(['40000007', '40000120']);
  expect(one.requests).toHaveLength(3);
  expect(Math.max(...one.requests.map(({ url }) => url.length))).toBeLessThan(2_048);
});
test('by id: a chat message cannot be asked for and is not taken for deleted', () => {
  const one = stub({ 'contacts/notes': [rest(3, T)] });
  expect(amoSource.byId(one.reach, 'activity', ['3', '4', 'ab-1']).map(({ id }) => id)).toEqual(['3', 'ab-1']);
});
test('six requests a second, one alone waits for its sixth part', () => {
  const one = stub({ leads: [] });
  amoSource.byId(one.reach, 'deal', ids(1, 351)); // 8 handfuls: 6 + 2
  expect(one.pauses).toEqual([990, 990]);
  amoSource.oldest(one.reach, 'deal');
  expect(one.pauses.slice(2)).toEqual([157]);
});

const hooks = (...list: readonly object[]): Record<string, readonly Rest[]> => ({ webhooks: list.map((one, i) => ({ id: i, ...one })) });
test.each([
  ['armed', [{ destination: 'https://us', disabled: false }], 'armed'],
  ['disabled', [{ destination: 'https://us', disabled: true }], 'disabled'],
  ['somebody else has one', [{ destination: 'https://them', disabled: false }], 'missing'],
  [
    'set up anew beside the disabled one',
    [
      { destination: 'https://us', disabled: true },
      { destination: 'https://us', disabled: false },
    ],
    'armed',
  ],
  ['none at all', [], 'missing'],
])('the hook: %s', (_why, list, state) => {
  expect(amoSource.hook?.(stub(hooks(...list)).reach, 'https://us')).toBe(state);
});
test('arming asks for everything we understand, and for less where the account does not know a word of it', () => {
  const one = stub({ webhooks: { code: 201, text: '{}' } });
  amoSource.arm?.(one.reach, 'https://us?k=1');
  expect(one.requests[0]).toMatchObject({ method: 'post', type: 'application/json', url: 'https://proba.amocrm.ru/api/v4/webhooks' });
  expect(JSON.parse(one.requests[0]?.body ?? '')).toMatchObject({
    destination: 'https://us?k=1',
    settings: expect.arrayContaining(['status_lead', 'update_contact', 'note_company', 'update_task', 'add_message']),
  });
  const strict = stub({ webhooks: { code: 400, text: '{"title":"Bad Request"}' } });
  expect(faultOf(() => amoSource.arm?.(strict.reach, 'https://us'))).toBe('crm-nonsense');
  expect(strict.requests.map(({ body }) => (body ?? '').includes('outgoing_message'))).toEqual([true, false]);
  expect(faultOf(() => amoSource.arm?.(stub({ webhooks: forbidden }).reach, 'https://us'))).toBe('no-rights');
});

test('deleted and taken back, by the list of events: one request a window, pages followed, other events are none of ours', () => {
  const of = (id: number, type: string, entity_id: number, at: number): Rest => ({ id, type, entity_id, created_at: at });
  const { reach, sent } = stub({
    events: [
      of(1, 'lead_deleted', 17, 100),
      of(2, 'lead_restored', 18, 110),
      of(3, 'contact_deleted', 5, 120),
      of(4, 'company_restored', 6, 130),
      of(5, 'task_deleted', 7, 140),
      of(6, 'lead_added', 19, 150),
      of(7, 'lead_deleted', 20, 99),
      of(8, 'lead_deleted', 21, 201),
    ],
  });
  expect(amoSource.removed?.(reach, { from: 100_000, to: 200_000 })).toEqual([
    { entity: 'deal', id: '17', back: false },
    { entity: 'deal', id: '18', back: true },
    { entity: 'contact', id: '5', back: false },
    { entity: 'company', id: '6', back: true },
    { entity: 'task', id: '7', back: false },
  ]);
  expect(sent).toHaveLength(1);
  const many = stub({ events: Array.from({ length: 250 }, (_none, i) => of(i + 1, 'lead_deleted', i + 1, 150)) });
  expect(amoSource.removed?.(many.reach, { from: 100_000, to: 200_000 })).toHaveLength(250);
  expect(many.sent).toHaveLength(3);
  expect(amoSource.removed?.(stub({}).reach, { from: 100_000, to: 200_000 })).toEqual([]);
});
