import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { fieldsSheet } from '../../sheets-templates/fields';
import { journalSheet } from '../../sheets-templates/journal';
import { managersSheet } from '../../sheets-templates/managers';
import { problemsSheet } from '../../sheets-templates/problems';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Stage } from '../../src/facts/rows';
import { keepConnection } from '../../src/ingest/connections';
import { begun } from '../../src/jobs/connect-state';
import { saveMapping } from '../../src/jobs/save-mapping';
import { setupPage } from '../../src/jobs/setup-panel';
import type { Row } from '../../src/kernel/sheet-template';
import type { CrmAdapter } from '../../src/ports/crm-adapter';
import { memoryWorld } from '../memory-world';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const amocrm: CrmAdapter = {
  name: 'amocrm',
  read: () => ({ deals: [], sides: [], pokes: [], others: [], faults: [] }),
  link: () => '',
  stage: () => ({ outcome: 'unmapped', closed: false }),
};
const letter = (status: string, received_at = NOW): Row => ({
  received_at,
  event_id: `e${received_at}`,
  crm: 'amocrm',
  kind: 'leads',
  status,
  attempts: 1,
  body: 'x',
});
const event = (n: number, lag: number, source = `e${n}`, at = NOW - 60_000): Row => ({
  event_id: `d${n}`,
  at,
  known_at: at + lag * 1_000,
  crm: 'amocrm',
  deal_id: '1',
  kind: 'stage',
  source_event: source,
});
const stage = (stage_id: string, name: string, outcome: string): Row => ({
  crm: 'amocrm',
  pipeline_id: '7',
  pipeline: 'Sales',
  stage_id,
  stage: name,
  outcome,
});
function world(deployed = true) {
  const memory = memoryWorld({ now: NOW, crms: { amocrm } });
  if (deployed) memory.store.set({ 'webhook.url': 'https://example.com/exec', secret: 'a b' });
  return memory;
}

test.each([
  { why: 'nothing deployed: no data can come in', deployed: false, letters: [], stages: [], problems: [], expected: ['red', ['no-address', 'no-crm']] },
  { why: 'deployed, nothing is chosen yet', deployed: true, letters: [], stages: [], problems: [], expected: ['yellow', ['no-crm']] },
  {
    why: 'stages are known, nothing has come yet',
    deployed: true,
    letters: [],
    stages: [stage('1', 'New', 'new')],
    problems: [],
    expected: ['yellow', ['no-event']],
  },
  {
    why: 'events come, all mapped',
    deployed: true,
    letters: [letter('done')],
    stages: [stage('1', 'New', 'new')],
    problems: [],
    expected: ['green', ['good']],
  },
  {
    why: 'a stage that nobody mapped',
    deployed: true,
    letters: [letter('done')],
    stages: [stage('1', 'New', 'unmapped')],
    problems: [],
    expected: ['yellow', ['stages']],
  },
  {
    why: 'a body that could not be read',
    deployed: true,
    letters: [letter('unreadable')],
    stages: [],
    problems: [{ at: NOW, tab: 'journal', what: 'Broken', mend: 'Send again', times: 2 }],
    expected: ['yellow', ['unreadable', 'problems']],
  },
  {
    why: 'no event for four days: the CRM may have switched the hook off',
    deployed: true,
    letters: [letter('done', NOW - 4 * 86_400_000)],
    stages: [],
    problems: [],
    expected: ['red', ['silent']],
  },
  {
    why: '201 bodies wait: the drain does not work',
    deployed: true,
    letters: Array.from({ length: 201 }, (_, i) => letter('new', NOW - i * 1_000)),
    stages: [],
    problems: [],
    expected: ['red', ['waiting']],
  },
])('light: $why', ({ deployed, letters, stages, problems, expected }) => {
  const memory = world(deployed);
  memory.put(journalSheet, letters);
  memory.put(stagesSheet, stages);
  memory.put(problemsSheet, problems);
  const { colour, reasons } = setupPage(memory.world()).light;
  expect([colour, reasons.map(({ code }) => code)]).toEqual(expected);
});

test('the address carries the secret, escaped, and the crm', () => {
  const memory = world();
  memory.store.set({ 'setup.amocrm': JSON.stringify(begun(NOW)) });
  expect(setupPage(memory.world()).crms.map(({ crm, address }) => ({ crm, address }))).toEqual([
    { crm: 'amocrm', address: 'https://example.com/exec?k=a%20b&crm=amocrm' },
  ]);
});

test.each([
  { why: 'no events', events: [], expected: null },
  { why: 'one event is its own median', events: [event(1, 3)], expected: { p50: 3, p95: 3, n: 1 } },
  {
    why: '20 events of 1 to 20 s: the 10th and the 19th',
    events: Array.from({ length: 20 }, (_, i) => event(i, i + 1)),
    expected: { p50: 10, p95: 19, n: 20 },
  },
  {
    why: 'events of one body count once, by the newest: a deal created a year ago is not a year late',
    events: [event(1, 31_536_000, 'e1', NOW - 31_536_000_000), event(2, 2, 'e1', NOW - 2_000)],
    expected: { p50: 2, p95: 2, n: 1 },
  },
  { why: 'a CRM clock ahead of ours is no negative lag', events: [event(1, -5)], expected: { p50: 0, p95: 0, n: 1 } },
])('lag: $why', ({ events, expected }) => {
  const memory = world();
  memory.put(dealEventsSheet, events);
  expect(setupPage(memory.world()).lag).toEqual(expected);
});

