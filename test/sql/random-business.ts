import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import { history } from '../../src/facts/deal-state';
import type { Deal, DealEvent, Expense, ManualPayment, PayrollScheme, Plan, PlannedPayment } from '../../src/facts/rows';
import { costColumns } from '../../src/facts/rows';
import { dayAt, readTime } from '../../src/kernel/calendar';
import { mappingOf } from '../facts/deal-fixtures';
import { book, event, expense, planned as inPlan, manager, manual, plan, rub, scheme } from '../metrics/money-book';
import { days, isShared, life, meanings } from './random-life';

const START = Date.parse('2026-06-25T20:30:00Z'),
  TODAY = '2026-11-21';
export const zones = ['Europe/Moscow', 'America/New_York', 'Asia/Kathmandu'] as const;
/** A contract and a payment of which nobody knows the day, as an import brings them. */
const undatedDeal = (id: string, n: number): { readonly deal: Deal; readonly events: readonly DealEvent[] } => {
  const { deal } = history(
    [{ crm: 'amocrm', dealId: id, action: 'add', version: null, pipelineId: '1', stageId: '10', receivedAt: START, eventId: id }],
    mappingOf(),
  );
  return {
    deal: {
      ...deal,
      created_at: null,
      stage_id: '50',
      outcome: 'contract',
      reached: 'contract',
      signed: true,
      contract_amount: n,
      signed_amount: n,
      prepayment: Math.floor(n / 3),
      prepayment_part: Math.floor(n / 3),
      contract_manager_id: '2',
      manager_id: '2',
      manager: 'Boris',
    },
    events: [
      event(`u1-${id}`, { deal_id: id, kind: 'contract', amount: n, manager_id: '2', at: null }),
      event(`u2-${id}`, { deal_id: id, kind: 'payment', from: 'prepayment', amount: Math.floor(n / 3), manager_id: '', at: null }),
    ],
  };
};
const month = days.map((text) => text.slice(0, 7));
const cost: fc.Arbitrary<Expense> = fc
  .record({
    day: fc.option(days, { freq: 12 }),
    every: fc.constantFrom('once', 'once', 'month', 'quarter', 'year', ''),
    from: fc.option(month),
    to: fc.option(month),
    amount: fc.integer({ min: -50_000, max: 9_000_000 }),
    article: fc.constantFrom('Rent', 'Rent', 'Rent, office', 'Salary of the shop', 'Налог (УСН)', 'Loan', 'Fixed assets', 'Transfer between accounts', ''),
    basis: fc.constantFrom('cash', 'cash', '', 'accrual'),
    deleted: fc.boolean(),
    n: fc.nat(5),
  })
  .map(({ from, to, deleted, n, ...rest }) => expense({ ...rest, from: from ?? '', to: to ?? '', deleted: deleted && n === 0 }));
const paid: fc.Arbitrary<ManualPayment> = fc
  .record({
    day: fc.option(days, { freq: 9 }),
    deal: fc.constantFrom('0', '1', '2', '3', '4', '', '99'),
    amount: fc.integer({ min: -3_000_000, max: 9_000_000 }),
    crm: fc.integer({ min: 0, max: 9 }),
    deleted: fc.nat(9),
  })
  .map(({ day: on, deal, amount: sum, crm, deleted }) =>
    manual(on, deal, isShared(Number(deal)) ? sum - (sum % 100) : sum, {
      ...(crm === 0 ? { origin: 'crm', crm: 'amocrm', payment_id: `p${deal}${sum}${on}` } : {}),
      deleted: deleted === 0,
    }),
  );
/** Instalments of contracts, some disputed or called off; a row out, or of no deal, is none. */
const instalment: fc.Arbitrary<PlannedPayment> = fc
  .record({
    day: fc.option(days, { freq: 6 }),
    direction: fc.constantFrom('in', 'in', 'in', 'in', 'out'),
    deal_id: fc.constantFrom('0', '1', '2', '3', '4', ''),
    amount: fc.oneof(fc.integer({ min: 0, max: 20_000_000 }), fc.constantFrom(null, 1, 100, 5_000_000)),
    state: fc.constantFrom('', '', '', 'disputed', 'cancelled'),
  })
  .map((row) => inPlan(row));
const names = fc.constantFrom('Anna', 'Boris', 'Vera');
const planned: fc.Arbitrary<Plan> = fc
  .record({
    period: month,
    name: names,
    metric: fc.constantFrom('turnover', 'receipts', 'contracts', 'margin', 'leads'),
    value: fc.integer({ min: 0, max: 900_000 }),
  })
  .map(({ period, name, metric, value: n }) => plan(period, name, metric, n));
