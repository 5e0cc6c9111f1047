/** Laws of the commission ledger (finance.md 1.2, N05) over chance books. */
import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { DealEvent } from '../../src/facts/rows';
import { addMonths, lastDay, monthOf } from '../../src/kernel/calendar';
import { payMonths } from '../../src/metrics/pay-base';
import { payLedger } from '../../src/metrics/pay-ledger';
import { payNeeds } from '../../src/reports/pay-rows';
import { payrollRows } from '../../src/reports/payroll';
import { payrollLineRows } from '../../src/reports/payroll-lines';
import { everything, inMonths } from '../../src/reports/report';
import { anna, book, boris, contract, event, noon, payment, plan, rub, scheme } from './money-book';

const runs = { numRuns: 60, seed: 20261121 };
const always = (): boolean => true;
const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const owners: Readonly<Record<string, string>> = { 1: 'a', 2: 'a', 3: 'b', 4: 'b' };
const deals = Object.entries(owners).map(([id, manager_id]) => contract(id, '2026-01-10', rub(900_000), { manager_id }));

const amount = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: rub(600_000) }), fc.constantFrom(rub(500_000), rub(100_000)));
const day = fc.tuple(fc.constantFrom(...months), fc.integer({ min: 1, max: 28 })).map(([month, n]) => `${month}-${String(n).padStart(2, '0')}`);
/** Payments, and refunds that may be of anything: of this month, of earlier ones, of nothing. */
const happenings = fc
  .array(fc.record({ deal: fc.constantFrom('1', '2', '3', '4'), day, amount, sign: fc.constantFrom(1, 1, 1, -1) }), { maxLength: 14 })
  .map((list) => list.map((one, i) => payment(`e${String(i).padStart(2, '0')}`, one.deal, one.day, one.sign * one.amount)));
const rule = fc.constantFrom('reverse', 'net'),
  tiers = fc.constantFrom('0=3', '0=3; 500000=4; 1000000=5', 'whole: 0=3; 500000=4', '100=7.5', '0=5; 100000=2');
const splits = fc.constantFrom('', '1: Anna=60, Boris=40', '1: Anna=33.3, Boris=66.7; 3: Boris=50, Anna=50');
const multipliers = fc.constantFrom('', '0=0.8; 80=1; 100.01=1.1', '0=0.333333; 50=1');
const cap = fc.constantFrom(null, null, rub(9_000));
const company = fc.record({ rule, tiers, splits, multipliers, cap, later: fc.constantFrom(null, '2026-02-16', '2026-03-01') }).map((one) => {
  const common = {
    refund_rule: one.rule,
    multipliers: one.multipliers,
    plan_metric: one.multipliers ? 'receipts' : '',
    splits: one.splits,
    cap: one.cap,
    fixed: rub(5_000),
  };
  const first = [scheme({ ...common, tiers: one.tiers }), scheme({ ...common, manager: 'Boris', tiers: '0=10' })];
  return one.later === null ? first : [...first, scheme({ ...common, tiers: '0=4; 200000=6', valid_from: one.later, scheme: 'Later' })];
});
const plans = months.flatMap((month) => ['Anna', 'Boris'].map((name) => plan(month, name, 'receipts', 600_000)));
const bookOf = (facts: Partial<Book>): Book => book({ today: '2026-04-30', managers: [anna, boris], deals, plans, ...facts });

/** Refunds of everything that is paid and not given back: on the last day each deal is at 0. */
function refunded(events: readonly DealEvent[]): readonly DealEvent[] {
  const ends = Object.keys(owners).flatMap((id) => {
    const total = events.filter((one) => one.deal_id === id).reduce((sum, one) => sum + (one.amount ?? 0), 0);
    return total > 0 ? [payment(`z${id}`, id, '2026-04-29', -total)] : [];
  });
  return [...events, ...ends];
}
/** Refunds that never exceed what was paid until then, so that nothing is given back that nobody paid. */
const honest = happenings.map((events) => {
  const held = new Map<string, number>();
  return [...events]
    .sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : (b.amount ?? 0) - (a.amount ?? 0)))
    .flatMap((one) => {
      const before = held.get(one.deal_id) ?? 0,
        moved = Math.max(one.amount ?? 0, -before);
      held.set(one.deal_id, before + moved);
      return moved === 0 ? [] : [{ ...one, amount: moved }];
    });
});

