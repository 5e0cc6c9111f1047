import type { SheetTemplate } from '../src/kernel/sheet-template';

export const metricsSheet = {
  key: 'metrics',
  group: 'raw',
  title: { ru: 'Словарь показателей', en: 'Metric dictionary' },
  note: {
    ru: 'Что значит и как считается каждая величина отчётов, на двух языках. Собран из самих отчётов.',
    en: 'What every figure of the reports means and how it is computed, in both languages. Made from the reports themselves.',
  },
  protection: 'warning',
  frozenColumns: 2,
  rows: 200,
  columns: {
    metric: {
      title: { ru: 'Показатель', en: 'Metric' },
      unit: 'text',
      width: 300,
      note: { ru: 'Код показателя: лист и колонка.', en: 'Key of the figure: tab and column.' },
    },
    tab: { title: { ru: 'Лист', en: 'Tab' }, unit: 'text', width: 190, note: { ru: 'В каком листе стоит.', en: 'In which tab it stands.' } },
    name_ru: {
      title: { ru: 'Название', en: 'Name in Russian' },
      unit: 'text',
      width: 240,
      note: { ru: 'Заголовок колонки по-русски.', en: 'Title of the column in Russian.' },
    },
    name_en: {
      title: { ru: 'Название по-английски', en: 'Name' },
      unit: 'text',
      width: 240,
      note: { ru: 'Заголовок колонки по-английски.', en: 'Title of the column in English.' },
    },
    definition_ru: {
      title: { ru: 'Определение', en: 'Definition in Russian' },
      unit: 'text',
      width: 420,
      wrap: true,
      note: { ru: 'Что это за величина.', en: 'What the figure is, in Russian.' },
    },
    definition_en: {
      title: { ru: 'Определение по-английски', en: 'Definition' },
      unit: 'text',
      width: 420,
      wrap: true,
      note: { ru: 'То же по-английски.', en: 'What the figure is.' },
    },
    formula_ru: {
      title: { ru: 'Формула', en: 'Formula in Russian' },
      unit: 'text',
      width: 320,
      wrap: true,
      note: { ru: 'Как считается.', en: 'How it is computed, in Russian.' },
    },
    formula_en: {
      title: { ru: 'Формула по-английски', en: 'Formula' },
      unit: 'text',
      width: 320,
      wrap: true,
      note: { ru: 'То же по-английски.', en: 'How it is computed.' },
    },
    source: {
      title: { ru: 'Источник', en: 'Source' },
      unit: 'text',
      width: 140,
      note: { ru: 'Где определение закреплено.', en: 'Where the definition is fixed.' },
    },
    unit: { title: { ru: 'Единица', en: 'Unit' }, unit: 'text', width: 140, note: { ru: 'В чём измеряется.', en: 'What it is measured in.' } },
  },
} as const satisfies SheetTemplate;
