import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords } from './words';

export const contactsSheet = {
  key: 'contacts',
  group: 'raw',
  title: { ru: 'Контакты', en: 'Contacts' },
  note: { ru: 'Контакты из CRM.', en: 'Contacts of the CRM.' },
  protection: 'warning',
  hidden: true,
  frozenColumns: 3,
  rows: 100,
  columns: {
    crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 120, words: crmWords, note: { ru: 'Откуда.', en: 'Where from.' } },
    id: { title: { ru: 'Код', en: 'Id' }, unit: 'id', width: 110, note: { ru: 'Код в CRM.', en: 'Id in the CRM.' } },
    name: { title: { ru: 'Имя', en: 'Name' }, unit: 'text', width: 220, note: { ru: 'Как записано в CRM.', en: 'As the CRM has it.' } },
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
  },
} as const satisfies SheetTemplate;
