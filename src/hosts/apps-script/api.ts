import type { BankPage } from '../../jobs/bank-panel';
import type { BankTakeArgs, BankTaken } from '../../jobs/bank-take';
import type { ClosingPage } from '../../jobs/closing-panel';
import type { ConnectArgs } from '../../jobs/connect-panel';
import type { CostSeen, CostsPage, SaveCostArgs, SaveCostResult } from '../../jobs/costs-panel';
import type { ExportedRows, ExportsPage } from '../../jobs/export-panel';
import type { ImportRowsArgs, ImportRowsResult } from '../../jobs/import-panel';
import type { FoundDeal, MoneyPage, MoneySeen, SaveMoneyArgs, SaveMoneyResult } from '../../jobs/money-panel';
import type { PayPage, SaveSchemeResult, SchemeArgs, SchemeSeen } from '../../jobs/pay-panel';
import type { SchemePreview } from '../../jobs/pay-preview';
import type { PlansGrid, SavePlansArgs, SavePlansResult, SpreadPlansArgs, SpreadPlansResult } from '../../jobs/plans-panel';
import type { TickState } from '../../jobs/refresh-panel';
import type { SaveMappingArgs, SaveMappingResult } from '../../jobs/save-mapping';
import type { SetupPage } from '../../jobs/setup-panel';

/**
 * The calls of the sidebar. Each key is a global function of main.ts with one argument; arguments and answers are plain data, never a Date (a Date makes `google.script.run` fail or
 * answer null). Who saves is known to main.ts (Session), not sent by the page. Money is a number in units of the currency.
 */
export interface SidebarApi {
  plansGrid(args: { readonly month: string }): PlansGrid;
  savePlans(args: SavePlansArgs): SavePlansResult;
  spreadPlans(args: SpreadPlansArgs): SpreadPlansResult;
  costsPage(args: { readonly month: string }): CostsPage;
  saveCost(args: SaveCostArgs): SaveCostResult;
  deleteCost(args: CostSeen): SaveCostResult;
  payPage(args: Record<string, never>): PayPage;
  /** what last month would have been under a scheme that is not saved yet */
  previewScheme(args: SchemeArgs): SchemePreview;
  saveScheme(args: SchemeArgs): SaveSchemeResult;
  deleteScheme(args: SchemeSeen): SaveSchemeResult;
  moneyPage(args: { readonly month: string }): MoneyPage;
  saveMoney(args: SaveMoneyArgs): SaveMoneyResult;
  deleteMoney(args: MoneySeen): SaveMoneyResult;
  findDeals(args: { readonly text: string }): { readonly deals: readonly FoundDeal[] };
  closingPage(args: { readonly month: string }): ClosingPage;
  closeMonth(args: { readonly month: string }): ClosingPage;
  reopenMonth(args: { readonly month: string }): ClosingPage;
  setupPage(args: Record<string, never>): SetupPage;
  saveMapping(args: SaveMappingArgs): SaveMappingResult;
  /** one act of the set-up assistant */
  connectCrm(args: ConnectArgs): SetupPage;
  /** tabs that are not ours */
  importTabs(args: Record<string, never>): { readonly tabs: readonly string[]; readonly today: string };
  /** cells of one of them, as texts */
  importTab(args: { readonly name: string }): { readonly cells: readonly (readonly string[])[] };
  importRows(args: ImportRowsArgs): ImportRowsResult;
  /** deals to which payments of a statement may belong, and what is still to be sorted */
  bankPage(args: Record<string, never>): BankPage;
  bankTake(args: BankTakeArgs): BankTaken;
  exportsPage(args: Record<string, never>): ExportsPage;
  /** typed rows, control totals and version; the page makes the file */
  makeExport(args: { readonly key: string; readonly month: string }): ExportedRows;
  /** drains and refreshes what is dirty; asked for every few seconds while the sidebar can be seen */
  tick(args: Record<string, never>): TickState;
  /** the button: drains, then computes everything anew */
  refreshNow(args: Record<string, never>): TickState;
}
export type Call = keyof SidebarApi;
export type Args<C extends Call> = Parameters<SidebarApi[C]>[0];
export type Answer<C extends Call> = ReturnType<SidebarApi[C]>;

/** What a global really gives back: a failure is spoken on the server, in the user's language. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: { readonly code: string; readonly what: string; readonly mend: string } };

/** What the page is told when it opens: `<?!= bootstrap ?>`, JSON with `<` written as \u003c. */
export interface Bootstrap {
  readonly lang: 'ru' | 'en';
  readonly tab: 'plans' | 'costs' | 'money' | 'pay' | 'closing' | 'import' | 'setup' | 'refresh';
}
