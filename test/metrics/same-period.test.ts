import { isoTime, readTime } from '../../src/kernel/calendar';
import type { NowPeriod } from '../../src/metrics/same-period';
import { runningSpan, spanBefore } from '../../src/metrics/same-period';

const moment = (text: string, zone: string, week_start: 'monday' | 'sunday' = 'monday') => ({
  today: text.slice(0, 10),
  now: readTime(text, zone) ?? 0,
  settings: { time_zone: zone, week_start },
});
test.each<{ why: string; period: NowPeriod; now: string; zone: string; start?: 'sunday'; running: string; before: readonly [string, string] }>([
  {
    why: 'yesterday up to the same hour',
    period: 'today',
    now: '2026-11-21T14:00',
    zone: 'Europe/Moscow',
    running: '2026-11-21T00:00:00+03:00',
    before: ['2026-11-20T00:00:00+03:00', '2026-11-20T14:00:00+03:00'],
  },
  {
    why: 'the first of January looks at the last year',
    period: 'today',
    now: '2026-01-01T08:00',
    zone: 'Europe/Moscow',
    running: '2026-01-01T00:00:00+03:00',
    before: ['2025-12-31T00:00:00+03:00', '2025-12-31T08:00:00+03:00'],
  },
  {
    why: 'clocks went back: the same hour by the clock, not the same length',
    period: 'today',
    now: '2026-10-25T12:00',
    zone: 'Europe/Berlin',
    running: '2026-10-25T00:00:00+02:00',
    before: ['2026-10-24T00:00:00+02:00', '2026-10-24T12:00:00+02:00'],
  },
  {
    why: 'the week begins on Monday',
    period: 'week',
    now: '2026-11-21T14:00',
    zone: 'Europe/Moscow',
    running: '2026-11-16T00:00:00+03:00',
    before: ['2026-11-09T00:00:00+03:00', '2026-11-14T14:00:00+03:00'],
  },
  {
    why: 'a week across the end of the year',
    period: 'week',
    now: '2027-01-02T10:00',
    zone: 'Europe/Moscow',
    running: '2026-12-28T00:00:00+03:00',
    before: ['2026-12-21T00:00:00+03:00', '2026-12-26T10:00:00+03:00'],
  },
  {
    why: 'the week begins on Sunday where the setting says so',
    period: 'week',
    now: '2026-11-21T14:00',
    zone: 'America/New_York',
    start: 'sunday',
    running: '2026-11-15T00:00:00-05:00',
    before: ['2026-11-08T00:00:00-05:00', '2026-11-14T14:00:00-05:00'],
  },
  {
    why: 'on a Sunday such a week begins today',
    period: 'week',
    now: '2026-11-15T09:00',
    zone: 'America/New_York',
    start: 'sunday',
    running: '2026-11-15T00:00:00-05:00',
    before: ['2026-11-08T00:00:00-05:00', '2026-11-08T09:00:00-05:00'],
  },
  {
    why: 'the same days of last month',
    period: 'month',
    now: '2026-11-21T14:00',
    zone: 'Europe/Moscow',
    running: '2026-11-01T00:00:00+03:00',
    before: ['2026-10-01T00:00:00+03:00', '2026-10-21T14:00:00+03:00'],
  },
  {
    why: '31 March has no fellow: the whole of February',
    period: 'month',
    now: '2026-03-31T10:00',
    zone: 'Europe/Moscow',
    running: '2026-03-01T00:00:00+03:00',
    before: ['2026-02-01T00:00:00+03:00', '2026-02-28T23:59:59+03:00'],
  },
  {
    why: 'a leap February has a 29th',
    period: 'month',
    now: '2028-03-29T10:00',
    zone: 'Europe/Moscow',
    running: '2028-03-01T00:00:00+03:00',
    before: ['2028-02-01T00:00:00+03:00', '2028-02-29T10:00:00+03:00'],
  },
])('$why', ({ period, now, zone, start, running, before }) => {
  const at = moment(now, zone, start),
    span = runningSpan(period, at),
    past = spanBefore(period, at);
  expect([isoTime(span.from, zone), span.to]).toEqual([running, at.now]);
  expect([isoTime(past.from, zone), isoTime(past.to, zone)]).toEqual(before);
});
