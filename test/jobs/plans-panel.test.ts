import { calendarSheet } from '../../sheets-templates/calendar';
import { managersSheet } from '../../sheets-templates/managers';
import { plansSheet } from '../../sheets-templates/plans';
import type { Plan } from '../../src/facts/rows';
import type { PlanChange } from '../../src/jobs/plans-panel';
import { plansGrid, savePlans, spreadPlans } from '../../src/jobs/plans-panel';
import { memoryWorld } from '../memory-world';

const NOW = Date.parse('2026-11-21T09:00:00Z'),
  BEFORE = Date.parse('2026-11-01T06:00:00Z');
const row = (period: string, name: string, metric: string, value: number | null, changed_at: number | null = BEFORE) => ({
  period,
  level: name === '' ? 'company' : 'manager',
  name,
  metric,
  value,
  author: 'head@example.com',
  changed_at,
});

function world(plans: readonly ReturnType<typeof row>[]) {
  const memory = memoryWorld({ now: NOW });
  memory.put(managersSheet, [
    { crm: 'amocrm', manager_id: '1', manager: 'Anna' },
    { crm: 'amocrm', manager_id: '2', manager: 'Boris', active_from: '2026-12-01' },
    { crm: 'onec', manager_id: '9', manager: 'Anna' },
    { crm: 'amocrm', manager_id: '3', manager: 'Gleb', active_to: '2026-10-31' },
  ]);
  memory.put(plansSheet, plans);
  return memory;
}
const plansOf = (memory: ReturnType<typeof world>): readonly (readonly [string, string, string, number | null])[] =>
  memory.rows<Plan>(plansSheet).map((plan) => [plan.period, plan.name, plan.metric, plan.value] as const);
const change = (name: string, metric: string, value: number | null, version = '', period = '2026-11'): PlanChange => ({
  period,
  level: name === '' ? 'company' : 'manager',
  name,
  metric,
  value,
  version,
});
const by = { author: 'anna@example.com' };

describe('the grid', () => {
  test.each([
    {
      why: 'who works in the month, once, however many ids; Boris begins later, Gleb has left',
      month: '2026-11',
      plans: [],
      expected: [
        ['company', ''],
        ['manager', 'Anna'],
      ],
    },
    {
      why: 'another month, other people',
      month: '2026-12',
      plans: [],
      expected: [
        ['company', ''],
        ['manager', 'Anna'],
        ['manager', 'Boris'],
      ],
    },
    {
      why: 'a plan of somebody who is not in the tab is shown, or it would count unseen',
      month: '2026-11',
      plans: [row('2026-11', 'Zoya', 'leads', 5)],
      expected: [
        ['company', ''],
        ['manager', 'Anna'],
        ['manager', 'Zoya'],
      ],
    },
    {
      why: 'blank month: the current one',
      month: '',
      plans: [row('2026-11', 'Zoya', 'leads', 5)],
      expected: [
        ['company', ''],
        ['manager', 'Anna'],
        ['manager', 'Zoya'],
      ],
    },
  ])('$why', ({ month, plans, expected }) => expect(plansGrid(world(plans).world(), { month }).rows.map((one) => [one.level, one.name])).toEqual(expected));

  test('values stand in the order of the metrics, with last month beside them', () => {
    const grid = plansGrid(
      world([row('2026-11', 'Anna', 'turnover', 1500), row('2026-10', 'Anna', 'turnover', 1000), row('2026-11', '', 'turnover', 4000)]).world(),
      { month: '2026-11' },
    );
    const at = grid.metrics.findIndex(({ key }) => key === 'turnover'),
      anna = grid.rows.find(({ name }) => name === 'Anna');
    expect([anna?.cells[at]?.value, anna?.lastMonth[at], grid.rows[0]?.cells[at]?.value]).toEqual([1500, 1000, 4000]);
  });

  test('of two rows for one cell the one changed last counts, then the lower one', () => {
    const grid = plansGrid(
      world([
        row('2026-11', 'Anna', 'leads', 7, NOW),
        row('2026-11', 'Anna', 'leads', 5, BEFORE),
        row('2026-11', 'Anna', 'calls', 1),
        row('2026-11', 'Anna', 'calls', 2),
      ]).world(),
      { month: '2026-11' },
    );
    expect(grid.rows[1]?.cells.slice(0, 2).map(({ value }) => value)).toEqual([7, 2]);
  });

  test.each(['2026-13', '2026', 'November'])('no month: %s', (month) =>
    expect(() => plansGrid(world([]).world(), { month })).toThrow(expect.objectContaining({ code: 'period-wrong' })),
  );
});

