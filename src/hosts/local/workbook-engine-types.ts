import type { Scalar } from './workbook-api';

/**
 * The parts of o-spreadsheet that its own types keep private or that our plugins reach into. Checked against 19.3.7;
 * `docs/decisions/0002-o-spreadsheet.md` says which of them an upgrade has to look at again.
 */
export interface EnginePosition {
  readonly sheetId: string;
  readonly col: number;
  readonly row: number;
}

/** A zone as the engine writes it: inclusive borders. */
export interface EngineZone {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface EngineStyle {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly fontSize?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly verticalAlign?: 'top' | 'middle' | 'bottom';
  readonly wrapping?: 'wrap' | 'overflow' | 'clip';
  readonly fillColor?: string;
  readonly textColor?: string;
  readonly strikethrough?: boolean;
  readonly underline?: boolean;
}

export interface EngineFormula {
  readonly isBadExpression: boolean;
  toFormulaString(getters: EngineGetters): string;
  readonly rangeDependencies: readonly EngineRange[];
}

export interface EngineCell {
  readonly id: number;
  readonly isFormula: boolean;
  readonly content?: string;
  readonly parsedValue?: Scalar;
  readonly format?: string | undefined;
  readonly style?: EngineStyle | undefined;
  readonly compiledFormula?: EngineFormula;
}

export interface EngineRange {
  readonly sheetId: string;
  readonly zone: EngineZone;
  readonly unboundedZone: { readonly top: number; readonly left: number; readonly bottom?: number; readonly right?: number };
}

export interface EngineEvaluated {
  readonly value: Scalar;
  readonly type: string;
  readonly format?: string;
  readonly formattedValue: string;
  readonly message?: unknown;
}

export interface EngineFigure {
  readonly id: string;
  readonly tag: string;
  readonly col: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  readonly offset: { readonly x: number; readonly y: number };
}

export interface EngineRule {
  readonly id: string;
  readonly criterion: { readonly type: string; readonly values: readonly string[]; readonly displayStyle?: string };
  readonly isBlocking?: boolean;
  readonly ranges: readonly EngineRange[];
}

export interface EngineLocale {
  readonly name: string;
  readonly code: string;
  readonly thousandsSeparator: string;
  readonly decimalSeparator: string;
  readonly weekStart: number;
  readonly dateFormat: string;
  readonly timeFormat: string;
  readonly formulaArgSeparator: string;
}

/** What our plugins and the workbook ask of the engine's getters, ours (`cifra…`) included. */
export interface EngineGetters {
  getCell(position: EnginePosition): EngineCell | undefined;
  getCells(sheetId: string): readonly EngineCell[];
  getCellPosition(id: number): EnginePosition;
  tryGetCellPosition(id: number): EnginePosition | undefined;
  getEvaluatedCell(position: EnginePosition): EngineEvaluated;
  getSheetIds(): readonly string[];
  getSheetName(sheetId: string): string;
  getSheetIdByName(name: string): string | undefined;
  tryGetSheet(sheetId: string):
    | {
        readonly rows: readonly { readonly cells: Readonly<Record<number, number | undefined>> }[];
        readonly color?: string;
        readonly isVisible: boolean;
        readonly numberOfCols: number;
      }
    | undefined;
  getNumberRows(sheetId: string): number;
  getNumberCols(sheetId: string): number;
  getPaneDivisions(sheetId: string): { readonly xSplit: number; readonly ySplit: number };
  getActiveSheetId(): string;
  getLocale(): EngineLocale;
  getCoreTables(sheetId: string): readonly unknown[];
  getRangeFromZone(sheetId: string, zone: EngineZone): EngineRange;
  getRangeDataFromZone(sheetId: string, zone: EngineZone): unknown;
  getRangeFromSheetXC(sheetId: string, xc: string): EngineRange;
  getRangeString(range: EngineRange, sheetId: string): string;
  getTranslatedCellFormula(sheetId: string, offsetX: number, offsetY: number, formula: EngineFormula): string;
  getDataValidationRules(sheetId: string): readonly EngineRule[];
  getConditionalFormats(sheetId: string): readonly { readonly id: string }[];
  getNamedRanges(): readonly { readonly name: string; readonly range: EngineRange }[];
  getNamedRange(name: string): { readonly name: string; readonly range: EngineRange } | undefined;
  getChartIds(sheetId: string): readonly string[];
  getChartDefinition(chartId: string): Readonly<Record<string, unknown>>;
  getFigureIdFromChartId(chartId: string): string;
  getFigure(sheetId: string, figureId: string): EngineFigure | undefined;
  cifraSpills(sheetId: string): readonly EngineZone[];
  recomputeRanges(ranges: readonly EngineRange[], without: readonly EngineRange[]): readonly EngineRange[];
  isColHiddenByUser(sheetId: string, col: number): boolean;
  cifraPlaceCell(sheetId: string, col: number, row: number, id: number | undefined): void;
  cifraLoadCell(sheetId: string, col: number, row: number, id: number): void;
  cifraAreaLooks(sheetId: string, col: number, row: number): AreaLooks | undefined;
  cifraRecompile(uses: (formula: string) => boolean): void;
  cifraRefused(): readonly string[];
  cifraNotes(sheetId: string): readonly Note[];
  cifraProtections(): readonly ProtectedZone[];
  cifraMeta(key: string): unknown;
}

/** A note on a cell; o-spreadsheet has none of its own. */
export interface Note {
  readonly row: number;
  readonly col: number;
  readonly text: string;
}

/** A protection with the engine's sheet id; `zone` null: the whole sheet. */
export interface ProtectedZone {
  readonly id: string;
  readonly sheetId: string;
  readonly zone: EngineZone | null;
  readonly description: string;
  readonly warningOnly: boolean;
}

/** Looks of cells that do not exist yet: one zone instead of a million empty cells. An open bottom (null) goes on to the end of the sheet. */
export interface AreaLooks {
  readonly format?: string;
  readonly style?: EngineStyle;
}
export interface Area extends AreaLooks {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number | null;
}

/** One cell of a write: null leaves it as it is; a text is its content ('' empties); a triple is content, index into `formats`, index into `styles` (-1: leave). */
export type WriteCell = null | string | readonly [content: string | null, format: number, style: number];
export interface WriteBlock {
  readonly top: number;
  readonly left: number;
  readonly cells: readonly (readonly WriteCell[])[];
}

/** Our commands. They are core commands: they are revisions, travel to the browsers and are replayed. */
export interface WriteCommand {
  readonly type: 'CIFRA_WRITE';
  readonly sheetId: string;
  readonly blocks: readonly WriteBlock[];
  readonly formats: readonly string[];
  readonly styles: readonly (EngineStyle | null)[];
}
/** `style` is merged into what is there; a null in it takes that aspect away. */
export interface LooksCommand {
  readonly type: 'CIFRA_LOOKS';
  readonly sheetId: string;
  readonly area: Omit<Area, 'format' | 'style'>;
  readonly format?: string;
  readonly style?: Readonly<Record<string, unknown>>;
}
export interface NotesCommand {
  readonly type: 'CIFRA_NOTES';
  readonly sheetId: string;
  readonly notes: readonly Note[];
}
export interface OrderCommand {
  readonly type: 'CIFRA_ORDER';
  readonly order: readonly string[];
}
/** Keeps any JSON under a key (null removes it): protections (`protect:<id>`), what a chart or rule has beyond the engine, settings of the workbook. */
export interface PutCommand {
  readonly type: 'CIFRA_PUT';
  readonly key: string;
  readonly value: unknown;
}
export interface BatchCommand {
  readonly type: 'CIFRA_BATCH';
  readonly commands: readonly EngineCommand[];
}

export interface EngineCommand {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Rows or columns that came or went: what all positions kept by us have to follow. */
export interface HeaderCommand {
  readonly type: 'ADD_COLUMNS_ROWS' | 'REMOVE_COLUMNS_ROWS';
  readonly sheetId: string;
  readonly dimension: 'ROW' | 'COL';
  readonly base: number;
  readonly position: 'before' | 'after';
  readonly quantity: number;
  readonly elements: readonly number[];
}

/** A revision as it travels: between models, into the log, to the browsers. */
export interface Revision {
  readonly type: 'REMOTE_REVISION' | 'REVISION_UNDONE' | 'REVISION_REDONE' | 'SNAPSHOT_CREATED';
  readonly version: number;
  readonly serverRevisionId: string;
  readonly nextRevisionId: string;
  readonly clientId?: string;
  readonly commands?: readonly EngineCommand[];
  readonly undoneRevisionId?: string;
  readonly redoneRevisionId?: string;
}
