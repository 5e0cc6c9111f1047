import type { Lost } from './export-1251';
import { asText, csvOf, toFile } from './export-csv';
import { type Difference, differenceCells, differencesOf, differenceTitles } from './export-differences';
import { columnWord, type ExportSay } from './export-say';
import type { Exported } from './export-text';
import { xlsxOf } from './export-xlsx';

export interface FileChoice {
  readonly format: 'csv' | 'xlsx';
  readonly encoding: 'windows-1251' | 'utf-8';
  readonly header: boolean;
  readonly control: boolean;
}
export interface MadeFile {
  readonly name: string;
  readonly blob: Blob;
  readonly titles: readonly string[];
  readonly lost: readonly Lost[];
  readonly differences: readonly Difference[];
}

/** The file that a person asked for, named with its version. */
export async function makeFile(exported: Exported, choice: FileChoice, say: ExportSay): Promise<MadeFile> {
  const titles = exported.columns.map(({ key, title }) => title || columnWord(say, key)),
    differences = differencesOf(exported, titles, say);
  const common = { name: `${exported.file}.${choice.format}`, titles, differences };
  if (choice.format === 'xlsx') return { ...common, blob: await xlsxOf(exported, titles, differences, say), lost: [] };
  const { bytes, lost } = csvOf(exported, titles, choice, say);
  return { ...common, blob: csvBlob(bytes, choice.encoding), lost };
}

/** The list of differences as a file of its own. */
export function differencesFile(
  { file }: Exported,
  differences: readonly Difference[],
  { encoding }: FileChoice,
  say: ExportSay,
): { name: string; blob: Blob } {
  const titles = differenceTitles(say),
    lines = [titles, ...differences.map((one) => differenceCells(one, say))].map((line) => line.map(asText));
  return { name: `${file}_differences.csv`, blob: csvBlob(toFile(lines, titles, encoding).bytes, encoding) };
}
const csvBlob = (bytes: Uint8Array<ArrayBuffer>, encoding: string): Blob => new Blob([bytes], { type: `text/csv;charset=${encoding}` });

/** Hands a file to the browser: dialogs of HtmlService may download (guides/html/restrictions: allow-downloads). */
export function download({ name, blob }: { readonly name: string; readonly blob: Blob }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
