import * as engine from '@odoo/o-spreadsheet';
import { indexIn } from './workbook-commands';
import { literalValue } from './workbook-content';
import type { Area, EngineCell, EngineCommand, EngineFormula, EngineGetters, EngineStyle, EngineZone, WriteCell } from './workbook-engine-types';
import { type Recorder, record } from './workbook-record';

/** The cells of a sheet as they are stored: rows from their first cell on; index 0 of formats and styles is none. */
interface StoredGrid {
  readonly rows: readonly (readonly [row: number, left: number, cells: readonly WriteCell[]])[];
  readonly formats: readonly string[];
  readonly styles: readonly (EngineStyle | null)[];
}
interface StoredSheet {
  readonly id: string;
  areas?: readonly Area[];
  grid?: StoredGrid;
}
/** What is set of a cell that somebody types into. */
export interface CellAfter {
  readonly content?: string;
  readonly style?: EngineStyle | null;
  readonly format?: string;
}

/** The engine's own plugin of cells, as far as ours builds on it. */
interface CellPlugin {
  readonly cells: Readonly<Record<string, Readonly<Record<number, EngineCell>>>>;
  readonly getters: EngineGetters;
  readonly history: Recorder;
  dispatch(type: string, payload: object): unknown;
  nextId: number;
  getNextCellId(): number;
  allowDispatch(command: EngineCommand): unknown;
  handle(command: EngineCommand): void;
  import(data: object): void;
  export(data: object, squish: boolean): void;
  exportForExcel(data: object): void;
  updateCell(sheetId: string, col: number, row: number, after: CellAfter): void;
  clearCells(sheetId: string, zones: readonly EngineZone[]): void;
  importCell(sheetId: string, content?: string, style?: EngineStyle, format?: string, compiled?: EngineFormula): EngineCell;
}
type CellPluginClass = (new (config: unknown) => CellPlugin) & { readonly getters: readonly string[] };

const EngineCells = engine.registries.corePluginRegistry.get('cell') as unknown as CellPluginClass;
/** A formula as the engine runs it. */
export const compile = (formula: string, sheetId: string, getters: EngineGetters): EngineFormula =>
  (engine.CompiledFormula as unknown as { Compile(formula: string, sheetId: string, getters: EngineGetters): EngineFormula }).Compile(
    formula,
    sheetId,
    getters,
  );

/** Whether a pattern of the engine shows what it holds as text: `@`. */
export const isTextPattern = (format: string | undefined): boolean => format === '@';

/** The engine's cells, stored row by row (`grid`): a third of the size of its own form, and read four times as fast. */
export class StoredCells extends EngineCells {
  readonly areas: Readonly<Record<string, readonly Area[]>> = {};
  private forExcel = false;

  override getNextCellId(): number {
    const id = this.nextId;
    record(this.history, this, 'nextId', id + 1);
    return id;
  }

  /** Puts a cell in the place of what was there (undefined: takes it away), recorded for undoing. */
  protected setCell(sheetId: string, id: number, cell: EngineCell | undefined): void {
    if (!this.cells[sheetId]) this.history.update('cells', sheetId, {});
    record(this.history, this.cells[sheetId] ?? {}, id, cell);
  }

  override importCell(sheetId: string, content?: string, style?: EngineStyle, format?: string, compiled?: EngineFormula): EngineCell {
    if (compiled) return super.importCell(sheetId, content, style, format, compiled);
    return this.makeCell(sheetId, { id: this.getNextCellId(), content: content ?? '', format, style });
  }

  /** Cells of a stored workbook: ours row by row (`grid`), those of a foreign workbook as the engine reads them. */
  override import(data: { readonly sheets: readonly StoredSheet[] }): void {
    super.import(data);
    for (const { id: sheetId, areas, grid } of data.sheets) {
      if (areas) (this.areas as Record<string, readonly Area[]>)[sheetId] = areas;
      if (!grid) continue;
      const cells: Record<number, EngineCell> = {};
      (this.cells as Record<string, Record<number, EngineCell>>)[sheetId] = cells;
      for (const [row, left, contents] of grid.rows) {
        contents.forEach((stored, right) => {
          if (stored === null) return;
          const [content, format, style] = typeof stored === 'string' ? ([stored, 0, 0] as const) : stored;
          const cell = this.makeCell(sheetId, {
            id: this.nextId++,
            content: content ?? '',
            format: grid.formats[format] || undefined,
            style: grid.styles[style] ?? undefined,
          });
          cells[cell.id] = cell;
          this.getters.cifraLoadCell(sheetId, left + right, row, cell.id);
        });
      }
    }
  }

  override export(data: { readonly sheets: readonly StoredSheet[] }, squish: boolean): void {
    if (this.forExcel) return super.export(data, squish);
    for (const sheet of data.sheets) {
      sheet.grid = this.gridOf(sheet.id);
      const areas = this.areas[sheet.id];
      if (areas?.length) sheet.areas = areas;
    }
  }

  override exportForExcel(data: object): void {
    this.forExcel = true;
    try {
      super.exportForExcel(data);
    } finally {
      this.forExcel = false;
    }
  }

  private gridOf(sheetId: string): StoredGrid {
    const formats = new Map<string, number>([['', 0]]);
    const styles = new Map<string, number>([['null', 0]]);
    const numbers = new Map<EngineStyle, number>();
    const styleNumber = (style: EngineStyle) => {
      const number = numbers.get(style) ?? indexIn(styles, JSON.stringify(style));
      numbers.set(style, number);
      return number;
    };
    const rows: StoredGrid['rows'][number][] = [];
    (this.getters.tryGetSheet(sheetId)?.rows ?? []).forEach(({ cells }, row) => {
      const cols = Object.keys(cells)
        .filter((col) => cells[Number(col)] !== undefined)
        .map(Number);
      const left = cols[0];
      if (left === undefined) return;
      const contents: WriteCell[] = new Array((cols[cols.length - 1] ?? left) - left + 1).fill(null);
      for (const col of cols) {
        const cell = this.cells[sheetId]?.[cells[col] ?? -1];
        if (!cell) continue;
        const content = contentAsStands(cell, this.getters);
        contents[col - left] = cell.format || cell.style ? [content, indexIn(formats, cell.format ?? ''), cell.style ? styleNumber(cell.style) : 0] : content;
      }
      rows.push([row, left, contents]);
    });
    return { rows, formats: [...formats.keys()], styles: [...styles.keys()].map((style) => JSON.parse(style) as EngineStyle | null) };
  }

  protected makeCell(
    sheetId: string,
    cell: { readonly id: number; readonly content: string; readonly format: string | undefined; readonly style: EngineStyle | undefined },
  ): EngineCell {
    const { id, content, format, style } = cell;
    if (content.startsWith('=')) return { id, format, style, isFormula: true, compiledFormula: compile(content, sheetId, this.getters) };
    return { id, content, format, style, isFormula: false, parsedValue: literalValue(content) };
  }
}

/** What stands in a cell, ready to be written into another one. */
export function contentAsStands(cell: EngineCell | undefined, getters: EngineGetters): string {
  return cell?.compiledFormula ? cell.compiledFormula.toFormulaString(getters) : (cell?.content ?? '');
}
