import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmColumn, deletedColumn, updatedColumn } from './client-columns';
import { originWords, paymentKindWords } from './words';

export const paymentsSheet = {
  key: 'payments',
  group: 'inputs',
  title: { ru: 'Оплаты', en: 'Payments' },
  note: {
    ru: 'Оплаты и возвраты, которых нет в полях сделки. Возврат — с минусом.',
    en: 'Payments and refunds that are not in the fields of the deal. A refund is negative.',
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
      note: { ru: 'День, когда деньги пришли или ушли.', en: 'Day on which the money came or went.' },
    },
    deal_id: {
      title: { ru: 'Код сделки', en: 'Deal id' },
      unit: 'id',
      width: 110,
      note: { ru: 'Код сделки из листа «Сделки».', en: 'Id of the deal in the tab “Deals”.' },
    },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 130,
      validation: { number: {} },
      note: { ru: 'Возврат — с минусом.', en: 'A refund is negative.' },
    },
    kind: {
      title: { ru: 'Вид', en: 'Kind' },
      unit: 'word',
      width: 120,
      words: paymentKindWords,
      validation: { list: 'words' },
      note: { ru: 'Предоплата, доплата или возврат.', en: 'Prepayment, balance or refund.' },
    },
    origin: {
      title: { ru: 'Происхождение', en: 'Origin' },
      unit: 'word',
      width: 150,
      words: originWords,
      validation: { list: 'words' },
      note: {
        ru: 'Строки «Из CRM» ставит Цифра: у такой сделки они считаются вместо её полей предоплаты и доплаты. Строки «вручную» считаются всегда.',
        en: 'Rows from the CRM are written by Cifra: for such a deal they count in place of its fields for prepayment and balance. Rows by hand always count.',
      },
    },
    note: { title: { ru: 'Примечание', en: 'Note' }, unit: 'text', width: 260, note: { ru: 'Свободный текст.', en: 'Free text.' } },
    crm: crmColumn,
    payment_id: {
      title: { ru: 'Код оплаты', en: 'Payment id' },
      unit: 'id',
      width: 110,
      hidden: true,
      note: { ru: 'Код в CRM; у строки, внесённой вручную, пусто.', en: 'Id in the CRM; blank in a row that was entered by hand.' },
    },
    updated_at: updatedColumn,
    deleted: { ...deletedColumn, hidden: true },
  },
} as const satisfies SheetTemplate;
