import { eventWords, payBaseWords, type WordList } from './words';

/** What a line of a statement is made of. */
export const lineBaseWords = {
  ...payBaseWords,
  loss: { ru: 'Отрицательная маржа', en: 'Margin below zero' },
  bonus: { ru: 'Бонус за сделку', en: 'Bonus for a deal' },
} as const satisfies WordList;

export const lineRoleWords = {
  own: { ru: 'Своя сделка', en: 'Own deal' },
  team: { ru: 'За команду', en: 'For the team' },
} as const satisfies WordList;

export const guaranteeRuleWords = {
  gift: { ru: 'Доплата, не возвращается', en: 'Top-up, not repaid' },
  draw: { ru: 'Аванс, возвращается из переменной части', en: 'Draw, repaid from variable pay' },
} as const satisfies WordList;

export const unplannedKpiWords = {
  share: { ru: 'Вес достаётся остальным', en: 'Its weight goes to the others' },
  zero: { ru: 'Вес сгорает', en: 'Its weight is lost' },
} as const satisfies WordList;

export const negativeMarginWords = {
  zero: { ru: 'Считать нулём', en: 'Counts as zero' },
  carry: { ru: 'Уменьшает базу', en: 'Lowers the base' },
} as const satisfies WordList;

/** Events of a statement: those of deals, and what no deal gave. */
export const payEventWords = {
  ...eventWords,
  fixed: { ru: 'Оклад', en: 'Base salary' },
  kpi: { ru: 'Премия за KPI', en: 'KPI bonus' },
  correction: { ru: 'Премия или поправка', en: 'Bonus or correction' },
  guarantee: { ru: 'Доплата до гарантии', en: 'Top-up to the guarantee' },
  carry: { ru: 'Остаток прошлых месяцев', en: 'Left by earlier months' },
  carried: { ru: 'Перенос на следующие месяцы', en: 'Carried to later months' },
} as const satisfies WordList;
