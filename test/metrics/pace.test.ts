import { readPeriod } from '../../src/kernel/calendar';
import { paceNeeded, runRate, specialDays, workDays } from '../../src/metrics/pace';

const period = (text: string) => readPeriod(text) ?? { from: '', to: '' };
/** November 2026: 21 weekdays; the 4th (Wednesday) is a holiday, Saturday the 28th is worked. */
const special = specialDays({
  calendar: [
    { day: '2026-11-04', kind: 'holiday' },
    { day: '2026-11-28', kind: 'working' },
    { day: '2026-11-03', kind: 'short' },
    { day: null, kind: 'holiday' },
    { day: '2026-11-09', kind: '?' },
  ],
});

test.each([
  { why: 'a past month has no day left', at: '2026-11', today: '2026-12-01', expected: { when: 'past', all: 21, gone: 21, left: 0 } },
  { why: 'a month to come has all of them left', at: '2026-11', today: '2026-10-31', expected: { when: 'future', all: 21, gone: 0, left: 21 } },
  { why: 'a working today is gone and left', at: '2026-11', today: '2026-11-20', expected: { when: 'running', all: 21, gone: 14, left: 8 } },
  { why: 'a Saturday is neither', at: '2026-11', today: '2026-11-21', expected: { when: 'running', all: 21, gone: 14, left: 7 } },
  { why: 'a worked Saturday is both', at: '2026-11', today: '2026-11-28', expected: { when: 'running', all: 21, gone: 20, left: 2 } },
  { why: 'a Sunday on the first: no working day yet', at: '2026-11', today: '2026-11-01', expected: { when: 'running', all: 21, gone: 0, left: 21 } },
  { why: 'a week with a holiday', at: '2026-W45', today: '2026-11-04', expected: { when: 'running', all: 4, gone: 2, left: 2 } },
])('working days: $why', ({ at, today, expected }) => expect(workDays(period(at), today, special)).toEqual(expected));

test.each([
  { why: 'on pace', fact: 70, plan: 100, at: '2026-11-20', rate: 105, pace: 3.75 },
  { why: 'the plan is met: nothing more is needed', fact: 140, plan: 100, at: '2026-11-20', rate: 210, pace: 0 },
  { why: 'before the first working day there is no pace', fact: 3, plan: 100, at: '2026-11-01', rate: null, pace: 97 / 21 },
  { why: 'over: the forecast is the fact', fact: 70, plan: 100, at: '2026-12-05', rate: 70, pace: null },
  { why: 'not begun: no forecast, the whole plan by day', fact: 0, plan: 42, at: '2026-10-05', rate: null, pace: 2 },
  { why: 'no plan, no pace', fact: 14, plan: null, at: '2026-11-20', rate: 21, pace: null },
  { why: 'no fact is not a fact of 0', fact: null, plan: 100, at: '2026-11-20', rate: null, pace: null },
  { why: 'cancellations beyond the signatures', fact: -14, plan: 0, at: '2026-11-20', rate: -21, pace: 14 / 8 },
])('pace: $why', ({ fact, plan, at, rate, pace }) => {
  const days = workDays(period('2026-11'), at, special);
  expect(runRate(fact, days)).toBe(rate);
  expect(paceNeeded(plan, fact, days)).toBe(pace);
});
