import { allSheets } from '../../sheets-templates/all';
import { isoTime } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Column, Lang, Row, SheetTemplate, Value } from '../kernel/sheet-template';
import type { World } from '../ports/world';

/** A tab as plain JSON (design 3): typed values, blank = null, money in units of the currency, ratios as fractions, days `YYYY-MM-DD`, times ISO 8601 with offset. */
export interface TabView {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly {
    readonly key: string;
    readonly title: string;
    readonly unit: string;
    readonly index: number;
    readonly words?: Readonly<Record<string, string>>;
  }[];
  readonly sheetId: number;
  readonly firstRow: number;
  readonly rows: readonly Readonly<Record<string, Value>>[];
}
export interface TabHead {
  readonly key: string;
  readonly title: string;
  readonly group: string;
  readonly sheetId: number;
  readonly open: boolean;
}

const sheets: readonly SheetTemplate[] = allSheets;

/** The template of a key. Throws Fault tab-unknown. */
export function sheetOf(key: string): SheetTemplate {
  const sheet = sheets.find((one) => one.key === key);
  if (!sheet) throw new Fault('tab-unknown', { key });
  return sheet;
}

/** One value for the wire. */
export function toWire(value: Value | undefined, column: Column, zone: string): Value {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return column.unit === 'money' ? value / 100 : column.unit === 'time' ? isoTime(value, zone) : value;
  return value;
}
export const rowToWire = (row: Row, sheet: SheetTemplate, zone: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(sheet.columns).map(([key, column]) => [key, toWire(row[key], column, zone)]));

/** What people read for each key of a `word` column, in the language of the workbook: whoever types rows in writes these. */
const wordsOf = ({ words }: Column, lang: Lang): { readonly words?: Record<string, string> } =>
  words ? { words: Object.fromEntries(Object.entries(words).map(([key, word]) => [key, word[lang]])) } : {};

/** All tabs of ours that stand in the workbook. */
export const tabHeads = (world: World): TabHead[] =>
  sheets.flatMap((sheet) => {
    const id = world.store.get(`sheet.${sheet.key}`);
    return id === null ? [] : [{ key: sheet.key, title: sheet.title[world.lang], group: sheet.group, sheetId: Number(id), open: sheet.protection === 'open' }];
  });

/** One tab with its rows and where they lie (places count from 0). Throws Fault tab-unknown, sheet-missing, column-missing. */
export function tabView(world: World, key: string): TabView {
  const sheet = sheetOf(key),
    places = world.sheets.columns(sheet);
  return {
    key,
    title: sheet.title[world.lang],
    sheetId: Number(world.store.get(`sheet.${key}`)),
    firstRow: sheet.totals ? 2 : 1,
    columns: Object.entries(sheet.columns).map(([name, column]) => ({
      key: name,
      title: column.title[world.lang],
      unit: column.unit,
      index: places.indexOf(name),
      ...wordsOf(column, world.lang),
    })),
    rows: world.sheets.read(sheet).rows.map(({ row }) => rowToWire(row, sheet, world.zone)),
  };
}
