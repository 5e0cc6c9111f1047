import * as engine from '@odoo/o-spreadsheet';
import templates from '@odoo/o-spreadsheet/dist/o_spreadsheet.xml';
import { App } from '@odoo/owl';
import type { ToPage } from '../live-messages';
import type { EngineGetters, EngineZone, Revision } from '../workbook-engine-types';
import { CustomFunctions, loadingText } from '../workbook-functions';
import type { SessionMessage } from '../workbook-log';
import { forgetHistory, type Session, unsquished } from '../workbook-session';
import type { Connection } from './connection';
import { byId } from './dom';
import { guardProtections } from './protection';
import type { Shows } from './shows';
import { translate } from './translations';
import { langOf, speaker } from './words';

type Hello = Extract<ToPage, { type: 'hello' }>;
interface PageModel {
  readonly getters: EngineGetters & { getSelectedZone(): EngineZone; getActivePosition(): { readonly row: number; readonly col: number } };
  readonly session: Session;
  readonly selection: { selectZone(anchor: { readonly cell: { readonly row: number; readonly col: number }; readonly zone: EngineZone }): void };
  dispatch: (type: string, payload?: Readonly<Record<string, unknown>>) => unknown;
  updateMode(mode: 'normal' | 'readonly'): void;
  on(event: string, owner: object, run: () => void): void;
}

export interface Shown {
  readonly hear: (message: ToPage) => void;
  readonly editable: (is: boolean) => void;
  readonly show: (sheetId: string, row: number, col: number) => void;
  readonly sheetIds: () => readonly string[];
  readonly close: () => void;
}

/** Shows the workbook that `hello` brought. The place where the person was (`at`) is taken up again. */
export async function showWorkbook(hello: Hello, connection: Connection, shows: Shows, at: Place | null): Promise<Shown & { readonly place: () => Place }> {
  const lang = langOf(hello.locale);
  const speak = () => speaker(lang);
  let receive: (message: unknown) => void = () => {};
  const transportService = {
    onNewMessage: (_id: string, deliver: (message: unknown) => void) => {
      receive = deliver;
    },
    sendMessage: async (message: SessionMessage) => {
      if ('nextRevisionId' in message) connection.say({ type: 'revision', revision: message as unknown as Revision });
      else connection.say({ type: 'presence', message });
    },
    leave: () => {},
  };
  const functions = new CustomFunctions(loadingText(hello.locale), (cells) => {
    const cellIds = cells.filter((id) => model.getters.tryGetCellPosition(id) !== undefined);
    if (cellIds.length) model.dispatch('EVALUATE_CELLS', { cellIds });
  });
  const ask = (name: string, args: Parameters<CustomFunctions['call']>[1]) => {
    connection.say({ type: 'call', name, args });
    return new Promise<never>(() => {}); // the answer comes as `result`
  };
  functions.define(hello.functions, ask);
  for (const result of hello.results) functions.settle(result);
  const Model = engine.Model as unknown as new (data: unknown, config: object, revisions: readonly unknown[]) => PageModel;
  const model = new Model(
    hello.snapshot,
    { transportService, client: { id: connection.client, name: speak()('guest') }, custom: { cifra: functions } },
    hello.revisions,
  );
  model.session.commandSquisher = unsquished;
  guardProtections(model, shows, speak);

  let revisions = 0;

  const app = new App(
    engine.Spreadsheet as never,
    {
      templates,
      props: {
        model,
        notifyUser: (note: { readonly text: string; readonly sticky?: boolean }) =>
          void shows.toast({ title: '', message: note.text, seconds: note.sticky ? -1 : 5 }),
        raiseError: (message: string, then?: () => void) => void shows.ask({ title: '', message, buttons: 'OK' }).then(() => then?.()),
        askConfirmation: (message: string, yes: () => void, no?: () => void) =>
          void shows.ask({ title: '', message, buttons: 'OK_CANCEL' }).then(({ button }) => (button === 'OK' ? yes() : no?.())),
      } as never,
      translateFn: lang === 'ru' ? translate : (text: string) => text,
      dev: false,
      warnIfNoStaticProps: false,
    } as never,
  );
  const host = byId('book');
  host.replaceChildren();
  await app.mount(host);

  const place = (): Place => ({ sheetId: model.getters.getActiveSheetId(), zone: model.getters.getSelectedZone() });
  const show = (sheetId: string, zone: EngineZone) => {
    if (!model.getters.getSheetIds().includes(sheetId)) return;
    if (model.getters.getActiveSheetId() !== sheetId) model.dispatch('ACTIVATE_SHEET', { sheetIdFrom: model.getters.getActiveSheetId(), sheetIdTo: sheetId });
    if (zone.bottom < model.getters.getNumberRows(sheetId) && zone.right < model.getters.getNumberCols(sheetId))
      model.selection.selectZone({ cell: { row: zone.top, col: zone.left }, zone });
  };
  if (at) show(at.sheetId, at.zone);
  tellSelection(model, connection, place);

  return {
    place,
    editable: (is) => model.updateMode(is ? 'normal' : 'readonly'),
    sheetIds: () => model.getters.getSheetIds(),
    show: (sheetId, row, col) => show(sheetId, { top: row, bottom: row, left: col, right: col }),
    close: () => app.destroy(),
    hear: (message) => {
      if (message.type === 'revision') {
        receive(message.revision);
        if (++revisions % LONG === 0 && model.session.pendingMessages.length === 0) forgetHistory(model.session);
      }
      if (message.type === 'presence') receive(message.message);
      else if (message.type === 'result') functions.settle(message.result);
      else if (message.type === 'functions') {
        functions.define(message.functions, ask);
        model.getters.cifraRecompile((formula) => message.functions.some((name) => formula.toUpperCase().includes(`${name.toUpperCase()}(`)));
        model.dispatch('EVALUATE_CELLS');
      } else if (message.type === 'refused') {
        // the server has forgotten what should be undone
        Object.assign(model.session, {
          waitingUndoRedoAck: false,
          waitingAck: false,
          pendingMessages: model.session.pendingMessages.filter(({ type }) => type === 'REMOTE_REVISION'),
        });
      }
    },
  };
}

/** After so many revisions a page forgets how to undo the older ones, or an open page would grow for ever. */
const LONG = 3000;

export interface Place {
  readonly sheetId: string;
  readonly zone: EngineZone;
}

function tellSelection(model: PageModel, connection: Connection, place: () => Place): void {
  let told = '';
  model.on('update', {}, () => {
    const now = place();
    const key = JSON.stringify(now);
    if (key === told) return;
    told = key;
    connection.say({ type: 'selection', ...now });
  });
}
