import type { SheetTemplate } from '../src/kernel/sheet-template';
import { funnelColumns } from './funnel-columns';

export const funnelByManagerSheet = {
  key: 'funnel_by_manager',
  group: 'sales',
  title: { ru: 'Воронка по менеджерам', en: 'Funnel by manager' },
  note: {
    ru: 'Кто доводит до замера и договора, а кто сливает в отказ? Строка — месяц создания заявки и её нынешний ответственный.',
    en: 'Who takes leads to measurement and contract, and who dumps them? A row is the month of the lead and its owner now.',
  },
  protection: 'warning',
  totals: true,
  frozenColumns: 2,
  rows: 300,
  columns: {
    month: {
      title: { ru: 'Месяц', en: 'Month' },
      unit: 'month',
      width: 90,
      note: { ru: 'Месяц создания заявки в часовом поясе компании.', en: 'Month in which the lead was created, in the company’s time zone.' },
    },
    manager: { title: { ru: 'Менеджер', en: 'Manager' }, unit: 'text', width: 180, note: { ru: 'Ответственный сейчас.', en: 'Owner now.' } },
    ...funnelColumns,
  },
  charts: [
    {
      kind: 'bar',
      title: { ru: 'Заявки и договоры по менеджерам', en: 'Leads and contracts by manager' },
      x: 'manager',
      y: ['leads', 'contracts'],
      rows: 300,
      aggregate: true,
    },
  ],
} as const satisfies SheetTemplate;
