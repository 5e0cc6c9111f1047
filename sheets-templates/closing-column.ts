import type { Column } from '../src/kernel/sheet-template';

/** Column `closed` of a report whose closed months stay as they were; the refresh fills it in. */
export const closingColumn = {
  title: { ru: 'Закрытие месяца', en: 'Month closing' },
  unit: 'word',
  width: 260,
  words: {
    closed: { ru: 'закрыт', en: 'closed' },
    correction: { ru: 'корректировка прошлых периодов', en: 'correction of earlier periods' },
  },
  note: {
    ru: 'Строки закрытого месяца не меняются. Что изменилось в нём позже, стоит отдельной строкой первого открытого месяца.',
    en: 'Rows of a closed month never change. What changed in it later stands in a row of its own in the first open month.',
  },
} as const satisfies Column;
