import type { SheetTemplate } from '../src/kernel/sheet-template';
import { closingColumn } from './closing-column';
import { marginColumns } from './margin-columns';

export const managerMarginSheet = {
  key: 'manager_margin',
  group: 'money',
  title: { ru: 'Маржа по менеджерам', en: 'Margin by manager' },
  note: { ru: 'Кто приносит прибыль, а кто раздаёт её скидками?', en: 'Who brings profit, and who gives it away in discounts?' },
  protection: 'warning',
  totals: true,
  frozenColumns: 2,
  rows: 200,
  columns: {
    month: { title: { ru: 'Месяц', en: 'Month' }, unit: 'month', width: 90, note: { ru: 'Месяц договора.', en: 'Month of the contract.' } },
    manager: {
      title: { ru: 'Менеджер', en: 'Manager' },
      unit: 'text',
      width: 180,
      note: { ru: 'Ответственный на день договора.', en: 'Owner on the contract day.' },
    },
    closed: closingColumn,
    ...marginColumns,
  },
  charts: [
    {
      kind: 'column',
      title: { ru: 'Выручка и маржа: менеджер', en: 'Revenue and margin by manager' },
      x: 'manager',
      y: ['revenue', 'margin'],
      rows: 300,
      aggregate: true,
    },
  ],
} as const satisfies SheetTemplate;
