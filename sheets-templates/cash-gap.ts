import type { SheetTemplate } from '../src/kernel/sheet-template';
import { gapWords } from './money-words';

export const cashGapSheet = {
  key: 'cash_gap',
  group: 'money',
  title: { ru: 'Кассовый разрыв', en: 'Cash gap' },
  note: {
    ru: 'Когда не хватит денег, из-за чего, и что сделать, чтобы хватило?',
    en: 'When will the money not be enough, why, and what can be done about it?',
  },
  protection: 'warning',
  frozenColumns: 2,
  rows: 80,
  columns: {
    part: {
      title: { ru: 'О чём', en: 'About' },
      unit: 'word',
      width: 160,
      words: gapWords,
      note: { ru: 'Разрыв, причина, шаг или то, что в календарь не вошло.', en: 'Gap, cause, step, or what is not in the calendar.' },
    },
    text: {
      title: { ru: 'Словами', en: 'In words' },
      unit: 'text',
      width: 620,
      wrap: true,
      note: { ru: 'То же предложением.', en: 'The same as a sentence.' },
    },
    day: {
      title: { ru: 'День', en: 'Day' },
      unit: 'day',
      width: 100,
      note: { ru: 'Когда это случится или до какого дня сделать.', en: 'When it happens, or by when to do it.' },
    },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 140,
      note: { ru: 'Сколько не хватает, сколько заплатить или получить.', en: 'How much is missing, is to be paid or to be collected.' },
      formula: { ru: 'по строкам «Платёжного календаря»', en: 'from the rows of the “Payment calendar”' },
      source: 'Q074',
    },
    days: {
      title: { ru: 'Дней', en: 'Days' },
      unit: 'count',
      width: 80,
      note: { ru: 'Сколько дней длится разрыв.', en: 'For how many days the gap lasts.' },
      formula: { ru: 'СЧЁТ(дни подряд ниже резерва)', en: 'COUNT(days in a row below the reserve)' },
      source: 'Q074',
    },
    deal_id: { title: { ru: 'Код сделки', en: 'Deal id' }, unit: 'id', width: 110, note: { ru: 'Если строка о сделке.', en: 'When the row is about a deal.' } },
    link: { title: { ru: 'Карточка', en: 'Card' }, unit: 'link', width: 220, note: { ru: 'Карточка сделки в CRM.', en: 'The deal’s card in the CRM.' } },
    place: { title: { ru: '№', en: 'No.' }, unit: 'id', width: 60, hidden: true, note: { ru: 'Порядок строк.', en: 'Order of the rows.' } },
  },
} as const satisfies SheetTemplate;
