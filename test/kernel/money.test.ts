import fc from 'fast-check';
import { mulDiv, readAmount, roundHalfAway, split, sum } from '../../src/kernel/money';

test.each([
  { why: 'half goes up', x: 2.5, expected: 3 },
  { why: 'half goes away from zero below it', x: -2.5, expected: -3 },
  { why: 'less than half goes down', x: 2.49, expected: 2 },
  { why: 'zero stays', x: 0, expected: 0 },
])('roundHalfAway: $why', ({ x, expected }) => expect(roundHalfAway(x)).toBe(expected));

test.each([
  { why: '3 % of 500 000.00 is 15 000.00', amount: 50_000_000, by: [3, 100], expected: 1_500_000 },
  { why: 'half a kopeck rounds away from zero', amount: 1, by: [1, 2], expected: 1 },
  { why: 'half a kopeck below zero too', amount: -1, by: [1, 2], expected: -1 },
  { why: 'a third rounds down', amount: 100, by: [1, 3], expected: 33 },
  { why: 'two thirds round up', amount: 100, by: [2, 3], expected: 67 },
  { why: 'product beyond the safe integers stays exact', amount: 900_000_000_000_01, by: [45_000, 1_000_000], expected: 4_050_000_000_000 },
  { why: 'negative numerator', amount: 100, by: [-1, 3], expected: -33 },
])('mulDiv: $why', ({ amount, by, expected }) => expect(mulDiv(amount, by[0] ?? 0, by[1] ?? 1)).toBe(expected));

test.each([
  { why: 'the remainder goes to the largest rest', total: 100, weights: [1, 1, 1], expected: [34, 33, 33] },
  { why: 'ties go to the earlier share', total: 1, weights: [1, 1], expected: [1, 0] },
  { why: '60 to 40', total: 101, weights: [60, 40], expected: [61, 40] },
  { why: 'a negative total splits like a positive one', total: -100, weights: [1, 1, 1], expected: [-34, -33, -33] },
  { why: 'a negative weight gets nothing', total: 10, weights: [-5, 5], expected: [0, 10] },
  { why: 'nothing to weigh by: the caller keeps it', total: 10, weights: [0, 0], expected: null },
  { why: 'no shares at all', total: 10, weights: [], expected: null },
])('split: $why', ({ total, weights, expected }) => expect(split(total, weights)).toEqual(expected));

test('split always adds up to the total and never strays a whole unit from the exact share', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 30 }), (total, weights) => {
      const parts = split(total, weights),
        whole = sum(weights);
      if (whole === 0) return parts === null;
      if (!parts) return false;
      return sum(parts) === total && parts.every((part, i) => Math.abs(part - (total * (weights[i] ?? 0)) / whole) < 1.001);
    }),
  );
});

test.each([
  { raw: '1846.56', expected: 184_656, why: 'point as decimal sign' },
  { raw: '1 846,56', expected: 184_656, why: 'Russian spelling' },
  { raw: '1\u00a0846,56', expected: 184_656, why: 'no-break space' },
  { raw: '1,846.56', expected: 184_656, why: 'English spelling' },
  { raw: '€ 3.500,00', expected: 350_000, why: 'German spelling with currency' },
  { raw: '3.500,00 ₽', expected: 350_000, why: 'currency behind' },
  { raw: '1,846', expected: 184_600, why: 'a comma before three digits groups' },
  { raw: '1.234.567', expected: 123_456_700, why: 'two points group' },
  { raw: '0.5', expected: 50, why: 'one decimal' },
  { raw: ',5', expected: 50, why: 'no whole part' },
  { raw: '19999.999', expected: 2_000_000, why: 'a third decimal that cannot be a group is rounded' },
  { raw: '-100', expected: -10_000, why: 'negative' },
  { raw: '−100', expected: -10_000, why: 'typographic minus' },
  { raw: '0', expected: 0, why: 'zero is not blank' },
  { raw: '', expected: null, why: 'blank' },
  { raw: '  ', expected: null, why: 'blank with spaces' },
  { raw: null, expected: null, why: 'absent' },
  { raw: 999.9, expected: 99_990, why: 'a number' },
  { raw: 1.005, expected: 101, why: 'a number is read as it is written, not as binary' },
  { raw: 'abc', expected: undefined, why: 'not an amount' },
  { raw: '₽', expected: undefined, why: 'a sign alone' },
  { raw: '12abc', expected: undefined, why: 'letters behind' },
  { raw: '1e9', expected: undefined, why: 'scientific spelling is no amount' },
  { raw: Number.NaN, expected: undefined, why: 'NaN' },
  { raw: '99999999999999', expected: undefined, why: 'absurdly large' },
])('readAmount: $why', ({ raw, expected }) => expect(readAmount(raw)).toBe(expected));

test.each([
  { raw: '450.125', people: 45_012_500, program: 45_013, why: 'a lone point before three digits' },
  { raw: '100.005', people: 10_000_500, program: 10_001, why: 'half a kopeck up' },
  { raw: '1,846', people: 184_600, program: 184_600, why: 'a comma groups either way' },
  { raw: '1.234.567', people: 123_456_700, program: 123_456_700, why: 'two points can only group' },
])('readAmount, by people and by programs: $why', ({ raw, people, program }) => {
  expect(readAmount(raw)).toBe(people);
  expect(readAmount(raw, 'decimal')).toBe(program);
});
