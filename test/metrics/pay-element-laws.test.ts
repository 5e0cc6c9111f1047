/** Laws of the commission ledger (finance.md 1.2) over chance companies whose schemes carry every element: team, bonuses, discounts, KPIs, guarantee, losses, hand-written pay. */
import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { Deal, DealEvent } from '../../src/facts/rows';
import { dayAt, monthOf } from '../../src/kernel/calendar';
import { payLedger } from '../../src/metrics/pay-ledger';
import { stepsBetween } from '../../src/metrics/pay-tiers';
import { readScale } from '../../src/metrics/pay-words';
import { payNeeds } from '../../src/reports/pay-rows';
import { payrollRows } from '../../src/reports/payroll';
import { payrollLineRows } from '../../src/reports/payroll-lines';
import { everything, inMonths } from '../../src/reports/report';
import { book, contract, correction, event, manager, noon, payment, plan, rub, scheme } from './money-book';

const runs = { numRuns: 15 };
const always = (): boolean => true;
const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const staff = [
  manager('a', 'Anna', { department: 'Sales', active_from: '2026-01-15' }),
  manager('b', 'Boris', { department: 'Sales', active_to: '2026-03-10' }),
  manager('c', 'Cora', { department: 'Sales' }),
];
const ids = ['1', '2', '3', '4'];

