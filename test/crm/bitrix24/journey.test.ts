import { fieldsSheet } from '../../../sheets-templates/fields';
import { bitrix24Source } from '../../../src/crm/bitrix24/source';
import { readBody } from '../../../src/crm/bitrix24/webhook';
import { type Portal, portalOf } from './portal';
import { deals, drained, events, post, workbook } from './world';

const at = (text: string): number => Date.parse(`${text}Z`);
const iso = (text: string): string => `${text}+00:00`;

const LEAD = {
  ID: '5',
  TITLE: 'Kitchen, from the site',
  STATUS_ID: 'CONVERTED',
  STATUS_SEMANTIC_ID: 'S',
  OPPORTUNITY: '0.00',
  CURRENCY_ID: 'RUB',
  ASSIGNED_BY_ID: '11',
  SOURCE_ID: 'WEB',
  CONTACT_ID: null,
  COMPANY_ID: '0',
  NAME: 'Vera',
  DATE_CREATE: iso('2026-09-01T10:00:00'),
  DATE_MODIFY: iso('2026-09-03T12:00:01'),
  MOVED_TIME: iso('2026-09-03T12:00:01'),
};
const deal = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ID: '40',
  TITLE: 'Kitchen',
  CATEGORY_ID: '0',
  STAGE_ID: 'WON',
  OPPORTUNITY: '90000.00',
  CURRENCY_ID: 'RUB',
  ASSIGNED_BY_ID: '12',
  SOURCE_ID: 'CALL',
  LEAD_ID: '5',
  CONTACT_ID: '7',
  COMPANY_ID: '0',
  DATE_CREATE: iso('2026-09-03T12:00:00'),
  DATE_MODIFY: iso('2026-10-20T08:00:00'),
  MOVED_TIME: iso('2026-09-20T15:00:00'),
  UTM_SOURCE: 'ads',
  ...more,
});
const leadMoves = [
  { ID: 1, TYPE_ID: 1, OWNER_ID: 5, CREATED_TIME: iso('2026-09-01T10:00:00'), STATUS_ID: 'NEW' },
  { ID: 2, TYPE_ID: 2, OWNER_ID: 5, CREATED_TIME: iso('2026-09-02T09:00:00'), STATUS_ID: 'IN_PROCESS' },
  { ID: 3, TYPE_ID: 3, OWNER_ID: 5, CREATED_TIME: iso('2026-09-03T12:00:01'), STATUS_ID: 'CONVERTED' },
];
const dealMoves = [
  { ID: 10, TYPE_ID: 1, OWNER_ID: 40, CREATED_TIME: iso('2026-09-03T12:00:00'), CATEGORY_ID: 0, STAGE_ID: 'NEW' },
  { ID: 11, TYPE_ID: 3, OWNER_ID: 40, CREATED_TIME: iso('2026-09-20T15:00:00'), CATEGORY_ID: 0, STAGE_ID: 'WON' },
];
const firm = (
  more: { readonly deals?: Record<string, unknown>[]; readonly leads?: Record<string, unknown>[]; readonly moves?: Record<string, unknown>[] } = {},
): Portal => {
  const portal = portalOf({
    'crm.deal': more.deals ?? [deal()],
    'crm.lead': more.leads ?? [LEAD],
    'crm.stagehistory.1': leadMoves,
    'crm.stagehistory.2': more.moves ?? dealMoves,
    'crm.status': [
      { ENTITY_ID: 'SOURCE', STATUS_ID: 'WEB', NAME: 'Site' },
      { ENTITY_ID: 'SOURCE', STATUS_ID: 'CALL', NAME: 'Call' },
    ],
  });
  Object.assign(portal.singles, { 'crm.deal.fields': {}, 'crm.lead.fields': {} });
  return portal;
};
const pull = ({ reach }: Portal, entity: 'deal' | 'lead', ids: readonly string[], withHistory = true): string =>
  bitrix24Source.bodyOf(reach, { items: bitrix24Source.byId(reach, entity, ids), gone: [], withHistory });
