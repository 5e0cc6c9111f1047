import type { SheetTemplate } from '../src/kernel/sheet-template';
import { deletedColumn, updatedColumn } from './client-columns';
import { crmWords } from './words';

export const tasksSheet = {
  key: 'tasks',
  group: 'raw',
  title: { ru: 'Задачи', en: 'Tasks' },
  note: { ru: 'Задачи из CRM.', en: 'Tasks of the CRM.' },
  protection: 'warning',
  hidden: true,
  frozenColumns: 2,
  rows: 100,
  columns: {
    crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 120, words: crmWords, note: { ru: 'Откуда.', en: 'Where from.' } },
    task_id: { title: { ru: 'Код задачи', en: 'Task id' }, unit: 'id', width: 110, note: { ru: 'Код в CRM.', en: 'Id in the CRM.' } },
    deal_id: { title: { ru: 'Код сделки', en: 'Deal id' }, unit: 'id', width: 110, note: { ru: 'К какой сделке.', en: 'Of which deal.' } },
    client_id: { title: { ru: 'Код клиента', en: 'Client id' }, unit: 'id', width: 110, note: { ru: 'К какому клиенту.', en: 'Of which client.' } },
    manager_id: { title: { ru: 'Код менеджера', en: 'Manager id' }, unit: 'id', width: 130, note: { ru: 'Чья задача.', en: 'Whose task.' } },
    kind: { title: { ru: 'Вид', en: 'Kind' }, unit: 'text', width: 140, note: { ru: 'Звонок, встреча…', en: 'Call, meeting…' } },
    created_at: { title: { ru: 'Создана', en: 'Created at' }, unit: 'time', width: 200, note: { ru: 'Когда поставлена.', en: 'When it was set.' } },
    due_at: { title: { ru: 'Срок', en: 'Due at' }, unit: 'time', width: 200, note: { ru: 'К какому времени.', en: 'By when.' } },
    done_at: {
      title: { ru: 'Выполнена', en: 'Done at' },
      unit: 'time',
      width: 200,
      note: { ru: 'Когда закрыта; пусто — открыта.', en: 'When it was closed; blank means open.' },
    },
    text: { title: { ru: 'Текст', en: 'Text' }, unit: 'text', width: 300, note: { ru: 'Что сделать.', en: 'What to do.' } },
    updated_at: updatedColumn,
    deleted: deletedColumn,
  },
} as const satisfies SheetTemplate;
