/** The money tabs: whole tabs worked out by hand, and what ties them to each other over chance books. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { Row, SheetTemplate } from '../../src/kernel/sheet-template';
import { expensesOf } from '../../src/metrics/expenses';
import { cashFlowReport } from '../../src/reports/cash-flow';
import { dealMarginReport } from '../../src/reports/deal-margin';
import { managerMarginReport } from '../../src/reports/manager-margin';
import { payNeeds } from '../../src/reports/pay-rows';
import { payrollReport } from '../../src/reports/payroll';
import { payrollLinesReport } from '../../src/reports/payroll-lines';
import { pnlReport } from '../../src/reports/pnl';
import { productMarginReport } from '../../src/reports/product-margin';
import { receiptsScheduleReport } from '../../src/reports/receipts-schedule';
import { receivablesReport } from '../../src/reports/receivables';
import type { Report } from '../../src/reports/report';
import { between, everything, inMonths } from '../../src/reports/report';
import { sourceMarginReport } from '../../src/reports/source-margin';
import { asText, plain, tabOf } from '../golden/as-text';
import { rub } from '../golden/book';
import { moneyCompany } from '../golden/money-company';
import { allMonths, bookOf, lives, sliceOf } from '../golden/random-book';
import { book, contract, expense } from '../metrics/money-book';

const golden = (name: string): string => plain(readFileSync(join(__dirname, '../golden', `money_${name}.txt`), 'utf8'));
const reports = [
  payrollReport,
  payrollLinesReport,
  pnlReport,
  cashFlowReport,
  receivablesReport,
  receiptsScheduleReport,
  dealMarginReport,
  productMarginReport,
  managerMarginReport,
  sourceMarginReport,
] as unknown as readonly Report[];
test.each(reports.map((report) => ({ key: report.sheet.key, report })))('the whole tab $key is as worked out by hand', ({ key, report }) =>
  expect(asText(report.sheet, tabOf(report, moneyCompany))).toBe(golden(key)),
);

const runs = { numRuns: 40, seed: 20261121 };
const total = (rows: readonly object[], column: string): number => rows.reduce<number>((all, row) => all + Number((row as Row)[column] ?? 0), 0);
const sorted = <S extends SheetTemplate>(report: Report<S>, rows: readonly object[]): unknown[] => [...(rows as never[])].sort((a, b) => report.order(a, b));
const products = ['Window', 'Door', '', 'Window, Door'];
const companyOf = (lived: Parameters<typeof bookOf>[0], key: Book['settings']['allocation_key']): Book => {
  const lot = bookOf(lived);
  return {
    ...lot,
    settings: { ...lot.settings, allocation_key: key },
    deals: lot.deals.map((deal, i) => ({ ...deal, product: products[i % 4] ?? '' })),
    expenses: moneyCompany.expenses,
    prices: moneyCompany.prices,
    schemes: moneyCompany.schemes,
  };
};
const keys = fc.constantFrom('revenue' as const, 'margin' as const, 'count' as const, 'days' as const);
const groups = [productMarginReport, managerMarginReport, sourceMarginReport] as unknown as readonly Report[];

test('Σ product = Σ manager = Σ source = Σ deals in every month, expenses of the month included', () =>
  fc.assert(
    fc.property(lives(0, 20), keys, (all, key) => {
      const company = companyOf(all, key),
        deals = dealMarginReport.rows(company, everything),
        grouped = groups.map((report) => report.rows(company, everything));
      for (const month of allMonths) {
        const mine = (rows: readonly object[]) => rows.filter((row) => (row as Row).month === month);
        for (const rows of grouped)
          for (const column of ['revenue', 'margin', 'allocated_expenses', 'net_profit']) expect(total(mine(rows), column)).toBe(total(mine(deals), column));
        const carried = month === 'undated' || month > '2026-11' ? 0 : expensesOf(month, company).total;
        expect(total(mine(deals), 'allocated_expenses')).toBe(carried); // allocated + unallocated = the month's expenses, to the kopeck
      }
    }),
    runs,
  ));

const byMonth = [dealMarginReport, ...groups] as unknown as readonly Report[];
test.each(byMonth.map((report) => ({ key: report.sheet.key, report })))(
  '$key: two scopes together are the whole, and a slice of the book gives the same rows',
  ({ report }) =>
    fc.assert(
      fc.property(lives(0, 20), fc.subarray([...allMonths], { minLength: 1 }), (all, some) => {
        const company = companyOf(all, 'revenue'),
          rest = allMonths.filter((month) => !some.includes(month)),
          scope = (months: readonly string[]) => inMonths(new Set(months), new Set());
        expect(sorted(report, [...report.rows(company, scope(some)), ...report.rows(company, scope(rest))])).toEqual(
          sorted(report, report.rows(company, everything)),
        );
        expect(sorted(report, report.rows(sliceOf(company, new Set(some)), scope(some)))).toEqual(sorted(report, report.rows(company, scope(some))));
      }),
      runs,
    ),
);

test('receivables and their schedule tie, and a row is of one deal', () =>
  fc.assert(
    fc.property(lives(0, 20), (all) => {
      const company = companyOf(all, 'revenue'),
        rows = receivablesReport.rows(company, everything),
        schedule = receiptsScheduleReport.from?.rows(rows, company, () => []) ?? [];
      expect(total(schedule, 'expected') + total(schedule, 'overdue') + total(schedule, 'undated')).toBe(total(rows, 'balance'));
      expect(total(schedule, 'deals')).toBe(rows.filter((row) => (row.balance ?? 0) > 0).length);
      expect(new Set(rows.map((row) => row.deal_id)).size).toBe(rows.length);
      for (const row of rows) expect([(row.balance ?? 0) >= 0, (row.advance ?? 0) >= 0, (row.balance ?? 0) * (row.advance ?? 0)]).toEqual([true, true, 0]);
    }),
    runs,
  ));

test('receivables: the rows of some deals are those of the whole', () =>
  fc.assert(
    fc.property(lives(1, 20), fc.array(fc.nat(19)), (all, some) => {
      const company = companyOf(all, 'revenue'),
        deals = new Set(some.map((n) => `amocrm/${n}`)),
        ids = new Set(some.map(String));
      expect(receivablesReport.rows({ ...company, deals: company.deals.filter((deal) => ids.has(deal.deal_id)) }, inMonths(new Set(), deals))).toEqual(
        receivablesReport.rows(company, everything).filter((row) => ids.has(row.deal_id)),
      );
    }),
    runs,
  ));

test('the schedule asked for alone is the one made from the finished tab', () =>
  expect(tabOf(receiptsScheduleReport, moneyCompany)).toEqual(
    sorted(receiptsScheduleReport, receiptsScheduleReport.from?.rows(tabOf(receivablesReport, moneyCompany) as Row[], moneyCompany, () => []) ?? []),
  ));

describe('pay and turnover', () => {
  test('the base of pay by contracts is the turnover of the contracts, whatever happens to them', () =>
    fc.assert(
      fc.property(lives(0, 20), (all) => {
        const lot = companyOf(all, 'revenue'),
          alive = {
            ...lot,
            deals: lot.deals.filter((deal) => !deal.deleted && deal.contract_manager_id !== ''),
            schemes: ['Anna', 'Boris', 'Vera', 'unassigned'].map((manager) => ({
              ...(moneyCompany.schemes[1] ?? (undefined as never)),
              manager,
              refund_rule: 'net',
              valid_from: null,
            })),
          };
        const known = new Set(alive.deals.map((deal) => deal.deal_id)),
          company = { ...alive, events: alive.events.filter((event) => known.has(event.deal_id)) };
        const standing = company.deals.filter((deal) => deal.signed).reduce((sum, deal) => sum + (deal.contract_amount ?? 0), 0);
        expect(total(payrollReport.rows(company, everything), 'base_amount')).toBe(standing);
      }),
      runs,
    ));
});

test.each(['contract', 'margin', 'receipts'])('pay by %s: a refresh of the newest months on what the tabs hold gives the whole', (base) =>
  fc.assert(
    fc.property(lives(0, 20), fc.constantFrom(1, 2, 3), fc.constantFrom('reverse', 'net'), (all, count, rule) => {
      const lot = companyOf(all, 'revenue'),
        schemes = ['Anna', 'Boris', 'Vera'].map((manager) => ({
          ...(moneyCompany.schemes[1] ?? (undefined as never)),
          manager,
          base,
          refund_rule: rule,
          tiers: '0=3; 5000=7',
          valid_from: null,
        }));
      const company = { ...lot, schemes },
        asked = allMonths.filter((month) => month !== 'undated' && month <= '2026-11').slice(-count),
        slice = sliceOf(company, new Set(asked)),
        needs = payNeeds(slice, asked);
      const pays = payrollReport.rows(company, everything),
        lines = payrollLinesReport.rows(company, everything),
        scope = inMonths(new Set(asked), new Set());
      const kept = (key: string) =>
        key === 'payroll' ? pays.filter((row) => row.month === needs.month) : lines.filter((row) => needs.dealIds.includes(row.deal_id));
      expect(sorted(payrollReport, payrollReport.rows(slice, scope, kept))).toEqual(
        sorted(
          payrollReport,
          pays.filter((row) => asked.includes(row.month)),
        ),
      );
      expect(sorted(payrollLinesReport, payrollLinesReport.rows(slice, scope, kept))).toEqual(
        sorted(
          payrollLinesReport,
          lines.filter((row) => asked.includes(row.month)),
        ),
      );
    }),
    runs,
  ),
);

test('a day in the middle of a month: margins of its contracts carry the same expenses as in the whole month', () => {
  const company = book({
    today: '2026-03-31',
    deals: [contract('1', '2026-03-05', rub(100)), contract('2', '2026-03-20', rub(300))],
    expenses: [expense({ day: '2026-03-01', amount: rub(40) })],
  });
  expect(dealMarginReport.rows(company, between('2026-03-20', '2026-03-31')).map((row) => [row.deal_id, row.allocated_expenses])).toEqual([['2', rub(30)]]);
});

test('equal figures share a place', () => {
  const company = book({
    today: '2026-03-31',
    deals: ['A', 'B', 'C'].map((product, i) => contract(product, '2026-03-05', rub(i === 2 ? 50 : 100), { product })),
  });
  expect(sorted(productMarginReport, productMarginReport.rows(company, everything)).map((row) => [(row as Row).product, (row as Row).turnover_rank])).toEqual([
    ['A', 1],
    ['B', 1],
    ['C', 3],
  ]);
});
