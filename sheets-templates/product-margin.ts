import type { SheetTemplate } from '../src/kernel/sheet-template';
import { closingColumn } from './closing-column';
import { marginColumns } from './margin-columns';

export const productMarginSheet = {
  key: 'product_margin',
  group: 'money',
  title: { ru: 'Маржа по продуктам', en: 'Margin by product' },
  note: { ru: 'Какой продукт приносит прибыль, а какой только оборот?', en: 'Which product brings profit, and which only turnover?' },
  protection: 'warning',
  totals: true,
  frozenColumns: 2,
  rows: 200,
  columns: {
    month: { title: { ru: 'Месяц', en: 'Month' }, unit: 'month', width: 90, note: { ru: 'Месяц договора.', en: 'Month of the contract.' } },
    product: {
      title: { ru: 'Продукт', en: 'Product' },
      unit: 'text',
      width: 180,
      note: { ru: 'Продукт сделки; пустой — «не указан».', en: 'Product of the deal; blank is “not specified”.' },
    },
    closed: closingColumn,
    ...marginColumns,
  },
  charts: [
    {
      kind: 'column',
      title: { ru: 'Выручка и маржа: продукт', en: 'Revenue and margin by product' },
      x: 'product',
      y: ['revenue', 'margin'],
      rows: 300,
      aggregate: true,
    },
  ],
} as const satisfies SheetTemplate;
