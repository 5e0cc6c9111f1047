import { type ExportWord, exportWords } from '../i18n/export-words';
import type { Lang } from '../kernel/sheet-template';
import { fill } from './say';

/** The words of exports in a language. */
export type ExportSay = (key: ExportWord, details?: Readonly<Record<string, string | number>>) => string;
export const exportSay =
  (lang: Lang): ExportSay =>
  (key, details = {}) =>
    fill(exportWords[key][lang], details);

/** A column that the tab does not have, by its key; the key where nobody has named it. */
export const columnWord = (say: ExportSay, key: string): string => (`column.${key}` in exportWords ? say(`column.${key}` as ExportWord) : key);
