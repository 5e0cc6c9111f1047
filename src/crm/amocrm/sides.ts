import { clientKey } from '../../facts/side-record';
import type { SideRecord } from '../../ports/crm-adapter';
import { type FormMap, formOfJson, isMap } from '../form';
import { type CodedField, readCoded, text, withoutCodes } from './fields';
import { CRM, cardOf, leaf, leafAs, ownerAs, timeIn, type Where } from './leaves';

/** Contacts, companies, tasks, notes and messages of amoCRM in our words, of webhooks and of REST (crm-formats 1.2–1.4): each reader takes both spellings. All give null without an id. */

type Client = 'contact' | 'company';
const known = <T>(key: string, value: T | null): Readonly<Record<string, T>> => (value === null ? {} : { [key]: value });

/** `all`: the fields are all that the record has (REST), so a phone that is not among them is none. `back`: taken out of the bin, with a version from before: the time it came counts. */
export function readClient(
  client: FormMap,
  entity: Client,
  where: Where,
  {
    action,
    all = false,
    fields = readCoded(client.custom_fields),
  }: { readonly action: SideRecord['action'] | 'back'; readonly all?: boolean; readonly fields?: readonly CodedField[] },
): SideRecord | null {
  const id = leaf(client, 'id') ?? '';
  if (id === '') return null;
  const version = action === 'back' ? null : timeIn(client, where, 'updated_at', 'last_modified');
  if (action === 'delete') return { crm: CRM, entity, id, action, version, values: {} };
  const allOf = (key: string, is: (field: CodedField) => boolean): Readonly<Record<string, string>> => {
    const found = fields.filter(is).flatMap(({ values }) => values.map(({ value }) => value.trim()));
    return found.length > 0 || all ? { [key]: [...new Set(found.filter((value) => value !== ''))].join(', ') } : {};
  };
  const link = cardOf(where.account, entity === 'contact' ? 'contacts' : 'companies', id);
  return {
    crm: CRM,
    entity,
    id,
    action: action === 'restore' ? action : 'save',
    version,
    ...(client.custom_fields === undefined && !all ? {} : { fields: withoutCodes(fields) }),
    values: {
      ...leafAs('name', client, 'name'),
      ...ownerAs('manager_id', client),
      ...known('created_at', timeIn(client, where, 'created_at', 'date_create')),
      ...allOf('phone', ({ code }) => code === 'PHONE'),
      ...allOf('email', ({ code }) => code === 'EMAIL'),
      ...allOf('inn', ({ name }) => /^\s*(инн|inn)(?![a-zа-яё])/i.test(name)),
      ...(link === '' ? {} : { link }),
      ...(entity === 'contact' ? leafAs('company_id', client, 'linked_company_id') : {}),
    },
  };
}

const owners: Readonly<Record<string, 'deal' | Client>> = {
  1: 'contact',
  2: 'deal',
  3: 'company',
  contact: 'contact',
  lead: 'deal',
  company: 'company',
  contacts: 'contact',
  leads: 'deal',
  companies: 'company',
};
/** Whose record it is; both keys, so that one that moved from a deal to a client leaves the deal. */
function ownerIn(map: FormMap, otherwise = ''): { readonly deal_id?: string; readonly client_id?: string } {
  const id = leaf(map, 'element_id', 'entity_id'),
    owner = owners[leaf(map, 'element_type', 'entity_type') ?? otherwise];
  if (id === undefined) return {};
  const isNone = id === '0' || owner === undefined;
  return { deal_id: owner === 'deal' && !isNone ? id : '', client_id: isNone || owner === 'deal' ? '' : clientKey(owner, id) };
}

/** The types that every account has; others are the account's own, known by number. */
const taskKinds: Readonly<Record<string, string>> = { 1: 'follow_up', 2: 'meeting' };

/** A task; done = its last change closed it (amoCRM keeps no other time of that). */
export function readTask(task: FormMap, action: SideRecord['action'], where: Where): SideRecord | null {
  const id = leaf(task, 'id') ?? '';
  if (id === '') return null;
  const version = timeIn(task, where, 'updated_at', 'last_modified'),
    kind = leaf(task, 'task_type_id', 'task_type'),
    done = leaf(task, 'is_completed', 'status');
  if (action === 'delete') return { crm: CRM, entity: 'task', id, action, version, values: {} };
  return {
    crm: CRM,
    entity: 'task',
    id,
    action,
    version,
    values: {
      ...ownerIn(task),
      ...ownerAs('manager_id', task),
      ...(kind === undefined ? {} : { kind: taskKinds[kind] ?? kind }),
      ...known('created_at', timeIn(task, where, 'created_at', 'date_create')),
      ...known('due_at', timeIn(task, where, 'complete_before', 'complete_till')),
      ...(done === undefined ? {} : { done_at: done === '1' ? version : null }),
      ...leafAs('text', task, 'text'),
    },
  };
}

const callKinds: Readonly<Record<string, 'call_in' | 'call_out'>> = { 10: 'call_in', 11: 'call_out', call_in: 'call_in', call_out: 'call_out' };
/** Nobody spoke: not there, no answer, engaged (A-EV, `call_status`). */
const unanswered: readonly string[] = ['3', '6', '7'];

/** A note: a call, or a remark. What a call was like stands in `params` (REST), or as JSON in the text of older ones, in capitals. */
export function readNote(note: FormMap, otherwise: string, where: Where): SideRecord | null {
  const id = leaf(note, 'id') ?? '';
  if (id === '') return null;
  const at = timeIn(note, where, 'created_at'),
    version = timeIn(note, where, 'updated_at', 'created_at'),
    call = callKinds[leaf(note, 'note_type') ?? ''];
  const about = call ? paramsOf(note) : {},
    seconds = Number(leaf(about, 'duration', 'DURATION') || Number.NaN),
    status = leaf(about, 'call_status', 'CALL_STATUS') ?? '',
    who = leaf(about, 'call_responsible', 'CALL_RESPONSIBLE') ?? '';
  const isMissed = call === 'call_in' && (status === '' ? seconds === 0 : unanswered.includes(status));
  return {
    crm: CRM,
    entity: 'activity',
    id,
    action: 'save',
    version,
    values: {
      ...ownerIn(note, otherwise),
      ...(/^[1-9]\d*$/.test(who) ? { manager_id: who } : leafAs('manager_id', note, 'responsible_user_id', 'main_user_id', 'created_by')),
      kind: isMissed ? 'missed' : (call ?? 'note'),
      ...known('at', at),
      ...(seconds >= 0 ? { seconds: Math.round(seconds) } : {}),
    },
  };
}
function paramsOf(note: FormMap): FormMap {
  if (isMap(note.params)) return note.params;
  try {
    const said = formOfJson(JSON.parse(text(note.params) || text(note.text) || '{}'));
    return isMap(said) ? said : {};
  } catch {
    return {}; // a text for people
  }
}

/** A chat message, in or out. */
export function readMessage(message: FormMap, where: Where): SideRecord | null {
  const id = leaf(message, 'id') ?? '',
    contact = leaf(message, 'contact_id') ?? '';
  if (id === '') return null;
  const at = timeIn(message, where, 'created_at');
  return {
    crm: CRM,
    entity: 'activity',
    id,
    action: 'save',
    version: at,
    values: {
      ...ownerIn(message),
      ...(contact === '' || contact === '0' ? {} : { client_id: clientKey('contact', contact) }),
      kind: 'message',
      ...known('at', at),
    },
  };
}
