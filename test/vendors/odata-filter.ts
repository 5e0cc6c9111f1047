import type { Row } from './onec-rows';

/** `$filter` of OData 3 as 1C takes it: `Date gt datetime'2024-01-01T00:00:00' and (Posted eq true or Ref_Key eq guid'…')`, `substringof('x', Тема)`, `startswith(Тема, 'x')`. */

type Test = (row: Row) => boolean;
type Token = { readonly kind: 'word' | 'sign' | 'value'; readonly text: string; readonly value?: unknown };
/** What cannot be read; the message is for the answer 400. */
export class FilterError extends Error {}

function tokens(text: string): Token[] {
  const all: Token[] = [],
    pattern = /\s+|(datetime|guid)?'((?:[^']|'')*)'|([(),])|(-?\d+(?:\.\d+)?)(?=[\s),]|$)|([\p{L}_$][\p{L}\p{N}_$/]*)/uy;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex,
      found = pattern.exec(text);
    if (!found) throw new FilterError(`Ошибка в позиции ${at + 1}`);
    const [whole, type, quoted, sign, number, word] = found;
    if (quoted !== undefined) {
      if (type === 'datetime' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(quoted)) throw new FilterError(`Неверная дата ${quoted}`);
      if (type === 'guid' && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(quoted)) throw new FilterError(`Неверный GUID ${quoted}`);
      all.push({ kind: 'value', text: whole, value: type === 'guid' ? quoted.toLowerCase() : quoted.replace(/''/g, "'") });
    } else if (sign) all.push({ kind: 'sign', text: sign });
    else if (number) all.push({ kind: 'value', text: number, value: Number(number) });
    else if (word === 'true' || word === 'false') all.push({ kind: 'value', text: word, value: word === 'true' });
    else if (word) all.push({ kind: 'word', text: word });
  }
  return all;
}
const compare = (a: unknown, b: unknown): number => ((a as string) < (b as string) ? -1 : (a as string) > (b as string) ? 1 : 0);
const operators: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

/** Throws FilterError. `known`: attributes of the entity. */
export function readFilter(text: string, known: ReadonlySet<string>): Test {
  const all = tokens(text);
  let at = 0;
  const next = (): Token => {
    const token = all[at];
    if (!token) throw new FilterError('Неожиданный конец выражения');
    at += 1;
    return token;
  };
  const take = (sign: string): void => {
    if (next().text !== sign) throw new FilterError(`Ожидается ${sign}`);
  };
  const is = (word: string): boolean => all[at]?.text === word && all[at]?.kind !== 'value';
  const field = (): string => {
    const { kind, text: name } = next();
    if (kind !== 'word' || !known.has(name)) throw new FilterError(`Поле не найдено: ${name}`);
    return name;
  };
  const value = (): unknown => {
    const token = next();
    if (token.kind !== 'value') throw new FilterError(`Ожидается значение вместо ${token.text}`);
    return token.value;
  };
  function either(): Test {
    const parts = [both()];
    while (is('or')) {
      at += 1;
      parts.push(both());
    }
    return (row) => parts.some((part) => part(row));
  }
  function both(): Test {
    const parts = [one()];
    while (is('and')) {
      at += 1;
      parts.push(one());
    }
    return (row) => parts.every((part) => part(row));
  }
  function one(): Test {
    if (is('not')) {
      at += 1;
      const inner = one();
      return (row) => !inner(row);
    }
    if (is('(')) {
      at += 1;
      const inner = either();
      take(')');
      return inner;
    }
    if (is('substringof') || is('startswith')) {
      const whole = next().text === 'substringof';
      take('(');
      const first = whole ? value() : field();
      take(',');
      const second = whole ? field() : value();
      take(')');
      return (row) => (whole ? String(row[String(second)]).includes(String(first)) : String(row[String(first)]).startsWith(String(second)));
    }
    const name = field(),
      word = next().text,
      operator = operators[word];
    if (!operator) throw new FilterError(`Неизвестная операция ${word}`);
    const wanted = value();
    return (row) => operator(compare(row[name], wanted));
  }
  const test = either();
  if (at < all.length) throw new FilterError(`Лишнее: ${all[at]?.text}`);
  return test;
}
