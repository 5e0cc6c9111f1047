import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import type { Book } from '../facts/book';
import { byName, newestFirst } from './month-order';
import type { PayrollRow } from './pay-rows';
import { payNeeds, payOf, toPayrollRow } from './pay-rows';
import type { Kept, Report, Scope } from './report';

/** Pay of each manager and month of a scope (Q079). What `kept` must hold is said in pay-rows. */
export const payrollRows = (book: Book, scope: Scope, kept?: Kept): readonly PayrollRow[] => payOf(book, scope, kept).pays.map(toPayrollRow);

export const payrollReport: Report<typeof payrollSheet> = {
  sheet: payrollSheet,
  grain: 'month',
  closing: { by: ['manager'], adds: ['base_amount', 'fixed', 'variable', 'corrections', 'total', 'bonuses', 'guarantee', 'lost'] },
  carries: { needs: payNeeds, tabs: [payrollSheet.key, payrollLinesSheet.key] },
  rows: payrollRows,
  order: (a, b) => newestFirst(a.month, b.month) || byName(a.manager, b.manager),
};
