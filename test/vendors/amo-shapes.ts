import { ACCOUNT, MOBILE, sideFields, WORK } from './amo-firm';
import { midnightOf, seconds } from './clock';
import type { Company, Contact, Deal, Field, Firm, Note, Task, Value } from './model';
import type { Records } from './records';

/** Records as REST v4 answers them (crm-formats 2); `with` holds what the query asked for besides. */

export interface Look {
  readonly records: Records;
  readonly origin: string;
  readonly with: ReadonlySet<string>;
  /** seconds of the next open task of a deal */
  readonly closestTask: (dealId: number) => number | null;
}
const self = (look: Look, path: string) => ({ self: { href: `${look.origin}/api/v4/${path}` } });
const groupOf = (firm: Firm, userId: number): number => firm.users.find(({ id }) => id === userId)?.group ?? 0;

/** A numeric value is a text, a date an integer (midnight in the account's zone), a checkbox a boolean. */
function valuesOf(field: Field, value: Value, offsetMs: number): readonly object[] {
  const choice = (name: string): object => ({ value: name, enum_id: field.choices?.find((one) => one.name === name)?.id ?? null, enum_code: null });
  if (Array.isArray(value)) return (value as readonly string[]).map(choice);
  switch (field.type) {
    case 'select':
      return [choice(String(value))];
    case 'date':
      return [{ value: seconds(midnightOf(String(value), offsetMs)) }];
    case 'checkbox':
      return [{ value: value === true }];
    default:
      return [{ value: String(value) }];
  }
}
export function customFields(firm: Firm, deal: Deal): readonly object[] | null {
  const all = firm.fields.flatMap((field) => {
    const value = deal.values[field.key];
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return [];
    return [{ field_id: Number(field.id), field_name: field.name, field_code: null, field_type: field.type, values: valuesOf(field, value, firm.offsetMs) }];
  });
  return all.length > 0 ? all : null;
}

export function leadJson(look: Look, deal: Deal): object {
  const { firm } = look.records,
    reason = firm.reasons.find(({ id }) => id === deal.reasonId);
  return {
    id: deal.id,
    name: deal.name,
    price: deal.amount,
    responsible_user_id: deal.ownerId,
    group_id: groupOf(firm, deal.ownerId),
    status_id: Number(deal.stage.id),
    pipeline_id: Number(deal.pipeline.id),
    loss_reason_id: deal.reasonId,
    ...(look.with.has('source_id') ? { source_id: deal.sourceId === null ? null : Number(deal.sourceId) } : {}),
    created_by: deal.createdBy,
    updated_by: deal.updatedBy,
    created_at: seconds(deal.createdAt),
    updated_at: seconds(deal.updatedAt),
    closed_at: deal.closedAt === null ? null : seconds(deal.closedAt),
    closest_task_at: look.closestTask(deal.id),
    is_deleted: deal.deletedAt !== null,
    custom_fields_values: customFields(firm, deal),
    score: null,
    account_id: ACCOUNT.id,
    labor_cost: null,
    ...(look.with.has('is_price_modified_by_robot') ? { is_price_modified_by_robot: false } : {}),
    _links: self(look, `leads/${deal.id}`),
    _embedded: {
      tags: deal.tags.map((name) => ({ id: 480_000 + name.length, name, color: null })),
      ...(look.with.has('catalog_elements') ? { catalog_elements: [] } : {}),
      ...(look.with.has('loss_reason')
        ? {
            loss_reason: reason
              ? [
                  {
                    id: reason.id,
                    name: reason.name,
                    sort: 100_000,
                    created_at: 1_582_117_280,
                    updated_at: 1_582_117_280,
                    _links: self(look, `leads/loss_reasons/${reason.id}`),
                  },
                ]
              : [],
          }
        : {}),
      companies: deal.companyId === null ? [] : [{ id: deal.companyId, _links: self(look, `companies/${deal.companyId}`) }],
      ...(look.with.has('contacts')
        ? { contacts: deal.contactId === null ? [] : [{ id: deal.contactId, is_main: true, _links: self(look, `contacts/${deal.contactId}`) }] }
        : {}),
    },
  };
}

const many = (field: (typeof sideFields)['phone' | 'email'], values: readonly string[]): readonly object[] =>
  values.length === 0
    ? []
    : [
        {
          field_id: field.id,
          field_name: field.name,
          field_code: field.code,
          field_type: field.type,
          values: values.map((value, i) => ({ value, enum_id: (i === 0 ? WORK : MOBILE).id, enum_code: (i === 0 ? WORK : MOBILE).code })),
        },
      ];
