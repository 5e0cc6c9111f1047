import * as engine from '@odoo/o-spreadsheet';
import type { CellRead, Looks, Scalar, SheetInfo, Zone } from './workbook-api';
import type { EngineGetters, EnginePosition, EngineStyle } from './workbook-engine-types';

/** Errors as Google Sheets writes them, where the engine writes them otherwise. */
const errors: Readonly<Record<string, string>> = { '#REF': '#REF!', '#BAD_EXPR': '#ERROR!', '#ERROR': '#ERROR!', '#CYCLE': '#REF!', '#SPILL!': '#REF!' };

/**
 * One cell as scripts see it. A literal is read as it was stored, not as it is shown: links, quotes and text formats change nothing. The format is the
 * cell's own, as Apps Script gives it; a formula without one tells only that it yields a day or a time (`=TODAY()`), so that services can make a Date of it.
 */
export function readCell(getters: EngineGetters, position: EnginePosition, pattern: (format: string) => string): CellRead {
  const cell = getters.getCell(position);
  const evaluated = cell && !cell.isFormula && cell.content ? null : getters.getEvaluatedCell(position);
  const value = evaluated ? evaluated.value : (cell?.parsedValue ?? null);
  const own = cell ? cell.format : getters.cifraAreaLooks(position.sheetId, position.col, position.row)?.format;
  const format = own ?? (evaluated?.format && engine.helpers.isDateTimeFormat(evaluated.format) ? evaluated.format : '');
  const shown: Scalar = evaluated?.type === 'error' ? (errors[String(value)] ?? value) : value === '' ? null : value;
  return { value: shown, formula: cell?.compiledFormula ? cell.compiledFormula.toFormulaString(getters) : null, format: format === '' ? '' : pattern(format) };
}

/** The looks of one cell, Google's words: null where it has none of its own. */
export function readCellLooks(getters: EngineGetters, position: EnginePosition, pattern: (format: string) => string): Looks {
  const cell = getters.getCell(position);
  const area = cell ? undefined : getters.cifraAreaLooks(position.sheetId, position.col, position.row);
  const style: EngineStyle = cell?.style ?? area?.style ?? {};
  const format = cell?.format ?? area?.format ?? '';
  return {
    background: style.fillColor ?? null,
    color: style.textColor ?? null,
    bold: style.bold ?? false,
    italic: style.italic ?? false,
    size: style.fontSize ?? 10,
    align: style.align ?? null,
    wrap: style.wrapping === 'wrap',
    format: format === '' ? '' : pattern(format),
  };
}

/** Google's looks as the engine's style to merge; null takes an aspect away, undefined leaves it. */
export function styleOf(looks: Looks): Readonly<Record<string, unknown>> {
  const style = {
    fillColor: looks.background,
    textColor: looks.color,
    bold: looks.bold === false ? null : looks.bold,
    italic: looks.italic === false ? null : looks.italic,
    fontSize: looks.size,
    align: looks.align,
    wrapping: looks.wrap === undefined ? undefined : looks.wrap ? 'wrap' : null,
  };
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined));
}

/** All cells of a zone, row by row. */
export function eachCell<T>(sheetId: string, zone: Zone, read: (position: EnginePosition) => T): T[][] {
  return Array.from({ length: zone.rows }, (_, down) =>
    Array.from({ length: zone.cols }, (__, right) => read({ sheetId, row: zone.row + down, col: zone.col + right })),
  );
}

/** Last row and column, counted from 1, that hold a value or a formula; 0 without any. What formulas spill is not among them. */
export interface Extent {
  readonly row: number;
  readonly col: number;
}

/** Looks through all cells of a sheet: 40,000 cells take about 3 ms, so who asks often keeps it. */
export function extentOf(getters: EngineGetters, sheetId: string): Extent {
  let [lastRow, lastCol] = [0, 0];
  const rows = getters.tryGetSheet(sheetId)?.rows ?? [];
  for (let row = rows.length - 1; row >= 0; row--) {
    const cells = rows[row]?.cells ?? {};
    for (const key in cells) {
      const col = Number(key);
      if (col < lastCol && row < lastRow) continue;
      const cell = getters.getCell({ sheetId, col, row });
      if (!cell || (!cell.isFormula && !cell.content)) continue;
      lastRow = Math.max(lastRow, row + 1);
      lastCol = Math.max(lastCol, col + 1);
    }
  }
  return { row: lastRow, col: lastCol };
}

/** A sheet as Google describes it; the last row and column are those that hold a value or a formula, also one that a formula spilled. */
export function sheetInfo(getters: EngineGetters, sheetId: string, id: number, extent: Extent): SheetInfo {
  const sheet = getters.tryGetSheet(sheetId);
  const panes = getters.getPaneDivisions(sheetId);
  const spills = getters.cifraSpills(sheetId);
  return {
    id,
    name: getters.getSheetName(sheetId),
    rows: getters.getNumberRows(sheetId),
    cols: getters.getNumberCols(sheetId),
    frozenRows: panes.ySplit,
    frozenCols: panes.xSplit,
    hidden: !(sheet?.isVisible ?? true),
    tabColor: sheet?.color ?? null,
    lastRow: Math.max(extent.row, ...spills.map(({ bottom }) => bottom + 1)),
    lastCol: Math.max(extent.col, ...spills.map(({ right }) => right + 1)),
  };
}
