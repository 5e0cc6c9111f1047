import { bankSheet } from '../../sheets-templates/bank';
import { companiesSheet } from '../../sheets-templates/companies';
import { dealsSheet } from '../../sheets-templates/deals';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { type MemoryWorld, memoryWorld } from '../memory-world';

/** Saturday 21 November 2026, noon in Moscow: a deal that owes 40,000.50, an open one, and those that are not offered: lost, deleted, long paid. */
const NOW = Date.parse('2026-11-21T09:00:00Z');
const signed = { crm: 'json', signed: true, contract_day: '2026-10-01', contract_amount: 9_000_000, client: 'ООО «Ромашка»', client_id: 'company/5' };
export function company(): MemoryWorld {
  const memory = memoryWorld({ now: NOW });
  memory.put(dealsSheet, [
    { ...signed, deal_id: '0071', deal: 'Кухня', created_at: NOW - 5, prepayment: 5_000_000, prepayment_day: '2026-10-02' },
    { crm: 'json', deal_id: '72', deal: 'Шкаф', created_at: NOW, amount: 700_000, client: 'Пётр' },
    { crm: 'json', deal_id: '73', deal: 'Отказ', created_at: NOW, closed_at: NOW },
    { ...signed, deal_id: '74', deal: 'Удалена', deleted: true },
    { ...signed, deal_id: '75', deal: 'Давно оплачена', contract_day: '2026-01-01' },
  ]);
  memory.put(companiesSheet, [{ crm: 'json', id: '5', name: 'Ромашка', inn: '7701234567' }]);
  memory.put(receivablesSheet, [{ crm: 'json', deal_id: '0071', balance: 4_000_050 }]);
  memory.put(paymentPlanSheet, [
    { deal_id: '72', direction: 'in', amount: 350_000 },
    { deal_id: '72', direction: 'out', amount: 1 },
  ]);
  memory.put(paymentsSheet, [{ day: '2026-11-01', deal_id: '72', amount: 100, kind: 'prepayment', origin: 'manual' }]);
  memory.put(bankSheet, []);
  memory.put(expensesSheet, [{ day: '2026-10-05', article: 'Аренда', amount: 4_500_000, every: 'once' }]);
  return memory;
}