test('(a) a deal that is refunded in full has lines that add up to 0, base and pay, under the rule reverse', () => {
  fc.assert(
    fc.property(honest, company, (events, schemes) => {
      const { lines } = payLedger(bookOf({ events: refunded(events), schemes: schemes.map((one) => ({ ...one, refund_rule: 'reverse' })) }), always),
        left = new Map<string, [number, number]>();
      for (const line of lines) left.set(line.dealId, [(left.get(line.dealId)?.[0] ?? 0) + line.baseAmount, (left.get(line.dealId)?.[1] ?? 0) + line.paid]);
      for (const sums of left.values()) expect(sums).toEqual([0, 0]);
    }),
    runs,
  );
});

test('(b) parts of a deal add up to its payments: shares are 100 %', () => {
  fc.assert(
    fc.property(honest, company, (events, schemes) => {
      const { lines } = payLedger(bookOf({ events, schemes: schemes.map((one) => ({ ...one, refund_rule: 'reverse' })) }), always);
      for (const id of Object.keys(owners)) {
        const base = lines.filter((line) => line.dealId === id).reduce((sum, line) => sum + line.baseAmount, 0);
        expect(base).toBe(events.filter((one) => one.deal_id === id).reduce((sum, one) => sum + (one.amount ?? 0), 0));
      }
    }),
    runs,
  );
});

test('(c) the order of events, inside a day too, and the order of rows change nothing', () => {
  fc.assert(
    fc.property(happenings, company, fc.array(fc.nat(), { minLength: 14, maxLength: 14 }), (events, schemes, chance) => {
      const shuffled = events
        .map((one, i) => ({ one, key: chance[i] ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      expect(payLedger(bookOf({ events: shuffled, schemes, deals: [...deals].reverse() }), always)).toEqual(payLedger(bookOf({ events, schemes }), always));
    }),
    runs,
  );
});

test('(e) the statement adds up to the payroll tab: Σ accrued of the lines = variable + what the month itself leaves below 0', () => {
  fc.assert(
    fc.property(happenings, company, (events, schemes) => {
      const { pays, lines } = payLedger(bookOf({ events, schemes }), always);
      for (const pay of pays) {
        const own = lines.filter((line) => line.month === pay.month && line.manager === pay.manager).reduce((sum, line) => sum + line.paid, 0);
        const before = pays.find((other) => other.manager === pay.manager && other.month === addMonths(pay.month, -1))?.carry ?? 0;
        expect(pay.variable).toBe(Math.max(0, own));
        expect(pay.carry).toBe(before - pay.corrections + Math.min(0, own));
        expect(pay.total).toBe(pay.fixed + pay.variable + pay.corrections);
        expect([pay.variable >= 0, pay.corrections <= 0, pay.carry <= 0, pay.total >= pay.fixed]).toEqual([true, true, true, true]);
      }
    }),
    runs,
  );
});

test('nothing is lost between months: Σ lines = Σ pay of the variable part and what is still carried', () => {
  fc.assert(
    fc.property(happenings, company, (events, schemes) => {
      const { pays, lines } = payLedger(bookOf({ events, schemes }), always);
      for (const name of ['Anna', 'Boris']) {
        const own = pays.filter((pay) => pay.manager === name),
          still = own[own.length - 1]?.carry ?? 0;
        expect(own.reduce((sum, pay) => sum + pay.variable + pay.corrections, 0) + still).toBe(
          lines.filter((line) => line.manager === name).reduce((sum, line) => sum + line.paid, 0),
        );
      }
    }),
    runs,
  );
});

test('monotone by steps: a larger last payment never pays less', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: rub(10) }), (amounts, more) => {
      const events = (extra: number): DealEvent[] =>
        amounts.map((one, i) => payment(`e${i}`, '1', `2026-01-${10 + i}`, one + (i === amounts.length - 1 ? extra : 0)));
      const pay = (extra: number): number =>
        payLedger(bookOf({ events: events(extra), schemes: [scheme({ tiers: '0=3; 500000=4; 1000000=5' })], today: '2026-01-31' }), always).pays[0]?.variable ??
        0;
      expect(pay(more)).toBeGreaterThanOrEqual(pay(0));
    }),
    runs,
  );
});

