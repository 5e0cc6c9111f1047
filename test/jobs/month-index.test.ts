import { agrees, spansOf, withRows } from '../../src/jobs/month-index';

const index = withRows({}, [
  { at: 0, months: ['2026-01'] },
  { at: 1, months: ['2026-01'] },
  { at: 2, months: ['2026-02'] },
  { at: 500, months: ['2026-03', '2026-01'] },
]);

test('a month is the span of its rows and their number; a row of two months belongs to both', () => {
  expect(index).toEqual({ '2026-01': [0, 500, 3], '2026-02': [2, 2, 1], '2026-03': [500, 500, 1] });
});
test.each([
  { why: 'one month, one span', months: ['2026-02'], expected: [{ from: 2, count: 1 }] },
  {
    why: 'far spans stay apart',
    months: ['2026-02', '2026-03'],
    expected: [
      { from: 2, count: 1 },
      { from: 500, count: 1 },
    ],
  },
  { why: 'overlapping spans join', months: ['2026-01', '2026-02'], expected: [{ from: 0, count: 501 }] },
  { why: 'a month without rows costs nothing', months: ['2020-01'], expected: [] },
])('spansOf: $why', ({ months, expected }) => expect(spansOf(index, months)).toEqual(expected));
test('the index lies when rows of the month are not all found', () => {
  expect(agrees(index, ['2026-02'], [{ months: ['2026-02'] }])).toBe(true);
  expect(agrees(index, ['2026-02'], [])).toBe(false);
  expect(agrees(index, ['2020-01'], [])).toBe(true);
});
