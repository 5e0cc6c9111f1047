/** Google's number patterns: whether one shows a moment, and what a value looks like under it. Enough of them for what the product writes. */
import { partsOfSerial } from '../zone-time';
import { habitOf } from './typed-value';

const bare = (pattern: string): string => pattern.replace(/"[^"]*"|\\.|\[\$[^\]]*\]|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');

const known = new Map<string, boolean>();

/** Whether numbers under the pattern are read as Date. */
export function isDatePattern(pattern: string): boolean {
  let answer = known.get(pattern);
  if (answer === undefined) {
    const plain = bare(pattern).replace(/am\/pm|a\/p/gi, 'h');
    answer = pattern !== '' && !/^(general|automatic|@.*)$/i.test(pattern) && /[ydhms]/i.test(plain) && !/[#?]|0(?!0*$)/.test(plain.replace(/s+\.0+/gi, 's'));
    known.set(pattern, answer);
  }
  return answer;
}

const pad = (n: number, size: number): string => String(n).padStart(size, '0');
const name = (locale: string, option: Intl.DateTimeFormatOptions, at: number): string =>
  new Intl.DateTimeFormat(locale, { ...option, timeZone: 'UTC' }).format(at);

function moment(serial: number, pattern: string, locale: string): string {
  const p = partsOfSerial(serial);
  const at = Date.UTC(p.year, p.month - 1, p.day);
  const half = /am\/pm|a\/p/i.test(pattern);
  let afterHour = false;
  return pattern.replace(/"([^"]*)"|\\(.)|am\/pm|a\/p|\[h+\]|y+|m+|d+|h+|s+(?:\.0+)?/gi, (token, quoted: string | undefined, escaped: string | undefined) => {
    if (quoted !== undefined) return quoted;
    if (escaped !== undefined) return escaped;
    const n = token.length;
    const letter = token[0]?.toLowerCase();
    if (letter === '[') {
      afterHour = true;
      return String(Math.floor(serial * 24));
    }
    if (letter === 'a') return p.hour < 12 ? 'AM' : 'PM';
    if (letter === 'y') return n <= 2 ? pad(p.year % 100, 2) : String(p.year);
    if (letter === 'd') return n <= 2 ? pad(p.day, n) : name(locale, { weekday: n === 3 ? 'short' : 'long' }, at);
    if (letter === 'h') {
      afterHour = true;
      return pad(half ? p.hour % 12 || 12 : p.hour, n);
    }
    if (letter === 's')
      return token.includes('.') ? `${pad(p.second, 2)}.${pad(p.ms, 3).slice(0, token.length - token.indexOf('.') - 1)}` : pad(p.second, Math.min(n, 2));
    if (afterHour && token === token.toLowerCase() && n <= 2) {
      afterHour = false;
      return pad(p.minute, n);
    }
    return n <= 2 ? pad(p.month, n) : name(locale, { month: n === 3 ? 'short' : 'long' }, at);
  });
}

function number(value: number, pattern: string, locale: string): string {
  const sections = pattern.split(';');
  const section = value < 0 && sections[1] !== undefined ? sections[1] : value === 0 && sections[2] !== undefined ? sections[2] : (sections[0] ?? '');
  const sized = sections[1] !== undefined && value < 0 ? -value : value;
  const percent = /%/.test(bare(section));
  const digits = /[#0?][#0?,]*(?:\.[#0?]+)?/.exec(bare(section))?.[0] ?? '';
  if (digits === '') return section.replace(/"([^"]*)"/g, '$1');
  const decimals = digits.split('.')[1] ?? '';
  const least = decimals.replace(/[^0]/g, '').length;
  const shown = new Intl.NumberFormat(locale, {
    useGrouping: digits.includes(',') ? 'always' : false,
    minimumIntegerDigits: Math.max(1, (digits.split('.')[0] ?? '').replace(/[^0]/g, '').length),
    minimumFractionDigits: least,
    maximumFractionDigits: decimals.length,
  } as Intl.NumberFormatOptions).format(percent ? sized * 100 : sized);
  let placed = false;
  return section.replace(
    /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[#0?][#0?,]*(?:\.[#0?]+)?/g,
    (token, quoted: string | undefined, escaped: string | undefined, currency: string | undefined) => {
      if (quoted !== undefined) return quoted;
      if (escaped !== undefined) return escaped;
      if (currency !== undefined) return currency;
      if (token.startsWith('[') || placed) return '';
      placed = true;
      return shown;
    },
  );
}

/** What a person sees in a cell. */
export function display(value: string | number | boolean | null, pattern: string, locale: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value).toUpperCase();
  if (typeof value === 'string') return value;
  const language = locale.replace('_', '-');
  if (pattern === '' || pattern.startsWith('@') || /^(general|automatic)$/i.test(pattern))
    return String(Number(value.toPrecision(10))).replace('.', habitOf(locale).decimal);
  return isDatePattern(pattern) ? moment(value, pattern, language) : number(value, pattern, language);
}
