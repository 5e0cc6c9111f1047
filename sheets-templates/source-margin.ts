import type { SheetTemplate } from '../src/kernel/sheet-template';
import { closingColumn } from './closing-column';
import { marginColumns } from './margin-columns';

export const sourceMarginSheet = {
  key: 'source_margin',
  group: 'money',
  title: { ru: 'Маржа по источникам', en: 'Margin by source' },
  note: { ru: 'Какие источники приносят прибыль?', en: 'Which sources bring profit?' },
  protection: 'warning',
  totals: true,
  frozenColumns: 2,
  rows: 200,
  columns: {
    month: { title: { ru: 'Месяц', en: 'Month' }, unit: 'month', width: 90, note: { ru: 'Месяц договора.', en: 'Month of the contract.' } },
    source: {
      title: { ru: 'Источник', en: 'Source' },
      unit: 'text',
      width: 180,
      note: { ru: 'Первый известный источник; пустой — «не указан».', en: 'First known source; blank is “not specified”.' },
    },
    closed: closingColumn,
    ...marginColumns,
  },
  charts: [
    {
      kind: 'column',
      title: { ru: 'Выручка и маржа: источник', en: 'Revenue and margin by source' },
      x: 'source',
      y: ['revenue', 'margin'],
      rows: 300,
      aggregate: true,
    },
  ],
} as const satisfies SheetTemplate;
