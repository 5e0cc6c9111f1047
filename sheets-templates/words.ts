import type { Words } from '../src/kernel/sheet-template';

/** What people read for the keys of `word` columns: one list for each kind of key, used by every tab that has such a column. That none is missing is held by test/sheets-templates/words.test.ts. */
export type WordList = Readonly<Record<string, Words>>;

/** Cells of the buckets that keep totals tied, read back by these words in every text column, so none of them may be what people would write themselves; the keys are UNDATED and UNASSIGNED of facts/rows, UNALLOCATED of metrics/allocation and articles of metrics/cash-moves. */
export const buckets = {
  undated: { ru: 'без даты', en: 'undated' },
  unassigned: { ru: 'не указан', en: 'not specified' },
  unallocated: { ru: 'не распределено', en: 'not allocated' },
  client_receipts: { ru: 'Оплаты клиентов', en: 'Receipts from customers' },
  materials_cost: { ru: 'Закуп материалов по сделкам', en: 'Materials of deals' },
  delivery_cost: { ru: 'Доставка по сделкам', en: 'Delivery of deals' },
  installation_cost: { ru: 'Монтаж по сделкам', en: 'Installation of deals' },
  other_cost: { ru: 'Прочие прямые расходы по сделкам', en: 'Other direct costs of deals' },
  client_refunds: { ru: 'Возвраты клиентам', en: 'Refunds to customers' },
} as const satisfies WordList;

export const crmWords = {
  amocrm: { ru: 'amoCRM', en: 'amoCRM / Kommo' },
  bitrix24: { ru: 'Битрикс24', en: 'Bitrix24' },
  onec: { ru: '1С', en: '1C' },
  json: { ru: 'JSON', en: 'JSON over HTTP' },
  import: { ru: 'Импорт', en: 'Import' },
} as const satisfies WordList;

export const outcomeWords = {
  new: { ru: 'Новая', en: 'New' },
  in_work: { ru: 'В работе', en: 'In work' },
  postponed: { ru: 'Перенос', en: 'Postponed' },
  measurement: { ru: 'Замер', en: 'Measurement' },
  quote: { ru: 'КП', en: 'Quote' },
  contract: { ru: 'Договор', en: 'Contract' },
  done: { ru: 'Выполнено', en: 'Done' },
  refusal: { ru: 'Отказ', en: 'Refusal' },
  junk: { ru: 'Брак', en: 'Junk' },
  duplicate: { ru: 'Дубль', en: 'Duplicate' },
  unmapped: { ru: 'Не сопоставлено', en: 'Not mapped' },
} as const satisfies WordList;

export const meaningWords = {
  contract_amount: { ru: 'Сумма договора', en: 'Contract amount' },
  contract_date: { ru: 'Дата договора', en: 'Contract date' },
  prepayment: { ru: 'Предоплата', en: 'Prepayment' },
  prepayment_date: { ru: 'Дата предоплаты', en: 'Prepayment date' },
  paid: { ru: 'Доплата', en: 'Balance payment' },
  paid_date: { ru: 'Дата доплаты', en: 'Balance payment date' },
  installation_date: { ru: 'Дата монтажа', en: 'Installation date' },
  due_date: { ru: 'Срок оплаты', en: 'Payment due date' },
  product: { ru: 'Продукт', en: 'Product' },
  source: { ru: 'Источник заявки', en: 'Lead source' },
  potential_amount: { ru: 'Потенциальная сумма', en: 'Potential amount' },
  list_price: { ru: 'Цена по прайсу', en: 'List price' },
  materials_cost: { ru: 'Закуп материалов', en: 'Materials cost' },
  delivery_cost: { ru: 'Доставка', en: 'Delivery cost' },
  installation_cost: { ru: 'Монтаж', en: 'Installation cost' },
  other_cost: { ru: 'Прочие прямые расходы', en: 'Other direct costs' },
  refusal_reason: { ru: 'Причина отказа', en: 'Lost reason' },
  client_type: { ru: 'Тип клиента', en: 'Client type' },
  qualification: { ru: 'Квалификация', en: 'Qualification' },
  department: { ru: 'Отдел', en: 'Department' },
} as const satisfies WordList;

