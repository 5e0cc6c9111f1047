/**
 * N19: the reports over the demo company give the known answers, which test/hosts/local/demo-answers.ts works out from the life stories without any product code.
 * Here through the pure parts alone; test/hosts/local/demo.test.ts does the same through a running host.
 */

import { managers } from '../../src/hosts/local/demo/company';
import { dayOf, monthsUpTo, textOf } from '../../src/hosts/local/demo/days';
import { demoPlan } from '../../src/hosts/local/demo/generator';
import type { Row } from '../../src/kernel/sheet-template';
import { dealMarginReport } from '../../src/reports/deal-margin';
import { funnelByManagerReport } from '../../src/reports/funnel-by-manager';
import { funnelBySourceReport } from '../../src/reports/funnel-by-source';
import { leadsNowReport } from '../../src/reports/leads-now';
import { managerMarginReport } from '../../src/reports/manager-margin';
import { payrollReport } from '../../src/reports/payroll';
import { productMarginReport } from '../../src/reports/product-margin';
import { receiptsScheduleReport } from '../../src/reports/receipts-schedule';
import { receivablesReport } from '../../src/reports/receivables';
import { everything } from '../../src/reports/report';
import { turnoverReport } from '../../src/reports/turnover';
import { demoBook } from '../demo-book';
import { answersOf } from '../hosts/local/demo-answers';

const plan = demoPlan(Date.parse('2026-11-21T15:00:00+03:00'), 'ru'),
  { book, history } = demoBook(plan),
  answers = answersOf(history, monthsUpTo(plan.now, plan.months), 'ru');

/** A column summed by the columns that name the row; zeros left out. */
function sums(rows: readonly Row[], by: readonly string[], column: string): Record<string, number> {
  const all: Record<string, number> = {};
  for (const row of rows) {
    const name = by.map((one) => String(row[one])).join('|');
    all[name] = (all[name] ?? 0) + Number(row[column] ?? 0);
  }
  return withoutZeros(all);
}
const withoutZeros = (all: Readonly<Record<string, number>>): Record<string, number> => Object.fromEntries(Object.entries(all).filter(([, n]) => n !== 0));
const turnover = turnoverReport.rows(book, everything),
  receivables = receivablesReport.rows(book, everything),
  margins = dealMarginReport.rows(book, everything);

test('leads by source', () => expect(sums(funnelBySourceReport.rows(book, everything), ['month', 'source'], 'leads')).toEqual(answers.leadsBySource));
test('leads by seller', () => expect(sums(funnelByManagerReport.rows(book, everything), ['month', 'manager'], 'leads')).toEqual(answers.leadsByManager));
test('where the leads of each month stand now', () => {
  const parts = ['junk', 'duplicates', 'in_work', 'postponed', 'refusals', 'contracts', 'measurements'],
    rows = funnelBySourceReport.rows(book, everything);
  expect(
    Object.assign(
      {},
      ...parts.map((part) => Object.fromEntries(Object.entries(sums(rows, ['month', 'source'], part)).map(([key, n]) => [`${key}|${part}`, n]))),
    ),
  ).toEqual(answers.funnelBySource);
});
test('leads now', () => {
  const count = (from: string): number =>
    history.filter(({ moments }) => moments.every(({ action }) => action !== 'delete') && textOf(dayOf(moments[0]!.at)) >= from).length;
  expect(sums(leadsNowReport.rows(book, everything), ['period'], 'leads')).toEqual({
    today: count('2026-11-21'),
    week: count('2026-11-16'),
    month: count('2026-11-01'),
  }); // the 16th was a Monday
});
test('contracts', () => expect(sums(turnover, ['month', 'manager'], 'contracts')).toEqual(withoutZeros(answers.contractsByManager)));
test('turnover', () => expect(sums(turnover, ['month', 'manager'], 'turnover')).toEqual(withoutZeros(answers.turnoverByManager)));
test('receipts', () => expect(sums(turnover, ['month', 'manager'], 'receipts')).toEqual(withoutZeros(answers.receiptsByManager)));
test('receivables', () => expect(sums(receivables, ['deal_id'], 'balance')).toEqual(answers.receivables));
test('advances', () => expect(sums(receivables, ['deal_id'], 'advance')).toEqual(answers.advances));
test('margin by month, from deals and from sellers', () => {
  expect(sums(margins, ['month'], 'margin')).toEqual(answers.margin);
  expect(sums(managerMarginReport.rows(book, everything), ['month'], 'margin')).toEqual(answers.margin);
});
test('margin by product', () => expect(sums(productMarginReport.rows(book, everything), ['month', 'product'], 'margin')).toEqual(answers.marginByProduct));
test('the operating expenses of every month that is over stand on its deals, to the kopeck', () => {
  const allocated = sums(margins, ['month'], 'allocated_expenses');
  expect(Object.fromEntries(Object.keys(answers.expenses).map((month) => [month, allocated[month]]))).toEqual(answers.expenses);
});
test('the schedule of receipts is all that is owed', () => {
  const rows = receiptsScheduleReport.from!.rows(receivables, book, () => []),
    total = rows.reduce((sum, row) => sum + Number(row.expected ?? 0) + Number(row.overdue ?? 0) + Number(row.undated ?? 0), 0);
  expect(total).toBe(Object.values(answers.receivables).reduce((a, b) => a + b, 0));
});
test('provisional margins', () =>
  expect(
    margins
      .filter(({ provisional }) => provisional)
      .map(({ deal_id }) => deal_id)
      .sort(),
  ).toEqual([...answers.provisional].sort()));
test('pay of the seller with the flat scheme', () => {
  const pay = payrollReport.rows(book, everything).filter(({ manager }) => manager === managers[2].name.ru);
  expect(sums(pay, ['month'], 'total')).toEqual(answers.pay);
});
