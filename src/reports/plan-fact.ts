import { planFactSheet } from '../../sheets-templates/plan-fact';
import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import { planMetrics, UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { firstDay, isWorking, lastDay, monthOf, readPeriod, yearOf } from '../kernel/calendar';
import { roundHalfAway } from '../kernel/money';
import { compare } from '../kernel/order';
import type { Row, RowOf } from '../kernel/sheet-template';
import type { WorkDays } from '../metrics/pace';
import { paceNeeded, runRate, specialDays, workDays } from '../metrics/pace';
import { isMoney } from '../metrics/plan-facts';
import { factsByPeriod } from '../metrics/plan-memory';
import { daysOf, kindOf, monthsOf } from '../metrics/plan-periods';
import type { PlanKey, PlanLevel } from '../metrics/planned';
import { monthsOfPlannedWeeks, planLevels, plansOf, runningMonths } from '../metrics/planned';
import type { Report, Scope } from './report';
import { ratio } from './report';

export type PlanFactRow = RowOf<typeof planFactSheet>;

/**
 * Plan against fact (Q082–Q087): a row for every plan that people wrote, for the larger periods and levels that follow from it, and, with or without plan, for the months of
 * managers and of the company in which something happened. Money in `plan`, `fact` and what follows is in units of the currency, as in tab `plans`.
 *
 * Scope   without `kept`: periods that the scope touches, with the facts of its days (everything: the whole tab).
 *         with `kept`, the rows now in the tab: the whole tab again, facts of the scope's months from the book and all others from these rows. The book must then hold all
 *         facts of the scope's months, of the running month and the one before, and of `monthsOfPlannedWeeks`. Plans may have changed anywhere, but a new plan for a day or a
 *         week, or for a source, needs its months in the scope, since the tab never had a row for it.
 */
export function planFactRows(book: Book, scope: Scope, kept?: readonly Row[]): readonly PlanFactRow[] {
  const plans = plansOf(book),
    special = specialDays(book),
    isHeld = kept ? heldMonths(book, scope) : scope.has;
  const facts = factsByPeriod({ book, isHeld, kept: kept ?? [] });
  const asked = periodsAsked(kept ? null : scope),
    wanted = new Map<string, { readonly key: PlanKey; readonly follows: boolean }>();
  const want = (key: PlanKey, follows: boolean): void => {
    const text = [key.level, key.name, key.metric, key.period].join('\u0001');
    if (asked(key.period) && !wanted.has(text)) wanted.set(text, { key, follows });
  };
  for (const key of plans.written) want(key, false);
  for (const key of plans.following) want(key, true);
  for (const key of facts.months) want(key, true);
  for (const key of [...plans.written, ...plans.following].filter(({ level }) => level === 'source'))
    for (const month of monthsOf(key.period)) if (month <= monthOf(book.today)) want({ ...key, period: month }, true);

  /** Does every working day that is gone, of every month in which something happened, stand under some plan? Otherwise plan and fact speak of different days. */
  const known = new Map<string, boolean>(),
    worked = new Map<Month, readonly string[]>();
  const workedDays = (month: Month): readonly string[] => {
    const days = worked.get(month) ?? daysOf(month).filter((day) => day <= book.today && isWorking(day, special));
    worked.set(month, days);
    return days;
  };
  const isWhole = (key: PlanKey): boolean => {
    const isShort = kindOf(key.period) === 'week' || kindOf(key.period) === 'day',
      own = new Set(isShort ? daysOf(key.period) : []);
    const isMonthWhole = (month: Month): boolean =>
      facts.ofMonth(key, month) === 0 || plans.covers(key, isShort ? workedDays(month).filter((day) => own.has(day)) : workedDays(month));
    return monthsOf(key.period).every((month) => {
      const text = [key.level, key.name, key.metric, kindOf(key.period), isShort ? key.period : '', month].join('\u0001'),
        said = known.get(text) ?? isMonthWhole(month);
      known.set(text, said);
      return said;
    });
  };

  const work = new Map<string, WorkDays | null>();
  const daysAt = (text: string): WorkDays | null => {
    const period = readPeriod(text),
      found = work.get(text) ?? (period && workDays(period, book.today, special));
    work.set(text, found);
    return found;
  };

  return [...wanted.values()].map(({ key, follows }) => {
    const unit = isMoney(key.metric) ? 100 : 1,
      plan = plans.of(key),
      minor = facts.of(key),
      days = daysAt(key.period);
    const out = (value: number | null): number | null => (value === null ? null : unit === 100 ? roundHalfAway(value) / 100 : value);
    const planMinor = plan === null ? null : unit === 100 ? roundHalfAway(Number((plan * 100).toPrecision(15))) : plan;
    const comparable = planMinor !== null && (!follows || isWhole(key)) ? planMinor : null;
    return {
      period: key.period,
      level: key.level,
      name: plans.shownName(key),
      metric: key.metric,
      plan,
      fact: out(minor),
      difference: comparable === null || minor === null ? null : out(minor - comparable),
      attainment: ratio(minor, comparable),
      pace_needed: days && out(paceNeeded(comparable, minor, days)),
      run_rate: days && out(runRate(minor, days)),
    };
  });
}

/** Months whose facts the book of a refresh holds, by a day of theirs. */
function heldMonths(book: Book, scope: Scope): (day: string | null) => boolean {
  const isDirty = (month: Month): boolean => scope.has(firstDay(month)) || scope.has(lastDay(month)),
    known = new Map<string, boolean>();
  const dirty = { has: isDirty } as ReadonlySet<string>,
    more = new Set([...runningMonths(book.today), ...monthsOfPlannedWeeks(book.plans, dirty)]);
  return (day) => {
    if (day === null) return scope.has(null);
    const month = monthOf(day),
      found = known.get(month) ?? (more.has(month) || isDirty(month));
    known.set(month, found);
    return found;
  };
}

function periodsAsked(scope: Scope | null): (period: string) => boolean {
  const known = new Map<string, boolean>();
  return (period) => {
    const found = known.get(period) ?? (scope === null || (period === UNDATED ? scope.has(null) : daysOf(period).some((day) => scope.has(day))));
    known.set(period, found);
    return found;
  };
}

const kinds = ['month', 'quarter', 'year', 'week', 'day', null];

export const planFactReport: Report<typeof planFactSheet> = {
  sheet: planFactSheet,
  grain: 'month',
  /** a year is a block: quarters and years are sums of its months */
  blocks: { of: (row) => yearOfPeriod(String(row.period)), ofMonth: (month) => yearOfPeriod(month) },
  rows: (book, scope, kept) => planFactRows(book, scope, kept?.(planFactSheet.key)),
  /** the newest year on top; in it months first: the running one, those gone, then those ahead; the company before its people; metrics in the order of the funnel */
  order: (a, b) =>
    compare(yearOfPeriod(b.period), yearOfPeriod(a.period)) ||
    kinds.indexOf(kindOf(a.period)) - kinds.indexOf(kindOf(b.period)) ||
    Number(isAhead(a)) - Number(isAhead(b)) ||
    (isAhead(a) ? compare(a.period, b.period) : compare(b.period, a.period)) ||
    planLevels.indexOf(a.level as PlanLevel) - planLevels.indexOf(b.level as PlanLevel) ||
    compare(a.name, b.name) ||
    planMetrics.indexOf(a.metric as PlanMetric) - planMetrics.indexOf(b.metric as PlanMetric),
};

/** A week belongs to the year in which it ends; what has no date stands below. */
const yearOfPeriod = (period: string): string => yearOf(readPeriod(period)?.to ?? '0000');

/** A plan whose period has not begun has a pace but nothing to reckon a forecast from. */
const isAhead = (row: PlanFactRow): boolean => row.run_rate === null && row.pace_needed !== null;