const single = (field: (typeof sideFields)['position' | 'birthday' | 'inn' | 'web'], value: string | number): readonly object[] =>
  value === '' ? [] : [{ field_id: field.id, field_name: field.name, field_code: field.code, field_type: field.type, values: [{ value }] }];

function sideJson(look: Look, path: 'contacts' | 'companies', one: Contact | Company, fields: readonly object[]) {
  return {
    responsible_user_id: one.ownerId,
    group_id: groupOf(look.records.firm, one.ownerId),
    created_by: one.createdBy,
    updated_by: one.updatedBy,
    created_at: seconds(one.createdAt),
    updated_at: seconds(one.updatedAt),
    closest_task_at: null,
    is_deleted: false,
    custom_fields_values: fields.length > 0 ? fields : null,
    account_id: ACCOUNT.id,
    _links: self(look, `${path}/${one.id}`),
  };
}
const leadsOf = (look: Look, one: Contact | Company): readonly object[] =>
  one.dealIds.filter((id) => look.records.deals.get(id)?.deletedAt === null).map((id) => ({ id, _links: self(look, `leads/${id}`) }));

export function contactJson(look: Look, contact: Contact): object {
  const fields = [
    ...many(sideFields.phone, contact.phones),
    ...many(sideFields.email, contact.emails),
    ...single(sideFields.position, contact.position),
    ...single(sideFields.birthday, contact.birthday === '' ? '' : seconds(midnightOf(contact.birthday, look.records.firm.offsetMs))),
  ];
  return {
    id: contact.id,
    name: `${contact.first} ${contact.last}`.trim(),
    first_name: contact.first,
    last_name: contact.last,
    ...sideJson(look, 'contacts', contact, fields),
    is_unsorted: false,
    _embedded: {
      tags: [],
      companies: contact.companyId === null ? [] : [{ id: contact.companyId, _links: self(look, `companies/${contact.companyId}`) }],
      ...(look.with.has('leads') ? { leads: leadsOf(look, contact) } : {}),
    },
  };
}
export function companyJson(look: Look, company: Company): object {
  const fields = [...many(sideFields.phone, company.phones), ...single(sideFields.inn, company.inn), ...single(sideFields.web, company.web)];
  return {
    id: company.id,
    name: company.name,
    ...sideJson(look, 'companies', company, fields),
    _embedded: { tags: [], ...(look.with.has('leads') ? { leads: leadsOf(look, company) } : {}) },
  };
}
export function taskJson(look: Look, task: Task): object {
  return {
    id: task.id,
    created_by: task.createdBy,
    updated_by: task.updatedBy,
    created_at: seconds(task.createdAt),
    updated_at: seconds(task.updatedAt),
    responsible_user_id: task.ownerId,
    group_id: groupOf(look.records.firm, task.ownerId),
    entity_id: task.dealId,
    entity_type: 'leads',
    duration: 0,
    is_completed: task.doneAt !== null,
    task_type_id: task.kind,
    text: task.text,
    result: task.result === '' ? [] : { text: task.result }, // PHP: an empty map is a list
    complete_till: seconds(task.due),
    account_id: ACCOUNT.id,
    _links: self(look, `tasks/${task.id}`),
  };
}
export const noteEntity = (note: Note): { readonly path: 'leads' | 'contacts'; readonly id: number } =>
  note.contactId === null ? { path: 'leads', id: note.dealId } : { path: 'contacts', id: note.contactId };
export function noteJson(look: Look, note: Note): object {
  const { path, id } = noteEntity(note);
  return {
    id: note.id,
    entity_id: id,
    created_by: note.createdBy,
    updated_by: note.updatedBy,
    created_at: seconds(note.createdAt),
    updated_at: seconds(note.updatedAt),
    responsible_user_id: note.ownerId,
    group_id: groupOf(look.records.firm, note.ownerId),
    note_type: note.kind,
    params:
      note.kind === 'common'
        ? { text: note.text }
        : { uniq: `call-${note.id}`, duration: note.length, source: 'telephony', link: '', phone: note.phone, call_responsible: note.ownerId },
    account_id: ACCOUNT.id,
    _links: self(look, `${path}/${id}/notes/${note.id}`),
  };
}
