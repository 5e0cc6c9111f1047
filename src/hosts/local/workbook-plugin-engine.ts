import * as engine from '@odoo/o-spreadsheet';
import type {
  BatchCommand,
  EngineCommand,
  EngineGetters,
  EnginePosition,
  EngineStyle,
  LooksCommand,
  OrderCommand,
  WriteCommand,
} from './workbook-engine-types';
import { cellsIn } from './workbook-plugin-evaluation';
import { type Recorder, record } from './workbook-record';

type PluginClass<P> = (new (config: unknown) => P) & { readonly getters: readonly string[] };
interface Watching {
  readonly getters: EngineGetters;
  beforeHandle(command: EngineCommand): void;
  handle(command: EngineCommand): void;
}

interface SheetPlugin extends Watching {
  readonly sheets: Readonly<Record<string, { readonly rows: readonly { readonly cells: Record<number, number> }[] }>>;
  readonly cellPosition: Record<number, EnginePosition>;
  readonly orderedSheetIds: readonly string[];
  readonly history: Recorder;
  checkSheetName(command: EngineCommand): string;
}

/** Sheets: any order (the engine moves only among visible ones), and Google's names, which may hold `/ * ? [ ] '`. */
export class CifraSheets extends (engine.registries.corePluginRegistry.get('sheet') as unknown as PluginClass<SheetPlugin>) {
  static override readonly getters = [...engine.registries.corePluginRegistry.get('sheet').getters, 'cifraPlaceCell', 'cifraLoadCell'];

  override handle(command: EngineCommand): void {
    super.handle(command);
    if (command.type !== 'CIFRA_ORDER') return;
    const { order } = command as unknown as OrderCommand;
    const known = new Set(this.orderedSheetIds);
    const kept = order.filter((id) => known.has(id));
    this.history.update('orderedSheetIds', [...kept, ...this.orderedSheetIds.filter((id) => !kept.includes(id))]);
  }

  override checkSheetName(command: EngineCommand): string {
    const result = super.checkSheetName(command);
    return result === 'ForbiddenCharactersInSheetName' ? 'Success' : result;
  }

  /** Puts a new cell in its place, or (undefined) takes the one there away; recorded for undoing. */
  cifraPlaceCell(sheetId: string, col: number, row: number, id: number | undefined): void {
    const cells = this.sheets[sheetId]?.rows[row]?.cells;
    if (!cells) return;
    if (id === undefined) {
      const old = cells[col];
      if (old !== undefined) record(this.history, this.cellPosition, old, undefined);
    } else record(this.history, this.cellPosition, id, { row, col, sheetId });
    record(this.history, cells, col, id);
  }

  /** Puts a cell of a stored workbook in its place: no change, nothing is recorded. */
  cifraLoadCell(sheetId: string, col: number, row: number, id: number): void {
    const cells = this.sheets[sheetId]?.rows[row]?.cells;
    if (!cells) return;
    cells[col] = id;
    this.cellPosition[id] = { row, col, sheetId };
  }
}

interface RowSizes extends Watching {
  getRowTallestCell(sheetId: string, row: number): unknown;
  updateRowSizeForCellChange(sheetId: string, row: number, col: number): void;
}
const EngineRowSizes = engine.registries.coreViewsPluginRegistry.get('row_size') as unknown as PluginClass<RowSizes>;

/** Heights of rows in the browser: our bulk commands change them as typing does. */
export class CifraRowSizes extends EngineRowSizes {
  /** Texts are measured only in rows that can be taller than one line: at the start that is a fraction of the cells. */
  override getRowTallestCell(sheetId: string, row: number): unknown {
    const cells = this.getters.tryGetSheet(sheetId)?.rows[row]?.cells ?? {};
    for (const col in cells) {
      const cell = this.getters.getCell({ sheetId, row, col: Number(col) });
      if (cell?.style?.wrapping === 'wrap' || (cell?.style?.fontSize ?? 10) > 10 || cell?.content?.includes('\n') || (cell?.style && 'rotation' in cell.style))
        return super.getRowTallestCell(sheetId, row);
    }
    return undefined;
  }

  override handle(command: EngineCommand): void {
    super.handle(command);
    if (command.type === 'CIFRA_WRITE') {
      const { sheetId, blocks } = command as unknown as WriteCommand;
      for (const block of blocks)
        block.cells.forEach((cells, down) =>
          cells.forEach((cell, right) => cell !== null && this.updateRowSizeForCellChange(sheetId, block.top + down, block.left + right)),
        );
    }
    if (command.type === 'CIFRA_LOOKS' && command.style)
      for (const { position } of cellsIn(this.getters, command as unknown as LooksCommand))
        this.updateRowSizeForCellChange(position.sheetId, position.row, position.col);
  }
}

