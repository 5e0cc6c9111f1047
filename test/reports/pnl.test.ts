/** The P&L: one small company by hand in each recognition, and what ties the tab to turnover, margins and expenses over chance books. */
import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { Settings } from '../../src/facts/settings';
import { defaultSettings } from '../../src/facts/settings';
import { addMonths, monthOf } from '../../src/kernel/calendar';
import type { Row } from '../../src/kernel/sheet-template';
import { costsOf } from '../../src/metrics/expenses';
import { dealMarginReport } from '../../src/reports/deal-margin';
import { payrollReport } from '../../src/reports/payroll';
import { pnlReport } from '../../src/reports/pnl';
import { growth } from '../../src/reports/pnl-links';
import type { PnlLine, PnlRow } from '../../src/reports/pnl-rows';
import { between, everything, inMonths } from '../../src/reports/report';
import { turnoverReport } from '../../src/reports/turnover';
import { moneyCompany } from '../golden/money-company';
import { allMonths, bookOf, cohortOf, life, lives, monthsOfEvent, sliceOf } from '../golden/random-book';
import { anna, book, contract, event, expense, noon, payment, plan, rub, scheme } from '../metrics/money-book';

/**
 * Today is 10 March. Deal 1: 100,000 signed 20 January, installed 10 February, 30,000 + 70,000 paid; materials of 40,000 entered on 1 February. Deal 2: 60,000 signed 5 February, to be
 * installed on 20 March, 20,000 paid; delivery of 5,000. Rent 10,000, salaries 8,000 and a depreciation of 1,000 each month, a tax of 3,000 in February.
 */
const small = (settings: Partial<Settings> = {}, facts: Partial<Book> = {}): Book =>
  book({
    settings: { ...defaultSettings, ...settings },
    today: '2026-03-10',
    now: noon('2026-03-10'),
    managers: [anna],
    deals: [
      contract('1', '2026-01-20', rub(100_000), { materials_cost: rub(40_000), installation_day: '2026-02-10' }),
      contract('2', '2026-02-05', rub(60_000), { delivery_cost: rub(5_000), installation_day: '2026-03-20' }),
    ],
    events: [
      event('1', { deal_id: '1', kind: 'contract', to: '2026-01-20', amount: rub(100_000) }),
      payment('2', '1', '2026-01-20', rub(30_000)),
      event('3', { deal_id: '1', kind: 'cost', from: 'materials_cost', to: '40000', amount: rub(40_000), at: noon('2026-02-01') }),
      payment('4', '1', '2026-02-15', rub(70_000)),
      event('5', { deal_id: '2', kind: 'contract', to: '2026-02-05', amount: rub(60_000) }),
      payment('6', '2', '2026-02-05', rub(20_000)),
      event('7', { deal_id: '2', kind: 'cost', from: 'delivery_cost', to: '5000', amount: rub(5_000), at: noon('2026-02-05') }),
    ],
    expenses: [
      expense({ day: '2026-01-05', amount: rub(10_000), every: 'month' }),
      expense({ day: '2026-01-31', amount: rub(8_000), every: 'month', article: 'Зарплата' }),
      expense({ day: '2026-02-25', amount: rub(3_000), article: 'Налог УСН' }),
      expense({ day: '2026-01-01', amount: rub(1_000), every: 'month', article: 'Depreciation', basis: 'accrual' }),
      expense({ day: '2026-02-11', amount: rub(500_000), article: 'Кредит' }), // given back to the bank: no cost
    ],
    ...facts,
  });
const rowsOf = (company: Book): readonly PnlRow[] => pnlReport.rows(company, everything);
const at = (rows: readonly PnlRow[], month: string, line: PnlLine): PnlRow | undefined => rows.find((row) => row.month === month && row.line === line);
const shown: readonly PnlLine[] = [
  'revenue',
  'materials',
  'delivery',
  'marginal_profit',
  'payroll',
  'operating_expenses',
  'operating_profit',
  'taxes',
  'net_profit',
  'break_even',
];
const column = (rows: readonly PnlRow[], month: string): (number | null)[] =>
  shown.map((line) => {
    const amount = at(rows, month, line)?.amount ?? null;
    return amount === null ? null : amount / 100;
  });