const element = fc.record({
  tiers: fc.constantFrom('0=3', '0=3; 100%=5', 'whole: 0=2; 2000=4', '500=6; 3000=3', ''),
  base: fc.constantFrom('contract', 'receipts', 'margin'),
  team: fc.constantFrom('', 'Sales', 'Sales, Cora, Anna'),
  multipliers: fc.constantFrom('', '0=0.5~; 100=1; 150=1.5'),
  bonuses: fc.constantFrom('', '50', '50: product=A; 80: amount=3000'),
  discounts: fc.constantFrom('', '5=0.9; 30=0.333333'),
  kpis: fc.constantFrom('', 'contracts=60; receipts=40'),
  kpi_without_plan: fc.constantFrom('', 'zero'),
  guarantee: fc.constantFrom(null, rub(300)),
  guarantee_rule: fc.constantFrom('gift', 'draw'),
  negative_margin: fc.constantFrom('zero', 'carry'),
  cap: fc.constantFrom(null, rub(400)),
  ramp: fc.constantFrom('', '1=50; 2=75'),
});
const schemesOf = fc.tuple(element, element, element).map((three) =>
  three.map(({ team, ...one }, i) => {
    const name = ['Anna', 'Boris', 'Cora'][i] ?? '';
    return scheme({
      ...one,
      manager: name,
      fixed: rub(100),
      kpi_pool: rub(90),
      plan_metric: one.multipliers ? 'turnover' : '',
      splits: i === 0 ? '1: Anna=33.3, Boris=66.7' : '',
      team,
      team_tiers: team ? '0=1; 2000=1.5' : '',
    });
  }),
);
/** A deal's life: signed, perhaps dearer or cheaper, costs, payments, perhaps cancelled and all given back. */
const day = fc.tuple(fc.constantFrom(...months), fc.integer({ min: 1, max: 28 })).map(([month, n]) => `${month}-${String(n).padStart(2, '0')}`);
const life = fc.record({
  owner: fc.constantFrom('a', 'b', 'c'),
  amount: fc.integer({ min: 1, max: rub(5_000) }),
  days: fc.uniqueArray(day, { minLength: 5, maxLength: 5 }).map((days) => [...days].sort()),
  change: fc.integer({ min: -100, max: rub(1_000) }),
  cost: fc.integer({ min: 1, max: rub(7_000) }),
  parts: fc.integer({ min: 0, max: 100 }),
  list: fc.option(fc.integer({ min: 1, max: rub(8_000) })),
  product: fc.constantFrom('A', 'B'),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;
const lives = fc.array(life, { minLength: ids.length, maxLength: ids.length });

function told(all: readonly Life[], end: 'standing' | 'undone'): { readonly deals: readonly Deal[]; readonly events: readonly DealEvent[] } {
  const deals: Deal[] = [],
    events: DealEvent[] = [];
  all.forEach(({ owner, amount, days, change, cost, parts, list, product }, i) => {
    const id = ids[i] ?? '',
      [signed = '', first = '', second = '', third = '', last = ''] = days;
    const later = Math.max(1, amount + change),
      paid = Math.round((amount * parts) / 100);
    events.push(
      event(`${id}s`, { deal_id: id, kind: 'contract', to: signed, amount, manager_id: owner }),
      payment(`${id}p`, id, first, paid),
      event(`${id}c`, { deal_id: id, kind: 'contract_change', to: second, amount: later - amount, manager_id: owner }),
      event(`${id}k`, { deal_id: id, kind: 'cost', from: 'materials_cost', to: '', at: noon(third), amount: cost, manager_id: owner }),
    );
    if (end === 'undone')
      events.push(event(`${id}x`, { deal_id: id, kind: 'cancel', to: last, amount: -later, manager_id: owner }), payment(`${id}r`, id, last, -paid));
    deals.push(
      contract(id, signed, later, {
        manager_id: owner,
        materials_cost: cost,
        list_price: list,
        product,
        ...(end === 'undone' ? { signed: false } : { signed_amount: amount }),
      }),
    );
  });
  return { deals, events };
}
const plans = months.flatMap((month) =>
  ['Anna', 'Boris'].flatMap((name) => [plan(month, name, 'turnover', 3_000), plan(month, name, 'receipts', 2_000), plan(month, name, 'margin', 900)]),
);
const corrections = [correction('2026-02-10', 'Anna', '30'), correction('2026-02-11', 'Boris', '-500'), correction('2026-04-02', 'Boris', '-1')];
const bookOf = (facts: Partial<Book>): Book => book({ today: '2026-04-30', managers: staff, plans, corrections, ...facts });

test('(a) a deal that is cancelled and paid back in full has lines that add up to 0, of sellers and heads, bonus and loss included', () => {
  fc.assert(
    fc.property(lives, schemesOf, (all, schemes) => {
      const left = new Map<string, number>();
      for (const line of payLedger(bookOf({ ...told(all, 'undone'), schemes }), always).lines)
        if (line.dealId !== '') left.set(`${line.dealId} ${line.base} ${line.role}`, (left.get(`${line.dealId} ${line.base} ${line.role}`) ?? 0) + line.paid);
      for (const [key, paid] of left) expect([key, paid]).toEqual([key, 0]);
    }),
    runs,
  );
});

test('(c) the order of events and rows changes nothing', () => {
  fc.assert(
    fc.property(lives, schemesOf, (all, schemes) => {
      const { deals, events } = told(all, 'standing');
      const turned = bookOf({
        deals: [...deals].reverse(),
        events: [...events].reverse(),
        schemes: [...schemes].reverse(),
        corrections: [...corrections].reverse(),
      });
      const sorted = (result: ReturnType<typeof payLedger>): unknown => [
        result.pays,
        result.lines,
        [...result.others].map((line) => JSON.stringify(line)).sort(),
      ];
      expect(sorted(payLedger(turned, always))).toEqual(sorted(payLedger(bookOf({ deals, events, schemes }), always)));
    }),
    runs,
  );
});

test('(e) the statement is the payroll: all lines of a month and manager add up to the total; fixed part and guarantee are never touched', () => {
  fc.assert(
    fc.property(lives, schemesOf, fc.constantFrom('standing' as const, 'undone' as const), (all, schemes, end) => {
      const company = bookOf({ ...told(all, end), schemes }),
        lines = payrollLineRows(company, everything);
      for (const pay of payrollRows(company, everything)) {
        const own = lines.filter((line) => line.month === pay.month && line.manager === pay.manager).reduce((sum, line) => sum + (line.paid ?? 0), 0);
        expect([pay.month, pay.manager, own]).toEqual([pay.month, pay.manager, pay.total]);
        expect(pay.total).toBe((pay.fixed ?? 0) + (pay.variable ?? 0) + (pay.corrections ?? 0));
        expect([(pay.variable ?? 0) >= 0, (pay.total ?? 0) >= (pay.fixed ?? 0), (pay.carry ?? 0) <= 0, (pay.lost ?? 0) >= 0]).toEqual([true, true, true, true]);
        if ((pay.guarantee ?? 0) > 0) expect(Math.abs((pay.total ?? 0) - guaranteedOf(schemes, pay.manager, pay.fixed ?? 0))).toBeLessThanOrEqual(2);
      }
    }),
    runs,
  );
});
/** The guarantee of 300 goes by the same days as the salary of 100, each rounded for itself. */
const guaranteedOf = (schemes: readonly { readonly manager: string; readonly guarantee: number | null }[], name: string, fixed: number): number =>
  (fixed * (schemes.find((one) => one.manager === name)?.guarantee ?? 0)) / rub(100);

test('(d) months that are not asked for stay as they were kept, and those that follow are as if everything had been computed', () => {
  fc.assert(
    fc.property(lives, schemesOf, fc.constantFrom(1, 2, 3), fc.constantFrom('standing' as const, 'undone' as const), (all, schemes, from, end) => {
      const { deals, events } = told(all, end),
        asked = months.slice(from),
        whole = bookOf({ deals, events, schemes });
      const pays = payrollRows(whole, everything),
        lines = payrollLineRows(whole, everything);
      const happened = (one: DealEvent): string => (one.kind === 'cost' ? dayAt(one.at ?? 0, 'Europe/Moscow') : one.to);
      const slice = bookOf({ deals, schemes, events: events.filter((one) => asked.includes(monthOf(happened(one)))) }),
        needs = payNeeds(slice, asked),
        scope = inMonths(new Set(asked), new Set());
      const kept = (key: string) =>
        key === 'payroll' ? pays.filter((row) => row.month === needs.month) : [...lines].reverse().filter((row) => needs.dealIds.includes(row.deal_id));
      expect(payrollRows(slice, scope, kept)).toEqual(pays.filter((row) => asked.includes(row.month)));
      expect(payrollLineRows(slice, scope, kept)).toEqual(lines.filter((row) => asked.includes(row.month)));
    }),
    runs,
  );
});

test('a scale has no gaps: whatever the tiers, the pieces of a stretch add up to it, join on, and each has one rate', () => {
  const text = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 20 })), { selector: ([at]) => at, maxLength: 5 });
  fc.assert(
    fc.property(text, fc.nat(rub(6_000)), fc.nat(rub(6_000)), fc.nat(rub(6_000)), (pairs, a, b, c) => {
      const { tiers } = readScale('tiers', pairs.map((pair) => pair.join('=')).join('; ')),
        [low = 0, middle = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
      const worth = (from: number, to: number): number => stepsBetween(tiers, from, to).reduce((sum, piece) => sum + piece.base * piece.rate, 0);
      expect(stepsBetween(tiers, low, high).reduce((sum, piece) => sum + piece.base, 0)).toBe(high - low);
      expect(worth(low, middle) + worth(middle, high)).toBe(worth(low, high));
      expect(worth(high, low)).toBe(-worth(low, high) + 0);
    }),
    runs,
  );
});
