import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { Row, SheetTemplate } from '../../src/kernel/sheet-template';
import { monthsOfPlannedWeeks, runningMonths } from '../../src/metrics/planned';
import { boardReport } from '../../src/reports/board';
import { boardSeriesReport } from '../../src/reports/board-series';
import { funnelReport } from '../../src/reports/funnel';
import { funnelByManagerReport } from '../../src/reports/funnel-by-manager';
import { funnelBySourceReport } from '../../src/reports/funnel-by-source';
import { leadsNowReport } from '../../src/reports/leads-now';
import { planFactReport, planFactRows } from '../../src/reports/plan-fact';
import type { Report } from '../../src/reports/report';
import { everything, inMonths } from '../../src/reports/report';
import { turnoverReport } from '../../src/reports/turnover';
import { allMonths, bookOf, cohortOf, life, lives, monthsOfEvent, sliceOf } from '../golden/random-book';

const byMonth = [funnelBySourceReport, funnelByManagerReport, turnoverReport] as unknown as readonly Report[];
const sorted = <S extends SheetTemplate>(report: Report<S>, rows: readonly object[]): unknown[] => [...(rows as never[])].sort((a, b) => report.order(a, b));
const total = (rows: readonly object[], column: string): number => rows.reduce<number>((all, row) => all + Number((row as Row)[column] ?? 0), 0);
const runs = { numRuns: 40 };

test('every lead of a cohort stands in exactly one place', () =>
  fc.assert(
    fc.property(lives(0, 25), (all) => {
      const book = bookOf(all),
        living = book.deals.filter((deal) => !deal.deleted).length;
      for (const report of [funnelBySourceReport, funnelByManagerReport]) {
        const rows = report.rows(book, everything);
        for (const row of rows)
          expect((row.junk ?? 0) + (row.duplicates ?? 0) + (row.in_work ?? 0) + (row.postponed ?? 0) + (row.refusals ?? 0) + (row.contracts ?? 0)).toBe(
            row.leads,
          );
        expect(total(rows, 'leads')).toBe(living);
      }
    }),
    runs,
  ));

test('the funnels by source and by manager tie in every column that is added up', () =>
  fc.assert(
    fc.property(lives(0, 25), (all) => {
      const book = bookOf(all),
        bySource = funnelBySourceReport.rows(book, everything),
        byManager = funnelByManagerReport.rows(book, everything);
      for (const column of ['leads', 'junk', 'duplicates', 'in_work', 'postponed', 'measurements', 'contracts', 'refusals', 'turnover', 'margin'])
        expect(total(bySource, column)).toBe(total(byManager, column));
    }),
    runs,
  ));

test('the turnover of all months is the amount of the contracts that stand, whatever was cancelled, changed and signed again', () =>
  fc.assert(
    fc.property(lives(0, 25), (all) => {
      const book = bookOf(all),
        rows = turnoverReport.rows(book, everything),
        standing = book.deals.filter((deal) => deal.signed && !deal.deleted);
      expect(total(rows, 'turnover')).toBe(standing.reduce((sum, deal) => sum + (deal.contract_amount ?? 0), 0));
      expect(total(rows, 'contracts')).toBe(standing.length);
    }),
    runs,
  ));

test('plan_fact says of each month what the tab turnover says, to the kopeck', () =>
  fc.assert(
    fc.property(lives(0, 25), (all) => {
      const book = bookOf(all),
        money = turnoverReport.rows(book, everything),
        plans = planFactRows(book, everything);
      for (const month of allMonths) {
        for (const metric of ['turnover', 'receipts', 'contracts'] as const) {
          const fact = plans.find((row) => row.period === month && row.level === 'company' && row.metric === metric)?.fact ?? 0;
          expect(Math.round(fact * (metric === 'contracts' ? 1 : 100))).toBe(
            total(
              money.filter((row) => row.month === month),
              metric,
            ),
          );
        }
      }
    }),
    runs,
  ));

test.each(byMonth.map((report) => ({ key: report.sheet.key, report })))('$key: two scopes together are their rows together', ({ report }) =>
  fc.assert(
    fc.property(lives(0, 25), fc.subarray([...allMonths]), (all, some) => {
      const book = bookOf(all),
        rest = allMonths.filter((month) => !some.includes(month)),
        scope = (months: readonly string[]) => inMonths(new Set(months), new Set());
      expect(sorted(report, [...report.rows(book, scope(some)), ...report.rows(book, scope(rest))])).toEqual(sorted(report, report.rows(book, everything)));
    }),
    runs,
  ),
);

test.each(byMonth.map((report) => ({ key: report.sheet.key, report })))('$key: a slice of the book gives the rows of the whole', ({ report }) =>
  fc.assert(
    fc.property(lives(0, 25), fc.subarray([...allMonths], { minLength: 1 }), (all, some) => {
      const book = bookOf(all),
        months = new Set(some),
        scope = inMonths(months, new Set());
      expect(sorted(report, report.rows(sliceOf(book, months), scope))).toEqual(sorted(report, report.rows(book, scope)));
    }),
    runs,
  ),
);

test.each(
  ([leadsNowReport, funnelReport, boardReport, boardSeriesReport] as unknown as readonly Report[]).map((report) => ({ key: report.sheet.key, report })),
)('$key: the running month and the one before are all that it needs', ({ report }) =>
  fc.assert(
    fc.property(lives(0, 25), (all) => {
      const book = bookOf(all),
        slice = sliceOf(book, new Set(runningMonths(book.today))),
        none = inMonths(new Set(), new Set());
      expect(report.rows(slice, none, () => [])).toEqual(report.rows(book, everything));
    }),
    runs,
  ),
);

/** A refresh as jobs do it: the slice of the dirty months, of those always read and of the planned weeks over their ends, beside the rows now in the tab. */
function refreshed(book: Book, dirty: ReadonlySet<string>, kept: readonly Row[]): readonly unknown[] {
  const months = new Set([...dirty, ...runningMonths(book.today), ...monthsOfPlannedWeeks(book.plans, dirty)]);
  return sorted(planFactReport, planFactRows(sliceOf(book, months), inMonths(dirty, new Set()), kept));
}
test('plan_fact remembers: after one more deal, a slice and the old tab give the tab of the whole history', () =>
  fc.assert(
    fc.property(lives(1, 12), life(99), (all, more) => {
      const before = bookOf(all),
        after = bookOf([...all, more]),
        zone = after.settings.time_zone;
      const dirty = new Set(
        after.events
          .filter((event) => event.deal_id === '99')
          .flatMap((event) => monthsOfEvent(event, zone))
          .concat(after.deals.filter((deal) => deal.deal_id === '99').map((deal) => cohortOf(deal, zone))),
      );
      expect(refreshed(after, dirty, sorted(planFactReport, planFactRows(before, everything)) as Row[])).toEqual(
        sorted(planFactReport, planFactRows(after, everything)),
      );
    }),
    { numRuns: 60 },
  ));

test('plan_fact remembers: a day later, with nothing new, only what time changes is new', () =>
  fc.assert(
    fc.property(lives(1, 12), (all) => {
      const before = bookOf(all),
        after = { ...before, today: '2026-12-01', now: before.now + 10 * 86_400_000 };
      expect(refreshed(after, new Set(), sorted(planFactReport, planFactRows(before, everything)) as Row[])).toEqual(
        sorted(planFactReport, planFactRows(after, everything)),
      );
    }),
    runs,
  ));
