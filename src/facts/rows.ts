import type { activitiesSheet } from '../../sheets-templates/activities';
import type { adCostsSheet } from '../../sheets-templates/ad-costs';
import type { calendarSheet } from '../../sheets-templates/calendar';
import type { companiesSheet } from '../../sheets-templates/companies';
import type { contactsSheet } from '../../sheets-templates/contacts';
import type { correctionsSheet } from '../../sheets-templates/corrections';
import type { dealEventsSheet } from '../../sheets-templates/deal-events';
import type { dealsSheet } from '../../sheets-templates/deals';
import type { expensesSheet } from '../../sheets-templates/expenses';
import type { fieldsSheet } from '../../sheets-templates/fields';
import type { journalSheet } from '../../sheets-templates/journal';
import type { managersSheet } from '../../sheets-templates/managers';
import type { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import type { paymentsSheet } from '../../sheets-templates/payments';
import type { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { plansSheet } from '../../sheets-templates/plans';
import type { priceListSheet } from '../../sheets-templates/price-list';
import type { problemsSheet } from '../../sheets-templates/problems';
import type { ratesSheet } from '../../sheets-templates/rates';
import type { reconciliationSheet } from '../../sheets-templates/reconciliation';
import type { stagesSheet } from '../../sheets-templates/stages';
import type { tasksSheet } from '../../sheets-templates/tasks';
import type { vatRatesSheet } from '../../sheets-templates/vat-rates';
import type { RowOf } from '../kernel/sheet-template';

/** A fact is a row of its tab in code; its keys and units are drawn in the template and nowhere else (workbook.md). */
export type Manager = RowOf<typeof managersSheet>;
export type Stage = RowOf<typeof stagesSheet>;
export type Field = RowOf<typeof fieldsSheet>;
export type Plan = RowOf<typeof plansSheet>;
export type Expense = RowOf<typeof expensesSheet>;
export type ManualPayment = RowOf<typeof paymentsSheet>;
export type PlannedPayment = RowOf<typeof paymentPlanSheet>;
export type PayrollScheme = RowOf<typeof payrollSchemesSheet>;
export type AdCost = RowOf<typeof adCostsSheet>;
export type Price = RowOf<typeof priceListSheet>;
export type Rate = RowOf<typeof ratesSheet>;
export type VatRow = RowOf<typeof vatRatesSheet>;
export type CalendarDay = RowOf<typeof calendarSheet>;
export type Correction = RowOf<typeof correctionsSheet>;
export type Letter = RowOf<typeof journalSheet>;
/** `measurement_day`, `quote_day`: the first day on which the deal stood at measurement / quote or anything beyond (contract, done), ever; null = never. They make the event-basis facts of a slice exact. */
export type Deal = RowOf<typeof dealsSheet>;
export type DealEvent = RowOf<typeof dealEventsSheet>;
export type Contact = RowOf<typeof contactsSheet>;
export type Company = RowOf<typeof companiesSheet>;
export type Task = RowOf<typeof tasksSheet>;
export type Activity = RowOf<typeof activitiesSheet>;
export type Certificate = RowOf<typeof reconciliationSheet>;
export type Problem = RowOf<typeof problemsSheet>;

export type Crm = 'amocrm' | 'bitrix24' | 'onec' | 'json' | 'import';

/** What a stage means for the business; `unmapped` until a person maps it (workbook.md, Words). */
export const outcomes = ['new', 'in_work', 'postponed', 'measurement', 'quote', 'contract', 'done', 'refusal', 'junk', 'duplicate', 'unmapped'] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * Kinds of deal events. Money moves by `amount` on the day in `to`:
 * contract  signed: amount = contract amount, to = contract day, manager_id = owner on the contract day; of a deal taken out of the bin: to = the day it came back, from = its contract day
 * cancel    left contract/done: amount = -contract amount, to = the day it left
 * contract_change  amount changed while signed: amount = the difference, to = the day of the change
 * contract_day     contract day moved while signed: amount = what stood on the old day (later changes of the amount stay on their own days), from = old day, to = new day (taken off `from`, added on `to`)
 * payment / refund amount > 0 / < 0, to = payment day, from = the field (`prepayment`, `paid`)
 * payment_day      day of a payment field moved: amount = what is moved, from = old day, to = new day
 * cost      from = column key (`materials_cost` …), to = new amount in units of the currency as text or '' (blank), amount = the difference
 * created   to = stage key, amount = the deal's own amount
 * stage     from, to = stage keys (`pipeline_id/stage_id`); owner: from, to = manager ids; amount: the deal's own amount, amount = the difference
 * installation, due: from, to = days; deleted, restored
 * edit      another column that reports group or count by was changed: from = its key, to = what stands there now
 */
export const eventKinds = [
  'created',
  'stage',
  'owner',
  'amount',
  'contract',
  'cancel',
  'contract_change',
  'contract_day',
  'payment',
  'refund',
  'payment_day',
  'cost',
  'installation',
  'due',
  'deleted',
  'restored',
  'edit',
] as const;
export type EventKind = (typeof eventKinds)[number];

export const meanings = [
  'contract_amount',
  'contract_date',
  'prepayment',
  'prepayment_date',
  'paid',
  'paid_date',
  'installation_date',
  'due_date',
  'product',
  'source',
  'potential_amount',
  'list_price',
  'materials_cost',
  'delivery_cost',
  'installation_cost',
  'other_cost',
  'refusal_reason',
  'client_type',
  'qualification',
  'department',
] as const;
export type Meaning = (typeof meanings)[number];

export const planMetrics = ['leads', 'calls', 'measurements', 'quotes', 'contracts', 'turnover', 'receipts', 'margin'] as const;
export type PlanMetric = (typeof planMetrics)[number];

/** Columns whose change moves a deal between rows of reports without moving money. The client is not among them: its name is read from its own tab, as it is now. */
export const editColumns = ['deal', 'source', 'product', 'client_type', 'refusal_reason', 'list_price', 'potential_amount', 'tags'] as const;

export const costColumns = ['materials_cost', 'delivery_cost', 'installation_cost', 'other_cost'] as const;

/** amoCRM ids are unique within an account only, so a deal is known by crm and id. */
export const dealKey = (deal: { readonly crm: string; readonly deal_id: string }): string => `${deal.crm}/${deal.deal_id}`;
export const stageKey = (pipelineId: string, stageId: string): string => `${pipelineId}/${stageId}`;

/** Names of the two buckets that keep totals tied; people read «без даты», «не указан». */
export const UNDATED = 'undated';
export const UNASSIGNED = 'unassigned';