describe.each([
  {
    basis: 'contract',
    months: {
      '2026-01': [100_000, 40_000, 0, 60_000, 8_000, 11_000, 41_000, 0, 41_000, 31_666.67], // 19,000 ÷ 60 %
      '2026-02': [60_000, 0, 5_000, 55_000, 8_000, 11_000, 36_000, 3_000, 33_000, 20_727.27], // 19,000 × 60 ÷ 55
      '2026-03': [0, 0, 0, 0, 2_580.65, 3_548.39, -6_129.04, 0, -6_129.04, null], // 10 of 31 days: 8,000, 10,000 and 1,000 × 10 ÷ 31
    },
  },
  {
    basis: 'installation',
    months: {
      '2026-01': [0, 0, 0, 0, 8_000, 11_000, -19_000, 0, -19_000, null], // a prepayment without work done is no revenue
      '2026-02': [100_000, 40_000, 0, 60_000, 8_000, 11_000, 41_000, 3_000, 38_000, 31_666.67],
      '2026-03': [0, 0, 0, 0, 2_580.65, 3_548.39, -6_129.04, 0, -6_129.04, null], // 20 March is to come
    },
  },
  {
    basis: 'payment',
    months: {
      '2026-01': [30_000, 0, 0, 30_000, 8_000, 10_000, 12_000, 0, 12_000, 18_000], // the depreciation is paid by nobody
      '2026-02': [90_000, 40_000, 5_000, 45_000, 8_000, 10_000, 27_000, 3_000, 24_000, 36_000], // 18,000 ÷ 50 %
      '2026-03': [0, 0, 0, 0, 2_580.65, 3_225.81, -5_806.46, 0, -5_806.46, null],
    },
  },
] as const)('recognised by $basis', ({ basis, months }) => {
  const rows = rowsOf(small({ revenue_recognition: basis }));
  test.each(Object.entries(months))('%s', (month, expected) => expect(column(rows, month)).toEqual(expected));
  test('said in every row', () => expect(new Set(rows.map(({ recognition }) => recognition))).toEqual(new Set([basis])));
});

describe('by contract', () => {
  test('a contract cancelled later takes its revenue and costs back on that day, and leaves the earlier month as it was', () => {
    const company = small({}, { events: [...small().events, event('8', { deal_id: '1', kind: 'cancel', to: '2026-02-20', amount: -rub(100_000) })] }),
      cancelled = { ...company, deals: company.deals.map((deal) => (deal.deal_id === '1' ? { ...deal, signed: false } : deal)) };
    expect(column(rowsOf(cancelled), '2026-01').slice(0, 4)).toEqual([100_000, 40_000, 0, 60_000]);
    expect(column(rowsOf(cancelled), '2026-02').slice(0, 4)).toEqual([-40_000, -40_000, 5_000, -5_000]);
  });
  test('VAT of 22 % in all amounts: revenue and direct costs without it, plans too, expenses as entered', () => {
    const vatRates = [{ valid_from: '2026-01-01', regime: 'general', rate: 0.22, deductible: true, note: '' }],
      plans = [plan('2026-02', '', 'turnover', 122_000, { level: 'company' })];
    const rows = rowsOf(small({ vat_mode: 'included' }, { vatRates, plans }));
    expect(column(rows, '2026-02').slice(0, 6)).toEqual([49_180.33, 0, 4_098.36, 45_081.97, 8_000, 11_000]); // 60,000 and 5,000 ÷ 1.22
    expect(at(rows, '2026-02', 'revenue')?.plan).toBe(rub(100_000));
  });
  test('VAT went up between signing and cancelling: what came is what goes', () => {
    const vatRates = [
      { valid_from: '2025-01-01', regime: 'general', rate: 0.2, deductible: true, note: '' },
      { valid_from: '2026-02-01', regime: 'general', rate: 0.22, deductible: true, note: '' },
    ];
    const company = small(
      { vat_mode: 'included' },
      { vatRates, events: [...small().events.slice(0, 1), event('8', { deal_id: '1', kind: 'cancel', to: '2026-02-20', amount: -rub(100_000) })] },
    );
    expect(['2026-01', '2026-02'].map((month) => at(rowsOf(company), month, 'revenue')?.amount)).toEqual([rub(83_333.33), -rub(83_333.33)]);
  });
  test('dollars at the rate of their days; a deal without a rate is left out with its costs', () => {
    const [first, second] = small().deals,
      deals = [
        { ...first, currency: 'USD' },
        { ...second, currency: 'EUR' },
      ] as Book['deals'],
      rates = [{ day: '2026-01-15', currency: 'USD', rate: 80 }];
    const rows = rowsOf(small({}, { deals, rates }));
    expect(column(rows, '2026-01').slice(0, 4)).toEqual([8_000_000, 3_200_000, 0, 4_800_000]);
    expect(column(rows, '2026-02').slice(0, 4)).toEqual([0, 0, 0, 0]);
  });
});