test('lag: what a load brought of the past is not late', () => {
  const memory = world();
  keepConnection(memory.store, { crm: 'amocrm', address: 'https://firm.amocrm.ru', token: 't', options: {} });
  memory.put(journalSheet, [
    { ...letter('done'), event_id: 'e1', about: 'lead:1 pulled:amocrm ' },
    { ...letter('done'), event_id: 'e2', about: 'lead:2 ' },
  ]);
  memory.put(dealEventsSheet, [event(1, 90 * 86_400, 'e1', NOW - 90 * 86_400_000), event(2, 4, 'e2')]);
  expect(setupPage(memory.world()).lag).toEqual({ p50: 4, p95: 4, n: 1 });
});

describe('mapping', () => {
  const mapped = () => {
    const memory = world();
    memory.put(stagesSheet, [stage('1', 'New', 'new'), stage('2', 'Замер назначен', 'unmapped'), stage('3', 'Договор подписан', '')]);
    memory.put(fieldsSheet, [
      { crm: 'amocrm', entity: 'deal', field_id: '501', field: 'Закуп материалов', meaning: '' },
      { crm: 'amocrm', entity: 'contact', field_id: '502', field: 'Телефон', meaning: '' },
    ]);
    memory.put(managersSheet, [{ crm: 'amocrm', manager_id: '105', manager: '' }]);
    return memory;
  };
  test('what waits for a person, with what its name suggests; fields of contacts have no deal meaning', () =>
    expect(setupPage(mapped().world()).lines.map(({ kind, key, value, guess }) => [kind, key, value, guess])).toEqual([
      ['stage', 'amocrm/7/1', 'new', 'new'],
      ['stage', 'amocrm/7/2', '', 'measurement'],
      ['stage', 'amocrm/7/3', '', 'contract'],
      ['field', 'amocrm/deal/501', '', 'materials_cost'],
      ['manager', 'amocrm/105', '', ''],
    ]));

  test('all three tabs are saved at once and the stored bodies are to be read again', () => {
    const memory = mapped();
    const done = saveMapping(memory.world(), {
      changes: [
        { kind: 'stage', key: 'amocrm/7/2', was: '', value: 'measurement', name: '' },
        { kind: 'field', key: 'amocrm/deal/501', was: '', value: 'materials_cost', name: '' },
        { kind: 'manager', key: 'amocrm/105', was: '', value: ' Дарья ', name: '' },
      ],
    });
    expect([done.saved, done.conflicts, done.reread]).toEqual([3, [], true]);
    expect(done.page.lines.map(({ value }) => value)).toEqual(['new', 'measurement', '', 'materials_cost', 'Дарья']);
    expect(memory.store.get('inputs.edited')).toBe('stages fields managers');
  });

  test('what stands behind the contract and says nothing of itself is proposed as one: leaving it would take the contract back', () => {
    const memory = world();
    memory.put(stagesSheet, [
      { ...stage('1', 'Этап 7', 'unmapped'), position: 1 },
      { ...stage('2', 'Договор подписан', 'unmapped'), position: 2 },
      { ...stage('3', 'Акт', 'unmapped'), position: 3 },
      { ...stage('4', 'Замер', 'unmapped'), position: 4 }, // its own name goes first
      { ...stage('5', 'Акт', 'unmapped'), pipeline_id: '8', position: 9 }, // another pipeline
    ]);
    expect(setupPage(memory.world()).lines.map(({ guess }) => guess)).toEqual(['', 'contract', 'contract', 'measurement', '']);
  });

  test('a stage that came as a number gets a name once; who named it first wins', () => {
    const memory = mapped();
    memory.put(stagesSheet, [stage('73', '73', 'unmapped')]);
    expect(setupPage(memory.world()).lines[0]).toMatchObject({ title: '73', nameless: true });
    saveMapping(memory.world(), { changes: [{ kind: 'stage', key: 'amocrm/7/73', was: '', value: 'quote', name: ' Offer sent ' }] });
    const again = saveMapping(memory.world(), { changes: [{ kind: 'stage', key: 'amocrm/7/73', was: 'quote', value: 'quote', name: 'Other' }] });
    expect([memory.rows<Stage>(stagesSheet).map(({ stage: name, outcome }) => [name, outcome]), again.conflicts]).toEqual([[['Offer sent', 'quote']], []]);
  });

  test('somebody mapped the stage otherwise meanwhile: it stays, and the second is told', () => {
    const memory = mapped();
    saveMapping(memory.world(), { changes: [{ kind: 'stage', key: 'amocrm/7/2', was: '', value: 'quote', name: '' }] });
    const done = saveMapping(memory.world(), { changes: [{ kind: 'stage', key: 'amocrm/7/2', was: '', value: 'measurement', name: '' }] });
    expect([done.saved, done.conflicts, done.reread]).toEqual([0, [{ kind: 'stage', key: 'amocrm/7/2', mine: 'measurement', theirs: 'quote' }], false]);
    expect(memory.rows<Stage>(stagesSheet)[1]?.outcome).toBe('quote');
  });

  test.each([
    { kind: 'stage' as const, key: 'amocrm/7/2', value: 'victory' },
    { kind: 'field' as const, key: 'amocrm/deal/501', value: 'luck' },
  ])('$value is no word of ours: nothing is written', ({ kind, key, value }) => {
    const memory = mapped(),
      before = memory.everything();
    expect(() =>
      saveMapping(memory.world(), {
        changes: [
          { kind: 'manager', key: 'amocrm/105', was: '', value: 'D', name: '' },
          { kind, key, was: '', value, name: '' },
        ],
      }),
    ).toThrow(expect.objectContaining({ code: 'word-unknown' }));
    expect(memory.everything()).toBe(before);
  });
});
