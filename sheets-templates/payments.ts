import type { SheetTemplate } from '../src/kernel/sheet-template';
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
        ru: 'Считаются строки «вручную»; строки из CRM уже стоят в сделке.',
        en: 'Rows by hand are counted; those of the CRM already stand in the deal.',
      },
    },
    note: { title: { ru: 'Примечание', en: 'Note' }, unit: 'text', width: 260, note: { ru: 'Свободный текст.', en: 'Free text.' } },
  },
} as const satisfies SheetTemplate;
