/** The elements of a scheme (finance.md 1.1) beside base, tiers and refunds, each with its traps. All figures are worked out by hand; amounts in roubles. */
import type { Book } from '../../src/facts/book';
import type { DealEvent, PayrollScheme } from '../../src/facts/rows';
import { handPay } from '../../src/metrics/pay-corrections';
import type { Pay } from '../../src/metrics/pay-ledger';
import { payLedger } from '../../src/metrics/pay-ledger';
import { readSchemes } from '../../src/metrics/pay-scheme';
import { anna, book, boris, contract, correction, event, manager, noon, payment, plan, rub, scheme } from './money-book';

const deals = ['1', '2', '3'].map((id) => contract(id, '2026-01-10', rub(900_000)));
const made = (facts: Partial<PayrollScheme>, events: readonly DealEvent[], more: Partial<Book> = {}) =>
  payLedger(book({ today: '2026-03-31', managers: [anna, boris], deals, schemes: [scheme(facts)], events, ...more }), () => true);
type Result = ReturnType<typeof made>;
const ofMonth = (result: Result, month: string, name = 'Anna'): Pay => result.pays.find((pay) => pay.month === month && pay.manager === name) as Pay;
const units = (amount: number): number => amount / 100;
const paid = (amount: number, day = '2026-01-12', id = '1'): DealEvent => payment(`p${id}${day}${amount}`, id, day, rub(amount));

describe('tiers', () => {
  test.each([
    { why: 'regressive by steps: 300 000 × 5 % + 200 000 × 3 %', tiers: '0=5; 300000=3', base: 500_000, variable: 21_000 },
    { why: 'regressive on the whole: more may pay less, 500 000 × 3 %', tiers: 'whole: 0=5; 300000=3', base: 500_000, variable: 15_000 },
    { why: 'threshold by steps: only what is above 100 000', tiers: '100000=4', base: 150_000, variable: 2_000 },
    { why: 'threshold on the whole: below it nothing', tiers: 'whole: 100000=4', base: 100_000, variable: 0 },
    { why: 'threshold on the whole: above it all', tiers: 'whole: 100000=4', base: 150_000, variable: 6_000 },
    { why: 'accelerator: 4 % above the plan of 400 000 only', tiers: '0=2; 100%=4', base: 500_000, variable: 12_000 },
    { why: 'accelerator: exactly at the plan it is not yet', tiers: '0=2; 100%=4', base: 400_000, variable: 8_000 },
    { why: 'accelerator on the whole is retroactive: 500 000 × 4 %', tiers: 'whole: 0=2; 100%=4', base: 500_000, variable: 20_000 },
    { why: 'decelerator below 80 % of the plan: 320 000 × 1 % + 80 000 × 2 %', tiers: '0=1; 80%=2', base: 400_000, variable: 4_800 },
    {
      why: 'borders in money and in percent of the plan mix: 100 000 × 1 % + 300 000 × 2 % + 100 000 × 4 %',
      tiers: '0=1; 100000=2; 100%=4',
      base: 500_000,
      variable: 11_000,
    },
  ])('$why', ({ tiers, base, variable }) => {
    const result = made({ tiers }, [paid(base)], { plans: [plan('2026-01', 'Anna', 'receipts', 400_000)] });
    expect(units(ofMonth(result, '2026-01').variable)).toBe(variable);
  });
  test('no plan: tiers in percent of it are left out, with a flaw', () => {
    const result = made({ tiers: '0=2; 100%=4' }, [paid(500_000)], { today: '2026-01-31' });
    expect(units(ofMonth(result, '2026-01').variable)).toBe(10_000);
    expect(result.flaws).toContainEqual(expect.objectContaining({ code: 'plan-missing', details: { name: 'Anna', period: '2026-01' } }));
  });
});

