/**
 * One line for each thing in people's data that is set aside or looks wrong, and that its reader can mend: a line of the tab `problems`, never a failure.
 * The words are in i18n/problems; whoever finds a problem gives the code and the details that its words need.
 */
export interface ProblemDetails {
  /** no adapter understands the body: it stays in the journal */
  'body-unreadable': { readonly why: string };
  /** one part of a body is left out, the rest is taken */
  'part-unreadable': { readonly path: string; readonly why: string };
  'cell-unreadable': { readonly column: string; readonly value: string };
  'stage-unmapped': { readonly pipeline: string; readonly stage: string };
  'deal-amount-wrong': { readonly deal: string; readonly field: string; readonly value: string };
  'deal-amount-negative': { readonly deal: string; readonly field: string; readonly value: string };
  'deal-day-wrong': { readonly deal: string; readonly field: string; readonly value: string };
  'prepayment-above-contract': { readonly deal: string };
  'account-other': { readonly account: string; readonly expected: string };
  'rate-missing': { readonly currency: string; readonly day: string };
  'deal-unknown': { readonly deal: string };
  /** what the fields of the deal say was paid, and what its real payments add up to, in units of its currency */
  'payments-differ': { readonly deal: string; readonly fields: string; readonly payments: string };
  'manager-unknown': { readonly name: string };
  'day-missing': { readonly column: string };
  'amount-missing': { readonly column: string };
  'plan-wrong': { readonly value: string };
  /** a pay scheme asks for the attainment of a plan that nobody wrote */
  'plan-missing': { readonly name: string; readonly period: string };
  'plan-twice': { readonly period: string; readonly name: string };
  'scheme-wrong': { readonly scheme: string; readonly why: string };
  /** a bonus or correction by hand without author or reason */
  'correction-unsigned': { readonly column: string };
  'setting-unknown': { readonly key: string };
  'setting-wrong': { readonly key: string; readonly value: string; readonly wanted: string };
  'setting-twice': { readonly key: string };
  /** a CRM's webhook is switched off, and `mended`: switched on again by us */
  'hook-off': { readonly crm: string };
  'hook-mended': { readonly crm: string };
  /** nothing came although in each of the last weeks something came at these hours */
  'crm-silent': { readonly crm: string; readonly since: string };
  'token-ends': { readonly crm: string; readonly day: string };
  'quota-used': { readonly why: string };
  /** the archive of a closed month is not what was closed */
  'closing-altered': { readonly month: string };
  'zone-differs': { readonly workbook: string; readonly company: string };
}
export type ProblemCode = keyof ProblemDetails;

/** A problem as it is found: `row` is the row that people see in the tab, '' when there is none. */
export interface Flaw<C extends ProblemCode = ProblemCode> {
  readonly code: C;
  readonly details: ProblemDetails[C];
  readonly row: string;
}
