import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { settingsSheet } from '../../sheets-templates/settings';
import { stagesSheet } from '../../sheets-templates/stages';
import { noteDirt } from '../../src/ingest/dirt';
import { CURSOR } from '../../src/ingest/drain';
import { account, body, form, lead, poke, removal } from './amo-body';
import { deals, drained, events, installed, letters, post, problems, rebuilt } from './setting';

const T = Date.parse('2026-11-20T09:00:00Z') / 1000;
const told = (memory: ReturnType<typeof installed>): string[] => events(memory).map(({ deal_id, kind, to }) => `${deal_id} ${kind} ${to}`.trim());

test('an idle look costs two calls', () => {
  const memory = installed();
  post(memory, body('add', lead({ id: 1, at: T })));
  drained(memory);
  memory.calls();
  expect(drained(memory)).toEqual({ taken: 0, pending: 0, deals: [], months: [], problems: 0 });
  expect(memory.calls()).toEqual(['lock', 'properties', 'count journal', 'flush']);
});

test('several deals and entities in one body', () => {
  const memory = installed();
  post(
    memory,
    form({
      account,
      leads: {
        add: [lead({ id: 1, at: T }), lead({ id: 2, at: T, created: T - 86_400 * 30, stage: 30 })],
        status: [lead({ id: 1, at: T + 5, created: T, stage: 50 })],
      },
      contacts: { update: [{ id: 9, type: 'contact' }] },
    }),
  );
  expect(drained(memory)).toEqual({ taken: 1, pending: 0, deals: ['amocrm/1', 'amocrm/2'], months: ['2026-10', '2026-11'], problems: 0 });
  expect(deals(memory).map(({ deal_id, outcome }) => [deal_id, outcome])).toEqual([
    ['2', 'measurement'],
    ['1', 'contract'],
  ]); // by creation
  expect(told(memory)).toEqual(['2 created 1/30', '1 created 1/10', '1 stage 1/50', '1 contract 2026-11-20']);
  expect(letters(memory)).toMatchObject([{ status: 'done', kind: 'leads.add leads.status contact.save contact.named', about: 'lead:1 lead:2 contact:9 ' }]);
});

test('an id that no cell can hold is left out and named; what comes with it and behind it counts', () => {
  const memory = installed();
  post(memory, body('add', lead({ id: '7'.repeat(60_000), at: T }), lead({ id: 1, at: T })));
  post(memory, body('add', lead({ id: 2, at: T + 1 })));
  drained(memory);
  expect(deals(memory).map(({ deal_id }) => deal_id)).toEqual(['1', '2']);
  expect(problems(memory)).toMatchObject([{ tab: 'Журнал', what: expect.stringContaining('200 знаков') }]);
});

test.each(['__proto__', 'constructor', 'x'.repeat(5_000)])('a stage and a manager whose id is %.20s are noted once', (id) => {
  const memory = installed();
  for (const n of [1, 2, 3]) {
    post(memory, body('update', lead({ id: n, at: T + n, stage: id, owner: id, fields: { [id]: 'v' } })));
    drained(memory);
  }
  expect(memory.rows(managersSheet)).toHaveLength(1);
  expect(memory.rows(stagesSheet)).toHaveLength(8); // seven are mapped
  expect(deals(memory)).toHaveLength(3);
});

test('one body that cannot be written stops nobody: it is tried five times, then set aside and named', () => {
  const memory = installed({ poison: 'Яд' });
  for (const n of [1, 2, 3]) post(memory, body('add', lead({ id: n, at: T + n, name: n === 2 ? 'Яд' : 'Окна' }), lead({ id: n + 10, at: T + n })));
  expect(drained(memory)).toMatchObject({ taken: 2, pending: 1 });
  expect(deals(memory).map(({ deal_id }) => deal_id)).toEqual(expect.arrayContaining(['1', '11', '3', '13']));
  for (let n = 0; n < 4; n += 1) drained(memory);
  expect(letters(memory).map(({ status }) => status)).toEqual(['done', 'unreadable', 'done']);
  expect(problems(memory)).toHaveLength(1);
  expect(drained(memory)).toMatchObject({ taken: 0, pending: 0 });
});

