import type { Lang, Words } from '../kernel/sheet-template';

/** Why a body or a part of it was left out, as the adapters say it (crm/*, ingest/bodies), in the words of the reader. What is not here (a message of a service) stays as it is. */
const reasons: Readonly<Record<string, Words>> = {
  'empty body': { ru: 'тело пустое', en: 'the body is empty' },
  'JSON cut off or broken': { ru: 'JSON оборван или испорчен', en: 'the JSON is cut off or broken' },
  'no entity of amoCRM': { ru: 'в нём нет ничего от amoCRM', en: 'nothing of amoCRM is in it' },
  'key cut off': { ru: 'название поля оборвано', en: 'the name of the field is cut off' },
  'unknown entity': { ru: 'неизвестный вид записи', en: 'an unknown kind of record' },
  'no action': { ru: 'не сказано, что с ней произошло', en: 'what happened to it is not said' },
  'id too long': { ru: 'номер длиннее 200 знаков', en: 'its id is longer than 200 characters' },
  'no id': { ru: 'нет номера', en: 'it has no id' },
  'no time': { ru: 'не похоже на время', en: 'not a likely time' },
  'no event': { ru: 'это не событие: нет ключа event', en: 'it is no event: the key event is missing' },
  'no amount': { ru: 'нет суммы', en: 'it has no amount' },
  'no number': { ru: 'не похоже на сумму', en: 'not an amount' },
  'unknown word': { ru: 'такого слова здесь не бывает', en: 'no such word here' },
  'unknown crm': { ru: 'неизвестная CRM в адресе', en: 'an unknown CRM in the address' },
};

/** `why` in the language of the reader; details beside a known reason (a path before it, a value after it) stay. */
export const reasonWords = (why: string, lang: Lang): string =>
  Object.entries(reasons).reduce(
    (text, [reason, words]) =>
      text === reason || text.startsWith(`${reason}: `) || text.endsWith(`: ${reason}`) || text.includes(`: ${reason}: `)
        ? text.replace(reason, () => words[lang])
        : text,
    why,
  );
