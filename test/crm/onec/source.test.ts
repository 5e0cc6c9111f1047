import { jsonCrm } from '../../../src/crm/json/adapter';
import { base64, urlOf } from '../../../src/crm/onec/odata';
import { oneC } from '../../../src/crm/onec/source';
import type { Connection, Reach } from '../../../src/ports/crm-source';
import type { HttpReply, HttpRequest } from '../../../src/ports/http';

const ZONE = 'Europe/Moscow';
const guid = (n: number): string => `${String(n).padStart(8, '0')}-aaaa-11ee-8000-0123456789ab`;
const NONE = '00000000-0000-0000-0000-000000000000';
type Line = Record<string, unknown>;
const interest = (n: number, more: Line = {}): Line => ({
  Ref_Key: guid(n),
  DataVersion: 'AAAAAQAAAAA=',
  DeletionMark: false,
  Number: `00-${n}`,
  Date: `2026-03-${String((n % 28) + 1).padStart(2, '0')}T10:00:00`,
  Тема: `Окна ${n}`,
  Ответственный_Key: guid(900),
  Ответственный: { Description: 'Анна Котова' },
  Партнер_Key: guid(800),
  Партнер: { Description: 'ООО Ромашка' },
  СуммаДокумента: 1000.5 * n,
  ДатаЗавершения: '0001-01-01T00:00:00',
  ПричинаОтказа_Key: NONE,
  Состояние: 'ВРаботе',
  РазмерФайла: '34567',
  ...more,
});
const options = {
  name: 'Тема',
  sum: 'СуммаДокумента',
  stage: 'Состояние',
  manager: 'Ответственный/Description',
  manager_id: 'Ответственный_Key',
  client: 'Партнер/Description',
  client_ref: 'Партнер_Key',
  closed_at: 'ДатаЗавершения',
  more: 'РазмерФайла, ПричинаОтказа_Key',
};

/** A base that knows as much of OData as the source asks of it: filters by one date or by references, order, pages. */
function base(lines: readonly Line[]): { readonly seen: HttpRequest[]; readonly send: (requests: readonly HttpRequest[]) => HttpReply[] } {
  const seen: HttpRequest[] = [];
  const answer = (request: HttpRequest): HttpReply => {
    seen.push(request);
    const params = Object.fromEntries(
      (request.url.split('?')[1] ?? '')
        .split('&')
        .map((pair) => [decodeURIComponent(pair.slice(0, pair.indexOf('='))), decodeURIComponent(pair.slice(pair.indexOf('=') + 1))]),
    ) as Record<string, string>;
    const filter = params.$filter ?? '',
      ids = [...filter.matchAll(/eq guid'([^']+)'/g)].map((m) => m[1]),
      bounds = [...filter.matchAll(/(\S+) (ge|lt|gt) datetime'([^']+)'/g)];
    const isIn = (line: Line): boolean =>
      (ids.length === 0 || ids.includes(String(line.Ref_Key))) &&
      bounds.every(([, name = '', sign, at = '']) =>
        sign === 'lt' ? String(line[name]) < at : sign === 'ge' ? String(line[name]) >= at : String(line[name]) > at,
      );
    const order = params.$orderby ?? 'Ref_Key',
      found = lines.filter(isIn).sort((a, b) => (String(a[order]) < String(b[order]) ? -1 : 1)),
      skip = Number(params.$skip ?? 0);
    return {
      code: 200,
      headers: {},
      text: `\uFEFF${JSON.stringify({ 'odata.metadata': 'x', ...(params.$inlinecount ? { 'odata.count': String(found.length) } : {}), value: found.slice(skip, skip + Number(params.$top ?? 1000)) })}`,
    };
  };
  return { seen, send: (requests) => requests.map(answer) };
}
const connection = (more: Partial<Connection> = {}): Connection => ({
  crm: 'onec',
  address: 'https://1c.example/crm/odata/standard.odata',
  token: 'Админ:пароль',
  options,
  ...more,
});
const reachTo = (send: (requests: readonly HttpRequest[]) => readonly HttpReply[], more: Partial<Connection> = {}): Reach => ({
  http: { send, pause: () => undefined, clock: () => 0 },
  connection: connection(more),
  zone: ZONE,
});
const march = { from: Date.UTC(2026, 1, 28, 21), to: Date.UTC(2026, 2, 31, 21) };
const replying = (code: number, text: string) => reachTo((requests) => requests.map(() => ({ code, headers: {}, text })));
const refusal = (value: string): string => JSON.stringify({ 'odata.error': { code: '9', message: { lang: 'ru', value } } });

test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['user:pass', 'dXNlcjpwYXNz'],
  ['Админ:пароль', '0JDQtNC80LjQvTrQv9Cw0YDQvtC70Yw='],
  ['€😀', '4oKs8J+YgA=='],
])('base64 of «%s»', (text, expected) => {
  expect(base64(text)).toBe(expected);
  expect(Buffer.from(base64(text), 'base64').toString('utf8')).toBe(text);
});