test('a body of another account is kept, named and not counted; the setting corrected, it is read', () => {
  const memory = installed();
  memory.put(settingsSheet, [{ key: 'amocrm_subdomain', value: 'ours', note: '' }]);
  post(memory, form({ account: { subdomain: 'theirs' }, leads: { add: [lead({ id: 1, at: T })] } }));
  drained(memory);
  expect(deals(memory)).toEqual([]);
  expect(letters(memory)).toMatchObject([{ status: 'unreadable' }]);
  expect(problems(memory)).toMatchObject([{ tab: 'Журнал', what: expect.stringContaining('theirs') }]);
  memory.put(settingsSheet, [{ key: 'amocrm_subdomain', value: 'theirs', note: '' }]);
  memory.store.set({ 'inputs.edited': 'settings' });
  rebuilt(memory);
  drained(memory);
  expect(deals(memory)).toMatchObject([{ deal_id: '1' }]);
});

test('a new stage joins the pipeline that people have named', () => {
  const memory = installed();
  post(memory, body('add', lead({ id: 1, at: T, stage: 77 })));
  drained(memory);
  expect(memory.rows(stagesSheet).filter(({ stage_id }) => stage_id === '77')).toMatchObject([{ pipeline_id: '1', pipeline: 'Продажи' }]);
});

test('what was never seen is added for a person to map, once; won and lost come mapped', () => {
  const memory = installed({ unmapped: true });
  post(memory, body('add', lead({ id: 1, at: T, stage: 142, owner: 70, fields: { 905: 'x' } }), lead({ id: 2, at: T, stage: 77, owner: 70 })));
  post(memory, body('update', lead({ id: 2, at: T + 1, created: T, stage: 77, owner: 70 })));
  drained(memory);
  expect(memory.rows(stagesSheet)).toMatchObject([
    { crm: 'amocrm', pipeline_id: '1', stage_id: '142', outcome: 'contract' },
    { stage_id: '77', stage: '77', outcome: 'unmapped' },
  ]);
  expect(memory.rows(managersSheet)).toMatchObject([{ crm: 'amocrm', manager_id: '70', manager: '' }]);
  expect(memory.rows(fieldsSheet)).toMatchObject([{ crm: 'amocrm', entity: 'deal', field_id: '905', field: 'Поле 905', meaning: '' }]);
  expect(deals(memory)).toMatchObject([
    { deal_id: '1', outcome: 'contract', signed: true, manager: '70', closed_at: T * 1000 },
    { deal_id: '2', outcome: 'unmapped' },
  ]);
  expect(problems(memory)).toMatchObject([{ tab: 'Этапы', times: 1 }]);
});

test('a late body tells its deal anew and leaves the others alone; rows left over are gone', () => {
  const memory = installed();
  post(memory, body('status', lead({ id: 1, at: T + 100, created: T, stage: 50 }), lead({ id: 2, at: T + 50, created: T - 1 })));
  drained(memory);
  expect(told(memory)).toEqual(['2 created', '1 created', '2 stage 1/10', '2 amount 1000.00', '1 stage 1/50', '1 amount 1000.00', '1 contract 2026-11-20']);
  post(memory, body('add', lead({ id: 1, at: T })));
  memory.calls();
  expect(drained(memory)).toMatchObject({ taken: 1, deals: ['amocrm/1'] });
  expect(memory.calls()).not.toContain('read deal_events');
  expect(told(memory)).toEqual(['2 created', '1 created 1/10', '2 stage 1/10', '2 amount 1000.00', '1 stage 1/50', '1 contract 2026-11-20']);
  expect(memory.sheets.count(dealEventsSheet)).toBe(6);
});