describe('beside the amounts', () => {
  const rows = rowsOf(small({ break_even: rub(80_000), fiscal_year_start: 2 }));
  test('break-even by hand and computed stand together, and by hand is what counts', () => {
    expect([at(rows, '2026-01', 'break_even')?.amount, at(rows, '2026-01', 'break_even')?.plan]).toEqual([rub(31_666.67), rub(80_000)]);
    expect(['2026-01', '2026-02'].map((month) => at(rows, month, 'above_break_even')?.amount)).toEqual([rub(20_000), -rub(20_000)]);
  });
  test('months below in a row: January above, February below, March is running', () =>
    expect(['2026-01', '2026-02', '2026-03'].map((month) => at(rows, month, 'above_break_even')?.months_below)).toEqual([0, 1, 1]));
  test('the year begins in February', () =>
    expect(['2026-01', '2026-02', '2026-03'].map((month) => at(rows, month, 'revenue')?.year_to_date)).toEqual([rub(100_000), rub(60_000), rub(60_000)]));
  test('the running month is projected by working days, its recurring costs whole', () => {
    const company = small({}, { events: [...small().events, event('8', { deal_id: '2', kind: 'contract_change', to: '2026-03-04', amount: rub(14_000) })] }),
      march = rowsOf(company);
    expect(at(march, '2026-03', 'revenue')?.projected).toBe(rub(44_000)); // 14,000 ÷ 7 working days gone (2–6, 9, 10) × 22
    expect(at(march, '2026-03', 'operating_expenses')?.projected).toBe(rub(11_000));
    expect(at(march, '2026-03', 'net_profit')?.projected).toBe(rub(25_000)); // 44,000 − 8,000 − 11,000
  });
  test.each([
    { why: 'up by a half', now: 150, before: 100, expected: 0.5 },
    { why: 'a smaller loss', now: -50, before: -100, expected: 0.5 },
    { why: 'nothing before', now: 100, before: 0, expected: null },
    { why: 'from loss to profit', now: 100, before: -100, expected: null },
    { why: 'down to nothing', now: 0, before: 100, expected: -1 },
    { why: 'no such month', now: 100, before: null, expected: null },
  ])('growth: $why', ({ now, before, expected }) => expect(growth(now, before)).toBe(expected));
});

test('computed pay takes the place of payroll expenses: the fixed part by days, the variable part to date', () => {
  const schemes = [scheme({ base: 'contract', fixed: rub(31_000), tiers: '0=10', valid_from: '2026-01-01' })],
    company = small(
      { pnl_payroll: 'computed' },
      { schemes, events: [...small().events, event('8', { deal_id: '2', kind: 'contract', to: '2026-03-04', amount: rub(50_000) })] },
    );
  const rows = rowsOf(company);
  expect(['2026-01', '2026-02', '2026-03'].map((month) => at(rows, month, 'payroll')?.amount)).toEqual([rub(41_000), rub(37_000), rub(15_000)]); // 31,000 × 10 ÷ 31 + 10 % of 50,000
  expect(at(rows, '2026-03', 'payroll')?.projected).toBe(rub(36_000));
});

test('a month in which nothing stands but computed pay is a loss of that pay', () => {
  const rows = rowsOf(
    book({
      ...small({ pnl_payroll: 'computed' }),
      deals: [],
      events: [],
      expenses: [],
      schemes: [scheme({ base: 'contract', fixed: rub(31_000), valid_from: '2026-01-01' })],
    }),
  );
  expect(['2026-01', '2026-02', '2026-03'].map((month) => at(rows, month, 'net_profit')?.amount)).toEqual([-rub(31_000), -rub(31_000), -rub(10_000)]); // 10 of the 31 days of March are gone
});

test('nothing at all: no rows', () => expect(rowsOf(book({}))).toEqual([]));

const runs = { numRuns: 15 };
const total = (rows: readonly object[], key: string): number => rows.reduce<number>((all, row) => all + Number((row as Row)[key] ?? 0), 0);
const linesOf = (rows: readonly PnlRow[], line: PnlLine): PnlRow[] => rows.filter((row) => row.line === line);
const companyOf = (lived: Parameters<typeof bookOf>[0], settings: Partial<Settings>): Book => {
  const lot = bookOf(lived);
  return { ...lot, settings: { ...lot.settings, ...settings }, expenses: moneyCompany.expenses, schemes: moneyCompany.schemes };
};

test('by contract: revenue is the turnover of each month, revenue and costs of all months are those of the deals', () =>
  fc.assert(
    fc.property(lives(0, 20), (all) => {
      const company = companyOf(all, {}),
        rows = rowsOf(company),
        turnover = turnoverReport.rows(company, everything),
        deals = dealMarginReport.rows(company, everything);
      for (const month of allMonths) {
        const mine = (some: readonly object[]) => some.filter((row) => (row as Row).month === month);
        expect(total(mine(linesOf(rows, 'revenue')), 'amount')).toBe(total(mine(turnover), 'turnover'));
      }
      expect(total(linesOf(rows, 'revenue'), 'amount')).toBe(total(deals, 'revenue'));
      expect(total(linesOf(rows, 'materials'), 'amount')).toBe(total(deals, 'materials_cost'));
      expect(total(linesOf(rows, 'marginal_profit'), 'amount')).toBe(total(deals, 'margin'));
    }),
    runs,
  ));

