import type { TextKey } from '../../i18n/catalogue';
import { speak } from '../../i18n/speak';
import { answerWords, helloWords } from '../../ingest/answer';
import { receive } from '../../ingest/receive';
import { bankPage as bankPageJob } from '../../jobs/bank-panel';
import { bankTake as bankTakeJob } from '../../jobs/bank-take';
import { connectCrm as connectCrmJob } from '../../jobs/connect-panel';
import { costsPage as costsPageJob, deleteCost as deleteCostJob, saveCost as saveCostJob } from '../../jobs/costs-panel';
import { exportsPage as exportsPageJob, makeExport as makeExportJob } from '../../jobs/export-panel';
import { importRows as importRowsJob } from '../../jobs/import-panel';
import { installWorkbook } from '../../jobs/install';
import { deleteMoney as deleteMoneyJob, findDeals as findDealsJob, moneyPage as moneyPageJob, saveMoney as saveMoneyJob } from '../../jobs/money-panel';
import { noteEditOf, noteStructure } from '../../jobs/note-edit';
import { deleteScheme as deleteSchemeJob, payPage as payPageJob, previewScheme as previewSchemeJob, saveScheme as saveSchemeJob } from '../../jobs/pay-panel';
import { plansGrid as plansGridJob, savePlans as savePlansJob, spreadPlans as spreadPlansJob } from '../../jobs/plans-panel';
import { type ReportQuestion, readReport } from '../../jobs/read-report';
import { tabHeads, tabView } from '../../jobs/read-tabs';
import { saveMapping as saveMappingJob } from '../../jobs/save-mapping';
import { setupPage as setupPageJob } from '../../jobs/setup-panel';
import { look, minute, night, renew } from '../../jobs/tick';
import type { Lang } from '../../kernel/sheet-template';
import type { World } from '../../ports/world';
import type { Answer, Args, Bootstrap, Call, Reply } from './api';
import { atTheDoor, insideOnly, reply } from './door';
import { showMenu } from './menu';
import { otherTabs, tabCells } from './other-tabs';
import { checkHost } from './self-check-menu';
import { propertiesStore } from './store';
import { startTriggers } from './triggers';
import { readQuery } from './web-query';
import { findSentences, readNotes } from './words-page';
import { workbookBuilder } from './workbook-builder';
import { appsScriptWorld, openWorkbook } from './world';

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
  checkHost(appsScriptWorld().lang);
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
export const plansGrid = call<'plansGrid'>(plansGridJob);
export const savePlans = call<'savePlans'>(savePlansJob);
export const spreadPlans = call<'spreadPlans'>(spreadPlansJob);
export const costsPage = call<'costsPage'>(costsPageJob);
export const saveCost = call<'saveCost'>(saveCostJob);
export const deleteCost = call<'deleteCost'>(deleteCostJob);
export const payPage = call<'payPage'>(payPageJob);
export const previewScheme = call<'previewScheme'>(previewSchemeJob);
export const saveScheme = call<'saveScheme'>(saveSchemeJob);
export const deleteScheme = call<'deleteScheme'>(deleteSchemeJob);
export const moneyPage = call<'moneyPage'>(moneyPageJob);
export const saveMoney = call<'saveMoney'>(saveMoneyJob);
export const deleteMoney = call<'deleteMoney'>(deleteMoneyJob);
export const findDeals = call<'findDeals'>(findDealsJob);
export const setupPage = call<'setupPage'>(setupPageJob);
export const saveMapping = call<'saveMapping'>(saveMappingJob);
export const connectCrm = call<'connectCrm'>(connectCrmJob);
export const importTabs = call<'importTabs'>(({ store, today }) => ({ tabs: otherTabs(openWorkbook(store).getSheets(), store.all()), today }));
export const importTab = call<'importTab'>(({ store, zone }, { name }) => ({ cells: tabCells(openWorkbook(store).getSheetByName(name), { name, zone }) }));
export const importRows = call<'importRows'>(importRowsJob);
export const bankPage = call<'bankPage'>(bankPageJob);
export const bankTake = call<'bankTake'>(bankTakeJob);
export const exportsPage = call<'exportsPage'>(exportsPageJob);
export const makeExport = call<'makeExport'>(makeExportJob);
export const tick = call<'tick'>(look);
export const refreshNow = call<'refreshNow'>(renew);

// The host's JSON interface (design 3): the same tabs and reports as plain data

export function apiTabs(): Reply<unknown> {
  const world = appsScriptWorld();
  return reply(
    () => world.lang,
    () => tabHeads(world),
  );
}
export function apiTab(key: string): Reply<unknown> {
  const world = appsScriptWorld();
  return reply(
    () => world.lang,
    () => tabView(world, key),
  );
}
export function apiReport(key: string, question: ReportQuestion): Reply<unknown> {
  const world = appsScriptWorld();
  return reply(
    () => world.lang,
    () => readReport(world, key, question ?? {}),
  );
}
