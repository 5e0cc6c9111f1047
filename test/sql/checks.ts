import type { Row } from '../../src/kernel/sheet-template';

export interface Check {
  /** columns that are compared; all of the template by default */
  readonly columns?: readonly string[];
  /** does a row say anything? A row of zeros may stand or not */
  readonly says: (row: Row) => boolean;
  /** columns that are added up over rows alike in all others that are compared, on both sides: the order of lines that cancel each other is nobody's business */
  readonly added?: readonly string[];
  /** what of a row of the tab is compared, where SQL says less */
  readonly told?: (row: Row) => Row;
  /** rows of the SQL that the tab shows only when there is a reason to (a plan of this period), by the columns that name them */
  readonly optional?: { readonly keys: readonly string[]; readonly is: (row: Row) => boolean };
}
const any =
  (...columns: readonly string[]) =>
  (row: Row): boolean =>
    columns.some((key) => row[key] !== 0 && row[key] !== null);
const all = (): boolean => true;
const names = ['period', 'level', 'name', 'metric'];

/** Reports that are computed twice, by the name of their .sql file. */
export const checks: Readonly<Record<string, Check>> = {
  turnover: { says: any('contracts', 'turnover', 'receipts') },
  plan_fact: {
    columns: [...names, 'fact'],
    says: ({ metric, fact }) => ['turnover', 'receipts', 'contracts', 'margin', 'leads'].includes(String(metric)) && fact !== null && fact !== 0,
    optional: { keys: names, is: ({ period, level }) => !/^\d{4}-\d{2}$|^undated$/.test(String(period)) || !['company', 'manager'].includes(String(level)) },
  },
  payroll: { says: any('base_amount', 'fixed', 'variable', 'corrections', 'carry') },
  payroll_lines: {
    columns: ['month', 'manager', 'crm', 'deal_id', 'event', 'base', 'rate', 'share', 'multiplier', 'base_amount', 'amount', 'paid'],
    added: ['base_amount', 'amount', 'paid'],
    says: any('base_amount', 'amount', 'paid'),
    told: (row) => (row.deal_id === '' ? row : { ...row, event: '' }),
  },
  receivables: { says: all },
  receipts_schedule: { says: all },
  deal_margin: { says: all },
  product_margin: { says: all },
  manager_margin: { says: all },
  source_margin: { says: all },
  pnl: {
    columns: ['month', 'line', 'amount'],
    says: ({ line, amount }) => !String(line).includes('break_even') && amount !== null && amount !== 0,
  },
  cash_flow: { columns: ['month', 'activity', 'article', 'amount'], says: ({ activity, amount }) => activity !== 'check' && amount !== 0 },
};
