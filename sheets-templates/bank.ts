import type { SheetTemplate } from '../src/kernel/sheet-template';
import { bankStateWords, directionWords } from './words';

export const bankSheet = {
  key: 'bank',
  group: 'raw',
  title: { ru: 'Выписка банка', en: 'Bank statement' },
  note: {
    ru: 'Операции импортированных выписок и что с ними сделано. Неразобранные ждут в боковой панели, раздел «Импорт».',
    en: 'Operations of imported statements and what became of them. Open ones wait in the sidebar under Import.',
  },
  protection: 'warning',
  frozenColumns: 1,
  rows: 200,
  columns: {
    day: {
      title: { ru: 'Дата', en: 'Day' },
      unit: 'day',
      width: 100,
      note: { ru: 'День зачисления или списания.', en: 'Day on which the money came or went.' },
    },
    direction: {
      title: { ru: 'Направление', en: 'Direction' },
      unit: 'word',
      width: 120,
      words: directionWords,
      note: { ru: 'Пришло или ушло.', en: 'Came or went.' },
    },
    amount: {
      title: { ru: 'Сумма', en: 'Amount' },
      unit: 'money',
      width: 130,
      note: { ru: 'Без знака: направление стоит рядом.', en: 'Without a sign: the direction stands beside it.' },
    },
    party: { title: { ru: 'Контрагент', en: 'Counterparty' }, unit: 'text', width: 220, note: { ru: 'Плательщик или получатель.', en: 'Payer or payee.' } },
    inn: { title: { ru: 'ИНН', en: 'Tax id' }, unit: 'id', width: 120, note: { ru: 'ИНН контрагента.', en: 'Tax id of the counterparty.' } },
    number: {
      title: { ru: 'Номер документа', en: 'Document number' },
      unit: 'id',
      width: 150,
      note: { ru: 'Номер платёжного документа.', en: 'Number of the payment document.' },
    },
    purpose: { title: { ru: 'Назначение', en: 'Purpose' }, unit: 'text', width: 360, note: { ru: 'Назначение платежа.', en: 'Purpose of the payment.' } },
    state: {
      title: { ru: 'Разобрано', en: 'State' },
      unit: 'word',
      width: 150,
      words: bankStateWords,
      note: { ru: 'Чем стала операция.', en: 'What became of it.' },
    },
    deal_id: { title: { ru: 'Код сделки', en: 'Deal id' }, unit: 'id', width: 110, note: { ru: 'К какой сделке отнесена.', en: 'The deal it belongs to.' } },
    article: { title: { ru: 'Статья', en: 'Item' }, unit: 'text', width: 180, note: { ru: 'Статья расхода.', en: 'Item of the cost.' } },
    account: { title: { ru: 'Наш счёт', en: 'Our account' }, unit: 'id', width: 190, note: { ru: 'По какому счёту.', en: 'On which account.' } },
    at: { title: { ru: 'Когда', en: 'At' }, unit: 'time', width: 200, note: { ru: 'Когда разобрана.', en: 'When it was sorted.' } },
    author: { title: { ru: 'Кто', en: 'Author' }, unit: 'text', width: 200, note: { ru: 'Кто разобрал.', en: 'Who sorted it.' } },
    key: {
      title: { ru: 'Ключ', en: 'Key' },
      unit: 'id',
      width: 160,
      hidden: true,
      note: { ru: 'По нему операция узнаётся снова.', en: 'By it the operation is known again.' },
    },
  },
} as const satisfies SheetTemplate;
