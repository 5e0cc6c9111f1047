import { addDays, isDay } from '../kernel/calendar';

/** How a column spells its dates and its decimals; `ask`: its values do not tell, a person must. */
export type DateStyle = 'dmy' | 'mdy' | 'ymd' | 'serial' | 'ask';
export type DecimalSign = ',' | '.' | 'ask';
/** A cell read: its value for the contract (docs/json-contract.md), or why it is left out. */
export type Read = { readonly value: string } | { readonly why: 'error' | 'date' | 'number' };

/** What a spreadsheet shows for a formula that failed. */
const isError = (text: string): boolean => /^#(REF|N\/A|VALUE|DIV\/0|NAME|NULL|NUM|ERROR|ССЫЛКА|Н\/Д|ЗНАЧ|ДЕЛ\/0|ИМЯ|ПУСТО|ЧИСЛО)[!?]?/i.test(text);
const NONE = /^(-|—|–|n\/a|null|none|нет)?$/i;

const DATE = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[T,\s]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;
const pad = (text: string | undefined, width = 2): string => (text ?? '').padStart(width, '0');
const yearOf = (text: string): string => (text.length === 2 ? `20${text}` : text);

/** Excel counts days from 30 December 1899; these are 1954 to 2064. */
const isSerial = (text: string): boolean => /^\d{5}([.,]\d+)?$/.test(text) && Number(text.slice(0, 5)) >= 20_000 && Number(text.slice(0, 5)) < 60_000;
function fromSerial(text: string): string {
  const day = addDays('1899-12-30', Number(text.slice(0, 5))),
    seconds = Math.round(Number(`0.${text.slice(6) || '0'}`) * 86_400);
  return seconds === 0 ? day : `${day}T${pad(String(Math.floor(seconds / 3600)))}:${pad(String(Math.floor(seconds / 60) % 60))}:${pad(String(seconds % 60))}`;
}

/** A date as `2025-12-31` or `2025-12-31T09:30:00`; an empty date of 1C is blank. */
export function readDate(text: string, style: DateStyle): Read {
  if (NONE.test(text) || /^0001-01-01|^01\.01\.0001/.test(text)) return { value: '' };
  if (isError(text)) return { why: 'error' };
  if (style === 'serial' && isSerial(text)) return { value: fromSerial(text) };
  const [, a = '', , b = '', c = '', hours, minutes, seconds, offset = ''] = DATE.exec(text) ?? [];
  const [year, month, date] = a.length === 4 ? [a, b, c] : style === 'mdy' ? [c, a, b] : [c, b, a],
    day = `${yearOf(year ?? '')}-${pad(month)}-${pad(date)}`;
  if (!isDay(day) || Number(hours ?? 0) > 23) return { why: 'date' };
  return { value: hours === undefined ? day : `${day}T${pad(hours)}:${minutes}:${seconds ?? '00'}${offset}` };
}

/** How a column writes its dates, by the values that tell: a day above 12 has one place only. Dots are day first everywhere; `null`: it holds no dates. */
export function dateStyleOf(values: readonly string[]): DateStyle | null {
  const told = values.filter((value) => !NONE.test(value) && !isError(value)),
    dates = told.map((value) => DATE.exec(value)).filter((m) => m !== null);
  if (told.length > 0 && told.filter(isSerial).length > told.length / 2) return 'serial';
  if (dates.length === 0 || dates.length < told.length / 2) return null;
  const short = dates.filter((m) => (m[1] ?? '').length < 4);
  if (short.length === 0) return 'ymd';
  const isLarge = (n: string | undefined): boolean => Number(n) > 12,
    dayFirst = short.filter((m) => isLarge(m[1])).length,
    monthFirst = short.filter((m) => isLarge(m[3])).length;
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'dmy' : 'mdy';
  return short.every((m) => m[2] === '.') ? 'dmy' : 'ask';
}

const bare = (text: string): string => text.replace(/[\s\u00a0\u202f'’]|₽|руб\.?|р\.$|€|\$|£|¥|RUB|USD|EUR/gi, '').replace('−', '-');

/** An amount as `1846.56`; in brackets it is negative. An exponent, a per cent, a word are no amounts. */
export function readNumber(text: string, sign: DecimalSign): Read {
  if (NONE.test(text)) return { value: '' };
  if (isError(text)) return { why: 'error' };
  const raw = bare(text),
    inside = /^\((.+)\)$/.exec(raw)?.[1],
    digits = inside ?? raw,
    decimal = sign === 'ask' ? '.' : sign,
    thousands = decimal === ',' ? '.' : ',';
  const plain = digits.split(thousands).join('').replace(decimal, '.');
  const isGrouped = new RegExp(`^[+-]?\\d{1,3}(\\${thousands}\\d{3})*(\\${decimal}\\d*)?$`).test(digits) || !digits.includes(thousands);
  return isGrouped && /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? { value: `${inside === undefined ? '' : '-'}${plain.replace('+', '')}` } : { why: 'number' };
}

/** Which sign parts the decimals, by the values that tell: both signs, a sign twice, other than three digits behind it. `null`: no numbers. Whole numbers alone need no sign. */
export function decimalOf(values: readonly string[]): DecimalSign | null {
  const told = values.filter((value) => !NONE.test(value) && !isError(value)).map(bare),
    numbers = told.filter((value) => /^[(]?[+-]?[\d.,]*\d[\d.,]*[)]?$/.test(value));
  if (numbers.length === 0 || numbers.length < told.length / 2) return null;
  let comma = 0,
    dot = 0,
    open = 0;
  for (const value of numbers) {
    const [last] = value.match(/[.,](?=[^.,]*$)/) ?? [],
      signs = value.replace(/[^.,]/g, '');
    if (last === undefined) continue;
    const tail = value.slice(value.lastIndexOf(last) + 1).replace(')', '').length,
      isRepeated = signs.length > 1 && new Set(signs).size === 1;
    const decimal = isRepeated ? (last === ',' ? '.' : ',') : signs.length > 1 || tail !== 3 ? last : '';
    if (decimal === ',') comma += 1;
    else if (decimal === '.') dot += 1;
    else open += 1;
  }
  if (comma !== dot) return comma > dot ? ',' : '.';
  return open > 0 || comma > 0 ? 'ask' : '.';
}