test('monotone by steps: more in any payment pays at most one kopeck less for each border, since each line is rounded for itself', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 2, maxLength: 5 }), fc.nat(), (amounts, which) => {
      const events = (extra: number): DealEvent[] =>
        amounts.map((one, i) => payment(`e${i}`, '1', `2026-01-${10 + i}`, one + (i === which % amounts.length ? extra : 0)));
      const pay = (extra: number): number =>
        payLedger(bookOf({ events: events(extra), schemes: [scheme({ tiers: '0=3; 500000=4; 1000000=5' })], today: '2026-01-31' }), always).pays[0]?.variable ??
        0;
      expect(pay(1)).toBeGreaterThanOrEqual(pay(0) - 2);
    }),
    runs,
  );
});

describe('incremental = whole', () => {
  /** What a refresh of some months holds: facts of these months, rows of the month before, lines of the deals that give something back. */
  test.each([
    { why: 'the newest month', from: 3 },
    { why: 'the last two months', from: 2 },
    { why: 'all but the first', from: 1 },
  ])('$why', ({ from }) => {
    const asked = months.slice(from),
      scope = inMonths(new Set(asked), new Set());
    fc.assert(
      fc.property(happenings, company, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (events, schemes, chance) => {
        const all = bookOf({ events, schemes }),
          pays = payrollRows(all, everything),
          lines = payrollLineRows(all, everything);
        const slice = bookOf({ schemes, events: events.filter((one) => asked.includes(monthOf(one.to))) }),
          needs = payNeeds(slice, asked);
        const shuffled = lines
          .map((row, i) => ({ row, key: chance[i % 60] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row); // people sort tabs
        const kept = (key: string) =>
          key === 'payroll' ? pays.filter((row) => row.month === needs.month) : shuffled.filter((row) => needs.dealIds.includes(row.deal_id));
        expect(payrollRows(slice, scope, kept)).toEqual(pays.filter((row) => asked.includes(row.month)));
        expect(payrollLineRows(slice, scope, kept)).toEqual(lines.filter((row) => asked.includes(row.month)));
      }),
      runs,
    );
  });

  test('an open month that is not asked for stays as it was kept, and the next one stands on it', () => {
    const events = [payment('e1', '1', '2026-02-10', rub(100)), payment('e2', '1', '2026-04-10', rub(-100))],
      all = bookOf({ events, schemes: [scheme({ tiers: '0=10' })] });
    const pays = payrollRows(all, everything),
      lines = payrollLineRows(all, everything),
      kept = (key: string) => (key === 'payroll' ? pays : lines);
    const april = inMonths(new Set(['2026-04']), new Set());
    expect(payrollRows({ ...all, events: events.slice(1) }, april, kept)).toEqual(pays.filter((row) => row.month === '2026-04'));
    expect(pays.filter((row) => row.month === '2026-04')[0]).toMatchObject({ variable: 0, carry: rub(-10) });
  });
});

test.each([
  { why: 'a payment of this month', events: [payment('e', '1', '2026-04-10', 5)], months: ['2026-04'] },
  { why: 'a lead: this month, for its plan', events: [event('e', { kind: 'created', to: '1/1', at: noon('2026-02-01') })], months: ['2026-04'] },
  { why: 'an old day typed today', events: [payment('e', '1', '2026-02-10', 5)], months: ['2026-02', '2026-03', '2026-04'] },
  { why: 'a day that moved', events: [event('e', { kind: 'payment_day', from: '2026-03-10', to: '2026-04-01', amount: 5 })], months: ['2026-03', '2026-04'] },
  {
    why: 'a cost counts when it came',
    events: [event('e', { kind: 'cost', from: 'other_cost', to: '5', at: noon('2026-03-10') })],
    months: ['2026-03', '2026-04'],
  },
  { why: 'a payment of a later month', events: [payment('e', '1', '2026-06-10', 5)], months: ['2026-04'] },
])('months to compute anew: $why', ({ events, months: expected }) =>
  expect(payMonths(events, { today: '2026-04-30', zone: 'Europe/Moscow' })).toEqual(expected),
);

test('a month of a scope is asked for as soon as one of its days is', () => {
  const events = [payment('e1', '1', '2026-02-10', rub(100))],
    all = bookOf({ events, schemes: [scheme({ tiers: '0=10' })], today: lastDay('2026-02') });
  expect(payrollRows(all, { has: (d) => d === '2026-02-28', deals: 'all' }).map((row) => [row.month, row.variable])).toEqual([['2026-02', rub(10)]]);
});