export const entityWords = {
  deal: { ru: 'Сделка', en: 'Deal' },
  lead: { ru: 'Лид', en: 'Lead' },
  contact: { ru: 'Контакт', en: 'Contact' },
  company: { ru: 'Компания', en: 'Company' },
} as const satisfies WordList;

export const levelWords = {
  company: { ru: 'Компания', en: 'Company' },
  department: { ru: 'Отдел', en: 'Department' },
  manager: { ru: 'Менеджер', en: 'Manager' },
  source: { ru: 'Источник', en: 'Source' },
} as const satisfies WordList;

export const planMetricWords = {
  leads: { ru: 'Заявки', en: 'Leads' },
  calls: { ru: 'Звонки', en: 'Calls' },
  measurements: { ru: 'Замеры', en: 'Measurements' },
  quotes: { ru: 'КП', en: 'Quotes' },
  contracts: { ru: 'Договоры', en: 'Contracts' },
  turnover: { ru: 'Оборот', en: 'Turnover' },
  receipts: { ru: 'Поступления', en: 'Receipts' },
  margin: { ru: 'Маржа', en: 'Margin' },
} as const satisfies WordList;

export const everyWords = {
  once: { ru: 'Один раз', en: 'Once' },
  month: { ru: 'Каждый месяц', en: 'Every month' },
  quarter: { ru: 'Каждый квартал', en: 'Every quarter' },
  year: { ru: 'Каждый год', en: 'Every year' },
} as const satisfies WordList;

export const costBasisWords = {
  accrual: { ru: 'По начислению', en: 'Accrual' },
  cash: { ru: 'По оплате', en: 'Cash' },
} as const satisfies WordList;

export const paymentKindWords = {
  prepayment: { ru: 'Предоплата', en: 'Prepayment' },
  balance: { ru: 'Доплата', en: 'Balance' },
  refund: { ru: 'Возврат', en: 'Refund' },
} as const satisfies WordList;

export const bankStateWords = {
  open: { ru: 'Не разобрано', en: 'Open' },
  payment: { ru: 'Оплата сделки', en: 'Payment of a deal' },
  expense: { ru: 'Расход', en: 'Cost' },
  known: { ru: 'Уже учтено', en: 'Counted before' },
} as const satisfies WordList;

export const originWords = {
  manual: { ru: 'Вручную', en: 'By hand' },
  crm: { ru: 'Из CRM', en: 'From the CRM' },
} as const satisfies WordList;

export const directionWords = {
  in: { ru: 'Поступление', en: 'In' },
  out: { ru: 'Платёж', en: 'Out' },
} as const satisfies WordList;

export const payBaseWords = {
  contract: { ru: 'По договорам', en: 'Contracts signed' },
  receipts: { ru: 'По оплатам', en: 'Payments received' },
  margin: { ru: 'По марже', en: 'Margin' },
} as const satisfies WordList;

export const refundRuleWords = {
  reverse: { ru: 'Сторно по выплаченной ставке', en: 'Reverse at the rate paid' },
  net: { ru: 'Уменьшает базу месяца', en: 'Net off the month’s base' },
} as const satisfies WordList;

export const calendarWords = {
  holiday: { ru: 'Выходной', en: 'Day off' },
  working: { ru: 'Рабочий', en: 'Working day' },
  short: { ru: 'Сокращённый', en: 'Short day' },
} as const satisfies WordList;

export const letterWords = {
  new: { ru: 'Новое', en: 'New' },
  done: { ru: 'Обработано', en: 'Done' },
  unreadable: { ru: 'Не читается', en: 'Unreadable' },
  rejected: { ru: 'Отклонено', en: 'Rejected' },
  part: { ru: 'Продолжение', en: 'Continued' },
} as const satisfies WordList;

