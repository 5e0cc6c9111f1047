import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import { planMetrics } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { addMonths, monthOf, readPeriod, weekOf, workingDays } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import { departments } from './manager-name';
import { specialDays } from './pace';
import { above, daysOf, kindOf, monthsOf, periodsOf, weeksOf } from './plan-periods';

export const planLevels = ['company', 'department', 'manager', 'source'] as const;
export type PlanLevel = (typeof planLevels)[number];
/** What a plan is for. The company has no name, whatever people write beside it. */
export interface PlanKey {
  readonly period: string;
  readonly level: PlanLevel;
  readonly name: string;
  readonly metric: PlanMetric;
}

/** Plans of a book, looked up with all that rolls up. Values as in the tab: money in units of the currency, the rest counts. */
export interface Plans {
  /** keys of the rows that people wrote, then of the larger periods and levels that follow from them */
  readonly written: readonly PlanKey[];
  readonly following: readonly PlanKey[];
  /** the plan, null = none */
  readonly of: (key: PlanKey) => number | null;
  /** do written rows that count into this plan hold each of these days, all of one month? */
  readonly covers: (key: PlanKey, days: readonly Day[]) => boolean;
  /** the name as people wrote it in the row of this key */
  readonly shownName: (key: PlanKey) => string;
}

const isLevel = (text: string): text is PlanLevel => (planLevels as readonly string[]).includes(text);
const isMetric = (text: string): text is PlanMetric => (planMetrics as readonly string[]).includes(text);
const textOf = ({ period, level, name, metric }: PlanKey): string => `${level}\u0001${name}\u0001${metric}\u0001${period}`;

/**
 * Plans as they hold (Q082–Q086). A written row always wins; of two for the same key the one changed last. Without one a period is the sum of its parts
 * (day → week → month → quarter → year; a week over the end of a month gives each month its share of working days), and without any row of its own in the period
 * the company is the sum of departments and of managers without department, a department the sum of its managers. So nothing counts twice.
 */
