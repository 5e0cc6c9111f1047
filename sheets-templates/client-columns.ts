import type { Column } from '../src/kernel/sheet-template';
import { crmWords } from './words';

/** Columns that contacts and companies have in common; `updated_at` guards against late bodies. */
export const clientColumns = {
  crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 120, words: crmWords, note: { ru: 'Откуда.', en: 'Where from.' } },
  id: { title: { ru: 'Код', en: 'Id' }, unit: 'id', width: 110, note: { ru: 'Код в CRM.', en: 'Id in the CRM.' } },
  name: { title: { ru: 'Название', en: 'Name' }, unit: 'text', width: 220, note: { ru: 'Как записано в CRM.', en: 'As the CRM has it.' } },
  manager_id: { title: { ru: 'Код менеджера', en: 'Manager id' }, unit: 'id', width: 130, note: { ru: 'Ответственный.', en: 'Owner.' } },
  created_at: { title: { ru: 'Создан', en: 'Created at' }, unit: 'time', width: 200, note: { ru: 'Когда появился.', en: 'When it appeared.' } },
  updated_at: { title: { ru: 'Изменён', en: 'Updated at' }, unit: 'time', width: 200, note: { ru: 'Последнее изменение.', en: 'Last change.' } },
  qualification: {
    title: { ru: 'Квалификация', en: 'Qualification' },
    unit: 'text',
    width: 140,
    note: { ru: 'Поле «квалификация».', en: 'Field “qualification”.' },
  },
  phone: { title: { ru: 'Телефон', en: 'Phone' }, unit: 'text', width: 140, note: { ru: 'Текстом, с плюсом.', en: 'As text, with its plus.' } },
  email: { title: { ru: 'Почта', en: 'E-mail' }, unit: 'text', width: 200, note: { ru: 'Адрес почты.', en: 'Address.' } },
  link: { title: { ru: 'Карточка', en: 'Card' }, unit: 'link', width: 220, note: { ru: 'Карточка в CRM.', en: 'Card in the CRM.' } },
  inn: {
    title: { ru: 'ИНН', en: 'Tax id' },
    unit: 'id',
    width: 120,
    note: { ru: 'По нему узнаётся тот же клиент в другой CRM.', en: 'By it the same client is known in another CRM.' },
  },
  keys: {
    title: { ru: 'Приметы клиента', en: 'Client keys' },
    unit: 'text',
    width: 220,
    hidden: true,
    note: {
      ru: 'Телефоны, почта и ИНН в одном написании: по ним узнаётся тот же клиент в другой CRM.',
      en: 'Phones, e-mails and tax id in one spelling: by them the same client is known in another CRM.',
    },
  },
} as const satisfies Readonly<Record<string, Column>>;

/** A record that the CRM deleted keeps its row: what was counted by it stays counted. */
export const deletedColumn = {
  title: { ru: 'Удалено', en: 'Deleted' },
  unit: 'flag',
  width: 90,
  note: { ru: 'Удалено в CRM.', en: 'Deleted in the CRM.' },
} as const satisfies Column;
/** Which CRM wrote a row of a tab that people write in too. */
export const crmColumn = {
  title: { ru: 'CRM', en: 'CRM' },
  unit: 'word',
  width: 120,
  words: crmWords,
  hidden: true,
  note: { ru: 'Откуда; у строки, внесённой вручную, пусто.', en: 'Where from; blank in a row that was entered by hand.' },
} as const satisfies Column;
/** The record's own time: a body that is older changes nothing but blank cells. */
export const updatedColumn = {
  title: { ru: 'Изменено', en: 'Updated at' },
  unit: 'time',
  width: 200,
  hidden: true,
  note: { ru: 'Последнее изменение в CRM.', en: 'Last change in the CRM.' },
} as const satisfies Column;
