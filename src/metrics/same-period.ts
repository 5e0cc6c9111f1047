import type { Day, Instant } from '../kernel/calendar';
import { addDays, addMonths, endOf, firstDay, isoTime, lastDay, monthOf, readTime, startOf, weekday } from '../kernel/calendar';

/** From `from` to `to`, both included: what has happened up to a moment. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}
export const nowPeriods = ['today', 'week', 'month'] as const;
export type NowPeriod = (typeof nowPeriods)[number];
interface Moment {
  readonly today: Day;
  readonly now: Instant;
  readonly settings: { readonly time_zone: string; readonly week_start: 'monday' | 'sunday' };
}

/** First day of the running day, week or month. Weeks begin as the setting says, Monday by default (Q027). */
export function firstOf(period: NowPeriod, { today, settings }: Moment): Day {
  if (period === 'today') return today;
  return period === 'month' ? firstDay(monthOf(today)) : addDays(today, settings.week_start === 'sunday' ? -(weekday(today) % 7) : 1 - weekday(today));
}

/** The running period up to now (Q026–Q028). */
export const runningSpan = (period: NowPeriod, moment: Moment): Span => ({ from: startOf(firstOf(period, moment), moment.settings.time_zone), to: moment.now });

/**
 * The same piece of the period before, up to the same hour on the clock (Q029): yesterday, the same weekdays of last week, the same days of last month.
 * Where last month has no such day (31 March) it is the whole of last month. Clocks that change in between do not shift the hour.
 */
export function spanBefore(period: NowPeriod, moment: Moment): Span {
  const {
      today,
      now,
      settings: { time_zone: zone },
    } = moment,
    first = firstOf(period, moment);
  if (period !== 'month') {
    const back = period === 'today' ? -1 : -7;
    return { from: startOf(addDays(first, back), zone), to: sameClock(addDays(today, back), now, zone) };
  }
  const before = addMonths(monthOf(today), -1),
    day = `${before}-${today.slice(8)}`;
  return { from: startOf(firstDay(before), zone), to: day > lastDay(before) ? endOf(lastDay(before), zone) - 1 : sameClock(day, now, zone) };
}

const sameClock = (day: Day, now: Instant, zone: string): Instant => readTime(`${day}T${isoTime(now, zone).slice(11, 19)}`, zone) ?? now;
