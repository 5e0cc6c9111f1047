import * as engine from '@odoo/o-spreadsheet';
import type { EngineGetters, EngineZone } from '../workbook-engine-types';
import type { Shows } from './shows';
import type { speaker } from './words';

interface GuardedModel {
  readonly getters: EngineGetters;
  dispatch: (type: string, payload?: Readonly<Record<string, unknown>>) => unknown;
}

const guarded = new Set([
  'UPDATE_CELL',
  'CLEAR_CELL',
  'CLEAR_CELLS',
  'DELETE_CONTENT',
  'PASTE',
  'PASTE_FROM_OS_CLIPBOARD',
  'SET_FORMATTING',
  'CLEAR_FORMATTING',
  'ADD_COLUMNS_ROWS',
  'REMOVE_COLUMNS_ROWS',
  'SORT_CELLS',
  'AUTOFILL',
  'DELETE_CELL',
  'INSERT_CELL',
  'SET_DECIMAL',
  'ADD_MERGE',
  'REMOVE_MERGE',
  'DELETE_SHEET',
  'RENAME_SHEET',
  'REMOVE_DUPLICATES',
  'TRIM_WHITESPACE',
  'SPLIT_TEXT_INTO_COLUMNS',
  'TOGGLE_CHECKBOX',
]);
const MINUTES = 5;

/** Asks before a person changes what is protected with a warning, as Google Sheets does. Confirmed, the very same change is made; "not for 5 minutes" is kept for this page. */
export function guardProtections(model: GuardedModel, shows: Shows, speak: () => ReturnType<typeof speaker>): void {
  const dispatch = model.dispatch;
  let silentUntil = 0;
  let asking = false;
  model.dispatch = (type, payload = {}) => {
    if (!guarded.has(type) || Date.now() < silentUntil || !touches(model.getters, payload)) return dispatch(type, payload);
    if (!asking) {
      asking = true;
      void shows
        .ask({ title: speak()('protectedTitle'), message: speak()('protectedText'), buttons: 'OK_CANCEL', check: speak()('protectedLater') })
        .then(({ button, checked }) => {
          asking = false;
          if (button !== 'OK') return;
          if (checked) silentUntil = Date.now() + MINUTES * 60_000;
          dispatch(type, payload);
        });
    }
    return new engine.DispatchResult('CancelledForUnknownReason' as never);
  };
}

function touches(getters: EngineGetters, payload: Readonly<Record<string, unknown>>): boolean {
  const sheetId = String(payload.sheetId ?? getters.getActiveSheetId());
  const zones = zonesOf(getters, payload);
  return getters
    .cifraProtections()
    .some(
      (each) =>
        each.warningOnly && each.sheetId === sheetId && (each.zone === null || zones === null || zones.some((zone) => overlap(zone, each.zone as EngineZone))),
    );
}

/** The zones that a command changes; null when it is the sheet as a whole or cannot be said. */
function zonesOf(getters: EngineGetters, payload: Readonly<Record<string, unknown>>): readonly EngineZone[] | null {
  if (typeof payload.row === 'number' && typeof payload.col === 'number')
    return [{ top: payload.row, bottom: payload.row, left: payload.col, right: payload.col }];
  if (Array.isArray(payload.target)) return payload.target as readonly EngineZone[];
  if (typeof payload.zone === 'object' && payload.zone) return [payload.zone as EngineZone];
  if (payload.dimension !== undefined || payload.sheetName !== undefined || payload.newName !== undefined) return headers(getters, payload);
  return (getters as EngineGetters & { getSelectedZones(): readonly EngineZone[] }).getSelectedZones();
}

function headers(getters: EngineGetters, payload: Readonly<Record<string, unknown>>): readonly EngineZone[] | null {
  const elements = payload.elements as readonly number[] | undefined;
  if (!elements) return payload.type === undefined && payload.base !== undefined ? [] : null;
  const sheetId = String(payload.sheetId);
  const [first, last] = [Math.min(...elements), Math.max(...elements)];
  return payload.dimension === 'ROW'
    ? [{ top: first, bottom: last, left: 0, right: getters.getNumberCols(sheetId) - 1 }]
    : [{ left: first, right: last, top: 0, bottom: getters.getNumberRows(sheetId) - 1 }];
}

const overlap = (a: EngineZone, b: EngineZone): boolean => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
