import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import { UNDATED } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { addDays, daysIn, firstDay, isWorking, lastDay, monthOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv } from '../kernel/money';
import type { Flaw } from '../kernel/problem';
import type { SpecialDays } from './pace';
import type { PayBase, Scheme } from './pay-scheme';
import { factorAt } from './pay-tiers';
import { isMoney, planFacts } from './plan-facts';
import { plansOf } from './planned';

/** Days on which a person works for the company, as tab `managers` says; nobody of that name there -> always. */
export function workDays(book: Pick<Book, 'managers'>): (manager: string, day: Day) => boolean {
  const spans = new Map<string, { readonly from: Day; readonly to: Day }[]>();
  for (const row of book.managers) {
    const known = spans.get(row.manager) ?? [];
    spans.set(row.manager, [...known, { from: row.active_from ?? '', to: row.active_to ?? '9999-12-31' }]);
  }
  return (manager, day) => spans.get(manager)?.some(({ from, to }) => day >= from && day <= to) ?? true;
}

export interface FixedPart {
  readonly month: Month;
  readonly special: SpecialDays;
  readonly works: (day: Day) => boolean;
  readonly schemeOn: (day: Day) => Scheme | null;
}

/**
 * Fixed part of a month: each working day earns its share of the salary that holds on it, so a hiring, a leaving or a change of scheme in mid-month are segments pro rata (finance 1.1).
 *
 * Unit    minor units, Σ over days divided by the month's working days and rounded once half away from zero; a month of holidays goes by all its days
 */
export function fixedPart({ month, special, works, schemeOn }: FixedPart): Minor {
  const all = daysOfMonth(month),
    working = all.filter((day) => isWorking(day, special)),
    norm = working.length > 0 ? working : all;
  const earned = norm.reduce((total, day) => total + (works(day) ? (schemeOn(day)?.fixed ?? 0) : 0), 0);
  return mulDiv(earned, 1, norm.length);
}

export function daysOfMonth(month: Month): readonly Day[] {
  return Array.from({ length: daysIn(month) }, (_, i) => addDays(firstDay(month), i));
}
export const endOfMonth = (month: Month): Day => lastDay(month);

/** The plan metric that is a base itself. */
export const metricOf: Readonly<Record<PayBase, PlanMetric>> = { contract: 'turnover', receipts: 'receipts', margin: 'margin' };

export interface Attained {
  readonly scheme: Scheme;
  readonly manager: string;
  readonly month: Month;
  readonly base: Minor;
}

/**
 * The plan multiplier of a scheme in a month (finance 1.1): the step of fact ÷ plan of the manager's month. The fact of a plan in the scheme's own base is that base, shares and refunds
 * as pay counts them; of any other plan what `plan_fact` compares. No steps -> 1. No plan, a plan of 0 or a metric nobody counts -> 1 or 0 by the setting, and a flaw.
 */
export function multipliers(book: Book): (asked: Attained, note: (flaw: Flaw) => void) => number {
  const plans = plansOf(book);
  let facts: ReadonlyMap<string, number> | null = null;
  const factOf = (metric: PlanMetric, manager: string, month: Month): number => {
    facts ??= monthFacts(book);
    return facts.get(factKey(metric, manager, month)) ?? 0;
  };
  return ({ scheme, manager, month, base }, note) => {
    const { metric, steps } = scheme;
    if (steps.length === 0 || metric === null) return 1;
    const plan = metric === 'calls' ? null : plans.of({ period: month, level: 'manager', name: manager, metric });
    if (plan === null || !(plan > 0)) {
      note({ code: 'plan-missing', details: { name: manager, period: month }, row: scheme.name });
      return book.settings.plan_without_plan_multiplier;
    }
    return factorAt(steps, metric === metricOf[scheme.base] ? base : factOf(metric, manager, month), isMoney(metric) ? plan * 100 : plan);
  };
}

const factKey = (metric: string, manager: string, month: string): string => `${metric}\u0001${manager}\u0001${month}`;

function monthFacts(book: Book): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const fact of planFacts(book)) {
    const key = factKey(fact.metric, fact.manager, fact.day === UNDATED ? UNDATED : monthOf(fact.day));
    sums.set(key, (sums.get(key) ?? 0) + fact.value);
  }
  return sums;
}
