import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import { UNDATED } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { dayAt } from '../kernel/calendar';
import { departments, managerNames, sourceName } from './manager-name';
import { contractMoves, receiptMoves } from './money-moves';
import type { PlanLevel } from './planned';
import { standingContracts } from './standing-contracts';

/** Metrics whose plan is money: units of the currency in tabs, minor units here. */
export const isMoney = (metric: PlanMetric): boolean => ['turnover', 'receipts', 'margin'].includes(metric);

/** What a plan is compared with, one happening at a time: a count or an amount in minor units, on its day. */
export interface PlanFact {
  readonly metric: PlanMetric;
  readonly day: Day | typeof UNDATED;
  readonly manager: string;
  readonly source: string;
  readonly value: number;
}

/**
 * Facts against which plans are held, on event basis: each on the day it happened (Q082, checklist 1).
 *
 * leads         created on the day, junk and duplicates included, of the owner now
 * measurements, quotes   deals that stood there or beyond for the first time on the day, of the owner now; a duplicate is none
 * contracts, margin      contracts signed on the day that stand now, of the owner on the contract day
 * turnover, receipts     moves of the day (metrics/money-moves)
 * calls         no facts yet: nobody has called is not the same as nobody has counted, so the fact is null, not 0
 */
export function planFacts(book: Book): readonly PlanFact[] {
  const name = managerNames(book),
    zone = book.settings.time_zone,
    facts: PlanFact[] = [];
  for (const deal of book.deals) {
    if (deal.deleted) continue;
    const who = { manager: name(deal.crm, deal.manager_id, deal), source: sourceName(deal), value: 1 };
    facts.push({ metric: 'leads', day: deal.created_at === null ? UNDATED : dayAt(deal.created_at, zone), ...who });
    if (deal.outcome === 'duplicate') continue;
    if (deal.measurement_day !== null) facts.push({ metric: 'measurements', day: deal.measurement_day, ...who });
    if (deal.quote_day !== null) facts.push({ metric: 'quotes', day: deal.quote_day, ...who });
  }
  for (const { day, manager, source, margin } of standingContracts(book)) {
    const on = { day: day ?? UNDATED, manager, source };
    facts.push({ metric: 'contracts', value: 1, ...on }, { metric: 'margin', value: margin, ...on });
  }
  for (const { day, manager, source, amount } of contractMoves(book)) facts.push({ metric: 'turnover', day: day ?? UNDATED, manager, source, value: amount });
  for (const { day, manager, source, amount } of receiptMoves(book)) facts.push({ metric: 'receipts', day: day ?? UNDATED, manager, source, value: amount });
  return facts;
}

/** Sums of facts by whom and what, then by day. */
export interface FactSums {
  readonly of: (level: PlanLevel, name: string, metric: PlanMetric) => ReadonlyMap<string, number>;
  readonly keys: readonly { readonly level: PlanLevel; readonly name: string; readonly metric: PlanMetric }[];
}

/** Adds facts up for the company, each department, manager and source. A department is the sum of the managers that tab `managers` puts into it. */
export function factSums(book: Pick<Book, 'managers'>, facts: readonly PlanFact[]): FactSums {
  const sums = new Map<string, Map<string, number>>(),
    keys: { level: PlanLevel; name: string; metric: PlanMetric }[] = [],
    department = departments(book);
  const add = (level: PlanLevel, name: string, fact: PlanFact): void => {
    const key = `${level}\u0001${name}\u0001${fact.metric}`;
    let days = sums.get(key);
    if (!days) {
      days = new Map();
      sums.set(key, days);
      keys.push({ level, name, metric: fact.metric });
    }
    days.set(fact.day, (days.get(fact.day) ?? 0) + fact.value);
  };
  for (const fact of facts) {
    const group = department.get(fact.manager);
    add('company', '', fact);
    add('manager', fact.manager, fact);
    add('source', fact.source, fact);
    if (group !== undefined) add('department', group, fact);
  }
  const none: ReadonlyMap<string, number> = new Map();
  return { of: (level, name, metric) => sums.get(`${level}\u0001${name}\u0001${metric}`) ?? none, keys };
}
