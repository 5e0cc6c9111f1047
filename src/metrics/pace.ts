import type { Book } from '../facts/book';
import type { Day, Period } from '../kernel/calendar';
import { isWorking, workingDays } from '../kernel/calendar';

export type SpecialDays = ReadonlyMap<Day, 'holiday' | 'working' | 'short'>;

/** The `calendar` tab: days that are not what their weekday says. */
export const specialDays = (book: Pick<Book, 'calendar'>): SpecialDays =>
  new Map(
    book.calendar.flatMap((row): [Day, 'holiday' | 'working' | 'short'][] =>
      row.day !== null && (row.kind === 'holiday' || row.kind === 'working' || row.kind === 'short') ? [[row.day, row.kind]] : [],
    ),
  );

/** Working days of a period, seen from a day in, before or after it. Today is both gone, because its facts are counted, and still to come. */
export interface WorkDays {
  readonly when: 'past' | 'running' | 'future';
  readonly all: number;
  readonly gone: number;
  readonly left: number;
}
export function workDays(period: Period, today: Day, special: SpecialDays): WorkDays {
  const when = period.to < today ? 'past' : period.from > today ? 'future' : 'running',
    all = workingDays(period, special);
  if (when !== 'running') return { when, all, gone: when === 'past' ? all : 0, left: when === 'past' ? 0 : all };
  const gone = workingDays({ from: period.from, to: today }, special);
  return { when, all, gone, left: all - gone + (isWorking(today, special) ? 1 : 0) };
}

/**
 * Where the period ends if it goes on as it went: fact ÷ working days gone × all working days (Q082).
 *
 * Unit    that of `fact`, not rounded
 * Time    a past period: the fact itself; a future one, or one without a working day gone: null
 */
export function runRate(fact: number | null, { when, all, gone }: WorkDays): number | null {
  if (fact === null || when === 'future') return null;
  if (when === 'past') return fact;
  return gone === 0 ? null : (fact * all) / gone;
}

/**
 * What each working day to come must bring, today included: (plan − fact) ÷ working days left; 0 when the plan is met (Q087).
 *
 * Time    a past period, or one without a working day left: null
 */
export const paceNeeded = (plan: number | null, fact: number | null, { left }: WorkDays): number | null =>
  plan === null || fact === null || left === 0 ? null : Math.max(plan - fact, 0) / left;
