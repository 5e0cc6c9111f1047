import type { Words } from '../src/kernel/sheet-template';

/** Words of the tabs about debts and money to come. */
type WordList = Readonly<Record<string, Words>>;

/** States of a planned payment; a blank is `planned`. */
export const planStateWords = {
  planned: { ru: 'План', en: 'Planned' },
  probable: { ru: 'Вероятно', en: 'Probable' },
  disputed: { ru: 'Спор', en: 'Disputed' },
  paid: { ru: 'Оплачено', en: 'Paid' },
  cancelled: { ru: 'Отменено', en: 'Cancelled' },
} as const satisfies WordList;

export const debtLevelWords = {
  company: { ru: 'Компания', en: 'Company' },
  client: { ru: 'Клиент', en: 'Client' },
  manager: { ru: 'Менеджер', en: 'Manager' },
  deal: { ru: 'Сделка', en: 'Deal' },
} as const satisfies WordList;

/** Parts of the tab `cash_gap`. */
export const gapWords = {
  gap: { ru: 'Разрыв', en: 'Gap' },
  cause: { ru: 'Причина', en: 'Cause' },
  move: { ru: 'Что сделать', en: 'What to do' },
  apart: { ru: 'Вне календаря', en: 'Not in the calendar' },
  note: { ru: 'Примечание', en: 'Note' },
} as const satisfies WordList;

export const moneyNowWords = {
  receivables: { ru: 'Дебиторка', en: 'Receivables' },
  overdue: { ru: 'Просрочено', en: 'Overdue' },
  advances: { ru: 'Авансы клиентов', en: 'Clients’ advances' },
  largest_debtor: { ru: 'Крупнейший должник', en: 'Largest debtor' },
  largest_delay: { ru: 'Самая большая задержка', en: 'Largest delay' },
  average_delay: { ru: 'Средняя задержка', en: 'Average delay' },
  dso: { ru: 'Оборачиваемость дебиторки (DSO)', en: 'Days sales outstanding (DSO)' },
  expected: { ru: 'Ждём за 13 недель', en: 'Expected in 13 weeks' },
  cash: { ru: 'Деньги на утро', en: 'Cash this morning' },
  lowest: { ru: 'Наименьший остаток за 13 недель', en: 'Lowest balance in 13 weeks' },
  gap: { ru: 'Первый кассовый разрыв', en: 'First cash gap' },
} as const satisfies WordList;

/** Unit of a figure that is neither money nor a count of things. */
export const figureUnitWords = {
  money: { ru: 'деньги', en: 'money' },
  days: { ru: 'дни', en: 'days' },
} as const satisfies WordList;
