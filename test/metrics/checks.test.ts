import { averageCheck, largestCheck, medianCheck } from '../../src/metrics/checks';

test.each([
  { why: 'no contract: nothing to divide by', amounts: [], average: null, median: null, largest: null },
  { why: 'one contract is all three', amounts: [500], average: 500, median: 500, largest: 500 },
  { why: 'a free demo contract is in no average', amounts: [0, 300, 100], average: 200, median: 200, largest: 300 },
  { why: 'only free contracts: nothing to divide by', amounts: [0, 0], average: null, median: null, largest: null },
  { why: 'thirds are rounded to the kopeck', amounts: [100, 100, 101], average: 100, median: 100, largest: 101 },
  { why: 'half a kopeck is rounded away from zero', amounts: [100, 101], average: 101, median: 101, largest: 101 },
  { why: 'the middle of an odd number, not the mean', amounts: [1, 900, 100], average: 334, median: 100, largest: 900 },
  { why: 'a wrong negative amount does not lower the average', amounts: [-50, 70], average: 70, median: 70, largest: 70 },
])('$why', ({ amounts, average, median, largest }) => {
  expect(averageCheck(amounts)).toBe(average);
  expect(medianCheck(amounts)).toBe(median);
  expect(largestCheck(amounts)).toBe(largest);
});
