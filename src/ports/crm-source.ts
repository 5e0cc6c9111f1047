import type { SideEntity } from '../facts/side-record';
import type { Instant } from '../kernel/calendar';
import type { Http } from './http';

/** How a CRM is reached: kept in the Store, shown to nobody, never in a tab, a log or the journal. */
export interface Connection {
  readonly crm: string;
  /** `https://firm.amocrm.ru`, the address of an incoming webhook of Bitrix24, the OData address of a 1C base */
  readonly address: string;
  /** long-lived token, application token, or `user:password`; '' where the address is the secret */
  readonly token: string;
  /** further answers of the set-up assistant, by the source's own keys */
  readonly options: Readonly<Record<string, string>>;
}

/** A connection in use. `zone`: the company's, for texts without offset. */
export interface Reach {
  readonly http: Http;
  readonly connection: Connection;
  readonly zone: string;
}

/** What a CRM keeps and we pull; `lead` only where leads are apart from deals. */
export type Pullable = 'deal' | 'lead' | SideEntity;

/** A record as the CRM gave it. `raw` is what `bodyOf` puts into the journal: only the keys that the adapter reads. */
export interface Pulled {
  readonly entity: Pullable;
  readonly id: string;
  readonly createdAt: Instant | null;
  readonly updatedAt: Instant | null;
  readonly raw: unknown;
}
/** `next`: where to go on, null at the end. `total`: records in the whole window as far as the CRM tells, null when it does not. */
export interface PulledPage {
  readonly items: readonly Pulled[];
  readonly next: string | null;
  readonly total: number | null;
}
/** `from` included, `to` excluded. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** Who works there, where deals stand, which fields they have: rows for the tabs `managers`, `stages`, `fields`. */
export interface Directories {
  readonly managers: readonly { readonly id: string; readonly name: string; readonly active: boolean; readonly department: string }[];
  readonly stages: readonly {
    readonly pipelineId: string;
    readonly pipeline: string;
    readonly stageId: string;
    readonly stage: string;
    /** order within the pipeline, from 1 */
    readonly position: number;
    /** what the CRM itself says of it */
    readonly semantics: 'open' | 'won' | 'lost';
  }[];
  readonly fields: readonly { readonly entity: 'deal' | 'lead' | 'contact' | 'company'; readonly id: string; readonly name: string }[];
}

/** The answer to the test call of the set-up assistant. */
export interface Account {
  /** the CRM's own name of the account, host or base */
  readonly account: string;
  /** its time zone, '' when it does not tell */
  readonly zone: string;
  /** kinds of records that may not be read with this token, for the person to grant */
  readonly refused: readonly Pullable[];
}

/**
 * A CRM's way back: what a pull, a reconciliation and the watchdog ask. Synchronous, no state, no clock but that of `reach.http`; each call makes few requests, within the CRM's limits
 * (crm/ask does pacing and repeats). Throws Fault token-wrong, no-rights, no-rest, crm-busy, crm-away, crm-nonsense, address-wrong: the caller's cursor stands then, and nothing is lost.
 */
export interface CrmSource {
  readonly crm: string;
  /** in the order in which they are pulled: clients before deals, so that deals find their names */
  readonly entities: readonly Pullable[];
  /** Throws address-wrong. Returns the address and token as they are kept (a pasted address is cleaned of its path, its blanks …). */
  readonly clean: (given: Connection) => Connection;
  readonly check: (reach: Reach) => Account;
  readonly directories: (reach: Reach) => Directories;
  /** creation of the oldest record; null when there is none */
  readonly oldest: (reach: Reach, entity: Pullable) => Instant | null;
  /** Records created in the window, in the order of their ids, page by page; `cursor` null = the first page. */
  readonly created: (reach: Reach, ask: { readonly entity: Pullable; readonly window: Window; readonly cursor: string | null }) => PulledPage;
  /** Records changed in the window, page by page. */
  readonly changed: (reach: Reach, ask: { readonly entity: Pullable; readonly window: Window; readonly cursor: string | null }) => PulledPage;
  /** Records deleted or taken back in the window, by the CRM's own list of such events: one request. Absent where there is none; then the reconciliation finds them. */
  readonly removed?: (reach: Reach, window: Window) => readonly { readonly entity: Pullable; readonly id: string; readonly back: boolean }[];
  /** Those of these ids that there are; what is missing is deleted there. */
  readonly byId: (reach: Reach, entity: Pullable, ids: readonly string[]) => readonly Pulled[];
  /** A body for the journal that the adapter of the same CRM reads: these records, with the stage history of the deals among them (asked for here when `withHistory`), and `gone` as deletions. */
  readonly bodyOf: (
    reach: Reach,
    content: {
      readonly items: readonly Pulled[];
      readonly gone: readonly { readonly entity: Pullable; readonly id: string; readonly at: Instant }[];
      readonly withHistory: boolean;
      /** ids of `items` whose state counts from now on whatever was told before (back from the bin; changed twice within one second): their last record is a `restore` */
      readonly anew?: readonly string[];
    },
  ) => string;
  /** State of our webhook there: `unknown` where the CRM does not tell. Absent where there are no webhooks. */
  readonly hook?: (reach: Reach, address: string) => 'armed' | 'disabled' | 'missing' | 'unknown';
  /** Arms it (again). Throws no-rights where only a person can. */
  readonly arm?: (reach: Reach, address: string) => void;
}
