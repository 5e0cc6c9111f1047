import type { Book } from '../facts/book';
import type { PlanMetric } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { addDays, daysIn, firstDay, isWorking, lastDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv } from '../kernel/money';
import type { SpecialDays } from './pace';
import type { PayBase, Scheme } from './pay-scheme';

/** Days on which a person works for the company, as tab `managers` says; nobody of that name there -> always. */
export function workDays(book: Pick<Book, 'managers'>): (manager: string, day: Day) => boolean {
  const spans = new Map<string, { readonly from: Day; readonly to: Day }[]>();
  for (const row of book.managers) {
    const known = spans.get(row.manager) ?? [];
    spans.set(row.manager, [...known, { from: row.active_from ?? '', to: row.active_to ?? '9999-12-31' }]);
  }
  return (manager, day) => spans.get(manager)?.some(({ from, to }) => day >= from && day <= to) ?? true;
}

export interface FixedPart {
  readonly month: Month;
  readonly special: SpecialDays;
  readonly works: (day: Day) => boolean;
  readonly schemeOn: (day: Day) => Scheme | null;
  /** what a full month of the scheme is worth */
  readonly amountOf: (scheme: Scheme) => Minor;
}

/**
 * Fixed part of a month, or what else is owed by the day: each working day earns its share of the salary that holds on it, so a hiring, a leaving or a change of scheme in mid-month are segments pro rata (finance 1.1).
 *
 * Unit    minor units, Σ over days divided by the month's working days and rounded once half away from zero; a month of holidays goes by all its days
 */
export function fixedPart({ month, special, works, schemeOn, amountOf }: FixedPart): Minor {
  const all = daysOfMonth(month),
    working = all.filter((day) => isWorking(day, special)),
    norm = working.length > 0 ? working : all;
  const earned = norm.reduce((total, day) => {
    const scheme = works(day) ? schemeOn(day) : null;
    return total + (scheme === null ? 0 : amountOf(scheme));
  }, 0);
  return mulDiv(earned, 1, norm.length);
}

export function daysOfMonth(month: Month): readonly Day[] {
  return Array.from({ length: daysIn(month) }, (_, i) => addDays(firstDay(month), i));
}
export const endOfMonth = (month: Month): Day => lastDay(month);

/** The plan metric that is a base itself. */
export const metricOf: Readonly<Record<PayBase, PlanMetric>> = { contract: 'turnover', receipts: 'receipts', margin: 'margin' };