test('by payment: revenue is the receipts of each month', () =>
  fc.assert(
    fc.property(lives(0, 20), (all) => {
      const company = companyOf(all, { revenue_recognition: 'payment' }),
        rows = linesOf(rowsOf(company), 'revenue'),
        turnover = turnoverReport.rows(company, everything);
      for (const month of allMonths) {
        const mine = (some: readonly object[]) => some.filter((row) => (row as Row).month === month);
        expect(total(mine(rows), 'amount')).toBe(total(mine(turnover), 'receipts'));
      }
    }),
    runs,
  ));

test('lines follow from one another in every month, and a month that is over carries all its costs', () =>
  fc.assert(
    fc.property(lives(0, 12), (all) => {
      const company = companyOf(all, {}),
        rows = rowsOf(company);
      for (const month of new Set(rows.map((row) => row.month))) {
        const amount = (line: PnlLine): number => at(rows, month, line)?.amount ?? 0;
        expect(amount('marginal_profit')).toBe(amount('revenue') - amount('materials') - amount('delivery') - amount('installation') - amount('other_direct'));
        if (month === 'undated') continue;
        expect(amount('net_profit')).toBe(amount('marginal_profit') - amount('payroll') - amount('operating_expenses') - amount('taxes'));
        if (month < monthOf(company.today)) expect(amount('payroll') + amount('operating_expenses') + amount('taxes')).toBe(costsOf(month, company));
      }
    }),
    runs,
  ));

const sorted = (rows: readonly PnlRow[]): readonly PnlRow[] => [...rows].sort((a, b) => pnlReport.order(a, b));
test.each(['expenses', 'computed'] as const)(
  'pay from %s: after one more deal, a slice of its months and the years around them in the old tab give the tab of everything',
  (pay) =>
    fc.assert(
      fc.property(lives(1, 10), life(99), fc.constantFrom('contract' as const, 'payment' as const), (all, more, basis) => {
        const settings = { pnl_payroll: pay, revenue_recognition: basis, break_even: rub(2_000) },
          before = companyOf(all, settings),
          after = companyOf([...all, more], settings),
          zone = after.settings.time_zone;
        const own = after.events.filter((one) => one.deal_id === '99').flatMap((one) => monthsOfEvent(one, zone)),
          touched = new Set([...own, ...after.deals.filter((deal) => deal.deal_id === '99').map((deal) => cohortOf(deal, zone))]);
        const first = [...touched].filter((month) => month !== 'undated').sort()[0] ?? '2026-11',
          asked =
            pay === 'computed' ? new Set([...touched, ...allMonths.filter((month) => month !== 'undated' && month >= first && month <= '2026-11')]) : touched;
        const wanted = new Set(pnlReport.blocks?.around?.(asked, after.today)),
          stands = sorted(rowsOf(before)),
          inBlocks = (row: PnlRow): boolean => wanted.has(pnlReport.blocks?.of(row) ?? '');
        const kept = (key: string): readonly Row[] =>
          key === 'pnl' ? stands.filter(inBlocks) : key === 'payroll' ? payrollReport.rows(after, everything) : [];
        const made = pnlReport.rows(sliceOf(after, asked), inMonths(asked, new Set()), kept).filter(inBlocks);
        expect(sorted([...made, ...stands.filter((row) => !inBlocks(row))])).toEqual(sorted(rowsOf(after)));
      }),
      { numRuns: 15 },
    ),
);

test('months of a report asked for by days are whole, with what follows from months before them', () => {
  const rows = pnlReport.rows(small(), between('2026-02-15', '2026-02-20'));
  expect([new Set(rows.map(({ month }) => month)), at(rows, '2026-02', 'revenue')]).toEqual([
    new Set(['2026-02']),
    expect.objectContaining({ amount: rub(60_000), previous: rub(100_000), year_to_date: rub(160_000) }),
  ]);
});

test('a year ago: two years of rent, and growth on them', () => {
  const company = book({
      today: '2026-03-31',
      now: noon('2026-03-31'),
      expenses: [
        expense({ day: '2025-01-05', amount: rub(100), every: 'month', to: '2025-12' }),
        expense({ day: '2026-01-05', amount: rub(125), every: 'month' }),
      ],
    }),
    rows = rowsOf(company);
  expect(at(rows, '2026-02', 'operating_expenses')).toEqual(
    expect.objectContaining({ year_ago: rub(100), growth_year: 0.25, previous: rub(125), growth: 0, year_to_date: rub(250) }),
  );
  expect(at(rows, addMonths('2026-02', -12), 'operating_expenses')?.year_ago).toBeNull();
  expect(at(rows, '2026-02', 'above_break_even')?.months_below).toBe(12); // 14 months of loss; no more than a year is told
});