const told = (bodies: readonly string[]) => {
  const memory = workbook();
  for (const body of bodies) {
    post(memory, body);
    drained(memory);
  }
  return { deals: deals(memory), all: [...events(memory, '40'), ...events(memory, 'L5'), ...events(memory, '41')], memory };
};
/** Without the body that told them first, which is another in each order (and comes at the same second here). */
const without = <T extends { source_event?: string; known_at?: unknown }>(rows: readonly T[]): unknown[] =>
  rows.map(({ source_event: _by, known_at: _when, ...rest }) => rest);

test('a lead that became a deal is one journey: created with the lead, its source, its stages first', () => {
  const { deals: rows, memory } = told([pull(firm(), 'deal', ['40'])]);
  const row = rows.find(({ deal_id }) => deal_id === '40');
  expect(row).toMatchObject({
    created_at: at('2026-09-01T10:00:00'),
    source: 'Site',
    pipeline_id: '0',
    stage_id: 'WON',
    outcome: 'contract',
    contract_day: '2026-09-20',
    contract_amount: 9_000_000,
    client_id: 'contact/7',
    currency: 'RUB',
    manager_id: '12',
    link: 'https://firm.bitrix24.ru/crm/deal/details/40/',
  });
  expect(events(memory, '40').map(({ at: when, kind, from, to, amount }) => [when, kind, from, to, amount])).toEqual([
    [at('2026-09-01T10:00:00'), 'created', '', 'lead/NEW', 9_000_000],
    [at('2026-09-02T09:00:00'), 'stage', 'lead/NEW', 'lead/IN_PROCESS', null],
    [at('2026-09-03T12:00:00'), 'stage', 'lead/IN_PROCESS', '0/NEW', null],
    [at('2026-09-20T15:00:00'), 'stage', '0/NEW', '0/WON', null],
    [at('2026-09-20T15:00:00'), 'contract', '', '2026-09-20', 9_000_000], // the amount is that of now, in the month of the signing, not of the last change
  ]);
});
test('the lead itself is in no count from its birth on', () => {
  const { deals: rows, memory } = told([pull(firm(), 'deal', ['40'])]),
    lead = rows.find(({ deal_id }) => deal_id === 'L5');
  expect(lead).toMatchObject({ deleted: true, created_at: at('2026-09-01T10:00:00'), deal: 'Kitchen, from the site', client: 'Vera', source: 'Site' });
  expect(
    events(memory, 'L5')
      .filter(({ kind }) => kind === 'created' || kind === 'deleted')
      .map(({ at: when, kind }) => [when, kind]),
  ).toEqual([
    [at('2026-09-01T10:00:00'), 'created'],
    [at('2026-09-01T10:00:00'), 'deleted'],
  ]);
});

describe('whatever comes first', () => {
  const early = { ...LEAD, STATUS_ID: 'NEW', DATE_MODIFY: iso('2026-09-01T10:00:00'), MOVED_TIME: iso('2026-09-01T10:00:00') };
  const before = firm({ deals: [], leads: [early] });
  const leadFirst = pull(before, 'lead', ['5']),
    leadLate = pull(firm(), 'lead', ['5']),
    dealBody = pull(firm(), 'deal', ['40']),
    dealPoked = pull(
      firm({ deals: [deal({ DATE_MODIFY: iso('2026-09-03T12:00:00'), STAGE_ID: 'NEW', MOVED_TIME: iso('2026-09-03T12:00:00') })] }),
      'deal',
      ['40'],
      false,
    );
  const wanted = told([leadFirst, dealPoked, dealBody, leadLate]);
  const orders = <T>(all: readonly T[]): T[][] =>
    all.length < 2 ? [[...all]] : all.flatMap((one, i) => orders([...all.slice(0, i), ...all.slice(i + 1)]).map((rest) => [one, ...rest]));
  test('lead before it was converted, deal just made, deal as it is now, lead late: in all 24 orders the same rows and events', () => {
    for (const bodies of orders([leadFirst, dealPoked, dealBody, leadLate])) {
      const found = told(bodies);
      expect(found.deals).toEqual(wanted.deals);
      expect(without(found.all)).toEqual(without(wanted.all));
    }
  });
  test('and when each comes twice', () => {
    const found = told([dealBody, leadLate, dealBody, leadFirst, dealPoked, leadFirst, leadLate]);
    expect(found.deals).toEqual(wanted.deals);
    expect(without(found.all)).toEqual(without(wanted.all));
  });
  test('one lead is counted, once', () => {
    expect(wanted.deals.filter(({ deleted }) => !deleted).map(({ deal_id }) => deal_id)).toEqual(['40']);
  });
  test('a webhook of the lead after all that changes nothing', () => {
    const { memory } = told([dealBody]);
    post(memory, leadLate);
    drained(memory);
    expect(deals(memory).find(({ deal_id }) => deal_id === 'L5')).toMatchObject({ deleted: true });
  });
});

