import { moneyFlaws } from '../../src/metrics/money-flaws';
import { moneyProblems } from '../../src/reports/money-problems';
import { anna, book, contract, correction, expense, manual, payment, plan, planned, rub, scheme } from '../metrics/money-book';

const plain = { managers: [anna], today: '2026-03-10' };
test.each([
  {
    why: 'nothing wrong',
    facts: {
      expenses: [expense({ day: '2026-01-01', amount: 1 })],
      schemes: [scheme({ tiers: '0=3' })],
      payments: [manual('2026-01-01', '1', 5)],
      deals: [contract('1', '2026-01-01', 5)],
    },
    whole: true,
    found: [],
  },
  { why: 'an expense without a day', facts: { expenses: [expense({ amount: 1 })] }, whole: true, found: [['expenses', 'day-missing']] },
  { why: 'a payment of no known deal', facts: { payments: [manual('2026-01-01', '9', 5)] }, whole: true, found: [['payments', 'deal-unknown']] },
  { why: 'in a slice the deal may be elsewhere', facts: { payments: [manual('2026-01-01', '9', 5)] }, whole: false, found: [] },
  {
    why: 'a payment without amount',
    facts: { payments: [{ ...manual('2026-01-01', '9', 5), amount: null }] },
    whole: false,
    found: [['payments', 'amount-missing']],
  },
  {
    why: 'planned payments without amount, without direction, and of no known deal',
    facts: {
      paymentPlan: [
        planned({ article: 'Rent' }),
        planned({ article: 'Rent', amount: 5, direction: '' }),
        planned({ direction: 'in', amount: 5, deal_id: '9' }),
        planned({ article: 'Rent', amount: 5 }),
      ],
    },
    whole: true,
    found: [
      ['payment_plan', 'amount-missing'],
      ['payment_plan', 'cell-unreadable'],
      ['payment_plan', 'deal-unknown'],
    ],
  },
  {
    why: 'a scheme for nobody known, and a share for nobody known',
    facts: { schemes: [scheme({ manager: 'Ana', tiers: '0=3', splits: '1: Ana=50, Bob=50' })] },
    whole: false,
    found: [
      ['payroll_schemes', 'manager-unknown'],
      ['payroll_schemes', 'manager-unknown'],
    ],
  },
  {
    why: 'a multiplier without plan of this month',
    facts: { schemes: [scheme({ tiers: '0=3', plan_metric: 'receipts', multipliers: '0=0.8' })], plans: [plan('2026-02', 'Anna', 'receipts', 5)] },
    whole: false,
    found: [['payroll_schemes', 'plan-missing']],
  },
  {
    why: 'a tier in percent of a plan that nobody wrote',
    facts: { schemes: [scheme({ tiers: '0=3; 100%=5' })] },
    whole: false,
    found: [['payroll_schemes', 'plan-missing']],
  },
  {
    why: 'KPIs, one of them without plan',
    facts: { schemes: [scheme({ kpi_pool: 5, kpis: 'contracts=50; leads=50' })], plans: [plan('2026-03', 'Anna', 'leads', 5)] },
    whole: false,
    found: [['payroll_schemes', 'plan-missing']],
  },
  {
    why: 'a team that is neither a department nor a person',
    facts: { schemes: [scheme({ team: 'Nord', team_tiers: '0=1' })] },
    whole: false,
    found: [['payroll_schemes', 'manager-unknown']],
  },
  {
    why: 'a bonus by hand without reason',
    facts: { corrections: [correction('2026-03-01', 'Anna', '5', { reason: '' })] },
    whole: false,
    found: [['corrections', 'correction-unsigned']],
  },
  {
    why: 'a currency without rate, told once for a day',
    facts: {
      deals: [contract('1', '2026-01-05', rub(5), { currency: 'USD' }), contract('2', '2026-01-05', rub(5), { currency: 'USD' })],
      events: [payment('e', '1', '2026-01-09', rub(2))],
      rates: [{ day: '2026-01-07', currency: 'USD', rate: 90 }],
    },
    whole: false,
    found: [['deals', 'rate-missing']],
  },
])('$why', ({ facts, whole, found }) => expect(moneyFlaws(book({ ...plain, ...facts }), whole).map(({ tab, flaw }) => [tab, flaw.code])).toEqual(found));

test('the line names tab and column as people read them', () => {
  const facts = book({ ...plain, schemes: [scheme({ tiers: 'many' })], expenses: [expense({ amount: 1, article: 'Rent' })] });
  expect(moneyProblems(facts, true, 'ru').map(({ tab, row, what }) => [tab, row, what])).toEqual([
    ['Расходы', 'Rent', expect.stringContaining('Дата')],
    ['Схемы зарплаты', 'Sales', expect.stringContaining('Ступени: «many»')],
  ]);
  expect(moneyProblems(facts, true, 'en').map(({ what }) => what)[1]).toContain('Tiers: «many»');
});
