import type { SheetTemplate } from '../src/kernel/sheet-template';
import { settingLabels } from './setting-words';

export const settingsSheet = {
  key: 'settings',
  group: 'inputs',
  title: { ru: 'Настройки', en: 'Settings' },
  note: {
    ru: 'Как Цифра считает: валюта, часовой пояс, базы, пороги. У каждой строки есть значение по умолчанию, пустой лист тоже работает.',
    en: 'How Cifra counts: currency, time zone, bases, thresholds. Every row has a default, so an empty tab works too.',
  },
  protection: 'open',
  frozenColumns: 1,
  rows: 60,
  columns: {
    key: {
      title: { ru: 'Настройка', en: 'Setting' },
      unit: 'word',
      width: 290,
      words: settingLabels,
      note: { ru: 'Название настройки; писать его не нужно, нужные строки уже стоят.', en: 'Name of the setting; the rows are there already.' },
    },
    value: {
      title: { ru: 'Значение', en: 'Value' },
      unit: 'text',
      width: 200,
      wrap: true,
      note: { ru: 'Впишите своё значение; пусто — значение по умолчанию.', en: 'Enter your value; blank means the default.' },
    },
    note: {
      title: { ru: 'Пояснение', en: 'Note' },
      unit: 'text',
      width: 780,
      note: { ru: 'Что решает настройка и что можно вписать.', en: 'What the setting decides and what may be entered.' },
    },
  },
} as const satisfies SheetTemplate;
