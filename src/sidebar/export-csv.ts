import { encode1251, type Lost } from './export-1251';
import type { ExportSay } from './export-say';
import { type Exported, moneyText, textOf } from './export-text';

export interface CsvOptions {
  readonly encoding: 'windows-1251' | 'utf-8';
  readonly header: boolean;
  /** a last line with rows, control sum and hash */
  readonly control: boolean;
}
export interface CsvFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** by the sign that is lost most */
  readonly lost: readonly Lost[];
}

/** A text that a spreadsheet would take for a formula is written with an apostrophe (OWASP, CSV Injection). Only texts: a negative number is a number. */
export const guarded = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
/** Quoted where it holds a separator of any country, a quote or an end of line. */
const quoted = (text: string): string => (/[;,"\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
/** A text as a cell of the file. */
export const asText = (text: string): string => quoted(guarded(text));

/** Rows of cells as a file: `;`, CRLF. `head` counts as line 1 in what is reported as lost. */
export function toFile(lines: readonly (readonly string[])[], titles: readonly string[], encoding: CsvOptions['encoding']): CsvFile {
  const text = (line: readonly string[]): string => `${line.join(';')}\r\n`;
  if (encoding === 'utf-8') return { bytes: new TextEncoder().encode(`\uFEFF${lines.map(text).join('')}`), lost: [] };
  const lost = new Map<string, Lost>();
  lines.forEach((line, i) => {
    line.forEach((cell, n) => {
      encode1251(cell, (sign) => {
        const known = lost.get(sign);
        lost.set(sign, known ? { ...known, times: known.times + 1 } : { sign, times: 1, row: i + 1, column: titles[n] ?? '' });
      });
    });
  });
  return { bytes: encode1251(lines.map(text).join(''), () => {}), lost: [...lost.values()].sort((a, b) => b.times - a.times) };
}

/** The export as a file for 1C (finance.md 2): `;`, decimal comma, no thousands, days DD.MM.YYYY, CRLF. */
export function csvOf(exported: Exported, titles: readonly string[], { encoding, header, control }: CsvOptions, say: ExportSay): CsvFile {
  const rows = exported.rows.map((row) =>
    row.map((value, i) => {
      const text = textOf(value, exported.columns[i]?.unit ?? 'text', say);
      return typeof value === 'number' ? text : asText(text);
    }),
  );
  const last = [
    say('control.name'),
    say('control.rows'),
    String(exported.rows.length),
    say('control.sum'),
    moneyText(exported.sums[exported.sum] ?? 0),
    say('control.hash'),
    exported.hash,
  ];
  return toFile([...(header ? [titles.map(asText)] : []), ...rows, ...(control ? [last] : [])], titles, encoding);
}
