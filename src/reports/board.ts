import { boardSheet } from '../../sheets-templates/board';
import type { PlanMetric } from '../facts/rows';
import { firstDay, lastDay, monthOf } from '../kernel/calendar';
import { roundHalfAway } from '../kernel/money';
import { monthToDate } from '../metrics/month-to-date';
import { isMoney } from '../metrics/plan-facts';
import { planFactRows } from './plan-fact';
import type { Report } from './report';
import { between } from './report';

/** The five figures that an owner asks for first: what was sold, what came in, what is left of it, how many, and what is coming. */
export const boardFigures = ['turnover', 'receipts', 'margin', 'contracts', 'leads'] as const satisfies readonly PlanMetric[];

const place = (figure: string): number => (boardFigures as readonly string[]).indexOf(figure);

/**
 * Five figures of the running month to today: against the company's plan of the month, against where the pace leads, against the same days of last month (Q082, Q029, N21).
 * Money in units of the currency, because one column holds money and counts. The running month follows from `book.today`, so the scope is of no matter:
 * the book must hold the running month and the one before.
 */
export const boardReport: Report<typeof boardSheet> = {
  sheet: boardSheet,
  grain: 'whole',
  rows: (book) => {
    const month = monthOf(book.today),
      facts = monthToDate(book);
    const planned = planFactRows(book, between(firstDay(month), lastDay(month))).filter((row) => row.period === month && row.level === 'company');
    return boardFigures.map((metric) => {
      const out = (value: number): number => (isMoney(metric) ? roundHalfAway(value) / 100 : value),
        row = planned.find((one) => one.metric === metric);
      const now = facts.until(metric, book.today),
        then = facts.lastMonthUntil(metric, book.today);
      return {
        figure: metric,
        value: out(now),
        plan: row?.plan ?? null,
        attainment: row?.attainment ?? null,
        run_rate: row ? row.run_rate : 0,
        pace_needed: row?.pace_needed ?? null,
        last_month: out(then),
        change: then > 0 ? now / then - 1 : null,
        unit: isMoney(metric) ? 'money' : 'count',
      };
    });
  },
  order: (a, b) => place(a.figure) - place(b.figure),
};
