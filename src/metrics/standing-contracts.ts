import type { Book } from '../facts/book';
import type { Day } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { managerNames, sourceName } from './manager-name';
import { marginInBase } from './margin';
import { contractOwner } from './money-moves';
import { inBase } from './rate';

/** A contract that stands now: signed, not cancelled, its deal not deleted. */
export interface Contract {
  readonly day: Day | null;
  readonly manager: string;
  readonly source: string;
  readonly amount: Minor;
  readonly margin: Minor;
}

/**
 * Contracts signed and not cancelled as of the book's day, on the day of the signature that stands now (Q049, Q052; workbook.md Definitions).
 *
 * Shape   deals of the book -> contracts; one without a rate for its currency is left out
 * Unit    minor units of the company's currency
 * Time    `contract_day`, null = undated
 */
export function standingContracts(book: Book): readonly Contract[] {
  const name = managerNames(book);
  return book.deals.flatMap((deal) => {
    if (!deal.signed || deal.deleted) return [];
    const amount = inBase(deal.contract_amount ?? 0, deal.currency, deal.contract_day, book),
      margin = marginInBase(deal, book);
    if (amount === null || margin === null) return [];
    return [{ day: deal.contract_day, manager: name(deal.crm, contractOwner(deal), deal), source: sourceName(deal), amount, margin }];
  });
}
