import type { SheetTemplate } from '../src/kernel/sheet-template';
import { deletedColumn, updatedColumn } from './client-columns';
import { activityWords, crmWords } from './words';

export const activitiesSheet = {
  key: 'activities',
  group: 'raw',
  title: { ru: 'Активности', en: 'Activities' },
  note: { ru: 'Звонки, письма, встречи из CRM.', en: 'Calls, letters and meetings of the CRM.' },
  protection: 'warning',
  hidden: true,
  frozenColumns: 2,
  rows: 100,
  columns: {
    crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 120, words: crmWords, note: { ru: 'Откуда.', en: 'Where from.' } },
    activity_id: { title: { ru: 'Код', en: 'Activity id' }, unit: 'id', width: 110, note: { ru: 'Код в CRM.', en: 'Id in the CRM.' } },
    deal_id: { title: { ru: 'Код сделки', en: 'Deal id' }, unit: 'id', width: 110, note: { ru: 'По какой сделке.', en: 'Of which deal.' } },
    client_id: { title: { ru: 'Код клиента', en: 'Client id' }, unit: 'id', width: 110, note: { ru: 'С каким клиентом.', en: 'With which client.' } },
    manager_id: { title: { ru: 'Код менеджера', en: 'Manager id' }, unit: 'id', width: 130, note: { ru: 'Кто.', en: 'Who.' } },
    kind: {
      title: { ru: 'Вид', en: 'Kind' },
      unit: 'word',
      width: 160,
      words: activityWords,
      note: { ru: 'Звонок, письмо, встреча, сообщение.', en: 'Call, e-mail, meeting, message.' },
    },
    at: { title: { ru: 'Когда', en: 'At' }, unit: 'time', width: 200, note: { ru: 'Время начала.', en: 'When it began.' } },
    seconds: { title: { ru: 'Секунд', en: 'Seconds' }, unit: 'count', width: 80, note: { ru: 'Сколько длилось.', en: 'How long it took.' } },
    updated_at: updatedColumn,
    deleted: deletedColumn,
  },
} as const satisfies SheetTemplate;