test.each([
  { why: 'below 80 %: cut off', base: 399_999, factor: 0 },
  { why: 'at 80 % the line begins', base: 400_000, factor: 0.8 },
  { why: 'half way', base: 450_000, factor: 0.9 },
  { why: 'a third of the way, to six places', base: 433_333.33, factor: 0.866667 },
  { why: 'at the plan', base: 500_000, factor: 1 },
  { why: 'above, towards the cap: 1 + 0.5 × 20 / 50', base: 600_000, factor: 1.2 },
  { why: 'the cap holds on', base: 5_000_000, factor: 1.5 },
])('multiplier with straight stretches: $why', ({ base, factor }) => {
  const result = made({ tiers: '0=1', plan_metric: 'receipts', multipliers: '0=0; 80=0.8~; 100=1~; 150=1.5' }, [paid(base)], {
    plans: [plan('2026-01', 'Anna', 'receipts', 500_000)],
  });
  expect(ofMonth(result, '2026-01').multiplier).toBe(factor);
});

test.each([
  { why: 'first month of work: half the plan', month: '2026-01', multiplier: 1 },
  { why: 'second month: three quarters', month: '2026-02', multiplier: 0.5 },
  { why: 'third month: the whole plan', month: '2026-03', multiplier: 0.5 },
])('ramp: $why', ({ month, multiplier }) => {
  const facts = { tiers: '0=1', plan_metric: 'receipts', multipliers: '0=0.5; 100=1', ramp: '1=50; 2=75' };
  const result = made(facts, [paid(60_000, `${month}-20`)], {
    managers: [manager('a', 'Anna', { active_from: '2026-01-12' })],
    plans: ['2026-01', '2026-02', '2026-03'].map((one) => plan(one, 'Anna', 'receipts', 100_000)),
  });
  expect(ofMonth(result, month).multiplier).toBe(multiplier);
});

describe('guarantee', () => {
  const facts = { fixed: rub(20_000), tiers: '0=10', guarantee: rub(50_000) };
  test.each([
    { why: 'accrued less: topped up', base: 100_000, topUp: 20_000, total: 50_000, carry: 0, rule: 'gift' },
    { why: 'accrued more: nothing', base: 400_000, topUp: 0, total: 60_000, carry: 0, rule: 'gift' },
    { why: 'a draw is carried', base: 100_000, topUp: 20_000, total: 50_000, carry: -20_000, rule: 'draw' },
  ])('$why', ({ base, topUp, total, carry, rule }) => {
    const pay = ofMonth(made({ ...facts, guarantee_rule: rule }, [paid(base)], { today: '2026-01-31' }), '2026-01');
    expect([pay.guarantee, pay.total, pay.carry].map(units)).toEqual([topUp, total, carry]);
  });
  test('a draw is repaid from what stands above the guarantee, and never below it', () => {
    // January 10 000 of 30 000: draw 20 000. February 45 000: 15 000 above, repaid. March 60 000: 30 000 above, the last 5 000 repaid.
    const result = made({ ...facts, guarantee_rule: 'draw' }, [paid(100_000), paid(450_000, '2026-02-12'), paid(600_000, '2026-03-12')]);
    expect(['2026-01', '2026-02', '2026-03'].map((month) => [ofMonth(result, month).total, ofMonth(result, month).carry].map(units))).toEqual([
      [50_000, -20_000],
      [50_000, -5_000],
      [75_000, 0],
    ]);
  });
  test('a gift is not used up by what earlier months left: 50 000 to be taken off, nothing is, below the guarantee', () => {
    const events = [paid(500_000), paid(-500_000, '2026-02-12'), paid(200_000, '2026-03-12', '2')];
    const march = ofMonth(made(facts, events), '2026-03');
    expect([march.total, march.carry].map(units)).toEqual([50_000, -50_000]);
  });
  test('half a month of work guarantees its part: 10 of 20 working days', () => {
    // February 2026 has 20 working days, the first ten end on the 13th
    const managers = [manager('a', 'Anna', { active_to: '2026-02-13' })];
    const pay = ofMonth(made({ ...facts, valid_from: '2026-02-01' }, [], { managers, today: '2026-02-28' }), '2026-02');
    expect([pay.fixed, pay.total].map(units)).toEqual([10_000, 25_000]);
  });
});

