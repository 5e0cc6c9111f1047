import type { Problem } from '../../facts/rows';
import { Fault } from '../../kernel/fault';
import type { Row, SheetTemplate } from '../../kernel/sheet-template';
import type { Placed, SheetStore } from '../../ports/sheet-store';
import type { Store } from '../../ports/world';
import type { Cell, CellContext } from './cells';
import { fromCell, toCell } from './cells';
import { changedCells } from './changed-cells';
import { fitRows, numbered, removeRows, roomFor } from './fit-rows';
import { type Layout, readLayout } from './layout';
import { keepCompany } from './user-cells';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Sheet = GoogleAppsScript.Spreadsheet.Sheet;

/** Rows kept free below the data of a tab that grows, so that one append never meets the end of the grid. */
const SPARE_ROWS = 200;

/** The SheetStore over Google's spreadsheet. `problemOf` words a cell that cannot be read; `now` is the instant of the execution. */
export function sheetStore(
  open: () => Spreadsheet,
  store: Store,
  context: CellContext & {
    readonly now: number;
    readonly problemOf: (what: { sheet: SheetTemplate; column: string; value: string }) => { what: string; mend: string };
  },
): SheetStore {
  const layouts = new Map<string, Layout>();
  const layoutOf = (sheet: SheetTemplate): Layout => {
    const known = layouts.get(sheet.key);
    if (known) return known;
    const layout = readLayout(open(), store, sheet, context.lang);
    layouts.set(sheet.key, layout);
    return layout;
  };
  const tab = (sheet: SheetTemplate): Sheet => layoutOf(sheet).tab;
  const firstRow = (sheet: SheetTemplate): number => (sheet.totals ? 3 : 2);
  const columnOf = (sheet: SheetTemplate, key: string): number => {
    const place = layoutOf(sheet).columns.indexOf(key);
    if (place < 0) throw new Fault('column-missing', { sheet: sheet.title[context.lang], column: sheet.columns[key]?.title[context.lang] ?? key });
    return place + 1;
  };

  const toRow = (sheet: SheetTemplate, cells: readonly Cell[], at: number, problems: Problem[]): Row => {
    const row: Record<string, Row[string]> = {};
    layoutOf(sheet).columns.forEach((key, i) => {
      const column = sheet.columns[key];
      if (!column) return;
      const cell = cells[i] ?? '',
        value = fromCell(cell, column, context);
      if (value === undefined) {
        const words = context.problemOf({ sheet, column: key, value: String(cell) });
        problems.push({ at: context.now, tab: sheet.title[context.lang], row: String(at + firstRow(sheet)), ...words, times: 1 });
      }
      row[key] =
        value ?? (column.unit === 'text' || column.unit === 'word' || column.unit === 'id' || column.unit === 'month' || column.unit === 'period' ? '' : null);
    });
    return row;
  };
  const isBlank = (sheet: SheetTemplate, cells: readonly Cell[]): boolean => layoutOf(sheet).columns.every((key, i) => key === '' || (cells[i] ?? '') === '');

  /** Our columns as they lie in the tab; a run of user columns between parts them, so that nothing of theirs is ever written. */
  const runs = (sheet: SheetTemplate): { readonly from: number; readonly keys: string[] }[] => {
    const found: { from: number; keys: string[] }[] = [];
    layoutOf(sheet).columns.forEach((key, i) => {
      if (key === '') return;
      const last = found[found.length - 1];
      if (last && last.from + last.keys.length === i) last.keys.push(key);
      else found.push({ from: i, keys: [key] });
    });
    return found;
  };
  const toCells = (sheet: SheetTemplate, keys: readonly string[], row: Row): Cell[] =>
    keys.map((key) => {
      const column = sheet.columns[key];
      return column ? toCell(row[key], column, context) : '';
    });
  const put = (sheet: SheetTemplate, at: number, rows: readonly Row[]): void => {
    for (const run of runs(sheet))
      tab(sheet)
        .getRange(firstRow(sheet) + at, run.from + 1, rows.length, run.keys.length)
        .setValues(rows.map((row) => toCells(sheet, run.keys, row)));
  };
  const count = (sheet: SheetTemplate): number => Math.max(0, tab(sheet).getLastRow() - firstRow(sheet) + 1);
  const cellsOf = (sheet: SheetTemplate, from: number, rows: number): Cell[][] =>
    rows < 1
      ? []
      : (tab(sheet)
          .getRange(firstRow(sheet) + from, 1, rows, layoutOf(sheet).columns.length)
          .getValues() as Cell[][]);

  return {
    read: (sheet) => {
      const cells = (tab(sheet).getDataRange().getValues() as Cell[][]).slice(firstRow(sheet) - 1),
        problems: Problem[] = [];
      const rows = cells.flatMap((line, at) => (isBlank(sheet, line) ? [] : [{ at, row: toRow(sheet, line, at, problems) }]));
      return { rows, problems };
    },
    readSpan: (sheet, from, rows) =>
      cellsOf(sheet, from, rows).flatMap((line, i) => (isBlank(sheet, line) ? [] : [{ at: from + i, row: toRow(sheet, line, from + i, []) }])),
    find: (sheet, column, value, part) => {
      const grid = tab(sheet),
        height = grid.getMaxRows() - firstRow(sheet) + 1,
        words = sheet.columns[column]?.words;
      const found = grid
        .getRange(firstRow(sheet), columnOf(sheet, column), height, 1)
        .createTextFinder(words?.[value]?.[context.lang] ?? value)
        .matchCase(true)
        .matchEntireCell(part === undefined)
        .findAll();
      return found.map((range) => range.getRow() - firstRow(sheet));
    },
    column: (sheet, key) => {
      const held = count(sheet),
        column = sheet.columns[key];
      if (held === 0 || !column) return [];
      const cells = tab(sheet).getRange(firstRow(sheet), columnOf(sheet, key), held, 1).getValues() as Cell[][];
      return cells.map(
        ([cell = '']) => fromCell(cell, column, context) ?? (column.unit === 'text' || column.unit === 'word' || column.unit === 'id' ? '' : null),
      );
    },
    columns: (sheet) => layoutOf(sheet).columns,
    count,
    write: (sheet, rows) => {
      const sorted = [...rows].sort((a, b) => a.at - b.at),
        blocks: Placed<Row>[][] = [];
      for (const placed of sorted) {
        const last = blocks[blocks.length - 1];
        if (last && (last[last.length - 1]?.at ?? 0) + 1 === placed.at) last.push(placed);
        else blocks.push([placed]);
      }
      for (const block of blocks)
        put(
          sheet,
          block[0]?.at ?? 0,
          block.map((placed) => placed.row),
        );
    },
    append: (sheet, rows) => {
      const only = rows.length === 1 ? rows[0] : undefined,
        [run, ...others] = runs(sheet);
      if (only && run && others.length === 0 && run.from === 0) {
        try {
          tab(sheet).appendRow(toCells(sheet, run.keys, only));
          return;
        } catch (error) {
          if (firstRow(sheet) - 1 + count(sheet) < tab(sheet).getMaxRows()) throw error; // sources disagree whether a full grid grows (apps-script.md 7): where it does not, room is made below
        }
      }
      if (rows.length === 0) return;
      const held = count(sheet);
      roomFor(tab(sheet), firstRow(sheet) + held + rows.length, SPARE_ROWS);
      put(sheet, held, rows);
    },
    replace: (sheet, block, rows, identity) => {
      const from = block === 'all' ? 0 : block.from,
        read = block === 'all' ? (tab(sheet).getDataRange().getValues() as Cell[][]).slice(firstRow(sheet) - 1) : cellsOf(sheet, block.from, block.held);
      const identityOf = (row: Row): string => identity.map((key) => String(row[key] ?? '')).join('\u0001');
      const names = numbered(rows.map(identityOf)),
        found = numbered(read.map((line, i) => (isBlank(sheet, line) ? '' : identityOf(toRow(sheet, line, i, [])))));
      while (block === 'all' && (found[found.length - 1] ?? 'x').split('\u0002')[0] === '') found.pop(); // rows below ours belong to people
      const stood = fitRows({
        grid: tab(sheet),
        top: firstRow(sheet) + from,
        stands: { cells: read.slice(0, found.length), names: found },
        wanted: names,
        width: layoutOf(sheet).columns.length,
        isTail: block === 'all' && read.length === found.length,
      });
      const grid = tab(sheet),
        top = firstRow(sheet) + from,
        { columns } = layoutOf(sheet);
      let written = keepCompany({ grid, top, before: stood.names, after: names, columns, isOurs: (key) => key !== '' });
      for (const run of runs(sheet)) {
        const wanted = rows.map((row) => toCells(sheet, run.keys, row)),
          old = stood.cells.map((line) => line.slice(run.from, run.from + run.keys.length));
        for (const patch of changedCells(old, wanted)) {
          const size = patch.cells[0]?.length ?? 0;
          grid.getRange(top + patch.row, run.from + patch.col + 1, patch.cells.length, size).setValues(patch.cells);
          written += patch.cells.length * size;
        }
      }
      removeRows(grid, top + rows.length, stood.surplus);
      return written;
    },
    sort: (sheet, by) => {
      const grid = tab(sheet),
        held = count(sheet);
      if (held > 1)
        grid
          .getRange(firstRow(sheet), 1, held, grid.getLastColumn())
          .sort(by.map(({ column, descending }) => ({ column: columnOf(sheet, column), ascending: !descending })));
    },
    flush: () => SpreadsheetApp.flush(),
  };
}
