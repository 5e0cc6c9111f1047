/**
 * Text as a person types it into a cell: what Google does with the strings of setValues (USER_ENTERED). Numbers, percents, money, days, times and
 * booleans by the spreadsheet's locale; a leading `=` or `+` starts a formula; one leading apostrophe makes text and is dropped.
 */

import type { CellWrite } from '../workbook-api';
import { serialOfDay } from '../zone-time';
import { withCommas } from './formula-separators';

/** How a locale writes: only what typing needs. `days` is the order of day and month. */
interface Habit {
  readonly decimal: string;
  readonly thousands: RegExp;
  readonly days: 'dm' | 'md';
  readonly date: string;
  readonly time: string;
  readonly dots: boolean;
}
const russian: Habit = { decimal: ',', thousands: /[  \u202f]/g, days: 'dm', date: 'dd.mm.yyyy', time: 'h:mm:ss', dots: true };
const english: Habit = { decimal: '.', thousands: /,/g, days: 'md', date: 'm/d/yyyy', time: 'h:mm:ss am/pm', dots: false };
export const habitOf = (locale: string): Habit => (locale.toLowerCase().startsWith('ru') ? russian : english);

interface Typed {
  readonly value: number;
  readonly format: string;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function number(words: string, habit: Habit): number | null {
  const grouped =
    habit.decimal === ','
      ? /^[+-]?\d{1,3}([  \u202f]\d{3})*(,\d+)?$|^[+-]?\d+(,\d*)?(e[+-]?\d+)?$|^[+-]?,\d+$/i
      : /^[+-]?\d{1,3}(,\d{3})*(\.\d+)?$|^[+-]?\d+(\.\d*)?(e[+-]?\d+)?$|^[+-]?\.\d+$/i;
  if (!grouped.test(words)) return null;
  const value = Number(words.replace(habit.thousands, '').replace(habit.decimal, '.'));
  return Number.isFinite(value) ? value : null;
}

function amount(words: string, habit: Habit): Typed | null {
  const plain = number(words, habit);
  if (plain !== null) return { value: plain, format: '' };
  const percent = /^(.*?)\s*%$/.exec(words) ?? /^%\s*(.*)$/.exec(words);
  if (percent !== null) {
    const value = number(percent[1] ?? '', habit);
    return value === null ? null : { value: value / 100, format: (percent[1] ?? '').includes(habit.decimal) ? '0.00%' : '0%' };
  }
  const sign = habit.decimal === ',' ? /^(-?)(.*?)\s*(?:₽|р\.|руб\.?)$/ : /^(-?)\$\s*(.*)$/;
  const money = sign.exec(words);
  if (money === null) return null;
  const value = number(money[2] ?? '', habit);
  return value === null ? null : { value: money[1] === '-' ? -value : value, format: habit.decimal === ',' ? '#,##0.00[$ ₽]' : '"$"#,##0.00' };
}

const fullYear = (year: string): number => (year.length > 2 ? Number(year) : Number(year) + (Number(year) < 30 ? 2000 : 1900));

function day(year: number, month: number, date: number): number | null {
  const check = new Date(Date.UTC(year, month - 1, date));
  if (year < 1900 || year > 9999 || check.getUTCMonth() !== month - 1 || check.getUTCDate() !== date) return null;
  return serialOfDay(year, month, date);
}

function dateOf(words: string, habit: Habit, thisYear: number): Typed | null {
  const made = (serial: number | null, format: string): Typed | null => (serial === null ? null : { value: serial, format });
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(words);
  if (iso !== null) return made(day(Number(iso[1]), Number(iso[2]), Number(iso[3])), 'yyyy-mm-dd');
  const named = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(words);
  if (named !== null) {
    const month = months.indexOf((named[1] ?? '').slice(0, 3).toLowerCase()) + 1;
    return month === 0 ? null : made(day(Number(named[3]), month, Number(named[2])), 'mmm d, yyyy');
  }
  const separators = habit.dots ? '[./-]' : '[/-]';
  const parts = new RegExp(`^(\\d{1,2})(${separators})(\\d{1,2})(?:\\2(\\d{4}|\\d{2}))?$`).exec(words);
  if (parts === null) return null;
  const [, a = '', , b = '', year] = parts;
  const [d, m] = habit.days === 'dm' ? [Number(a), Number(b)] : [Number(b), Number(a)];
  return made(day(year === undefined ? thisYear : fullYear(year), m, d), year === undefined ? (habit.days === 'dm' ? 'dd.mm' : 'm/d') : habit.date);
}

function timeOf(words: string, habit: Habit): Typed | null {
  const found = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*(am|pm)?$/i.exec(words);
  if (found === null) return null;
  const [, h = '0', m = '0', s = '0', f = '0', half] = found;
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  if (Number(m) > 59 || Number(s) > 59 || hour > 23) return null;
  return { value: (hour * 3600 + Number(m) * 60 + Number(s) + Number(`0.${f}`)) / 86_400, format: habit.time };
}

function moment(words: string, habit: Habit, thisYear: number): Typed | null {
  const alone = dateOf(words, habit, thisYear) ?? timeOf(words, habit);
  if (alone !== null) return alone;
  const split = /^(\S+(?: \d{1,2},? \d{4})?)[T\s]+(\d{1,2}:\d{2}.*)$/.exec(words) ?? /^(\d{4}-\d{2}-\d{2})T(\d{1,2}:\d{2}.*)$/.exec(words);
  if (split === null || /T/.test(words)) return null; // ISO with T stays text
  const date = dateOf(split[1] ?? '', habit, thisYear);
  const time = timeOf(split[2] ?? '', habit);
  return date === null || time === null ? null : { value: date.value + time.value, format: `${date.format} ${habit.time}` };
}

/** Text -> the cell that typing it makes. `format` is what the cell already has: `@` keeps the text. */
export function typed(words: string, locale: string, thisYear: number, format: string): CellWrite {
  const apostrophe = words.startsWith("'");
  if (apostrophe || isTextFormat(format)) return { value: apostrophe ? words.slice(1) : words };
  if (words === '') return { value: null };
  if (words.startsWith('=') && words.length > 1) return { formula: withCommas(words) };
  const habit = habitOf(locale);
  const plain = words.trim();
  if (/^(true|false)$/i.test(plain) || (habit.decimal === ',' && /^(истина|ложь)$/i.test(plain))) return { value: /^(true|истина)$/i.test(plain) };
  const found = amount(plain, habit) ?? moment(plain, habit, thisYear);
  if (found !== null) return found.format !== '' && format === '' ? { value: found.value, format: found.format } : { value: found.value };
  if (words.startsWith('+') && words.length > 1) return { formula: withCommas(`=${words}`) };
  return { value: words };
}

/** Whether a pattern is plain text: what is typed stays text. */
export const isTextFormat = (format: string): boolean => format === '@' || format === '@STRING@';
