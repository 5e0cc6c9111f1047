import { boardSeriesSheet } from '../../sheets-templates/board-series';
import type { Day } from '../kernel/calendar';
import { addDays, firstDay, lastDay } from '../kernel/calendar';
import { mulDiv, roundHalfAway } from '../kernel/money';
import { monthToDate, shareDone } from '../metrics/month-to-date';
import { plansOf } from '../metrics/planned';
import type { Report } from './report';

/** The running month day by day, added up: fact to today, the plan by working days, last month by the same dates. The charts of the board are drawn from it. */
export const boardSeriesReport: Report<typeof boardSeriesSheet> = {
  sheet: boardSeriesSheet,
  grain: 'whole',
  rows: (book) => {
    const facts = monthToDate(book),
      plans = plansOf(book),
      days: Day[] = [];
    for (let day = firstDay(facts.month); day <= lastDay(facts.month); day = addDays(day, 1)) days.push(day);
    const planOf = (metric: 'turnover' | 'receipts'): number | null => plans.of({ period: facts.month, level: 'company', name: '', metric });
    const plan = { turnover: planOf('turnover'), receipts: planOf('receipts') };
    return days.map((day) => {
      const now = (metric: 'turnover' | 'receipts'): number | null => (day > book.today ? null : facts.until(metric, day)),
        share = shareDone(day, facts.special);
      const planned = (value: number | null): number | null =>
        value === null || share === null ? null : mulDiv(roundHalfAway(value * 100), share.part, share.whole);
      return {
        day,
        turnover: now('turnover'),
        turnover_plan: planned(plan.turnover),
        turnover_last_month: facts.lastMonthUntil('turnover', day),
        receipts: now('receipts'),
        receipts_plan: planned(plan.receipts),
        receipts_last_month: facts.lastMonthUntil('receipts', day),
      };
    });
  },
  order: (a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1),
};
