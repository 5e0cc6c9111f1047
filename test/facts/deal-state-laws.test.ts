import fc from 'fast-check';
import type { DealMapping } from '../../src/facts/deal-mapping';
import type { TimedRecord } from '../../src/facts/deal-record';
import { inOrder, ownTime } from '../../src/facts/deal-record';
import { advance, canAdvance, type Folded, history } from '../../src/facts/deal-state';
import { dealsAsOf } from '../../src/facts/deals-as-of';
import type { Deal, Meaning, Stage } from '../../src/facts/rows';
import { endOf } from '../../src/kernel/calendar';
import { fields, mappingOf } from './deal-fixtures';

const meanings: readonly Meaning[] = [
  'contract_amount',
  'contract_date',
  'prepayment',
  'prepayment_date',
  'paid',
  'paid_date',
  'installation_date',
  'due_date',
  'materials_cost',
  'source',
  'product',
];
const START = Date.parse('2026-01-30T20:00:00Z'),
  HOUR = 3_600_000;

const amount = fc.constantFrom('', '0', '100', '250.50', '300', '-1', 'x'),
  day = fc.constantFrom('', '2026-01-31', '2026-02-10', '2026-03-01', '1780000000', '99.99.2026');
const values = fc.record(
  {
    contract_amount: amount,
    contract_date: day,
    prepayment: amount,
    prepayment_date: day,
    paid: amount,
    paid_date: day,
    installation_date: day,
    due_date: day,
    materials_cost: amount,
    source: fc.constantFrom('', 'A', 'B'),
  },
  { requiredKeys: [] },
);
/** Few hours and few ids, so that the same second, the same content and late bodies are common. */
const aRecord = fc.record({
  action: fc.constantFrom<TimedRecord['action']>('add', 'update', 'update', 'status', 'responsible', 'delete', 'restore'),
  hour: fc.integer({ min: 0, max: 30 }),
  delay: fc.integer({ min: 0, max: 5 * HOUR }),
  timed: fc.boolean(),
  born: fc.boolean(),
  stage: fc.option(fc.constantFrom('10', '20', '30', '50', '60', '142', '143', '999'), { nil: undefined }),
  manager: fc.option(fc.constantFrom('7', '8', 'a b@%', ''), { nil: undefined }),
  price: fc.option(amount, { nil: undefined }),
  values,
});
const toRecord = (one: typeof aRecord extends fc.Arbitrary<infer T> ? T : never, i: number): TimedRecord => {
  const at = START + one.hour * 24 * HOUR,
    hasTime = one.timed && one.action !== 'delete';
  return {
    crm: 'amocrm',
    dealId: '1',
    action: one.action,
    version: hasTime ? at : null,
    eventId: `e${i}`,
    receivedAt: at + one.delay,
    pipelineId: '1',
    fields: fields(one.values),
    ...(one.born ? { createdAt: START } : {}),
    ...(one.stage === undefined ? {} : { stageId: one.stage }),
    ...(one.manager === undefined ? {} : { managerId: one.manager }),
    ...(one.price === undefined ? {} : { amount: one.price }),
  };
};
const records = fc.array(aRecord, { minLength: 1, maxLength: 9 }).map((list) => list.map(toRecord));
/** Each body one to three times, repeats later than the first, in any order. */
const delivered = records.chain((list) =>
  fc
    .tuple(
      fc.constant(list),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: list.length, maxLength: list.length }),
      fc.infiniteStream(fc.nat(1_000_000)),
    )
    .map(([base, times, order]) => {
      const copies = base.flatMap((one, i) => Array.from({ length: times[i] ?? 1 }, (_, n) => ({ ...one, receivedAt: one.receivedAt + n * 60_000 })));
      return {
        base,
        shuffled: copies
          .map((copy) => ({ copy, key: order.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ copy }) => copy),
      };
    }),
);

const zones = ['Europe/Moscow', 'America/New_York', 'Asia/Kathmandu'] as const;

