/** The worked example of finance.md 1.4, to the kopeck, and what stands around it. All figures are worked out by hand. */
import type { Book } from '../../src/facts/book';
import type { DealEvent, PayrollScheme } from '../../src/facts/rows';
import type { PayBook } from '../../src/metrics/pay-ledger';
import { payLedger } from '../../src/metrics/pay-ledger';
import { anna, book, boris, contract, event, manager, manual, noon, payment, plan, rub, scheme } from './money-book';

const steps = '0=3; 500000=4; 1000000=5';
const example = scheme({ fixed: rub(40_000), tiers: steps, plan_metric: 'receipts', multipliers: '0=0.8; 80=1; 100.01=1.1' });
const deals = ['1', '2', '3'].map((id) => contract(id, '2026-01-10', rub(700_000)));
const plans = ['2026-01', '2026-02', '2026-03'].map((month) => plan(month, 'Anna', 'receipts', 1_000_000));
const paid = (events: readonly DealEvent[], facts: Partial<PayrollScheme> = {}, more: Partial<Book> = {}): PayBook =>
  payLedger(
    book({ today: '2026-03-31', managers: [anna, boris], deals, plans, schemes: [{ ...example, valid_from: '2026-01-01', ...facts }], events, ...more }),
    () => true,
  );
const payOf = (result: PayBook, month: string, name = 'Anna') => {
  const { base, fixed, variable, multiplier, corrections, total, carry } =
    result.pays.find((pay) => pay.month === month && pay.manager === name) ?? ({} as PayBook['pays'][number]);
  return { base, fixed, variable, multiplier, corrections, total, carry };
};
const month1 = [payment('e1', '1', '2026-01-12', rub(700_000)), payment('e2', '2', '2026-01-20', rub(450_000))];
const month2 = payment('e4', '3', '2026-02-10', rub(200_000));

