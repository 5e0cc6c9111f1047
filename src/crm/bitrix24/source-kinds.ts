import type { Pullable } from '../../ports/crm-source';
import { isField } from './records';
import { idIn, type Raw } from './words';

interface Kind {
  readonly method: string;
  /** keys of the times of creation and change, by which windows are asked for */
  readonly created: string;
  readonly changed: string;
  readonly select: readonly string[];
  /** keys that the adapter reads, beside people's own fields */
  readonly keys: string;
  readonly filter: Readonly<Record<string, readonly number[]>>;
}
const own = ['*', 'UF_*'],
  clients = [...own, 'PHONE', 'EMAIL'],
  trade = 'ID TITLE OPPORTUNITY CURRENCY_ID ASSIGNED_BY_ID SOURCE_ID CONTACT_ID COMPANY_ID DATE_CREATE DATE_MODIFY MOVED_TIME';
const crm = { created: 'DATE_CREATE', changed: 'DATE_MODIFY', filter: {} } as const,
  activity = {
    method: 'crm.activity',
    created: 'CREATED',
    changed: 'LAST_UPDATED',
    select: ['*'],
    keys: 'ID OWNER_ID OWNER_TYPE_ID TYPE_ID PROVIDER_ID SUBJECT CREATED LAST_UPDATED START_TIME DEADLINE COMPLETED RESPONSIBLE_ID DIRECTION SETTINGS ORIGIN_ID',
  } as const;

/** How each kind is asked for, in the order in which they are pulled. Tasks and to-dos are activities of the types 3 and 6; the rest of type 6 is sorted out by sides.activityEntity. */
export const kinds = {
  company: { ...crm, method: 'crm.company', select: clients, keys: 'ID TITLE ASSIGNED_BY_ID DATE_CREATE DATE_MODIFY PHONE EMAIL' },
  contact: {
    ...crm,
    method: 'crm.contact',
    select: clients,
    keys: 'ID NAME SECOND_NAME LAST_NAME ASSIGNED_BY_ID COMPANY_ID DATE_CREATE DATE_MODIFY PHONE EMAIL',
  },
  lead: { ...crm, method: 'crm.lead', select: clients, keys: `${trade} STATUS_ID NAME SECOND_NAME LAST_NAME COMPANY_TITLE PHONE EMAIL` },
  deal: { ...crm, method: 'crm.deal', select: own, keys: `${trade} STAGE_ID CATEGORY_ID LEAD_ID` },
  task: { ...activity, filter: { '@TYPE_ID': [3, 6] } },
  activity: { ...activity, filter: {} },
} as const satisfies Readonly<Partial<Record<Pullable, Kind>>>;
export type Entity = keyof typeof kinds;
export const kindOf = (entity: Pullable): Kind => kinds[entity as Entity];

/** The record with the keys that the adapter reads; of phones and addresses only what they say, of an activity's settings whether the call was missed. */
export function keptOf(entity: Entity, raw: Raw): Raw {
  const keys = new Set(kinds[entity].keys.split(' '));
  const all = entity === 'contact' || entity === 'company' || entity === 'lead' ? { PHONE: [], EMAIL: [], ...raw } : raw; // asked for by name, and left out where there is none
  const kept = Object.entries(all).filter(([key]) => keys.has(key) || (entity !== 'task' && entity !== 'activity' && isField(key)));
  return Object.fromEntries(kept.map(([key, value]) => [key, trimmed(key, value)]));
}
const trimmed = (key: string, value: unknown): unknown => {
  if (key === 'PHONE' || key === 'EMAIL') return Array.isArray(value) ? value.map((one: Raw) => ({ VALUE: one.VALUE })) : [];
  if (key === 'SETTINGS') return typeof value === 'object' && value !== null && 'MISSED_CALL' in value ? { MISSED_CALL: value.MISSED_CALL } : '';
  return /_ID$/.test(key) && key !== 'STAGE_ID' && key !== 'STATUS_ID' && key !== 'CATEGORY_ID' && key !== 'SOURCE_ID' && idIn(value) === '' ? '' : value;
};
