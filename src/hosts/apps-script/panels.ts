import { amoSource } from '../../crm/amocrm/source';
import { bitrix24Source } from '../../crm/bitrix24/source';
import { oneC } from '../../crm/onec/source';
import { bankPage } from '../../jobs/bank-panel';
import { bankTake } from '../../jobs/bank-take';
import { closeMonth, closingPage, reopenMonth } from '../../jobs/closing-panel';
import { connectCrm } from '../../jobs/connect-panel';
import { costsPage, deleteCost, saveCost } from '../../jobs/costs-panel';
import { exportsPage, makeExport } from '../../jobs/export-panel';
import { importRows } from '../../jobs/import-panel';
import { installWorkbook } from '../../jobs/install';
import { deleteMoney, findDeals, moneyPage, saveMoney } from '../../jobs/money-panel';
import { deleteScheme, payPage, previewScheme, saveScheme } from '../../jobs/pay-panel';
import { plansGrid, savePlans, spreadPlans } from '../../jobs/plans-panel';
import { readReport } from '../../jobs/read-report';
import { tabHeads, tabView } from '../../jobs/read-tabs';
import { saveMapping } from '../../jobs/save-mapping';
import { setupPage } from '../../jobs/setup-panel';
import type { World } from '../../ports/world';
import type { Answer, Args, Call } from './api';
import { otherTabs, tabCells } from './other-tabs';
import { checkHost } from './self-check-menu';
import { readNotes } from './words-page';
import { workbookBuilder } from './workbook-builder';
import { openWorkbook } from './world';

/** Calls of pages, by their names: one argument and one answer of plain data each (api.ts). Those that watch stand in main.ts, for they are asked for every few seconds. */
export const panels: { readonly [C in Exclude<Call, 'tick' | 'refreshNow'>]: (world: World, args: Args<C> & { readonly author: string }) => Answer<C> } = {
  plansGrid,
  savePlans,
  spreadPlans,
  costsPage,
  saveCost,
  deleteCost,
  payPage,
  previewScheme,
  saveScheme,
  deleteScheme,
  moneyPage,
  saveMoney,
  deleteMoney,
  findDeals,
  closingPage,
  closeMonth,
  reopenMonth,
  setupPage,
  saveMapping,
  connectCrm,
  importTabs: ({ store, today }) => ({ tabs: otherTabs(openWorkbook(store).getSheets(), store.all()), today }),
  importTab: ({ store, zone }, { name }) => ({ cells: tabCells(openWorkbook(store).getSheetByName(name), { name, zone }) }),
  importRows,
  bankPage,
  bankTake,
  exportsPage,
  makeExport,
};

/** CRMs that can be asked, by the words of the webhook's address. */
export const sources: World['sources'] = { amocrm: amoSource, bitrix24: bitrix24Source, onec: oneC };

/** What menu items and the host's JSON interface need besides. */
export const tools = { installWorkbook, readReport, tabHeads, tabView, checkHost, readNotes, workbookBuilder };
