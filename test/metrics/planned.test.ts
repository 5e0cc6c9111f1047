import type { PlanLevel } from '../../src/metrics/planned';
import { monthsOfPlannedWeeks, plansOf } from '../../src/metrics/planned';
import { goldenBook, plan } from '../golden/book';

type Line = readonly [period: string, level: string, name: string, value: number | null, changed?: string];
const plans = (...lines: readonly Line[]) =>
  plansOf({ ...goldenBook, plans: lines.map(([period, level, name, value, changed]) => plan(period, level, name, 'turnover', value, changed)) });

test.each<{ why: string; lines: readonly Line[]; asked: readonly [string, PlanLevel, string]; expected: number | null }>([
  { why: 'no row, no plan: not 0', lines: [], asked: ['2026-11', 'company', ''], expected: null },
  { why: 'a written row', lines: [['2026-11', 'manager', 'Anna', 10]], asked: ['2026-11', 'manager', 'Anna'], expected: 10 },
  { why: 'a plan of 0 is a plan', lines: [['2026-11', 'manager', 'Anna', 0]], asked: ['2026-11', 'manager', 'Anna'], expected: 0 },
  { why: 'a blank value is none', lines: [['2026-11', 'manager', 'Anna', null]], asked: ['2026-11', 'manager', 'Anna'], expected: null },
  {
    why: 'of two rows the one changed last',
    lines: [
      ['2026-11', 'manager', 'Anna', 30, '2026-11-03T09:00'],
      ['2026-11', 'manager', 'Anna', 10, '2026-11-02T09:00'],
    ],
    asked: ['2026-11', 'manager', 'Anna'],
    expected: 30,
  },
  {
    why: 'of two rows changed at once the lower one',
    lines: [
      ['2026-11', 'manager', 'Anna', 30],
      ['2026-11', 'manager', 'Anna', 10],
    ],
    asked: ['2026-11', 'manager', 'Anna'],
    expected: 10,
  },
  {
    why: 'the company is the sum of its managers',
    lines: [
      ['2026-11', 'manager', 'Anna', 10],
      ['2026-11', 'manager', 'Vera', 5],
    ],
    asked: ['2026-11', 'company', ''],
    expected: 15,
  },
  {
    why: 'unless it has a row of its own',
    lines: [
      ['2026-11', 'company', 'Cifra Ltd', 100],
      ['2026-11', 'manager', 'Anna', 10],
    ],
    asked: ['2026-11', 'company', ''],
    expected: 100,
  },
  {
    why: 'a department is the sum of its managers',
    lines: [
      ['2026-11', 'manager', 'Anna', 10],
      ['2026-11', 'manager', 'Boris', 4],
      ['2026-11', 'manager', 'Vera', 5],
    ],
    asked: ['2026-11', 'department', 'Sales'],
    expected: 14,
  },
  {
    why: 'a department with a row counts with it, its managers not again',
    lines: [
      ['2026-11', 'department', 'Sales', 20],
      ['2026-11', 'manager', 'Anna', 10],
      ['2026-11', 'manager', 'Vera', 5],
    ],
    asked: ['2026-11', 'company', ''],
    expected: 25,
  },
  {
    why: 'plans of sources are another cut: no part of the company',
    lines: [['2026-11', 'source', 'Ads', 10]],
    asked: ['2026-11', 'company', ''],
    expected: null,
  },
  {
    why: 'a quarter is the sum of its months',
    lines: [
      ['2026-10', 'manager', 'Anna', 1],
      ['2026-11', 'manager', 'Anna', 2],
      ['2026-12', 'manager', 'Anna', 4],
    ],
    asked: ['2026-Q4', 'manager', 'Anna'],
    expected: 7,
  },
  {
    why: 'a year takes a written quarter and not its months again',
    lines: [
      ['2026-Q4', 'manager', 'Anna', 100],
      ['2026-11', 'manager', 'Anna', 2],
      ['2026-08', 'manager', 'Anna', 5],
    ],
    asked: ['2026', 'manager', 'Anna'],
    expected: 105,
  },
  {
    why: 'a year of several quarters',
    lines: [
      ['2026-Q1', 'company', '', 1],
      ['2026-Q2', 'company', '', 2],
    ],
    asked: ['2026', 'company', ''],
    expected: 3,
  },
  {
    why: 'a week is the sum of its days',
    lines: [
      ['2026-11-16', 'manager', 'Anna', 1],
      ['2026-11-22', 'manager', 'Anna', 2],
      ['2026-11-23', 'manager', 'Anna', 8],
    ],
    asked: ['2026-W47', 'manager', 'Anna'],
    expected: 3,
  },
  {
    why: 'a month is the sum of its days, of a week over its end those inside',
    lines: [
      ['2026-11-30', 'manager', 'Anna', 1],
      ['2026-12-01', 'manager', 'Anna', 2],
    ],
    asked: ['2026-11', 'manager', 'Anna'],
    expected: 1,
  },
  {
    why: 'a week inside the month counts whole, its days not again',
    lines: [
      ['2026-W47', 'manager', 'Anna', 50],
      ['2026-11-17', 'manager', 'Anna', 9],
    ],
    asked: ['2026-11', 'manager', 'Anna'],
    expected: 50,
  },
  {
    why: 'a week over the end gives by working days: W49 is Monday 30 November and four days of December',
    lines: [['2026-W49', 'manager', 'Anna', 50]],
    asked: ['2026-11', 'manager', 'Anna'],
    expected: 10,
  },
  { why: 'and the rest to December', lines: [['2026-W49', 'manager', 'Anna', 50]], asked: ['2026-12', 'manager', 'Anna'], expected: 40 },
  { why: 'a month says nothing of its weeks', lines: [['2026-11', 'manager', 'Anna', 50]], asked: ['2026-W47', 'manager', 'Anna'], expected: null },
  {
    why: 'levels first, then time: November of the managers, December of the company',
    lines: [
      ['2026-11', 'manager', 'Anna', 3],
      ['2026-12', 'company', '', 10],
    ],
    asked: ['2026-Q4', 'company', ''],
    expected: 13,
  },
  {
    why: 'quarters of managers add up to that of the company',
    lines: [
      ['2026-Q4', 'manager', 'Anna', 3],
      ['2026-11', 'manager', 'Vera', 10],
    ],
    asked: ['2026-Q4', 'company', ''],
    expected: 13,
  },
])('$why', ({ lines, asked: [period, level, name], expected }) => expect(plans(...lines).of({ period, level, name, metric: 'turnover' })).toBe(expected));

