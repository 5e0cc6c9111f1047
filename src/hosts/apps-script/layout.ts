import { TOUCHED } from '../../jobs/note-edit';
import { Fault } from '../../kernel/fault';
import type { Lang, SheetTemplate } from '../../kernel/sheet-template';
import { columnsKey, sheetIdKey } from '../../ports/workbook-builder';
import type { Store } from '../../ports/world';

/** Where a tab is and which of our columns stands where: keys by position, '' = a column of the user's. */
export interface Layout {
  readonly tab: GoogleAppsScript.Spreadsheet.Sheet;
  readonly columns: readonly string[];
}

/**
 * The tab by the id kept at install, its columns as kept then: no service call. Only when a person has touched a header or inserted a column since (onEdit and onChange
 * note that) is the header read again and matched by titles in either language.
 * Throws Fault sheet-missing, column-missing.
 */
export function readLayout(workbook: GoogleAppsScript.Spreadsheet.Spreadsheet, store: Store, sheet: SheetTemplate, lang: Lang): Layout {
  const id = store.get(sheetIdKey(sheet.key)),
    tab = id === null ? null : workbook.getSheetById(Number(id));
  if (!tab) throw new Fault('sheet-missing', { sheet: sheet.title[lang] });
  const touched = (store.get(TOUCHED) ?? '').split(' '),
    kept = store.get(columnsKey(sheet.key));
  if (kept !== null && !touched.includes(sheet.key)) return { tab, columns: JSON.parse(kept) as string[] };
  const columns = matchHeader(tab.getRange(1, 1, 1, Math.max(1, tab.getLastColumn())).getValues()[0] ?? [], sheet);
  const missing = Object.keys(sheet.columns).find((key) => !columns.includes(key));
  if (missing !== undefined) throw new Fault('column-missing', { sheet: sheet.title[lang], column: sheet.columns[missing]?.title[lang] ?? missing });
  store.set({ [columnsKey(sheet.key)]: JSON.stringify(columns), [TOUCHED]: touched.filter((key) => key !== '' && key !== sheet.key).join(' ') || null });
  return { tab, columns };
}

/** Keys of the columns by their titles in either language; a title met twice counts once, a foreign one is ''. */
export function matchHeader(titles: readonly unknown[], sheet: SheetTemplate): string[] {
  const left = new Set(Object.keys(sheet.columns));
  return titles.map((title) => {
    const text = String(title).trim();
    const key = [...left].find((one) => sheet.columns[one]?.title.ru === text || sheet.columns[one]?.title.en === text);
    if (key === undefined) return '';
    left.delete(key);
    return key;
  });
}
