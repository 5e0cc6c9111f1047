import type { Deal } from '../../src/facts/rows';
import { defaultSettings } from '../../src/facts/settings';
import { bucketOf, receivablesOf } from '../../src/metrics/receivable';
import { book, contract, deal, manual, rub } from './money-book';

const today = '2026-06-30';
const of = (own: Deal, more = {}) =>
  receivablesOf(book({ today, deals: [own], ...more })).map(({ contract: due, paid, balance, advance, dueDay, daysOverdue, bucket }) => [
    due / 100,
    paid / 100,
    balance / 100,
    advance / 100,
    dueDay,
    daysOverdue,
    bucket,
  ]);
test.each([
  { why: 'nothing paid, no day known', deal: contract('1', '2026-06-01', rub(100)), rows: [[100, 0, 100, 0, null, null, 'undated']] },
  {
    why: 'prepayment and more paid',
    deal: contract('1', '2026-06-01', rub(100), { prepayment: rub(30), paid: rub(20), due_day: '2026-07-10' }),
    rows: [[100, 50, 50, 0, '2026-07-10', 0, 'not_due']],
  },
  { why: 'due today is not overdue', deal: contract('1', '2026-06-01', rub(100), { due_day: today }), rows: [[100, 0, 100, 0, today, 0, 'not_due']] },
  {
    why: 'due yesterday is one day overdue',
    deal: contract('1', '2026-06-01', rub(100), { due_day: '2026-06-29' }),
    rows: [[100, 0, 100, 0, '2026-06-29', 1, '1-30']],
  },
  {
    why: 'without a due day the installation day',
    deal: contract('1', '2026-05-01', rub(100), { installation_day: '2026-05-30' }),
    rows: [[100, 0, 100, 0, '2026-05-30', 31, '31-60']],
  },
  { why: 'paid in full: no row', deal: contract('1', '2026-06-01', rub(100), { paid: rub(100) }), rows: [] },
  {
    why: 'paid beyond: an advance, no balance, no bucket',
    deal: contract('1', '2026-06-01', rub(100), { paid: rub(130), due_day: '2026-06-01' }),
    rows: [[100, 130, 0, 30, null, null, '']],
  },
  {
    why: 'a cancelled contract owes nothing, its payments are an advance',
    deal: contract('1', '2026-06-01', rub(100), { signed: false, prepayment: rub(40) }),
    rows: [[0, 40, 0, 40, null, null, '']],
  },
  { why: 'a cancelled contract whose payments went back: no row', deal: contract('1', '2026-06-01', rub(100), { signed: false, prepayment: 0 }), rows: [] },
  { why: 'a deal that never had a contract and no payment', deal: deal('1', { amount: rub(500) }), rows: [] },
  { why: 'a prepayment before the contract', deal: deal('1', { prepayment: rub(10) }), rows: [[0, 10, 0, 10, null, null, '']] },
  { why: 'a deleted deal', deal: contract('1', '2026-06-01', rub(100), { deleted: true }), rows: [] },
  {
    why: 'a payment of a later day has not come yet',
    deal: contract('1', '2026-06-01', rub(100), { paid: rub(60), paid_day: '2026-07-01' }),
    rows: [[100, 0, 100, 0, null, null, 'undated']],
  },
])('$why', ({ deal: own, rows }) => expect(of(own)).toEqual(rows));

test('rows of tab payments by hand count from their day, refunds and those of the CRM as they should', () => {
  const payments = [
    manual('2026-06-10', '1', rub(50)),
    manual('2026-06-11', '1', rub(-5)),
    manual('2026-07-11', '1', rub(20)),
    manual('2026-06-10', '1', rub(7), { origin: 'crm' }),
    manual(null, '1', rub(1)),
    manual('2026-06-10', '2', rub(9)),
  ];
  expect(of(contract('1', '2026-06-01', rub(100)), { payments })).toEqual([[100, 46, 54, 0, null, null, 'undated']]);
});

test('overdue_offset_days moves the day that follows from the installation, not the field', () => {
  const settings = { ...defaultSettings, overdue_offset_days: 14 };
  expect(of(contract('1', '2026-05-01', rub(1), { installation_day: '2026-06-20' }), { settings })).toEqual([[1, 0, 1, 0, '2026-07-04', 0, 'not_due']]);
  expect(of(contract('1', '2026-05-01', rub(1), { installation_day: '2026-06-20', due_day: '2026-06-21' }), { settings })).toEqual([
    [1, 0, 1, 0, '2026-06-21', 9, '1-30'],
  ]);
});

test('another currency: one rate for contract and payments, so a paid contract leaves nothing', () => {
  const rates = [
    { day: '2026-06-01', currency: 'USD', rate: 90 },
    { day: '2026-06-20', currency: 'USD', rate: 100 },
  ];
  expect(of(contract('1', '2026-06-01', rub(100), { currency: 'USD', paid: rub(100) }), { rates })).toEqual([]);
  expect(of(contract('1', '2026-06-01', rub(100), { currency: 'USD', paid: rub(40) }), { rates })).toEqual([[9_000, 3_600, 5_400, 0, null, null, 'undated']]);
  expect(of(contract('1', '2026-06-01', rub(100), { currency: 'GBP' }), { rates })).toEqual([]);
});

test('what a balance in another currency is worth today stands apart', () => {
  const rates = [
    { day: '2026-06-01', currency: 'USD', rate: 90 },
    { day: '2026-06-20', currency: 'USD', rate: 100 },
  ];
  const of = (own: Deal) => receivablesOf(book({ today, rates, deals: [own] })).map(({ balance, revaluation }) => [balance / 100, revaluation / 100]);
  expect(of(contract('1', '2026-06-01', rub(100), { currency: 'USD', paid: rub(40) }))).toEqual([[5_400, 600]]); // 60 × (100 − 90)
  expect(of(contract('1', '2026-06-01', rub(100), { currency: 'USD', paid: rub(140) }))).toEqual([[0, 0]]); // an advance
  expect(of(contract('1', '2026-06-01', rub(100)))).toEqual([[100, 0]]);
});

test.each([
  [null, 'undated'],
  [0, 'not_due'],
  [1, '1-30'],
  [30, '1-30'],
  [31, '31-60'],
  [60, '31-60'],
  [61, '61-90'],
  [90, '61-90'],
  [91, '91-180'],
  [180, '91-180'],
  [181, '180+'],
] as const)('%s days overdue: %s', (days, bucket) => expect(bucketOf(days)).toBe(bucket));
