import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords } from './words';

export const reconciliationSheet = {
  key: 'reconciliation',
  group: 'raw',
  title: { ru: 'Сверка', en: 'Reconciliation' },
  note: {
    ru: 'Равна ли таблица CRM: что сверено, чего не хватало, что исправлено. Новые сверки сверху.',
    en: 'Does the workbook equal the CRM: what was compared, what was missing, what was repaired. Newest on top.',
  },
  protection: 'warning',
  frozenColumns: 2,
  rows: 200,
  columns: {
    at: { title: { ru: 'Когда', en: 'At' }, unit: 'time', width: 200, note: { ru: 'Когда сверка окончена.', en: 'When the comparison was finished.' } },
    crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 120, words: crmWords, note: { ru: 'С чем сверено.', en: 'Compared with what.' } },
    window: {
      title: { ru: 'Что сверено', en: 'Window' },
      unit: 'text',
      width: 220,
      note: { ru: 'Вид записей и за какое время созданы.', en: 'Kind of records and when they were created.' },
    },
    checked: { title: { ru: 'Сверено', en: 'Checked' }, unit: 'count', width: 100, note: { ru: 'Записей в CRM.', en: 'Records in the CRM.' } },
    missing: { title: { ru: 'Не хватало', en: 'Missing' }, unit: 'count', width: 110, note: { ru: 'Не было в таблице.', en: 'Were not in the workbook.' } },
    stale: { title: { ru: 'Устарело', en: 'Stale' }, unit: 'count', width: 100, note: { ru: 'Отличались от CRM.', en: 'Differed from the CRM.' } },
    deleted: {
      title: { ru: 'Удалено в CRM', en: 'Deleted there' },
      unit: 'count',
      width: 130,
      note: { ru: 'Есть в таблице, в CRM уже нет.', en: 'In the workbook, in the CRM no more.' },
    },
    repaired: {
      title: { ru: 'Исправлено', en: 'Repaired' },
      unit: 'count',
      width: 110,
      note: { ru: 'Взято из CRM заново или помечено удалённым.', en: 'Taken from the CRM anew, or marked as deleted.' },
    },
    amount_crm: {
      title: { ru: 'Сумма в CRM', en: 'Amount in the CRM' },
      unit: 'money',
      width: 190,
      note: { ru: 'Сумма сделок в CRM.', en: 'Deals there, added up.' },
    },
    amount_sheet: {
      title: { ru: 'Сумма в таблице', en: 'Amount here' },
      unit: 'money',
      width: 190,
      note: { ru: 'Сумма тех же сделок в таблице после исправления.', en: 'The same deals here, after the repair.' },
    },
    hash: {
      title: { ru: 'Отпечаток', en: 'Hash' },
      unit: 'id',
      width: 180,
      note: { ru: 'Одинаковый отпечаток — одинаковые записи: коды, время, этапы, суммы.', en: 'The same hash, the same records: ids, times, stages, amounts.' },
    },
  },
} as const satisfies SheetTemplate;
