import { dayAt, isoTime } from '../../kernel/calendar';
import { Fault } from '../../kernel/fault';

/** Tabs that people made, for the import: their cells as texts. */
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** More cells are not read at once: the answer goes to a page. */
const MOST_CELLS = 500_000;

/** Names of the tabs that are not ours: the Store holds the id of each of ours. */
export function otherTabs(sheets: readonly Sheet[], stored: Readonly<Record<string, string>>): string[] {
  const ours = new Set(Object.keys(stored).flatMap((key) => (key.startsWith('sheet.') ? [stored[key]] : [])));
  return sheets.filter((sheet) => !ours.has(String(sheet.getSheetId()))).map((sheet) => sheet.getName());
}

/** Cells of a tab: a date as ISO text in the zone of the workbook, whatever its format; a number with a dot, so that none reads as thousands. Throws Fault sheet-missing, body-too-large. */
export function tabCells(sheet: Sheet | null, { name, zone }: { readonly name: string; readonly zone: string }): string[][] {
  if (!sheet) throw new Fault('sheet-missing', { sheet: name });
  const range = sheet.getDataRange(),
    size = range.getNumRows() * range.getNumColumns();
  if (size > MOST_CELLS) throw new Fault('body-too-large', { limit: MOST_CELLS, size });
  const textOf = (cell: unknown): string => {
    if (typeof cell === 'number') return String(cell).replace(/\.\d{3}$/, '$&0');
    if (!(cell instanceof Date)) return String(cell);
    const text = isoTime(cell.getTime(), zone).slice(0, 19);
    return text.endsWith('T00:00:00') ? dayAt(cell.getTime(), zone) : text;
  };
  return range.getValues().map((row) => row.map(textOf));
}