describe('team', () => {
  const cora = manager('c', 'Cora', { department: 'Sales' });
  const staff = [manager('a', 'Anna', { department: 'Sales' }), manager('b', 'Boris', { department: 'Sales' }), cora, manager('d', 'Dora')];
  const ofStaff = [
    contract('1', '2026-01-10', rub(9)),
    contract('2', '2026-01-10', rub(9), { manager_id: 'b' }),
    contract('3', '2026-01-10', rub(9), { manager_id: 'c' }),
    contract('4', '2026-01-10', rub(9), { manager_id: 'd' }),
  ];
  const events = [paid(100_000), paid(200_000, '2026-01-13', '2'), paid(50_000, '2026-01-14', '3'), paid(70_000, '2026-01-15', '4')];
  const head = (facts: Partial<PayrollScheme>, more: readonly PayrollScheme[] = [], all = events): Result =>
    made({}, all, { managers: staff, deals: ofStaff, schemes: [scheme({ manager: 'Cora', team_tiers: '0=1', ...facts }), ...more] });
  test.each([
    { why: 'the department without her own deals: 300 000', team: 'Sales', tiers: '', variable: 3_000 },
    { why: 'her own deals in, where her name stands: 350 000', team: 'Sales, Cora', tiers: '', variable: 3_500 },
    { why: 'named people of any department: 170 000', team: 'Anna, Dora', tiers: '', variable: 1_700 },
    { why: 'own deals by a scale of their own: 3 000 + 50 000 × 10 %', team: 'Sales', tiers: '0=10', variable: 8_000 },
    {
      why: 'the scale of the team is filled by the team alone: 200 000 × 1 % + 100 000 × 2 %',
      team: 'Sales',
      tiers: '',
      team_tiers: '0=1; 200000=2',
      variable: 4_000,
    },
  ])('$why', ({ why, variable, ...facts }) => expect(units(ofMonth(head(facts), '2026-01', 'Cora').variable)).toBe(variable));

  test('a circle of heads ends by itself: each has a percent of the deals of the other, not of the pay', () => {
    const result = head({ team: 'Dora' }, [scheme({ manager: 'Dora', team: 'Cora', team_tiers: '0=2' })]);
    expect([ofMonth(result, '2026-01', 'Cora').variable, ofMonth(result, '2026-01', 'Dora').variable].map(units)).toEqual([700, 1_000]);
  });
  test('a refund is taken back from the seller and from the head, each at his rate', () => {
    const result = head({ team: 'Sales' }, [scheme({ manager: 'Boris', tiers: '0=5' })], [...events, paid(-200_000, '2026-02-13', '2')]);
    expect(
      result.lines
        .filter(({ month }) => month === '2026-02')
        .map(({ manager: who, role, baseAmount, paid: got }) => [who, role, units(baseAmount), units(got)]),
    ).toEqual([
      ['Boris', '', -200_000, -10_000],
      ['Cora', 'team', -200_000, -2_000],
    ]);
  });
  test('of a shared deal the head has the shares of her people', () => {
    const result = head({ team: 'Sales', splits: '2: Boris=60, Dora=40' });
    expect(result.lines.filter(({ dealId }) => dealId === '2').map(({ share, baseAmount }) => [share, units(baseAmount)])).toEqual([[0.6, 120_000]]);
  });
  test('her plan is that of the department when she has none of her own', () => {
    const result = payLedger(
      book({
        today: '2026-01-31',
        managers: staff,
        deals: ofStaff,
        events,
        schemes: [scheme({ manager: 'Cora', team: 'Sales', team_tiers: '0=1', plan_metric: 'receipts', multipliers: '0=0.5; 100=1' })],
        plans: [plan('2026-01', 'Sales', 'receipts', 300_000, { level: 'department' })],
      }),
      () => true,
    );
    expect(ofMonth(result, '2026-01', 'Cora').multiplier).toBe(1);
  });
});

