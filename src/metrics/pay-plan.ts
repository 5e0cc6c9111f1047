import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import { UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { lastDay, monthOf, monthsBetween } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv, split } from '../kernel/money';
import { compare } from '../kernel/order';
import type { Flaw } from '../kernel/problem';
import { metricOf } from './pay';
import type { Draft, Role } from './pay-month';
import type { Scheme } from './pay-scheme';
import { teams } from './pay-shares';
import { amountOf, factorAt, reachedOf } from './pay-tiers';
import type { Scale } from './pay-words';
import { isMoney, planFacts } from './plan-facts';
import { plansOf } from './planned';

export interface Attained {
  readonly scheme: Scheme;
  readonly manager: string;
  readonly month: Month;
}
type Note = (flaw: Flaw) => void;

/** What a scheme takes from plans (finance 1.1). A plan that is missing, or 0, is never divided by: it is a flaw, and the setting or the scheme says what holds instead. */
export interface Attainment {
  /** the factor of fact ÷ plan: no steps -> 1; no plan -> 1 or 0 by the setting */
  readonly multiplier: (of: Attained, base: Minor, note: Note) => number;
  /** tiers in percent of the plan as amounts; without a plan they are left out */
  readonly scale: (of: Attained, role: Role, note: Note) => Scale;
  /** KPI bonus: a line for each KPI, its part of the pool (largest remainder) at the rate of its attainment, 100 % at most */
  readonly kpis: (of: Attained, base: Minor, note: Note) => readonly Draft[];
}

/**
 * Plans and facts of a person's month. The plan is his own; of a head without one the sum of the plans of his departments; in the months of his ramp a part of it. The fact of a plan in the
 * scheme's own base is that base, shares and refunds as pay counts them; of any other plan what `plan_fact` compares, a head's with that of his team.
 */
export function attainment(book: Book): Attainment {
  const plans = plansOf(book),
    inTeam = teams(book);
  let facts: ReadonlyMap<string, ReadonlyMap<string, number>> | null = null;
  const factOf = (metric: PlanMetric, { scheme, manager, month }: Attained): number => {
    facts ??= monthFacts(book);
    let total = 0;
    for (const [name, value] of facts.get(`${metric} ${month}`) ?? []) if (name === manager || inTeam(scheme, name)) total += value;
    return total;
  };
  const planOf = (metric: PlanMetric, { scheme, manager, month }: Attained): number | null => {
    if (metric === 'calls') return null;
    const own = plans.of({ period: month, level: 'manager', name: manager, metric }),
      groups = own === null ? scheme.team.flatMap((name) => plans.of({ period: month, level: 'department', name, metric }) ?? []) : [];
    const plan = own ?? (groups.length > 0 ? groups.reduce((sum, one) => sum + one, 0) : 0);
    return plan > 0 ? (plan * rampOf(book, scheme, manager, month)) / 100 : null;
  };
  const missing = ({ scheme, manager, month }: Attained, note: Note): void =>
    note({ code: 'plan-missing', details: { name: manager, period: month }, row: scheme.name });
  const factFor = (metric: PlanMetric, of: Attained, base: Minor): number => (metric === metricOf[of.scheme.base] ? base : factOf(metric, of));
  const inMinor = (metric: PlanMetric, plan: number): number => (isMoney(metric) ? plan * 100 : plan);
  return {
    multiplier: (of, base, note) => {
      const { metric, steps } = of.scheme;
      if (steps.length === 0 || metric === null) return 1;
      const plan = planOf(metric, of);
      if (plan !== null) return factorAt(steps, factFor(metric, of, base), inMinor(metric, plan));
      missing(of, note);
      return book.settings.plan_without_plan_multiplier;
    },
    scale: (of, role, note) => {
      if (role === 'bonus') return wholeSum;
      const { tiers, whole } = role === 'team' ? of.scheme.teamScale : of.scheme.own;
      if (!tiers.some((tier) => tier.ofPlan)) return { tiers, whole };
      const plan = planOf(metricOf[of.scheme.base], of);
      if (plan === null) missing(of, note);
      const placed = tiers.flatMap((tier) =>
        tier.ofPlan ? (plan === null ? [] : [{ rate: tier.rate, from: mulDiv(Math.round(plan * 100), Math.round(tier.from * 1e6), 1e8) }]) : [tier],
      );
      return { tiers: placed.sort((a, b) => compare(a.from, b.from)), whole };
    },
    kpis: (of, base, note) => {
      const { scheme, manager, month } = of;
      if (scheme.pool === 0 || scheme.kpis.length === 0) return [];
      const plan = scheme.kpis.map(({ metric }) => planOf(metric, of));
      if (plan.includes(null)) missing(of, note);
      const weights = scheme.kpis.map(({ weight }, i) => (plan[i] === null && scheme.unplanned === 'share' ? 0 : Math.round(weight * 1e6))),
        whole = weights.reduce((sum, one) => sum + one, 0),
        pools = split(scheme.pool, weights);
      return scheme.kpis.flatMap(({ metric }, i): Draft[] => {
        const aim = plan[i] ?? null;
        if (aim === null) return [];
        const piece = { base: pools?.[i] ?? 0, rate: reachedOf(factFor(metric, of, base), inMinor(metric, aim)) / 1e4 };
        const is = { month, manager, crm: '', dealId: '', event: 'kpi', day: lastDay(month), base: '' as const, role: '' as const, note: metric };
        return [
          { ...is, scheme: scheme.name, baseAmount: piece.base, rate: piece.rate, share: (weights[i] ?? 0) / whole, amount: amountOf(piece), multiplier: 1 },
        ];
      });
    },
  };
}
const wholeSum: Scale = { tiers: [{ from: 0, rate: 100 }], whole: false };

/** Percent of the plan that holds in a person's month of work; the month of hiring is the first. */
function rampOf(book: Book, { ramp }: Scheme, manager: string, month: Month): number {
  if (ramp.length === 0) return 100;
  const hired = book.managers.flatMap((row) => (row.manager === manager && row.active_from !== null ? [monthOf(row.active_from)] : [])).sort(compare)[0];
  const month1 = hired === undefined || hired > month ? 0 : monthsBetween(hired, month).length;
  return ramp.find((one) => one.month === month1)?.percent ?? 100;
}

/** Facts of plans by metric and month, then by manager. */
function monthFacts(book: Book): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const sums = new Map<string, Map<string, number>>();
  for (const fact of planFacts(book)) {
    const key = `${fact.metric} ${fact.day === UNDATED ? UNDATED : monthOf(fact.day)}`,
      own = sums.get(key) ?? new Map<string, number>();
    sums.set(key, own);
    own.set(fact.manager, (own.get(fact.manager) ?? 0) + fact.value);
  }
  return sums;
}
