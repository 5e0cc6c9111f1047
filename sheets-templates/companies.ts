import type { SheetTemplate } from '../src/kernel/sheet-template';
import { clientColumns, deletedColumn } from './client-columns';

export const companiesSheet = {
  key: 'companies',
  group: 'raw',
  title: { ru: 'Компании', en: 'Companies' },
  note: { ru: 'Компании из CRM.', en: 'Companies of the CRM.' },
  protection: 'warning',
  hidden: true,
  frozenColumns: 3,
  rows: 100,
  columns: { ...clientColumns, deleted: deletedColumn },
} as const satisfies SheetTemplate;
