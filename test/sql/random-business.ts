import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { TimedRecord } from '../../src/facts/deal-record';
import { history } from '../../src/facts/deal-state';
import type { Deal, DealEvent, Expense, ManualPayment, Meaning, PayrollScheme, Plan } from '../../src/facts/rows';
import { costColumns } from '../../src/facts/rows';
import { dayAt, readTime } from '../../src/kernel/calendar';
import { fields, mappingOf } from '../facts/deal-fixtures';
import { book, event, expense, manager, manual, plan, rub, scheme } from '../metrics/money-book';

const START = Date.parse('2026-06-25T20:30:00Z'),
  HOUR = 3_600_000,
  TODAY = '2026-11-21';
export const zones = ['Europe/Moscow', 'America/New_York', 'Asia/Kathmandu'] as const;
const meanings: readonly Meaning[] = [
  'contract_amount',
  'contract_date',
  'prepayment',
  'prepayment_date',
  'paid',
  'paid_date',
  'installation_date',
  'due_date',
  'product',
  'source',
  'list_price',
  'materials_cost',
  'delivery_cost',
  'installation_cost',
  'other_cost',
];

const amount = fc
  .oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 60_000_000 }) },
    { weight: 2, arbitrary: fc.constantFrom(0, 1, 50_000_00, 100_000_00, 10_000_000, 33_33) },
  )
  .map((n) => (n / 100).toFixed(2));
const day = fc.integer({ min: 0, max: 190 }).map((n) => new Date(Date.parse('2026-06-20') + n * 24 * HOUR).toISOString().slice(0, 10));
const value = (meaning: Meaning): fc.Arbitrary<Partial<Record<Meaning, string>>> =>
  (/date/.test(meaning)
    ? fc.option(day, { freq: 5 }).map((text) => text ?? '')
    : meaning === 'product'
      ? fc.constantFrom('Window', 'Door', 'Window, Door', '')
      : meaning === 'source'
        ? fc.constantFrom('Site', 'Ads', '')
        : fc.option(amount, { freq: 7 }).map((text) => text ?? '')
  ).map((text) => ({ [meaning]: text }));
const people = fc.constantFrom('1', '2', '3', '4', '');

/** What may befall a deal: the stages that matter for money come often, everything else now and then. */
const act: fc.Arbitrary<Partial<TimedRecord>> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('50', '50', '60', '143', '20', '30', '142').map((stageId) => ({ stageId, action: 'status' as const })) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<Meaning>('prepayment', 'paid')
      .chain(value)
      .map((one) => ({ fields: fields(one) })),
  },
  { weight: 3, arbitrary: value('contract_amount').map((one) => ({ fields: fields(one) })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<Meaning>('contract_date', 'prepayment_date', 'paid_date')
      .chain(value)
      .map((one) => ({ fields: fields(one) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<Meaning>('installation_date', 'due_date')
      .chain(value)
      .map((one) => ({ fields: fields(one) })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<Meaning>(...costColumns)
      .chain(value)
      .map((one) => ({ fields: fields(one) })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom<Meaning>('product', 'source', 'list_price')
      .chain(value)
      .map((one) => ({ fields: fields(one) })),
  },
  { weight: 2, arbitrary: people.map((managerId) => ({ managerId, action: 'responsible' as const })) },
  { weight: 1, arbitrary: fc.constantFrom<Partial<TimedRecord>[]>([{ action: 'delete', version: null }], [{ action: 'restore' }]).map(([one]) => one ?? {}) },
);
const life = (id: number): fc.Arbitrary<readonly TimedRecord[]> =>
  fc
    .record({
      born: fc.integer({ min: 0, max: 120 * 24 }),
      owner: people,
      currency: fc.constantFrom('', '', '', '', '', 'RUB', 'USD', 'eur', 'XXX'),
      signs: fc.boolean(),
      price: amount,
      acts: fc.array(fc.record({ after: fc.integer({ min: 0, max: 30 * 24 }), what: act }), { maxLength: 10 }),
    })
    .map(({ born, owner, currency, signs, price, acts }) => {
      let at = START + born * HOUR;
      const first: Partial<TimedRecord> = {
        action: 'add',
        stageId: '10',
        managerId: owner,
        createdAt: at,
        currency,
        amount: price,
        name: `Deal ${id}`,
        fields: fields({ product: id % 3 ? 'Window' : 'Door', source: id % 2 ? 'Site' : 'Ads' }),
      };
      const signed: Partial<TimedRecord> = { stageId: '50', action: 'status', fields: fields({ contract_amount: price }) };
      return [{ after: 0, what: first }, ...(signs ? [{ after: 5, what: signed }] : []), ...acts].map(({ after, what }, i): TimedRecord => {
        at += after * HOUR;
        return { crm: 'amocrm', dealId: String(id), action: 'update', version: at, pipelineId: '1', receivedAt: at + 1000, eventId: `${id}-${i}`, ...what };
      });
    });

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
const month = day.map((text) => text.slice(0, 7));
const cost: fc.Arbitrary<Expense> = fc
  .record({
    day: fc.option(day, { freq: 12 }),
    every: fc.constantFrom('once', 'once', 'month', 'quarter', 'year', ''),
    from: fc.option(month),
    to: fc.option(month),
    amount: fc.integer({ min: -50_000, max: 9_000_000 }),
    deleted: fc.boolean(),
    n: fc.nat(5),
  })
  .map(({ from, to, deleted, n, ...rest }) => expense({ ...rest, from: from ?? '', to: to ?? '', deleted: deleted && n === 0 }));
const paid: fc.Arbitrary<ManualPayment> = fc
  .record({
    day: fc.option(day, { freq: 9 }),
    deal: fc.constantFrom('0', '1', '2', '3', '4', '', '99'),
    amount: fc.integer({ min: -3_000_000, max: 9_000_000 }),
    crm: fc.integer({ min: 0, max: 9 }),
    deleted: fc.nat(9),
  })
  .map(({ day: on, deal, amount: sum, crm, deleted }) =>
    manual(on, deal, sum, { ...(crm === 0 ? { origin: 'crm', crm: 'amocrm', payment_id: `p${deal}${sum}${on}` } : {}), deleted: deleted === 0 }),
  );
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
    .map(({ first, valid_from, later, facts: { scale, ...facts } }) => {
      const common = { ...facts, ...scale, scheme: `Of ${name}`, manager: name };
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
    expenses: fc.array(cost, { maxLength: 4 }),
    payments: fc.array(paid, { maxLength: 5 }),
    plans: fc.array(planned, { maxLength: 5 }),
    schemes: fc.tuple(pay('Anna'), fc.oneof(pay('Boris'), fc.constant([])), fc.oneof(pay('Vera'), fc.constant([]))),
    rates: fc.array(fc.record({ day, currency: fc.constantFrom('USD', 'USD', 'EUR'), rate: fc.constantFrom(90.5, 101.2345, 75) }), { maxLength: 5 }),
    mapped: fc.subarray([...costColumns]),
  })
  .map(({ zone, lives, undated, key, offset, without, schemes, mapped, ...typed }) => {
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
      settings: { ...book({}).settings, time_zone: zone, allocation_key: key, overdue_offset_days: offset, plan_without_plan_multiplier: without },
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
