/** The demo company before any host runs: its stories, what the CRM would post of them, and the known answers themselves (N19). */
import { parse } from 'qs';
import { bodyOf, historyBodies, openCrm } from '../../../src/hosts/local/demo/bodies';
import { managers, products, sources } from '../../../src/hosts/local/demo/company';
import { dayNumber, dayOf, monthOf, monthsUpTo, startOf, textOf, weekday } from '../../../src/hosts/local/demo/days';
import { demoPlan, happened, tellStories } from '../../../src/hosts/local/demo/generator';
import { inputTabs } from '../../../src/hosts/local/demo/inputs';
import { sharedDeal } from '../../../src/hosts/local/demo/pay-schemes';
import { openRandom } from '../../../src/hosts/local/demo/random';
import type { Moment, Story } from '../../../src/hosts/local/demo/story';
import { answersOf, standingOf } from './demo-answers';

const now = Date.parse('2026-11-21T15:00:00+03:00'),
  plan = demoPlan(now, 'ru'),
  stories = tellStories(plan),
  history = happened(stories, now),
  moments = history.flatMap((story) => story.moments);

test.each([
  { why: 'one minute before Moscow midnight', at: '2026-11-20T20:59:00Z', day: '2026-11-20' },
  { why: 'Moscow midnight', at: '2026-11-20T21:00:00Z', day: '2026-11-21' },
  { why: 'before 1970', at: '1969-12-31T20:00:00Z', day: '1969-12-31' },
])('a day begins in Moscow: $why', ({ at, day }) => expect(textOf(dayOf(Date.parse(at)))).toBe(day));
test('days go to and fro', () => {
  expect(dayOf(startOf(dayNumber('2026-02-28')))).toBe(dayNumber('2026-02-28'));
  expect(weekday(dayNumber('2026-11-21'))).toBe(6); // a Saturday
  expect(monthsUpTo(Date.parse('2026-01-31T22:00:00Z'), 2)).toEqual(['2025-12', '2026-01', '2026-02']); // already February in Moscow
});

test('chance repeats', () => {
  const [a, b, c] = [openRandom(7), openRandom(7), openRandom(8)],
    five = (r: typeof a): number[] => Array.from({ length: 5 }, () => r!.next());
  expect(five(a)).toEqual(five(b));
  expect(five(c)).not.toEqual(five(openRandom(7)));
  const weighted = openRandom(1),
    counts = [0, 0, 0];
  for (let i = 0; i < 4000; i += 1) counts[weighted.weighted([1, 0, 3])]! += 1;
  expect(counts[1]).toBe(0);
  expect(counts[2]! / counts[0]!).toBeGreaterThan(2.5);
});

test('the same plan tells the same stories, in either language', () => {
  expect(tellStories(plan)).toEqual(stories);
  const english = tellStories({ ...plan, locale: 'en' });
  expect(english.map(({ id, moments: m, typed }) => ({ id, m, typed }))).toEqual(stories.map(({ id, moments: m, typed }) => ({ id, m, typed })));
  expect(english.every(({ name }) => !/[а-яё]/i.test(name))).toBe(true);
});

test('it is the company that was asked for: a year, six sellers, eight sources, five products, about 1,500 leads', () => {
  expect(history.length).toBeGreaterThan(1350);
  expect(history.length).toBeLessThan(1650);
  expect(moments.length).toBeLessThan(10_000);
  expect(new Set(history.map(({ moments: m }) => monthOf(dayOf(m[0]!.at)))).size).toBe(13); // twelve whole months and the current one
  expect(new Set(moments.flatMap(({ manager }) => (manager === undefined ? [] : [manager]))).size).toBe(managers.length);
  expect(new Set(moments.flatMap(({ source }) => (source === undefined ? [] : [source]))).size).toBe(sources.length);
  expect(new Set(moments.flatMap(({ product }) => (product === undefined ? [] : [product]))).size).toBe(products.length);
  expect(history.some(({ moments: m }) => dayOf(m[0]!.at) === dayOf(now))).toBe(true); // today is not empty
});