test('digital pipeline, delete and restore', () => {
  const memory = installed();
  post(memory, body('add', lead({ id: 1, at: T, price: 5000 })));
  drained(memory);
  post(memory, poke(1, 50));
  drained(memory);
  expect(deals(memory)).toMatchObject([{ outcome: 'contract', amount: 500_000, deal: 'Окна' }]);
  memory.now += 60_000;
  post(memory, removal(1));
  drained(memory);
  expect(deals(memory)).toMatchObject([{ deleted: true, signed: false, amount: 500_000 }]);
  memory.now += 60_000;
  post(memory, body('restore', lead({ id: 1, at: T + 10, created: T, stage: 50, price: 5000 })));
  drained(memory);
  expect(told(memory)).toEqual([
    '1 created 1/10',
    '1 stage 1/50',
    '1 contract 2026-11-21',
    '1 cancel 2026-11-21',
    '1 deleted',
    '1 restored',
    '1 contract 2026-11-21',
  ]);
  expect(deals(memory)).toMatchObject([{ deleted: false, signed: true }]);
});

test('one bad body stops nobody; it is kept, marked, and named once however often it comes', () => {
  const memory = installed();
  const bodies = [
    '',
    'hello',
    '{"leads":',
    '[1,2]',
    'account[subdomain]=x',
    'unknown[add][0][id]=1',
    'leads[add][0][name]=no+id',
    body('add', lead({ id: 1, at: T })),
  ];
  for (const one of bodies) {
    post(memory, one);
    post(memory, one);
  }
  expect(drained(memory)).toMatchObject({ taken: 8, pending: 0 });
  expect(letters(memory).map(({ status, attempts, body: kept }) => [status, attempts, kept])).toEqual(
    bodies.map((one, i) => [i === 7 ? 'done' : 'unreadable', 2, one]),
  );
  expect(deals(memory)).toHaveLength(1);
  expect(problems(memory).every(({ what, mend, times }) => what !== '' && mend !== '' && (times ?? 0) >= 1)).toBe(true);
  const noted = problems(memory);
  drained(memory);
  expect(problems(memory)).toEqual(noted);
});

test('values that cannot be read are named in the language of the workbook; the rest of the body counts', () => {
  const memory = installed({ lang: 'en' });
  post(memory, body('add', lead({ id: '0071', at: T, price: -100, fields: { 901: '9'.repeat(20), 902: 'Avito' } })));
  drained(memory);
  expect(deals(memory)).toMatchObject([{ deal_id: '0071', amount: null, contract_amount: null, source: 'Avito' }]);
  expect(problems(memory).map(({ tab, what }) => [tab, what.includes('0071')])).toEqual([
    ['Deals', true],
    ['Deals', true],
  ]);
});

test('a time budget leaves the rest to the next run, and nothing overtakes it', () => {
  const memory = installed();
  for (let i = 0; i < 5; i += 1) post(memory, body('add', lead({ id: i, at: T + i }), lead({ id: i + 10, at: T + i })));
  expect(drained(memory, 2)).toMatchObject({ taken: 2, pending: 3 });
  expect(post(memory, body('update', lead({ id: 0, at: T + 500, created: T })))).toBe('kept');
  expect(drained(memory, 2)).toMatchObject({ taken: 2, pending: 2 });
  expect(drained(memory)).toMatchObject({ taken: 2, pending: 0 });
  expect(deals(memory)).toHaveLength(10);
  expect(post(memory, body('update', lead({ id: 0, at: T + 600, created: T })))).toBe('done');
});

test('dying at any call, then trying again: the same tabs', () => {
  const bodies = [
    body('add', lead({ id: 1, at: T }), lead({ id: 2, at: T })),
    body('status', lead({ id: 1, at: T + 9, created: T, stage: 50 }), lead({ id: 2, at: T + 9, created: T, stage: 30 })),
    body('update', lead({ id: 2, at: T + 3, created: T, stage: 20 })),
  ];
  const run = (failAt: number): { state: unknown; calls: number } => {
    const memory = installed();
    bodies.forEach((one, i) => {
      post(memory, one);
      if (i === 1) drained(memory);
    });
    memory.calls();
    let n = 0;
    memory.trap = () => {
      n += 1;
      if (n === failAt) throw new Error('Service Spreadsheets timed out');
    };
    try {
      drained(memory);
    } catch {
      /* killed */
    }
    const { length } = memory.calls();
    memory.trap = null;
    drained(memory);
    return { state: { deals: deals(memory), events: events(memory), letters: letters(memory) }, calls: length };
  };
  const calm = run(-1);
  expect(calm.calls).toBeGreaterThan(10);
  for (let failAt = 1; failAt <= calm.calls; failAt += 1) expect({ failAt, state: run(failAt).state }).toEqual({ failAt, state: calm.state });
});

