import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import { UNDATED } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { dayAt, monthOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { managerNames, sourceName } from './manager-name';
import { marginInBase } from './margin';
import { inBase } from './rate';

/** Where a lead of a cohort stands now. Each lead has exactly one place, so the places add up to the leads (workbook.md Definitions). */
export type Place = 'duplicates' | 'junk' | 'contracts' | 'refusals' | 'postponed' | 'in_work';

/** A lead as the funnels see it: owner now, first source known, and the money of its contract if that stands. */
export interface Lead {
  readonly day: Day | null;
  readonly month: Month | typeof UNDATED;
  readonly manager: string;
  readonly source: string;
  readonly place: Place;
  /** ever reached measurement, quote, contract or done (a duplicate is in no other column but leads) */
  readonly measured: boolean;
  /** of the standing contract, minor units of the company's currency; no contract or no rate -> null */
  readonly amount: Minor | null;
  readonly margin: Minor | null;
}

/**
 * All leads of the book, deleted ones left out; a lead is a deal (Q026–Q037, workbook.md Definitions).
 *
 * Time    the day of creation in the company's time zone; none -> undated
 */
export function leadsOf(book: Book): readonly Lead[] {
  const name = managerNames(book),
    zone = book.settings.time_zone;
  return book.deals
    .filter((deal) => !deal.deleted)
    .map((deal) => {
      const day = deal.created_at === null ? null : dayAt(deal.created_at, zone),
        place = placeOf(deal),
        stands = place === 'contracts';
      return {
        day,
        month: day === null ? UNDATED : monthOf(day),
        manager: name(deal.crm, deal.manager_id, deal),
        source: sourceName(deal),
        place,
        measured: place !== 'duplicates' && isMeasured(deal.reached),
        amount: stands ? inBase(deal.contract_amount ?? 0, deal.currency, deal.contract_day, book) : null,
        margin: stands ? marginInBase(deal, book) : null,
      };
    });
}

/** Is it measurement or anything beyond? Reaching a contract counts as having passed the measurement (workbook.md, Words). */
export const isMeasured = (outcome: string): boolean => ['measurement', 'quote', 'contract', 'done'].includes(outcome);

function placeOf(deal: Deal): Place {
  if (deal.outcome === 'duplicate') return 'duplicates';
  if (deal.signed) return 'contracts';
  if (deal.outcome === 'junk') return 'junk';
  if (deal.outcome === 'refusal') return 'refusals';
  return deal.outcome === 'postponed' ? 'postponed' : 'in_work';
}
