import { leadsNowSheet } from '../../sheets-templates/leads-now';
import { refusalMoves } from '../metrics/refusals';
import { firstOf, nowPeriods, runningSpan, spanBefore } from '../metrics/same-period';
import { standingContracts } from '../metrics/standing-contracts';
import type { Report } from './report';

const place = (period: string): number => (nowPeriods as readonly string[]).indexOf(period);

/**
 * Leads of today, this week and this month up to now, beside the same piece of the period before (Q026–Q029); contracts signed and refusals given in the same time.
 * The periods follow from `book.today` and `book.now`, so the scope is of no matter: the book must hold the running month and the one before.
 */
export const leadsNowReport: Report<typeof leadsNowSheet> = {
  sheet: leadsNowSheet,
  grain: 'whole',
  rows: (book) => {
    const created = book.deals.flatMap((deal) => (deal.deleted || deal.created_at === null ? [] : [deal.created_at])),
      refusals = refusalMoves(book),
      contracts = standingContracts(book);
    const within =
      (span: { readonly from: number; readonly to: number }) =>
      (at: number | null): boolean =>
        at !== null && at >= span.from && at <= span.to;
    return nowPeriods.map((period) => {
      const running = runningSpan(period, book),
        first = firstOf(period, book);
      return {
        period,
        leads: created.filter(within(running)).length,
        same_period_before: created.filter(within(spanBefore(period, book))).length,
        contracts: contracts.filter(({ day }) => day !== null && day >= first && day <= book.today).length,
        refusals: refusals.filter(({ at }) => within(running)(at)).reduce((total, { count }) => total + count, 0),
      };
    });
  },
  order: (a, b) => place(a.period) - place(b.period),
};
