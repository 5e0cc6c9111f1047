import type { Meaning, Outcome } from './rows';

/** What people (tabs `stages`, `fields`, `managers`) and the CRM's own rules say of the ids in records. */
export interface DealMapping {
  /** the company's time zone: days, months and cohorts */
  readonly zone: string;
  /** `closed`: the deal ends at this stage */
  readonly stage: (crm: string, pipelineId: string, stageId: string) => { readonly outcome: Outcome; readonly closed: boolean };
  /** '' = the field means nothing to us */
  readonly meaning: (crm: string, fieldId: string) => Meaning | '';
  /** is any field of this CRM mapped to the meaning? */
  readonly isMapped: (crm: string, meaning: Meaning) => boolean;
  /** the id where nobody has named the manager yet */
  readonly managerName: (crm: string, managerId: string) => string;
  /** '' while the client's card is not known */
  readonly clientName: (crm: string, clientId: string) => string;
  readonly link: (crm: string, account: string, dealId: string) => string;
}
