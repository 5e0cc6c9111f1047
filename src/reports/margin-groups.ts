import type { Book } from '../facts/book';
import type { Month } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { UNALLOCATED } from '../metrics/allocation';
import type { DealMargin } from '../metrics/margin-rows';
import { dealMargins, unallocatedMonths } from '../metrics/margin-rows';
import { daysOfMonth } from '../metrics/pay';
import { byName, newestFirst } from './month-order';
import type { Scope } from './report';
import { ratio } from './report';

/** Figures of one month and one product, manager or source; columns of the three margin reports but the name. */
export interface MarginGroup {
  readonly month: string;
  readonly contracts: number;
  readonly revenue: Minor;
  readonly direct_costs: Minor;
  readonly margin: Minor;
  readonly margin_percent: number | null;
  /** contracts whose costs are not all known: the margin of the row is that much too high */
  readonly provisional_contracts: number;
  readonly allocated_expenses: Minor;
  readonly net_profit: Minor;
  readonly discount_percent: number | null;
  readonly turnover_rank: number | null;
  readonly margin_rank: number | null;
}

/** What adds up in the three reports. */
export const marginAdds = ['contracts', 'revenue', 'direct_costs', 'margin', 'provisional_contracts', 'allocated_expenses', 'net_profit'] as const;

/**
 * Margin by month and name (Q065, Q066, Q070–Q072): sums of the contracts, ratios of sums, places within the month (equal figures share a place). Expenses of a month without contracts stand
 * in the row `unallocated`, so each of the three reports adds up to the same totals as `deal_margin`.
 */
export function marginGroups(book: Book, scope: Scope, nameOf: (contract: DealMargin) => string): readonly (readonly [name: string, group: MarginGroup])[] {
  const all = dealMargins(book);
  const groups = grouped(
    all.filter(({ deal }) => scope.has(deal.contract_day)),
    (contract) => `${contract.month}\u0001${nameOf(contract)}`,
  );
  const rows = [...groups.values()].map((contracts) => ({
    name: nameOf(contracts[0] as DealMargin),
    ...figures((contracts[0] as DealMargin).month, contracts),
  }));
  const ranked = rows.map(({ name, ...row }): readonly [string, MarginGroup] => {
    const rivals = rows.filter((other) => other.month === row.month),
      place = (key: 'revenue' | 'margin'): number => 1 + rivals.filter((other) => other[key] > row[key]).length;
    return [name, { ...row, turnover_rank: place('revenue'), margin_rank: place('margin') }];
  });
  const rest = unallocatedMonths(book, all)
    .filter(({ month }) => hasMonth(scope, month))
    .map(({ month, expenses }): readonly [string, MarginGroup] => [
      UNALLOCATED,
      { ...figures(month, []), allocated_expenses: expenses, net_profit: -expenses, turnover_rank: null, margin_rank: null },
    ]);
  return [...ranked, ...rest];
}

function figures(month: string, contracts: readonly DealMargin[]): Omit<MarginGroup, 'turnover_rank' | 'margin_rank'> {
  const total = (of: (contract: DealMargin) => Minor): Minor => sum(contracts.map(of)),
    priced = contracts.filter(({ listPrice, revenue }) => listPrice !== null && revenue > 0); // a contract whose amount nobody entered is no gift
  const revenue = total((c) => c.revenue),
    margin = total((c) => c.margin),
    allocated = total((c) => c.allocated),
    kept = ratio(sum(priced.map((c) => c.revenue)), sum(priced.map((c) => c.listPrice)));
  return {
    month,
    contracts: contracts.length,
    revenue,
    direct_costs: total((c) => c.directCosts),
    margin,
    margin_percent: ratio(margin, revenue),
    provisional_contracts: contracts.filter(({ provisional }) => provisional).length,
    allocated_expenses: allocated,
    net_profit: margin - allocated,
    discount_percent: kept === null ? null : 1 - kept,
  };
}

/** Does a scope touch a month? */
export const hasMonth = (scope: Scope, month: Month): boolean => daysOfMonth(month).some((day) => scope.has(day));

/** Newest month on top, the largest turnover first. */
export const byTurnover = (a: readonly [name: string, row: Pick<MarginGroup, 'month'> & { readonly revenue: Minor | null }], b: typeof a): number =>
  newestFirst(a[1].month, b[1].month) || (b[1].revenue ?? 0) - (a[1].revenue ?? 0) || byName(a[0], b[0]);