/** Without a screen no row has a height, and nobody measures 300,000 texts. */
export class NoRowSizes extends EngineRowSizes {
  override getRowTallestCell(): undefined {
    return undefined;
  }
  override updateRowSizeForCellChange(): void {}
}

interface CustomColors extends Watching {
  readonly customColors: Record<string, true>;
  finalize(): void;
  getCustomColors(): readonly string[];
  computeCustomColors(): readonly string[];
}

/** The colours that the picker offers: looked for when it opens, not in all cells of all sheets after every change. */
export class CifraCustomColors extends (engine.registries.coreViewsPluginRegistry.get('custom_colors') as unknown as PluginClass<CustomColors>) {
  override handle(): void {}
  override finalize(): void {}

  override getCustomColors(): readonly string[] {
    for (const color of this.computeCustomColors()) this.customColors[color.toUpperCase()] = true;
    return super.getCustomColors();
  }
}

interface Positions extends Watching {
  headerPositions: Record<string, unknown>;
  isDirty: boolean;
  finalize(): void;
  computeHeaderPositionsOfSheet(sheetId: string): unknown;
}

/** Where rows and columns begin on the screen: computed for a sheet when it is looked at, not for all sheets at every change. */
export class CifraHeaderPositions extends (engine.registries.statefulUIPluginRegistry.get('header_positions') as unknown as PluginClass<Positions>) {
  override handle(command: EngineCommand): void {
    if (command.type === 'START') this.isDirty = true;
    else if (command.type !== 'CREATE_SHEET' && command.type !== 'DUPLICATE_SHEET') super.handle(command);
    if (!(this.headerPositions as { lazy?: true }).lazy) this.renew();
  }

  override finalize(): void {
    if (this.isDirty) this.renew();
    this.isDirty = false;
  }

  private renew(): void {
    this.headerPositions = new Proxy<Record<string, unknown>>(
      { lazy: true },
      {
        get: (known, sheetId) => {
          const key = String(sheetId);
          known[key] ??= this.computeHeaderPositionsOfSheet(key);
          return known[key];
        },
      },
    );
  }
}

/** Without a screen nothing is scrolled. */
export class NoViewport extends (engine.registries.statefulUIPluginRegistry.get('viewport') as unknown as PluginClass<Watching & { finalize(): void }>) {
  override finalize(): void {}
}

interface ComputedStyle extends Watching {
  styles: unknown;
  getComputedStyle(position: EnginePosition): EngineStyle;
}

/** Looks on the screen: a cell that does not exist shows the looks of its area. */
export class CifraComputedStyle extends (engine.registries.statefulUIPluginRegistry.get('cell_computed_style') as unknown as PluginClass<ComputedStyle>) {
  /** In a page a change comes from the server, and the engine tells the screen of the whole command only, not of the `UPDATE_CELL` that `CifraCells` says within it. */
  override handle(command: EngineCommand): void {
    super.handle(command.type === 'CIFRA_WRITE' || command.type === 'CIFRA_LOOKS' ? { ...command, type: 'UPDATE_CELL' } : command);
  }

  override getComputedStyle(position: EnginePosition): EngineStyle {
    const style = super.getComputedStyle(position);
    const area = this.getters.getCell(position) ? undefined : this.getters.cifraAreaLooks(position.sheetId, position.col, position.row)?.style;
    return area ? { ...area, ...style } : style;
  }
}

interface UiPlugin {
  dispatch(type: string, payload: object): { readonly isSuccessful: boolean; readonly reasons: readonly string[] };
}
const EngineUiPlugin = engine.UIPlugin as unknown as PluginClass<UiPlugin>;

/** Several commands as one revision: all of what one service call does is done, undone and sent together. The first refusal ends it and is kept for `cifraRefused`. */
export class CifraBatch extends EngineUiPlugin {
  static override readonly getters = ['cifraRefused'];
  private refused: readonly string[] = [];

  handle(command: EngineCommand): void {
    if (command.type !== 'CIFRA_BATCH') return;
    this.refused = [];
    for (const { type, ...payload } of (command as unknown as BatchCommand).commands) {
      const { reasons } = this.dispatch(type, payload);
      this.refused = reasons.filter((reason) => reason !== 'NoChanges').map((reason) => `${type}: ${reason}`);
      if (this.refused.length) return;
    }
  }

  /** Why the last batch was not done to its end; empty when it was. */
  cifraRefused(): readonly string[] {
    return this.refused;
  }
}
