import type { Book } from '../../src/facts/book';
import type { Deal, Expense, PayrollScheme } from '../../src/facts/rows';
import { scheme as rowOf } from '../metrics/money-book';
import { goldenBook, rub } from './book';

/**
 * The golden company with what its money reports need. Rent of 30,000 since September (without a contract), an advertisement of 15,000 in October, a licence of 10,000.01 in November.
 * Anna is paid by receipts, Boris by contracts, Vera by margin with a factor for her plan of turnover (none in October). Payment is due 5 days after the installation.
 * On the morning of 10 October there were 100,000 in the bank, and 219,000 on the evening of 20 November.
 */
const more: Readonly<Record<string, Partial<Deal>>> = {
  '1': { deal: 'Flat', product: 'Window', client: 'Ivanov', installation_day: '2026-10-25' },
  '3': { deal: 'House', product: 'Door', client: 'Petrov', due_day: '2026-11-21' },
  '10': { deal: 'Office', product: 'Window, Door', client: 'Sidorov', installation_day: '2026-12-10', link: 'https://example.amocrm.ru/leads/detail/10' },
  '11': { deal: 'Old one', product: 'Window' },
  '12': { paid: rub(9_999) },
  '13': { deal: 'Demo' },
  '14': { deal: 'Shop', product: 'Door', client: 'Orlov' },
};
const expense = (article: string, day: string, amount: number, every = 'once'): Expense => ({
  day,
  article,
  amount: rub(amount),
  from: '',
  to: '',
  every,
  basis: 'cash',
  note: '',
  crm: '',
  expense_id: '',
  updated_at: null,
  deleted: false,
});
const scheme = (name: string, manager: string, facts: Partial<PayrollScheme>): PayrollScheme =>
  rowOf({ scheme: name, manager, valid_from: '2026-10-01', refund_rule: 'reverse', ...facts });

export const moneyCompany: Book = {
  ...goldenBook,
  settings: {
    ...goldenBook.settings,
    overdue_offset_days: 5,
    opening_balance: rub(100_000),
    opening_day: '2026-10-10',
    bank_balance: rub(219_000),
    bank_balance_day: '2026-11-20',
  },
  deals: goldenBook.deals.map((deal) => ({ ...deal, ...more[deal.deal_id] })),
  expenses: [expense('Rent', '2026-09-01', 30_000, 'month'), expense('Advertising', '2026-10-12', 15_000), expense('Licence', '2026-11-05', 10_000.01)],
  prices: [
    { product: 'Window', price: rub(100_000), valid_from: '2026-01-01' },
    { product: 'window', price: rub(110_000), valid_from: '2026-11-01' },
    { product: 'Door', price: rub(80_000), valid_from: null },
  ],
  schemes: [
    scheme('Receipts', 'Anna', { fixed: rub(40_000), tiers: '0=3; 50000=5' }),
    scheme('Contracts', 'Boris', { fixed: rub(30_000), base: 'contract', tiers: '0=2' }),
    scheme('Margin', 'Vera', { base: 'margin', tiers: '0=10', plan_metric: 'turnover', multipliers: '0=0.5; 80=1; 120=1.5' }),
  ],
};
