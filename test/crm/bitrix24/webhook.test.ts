import { bitrix24, readBody } from '../../../src/crm/bitrix24/webhook';
import { Fault } from '../../../src/kernel/fault';
import type { Connection } from '../../../src/ports/crm-source';

const enc = encodeURIComponent;
const form = (pairs: Record<string, string>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${enc(key)}=${enc(value)}`)
    .join('&');
const SENT = 1_790_000_000;
const auth = { 'auth[domain]': 'firm.bitrix24.ru', 'auth[member_id]': 'a1b2', 'auth[application_token]': 'sign4ture' };
const event = (name: string, id = '77', more: Record<string, string> = {}): string =>
  form({ event: name, 'data[FIELDS][ID]': id, ts: String(SENT), ...more, ...auth });
const read = (body: string) => readBody(body, 'Europe/Moscow');

test.each([
  ['ONCRMDEALADD', 'a deal is only named', 'deal', '77'],
  ['ONCRMDEALUPDATE', 'so is a change, of the stage too', 'deal', '77'],
  ['onCrmDealUpdate', 'any case', 'deal', '77'],
  ['ONCRMDEALMOVETOCATEGORY', 'to another funnel: the deal itself tells where', 'deal', '77'],
  ['ONCRMLEADADD', 'a lead by its own number', 'lead', '77'],
  ['ONCRMCONTACTUPDATE', 'contact', 'contact', '77'],
  ['ONCRMCOMPANYADD', 'company', 'company', '77'],
] as const)('%s: %s', (name, _why, entity, id) => {
  expect(read(event(name))).toEqual({ deals: [], sides: [], pokes: [{ entity, id }], others: [], faults: [] });
});

test('an activity may be a task: both are asked for', () => {
  expect(read(event('onCrmActivityAdd')).pokes).toEqual([
    { entity: 'activity', id: '77' },
    { entity: 'task', id: '77' },
  ]);
});
test('a deletion is all that is left of a deal, at the time it was sent', () => {
  expect(read(event('ONCRMDEALDELETE')).deals).toEqual([
    { crm: 'bitrix24', dealId: '77', action: 'delete', version: SENT * 1000, account: 'firm.bitrix24.ru' },
  ]);
  expect(read(event('ONCRMLEADDELETE')).deals.map(({ dealId }) => dealId)).toEqual(['L77']);
});
test('a deleted activity may have been a task: nobody can ask any more', () => {
  expect(read(event('ONCRMACTIVITYDELETE')).sides.map(({ entity, id, action, version }) => [entity, id, action, version])).toEqual([
    ['activity', '77', 'delete', SENT * 1000],
    ['task', '77', 'delete', SENT * 1000],
  ]);
  expect(read(event('ONCRMCONTACTDELETE')).sides.map(({ entity }) => entity)).toEqual(['contact']);
});

test.each([
  ['1', '200', 'call_out', 'we called'],
  ['1', '304', 'call_out', 'we called, nobody answered: still a call made'],
  ['2', '200', 'call_in', 'they called'],
  ['2', '304', 'missed', 'nobody took it'],
  ['3', '603', 'missed', 'redirected and declined'],
  ['4', '200', 'call_out', 'a callback is dialled by us'],
  ['5', '200', 'message', 'a robot reads something out'],
] as const)('call of type %s, code %s: %s (%s)', (type, code, kind, _why) => {
  const { sides, pokes } = read(
    form({
      event: 'ONVOXIMPLANTCALLEND',
      'data[CALL_ID]': 'c.9',
      'data[CALL_TYPE]': type,
      'data[CALL_FAILED_CODE]': code,
      'data[CALL_DURATION]': '95',
      'data[CALL_START_DATE]': '2026-10-05T12:00:00+03:00',
      'data[PORTAL_USER_ID]': '12',
      'data[CRM_ACTIVITY_ID]': '501',
      ts: String(SENT),
      ...auth,
    }),
  );
  expect(sides).toEqual([
    {
      crm: 'bitrix24',
      entity: 'activity',
      id: '501',
      action: 'save',
      version: SENT * 1000,
      values: { kind, at: Date.parse('2026-10-05T09:00:00Z'), seconds: 95, manager_id: '12' },
    },
  ]);
  expect(pokes.map(({ entity, id }) => `${entity} ${id}`)).toEqual(['activity 501', 'task 501']);
});

test.each([
  ['nested JSON', JSON.stringify({ event: 'ONCRMDEALADD', data: { FIELDS: { ID: '5' } }, ts: '1790000000' }), 'deal 5'],
  ['numbers as numbers', JSON.stringify({ event: 'ONCRMDEALADD', data: { FIELDS: { ID: 5 } } }), 'deal 5'],
  ['flat keys, as Apps Script parses them', JSON.stringify({ event: 'ONCRMLEADADD', 'data[FIELDS][ID]': '6' }), 'lead 6'],
  ['raw brackets, a BOM', '\uFEFFevent=ONCRMDEALADD&data[FIELDS][ID]=7', 'deal 7'],
] as const)('%s', (_why, body, named) => {
  expect(read(body).pokes.map(({ entity, id }) => `${entity} ${id}`)).toEqual([named]);
});
test('an event that is not for us is counted', () => {
  expect(read(event('ONTASKADD')).others).toEqual([{ entity: 'ontaskadd', action: 'event', id: '77' }]);
  expect(read(event('ONCRMDEALUSERFIELDADD')).others.map(({ entity }) => entity)).toEqual(['oncrmdealuserfieldadd']);
});
test.each([
  ['nothing', ''],
  ['another CRM', 'leads[add][0][id]=7'],
  ['no number', 'event=ONCRMDEALADD&data[FIELDS][ID]='],
  ['no number, zero', 'event=ONCRMDEALADD&data[FIELDS][ID]=0'],
  ['half a JSON', '{"event":"ONCRMDEALADD","data":'],
] as const)('%s cannot be read', (_why, body) => {
  expect(() => read(body)).toThrow(Fault);
});

test.each([
  ['WON', '0', 'contract', true, 'won in the default funnel'],
  ['C1:WON', '1', 'contract', true, 'won in another'],
  ['LOSE', '0', 'refusal', true, 'lost'],
  ['C12:LOSE', '12', 'refusal', true, 'lost in another'],
  ['APOLOGY', '0', 'refusal', true, 'lost, reasons looked into'],
  ['NEW', '0', 'unmapped', false, 'a person says what it means'],
  ['C1:UC_A1B2', '1', 'unmapped', false, 'a stage of their own'],
  ['CONVERTED', 'lead', 'in_work', true, 'the end of a lead is no contract'],
  ['JUNK', 'lead', 'junk', true, 'bad lead'],
  ['WON', 'lead', 'unmapped', false, 'leads have no such stage'],
] as const)('stage %s of pipeline %s: %s', (stage, pipeline, outcome, closed, _why) => {
  expect(bitrix24.stage(pipeline, stage)).toEqual({ outcome, closed });
});
test.each([
  ['firm.bitrix24.ru', '7', 'https://firm.bitrix24.ru/crm/deal/details/7/'],
  ['firm.bitrix24.ru', 'L7', 'https://firm.bitrix24.ru/crm/lead/details/7/'],
  ['', '7', ''],
  ['evil.example/x?', '7', ''],
] as const)('card of %s %s', (account, id, link) => expect(bitrix24.link(account, id)).toBe(link));

describe('what lets its holder in', () => {
  const tokens = ['acc3ss', 'r3fresh', 'sign4ture', 'auth1d'];
  const pairs = {
    event: 'ONCRMDEALADD',
    'data[FIELDS][ID]': '5',
    ts: '1790000000',
    'auth[access_token]': 'acc3ss',
    'auth[refresh_token]': 'r3fresh',
    'auth[application_token]': 'sign4ture',
    'auth[domain]': 'firm.bitrix24.ru',
    AUTH_ID: 'auth1d',
  };
  const nested = {
    event: 'ONCRMDEALADD',
    data: { FIELDS: { ID: 5 } },
    auth: { access_token: 'acc3ss', refresh_token: 'r3fresh', application_token: 'sign4ture', domain: 'firm.bitrix24.ru' },
    AUTH_ID: 'auth1d',
  };
  test.each([
    ['form, encoded brackets', form(pairs)],
    [
      'form, raw brackets',
      Object.entries(pairs)
        .map(([key, value]) => `${key}=${value}`)
        .join('&'),
    ],
    ['form, a letter of the key encoded', form(pairs).replace('access_token', '%61ccess_%74oken')],
    ['form, a broken %xx in the key', `${form(pairs)}&auth[access_token%zz]=acc3ss`],
    ['JSON', JSON.stringify(nested)],
    ['JSON with line breaks', JSON.stringify(nested, null, 2)],
    ['flat JSON', JSON.stringify(pairs)],
    ['JSON that breaks off within a token', '{"event":"ONCRMDEALADD","auth":{"domain":"firm.bitrix24.ru","access_token":"acc3ss'],
    ['numbers and escapes', '{"event":"ONCRMDEALADD","domain":"firm.bitrix24.ru","token":12345,"auth":"acc3ss","x_secret":"a\\"acc3ss"}'],
  ] as const)('%s: gone, the rest stands', (_why, body) => {
    const kept = bitrix24.cleaned?.(body) ?? body;
    expect(tokens.filter((token) => kept.includes(token))).toEqual([]);
    expect(kept).not.toContain('12345');
    expect(kept).toContain('ONCRMDEALADD');
    expect(kept).toContain('firm.bitrix24.ru');
  });
  test('a body without any is not touched', () => {
    const plain = 'event=ONCRMDEALADD&data%5BFIELDS%5D%5BID%5D=5&ts=1';
    expect(bitrix24.cleaned?.(plain)).toBe(plain);
    expect(bitrix24.cleaned?.('{"event": "ONCRMDEALADD", "data":{"FIELDS":{"ID":5}}}')).toBe('{"event": "ONCRMDEALADD", "data":{"FIELDS":{"ID":5}}}');
  });
  test('what is left is read as before', () => {
    for (const body of [form(pairs), JSON.stringify(nested)]) expect(read(bitrix24.cleaned?.(body) ?? '')).toEqual(read(body));
  });

  const connection = (application_token?: string): Connection => ({
    crm: 'bitrix24',
    address: 'x',
    token: '',
    options: application_token === undefined ? {} : { application_token },
  });
  test.each([
    [undefined, form(pairs), true, 'none is kept'],
    ['sign4ture', form(pairs), true, 'the right one'],
    ['sign4ture', JSON.stringify(nested), true, 'the right one in JSON'],
    ['sign4ture', JSON.stringify(pairs), true, 'the right one in flat JSON'],
    ['another, sign4ture', form(pairs), true, 'each outgoing webhook has its own'],
    ['sign4tur', form(pairs), false, 'another one'],
    ['sign4ture', 'event=ONCRMDEALADD&data[FIELDS][ID]=5', false, 'none in the body'],
    ['sign4ture', 'event=ONCRMDEALADD&x=auth[application_token]%3Dsign4ture', false, 'the word within another value'],
  ] as const)('kept %s', (kept, body, passes, _why) => expect(bitrix24.accepts?.(body, connection(kept))).toBe(passes));
});
