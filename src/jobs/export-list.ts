import { cashFlowSheet } from '../../sheets-templates/cash-flow';
import { dealMarginSheet } from '../../sheets-templates/deal-margin';
import { paymentCalendarSheet } from '../../sheets-templates/payment-calendar';
import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { pnlSheet } from '../../sheets-templates/pnl';
import { receiptsScheduleSheet } from '../../sheets-templates/receipts-schedule';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { receivablesAgeingSheet } from '../../sheets-templates/receivables-ageing';
import { turnoverSheet } from '../../sheets-templates/turnover';
import type { Month } from '../kernel/calendar';
import type { Row, SheetTemplate, Unit } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { payrollRegister } from './export-register';
import { payStatement } from './export-statement';

/** Columns of a file that are not simply those of the tab. A key that the tab has keeps its title there; the others are named by the page (i18n/export-words). */
export interface Layout {
  readonly columns: Readonly<Record<string, Unit>>;
  /** a form with titles of its own, whatever the tab calls its columns */
  readonly isForm?: true;
  /** rows of the file from the rows of the tab; the sum of money columns that stand in both is the same */
  readonly rows: (world: World, rows: readonly Row[], month: Month) => readonly Row[];
}
/** What the accountant may take. The file is called by the key of the tab. */
export interface Export {
  readonly sheet: SheetTemplate;
  /** column that holds the month of a row: one file a month; null: the tab as it stands on the day */
  readonly month: string | null;
  /** money column whose sum is the control sum */
  readonly sum: string;
  /** the columns that people see, when left out */
  readonly layout?: Layout;
}

/** Every export, one line each (finance.md 2, Q081); the dialog, the versions and the tests read this list. */
export const exportList: readonly Export[] = [
  { sheet: payrollSheet, month: 'month', sum: 'total', layout: payrollRegister },
  { sheet: payrollLinesSheet, month: 'month', sum: 'paid', layout: payStatement },
  { sheet: pnlSheet, month: 'month', sum: 'amount' },
  { sheet: cashFlowSheet, month: 'month', sum: 'amount' },
  { sheet: receivablesSheet, month: null, sum: 'balance' },
  { sheet: receivablesAgeingSheet, month: null, sum: 'total' },
  { sheet: receiptsScheduleSheet, month: null, sum: 'expected' },
  { sheet: paymentCalendarSheet, month: null, sum: 'payments' },
  { sheet: dealMarginSheet, month: 'month', sum: 'net_profit' },
  { sheet: turnoverSheet, month: 'month', sum: 'turnover' },
];
