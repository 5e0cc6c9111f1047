/** The words of the page itself, Russian and English. `%s` takes details in order. */
const words = {
  menu: { ru: 'Цифра', en: 'Cifra' },
  running: { ru: 'Выполняется скрипт…', en: 'Running script…' },
  failed: { ru: 'Ошибка: %s', en: 'Error: %s' },
  offline: { ru: 'Нет связи с сервером. Соединяемся снова…', en: 'Trying to connect… Editing is paused.' },
  loading: { ru: 'Загрузка…', en: 'Loading…' },
  dismiss: { ru: 'Закрыть', en: 'Dismiss' },
  ok: { ru: 'ОК', en: 'OK' },
  cancel: { ru: 'Отмена', en: 'Cancel' },
  yes: { ru: 'Да', en: 'Yes' },
  no: { ru: 'Нет', en: 'No' },
  close: { ru: 'Закрыть', en: 'Close' },
  protectedTitle: { ru: 'Внимание', en: 'Heads up!' },
  protectedText: {
    ru: 'Вы пытаетесь изменить часть листа, которую не следует случайно менять. Всё равно изменить?',
    en: "You're trying to edit part of this sheet that shouldn't be changed accidentally. Edit anyway?",
  },
  protectedLater: { ru: 'Не показывать это сообщение 5 минут', en: "Don't show this again for 5 minutes" },
  note: { ru: 'Примечание', en: 'Note' },
  editNote: { ru: 'Вставить примечание', en: 'Insert note' },
  deleteNote: { ru: 'Удалить примечание', en: 'Delete note' },
  guest: { ru: 'Аноним', en: 'Anonymous' },
  saved: { ru: 'Все изменения сохранены', en: 'All changes saved' },
} as const;

export type Word = keyof typeof words;
export type Lang = 'ru' | 'en';

/** Speaks one language: a word by its key, details put in. */
export function speaker(lang: Lang): (word: Word, ...details: readonly string[]) => string {
  return (word, ...details) => details.reduce<string>((text, detail) => text.replace('%s', detail), words[word][lang]);
}

export const langOf = (locale: string): Lang => (locale.startsWith('ru') ? 'ru' : 'en');
