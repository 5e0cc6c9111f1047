/** What the account of a vendor holds, before any vendor's spelling. Times are instants in whole seconds, amounts units of the currency, days texts `2026-11-21`. */

export type Role = 'new' | 'call' | 'measure' | 'offer' | 'contract' | 'prepaid' | 'install' | 'won' | 'lost';
export interface Stage {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}
export interface Pipeline {
  readonly id: string;
  readonly name: string;
  /** in order; won and lost at the end */
  readonly stages: readonly Stage[];
}
export interface User {
  readonly id: number;
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly active: boolean;
  readonly group: number;
  readonly admin: boolean;
}
export interface Choice {
  readonly id: number;
  readonly name: string;
}
export type FieldType = 'numeric' | 'date' | 'select' | 'multiselect' | 'checkbox' | 'text' | 'birthday' | 'tracking_data';
export interface Field {
  /** our word for it, the same at each vendor */
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly type: FieldType;
  readonly choices?: readonly Choice[];
}
/** numeric: number; date: day; checkbox: boolean; select and texts: text; multiselect: texts */
export type Value = number | string | boolean | readonly string[];
export type Values = Readonly<Record<string, Value>>;

/** How this vendor's account is laid out: ids as the vendor spells them. */
export interface Firm {
  readonly pipelines: readonly Pipeline[];
  /** where leads are records apart from deals (Bitrix24): their one pipeline */
  readonly leads: Pipeline | null;
  readonly users: readonly User[];
  readonly groups: readonly Choice[];
  readonly fields: readonly Field[];
  readonly reasons: readonly Choice[];
  /** ids as texts: Bitrix24 has words for them */
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  /** ids of records begin above these; where tasks and notes begin at the same, they are numbered together */
  readonly from: Readonly<Record<'deal' | 'lead' | 'contact' | 'company' | 'task' | 'note' | 'event', number>>;
  /** amounts with kopecks */
  readonly kopecks: boolean;
  /** deals have tags */
  readonly tags: boolean;
  /** what was deleted may come back with its id */
  readonly restores: boolean;
  readonly offsetMs: number;
}

export interface Move {
  readonly at: number;
  readonly pipelineId: string;
  readonly stageId: string;
}
interface Base {
  id: number;
  createdAt: number;
  updatedAt: number;
  /** 0 = a robot */
  createdBy: number;
  updatedBy: number;
  ownerId: number;
  deletedAt: number | null;
}
/** A deal, or a lead of a vendor that has leads apart. */
export interface Deal extends Base {
  name: string;
  pipeline: Pipeline;
  stage: Stage;
  amount: number;
  closedAt: number | null;
  movedAt: number;
  contactId: number | null;
  companyId: number | null;
  reasonId: number | null;
  sourceId: string | null;
  /** the lead this deal was made of */
  leadId: number | null;
  tags: readonly string[];
  values: Values;
  /** first the creation, then each move */
  history: Move[];
}
export interface Contact extends Base {
  first: string;
  last: string;
  phones: readonly string[];
  emails: readonly string[];
  position: string;
  birthday: string;
  companyId: number | null;
  dealIds: number[];
}
export interface Company extends Base {
  name: string;
  inn: string;
  phones: readonly string[];
  web: string;
  dealIds: number[];
}
export interface Task extends Base {
  dealId: number;
  /** 1 call, 2 meeting */
  kind: 1 | 2;
  text: string;
  due: number;
  doneAt: number | null;
  result: string;
}
/** A call or a remark. */
export interface Note extends Base {
  kind: 'call_in' | 'call_out' | 'common';
  dealId: number;
  /** set where the note hangs on the contact and not on the deal */
  contactId: number | null;
  text: string;
  phone: string;
  /** of the talk; 0 = nobody answered */
  length: number;
}

export type Entity = 'deal' | 'lead' | 'contact' | 'company' | 'task' | 'note';
export type Action = 'add' | 'update' | 'status' | 'responsible' | 'delete' | 'restore';
export interface Before {
  readonly pipelineId: string;
  readonly stageId: string;
  readonly ownerId: number;
  readonly amount: number;
}
/** Something that happened. `n` numbers them in the order of time once the account is made. */
export interface Change {
  n: number;
  readonly entity: Entity;
  readonly action: Action;
  readonly id: () => number;
  readonly at: number;
  readonly by: number;
  /** of a deal or lead: how it stood before and after */
  readonly before: Before | null;
  readonly after: Before | null;
}
