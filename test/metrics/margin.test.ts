import { marginInBase, marginOf } from '../../src/metrics/margin';
import { inBase } from '../../src/metrics/rate';
import { book, contract, rub } from './money-book';

const costs = { materials_cost: rub(40), delivery_cost: rub(5), installation_cost: rub(10), other_cost: rub(5) };
test.each([
  { why: 'all costs known', deal: costs, mapped: undefined, margin: 40, provisional: false },
  { why: 'a blank cost is not 0: provisional', deal: { ...costs, other_cost: null }, mapped: undefined, margin: 45, provisional: true },
  {
    why: 'a blank cost that no CRM field is mapped to does not count',
    deal: { ...costs, other_cost: null },
    mapped: ['materials_cost', 'delivery_cost'],
    margin: 45,
    provisional: false,
  },
  { why: 'a cost of 0 is known', deal: { ...costs, other_cost: 0 }, mapped: undefined, margin: 45, provisional: false },
  { why: 'costs above the contract', deal: { ...costs, materials_cost: rub(140) }, mapped: undefined, margin: -60, provisional: false },
  { why: 'no contract amount', deal: { ...costs, contract_amount: null }, mapped: undefined, margin: -60, provisional: false },
])('$why', ({ deal, mapped, margin, provisional }) =>
  expect(marginOf(contract('1', '2026-01-10', rub(100), deal), mapped)).toEqual({ margin: rub(margin), provisional }),
);

const rates = [
  { day: '2026-01-10', currency: 'usd', rate: 90.1234 },
  { day: '2026-01-20', currency: 'USD', rate: 95 },
  { day: '2026-01-20', currency: 'EUR', rate: 0 },
  { day: null, currency: 'USD', rate: 1 },
];
test.each([
  { why: 'the company’s currency, written in small letters', currency: ' rub', day: '2026-01-01', amount: 1_000, expected: 1_000 },
  { why: 'blank is the company’s', currency: '', day: null, amount: 1_000, expected: 1_000 },
  { why: 'the rate of the day', currency: 'USD', day: '2026-01-10', amount: 1_000, expected: 90_123 },
  { why: 'the latest rate before the day', currency: 'USD', day: '2026-01-19', amount: 1_000, expected: 90_123 },
  { why: 'rounded half away from zero: −5 × 90.1234 = −450.617', currency: 'USD', day: '2026-01-19', amount: -5, expected: -451 },
  { why: 'no rate yet', currency: 'USD', day: '2026-01-09', amount: 1_000, expected: null },
  { why: 'a rate of 0 is none', currency: 'EUR', day: '2026-02-09', amount: 1_000, expected: null },
  { why: 'undated: the rate of today', currency: 'USD', day: null, amount: 1_000, expected: 95_000 },
])('inBase: $why', ({ currency, day, amount, expected }) => expect(inBase(amount, currency, day, book({ rates }))).toBe(expected));

test.each([
  { why: 'each amount rounded by itself, as deal_margin shows them: 0.02 × 1.5 = 0.03, 0.01 × 1.5 = 0.02', currency: 'USD', expected: 1 },
  { why: 'the company’s own currency', currency: '', expected: 1 },
  { why: 'no rate', currency: 'EUR', expected: null },
])('marginInBase: $why', ({ currency, expected }) =>
  expect(
    marginInBase(contract('1', '2026-01-10', 2, { materials_cost: 1, currency }), book({ rates: [{ day: '2026-01-01', currency: 'USD', rate: 1.5 }] })),
  ).toBe(expected),
);