const salary = fc.record({
  fixed: fc.constantFrom(null, rub(40_000), rub(33_333.33)),
  tiers: fc.constantFrom('0=3; 500000=4; 1000000=5', '0=3.5; 100000=7', '0=10', 'whole: 0=3; 200000=5', '0=0; 50000=2.5'),
});
/** A person's scheme, and now and then a later version with another salary and another scale. */
const pay = (name: string): fc.Arbitrary<PayrollScheme[]> =>
  fc
    .record({
      first: salary,
      valid_from: fc.constantFrom('2026-01-01', '2026-07-01', '2026-08-10'), // a blank one holds always: in which month its rows begin is nowhere said
      later: fc.option(fc.record({ salary, valid_from: fc.constantFrom('2026-09-01', '2026-09-15') })),
      facts: fc.record({
        base: fc.constantFrom('receipts', 'receipts', 'contract', 'margin'),
        scale: fc.constantFrom(
          { plan_metric: '', multipliers: '' },
          { plan_metric: 'turnover', multipliers: '0=0.8; 80=1; 100.01=1.1' },
          { plan_metric: 'receipts', multipliers: '0=0.5; 50=1; 120=1.25' },
          { plan_metric: 'contracts', multipliers: '50=0.9; 100=1.05' },
        ),
        splits: fc.constantFrom('', '', '1: Anna=60, Boris=40', '0: Anna=33, Boris=33, Vera=34; 2: Vera=50, Anna=50'),
        refund_rule: fc.constantFrom('', 'reverse', 'net'),
        cap: fc.constantFrom(null, null, null, rub(60_000)),
      }),
    })
    .map(({ first, valid_from, later, facts: { scale, splits, ...facts } }) => {
      const common = { ...facts, ...scale, splits: valid_from === '2026-01-01' ? splits : '', scheme: `Of ${name}`, manager: name };
      return [scheme({ ...common, ...first, valid_from }), ...(later ? [scheme({ ...common, ...later.salary, valid_from: later.valid_from })] : [])];
    });

/** A small business in some time zone: what its CRM told, folded as the product folds it, and what its people typed. */
export const randomBusiness: fc.Arbitrary<Book> = fc
  .record({
    zone: fc.constantFrom(...zones),
    lives: fc.integer({ min: 0, max: 9 }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => life(i)))),
    undated: fc.array(fc.integer({ min: 0, max: 9_000_000 }), { maxLength: 1 }),
    key: fc.constantFrom('revenue', 'margin', 'count', 'days') as fc.Arbitrary<Book['settings']['allocation_key']>,
    offset: fc.constantFrom(0, 3, 10),
    without: fc.constantFrom<0 | 1>(0, 1),
    books: fc.record({
      revenue_recognition: fc.constantFrom('contract', 'contract', 'installation', 'payment'),
      pnl_payroll: fc.constantFrom('expenses', 'computed'),
      cash_direct_costs: fc.constantFrom('expenses', 'deals'),
      opening_day: fc.option(days),
      opening_balance: fc.integer({ min: -5_000_000, max: 50_000_000 }),
    }),
    expenses: fc.array(cost, { maxLength: 4 }),
    payments: fc.array(paid, { maxLength: 5 }),
    paymentPlan: fc.array(instalment, { maxLength: 6 }),
    plans: fc.array(planned, { maxLength: 5 }),
    schemes: fc.tuple(pay('Anna'), fc.oneof(pay('Boris'), fc.constant([])), fc.oneof(pay('Vera'), fc.constant([]))),
    rates: fc.array(fc.record({ day: days, currency: fc.constantFrom('USD', 'USD', 'EUR'), rate: fc.constantFrom(90.5, 101.2345, 75) }), { maxLength: 5 }),
    mapped: fc.subarray([...costColumns]),
  })
  .map(({ zone, lives, undated, key, offset, without, books, schemes, mapped, ...typed }) => {
    const now = readTime(`${TODAY}T14:00`, zone) ?? 0,
      mapping = { ...mappingOf({ zone, meanings }), managerName: (_crm: string, id: string) => ({ '1': 'Anna', '2': 'Boris', '3': 'Vera' })[id] ?? id };
    const folded = [
      ...lives
        .map((records) => records.filter(({ receivedAt }) => receivedAt <= now))
        .filter((records) => records.length > 0)
        .map((records) => history(records, mapping)),
      ...undated.map((n, i) => undatedDeal(`u${i}`, n)),
    ];
    return book({
      settings: { ...book({}).settings, time_zone: zone, allocation_key: key, overdue_offset_days: offset, plan_without_plan_multiplier: without, ...books },
      now,
      today: dayAt(now, zone),
      managers: [
        manager('1', 'Anna', { department: 'Sales' }),
        manager('2', 'Boris', { department: 'Sales', active_from: '2026-08-12' }),
        manager('3', 'Vera', { active_to: '2026-11-10' }),
      ],
      deals: folded.map(({ deal }) => deal),
      events: folded.flatMap(({ events }) => events),
      prices: [
        { product: 'Window', price: rub(100_000), valid_from: '2026-01-01' },
        { product: 'window', price: rub(110_000), valid_from: '2026-10-01' },
        { product: 'Door', price: rub(80_000), valid_from: null },
      ],
      calendar: [{ day: '2026-11-04', kind: 'holiday' }],
      schemes: schemes.flat(),
      mappedCosts: mapped,
      ...typed,
    });
  });