const stagesOf = (story: Story): string[] => story.moments.flatMap(({ stage }) => (stage === undefined ? [] : [stage]));
const factsOf = (story: Story): string[] => story.moments.flatMap(({ facts }) => (facts ?? []).map(({ what }) => what));
test.each([
  { why: 'refusals', from: 200, holds: (s: Story) => stagesOf(s).at(-1) === 'refusal' },
  { why: 'postponed', from: 20, holds: (s: Story) => stagesOf(s).includes('postponed') },
  { why: 'junk', from: 30, holds: (s: Story) => stagesOf(s).includes('junk') },
  { why: 'duplicates', from: 30, holds: (s: Story) => stagesOf(s).includes('duplicate') },
  { why: 'deleted', from: 1, holds: (s: Story) => s.moments.some(({ action }) => action === 'delete') },
  {
    why: 'refused and won back',
    from: 5,
    holds: (s: Story) => stagesOf(s).indexOf('refusal') >= 0 && stagesOf(s).lastIndexOf('contract') > stagesOf(s).indexOf('refusal'),
  },
  { why: 'contracts', from: 250, holds: (s: Story) => factsOf(s).includes('contract') },
  { why: 'signed twice', from: 3, holds: (s: Story) => factsOf(s).filter((what) => what === 'contract').length > 1 },
  { why: 'cancelled', from: 5, holds: (s: Story) => factsOf(s).lastIndexOf('cancel') > factsOf(s).lastIndexOf('contract') },
  { why: 'changed amounts', from: 5, holds: (s: Story) => factsOf(s).includes('change') },
  { why: 'refunds', from: 5, holds: (s: Story) => factsOf(s).includes('refund') },
  { why: 'payments typed by hand', from: 5, holds: (s: Story) => s.typed.length > 0 },
  {
    why: 'owner changed after the contract',
    from: 2,
    holds: (s: Story) =>
      s.moments.findIndex(({ action }) => action === 'responsible') > s.moments.findIndex(({ stage }) => stage === 'contract') &&
      stagesOf(s).includes('contract'),
  },
  { why: 'card filled in a day or two late', from: 10, holds: (s: Story) => s.moments.some(({ days }) => (days?.contract_date ?? 0) < 0) },
  {
    why: 'costs missing',
    from: 10,
    holds: (s: Story) => {
      const { contract, costsMissing } = standingOf(s);
      return contract !== null && costsMissing;
    },
  },
  {
    why: 'overdue debts',
    from: 5,
    holds: (s: Story) => {
      const { contract, received } = standingOf(s);
      return contract !== null && contract.day < dayOf(now) - 60 && received < contract.amount;
    },
  },
])('life is not smooth: $why', ({ from, holds }) => expect(history.filter(holds).length).toBeGreaterThanOrEqual(from));

