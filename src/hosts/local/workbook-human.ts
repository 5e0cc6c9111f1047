import type { HumanEdit, Scalar, Zone } from './workbook-api';
import type { EngineCommand, EngineZone } from './workbook-engine-types';

/** What a person's command is to Google's triggers; null for what fires none (a cell's place, a cursor). */
type Kind = HumanEdit['kind'];
const kinds: Readonly<Record<string, Kind>> = {
  UPDATE_CELL: 'EDIT',
  CLEAR_CELL: 'EDIT',
  CLEAR_CELLS: 'EDIT',
  DELETE_CONTENT: 'EDIT',
  CIFRA_WRITE: 'EDIT',
  MOVE_RANGES: 'EDIT',
  CREATE_SHEET: 'INSERT_GRID',
  DUPLICATE_SHEET: 'INSERT_GRID',
  DELETE_SHEET: 'REMOVE_GRID',
  SET_FORMATTING: 'FORMAT',
  CLEAR_FORMATTING: 'FORMAT',
  SET_BORDER: 'FORMAT',
  SET_ZONE_BORDERS: 'FORMAT',
  SET_BORDERS_ON_TARGET: 'FORMAT',
  CIFRA_LOOKS: 'FORMAT',
  ADD_CONDITIONAL_FORMAT: 'FORMAT',
  REMOVE_CONDITIONAL_FORMAT: 'FORMAT',
  ADD_MERGE: 'FORMAT',
  REMOVE_MERGE: 'FORMAT',
};

export interface Seen {
  readonly read: (sheetId: string, row: number, col: number) => Scalar;
  readonly number: (sheetId: string) => number;
}

/**
 * A person's revision in Google's words: one edit a kind and sheet, the zone around all its cells; value and old value for a single cell only, as onEdit
 * gives them. Called before the revision is applied; the returned function, called after it, reads the new value.
 */
export function humanEdits(commands: readonly EngineCommand[], seen: Seen): () => readonly HumanEdit[] {
  const groups = new Map<string, { kind: Kind; sheetId: string; id: number; zone: EngineZone | null }>();
  for (const command of commands) {
    const sheetId = String(command.sheetId ?? command.sheetIdTo ?? '');
    const kind = kindOf(command);
    const key = `${kind} ${sheetId}`;
    const zone = zoneOf(command);
    const group = groups.get(key);
    if (group) group.zone = around(group.zone, zone);
    else groups.set(key, { kind, sheetId, id: sheetId === '' ? 0 : seen.number(sheetId), zone });
  }
  const found = [...groups.values()].map((group) => {
    const cell = group.kind === 'EDIT' && group.zone && group.zone.top === group.zone.bottom && group.zone.left === group.zone.right ? group.zone : null;
    return { ...group, cell, oldValue: cell ? seen.read(group.sheetId, cell.top, cell.left) : undefined };
  });
  return () =>
    found.map(({ kind, sheetId, id, zone, cell, oldValue }) => ({
      kind,
      sheetId: id,
      zone: zone && toZone(zone),
      oldValue: oldValue ?? undefined,
      value: cell ? (seen.read(sheetId, cell.top, cell.left) ?? undefined) : undefined,
    }));
}

function kindOf(command: EngineCommand): Kind {
  const rows = command.dimension === 'ROW';
  if (command.type === 'ADD_COLUMNS_ROWS') return rows ? 'INSERT_ROW' : 'INSERT_COLUMN';
  if (command.type === 'REMOVE_COLUMNS_ROWS') return rows ? 'REMOVE_ROW' : 'REMOVE_COLUMN';
  if (command.type === 'UPDATE_CELL' && command.content === undefined) return 'FORMAT';
  return kinds[command.type] ?? 'OTHER';
}

function zoneOf(command: EngineCommand): EngineZone | null {
  if (typeof command.row === 'number' && typeof command.col === 'number')
    return { top: command.row, bottom: command.row, left: command.col, right: command.col };
  if (Array.isArray(command.target)) return (command.target as EngineZone[]).reduce<EngineZone | null>(around, null);
  return (command.zone as EngineZone | undefined) ?? null;
}

function around(a: EngineZone | null, b: EngineZone | null): EngineZone | null {
  if (!a || !b) return a ?? b;
  return { top: Math.min(a.top, b.top), left: Math.min(a.left, b.left), bottom: Math.max(a.bottom, b.bottom), right: Math.max(a.right, b.right) };
}

const toZone = (zone: EngineZone): Zone => ({ row: zone.top, col: zone.left, rows: zone.bottom - zone.top + 1, cols: zone.right - zone.left + 1 });
