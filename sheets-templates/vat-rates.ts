import type { SheetTemplate } from '../src/kernel/sheet-template';
import { vatRegimeWords } from './finance-words';

const check = { ru: 'Проверьте у бухгалтера.', en: 'Verify with your accountant.' };

export const vatRatesSheet = {
  key: 'vat_rates',
  group: 'inputs',
  title: { ru: 'Ставки НДС', en: 'VAT rates' },
  note: {
    ru: 'Ставки по режимам с даты начала. Режим компании — в настройках. Строки внесены для начала: проверьте их у бухгалтера.',
    en: 'Rates by regime from the day they hold. The company’s regime is in the settings. The rows are a start: verify them with your accountant.',
  },
  protection: 'open',
  frozenColumns: 2,
  rows: 60,
  columns: {
    valid_from: {
      title: { ru: 'С даты', en: 'Valid from' },
      unit: 'day',
      width: 110,
      validation: { day: true },
      note: { ru: 'С этого дня до следующей строки режима.', en: 'From this day until the next row of the regime.' },
    },
    regime: {
      title: { ru: 'Режим', en: 'Regime' },
      unit: 'word',
      width: 220,
      words: vatRegimeWords,
      validation: { list: 'words' },
      note: { ru: 'Режим налогообложения.', en: 'Tax regime.' },
    },
    rate: {
      title: { ru: 'Ставка', en: 'Rate' },
      unit: 'ratio',
      width: 100,
      validation: { number: { min: 0 } },
      note: { ru: 'Доля или процент: 22 %.', en: 'A share or percent: 22 %.' },
    },
    deductible: {
      title: { ru: 'С вычетом', en: 'Deductible' },
      unit: 'flag',
      width: 120,
      note: {
        ru: 'Да — НДС поставщиков принимается к вычету: прямые расходы сделок в ОПУ тоже стоят без НДС.',
        en: 'Yes: VAT of suppliers is deducted, so direct costs of deals stand ex VAT in the P&L too.',
      },
    },
    note: { title: { ru: 'Примечание', en: 'Note' }, unit: 'text', width: 300, note: { ru: 'Свободный текст.', en: 'Free text.' } },
  },
  first: [
    { valid_from: '2019-01-01', regime: 'general', rate: 0.2, deductible: true, note: check },
    { valid_from: '2026-01-01', regime: 'general', rate: 0.22, deductible: true, note: check },
    { valid_from: '2025-01-01', regime: 'usn_general', rate: 0.2, deductible: true, note: check },
    { valid_from: '2026-01-01', regime: 'usn_general', rate: 0.22, deductible: true, note: check },
    { valid_from: '2025-01-01', regime: 'usn_5', rate: 0.05, deductible: false, note: check },
    { valid_from: '2025-01-01', regime: 'usn_7', rate: 0.07, deductible: false, note: check },
  ],
} as const satisfies SheetTemplate;