describe('saving', () => {
  test('of a cell named twice in one save the last holds, in one row', () => {
    const memory = world([]);
    expect(savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'leads', 6), change('Anna', 'leads', 7)] }).saved).toBe(1);
    expect(plansOf(memory)).toEqual([['2026-11', 'Anna', 'leads', 7]]);
  });
  test('a new plan is added, a changed one rewritten, with author and time', () => {
    const memory = world([row('2026-11', 'Anna', 'leads', 5)]),
      version = plansGrid(memory.world(), { month: '2026-11' }).rows[1]?.cells[0]?.version ?? '';
    const done = savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'leads', 6, version), change('', 'turnover', 99.5)] });
    expect([done.saved, done.conflicts]).toEqual([2, []]);
    expect(plansOf(memory)).toEqual([
      ['2026-11', 'Anna', 'leads', 6],
      ['2026-11', '', 'turnover', 99.5],
    ]);
    expect(memory.rows<Plan>(plansSheet).map(({ author, changed_at }) => [author, changed_at])).toEqual([
      ['anna@example.com', NOW],
      ['anna@example.com', NOW],
    ]);
    expect(memory.store.get('inputs.edited')).toBe('plans'); // so that the next refresh reads the tab again
  });

  test('what somebody saved meanwhile is not overwritten and comes back with both values; the rest is saved', () => {
    const memory = world([row('2026-11', 'Anna', 'leads', 5)]),
      version = plansGrid(memory.world(), { month: '2026-11' }).rows[1]?.cells[0]?.version ?? '';
    memory.now = NOW + 60_000;
    savePlans(memory.world(), { author: 'petr@example.com', month: '2026-11', changes: [change('Anna', 'leads', 8, version)] });
    const done = savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'leads', 9, version), change('Anna', 'calls', 30)] });
    expect(done.saved).toBe(1);
    expect(done.conflicts).toEqual([
      expect.objectContaining({ name: 'Anna', metric: 'leads', mine: 9, theirs: 8, by: 'petr@example.com', at: '2026-11-21T12:01:00+03:00' }),
    ]);
    expect(plansOf(memory)).toEqual([
      ['2026-11', 'Anna', 'leads', 8],
      ['2026-11', 'Anna', 'calls', 30],
    ]);
    const chosen = savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'leads', 9, done.conflicts[0]?.version)] });
    expect([chosen.saved, chosen.conflicts, plansOf(memory)[0]]).toEqual([1, [], ['2026-11', 'Anna', 'leads', 9]]);
  });

  test('a plan typed into the tab by hand, where nothing writes the time, is seen as a change too', () => {
    const memory = world([row('2026-11', 'Anna', 'leads', 5, null)]),
      version = plansGrid(memory.world(), { month: '2026-11' }).rows[1]?.cells[0]?.version ?? '';
    memory.put(plansSheet, [row('2026-11', 'Anna', 'leads', 12, null)]);
    expect(savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'leads', 6, version)] }).conflicts).toHaveLength(1);
  });

  test('both typed the same: no conflict, nothing written', () => {
    const memory = world([row('2026-11', 'Anna', 'leads', 8)]);
    const done = savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'leads', 8, 'old')] });
    expect([done.saved, done.conflicts, memory.rows<Plan>(plansSheet)[0]?.author]).toEqual([1, [], 'head@example.com']);
  });

  test('blank takes the plan away and keeps who did it', () => {
    const memory = world([row('2026-11', 'Anna', 'leads', 8)]),
      version = plansGrid(memory.world(), { month: '2026-11' }).rows[1]?.cells[0]?.version ?? '';
    savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'leads', null, version)] });
    expect(memory.rows<Plan>(plansSheet).map(({ value, author }) => [value, author])).toEqual([[null, 'anna@example.com']]);
  });

  test.each([
    { why: 'a text is no plan', wrong: { ...change('Anna', 'leads', 1), value: 'abc' as unknown as number }, code: 'number-wrong' },
    { why: 'a plan below zero', wrong: change('Anna', 'leads', -1), code: 'number-wrong' },
    { why: 'no such metric', wrong: change('Anna', 'joy', 1), code: 'word-unknown' },
    { why: 'no such level', wrong: { ...change('Anna', 'leads', 1), level: 'galaxy' }, code: 'word-unknown' },
    { why: 'a manager without a name', wrong: { ...change('', 'leads', 1), level: 'manager' }, code: 'word-unknown' },
    { why: 'no such period', wrong: change('Anna', 'leads', 1, '', '2026-02-30'), code: 'period-wrong' },
  ])('$why: nothing of the whole save is written', ({ wrong, code }) => {
    const memory = world([]);
    expect(() => savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'calls', 3), wrong] })).toThrow(
      expect.objectContaining({ code }),
    );
    expect(plansOf(memory)).toEqual([]);
  });

  test('the workbook is busy: a fault that says so, nothing written', () => {
    const memory = world([]);
    memory.busy = true;
    expect(() => savePlans(memory.world(), { ...by, month: '2026-11', changes: [change('Anna', 'calls', 3)] })).toThrow(
      expect.objectContaining({ code: 'busy' }),
    );
    expect(plansOf(memory)).toEqual([]);
  });
});

