import { clientKey } from '../../facts/side-record';
import type { Instant } from '../../kernel/calendar';
import type { SideRecord } from '../../ports/crm-adapter';
import { type Around, createdOf, fieldsIn, personIn, versionOf, wordsOf } from './records';
import { CRM, idIn, leadKey, mapOf, type Raw, text, timeIn } from './words';

type Activity = Extract<SideRecord, { readonly entity: 'activity' }>;
type Kind = NonNullable<Activity['values']['kind']>;

/** A contact or company as it is now. */
export function clientIn(raw: Raw, entity: 'contact' | 'company', { account, zone }: Around): SideRecord | null {
  const id = idIn(raw.ID);
  if (id === '') return null;
  const all = (key: string): string => wordsOf(raw, key);
  return {
    crm: CRM,
    entity,
    id,
    action: 'save',
    version: versionOf(raw, zone),
    fields: fieldsIn(raw),
    values: {
      name: entity === 'company' ? text(raw.TITLE) : personIn(raw),
      created_at: createdOf(raw, zone),
      ...(raw.ASSIGNED_BY_ID === undefined ? {} : { manager_id: idIn(raw.ASSIGNED_BY_ID) }),
      ...(raw.PHONE === undefined ? {} : { phone: all('PHONE') }),
      ...(raw.EMAIL === undefined ? {} : { email: all('EMAIL') }),
      ...(entity === 'company' || raw.COMPANY_ID === undefined ? {} : { company_id: idIn(raw.COMPANY_ID) }),
      ...(raw.INN === undefined ? {} : { inn: text(raw.INN) }),
      ...(account === '' ? {} : { link: `https://${account}/crm/${entity}/details/${id}/` }),
    },
  };
}

/** Bitrix24 keeps to-dos, tasks, calls, letters and meetings in one list; to-dos and tasks go to the tab `tasks`, the rest to `activities`. */
export const activityEntity = (raw: Raw): 'task' | 'activity' =>
  text(raw.TYPE_ID) === '3' || /^(CRM_TODO|CRM_TASKS_TASK|TASKS)$/.test(text(raw.PROVIDER_ID)) ? 'task' : 'activity';

/** To whom an activity belongs: 1 lead, 2 deal, 3 contact, 4 company. What was done for a lead counts for the deal in which it lives on. */
function ownerIn(raw: Raw, heirs: Around['heirs']): { readonly deal_id?: string; readonly client_id?: string } {
  const type = text(raw.OWNER_TYPE_ID),
    id = idIn(raw.OWNER_ID);
  if (id === '') return {};
  if (type === '1') return { deal_id: heirs[id] ?? leadKey(id) };
  if (type === '2') return { deal_id: id };
  return type === '3' || type === '4' ? { client_id: clientKey(type === '3' ? 'contact' : 'company', id) } : {};
}

/** An activity or task as it is now. `call`: what the telephony knows of it. */
export function activityIn(raw: Raw, call: Raw | undefined, { zone, heirs }: Around): SideRecord | null {
  const id = idIn(raw.ID);
  if (id === '') return null;
  const base = { crm: CRM, id, action: 'save', version: versionOf(raw, zone) } as const,
    whose = { ...ownerIn(raw, heirs), manager_id: idIn(raw.RESPONSIBLE_ID) };
  const isDone = text(raw.COMPLETED) === 'Y',
    created = createdOf(raw, zone);
  if (activityEntity(raw) === 'task')
    return {
      ...base,
      entity: 'task',
      values: {
        ...whose,
        kind: text(raw.PROVIDER_ID) === 'CRM_TODO' ? 'todo' : 'task',
        created_at: created,
        due_at: timeIn(raw.DEADLINE, zone),
        done_at: isDone ? base.version : null, // the list has no time of closing: the last change stands in
        text: text(raw.SUBJECT),
      },
    };
  const isMissed = ['1', 'Y'].includes(text(mapOf(raw.SETTINGS).MISSED_CALL)),
    kind = call ? callKind(call) : activityKind(raw, isMissed);
  const isAhead = !isDone && (text(raw.TYPE_ID) === '1' || (text(raw.TYPE_ID) === '2' && !call && !isMissed && !/^VI_/.test(text(raw.ORIGIN_ID))));
  return {
    ...base,
    entity: 'activity',
    values: { ...whose, kind, at: isAhead ? null : startOf(raw, created, zone), ...(call ? { seconds: Number(text(call.CALL_DURATION)) || 0 } : {}) }, // a planned call or meeting has not been yet
  };
}
const startOf = (raw: Raw, created: Instant | null, zone: string): Instant | null => timeIn(raw.START_TIME, zone) ?? created;

function activityKind(raw: Raw, isMissed: boolean): Kind {
  const type = text(raw.TYPE_ID);
  if (type === '2') return text(raw.DIRECTION) !== '1' ? 'call_out' : isMissed ? 'missed' : 'call_in';
  if (type === '1' || type === '4') return type === '1' ? 'meeting' : 'letter';
  return /SMS|IMOPENLINES|NOTIF|WHATSAPP|WEBFORM|CHAT/.test(text(raw.PROVIDER_ID)) ? 'message' : 'note';
}

/** `CALL_TYPE` 1 out, 2 in, 3 in with redirection, 4 callback, 5 informational; `CALL_FAILED_CODE` 200 = talked. */
export function callKind(call: Raw): Kind {
  const type = text(call.CALL_TYPE);
  if (type === '2' || type === '3') return text(call.CALL_FAILED_CODE) === '200' ? 'call_in' : 'missed';
  return type === '5' ? 'message' : 'call_out';
}

/** A call as its own event tells it (`ONVOXIMPLANTCALLEND`), under the number of its activity; calls without one keep their own. */
export const callIn = (call: Raw, version: Instant | null, zone: string): SideRecord => ({
  crm: CRM,
  entity: 'activity',
  id: idIn(call.CRM_ACTIVITY_ID) || `call-${text(call.CALL_ID)}`,
  action: 'save',
  version,
  values: {
    kind: callKind(call),
    at: timeIn(call.CALL_START_DATE, zone),
    seconds: Number(text(call.CALL_DURATION)) || 0,
    manager_id: idIn(call.PORTAL_USER_ID),
  },
});
