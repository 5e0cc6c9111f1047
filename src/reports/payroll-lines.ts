import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import type { Book } from '../facts/book';
import { compare } from '../kernel/order';
import { byName, newestFirst } from './month-order';
import type { PayrollLineRow } from './pay-rows';
import { payNeeds, payOf, toLineRow } from './pay-rows';
import type { Kept, Report, Scope } from './report';

/** Statements: which deal gave whom how much (Q080, N05). What `kept` must hold is said in pay-rows. */
export const payrollLineRows = (book: Book, scope: Scope, kept?: Kept): readonly PayrollLineRow[] => {
  const { lines, others } = payOf(book, scope, kept);
  return [...lines, ...others].map((line) => toLineRow(line, book.settings.language));
};

export const payrollLinesReport: Report<typeof payrollLinesSheet> = {
  sheet: payrollLinesSheet,
  grain: 'month',
  closing: { by: ['manager', 'crm', 'deal_id', 'base'], adds: ['base_amount', 'amount', 'paid'], shows: ['scheme'] },
  carries: { needs: payNeeds, tabs: [payrollSheet.key, payrollLinesSheet.key] },
  rows: payrollLineRows,
  /** newest month on top; within a manager's statement in the order in which his scale was filled */
  order: (a, b) =>
    newestFirst(a.month, b.month) ||
    byName(a.manager, b.manager) ||
    compare(a.day ?? '', b.day ?? '') ||
    compare(a.deal_id, b.deal_id) ||
    Math.sign(b.base_amount ?? 0) - Math.sign(a.base_amount ?? 0) ||
    compare(a.event, b.event) ||
    compare(a.role, b.role) ||
    (a.rate ?? 0) - (b.rate ?? 0) ||
    (b.base_amount ?? 0) - (a.base_amount ?? 0) ||
    (b.paid ?? 0) - (a.paid ?? 0) ||
    compare(a.note, b.note),
};
