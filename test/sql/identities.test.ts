/** Sums that must agree whatever happened, and that chance does write the cases for which the check is there. */
import fc from 'fast-check';
import { dealKey } from '../../src/facts/rows';
import type { Row } from '../../src/kernel/sheet-template';
import { allReports } from '../../src/reports/all';
import { productRows } from './compare';
import { randomBusiness } from './random-business';

const businesses = fc.sample(randomBusiness, { numRuns: 200 }).map((book, i) => ({ name: `b${i}`, book }));
const rowsOf = (key: string, i: number): readonly Row[] => {
  const report = allReports.find((one) => one.sheet.key === key),
    business = businesses[i];
  if (!report || !business) throw new Error(key);
  return productRows(report, business);
};
const total = (rows: readonly Row[], column: string): number => rows.reduce((sum, row) => sum + Number(row[column] ?? 0), 0);
/** A column by month; zeros left out. */
function byMonth(rows: readonly Row[], column: string): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[String(row.month)] = (sums[String(row.month)] ?? 0) + Number(row[column] ?? 0);
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
}
const each = businesses.slice(0, 80).map((_, i) => i);

test('margins: Σ deals = Σ products = Σ managers = Σ sources, month by month', () => {
  for (const i of each) {
    const deals = rowsOf('deal_margin', i);
    for (const key of ['product_margin', 'manager_margin', 'source_margin'])
      for (const column of ['revenue', 'margin', 'allocated_expenses', 'net_profit'])
        expect({ i, key, column, months: byMonth(rowsOf(key, i), column) }).toEqual({ i, key, column, months: byMonth(deals, column) });
  }
});
test('turnover: Σ managers = the company in plan_fact, and all months = the contracts in force', () => {
  for (const i of each) {
    const rows = rowsOf('turnover', i),
      facts = rowsOf('plan_fact', i).filter(({ level, period }) => level === 'company' && /^\d{4}-\d{2}$|^undated$/.test(String(period)));
    for (const metric of ['turnover', 'receipts'])
      expect({ i, sum: total(rows, metric) }).toEqual({
        i,
        sum:
          0 +
          Math.round(
            100 *
              total(
                facts.filter((row) => row.metric === metric),
                'fact',
              ),
          ),
      });
    expect(total(rows, 'contracts')).toBe(total(rowsOf('manager_margin', i), 'contracts'));
  }
});
test('receivables = schedule; statement = register, month by month', () => {
  for (const i of each) {
    const schedule = rowsOf('receipts_schedule', i),
      pays = rowsOf('payroll', i),
      lines = rowsOf('payroll_lines', i);
    expect(total(schedule, 'expected') + total(schedule, 'overdue') + total(schedule, 'undated')).toBe(total(rowsOf('receivables', i), 'balance'));
    for (const manager of new Set(pays.map((row) => row.manager))) {
      const own = (rows: readonly Row[]): readonly Row[] => rows.filter((row) => row.manager === manager);
      expect({ i, manager, months: byMonth(own(lines), 'paid') }).toEqual({ i, manager, months: byMonth(own(pays), 'total') });
    }
  }
});

test('chance writes every case of money, each in several businesses', () => {
  const found = (has: (book: (typeof businesses)[number]['book']) => boolean): boolean => businesses.filter(({ book }) => has(book)).length >= 5;
  const kinds = [
    'contract',
    'cancel',
    'contract_change',
    'contract_day',
    'payment',
    'refund',
    'payment_day',
    'cost',
    'owner',
    'installation',
    'due',
    'deleted',
  ];
  expect(kinds.filter((kind) => !found(({ events }) => events.some((event) => event.kind === kind)))).toEqual([]);
  expect(found(({ deals }) => deals.some(({ signings }) => (signings ?? 0) > 1))).toBe(true); // opened again and signed again
  expect(found(({ deals }) => deals.some(({ signed, contract_day }) => signed && contract_day === null))).toBe(true);
  expect(
    found(({ deals, rates }) => deals.some(({ currency, signed }) => signed && currency === 'USD') && rates.some(({ currency }) => currency === 'USD')),
  ).toBe(true);
  expect(found(({ payments, deals }) => payments.some((row) => deals.every((deal) => dealKey(deal) !== `amocrm/${row.deal_id}`)))).toBe(true);
  for (const basis of ['contract', 'installation', 'payment'])
    for (const pay of ['expenses', 'computed'])
      expect(found(({ settings }) => settings.revenue_recognition === basis && settings.pnl_payroll === pay)).toBe(true);
  expect(found(({ settings, expenses }) => settings.opening_day !== null && expenses.some(({ basis }) => basis === 'accrual'))).toBe(true);
  expect(found(({ paymentPlan }) => paymentPlan.some(({ state, deal_id }) => state === 'disputed' && deal_id !== ''))).toBe(true);
  expect(businesses.filter((_, i) => rowsOf('receivables', i).some(({ instalments }) => String(instalments).includes('; '))).length).toBeGreaterThan(5);
  expect(found(({ schemes }) => schemes.some(({ refund_rule }) => refund_rule === 'net') && schemes.some(({ cap }) => cap !== null))).toBe(true);
});
