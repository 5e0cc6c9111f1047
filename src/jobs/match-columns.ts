import type { SheetTemplate } from '../kernel/sheet-template';

/** The mark at the end of a header's note: it stays with the cell when the title is changed or the workbook copied, so a column is known by it. */
export const markOf = (sheet: SheetTemplate, column: string): string => `[${sheet.key}.${column}]`;

export interface Header {
  readonly titles: readonly string[];
  readonly notes: readonly string[];
}
export interface Match {
  /** keys by position, '' = a column of the user's; columns whose header is broken stand here too */
  readonly layout: readonly string[];
  /** keys whose column stands but whose title was changed or cleared */
  readonly renamed: readonly string[];
  /** keys whose column is gone, in the order of the template */
  readonly missing: readonly string[];
}

/** Does the header row carry a mark of this tab? Then the tab is ours, whatever its title and whoever copied it. */
export const isMarked = (sheet: SheetTemplate, notes: readonly string[]): boolean => notes.some((note) => note.includes(`[${sheet.key}.`));

/**
 * Finds our columns: by title in either language, else by the mark in the note, else by the place remembered from the last time (`remembered`, keys by position).
 * A place counts only where nothing was inserted or deleted between its neighbours, and where the header is blank or no note is left to tell. Pure.
 */
export function matchColumns(sheet: SheetTemplate, { titles, notes }: Header, remembered: readonly string[]): Match {
  const keys = Object.keys(sheet.columns),
    width = Math.max(titles.length, remembered.length);
  const layout = Array.from({ length: width }, () => ''),
    renamed: string[] = [];
  const title = (at: number): string => (titles[at] ?? '').trim(),
    note = (at: number): string => notes[at] ?? '';
  const places = layout.map((_, at) => at);
  for (const key of keys) {
    const words = sheet.columns[key]?.title,
      free = places.filter((at) => layout[at] === '' && title(at) !== '' && (title(at) === words?.ru || title(at) === words?.en));
    const at = free.find((one) => note(one).includes(markOf(sheet, key))) ?? free[0];
    if (at !== undefined) layout[at] = key;
  }
  for (const key of keys.filter((one) => !layout.includes(one))) {
    const at = places.find((one) => layout[one] === '' && note(one).includes(markOf(sheet, key)));
    if (at === undefined) continue;
    layout[at] = key;
    renamed.push(key);
  }
  const anyMark = isMarked(sheet, notes);
  for (const key of keys.filter((one) => !layout.includes(one))) {
    const at = rememberedPlace(key, layout, remembered);
    if (at === null || (title(at) !== '' && anyMark)) continue;
    layout[at] = key;
    renamed.push(key);
  }
  while (layout.length > titles.length && layout[layout.length - 1] === '') layout.pop();
  return { layout, renamed, missing: keys.filter((key) => !layout.includes(key)) };
}

/** The place of a lost key between the nearest neighbours that still stand, when as many columns lie between them as did then. */
function rememberedPlace(key: string, layout: readonly string[], remembered: readonly string[]): number | null {
  const then = remembered.indexOf(key);
  if (then < 0) return null;
  const stands = (at: number): boolean => remembered[at] !== '' && layout.includes(remembered[at] ?? '');
  let left = then - 1,
    right = then + 1;
  while (left >= 0 && !stands(left)) left -= 1;
  while (right < remembered.length && !stands(right)) right += 1;
  const from = left < 0 ? -1 : layout.indexOf(remembered[left] ?? ''),
    to = right < remembered.length ? layout.indexOf(remembered[right] ?? '') : null;
  if (to !== null && to - from !== right - left) return null;
  const at = from + then - left;
  return at < layout.length && layout[at] === '' ? at : null;
}

/** Puts the missing keys back beside their neighbours of the template. `inserts` are places to insert at, one after the other. Pure. */
export function withMissing(
  sheet: SheetTemplate,
  { layout, missing }: Pick<Match, 'layout' | 'missing'>,
): { readonly layout: readonly string[]; readonly inserts: readonly number[] } {
  const keys = Object.keys(sheet.columns),
    full = [...layout],
    inserts: number[] = [];
  for (const key of missing) {
    const before = keys
        .slice(0, keys.indexOf(key))
        .reverse()
        .find((one) => full.includes(one)),
      after = keys.slice(keys.indexOf(key) + 1).find((one) => full.includes(one));
    const at = before !== undefined ? full.indexOf(before) + 1 : after !== undefined ? full.indexOf(after) : 0;
    full.splice(at, 0, key);
    inserts.push(at);
  }
  return { layout: full, inserts };
}
