import { camelField, reasonField, semanticOf } from './b24-firm';
import { offsetText, offsetTime } from './clock';
import type { Company, Contact, Deal, Field, Firm, User, Value } from './model';
import type { Records } from './records';

/** Records as the methods `crm.deal.get` … answer them (crm-formats 3.3): texts in capitals, times with the portal's offset, empty dates `""` or null. */

export type Shown = Readonly<Record<string, unknown>>;
const text = (id: number | null): string | null => (id === null ? null : String(id));
const yes = (is: boolean): 'Y' | 'N' => (is ? 'Y' : 'N');
const DAY = 86_400_000;

export interface Portal {
  readonly records: Records;
  readonly time: (at: number) => string;
  /** a day rendered as a moment: midnight of UTC */
  readonly day: (day: string) => string;
}
export const portalOf = (records: Records): Portal => {
  const { offsetMs } = records.firm;
  return {
    records,
    time: (at) => offsetTime(at, offsetMs),
    day: (day) => offsetTime(Date.parse(`${day}T00:00:00Z`), offsetMs).replace(/[+-]\d\d:\d\d$/, offsetText(offsetMs)),
  };
};

/** A user field: list items are ids, a yes/no field is a boolean, a list of several is an array, and `false` when empty. */
function userField({ day }: Portal, field: Field, value: Value | undefined, numbers: boolean): unknown {
  const idOf = (name: string): number | null => field.choices?.find((one) => one.name === name)?.id ?? null;
  if (field.type === 'multiselect') return Array.isArray(value) && value.length > 0 ? (value as readonly string[]).map(idOf) : false;
  if (value === undefined) return field.type === 'checkbox' ? false : field.type === 'date' && !numbers ? '' : null;
  switch (field.type) {
    case 'select':
      return numbers ? idOf(String(value)) : String(idOf(String(value)));
    case 'date':
      return day(String(value));
    case 'checkbox':
      return value === true;
    case 'numeric':
      return numbers ? Number(value) : String(value);
    default:
      return String(value);
  }
}
/** utm_source is a field of the portal's own. */
export const dealFields = (firm: Firm): readonly Field[] => firm.fields.filter(({ key }) => key !== 'utm_source');
export function userFields(portal: Portal, deal: Deal, numbers: boolean): Shown {
  const name = (id: string): string => (numbers ? camelField(id) : id);
  return {
    ...Object.fromEntries(dealFields(portal.records.firm).map((field) => [name(field.id), userField(portal, field, deal.values[field.key], numbers)])),
    [name(reasonField.id)]: deal.reasonId === null ? null : numbers ? deal.reasonId : String(deal.reasonId),
  };
}
/** Planned until it is closed. */
export const closeDay = (portal: Portal, deal: Deal): string => portal.time(Math.floor((deal.closedAt ?? deal.createdAt + 30 * DAY) / DAY) * DAY);

