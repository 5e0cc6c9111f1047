import type { Row } from '../kernel/sheet-template';
import type { Debt } from '../metrics/debt';
import { payerOf } from '../metrics/debt';
import { readParts } from '../metrics/instalments';
import type { Bill } from '../metrics/payer-history';

const text = (row: Row, key: string): string => (typeof row[key] === 'string' ? row[key] : '');
const amount = (row: Row, key: string): number => (typeof row[key] === 'number' ? row[key] : 0);

/** A row of the tab `receivables` as a debt. */
export const debtOf = (row: Row): Debt => ({
  crm: text(row, 'crm'),
  deal_id: text(row, 'deal_id'),
  deal: text(row, 'deal'),
  client: text(row, 'client'),
  client_id: text(row, 'client_id'),
  manager: text(row, 'manager'),
  link: text(row, 'link'),
  parts:
    amount(row, 'balance') > 0
      ? readParts(text(row, 'instalments'), { day: text(row, 'due_day') || null, amount: amount(row, 'balance'), disputed: false })
      : [],
  advance: amount(row, 'advance'),
});

/** Bills that tell how clients pay: those paid in full (rows of `payer_history`) and what is overdue now. */
export const billsOf = (history: readonly Row[], receivables: readonly Row[]): readonly Bill[] => [
  ...history.map((row) => ({ payer: payerOf(debtOf(row)), late: amount(row, 'days_late'), paid: true })),
  ...receivables.flatMap((row) => (amount(row, 'days_overdue') > 0 ? [{ payer: payerOf(debtOf(row)), late: amount(row, 'days_overdue'), paid: false }] : [])),
];