describe('the worked example', () => {
  test.each([
    { why: 'case 1, refund in the same month, rule reverse', rule: 'reverse' },
    { why: 'case 1, refund in the same month, rule net', rule: 'net' },
  ])('$why', ({ rule }) => {
    const result = paid([...month1, payment('e3', '2', '2026-01-25', rub(-100_000))], { refund_rule: rule });
    expect(payOf(result, '2026-01')).toEqual({
      base: rub(1_050_000),
      fixed: rub(40_000),
      variable: rub(41_250),
      multiplier: 1.1,
      corrections: 0,
      total: rub(81_250),
      carry: 0,
    });
    const byRate = [3, 4, 5].map((rate) =>
      result.lines
        .filter((line) => line.rate === rate)
        .reduce((sums, line) => [sums[0] + line.baseAmount, sums[1] + line.amount] as [number, number], [0, 0] as [number, number]),
    );
    expect(byRate).toEqual([
      [rub(500_000), rub(15_000)],
      [rub(500_000), rub(20_000)],
      [rub(50_000), rub(2_500)],
    ]); // the table of the case
  });

  test.each([
    {
      why: 'case 2, rule reverse: the refund of deal 2 goes back at 5 % × 1.1',
      rule: 'reverse',
      of: '2',
      second: { base: 200_000, variable: 0, multiplier: 0.8, total: 40_000, carry: -700 },
      third: { corrections: 0, carry: -700, total: 40_000 },
      back: [-5_500],
    },
    {
      why: 'case 2, rule net: the refund lowers the base of month 2',
      rule: 'net',
      of: '2',
      second: { base: 100_000, variable: 2_400, multiplier: 0.8, total: 42_400, carry: 0 },
      third: { corrections: 0, carry: 0, total: 40_000 },
      back: [-3_000],
    },
    {
      why: 'case 3, rule reverse: the refund of deal 1 goes back at 4 % × 1.1',
      rule: 'reverse',
      of: '1',
      second: { base: 200_000, variable: 400, multiplier: 0.8, total: 40_400, carry: 0 },
      third: { corrections: 0, carry: 0, total: 40_000 },
      back: [-4_400],
    },
  ])('$why', ({ rule, of, second, third, back }) => {
    const result = paid([...month1, payment('e3', of, '2026-02-05', rub(-100_000)), month2], { refund_rule: rule });
    expect(payOf(result, '2026-01')).toEqual({
      base: rub(1_150_000),
      fixed: rub(40_000),
      variable: rub(46_750),
      multiplier: 1.1,
      corrections: 0,
      total: rub(86_750),
      carry: 0,
    });
    const { fixed, corrections, ...rest } = payOf(result, '2026-02');
    expect(rest).toEqual({
      base: rub(second.base),
      variable: rub(second.variable),
      multiplier: second.multiplier,
      total: rub(second.total),
      carry: rub(second.carry),
    });
    expect({ fixed, corrections }).toEqual({ fixed: rub(40_000), corrections: 0 });
    expect(payOf(result, '2026-03')).toMatchObject({ corrections: rub(third.corrections), carry: rub(third.carry), total: rub(third.total) });
    expect(result.lines.filter((line) => line.baseAmount < 0).map((line) => line.amount)).toEqual(back.map(rub));
  });

  test('case 2 goes on: the carry of 700 comes off the variable part of month 3', () => {
    // month 3: 100 000 × 3 % = 3 000, 10 % of the plan × 0.8 = 2 400, less 700
    const result = paid([...month1, payment('e3', '2', '2026-02-05', rub(-100_000)), month2, payment('e5', '3', '2026-03-03', rub(100_000))]);
    expect(payOf(result, '2026-03')).toEqual({
      base: rub(100_000),
      fixed: rub(40_000),
      variable: rub(2_400),
      multiplier: 0.8,
      corrections: rub(-700),
      total: rub(41_700),
      carry: 0,
    });
  });

  test('case 4: the whole base at the rate of its tier', () => {
    const result = paid([...month1, payment('e3', '2', '2026-01-25', rub(-100_000))], { tiers: `whole: ${steps}` });
    expect(payOf(result, '2026-01')).toMatchObject({ base: rub(1_050_000), variable: rub(57_750), total: rub(97_750) });
  });

  test.each([
    { why: 'base 500 000 by steps', tiers: steps, base: 500_000, variable: 15_000 },
    { why: 'base 500 000 on the whole: the border has the lower rate', tiers: `whole:${steps}`, base: 500_000, variable: 15_000 },
    { why: 'one kopeck more by steps adds 0.04 kopeck', tiers: steps, base: 500_000.01, variable: 15_000 },
    { why: 'one kopeck more on the whole is the cliff', tiers: `whole:${steps}`, base: 500_000.01, variable: 20_000 },
    { why: 'base 1 000 000 by steps', tiers: steps, base: 1_000_000, variable: 35_000 },
    { why: 'base 1 000 000 on the whole', tiers: `whole:${steps}`, base: 1_000_000, variable: 40_000 },
  ])('border: $why', ({ tiers, base, variable }) => {
    expect(payOf(paid([payment('e1', '1', '2026-01-12', rub(base))], { tiers, multipliers: '', plan_metric: '' }), '2026-01')).toMatchObject({
      base: rub(base),
      variable: rub(variable),
      multiplier: 1,
    });
  });

  test.each([
    { why: 'exactly 80 % has the factor of 80', base: 800_000, factor: 1 },
    { why: 'just below 80 %', base: 799_999.99, factor: 0.8 },
    { why: 'exactly 100 % is not above 100', base: 1_000_000, factor: 1 },
    { why: '100.005 % is below the step as written', base: 1_000_050, factor: 1 },
    { why: '100.01 % is the step', base: 1_000_100, factor: 1.1 },
  ])('multiplier: $why', ({ base, factor }) => {
    expect(payOf(paid([payment('e1', '1', '2026-01-12', rub(base))]), '2026-01')).toMatchObject({ multiplier: factor });
  });

  test('base 0: variable 0, pay 40 000', () => {
    expect(payOf(paid([]), '2026-01')).toEqual({ base: 0, fixed: rub(40_000), variable: 0, multiplier: 0.8, corrections: 0, total: rub(40_000), carry: 0 });
  });

  test.each([
    { why: 'no plan: 1 with a warning', plans: [], setting: 1 as const, variable: 3_000 },
    { why: 'no plan: 0 by the setting', plans: [], setting: 0 as const, variable: 0 },
    { why: 'a plan of 0 is no plan: nothing is divided by it', plans: [plan('2026-01', 'Anna', 'receipts', 0)], setting: 1 as const, variable: 3_000 },
  ])('$why', ({ plans: given, setting, variable }) => {
    const settings = { ...book({}).settings, plan_without_plan_multiplier: setting };
    const result = paid([payment('e1', '1', '2026-01-12', rub(100_000))], {}, { plans: given, settings, today: '2026-01-31' });
    expect(payOf(result, '2026-01')).toMatchObject({ variable: rub(variable), multiplier: setting });
    expect(result.flaws).toEqual([expect.objectContaining({ code: 'plan-missing', details: { name: 'Anna', period: '2026-01' } })]);
  });
});

