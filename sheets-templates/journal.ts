import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords, letterWords } from './words';

export const journalSheet = {
  key: 'journal',
  group: 'raw',
  title: { ru: 'Журнал', en: 'Journal' },
  note: {
    ru: 'Всё, что прислала CRM, как есть. Из журнала книги собираются заново.',
    en: 'Everything the CRM sent, as it came. The books can be rebuilt from it.',
  },
  protection: 'warning',
  hidden: true,
  frozenColumns: 2,
  rows: 300,
  columns: {
    received_at: { title: { ru: 'Получено', en: 'Received at' }, unit: 'time', width: 200, note: { ru: 'Когда пришло.', en: 'When it came.' } },
    event_id: {
      title: { ru: 'Код события', en: 'Event id' },
      unit: 'id',
      width: 160,
      note: { ru: 'Отпечаток тела: повтор узнаётся по нему.', en: 'Print of the body: a repeated one is known by it.' },
    },
    crm: { title: { ru: 'CRM', en: 'CRM' }, unit: 'word', width: 120, words: crmWords, note: { ru: 'Кто прислал.', en: 'Who sent it.' } },
    kind: { title: { ru: 'Вид', en: 'Kind' }, unit: 'text', width: 140, note: { ru: 'Что прислано.', en: 'What was sent.' } },
    status: {
      title: { ru: 'Состояние', en: 'Status' },
      unit: 'word',
      width: 130,
      words: letterWords,
      note: { ru: 'Новое, обработано, не читается или отклонено.', en: 'New, done, unreadable or rejected.' },
    },
    attempts: { title: { ru: 'Попыток', en: 'Attempts' }, unit: 'count', width: 90, note: { ru: 'Сколько раз разбирали.', en: 'How often it was read.' } },
    about: { title: { ru: 'О чём', en: 'About' }, unit: 'text', width: 160, note: { ru: 'Коды сделок из тела.', en: 'Ids of the deals in it.' } },
    body: { title: { ru: 'Тело', en: 'Body' }, unit: 'text', width: 400, note: { ru: 'Как прислано; секреты убраны.', en: 'As it came; secrets removed.' } },
    body_2: {
      title: { ru: 'Тело, часть 2', en: 'Body, part 2' },
      unit: 'text',
      width: 200,
      note: { ru: 'Продолжение длинного тела: в ячейке 50 000 знаков.', en: 'Rest of a long body: a cell holds 50,000 characters.' },
    },
    body_3: {
      title: { ru: 'Тело, часть 3', en: 'Body, part 3' },
      unit: 'text',
      width: 200,
      note: { ru: 'Продолжение длинного тела.', en: 'Rest of a long body.' },
    },
  },
} as const satisfies SheetTemplate;