describe.each(zones)('in %s', (zone) => {
  const mapping = mappingOf({ zone, meanings });

  test('any order of delivery, each body up to three times: the same row and the same events, cell for cell', () => {
    fc.assert(
      fc.property(delivered, ({ base, shuffled }) => {
        expect(history(shuffled, mapping)).toEqual(history(base, mapping));
      }),
      { numRuns: 120 },
    );
  });

  test('folding on from any stored row equals folding from the beginning', () => {
    fc.assert(
      fc.property(delivered, fc.nat(20), ({ base, shuffled }, split) => {
        const groups = inOrder(shuffled),
          cut = Math.min(split, groups.length - 1),
          whole = history(base, mapping);
        const early = groups.slice(0, cut).flatMap((group) => group.records),
          late = groups.slice(cut).flatMap((group) => group.records);
        const stored = early.length > 0 ? history(early, mapping) : null;
        if (late.some((record) => !canAdvance(stored?.deal ?? null, record))) return; // the drain reads such a deal anew
        const rest = advance(stored?.deal ?? null, late, mapping);
        expect([...(stored?.events ?? []), ...rest.events]).toEqual(whole.events);
        expect(rest.deal).toEqual(whole.deal);
      }),
      { numRuns: 120 },
    );
  });

  test('whatever the order of single deliveries, with late ones read anew: the same row and events', () => {
    fc.assert(
      fc.property(delivered, ({ base, shuffled }) => {
        let deal: Deal | null = null,
          events: unknown[] = [];
        const seen = new Map<string, TimedRecord>();
        for (const copy of shuffled) {
          const one = base.find((record) => record.eventId === copy.eventId) ?? copy;
          if (seen.has(one.eventId)) continue; // the journal knows the body
          seen.set(one.eventId, one);
          const step: Folded = canAdvance(deal, one) ? advance(deal, [one], mapping) : history([...seen.values()], mapping);
          events = canAdvance(deal, one) ? [...events, ...step.events] : [...step.events];
          deal = step.deal;
        }
        expect({ deal, events }).toEqual({ deal: history(base, mapping).deal, events: history(base, mapping).events });
      }),
      { numRuns: 120 },
    );
  });

  test('all events folded anew give the row', () => {
    fc.assert(
      fc.property(records, (list) => {
        const { deal, events } = history(list, mapping),
          { signed_at: _a, signings: _n, ...row } = deal;
        const then = dealsAsOf({ deals: [deal], events, stages: stagesOf(mapping), managers: [] }, { asOf: null, known: null, zone }).deals[0];
        const dynamic = (one: Partial<Deal>): unknown => ({
          ...one,
          signed_at: null,
          signings: null,
          paid_part: null,
          prepayment_part: null,
          prepayment_day: null,
          paid_day: null,
          signed_amount: null,
          updated_at: null,
          contract_amount: one.signed ? one.contract_amount : null,
          closed_at: null,
          manager: '',
        });
        expect(dynamic(then ?? {})).toEqual(dynamic(row));
      }),
      { numRuns: 120 },
    );
  });

  test('as of a day: what a fold of the records of that time says', () => {
    fc.assert(
      fc.property(records, fc.constantFrom('2026-02-01', '2026-02-14', '2026-02-27'), (list, asOf) => {
        const { deal, events } = history(list, mapping),
          before = list.filter((record) => ownTime(record) < endOf(asOf, zone));
        const then = dealsAsOf({ deals: [deal], events, stages: stagesOf(mapping), managers: [] }, { asOf, known: null, zone }).deals[0];
        if (before.length === 0) return;
        const was = history(before, mapping).deal;
        if (was.created_at !== deal.created_at) return; // the creation became known later
        expect({ stage: then?.stage_id, manager: then?.manager_id, deleted: then?.deleted, amount: then?.amount ?? 0, cost: then?.materials_cost }).toEqual({
          stage: was.stage_id,
          manager: was.manager_id,
          deleted: was.deleted,
          amount: was.amount ?? 0,
          cost: was.materials_cost,
        });
        expect({ signed: then?.signed, contract: was.signed ? (then?.contract_amount ?? 0) : 0, by: was.signed ? then?.contract_manager_id : '' }).toEqual({
          signed: was.signed,
          contract: was.signed ? (was.contract_amount ?? 0) : 0,
          by: was.signed ? was.contract_manager_id : '',
        });
      }),
      { numRuns: 120 },
    );
  });

  test('money tells one story: events add up to the row', () => {
    fc.assert(
      fc.property(records, (list) => {
        const { deal, events } = history(list, mapping);
        const total = (kinds: readonly string[], from?: string): number =>
          events.filter((e) => kinds.includes(e.kind) && (from === undefined || e.from === from)).reduce((n, e) => n + (e.amount ?? 0), 0);
        expect(total(['contract', 'cancel', 'contract_change'])).toBe(deal.signed ? (deal.contract_amount ?? 0) : 0);
        expect(total(['payment', 'refund'], 'prepayment')).toBe(deal.prepayment ?? 0);
        expect(total(['payment', 'refund'], 'paid')).toBe(deal.paid ?? 0);
        expect(total(['created', 'amount'])).toBe(deal.amount ?? 0);
      }),
      { numRuns: 120 },
    );
  });
});

const stagesOf = (mapping: DealMapping): Stage[] =>
  ['10', '20', '30', '40', '50', '60', '142', '143'].map((id) => ({
    crm: 'amocrm',
    pipeline_id: '1',
    pipeline: '',
    stage_id: id,
    stage: id,
    outcome: mapping.stage('amocrm', '1', id).outcome,
    position: null,
    norm_days: null,
    probability: null,
    required_fields: '',
  }));
