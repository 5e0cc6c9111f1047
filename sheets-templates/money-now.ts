import type { SheetTemplate } from '../src/kernel/sheet-template';
import { figureUnitWords, moneyNowWords } from './money-words';

export const moneyNowSheet = {
  key: 'money_now',
  group: 'board',
  title: { ru: 'Деньги сейчас', en: 'Money now' },
  note: {
    ru: 'Сколько нам должны, кто задерживает больше всех и хватит ли денег на 13 недель?',
    en: 'How much are we owed, who is late the most, and will the money last for 13 weeks?',
  },
  protection: 'warning',
  rows: 40,
  columns: {
    figure: { title: { ru: 'Показатель', en: 'Figure' }, unit: 'word', width: 300, words: moneyNowWords, note: { ru: 'Что показано.', en: 'What is shown.' } },
    value: {
      title: { ru: 'Сейчас', en: 'Now' },
      unit: 'number',
      width: 140,
      format: '#,##0',
      note: { ru: 'Деньги или дни; пусто — посчитать не из чего.', en: 'Money or days; blank when there is nothing to count from.' },
      formula: {
        ru: 'Дебиторка — остатки; DSO = дебиторка ÷ оборот этого и двух прошлых месяцев × дни; разрыв — самая большая нехватка',
        en: 'Receivables: balances; DSO = receivables ÷ turnover of this month and the two before × days; gap: the most that is missing',
      },
      source: 'Q055, Q059, Q074',
    },
    unit: { title: { ru: 'Единица', en: 'Unit' }, unit: 'word', width: 100, words: figureUnitWords, note: { ru: 'Деньги или дни.', en: 'Money or days.' } },
    detail: {
      title: { ru: 'Кто, когда', en: 'Who, when' },
      unit: 'text',
      width: 420,
      wrap: true,
      note: { ru: 'Имена и дни к числу.', en: 'Names and days that belong to the figure.' },
    },
    link: { title: { ru: 'Карточка', en: 'Card' }, unit: 'link', width: 220, note: { ru: 'Карточка сделки в CRM.', en: 'The deal’s card in the CRM.' } },
  },
} as const satisfies SheetTemplate;
