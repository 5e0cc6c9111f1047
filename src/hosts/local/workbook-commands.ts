import type { CellWrite, WorkbookApi, Zone } from './workbook-api';
import type { EngineCommand, EngineGetters, EngineLocale, EngineStyle, WriteCell, WriteCommand } from './workbook-engine-types';
import { toEnginePattern } from './workbook-pattern';
import { typedContent } from './workbook-typed';

/** Commands that set what differs of a sheet: frozen rows and columns, hidden, colour of its tab. */
export function sheetCommands(getters: EngineGetters, sheetId: string, change: Parameters<WorkbookApi['setSheet']>[1]): readonly EngineCommand[] {
  const panes = getters.getPaneDivisions(sheetId);
  const sheet = getters.tryGetSheet(sheetId);
  const commands: EngineCommand[] = [];
  const freeze = (quantity: number | undefined, was: number, dimension: string) => {
    if (quantity === undefined || quantity === was) return;
    commands.push(quantity > 0 ? { type: `FREEZE_${dimension}`, sheetId, quantity } : { type: `UNFREEZE_${dimension}`, sheetId });
  };
  freeze(change.frozenRows, panes.ySplit, 'ROWS');
  freeze(change.frozenCols, panes.xSplit, 'COLUMNS');
  if (change.hidden !== undefined && change.hidden === (sheet?.isVisible ?? true))
    commands.push({ type: change.hidden ? 'HIDE_SHEET' : 'SHOW_SHEET', sheetId });
  if (change.tabColor !== undefined && change.tabColor !== (sheet?.color ?? null))
    commands.push({ type: 'COLOR_SHEET', sheetId, color: change.tabColor ?? undefined });
  return commands;
}

/** Rows or columns come in at an index, or go from it on. New ones take the looks of what stands before them. */
export function headerCommand(
  what: 'ADD' | 'REMOVE',
  sheet: { readonly sheetId: string; readonly sheetName: string },
  { dimension, at, count, above = false }: { readonly dimension: 'ROW' | 'COL'; readonly at: number; readonly count: number; readonly above?: boolean },
): EngineCommand {
  if (what === 'REMOVE') return { type: 'REMOVE_COLUMNS_ROWS', ...sheet, dimension, elements: counted(at, count) };
  const before = at === 0 || above;
  return { type: 'ADD_COLUMNS_ROWS', ...sheet, dimension, base: before ? at : at - 1, position: before ? 'before' : 'after', quantity: count };
}

/** Whole rows of a zone in another order: contents (formulas adapted to their new row), formats, looks and notes. */
export function reorderCommands(
  getters: EngineGetters,
  {
    sheetId,
    zone,
    order,
    notes,
  }: { readonly sheetId: string; readonly zone: Zone; readonly order: readonly number[]; readonly notes: readonly (readonly string[])[] },
): readonly EngineCommand[] {
  const formats = new Map<string, number>([['', 0]]);
  const styles: (EngineStyle | null)[] = [null];
  const cells = order.map((from, to) =>
    counted(zone.col, zone.cols).map((col): WriteCell => {
      const cell = getters.getCell({ sheetId, col, row: zone.row + from });
      // an empty cell brings the looks of its area along, else the one whose place it takes would lose them
      const looks = cell ?? getters.cifraAreaLooks(sheetId, col, zone.row + from);
      const formula = cell?.compiledFormula && getters.getTranslatedCellFormula(sheetId, 0, to - from, cell.compiledFormula);
      return [formula ?? cell?.content ?? '', indexIn(formats, looks?.format ?? ''), looks?.style ? styles.push(looks.style) - 1 : 0];
    }),
  );
  const write: WriteCommand = { type: 'CIFRA_WRITE', sheetId, blocks: [{ top: zone.row, left: zone.col, cells }], formats: [...formats.keys()], styles };
  const moved = order.flatMap((from, to) => (notes[from] ?? []).map((text, right) => ({ row: zone.row + to, col: zone.col + right, text })));
  return [{ ...write }, ...(notes.some((row) => row.some((text) => text !== '')) ? [{ type: 'CIFRA_NOTES', sheetId, notes: moved }] : [])];
}

/** What a person would have typed into a zone, cell by cell. */
export function typingCommands({
  sheetId,
  zone,
  cells,
  locale,
}: {
  readonly sheetId: string;
  readonly zone: Zone;
  readonly cells: readonly (readonly CellWrite[])[];
  readonly locale: EngineLocale;
}): readonly EngineCommand[] {
  return cells.flatMap((row, down) =>
    row.flatMap((cell, right): EngineCommand[] => {
      if (cell.value === undefined && cell.formula === undefined && cell.format === undefined) return [];
      const content = cell.formula ?? (cell.value === undefined ? undefined : typedContent(cell.value, locale));
      const format = cell.format === undefined ? {} : { format: toEnginePattern(cell.format) };
      return [{ type: 'UPDATE_CELL', sheetId, row: zone.row + down, col: zone.col + right, ...(content === undefined ? {} : { content }), ...format }];
    }),
  );
}

/** `count` whole numbers from `from` on. */
export function counted(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, offset) => from + offset);
}

/** The place of an item in a list that grows: each item stands there once. */
export function indexIn(list: Map<string, number>, item: string): number {
  const known = list.get(item);
  if (known !== undefined) return known;
  list.set(item, list.size);
  return list.size - 1;
}