export function dealJson(portal: Portal, deal: Deal): Shown {
  const { time } = portal;
  return {
    ID: String(deal.id),
    TITLE: deal.name,
    TYPE_ID: 'SALE',
    STAGE_ID: deal.stage.id,
    PROBABILITY: null,
    CURRENCY_ID: 'RUB',
    OPPORTUNITY: deal.amount.toFixed(2),
    IS_MANUAL_OPPORTUNITY: 'Y',
    TAX_VALUE: '0.00',
    LEAD_ID: text(deal.leadId),
    COMPANY_ID: String(deal.companyId ?? 0),
    CONTACT_ID: text(deal.contactId),
    QUOTE_ID: null,
    BEGINDATE: portal.day(time(deal.createdAt).slice(0, 10)),
    CLOSEDATE: closeDay(portal, deal),
    ASSIGNED_BY_ID: String(deal.ownerId),
    CREATED_BY_ID: String(deal.createdBy),
    MODIFY_BY_ID: String(deal.updatedBy),
    DATE_CREATE: time(deal.createdAt),
    DATE_MODIFY: time(deal.updatedAt),
    OPENED: 'Y',
    CLOSED: yes(deal.closedAt !== null),
    COMMENTS: '',
    ADDITIONAL_INFO: null,
    LOCATION_ID: null,
    CATEGORY_ID: deal.pipeline.id,
    STAGE_SEMANTIC_ID: semanticOf(deal.stage.role),
    IS_NEW: yes(deal.stage.role === 'new'),
    IS_RECURRING: 'N',
    IS_RETURN_CUSTOMER: 'N',
    IS_REPEATED_APPROACH: 'N',
    SOURCE_ID: deal.sourceId,
    SOURCE_DESCRIPTION: null,
    ORIGINATOR_ID: null,
    ORIGIN_ID: null,
    MOVED_BY_ID: String(deal.ownerId),
    MOVED_TIME: time(deal.movedAt),
    LAST_ACTIVITY_TIME: time(deal.updatedAt),
    LAST_ACTIVITY_BY: String(deal.ownerId),
    UTM_SOURCE: deal.values.utm_source ?? null,
    UTM_MEDIUM: null,
    UTM_CAMPAIGN: null,
    UTM_CONTENT: null,
    UTM_TERM: null,
    ...userFields(portal, deal, false),
  };
}

const many = (type: 'PHONE' | 'EMAIL', values: readonly string[], of: number): readonly Shown[] =>
  values.map((value, i) => ({ ID: String(of * 10 + i), VALUE_TYPE: i === 0 ? 'WORK' : 'MOBILE', VALUE: value, TYPE_ID: type }));
/** Keys that come with no list unless they are asked for by name. */
export const MULTI = ['PHONE', 'EMAIL', 'WEB', 'IM'] as const;

