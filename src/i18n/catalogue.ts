import type { Words } from '../kernel/sheet-template';
import { cashWords } from './cash-words';
import { faultWords } from './fault-words';
import { problemTexts } from './problem-words';

/** Every text that people read, but for tabs (sheets-templates) and the sidebar (sidebar-words). `{x}` is filled in by `speak`. */
export const catalogue = {
  ...faultWords,
  ...problemTexts,
  ...cashWords,

  'menu.title': { ru: 'Цифра', en: 'Cifra' },
  'menu.sidebar': { ru: 'Открыть боковую панель', en: 'Open the sidebar' },
  'menu.refresh': { ru: 'Обновить отчёты', en: 'Refresh reports' },
  'menu.export': { ru: 'Выгрузить бухгалтеру…', en: 'Export for the accountant…' },
  'menu.install': { ru: 'Установить', en: 'Install' },
  'menu.repair': { ru: 'Починить листы', en: 'Repair tabs' },
  'menu.selfCheck': { ru: 'Самопроверка', en: 'Self-check' },

  'sidebar.title': { ru: 'Цифра', en: 'Cifra' },

  'export.title': { ru: 'Выгрузка бухгалтеру', en: 'Export for the accountant' },

  'toast.installed': {
    ru: 'Готово: все листы на месте. Дальше — раздел «Настройка» боковой панели.',
    en: 'Done: every tab is in place. Next: Set-up in the sidebar.',
  },
  'toast.install.onward': {
    ru: 'Сделано {done} из {all} листов, остальные появятся в течение минуты.',
    en: '{done} of {all} tabs are made, the rest follow within a minute.',
  },
  'toast.repaired': { ru: 'Починено: {what}.', en: 'Repaired: {what}.' },
  'toast.repaired.nothing': { ru: 'Всё на месте, чинить нечего.', en: 'Everything is in place, nothing to repair.' },
  'toast.refreshing': { ru: 'Отчёты обновляются…', en: 'Refreshing reports…' },
  'toast.refreshed': { ru: 'Отчёты обновлены.', en: 'Reports refreshed.' },
  'toast.refreshed.cells': { ru: 'Отчёты обновлены, изменено ячеек: {cells}.', en: 'Reports refreshed, cells changed: {cells}.' },
  'toast.refreshed.nothing': { ru: 'Ничего не изменилось.', en: 'Nothing has changed.' },
  'toast.selfCheck.ok': { ru: 'Самопроверка: всё работает, проверок — {n}.', en: 'Self-check: everything works, {n} checks.' },
  'toast.selfCheck.differs': {
    ru: 'Самопроверка нашла различия: {n}. Подробности — в журнале выполнения.',
    en: 'The self-check found differences: {n}. See the execution log.',
  },

  'repair.built': { ru: 'создан лист «{sheet}»', en: 'tab “{sheet}” made' },
  'repair.columns': { ru: 'колонки листа «{sheet}»: {columns}', en: 'columns of the tab “{sheet}”: {columns}' },
  'repair.looks': { ru: 'оформление листа «{sheet}»', en: 'looks of the tab “{sheet}”' },
  'repair.rows': { ru: 'строки листа «{sheet}»', en: 'rows of the tab “{sheet}”' },

  'tab.ours': { ru: '{title} (Цифра)', en: '{title} (Cifra)' },
  'tab.ours.numbered': { ru: '{title} (Цифра {n})', en: '{title} (Cifra {n})' },
  'tab.total': { ru: 'Итого', en: 'Total' },
  'tab.revision': { ru: 'Ревизия', en: 'Revision' },
  'tab.protected': {
    ru: 'Цифра: этот лист заполняется сам. Правка исчезнет при обновлении; свои колонки добавляйте справа.',
    en: 'Cifra: this tab fills itself. A change is lost with the next refresh; add columns of your own on the right.',
  },
  'tab.protected.header': {
    ru: 'Цифра: по этим заголовкам находятся колонки. Передвигать их можно, переименовывать не нужно.',
    en: 'Cifra: columns are found by these titles. You may move them, but need not rename them.',
  },
  'check.words': { ru: 'Выберите из списка.', en: 'Choose from the list.' },
  'check.from': { ru: 'Выберите из списка или впишите новое имя.', en: 'Choose from the list, or enter a new name.' },
  'check.number': { ru: 'Нужно число.', en: 'A number is needed.' },
  'check.number.min': { ru: 'Нужно число не меньше {min}.', en: 'A number of at least {min} is needed.' },
  'check.number.between': { ru: 'Нужно число от {min} до {max}.', en: 'A number from {min} to {max} is needed.' },
  'check.day': { ru: 'Нужна дата, например 21.11.2026.', en: 'A day is needed, for example 2026-11-21.' },

  'mail.subject': { ru: 'Цифра: {what}', en: 'Cifra: {what}' },

  'web.hello': {
    ru: 'Адрес работает. Вставьте его в CRM как адрес вебхука; здесь показывать нечего.',
    en: 'The address works. Paste it into the CRM as the webhook address; there is nothing to see here.',
  },
  'answer.kept': { ru: 'принято', en: 'kept' },
  'answer.refused': { ru: 'отказано: неверный ключ', en: 'refused: wrong key' },
} as const satisfies Readonly<Record<string, Words>>;

export type TextKey = keyof typeof catalogue;
