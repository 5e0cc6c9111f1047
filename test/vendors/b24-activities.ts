import type { Portal, Shown } from './b24-shapes';
import type { Note, Task } from './model';

/** The timeline and the telephony (crm-formats 3.3). */

const yes = (is: boolean): 'Y' | 'N' => (is ? 'Y' : 'N');

/** A task, a meeting or a call of the timeline: `TYPE_ID` 3, 1, 2. A call hangs on the client or on the deal. */
export type Activity = { readonly task: Task } | { readonly note: Note };
export const recordOf = (one: Activity): Task | Note => ('task' in one ? one.task : one.note);
export function activityJson({ time }: Portal, one: Activity): Shown {
  const record = recordOf(one),
    call = 'note' in one ? one.note : null,
    task = 'task' in one ? one.task : null,
    onContact = call !== null && call.contactId !== null;
  return {
    ID: String(record.id),
    OWNER_ID: String(onContact ? call.contactId : record.dealId),
    OWNER_TYPE_ID: onContact ? '3' : '2',
    TYPE_ID: call ? '2' : task?.kind === 2 ? '1' : '3',
    PROVIDER_ID: call ? 'VOXIMPLANT_CALL' : task?.kind === 2 ? 'CRM_MEETING' : 'CRM_TASKS_TASK',
    PROVIDER_TYPE_ID: call ? 'CALL' : task?.kind === 2 ? 'MEETING' : 'TASKS_TASK',
    PROVIDER_GROUP_ID: null,
    ASSOCIATED_ENTITY_ID: '0',
    SUBJECT: task?.text ?? (call?.kind === 'call_in' ? 'Входящий звонок' : 'Исходящий звонок'),
    CREATED: time(record.createdAt),
    LAST_UPDATED: time(record.updatedAt),
    START_TIME: time(record.createdAt),
    END_TIME: time(task ? (task.doneAt ?? task.due) : record.createdAt + (call?.length ?? 0) * 1000),
    DEADLINE: task ? time(task.due) : time(record.createdAt),
    COMPLETED: yes(call !== null || task?.doneAt !== null),
    STATUS: call !== null || task?.doneAt !== null ? '2' : '1',
    RESPONSIBLE_ID: String(record.ownerId),
    PRIORITY: '2',
    NOTIFY_TYPE: '1',
    NOTIFY_VALUE: '15',
    DESCRIPTION: task?.result ?? '',
    DESCRIPTION_TYPE: '1',
    DIRECTION: call ? (call.kind === 'call_in' ? '1' : '2') : '0',
    LOCATION: '',
    SETTINGS: [],
    ORIGINATOR_ID: null,
    ORIGIN_ID: null,
    AUTHOR_ID: String(record.createdBy),
    EDITOR_ID: String(record.updatedBy),
    PROVIDER_PARAMS: [],
    PROVIDER_DATA: null,
    RESULT_MARK: '0',
    RESULT_VALUE: null,
    RESULT_SUM: null,
    RESULT_CURRENCY_ID: null,
    RESULT_STATUS: '0',
    RESULT_STREAM: '0',
    RESULT_SOURCE_ID: null,
    AUTOCOMPLETE_RULE: '0',
  };
}
/** A row of the telephony's statistics: never of a deal, only of its client. */
export function callJson({ time, records }: Portal, note: Note): Shown {
  const contactId = note.contactId ?? records.deals.get(note.dealId)?.contactId ?? null,
    companyId = records.deals.get(note.dealId)?.companyId ?? null,
    type = contactId !== null ? 'CONTACT' : companyId !== null ? 'COMPANY' : '';
  return {
    ID: String(note.id - 4000),
    PORTAL_USER_ID: String(note.ownerId),
    PORTAL_NUMBER: 'reg000001',
    PHONE_NUMBER: note.phone.replace(/[^+\d]/g, ''),
    CALL_ID: callId(note),
    EXTERNAL_CALL_ID: null,
    CALL_CATEGORY: 'external',
    CALL_LOG: null,
    CALL_DURATION: String(note.length),
    CALL_START_DATE: time(note.createdAt),
    CALL_RECORD_URL: '',
    CALL_VOTE: null,
    COST: '0.0000',
    COST_CURRENCY: 'RUR',
    CALL_FAILED_CODE: failedCode(note),
    CALL_FAILED_REASON: '',
    CRM_ENTITY_TYPE: type,
    CRM_ENTITY_ID: type === '' ? null : String(contactId ?? companyId),
    CRM_ACTIVITY_ID: String(note.id),
    REST_APP_ID: null,
    REST_APP_NAME: null,
    TRANSCRIPT_ID: null,
    TRANSCRIPT_PENDING: 'N',
    SESSION_ID: null,
    REDIAL_ATTEMPT: null,
    COMMENT: null,
    RECORD_DURATION: null,
    RECORD_FILE_ID: null,
    CALL_TYPE: note.kind === 'call_in' ? '2' : '1',
  };
}
export const callId = (note: Note): string => `externalCall.${String(note.id).padStart(32, '0')}.${Math.floor(note.createdAt / 1000)}`;
/** 200 a talk; nobody answered: 304 from outside, 603-S from us. */
export const failedCode = (note: Note): string => (note.length > 0 ? '200' : note.kind === 'call_in' ? '304' : '603-S');