describe('the statement', () => {
  test('a line that crosses a border is split in two, each with its rate', () => {
    const { lines } = paid(month1);
    expect(lines.map(({ dealId, baseAmount, rate, amount, paid: got }) => [dealId, baseAmount, rate, amount, got])).toEqual([
      ['1', rub(500_000), 3, rub(15_000), rub(16_500)],
      ['1', rub(200_000), 4, rub(8_000), rub(8_800)],
      ['2', rub(300_000), 4, rub(12_000), rub(13_200)],
      ['2', rub(150_000), 5, rub(7_500), rub(8_250)],
    ]);
  });

  test('a refund in the same month stands in the statement and cancels the lines of its own deal', () => {
    const { lines } = paid([...month1, payment('e3', '1', '2026-01-25', rub(-700_000))], { multipliers: '', plan_metric: '' });
    const ofDeal = lines.filter((line) => line.dealId === '1');
    expect(ofDeal.reduce((total, line) => total + line.paid, 0)).toBe(0);
    expect(ofDeal.filter((line) => line.event === 'refund').reduce((total, line) => total + line.baseAmount, 0)).toBe(rub(-700_000));
    expect(lines.filter((line) => line.dealId === '2').map(({ rate, amount }) => [rate, amount])).toEqual([[3, rub(13_500)]]); // the scale is filled as if deal 1 had not been
  });

  test('odd kopecks: lines are rounded half away from zero, the month once', () => {
    // 0.50 × 3 % = 1.5 kopecks -> 2; three such lines 6; × 1.1 = 6.6 -> 7, shared out as 2 + 2 + 3 (running totals 2.2, 4.4, 6.6)
    const events = [1, 2, 3].map((n) => payment(`e${n}`, String(n), `2026-01-1${n}`, 50));
    const result = paid(events, { tiers: '0=3', multipliers: '0=1.1' });
    expect(payOf(result, '2026-01')).toMatchObject({ variable: 7 });
    expect(result.lines.map(({ amount, paid: got }) => [amount, got])).toEqual([
      [2, 2],
      [2, 2],
      [2, 3],
    ]);
  });
});

test('of two payments of a day one is given back: the other is a whole line, rounded once', () => {
  // 0.25 × 10 % = 2.5 kopecks -> 3; two halves of 0.13 and 0.12 would give 1 + 1
  const events = [payment('e1', '1', '2026-01-12', 25), payment('e2', '1', '2026-01-12', 25), payment('e3', '1', '2026-01-12', -25)];
  expect(payOf(paid(events, { tiers: '0=10', multipliers: '', plan_metric: '' }), '2026-01')).toMatchObject({ base: 25, variable: 3 });
});

