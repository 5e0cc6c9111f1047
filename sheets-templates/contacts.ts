import type { SheetTemplate } from '../src/kernel/sheet-template';
import { clientColumns, deletedColumn } from './client-columns';

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
    ...clientColumns,
    company_id: { title: { ru: 'Код компании', en: 'Company id' }, unit: 'id', width: 120, note: { ru: 'Где работает.', en: 'Where the person works.' } },
    deleted: deletedColumn,
  },
} as const satisfies SheetTemplate;
