import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import { UNDATED } from '../facts/rows';
import { monthOf, readPeriod } from '../kernel/calendar';
import type { Row } from '../kernel/sheet-template';
import { departments } from './manager-name';
import { factSums, isMoney, planFacts } from './plan-facts';
import { kindOf, monthsOf } from './plan-periods';
import type { PlanKey, PlanLevel } from './planned';

/** Facts of any period, from the book for the days that it holds and from the rows of `plan_fact` for all others. */
export interface FactsByPeriod {
  /** minor units or count; calls -> null */
  readonly of: (key: PlanKey) => number | null;
  /** the same for one month or `undated`; 0 when there is nothing */
  readonly ofMonth: (key: Omit<PlanKey, 'period'>, month: string) => number;
  /** months (and `undated`) in which a manager or the company has any fact, each with what it is of */
  readonly months: readonly PlanKey[];
}
interface Asked {
  readonly book: Book;
  readonly isHeld: (day: string | null) => boolean;
  readonly kept: readonly Row[];
}

/**
 * The tab is its own memory: a month whose facts are not in the book keeps what its row says, a quarter or a year is the sum of its months, a department that of its managers.
 * Rows without plan stand for months of the company and of managers (and of sources that have a plan), so nothing is missing in such a sum.
 *
 * Shape   `isHeld` says for which days the book has all facts (null: for the undated ones); `kept` are rows of `plan_fact`
 */
export function factsByPeriod({ book, isHeld, kept }: Asked): FactsByPeriod {
  const held = planFacts(book).filter((fact) => isHeld(fact.day === UNDATED ? null : fact.day)),
    sums = factSums(book, held),
    department = departments(book);
  const remembered = new Map<string, number>(),
    text = (level: string, name: string, metric: string, period: string): string => `${level}\u0001${name}\u0001${metric}\u0001${period}`;
  const isHeldPeriod = (period: string): boolean => {
    const span = readPeriod(period);
    return span === null ? isHeld(null) : isHeld(span.from) && isHeld(span.to);
  }; // a week may be held by half
  for (const row of kept) {
    const period = String(row.period),
      level = String(row.level),
      name = level === 'company' ? '' : String(row.name),
      metric = String(row.metric) as PlanMetric;
    if (typeof row.fact !== 'number' || !['day', 'week', 'month', null].includes(kindOf(period)) || isHeldPeriod(period)) continue;
    const value = isMoney(metric) ? Math.round(row.fact * 100) : row.fact;
    remembered.set(text(level, name, metric, period), value);
    const group = level === 'manager' && kindOf(period) === 'month' ? department.get(name) : undefined;
    if (group !== undefined) remembered.set(text('sum of', group, metric, period), (remembered.get(text('sum of', group, metric, period)) ?? 0) + value);
  }
  const monthly = new Map<string, ReadonlyMap<string, number>>();
  const heldByMonth = (level: PlanLevel, name: string, metric: PlanMetric): ReadonlyMap<string, number> => {
    const key = text(level, name, metric, ''),
      found = monthly.get(key);
    if (found) return found;
    const months = new Map<string, number>();
    for (const [day, value] of sums.of(level, name, metric)) {
      const month = day === UNDATED ? day : monthOf(day);
      months.set(month, (months.get(month) ?? 0) + value);
    }
    monthly.set(key, months);
    return months;
  };
  const ofMonth = ({ level, name, metric }: Omit<PlanKey, 'period'>, month: string): number =>
    (heldByMonth(level, name, metric).get(month) ?? 0) + (remembered.get(text(level === 'department' ? 'sum of' : level, name, metric, month)) ?? 0);
  const of = (key: PlanKey): number | null => {
    const { level, name, metric, period } = key,
      span = readPeriod(period),
      kind = kindOf(period);
    if (metric === 'calls') return null;
    if (span === null) return ofMonth(key, period);
    if (kind === 'quarter' || kind === 'year' || kind === 'month') return monthsOf(period).reduce((total, month) => total + ofMonth(key, month), 0);
    const known = remembered.get(text(level, name, metric, period));
    if (known !== undefined) return known;
    let total = 0;
    for (const [day, value] of sums.of(level, name, metric)) if (day >= span.from && day <= span.to) total += value;
    return total;
  };
  const months = new Map<string, PlanKey>();
  const note = (key: PlanKey): void => {
    if (ofMonth(key, key.period) !== 0) months.set(text(key.level, key.name, key.metric, key.period), key);
  };
  for (const { level, name, metric } of sums.keys)
    if (level === 'company' || level === 'manager') for (const month of heldByMonth(level, name, metric).keys()) note({ level, name, metric, period: month });
  for (const key of remembered.keys()) {
    const [level = '', name = '', metric = '', period = ''] = key.split('\u0001');
    if ((level === 'company' || level === 'manager') && (kindOf(period) === 'month' || period === UNDATED))
      note({ level, name, metric: metric as PlanMetric, period });
  }
  return { of, ofMonth, months: [...months.values()] };
}
