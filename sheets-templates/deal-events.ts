import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords, eventWords } from './words';

export const dealEventsSheet = {
  key: 'deal_events',
  group: 'raw',
  title: { ru: 'События сделок', en: 'Deal events' },
  note: {
    ru: 'Что и когда изменилось в сделках. Отсюда отчёты берут деньги по дням и «на дату».',
    en: 'What changed in deals and when. Reports take money by day and “as of” from here.',
  },
  protection: 'warning',
  hidden: true,
  frozenColumns: 2,
  rows: 500,
  columns: {
    event_id: {
      title: { ru: 'Код события', en: 'Event id' },
      unit: 'id',
      width: 200,
      note: { ru: 'Узнаётся при повторе.', en: 'Known again when it is repeated.' },
    },
    at: { title: { ru: 'Произошло', en: 'Happened at' }, unit: 'time', width: 200, note: { ru: 'Когда это случилось.', en: 'When it happened.' } },
    known_at: {
      title: { ru: 'Стало известно', en: 'Known at' },
      unit: 'time',
      width: 200,
      note: { ru: 'Когда об этом узнала Цифра.', en: 'When Cifra learnt of it.' },
    },
    crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 120, words: crmWords, note: { ru: 'Откуда.', en: 'Where from.' } },
    deal_id: { title: { ru: 'Код сделки', en: 'Deal id' }, unit: 'id', width: 110, note: { ru: 'Чьё событие.', en: 'Whose event.' } },
    kind: { title: { ru: 'Событие', en: 'Event' }, unit: 'word', width: 180, words: eventWords, note: { ru: 'Что изменилось.', en: 'What changed.' } },
    from: { title: { ru: 'Было', en: 'From' }, unit: 'text', width: 160, note: { ru: 'Прежнее значение.', en: 'Value before.' } },
    to: { title: { ru: 'Стало', en: 'To' }, unit: 'text', width: 160, note: { ru: 'Новое значение; у денег — день.', en: 'Value after; for money the day.' } },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 130,
      note: { ru: 'На сколько изменились деньги в этот день.', en: 'How much money moved on that day.' },
    },
    manager_id: { title: { ru: 'Код менеджера', en: 'Manager id' }, unit: 'id', width: 130, note: { ru: 'Кому засчитано.', en: 'Who is credited.' } },
    source_event: {
      title: { ru: 'Из тела', en: 'Source event' },
      unit: 'id',
      width: 160,
      note: { ru: 'Код события журнала.', en: 'Event id in the journal.' },
    },
    cohort: {
      title: { ru: 'Когорта', en: 'Cohort' },
      unit: 'month',
      width: 90,
      note: { ru: 'Месяц, когда сделка создана.', en: 'Month in which the deal was created.' },
    },
  },
} as const satisfies SheetTemplate;
