import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { inBase } from './rate';

/**
 * List price of a deal (Q072): its field, else the price list by product on the contract day; of several products (`A, B`) the sum, if each has a price.
 *
 * Unit    minor units of the company's currency; the price list is in it already
 * Time    the latest price not after the contract day (before a contract: today); none -> null
 */
export function listPriceOf(deal: Deal, book: Book): Minor | null {
  if (deal.list_price !== null) return inBase(deal.list_price, deal.currency, deal.contract_day, book);
  const day = deal.contract_day ?? book.today,
    whole = priceOn(deal.product, day, book);
  if (whole !== null || deal.product === '') return whole;
  const parts = deal.product.split(',').map((product) => priceOn(product, day, book));
  return parts.every((price): price is Minor => price !== null) ? parts.reduce((total, price) => total + price, 0) : null;
}

function priceOn(product: string, day: Day, book: Pick<Book, 'prices'>): Minor | null {
  const name = product.trim().toLowerCase();
  let best: { readonly from: string; readonly price: Minor } | null = null;
  for (const row of book.prices) {
    const from = row.valid_from ?? '';
    if (name === '' || row.price === null || row.product.trim().toLowerCase() !== name || from > day) continue;
    if (best === null || from >= best.from) best = { from, price: row.price };
  }
  return best === null ? null : best.price;
}