describe('splits', () => {
  const both = [
    scheme({ tiers: '0=10', splits: '1: Anna=60, Boris=40', valid_from: '2026-01-01' }),
    scheme({ manager: 'Boris', tiers: '0=10', valid_from: '2026-01-01' }),
  ];
  test('shares by the largest remainder, a refund comes back from both', () => {
    // 100.01 × 60 % = 60.006, × 40 % = 40.004 -> 60.01 and 40.00
    const result = paid([payment('e1', '1', '2026-01-12', rub(100.01)), payment('e2', '1', '2026-02-12', rub(-100.01))], {}, { schemes: both });
    expect(result.lines.map(({ manager: who, baseAmount, share }) => [who, baseAmount, share])).toEqual([
      ['Anna', 6001, 0.6],
      ['Boris', 4000, 0.4],
      ['Anna', -6001, 0.6],
      ['Boris', -4000, 0.4],
    ]);
    expect(payOf(result, '2026-02')).toMatchObject({ variable: 0, carry: -600 });
    expect(payOf(result, '2026-02', 'Boris')).toMatchObject({ variable: 0, carry: -400 });
  });
  test('the share of somebody without a scheme is paid to nobody, and comes back from nobody', () => {
    const result = paid([payment('e1', '1', '2026-01-12', rub(100)), payment('e2', '1', '2026-02-12', rub(-50))], {}, { schemes: both.slice(0, 1) });
    expect(result.lines.map(({ manager: who, baseAmount }) => [who, baseAmount])).toEqual([
      ['Anna', rub(60)],
      ['Anna', rub(-30)],
    ]);
  });
  test('a refund of all takes back all, also where only one sharer is paid: no kopeck stays', () => {
    // 284 352.21 × 60 % = 170 611.326, × 40 % = 113 740.884 -> 170 611.33 and 113 740.88
    const result = paid(
      [payment('e1', '1', '2026-01-12', rub(284_352.21)), payment('e2', '1', '2026-02-12', rub(-284_352.21))],
      {},
      { schemes: both.slice(0, 1) },
    );
    expect(result.lines.map(({ baseAmount }) => baseAmount)).toEqual([rub(170_611.33), rub(-170_611.33)]);
  });
  test('shares that do not add up to 100 %: a flaw, and the deal stays with its owner', () => {
    const result = paid([payment('e1', '1', '2026-01-12', rub(100))], { tiers: '0=10', multipliers: '', plan_metric: '', splits: '1: Anna=60, Boris=30' });
    expect(result.lines.map(({ manager: who, baseAmount }) => [who, baseAmount])).toEqual([['Anna', rub(100)]]);
    expect(result.flaws).toEqual([{ code: 'scheme-wrong', details: { scheme: 'Sales', why: 'splits: «1: Anna=60, Boris=30»' }, row: 'Sales' }]);
  });
});

