import type { TextKey } from '../../i18n/catalogue';
import { speak } from '../../i18n/speak';
import { answerWords, helloWords } from '../../ingest/answer';
import { receive } from '../../ingest/receive';
import { noteEditOf, noteStructure } from '../../jobs/note-edit';
import type { ReportQuestion } from '../../jobs/read-report';
import { look, minute, night, renew } from '../../jobs/tick';
import type { Lang } from '../../kernel/sheet-template';
import type { World } from '../../ports/world';
import type { Answer, Args, Bootstrap, Call, Reply } from './api';
import { atTheDoor, insideOnly, reply } from './door';
import { showMenu } from './menu';
import type * as Part from './panels';
import { panelsPart } from './panels-page';
import { propertiesStore } from './store';
import { startTriggers } from './triggers';
import { readQuery } from './web-query';
import { findSentences } from './words-page';
import { appsScriptWorld } from './world';

type Panels = typeof Part.panels;
const part = (): typeof Part => panelsPart<typeof Part>();

export * from './custom-functions';

findSentences();

// What Google calls. An entry point opens the door and computes nothing; the build makes a global function of each export.

const toLang = (locale: string): Lang => (locale.toLowerCase().startsWith('ru') ? 'ru' : 'en');

/** Simple trigger. In AuthMode.NONE there is no document and there are no properties: the user's own locale decides the language. */
export function onOpen(e?: { readonly authMode?: unknown }): void {
  const none = e?.authMode === ScriptApp.AuthMode.NONE;
  showMenu(toLang(none ? Session.getActiveUserLocale() : SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetLocale()));
}
/** Installed from the store: the menu has to appear in the sheet that is open. */
export function onInstall(e?: { readonly authMode?: unknown }): void {
  onOpen(e);
}

/** Simple trigger: a person typed. */
export function onEdit(e: GoogleAppsScript.Events.SheetsOnEdit): void {
  noteEditOf(propertiesStore(), { sheetId: e.range.getSheet().getSheetId(), row: e.range.getRow() });
}
/** Installed trigger: rows, columns or tabs came or went. Typing is noted by onEdit. */
export function onStructure(e: GoogleAppsScript.Events.SheetsOnChange): void {
  if (!['EDIT', 'FORMAT'].includes(String(e.changeType))) noteStructure(propertiesStore());
}
export function everyMinute(): void {
  minute(appsScriptWorld());
}
export function everyNight(): void {
  night(appsScriptWorld());
}

/** A CRM knocks: `?crm=amocrm&k=<secret>`. A page is answered because ContentService redirects (302), which amoCRM counts as a failure. */
export function doPost(e: GoogleAppsScript.Events.DoPost): GoogleAppsScript.HTML.HtmlOutput {
  const { crm = '', k = '' } = readQuery(e.queryString);
  const world = appsScriptWorld({ last: true }),
    body = e.postData?.contents ?? '';
  return HtmlService.createHtmlOutput(
    answerWords(receive(world, { crm, secret: k, body, contentType: e.postData?.type ?? '' }), { size: body.length, lang: world.lang }),
  );
}
/** A person opened the webhook's address in a browser. */
export function doGet(e: GoogleAppsScript.Events.DoGet): GoogleAppsScript.HTML.HtmlOutput {
  const { k = '' } = readQuery(e.queryString);
  return HtmlService.createHtmlOutput(helloWords(appsScriptWorld(), k));
}

// Menu

