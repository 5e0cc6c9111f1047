import type { Book } from '../facts/book';
import type { Deal, ManualPayment } from '../facts/rows';
import { dealKey } from '../facts/rows';

/** A row of tab `payments` that counts, and its deal as far as the book knows it. */
export interface PaymentRow {
  readonly row: ManualPayment;
  readonly deal: Deal | undefined;
}

/** Rows by hand count; of those with origin `crm` only real payments, which have an id: one that a person wrote so says that the deal's own fields hold it already. */
export const countsAsPayment = (row: ManualPayment): boolean => row.origin !== 'crm' || row.payment_id !== '';

/**
 * Rows of tab `payments` and the deals whose own fields they replace (Q054; workbook.md, Payments of a deal): where a deal has real payments, these win over its fields `prepayment` and
 * `paid`, and the difference is a problem (metrics/money-flaws).
 *
 * Shape   `real`: keys of deals with real payments; a row's deal is the one with its id in the CRM that wrote it, else the one with that id in any (accounts in 1C, sales in amoCRM)
 */
export function paymentRows(book: Pick<Book, 'deals' | 'payments'>): { readonly rows: readonly PaymentRow[]; readonly real: ReadonlySet<string> } {
  const byKey = new Map(book.deals.map((deal) => [dealKey(deal), deal])),
    byId = new Map(book.deals.map((deal) => [deal.deal_id, deal]));
  const rows = book.payments
    .filter(countsAsPayment)
    .map((row) => ({ row, deal: row.deal_id === '' ? undefined : (byKey.get(dealKey(row)) ?? byId.get(row.deal_id)) }));
  return { rows, real: new Set(rows.flatMap(({ row, deal }) => (deal && row.payment_id !== '' && row.amount !== null ? [dealKey(deal)] : []))) };
}