test('a webhook that dies at any call, sent again: the same tabs', () => {
  const given = body('status', lead({ id: 1, at: T + 9, created: T, stage: 50 }));
  const run = (failAt: number): unknown => {
    const memory = installed();
    post(memory, body('add', lead({ id: 1, at: T })));
    drained(memory);
    let n = 0;
    memory.trap = (call) => {
      n += 1;
      if (n === failAt && call !== 'set') throw new Error('Service Spreadsheets timed out');
    };
    try {
      post(memory, given);
    } catch {
      /* the CRM sees an error */
    }
    memory.trap = null;
    post(memory, given);
    drained(memory);
    return { deals: deals(memory), events: events(memory), statuses: letters(memory).map(({ status }) => status) };
  };
  const calm = run(-1);
  for (let failAt = 1; failAt <= 8; failAt += 1) expect({ failAt, state: run(failAt) }).toEqual({ failAt, state: calm });
});

test('people may sort the journal', () => {
  const memory = installed();
  post(memory, body('add', lead({ id: 1, at: T })));
  drained(memory);
  memory.now += 1_000;
  post(memory, body('update', lead({ id: 1, at: T - 5, created: T - 9 })));
  memory.sheets.sort((jest.requireActual('../../sheets-templates/journal') as typeof import('../../sheets-templates/journal')).journalSheet, [
    { column: 'received_at', descending: true },
  ]);
  expect(drained(memory)).toMatchObject({ taken: 1, pending: 0 });
  expect(letters(memory).every(({ status }) => status === 'done')).toBe(true);
});

test('a deal that a webhook told while the mapping changed is told anew by the next drain', () => {
  const memory = installed();
  post(memory, body('add', lead({ id: 1, at: T })));
  drained(memory);
  const world = memory.world({ last: true });
  world.store.all(); // read before the lock
  memory.put(
    stagesSheet,
    memory.rows<{ readonly stage_id: string }>(stagesSheet).map((row) => (row.stage_id === '30' ? { ...row, outcome: 'contract' } : row)),
  );
  memory.store.set({
    'mapping.0':
      memory.store
        .get('mapping.0')
        ?.replace(/"law":"\w+"/, '"law":"other"')
        .replace('"1/30":"measurement"', '"1/30":"contract"') ?? null,
  });
  const before = memory.store.get('mapping.0');
  memory.store.set({ 'mapping.0': before?.replace('"law":"other"', '"law":"older"').replace('"1/30":"contract"', '"1/30":"measurement"') ?? null });
  expect(post(memory, body('status', lead({ id: 1, at: T + 5, created: T, stage: 30 })))).toBe('done');
  memory.store.set({ 'mapping.0': before });
  expect(told(memory)).toEqual(['1 created 1/10', '1 stage 1/30']);
  drained(memory);
  expect(told(memory)).toEqual(['1 created 1/10', '1 stage 1/30', '1 contract 2026-11-20']);
});

test('dirt: months and deals for the next refresh, those of webhooks between included', () => {
  const memory = installed();
  post(memory, body('add', lead({ id: 1, at: T, created: T - 86_400 * 40 })));
  drained(memory);
  memory.store.set({ dirty: null });
  post(memory, body('status', lead({ id: 1, at: T + 60, created: T - 86_400 * 40, stage: 50 })));
  post(memory, body('add', lead({ id: 2, at: T + 70 }), lead({ id: 3, at: T + 70 })));
  drained(memory);
  expect(JSON.parse(memory.store.get('dirty') ?? '')).toEqual({ months: ['2026-10', '2026-11'], deals: ['amocrm/1', 'amocrm/2', 'amocrm/3'] });
  expect(Number(memory.store.get('refresh.events'))).toBe(memory.sheets.count(dealEventsSheet));
  expect(Number(memory.store.get(CURSOR))).toBe(3);
  expect(noteDirt(memory.world(), 'all', 7)).toEqual({ dirty: 'all', 'refresh.events': '7' });
  expect(memory.sheets.count(dealsSheet)).toBe(3);
});
