import type { SheetTemplate } from '../src/kernel/sheet-template';
import { calendarWords } from './words';

export const calendarSheet = {
  key: 'calendar',
  group: 'inputs',
  title: { ru: 'Производственный календарь', en: 'Work calendar' },
  note: {
    ru: 'Дни, которые отличаются от обычной недели: праздники, переносы, сокращённые дни.',
    en: 'Days that differ from a usual week: holidays, moved and short days.',
  },
  protection: 'open',
  rows: 400,
  columns: {
    day: {
      title: { ru: 'День', en: 'Day' },
      unit: 'day',
      width: 100,
      validation: { day: true },
      note: { ru: 'Один день — одна строка.', en: 'One row a day.' },
    },
    kind: {
      title: { ru: 'Какой день', en: 'Kind' },
      unit: 'word',
      width: 140,
      words: calendarWords,
      validation: { list: 'words' },
      note: { ru: 'Выходной, рабочий или сокращённый.', en: 'Day off, working or short.' },
    },
  },
} as const satisfies SheetTemplate;
