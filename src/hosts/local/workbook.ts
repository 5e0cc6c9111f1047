import type { OpenWorkbook } from './live-api';
import type { CellRead, CellWrite, Chart, HumanEdit, Looks, Protected, Scalar, SheetInfo, Validation, WorkbookApi, Zone } from './workbook-api';
import { chartCommands, readCharts, removeChartCommands } from './workbook-charts';
import { counted, headerCommand, indexIn, reorderCommands, sheetCommands, typingCommands } from './workbook-commands';
import { contentOf } from './workbook-content';
import type { EngineCell, EngineCommand, ProtectedZone, Revision, WriteCell, WriteCommand } from './workbook-engine-types';
import type { FunctionResult, RunFunction } from './workbook-functions';
import { humanEdits } from './workbook-human';
import { numberOf } from './workbook-ids';
import type { Offered, RevisionLog } from './workbook-log';
import { type EngineModel, exportState, type OpenedModel, openModel } from './workbook-model';
import { toEnginePattern } from './workbook-pattern';
import { type Extent, eachCell, extentOf, readCell, readCellLooks, sheetInfo, styleOf } from './workbook-read';
import { colourCommands, fromEngineZone, readValidations, toEngineZone, validationCommands } from './workbook-rules';
import { forgetHistory } from './workbook-session';

/** Opens the workbook: empty, or as it was stored. Throws what the engine throws on a state it cannot read. */
export function openWorkbook(options: OpenWorkbook): Workbook {
  return new Workbook(openModel(options), options.timeZone);
}

/**
 * The workbook behind the services: one model of o-spreadsheet without a screen, the master of all that is shown in browsers.
 * Every method that changes something makes one revision; it counts when the method returns. A change that the engine refuses
 * (outside the grid, a name taken, the last visible sheet) throws an Error with the engine's reason.
 */
export class Workbook implements WorkbookApi {
  readonly model: EngineModel;
  readonly log: RevisionLog;
  private readonly opened: OpenedModel;
  private readonly humans = new Set<(edit: HumanEdit) => void>();
  private readonly functionListeners: ((names: readonly string[]) => void)[] = [];
  private readonly patterns = new Map<string, string>();
  private readonly ids = { engineId: (id: number) => this.engineId(id), number: (sheetId: string) => numberOf(sheetId) };
  /** last rows and columns, kept until a revision touches the sheet */
  private readonly extents = new Map<string, Extent>();
  private ours = 0;

  constructor(
    opened: OpenedModel,
    private readonly startZone: string,
  ) {
    this.opened = opened;
    this.model = opened.model;
    this.log = opened.log;
    this.log.onRevision((revision) => {
      this.forgetExtents(revision);
      this.bound(revision);
    });
  }

  readonly sheets = (): readonly SheetInfo[] =>
    this.getters.getSheetIds().map((sheetId) => {
      const extent = this.extents.get(sheetId) ?? extentOf(this.getters, sheetId);
      this.extents.set(sheetId, extent);
      return sheetInfo(this.getters, sheetId, numberOf(sheetId), extent);
    });

  readonly insertSheet = (name: string, index: number, rows: number, cols: number): number => {
    const id = 1 + Math.floor(Math.random() * (2 ** 31 - 2));
    const order = [...this.getters.getSheetIds()];
    order.splice(index, 0, String(id));
    this.change({ type: 'CREATE_SHEET', sheetId: String(id), name, rows, cols, position: order.length - 1 }, { type: 'CIFRA_ORDER', order });
    return id;
  };

  readonly deleteSheet = (id: number): void => this.change({ type: 'DELETE_SHEET', ...this.named(id) });

  readonly renameSheet = (id: number, name: string): void => {
    const { sheetId, sheetName } = this.named(id);
    if (sheetName !== name) this.change({ type: 'RENAME_SHEET', sheetId, oldName: sheetName, newName: name });
  };

  readonly moveSheet = (id: number, index: number): void => {
    const order = this.getters.getSheetIds().filter((sheetId) => sheetId !== this.engineId(id));
    order.splice(index, 0, this.engineId(id));
    this.change({ type: 'CIFRA_ORDER', order });
  };

  readonly setSheet = (id: number, change: { frozenRows?: number; frozenCols?: number; hidden?: boolean; tabColor?: string | null }): void => {
    this.change(...sheetCommands(this.getters, this.engineId(id), change));
  };

