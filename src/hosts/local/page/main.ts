import './chart-global';
import * as engine from '@odoo/o-spreadsheet';
import type { ToPage } from '../live-messages';
import { extendEngine } from '../workbook-engine';
import { numberOf } from '../workbook-ids';
import { type AddonMenu, addonMenu } from './addon-menu';
import { showChartOptions } from './chart-looks';
import { plainTextInComposer } from './composer';
import { connect } from './connection';
import { byId } from './dom';
import { showNotes } from './notes';
import { shows as makeShows } from './shows';
import { showWorkbook } from './spreadsheet';
import { translate } from './translations';
import { type Lang, langOf, speaker } from './words';

/** The page: waits for the state, shows it, and follows the server. One message after the other, for a state takes a moment to be shown. */
let lang: Lang = 'en';
let shown: Awaited<ReturnType<typeof showWorkbook>> | null = null;
let menu: AddonMenu | null = null;
let queue: Promise<void> = Promise.resolve();
const speak = () => speaker(lang);
const shows = makeShows(speak);

extendEngine({ screen: true });
showNotes(shows, speak);
plainTextInComposer();
showChartOptions();

const connection = connect(
  (message) => {
    queue = queue.then(() => hear(message)).catch((fault: unknown) => console.error(fault));
  },
  (up) => {
    byId('offline').hidden = up;
    if (!up) shown?.editable(false);
  },
);

async function hear(message: ToPage): Promise<void> {
  switch (message.type) {
    case 'hello':
      return begin(message);
    case 'sidebar':
      return shows.sidebar(message);
    case 'dialog':
      return shows.dialog(message);
    case 'toast':
      return void shows.toast(message);
    case 'menu':
      return menu?.read();
    case 'activate': {
      const sheetId = shown?.sheetIds().find((id) => numberOf(id) === message.sheetId);
      return sheetId === undefined ? undefined : shown?.show(sheetId, message.row, message.col);
    }
    case 'ask':
      return void shows.ask(message).then(({ button, text }) => connection.say({ type: 'answer', ask: message.ask, button, text }));
    default:
      shown?.hear(message);
      window.dispatchEvent(new CustomEvent(`cifra:${message.type}`, { detail: message }));
  }
}

async function begin(hello: Extract<ToPage, { type: 'hello' }>): Promise<void> {
  lang = langOf(hello.locale);
  const first = menu === null;
  document.documentElement.lang = lang;
  document.title = speak()('menu');
  byId('offline').textContent = speak()('offline');
  engine.setTranslationMethod(((term: string) => (lang === 'ru' ? translate(term) : term)) as Parameters<typeof engine.setTranslationMethod>[0], () => true);
  menu ??= addonMenu({ client: connection.client, shows, speak });
  const place = shown?.place() ?? null;
  shown?.close();
  const [workbook] = await Promise.all([showWorkbook(hello, connection, shows, place), menu.read()]);
  shown = workbook;
  byId('wait').hidden = true;
  document.body.dataset.ready = 'true';
  if (first && new URLSearchParams(location.search).get('sidebar') === '1') menu.openSidebar();
}