describe('bases', () => {
  const flat = { tiers: '0=10', multipliers: '', plan_metric: '', fixed: null };
  const sales = (base: string, events: readonly DealEvent[], own = contract('9', '2026-01-10', rub(1_000), { materials_cost: rub(600) })) => {
    const result = paid(events, { ...flat, base }, { deals: [own] });
    return ['2026-01', '2026-02', '2026-03'].map((month) =>
      result.lines.filter((line) => line.month === month).map(({ event: kind, baseAmount }) => [kind, baseAmount / 100]),
    );
  };
  const signed = event('c1', { deal_id: '9', kind: 'contract', to: '2026-01-10', amount: rub(1_000) });
  test.each([
    {
      why: 'contract: signed, then more, then less in a later month',
      base: 'contract',
      events: [
        signed,
        event('c2', { deal_id: '9', kind: 'contract_change', to: '2026-01-20', amount: rub(200) }),
        event('c3', { deal_id: '9', kind: 'contract_change', to: '2026-02-20', amount: rub(-300) }),
      ],
      months: [
        [
          ['contract', 1_000],
          ['contract_change', 200],
        ],
        [
          ['contract_change', -200],
          ['contract_change', -100],
        ],
        [],
      ],
    },
    {
      why: 'contract: cancelled in a later month',
      base: 'contract',
      events: [signed, event('c2', { deal_id: '9', kind: 'cancel', to: '2026-03-20', amount: rub(-1_000) })],
      months: [[['contract', 1_000]], [], [['cancel', -1_000]]],
    },
    {
      why: 'contract: its day moved to the next month',
      base: 'contract',
      events: [signed, event('c2', { deal_id: '9', kind: 'contract_day', from: '2026-01-10', to: '2026-02-03', amount: rub(1_000) })],
      months: [
        [
          ['contract', 1_000],
          ['contract_day', -1_000],
        ],
        [['contract_day', 1_000]],
        [],
      ],
    },
    { why: 'contract: payments are no base', base: 'contract', events: [payment('p', '9', '2026-01-10', rub(500))], months: [[], [], []] },
    { why: 'receipts: contracts are no base', base: 'receipts', events: [signed], months: [[], [], []] },
    {
      why: 'receipts: a payment day moved',
      base: 'receipts',
      events: [
        payment('p1', '9', '2026-01-10', rub(500)),
        event('p2', { deal_id: '9', kind: 'payment_day', from: '2026-01-10', to: '2026-02-01', amount: rub(500) }),
      ],
      months: [
        [
          ['payment', 500],
          ['payment_day', -500],
        ],
        [['payment_day', 500]],
        [],
      ],
    },
    {
      why: 'margin: a cost known before the contract lowers it at once',
      base: 'margin',
      events: [event('k1', { deal_id: '9', kind: 'cost', from: 'materials_cost', to: '600', at: noon('2026-01-05'), amount: rub(600) }), signed],
      months: [[['contract', 400]], [], []],
    },
    {
      why: 'margin: a cost that comes later is a line of its own day',
      base: 'margin',
      events: [signed, event('k1', { deal_id: '9', kind: 'cost', from: 'materials_cost', to: '600', at: noon('2026-02-05'), amount: rub(600) })],
      months: [[['contract', 1_000]], [['cost', -600]], []],
    },
  ])('$why', ({ base, events, months }) => expect(sales(base, events)).toEqual(months));

  const free = (day: string, amount: number) => contract('9', day, rub(amount), { materials_cost: null });
  const moved = event('c9', { deal_id: '9', kind: 'contract_day', from: '2026-01-10', to: '2026-03-03', amount: rub(1_000) });
  test.each([
    {
      why: 'a later rise stays on its own day when the contract day moves, and is not paid twice',
      events: [signed, event('c2', { deal_id: '9', kind: 'contract_change', to: '2026-02-05', amount: rub(500) }), moved],
      own: free('2026-03-03', 1_500),
      months: [
        [
          ['contract', 1_000],
          ['contract_day', -1_000],
        ],
        [['contract_change', 500]],
        [['contract_day', 1_000]],
      ],
    },
    {
      why: 'what was lowered before the day to which the contract moved is not paid on it',
      events: [signed, moved, event('c2', { deal_id: '9', kind: 'contract_change', to: '2026-02-05', amount: rub(-900) })],
      own: free('2026-03-03', 100),
      months: [
        [
          ['contract', 1_000],
          ['contract_day', -1_000],
        ],
        [],
        [['contract_day', 100]],
      ],
    },
  ])('margin: $why', ({ events, own, months }) => expect(sales('margin', events, own)).toEqual(months));

  test('receipts: money that comes to a deleted deal after its deletion is nobody’s pay', () => {
    const own = contract('9', '2026-01-10', rub(1_000), { deleted: true, signed: false, paid: rub(130) }),
      deleted = event('d', { deal_id: '9', kind: 'deleted', at: noon('2026-02-03') });
    expect(sales('receipts', [payment('p1', '9', '2026-01-12', rub(100)), deleted, payment('p2', '9', '2026-03-01', rub(30))], own)).toEqual([
      [['payment', 100]],
      [['deleted', -100]],
      [],
    ]);
  });

  test('margin is never below 0, and a corrected cost is not paid twice', () => {
    // 1 000 − 900 = 100 at first; the cost grows to 1 900 (margin −900 counts as 0) and goes back to 950: 50
    const cost = (id: string, day: string, amount: number) =>
      event(id, { deal_id: '9', kind: 'cost', from: 'materials_cost', to: '', at: noon(day), amount: rub(amount) });
    const own = contract('9', '2026-01-10', rub(1_000), { materials_cost: rub(950) });
    expect(sales('margin', [cost('k0', '2026-01-02', 900), signed, cost('k1', '2026-02-05', 1_000), cost('k2', '2026-03-05', -950)], own)).toEqual([
      [['contract', 100]],
      [['cost', -100]],
      [['cost', 50]],
    ]);
  });

  test('a contract that was paid for is taken back although the scheme pays by receipts by then, and its payments are no reason to', () => {
    const change = [scheme({ ...flat, base: 'contract', valid_from: '2026-01-01' }), scheme({ ...flat, base: 'receipts', valid_from: '2026-02-01' })];
    const events = [
      signed,
      payment('p1', '9', '2026-02-01', rub(400)),
      payment('p2', '9', '2026-02-20', rub(-400)),
      event('c2', { deal_id: '9', kind: 'cancel', to: '2026-02-21', amount: rub(-1_000) }),
    ];
    const { lines } = paid(events, {}, { schemes: change, deals: [contract('9', '2026-01-10', rub(1_000))] });
    expect(lines.map(({ day, event: kind, baseAmount }) => [day, kind, baseAmount / 100])).toEqual([
      ['2026-01-10', 'contract', 1_000],
      ['2026-02-01', 'payment', 400],
      ['2026-02-20', 'refund', -400],
      ['2026-02-21', 'cancel', -1_000],
    ]);
  });

  test('a refund of a payment that nobody was paid for takes nothing back from the lines of an earlier scheme', () => {
    const change = [scheme({ ...flat, base: 'receipts', valid_from: '2026-01-01' }), scheme({ ...flat, base: 'contract', valid_from: '2026-02-01' })];
    const events = [payment('p1', '9', '2026-01-20', rub(100)), payment('p2', '9', '2026-02-10', rub(50)), payment('p3', '9', '2026-02-11', rub(-60))];
    const { lines } = paid(events, {}, { schemes: change, deals: [contract('9', '2026-01-10', rub(1_000))] });
    expect(lines.map(({ day, baseAmount }) => [day, baseAmount / 100])).toEqual([
      ['2026-01-20', 100],
      ['2026-02-11', -10],
    ]); // 50 of the 60 were those of February
  });

  test('rows of tab payments count, those that repeat the CRM do not', () => {
    const { lines } = paid([], flat, {
      payments: [manual('2026-01-15', '1', rub(100)), manual('2026-01-16', '1', rub(-30)), manual('2026-01-17', '1', rub(50), { origin: 'crm' })],
    });
    expect(lines.reduce((total, line) => total + line.paid, 0)).toBe(rub(7));
  });

  test('another currency counts at the rate of its day, without a rate not at all', () => {
    const rates = [{ day: '2026-01-10', currency: 'EUR', rate: 100.5 }],
      foreign = { deals: [contract('1', '2026-01-10', rub(1_000), { currency: 'EUR' })], rates };
    expect(payOf(paid([payment('e0', '1', '2026-01-09', rub(10)), payment('e1', '1', '2026-01-12', rub(10))], flat, foreign), '2026-01')).toMatchObject({
      base: rub(1_005),
      variable: rub(100.5),
    });
  });
});