export const eventWords = {
  created: { ru: 'Создана', en: 'Created' },
  stage: { ru: 'Смена этапа', en: 'Stage changed' },
  owner: { ru: 'Смена ответственного', en: 'Owner changed' },
  amount: { ru: 'Изменена сумма', en: 'Amount changed' },
  contract: { ru: 'Договор', en: 'Contract signed' },
  cancel: { ru: 'Отмена договора', en: 'Contract cancelled' },
  contract_change: { ru: 'Изменена сумма договора', en: 'Contract amount changed' },
  contract_day: { ru: 'Изменена дата договора', en: 'Contract day moved' },
  payment: { ru: 'Оплата', en: 'Payment' },
  refund: { ru: 'Возврат', en: 'Refund' },
  payment_day: { ru: 'Изменена дата оплаты', en: 'Payment day moved' },
  cost: { ru: 'Прямые расходы', en: 'Direct cost' },
  installation: { ru: 'Дата монтажа', en: 'Installation day' },
  due: { ru: 'Срок оплаты', en: 'Due day' },
  deleted: { ru: 'Удалена', en: 'Deleted' },
  restored: { ru: 'Восстановлена', en: 'Restored' },
  edit: { ru: 'Правка', en: 'Edit' },
} as const satisfies WordList;

export const activityWords = {
  call_in: { ru: 'Входящий звонок', en: 'Incoming call' },
  call_out: { ru: 'Исходящий звонок', en: 'Outgoing call' },
  missed: { ru: 'Пропущенный звонок', en: 'Missed call' },
  letter: { ru: 'Письмо', en: 'E-mail' },
  meeting: { ru: 'Встреча', en: 'Meeting' },
  message: { ru: 'Сообщение', en: 'Message' },
  note: { ru: 'Примечание', en: 'Note' },
} as const satisfies WordList;

export const ageingWords = {
  not_due: { ru: 'срок не наступил', en: 'not due' },
  '1-30': { ru: '1–30 дней', en: '1–30 days' },
  '31-60': { ru: '31–60 дней', en: '31–60 days' },
  '61-90': { ru: '61–90 дней', en: '61–90 days' },
  '91-180': { ru: '91–180 дней', en: '91–180 days' },
  '180+': { ru: 'более 180 дней', en: 'over 180 days' },
  undated: buckets.undated,
} as const satisfies WordList;

export const nowWords = {
  today: { ru: 'Сегодня', en: 'Today' },
  week: { ru: 'Эта неделя', en: 'This week' },
  month: { ru: 'Этот месяц', en: 'This month' },
} as const satisfies WordList;

/** Words of units, for the tab `metrics` and the board. */
export const unitWords = {
  text: { ru: 'текст', en: 'text' },
  id: { ru: 'код', en: 'id' },
  word: { ru: 'слово из списка', en: 'word of a list' },
  money: { ru: 'деньги', en: 'money' },
  count: { ru: 'штуки', en: 'count' },
  number: { ru: 'число', en: 'number' },
  ratio: { ru: 'доля, %', en: 'share, %' },
  percent: { ru: '%', en: '%' },
  day: { ru: 'день', en: 'day' },
  month: { ru: 'месяц', en: 'month' },
  week: { ru: 'неделя', en: 'week' },
  period: { ru: 'период', en: 'period' },
  time: { ru: 'время', en: 'time' },
  flag: { ru: 'да / нет', en: 'yes / no' },
  link: { ru: 'ссылка', en: 'link' },
} as const satisfies WordList;

export const boardWords = {
  leads: { ru: 'Заявки', en: 'Leads' },
  contracts: { ru: 'Договоры', en: 'Contracts' },
  turnover: { ru: 'Оборот', en: 'Turnover' },
  receipts: { ru: 'Поступления', en: 'Receipts' },
  margin: { ru: 'Маржа', en: 'Margin' },
  net_profit: { ru: 'Чистая прибыль', en: 'Net profit' },
  conversion: { ru: 'Конверсия в договор', en: 'Conversion to contract' },
  average_check: { ru: 'Средний чек', en: 'Average check' },
  receivables: { ru: 'Дебиторка', en: 'Receivables' },
  overdue: { ru: 'Просрочено', en: 'Overdue' },
} as const satisfies WordList;
