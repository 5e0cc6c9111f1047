import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmColumn, deletedColumn, updatedColumn } from './client-columns';
import { costBasisWords, everyWords } from './words';

export const expensesSheet = {
  key: 'expenses',
  group: 'inputs',
  title: { ru: 'Расходы', en: 'Expenses' },
  note: {
    ru: 'Операционные расходы, не привязанные к сделке: аренда, налоги, подписки. Их доля ложится на каждую сделку месяца.',
    en: 'Operating costs that belong to no deal: rent, taxes, subscriptions. A share of them falls on every deal of the month.',
  },
  protection: 'open',
  frozenColumns: 2,
  rows: 400,
  columns: {
    day: {
      title: { ru: 'Дата', en: 'Day' },
      unit: 'day',
      width: 100,
      validation: { day: true },
      note: {
        ru: 'День расхода; без даты строка не считается и стоит в «Проблемах».',
        en: 'Day of the cost; a row without it is not counted and stands in “Problems”.',
      },
    },
    article: {
      title: { ru: 'Статья', en: 'Item' },
      unit: 'text',
      width: 200,
      note: {
        ru: 'Аренда, налоги, подписки… По словам в названии статья попадает в строки ОПУ и ДДС: списки слов — в настройках.',
        en: 'Rent, taxes, subscriptions… Words in its name place it in lines of the P&L and the cash flow: the lists of words are in the settings.',
      },
    },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 130,
      validation: { number: {} },
      note: { ru: 'Сумма одного раза; сторно — с минусом.', en: 'Amount of one time; a reversal is negative.' },
    },
    from: {
      title: { ru: 'С месяца', en: 'From month' },
      unit: 'month',
      width: 100,
      note: { ru: 'Первый месяц: 2026-01. Без него — месяц даты.', en: 'First month: 2026-01. Blank means the month of the day.' },
    },
    to: {
      title: { ru: 'По месяц', en: 'To month' },
      unit: 'month',
      width: 90,
      note: { ru: 'Последний месяц; пусто у повторяющегося — пока не отменят.', en: 'Last month; blank for a recurring cost means still running.' },
    },
    every: {
      title: { ru: 'Повторять', en: 'Every' },
      unit: 'word',
      width: 120,
      words: everyWords,
      validation: { list: 'words' },
      note: {
        ru: 'Один раз (и разложить по месяцам «с…по»), каждый месяц, квартал или год.',
        en: 'Once (spread evenly over the months from … to), every month, quarter or year.',
      },
    },
    basis: {
      title: { ru: 'Основание', en: 'Basis' },
      unit: 'word',
      width: 120,
      words: costBasisWords,
      validation: { list: 'words' },
      note: {
        ru: 'По оплате (или пусто): строка стоит в ДДС днём оплаты и в ОПУ. По начислению: только в ОПУ, а строки «по оплате» той же статьи с этого месяца идут только в ДДС.',
        en: 'Cash (or blank): in the cash flow on its day and in the P&L. Accrual: in the P&L only; from that month on cash rows of the same item stand in the cash flow only.',
      },
    },
    note: { title: { ru: 'Примечание', en: 'Note' }, unit: 'text', width: 260, note: { ru: 'Свободный текст.', en: 'Free text.' } },
    crm: crmColumn,
    expense_id: {
      title: { ru: 'Код расхода', en: 'Cost id' },
      unit: 'id',
      width: 110,
      hidden: true,
      note: { ru: 'Код в CRM; у строки, внесённой вручную, пусто.', en: 'Id in the CRM; blank in a row that was entered by hand.' },
    },
    updated_at: updatedColumn,
    deleted: { ...deletedColumn, hidden: true },
  },
} as const satisfies SheetTemplate;