test('time runs forward in every story, in whole seconds', () => {
  const wrong = stories.filter(({ moments: m }) => m.some(({ at }, i) => at % 1000 !== 0 || (i > 0 && at <= m[i - 1]!.at)));
  expect(wrong.map(({ id }) => id)).toEqual([]);
  expect(history.flatMap(({ moments: m, typed }) => [...m, ...typed]).every(({ at }) => at <= now)).toBe(true);
});
test('nobody pays before the contract day, and nothing is dated after its own moment but what is planned', () => {
  const wrong = history.filter((story) => {
    let day = 0;
    return story.moments.some(({ at, facts }) =>
      (facts ?? []).some((fact) => {
        if (fact.what === 'contract') day = dayOf(at) + fact.day;
        return fact.what === 'payment' && (dayOf(at) + fact.day < day || fact.day > 0);
      }),
    );
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test('what is played live begins where the history ends', () => {
  const future = stories.flatMap(({ moments: m }) => m.filter(({ at }) => at > now));
  expect(future.length).toBeGreaterThan(300); // more than half an hour at one event in five seconds
  expect(stories.some(({ moments: m }) => m[0]!.at > now)).toBe(true);
});

// ---- what the CRM posts

interface Lead {
  readonly id: string;
  readonly status_id: string;
  readonly updated_at?: string;
  readonly custom_fields?: readonly { readonly id: string; readonly values: unknown }[];
  readonly [key: string]: unknown;
}
const read = (body: string): Record<string, readonly Lead[]> =>
  (parse(body, { depth: 9, arrayLimit: 500, parameterLimit: 50_000 }) as unknown as { readonly leads: Record<string, readonly Lead[]> }).leads;
const bodies = historyBodies(history, openCrm('ru'), 140_000),
  parsed = bodies.map(read),
  leads = parsed.flatMap((body) => Object.entries(body).flatMap(([action, list]) => list.map((lead) => ({ action, lead }))));

test('the bodies hold every moment once, in the order of time, none too long', () => {
  expect(leads.length).toBe(moments.length);
  expect(Math.max(...bodies.map((body) => body.length))).toBeLessThanOrEqual(145_000);
  expect(bodies.length).toBeLessThan(250);
  const first = parsed
    .map((body) =>
      Math.min(
        ...Object.values(body)
          .flat()
          .map((lead) => Number(lead.updated_at ?? Infinity)),
      ),
    )
    .filter(Number.isFinite);
  expect(first).toEqual([...first].sort((a, b) => a - b));
  for (const action of ['add', 'status', 'update', 'responsible', 'delete'])
    expect({ action, n: leads.filter((one) => one.action === action).length > 0 }).toEqual({ action, n: true });
});

test('a body is written as amoCRM writes it, worked out by hand', () => {
  const story: Story = { id: '7', name: 'Тест & пример', pipeline: 0, typed: [], moments: [] };
  const moment: Moment = {
    at: 1_795_000_000_000,
    action: 'add',
    stage: 'new',
    manager: 1,
    source: 0,
    clientType: 1,
    interests: [0, 2],
    instalments: true,
    money: { prepayment: 12_345 },
    days: { due_date: 1 },
  };
  const body = bodyOf([openCrm('ru').lead(story, moment)]),
    pairs = body.split('&').map((pair) => decodeURIComponent(pair.replace(/\+/g, ' ')));
  expect(body).toMatch(
    /^account%5Bsubdomain%5D=okna-primer&account%5Bid%5D=31000000&account%5B_links%5D%5Bself%5D=https%3A%2F%2Fokna-primer\.amocrm\.ru&leads%5Badd%5D%5B0%5D%5Bid%5D=7&/,
  );
  expect(body).toContain('%5Bname%5D=%D0%A2%D0%B5%D1%81%D1%82+%26+'); // space is a plus, & is escaped
  expect(pairs).toEqual(
    expect.arrayContaining([
      'leads[add][0][status_id]=61000000',
      'leads[add][0][price]=',
      'leads[add][0][responsible_user_id]=9100002',
      'leads[add][0][pipeline_id]=7100001',
      'leads[add][0][created_at]=1795000000',
      'leads[add][0][updated_at]=1795000000',
      'leads[add][0][custom_fields][0][id]=550001',
      'leads[add][0][custom_fields][0][values][0][value]=Сайт',
      'leads[add][0][custom_fields][0][values][0][enum]=5500010',
      'leads[add][0][custom_fields][1][values][value]=Компания',
      'leads[add][0][custom_fields][1][values][enum]=5500031', // radiobutton: no index
      'leads[add][0][custom_fields][2][values][1][value]=Москитные сетки', // several values
      'leads[add][0][custom_fields][3][values][0][value]=123.45',
      'leads[add][0][custom_fields][4][values][0]=1795035600', // 1795000000 is 18 November 2026, 14:06 in Moscow; the date is midnight of the 19th, a bare number
      'leads[add][0][custom_fields][5][values][0][value]=1',
    ]),
  );
});

test('the card keeps what was not said again, and tells the old stage', () => {
  const crm = openCrm('en'),
    story: Story = { id: '8', name: 'Example', pipeline: 1, typed: [], moments: [] };
  crm.lead(story, { at: 1_795_000_000_000, action: 'add', stage: 'new', manager: 2, source: 4, money: { potential_amount: 5_000_000 } });
  const [lead] = read(bodyOf([crm.lead(story, { at: 1_795_000_060_000, action: 'status', stage: 'refusal', refusal: 0 })])).status!;
  expect(lead).toMatchObject({
    status_id: '143',
    old_status_id: '61001000',
    price: '50000',
    date_create: '1795000000',
    last_modified: '1795000060',
    responsible_user_id: '9100003',
  });
  expect(lead!.custom_fields!.map(({ id }) => id)).toEqual(['550001', '550005', '550019']);
});

// ---- what people typed in

test('the input tabs name every stage, field and seller that the bodies use', () => {
  const tabs = new Map(inputTabs(plan, history).map(({ key, rows }) => [key, rows])),
    column = (key: string, name: string): Set<unknown> => new Set(tabs.get(key)!.map((row) => row[name]));
  expect(leads.filter(({ lead }) => !column('stages', 'stage_id').has(lead.status_id))).toEqual([]);
  expect(leads.flatMap(({ lead }) => lead.custom_fields ?? []).filter(({ id }) => !column('fields', 'field_id').has(id))).toEqual([]);
  expect([...column('managers', 'manager_id')]).toEqual(managers.map(({ id }) => id));
  expect(tabs.get('plans')!.length).toBe(13 * (6 * 4 + 6));
  expect(new Set(tabs.get('payroll_schemes')!.map((row) => row.scheme)).size).toBe(4);
  expect(sharedDeal(history)).toBeDefined();
});

// ---- the answers themselves

const day = (text: string, hour = 12): number => Date.parse(`${text}T${String(hour).padStart(2, '0')}:00:00+03:00`);
test('the answers of a life worked out by hand', () => {
  const life: Story = {
    id: '1',
    name: 'x',
    pipeline: 0,
    typed: [{ at: day('2026-06-02'), amount: 100_000, kind: 'balance' }],
    moments: [
      { at: day('2026-03-31'), action: 'add', stage: 'new', manager: 2, source: 1 },
      {
        at: day('2026-04-02'),
        action: 'status',
        stage: 'contract',
        money: { contract_amount: 1_000_000 },
        facts: [
          { what: 'contract', amount: 1_000_000, day: -2 },
          { what: 'payment', amount: 300_000, day: 0 },
        ],
      },
      { at: day('2026-04-10'), action: 'responsible', manager: 3 }, // the money stays with the seller of the contract day
      { at: day('2026-05-05'), action: 'update', money: { materials_cost: 400_000 }, facts: [{ what: 'change', amount: 50_000 }] },
      { at: day('2026-06-20'), action: 'update', facts: [{ what: 'refund', amount: 20_000 }] },
    ],
  };
  const {
    leads: came,
    leadsByManager,
    contracts,
    turnoverByManager,
    receiptsByManager,
    receivables,
    margin,
    provisional,
    pay,
  } = answersOf([life], ['2026-03', '2026-04'], 'ru');
  expect({ came, leadsByManager, contracts, turnoverByManager, receiptsByManager, receivables, margin, provisional, pay }).toEqual({
    came: { '2026-03': 1 },
    leadsByManager: { '2026-03|Глеб Макетов': 1 },
    contracts: { '2026-03': 1 },
    turnoverByManager: { '2026-03|Вера Тестова': 1_000_000, '2026-05|Вера Тестова': 50_000 },
    receiptsByManager: { '2026-04|Вера Тестова': 300_000, '2026-06|Вера Тестова': 80_000 },
    receivables: { 1: 670_000 }, // 1,050,000 - 300,000 - 100,000 + 20,000
    margin: { '2026-03': 650_000 },
    provisional: ['1'],
    pay: { '2026-03': 4_500_000 + 32_000, '2026-04': 4_500_000 }, // 1,000,000 x 4 % x 0.8: 1 % of the plan of 900,000 roubles
  });
});
test('a cancelled contract is taken off on its day and owes nothing', () => {
  const life: Story = {
    id: '2',
    name: 'x',
    pipeline: 0,
    typed: [],
    moments: [
      { at: day('2026-01-10'), action: 'add', stage: 'new', manager: 0 },
      {
        at: day('2026-01-20'),
        action: 'status',
        stage: 'contract',
        facts: [
          { what: 'contract', amount: 500_000, day: 0 },
          { what: 'payment', amount: 200_000, day: 0 },
        ],
      },
      { at: day('2026-02-03'), action: 'status', stage: 'refusal', facts: [{ what: 'cancel' }] },
    ],
  };
  const { contracts, turnover, receivables, advances, margin } = answersOf([life], ['2026-01'], 'ru');
  expect({ contracts, turnover, receivables, advances, margin }).toEqual({
    contracts: {},
    turnover: { '2026-01': 500_000, '2026-02': -500_000 },
    receivables: {},
    advances: { 2: 200_000 },
    margin: {},
  });
});
test('answers by seller and source add up to the answers by month', () => {
  const answers = answersOf(history, monthsUpTo(now, 12), 'ru');
  const byMonth = (sums: Readonly<Record<string, number>>): Record<string, number> => {
    const months: Record<string, number> = {};
    for (const [key, n] of Object.entries(sums)) months[key.slice(0, 7)] = (months[key.slice(0, 7)] ?? 0) + n;
    return months;
  };
  expect(byMonth(answers.leadsBySource)).toEqual(answers.leads);
  expect(byMonth(answers.leadsByManager)).toEqual(answers.leads);
  expect(byMonth(answers.turnoverByManager)).toEqual(answers.turnover);
  expect(byMonth(answers.receiptsByManager)).toEqual(answers.receipts);
  expect(byMonth(answers.contractsByManager)).toEqual(answers.contracts);
  expect(Object.keys(answers.turnover).length).toBeGreaterThanOrEqual(12);
});
