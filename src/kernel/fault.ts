/** One line for each failure that its reader can mend, with the details its words need (the words are in i18n/catalogue). */
export interface FaultDetails {
  'sheet-missing': { readonly sheet: string };
  'column-missing': { readonly sheet: string; readonly column: string };
  'body-unreadable': { readonly why: string };
  'body-too-large': { readonly limit: number; readonly size: number };
  'secret-wrong': Record<string, never>;
  busy: Record<string, never>;
  outsider: Record<string, never>;
  'number-wrong': { readonly value: string; readonly column: string };
  'day-wrong': { readonly value: string; readonly column: string };
  'day-missing': { readonly column: string };
  'text-too-long': { readonly column: string; readonly limit: number };
  'word-unknown': { readonly value: string; readonly column: string };
  stale: { readonly sheet: string };
  'not-installed': Record<string, never>;
  'tab-unknown': { readonly key: string };
  'period-wrong': { readonly value: string };
  /** no connection to this CRM is set up */
  'connection-missing': { readonly crm: string };
  'token-wrong': { readonly crm: string };
  /** `what`: the first words of the CRM's answer */
  'no-rights': { readonly crm: string; readonly what: string };
  /** the plan of the account has no REST */
  'no-rest': { readonly crm: string };
  'crm-busy': { readonly crm: string };
  'crm-away': { readonly address: string; readonly why: string };
  /** an answer that is not what the CRM's documentation promises */
  'crm-nonsense': { readonly crm: string; readonly why: string };
  'address-wrong': { readonly value: string };
  /** 1C's own words on an object or attribute that it does not give */
  'onec-refused': { readonly entity: string; readonly why: string };
  /** only a month that is over can be closed */
  'month-running': { readonly month: string };
  'scheme-wrong': { readonly scheme: string; readonly why: string };
}
export type FaultCode = keyof FaultDetails;

/** A failure that its reader can mend. A bug of ours stays a bare Error. */
export class Fault<C extends FaultCode = FaultCode> extends Error {
  readonly code: C;
  readonly details: FaultDetails[C];
  constructor(code: C, details: FaultDetails[C]) {
    super(`${code} ${JSON.stringify(details)}`); // for the log only
    this.code = code;
    this.details = details;
  }
}