  readonly insertRows = (id: number, at: number, count: number, above = false): void =>
    this.change(headerCommand('ADD', this.named(id), { dimension: 'ROW', at, count, above }));
  readonly deleteRows = (id: number, at: number, count: number): void => this.change(headerCommand('REMOVE', this.named(id), { dimension: 'ROW', at, count }));
  readonly insertCols = (id: number, at: number, count: number): void => this.change(headerCommand('ADD', this.named(id), { dimension: 'COL', at, count }));
  readonly deleteCols = (id: number, at: number, count: number): void => this.change(headerCommand('REMOVE', this.named(id), { dimension: 'COL', at, count }));
  readonly colWidth = (id: number, col: number, width: number): void =>
    this.change({ type: 'RESIZE_COLUMNS_ROWS', sheetId: this.engineId(id), dimension: 'COL', elements: [col], size: width });
  readonly hideCols = (id: number, col: number, count: number): void =>
    this.change({ type: 'HIDE_COLUMNS_ROWS', sheetId: this.engineId(id), dimension: 'COL', elements: counted(col, count) });

  readonly read = (id: number, zone: Zone): readonly (readonly CellRead[])[] =>
    eachCell(this.engineId(id), zone, (position) => readCell(this.getters, position, this.googlePattern));

  /** What stands there already is left out of the revision; when nothing is new there is none. */
  readonly write = (id: number, zone: Zone, cells: readonly (readonly CellWrite[])[]): void => {
    const sheetId = this.engineId(id);
    const patterns = new Map<string, number>();
    let changed = false;
    const content = cells.map((row, down) =>
      row.map((cell, right): WriteCell => {
        const text = cell.formula ?? (cell.value === undefined ? null : contentOf(cell.value));
        const before = this.getters.getCell({ sheetId, row: zone.row + down, col: zone.col + right });
        if (sameContent(before, text) && (cell.format === undefined || (before && this.googlePattern(before.format ?? '') === cell.format))) return null;
        changed = true;
        return cell.format === undefined ? text : [text, indexIn(patterns, cell.format), -1];
      }),
    );
    if (!changed) return;
    this.change(...this.patternCommands(patterns.keys()), {
      type: 'CIFRA_WRITE',
      sheetId,
      blocks: [{ top: zone.row, left: zone.col, cells: content }],
      formats: [...patterns.keys()].map(toEnginePattern),
      styles: [],
    } satisfies WriteCommand);
  };

  readonly looks = (id: number, zone: Zone, looks: Looks): void => {
    const style = styleOf(looks);
    const { top, left, right, bottom } = toEngineZone(zone);
    const format = looks.format === undefined ? {} : { format: toEnginePattern(looks.format) };
    this.change(...this.patternCommands(looks.format ? [looks.format] : []), {
      type: 'CIFRA_LOOKS',
      sheetId: this.engineId(id),
      area: { top, left, right, bottom },
      ...format,
      ...(Object.keys(style).length ? { style } : {}),
    });
  };

  readonly readLooks = (id: number, zone: Zone): readonly (readonly Looks[])[] =>
    eachCell(this.engineId(id), zone, (position) => readCellLooks(this.getters, position, this.googlePattern));

  readonly notes = (id: number, zone: Zone): readonly (readonly string[])[] => {
    const sheetId = this.engineId(id);
    const known = new Map(this.getters.cifraNotes(sheetId).map((note) => [`${note.row}:${note.col}`, note.text]));
    return eachCell(sheetId, zone, ({ row, col }) => known.get(`${row}:${col}`) ?? '');
  };

  readonly setNotes = (id: number, zone: Zone, notes: readonly (readonly string[])[]): void =>
    this.change({
      type: 'CIFRA_NOTES',
      sheetId: this.engineId(id),
      notes: notes.flatMap((row, down) => row.map((text, right) => ({ row: zone.row + down, col: zone.col + right, text }))),
    });

  readonly reorderRows = (id: number, zone: Zone, order: readonly number[]): void => {
    this.change(...reorderCommands(this.getters, { sheetId: this.engineId(id), zone, order, notes: this.notes(id, zone) }));
  };

  readonly validation = (id: number, zone: Zone, rule: Validation | null): void =>
    this.change(...validationCommands(this.getters, this.ids, { sheetId: this.engineId(id), zone, rule, id: this.newId('rule') }));
  readonly validations = (id: number) => readValidations(this.getters, this.ids, this.engineId(id));

