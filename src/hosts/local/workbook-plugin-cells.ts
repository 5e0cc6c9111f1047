import { needsQuote } from './workbook-content';
import type {
  Area,
  AreaLooks,
  EngineCommand,
  EngineFormula,
  EnginePosition,
  EngineStyle,
  EngineZone,
  HeaderCommand,
  LooksCommand,
  WriteBlock,
  WriteCell,
  WriteCommand,
} from './workbook-engine-types';
import { type CellAfter, compile, contentAsStands, isTextPattern, StoredCells } from './workbook-plugin-stored';
import { shiftArea } from './workbook-shift';
import { dottedDate, typedContent } from './workbook-typed';

interface NewLooks {
  readonly format: string | undefined;
  readonly style: Readonly<Record<string, unknown>> | undefined;
}
/**
 * The cells of the workbook: the engine's plugin with two commands more.
 *
 * `CIFRA_WRITE` puts any number of cells in place at once: one command, one revision, one evaluation, and only what changed is touched. Content comes
 * ready (`contentOf`), so nothing is guessed. `CIFRA_LOOKS` gives a zone formats and looks: cells that exist get them, cells that do not are remembered as an area,
 * so that a format for a column of 1,000 empty rows costs one entry. What people type into an empty cell takes the looks of its area.
 */
export class CifraCells extends StoredCells {
  static override readonly getters = [...StoredCells.getters, 'cifraAreaLooks', 'cifraRecompile'];
  private telling = false;

  override allowDispatch(command: EngineCommand): unknown {
    if (command.type === 'CIFRA_WRITE') return this.blocksFit(command as unknown as WriteCommand) ? 'Success' : 'TargetOutOfSheet';
    return super.allowDispatch(command);
  }

  override handle(command: EngineCommand): void {
    if (command.type === 'CIFRA_WRITE') this.write(command as unknown as WriteCommand);
    else if (command.type === 'CIFRA_LOOKS') this.look(command as unknown as LooksCommand);
    else {
      this.moveAreas(command);
      super.handle(command);
    }
  }

  /** The engine clears every cell of the zone, those that do not exist too; deleting 800 empty rows of a new sheet took it 100 ms. */
  override clearCells(sheetId: string, zones: readonly EngineZone[]): void {
    const rows = this.getters.tryGetSheet(sheetId)?.rows ?? [];
    for (const zone of zones) {
      for (let row = zone.top; row <= zone.bottom; row += 1) {
        const cols = Object.keys(rows[row]?.cells ?? {})
          .map(Number)
          .filter((col) => col >= zone.left && col <= zone.right);
        if (cols.length > 0)
          super.clearCells(
            sheetId,
            cols.map((col) => ({ left: col, right: col, top: row, bottom: row })),
          );
      }
    }
  }

  /** What people type comes here one by one. Under `@` everything is text; `21.01.2026` is a day where days are written so. */
  override updateCell(sheetId: string, col: number, row: number, after: CellAfter): void {
    if (this.telling) return;
    const before = this.getters.getCell({ sheetId, col, row });
    const area = before || !after.content ? undefined : this.cifraAreaLooks(sheetId, col, row);
    let { content } = after;
    let format = after.format ?? before?.format ?? area?.format;
    if (content && !content.startsWith("'")) {
      const locale = this.getters.getLocale();
      const day = isTextPattern(format) || content.startsWith('=') ? null : dottedDate(content, locale.dateFormat);
      if (isTextPattern(format)) content = needsQuote(content) ? `'${content}` : content;
      else if (day) {
        content = String(day.serial);
        format = format || day.format;
      } else if (!content.startsWith('=')) content = typedContent(content, locale);
    }
    super.updateCell(sheetId, col, row, {
      ...after,
      ...(content === undefined ? {} : { content }),
      ...(format === undefined ? {} : { format }),
      ...(area?.style && after.style === undefined ? { style: area.style } : {}),
    });
  }

