import type { Day, Month } from '../kernel/calendar';
import { addDays, firstDay, lastDay, monthOf, monthsBetween, quarterOf, readPeriod, weekOf, yearOf } from '../kernel/calendar';

export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Remembers the answers of a pure function of one text: calendars are asked for the same periods thousands of times. */
function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = compute(text);
    if (known.size > 5_000) known.clear();
    known.set(text, answer);
    return answer;
  };
}

/** What kind of period a text of tab `plans` names; none -> null. */
export const kindOf: (period: string) => PeriodKind | null = remembered((period) => {
  if (readPeriod(period) === null) return null;
  if (period.length === 4) return 'year';
  if (period.length === 10) return 'day';
  return period.includes('W') ? 'week' : period.includes('Q') ? 'quarter' : 'month';
});

/** The five periods that hold a day, the day itself first. */
export const periodsOf: (day: Day) => readonly string[] = remembered((day) => [day, weekOf(day), monthOf(day), quarterOf(day), yearOf(day)]);

/** Larger periods to which a period belongs: a day to a week, a week to each month it touches, a month to a quarter, a quarter to a year (Q086). */
export const above: (period: string) => readonly string[] = remembered((period) => {
  const kind = kindOf(period),
    span = readPeriod(period);
  if (span === null || kind === 'year') return [];
  const months = monthsBetween(monthOf(span.from), monthOf(span.to)),
    quarters = months.map((m) => quarterOf(firstDay(m))),
    years = months.map((m) => yearOf(firstDay(m)));
  const all = [
    ...(kind === 'day' ? [weekOf(period)] : []),
    ...(kind === 'day' || kind === 'week' ? months : []),
    ...(kind === 'quarter' ? [] : quarters),
    ...years,
  ];
  return [...new Set(all)];
});

/** Days of a period. */
export const daysOf: (period: string) => readonly Day[] = remembered((period) => {
  const span = readPeriod(period),
    days: Day[] = [];
  if (span) for (let day = span.from; day <= span.to; day = addDays(day, 1)) days.push(day);
  return days;
});

/** Months that a period touches. */
export const monthsOf: (period: string) => readonly Month[] = remembered((period) => {
  const span = readPeriod(period);
  return span ? monthsBetween(monthOf(span.from), monthOf(span.to)) : [];
});

/** ISO weeks that a month touches, the first and the last of them often in part only. */
export const weeksOf: (month: Month) => readonly string[] = remembered((month) => {
  const weeks = [weekOf(firstDay(month))];
  for (let day = firstDay(month); day <= lastDay(month); day = addDays(day, 1)) if (weeks[weeks.length - 1] !== weekOf(day)) weeks.push(weekOf(day));
  return weeks;
});
