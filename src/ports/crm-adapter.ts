import type { DealRecord } from '../facts/deal-record';
import type { Outcome } from '../facts/rows';

export type { DealRecord, FieldValue } from '../facts/deal-record';

/** What the body holds that is not a deal: counted, never an error. */
export interface Other {
  readonly entity: string;
  readonly action: string;
  readonly id: string;
}

export interface Reading {
  readonly deals: readonly DealRecord[];
  readonly others: readonly Other[];
  readonly faults: readonly { readonly path: string; readonly why: string }[];
}

/** A CRM's two doors; `rest` comes with the next CRMs. `zone` reads texts without offset; throws Fault `body-unreadable` when nothing in the body can be understood. */
export interface CrmAdapter {
  readonly name: string;
  readonly read: (body: string, zone: string) => Reading;
  /** address of a deal's card, '' when the account is unknown */
  readonly link: (account: string, dealId: string) => string;
  /** what a stage means by the CRM's own rules, until a person maps it; `closed`: the deal ends there */
  readonly stage: (pipelineId: string, stageId: string) => { readonly outcome: Outcome; readonly closed: boolean };
}
