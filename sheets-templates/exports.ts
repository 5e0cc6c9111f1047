import type { Column, SheetTemplate } from '../src/kernel/sheet-template';

/** A part of the rows as they were exported, as JSON: a cell holds no more than 50,000 characters. */
const kept = (n: number): Column & { readonly unit: 'text' } => ({
  title: { ru: `Строки, часть ${n}`, en: `Rows, part ${n}` },
  unit: 'text',
  width: 140,
  hidden: true,
  note: {
    ru: 'Что было в файле: по этому следующая версия называет отличия. Хранится у последней версии.',
    en: 'What the file held: the next version tells its differences by it. Kept for the latest version.',
  },
});

export const exportsSheet = {
  key: 'exports',
  group: 'raw',
  title: { ru: 'Выгрузки', en: 'Exports' },
  note: {
    ru: 'Что выгружено бухгалтеру: файл, версия и контрольные суммы. Повторная выгрузка без изменений новой строки не делает.',
    en: 'What was exported for the accountant: file, version and control totals. Exporting the same again adds no row.',
  },
  protection: 'warning',
  frozenColumns: 2,
  rows: 100,
  columns: {
    at: { title: { ru: 'Когда', en: 'At' }, unit: 'time', width: 200, note: { ru: 'Когда выгружено впервые.', en: 'When it was exported first.' } },
    file: {
      title: { ru: 'Файл', en: 'File' },
      unit: 'id',
      width: 240,
      note: { ru: 'Имя файла без расширения.', en: 'Name of the file without its extension.' },
    },
    version: {
      title: { ru: 'Версия', en: 'Version' },
      unit: 'count',
      width: 100,
      note: { ru: 'Растёт, когда данные изменились.', en: 'Grows when the data have changed.' },
    },
    rows: { title: { ru: 'Строк', en: 'Rows' }, unit: 'count', width: 90, note: { ru: 'Строк без заголовка.', en: 'Rows without the header.' } },
    sum: {
      title: { ru: 'Контрольная сумма', en: 'Control sum' },
      unit: 'money',
      width: 160,
      note: { ru: 'Сумма главной колонки; равна итогу листа.', en: 'Sum of the main column; equals the total of the tab.' },
    },
    hash: { title: { ru: 'Хеш', en: 'Hash' }, unit: 'id', width: 160, note: { ru: 'Отпечаток всех строк.', en: 'Fingerprint of all rows.' } },
    author: { title: { ru: 'Кто', en: 'Author' }, unit: 'text', width: 200, note: { ru: 'Кто выгрузил впервые.', en: 'Who exported it first.' } },
    kept_1: kept(1),
    kept_2: kept(2),
    kept_3: kept(3),
    kept_4: kept(4),
  },
} as const satisfies SheetTemplate;
