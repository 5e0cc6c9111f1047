import type { Deal } from '../../src/facts/rows';
import type { Bill } from '../../src/metrics/payer-history';
import { expectationFrom, settledOf, usualDelay } from '../../src/metrics/payer-history';
import { book, contract, manual, planned, rub } from './money-book';

const today = '2026-06-30';
const of = (deal: Deal, more = {}) => settledOf(book({ today, deals: [deal], ...more })).map(({ dueDay, paidDay, daysLate }) => [dueDay, paidDay, daysLate]);
const due = (facts: Partial<Deal>): Deal => contract('1', '2026-05-01', rub(100), { due_day: '2026-05-20', ...facts });

test.each([
  { why: 'paid late', deal: due({ paid: rub(100), paid_day: '2026-06-01' }), is: [['2026-05-20', '2026-06-01', 12]] },
  { why: 'paid before its day', deal: due({ prepayment: rub(100), prepayment_day: '2026-05-01' }), is: [['2026-05-20', '2026-05-01', -19]] },
  {
    why: 'the payment that made it whole counts',
    deal: due({ prepayment: rub(40), prepayment_day: '2026-05-01', paid: rub(70), paid_day: '2026-05-25' }),
    is: [['2026-05-20', '2026-05-25', 5]],
  },
  { why: 'still owed', deal: due({ paid: rub(99), paid_day: '2026-05-25' }), is: [] },
  { why: 'no due day', deal: due({ due_day: null, paid: rub(100), paid_day: '2026-05-25' }), is: [] },
  { why: 'nobody knows when it was paid', deal: due({ paid: rub(100) }), is: [] },
  { why: 'more than a year ago', deal: due({ due_day: '2025-06-01', paid: rub(100), paid_day: '2025-06-29' }), is: [] },
  { why: 'cancelled', deal: due({ signed: false, paid: rub(100), paid_day: '2026-05-25' }), is: [] },
])('$why', ({ deal, is }) => expect(of(deal)).toEqual(is));

test('given back and paid again: the second time; of instalments the last day', () => {
  const payments = [manual('2026-05-10', '1', rub(100)), manual('2026-05-15', '1', rub(-30)), manual('2026-06-04', '1', rub(30))];
  expect(of(due({}), { payments })).toEqual([['2026-05-20', '2026-06-04', 15]]);
  const paymentPlan = [planned({ direction: 'in', deal_id: '1', day: '2026-06-03', amount: rub(50) })];
  expect(of(due({}), { payments, paymentPlan })).toEqual([['2026-06-03', '2026-06-04', 1]]);
});

const bill = (payer: string, late: number, paid = true): Bill => ({ payer, late, paid });
const ivan = [bill('i', 5), bill('i', 20), bill('i', 40), bill('i', 120), bill('i', 60, false)];
test.each([
  {
    why: 'of his 4 bills open after 10 days two were paid within 13 weeks, 10 and 30 days later: the later of the middle two',
    bills: ivan,
    payer: 'i',
    days: 10,
    is: { of: 2, outOf: 4, after: 30, by: 'payer' },
  },
  {
    why: 'paid in the 14th week is not in time',
    bills: [bill('i', 102), bill('i', 102), bill('i', 101)],
    payer: 'i',
    days: 10,
    is: { of: 1, outOf: 3, after: 91, by: 'payer' },
  },
  {
    why: 'an open bill of fewer days says nothing yet',
    bills: [...ivan, bill('i', 10, false)],
    payer: 'i',
    days: 10,
    is: { of: 2, outOf: 4, after: 30, by: 'payer' },
  },
  { why: 'a payer with too few bills: everybody’s', bills: [...ivan, bill('p', 30)], payer: 'p', days: 10, is: { of: 3, outOf: 5, after: 20, by: 'all' } },
  { why: 'nobody has enough: the table', bills: [bill('i', 40)], payer: 'i', days: 10, is: { of: 80, outOf: 100, after: 30, by: 'none' } },
  { why: 'the table by age', bills: [], payer: '', days: 200, is: { of: 5, outOf: 100, after: 30, by: 'none' } },
  {
    why: 'nobody ever paid such a bill',
    bills: [bill('i', 50, false), bill('i', 60, false), bill('i', 70, false)],
    payer: 'i',
    days: 31,
    is: { of: 0, outOf: 3, after: 30, by: 'payer' },
  },
] as const)('$why', ({ bills, payer, days, is }) => expect(expectationFrom(bills)(payer, days)).toEqual(is));

test('the usual delay is the middle of what was paid', () => {
  expect(usualDelay(ivan)).toBe(40); // 5, 20, 40, 120: the later of the middle two
  expect(usualDelay(ivan.slice(0, 2))).toBeNull();
});
