import { UNDATED } from '../facts/rows';
import type { Settings } from '../facts/settings';
import type { Day, Month } from '../kernel/calendar';
import { addMonths, monthOf, monthsBetween } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import type { Reached } from '../metrics/break-even';
import { LONGEST_STREAK, monthsBelow } from '../metrics/break-even';
import type { PnlLine, PnlRow } from './pnl-rows';

/** So many months after a changed one have rows that follow from it: the year before, the year to date, the months in a row. */
export const REACH = LONGEST_STREAK;

/** Lines that are no sums: a year of them says nothing. */
const unsummed: readonly string[] = ['break_even', 'above_break_even'];

/**
 * Columns of a row that follow from other months (Q062, Q063, Q076, Q078): the year before, the month before, the fiscal year to date, months in a row below break-even.
 *
 * Shape   rows of all months that matter, as monthRows or the tab have them -> the same rows, those of the months asked for with these columns anew
 */
export function linked(
  rows: readonly PnlRow[],
  asks: (month: Month) => boolean,
  around: { readonly settings: Settings; readonly today: Day },
): readonly PnlRow[] {
  const months = new Map([...grouped(rows, ({ month }) => month)].map(([month, own]) => [month, new Map(own.map((row) => [row.line, row]))])),
    amountOf = (month: Month, line: string): Minor | null => months.get(month)?.get(line)?.amount ?? null;
  const reached = (month: Month): Reached | null => {
    const own = months.get(month),
      at = (line: PnlLine): Minor | null => own?.get(line)?.amount ?? null;
    return own ? { revenue: at('revenue') ?? 0, target: around.settings.break_even ?? at('break_even'), operatingProfit: at('operating_profit') ?? 0 } : null;
  };
  const yearStart = (month: Month): Month => {
    const first = `${month.slice(0, 4)}-${String(around.settings.fiscal_year_start).padStart(2, '0')}`;
    return first <= month ? first : addMonths(first, -12);
  };
  return rows.map((row): PnlRow => {
    const { month, line } = row;
    if (month === UNDATED || !asks(month)) return row;
    const yearAgo = amountOf(addMonths(month, -12), line),
      previous = amountOf(addMonths(month, -1), line),
      now = row.projected ?? row.amount;
    return {
      ...row,
      year_ago: yearAgo,
      growth_year: growth(now, yearAgo),
      previous,
      growth: growth(now, previous),
      year_to_date: unsummed.includes(line) ? null : sum(monthsBetween(yearStart(month), month).map((one) => amountOf(one, line))),
      months_below:
        line === 'above_break_even' && month <= monthOf(around.today)
          ? monthsBelow(monthsBetween(addMonths(month, -LONGEST_STREAK), month).map(reached), month === monthOf(around.today))
          : null,
    };
  });
}

/** (now − then) ÷ |then|; nothing to compare with, 0 before, or another sign -> null (Q062, Q063). */
export const growth = (now: Minor | null, then: Minor | null): number | null =>
  now === null || then === null || then === 0 || (now !== 0 && now < 0 !== then < 0) ? null : (now - then) / Math.abs(then);
