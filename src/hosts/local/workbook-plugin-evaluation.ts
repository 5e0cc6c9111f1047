import * as engine from '@odoo/o-spreadsheet';
import type {
  EngineCell,
  EngineCommand,
  EngineEvaluated,
  EngineGetters,
  EnginePosition,
  EngineZone,
  HeaderCommand,
  LooksCommand,
  WriteCommand,
} from './workbook-engine-types';
import { isTextPattern } from './workbook-plugin-stored';

interface SheetZone {
  readonly sheetId: string;
  readonly zone: EngineZone;
}
interface RangeSet extends Iterable<SheetZone> {
  isEmpty(): boolean;
  clear(): void;
  hasPosition(position: EnginePosition): boolean;
  addMany(ranges: Iterable<SheetZone>): void;
}
interface PositionSet extends Iterable<EnginePosition> {
  has(position: EnginePosition): boolean;
  add(position: EnginePosition): void;
}
interface CellMap {
  get(position: EnginePosition): EngineEvaluated | undefined;
  set(position: EnginePosition, cell: EngineEvaluated): void;
  has(position: EnginePosition): boolean;
}
interface Evaluator {
  evaluatedCells: CellMap;
  blockedArrayFormulas: PositionSet;
  nextRangesToUpdate: RangeSet;
  cellsBeingComputed: Set<unknown>;
  spreadingRelations: {
    readonly arrayFormulasToResults: { keysForSheet(sheetId: string): readonly EnginePosition[]; get(position: EnginePosition): EngineZone | undefined };
    isArrayFormula(position: EnginePosition): boolean;
    searchFormulaPositionsSpreadingOn(sheetId: string, zone: EngineZone): readonly unknown[];
  };
  computeCell(position: EnginePosition): EngineEvaluated;
  updateDependencies(position: EnginePosition): void;
  buildDependencyGraph(): void;
  updateCompilationParameters(): void;
  clearEvaluatedRanges(ranges: readonly SheetZone[]): void;
  getEvaluatedCell(position: EnginePosition): EngineEvaluated;
  getEvaluatedPositions(): readonly EnginePosition[];
  getEvaluatedPositionsInSheet(sheetId: string): readonly EnginePosition[];
  getArrayFormulasImpactedByChangesOf(positions: readonly EnginePosition[]): Iterable<SheetZone>;
  getCellsDependingOn(ranges: Iterable<SheetZone>): Iterable<SheetZone>;
  evaluateAllCells(): void;
  evaluate(ranges: Iterable<SheetZone>): void;
}
interface EvaluationPlugin {
  readonly getters: EngineGetters;
  shouldRebuildDependenciesGraph: boolean;
  readonly positionsToUpdate: EnginePosition[];
  readonly evaluator: Evaluator;
  beforeHandle(command: EngineCommand): void;
  handle(command: EngineCommand): void;
  finalize(): void;
}
type PluginClass = (new (config: unknown) => EvaluationPlugin) & { readonly getters: readonly string[] };

const Evaluation = engine.registries.coreViewsPluginRegistry.get('evaluation') as unknown as PluginClass;

/**
 * Evaluation for books of hundreds of thousands of literals. The engine computes every cell of every sheet, blank ones too, at each structural change; here only
 * formulas are computed ahead, a literal when somebody looks at it. Bulk writes come as zones, rows added at the end start nothing afresh,
 * and a quoted text under `@` shows without its apostrophe.
 */
export class CifraEvaluation extends Evaluation {
  static override readonly getters = [...Evaluation.getters, 'cifraSpills'];
  private grown = false;
  private written: SheetZone[] = [];

  constructor(config: unknown) {
    super(config);
    lazyLiterals(this.evaluator, this.getters);
  }

  override beforeHandle(command: EngineCommand): void {
    if (command.type === 'ADD_COLUMNS_ROWS' && this.onlyGrows(command as unknown as HeaderCommand)) this.grown = true;
    else super.beforeHandle(command);
  }

  override handle(command: EngineCommand): void {
    super.handle(command);
    if (this.shouldRebuildDependenciesGraph) return;
    if (command.type === 'CIFRA_WRITE') this.changed(command as unknown as WriteCommand);
    if (command.type === 'CIFRA_LOOKS' && command.format !== undefined) this.reformatted(command as unknown as LooksCommand);
  }

