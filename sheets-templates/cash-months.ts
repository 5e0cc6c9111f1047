import type { SheetTemplate } from '../src/kernel/sheet-template';

export const cashMonthsSheet = {
  key: 'cash_months',
  group: 'money',
  title: { ru: 'Деньги по месяцам', en: 'Money by month' },
  note: {
    ru: 'Сколько подписано, сколько денег пришло и ушло за месяц? Из этого складывается остаток в платёжном календаре.',
    en: 'How much was signed, how much money came and went in a month? The opening balance of the payment calendar adds up from it.',
  },
  protection: 'warning',
  hidden: true,
  frozenColumns: 1,
  rows: 100,
  columns: {
    month: { title: { ru: 'Месяц', en: 'Month' }, unit: 'month', width: 100, note: { ru: 'Месяц денег.', en: 'Month of the money.' } },
    turnover: {
      title: { ru: 'Оборот', en: 'Turnover' },
      unit: 'money',
      width: 130,
      note: { ru: 'Подписано минус отменено, по сегодня.', en: 'Signed less cancelled, until today.' },
      formula: { ru: 'СУММА(договоры) − СУММА(отмены)', en: 'SUM(contracts) − SUM(cancellations)' },
      source: 'Q049',
    },
    receipts: {
      title: { ru: 'Поступило', en: 'Received' },
      unit: 'money',
      width: 130,
      note: { ru: 'Оплаты минус возвраты и прочие поступления, по сегодня.', en: 'Payments less refunds, and other receipts, until today.' },
      formula: { ru: 'СУММА(поступления)', en: 'SUM(receipts)' },
      source: 'Q054, Q074',
    },
    payments: {
      title: { ru: 'Выплачено', en: 'Paid out' },
      unit: 'money',
      width: 130,
      note: {
        ru: 'Расходы по оплате и оплаченные строки «Плана платежей», по сегодня.',
        en: 'Expenses of cash basis and paid rows of “Planned payments”, until today.',
      },
      formula: { ru: 'СУММА(расходы по оплате) + СУММА(оплаченное из плана)', en: 'SUM(expenses of cash basis) + SUM(paid rows of the plan)' },
      source: 'Q074',
    },
    counted: {
      title: { ru: 'В остаток', en: 'Into the balance' },
      unit: 'money',
      width: 150,
      colour: 'sign',
      note: { ru: 'Поступило минус выплачено со дня остатка из настроек.', en: 'Received less paid out from the opening day of the settings on.' },
      formula: { ru: 'Поступило − Выплачено со дня остатка', en: 'Received − Paid out since the opening day' },
      source: 'Q074',
    },
  },
} as const satisfies SheetTemplate;
