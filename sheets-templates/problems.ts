import type { SheetTemplate } from '../src/kernel/sheet-template';

export const problemsSheet = {
  key: 'problems',
  group: 'raw',
  title: { ru: 'Проблемы', en: 'Problems' },
  note: {
    ru: 'Что не удалось учесть и что с этим сделать. Исправленное исчезает при обновлении.',
    en: 'What could not be counted and what to do about it. What is mended goes away with the next refresh.',
  },
  protection: 'warning',
  frozenColumns: 2,
  rows: 200,
  columns: {
    at: { title: { ru: 'Когда', en: 'At' }, unit: 'time', width: 200, note: { ru: 'Когда замечено.', en: 'When it was seen.' } },
    tab: { title: { ru: 'Лист', en: 'Tab' }, unit: 'text', width: 160, note: { ru: 'Где.', en: 'Where.' } },
    row: { title: { ru: 'Строка', en: 'Row' }, unit: 'text', width: 140, note: { ru: 'В какой строке.', en: 'In which row.' } },
    what: { title: { ru: 'Что не так', en: 'What is wrong' }, unit: 'text', width: 420, wrap: true, note: { ru: 'В чём дело.', en: 'What the matter is.' } },
    mend: { title: { ru: 'Что сделать', en: 'What to do' }, unit: 'text', width: 520, wrap: true, note: { ru: 'Как исправить.', en: 'How to mend it.' } },
    times: { title: { ru: 'Сколько раз', en: 'Times' }, unit: 'count', width: 110, note: { ru: 'Сколько раз встретилось.', en: 'How often it was met.' } },
  },
} as const satisfies SheetTemplate;
