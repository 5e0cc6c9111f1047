import { boardReport } from './board';
import { boardSeriesReport } from './board-series';
import { cashFlowReport } from './cash-flow';
import { cashGapReport } from './cash-gap';
import { cashMonthsReport } from './cash-months';
import { dealMarginReport } from './deal-margin';
import { funnelReport } from './funnel';
import { funnelByManagerReport } from './funnel-by-manager';
import { funnelBySourceReport } from './funnel-by-source';
import { leadsNowReport } from './leads-now';
import { managerMarginReport } from './manager-margin';
import { moneyNowReport } from './money-now';
import { payerHistoryReport } from './payer-history';
import { paymentCalendarReport } from './payment-calendar';
import { payrollReport } from './payroll';
import { payrollLinesReport } from './payroll-lines';
import { planFactReport } from './plan-fact';
import { pnlReport } from './pnl';
import { productMarginReport } from './product-margin';
import { receiptsScheduleReport } from './receipts-schedule';
import { receivablesReport } from './receivables';
import { receivablesAgeingReport } from './receivables-ageing';
import type { Report } from './report';
import { sourceMarginReport } from './source-margin';
import { turnoverReport } from './turnover';

/** Every report, in the order in which a refresh makes them: one that is made from another stands after it. */
export const allReports: readonly Report[] = [
  leadsNowReport,
  funnelBySourceReport,
  funnelByManagerReport,
  funnelReport,
  turnoverReport,
  planFactReport,
  payrollLinesReport,
  payrollReport,
  pnlReport,
  cashFlowReport,
  receivablesReport,
  payerHistoryReport,
  cashMonthsReport,
  receiptsScheduleReport,
  receivablesAgeingReport,
  paymentCalendarReport,
  cashGapReport,
  moneyNowReport,
  dealMarginReport,
  productMarginReport,
  managerMarginReport,
  sourceMarginReport,
  boardReport,
  boardSeriesReport,
];
