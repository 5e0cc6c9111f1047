import { dealMarginSheet } from '../../sheets-templates/deal-margin';
import type { RowOf } from '../kernel/sheet-template';
import { UNALLOCATED } from '../metrics/allocation';
import { dealMargins, unallocatedMonths } from '../metrics/margin-rows';
import { hasMonth } from './margin-groups';
import { newestFirst } from './month-order';
import type { Report } from './report';
import { ratio } from './report';

type DealMarginRow = RowOf<typeof dealMarginSheet>;

/** What each contract earned after direct costs and its share of the month's expenses (Q064, Q067, Q069); the expenses of a month without contracts in a row of their own. */
export const dealMarginReport: Report<typeof dealMarginSheet> = {
  sheet: dealMarginSheet,
  grain: 'month',
  closing: {
    by: ['deal_id', 'manager', 'product'],
    adds: ['revenue', 'materials_cost', 'delivery_cost', 'installation_cost', 'other_cost', 'margin', 'allocated_expenses', 'net_profit'],
    shows: ['deal', 'link'],
  },
  rows: (book, scope) => {
    const all = dealMargins(book);
    const contracts = all
      .filter(({ deal }) => scope.has(deal.contract_day))
      .map(
        ({ deal, manager, product, month, revenue, costs, margin, allocated, provisional }): DealMarginRow => ({
          deal_id: deal.deal_id,
          deal: deal.deal,
          manager,
          product,
          month,
          revenue,
          ...costs,
          margin,
          margin_percent: ratio(margin, revenue),
          allocated_expenses: allocated,
          net_profit: margin - allocated,
          provisional,
          link: deal.link,
        }),
      );
    const rest = unallocatedMonths(book, all)
      .filter(({ month }) => hasMonth(scope, month))
      .map(
        ({ month, expenses }): DealMarginRow => ({
          deal_id: '',
          deal: UNALLOCATED,
          manager: '',
          product: '',
          month,
          revenue: 0,
          materials_cost: null,
          delivery_cost: null,
          installation_cost: null,
          other_cost: null,
          margin: 0,
          margin_percent: null,
          allocated_expenses: expenses,
          net_profit: -expenses,
          provisional: false,
          link: '',
        }),
      );
    return [...contracts, ...rest];
  },
  /** newest month on top, the largest contract first */
  order: (a, b) => newestFirst(a.month, b.month) || (b.revenue ?? 0) - (a.revenue ?? 0) || (a.deal_id < b.deal_id ? -1 : a.deal_id > b.deal_id ? 1 : 0),
};