test('of several deals of one lead the one with the smallest number inherits', () => {
  const second = deal({ ID: '41', OPPORTUNITY: '500.00', STAGE_ID: 'NEW', DATE_CREATE: iso('2026-10-05T10:00:00'), MOVED_TIME: iso('2026-10-05T10:00:00') });
  const moves = [...dealMoves, { ID: 20, TYPE_ID: 1, OWNER_ID: 41, CREATED_TIME: iso('2026-10-05T10:00:00'), CATEGORY_ID: 0, STAGE_ID: 'NEW' }];
  const portal = firm({ deals: [second, deal()], moves });
  for (const bodies of [[pull(portal, 'deal', ['40', '41'])], [pull(portal, 'deal', ['41']), pull(portal, 'deal', ['40'])]]) {
    const rows = told(bodies).deals;
    expect(rows.map(({ deal_id, created_at, source, deleted }) => [deal_id, created_at, source, deleted])).toEqual([
      ['40', at('2026-09-01T10:00:00'), 'Site', false],
      ['L5', at('2026-09-01T10:00:00'), 'Site', true],
      ['41', at('2026-10-05T10:00:00'), 'Call', false],
    ]);
  }
});

test('a move to another funnel counts from the history, though the deal keeps its time of change', () => {
  const moved = deal({ LEAD_ID: null, CATEGORY_ID: '2', STAGE_ID: 'C2:NEW', DATE_MODIFY: iso('2026-09-03T12:00:00'), MOVED_TIME: iso('2026-09-03T12:00:00') }),
    moves = [dealMoves[0] ?? {}, { ID: 12, TYPE_ID: 5, OWNER_ID: 40, CREATED_TIME: iso('2026-09-20T15:00:00'), CATEGORY_ID: 2, STAGE_ID: 'C2:NEW' }];
  const { memory, deals: rows } = told([pull(firm({ deals: [moved], moves }), 'deal', ['40'])]);
  expect(rows[0]).toMatchObject({ pipeline_id: '2', stage_id: 'C2:NEW', stage_at: at('2026-09-20T15:00:00') });
  expect(events(memory, '40').map(({ kind, from, to }) => `${kind} ${from} ${to}`)).toEqual(['created  0/NEW', 'stage 0/NEW 2/C2:NEW']);
});
test('two moves within a second: the last one by number counts, whatever the stages are called', () => {
  const when = iso('2026-09-20T15:00:00'),
    moves = [
      dealMoves[0] ?? {},
      { ID: 13, TYPE_ID: 2, OWNER_ID: 40, CREATED_TIME: when, CATEGORY_ID: 0, STAGE_ID: 'PREPARATION' },
      { ID: 14, TYPE_ID: 2, OWNER_ID: 40, CREATED_TIME: when, CATEGORY_ID: 0, STAGE_ID: 'EXECUTING' },
    ];
  const { deals: rows } = told([
    pull(firm({ deals: [deal({ LEAD_ID: null, STAGE_ID: 'EXECUTING', DATE_MODIFY: when, MOVED_TIME: when })], moves }), 'deal', ['40']),
  ]);
  expect(rows[0]).toMatchObject({ stage_id: 'EXECUTING' });
});
test('a deal that was just made brings its lead though nobody asked for history; one that is long known does not look again', () => {
  const young = deal({ DATE_MODIFY: iso('2026-09-03T13:00:00'), STAGE_ID: 'NEW', MOVED_TIME: iso('2026-09-03T12:00:00') }),
    first = firm({ deals: [young] }),
    { deals: rows, memory } = told([pull(first, 'deal', ['40'], false)]);
  expect(rows.find(({ deal_id }) => deal_id === '40')).toMatchObject({ created_at: at('2026-09-01T10:00:00'), source: 'Site' });
  expect(
    events(memory, '40')
      .filter(({ kind }) => kind === 'stage')
      .map(({ to }) => to),
  ).toEqual(['lead/IN_PROCESS', '0/NEW']);
  const old = firm();
  pull(old, 'deal', ['40'], false);
  expect(old.asked.flat().filter((command) => /lead|stagehistory/.test(command))).toEqual([]);
});
test('a body without history tells a fresh move at its own time, and of an old one nothing', () => {
  const moved = (minutesBefore: number): unknown[] =>
    readBody(
      pull(
        firm({ deals: [deal({ LEAD_ID: null, MOVED_TIME: new Date(at('2026-10-20T08:00:00') - minutesBefore * 60_000).toISOString() })] }),
        'deal',
        ['40'],
        false,
      ),
      'UTC',
    ).deals.map(({ action, version }) => [action, ((version ?? 0) - at('2026-10-20T08:00:00')) / 60_000]);
  expect(moved(20)).toEqual([
    ['status', -20],
    ['update', 0],
  ]);
  expect(moved(90)).toEqual([['update', 0]]);
});
test('without history the record itself knows when it moved last', () => {
  const { memory } = told([pull(firm({ deals: [deal({ LEAD_ID: null })], moves: [] }), 'deal', ['40'])]);
  expect(events(memory, '40').map(({ at: when, kind, to }) => [when, kind, to])).toEqual([
    [at('2026-09-03T12:00:00'), 'created', ''],
    [at('2026-09-20T15:00:00'), 'stage', '0/WON'],
    [at('2026-09-20T15:00:00'), 'amount', '90000.00'],
    [at('2026-09-20T15:00:00'), 'contract', '2026-09-20'],
  ]);
});
test('back from the bin: what is there now counts', () => {
  const portal = firm({ deals: [deal({ LEAD_ID: null })] }),
    memory = workbook();
  post(memory, pull(portal, 'deal', ['40']));
  post(memory, 'event=ONCRMDEALDELETE&data[FIELDS][ID]=40&ts=1795000000');
  drained(memory);
  expect(deals(memory)[0]).toMatchObject({ deleted: true });
  post(memory, bitrix24Source.bodyOf(portal.reach, { items: bitrix24Source.byId(portal.reach, 'deal', ['40']), gone: [], withHistory: true, anew: ['40'] }));
  drained(memory);
  expect(deals(memory)[0]).toMatchObject({ deleted: false });
});

