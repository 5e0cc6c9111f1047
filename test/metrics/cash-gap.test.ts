import type { Book } from '../../src/facts/book';
import { defaultSettings } from '../../src/facts/settings';
import { cashThisMorning } from '../../src/metrics/cash-balance';
import { cashCalendar, firstGap } from '../../src/metrics/cash-calendar';
import { cashFlows } from '../../src/metrics/cash-flows';
import { closingOf, mayWait } from '../../src/metrics/cash-gap';
import type { Debt } from '../../src/metrics/debt';
import { specialDays } from '../../src/metrics/pace';
import type { Bill } from '../../src/metrics/payer-history';
import { book, expense, manual, planned, rub } from './money-book';

const today = '2026-07-01'; // Wednesday
const debt = (client: string, day: string | null, amount: number, more: Partial<Debt> = {}): Debt => ({
  crm: 'amocrm',
  deal_id: client,
  deal: client,
  client,
  client_id: '',
  manager: 'Anna',
  link: '',
  advance: 0,
  parts: [{ day, amount: rub(amount), disputed: false }],
  ...more,
});
const out = (name: string, day: string, amount: number, priority: number | null = null) => planned({ day, counterparty: name, amount: rub(amount), priority });
const company = (facts: Partial<Book>): Book => book({ today, ...facts });

const flowsOf = (facts: Partial<Book>, debts: readonly Debt[] = [], bills: readonly Bill[] = []) =>
  cashFlows(company(facts), debts, bills).flows.map(({ kind, day, amount, name }) => `${kind} ${day} ${amount / 100} ${name}`);
test.each<{ why: string; facts?: Partial<Book>; debts?: readonly Debt[]; bills?: readonly Bill[]; is: readonly string[] }>([
  { why: 'due today is sure', debts: [debt('Ivanov', today, 10)], is: ['sure 2026-07-01 10 Ivanov'] },
  { why: 'due on Saturday comes on Monday', debts: [debt('Ivanov', '2026-07-04', 10)], is: ['sure 2026-07-06 10 Ivanov'] },
  {
    why: 'a holiday on Monday moves it to Tuesday, a working Saturday does not move it',
    facts: {
      calendar: [
        { day: '2026-07-06', kind: 'holiday' },
        { day: '2026-07-11', kind: 'working' },
      ],
    },
    debts: [debt('Ivanov', '2026-07-04', 10), debt('Petrov', '2026-07-11', 20)],
    is: ['sure 2026-07-07 10 Ivanov', 'sure 2026-07-11 20 Petrov'],
  },
  { why: 'due yesterday is only probable: 80 % in 30 days', debts: [debt('Ivanov', '2026-06-30', 10)], is: ['probable 2026-07-31 8 Ivanov'] },
  {
    why: 'by his own history: of three bills that were still open a day after, two were paid, after 3 and 6 days more',
    debts: [debt('Ivanov', '2026-06-30', 10)],
    bills: [
      { payer: '/ivanov', late: 4, paid: true },
      { payer: '/ivanov', late: 7, paid: true },
      { payer: '/ivanov', late: 200, paid: false },
    ],
    is: ['probable 2026-07-07 6.67 Ivanov'],
  },
  { why: 'a payment not made in time is carried over to today', facts: { paymentPlan: [out('Plant', '2026-06-20', 5)] }, is: ['payment 2026-07-01 5 Plant'] },
  {
    why: 'a planned receipt without a deal, sure and by half',
    facts: {
      paymentPlan: [
        planned({ direction: 'in', day: '2026-07-02', article: 'Loan', amount: rub(9) }),
        planned({ direction: 'in', day: '2026-07-03', article: 'Grant', amount: rub(9), state: 'probable' }),
      ],
    },
    is: ['sure 2026-07-02 9 Loan', 'probable 2026-07-03 4.5 Grant'],
  },
  {
    why: 'an expense of every month stands on its working days',
    facts: { expenses: [expense({ day: '2026-06-04', article: 'Rent', amount: rub(5), every: 'month' })] },
    is: ['payment 2026-07-06 5 Rent', 'payment 2026-08-04 5 Rent', 'payment 2026-09-04 5 Rent'],
  },
  {
    why: 'money that came today is there',
    facts: { payments: [manual(today, '', rub(3)), manual('2026-06-30', '', rub(4)), manual('2026-07-02', '', rub(5))] },
    is: ['sure 2026-07-01 3 '],
  },
])('$why', ({ facts = {}, debts, bills, is }) => expect(flowsOf(facts, debts, bills)).toEqual(is));

test('what has no day, and what is disputed, is listed apart', () => {
  const disputed = debt('Petrov', '2026-07-05', 20, { parts: [{ day: '2026-07-05', amount: rub(20), disputed: true }] }),
    paymentPlan = [planned({ article: 'Paint', amount: rub(5) }), planned({ article: 'Loan', direction: 'in', amount: rub(7) })];
  const { flows, apart } = cashFlows(company({ paymentPlan }), [debt('Ivanov', null, 10), disputed], []);
  expect([flows, apart.map(({ kind, name, amount }) => `${kind} ${name} ${amount / 100}`)]).toEqual([
    [],
    ['undated_in Ivanov 10', 'disputed Petrov 20', 'undated_out Paint 5', 'undated_in Loan 7'],
  ]);
});

