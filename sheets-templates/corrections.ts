import type { SheetTemplate } from '../src/kernel/sheet-template';

export const correctionsSheet = {
  key: 'corrections',
  group: 'inputs',
  title: { ru: 'Корректировки', en: 'Corrections' },
  note: {
    ru: 'Ручные поправки с автором и причиной: чего нет в CRM, но должно быть учтено.',
    en: 'Corrections by hand, with author and reason: what is not in the CRM but must count.',
  },
  protection: 'open',
  frozenColumns: 1,
  columns: {
    day: { title: { ru: 'Дата', en: 'Day' }, unit: 'day', width: 100, validation: { day: true }, note: { ru: 'Когда внесена.', en: 'When it was made.' } },
    tab: {
      title: { ru: 'Лист', en: 'Tab' },
      unit: 'text',
      width: 180,
      note: { ru: 'Для премии или поправки к зарплате: «Зарплата».', en: 'For a bonus or a correction of pay: “Payroll”.' },
    },
    row_id: {
      title: { ru: 'Код строки', en: 'Row id' },
      unit: 'id',
      width: 110,
      note: { ru: 'Код сделки или имя менеджера.', en: 'Id of the deal or name of the manager.' },
    },
    column: { title: { ru: 'Колонка', en: 'Column' }, unit: 'text', width: 180, note: { ru: 'Какая величина.', en: 'Which figure.' } },
    value: {
      title: { ru: 'Значение', en: 'Value' },
      unit: 'text',
      width: 140,
      note: {
        ru: 'Верное значение; для зарплаты — сумма к начислению, можно с минусом.',
        en: 'The right value; for pay the amount to add, which may be negative.',
      },
    },
    author: { title: { ru: 'Кто внёс', en: 'Author' }, unit: 'text', width: 180, note: { ru: 'Кто отвечает за поправку.', en: 'Who answers for it.' } },
    reason: { title: { ru: 'Причина', en: 'Reason' }, unit: 'text', width: 300, note: { ru: 'Почему.', en: 'Why.' } },
  },
} as const satisfies SheetTemplate;