  override finalize(): void {
    if (this.grown && !this.shouldRebuildDependenciesGraph) this.regraph();
    if (this.written.length && !this.shouldRebuildDependenciesGraph) this.evaluateWritten();
    this.grown = false;
    this.written = [];
    super.finalize();
  }

  /** Where the formulas of a sheet that give tables have put them. */
  cifraSpills(sheetId: string): readonly EngineZone[] {
    const { spreadingRelations, blockedArrayFormulas } = this.evaluator;
    const { arrayFormulasToResults } = spreadingRelations;
    return [...arrayFormulasToResults.keysForSheet(sheetId)].flatMap((position) =>
      blockedArrayFormulas.has(position) ? [] : (arrayFormulasToResults.get(position) ?? []),
    );
  }

  /** The sheet grew at its end: whole-column references reach further, so the graph is drawn anew; values stay. */
  private regraph(): void {
    const { blockedArrayFormulas, spreadingRelations } = this.evaluator;
    this.evaluator.buildDependencyGraph();
    this.evaluator.spreadingRelations = spreadingRelations;
    for (const position of blockedArrayFormulas) if (blockedArrayFormulas.has(position)) this.evaluator.blockedArrayFormulas.add(position);
  }

  private evaluateWritten(): void {
    const { evaluator } = this;
    const ranges = new (evaluator.nextRangesToUpdate.constructor as new (ranges: readonly SheetZone[]) => RangeSet)(this.written);
    const spilled = this.written.flatMap(({ sheetId, zone }) =>
      evaluator.spreadingRelations.searchFormulaPositionsSpreadingOn(sheetId, zone).length ? positionsIn(sheetId, zone) : [],
    );
    const arrays = spilled.length ? [...evaluator.getArrayFormulasImpactedByChangesOf(spilled)] : [];
    ranges.addMany([...evaluator.getCellsDependingOn(ranges)]);
    ranges.addMany(arrays);
    if (arrays.length) ranges.addMany([...evaluator.getCellsDependingOn(arrays)]);
    evaluator.evaluate([...ranges]);
  }

  private changed({ sheetId, blocks }: WriteCommand): void {
    for (const { top, left, cells } of blocks) {
      const width = Math.max(0, ...cells.map((row) => row.length));
      if (width === 0) continue;
      this.written.push({ sheetId, zone: { top, left, bottom: top + cells.length - 1, right: left + width - 1 } });
      cells.forEach((row, down) =>
        row.forEach((cell, right) => {
          const content = typeof cell === 'string' ? cell : cell?.[0];
          if (content?.startsWith('=')) this.evaluator.updateDependencies({ sheetId, col: left + right, row: top + down });
        }),
      );
    }
  }

  private reformatted({ sheetId, area }: LooksCommand): void {
    const bottom = Math.min(area.bottom ?? Number.MAX_SAFE_INTEGER, this.getters.getNumberRows(sheetId) - 1);
    this.written.push({ sheetId, zone: { top: area.top, left: area.left, right: area.right, bottom } });
  }

  private onlyGrows({ sheetId, dimension, base, position }: HeaderCommand): boolean {
    return dimension === 'ROW' && position === 'after' && base === this.getters.getNumberRows(sheetId) - 1;
  }
}

const rounds = 30;