describe('fixed part', () => {
  // January 2026 has 22 working days by the week alone; the first 8 are holidays in the calendar: 1, 2, 5, 6, 7, 8 are weekdays -> 16 working days
  const calendar = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({ day: `2026-01-0${n}`, kind: 'holiday' }));
  test.each([
    { why: 'the whole month', managers: [anna], fixed: 40_000 },
    { why: 'hired on Monday the 19th: 10 of 16 working days', managers: [manager('a', 'Anna', { active_from: '2026-01-19' })], fixed: 25_000 },
    { why: 'left on Friday the 16th: 6 of 16', managers: [manager('a', 'Anna', { active_to: '2026-01-16' })], fixed: 15_000 },
    {
      why: 'two ids, one in force all the time',
      managers: [manager('a', 'Anna', { active_to: '2026-01-16' }), manager('7', 'Anna', { crm: 'bitrix24' })],
      fixed: 40_000,
    },
    { why: 'nobody of that name in managers: works', managers: [], fixed: 40_000 },
  ])('$why', ({ managers, fixed }) => expect(payOf(paid([], {}, { managers, calendar, today: '2026-01-31' }), '2026-01')).toMatchObject({ fixed: rub(fixed) }));

  test('a change in mid-month: two segments, lines by the day, the scale goes on', () => {
    // 40 000 × 6 ÷ 16 + 60 000 × 10 ÷ 16 = 15 000 + 37 500; lines: 600 000 by the old scale 500 000 × 3 % + 100 000 × 4 %, then 100 000 by the new one, above 600 000: 10 %
    const schemes = [
      scheme({ fixed: rub(40_000), tiers: '0=3; 500000=4', valid_from: '2026-01-01' }),
      scheme({ scheme: 'New', fixed: rub(60_000), tiers: '0=5; 600000=10', valid_from: '2026-01-19' }),
    ];
    const result = paid(
      [payment('e1', '1', '2026-01-12', rub(600_000)), payment('e2', '2', '2026-01-19', rub(100_000))],
      {},
      { schemes, calendar, today: '2026-01-31' },
    );
    expect(payOf(result, '2026-01')).toMatchObject({ fixed: rub(52_500), variable: rub(29_000), multiplier: 1 });
    expect(result.pays[0]?.scheme).toBe('Sales, New');
    expect(result.lines.map(({ scheme: by, rate, amount }) => [by, rate, amount])).toEqual([
      ['Sales', 3, rub(15_000)],
      ['Sales', 4, rub(4_000)],
      ['New', 10, rub(10_000)],
    ]);
  });

  test('a refund after dismissal: nothing is withheld, the rest is reported', () => {
    const gone = manager('a', 'Anna', { active_to: '2026-01-31' });
    const result = paid([...month1, payment('e3', '2', '2026-02-05', rub(-100_000))], {}, { managers: [gone] });
    expect(payOf(result, '2026-02')).toMatchObject({ fixed: 0, variable: 0, total: 0, carry: rub(-5_500) });
    expect(payOf(result, '2026-03')).toMatchObject({ fixed: 0, variable: 0, total: 0, carry: rub(-5_500) });
  });
});

