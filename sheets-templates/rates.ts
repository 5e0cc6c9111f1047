import type { SheetTemplate } from '../src/kernel/sheet-template';

export const ratesSheet = {
  key: 'rates',
  group: 'inputs',
  title: { ru: 'Курсы валют', en: 'Exchange rates' },
  note: {
    ru: 'Курс на день события; без курса сделка не считается и стоит в «Проблемах».',
    en: 'Rate of the day of the event; without one a deal is left out and stands in “Problems”.',
  },
  protection: 'open',
  frozenColumns: 2,
  columns: {
    day: {
      title: { ru: 'Дата', en: 'Day' },
      unit: 'day',
      width: 100,
      validation: { day: true },
      note: { ru: 'С этого дня до следующего курса.', en: 'From this day until the next rate.' },
    },
    currency: { title: { ru: 'Валюта', en: 'Currency' }, unit: 'text', width: 140, note: { ru: 'Код: USD, EUR…', en: 'Code: USD, EUR…' } },
    rate: {
      title: { ru: 'Курс', en: 'Rate' },
      unit: 'number',
      width: 100,
      format: '#,##0.0000',
      validation: { number: { min: 0 } },
      note: { ru: 'Сколько единиц вашей валюты за одну единицу этой.', en: 'Units of your currency for one unit of this one.' },
    },
  },
} as const satisfies SheetTemplate;