test('an amount that changes between two pulls changes when it did, and the past stands as the first pull found it', () => {
  const first = pull(firm({ deals: [deal({ LEAD_ID: null })] }), 'deal', ['40']),
    later = pull(firm({ deals: [deal({ LEAD_ID: null, OPPORTUNITY: '100000.00', DATE_MODIFY: iso('2026-11-02T08:00:00') })] }), 'deal', ['40']);
  for (const bodies of [
    [first, later],
    [later, first],
  ])
    expect(
      told(bodies)
        .all.filter(({ kind }) => kind.startsWith('contract'))
        .map(({ kind, to, amount }) => [kind, to, amount]),
    ).toEqual([
      ['contract', '2026-09-20', 9_000_000],
      ['contract_change', '2026-11-02', 1_000_000],
    ]);
});
test('what was paid is no older than the record that tells it', () => {
  const memory = workbook();
  memory.put(fieldsSheet, [{ crm: 'bitrix24', entity: 'deal', field_id: 'UF_CRM_PAID', field: 'Paid', meaning: 'paid' }]);
  post(memory, pull(firm({ deals: [deal({ LEAD_ID: null, UF_CRM_PAID: '5000|RUB' })] }), 'deal', ['40']));
  drained(memory);
  expect(
    events(memory, '40')
      .filter(({ kind }) => kind === 'payment')
      .map(({ to, amount }) => [to, amount]),
  ).toEqual([['2026-10-20', 500_000]]);
});
