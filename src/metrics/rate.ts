import type { Book } from '../facts/book';
import type { Day } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv, roundHalfAway } from '../kernel/money';

/** Rates are kept to eight places: enough for a unit of any currency in any other. */
const PLACES = 100_000_000;

/**
 * An amount of another currency in the company's, at the rate of the event's day (workbook.md, Currency).
 *
 * Shape   amount, its currency (blank = the company's), day -> amount; null when there is no rate: then the fact is left out and counted in `problems`
 * Unit    minor units; a row of `rates` says how many units of the company's currency one unit of `currency` costs
 * Time    the latest rate not after the day; an undated event takes the rate of `book.today`
 */
export function inBase(amount: Minor, currency: string, day: Day | null, book: Pick<Book, 'settings' | 'rates' | 'today'>): Minor | null {
  if (isBase(currency, book)) return amount;
  const rate = rateOn(currency, day ?? book.today, book);
  return rate === null ? null : mulDiv(amount, roundHalfAway(rate * PLACES), PLACES);
}

/** Is it the company's own currency? A blank is. */
export const isBase = (currency: string, book: Pick<Book, 'settings'>): boolean => currency.trim() === '' || same(currency, book.settings.currency);

/** The latest rate of a currency not after the day; a rate that is not above 0 does not count. None -> null. */
export function rateOn(currency: string, day: Day, book: Pick<Book, 'rates'>): number | null {
  let best: { readonly day: Day; readonly rate: number } | null = null;
  for (const row of book.rates) {
    if (row.day === null || row.rate === null || !(row.rate > 0) || row.day > day || !same(row.currency, currency)) continue;
    if (best === null || row.day >= best.day) best = { day: row.day, rate: row.rate };
  }
  return best === null ? null : best.rate;
}

const same = (a: string, b: string): boolean => a.trim().toUpperCase() === b.trim().toUpperCase();
