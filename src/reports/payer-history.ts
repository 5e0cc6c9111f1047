import { payerHistorySheet } from '../../sheets-templates/payer-history';
import { dealKey } from '../facts/rows';
import { compare } from '../kernel/order';
import { settledOf } from '../metrics/payer-history';
import type { Report } from './report';

/** How clients paid: a row for each contract paid in full within the last year, so that an event changes one row and the habits of all are at hand without the deals. */
export const payerHistoryReport: Report<typeof payerHistorySheet> = {
  sheet: payerHistorySheet,
  grain: 'deal',
  rows: (book, { deals }) =>
    settledOf(book, (deal) => deals === 'all' || deals.has(dealKey(deal))).map(({ deal, dueDay, paidDay, daysLate }) => ({
      deal_id: deal.deal_id,
      client: deal.client === '' ? deal.deal : deal.client,
      due_day: dueDay,
      paid_day: paidDay,
      days_late: daysLate,
      client_id: deal.client_id,
      crm: deal.crm,
    })),
  /** paid last on top */
  order: (a, b) => compare(b.paid_day ?? '', a.paid_day ?? '') || compare(a.deal_id, b.deal_id) || compare(a.crm, b.crm),
};
