import type { SheetTemplate } from '../src/kernel/sheet-template';
import { funnelColumns } from './funnel-columns';

export const funnelBySourceSheet = {
  key: 'funnel_by_source',
  group: 'sales',
  title: { ru: 'Воронка по источникам', en: 'Funnel by source' },
  note: {
    ru: 'Какие источники приводят договоры, а какие только отказы? Строка — месяц создания заявки и её первый источник.',
    en: 'Which sources bring contracts and which only refusals? A row is the month of the lead and its first source.',
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
    source: {
      title: { ru: 'Источник', en: 'Source' },
      unit: 'text',
      width: 180,
      note: { ru: 'Первый известный источник; пустой — «не указан».', en: 'First known source; blank is “not specified”.' },
    },
    ...funnelColumns,
  },
  charts: [
    {
      kind: 'bar',
      title: { ru: 'Заявки и договоры по источникам', en: 'Leads and contracts by source' },
      x: 'source',
      y: ['leads', 'contracts'],
      rows: 300,
      aggregate: true,
    },
  ],
} as const satisfies SheetTemplate;
