import type { Book } from './book';
import { farther } from './deal-moves';
import { pastOf } from './journeys';
import type { Deal } from './rows';
import { dealKey } from './rows';

/** A deal that stands for its journey: as old as the first lead of it, with the first source, and as far as any of its records got. */
function whole(deal: Deal): Deal {
  const past = pastOf(deal);
  return past === null
    ? deal
    : {
        ...deal,
        created_at: past.at,
        source: past.source,
        reached: farther(deal.reached, past.reached),
        measurement_day: past.measured,
        quote_day: past.quoted,
      };
}

/**
 * The book with each journey counted once (facts/journeys): records that are counted in another one leave `deals` and `events` and stand in `handed`, where only the stages of their funnel
 * still count; payments that people wrote for them belong to the deal that stands for the journey. A book without journeys is the same book.
 */
export function asOne(book: Book): Book {
  if (book.deals.every(({ journey }) => journey === '')) return book;
  const into = new Map(book.deals.filter(({ counted_in }) => counted_in !== '').map((deal) => [dealKey(deal), deal.counted_in])),
    byId = new Map(book.deals.map((deal) => [deal.deal_id, dealKey(deal)])),
    known = new Set(book.deals.map(dealKey));
  const isHanded = (one: { readonly crm: string; readonly deal_id: string }): boolean => into.has(dealKey(one));
  return {
    ...book,
    deals: book.deals.filter((deal) => !isHanded(deal)).map(whole),
    events: book.events.filter((event) => !isHanded(event)),
    payments: book.payments.map((row) => {
      const key = known.has(dealKey(row)) ? dealKey(row) : (byId.get(row.deal_id) ?? ''),
        to = into.get(key);
      return to === undefined ? row : { ...row, crm: to.slice(0, to.indexOf('/')), deal_id: to.slice(to.indexOf('/') + 1) };
    }),
    handed: {
      deals: book.deals.filter(isHanded).map((deal) => ({ ...deal, created_at: pastOf(deal)?.at ?? deal.created_at })),
      events: book.events.filter(isHanded),
    },
  };
}
