import type { SheetTemplate } from '../src/kernel/sheet-template';
import { activitiesSheet } from './activities';
import { adCostsSheet } from './ad-costs';
import { bankSheet } from './bank';
import { boardSheet } from './board';
import { boardSeriesSheet } from './board-series';
import { calendarSheet } from './calendar';
import { cashFlowSheet } from './cash-flow';
import { cashGapSheet } from './cash-gap';
import { cashMonthsSheet } from './cash-months';
import { closedFiguresSheet } from './closed-figures';
import { companiesSheet } from './companies';
import { contactsSheet } from './contacts';
import { correctionsSheet } from './corrections';
import { dealEventsSheet } from './deal-events';
import { dealMarginSheet } from './deal-margin';
import { dealsSheet } from './deals';
import { expensesSheet } from './expenses';
import { exportsSheet } from './exports';
import { fieldsSheet } from './fields';
import { funnelSheet } from './funnel';
import { funnelByManagerSheet } from './funnel-by-manager';
import { funnelBySourceSheet } from './funnel-by-source';
import { journalSheet } from './journal';
import { leadsNowSheet } from './leads-now';
import { managerMarginSheet } from './manager-margin';
import { managersSheet } from './managers';
import { metricsSheet } from './metrics';
import { moneyNowSheet } from './money-now';
import { monthClosingsSheet } from './month-closings';
import { payerHistorySheet } from './payer-history';
import { paymentCalendarSheet } from './payment-calendar';
import { paymentPlanSheet } from './payment-plan';
import { paymentsSheet } from './payments';
import { payrollSheet } from './payroll';
import { payrollLinesSheet } from './payroll-lines';
import { payrollSchemesSheet } from './payroll-schemes';
import { planFactSheet } from './plan-fact';
import { plansSheet } from './plans';
import { pnlSheet } from './pnl';
import { priceListSheet } from './price-list';
import { problemsSheet } from './problems';
import { productMarginSheet } from './product-margin';
import { ratesSheet } from './rates';
import { receiptsScheduleSheet } from './receipts-schedule';
import { receivablesSheet } from './receivables';
import { receivablesAgeingSheet } from './receivables-ageing';
import { reconciliationSheet } from './reconciliation';
import { settingsSheet } from './settings';
import { sourceMarginSheet } from './source-margin';
import { stagesSheet } from './stages';
import { tasksSheet } from './tasks';
import { turnoverSheet } from './turnover';
import { vatRatesSheet } from './vat-rates';

/** Every tab, in the order in which the workbook shows them: the board, sales, money, what people fill in, what the product writes. */
export const allSheets = [
  boardSheet,
  boardSeriesSheet,
  moneyNowSheet,
  leadsNowSheet,
  funnelBySourceSheet,
  funnelByManagerSheet,
  funnelSheet,
  turnoverSheet,
  planFactSheet,
  pnlSheet,
  cashFlowSheet,
  receivablesSheet,
  receivablesAgeingSheet,
  receiptsScheduleSheet,
  paymentCalendarSheet,
  cashGapSheet,
  dealMarginSheet,
  productMarginSheet,
  managerMarginSheet,
  sourceMarginSheet,
  payrollSheet,
  payrollLinesSheet,
  payerHistorySheet,
  cashMonthsSheet,
  monthClosingsSheet,
  plansSheet,
  expensesSheet,
  paymentsSheet,
  paymentPlanSheet,
  payrollSchemesSheet,
  adCostsSheet,
  priceListSheet,
  ratesSheet,
  vatRatesSheet,
  calendarSheet,
  correctionsSheet,
  managersSheet,
  stagesSheet,
  fieldsSheet,
  settingsSheet,
  problemsSheet,
  reconciliationSheet,
  bankSheet,
  exportsSheet,
  metricsSheet,
  dealsSheet,
  dealEventsSheet,
  contactsSheet,
  companiesSheet,
  tasksSheet,
  activitiesSheet,
  journalSheet,
  closedFiguresSheet,
] as const satisfies readonly SheetTemplate[];

export type SheetKey = (typeof allSheets)[number]['key'];

/** A tab by its key; undefined for a key that is none. */
export const sheetOf = (key: string): SheetTemplate | undefined => allSheets.find((sheet) => sheet.key === key);
