import type { SheetTemplate } from '../src/kernel/sheet-template';

export const adCostsSheet = {
  key: 'ad_costs',
  group: 'inputs',
  title: { ru: 'Расходы на рекламу', en: 'Ad costs' },
  note: { ru: 'Сколько стоил каждый источник заявок.', en: 'What each lead source cost.' },
  protection: 'open',
  hidden: true, // no report reads it yet
  frozenColumns: 2,
  columns: {
    day: { title: { ru: 'Дата', en: 'Day' }, unit: 'day', width: 100, validation: { day: true }, note: { ru: 'День расхода.', en: 'Day of the cost.' } },
    source: { title: { ru: 'Источник', en: 'Source' }, unit: 'text', width: 180, note: { ru: 'Как он назван в сделках.', en: 'As it is named in deals.' } },
    campaign: { title: { ru: 'Кампания', en: 'Campaign' }, unit: 'text', width: 200, note: { ru: 'Если известна.', en: 'When known.' } },
    keyword: { title: { ru: 'Ключевое слово', en: 'Keyword' }, unit: 'text', width: 200, note: { ru: 'Если известно.', en: 'When known.' } },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 130,
      validation: { number: { min: 0 } },
      note: { ru: 'Деньги, потраченные в этот день.', en: 'Money spent on that day.' },
    },
  },
} as const satisfies SheetTemplate;