  /** Looks of a cell that does not exist: those of all areas over it, the newest on top. */
  cifraAreaLooks(sheetId: string, col: number, row: number): AreaLooks | undefined {
    let looks: AreaLooks | undefined;
    for (const area of this.areas[sheetId] ?? []) {
      if (row < area.top || col < area.left || col > area.right || (area.bottom !== null && row > area.bottom)) continue;
      looks = {
        ...looks,
        ...(area.format === undefined ? {} : { format: area.format }),
        ...(area.style ? { style: merge(looks?.style, area.style) ?? {} } : {}),
      };
    }
    return looks;
  }

  /** Compiles formulas again, because the functions they name are known only now. Not a change: nothing is recorded. */
  cifraRecompile(uses: (formula: string) => boolean): void {
    for (const [sheetId, cells] of Object.entries(this.cells)) {
      for (const cell of Object.values(cells ?? {})) {
        const formula = cell.compiledFormula?.toFormulaString(this.getters);
        if (formula && uses(formula)) (cell as { compiledFormula: EngineFormula }).compiledFormula = compile(formula, sheetId, this.getters);
      }
    }
  }

  private write(command: WriteCommand): void {
    const { sheetId, formats, styles } = command;
    const tables = this.getters.getCoreTables(sheetId).length > 0;
    let told = false;
    for (const block of command.blocks) {
      block.cells.forEach((cells, down) => {
        const row = block.top + down;
        let first: number | null = null;
        cells.forEach((cell, right) => {
          if (cell === null) return;
          first ??= block.left + right;
          this.writeCell({ sheetId, col: block.left + right, row }, cell, formats, styles);
        });
        if (first === null || (told && !tables)) return;
        told = true;
        this.tell({ sheetId, col: first, row });
      });
    }
  }

  private writeCell(position: EnginePosition, cell: Exclude<WriteCell, null>, formats: readonly string[], styles: readonly (EngineStyle | null)[]): void {
    const { sheetId, col, row } = position;
    const before = this.getters.getCell(position);
    const [text, formatIndex, styleIndex] = typeof cell === 'string' ? ([cell, -1, -1] as const) : cell;
    const area = before ? undefined : this.cifraAreaLooks(sheetId, col, row);
    const format = formatIndex >= 0 ? formats[formatIndex] || undefined : before ? before.format : area?.format;
    const style = styleIndex >= 0 ? (styles[styleIndex] ?? undefined) : before ? before.style : area?.style;
    const content = text ?? contentAsStands(before, this.getters);
    if (content === '' && (before ? !format && !style : formatIndex < 0 && styleIndex < 0)) {
      if (!before) return;
      this.setCell(sheetId, before.id, undefined);
      this.getters.cifraPlaceCell(sheetId, col, row, undefined);
      return;
    }
    if (before && (text === null || content === contentAsStands(before, this.getters)) && format === before.format && style === before.style) return;
    const id = before?.id ?? this.getNextCellId();
    const after = before?.isFormula && text === null ? { ...before, format, style } : this.makeCell(sheetId, { id, content, format, style });
    this.setCell(sheetId, id, after);
    if (!before) this.getters.cifraPlaceCell(sheetId, col, row, id);
  }

  private look({ sheetId, area, format, style }: LooksCommand): void {
    const rows = this.getters.tryGetSheet(sheetId)?.rows ?? [];
    const bottom = Math.min(area.bottom ?? rows.length - 1, rows.length - 1);
    for (let row = area.top; row <= bottom; row++) {
      for (const id of Object.values(rows[row]?.cells ?? {})) {
        if (id === undefined) continue;
        const cell = this.cells[sheetId]?.[id];
        const { col } = this.getters.getCellPosition(id);
        if (!cell || col < area.left || col > area.right) continue;
        this.setCell(sheetId, id, {
          ...cell,
          format: format === undefined ? cell.format : format || undefined,
          style: style ? merge(cell.style, style) : cell.style,
        });
      }
    }
    const size = (bottom - area.top + 1) * (area.right - area.left + 1);
    if (size <= SMALL) this.fillArea(sheetId, { ...area, bottom }, { format, style });
    else this.keepArea(sheetId, area, { format, style });
    this.tell({ sheetId, col: area.left, row: area.top });
  }

