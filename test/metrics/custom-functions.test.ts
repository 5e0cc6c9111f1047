import type { Row } from '../../src/kernel/sheet-template';
import { customFunctionDoc, customFunctions } from '../../src/metrics/custom-function-list';
import type { Tables } from '../../src/metrics/custom-functions';
import { customFunction } from '../../src/metrics/custom-functions';
import { funnelByManagerReport } from '../../src/reports/funnel-by-manager';
import { funnelBySourceReport } from '../../src/reports/funnel-by-source';
import { planFactReport } from '../../src/reports/plan-fact';
import { turnoverReport } from '../../src/reports/turnover';
import { tabOf } from '../golden/as-text';
import { goldenBook } from '../golden/book';

const margin = (month: string, of: string, name: string, amount: number, net: number): Row => ({ month, [of]: name, margin: amount, net_profit: net });
/** The sales tabs are the golden ones (test/golden/*.txt); the money tabs are a few rows of their own. */
const tables: Tables = {
  turnover: tabOf(turnoverReport, goldenBook) as Row[],
  funnel_by_manager: tabOf(funnelByManagerReport, goldenBook) as Row[],
  funnel_by_source: tabOf(funnelBySourceReport, goldenBook) as Row[],
  plan_fact: tabOf(planFactReport, goldenBook) as Row[],
  managers: goldenBook.managers,
  payroll: [
    { month: '2026-11', manager: 'Anna', scheme: 'A', total: 5_000_000 },
    { month: '2026-11', manager: 'Anna', scheme: 'B', total: 1_000_050 },
    { month: '2026-10', manager: 'Boris', scheme: 'A', total: 3_000_000 },
  ],
  receivables: [
    { manager: 'Anna', balance: 3_500_000, days_overdue: 4 },
    { manager: 'Anna', balance: 1_000_000, days_overdue: null },
    { manager: 'Vera', balance: 10_000_000, days_overdue: 0 },
  ],
  manager_margin: [
    margin('2026-11', 'manager', 'Boris', 4_000_000, 1_000_000),
    margin('2026-11', 'manager', 'Vera', 20_000_000, 15_000_000),
    margin('2026-10', 'manager', 'Anna', 6_500_000, -200_000),
  ],
  source_margin: [margin('2026-11', 'source', 'Site', 24_000_000, 16_000_000)],
  product_margin: [margin('2026-11', 'product', 'Windows', 24_000_000, 16_000_000)],
};
const REVISION = 17;

