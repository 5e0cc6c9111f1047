import { allSheets } from '../../sheets-templates/all';
import { settingWords } from '../../sheets-templates/setting-words';
import type { Column, SheetTemplate, Words } from '../kernel/sheet-template';

/** What columns hold, how they are computed, where that is defined and how wide they are, by the keys of tab and column. */
export type ColumnNotes = Readonly<Record<string, Readonly<Record<string, Pick<Column, 'note' | 'formula' | 'source' | 'width'>>>>>;

/** Puts notes, formulas, sources and widths into the templates: the build keeps them apart from the code, since only Install and the dictionary of metrics read them. */
export function fillNotes(notes: ColumnNotes): void {
  for (const sheet of allSheets as readonly SheetTemplate[])
    for (const [key, column] of Object.entries(sheet.columns)) Object.assign(column, notes[sheet.key]?.[key]);
}

/** What settings decide, by their keys. */
export type SettingNotes = Readonly<Record<string, { readonly note: Words }>>;
/** Puts them back likewise: Install writes them, and a wrong setting is told with its note. */
export function fillSettingNotes(notes: SettingNotes): void {
  for (const [key, words] of Object.entries(settingWords)) Object.assign(words, notes[key]);
}