/** Replaces the loops of the engine's evaluator: the same results, but literals are computed when they are asked for. */
function lazyLiterals(evaluator: Evaluator, getters: EngineGetters): void {
  const compute = evaluator.computeCell.bind(evaluator);
  const known = evaluator.getEvaluatedCell.bind(evaluator);
  const computed = evaluator.getEvaluatedPositionsInSheet.bind(evaluator);
  evaluator.computeCell = (position) => {
    const result = compute(position);
    const cell = getters.getCell(position);
    if (!cell?.content?.startsWith("'") || !isTextPattern(cell.format) || result.value !== cell.content) return result;
    return { ...result, value: cell.content.slice(1), formattedValue: cell.content.slice(1) };
  };
  evaluator.getEvaluatedCell = (position) => {
    if (evaluator.evaluatedCells.has(position)) return known(position);
    const cell = getters.getCell(position);
    if (!cell || cell.isFormula || !(cell.content || cell.format)) return known(position);
    const result = evaluator.computeCell(position);
    evaluator.evaluatedCells.set(position, result);
    return result;
  };
  evaluator.getEvaluatedPositionsInSheet = (sheetId) => {
    const literals = getters
      .getCells(sheetId)
      .filter((cell) => !cell.isFormula && cell.content)
      .map((cell) => getters.getCellPosition(cell.id));
    return [...literals, ...computed(sheetId).filter((position) => !getters.getCell(position)?.content)];
  };
  evaluator.getEvaluatedPositions = () => getters.getSheetIds().flatMap((sheetId) => evaluator.getEvaluatedPositionsInSheet(sheetId));
  evaluator.evaluateAllCells = () => {
    evaluator.evaluatedCells = new (evaluator.evaluatedCells.constructor as new () => CellMap)();
    evaluator.evaluate(getters.getSheetIds().flatMap((sheetId) => formulaZones(getters, sheetId)));
  };
  evaluator.evaluate = (zones) => {
    evaluator.cellsBeingComputed = new Set();
    evaluator.nextRangesToUpdate = new (evaluator.nextRangesToUpdate.constructor as new (ranges: Iterable<SheetZone>) => RangeSet)(zones);
    for (let round = 0; !evaluator.nextRangesToUpdate.isEmpty() && round < rounds; round++) {
      evaluator.updateCompilationParameters();
      const ranges = [...evaluator.nextRangesToUpdate];
      evaluator.nextRangesToUpdate.clear();
      evaluator.clearEvaluatedRanges(ranges);
      for (const { sheetId, zone } of ranges) for (const position of positionsIn(sheetId, zone)) evaluateOne(evaluator, getters, position);
      for (const end of iterationEnds()) end(getters);
    }
  };
}

function evaluateOne(evaluator: Evaluator, getters: EngineGetters, position: EnginePosition): void {
  const cell = getters.getCell(position);
  if (!cell?.isFormula && !evaluator.spreadingRelations.isArrayFormula(position)) return;
  if (evaluator.nextRangesToUpdate.hasPosition(position)) return;
  const result = evaluator.computeCell(position);
  if (result.value !== null || result.format !== undefined) evaluator.evaluatedCells.set(position, result);
}

/** What the engine runs after each round: pivots reload what they read. */
function iterationEnds(): readonly ((getters: EngineGetters) => void)[] {
  return [
    (getters) => {
      const pivots = getters as unknown as { getPivotIds(): readonly string[]; getPivot(id: string): { markAsDirtyForEvaluation?: () => void } };
      for (const id of pivots.getPivotIds()) pivots.getPivot(id).markAsDirtyForEvaluation?.();
    },
  ];
}

/** The formulas of a sheet, as few zones as its columns allow. */
function formulaZones(getters: EngineGetters, sheetId: string): SheetZone[] {
  const open = new Map<number, EngineZone>();
  const zones: EngineZone[] = [];
  (getters.tryGetSheet(sheetId)?.rows ?? []).forEach(({ cells }, row) => {
    for (const key in cells) {
      const col = Number(key);
      if (!getters.getCell({ sheetId, col, row })?.isFormula) continue;
      const zone = open.get(col);
      if (zone && zone.bottom === row - 1) open.set(col, { ...zone, bottom: row });
      else {
        if (zone) zones.push(zone);
        open.set(col, { top: row, left: col, bottom: row, right: col });
      }
    }
  });
  return [...zones, ...open.values()].map((zone) => ({ sheetId, zone }));
}

function positionsIn(sheetId: string, zone: EngineZone): EnginePosition[] {
  const positions: EnginePosition[] = [];
  for (let col = zone.left; col <= zone.right; col++) for (let row = zone.top; row <= zone.bottom; row++) positions.push({ sheetId, col, row });
  return positions;
}

/** The cells that exist in the zone of a command about looks. */
export function cellsIn(getters: EngineGetters, { sheetId, area }: LooksCommand): { readonly position: EnginePosition; readonly cell: EngineCell }[] {
  const found: { position: EnginePosition; cell: EngineCell }[] = [];
  const rows = getters.tryGetSheet(sheetId)?.rows ?? [];
  for (let row = area.top; row <= Math.min(area.bottom ?? rows.length - 1, rows.length - 1); row++) {
    for (const key of Object.keys(rows[row]?.cells ?? {})) {
      const col = Number(key);
      const position = { sheetId, col, row };
      const cell = col >= area.left && col <= area.right ? getters.getCell(position) : undefined;
      if (cell) found.push({ position, cell });
    }
  }
  return found;
}