const moved = { payments: [manual('2026-05-31', '', rub(900)), manual('2026-06-01', '', rub(40)), manual('2026-07-01', '', rub(7)), manual(null, '', rub(8))] };
test.each([
  { why: 'no opening day: the balance is this morning’s', opening_day: null, earlier: 0, is: 100 },
  { why: 'what moved this month before today, and what earlier months add', opening_day: '2026-06-01', earlier: rub(40), is: 140 },
  { why: 'the opening day itself counts', opening_day: '2026-07-01', earlier: 0, is: 100 },
  { why: 'an opening day to come', opening_day: '2026-08-01', earlier: 0, is: 100 },
])('money this morning: $why', ({ opening_day, earlier, is }) => {
  const settings = { ...defaultSettings, opening_balance: rub(100), opening_day };
  expect(cashThisMorning(company({ ...moved, settings }), earlier)).toBe(rub(is));
  expect(cashThisMorning({ ...company({ ...moved, settings }), today: '2026-07-02' }, earlier)).toBe(
    rub(opening_day !== null && opening_day <= '2026-07-01' ? is + 7 : is),
  );
});

const asked = { opening: rub(100), reserve: rub(50) };
function closing(paymentPlan: Book['paymentPlan'], debts: readonly Debt[] = [], more: Partial<Book> = {}) {
  const one = company({ paymentPlan, ...more }),
    found = cashFlows(one, debts, []),
    gap = firstGap(cashCalendar(found.flows, { today, opening: asked.opening, reserve: asked.reserve }), asked.reserve);
  if (gap === null) return null;
  const { moves, exact, missing } = closingOf(gap, found, { today, special: specialDays(one) });
  return {
    gap: [gap.from, gap.to, gap.days, gap.depth / 100, gap.deepest, gap.isOpen],
    moves: moves.map(({ kind, name, amount, from, to }) => [kind, name, amount / 100, ...(from ? [from] : []), to].join(' ')),
    exact,
    missing: missing / 100,
  };
}
const loan = planned({ direction: 'in', day: '2026-07-09', article: 'Loan', amount: rub(500) }); // Thursday
test.each<{ why: string; plan: Book['paymentPlan']; debts?: readonly Debt[]; is: ReturnType<typeof closing> }>([
  { why: 'at the reserve is no gap', plan: [out('Plant', '2026-07-02', 50)], is: null },
  {
    why: 'a payment put off until the money comes',
    plan: [out('Plant', '2026-07-02', 60), loan],
    is: { gap: ['2026-07-02', '2026-07-08', 7, 10, '2026-07-02', false], moves: ['put_off Plant 60 2026-07-02 2026-07-09'], exact: true, missing: 0 },
  },
  {
    why: 'priority 1 stays: the debtor is asked, by the last working day before the gap is there',
    plan: [out('Plant', '2026-07-02', 60, 1), loan],
    debts: [debt('Ivanov', '2026-06-20', 15)],
    is: { gap: ['2026-07-02', '2026-07-08', 7, 10, '2026-07-02', false], moves: ['collect Ivanov 15 2026-07-02'], exact: true, missing: 0 },
  },
  {
    why: 'of two single moves the one that moves less money',
    plan: [out('Plant', '2026-07-02', 60), out('Courier', '2026-07-02', 12), loan],
    is: { gap: ['2026-07-02', '2026-07-08', 7, 22, '2026-07-02', false], moves: ['put_off Plant 60 2026-07-02 2026-07-09'], exact: true, missing: 0 },
  },
  {
    why: 'what one payer owes for several deals, with or without a day, is one move',
    plan: [out('Plant', '2026-07-02', 60, 1), loan],
    debts: [debt('Ivanov', '2026-06-20', 6), debt('Ivanov', null, 4), debt('Petrov', null, 9)],
    is: { gap: ['2026-07-02', '2026-07-08', 7, 10, '2026-07-02', false], moves: ['collect Ivanov 10 2026-07-02'], exact: true, missing: 0 },
  },
  {
    why: 'two steps where no single one is enough, the payment back as soon as the money is there',
    plan: [
      out('Plant', '2026-07-02', 60, 1),
      out('Mill', '2026-07-16', 20),
      planned({ direction: 'in', day: '2026-07-24', article: 'Loan', amount: rub(500) }),
    ],
    debts: [debt('Ivanov', '2026-06-20', 10)],
    is: {
      gap: ['2026-07-02', '2026-07-23', 22, 30, '2026-07-16', false],
      moves: ['collect Ivanov 10 2026-07-02', 'put_off Mill 20 2026-07-16 2026-07-24'],
      exact: true,
      missing: 0,
    },
  },
  {
    why: 'two weeks are not enough for priority 2: the step that helps on the worst day, and what is still missing then',
    plan: [
      out('Plant', '2026-07-02', 60, 2),
      out('Mill', '2026-07-16', 60, 2),
      planned({ direction: 'in', day: '2026-07-24', article: 'Loan', amount: rub(500) }),
    ],
    is: {
      gap: ['2026-07-02', '2026-07-23', 22, 70, '2026-07-16', false],
      moves: ['put_off Mill 60 2026-07-16 2026-07-30'],
      exact: true,
      missing: 10,
    },
  },
])('$why', ({ plan, debts, is }) => expect(closing(plan, debts)).toEqual(is));

test('for how long a payment may wait', () => expect([0, 1, 2, 2.5, 3, 9, null].map(mayWait)).toEqual([0, 0, 14, 14, 30, 30, 14]));