  readonly protections = (): readonly Protected[] =>
    this.getters.cifraProtections().map(({ sheetId, zone, ...rest }) => ({ ...rest, sheetId: numberOf(sheetId), zone: zone && fromEngineZone(zone) }));
  readonly protect = (protection: Omit<Protected, 'id'>): string => {
    const id = this.newId('protection');
    const value: ProtectedZone = { ...protection, id, sheetId: this.engineId(protection.sheetId), zone: protection.zone && toEngineZone(protection.zone) };
    this.change({ type: 'CIFRA_PUT', key: `protect:${id}`, value });
    return id;
  };
  readonly unprotect = (id: string): void => this.change({ type: 'CIFRA_PUT', key: `protect:${id}`, value: null });

  readonly charts = (id: number): readonly Chart[] => readCharts(this.getters, this.ids, this.engineId(id));
  readonly putChart = (chart: Chart): void => this.change(...chartCommands(this.getters, this.ids, chart));
  readonly removeChart = (id: string): void => this.change(...removeChartCommands(this.getters, id));

  readonly names = (): Readonly<Record<string, { readonly sheetId: number; readonly zone: Zone }>> =>
    Object.fromEntries(this.getters.getNamedRanges().map(({ name, range }) => [name, { sheetId: numberOf(range.sheetId), zone: fromEngineZone(range.zone) }]));
  readonly setName = (name: string, sheetId: number, zone: Zone): void => {
    const old = this.getters.getNamedRange(name);
    const ranges = [this.getters.getRangeDataFromZone(this.engineId(sheetId), toEngineZone(zone))];
    if (old && JSON.stringify(this.names()[old.name]) === JSON.stringify({ sheetId, zone })) return;
    const on = { sheetId: this.engineId(sheetId), ranges }; // without it the engine holds the range against whatever sheet is active
    this.change(old ? { type: 'UPDATE_NAMED_RANGE', oldRangeName: old.name, newRangeName: name, ...on } : { type: 'CREATE_NAMED_RANGE', name, ...on });
  };
  readonly colourRules: WorkbookApi['colourRules'] = (id, rules) => this.change(...colourCommands(this.getters, this.engineId(id), rules));

  readonly locale = (): string => this.getters.getLocale().code;
  readonly timeZone = (): string => String(this.getters.cifraMeta('timeZone') ?? this.startZone);
  readonly setTimeZone = (zone: string): void => this.change({ type: 'CIFRA_PUT', key: 'timeZone', value: zone });

  readonly typeIn = (id: number, zone: Zone, cells: readonly (readonly CellWrite[])[]): void => {
    const sheetId = this.engineId(id);
    const locale = this.getters.getLocale();
    const commands = typingCommands({ sheetId, zone, cells, locale });
    const patterns = new Set(cells.flat().flatMap(({ format }) => (format ? [format] : [])));
    const after = humanEdits(commands, this.seen);
    this.change(...this.patternCommands(patterns), ...commands);
    this.tellHumans(after());
  };
  readonly onHumanEdit = (listener: (edit: HumanEdit) => void): void => void this.humans.add(listener);

  readonly customFunctions = (names: readonly string[], run: RunFunction): void => {
    const { functions } = this.opened;
    functions.define(names, run);
    const pattern = new RegExp(`\\b(${names.map((name) => name.replace(/[^\w.]/g, '')).join('|')})\\s*\\(`, 'i');
    this.getters.cifraRecompile((formula) => names.length > 0 && pattern.test(formula));
    this.model.dispatch('EVALUATE_CELLS');
    for (const listener of this.functionListeners) listener(functions.list());
  };
  readonly onFunctions = (listener: (names: readonly string[]) => void): void => void this.functionListeners.push(listener);
  readonly functionNames = (): readonly string[] => this.opened.functions.list();
  readonly functionResults = (): readonly FunctionResult[] => this.opened.functions.known();
  readonly onFunctionResult = (listener: (result: FunctionResult) => void): void => this.opened.onResult(listener);
  /** A browser asks for a call; the answer comes to all listeners of results, at once when it is known. */
  readonly callFunction = (name: string, args: Parameters<RunFunction>[1]): void => void this.opened.functions.call(name, args, undefined);