test.each([
  { why: 'the company of a month', name: 'CIFRA_TURNOVER', args: ['2026-11', '', REVISION], expected: 150_000 },
  { why: 'a manager', name: 'CIFRA_TURNOVER', args: ['2026-11', 'Anna', REVISION], expected: -40_000 },
  { why: 'a quarter is the sum of its months', name: 'CIFRA_TURNOVER', args: ['2026-Q4', 'Anna', REVISION], expected: 120_000 },
  { why: 'a year as a number of a cell', name: 'CIFRA_TURNOVER', args: [2026, 'Vera'], expected: 290_000 },
  { why: 'a date stands for its month', name: 'CIFRA_TURNOVER', args: ['2026-11-01', 'Vera'], expected: 200_000 },
  { why: 'a month as people write it', name: 'CIFRA_TURNOVER', args: ['11.2026', 'Vera'], expected: 200_000 },
  { why: 'a date as people write it', name: 'CIFRA_TURNOVER', args: ['05.11.2026', 'Vera'], expected: 200_000 },
  { why: 'all is dated and undated together', name: 'CIFRA_TURNOVER', args: ['всё'], expected: 490_000 },
  { why: 'the Revision may stand where a name is left out', name: 'CIFRA_TURNOVER', args: ['2026-11', REVISION], expected: 150_000 },
  { why: 'names are found without regard to case', name: 'CIFRA_TURNOVER', args: ['2026-11', ' anna '], expected: -40_000 },
  { why: 'a manager without rows in the month has 0', name: 'CIFRA_RECEIPTS', args: ['2026-09', 'Vera'], expected: 0 },
  { why: 'what belongs to nobody can be asked for', name: 'CIFRA_RECEIPTS', args: ['2026-11', 'не указан'], expected: 700 },
  { why: 'receipts', name: 'CIFRA_RECEIPTS', args: ['2026-Q4', 'Boris'], expected: -1_000 },
  { why: 'contracts', name: 'CIFRA_CONTRACTS', args: ['2026-Q4'], expected: 5 },
  {
    why: 'an average of a quarter is a ratio of sums: (120,000 + 70,000 + 90,000 + 200,000) ÷ 4',
    name: 'CIFRA_AVERAGE_CHECK',
    args: ['2026-Q4'],
    expected: 120_000,
  },
  { why: 'no contract with an amount: blank, not 0', name: 'CIFRA_AVERAGE_CHECK', args: ['2026-11', 'Anna'], expected: '' },
  { why: 'leads of the company', name: 'CIFRA_LEADS', args: ['2026-11'], expected: 7 },
  { why: 'leads of a source', name: 'CIFRA_LEADS', args: ['2026-Q4', '', 'Ads', REVISION], expected: 5 },
  { why: 'a conversion of a quarter is a ratio of sums: 5 of 7 + 5 − 1 − 1', name: 'CIFRA_CONVERSION', args: ['2026-Q4', 'договор'], expected: 0.5 },
  { why: 'to measurement, by source', name: 'CIFRA_CONVERSION', args: ['2026-11', 'measurement', '', 'Site'], expected: 2 / 3 },
  { why: 'only a duplicate: nothing to divide by', name: 'CIFRA_CONVERSION', args: ['2026-11', 'отказ', 'Boris'], expected: '' },
  { why: 'attainment of a manager', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-11', 'оборот', 'Vera', REVISION], expected: 4 / 3 },
  { why: 'attainment of the company', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-11', 'turnover', REVISION], expected: 1 / 3 },
  { why: 'of a department', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-11', 'turnover', 'Sales'], expected: -1 / 6 },
  { why: 'of a source and a quarter', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-Q4', 'leads', 'Ads'], expected: 0.5 },
  { why: 'of a week', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-W47', 'leads', 'Anna'], expected: 0.2 },
  { why: 'no plan: blank, never 0 %', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-10', 'turnover', 'Anna'], expected: '' },
  { why: 'a plan', name: 'CIFRA_PLAN', args: ['2026-12', 'оборот'], expected: 600_000 },
  { why: 'pay of two schemes, to the kopeck', name: 'CIFRA_PAY', args: ['2026-11', 'Anna', REVISION], expected: 60_000.5 },
  { why: 'pay of all', name: 'CIFRA_PAY', args: ['2026'], expected: 90_000.5 },
  { why: 'receivables of all', name: 'CIFRA_RECEIVABLE', args: [], expected: 145_000 },
  { why: 'overdue ones of a manager', name: 'CIFRA_RECEIVABLE', args: ['Anna', 'просрочено', REVISION], expected: 35_000 },
  { why: 'due today is not overdue', name: 'CIFRA_RECEIVABLE', args: ['Vera', 'overdue'], expected: 0 },
  { why: 'margin of all managers', name: 'CIFRA_MARGIN', args: ['2026-11'], expected: 240_000 },
  { why: 'margin of a source', name: 'CIFRA_MARGIN', args: ['2026-11', '', 'Site'], expected: 240_000 },
  { why: 'margin of a product', name: 'CIFRA_MARGIN', args: ['2026-11', '', '', 'Windows', REVISION], expected: 240_000 },
  { why: 'a loss', name: 'CIFRA_NET_PROFIT', args: ['2026-10', 'Anna'], expected: -2_000 },
])('$name: $why', ({ name, args, expected }) => expect(customFunction(name, args, tables)).toBe(expected));

test.each([
  { why: 'a column of periods gives a column', args: [[['2026-10'], ['2026-11'], ['']], 'Anna', REVISION], expected: [[160_000], [-40_000], ['']] },
  { why: 'a row of periods gives a row', args: [[['2026-10', '2026-11']], 'Anna'], expected: [[160_000, -40_000]] },
  { why: 'a row of names gives a row', args: ['2026-11', [['Anna', 'Boris', '', 'Vera']]], expected: [[-40_000, -10_000, '', 200_000]] },
  {
    why: 'periods down and names across give a table',
    args: [[['2026-10'], ['2026-11']], [['Anna', 'Boris', 'Vera']]],
    expected: [
      [160_000, 80_000, 90_000],
      [-40_000, -10_000, 200_000],
    ],
  },
  {
    why: 'and so when both ranges are columns',
    args: [
      [['2026-10'], ['2026-11']],
      [['Anna'], ['Vera']],
    ],
    expected: [
      [160_000, 90_000],
      [-40_000, 200_000],
    ],
  },
])('ranges: $why', ({ args, expected }) => expect(customFunction('CIFRA_TURNOVER', args, tables)).toEqual(expected));

test.each([
  { why: 'a month that is none', name: 'CIFRA_TURNOVER', args: ['2026-13'], says: ['Период «2026-13» не понят', 'The period "2026-13" is not understood'] },
  { why: 'no period', name: 'CIFRA_TURNOVER', args: [''], says: ['не указан аргумент «period»', 'argument "period" is missing'] },
  {
    why: 'a name that nobody bears',
    name: 'CIFRA_TURNOVER',
    args: ['2026-11', 'Анна Ивановна'],
    says: ['«Анна Ивановна» не найдено', '"Анна Ивановна" is not found'],
  },
  { why: 'a source that is none', name: 'CIFRA_LEADS', args: ['2026-11', '', 'Radio'], says: ['«Radio» не найдено', '"Radio" is not found'] },
  {
    why: 'manager and source at once',
    name: 'CIFRA_LEADS',
    args: ['2026-11', 'Anna', 'Ads'],
    says: ['Можно указать только одно', 'Only one of these may be given'],
  },
  { why: 'a week where the tab knows months', name: 'CIFRA_TURNOVER', args: ['2026-W47'], says: ['неделя не подходит', 'A week does not fit here'] },
  { why: 'a word that is none', name: 'CIFRA_CONVERSION', args: ['2026-11', 'sale'], says: ['Слово «sale» не понято', 'The word "sale" is not understood'] },
  { why: 'a metric that is none', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-11', 'profit'], says: ['Слово «profit» не понято', 'turnover'] },
  { why: 'a plan of nobody', name: 'CIFRA_PLAN_ATTAINMENT', args: ['2026-11', 'turnover', 'Zoe'], says: ['«Zoe» не найдено', '"Zoe" is not found'] },
  { why: 'three ranges', name: 'CIFRA_LEADS', args: [[['2026-11']], [['Anna']], [['Ads']]], says: ['не больше двух', 'two ranges at most'] },
  { why: 'a function that is none', name: 'CIFRA_LUCK', args: [], says: ['Нет функции CIFRA_LUCK', 'There is no function CIFRA_LUCK'] },
])('wrong arguments speak both languages: $why', ({ name, args, says }) => {
  const told = (): string => {
    try {
      customFunction(name, args, tables);
      return '';
    } catch (e) {
      return e instanceof Error ? e.message : '';
    }
  };
  for (const text of says) expect(told()).toContain(text);
});

test('at least ten functions, each with a name Google takes, words in both languages and an example of itself', () => {
  expect(customFunctions.length).toBeGreaterThanOrEqual(10);
  for (const info of customFunctions) {
    expect(info.name).toMatch(/^CIFRA(_[A-Z]+)+$/);
    expect(info.example.startsWith(`=${info.name}(`)).toBe(true);
    for (const words of [info.doc, info.returns, ...info.params.map((param) => param.doc)]) {
      expect(words.ru).toMatch(/[а-яё]/i);
      expect(words.en).toMatch(/^[^а-яё]+$/i);
    }
    expect(customFunctionDoc(info)).toContain(' * @customfunction\n */');
    expect(customFunctionDoc(info).match(/@param/g)).toHaveLength(info.params.length + 1);
    expect(() =>
      customFunction(
        info.name,
        info.params.map((param) => (param.kind === 'period' ? '2026-11' : param.name === 'metric' ? 'leads' : param.name === 'step' ? 'contract' : '')),
        {},
      ),
    ).not.toThrow();
  }
});
