/** A workbook in memory, without formulas: enough to test the services and executions of the local host alone. Changes are whole snapshots of what a call did. */
import type { OpenWorkbook } from '../../../src/hosts/local/live-api';
import type { CellRead, CellWrite, Chart, HumanEdit, Looks, Protected, SheetInfo, Validation, WorkbookApi, Zone } from '../../../src/hosts/local/workbook-api';

interface Cell {
  value: string | number | boolean | null;
  formula: string | null;
  format: string;
  looks: Looks;
  note: string;
}
interface Sheet {
  id: number;
  name: string;
  rows: number;
  cols: number;
  frozenRows: number;
  frozenCols: number;
  hidden: boolean;
  tabColor: string | null;
  cells: Record<string, Cell>;
}
interface Saved {
  sheets: Sheet[];
  timeZone: string;
  locale: string;
  names: Record<string, { sheetId: number; zone: Zone }>;
  validations: Record<number, { zone: Zone; rule: Validation }[]>;
  protections: Protected[];
  charts: Chart[];
  next: number;
}

const key = (row: number, col: number): string => `${row}:${col}`;
const blank = (): Cell => ({ value: null, formula: null, format: '', looks: {}, note: '' });

/** Opens one, empty with a sheet `Sheet1`, or as saved. */
export function openMemoryWorkbook(options: OpenWorkbook): WorkbookApi {
  const state: Saved = (structuredClone(options.snapshot) as Saved | undefined) ?? {
    sheets: [{ id: 0, name: 'Sheet1', rows: 1000, cols: 26, frozenRows: 0, frozenCols: 0, hidden: false, tabColor: null, cells: {} }],
    timeZone: options.timeZone,
    locale: options.locale === 'ru' ? 'ru_RU' : 'en_US',
    names: {},
    validations: {},
    protections: [],
    charts: [],
    next: 1,
  };
  let changes: unknown[] = [];
  const listeners: ((edit: HumanEdit) => void)[] = [];
  const sheet = (id: number): Sheet => {
    const found = state.sheets.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no sheet ${id}`);
    return found;
  };
  const at = (id: number, row: number, col: number): Cell => sheet(id).cells[key(row, col)] ?? blank();
  const edit = (id: number, row: number, col: number, change: Partial<Cell>): void => {
    sheet(id).cells[key(row, col)] = { ...at(id, row, col), ...change };
  };
  const each = <T>(zone: Zone, read: (row: number, col: number) => T): T[][] =>
    Array.from({ length: zone.rows }, (_, r) => Array.from({ length: zone.cols }, (_c, c) => read(zone.row + r, zone.col + c)));
  const info = ({ cells, ...rest }: Sheet): SheetInfo => {
    let [lastRow, lastCol] = [0, 0];
    for (const [place, cell] of Object.entries(cells)) {
      if (cell.value === null || cell.value === '') continue;
      const [row = 0, col = 0] = place.split(':').map(Number);
      lastRow = Math.max(lastRow, row + 1);
      lastCol = Math.max(lastCol, col + 1);
    }
    return { ...rest, lastRow, lastCol };
  };
  const shift = (id: number, axis: 0 | 1, from: number, by: number): void => {
    const one = sheet(id);
    one.cells = Object.fromEntries(
      Object.entries(one.cells).flatMap(([place, cell]) => {
        const address = place.split(':').map(Number) as [number, number];
        if (by < 0 && address[axis] >= from && address[axis] < from - by) return [];
        if (address[axis] >= from) address[axis] += by;
        return [[key(...address), cell]];
      }),
    );
    if (axis === 0) one.rows += by;
    else one.cols += by;
  };
  const methods: Omit<WorkbookApi, 'takeChanges' | 'snapshot'> = {
    sheets: () => state.sheets.map(info),
    insertSheet: (name, index, rows, cols) => {
      const id = state.next++;
      state.sheets.splice(index, 0, { id, name, rows, cols, frozenRows: 0, frozenCols: 0, hidden: false, tabColor: null, cells: {} });
      return id;
    },
    deleteSheet: (id) => void state.sheets.splice(state.sheets.indexOf(sheet(id)), 1),
    renameSheet: (id, name) => void (sheet(id).name = name),
    moveSheet: (id, index) => {
      const [moved] = state.sheets.splice(state.sheets.indexOf(sheet(id)), 1);
      if (moved) state.sheets.splice(index, 0, moved);
    },
    setSheet: (id, change) => void Object.assign(sheet(id), change),
    insertRows: (id, from, count, above) => {
      shift(id, 0, from, count);
      const one = sheet(id),
        like = above ? from + count : from - 1;
      for (const [place, cell] of Object.entries(one.cells)) {
        const [row, col] = place.split(':').map(Number) as [number, number];
        if (row === like && cell.format)
          for (let at = from; at < from + count; at += 1) one.cells[key(at, col)] = { value: null, formula: null, format: cell.format, looks: {}, note: '' };
      }
    },
    deleteRows: (id, from, count) => shift(id, 0, from, -count),
    insertCols: (id, from, count) => shift(id, 1, from, count),
    deleteCols: (id, from, count) => shift(id, 1, from, -count),
    colWidth: () => undefined,
    hideCols: () => undefined,
    read: (id, zone) =>
      each(zone, (row, col): CellRead => {
        const { value, formula, format } = at(id, row, col);
        return { value, formula, format };
      }),
    write: (id, zone, cells) => void cells.forEach((row, r) => row.forEach((cell, c) => edit(id, zone.row + r, zone.col + c, writeOf(cell)))),
    looks: (id, zone, { format, ...looks }) =>
      void each(zone, (row, col) => edit(id, row, col, { looks: { ...at(id, row, col).looks, ...looks }, ...(format === undefined ? {} : { format }) })),
    readLooks: (id, zone) => each(zone, (row, col) => at(id, row, col).looks),
    notes: (id, zone) => each(zone, (row, col) => at(id, row, col).note),
    setNotes: (id, zone, notes) => void notes.forEach((row, r) => row.forEach((note, c) => edit(id, zone.row + r, zone.col + c, { note }))),
    reorderRows: (id, zone, order) => {
      const before = each(zone, (row, col) => at(id, row, col));
      order.forEach((from, to) => before[from]?.forEach((cell, c) => edit(id, zone.row + to, zone.col + c, cell)));
    },
    validation: (id, zone, rule) => {
      const rest = (state.validations[id] ?? []).filter((one) => JSON.stringify(one.zone) !== JSON.stringify(zone));
      state.validations[id] = rule === null ? rest : [...rest, { zone, rule }];
    },
    validations: (id) => state.validations[id] ?? [],
    protections: () => state.protections,
    protect: (protection) => {
      const id = `p${state.next++}`;
      state.protections.push({ ...protection, id });
      return id;
    },
    unprotect: (id) => void (state.protections = state.protections.filter((one) => one.id !== id)),
    charts: (id) => state.charts.filter((one) => one.sheetId === id),
    putChart: (chart) => void (state.charts = [...state.charts.filter((one) => one.id !== chart.id), chart]),
    removeChart: (id) => void (state.charts = state.charts.filter((one) => one.id !== id)),
    names: () => state.names,
    setName: (name, sheetId, zone) => void (state.names[name] = { sheetId, zone }),
    colourRules: () => undefined,
    locale: () => state.locale,
    timeZone: () => state.timeZone,
    setTimeZone: (zone) => void (state.timeZone = zone),
    typeIn: (id, zone, cells) => {
      const single = zone.rows === 1 && zone.cols === 1;
      const old = at(id, zone.row, zone.col).value;
      methods.write(id, zone, cells);
      const value = at(id, zone.row, zone.col).value;
      for (const tell of listeners)
        tell({ kind: 'EDIT', sheetId: id, zone, value: single ? (value ?? undefined) : undefined, oldValue: single ? (old ?? undefined) : undefined });
    },
    onHumanEdit: (listener) => void listeners.push(listener),
    customFunctions: () => undefined,
    cells: () => state.sheets.reduce((sum, one) => sum + one.rows * one.cols, 0),
  };
  const silent = new Set([
    'sheets',
    'read',
    'readLooks',
    'notes',
    'validations',
    'protections',
    'charts',
    'names',
    'locale',
    'timeZone',
    'onHumanEdit',
    'customFunctions',
    'cells',
    'takeChanges',
    'snapshot',
  ]);
  const logged = Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [
      name,
      (...args: never[]) => {
        if (!silent.has(name)) changes.push([name, structuredClone(args)]);
        return (method as (...given: never[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Omit<WorkbookApi, 'takeChanges' | 'snapshot'>;
  for (const [name, args] of (options.changes ?? []) as [keyof typeof methods, never[]][]) (methods[name] as (...given: never[]) => unknown)(...args);
  return {
    ...logged,
    takeChanges: () => {
      const taken = changes;
      changes = [];
      return taken;
    },
    snapshot: () => structuredClone(state),
  };
}

function writeOf(cell: CellWrite): Partial<Cell> {
  const format = cell.format === undefined ? {} : { format: cell.format };
  if (cell.formula !== undefined) return { value: cell.formula, formula: cell.formula, ...format };
  return cell.value === undefined ? format : { value: cell.value, formula: null, ...format };
}
