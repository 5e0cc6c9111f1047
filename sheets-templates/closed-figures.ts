import type { SheetTemplate } from '../src/kernel/sheet-template';

export const closedFiguresSheet = {
  key: 'closed_figures',
  group: 'raw',
  title: { ru: 'Архив закрытых месяцев', en: 'Closed figures' },
  note: {
    ru: 'Строки денежных отчётов закрытых месяцев, как они были при закрытии. Не меняйте: по ним листы отчётов собираются заново.',
    en: 'Rows of the money reports of closed months, as they were closed. Do not change them: report tabs are made again from them.',
  },
  protection: 'warning',
  hidden: true,
  rows: 100,
  columns: {
    month: { title: { ru: 'Месяц', en: 'Month' }, unit: 'month', width: 90, note: { ru: 'Закрытый месяц.', en: 'Closed month.' } },
    tab: { title: { ru: 'Лист', en: 'Tab' }, unit: 'id', width: 160, note: { ru: 'Ключ листа отчёта.', en: 'Key of the report tab.' } },
    part: {
      title: { ru: 'Часть', en: 'Part' },
      unit: 'count',
      width: 90,
      note: { ru: 'Номер части текста, с 1.', en: 'Number of the piece of text, from 1.' },
    },
    rows: { title: { ru: 'Строки', en: 'Rows' }, unit: 'id', width: 300, note: { ru: 'Колонки и строки, JSON.', en: 'Columns and rows, JSON.' } },
  },
} as const satisfies SheetTemplate;
