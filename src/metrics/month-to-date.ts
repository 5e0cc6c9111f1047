import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { addDays, addMonths, daysIn, firstDay, lastDay, monthOf, workingDays } from '../kernel/calendar';
import type { SpecialDays } from './pace';
import { specialDays } from './pace';
import type { PlanFact } from './plan-facts';
import { planFacts } from './plan-facts';

/** The running month of the company up to today, beside the same days of the month before. */
export interface MonthToDate {
  readonly month: string;
  /** from the first of the month to `day`, minor units or count */
  readonly until: (metric: PlanMetric, day: Day) => number;
  /** the same for last month, from its first to the same date; where it has no such date, the whole of it (N21) */
  readonly lastMonthUntil: (metric: PlanMetric, day: Day) => number;
  readonly special: SpecialDays;
}

/** Facts of the company day by day; the book must hold the running month and the one before. */
export function monthToDate(book: Book): MonthToDate {
  const month = monthOf(book.today),
    before = addMonths(month, -1),
    sums = new Map<string, number>();
  const add = ({ metric, day, value }: PlanFact): void => {
    const key = `${metric} ${day}`;
    sums.set(key, (sums.get(key) ?? 0) + value);
  };
  for (const fact of planFacts(book)) if (fact.day.startsWith(month) || fact.day.startsWith(before)) add(fact);
  const total = (metric: PlanMetric, from: Day, to: Day): number => {
    let all = 0;
    for (let day = from; day <= to; day = addDays(day, 1)) all += sums.get(`${metric} ${day}`) ?? 0;
    return all;
  };
  return {
    month,
    special: specialDays(book),
    until: (metric, day) => total(metric, firstDay(month), day),
    lastMonthUntil: (metric, day) => total(metric, firstDay(before), Number(day.slice(8)) > daysIn(before) ? lastDay(before) : `${before}-${day.slice(8)}`),
  };
}

/** Share of the month's working days that lie up to a day, that day included: how much of an even plan should be done by then. No working day -> null. */
export function shareDone(day: Day, special: SpecialDays): { readonly part: number; readonly whole: number } | null {
  const month = monthOf(day),
    whole = workingDays({ from: firstDay(month), to: lastDay(month) }, special);
  return whole === 0 ? null : { part: workingDays({ from: firstDay(month), to: day }, special), whole };
}