export function leadJson(portal: Portal, lead: Deal): Shown {
  const { records, time } = portal,
    contact = lead.contactId === null ? undefined : records.contacts.get(lead.contactId),
    phones = contact?.phones ?? [],
    emails = contact?.emails ?? [];
  return {
    ID: String(lead.id),
    TITLE: lead.name,
    HONORIFIC: null,
    NAME: contact?.first ?? '',
    SECOND_NAME: null,
    LAST_NAME: contact?.last ?? null,
    COMPANY_TITLE: null,
    COMPANY_ID: String(lead.companyId ?? 0),
    CONTACT_ID: lead.stage.role === 'won' ? text(lead.contactId) : null, // a contact is made when the lead is converted
    IS_RETURN_CUSTOMER: 'N',
    BIRTHDATE: '',
    SOURCE_ID: lead.sourceId,
    SOURCE_DESCRIPTION: null,
    STATUS_ID: lead.stage.id,
    STATUS_DESCRIPTION: null,
    POST: null,
    COMMENTS: null,
    CURRENCY_ID: 'RUB',
    OPPORTUNITY: lead.amount.toFixed(2),
    IS_MANUAL_OPPORTUNITY: 'N',
    HAS_PHONE: yes(phones.length > 0),
    HAS_EMAIL: yes(emails.length > 0),
    HAS_IMOL: 'N',
    ASSIGNED_BY_ID: String(lead.ownerId),
    CREATED_BY_ID: String(lead.createdBy),
    MODIFY_BY_ID: String(lead.updatedBy),
    DATE_CREATE: time(lead.createdAt),
    DATE_MODIFY: time(lead.updatedAt),
    DATE_CLOSED: lead.closedAt === null ? '' : time(lead.closedAt),
    STATUS_SEMANTIC_ID: semanticOf(lead.stage.role),
    OPENED: 'Y',
    ORIGINATOR_ID: null,
    ORIGIN_ID: null,
    MOVED_BY_ID: String(lead.ownerId),
    MOVED_TIME: time(lead.movedAt),
    ADDRESS: null,
    UTM_SOURCE: lead.values.utm_source ?? null,
    UTM_MEDIUM: null,
    UTM_CAMPAIGN: null,
    UTM_CONTENT: null,
    UTM_TERM: null,
    LAST_ACTIVITY_BY: String(lead.ownerId),
    LAST_ACTIVITY_TIME: time(lead.updatedAt),
    ...(phones.length > 0 ? { PHONE: many('PHONE', phones, lead.id) } : {}),
    ...(emails.length > 0 ? { EMAIL: many('EMAIL', emails, lead.id) } : {}),
  };
}
export const contactJson = ({ time }: Portal, one: Contact): Shown => ({
  ID: String(one.id),
  POST: one.position === '' ? null : one.position,
  HONORIFIC: null,
  NAME: one.first,
  SECOND_NAME: null,
  LAST_NAME: one.last,
  LEAD_ID: null,
  TYPE_ID: 'CLIENT',
  SOURCE_ID: null,
  COMPANY_ID: text(one.companyId),
  BIRTHDATE: one.birthday === '' ? '' : `${one.birthday}T03:00:00+03:00`,
  HAS_PHONE: yes(one.phones.length > 0),
  HAS_EMAIL: yes(one.emails.length > 0),
  DATE_CREATE: time(one.createdAt),
  DATE_MODIFY: time(one.updatedAt),
  ASSIGNED_BY_ID: String(one.ownerId),
  CREATED_BY_ID: String(one.createdBy),
  MODIFY_BY_ID: String(one.updatedBy),
  OPENED: 'Y',
  ...(one.phones.length > 0 ? { PHONE: many('PHONE', one.phones, one.id) } : {}),
  ...(one.emails.length > 0 ? { EMAIL: many('EMAIL', one.emails, one.id) } : {}),
});
export const companyJson = ({ time }: Portal, one: Company): Shown => ({
  ID: String(one.id),
  COMPANY_TYPE: 'CUSTOMER',
  TITLE: one.name,
  LEAD_ID: null,
  HAS_PHONE: yes(one.phones.length > 0),
  HAS_EMAIL: 'N',
  ASSIGNED_BY_ID: String(one.ownerId),
  CREATED_BY_ID: String(one.createdBy),
  MODIFY_BY_ID: String(one.updatedBy),
  DATE_CREATE: time(one.createdAt),
  DATE_MODIFY: time(one.updatedAt),
  OPENED: 'Y',
  ...(one.phones.length > 0 ? { PHONE: many('PHONE', one.phones, one.id) } : {}),
});

export const userJson = (user: User): Shown => ({
  ID: String(user.id),
  ACTIVE: user.active,
  NAME: user.first,
  LAST_NAME: user.last,
  SECOND_NAME: '',
  EMAIL: user.email,
  LAST_LOGIN: '2026-07-25T13:06:54+00:00',
  DATE_REGISTER: '2024-07-15T00:00:00+00:00',
  TIME_ZONE: '',
  IS_ONLINE: 'N',
  TIMESTAMP_X: {},
  LAST_ACTIVITY_DATE: {},
  PERSONAL_GENDER: '',
  PERSONAL_WWW: '',
  PERSONAL_BIRTHDAY: '',
  PERSONAL_MOBILE: '',
  PERSONAL_CITY: '',
  WORK_PHONE: '',
  WORK_POSITION: '',
  UF_EMPLOYMENT_DATE: '',
  UF_DEPARTMENT: [user.group],
  USER_TYPE: 'employee',
});
/** Requisites of a company: where its INN stands. */
export const requisiteJson = ({ time }: Portal, one: Company): Shown => ({
  ID: String(one.id),
  ENTITY_TYPE_ID: '4',
  ENTITY_ID: String(one.id),
  PRESET_ID: '1',
  DATE_CREATE: time(one.createdAt),
  NAME: 'Организация',
  ACTIVE: 'Y',
  RQ_INN: one.inn,
});
