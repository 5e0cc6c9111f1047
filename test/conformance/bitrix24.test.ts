/**
 * Reads documented and captured bodies and answers from ../shared/fixtures, a folder beside this repository that is no part of it (its bodies may not be copied here).
 * Where the folder is absent these tests say so and pass; test/crm/bitrix24 holds the same ground with bodies of our own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bitrix24Source } from '../../src/crm/bitrix24/source';
import { bitrix24, readBody } from '../../src/crm/bitrix24/webhook';
import { readForm } from '../../src/crm/form';
import { Fault } from '../../src/kernel/fault';
import type { Pullable, Reach } from '../../src/ports/crm-source';

const folder = join(__dirname, '../../../shared/fixtures/bitrix24'),
  here = existsSync(folder),
  whenHere = here ? test : test.skip;
const names = here ? readdirSync(folder).sort() : [];
const text = (name: string): string => readFileSync(join(folder, name), 'utf8'),
  json = (name: string): Record<string, unknown> => JSON.parse(text(name)) as Record<string, unknown>;
const events = names.filter((name) => name.endsWith('.urlencoded.txt')),
  answers = names.filter((name) => name.startsWith('rest_'));
const read = (body: string) => readBody(body, 'Europe/Moscow');

test('the folder of saved bodies is there, or its absence is said', () => {
  if (!here) console.warn(`conformance: ${folder} is absent, the saved Bitrix24 bodies were not read`);
  expect(here).toBe(existsSync(folder));
  expect(events.length > 0).toBe(here);
});

/** `e.parameter` of Apps Script lies one level deeper. */
const twinOf = (name: string): string => {
  const captured = name.replace('.urlencoded.txt', '.e.parameter.json'),
    twin = names.includes(captured) ? json(captured).parameter : json(name.replace('.urlencoded.txt', '.json'));
  return JSON.stringify(twin);
};

whenHere('14 event bodies: 12 name a record (an activity twice, for it may be a task), 2 delete a deal or lead, 1 of them is a call as well', () => {
  const readings = events.map((name) => ({ name, ...read(text(name)) }));
  expect(events).toHaveLength(14);
  const named = readings.flatMap(({ pokes }) => pokes.map(({ entity }) => entity));
  expect(Object.fromEntries([...new Set(named)].sort().map((entity) => [entity, named.filter((one) => one === entity).length]))).toEqual({
    activity: 3, // add, update (mixed case), and the one that a finished call belongs to
    company: 1,
    contact: 1,
    deal: 5, // add by an application, by an outgoing webhook, as captured in 2023; update; move to another funnel
    lead: 2, // add, update
    task: 3, // each activity may be one
  });
  expect(readings.flatMap(({ deals }) => deals.map(({ dealId, action }) => `${action} ${dealId}`)).sort()).toEqual(['delete 1765', 'delete L1000983']);
  expect(readings.flatMap(({ sides }) => sides.map(({ entity, id, values }) => [entity, id, values]))).toEqual([
    ['activity', '7953', { kind: 'call_out', at: Date.parse('2026-03-11T14:28:46Z'), seconds: 0, manager_id: '1269' }],
  ]);
  expect(readings.filter(({ others, faults }) => others.length + faults.length > 0)).toEqual([]);
});
whenHere('each form body says what its JSON twin says', () => {
  for (const name of events) expect({ name, ...read(twinOf(name)) }).toEqual({ name, ...read(text(name)) });
});
whenHere('cleaned, each says the same, and no token is left', () => {
  const tokens = /(DUMMY|MASKED)_(access|refresh|application)_token/;
  for (const name of events)
    for (const body of [text(name), twinOf(name)]) {
      const kept = bitrix24.cleaned?.(body) ?? body;
      expect(body).toMatch(tokens);
      expect(kept).not.toMatch(tokens);
      expect(read(kept)).toEqual(read(body));
    }
});
whenHere('the application token of each is found', () => {
  for (const name of events)
    for (const body of [text(name), twinOf(name)]) {
      const { values } = readForm(text(name)),
        application_token = (values.auth as { readonly application_token?: string }).application_token ?? '';
      const connection = { crm: 'bitrix24', address: '', token: '', options: { application_token } };
      expect([name, bitrix24.accepts?.(body, connection), bitrix24.accepts?.(body, { ...connection, options: { application_token: 'another' } })]).toEqual([
        name,
        true,
        false,
      ]);
    }
});

/** A portal whose every request gets the saved answer, as the only command of its batch. */
const portalOf = (name: string, key: string): Reach => {
  const { result, total, error, error_description } = json(name);
  const one =
    error === undefined
      ? { result: { [key]: result }, result_error: [], result_total: total === undefined ? [] : { [key]: total } }
      : { result: [], result_error: { [key]: { error, error_description } }, result_total: [] };
  return {
    zone: 'Europe/Moscow',
    connection: { crm: 'bitrix24', address: 'https://example.bitrix24.ru/rest/1/secretcode/', token: '', options: {} },
    http: {
      send: (requests) => requests.map(() => ({ code: 200, headers: {}, text: JSON.stringify({ result: { ...one, result_next: [] } }) })),
      pause: () => undefined,
      clock: () => 0,
    },
  };
};
const pulled = (name: string, entity: Pullable) => bitrix24Source.byId(portalOf(name, 'i0'), entity, ['1']);
const recordOf = (entity: string, raws: readonly unknown[], more = {}) =>
  read(
    JSON.stringify({
      pulled: 'bitrix24',
      account: '',
      records: { [entity]: raws },
      blank: {},
      moves: {},
      heirs: {},
      calls: {},
      whole: false,
      anew: [],
      gone: [],
      ...more,
    }),
  );

