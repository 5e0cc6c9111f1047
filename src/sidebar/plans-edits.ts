import type { Answer, Args } from '../hosts/apps-script/api';
import { readAmount } from '../kernel/money';

export type Grid = Answer<'plansGrid'>;
export type GridRow = Grid['rows'][number];
export type PlanChange = Args<'savePlans'>['changes'][number];
/** A cell that was typed into and not saved: the text as typed and the version that stood on the screen then. */
export interface Edit {
  readonly period: string;
  readonly level: string;
  readonly name: string;
  readonly metric: string;
  readonly text: string;
  readonly version: string;
  readonly money: boolean;
}
export type Edits = ReadonlyMap<string, Edit>;
export type Typed = { readonly value: number | null } | { readonly wrong: 'number.wrong' | 'number.negative' | 'number.whole' };

export const editKey = (cell: { readonly period: string; readonly level: string; readonly name: string; readonly metric: string }): string =>
  [cell.period, cell.level, cell.name, cell.metric].join('\u0001');

/** What a typed plan means: blank takes the plan away; money may have kopecks, counts are whole. */
export function readPlan(text: string, money: boolean): Typed {
  const amount = readAmount(text);
  if (amount === null) return { value: null };
  if (amount === undefined) return { wrong: 'number.wrong' };
  if (amount < 0) return { wrong: 'number.negative' };
  if (!money && amount % 100 !== 0) return { wrong: 'number.whole' };
  return { value: amount / 100 };
}

/** Value that a cell shows: the edit where there is a readable one, else what is stored. */
export function shown(grid: Grid, row: GridRow, at: number, edits: Edits): number | null {
  const metric = grid.metrics[at],
    edit = metric && edits.get(editKey({ period: grid.month, level: row.level, name: row.name, metric: metric.key }));
  const typed = edit && readPlan(edit.text, edit.money);
  return typed && 'value' in typed ? typed.value : (row.cells[at]?.value ?? null);
}

/** Sum of the managers' plans of one metric; null while none of them has one. */
export function managersTotal(grid: Grid, at: number, edits: Edits): number | null {
  const values = grid.rows
    .filter((row) => row.level === 'manager')
    .map((row) => shown(grid, row, at, edits))
    .filter((value): value is number => value !== null);
  return values.length === 0 ? null : Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100;
}

/** The edits with one cell typed into; typing back what is stored takes the edit away. */
export function withEdit(grid: Grid, row: GridRow, at: number, edits: Edits, text: string): Edits {
  const metric = grid.metrics[at],
    cell = row.cells[at];
  if (!metric || !cell) return edits;
  const edit = { period: grid.month, level: row.level, name: row.name, metric: metric.key, text, version: cell.version, money: metric.money },
    key = editKey(edit),
    next = new Map(edits),
    known = edits.get(key),
    typed = readPlan(text, metric.money);
  if ('value' in typed && typed.value === cell.value) next.delete(key);
  else next.set(key, { ...edit, version: known?.version ?? cell.version });
  return next;
}

/** Last month's plans for the cells that are blank. */
export function copied(
  grid: Grid,
  columns: readonly number[],
  edits: Edits,
  typed: (value: number | null) => string,
): { readonly edits: Edits; readonly filled: number } {
  let next = edits,
    filled = 0;
  for (const row of grid.rows) {
    for (const at of columns) {
      const last = row.lastMonth[at] ?? null;
      if (last === null || shown(grid, row, at, next) !== null) continue;
      next = withEdit(grid, row, at, next, typed(last));
      filled += 1;
    }
  }
  return { edits: next, filled };
}

/** What is sent: readable edits only; `wrong` counts the others. */
export function changesOf(edits: Edits): { readonly changes: PlanChange[]; readonly wrong: number } {
  const changes: PlanChange[] = [];
  let wrong = 0;
  for (const { period, level, name, metric, text, version, money } of edits.values()) {
    const typed = readPlan(text, money);
    if ('value' in typed) changes.push({ period, level, name, metric, version, value: typed.value });
    else wrong += 1;
  }
  return { changes, wrong };
}

/** After a save: what was sent is gone from the edits, unless it was typed into meanwhile; then it stands on the version just saved. Conflicts stay. */
export function afterSave(edits: Edits, sent: Edits, grid: Grid, conflicts: ReadonlySet<string>): Edits {
  const next = new Map<string, Edit>();
  for (const [key, edit] of edits) {
    const before = sent.get(key),
      saved = before !== undefined && !conflicts.has(key) && 'value' in readPlan(before.text, before.money);
    if (!saved) next.set(key, edit);
    else if (before.text !== edit.text) next.set(key, { ...edit, version: versionIn(grid, edit) ?? edit.version });
  }
  return next;
}

function versionIn(grid: Grid, edit: Edit): string | undefined {
  const row = grid.month === edit.period ? grid.rows.find(({ level, name }) => level === edit.level && name === edit.name) : undefined;
  return row?.cells[grid.metrics.findIndex(({ key }) => key === edit.metric)]?.version;
}