  /** A small zone: its empty cells get cells of their own. */
  private fillArea(sheetId: string, zone: EngineZone, { format, style }: NewLooks): void {
    for (let row = zone.top; row <= zone.bottom; row++) {
      for (let col = zone.left; col <= zone.right; col++) {
        if (this.getters.getCell({ sheetId, col, row })) continue;
        const area = this.cifraAreaLooks(sheetId, col, row);
        const cell = this.makeCell(sheetId, {
          id: this.getNextCellId(),
          content: '',
          format: (format ?? area?.format) || undefined,
          style: merge(area?.style, style ?? {}),
        });
        this.setCell(sheetId, cell.id, cell);
        this.getters.cifraPlaceCell(sheetId, col, row, cell.id);
      }
    }
  }

  private keepArea(sheetId: string, area: LooksCommand['area'], { format, style }: NewLooks): void {
    const last = this.getters.getNumberRows(sheetId) - 1;
    const open = area.bottom === null || area.bottom >= last;
    const looks: Area = {
      ...area,
      bottom: open ? null : area.bottom,
      ...(format === undefined ? {} : { format }),
      ...(style ? { style: style as EngineStyle } : {}),
    };
    const kept = (this.areas[sheetId] ?? []).filter((old) => !covers(looks, old));
    this.history.update('areas', sheetId, [...kept, looks]);
  }

  /** One of the engine's own commands for all of ours, so that every plugin and store that watches cells notices; the cell stays as it is. */
  private tell(position: EnginePosition): void {
    this.telling = true;
    this.dispatch('UPDATE_CELL', { ...position, content: contentAsStands(this.getters.getCell(position), this.getters) });
    this.telling = false;
  }

  private moveAreas(command: EngineCommand): void {
    if (command.type === 'DELETE_SHEET') this.history.update('areas', command.sheetId, undefined);
    if (command.type === 'DUPLICATE_SHEET') this.history.update('areas', command.sheetIdTo, this.areas[String(command.sheetId)] ?? []);
    if (command.type !== 'ADD_COLUMNS_ROWS' && command.type !== 'REMOVE_COLUMNS_ROWS') return;
    const change = command as unknown as HeaderCommand;
    const moved = (this.areas[change.sheetId] ?? []).map((area) => shiftArea(area, change)).filter((area): area is Area => area !== null);
    if (moved.length || this.areas[change.sheetId]) this.history.update('areas', change.sheetId, moved);
  }

  private blocksFit({ sheetId, blocks }: WriteCommand): boolean {
    if (!this.getters.tryGetSheet(sheetId)) return false;
    const [rows, cols] = [this.getters.getNumberRows(sheetId), this.getters.getNumberCols(sheetId)];
    return blocks.every((block: WriteBlock) => block.top + block.cells.length <= rows && block.cells.every((cells) => block.left + cells.length <= cols));
  }
}

/** Up to so many cells a zone is filled with cells when it gets looks; beyond, it is kept as an area. */
const SMALL = 200;

function merge(before: EngineStyle | undefined, style: Readonly<Record<string, unknown>> | EngineStyle): EngineStyle | undefined {
  const merged = Object.fromEntries(Object.entries({ ...before, ...style }).filter(([, value]) => value !== null && value !== undefined));
  return Object.keys(merged).length ? (merged as EngineStyle) : undefined;
}

function covers(over: Area, under: Area): boolean {
  const inside =
    over.top <= under.top &&
    over.left <= under.left &&
    over.right >= under.right &&
    (over.bottom === null || (under.bottom !== null && under.bottom <= over.bottom));
  return inside && (under.format === undefined || over.format !== undefined) && Object.keys(under.style ?? {}).every((key) => key in (over.style ?? {}));
}
