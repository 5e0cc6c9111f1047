/** Data validation as Google enforces it on what a script writes: only rules that reject. */
import { a1Of } from '../services/a1';
import type { Scalar, Validation, WorkbookApi } from '../workbook-api';

/** Whether a value breaks a rule. Blank never does. */
export function offends(value: Scalar, rule: Validation, workbook: WorkbookApi): boolean {
  if (value === null || value === '') return false;
  switch (rule.kind) {
    case 'list':
      return !rule.values.includes(String(value));
    case 'range':
      return !workbook.read(rule.sheetId, rule.zone).some((row) => row.some((cell) => cell.value !== null && String(cell.value) === String(value)));
    case 'number':
      return typeof value !== 'number' || (rule.min !== null && value < rule.min) || (rule.max !== null && value > rule.max);
    case 'date':
      return typeof value !== 'number';
    case 'checkbox':
      return typeof value !== 'boolean';
  }
}

/** Google's refusal, with the values that would do. */
export function refusalOf(row: number, col: number, rule: Validation): string {
  const hint = rule.kind === 'list' ? ` Please enter one of the following values: ${rule.values.join(', ')}.` : '';
  return `The data you entered in cell ${a1Of({ row, col, rows: 1, cols: 1 })} violates the data validation rules set on this cell.${hint}`;
}
