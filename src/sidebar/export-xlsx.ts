import writeXlsxFile, { type Cell, type Sheet } from 'write-excel-file/universal';
import { startOf } from '../kernel/calendar';
import { type Difference, differenceCells, differenceTitles } from './export-differences';
import type { ExportSay } from './export-say';
import type { Exported, Unit, Value } from './export-text';

const formats: Partial<Readonly<Record<Unit, string>>> = { money: '#,##0.00', count: '0', number: '0.00', ratio: '0.0%', percent: '0.00"%"' };
const bold = (text: string): Cell => ({ value: clean(text), type: String, fontWeight: 'bold', backgroundColor: '#e8eaed', wrap: true });
/** Signs that XML cannot hold are left out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones
const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/gu, '');

/** A cell of its type: amounts and numbers are numbers, days are dates, everything else is text in a cell of text, so that an id keeps its zeros and nothing becomes a formula. */
export function cellOf(value: Value, unit: Unit): Cell {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return { value, type: Boolean };
  if (typeof value === 'number') return { value: unit === 'money' ? value / 100 : value, type: Number, format: formats[unit] ?? '0.00' };
  const [day = '', time] = value.split(' ');
  if ((unit === 'day' || unit === 'time') && /^\d{4}-\d{2}-\d{2}$/.test(day)) {
    const at = startOf(day, 'UTC') + (time ? secondsOf(time) * 1000 : 0);
    return { value: new Date(at), type: Date, format: time ? 'dd.mm.yyyy hh:mm:ss' : 'dd.mm.yyyy' };
  }
  return { value: clean(value), type: String, format: '@' };
}
const secondsOf = (time: string): number => time.split(':').reduce((all, part) => all * 60 + Number(part), 0);

const widthOf = (title: string, unit: Unit): number => Math.max(unit === 'text' || unit === 'word' ? 24 : 12, Math.min(30, title.length + 2));
/** Excel's limits of a name: 31 signs, none of these. */
const sheetName = (title: string): string => title.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31);

/** The export as a workbook: the rows below a frozen header, the control totals, and what differs from the version before. The library zips at once, without a worker, which a sandbox may refuse. */
export function xlsxOf(exported: Exported, titles: readonly string[], differences: readonly Difference[], say: ExportSay): Promise<Blob> {
  const { columns, rows, sums, hash, file } = exported;
  const data: Sheet<Blob> = {
    sheet: sheetName(exported.title),
    data: [titles.map(bold), ...rows.map((row) => row.map((value, i) => cellOf(value, columns[i]?.unit ?? 'text')))],
    columns: columns.map(({ unit }, i) => ({ width: widthOf(titles[i] ?? '', unit) })),
    stickyRowsCount: 1,
  };
  const sumLines = columns.flatMap(({ key, unit }, i) =>
    unit === 'money' ? [[bold(`${say('control.sum')}: ${titles[i]}`), cellOf(sums[key] ?? 0, 'money')]] : [],
  );
  const control: Sheet<Blob> = {
    sheet: say('control.name'),
    data: [[bold(file)], [bold(say('control.rows')), cellOf(rows.length, 'count')], ...sumLines, [bold(say('control.hash')), cellOf(hash, 'id')]],
    columns: [{ width: 44 }, { width: 24 }],
  };
  const changes: Sheet<Blob> = {
    sheet: say('differences.name'),
    data: [differenceTitles(say).map(bold), ...differences.map((one) => differenceCells(one, say).map((text) => cellOf(text, 'text')))],
    columns: [{ width: 12 }, { width: 48 }, { width: 24 }, { width: 20 }, { width: 20 }],
    stickyRowsCount: 1,
  };
  return writeXlsxFile([data, control, ...(differences.length > 0 ? [changes] : [])]).toBlob();
}
