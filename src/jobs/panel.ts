import { settingsSheet } from '../../sheets-templates/settings';
import type { Problem } from '../facts/rows';
import { defaultSettings } from '../facts/settings';
import { EDITED, withEdited } from '../ingest/unknowns';
import { isoTime } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Column, Lang, SheetTemplate } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';

/** What the tabs of the sidebar have in common on the server. Everything that they answer is plain data: `google.script.run` refuses Dates (apps-script.md 9). */

/** One line of a select list: the stable key and what people read for it. */
export interface Choice {
  readonly key: string;
  readonly title: string;
}

/** A person who saves waits this long, in milliseconds, for another save or a drain to end. */
const PATIENCE = 20_000;

/** Runs a change alone in the whole workbook. Throws Fault `busy`. */
export function alone<T>(world: World, job: () => T): T {
  let done: { readonly value: T } | null = null;
  world.lock.within(PATIENCE, () => {
    done = { value: job() };
    return true;
  });
  if (done === null) throw new Fault('busy', {});
  return (done as { readonly value: T }).value;
}

/** Writes of a script fire no onEdit, so a save leaves the key of the input tab itself: the next refresh reads that tab again. */
export const noteEdit = (world: World, sheet: SheetTemplate): void => world.store.set(withEdited(world.store.get(EDITED), [sheet.key]));

/** The name that people read for a key of a `word` column; the key itself where the template knows none. */
export const wordOf = (column: Column, key: string, lang: Lang): string => column.words?.[key]?.[lang] ?? key;
/** Select list of a `word` column, in the order of `keys`. */
export const choices = (column: Column, keys: readonly string[], lang: Lang): Choice[] => keys.map((key) => ({ key, title: wordOf(column, key, lang) }));
/** Column title for the words of a fault. */
export const titleOf = (sheet: SheetTemplate, key: string, lang: Lang): string => sheet.columns[key]?.title[lang] ?? key;

/** Rows of a tab as its facts. The store answers rows in the units of the template, which are those of the fact type. */
export const rowsOf = <R>(world: World, sheet: SheetTemplate): { readonly rows: readonly Placed<R>[]; readonly problems: readonly Problem[] } => {
  const { rows, problems } = world.sheets.read(sheet);
  return { rows: rows as unknown as readonly Placed<R>[], problems };
};

/** What a cell that cannot be read says to the person who fills in the tab: what is wrong, where, and what to do. */
export const notesOf = (problems: readonly Problem[]): string[] => problems.map((p) => [p.what, p.mend].filter((text) => text !== '').join(' '));

/** ISO time in the company's zone, '' for none. */
export const timeText = (at: number | null, zone: string): string => (at === null ? '' : isoTime(at, zone));

/** The company's currency, from the `settings` tab. */
export function currencyOf(world: World): string {
  const row = world.sheets.read(settingsSheet).rows.find((placed) => placed.row.key === 'currency');
  const value = typeof row?.row.value === 'string' ? row.row.value.trim() : '';
  return value === '' ? defaultSettings.currency : value;
}

/** Characters of a text that a person types: a cell holds 50,000, nobody means so many. */
const LONGEST = 1_000;
/** Throws Fault text-too-long. */
export function shortEnough(text: string, column: string): void {
  if (text.length > LONGEST) throw new Fault('text-too-long', { column, limit: LONGEST });
}