describe('bonus for a deal', () => {
  const signed = (id: string, day: string): DealEvent => event(`c${id}${day}`, { deal_id: id, kind: 'contract', to: day, amount: rub(900_000) });
  const kitchen = [contract('1', '2026-01-10', rub(900_000), { product: 'Kitchen', source: 'Site', signed_amount: rub(900_000) })];
  const bonus = (bonuses: string, events: readonly DealEvent[]): readonly number[] =>
    ['2026-01', '2026-02'].map((month) =>
      made({ bonuses, base: 'contract' }, events, { deals: kitchen })
        .lines.filter((line) => line.month === month)
        .reduce((sum, line) => sum + units(line.paid), 0),
    );
  test.each([
    { why: 'product fits', bonuses: '5000: product=kitchen', expected: 5_000 },
    { why: 'another product', bonuses: '5000: product=Door', expected: 0 },
    { why: 'all conditions at once', bonuses: '5000: product=Kitchen, source=Site, amount=900000, from=2026-01-10, to=2026-01-10', expected: 5_000 },
    { why: 'one kopeck below the least amount', bonuses: '5000: amount=900000.01', expected: 0 },
    { why: 'the action begins tomorrow', bonuses: '5000: from=2026-01-11', expected: 0 },
    { why: 'two actions fit: the larger one, never both', bonuses: '5000: product=Kitchen; 7000: source=Site', expected: 7_000 },
  ])('$why', ({ bonuses, expected }) => expect(bonus(bonuses, [signed('1', '2026-01-10')])[0]).toBe(expected));
  const cancelled = event('x', { deal_id: '1', kind: 'cancel', to: '2026-02-05', amount: rub(-900_000) });
  test('a contract cancelled later gives it back', () => expect(bonus('5000', [signed('1', '2026-01-10'), cancelled])).toEqual([5_000, -5_000]));
  test('signed, cancelled, signed again: paid once', () =>
    expect(bonus('5000', [signed('1', '2026-01-10'), cancelled, signed('1', '2026-02-20')])).toEqual([5_000, 0]));
  test('a contract day that moves takes its bonus along, and none where the action is over', () => {
    const moved = event('m', { deal_id: '1', kind: 'contract_day', from: '2026-01-10', to: '2026-02-03', amount: rub(900_000) });
    expect(bonus('5000', [signed('1', '2026-01-10'), moved])).toEqual([0, 5_000]);
    expect(bonus('5000: to=2026-01-31', [signed('1', '2026-01-10'), moved])).toEqual([0, 0]);
  });
  test('no plan multiplies it, the cap includes it, and what is lost is said', () => {
    const facts = { bonuses: '5000', base: 'contract', tiers: '0=1', plan_metric: 'turnover', multipliers: '0=0.5', cap: rub(6_000) };
    const pay = ofMonth(made(facts, [signed('1', '2026-01-10')], { deals: kitchen, plans: [plan('2026-01', 'Anna', 'turnover', 1)] }), '2026-01');
    expect([pay.variable, pay.bonuses, pay.lost].map(units)).toEqual([6_000, 5_000, 3_500]); // 9 000 × 0.5 + 5 000 = 9 500
  });
});

test.each([
  { why: '10 % off: the step itself holds', list: 1_000_000, discounts: '10=0.9; 20=0.5', rate: 2.7 },
  { why: 'just below 10 %', list: 999_999, discounts: '10=0.9; 20=0.5', rate: 3 },
  { why: '25 % off', list: 1_200_000, discounts: '10=0.9; 20=0.5', rate: 1.5 },
  { why: '25 % off, approved', list: 1_200_000, discounts: '10=0.9; 20=0.5; approved: 7, 1', rate: 3 },
  { why: 'sold above the list', list: 500_000, discounts: '10=0.9', rate: 3 },
  { why: 'no list price: nothing to compare with', list: null, discounts: '0=0', rate: 3 },
])('discount penalty: $why', ({ list, discounts, rate }) => {
  const own = [contract('1', '2026-01-10', rub(900_000), { list_price: list === null ? null : rub(list), signed_amount: rub(900_000) })];
  expect(made({ tiers: '0=3', discounts }, [paid(100_000)], { deals: own }).lines.map((line) => [line.rate, units(line.paid)])).toEqual([[rate, rate * 1_000]]);
});

