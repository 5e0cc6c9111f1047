import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import { costColumns, dealKey, UNASSIGNED, UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { monthOf, monthsBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { allocate, daysInWork } from './allocation';
import { costsOf, firstExpenseMonth } from './expenses';
import { managerNames, sourceName } from './manager-name';
import { marginOf } from './margin';
import { contractOwner } from './money-moves';
import { listPriceOf } from './price';
import { inBase } from './rate';

/** A contract in force with all that it earned and cost. Minor units of the company's currency at the rate of the contract day. */
export interface DealMargin {
  readonly deal: Deal;
  readonly month: Month | typeof UNDATED;
  readonly manager: string;
  readonly product: string;
  readonly source: string;
  readonly revenue: Minor;
  /** by cost column; null = blank */
  readonly costs: Readonly<Record<(typeof costColumns)[number], Minor | null>>;
  readonly directCosts: Minor;
  readonly margin: Minor;
  readonly provisional: boolean;
  /** share of the month's operating expenses */
  readonly allocated: Minor;
  /** null = no list price known */
  readonly listPrice: Minor | null;
}

/**
 * Contracts in force with margin and their share of the operating expenses of the month of their contract day (Q064–Q069; workbook.md Definitions).
 *
 * Shape   book -> contracts that stand now (signed, not cancelled, not deleted), in the order of their keys; one without a rate for its currency is left out
 * Time    the month of the contract day; undated contracts carry no expenses
 */
export function dealMargins(book: Book): readonly DealMargin[] {
  const name = managerNames(book);
  const standing = [...book.deals]
    .sort((a, b) => (dealKey(a) < dealKey(b) ? -1 : 1))
    .flatMap((deal) => (deal.signed && !deal.deleted ? (withoutExpenses(deal, book, name(deal.crm, contractOwner(deal), deal)) ?? []) : []));
  const months = grouped(standing, ({ month }) => month);
  return [...months.entries()].flatMap(([month, contracts]) => {
    const weights = contracts.map(({ revenue, margin, deal }) => ({ revenue, margin, days: daysInWork(deal.contract_day, deal.installation_day, book.today) }));
    const shares = month === UNDATED ? [] : (allocate(costsOf(month, book), weights, book.settings.allocation_key) ?? []);
    return contracts.map((contract, i) => ({ ...contract, allocated: shares[i] ?? 0 }));
  });
}

function withoutExpenses(deal: Deal, book: Book, manager: string): Omit<DealMargin, 'allocated'> | null {
  const base = (amount: Minor): Minor | null => inBase(amount, deal.currency, deal.contract_day, book),
    revenue = base(deal.contract_amount ?? 0);
  if (revenue === null) return null;
  const costs = Object.fromEntries(costColumns.map((column) => [column, deal[column] === null ? null : base(deal[column] ?? 0)])) as DealMargin['costs'];
  const directCosts = sum(Object.values(costs)),
    { provisional } = marginOf(deal, book.mappedCosts);
  return {
    deal,
    manager,
    revenue,
    costs,
    directCosts,
    provisional,
    month: deal.contract_day === null ? UNDATED : monthOf(deal.contract_day),
    product: deal.product || UNASSIGNED,
    source: sourceName(deal),
    margin: revenue - directCosts,
    listPrice: listPriceOf(deal, book),
  };
}

/** Months up to today's that have expenses and not a single contract, with what stays unallocated. */
export function unallocatedMonths(book: Book, contracts: readonly DealMargin[]): readonly { readonly month: Month; readonly expenses: Minor }[] {
  const first = firstExpenseMonth(book),
    today = monthOf(book.today),
    busy = new Set(contracts.map(({ month }) => month));
  if (first === null || first > today) return [];
  return monthsBetween(first, today)
    .filter((month) => !busy.has(month))
    .map((month) => ({ month, expenses: costsOf(month, book) }))
    .filter(({ expenses }) => expenses !== 0);
}
