import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import { costColumns } from '../facts/rows';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { inBase } from './rate';

export interface Margin {
  readonly margin: Minor;
  readonly provisional: boolean;
}

/**
 * Margin of a deal: contract amount − materials − delivery − installation − other costs (Q064, workbook.md Definitions).
 *
 * Shape   one deal and the cost columns that people mapped (`Book.mappedCosts`) -> amount and whether it may still move
 * Unit    minor units of the deal's own currency; `marginInBase` gives the company's
 * Time    the costs known now; a blank cost counts as 0 and makes the margin provisional if its column is mapped (blank is not 0)
 * Note    whether the contract stands (signed, not deleted) is the caller's question
 */
export function marginOf(deal: Deal, mapped: readonly string[] = costColumns): Margin {
  return {
    margin: (deal.contract_amount ?? 0) - directCosts(deal),
    provisional: costColumns.some((column) => deal[column] === null && mapped.includes(column)),
  };
}

/** Direct costs of a deal, minor units of its own currency; blanks count as 0. */
export const directCosts = (deal: Deal): Minor => sum(costColumns.map((column) => deal[column]));

/**
 * Margin in the company's currency at the rate of the contract day; no rate -> null. Contract and costs are rounded each by itself, as `deal_margin` shows them:
 * a plan or a funnel that rounded the margin as a whole would be a kopeck off that tab (Q185).
 */
export function marginInBase(deal: Deal, book: Pick<Book, 'settings' | 'rates' | 'today'>): Minor | null {
  const base = (amount: Minor | null): Minor | null => inBase(amount ?? 0, deal.currency, deal.contract_day, book),
    revenue = base(deal.contract_amount);
  return revenue === null ? null : revenue - sum(costColumns.map((column) => base(deal[column])));
}
