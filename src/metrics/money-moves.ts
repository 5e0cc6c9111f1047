import type { Book } from '../facts/book';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { isDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { managerNames, sourceName } from './manager-name';
import { paymentRows } from './payment-rows';
import { inBase } from './rate';

/** An amount on its day, with the names it counts for; `day` null = undated. */
export interface Move {
  readonly day: Day | null;
  readonly manager: string;
  readonly source: string;
  readonly amount: Minor;
}

/** A move with what made it: its deal as the book knows it, and the kind of the event (of a payment by hand, `payment` or `refund`). */
export interface DealMove extends Move {
  readonly deal: Deal | undefined;
  readonly kind: string;
}
const toMove = ({ day, manager, source, amount }: DealMove): Move => ({ day, manager, source, amount });

/**
 * Turnover, move by move: a contract signed, cancelled, changed in amount or moved to another day, each on its own day (Q049, Q178, Q180; workbook.md Definitions).
 *
 * Shape   events of the book -> moves; a moved contract day is two moves; deleted deals and amounts without a rate are left out (metrics/rate counts them)
 * Unit    minor units of the company's currency, at the rate of the move's own day
 * Manager who owned the deal on the contract day: the event says so, else the deal
 */
export const contractMoves = (book: Book): readonly Move[] => contractMovesOfDeals(book).map(toMove);
export function contractMovesOfDeals(book: Book): readonly DealMove[] {
  return movesOf(book, {
    kinds: ['contract', 'cancel', 'contract_change'],
    moved: 'contract_day',
    owner: (event, deal) => event.manager_id || (deal ? contractOwner(deal) : ''),
  });
}

/**
 * Receipts, move by move: payments and refunds on their own days, and the rows of tab `payments` that people wrote (Q054, workbook.md Definitions).
 *
 * Shape   as above; where a deal has real payments its own fields are left out (metrics/payment-rows); a row without a known deal stays, unassigned
 * Manager who owned the deal on its contract day, else who owns it now
 */
export const receiptMoves = (book: Book): readonly Move[] => receiptMovesOfDeals(book).map(toMove);
export function receiptMovesOfDeals(book: Book): readonly DealMove[] {
  const { rows, real } = paymentRows(book),
    name = managerNames(book);
  const written = rows.flatMap(({ row, deal }): DealMove[] => {
    if (row.amount === null || deal?.deleted) return [];
    const amount = inBase(row.amount, deal?.currency ?? '', row.day, book);
    return amount === null
      ? []
      : [
          {
            day: row.day,
            manager: deal ? name(deal.crm, contractOwner(deal), deal) : name('', ''),
            source: sourceName(deal),
            amount,
            deal,
            kind: row.amount < 0 ? 'refund' : 'payment',
          },
        ];
  });
  const fromFields = movesOf(book, {
    instead: real,
    kinds: ['payment', 'refund'],
    moved: 'payment_day',
    owner: (event, deal) => (deal ? contractOwner(deal) : event.manager_id),
  });
  return [...fromFields, ...written];
}

/** Owner on the contract day; of a deal without contract, the owner now. */
export const contractOwner = (deal: Deal): string => deal.contract_manager_id || deal.manager_id;

interface Kind {
  readonly kinds: readonly string[];
  readonly moved: string;
  readonly owner: (event: DealEvent, deal: Deal | undefined) => string;
  /** deals whose events are left out */
  readonly instead?: ReadonlySet<string>;
}

function movesOf(book: Book, { kinds, moved, owner, instead }: Kind): DealMove[] {
  const deals = new Map(book.deals.map((deal) => [dealKey(deal), deal])),
    name = managerNames(book);
  return book.events.flatMap((event) => {
    const deal = deals.get(dealKey(event)),
      isMoved = event.kind === moved;
    if (event.amount === null || !(isMoved || kinds.includes(event.kind)) || deal?.deleted || instead?.has(dealKey(event))) return [];
    const manager = name(event.crm, owner(event, deal), deal),
      source = sourceName(deal),
      amount = event.amount;
    const on = (text: string, sign: 1 | -1): DealMove[] => {
      const day = isDay(text) ? text : null,
        base = inBase(amount, deal?.currency ?? '', day, book);
      return base === null ? [] : [{ day, manager, source, amount: sign * base, deal, kind: event.kind }];
    };
    return isMoved ? [...on(event.from, -1), ...on(event.to, 1)] : on(event.to, 1);
  });
}
