/** Words of the made-up clients; among them those that break careless readers of forms and cells. */
export const firstNames = ['Анна', 'Иван', 'Мария', 'Пётр', 'Ольга', 'Сергей', 'Елена', 'Дмитрий', 'Наталья', 'Алексей', "Жанна д'Арк", 'Ли'] as const;
export const lastNames = ['Смирнова', 'Кузнецов', 'Попова', 'Соколов', 'Лебедева', 'Козлов', 'Новикова', 'Морозов', 'Ё-моё', 'Wang', ''] as const;
export const companyNames = ['ООО «Ромашка»', 'ИП Петров & сыновья', 'АО "Вектор+"', 'ООО Север', 'ТД Альянс', 'Студия 50%', 'ООО Окна=Двери'] as const;
export const wishes = ['Кухня', 'Шкаф-купе', 'Окна на дачу', 'Лоджия', 'Ремонт под ключ', 'Дверь', 'Гардеробная'] as const;
/** Deal names that are traps: a formula, brackets and ampersands, a line break, an empty name, an emoji. */
export const oddNames = ['=1+1', '+7 звонил & просил [перезвонить]', 'Заявка\nс сайта', '', '100% готов 🙂', '@sale-50', '  пробелы  '] as const;
export const positions = ['директор', 'дизайнер', 'прораб', ''] as const;
export const taskTexts = ['Перезвонить', 'Отправить КП', 'Согласовать замер', 'Напомнить об оплате'] as const;
export const results = ['договорились', 'не дозвонился', 'перенесли', ''] as const;

/** INN of a firm with its right check digit: `n` makes the first nine. */
export function innOf(n: number): string {
  const nine = String(770_000_000 + (n % 29_999_999)).slice(0, 9),
    weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((all, weight, i) => all + weight * Number(nine[i]), 0);
  return nine + String((sum % 11) % 10);
}

/** The same number as people type it; `style` chooses the spelling. */
export function phoneOf(n: number, style: number): string {
  const ten = String(9_000_000_000 + (n % 999_999_999)),
    [a, b, c, d] = [ten.slice(0, 3), ten.slice(3, 6), ten.slice(6, 8), ten.slice(8)];
  return [`+7${ten}`, `8${ten}`, `+7 (${a}) ${b}-${c}-${d}`, `8 ${a} ${b} ${c} ${d}`][style % 4] ?? ten;
}
