import { exportsSheet } from '../../sheets-templates/exports';
import { type Day, type Month, readPeriod } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Minor } from '../kernel/money';
import type { Column, Row, RowOf, Unit, Value } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { type Kept, keepRows, readKept } from './export-kept';
import { type Export, exportList } from './export-list';
import { alone, notesOf, rowsOf, timeText } from './panel';

export type ExportRow = RowOf<typeof exportsSheet>;

/** What the dialog of exports opens with. */
export interface ExportsPage {
  readonly today: Day;
  /** `months`: those that the tab holds, newest first; null: the tab as it stands today */
  readonly exports: readonly { readonly key: string; readonly title: string; readonly months: readonly Month[] | null }[];
  /** newest first */
  readonly done: readonly { readonly at: string; readonly file: string; readonly rows: number; readonly author: string }[];
}
/**
 * Rows for a file, typed: money in minor units, a day as `2026-11-21`, a time as `2026-11-21 14:05:00` in the company's zone, a word as people read it, blank = null.
 * The page makes the file of them (sidebar/export-*).
 */
export interface ExportedRows {
  /** `payroll_2026-05_v1`, without extension */
  readonly file: string;
  readonly title: string;
  readonly version: number;
  /** when this version was made, ISO; `isSame`: it stood before and nothing has changed since */
  readonly at: string;
  readonly isSame: boolean;
  /** title '' = named by the page */
  readonly columns: readonly { readonly key: string; readonly title: string; readonly unit: Unit }[];
  readonly rows: readonly (readonly Value[])[];
  /** key of the control sum's column; sums of all money columns; `hash`: of the rows, whatever their order */
  readonly sum: string;
  readonly sums: Readonly<Record<string, Minor>>;
  readonly hash: string;
  /** the version before, when the data have changed since; `kept` null: too many rows to be kept */
  readonly previous: { readonly version: number; readonly at: string; readonly rows: number; readonly sum: Minor; readonly kept: Kept | null } | null;
  /** cells of the tab that could not be read */
  readonly notes: readonly string[];
}

/** Files listed; months of a tab whose latest rows are kept. Of a tab as it stands on a day only that day's are. */
const SHOWN = 10,
  MONTHS = 6;

/** Throws Fault sheet-missing, column-missing. */
export function exportsPage(world: World): ExportsPage {
  const done = rowsOf<ExportRow>(world, exportsSheet).rows.map(({ row }) => row);
  return {
    today: world.today,
    exports: exportList.map(({ sheet, month }) => ({
      key: sheet.key,
      title: sheet.title[world.lang],
      months: month === null ? null : [...new Set(world.sheets.column(sheet, month).flatMap((one) => (isMonth(one) ? [one] : [])))].sort().reverse(),
    })),
    done: done
      .slice(-SHOWN)
      .reverse()
      .map(({ at, file, rows, author }) => ({ at: timeText(at, world.zone), file, rows: rows ?? 0, author })),
  };
}
const isMonth = (value: Value): value is string => typeof value === 'string' && /^\d{4}-\d{2}$/.test(value) && readPeriod(value) !== null;

/**
 * The rows of an export with their control totals, and its version: the one before when nothing has changed, else the next one, noted in the tab `exports` with its rows for the next
 * differences. What the rows say counts, not their order.
 * Throws Fault tab-unknown, period-wrong, busy, sheet-missing, column-missing.
 */
export function makeExport(world: World, args: { readonly key: string; readonly month: string; readonly author: string }): ExportedRows {
  const found = exportList.find(({ sheet }) => sheet.key === args.key);
  if (!found) throw new Fault('tab-unknown', { key: args.key });
  if (found.month !== null && !isMonth(args.month)) throw new Fault('period-wrong', { value: args.month });
  return alone(world, () => exported(world, found, args));
}

function exported(
  world: World,
  { sheet, month: by, sum, layout }: Export,
  { month, author }: { readonly month: string; readonly author: string },
): ExportedRows {
  const read = world.sheets.read(sheet),
    taken = read.rows.flatMap(({ row }) => (by === null || row[by] === month ? [row] : [])),
    rows = layout ? layout.rows(world, taken, month) : taken,
    templates: Readonly<Record<string, Column>> = sheet.columns;
  const columns = layout
    ? Object.entries(layout.columns)
    : Object.entries(templates).flatMap(([key, { unit, hidden }]): [string, Unit][] => (hidden ? [] : [[key, unit]]));
  const keys = columns.map(([key]) => key),
    table = rows.map((row) => keys.map((key): Value => blankIsNull(row[key])));
  const sums = Object.fromEntries(columns.flatMap(([key, unit]) => (unit === 'money' ? [[key, sumOf(rows, key)]] : []))),
    hash = world.hash(JSON.stringify(table.map((row) => JSON.stringify(row)).sort())).slice(0, 16);
  const name = `${sheet.key}_${by === null ? world.today : month}`,
    all = rowsOf<ExportRow>(world, exportsSheet).rows,
    before = all.filter(({ row }) => row.file === `${name}_v${row.version}`),
    last = before.reduce<ExportRow | null>((best, { row }) => (best === null || (row.version ?? 0) > (best.version ?? 0) ? row : best), null),
    isSame = last?.hash === hash,
    version = (last?.version ?? 0) + (isSame ? 0 : 1);
  if (!isSame) {
    const kept = keepRows({ columns: keys, rows: table }, columns, sum);
    world.sheets.append(exportsSheet, [
      { at: world.now, file: `${name}_v${version}`, version, rows: table.length, sum: sums[sum] ?? 0, hash, author, ...kept },
    ]);
    const others = all.filter(({ row }) => row.kept_1 !== '' && !before.some((one) => one.row === row) && row.file.replace(/_\d.*$/, '') === sheet.key),
      old = [...before, ...others.slice(0, Math.max(0, others.length - (by === null ? 0 : MONTHS - 1)))];
    world.sheets.write(
      exportsSheet,
      old.flatMap(({ at, row }) => (row.kept_1 === '' ? [] : [{ at, row: { ...row, ...keepRows(null) } }])),
    );
  }
  const old = last && readKept(last),
    said = (names: readonly string[], lines: Kept['rows']): Kept['rows'] =>
      lines.map((row) => row.map((value, i) => spoken(world, value, templates[names[i] ?? ''])));
  return {
    file: `${name}_v${version}`,
    title: `${sheet.title[world.lang]}${by === null ? '' : ` ${month}`}`,
    version,
    at: timeText(isSame ? (last?.at ?? null) : world.now, world.zone),
    isSame,
    columns: columns.map(([key, unit]) => ({ key, unit, title: (layout?.isForm ? undefined : templates[key]?.title[world.lang]) ?? '' })),
    rows: said(keys, table),
    sum,
    sums,
    hash,
    previous:
      isSame || last === null
        ? null
        : {
            version: last.version ?? 0,
            at: timeText(last.at, world.zone),
            rows: last.rows ?? 0,
            sum: last.sum ?? 0,
            kept: old && { ...old, rows: said(old.columns, old.rows) },
          },
    notes: notesOf(read.problems),
  };
}

const blankIsNull = (value: Value | undefined): Value => (value === '' || value === undefined ? null : value);
const sumOf = (rows: readonly Row[], key: string): Minor => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);

function spoken(world: World, value: Value, column: Column | undefined): Value {
  if (column?.unit === 'word' && typeof value === 'string') return column.words?.[value]?.[world.lang] ?? value;
  return column?.unit === 'time' && typeof value === 'number' ? timeText(value, world.zone).slice(0, 19).replace('T', ' ') : value;
}
