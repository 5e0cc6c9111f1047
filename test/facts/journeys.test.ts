import fc from 'fast-check';
import { blankDeal } from '../../src/facts/blank-deal';
import { joinedAsOf, journeysOf, type Known, pastOf } from '../../src/facts/journeys';
import type { Deal } from '../../src/facts/rows';
import { dealKey } from '../../src/facts/rows';
import { defaultSettings } from '../../src/facts/settings';

const at = (day: string): number => Date.parse(`${day}T10:00:00+03:00`);
const rule = { ...defaultSettings, journey_order: 'amocrm bitrix24 onec' };
type Said = Partial<Deal> & { readonly born: string; readonly closed?: string };
/** `amocrm/1` of the client with these keys. */
const known = (name: string, keys: string, { born, closed, ...said }: Said): Known => {
  const [crm = '', id = ''] = name.split('/');
  return {
    keys: keys.split(' ').filter((key) => key !== ''),
    deal: { ...blankDeal(crm, id), outcome: 'in_work', created_at: at(born), closed_at: closed ? at(closed) : null, ...said },
  };
};
const anna = '+79161234567',
  firm = '7707083893';

interface Case {
  readonly why: string;
  readonly deals: readonly Known[];
  /** by deal: journey > counted in */
  readonly told: Readonly<Record<string, string>>;
  readonly rule?: Partial<typeof rule>;
}
const cases: readonly Case[] = [
  {
    why: 'an open lead, then a deal of the same phone: counted in the deal',
    deals: [known('amocrm/1', anna, { born: '2026-05-10' }), known('onec/7', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'the same by tax id, although the phones differ',
    deals: [known('amocrm/1', `${anna} ${firm}`, { born: '2026-05-10' }), known('onec/7', firm, { born: '2026-06-20' })],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'another client',
    deals: [known('amocrm/1', anna, { born: '2026-05-10' }), known('onec/7', firm, { born: '2026-06-20' })],
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
  {
    why: 'clients of whom nothing is known are not the same',
    deals: [known('amocrm/1', '', { born: '2026-05-10' }), known('onec/7', '', { born: '2026-06-20' })],
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
  {
    why: 'closed on the thirtieth day before is in time',
    deals: [known('amocrm/1', anna, { born: '2026-05-10', closed: '2026-05-21' }), known('onec/7', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'closed a day earlier is another story',
    deals: [known('amocrm/1', anna, { born: '2026-05-10', closed: '2026-05-20' }), known('onec/7', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
  {
    why: 'refused there, bought here within the month: one lead, not a refusal and a lead',
    deals: [known('amocrm/1', anna, { born: '2026-06-10', closed: '2026-06-12', outcome: 'refusal' }), known('onec/7', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'the deal came before the lead: a customer who asks again',
    deals: [known('amocrm/1', anna, { born: '2026-06-21' }), known('onec/7', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
  {
    why: 'a lead goes forward in the order of CRMs only',
    deals: [known('onec/7', anna, { born: '2026-05-10' }), known('amocrm/1', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
  {
    why: 'unless people say that the order is another one',
    deals: [known('onec/7', anna, { born: '2026-05-10' }), known('amocrm/1', anna, { born: '2026-06-20' })],
    rule: { journey_order: 'onec amocrm' },
    told: { 'onec/7': 'onec/7 > amocrm/1', 'amocrm/1': 'onec/7 >' },
  },
  {
    why: 'a CRM that is not in the order hands nothing over',
    deals: [known('amocrm/1', anna, { born: '2026-05-10' }), known('onec/7', anna, { born: '2026-06-20' })],
    rule: { journey_order: 'amocrm bitrix24' },
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
  {
    why: 'two deals of one client within one CRM are two leads',
    deals: [known('amocrm/1', anna, { born: '2026-05-10' }), known('amocrm/2', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': '>', 'amocrm/2': '>' },
  },
  {
    why: 'two leads and two orders of one client: each order goes on the lead before it',
    deals: [
      known('amocrm/1', anna, { born: '2026-02-01', closed: '2026-02-09' }),
      known('onec/7', anna, { born: '2026-02-10' }),
      known('amocrm/2', anna, { born: '2026-02-20' }),
      known('onec/8', anna, { born: '2026-03-01' }),
    ],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >', 'amocrm/2': 'amocrm/2 > onec/8', 'onec/8': 'amocrm/2 >' },
  },
  {
    why: 'one lead, two orders: the first goes on the lead, the second is a sale of its own',
    deals: [known('amocrm/1', anna, { born: '2026-02-01' }), known('onec/7', anna, { born: '2026-02-10' }), known('onec/8', anna, { born: '2026-03-01' })],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >', 'onec/8': '>' },
  },
  {
    why: 'two leads before one order: the later one is gone on',
    deals: [known('amocrm/1', anna, { born: '2026-02-01' }), known('amocrm/2', anna, { born: '2026-02-05' }), known('onec/7', anna, { born: '2026-02-10' })],
    told: { 'amocrm/1': '>', 'amocrm/2': 'amocrm/2 > onec/7', 'onec/7': 'amocrm/2 >' },
  },
  {
    why: 'three systems are one journey; the middle one knows the phone of the first and the tax id of the last',
    deals: [
      known('amocrm/1', anna, { born: '2026-02-01' }),
      known('bitrix24/5', `${anna} ${firm}`, { born: '2026-02-10' }),
      known('onec/7', firm, { born: '2026-02-20' }),
    ],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'bitrix24/5': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'what any record of the journey knows of the client binds: the last has the tax id of the first',
    deals: [
      known('amocrm/1', `${anna} ${firm}`, { born: '2026-02-01' }),
      known('bitrix24/5', anna, { born: '2026-02-10' }),
      known('onec/7', firm, { born: '2026-02-20' }),
    ],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'bitrix24/5': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'won in the first, nothing signed in the second yet: the contract is counted where it stands',
    deals: [known('amocrm/1', anna, { born: '2026-05-10', signed: true, signings: 1, outcome: 'contract' }), known('onec/7', anna, { born: '2026-06-20' })],
    told: { 'amocrm/1': 'amocrm/1 >', 'onec/7': 'amocrm/1 > amocrm/1' },
  },
  {
    why: 'signed in both: the later one is the contract',
    deals: [
      known('amocrm/1', anna, { born: '2026-05-10', signed: true, signings: 1, outcome: 'contract' }),
      known('onec/7', anna, { born: '2026-06-20', signed: true, signings: 1, outcome: 'contract' }),
    ],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'cancelled in the later one: the earlier win does not come back',
    deals: [
      known('amocrm/1', anna, { born: '2026-05-10', signed: true, signings: 1, outcome: 'contract' }),
      known('onec/7', anna, { born: '2026-06-20', signings: 1, outcome: 'refusal' }),
    ],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  {
    why: 'cancelled in the first, still worked on in the second: it is in work',
    deals: [known('amocrm/1', anna, { born: '2026-05-10', signings: 1, outcome: 'refusal' }), known('onec/7', anna, { born: '2026-06-02' })],
    told: { 'amocrm/1': 'amocrm/1 > onec/7', 'onec/7': 'amocrm/1 >' },
  },
  ...(['junk', 'duplicate'] as const).map((outcome) => ({
    why: `what people call ${outcome} stays it`,
    deals: [known('amocrm/1', anna, { born: '2026-05-10', outcome }), known('onec/7', anna, { born: '2026-06-02' })],
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  })),
  {
    why: 'a deleted lead is none',
    deals: [known('amocrm/1', anna, { born: '2026-05-10', deleted: true }), known('onec/7', anna, { born: '2026-06-02' })],
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
  ...['onec/7', '7', 'amocrm/1'].map((journey_apart) => ({
    why: `set apart by a person: ${journey_apart}`,
    deals: [known('amocrm/1', anna, { born: '2026-05-10' }), known('onec/7', anna, { born: '2026-06-02' })],
    rule: { journey_apart },
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  })),
  {
    why: 'no days, no joining',
    deals: [known('amocrm/1', anna, { born: '2026-05-10' }), known('onec/7', anna, { born: '2026-06-02' })],
    rule: { journey_days: 0 },
    told: { 'amocrm/1': '>', 'onec/7': '>' },
  },
];
const shown = (deals: readonly Known[], more: Partial<typeof rule> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries([...journeysOf(deals, { ...rule, ...more })].map(([key, { journey, counted_in }]) => [key, `${journey} > ${counted_in}`.trim()]));

test.each(cases)('$why', ({ deals, told, rule: more }) => {
  expect(shown(deals, more)).toEqual(told);
  expect(shown([...deals].reverse(), more)).toEqual(told); // in whatever order they came
});

test('the journey is as old as its first lead, has the first source known, and got as far as any of its records', () => {
  const deals = [
    known('amocrm/1', anna, { born: '2026-04-30', source: '', reached: 'measurement', measurement_day: '2026-05-04' }),
    known('bitrix24/5', anna, { born: '2026-05-10', source: 'Сайт' }),
    known('onec/7', anna, { born: '2026-05-20', source: 'Реклама', reached: 'quote', measurement_day: '2026-05-21', quote_day: '2026-05-21' }),
  ];
  const [past] = [...journeysOf(deals, rule).values()].map((columns) => pastOf(columns));
  expect(past).toEqual({
    month: '2026-04',
    at: at('2026-04-30'),
    source: 'Сайт',
    reached: 'quote',
    measured: '2026-05-04',
    quoted: '2026-05-21',
    others: ['amocrm/1', 'bitrix24/5'],
  });
});

test('as of a day before the order, the lead is counted by itself', () => {
  const deals = [known('amocrm/1', anna, { born: '2026-05-10' }), known('onec/7', anna, { born: '2026-06-20' })],
    columns = journeysOf(deals, rule),
    joined = deals.map(({ deal }) => ({ ...deal, ...columns.get(dealKey(deal)) }));
  expect(joinedAsOf(joined, rule)).toEqual(joined);
  expect(joinedAsOf(joined.slice(0, 1), rule)).toMatchObject([{ deal_id: '1', journey: '', counted_in: '', journey_past: '' }]);
});

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`);
const some = fc.uniqueArray(
  fc.record({
    crm: fc.constantFrom('amocrm', 'bitrix24', 'onec'),
    id: fc.integer({ min: 1, max: 4 }),
    keys: fc.subarray(['a@b.ru', 'c@d.ru', 'e@f.ru', anna]),
    born: day,
    closed: fc.option(day, { nil: undefined }),
    signed: fc.boolean(),
  }),
  { maxLength: 10, selector: ({ crm, id }) => `${crm}/${id}` },
);
const ofSome = ({ crm, id, keys, born, closed, signed }: (typeof some extends fc.Arbitrary<infer T> ? T : never)[number]): Known =>
  known(`${crm}/${id}`, keys.join(' '), { born, ...(closed ? { closed } : {}), signed, signings: signed ? 1 : 0 });

test('whatever the deals: each journey is counted once, goes through a CRM once, and the order of delivery does not matter', () => {
  fc.assert(
    fc.property(
      some.chain((list) => fc.tuple(fc.constant(list.map(ofSome)), fc.shuffledSubarray(list.map(ofSome), { minLength: list.length }))),
      ([deals, shuffled]) => {
        const columns = journeysOf(deals, { ...rule, journey_days: 5 });
        expect(new Map([...journeysOf(shuffled, { ...rule, journey_days: 5 })].sort())).toEqual(new Map([...columns].sort()));
        for (const journey of new Set([...columns.values()].map((one) => one.journey).filter((name) => name !== ''))) {
          const own = [...columns].filter(([, one]) => one.journey === journey);
          expect(own.filter(([, one]) => one.counted_in === '')).toHaveLength(1);
          expect(new Set(own.map(([key]) => key.split('/')[0])).size).toBe(own.length);
          expect(own.length).toBeGreaterThan(1);
        }
      },
    ),
    { numRuns: 60 },
  );
});
