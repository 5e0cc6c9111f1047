import type { Instant } from '../kernel/calendar';
import type { FieldValue } from './deal-record';
import type { Activity, Company, Contact, Expense, ManualPayment, Task } from './rows';

/** What a row beside the deals may be said to hold; the columns that make it known or old, and those that follow from others, are not among them. */
type Said<R> = Partial<Omit<R, 'crm' | 'updated_at' | 'deleted' | 'keys'>>;
interface SideValues {
  readonly contact: Said<Omit<Contact, 'id'>>;
  readonly company: Said<Omit<Company, 'id'>>;
  readonly task: Said<Omit<Task, 'task_id'>>;
  readonly activity: Said<Omit<Activity, 'activity_id'>>;
  readonly payment: Said<Omit<ManualPayment, 'payment_id'>>;
  readonly expense: Said<Omit<Expense, 'expense_id'>>;
}
export type SideEntity = keyof SideValues;

interface SideBase {
  readonly crm: string;
  readonly id: string;
  /** `restore`: counts whatever was told before (back from the bin, or two versions of one second): no earlier than it came */
  readonly action: 'save' | 'delete' | 'restore';
  /** the record's own time; null when the body has none: then the time it was received stands in */
  readonly version: Instant | null;
  /** the sender's own id of what happened (facts/deal-record) */
  readonly event?: string;
  /** custom fields of a contact or company, before people's mapping */
  readonly fields?: readonly { readonly id: string; readonly name: string; readonly values: readonly FieldValue[] }[];
}
/** What one body says of one contact, company, task, activity, payment or expense, by the columns of its tab. An absent key leaves the cell, a blank one clears it. */
export type SideRecord = { readonly [E in SideEntity]: SideBase & { readonly entity: E; readonly values: SideValues[E] } }[SideEntity];

/** A record as the journal keeps it (facts/deal-record). */
export type TimedSide = SideRecord & { readonly receivedAt: Instant; readonly eventId: string };

/** `client_id` of a deal, task or activity: contacts and companies may have the same number. */
export const clientKey = (entity: 'contact' | 'company', id: string): string => (id === '' ? '' : `${entity}/${id}`);
