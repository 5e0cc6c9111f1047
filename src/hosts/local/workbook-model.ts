import type { OpenWorkbook } from './live-api';
import { extendEngine } from './workbook-engine';
import type { EngineGetters } from './workbook-engine-types';
import { CustomFunctions, type FunctionResult, loadingText } from './workbook-functions';
import { engineLocale } from './workbook-locale';
import { fromStore, RevisionLog } from './workbook-log';
import { type Session, unsquished } from './workbook-session';

/** The engine's model, as far as the workbook uses it. */
export interface EngineModel {
  readonly getters: EngineGetters;
  dispatch(type: string, payload?: object): { readonly isSuccessful: boolean; readonly reasons: readonly string[] };
  readonly handlers: readonly { export?: (data: object, squish: boolean) => void; finalize(): void }[];
  readonly session: Session;
}
export interface OpenedModel {
  readonly model: EngineModel;
  readonly log: RevisionLog;
  readonly functions: CustomFunctions;
  readonly onResult: (listener: (result: FunctionResult) => void) => void;
}

/** Opens the server's model: from a stored state and what came after it, or empty with one sheet. */
export function openModel({ snapshot, changes = [], locale, timeZone }: OpenWorkbook): OpenedModel {
  const { state, revisions } = fromStore(snapshot, changes);
  const engine = extendEngine({ screen: false });
  const listeners: ((result: FunctionResult) => void)[] = [];
  let model: EngineModel | undefined;
  const opened = (): EngineModel => {
    if (!model) throw new Error('the workbook is still being opened');
    return model;
  };
  const functions = new CustomFunctions(
    loadingText(stateLocale(state) ?? locale),
    (cells) => recompute(opened(), cells),
    (result) => listeners.forEach((listener) => listener(result)),
  );
  const log = new RevisionLog('', () => exportState(opened()));
  const config = { custom: { cifra: functions }, transportService: log.transport, client: { id: 'server', name: 'server' } };
  const Model = engine.Model as unknown as new (data: unknown, config: object, revisions: readonly unknown[]) => EngineModel;
  model = new Model(state ?? emptyState(locale, timeZone), config, revisions);
  model.session.commandSquisher = unsquished;
  log.head = model.session.serverRevisionId;
  log.replayed(revisions);
  if (state === undefined) log.born();
  return { model, log, functions, onResult: (listener) => listeners.push(listener) };
}

/** The whole workbook as plain JSON, ready to be written at once: parts of it belong to the running model. */
export function exportState(model: EngineModel): object {
  const data = { ...extendEngine({ screen: false }).helpers.createEmptyWorkbookData(), revisionId: model.session.serverRevisionId };
  for (const handler of model.handlers) handler.export?.(data, false);
  return data;
}

/** Computes cells again whose functions have answered; those that are gone meanwhile are left out. */
export function recompute(model: EngineModel, cells: readonly number[]): void {
  const cellIds = cells.filter((id) => model.getters.tryGetCellPosition(id) !== undefined);
  if (cellIds.length) model.dispatch('EVALUATE_CELLS', { cellIds });
}

function emptyState(locale: string, timeZone: string): object {
  const empty = extendEngine({ screen: false }).helpers.createEmptyWorkbookData(locale.startsWith('ru') ? 'Лист1' : 'Sheet1');
  const sheets = empty.sheets.map((sheet) => ({ ...sheet, id: '0', colNumber: 26, rowNumber: 1000 }));
  return { ...empty, sheets, settings: { locale: engineLocale(locale) }, cifra: { notes: {}, kept: { timeZone } } };
}

function stateLocale(state: unknown): string | undefined {
  return (state as { readonly settings?: { readonly locale?: { readonly code?: string } } } | undefined)?.settings?.locale?.code;
}
