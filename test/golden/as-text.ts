import type { Book } from '../../src/facts/book';
import type { SheetTemplate } from '../../src/kernel/sheet-template';
import type { Report } from '../../src/reports/report';
import { everything } from '../../src/reports/report';

/** A tab as text: columns parted by `|`, money in units of the currency, ratios and other fractions to four places, blank as `-`. */
export function asText(sheet: SheetTemplate, rows: readonly object[]): string {
  const keys = Object.keys(sheet.columns).filter((key) => key !== 'closed'); // filled in by the refresh
  const cell = (key: string, value: unknown): string => {
    if (value === null || value === '') return '-';
    if (typeof value !== 'number') return String(value);
    return String(Number((sheet.columns[key]?.unit === 'money' ? value / 100 : value).toFixed(4)));
  };
  return [keys, ...rows.map((row) => keys.map((key) => cell(key, (row as Record<string, unknown>)[key])))].map((line) => line.join(' | ')).join('\n');
}

/** Text written by hand, without what only serves the eye: runs of spaces, blank lines, lines of `#`. */
export const plain = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    )
    .join('\n');

/** The finished tab of a report over a whole book. */
export const tabOf = <S extends SheetTemplate>(report: Report<S>, book: Book): object[] =>
  [...report.rows(book, everything)].sort((a, b) => report.order(a, b));