test('an address: Cyrillic percent-encoded, references expanded, no longer than Apps Script allows', () => {
  expect(
    urlOf('https://h/b', { entity: 'Document_Ёж', filter: "Date ge datetime'2026-01-01T00:00:00'", top: 5, select: ['Ref_Key', 'Партнер/Description'] }),
  ).toBe(
    "https://h/b/Document_%D0%81%D0%B6?$format=json&$filter=Date%20ge%20datetime'2026-01-01T00%3A00%3A00'&$top=5&$select=Ref_Key%2C%D0%9F%D0%B0%D1%80%D1%82%D0%BD%D0%B5%D1%80%2FDescription&$expand=%D0%9F%D0%B0%D1%80%D1%82%D0%BD%D0%B5%D1%80",
  );
  const many = Array.from({ length: 40 }, (_, i) => `ОченьДлинныйРеквизит${i}`);
  expect(urlOf('https://h/b', { entity: 'Document_X', select: [...many, 'Партнер/Description'] })).toBe(
    'https://h/b/Document_X?$format=json&$expand=%D0%9F%D0%B0%D1%80%D1%82%D0%BD%D0%B5%D1%80',
  );
});

test.each([
  ['as copied from the browser', 'https://1c.example/crm/ru_RU/', 'https://1c.example/crm/odata/standard.odata'],
  ['the interface itself', ' http://1c.example/crm/odata/standard.odata/ ', 'http://1c.example/crm/odata/standard.odata'],
  ['with an object', 'https://1c.example/a/crm/odata/standard.odata/Catalog_X?$format=json', 'https://1c.example/a/crm/odata/standard.odata'],
])('a pasted address: %s', (_why, given, kept) => expect(oneC.clean(connection({ address: given })).address).toBe(kept));
test('no address, no password: said at once', () => {
  expect(() => oneC.clean(connection({ address: 'моя база' }))).toThrow('address-wrong');
  expect(() => oneC.clean(connection({ token: 'секрет' }))).toThrow('token-wrong');
});

test('a window page by page, in the order of the references, counted; the secret is in the header alone', () => {
  const { seen, send } = base(Array.from({ length: 230 }, (_, i) => interest(i))),
    reach = reachTo(send);
  const ids: string[] = [];
  let cursor: string | null = null,
    total: number | null = 0;
  do {
    const page = oneC.created(reach, { entity: 'deal', window: march, cursor });
    ids.push(...page.items.map(({ id }) => id));
    ({ next: cursor, total } = page);
  } while (cursor !== null);
  expect([ids.length, ids, total, seen.length]).toEqual([230, [...ids].sort(), 230, 3]);
  expect(seen.every(({ headers }) => headers?.Authorization === 'Basic 0JDQtNC80LjQvTrQv9Cw0YDQvtC70Yw=')).toBe(true);
  expect(seen.some(({ url }) => /[а-яё]/i.test(url) || url.includes('0JDQ'))).toBe(false);
});

test('only the window: its beginning belongs to it, its end does not', () => {
  const reach = reachTo(
    base([interest(1, { Date: '2026-03-01T00:00:00' }), interest(2, { Date: '2026-04-01T00:00:00' }), interest(3, { Date: '2026-02-28T23:59:59' })]).send,
  );
  expect(oneC.created(reach, { entity: 'deal', window: march, cursor: null }).items.map(({ id }) => id)).toEqual([guid(1)]);
});

test('what is pulled is read by the adapter: names, local times, empty dates and references', () => {
  const reach = reachTo(
      base([interest(1), interest(2, { DeletionMark: true }), interest(3, { ДатаЗавершения: '2026-03-20T12:00:00', Состояние: 'Выигран' })]).send,
    ),
    { items } = oneC.created(reach, { entity: 'deal', window: march, cursor: null });
  const { deals, faults } = jsonCrm('onec').read(oneC.bodyOf(reach, { items, gone: [{ entity: 'deal', id: guid(9), at: march.to }], withHistory: true }), ZONE);
  expect(faults).toEqual([]);
  expect(deals[0]).toEqual({
    crm: 'onec',
    dealId: guid(1),
    action: 'update',
    version: null,
    deleted: false,
    createdAt: Date.UTC(2026, 2, 2, 7),
    name: 'Окна 1',
    stageId: 'ВРаботе',
    pipelineId: 'onec',
    managerId: guid(900),
    names: { stage: 'ВРаботе', manager: 'Анна Котова' },
    amount: '1000.5',
    client: 'ООО Ромашка',
    clientId: `company/${guid(800)}`,
    fields: [
      { id: 'РазмерФайла', name: 'РазмерФайла', values: [{ value: '34567' }] },
      { id: 'ПричинаОтказа_Key', name: 'ПричинаОтказа_Key', values: [{ value: '' }] },
    ],
  });
  expect(deals.map(({ dealId, action, version, stageId }) => [dealId, action, version, stageId])).toEqual([
    [guid(1), 'update', null, 'ВРаботе'],
    [guid(2), 'delete', null, 'ВРаботе'],
    [guid(3), 'status', Date.UTC(2026, 2, 20, 9), 'Выигран'],
    [guid(3), 'update', null, 'Выигран'],
    [guid(9), 'delete', march.to, undefined],
  ]);
});