whenHere('19 answers, all of them looked at below', () => {
  expect(answers).toHaveLength(19);
  expect(answers.filter((name) => !seen.includes(name))).toEqual([]);
});
const seen = [
  ...[1, 2, 3].map((n) => `rest_batch_${n}.json`),
  ...[
    'activity.get_call',
    'activity.list',
    'category.list',
    'deal.get',
    'deal.list',
    'item.get_lead',
    'item.list',
    'lead.get',
    'lead.list',
    'stagehistory.list',
    'status.list_DEAL_STAGE',
  ].map((name) => `rest_crm.${name}.json`),
  'rest_error_deal.get.json',
  'rest_error_lead.get_notfound.json',
  'rest_event.offline.get.json',
  'rest_user.get.json',
  'rest_voximplant.statistic.get.json',
];
const one = (name: string): Record<string, unknown> => json(name).result as Record<string, unknown>;

whenHere('lists: deals, leads, activities as the source gives them', () => {
  expect(pulled('rest_crm.deal.list.json', 'deal').map(({ id }) => id)).toEqual(['37', '38', '39', '40', '41', '42']);
  expect(pulled('rest_crm.lead.list.json', 'lead').map(({ id, createdAt, updatedAt }) => [id, createdAt, updatedAt])).toEqual([
    ['5', Date.parse('2021-05-31T13:10:16Z'), Date.parse('2021-11-26T16:56:13Z')],
    ['6', Date.parse('2021-05-31T13:10:16Z'), Date.parse('2021-11-26T16:56:13Z')],
  ]);
  expect(pulled('rest_crm.activity.list.json', 'activity').map(({ entity, id }) => `${entity} ${id}`)).toEqual(['activity 20']);
  const { deals } = recordOf(
    'deal',
    pulled('rest_crm.deal.list.json', 'deal').map(({ raw }) => raw),
  );
  expect(deals.map(({ pipelineId, stageId, amount }) => `${pipelineId} ${stageId} ${amount}`)).toEqual(
    ['19999.99', '20000.00', '12500.00', '13500.00', '11500.00', '18500.00'].map((amount) => `1 C1:NEW ${amount}`),
  );
});
whenHere('one deal and one lead, of both generations of the REST', () => {
  expect(recordOf('deal', [one('rest_crm.deal.get.json')]).deals.at(-1)).toMatchObject({
    dealId: '410',
    name: 'New Deal #1',
    pipelineId: '0',
    stageId: 'PREPARATION',
    amount: '1000000.00',
    currency: 'EUR',
    managerId: '1',
    clientId: 'contact/84',
    createdAt: Date.parse('2024-08-30T12:29:00Z'),
    version: Date.parse('2024-08-30T12:29:00Z'),
    own: { source: 'CALLBACK' },
  });
  expect(
    recordOf('deal', [one('rest_crm.deal.get.json')])
      .deals.at(-1)
      ?.fields?.filter(({ values }) => values.length > 0)
      .map(({ id, values }) => [id, values[0]?.value]),
  ).toEqual([
    ['BEGINDATE', '2024-08-30T02:00:00+02:00'],
    ['CLOSEDATE', '2024-09-09T02:00:00+02:00'],
    ['UTM_SOURCE', 'google'],
    ['UTM_MEDIUM', 'CPC'],
    ['UF_CRM_1721244482250', 'Hello world!'],
  ]);
  expect(recordOf('lead', [one('rest_crm.lead.get.json')]).deals.at(-1)).toMatchObject({
    dealId: 'L123',
    pipelineId: 'lead',
    stageId: 'IN_PROCESS',
    amount: '0.00',
    clientId: '',
  });
  expect(recordOf('lead', [one('rest_crm.item.get_lead.json').item]).deals.at(-1)).toMatchObject({
    dealId: 'L250',
    pipelineId: 'lead',
    stageId: 'IN_PROCESS',
    amount: '999.9',
    currency: 'USD',
    managerId: '1',
    client: 'Administrative Company',
    version: Date.parse('2024-07-22T16:00:08Z'),
    own: { source: 'TRADE_SHOW' },
  });
  expect(
    recordOf('deal', one('rest_crm.item.list.json').items as unknown[]).deals.map(({ dealId, stageId, amount }) => `${dealId} ${stageId} ${amount}`),
  ).toEqual(['253 NEW 19000', '255 NEW 19600', '252 NEW 12000', '254 IN_PROCESS 19000']);
});
whenHere('a call: the activity, and what the telephony says of it', () => {
  const calls = (json('rest_voximplant.statistic.get.json').result as Record<string, string>[]).map((call) => [call.CRM_ACTIVITY_ID, call]),
    activity = one('rest_crm.activity.get_call.json');
  expect(recordOf('activity', [activity]).sides.map(({ id, values }) => [id, values])).toEqual([
    ['999', { client_id: 'contact/15', manager_id: '505', kind: 'call_out', at: Date.parse('2020-09-27T11:25:00Z') }],
  ]);
  expect(
    recordOf(
      'activity',
      [
        { ...activity, ID: '7739' },
        { ...activity, ID: '7943' },
      ],
      { calls: Object.fromEntries(calls) },
    ).sides.map(({ id, values }) => [id, values]),
  ).toMatchObject([
    ['7739', { kind: 'call_out', seconds: 0 }],
    ['7943', { kind: 'call_in', seconds: 95 }],
  ]);
});
whenHere('directories: funnels with the default one, stages with their meaning, users', () => {
  const reach = portalOf('rest_crm.category.list.json', 'x'),
    parts: Record<string, unknown> = {
      users: json('rest_user.get.json').result,
      funnels: json('rest_crm.category.list.json').result,
      statuses: [],
      deal: [],
      lead: [],
      contact: [],
      company: [],
      s0: json('rest_crm.status.list_DEAL_STAGE.json').result,
      s9: [],
      s10: [],
      s11: [],
    };
  const found = bitrix24Source.directories({
    ...reach,
    http: {
      ...reach.http,
      send: (requests) => requests.map(() => ({ code: 200, headers: {}, text: JSON.stringify({ result: { result: parts, result_error: [] } }) })),
    },
  });
  expect(found.managers).toEqual([
    { id: '1', name: 'Vadim Doe', active: true, department: '' },
    { id: '3', name: 'John Smith', active: true, department: '' },
  ]);
  expect(found.stages.map(({ pipelineId, pipeline, stageId, semantics }) => `${pipelineId} ${pipeline} ${stageId} ${semantics}`)).toEqual([
    '0 General NEW open',
    '0 General PREPARATION open',
    '0 General PREPAYMENT_INVOICE open',
    '0 General EXECUTING open',
    '0 General FINAL_INVOICE open',
    '0 General WON won',
    '0 General LOSE lost',
    '0 General APOLOGY lost',
  ]);
});
whenHere('stage history: a move at its time, of its deal', () => {
  const reach = portalOf('rest_crm.stagehistory.list.json', 'dealMoves0'),
    item = { entity: 'deal', id: '21', createdAt: null, updatedAt: null, raw: { ID: '21', STAGE_ID: 'NEW', CATEGORY_ID: '0' } } as const;
  expect(read(bitrix24Source.bodyOf(reach, { items: [item], gone: [], withHistory: true })).deals[0]).toMatchObject({
    dealId: '21',
    action: 'add',
    version: Date.parse('2024-04-25T14:59:11Z'),
    pipelineId: '0',
    stageId: 'NEW',
    past: true,
  });
});
/** What the person is told, by code and details. */
const faultOf = (name: string, isWhole: boolean): unknown => {
  const reach = portalOf(name, 'first');
  const send: Reach['http']['send'] = (requests) => requests.map(() => ({ code: 200, headers: {}, text: text(name) }));
  try {
    return bitrix24Source.oldest(isWhole ? { ...reach, http: { ...reach.http, send } } : reach, 'deal');
  } catch (error) {
    return error instanceof Fault ? `${error.code} ${JSON.stringify(error.details)}` : error;
  }
};
whenHere.each([
  ['rest_error_deal.get.json', true, `crm-nonsense {"crm":"bitrix24","why":"Parameter 'fields' must be array."}`],
  ['rest_error_lead.get_notfound.json', true, 'crm-nonsense {"crm":"bitrix24","why":"Not found"}'],
  ['rest_error_lead.get_notfound.json', false, 'crm-nonsense {"crm":"bitrix24","why":"Not found"}'],
  ['rest_batch_1.json', true, null], // answers of other commands: ours is empty
  ['rest_event.offline.get.json', true, 'crm-nonsense {"crm":"bitrix24","why":"no result"}'], // no batch
] as const)('%s, as the whole answer %s: %s', (name, isWhole, told) => expect(faultOf(name, isWhole)).toBe(told));
whenHere('batches of refused commands, their empty maps written as lists: the right is named', () => {
  for (const name of ['rest_batch_2.json', 'rest_batch_3.json']) {
    const { result } = json(name) as { result: { result_error: Record<string, unknown> } },
      text = JSON.stringify({ result: { ...result, result_error: { first: result.result_error.get_user } } });
    const reach = portalOf(name, 'first');
    expect(() =>
      bitrix24Source.oldest({ ...reach, http: { ...reach.http, send: (requests) => requests.map(() => ({ code: 200, headers: {}, text })) } }, 'deal'),
    ).toThrow(/no-rights.*insufficient_scope/);
  }
});