describe('KPI bonus', () => {
  const facts = { kpi_pool: rub(10_000), kpis: 'receipts=60; contracts=40' };
  const plans = [plan('2026-01', 'Anna', 'receipts', 200_000), plan('2026-01', 'Anna', 'contracts', 4)];
  const kpis = (more: Partial<PayrollScheme>, given = plans): readonly (readonly [string, number, number, number])[] =>
    made({ ...facts, ...more }, [paid(100_000)], { plans: given, today: '2026-01-31' }).lines.flatMap(({ event: kind, note, share, rate, paid: got }) =>
      kind === 'kpi' ? [[note, share, rate, units(got)] as const] : [],
    );
  test('weight × attainment × pool: 60 % × 50 % and 40 % × 75 %', () =>
    expect(kpis({})).toEqual([
      ['receipts', 0.6, 50, 3_000],
      ['contracts', 0.4, 75, 3_000],
    ]));
  test('without plan the weight goes to the others', () => expect(kpis({}, plans.slice(0, 1))).toEqual([['receipts', 1, 50, 5_000]]));
  test('without plan the weight is lost, by the setting', () =>
    expect(kpis({ kpi_without_plan: 'zero' }, plans.slice(0, 1))).toEqual([['receipts', 0.6, 50, 3_000]]));
  test('more than the plan counts as 100 %', () => expect(kpis({}, [plan('2026-01', 'Anna', 'receipts', 10)])).toEqual([['receipts', 1, 100, 10_000]]));
  test('no plan at all: nothing, and nothing is divided', () => expect(kpis({}, [])).toEqual([]));
});

describe('by hand', () => {
  const facts = { fixed: rub(20_000), tiers: '0=10' };
  const by = (corrections: Book['corrections'], events = [paid(100_000)]): Result => made(facts, events, { corrections, today: '2026-02-28' });
  test('a bonus is added with its reason and author', () => {
    const result = by([correction('2026-01-20', 'Anna', '3000', { reason: 'Mentor', author: 'Owner' })]);
    expect(units(ofMonth(result, '2026-01').total)).toBe(33_000);
    expect(result.others.filter(({ event: kind }) => kind === 'correction').map(({ day, paid: got, note }) => [day, units(got), note])).toEqual([
      ['2026-01-20', 3_000, 'Mentor (Owner)'],
    ]);
  });
  test('what is taken off lowers the variable part only, the rest is carried', () => {
    const result = by([correction('2026-01-20', 'Anna', '-14 000,50')], [paid(100_000), paid(80_000, '2026-02-10')]);
    expect(['2026-01', '2026-02'].map((month) => [ofMonth(result, month).total, ofMonth(result, month).carry].map(units))).toEqual([
      [20_000, -4_000.5],
      [23_999.5, 0],
    ]);
  });
  test.each([
    { why: 'no author', facts: { author: ' ' }, code: 'correction-unsigned' },
    { why: 'no reason', facts: { reason: '' }, code: 'correction-unsigned' },
    { why: 'not an amount', facts: { value: 'a lot' }, code: 'amount-missing' },
    { why: 'nobody of that name', facts: { row_id: 'Zoe' }, code: 'manager-unknown' },
    { why: 'no day', facts: { day: null }, code: 'day-missing' },
  ])('not paid, and told: $why', ({ facts: more, code }) => {
    const found = handPay({ managers: [anna], corrections: [correction('2026-01-20', 'Anna', '3000', more)] });
    expect([found.rows, found.flaws.map((flaw) => flaw.code)]).toEqual([[], [code]]);
  });
  test('a correction of another tab is none of ours', () =>
    expect(units(ofMonth(by([correction('2026-01-20', 'Anna', '3000', { tab: 'deals' })]), '2026-01').total)).toBe(30_000));
});

describe('refunds', () => {
  test.each([
    { why: 'on the last day of the window', day: '2026-03-12', back: -10_000 },
    { why: 'a day later: the seller keeps it, the line says so', day: '2026-03-13', back: 0 },
  ])('window of 59 days: $why', ({ day, back }) => {
    const { lines } = made({ tiers: '0=10', refund_window: 59 }, [paid(100_000), paid(-100_000, day)]);
    expect(lines.map(({ baseAmount, paid: got }) => [units(baseAmount), units(got)])).toEqual([
      [100_000, 10_000],
      [-100_000, back],
    ]);
  });
  test('after dismissal what is left is shown and not withheld from what is still paid', () => {
    const managers = [manager('a', 'Anna', { active_to: '2026-01-31' })];
    const result = made({ fixed: rub(20_000), tiers: '0=10' }, [paid(100_000), paid(-100_000, '2026-02-12'), paid(50_000, '2026-03-12', '2')], { managers });
    expect(['2026-01', '2026-02', '2026-03'].map((month) => [ofMonth(result, month).total, ofMonth(result, month).carry].map(units))).toEqual([
      [30_000, 0],
      [0, -10_000],
      [5_000, -10_000],
    ]);
  });
});

