import type { SheetTemplate } from '../src/kernel/sheet-template';

export const paymentCalendarSheet = {
  key: 'payment_calendar',
  group: 'money',
  title: { ru: 'Платёжный календарь', en: 'Payment calendar' },
  note: {
    ru: 'Хватит ли денег в ближайшие 13 недель? Строка — день; деньги выходного дня стоят следующим рабочим.',
    en: 'Will the money last for the next 13 weeks? A row is a day; money of a day off stands on the next working day.',
  },
  protection: 'warning',
  frozenColumns: 1,
  rows: 100,
  columns: {
    day: { title: { ru: 'День', en: 'Day' }, unit: 'day', width: 100, note: { ru: 'От сегодня на 13 недель вперёд.', en: 'From today, 13 weeks ahead.' } },
    opening: {
      title: { ru: 'На утро', en: 'Opening' },
      unit: 'money',
      width: 140,
      colour: 'sign',
      note: {
        ru: 'Сегодня: остаток из настроек и всё, что пришло и ушло с его дня; дальше — остаток предыдущего дня.',
        en: 'Today: the balance of the settings and all that came and went since its day; then the closing of the day before.',
      },
      formula: { ru: 'остаток + поступило − выплачено со дня остатка', en: 'balance + received − paid out since the opening day' },
      source: 'Q074, Q075',
    },
    receipts_sure: {
      title: { ru: 'Придёт точно', en: 'Sure receipts' },
      unit: 'money',
      width: 140,
      note: {
        ru: 'Долги по договорам, срок которых не прошёл, и поступления из плана; сегодня — и то, что уже пришло.',
        en: 'Debts of contracts not past their day, and planned receipts; today also what has come already.',
      },
      formula: { ru: 'СУММА(поступления со сроком в этот день)', en: 'SUM(receipts due on this day)' },
      source: 'Q056, Q075',
    },
    receipts_probable: {
      title: { ru: 'Придёт вероятно', en: 'Probable receipts' },
      unit: 'money',
      width: 160,
      note: {
        ru: 'Просроченные долги: доля, которую такие должники платят за 13 недель, в день, когда они обычно платят. По истории клиента, иначе всех клиентов; нет истории — 80 % до 30 дней, 60 % до 60, 40 % до 90, 20 % до 180, дальше 5 %, через 30 дней.',
        en: 'Overdue debts: the share that such debtors pay within 13 weeks, on the day on which they usually do. By the client’s history, else everybody’s; without one 80 % up to 30 days, 60 % to 60, 40 % to 90, 20 % to 180, then 5 %, in 30 days.',
      },
      formula: { ru: 'СУММА(просроченный долг × доля оплат)', en: 'SUM(overdue debt × share paid)' },
      source: 'Q074, N07',
    },
    payments: {
      title: { ru: 'Заплатить', en: 'Payments' },
      unit: 'money',
      width: 140,
      note: {
        ru: 'Строки «Плана платежей» и расходы по оплате. Оплаченное исчезает; неоплаченное в срок стоит сегодняшним днём.',
        en: 'Rows of “Planned payments” and expenses of cash basis. What is paid disappears; what was not paid in time stands on today.',
      },
      formula: { ru: 'СУММА(платежи этого дня)', en: 'SUM(payments of this day)' },
      source: 'Q075',
    },
    closing: {
      title: { ru: 'На вечер', en: 'Closing' },
      unit: 'money',
      width: 140,
      colour: 'sign',
      note: { ru: 'Сколько останется.', en: 'What is left.' },
      formula: { ru: 'На утро + Придёт точно + Придёт вероятно − Заплатить', en: 'Opening + Sure receipts + Probable receipts − Payments' },
      source: 'Q074, Q075',
    },
    gap: {
      title: { ru: 'Не хватает до резерва', en: 'Gap to the reserve' },
      unit: 'money',
      width: 200,
      colour: 'overdue',
      note: { ru: 'Пусто — хватает. Резерв стоит в настройках.', en: 'Blank: enough. The reserve stands in the settings.' },
      formula: { ru: 'МАКС(0; резерв − На вечер)', en: 'MAX(0, reserve − Closing)' },
      source: 'Q074',
    },
    closing_sure: {
      title: { ru: 'На вечер без вероятного', en: 'Closing, sure only' },
      unit: 'money',
      width: 210,
      colour: 'sign',
      note: { ru: 'Сколько останется, если просроченное так и не заплатят.', en: 'What is left if nothing of what is overdue comes.' },
      formula: { ru: 'На утро + Придёт точно − Заплатить, нарастающим итогом', en: 'Opening + Sure receipts − Payments, added up' },
      source: 'Q074',
    },
  },
  charts: [
    { kind: 'line', title: { ru: 'Остаток денег на 13 недель', en: 'Money at hand, 13 weeks ahead' }, x: 'day', y: ['closing', 'closing_sure'], rows: 91 },
    {
      kind: 'column',
      title: { ru: 'Поступления и платежи', en: 'Receipts and payments' },
      x: 'day',
      y: ['receipts_sure', 'receipts_probable', 'payments'],
      rows: 91,
    },
  ],
} as const satisfies SheetTemplate;
