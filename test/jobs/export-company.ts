import { calendarSheet } from '../../sheets-templates/calendar';
import { dealsSheet } from '../../sheets-templates/deals';
import { managersSheet } from '../../sheets-templates/managers';
import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import { receivablesSheet } from '../../sheets-templates/receivables';
import type { Lang, Row } from '../../src/kernel/sheet-template';
import { type MemoryWorld, memoryWorld } from '../memory-world';

/** Saturday 21 November 2026, noon in Moscow. */
export const NOW = Date.parse('2026-11-21T09:00:00Z');

/** May 2026 has 21 weekdays; the 1st and the 11th are holidays here, so 19 working days. */
export const anna: Row = {
  month: '2026-05',
  manager: 'Анна Крылова',
  scheme: 'Оборот 3–5 %',
  base_amount: 115_000_000,
  fixed: 4_000_000,
  variable: 4_675_000,
  multiplier: 1.1,
  corrections: 0,
  total: 8_675_000,
  carry: 0,
};
/** Came on 18 May: 10 of the 19 days; 30,000.00 × 10 ÷ 19 = 15,789.47. Refunds of April take 1,000.50 off. */
export const boris: Row = {
  month: '2026-05',
  manager: 'Борис «Б.» Ефимов; младший',
  scheme: 'Стажёр',
  base_amount: -2_500_050,
  fixed: 1_578_947,
  variable: 300_050,
  multiplier: 1,
  corrections: -100_050,
  total: 1_778_947,
  carry: -7_50,
};
export const line = (more: Row): Row => ({
  month: '2026-05',
  manager: 'Анна Крылова',
  deal_id: '0071',
  event: 'payment',
  day: '2026-05-12',
  base_amount: 50_000_000,
  rate: 3,
  share: 1,
  amount: 1_500_000,
  multiplier: 1.1,
  paid: 1_650_000,
  scheme: 'Оборот 3–5 %',
  base: 'receipts',
  crm: 'json',
  ...more,
});
export const owed: Row = {
  deal_id: '0071',
  client: '=HYPERLINK("http://x";"y")',
  manager: 'Анна Крылова',
  contract_amount: 90_000_000,
  paid: 50_000_000,
  balance: 40_000_000,
  due_day: '2026-11-01',
  days_overdue: 20,
  bucket: '1-30',
  link: 'https://crm.example/deals/71',
  advance: 0,
  crm: 'json',
};

export function company(lang: Lang = 'ru'): MemoryWorld {
  const memory = memoryWorld({ now: NOW, lang });
  memory.put(payrollSheet, [boris, anna, { ...anna, month: '2026-04', total: 1 }]);
  memory.put(payrollLinesSheet, [
    line({}),
    line({ deal_id: '72', base_amount: 50_000_000, rate: 4, amount: 2_000_000, paid: 2_200_000, day: '2026-05-20' }),
    line({ deal_id: '72', base_amount: 15_000_000, rate: 5, share: 0.5, amount: 750_000, paid: 825_000, day: '2026-05-20' }),
    line({ month: '2026-04' }),
  ]);
  memory.put(managersSheet, [
    { crm: 'json', manager_id: '1', manager: 'Анна Крылова', department: 'Продажи', role: 'менеджер', personnel_number: '00042' },
    { crm: 'json', manager_id: '2', manager: 'Борис «Б.» Ефимов; младший', active_from: '2026-05-18' },
  ]);
  memory.put(payrollSchemesSheet, [
    { scheme: 'Оборот 3–5 %', manager: '', valid_from: '2026-01-01', base: 'receipts', fixed: 4_000_000, tiers: '0=3; 500000=4; 1000000=5' },
    { scheme: 'Стажёр', manager: 'Борис «Б.» Ефимов; младший', valid_from: null, base: 'receipts', fixed: 3_000_000, tiers: '0=2' },
  ]);
  memory.put(calendarSheet, [
    { day: '2026-05-01', kind: 'holiday' },
    { day: '2026-05-11', kind: 'holiday' },
  ]);
  memory.put(dealsSheet, [
    { crm: 'json', deal_id: '0071', client: 'ООО «Ромашка»' },
    { crm: 'other', deal_id: '72', client: 'чужой' },
    { crm: 'json', deal_id: '72', client: '' },
  ]);
  memory.put(receivablesSheet, [owed, { ...owed, deal_id: '9007199254740993123', client: 'ИП Ëлкина ₸', balance: 1_05, advance: -50 }]);
  return memory;
}
