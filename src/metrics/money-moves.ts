import type { Book } from '../facts/book';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { isDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { managerNames, sourceName } from './manager-name';
import { inBase } from './rate';

/** An amount on its day, with the names it counts for; `day` null = undated. */
export interface Move {
  readonly day: Day | null;
  readonly manager: string;
  readonly source: string;
  readonly amount: Minor;
}

/**
 * Turnover, move by move: a contract signed, cancelled, changed in amount or moved to another day, each on its own day (Q049, Q178, Q180; workbook.md Definitions).
 *
 * Shape   events of the book -> moves; a moved contract day is two moves; deleted deals and amounts without a rate are left out (metrics/rate counts them)
 * Unit    minor units of the company's currency, at the rate of the move's own day
 * Manager who owned the deal on the contract day: the event says so, else the deal
 */
export function contractMoves(book: Book): readonly Move[] {
  return movesOf(book, {
    kinds: ['contract', 'cancel', 'contract_change'],
    moved: 'contract_day',
    owner: (event, deal) => event.manager_id || (deal ? contractOwner(deal) : ''),
  });
}

/**
 * Receipts, move by move: payments and refunds on their own days, and the rows of tab `payments` that people wrote (Q054, workbook.md Definitions).
 *
 * Shape   as above; a row of `payments` with origin `crm` repeats an event and is left out; one without a known deal stays, unassigned
 * Manager who owned the deal on its contract day, else who owns it now
 */
export function receiptMoves(book: Book): readonly Move[] {
  const byId = new Map(book.deals.map((deal) => [deal.deal_id, deal])),
    name = managerNames(book);
  const manual = book.payments.flatMap((row): Move[] => {
    const deal = row.deal_id === '' ? undefined : byId.get(row.deal_id);
    if (row.amount === null || row.origin === 'crm' || deal?.deleted) return [];
    const amount = inBase(row.amount, deal?.currency ?? '', row.day, book);
    return amount === null
      ? []
      : [{ day: row.day, manager: deal ? name(deal.crm, contractOwner(deal), deal) : name('', ''), source: sourceName(deal), amount }];
  });
  const fromCrm = movesOf(book, {
    kinds: ['payment', 'refund'],
    moved: 'payment_day',
    owner: (event, deal) => (deal ? contractOwner(deal) : event.manager_id),
  });
  return [...fromCrm, ...manual];
}

/** Owner on the contract day; of a deal without contract, the owner now. */
export const contractOwner = (deal: Deal): string => deal.contract_manager_id || deal.manager_id;

interface Kind {
  readonly kinds: readonly string[];
  readonly moved: string;
  readonly owner: (event: DealEvent, deal: Deal | undefined) => string;
}

function movesOf(book: Book, { kinds, moved, owner }: Kind): Move[] {
  const deals = new Map(book.deals.map((deal) => [dealKey(deal), deal])),
    name = managerNames(book);
  return book.events.flatMap((event) => {
    const deal = deals.get(dealKey(event)),
      isMoved = event.kind === moved;
    if (event.amount === null || !(isMoved || kinds.includes(event.kind)) || deal?.deleted) return [];
    const manager = name(event.crm, owner(event, deal), deal),
      source = sourceName(deal),
      amount = event.amount;
    const on = (text: string, sign: 1 | -1): Move[] => {
      const day = isDay(text) ? text : null,
        base = inBase(amount, deal?.currency ?? '', day, book);
      return base === null ? [] : [{ day, manager, source, amount: sign * base }];
    };
    return isMoved ? [...on(event.from, -1), ...on(event.to, 1)] : on(event.to, 1);
  });
}
