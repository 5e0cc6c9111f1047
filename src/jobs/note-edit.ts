import { allSheets } from '../../sheets-templates/all';
import { EDITED } from '../ingest/unknowns';
import type { SheetTemplate } from '../kernel/sheet-template';
import { withWords } from '../kernel/word-list';
import type { Store } from '../ports/world';
import { inputKeys } from './inputs';

/** Tabs whose header a person touched, or whose columns moved: their columns are found anew at the next use (Store, keys apart by blanks). */
export const TOUCHED = 'headers.touched';

/** A person edited cells of a tab: an input tab is read again at the next refresh, a header is matched again. `row` counts from 1. */
export function noteEditOf(store: Store, { sheetId, row }: { readonly sheetId: number; readonly row: number }): void {
  const sheets: readonly SheetTemplate[] = allSheets,
    sheet = sheets.find((one) => store.get(`sheet.${one.key}`) === String(sheetId));
  if (!sheet) return;
  const touched = row === 1 ? { [TOUCHED]: withWords(store.get(TOUCHED), [sheet.key]) } : {};
  const edited = inputKeys.includes(sheet.key) ? { [EDITED]: withWords(store.get(EDITED), [sheet.key]) } : {};
  store.set({ ...touched, ...edited });
}

/** Rows, columns or tabs came or went; Google does not say where, so all columns are looked for again, and all inputs read again. */
export function noteStructure(store: Store): void {
  store.set({
    [TOUCHED]: withWords(
      null,
      allSheets.map((sheet) => sheet.key),
    ),
    [EDITED]: withWords(store.get(EDITED), inputKeys),
  });
}