test('other metrics do not mix in', () =>
  expect(plans(['2026-11', 'company', '', 5]).of({ period: '2026-11', level: 'company', name: '', metric: 'receipts' })).toBeNull());

test('what follows from a plan of one day', () => {
  const { written, following } = plans(['2026-11-20', 'manager', 'Anna', 5]),
    text = (key: { level: string; name: string; period: string }): string => `${key.level} ${key.name} ${key.period}`.replace('  ', ' ');
  expect(written.map(text)).toEqual(['manager Anna 2026-11-20']);
  expect(following.map(text).sort()).toEqual([
    'company 2026',
    'company 2026-11',
    'company 2026-11-20',
    'company 2026-Q4',
    'company 2026-W47',
    'department Sales 2026',
    'department Sales 2026-11',
    'department Sales 2026-11-20',
    'department Sales 2026-Q4',
    'department Sales 2026-W47',
    'manager Anna 2026',
    'manager Anna 2026-11',
    'manager Anna 2026-Q4',
    'manager Anna 2026-W47',
  ]);
});

test.each([
  { why: 'a week inside its month asks for nothing', week: '2026-W47', months: ['2026-11'], expected: [] },
  { why: 'a week over the end asks for the other month', week: '2026-W49', months: ['2026-11'], expected: ['2026-12'] },
  { why: 'from either side', week: '2026-W49', months: ['2026-12'], expected: ['2026-11'] },
  { why: 'both are there already', week: '2026-W49', months: ['2026-11', '2026-12'], expected: [] },
  { why: 'a planned day stands for its week', week: '2026-12-02', months: ['2026-12'], expected: ['2026-11'] },
  { why: 'another month is of no matter', week: '2026-W49', months: ['2026-08'], expected: [] },
])('months to read for planned weeks: $why', ({ week, months, expected }) =>
  expect(monthsOfPlannedWeeks([plan(week, 'company', '', 'leads', 1)], new Set(months))).toEqual(expected),
);