  readonly takeChanges = (): readonly unknown[] => this.log.takeChanges();
  /** Fires after each revision, before any browser hears of it: the moment to write `takeChanges()` down. */
  readonly onChange = (listener: () => void): void => void this.log.onStore(listener);
  /** The whole workbook; what `takeChanges` had not given out yet is part of it. To be written at once: it shares parts with the running model. */
  readonly snapshot = (): unknown => {
    this.log.rebased();
    return exportState(this.model);
  };
  /** As `snapshot`, for a browser: the log stays as it is. */
  readonly state = (): unknown => exportState(this.model);
  readonly cells = (): number =>
    this.getters.getSheetIds().reduce((sum, sheetId) => sum + this.getters.getNumberRows(sheetId) * this.getters.getNumberCols(sheetId), 0);

  /** A revision that a browser made: taken when it stands on the newest one; then the human-edit listeners hear of it. */
  readonly offer = (revision: Revision): Offered => {
    let after: () => readonly HumanEdit[] = () => [];
    const offered = this.log.offer(revision, () => {
      after = revision.commands
        ? humanEdits(revision.commands, this.seen)
        : () => [{ kind: 'OTHER', sheetId: 0, zone: null, value: undefined, oldValue: undefined }];
    });
    if (offered === 'taken') this.tellHumans(after());
    return offered;
  };

  /** The engine's name of a sheet. Throws when there is none with this id. */
  engineId(id: number): string {
    const sheetId = this.getters.tryGetSheet(String(id)) ? String(id) : this.getters.getSheetIds().find((each) => numberOf(each) === id);
    if (sheetId === undefined) throw new Error(`No sheet with id ${id}`);
    return sheetId;
  }

  private get getters() {
    return this.model.getters;
  }

  private readonly seen = {
    read: (sheetId: string, row: number, col: number): Scalar => readCell(this.getters, { sheetId, row, col }, this.googlePattern).value,
    number: numberOf,
  };
  private readonly googlePattern = (format: string): string => {
    if (format === '') return '';
    const kept = this.getters.cifraMeta(`pattern:${format}`);
    return typeof kept === 'string' ? kept : format;
  };

  /** Makes one revision of all commands. Nothing happens without any. */
  private change(...commands: readonly EngineCommand[]): void {
    const [only] = commands;
    if (!only) return;
    const { type, ...payload } = commands.length === 1 ? only : { type: 'CIFRA_BATCH', commands };
    const result = this.model.dispatch(type, payload);
    const refused =
      commands.length > 1 ? this.getters.cifraRefused() : result.reasons.filter((reason) => reason !== 'NoChanges').map((reason) => `${type}: ${reason}`);
    if (refused.length) throw new Error(refused.join(', '));
  }

  private named(id: number): { sheetId: string; sheetName: string } {
    const sheetId = this.engineId(id);
    return { sheetId, sheetName: this.getters.getSheetName(sheetId) };
  }

  /** Patterns that the engine cannot show as they are: what they were is kept under the one that stands in for them. */
  private patternCommands(patterns: Iterable<string>): EngineCommand[] {
    return [...patterns].flatMap((pattern) => {
      const format = toEnginePattern(pattern);
      if (format === pattern || format === '' || this.patterns.get(format) === pattern) return [];
      this.patterns.set(format, pattern);
      return [{ type: 'CIFRA_PUT', key: `pattern:${format}`, value: pattern }];
    });
  }

  private newId(kind: string): string {
    return `${kind}-${Date.now().toString(36)}-${Math.floor(Math.random() * 2 ** 32).toString(36)}`;
  }

  private tellHumans(edits: readonly HumanEdit[]): void {
    for (const edit of edits) for (const listener of this.humans) listener(edit);
  }

  private forgetExtents({ commands }: Revision): void {
    if (!commands) this.extents.clear();
    for (const { sheetId, sheetIdTo } of commands ?? []) for (const id of [sheetId, sheetIdTo]) this.extents.delete(String(id));
  }

  /** Keeps the memory of undoing within bounds: after so many revisions or cells the older ones are forgotten. */
  private bound(revision: Revision): void {
    this.ours +=
      1 +
      (revision.commands ?? []).reduce(
        (sum, command) =>
          sum + (Array.isArray(command.blocks) ? (command as unknown as WriteCommand).blocks.reduce((cells, block) => cells + block.cells.length, 0) : 0),
        0,
      ) /
        50;
    if (this.ours < 2000) return;
    this.ours = 0;
    queueMicrotask(() => {
      forgetHistory(this.model.session);
      this.log.forget();
    });
  }
}

/** Whether a literal is already what should be written; a formula is always written. */
function sameContent(cell: EngineCell | undefined, content: string | null): boolean {
  if (content === null) return true;
  return cell ? !cell.isFormula && cell.content === content : content === '';
}
