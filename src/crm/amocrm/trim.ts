import type { Pullable, Pulled } from '../../ports/crm-source';
import { embedded, instantOf, isJson, type Json, textOf } from './rest';

/** A record of REST cut down to what amocrm/pulled reads. What the answer does not have stays absent. */

const columns: Readonly<Record<string, readonly string[]>> = {
  deal: ['id', 'name', 'price', 'status_id', 'pipeline_id', 'responsible_user_id', 'created_at', 'updated_at', 'closed_at'],
  contact: ['id', 'name', 'responsible_user_id', 'created_at', 'updated_at'],
  company: ['id', 'name', 'responsible_user_id', 'created_at', 'updated_at'],
  task: ['id', 'text', 'responsible_user_id', 'entity_id', 'entity_type', 'is_completed', 'task_type_id', 'complete_till', 'created_at', 'updated_at'],
  activity: ['id', 'note_type', 'responsible_user_id', 'entity_id', 'created_by', 'created_at', 'updated_at'],
};

/** A custom field: id, name, code, then its values, each a text, or a text with the id of its list item. */
export type RawField = readonly [id: string, name: string, code: string, ...values: (string | readonly [string, string])[]];

const fieldsOf = (list: unknown): RawField[] =>
  (Array.isArray(list) ? list : []).filter(isJson).flatMap((field): RawField[] => {
    const values = (Array.isArray(field.values) ? field.values : []).filter(isJson),
      legal = isJson(values[0]?.value) ? values[0].value : null;
    const told: RawField = [textOf(field.field_id), textOf(field.field_name), textOf(field.field_code), ...values.map(rawValue)];
    return legal?.vat_id ? [told, [`${textOf(field.field_id)}.vat_id`, 'ИНН', '', textOf(legal.vat_id)]] : [told]; // a legal entity has its tax id inside
  });
const rawValue = ({ value, enum_id }: Json): string | readonly [string, string] => {
  const said = isJson(value) ? textOf(value.name) : textOf(value);
  return enum_id ? [said, textOf(enum_id)] : said;
};

/** `list`: where it was found, `leads/notes` …; a note does not say itself whose it is. */
export function pulledOf(json: Json, entity: Pullable, list: string): Pulled {
  const names = (key: string): string[] => embedded(json, key).map(({ name }) => textOf(name)),
    has = (key: string): boolean => isJson(json._embedded) && json._embedded[key] !== undefined;
  const [company] = embedded(json, 'companies'),
    contacts = embedded(json, 'contacts'),
    contact = contacts.find(({ is_main }) => is_main === true) ?? contacts[0];
  const source = isJson(json._embedded) && isJson(json._embedded.source) ? json._embedded.source.name : undefined;
  return {
    entity,
    id: textOf(json.id),
    createdAt: instantOf(json.created_at),
    updatedAt: instantOf(json.updated_at),
    raw: {
      ...Object.fromEntries((columns[entity] ?? []).filter((key) => json[key] !== undefined).map((key) => [key, json[key]])),
      ...(json.custom_fields_values === undefined ? {} : { fields: fieldsOf(json.custom_fields_values) }),
      ...(entity === 'deal' && has('tags') ? { tags: names('tags') } : {}),
      ...(has('loss_reason') ? { loss_reason: names('loss_reason')[0] ?? '' } : {}),
      ...(source ? { source } : {}),
      ...(entity === 'deal' && has('contacts') ? { company: textOf(company?.id), contact: textOf(contact?.id) } : {}),
      ...(entity === 'contact' && has('companies') ? { linked_company_id: textOf(company?.id) } : {}),
      ...(entity === 'deal' && json.is_deleted === true ? { is_deleted: true } : {}),
      ...(entity === 'activity' ? { entity_type: list.slice(0, list.indexOf('/')), params: callOf(json.params) } : {}),
    },
  };
}
const callOf = (params: unknown): Json =>
  isJson(params)
    ? Object.fromEntries(['duration', 'call_status', 'call_responsible'].filter((key) => params[key] !== undefined).map((key) => [key, params[key]]))
    : {};
