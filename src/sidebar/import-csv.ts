/** A table as a person brings it: all texts, the first row its titles. */
export interface Sheet {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** what rows are called in messages: that of `rows[0]` as a person counts it in the file or tab */
  readonly firstRow: number;
}
export type Delimiter = ',' | ';' | '\t' | '|';
const delimiters: readonly Delimiter[] = [';', '\t', ',', '|'];

/** Records of a text: RFC 4180, any end of line; a quote that is never closed ends with the text. */
export function recordsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [],
    cell = '',
    isQuoted = false;
  const endCell = (): void => {
    record.push(cell);
    cell = '';
  };
  const endRecord = (): void => {
    endCell();
    records.push(record);
    record = [];
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? '';
    if (isQuoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else isQuoted = false;
    } else if (c === '"' && cell === '') isQuoted = true;
    else if (c === delimiter) endCell();
    else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i += 1;
      endRecord();
    } else cell += c;
  }
  if (cell !== '' || record.length > 0) endRecord();
  return records;
}

/** The sign that parts the beginning of the text into the most columns, the same number in most rows. Excel may say it in a first line `sep=;`. */
export function delimiterOf(text: string): Delimiter {
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (said !== undefined && (delimiters as readonly string[]).includes(said)) return said as Delimiter;
  const score = (delimiter: Delimiter): number => {
    const widths = recordsOf(text.slice(0, 20_000), delimiter)
        .slice(0, 50)
        .map((record) => record.length),
      first = widths[0] ?? 1;
    return first < 2 ? 0 : (widths.filter((width) => width === first).length / widths.length) * Math.min(first, 50) + first / 1000;
  };
  return delimiters.reduce((best, one) => (score(one) > score(best) ? one : best));
}

/** A text as a sheet; blank lines at the top are left out. */
export function readCsv(text: string, delimiter = delimiterOf(text.replace(/^\uFEFF/, ''))): Sheet {
  const clean = text.replace(/^\uFEFF/, ''),
    body = clean.replace(/^sep=.\r?\n/i, '');
  return sheetOf(recordsOf(body, delimiter), body === clean ? 1 : 2);
}

/** Rows of cells as a sheet: the first row that is not blank holds the titles; blank rows below count, but hold nothing. `at`: how a person counts the first row. */
export function sheetOf(cells: readonly (readonly string[])[], at = 1): Sheet {
  const head = Math.max(
      0,
      cells.findIndex((row) => row.some((cell) => cell.trim() !== '')),
    ),
    width = Math.max(0, ...cells.slice(head).map((row) => row.length));
  const named = Array.from({ length: width }, (_, i) => (cells[head]?.[i] ?? '').trim()),
    rows = cells.slice(head + 1).map((row) => Array.from({ length: width }, (_, i) => (row[i] ?? '').trim()));
  const used = named.flatMap((title, i) => (title !== '' || rows.some((row) => row[i] !== '') ? [i] : []));
  return { titles: used.map((i) => named[i] || `#${i + 1}`), rows: rows.map((row) => used.map((i) => row[i] ?? '')), firstRow: at + head + 1 };
}
