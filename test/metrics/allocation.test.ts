import fc from 'fast-check';
import { allocate, daysInWork } from '../../src/metrics/allocation';

const weight = (revenue: number, margin = revenue, days = 1) => ({ revenue, margin, days });
test.each([
  {
    why: 'by revenue, the odd kopeck to the largest remainder: 33.33, 66.67',
    key: 'revenue' as const,
    expenses: 10_000,
    weights: [weight(1), weight(2)],
    shares: [3_333, 6_667],
  },
  { why: 'equal remainders: the earlier deal', key: 'count' as const, expenses: 100, weights: [weight(1), weight(9), weight(5)], shares: [34, 33, 33] },
  { why: 'by margin', key: 'margin' as const, expenses: 100, weights: [weight(10, 1), weight(10, 3)], shares: [25, 75] },
  { why: 'a negative margin: by revenue', key: 'margin' as const, expenses: 100, weights: [weight(60, -1), weight(40, 30)], shares: [60, 40] },
  { why: 'by days in work', key: 'days' as const, expenses: 100, weights: [weight(1, 1, 10), weight(1, 1, 30)], shares: [25, 75] },
  { why: 'contracts of 0: by count, so nothing is lost', key: 'revenue' as const, expenses: 100, weights: [weight(0), weight(0)], shares: [50, 50] },
  { why: 'no contracts: unallocated', key: 'revenue' as const, expenses: 100, weights: [], shares: null },
  { why: 'no expenses: zeros', key: 'revenue' as const, expenses: 0, weights: [weight(5)], shares: [0] },
])('$why', ({ key, expenses, weights, shares }) => expect(allocate(expenses, weights, key)).toEqual(shares));

test.each([
  { why: 'installed: both days count', contract: '2026-01-10', installed: '2026-01-12', days: 3 },
  { why: 'not yet installed: to today', contract: '2026-01-10', installed: null, days: 22 },
  { why: 'installed before the contract: one day', contract: '2026-01-10', installed: '2026-01-01', days: 1 },
  { why: 'no contract day', contract: null, installed: null, days: 1 },
])('days in work: $why', ({ contract, installed, days }) => expect(daysInWork(contract, installed, '2026-01-31')).toBe(days));

test('whatever the key and the weights, the shares add up to the expenses (N14)', () => {
  const weights = fc.array(fc.record({ revenue: fc.nat(), margin: fc.integer(), days: fc.nat(400) }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e11 }),
      weights,
      fc.constantFrom('revenue' as const, 'margin' as const, 'count' as const, 'days' as const),
      (expenses, list, key) => {
        expect((allocate(expenses, list, key) ?? []).reduce((sum, share) => sum + share, 0)).toBe(expenses);
      },
    ),
    { seed: 20261121 },
  );
});
