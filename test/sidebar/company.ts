import { calendarSheet } from '../../sheets-templates/calendar';
import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { expensesSheet } from '../../sheets-templates/expenses';
import { fieldsSheet } from '../../sheets-templates/fields';
import { journalSheet } from '../../sheets-templates/journal';
import { managersSheet } from '../../sheets-templates/managers';
import { plansSheet } from '../../sheets-templates/plans';
import { problemsSheet } from '../../sheets-templates/problems';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Lang, Row } from '../../src/kernel/sheet-template';
import type { CrmAdapter } from '../../src/ports/crm-adapter';
import type { MemoryWorld } from '../memory-world';
import { memoryWorld } from '../memory-world';

/** A small company for the tests of the sidebar: Saturday 21 November 2026, 12:00 in Moscow. */
export const NOW = Date.parse('2026-11-21T09:00:00Z');
const amocrm: CrmAdapter = {
  name: 'amocrm',
  read: () => ({ deals: [], sides: [], pokes: [], others: [], faults: [] }),
  link: () => '',
  stage: () => ({ outcome: 'unmapped', closed: false }),
};

const manager = (manager_id: string, name: string, more: Row = {}): Row => ({ crm: 'amocrm', manager_id, manager: name, ...more });
const plan = (period: string, name: string, metric: string, value: number): Row => ({
  period,
  level: name === '' ? 'company' : 'manager',
  name,
  metric,
  value,
  author: 'head@example.com',
  changed_at: Date.parse('2026-11-01T06:00:00Z'),
});

export function company(lang: Lang = 'ru'): MemoryWorld {
  const memory = memoryWorld({ now: NOW, lang, crms: { amocrm } }),
    ru = lang === 'ru';
  const anna = ru ? 'Анна Крылова' : 'Anna Krylova',
    boris = ru ? 'Борис Ефимов' : 'Boris Efimov',
    vera = ru ? 'Вера Александровская' : 'Vera Alexandrovskaya';
  memory.put(managersSheet, [
    manager('101', anna),
    manager('102', boris),
    manager('103', vera, { active_from: '2026-11-09' }),
    manager('104', ru ? 'Глеб Старый' : 'Gleb Former', { active_to: '2026-08-31' }),
    manager('105', ''),
  ]);
  memory.put(plansSheet, [
    plan('2026-10', anna, 'turnover', 1_200_000),
    plan('2026-10', boris, 'turnover', 900_000),
    plan('2026-10', '', 'turnover', 2_500_000),
    plan('2026-11', anna, 'turnover', 1_500_000),
    plan('2026-11', '', 'turnover', 3_000_000),
    plan('2026-11', anna, 'receipts', 1_350_000.5),
    plan('2026-11', anna, 'contracts', 12),
    plan('2026-11', boris, 'leads', 60),
  ]);
  memory.put(calendarSheet, [{ day: '2026-11-04', kind: 'holiday' }]);
  memory.put(expensesSheet, [
    { day: '2026-01-05', article: ru ? 'Аренда' : 'Rent', amount: 12_000_000, from: '2026-01', every: 'month', basis: 'accrual' },
    {
      day: '2026-11-12',
      article: ru ? 'Канцелярия' : 'Stationery',
      amount: 345_050,
      every: 'once',
      basis: 'cash',
      note: ru ? 'бумага и папки' : 'paper and folders',
    },
    {
      day: '2026-07-01',
      article: ru ? 'Подписка на телефонию' : 'Telephony subscription',
      amount: 3_600_000,
      from: '2026-07',
      to: '2027-06',
      every: 'once',
      basis: 'accrual',
    },
    { article: ru ? 'Реклама на радио' : 'Radio', amount: 5_000_000, every: 'once' },
  ]);
  memory.put(stagesSheet, [
    {
      crm: 'amocrm',
      pipeline_id: '7',
      pipeline: ru ? 'Продажи' : 'Sales',
      stage_id: '70',
      stage: ru ? 'Новая заявка' : 'New lead',
      outcome: 'new',
      position: 1,
    },
    {
      crm: 'amocrm',
      pipeline_id: '7',
      pipeline: ru ? 'Продажи' : 'Sales',
      stage_id: '71',
      stage: ru ? 'Замер назначен' : 'Measurement booked',
      outcome: 'unmapped',
      position: 2,
    },
    {
      crm: 'amocrm',
      pipeline_id: '7',
      pipeline: ru ? 'Продажи' : 'Sales',
      stage_id: '72',
      stage: ru ? 'Согласование с руководителем клиента' : 'Waiting for the client’s director',
      outcome: 'unmapped',
      position: 3,
    },
    { crm: 'amocrm', pipeline_id: '7', pipeline: ru ? 'Продажи' : 'Sales', stage_id: '73012345', stage: '73012345', outcome: 'unmapped' },
  ]);
  memory.put(fieldsSheet, [
    { crm: 'amocrm', entity: 'deal', field_id: '501', field: ru ? 'Сумма договора' : 'Contract amount', meaning: 'contract_amount' },
    { crm: 'amocrm', entity: 'deal', field_id: '502', field: ru ? 'Закуп материалов' : 'Materials', meaning: '' },
    { crm: 'amocrm', entity: 'deal', field_id: '503', field: ru ? 'Этаж' : 'Floor', meaning: '' },
  ]);
  memory.put(problemsSheet, [
    {
      at: NOW - 3_600_000,
      tab: ru ? 'Расходы' : 'Expenses',
      row: '6',
      what: ru ? 'У расхода «Реклама на радио» нет даты.' : 'The cost "Radio" has no day.',
      mend: ru ? 'Впишите дату в колонку «Дата».' : 'Enter it in the column "Day".',
      times: 3,
    },
  ]);
  memory.put(dealsSheet, [
    {
      crm: 'amocrm',
      deal_id: '900',
      deal: ru ? 'Кухня, Ивановы' : 'Kitchen, Smith',
      pipeline_id: '7',
      stage_id: '73012345',
      manager_id: '105',
      link: 'https://example.amocrm.ru/leads/detail/900',
    },
  ]);
  memory.put(journalSheet, [
    { received_at: NOW - 40_000, event_id: 'e1', crm: 'amocrm', kind: 'leads', status: 'done', attempts: 1, body: 'x' },
    { received_at: NOW - 20_000, event_id: 'e2', crm: 'amocrm', kind: 'leads', status: 'new', attempts: 0, body: 'x' },
  ]);
  memory.put(
    dealEventsSheet,
    [1, 2, 3, 4].map((n) => ({
      event_id: `d${n}`,
      at: NOW - 60_000,
      known_at: NOW - 60_000 + n * 1_000,
      crm: 'amocrm',
      deal_id: String(n),
      kind: 'stage',
      from: '',
      to: '7/71',
      manager_id: '101',
      source_event: `e${n}`,
    })),
  );
  memory.store.set({ 'webhook.url': 'https://script.example.com/macros/s/AKfy0123456789/exec', secret: 'f00dfeedf00dfeedf00dfeed' });
  return memory;
}
