import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords } from './words';

export const reconciliationSheet = {
  key: 'reconciliation',
  group: 'raw',
  title: { ru: 'Сверка', en: 'Reconciliation' },
  note: {
    ru: 'Равна ли таблица CRM: что сверено, чего не хватало, что исправлено. Новые сверки сверху, под ними — последняя по месяцам и месяцы, в которых что-то отличалось.',
    en: 'Does the workbook equal the CRM: what was compared, what was missing, what was repaired. Newest on top; below them the newest by month, and months in which something differed.',
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
    month: {
      title: { ru: 'Месяц', en: 'Month' },
      unit: 'month',
      width: 110,
      note: { ru: 'В каком месяце записи созданы; пусто — за всё время.', en: 'The month in which the records were created; blank: all of them.' },
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
    rows: {
      title: { ru: 'Какие записи', en: 'Which records' },
      unit: 'text',
      width: 320,
      wrap: true,
      note: {
        ru: 'Коды всех записей, которые отличались. С плюсом — не было в таблице, с минусом — в CRM уже нет, с восклицательным знаком — исправить не удалось.',
        en: 'Ids of all records that differed. With a plus: were not in the workbook; with a minus: no more in the CRM; with an exclamation mark: could not be mended.',
      },
    },
    hash: {
      title: { ru: 'Отпечаток', en: 'Hash' },
      unit: 'id',
      width: 180,
      note: { ru: 'Одинаковый отпечаток — одинаковые записи: коды, время, этапы, суммы.', en: 'The same hash, the same records: ids, times, stages, amounts.' },
    },
  },
} as const satisfies SheetTemplate;