describe('margin below zero', () => {
  const cost = (id: string, deal_id: string, day: string, amount: number): DealEvent =>
    event(id, { deal_id, kind: 'cost', from: 'materials_cost', to: '', at: noon(day), amount: rub(amount) });
  const signed = (id: string, day: string, amount: number): DealEvent => event(`c${id}`, { deal_id: id, kind: 'contract', to: day, amount: rub(amount) });
  // deal 1: 1 000 with costs of 1 600, margin −600; deal 2: 2 000 without costs
  const two = [contract('1', '2026-01-10', rub(1_000), { materials_cost: rub(1_600) }), contract('2', '2026-01-12', rub(2_000))];
  const events = [cost('k', '1', '2026-01-05', 1_600), signed('1', '2026-01-10', 1_000), signed('2', '2026-01-12', 2_000)];
  test.each([
    { why: 'counts as 0', negative_margin: '', variable: 200 },
    { why: 'lowers the base of the month: 1 400', negative_margin: 'carry', variable: 140 },
  ])('$why', ({ negative_margin, variable }) =>
    expect(units(ofMonth(made({ base: 'margin', tiers: '0=10', negative_margin }, events, { deals: two }), '2026-01').variable)).toBe(variable),
  );
  test('a month at a loss is carried: −60 in January, taken off 200 in February', () => {
    const later = [contract('1', '2026-01-10', rub(1_000), { materials_cost: rub(1_600) }), contract('2', '2026-02-12', rub(2_000))];
    const result = made({ base: 'margin', tiers: '0=10', negative_margin: 'carry' }, [events[0], events[1], signed('2', '2026-02-12', 2_000)] as DealEvent[], {
      deals: later,
    });
    expect(['2026-01', '2026-02'].map((month) => [ofMonth(result, month).total, ofMonth(result, month).carry].map(units))).toEqual([
      [0, -60],
      [140, 0],
    ]);
  });
  test('a loss that a corrected cost undoes comes back at the rate at which it was taken', () => {
    const mended = [contract('1', '2026-01-10', rub(1_000), { materials_cost: rub(900) }), two[1]] as typeof two;
    const { lines } = made({ base: 'margin', tiers: '0=10', negative_margin: 'carry' }, [...events, cost('k2', '1', '2026-02-05', -700)], { deals: mended });
    expect(lines.filter(({ dealId }) => dealId === '1').map(({ base, baseAmount, paid: got }) => [base, units(baseAmount), units(got)])).toEqual([
      ['loss', -600, -60],
      ['margin', 100, 10],
      ['loss', 600, 60],
    ]);
  });
});

test.each([
  { why: 'tiers in percent of nothing', facts: { tiers: '10%=' } },
  { why: 'a multiplier with a mark of tiers', facts: { plan_metric: 'receipts', multipliers: '80%=1' } },
  { why: 'weights of 90 %', facts: { kpis: 'contracts=50; receipts=40' } },
  { why: 'a KPI twice', facts: { kpis: 'contracts=50; contracts=50' } },
  { why: 'a KPI that nobody counts', facts: { kpis: 'smiles=100' } },
  { why: 'a team without a head', facts: { manager: '', team: 'Sales', team_tiers: '0=1' } },
  { why: 'a scale for no team', facts: { team_tiers: '0=1' } },
  { why: 'a bonus whose end is before its beginning', facts: { bonuses: '5000: from=2026-02-01, to=2026-01-01' } },
  { why: 'a bonus with an unknown condition', facts: { bonuses: '5000: colour=red' } },
  { why: 'a ramp of 0 %', facts: { ramp: '1=0' } },
  { why: 'a guarantee below 0', facts: { guarantee: -1 } },
  { why: 'an unknown word', facts: { guarantee_rule: 'maybe' } },
])('a row that cannot be meant is set aside with its place: $why', ({ facts }) => {
  const read = readSchemes([scheme(facts)]);
  expect([read.schemes.length, read.broken.length, read.flaws.map(({ code }) => code)]).toEqual([0, 1, ['scheme-wrong']]);
});