describe('cap', () => {
  test('the month pays no more than the cap, the fixed part is never cut, and a refund takes back what was paid', () => {
    // 1 150 000 × 10 % = 115 000 accrued, room 100 000 − 40 000 = 60 000: deal 2 got 60 000 × 450 ÷ 1 150 = 23 478.26
    const result = paid([...month1, payment('e3', '2', '2026-02-05', rub(-450_000))], { tiers: '0=10', multipliers: '', plan_metric: '', cap: rub(100_000) });
    expect(payOf(result, '2026-01')).toMatchObject({ fixed: rub(40_000), variable: rub(60_000), total: rub(100_000) });
    expect(result.lines.filter((line) => line.event === 'refund').map((line) => line.paid)).toEqual([rub(-23_478.26)]);
  });
  test('a cap below the fixed part leaves the fixed part', () => {
    expect(payOf(paid(month1, { cap: rub(30_000) }), '2026-01')).toMatchObject({ fixed: rub(40_000), variable: 0, total: rub(40_000) });
  });
});

describe('schemes that cannot be read', () => {
  test.each([
    { why: 'tiers that are words', facts: { tiers: '0=3; many=4' }, place: 'tiers: «many=4»' },
    { why: 'a rate above 100 %', facts: { tiers: '0=300' }, place: 'tiers: «0=300»' },
    { why: 'two tiers from one amount', facts: { tiers: '0=3; 0=4' }, place: 'tiers: «0=4»' },
    { why: 'a broken multiplier', facts: { multipliers: '80' }, place: 'multipliers: «80»' },
    { why: 'multipliers of no plan', facts: { plan_metric: '' }, place: 'plan_metric: «»' },
    { why: 'an unknown base', facts: { base: 'turnover' }, place: 'base: «turnover»' },
    { why: 'an unknown refund rule', facts: { refund_rule: 'never' }, place: 'refund_rule: «never»' },
  ])('$why: named, the manager is not paid by a guess, everybody else is', ({ facts, place }) => {
    const schemes = [{ ...example, ...facts }, scheme({ manager: 'Boris', scheme: 'Other', fixed: rub(10_000) })];
    const result = paid(month1, {}, { schemes, plans: [] });
    expect(result.flaws).toEqual([{ code: 'scheme-wrong', details: { scheme: 'Sales', why: place }, row: 'Sales' }]);
    expect([...new Set(result.pays.map((pay) => pay.manager))]).toEqual(['Boris']);
  });
  test('a broken newer version does not fall back to the old one', () => {
    const schemes = [
      { ...example, valid_from: '2026-01-01' },
      { ...example, valid_from: '2026-02-01', tiers: '?' },
    ];
    expect(paid(month1, {}, { schemes }).pays.map((pay) => pay.month)).toEqual(['2026-01']);
  });
  test('spaces, decimal commas and percent signs are read', () => {
    expect(payOf(paid(month1, { tiers: ' 0 = 3 %; 500 000=4,5%\n1000000=5', multipliers: '', plan_metric: '' }), '2026-01')).toMatchObject({
      variable: rub(15_000 + 22_500 + 7_500),
    });
  });
  test('a scheme without manager holds for everybody in managers who has none of his own', () => {
    const schemes = [scheme({ manager: '', fixed: rub(10_000) }), scheme({ fixed: rub(20_000) })];
    expect(paid([], {}, { schemes, today: '2026-01-31', plans: [] }).pays.map((pay) => [pay.manager, pay.fixed])).toEqual([
      ['Anna', rub(20_000)],
      ['Boris', rub(10_000)],
    ]);
  });
});

