import type { SheetTemplate } from '../src/kernel/sheet-template';

export const monthClosingsSheet = {
  key: 'month_closings',
  group: 'money',
  title: { ru: 'Закрытие месяцев', en: 'Month closings' },
  note: {
    ru: 'Кто и когда закрыл или открыл месяц. Пишет боковая панель; последние действия внизу.',
    en: 'Who closed or re-opened which month, and when. The sidebar writes it; the latest at the bottom.',
  },
  protection: 'warning',
  frozenColumns: 2,
  rows: 100,
  columns: {
    at: { title: { ru: 'Когда', en: 'At' }, unit: 'time', width: 200, note: { ru: 'Время действия.', en: 'Time of the action.' } },
    month: { title: { ru: 'Месяц', en: 'Month' }, unit: 'month', width: 90, note: { ru: 'Какой месяц.', en: 'Which month.' } },
    action: {
      title: { ru: 'Действие', en: 'Action' },
      unit: 'word',
      width: 120,
      words: { close: { ru: 'закрыт', en: 'closed' }, reopen: { ru: 'открыт снова', en: 're-opened' } },
      note: { ru: 'Закрыт или открыт снова.', en: 'Closed or re-opened.' },
    },
    author: { title: { ru: 'Кто', en: 'Author' }, unit: 'text', width: 220, note: { ru: 'Почта того, кто это сделал.', en: 'E-mail of whoever did it.' } },
    hash: {
      title: { ru: 'Отпечаток', en: 'Hash' },
      unit: 'id',
      width: 520,
      note: {
        ru: 'SHA-256 закрытых строк всех денежных отчётов месяца: по нему видно, что архив не меняли.',
        en: 'SHA-256 of the month’s closed rows of all money reports: it shows that nobody changed the archive.',
      },
    },
  },
} as const satisfies SheetTemplate;
