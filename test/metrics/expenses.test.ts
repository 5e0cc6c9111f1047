import { defaultSettings } from '../../src/facts/settings';
import { monthsBetween } from '../../src/kernel/calendar';
import { asPaid, costsOf, expenseFlaws, expensesOf, incurred, occurrences } from '../../src/metrics/expenses';
import { expense, rub } from './money-book';

const months = monthsBetween('2025-11', '2027-02');
test.each([
  { why: 'once stands on its day', row: { day: '2026-03-15', amount: rub(100) }, stands: [['2026-03-15', 100]] },
  { why: 'a blank period is once', row: { day: '2026-03-15', amount: rub(100), every: '' }, stands: [['2026-03-15', 100]] },
  {
    why: 'every month from its own month to the end of `to`',
    row: { day: '2026-12-05', amount: rub(100), every: 'month', to: '2027-01' },
    stands: [
      ['2026-12-05', 100],
      ['2027-01-05', 100],
    ],
  },
  {
    why: 'blank `to` is still running',
    row: { day: '2026-12-05', amount: rub(100), every: 'month' },
    stands: [
      ['2026-12-05', 100],
      ['2027-01-05', 100],
      ['2027-02-05', 100],
    ],
  },
  {
    why: '`from` before the day',
    row: { day: '2026-03-05', amount: rub(100), every: 'month', from: '2026-02', to: '2026-04' },
    stands: [
      ['2026-02-05', 100],
      ['2026-03-05', 100],
      ['2026-04-05', 100],
    ],
  },
  {
    why: 'the 31st stands on the last day of a shorter month',
    row: { day: '2025-12-31', amount: rub(100), every: 'month', to: '2026-02' },
    stands: [
      ['2025-12-31', 100],
      ['2026-01-31', 100],
      ['2026-02-28', 100],
    ],
  },
  {
    why: 'every quarter, counted from the month of the day',
    row: { day: '2026-02-10', amount: rub(300), every: 'quarter', to: '2026-12' },
    stands: [
      ['2026-02-10', 300],
      ['2026-05-10', 300],
      ['2026-08-10', 300],
      ['2026-11-10', 300],
    ],
  },
  {
    why: 'every year',
    row: { day: '2025-12-01', amount: rub(1_200), every: 'year' },
    stands: [
      ['2025-12-01', 1_200],
      ['2026-12-01', 1_200],
    ],
  },
  {
    why: 'once with from and to is spread evenly, the odd kopeck to the earlier month',
    row: { day: '2026-02-20', amount: rub(100), from: '2026-01', to: '2026-03' },
    stands: [
      ['2026-01-01', 33.34],
      ['2026-02-20', 33.33],
      ['2026-03-01', 33.33],
    ],
  },
  {
    why: 'spread without a day: the 1st of each month',
    row: { amount: rub(200), from: '2026-01', to: '2026-02' },
    stands: [
      ['2026-01-01', 100],
      ['2026-02-01', 100],
    ],
  },
  {
    why: '`to` before `from`: all of it in `from`',
    row: { day: '2026-02-20', amount: rub(100), from: '2026-03', to: '2026-01' },
    stands: [['2026-03-01', 100]],
  },
  { why: 'no day and no from: nowhere', row: { amount: rub(100) }, stands: [] },
  { why: 'no amount: nowhere', row: { day: '2026-02-20' }, stands: [] },
  { why: 'a credit is a negative expense', row: { day: '2026-02-20', amount: rub(-50) }, stands: [['2026-02-20', -50]] },
])('$why', ({ row, stands }) => expect(occurrences(expense(row), months).map(({ day, amount }) => [day, amount / 100])).toEqual(stands));

test('only months asked for', () =>
  expect(occurrences(expense({ day: '2026-01-05', amount: 100, every: 'month' }), ['2026-06']).map(({ month }) => month)).toEqual(['2026-06']));

test('a month carries the sum of its articles, cash and accrual alike', () => {
  const expenses = [
    expense({ day: '2026-01-05', amount: rub(100), every: 'month' }),
    expense({ day: '2026-02-07', amount: rub(30), article: 'Ads', basis: 'accrual' }),
    expense({ day: '2026-03-07', amount: rub(1) }),
    expense({ day: '2026-02-27', amount: rub(5), article: 'Ads' }),
  ];
  const { total, articles } = expensesOf('2026-02', { expenses });
  expect(total).toBe(rub(135));
  expect([...articles]).toEqual([
    ['Rent', rub(100)],
    ['Ads', rub(35)],
  ]);
});