test('an entry without day is no base', () => {
  expect(paid([payment('e2', '2', '', rub(100))]).lines).toEqual([]);
});

describe('deals that are deleted or change hands', () => {
  const flat = { tiers: '0=10', multipliers: '', plan_metric: '', fixed: null };
  const lines = (result: PayBook) => result.lines.map(({ manager: who, event: kind, day, paid: got }) => [who, kind, day, got / 100]);
  test('a deleted deal is taken back on the day of its deletion, and comes again when it is restored: paid months stay', () => {
    const events = [
      payment('e1', '1', '2026-01-12', rub(100)),
      event('e2', { deal_id: '1', kind: 'deleted', at: noon('2026-02-03') }),
      event('e3', { deal_id: '1', kind: 'restored', at: noon('2026-03-04') }),
    ];
    const own = [contract('1', '2026-01-10', rub(500), { paid: rub(100) })];
    expect(lines(paid(events, flat, { deals: own }))).toEqual([
      ['Anna', 'payment', '2026-01-12', 10],
      ['Anna', 'deleted', '2026-02-03', -10],
      ['Anna', 'restored', '2026-03-04', 10],
    ]);
  });

  const two = [
    scheme({ ...flat, base: 'contract', valid_from: '2026-01-01' }),
    scheme({ ...flat, base: 'contract', manager: 'Boris', tiers: '0=20', valid_from: '2026-01-01' }),
  ];
  const signed = (id: string, day: string, who: string, amount: number) =>
    event(id, { deal_id: '1', kind: amount < 0 ? 'cancel' : 'contract', to: day, amount: rub(amount), manager_id: who });
  test.each([
    {
      why: 'cancelled by one, signed by another on the same day of a later month: the first gives back',
      events: [signed('1', '2026-01-10', 'a', 100), signed('2', '2026-02-10', 'a', -100), signed('3', '2026-02-10', 'b', 100)],
      expected: [
        ['Anna', 'contract', '2026-01-10', 10],
        ['Anna', 'cancel', '2026-02-10', -10],
        ['Boris', 'contract', '2026-02-10', 20],
      ],
    },
    {
      why: 'the owner on the contract day turns out to be another: the pair of the first cancels on the same day',
      events: [signed('1', '2026-01-10', 'a', 100), signed('2', '2026-01-10', 'a', -100), signed('3', '2026-01-10', 'b', 100)],
      expected: [
        ['Anna', 'contract', '2026-01-10', 10],
        ['Anna', 'cancel', '2026-01-10', -10],
        ['Boris', 'contract', '2026-01-10', 20],
      ],
    },
  ])('$why', ({ events, expected }) =>
    expect(lines(paid(events, {}, { schemes: two, deals: [contract('1', '2026-02-10', rub(100), { manager_id: 'b' })] }))).toEqual(expected),
  );
});
