import fc from 'fast-check';
import type { Cover } from '../../src/metrics/fewest-covers';
import { fewestCovers } from '../../src/metrics/fewest-covers';

const move = (amount: number, ...cover: readonly number[]): Cover => ({ amount, cover });

test.each([
  { why: 'nothing is missing', needs: [0, -5], covers: [move(9, 9, 9)], chosen: [], missing: 0 },
  { why: 'one is enough, the cheaper of two', needs: [5, 7], covers: [move(20, 20, 20), move(8, 8, 8), move(6, 6, 6)], chosen: [1], missing: 0 },
  { why: 'one large rather than two small', needs: [10], covers: [move(5, 5), move(5, 5), move(50, 50)], chosen: [2], missing: 0 },
  { why: 'two that share the days between them', needs: [4, 4], covers: [move(4, 4, 0), move(1, 1, 1), move(4, 0, 4)], chosen: [0, 2], missing: 0 },
  { why: 'of equal ones the first', needs: [3], covers: [move(3, 3), move(3, 3)], chosen: [0], missing: 0 },
  { why: 'a move on other days is of no use', needs: [3, 0], covers: [move(9, 0, 9), move(3, 3, 0)], chosen: [1], missing: 0 },
  {
    why: 'all together are not enough: those that help, and what is left',
    needs: [10, 2],
    covers: [move(4, 4, 4), move(3, 3, 0), move(1, 0, 1)],
    chosen: [0, 1],
    missing: 3,
  },
  { why: 'nothing can be done', needs: [10], covers: [], chosen: [], missing: 10 },
])('$why', ({ needs, covers, chosen, missing }) => expect(fewestCovers(needs, covers)).toEqual({ chosen, exact: true, missing }));

/** Every subset, one after another. */
function bruteForce(needs: readonly number[], covers: readonly Cover[]): { readonly size: number; readonly amount: number } | null {
  let best: { size: number; amount: number } | null = null;
  for (let set = 0; set < 2 ** covers.length; set += 1) {
    const some = covers.filter((_, i) => (set >> i) & 1),
      amount = some.reduce((all, one) => all + one.amount, 0);
    if (needs.some((need, day) => some.reduce((all, one) => all + (one.cover[day] ?? 0), 0) < need)) continue;
    if (best === null || some.length < best.size || (some.length === best.size && amount < best.amount)) best = { size: some.length, amount };
  }
  return best;
}
const days = 4;
const coverings = fc.record({
  needs: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: days, maxLength: days }),
  // postponed from a day to another, or collected from a day on
  covers: fc.array(
    fc
      .record({ amount: fc.integer({ min: 1, max: 25 }), from: fc.nat(days - 1), to: fc.integer({ min: 1, max: days }) })
      .map(({ amount, from, to }): Cover => ({ amount, cover: Array.from({ length: days }, (_, day) => (day >= from && day < to ? amount : 0)) })),
    { maxLength: 9 },
  ),
});

test('no set of fewer moves, nor one of as many that moves less, closes the gap (every set tried)', () => {
  fc.assert(
    fc.property(coverings, ({ needs, covers }) => {
      const found = fewestCovers(needs, covers),
        best = bruteForce(needs, covers),
        amount = found.chosen.reduce((all, i) => all + (covers[i]?.amount ?? 0), 0);
      expect(found.exact).toBe(true);
      expect(found.missing === 0).toBe(best !== null);
      if (best) expect({ size: found.chosen.length, amount }).toEqual(best);
    }),
    { numRuns: 300 },
  );
});

test('too many to try every set: the answer closes the gap, holds nothing needless and says that a shorter one may exist', () => {
  const covers = Array.from({ length: 60 }, (_, i) => move(10 + (i % 7), 10 + (i % 7), 10 + (i % 5))),
    needs = [150, 140];
  const { chosen, exact, missing } = fewestCovers(needs, covers),
    holds = (some: readonly number[]) => needs.every((need, day) => some.reduce((all, i) => all + (covers[i]?.cover[day] ?? 0), 0) >= need);
  expect([exact, missing, holds(chosen)]).toEqual([false, 0, true]);
  expect(chosen.filter((one) => holds(chosen.filter((i) => i !== one)))).toEqual([]);
});