describe('spreading over working days', () => {
  // February 2027: 28 days from Monday the 1st, so 20 working days; the 23rd is a holiday -> 19; Saturday the 20th works -> 20 again.
  const february = (plans: readonly ReturnType<typeof row>[]) => {
    const memory = world(plans);
    memory.put(calendarSheet, [
      { day: '2027-02-23', kind: 'holiday' },
      { day: '2027-02-20', kind: 'working' },
    ]);
    return memory;
  };
  const days = (memory: ReturnType<typeof world>, metric: string): Record<string, number | null> =>
    Object.fromEntries(
      memory
        .rows<Plan>(plansSheet)
        .filter((plan) => plan.period.length === 10 && plan.metric === metric)
        .map((plan) => [plan.period.slice(8), plan.value]),
    );

  test('five contracts over twenty days stand on every fourth working day', () => {
    const memory = february([row('2027-02', 'Anna', 'contracts', 5)]);
    expect(spreadPlans(memory.world(), { ...by, month: '2027-02', metrics: ['contracts'], over: '' })).toEqual({ state: 'done', days: 20, written: 20 });
    const filled = Object.entries(days(memory, 'contracts'))
      .filter(([, value]) => value !== 0)
      .sort();
    // working days in order: 01-05, 08-12, 15-20 (six), 22, 24-26; the 4th, 8th, 12th, 16th, 20th of them
    expect(filled).toEqual([
      ['04', 1],
      ['10', 1],
      ['16', 1],
      ['20', 1],
      ['26', 1],
    ]);
  });

  test('money adds up to the kopeck, the holiday has none, the working Saturday has its share', () => {
    const memory = february([row('2027-02', 'Anna', 'turnover', 100.01)]);
    spreadPlans(memory.world(), { ...by, month: '2027-02', metrics: ['turnover'], over: '' });
    const got = days(memory, 'turnover'),
      values = Object.values(got).map((value) => Math.round((value ?? 0) * 100));
    expect([Object.keys(got).length, '23' in got, got['20'], values.reduce((a, b) => a + b, 0), Math.max(...values), Math.min(...values)]).toEqual([
      20,
      false,
      5,
      10_001,
      501,
      500,
    ]);
  });

  test('only the metrics asked for; a month without plan has no days', () => {
    const memory = february([row('2027-02', 'Anna', 'leads', 40)]);
    expect(spreadPlans(memory.world(), { ...by, month: '2027-02', metrics: ['turnover'], over: '' })).toEqual({ state: 'done', days: 0, written: 0 });
    expect(plansOf(memory)).toHaveLength(1);
  });

  test('day plans that are there are told first, replaced only with the token, and only as long as nobody changed them', () => {
    const memory = february([
      row('2027-02', 'Anna', 'leads', 40),
      row('2027-02-01', 'Anna', 'leads', 17),
      row('2027-02-23', 'Anna', 'leads', 3),
      row('2027-02-02', 'Anna', 'leads', 2),
    ]);
    const first = spreadPlans(memory.world(), { ...by, month: '2027-02', metrics: ['leads'], over: '' });
    expect(first).toEqual({ state: 'exists', days: 2, token: expect.any(String) }); // the 1st differs, the 23rd is a holiday, the 2nd is right already
    expect(plansOf(memory)).toHaveLength(4);
    memory.put(plansSheet, [
      row('2027-02', 'Anna', 'leads', 40),
      row('2027-02-01', 'Anna', 'leads', 18),
      row('2027-02-23', 'Anna', 'leads', 3),
      row('2027-02-02', 'Anna', 'leads', 2),
    ]);
    const token = first.state === 'exists' ? first.token : '',
      second = spreadPlans(memory.world(), { ...by, month: '2027-02', metrics: ['leads'], over: token });
    expect(second.state).toBe('exists'); // somebody typed 18 meanwhile
    const done = spreadPlans(memory.world(), { ...by, month: '2027-02', metrics: ['leads'], over: second.state === 'exists' ? second.token : '' });
    expect(done).toEqual({ state: 'done', days: 20, written: 20 }); // 18 new days, the 1st rewritten, the 23rd emptied
    expect([days(memory, 'leads')['01'], days(memory, 'leads')['23']]).toEqual([2, null]);
  });
});
