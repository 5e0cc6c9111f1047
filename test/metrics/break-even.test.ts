import type { Reached } from '../../src/metrics/break-even';
import { breakEven, monthsBelow } from '../../src/metrics/break-even';
import { rub } from './money-book';

test.each([
  { why: 'fixed 300 ÷ margin 40 % = 750', revenue: 1_000, margin: 400, fixed: 300, expected: 750 },
  { why: 'rounded once: 100 × 1,000 ÷ 300 = 333.333', revenue: 1_000, margin: 300, fixed: 100, expected: 333.33 },
  { why: 'no fixed costs: any revenue is enough', revenue: 1_000, margin: 300, fixed: 0, expected: 0 },
  { why: 'costs given back are no goal below 0', revenue: 1_000, margin: 300, fixed: -50, expected: 0 },
  { why: 'a margin of 0 never pays', revenue: 1_000, margin: 0, fixed: 100, expected: null },
  { why: 'a negative one neither', revenue: 1_000, margin: -1, fixed: 100, expected: null },
  { why: 'no revenue, no margin %', revenue: 0, margin: 0, fixed: 100, expected: null },
  { why: 'more cancelled than signed', revenue: -100, margin: -40, fixed: 100, expected: null },
])('$why', ({ expected, ...month }) =>
  expect(breakEven({ revenue: rub(month.revenue), margin: rub(month.margin), fixed: rub(month.fixed) })).toBe(expected === null ? null : rub(expected)),
);

const at = (revenue: number, target: number | null = 100, operatingProfit = 0): Reached => ({ revenue, target, operatingProfit });
const miss = at(99),
  met = at(100);
test.each<{ why: string; months: (Reached | null)[]; running?: boolean; expected: number }>([
  { why: 'reached exactly is reached', months: [miss, met], expected: 0 },
  { why: 'two in a row', months: [met, miss, miss], expected: 2 },
  { why: 'one month above ends the row', months: [miss, met, miss], expected: 1 },
  { why: 'what is not known ends it too', months: [miss, null, miss], expected: 1 },
  { why: 'no break-even: a loss is a miss', months: [met, at(500, null, -1)], expected: 1 },
  { why: 'no break-even, no loss', months: [miss, at(0, null, 0)], expected: 0 },
  { why: 'the running month is not counted', months: [miss, miss, at(5)], running: true, expected: 2 },
  { why: 'the running month has reached it: the row is over', months: [miss, miss, met], running: true, expected: 0 },
  { why: 'a running month of which nothing is known', months: [met, miss, null], running: true, expected: 1 },
  { why: 'not further than a year', months: Array.from({ length: 13 }, () => miss), expected: 12 },
  { why: 'nothing at all', months: [], expected: 0 },
])('months below: $why', ({ months, running = false, expected }) => expect(monthsBelow(months, running)).toBe(expected));
