import { callId, failedCode } from './b24-activities';
import { PORTAL } from './b24-firm';
import { offsetTime, seconds } from './clock';
import type { Item } from './hooks';
import type { Change } from './model';
import type { Records } from './records';
import { formBody } from './wire';

/** Outgoing webhooks of Bitrix24 (crm-formats 3.1): the event and an id, nothing else; what changed must be asked for. */

const named = { deal: 'DEAL', lead: 'LEAD', contact: 'CONTACT', company: 'COMPANY', task: 'ACTIVITY', note: 'ACTIVITY' } as const;

/** Events of a change: `path` is the event's name. A move into another funnel fires none. */
export function b24Events(records: Records, { entity, action, before, after, id }: Change): readonly Item[] {
  if (before && after && before.pipelineId !== after.pipelineId) return [];
  const word = action === 'add' ? 'ADD' : action === 'delete' ? 'DELETE' : 'UPDATE',
    item: Item = { path: `ONCRM${named[entity]}${word}`, fields: [['data[FIELDS][ID]', String(id())]] };
  const note = entity === 'note' ? records.notes.get(id()) : undefined;
  if (!note) return [item];
  if (note.kind === 'common') return [];
  return [
    item,
    {
      path: 'ONVOXIMPLANTCALLEND', // another shape: no FIELDS
      fields: [
        ['data[CALL_ID]', callId(note)],
        ['data[CALL_TYPE]', note.kind === 'call_in' ? '2' : '1'],
        ['data[PHONE_NUMBER]', note.phone],
        ['data[PORTAL_NUMBER]', 'REST_APP:'],
        ['data[PORTAL_USER_ID]', String(note.ownerId)],
        ['data[CALL_DURATION]', String(note.length)],
        ['data[CALL_START_DATE]', offsetTime(note.createdAt, records.firm.offsetMs)],
        ['data[COST]', '0'],
        ['data[COST_CURRENCY]', ''],
        ['data[CALL_FAILED_CODE]', failedCode(note)],
        ['data[CALL_FAILED_REASON]', ''],
        ['data[CRM_ACTIVITY_ID]', String(note.id)],
      ],
    },
  ];
}
export const b24Subscriptions: readonly string[] = [
  ...['DEAL', 'LEAD', 'CONTACT', 'COMPANY', 'ACTIVITY'].flatMap((entity) => ['ADD', 'UPDATE', 'DELETE'].map((word) => `ONCRM${entity}${word}`)),
  'ONVOXIMPLANTCALLEND',
];

/** `ts` is the time of sending, not of the change. */
export const b24Body = ({ path, fields }: Item, sentAt: number): string =>
  formBody([
    ['event', path],
    ['event_handler_id', '975'],
    ...fields,
    ['ts', String(seconds(sentAt))],
    ['auth[domain]', PORTAL.domain],
    ['auth[client_endpoint]', `https://${PORTAL.domain}/rest/`],
    ['auth[server_endpoint]', 'https://oauth.bitrix.info/rest/'],
    ['auth[member_id]', PORTAL.member],
    ['auth[application_token]', PORTAL.token],
  ]);
