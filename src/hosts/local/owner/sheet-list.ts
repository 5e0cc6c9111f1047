/**
 * The list of sheets, remembered: to count the last row the workbook looks at every cell, and each service call asks for some size.
 * Writes that can only let a sheet grow are followed here; after all others the workbook is asked again.
 */
import type { CellWrite, SheetInfo, Validation, WorkbookApi, Zone } from '../workbook-api';

export interface SheetList {
  readonly all: () => readonly SheetInfo[];
  readonly find: (id: number) => SheetInfo | undefined;
  /** Values were written by a script: the last row and column are followed. */
  readonly wrote: (id: number, zone: Zone, cells: readonly (readonly CellWrite[])[]) => void;
  /** A script changed one sheet in a way that its last row and column do not depend on. */
  readonly patch: (id: number, change: Partial<SheetInfo>) => void;
  /** A script added, removed or moved sheets: `next` makes the new list of the old one. */
  readonly rearrange: (next: (all: readonly SheetInfo[]) => readonly SheetInfo[]) => void;
  /** Anything else happened. */
  readonly stale: () => void;
  /** Rules of a sheet that reject what breaks them. */
  readonly strict: (id: number) => readonly { readonly zone: Zone; readonly rule: Validation }[];
}

const holds = (cell: CellWrite): boolean => cell.formula !== undefined || (cell.value !== undefined && cell.value !== null && cell.value !== '');

export function openSheetList(workbook: WorkbookApi): SheetList {
  let known: SheetInfo[] | null = null;
  const rules = new Map<number, readonly { readonly zone: Zone; readonly rule: Validation }[]>();
  const all = (): SheetInfo[] => {
    known ??= [...workbook.sheets()];
    return known;
  };
  const stale = (): void => {
    known = null;
    rules.clear();
  };
  const filled = (id: number, zone: Zone): boolean =>
    workbook.read(id, zone).some((row) => row.some(({ value, formula }) => (value !== null && value !== '') || formula !== null));
  return {
    all,
    find: (id) => all().find((sheet) => sheet.id === id),
    wrote: (id, zone, cells) => {
      const at = known?.findIndex((sheet) => sheet.id === id) ?? -1;
      const sheet = known?.[at];
      if (known === null || sheet === undefined) return;
      let { lastRow, lastCol } = sheet;
      let formulas = false;
      for (const [r, row] of cells.entries()) {
        for (const [c, cell] of row.entries()) {
          if (!holds(cell)) continue;
          formulas ||= cell.formula !== undefined;
          lastRow = Math.max(lastRow, zone.row + r + 1);
          lastCol = Math.max(lastCol, zone.col + c + 1);
        }
      }
      const atBottom = zone.row + zone.rows >= lastRow && zone.row < lastRow && !filled(id, { row: lastRow - 1, col: 0, rows: 1, cols: lastCol });
      const atRight = zone.col + zone.cols >= lastCol && zone.col < lastCol && !filled(id, { row: 0, col: lastCol - 1, rows: 1, cols: 1 });
      if (formulas || atBottom || atRight)
        known = null; // a formula may spill; an emptied edge may have been the last one
      else known[at] = { ...sheet, lastRow, lastCol };
    },
    patch: (id, change) => {
      if (known !== null) known = known.map((sheet) => (sheet.id === id ? { ...sheet, ...change } : sheet));
    },
    rearrange: (next) => {
      if (known !== null) known = [...next(known)];
      rules.clear();
    },
    stale,
    strict: (id) => {
      const found = rules.get(id) ?? workbook.validations(id).filter(({ rule }) => rule.strict);
      rules.set(id, found);
      return found;
    },
  };
}