test('rows that stand nowhere are named', () => {
  const expenses = [
    expense({ amount: rub(1) }),
    expense({ day: '2026-01-01', article: 'Ads' }),
    expense({ amount: rub(1), from: '2026-01' }),
    expense({ day: '2026-01-01', amount: rub(1) }),
  ];
  expect(expenseFlaws({ expenses }).map(({ code, row }) => [code, row])).toEqual([
    ['day-missing', 'Rent'],
    ['amount-missing', 'Ads'],
  ]);
});

describe('what a month has cost by today, the 10th of 31 days (Q073)', () => {
  const TODAY = '2026-03-10';
  test.each([
    { why: 'a monthly rent counts by days, whether its day has come or not', row: { day: '2026-01-25', amount: rub(310), every: 'month' }, cost: 100 },
    { why: 'rounded once: 100 × 10 ÷ 31 = 32.258', row: { day: '2026-01-01', amount: rub(100), every: 'month' }, cost: 32.26 },
    { why: 'a year paid in March counts by the days of March', row: { day: '2025-03-20', amount: rub(620), every: 'year' }, cost: 200 },
    { why: 'a share of what is spread', row: { day: '2026-02-20', amount: rub(93), from: '2026-02', to: '2026-04' }, cost: 10 },
    { why: 'once, today', row: { day: '2026-03-10', amount: rub(50) }, cost: 50 },
    { why: 'once, tomorrow', row: { day: '2026-03-11', amount: rub(50) }, cost: 0 },
    { why: 'a reversal', row: { day: '2026-03-02', amount: rub(-50) }, cost: -50 },
    { why: 'it ended in February', row: { day: '2026-01-25', amount: rub(310), every: 'month', to: '2026-02' }, cost: 0 },
  ])('$why', ({ row, cost }) => expect(incurred(expense(row), '2026-03', TODAY)).toBe(rub(cost)));
  test('a month that is over has cost all, one to come nothing', () => {
    const rent = expense({ day: '2026-01-25', amount: rub(310), every: 'month' });
    expect(['2026-02', '2026-04'].map((month) => incurred(rent, month, TODAY))).toEqual([rub(310), 0]);
  });
});

describe('cash and accrual', () => {
  const settings = { ...defaultSettings, direct_articles: 'materials' };
  const expenses = [
    expense({ day: '2026-01-15', amount: rub(90), every: 'quarter' }), // rent paid by the quarter …
    expense({ day: '2026-02-01', amount: rub(30), every: 'month', basis: 'accrual' }), // … and from February on carried by the month
    expense({ day: '2026-04-07', amount: rub(5), article: 'Ads' }),
    expense({ day: '2026-04-07', amount: rub(7), article: 'Paper', basis: '' }),
    expense({ day: '2026-04-08', amount: rub(1_000), article: 'Materials' }),
    expense({ day: '2026-04-09', amount: rub(2_000), article: 'Loan' }),
  ];
  test.each([
    { why: 'before its first accrual a payment is the cost', month: '2026-01', cost: 90 },
    { why: 'then the accrual is', month: '2026-02', cost: 30 },
    { why: 'and the payment no more; materials of deals and a loan are no costs of the month', month: '2026-04', cost: 42 },
  ])('$month: $why', ({ month, cost }) => expect(costsOf(month, { expenses, settings })).toBe(rub(cost)));
  test('a row that is spread goes out of the till whole on its day, a recurring one as it stands', () => {
    const year = expense({ day: '2026-01-20', amount: rub(1_200), from: '2026-01', to: '2026-12' });
    expect(occurrences(asPaid(year), months).map(({ day, amount }) => [day, amount])).toEqual([['2026-01-20', rub(1_200)]]);
    expect(occurrences(asPaid({ ...year, day: null }), ['2026-02']).map(({ day, amount }) => [day, amount])).toEqual([['2026-02-01', rub(100)]]);
    expect(occurrences(asPaid(expense({ day: '2026-01-05', amount: rub(1), every: 'month', to: '2026-02' })), months)).toHaveLength(2);
  });
});