export function plansOf(book: Pick<Book, 'plans' | 'managers' | 'calendar'>): Plans {
  const own = new Map<string, { readonly key: PlanKey; readonly name: string; readonly value: number | null; readonly at: number }>(),
    within = new Set<string>();
  const special = specialDays(book),
    department = departments(book);
  for (const row of book.plans) {
    const period = row.period.trim(),
      name = row.name.trim();
    if (kindOf(period) === null || !isLevel(row.level) || !isMetric(row.metric)) continue;
    const key: PlanKey = { period, level: row.level, name: row.level === 'company' ? '' : name, metric: row.metric },
      known = own.get(textOf(key));
    if (known && known.at > (row.changed_at ?? -Infinity)) continue;
    own.set(textOf(key), { key, name, value: row.value, at: row.changed_at ?? -Infinity });
  }
  const rows = [...own.values()],
    planned = rows.filter(({ value }) => value !== null);
  for (const { key } of planned) for (const period of above(key.period)) within.add(textOf({ ...key, period }));
  const people = [...new Set(planned.filter(({ key }) => key.level === 'manager').map(({ key }) => key.name))];
  const groups = [
    ...new Set([
      ...planned.filter(({ key }) => key.level === 'department').map(({ key }) => key.name),
      ...people.flatMap((name) => department.get(name) ?? []),
    ]),
  ];

  const known = new Map<string, number | null>();
  const of = (key: PlanKey): number | null => {
    const text = textOf(key),
      found = known.get(text);
    if (found !== undefined) return found;
    const value = own.get(text)?.value ?? (within.has(text) ? total(partsOf(key)) : total(members(key).map(of)));
    known.set(text, value);
    return value;
  };
  const inGroup = grouped(people, (name) => department.get(name));
  const managersOf = (key: PlanKey, group: string | undefined): PlanKey[] => (inGroup.get(group) ?? []).map((name) => ({ ...key, level: 'manager', name }));
  const members = (key: PlanKey): PlanKey[] => {
    if (key.level === 'department') return managersOf(key, key.name);
    return key.level === 'company' ? [...groups.map((name): PlanKey => ({ ...key, level: 'department', name })), ...managersOf(key, undefined)] : [];
  };
  const partsOf = (key: PlanKey): (number | null)[] => {
    const kind = kindOf(key.period),
      with_ = (period: string): number | null => of({ ...key, period });
    if (kind === 'year') return [1, 2, 3, 4].map((n) => with_(`${key.period}-Q${n}`));
    if (kind === 'quarter') return monthsOf(key.period).map(with_);
    if (kind === 'week') return daysOf(key.period).map(with_);
    return kind === 'month' ? weeksOf(key.period).flatMap((week) => weekInMonth({ ...key, period: week }, key.period)) : [];
  };
  const weekInMonth = (key: PlanKey, month: string): (number | null)[] => {
    const days = daysOf(key.period).filter((day) => monthOf(day) === month),
      first = days[0],
      last = days[days.length - 1],
      value = own.get(textOf(key))?.value ?? null;
    if (value === null) return days.map((day) => of({ ...key, period: day }));
    if (days.length === 7 || first === undefined || last === undefined) return [value];
    const week = readPeriod(key.period),
      all = week ? workingDays(week, special) : 0;
    return [all === 0 ? (value * days.length) / 7 : (value * workingDays({ from: first, to: last }, special)) / all];
  };

  const written = rows.map(({ key }) => key),
    names = new Set(rows.map(({ key }) => textOf(key))),
    following = new Map<string, PlanKey>();
  const follow = (key: PlanKey): void => {
    for (const period of [key.period, ...above(key.period)])
      if (!names.has(textOf({ ...key, period }))) following.set(textOf({ ...key, period }), { ...key, period });
  };
  for (const { key } of planned) {
    follow(key);
    const group = key.level === 'manager' ? department.get(key.name) : undefined;
    if (group !== undefined) follow({ ...key, level: 'department', name: group });
    if (key.level === 'manager' || key.level === 'department') follow({ ...key, level: 'company', name: '' });
  }
  const isPart = (period: string, key: PlanKey): boolean => period === key.period || above(period).includes(key.period);
  const anyRow = (key: PlanKey, periods: readonly string[]): boolean =>
    periods.some((period) => (own.get(textOf({ ...key, period }))?.value ?? null) !== null) || members(key).some((member) => anyRow(member, periods));
  const covers = (key: PlanKey, days: readonly Day[]): boolean => {
    const [first] = days;
    if (
      first === undefined ||
      anyRow(
        key,
        periodsOf(first)
          .slice(2)
          .filter((period) => isPart(period, key)),
      )
    )
      return true;
    return days.every((day) =>
      anyRow(
        key,
        periodsOf(day)
          .slice(0, 2)
          .filter((period) => isPart(period, key)),
      ),
    );
  };
  return {
    written,
    following: [...following.values()].filter((key) => of(key) !== null),
    of,
    covers,
    shownName: (key) => own.get(textOf(key))?.name ?? key.name,
  };
}

const total = (values: readonly (number | null)[]): number | null => {
  const some = values.filter((value): value is number => value !== null);
  return some.length === 0 ? null : Math.round(some.reduce((all, value) => all + value, 0) * 100) / 100;
};

/**
 * Months whose facts must be read besides `months`, because a planned week lies over the end of one of them. A refresh of these months needs the facts of both.
 */
export function monthsOfPlannedWeeks(plans: Book['plans'], months: ReadonlySet<string>): readonly string[] {
  const weeks = plans
    .filter((row) => kindOf(row.period.trim()) !== null && ['week', 'day'].includes(kindOf(row.period.trim()) ?? ''))
    .map((row) => (kindOf(row.period.trim()) === 'day' ? weekOf(row.period.trim()) : row.period.trim()));
  return [
    ...new Set(
      weeks
        .map(monthsOf)
        .filter((touched) => touched.length === 2 && touched.some((month) => months.has(month)))
        .flat(),
    ),
  ].filter((month) => !months.has(month));
}

/** Months that every refresh reads: the running one and the one before (comparison). */
export const runningMonths = (today: Day): readonly string[] => [monthOf(today), addMonths(monthOf(today), -1)];
