/** The books of the golden company, from report to file: what the statement says, the register pays and the export holds are one sum, to the kopeck (finance.md 1.2 e). */
import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { makeExport } from '../../src/jobs/export-panel';
import type { Row, SheetTemplate } from '../../src/kernel/sheet-template';
import { payrollReport } from '../../src/reports/payroll';
import { payrollLinesReport } from '../../src/reports/payroll-lines';
import { receivablesReport } from '../../src/reports/receivables';
import { everything } from '../../src/reports/report';
import { moneyCompany } from '../golden/money-company';
import { memoryWorld } from '../memory-world';

const company = moneyCompany,
  pays = payrollReport.rows(company, everything),
  lines = payrollLinesReport.rows(company, everything),
  owed = receivablesReport.rows(company, everything),
  months = [...new Set(pays.map(({ month }) => month))].sort();
const memory = memoryWorld({ now: company.now });
for (const [sheet, rows] of [
  [payrollSheet, pays],
  [payrollLinesSheet, lines],
  [receivablesSheet, owed],
] as const)
  memory.put(sheet as SheetTemplate, rows as readonly Row[]);
const sums = (key: string, month: string) => makeExport(memory.world(), { key, month, author: '' }).sums;
const sum = (amounts: readonly (number | null)[]): number => amounts.reduce<number>((all, amount) => all + (amount ?? 0), 0);

test('there is something to pay and to collect', () => expect([months.length > 1, lines.length > 3, owed.length > 0]).toEqual([true, true, true]));

test.each(months)('%s: register = tab; its parts add up to its total; the lines of each manager add up to his pay', (month) => {
  const register = sums('payroll', month),
    paid = pays.filter((pay) => pay.month === month);
  expect(register.total).toBe(sum(paid.map(({ total }) => total)));
  expect(sum([register.fixed ?? 0, register.variable ?? 0, register.bonus ?? 0, register.corrections ?? 0])).toBe(register.total);
  expect(sums('payroll_lines', month).paid).toBe(sum(lines.filter((line) => line.month === month).map((line) => line.paid)));
  const ofManager = (manager: string): number => sum(lines.filter((line) => line.month === month && line.manager === manager).map((line) => line.paid));
  for (const { manager, total } of paid) expect({ manager, total }).toEqual({ manager, total: ofManager(manager) });
});
test('receivables: the export holds what the tab holds', () => expect(sums('receivables', '').balance).toBe(sum(owed.map(({ balance }) => balance))));