export function openSidebar(): void {
  const { page, say } = pageOf('Sidebar');
  SpreadsheetApp.getUi().showSidebar(page.setTitle(say('sidebar.title')));
}
/** The dialog in which the accountant takes files. A dialog does not suspend the script, and only itself or the person closes it (guides/dialogs, Custom dialogs). */
export function openExports(): void {
  const { page, say } = pageOf('Export');
  SpreadsheetApp.getUi().showModalDialog(page.setWidth(520).setHeight(600), say('export.title'));
}
function pageOf(name: 'Sidebar' | 'Export'): { readonly page: GoogleAppsScript.HTML.HtmlOutput; readonly say: ReturnType<typeof speak> } {
  insideOnly();
  const world = appsScriptWorld(),
    page = HtmlService.createTemplateFromFile(name);
  const bootstrap: Bootstrap = { lang: world.lang, tab: 'plans' };
  page.bootstrap = JSON.stringify(bootstrap).replace(/</g, '\\u003c');
  return { page: page.evaluate(), say: speak(world.lang) };
}
export function refreshReports(): void {
  inMenu((world) => {
    renew(world);
    return 'toast.refreshed';
  });
}
export function install(given?: { readonly secret?: string }): void {
  const book = SpreadsheetApp.getActiveSpreadsheet();
  inMenu((world) => {
    const { readNotes, installWorkbook, workbookBuilder } = part().tools;
    readNotes();
    installWorkbook(world, workbookBuilder(), {
      spreadsheetId: book.getId(),
      zone: book.getSpreadsheetTimeZone(),
      lang: toLang(book.getSpreadsheetLocale()),
      webApp: ScriptApp.getService().getUrl() ?? '',
      ...(given?.secret ? { secret: given.secret } : {}),
    });
    startTriggers();
    return 'toast.installed';
  });
}
export function repair(): void {
  install();
}
export function selfCheck(): void {
  insideOnly();
  part().tools.checkHost(appsScriptWorld().lang);
}

function inMenu(job: (world: World) => TextKey): void {
  const world = appsScriptWorld();
  atTheDoor(
    () => world.lang,
    () => {
      const word = job(world),
        say = speak(world.lang);
      SpreadsheetApp.getActiveSpreadsheet().toast(say(word), say('menu.title'));
    },
  );
}

// Sidebar: one argument and one answer of plain data each (api.ts)

/** A call of a page. Who saves is known to Google, not sent by the page. */
const call =
  <C extends Call>(handler: (world: World, args: Args<C> & { readonly author: string }) => Answer<C>) =>
  (args: Args<C>): Reply<Answer<C>> => {
    const world = appsScriptWorld();
    return reply(
      () => world.lang,
      () => handler(world, { ...args, author: Session.getActiveUser().getEmail() }),
    );
  };
const panel = <C extends keyof Panels>(name: C): ((args: Args<C>) => Reply<Answer<C>>) => call<C>((world, args) => part().panels[name](world, args));
export const plansGrid = panel('plansGrid');
export const savePlans = panel('savePlans');
export const spreadPlans = panel('spreadPlans');
export const costsPage = panel('costsPage');
export const saveCost = panel('saveCost');
export const deleteCost = panel('deleteCost');
export const payPage = panel('payPage');
export const previewScheme = panel('previewScheme');
export const saveScheme = panel('saveScheme');
export const deleteScheme = panel('deleteScheme');
export const moneyPage = panel('moneyPage');
export const saveMoney = panel('saveMoney');
export const deleteMoney = panel('deleteMoney');
export const findDeals = panel('findDeals');
export const closingPage = panel('closingPage');
export const closeMonth = panel('closeMonth');
export const reopenMonth = panel('reopenMonth');
export const setupPage = panel('setupPage');
export const saveMapping = panel('saveMapping');
export const connectCrm = panel('connectCrm');
export const importTabs = panel('importTabs');
export const importTab = panel('importTab');
export const importRows = panel('importRows');
export const bankPage = panel('bankPage');
export const bankTake = panel('bankTake');
export const exportsPage = panel('exportsPage');
export const makeExport = panel('makeExport');
export const tick = call<'tick'>(look);
export const refreshNow = call<'refreshNow'>(renew);

// The host's JSON interface (design 3): the same tabs and reports as plain data

export function apiTabs(): Reply<unknown> {
  const world = appsScriptWorld();
  return reply(
    () => world.lang,
    () => part().tools.tabHeads(world),
  );
}
export function apiTab(key: string): Reply<unknown> {
  const world = appsScriptWorld();
  return reply(
    () => world.lang,
    () => part().tools.tabView(world, key),
  );
}
export function apiReport(key: string, question: ReportQuestion): Reply<unknown> {
  const world = appsScriptWorld();
  return reply(
    () => world.lang,
    () => part().tools.readReport(world, key, question ?? {}),
  );
}
