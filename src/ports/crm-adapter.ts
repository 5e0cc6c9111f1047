import type { DealRecord } from '../facts/deal-record';
import type { Outcome } from '../facts/rows';
import type { SideRecord } from '../facts/side-record';
import type { Connection } from './crm-source';

export type { DealRecord, FieldValue } from '../facts/deal-record';
export type { SideRecord } from '../facts/side-record';

/** What the body holds that is not for us: counted, never an error. */
export interface Other {
  readonly entity: string;
  readonly action: string;
  readonly id: string;
}
/** A record that the body only names: its content must be asked for (Bitrix24 sends nothing but ids, a digital pipeline of amoCRM little more). */
export interface Poke {
  /** the source's own word (ports/crm-source, Pullable) */
  readonly entity: string;
  readonly id: string;
}

export interface Reading {
  readonly deals: readonly DealRecord[];
  readonly sides: readonly SideRecord[];
  readonly pokes: readonly Poke[];
  readonly others: readonly Other[];
  readonly faults: readonly { readonly path: string; readonly why: string }[];
}

/** A CRM's door for bodies, of webhooks and of pulls (ports/crm-source). `zone` reads texts without offset; throws Fault `body-unreadable` when nothing in the body can be understood. */
export interface CrmAdapter {
  readonly name: string;
  readonly read: (body: string, zone: string) => Reading;
  /** The body as the journal may keep it: without tokens of the sender. Absent: as it came. */
  readonly cleaned?: (body: string) => string;
  /** Is the body signed as the connection wants it (the application token of Bitrix24)? One that is not is refused like a wrong secret. Absent: nothing is signed. */
  readonly accepts?: (body: string, connection: Connection) => boolean;
  /** The sender's own ids of all that the body tells: a body with the same ones is the same body, however it is spelled. '' or absent: its text alone tells. */
  readonly identity?: (body: string) => string;
  /** address of a deal's card, '' when the account is unknown */
  readonly link: (account: string, dealId: string) => string;
  /** what a stage means by the CRM's own rules, until a person maps it; `closed`: the deal ends there */
  readonly stage: (pipelineId: string, stageId: string) => { readonly outcome: Outcome; readonly closed: boolean };
}
