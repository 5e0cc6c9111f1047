import { receivablesSheet } from '../../sheets-templates/receivables';
import type { Book } from '../facts/book';
import { dealKey } from '../facts/rows';
import { sum } from '../kernel/money';
import type { RowOf } from '../kernel/sheet-template';
import { partsText } from '../metrics/instalments';
import { managerNames } from '../metrics/manager-name';
import { contractOwner } from '../metrics/money-moves';
import { receivablesOf } from '../metrics/receivable';
import type { Report, Scope } from './report';

export type ReceivableRow = RowOf<typeof receivablesSheet>;

/** Who owes us how much and what is overdue (Q055, Q058, Q059), and advances we hold; a state, so the days of a scope do not matter, its deals do. */
export function receivableRows(book: Book, scope: Scope): readonly ReceivableRow[] {
  const name = managerNames(book),
    { deals } = scope;
  return receivablesOf(book, (deal) => deals === 'all' || deals.has(dealKey(deal))).map(
    ({ deal, contract, paid, balance, advance, revaluation, parts, dueDay, daysOverdue, bucket }) => ({
      deal_id: deal.deal_id,
      client: deal.client === '' ? deal.deal : deal.client,
      manager: name(deal.crm, contractOwner(deal), deal),
      contract_amount: contract,
      paid,
      balance,
      due_day: dueDay,
      days_overdue: daysOverdue,
      bucket,
      link: deal.link,
      advance,
      overdue: sum(parts.map(({ day, amount }) => (day !== null && day < book.today ? amount : 0))),
      disputed: sum(parts.map(({ amount, disputed }) => (disputed ? amount : 0))),
      revaluation,
      instalments: partsText(parts),
      installation_moves: deal.installation_moves,
      installation_first: deal.installation_first,
      deal: deal.deal,
      client_id: deal.client_id,
      crm: deal.crm,
    }),
  );
}

export const receivablesReport: Report<typeof receivablesSheet> = {
  sheet: receivablesSheet,
  grain: 'deal',
  rows: receivableRows,
  /** most overdue first, then the largest balance; undated ones and advances last */
  order: (a, b) =>
    (b.days_overdue ?? -1) - (a.days_overdue ?? -1) ||
    (b.balance ?? 0) - (a.balance ?? 0) ||
    (b.advance ?? 0) - (a.advance ?? 0) ||
    (a.deal_id < b.deal_id ? -1 : a.deal_id > b.deal_id ? 1 : 0),
};
