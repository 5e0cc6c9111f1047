import type { Expense, PlannedPayment } from '../../src/facts/rows';
import { cashTimes, planOf } from '../../src/metrics/cash-costs';
import { book, expense, manual, planned, rub } from './money-book';

const months = ['2026-05', '2026-06', '2026-07'];
test.each<{ why: string; row: Partial<Expense>; is: readonly string[]; each?: number }>([
  { why: 'every month on its day', row: { day: '2026-05-31', every: 'month' }, is: ['2026-05-31', '2026-06-30', '2026-07-31'] },
  { why: 'every quarter', row: { day: '2026-04-10', every: 'quarter' }, is: ['2026-07-10'] },
  { why: 'until it was called off', row: { day: '2026-05-10', every: 'month', to: '2026-06' }, is: ['2026-05-10', '2026-06-10'] },
  { why: 'once, although spread over months: it is paid once, as a whole', row: { day: '2026-06-10', from: '2026-05', to: '2026-07' }, is: ['2026-06-10'] },
  {
    why: 'spread and without a day: 90 in three even parts, as the P&L has them',
    row: { from: '2026-05', to: '2026-07' },
    each: 3000,
    is: ['2026-05-01', '2026-06-01', '2026-07-01'],
  },
  { why: 'an accrual moves no money', row: { day: '2026-06-10', every: 'month', basis: 'accrual' }, is: [] },
  { why: 'a blank basis is a payment, in the cash flow too', row: { day: '2026-06-10', every: 'month', basis: '' }, is: ['2026-06-10', '2026-07-10'] },
])('$why', ({ row, is, each = 9000 }) =>
  expect(cashTimes(expense({ amount: rub(90), ...row }), months).map(({ day, amount }) => `${day} ${amount}`)).toEqual(is.map((day) => `${day} ${each}`)),
);

const today = '2026-07-15';
const out = (day: string | null, more: Partial<PlannedPayment> = {}): PlannedPayment => planned({ day, article: 'Glass', amount: rub(90), ...more });
const paidOn = (day: string, more: Partial<Expense> = {}): Expense => expense({ day, article: 'glass', amount: rub(90), ...more });
test.each<{
  why: string;
  plan: readonly PlannedPayment[];
  expenses?: readonly Expense[];
  payments?: ReturnType<typeof manual>[];
  open: readonly (string | null)[];
  paid?: readonly string[];
  costs?: readonly string[];
}>([
  { why: 'to come', plan: [out('2026-07-20')], open: ['2026-07-20'] },
  { why: 'overdue and unpaid', plan: [out('2026-06-20')], open: ['2026-06-20'] },
  { why: 'without a day', plan: [out(null), out(null, { state: 'paid' })], open: [null] },
  { why: 'matched by an expense of the same item and amount: gone', plan: [out('2026-07-10')], expenses: [paidOn('2026-07-03')], open: [] },
  { why: 'paid early', plan: [out('2026-07-25')], expenses: [paidOn('2026-07-14')], open: [] },
  { why: 'paid long after its day', plan: [out('2026-05-10')], expenses: [paidOn('2026-07-14')], open: [] },
  { why: 'another amount is another payment', plan: [out('2026-07-10')], expenses: [paidOn('2026-07-10', { amount: rub(91) })], open: ['2026-07-10'] },
  { why: 'an accrual is no payment', plan: [out('2026-07-10')], expenses: [paidOn('2026-07-10', { basis: 'accrual' })], open: ['2026-07-10'] },
  { why: 'one fact pays one row, the first', plan: [out('2026-07-11'), out('2026-07-10')], expenses: [paidOn('2026-07-12')], open: ['2026-07-11'] },
  { why: 'an expense of today is the planned payment of today', plan: [out(today)], expenses: [paidOn(today)], open: [today], costs: [] },
  {
    why: 'an expense to come: the planned row stands for it, once',
    plan: [out('2026-08-02')],
    expenses: [paidOn('2026-08-05')],
    open: ['2026-08-02'],
    costs: [],
  },
  { why: 'an expense to come that nobody planned', plan: [], expenses: [paidOn('2026-08-05')], open: [], costs: ['2026-08-05'] },
  { why: 'the last of 13 weeks', plan: [], expenses: [paidOn('2026-10-13'), paidOn('2026-10-14')], open: [], costs: ['2026-10-13'] },
  { why: 'said to be paid, and no expense says so: a fact of its own', plan: [out('2026-07-10', { state: 'paid' })], open: [], paid: ['2026-07-10'] },
  {
    why: 'said to be paid, and an expense says so too: once',
    plan: [out('2026-07-10', { state: 'paid' })],
    expenses: [paidOn('2026-07-10')],
    open: [],
    paid: [],
  },
  { why: 'said to be paid tomorrow: still to come', plan: [out('2026-07-16', { state: 'paid' })], open: ['2026-07-16'] },
  { why: 'cancelled', plan: [out('2026-07-20', { state: 'cancelled' })], open: [] },
  { why: 'a receipt of a deal is known from the deal', plan: [out('2026-07-20', { direction: 'in', deal_id: '7' })], open: [] },
  { why: 'a loan that came', plan: [out('2026-07-14', { direction: 'in' })], payments: [manual('2026-07-13', '', rub(90))], open: [] },
  {
    why: 'money of a deal is not the loan',
    plan: [out('2026-07-14', { direction: 'in' })],
    payments: [manual('2026-07-13', '7', rub(90))],
    open: ['2026-07-14'],
  },
])('$why', ({ plan, expenses = [], payments = [], open, paid = [], costs }) => {
  const found = planOf(book({ today, paymentPlan: plan, expenses, payments }));
  expect([found.open.map(({ day }) => day), found.paid.map(({ day }) => day)]).toEqual([open, paid]);
  if (costs) expect(found.costs.map(({ day }) => day)).toEqual(costs);
});