test('what changed: by its own time where there is one, else the last days once more', () => {
  const lines = [
    interest(1, { Date: '2026-01-10T00:00:00', Изменен: '2026-03-05T10:00:00' }),
    interest(2, { Date: '2026-02-20T00:00:00', Изменен: '2026-02-20T00:00:00' }),
  ];
  const ask = (more: object) =>
    oneC.changed(reachTo(base(lines).send, { options: { ...options, ...more } }), { entity: 'deal', window: march, cursor: null }).items;
  expect(ask({}).map(({ id }) => id)).toEqual([guid(1), guid(2)]);
  expect(ask({ lookback: '30' }).map(({ id }) => id)).toEqual([guid(2)]);
  expect(ask({ updated_at: 'Изменен' }).map(({ id, updatedAt }) => [id, updatedAt])).toEqual([[guid(1), Date.UTC(2026, 2, 5, 7)]]);
});
test('the time of change is the version', () => {
  const reach = reachTo(base([interest(1, { Modified: '2026-03-05T10:00:00' })]).send, { options: { ...options, updated_at: 'Modified' } }),
    { items } = oneC.changed(reach, { entity: 'deal', window: march, cursor: null });
  expect(items.map(({ updatedAt }) => updatedAt)).toEqual([Date.UTC(2026, 2, 5, 7)]);
  expect(jsonCrm('onec').read(oneC.bodyOf(reach, { items, gone: [], withHistory: false }), ZONE).deals[0]?.version).toBe(Date.UTC(2026, 2, 5, 7));
});

test('by ids, some at a time; those that are missing are missing', () => {
  const { seen, send } = base(Array.from({ length: 20 }, (_, i) => interest(i)));
  const ids = Array.from({ length: 30 }, (_, i) => guid(i + 5));
  expect(oneC.byId(reachTo(send), 'deal', ids).map(({ id }) => id)).toEqual(ids.slice(0, 15));
  expect([seen.length, Math.max(...seen.map(({ url }) => url.length)) < 2_000]).toEqual([3, true]);
});

test('the oldest; of an empty base none', () => {
  expect(oneC.oldest(reachTo(base([interest(5), interest(0), interest(27)]).send), 'deal')).toBe(Date.UTC(2026, 2, 1, 7));
  expect(oneC.oldest(reachTo(base([]).send), 'deal')).toBeNull();
});

test('people have names', () => {
  const reach = reachTo(
    base([
      { Ref_Key: guid(900), Description: 'Анна Котова', DeletionMark: false },
      { Ref_Key: guid(901), Description: 'Борис', DeletionMark: true },
    ]).send,
  );
  const { managers, stages, fields } = oneC.directories(reach);
  expect(managers).toEqual([
    { id: guid(900), name: 'Анна Котова', active: true, department: '' },
    { id: guid(901), name: 'Борис', active: false, department: '' },
  ]);
  expect([stages, fields.map(({ id }) => id)]).toEqual([[], ['РазмерФайла', 'ПричинаОтказа_Key']]);
});

test.each([
  ['the base knows no such object', 404, refusal('Сущность не найдена: Document_CRM_Интерес'), /onec-refused .*Сущность не найдена/],
  ['an attribute is called otherwise', 400, refusal('Сегмент пути \\"Тема\\" не найден'), /onec-refused .*Сегмент пути/],
  ['an error under 200', 200, refusal('Ошибка'), /onec-refused/],
  ['wrong password', 401, '', /token-wrong/],
  ['no such base', 404, '<html>Not found</html>', /address-wrong .*1c\.example/],
  ['a login page', 200, '<html><title>1С</title>', /crm-nonsense/],
  ['JSON of something else', 200, '{"ok":true}', /crm-nonsense/],
  ['half an answer', 200, '{"value":[{"Ref_Key":', /crm-nonsense/],
  ['nobody there', 0, 'DNS error', /crm-away/],
  ['down for the backup', 503, '', /crm-busy/],
])('%s', (_why, code, text, expected) => expect(() => oneC.check(replying(code, text))).toThrow(expected));

test('the test call names the base', () => expect(oneC.check(reachTo(base([]).send))).toEqual({ account: '1c.example/crm', zone: '', refused: [] }));
