import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords } from './words';

export const payerHistorySheet = {
  key: 'payer_history',
  group: 'money',
  title: { ru: 'Как платят клиенты', en: 'How clients pay' },
  note: {
    ru: 'Договоры, оплаченные полностью за последний год: на сколько дней позже срока? По ним взвешена просрочка в платёжном календаре.',
    en: 'Contracts paid in full within the last year: how many days after their due day? The payment calendar weights what is overdue by them.',
  },
  protection: 'warning',
  hidden: true,
  frozenColumns: 2,
  rows: 300,
  columns: {
    deal_id: { title: { ru: 'Код сделки', en: 'Deal id' }, unit: 'id', width: 110, note: { ru: 'Код в CRM.', en: 'Id in the CRM.' } },
    client: { title: { ru: 'Клиент', en: 'Client' }, unit: 'text', width: 200, note: { ru: 'Кто платил.', en: 'Who paid.' } },
    due_day: {
      title: { ru: 'Срок оплаты', en: 'Due day' },
      unit: 'day',
      width: 110,
      note: { ru: 'Последний срок по договору.', en: 'Last due day of the contract.' },
    },
    paid_day: {
      title: { ru: 'Оплачен', en: 'Paid on' },
      unit: 'day',
      width: 110,
      note: { ru: 'День, когда договор стал оплачен полностью.', en: 'Day on which the contract was paid in full.' },
    },
    days_late: {
      title: { ru: 'Дней после срока', en: 'Days late' },
      unit: 'count',
      width: 150,
      note: { ru: 'Меньше нуля — заплатили раньше срока.', en: 'Below zero: paid before the due day.' },
      formula: { ru: 'Оплачен − Срок оплаты', en: 'Paid on − Due day' },
      source: 'Q058, N07',
    },
    client_id: {
      title: { ru: 'Код клиента', en: 'Client id' },
      unit: 'id',
      width: 120,
      note: { ru: 'Код клиента в CRM.', en: 'Id of the client in the CRM.' },
    },
    crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 100, words: crmWords, note: { ru: 'Откуда сделка.', en: 'Where the deal comes from.' } },
  },
} as const satisfies SheetTemplate;
