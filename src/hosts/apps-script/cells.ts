import { dayAt, isDay, isoTime, monthOf, readPeriod, readTime, startOf } from '../../kernel/calendar';
import { readAmount } from '../../kernel/money';
import type { Column, Lang, Value, Words } from '../../kernel/sheet-template';

/** What Google's getValues gives and setValues takes. */
export type Cell = string | number | boolean | Date;

export interface CellContext {
  readonly zone: string;
  readonly lang: Lang;
  readonly buckets: Readonly<Record<string, Words>>;
}

/** A text that Sheets would take for a formula, a number or a quoted text is written with an apostrophe, which Sheets takes away again (design 6). */
const guarded = (text: string): string => (/^[=+\-@'\t\r]/.test(text) ? `'${text}` : text);

const bucketWord = (text: string, context: CellContext): string => context.buckets[text]?.[context.lang] ?? text;

/** A value of the code as a cell: money in units of the currency, a day as midnight in the zone of the workbook, a word in its language; blank -> ''. */
export function toCell(value: Value | undefined, column: Column, context: CellContext): Cell {
  if (value === null || value === undefined || value === '' || value === false) return '';
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return column.unit === 'money' ? value / 100 : column.unit === 'time' ? isoTime(value, context.zone) : value;
  if (column.unit === 'word') return guarded(column.words?.[value]?.[context.lang] ?? value);
  if (column.unit === 'day') return isDay(value) ? new Date(startOf(value, context.zone)) : bucketWord(value, context);
  return guarded(bucketWord(value, context));
}

/** Reads a cell by the unit of its column. `undefined` = the cell holds something that the column cannot: the caller says where. */
export function fromCell(cell: Cell, column: Column, context: CellContext): Value | undefined {
  const blank = cell === '';
  switch (column.unit) {
    case 'money':
      return blank ? null : cell instanceof Date || typeof cell === 'boolean' ? undefined : readAmount(cell);
    case 'count':
    case 'number':
    case 'ratio':
    case 'percent':
      return blank ? null : typeof cell === 'number' ? cell : typeof cell === 'string' ? readNumber(cell) : undefined;
    case 'day':
      return blank ? null : readDayCell(cell, context);
    case 'time':
      return blank ? null : cell instanceof Date ? cell.getTime() : typeof cell === 'string' ? (readTime(cell, context.zone) ?? undefined) : undefined;
    case 'flag':
      return cell === true || (typeof cell === 'string' && /^(true|да|истина|1)$/i.test(cell));
    case 'month':
      return blank ? '' : cell instanceof Date ? monthOfDate(cell, context) : readBucket(String(cell).trim(), context);
    case 'period':
      return blank ? '' : cell instanceof Date ? dayOfDate(cell, context) : readPeriodCell(readBucket(String(cell).trim(), context), context);
    case 'word':
      return blank ? '' : readWord(String(cell), column);
    default:
      return cell instanceof Date ? dayAt(cell.getTime(), context.zone) : readBucket(String(cell), context);
  }
}

/** A date of another century is none (kernel/calendar). */
function dayOfDate(cell: Date, { zone }: CellContext): string | undefined {
  const day = dayAt(cell.getTime(), zone);
  return isDay(day) ? day : undefined;
}
function monthOfDate(cell: Date, context: CellContext): string | undefined {
  const day = dayOfDate(cell, context);
  return day === undefined ? undefined : monthOf(day);
}

function readNumber(text: string): number | undefined {
  const percent = /%\s*$/.test(text),
    amount = Number(text.replace(/[\s\u00a0\u202f%]/g, '').replace(',', '.'));
  return Number.isFinite(amount) ? (percent ? amount / 100 : amount) : undefined;
}

function readDayCell(cell: Cell, context: CellContext): Value | undefined {
  if (cell instanceof Date) return dayOfDate(cell, context);
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim(),
    dotted = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  const day = dotted ? `${dotted[3]}-${(dotted[2] ?? '').padStart(2, '0')}-${(dotted[1] ?? '').padStart(2, '0')}` : text.slice(0, 10);
  return isDay(day) ? day : undefined;
}

const readPeriodCell = (text: string, context: CellContext): string | undefined => {
  if (text in context.buckets) return text; // plan_fact has rows of undated facts
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const plain = dotted ? `${dotted[3]}-${(dotted[2] ?? '').padStart(2, '0')}-${(dotted[1] ?? '').padStart(2, '0')}` : text;
  return readPeriod(plain) ? plain : undefined;
};

const readBucket = (text: string, context: CellContext): string =>
  Object.keys(context.buckets).find((key) => context.buckets[key]?.ru === text || context.buckets[key]?.en === text) ?? text;

/** A word is known by its key or by its name in either language, in any case: people type, and the language of a workbook may change. */
function readWord(cell: string, column: Column): string | undefined {
  const text = cell.trim(),
    words = column.words;
  if (!words || text in words) return text;
  const lower = text.toLowerCase();
  return Object.keys(words).find((key) => key.toLowerCase() === lower || words[key]?.ru.toLowerCase() === lower || words[key]?.en.toLowerCase() === lower);
}

/** Are two cells the same to a reader? Dates by their instant; a guarded text equals what Sheets keeps of it. */
export const sameCell = (a: Cell, b: Cell): boolean => comparable(a) === comparable(b);
const comparable = (cell: Cell): string | number | boolean =>
  cell instanceof Date ? cell.getTime() : typeof cell === 'string' && cell.startsWith("'") ? cell.slice(1) : cell;
