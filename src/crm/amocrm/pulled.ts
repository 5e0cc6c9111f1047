import type { SideEntity } from '../../facts/side-record';
import { Fault } from '../../kernel/fault';
import type { DealRecord, FieldValue, Reading, SideRecord } from '../../ports/crm-adapter';
import { type FormMap, type FormValue, formOfJson, isList, isMap, itemsOf } from '../form';
import { type CodedField, text, withoutCodes } from './fields';
import { withHistory } from './history';
import { readLead } from './lead';
import { CRM, leaf, type Where } from './leaves';
import { readClient, readNote, readTask } from './sides';

/**
 * Bodies that the source makes of what it pulled (amocrm/body), `{"cifra":"amocrm/1", …}`: records under our word for their kind, with amoCRM's own names of the columns; fields as
 * `[id, value, [value, item] …]`, their names and codes once a body; `gone` as `[kind, id, milliseconds]`.
 */
const MARK = '{"cifra":"amocrm/';
export const VERSION = 'amocrm/1';
export const isPulled = (body: string): boolean => body.startsWith(MARK);

/** Throws Fault body-unreadable when the body is cut off, or of a later version of ours. */
export function readPulled(body: string): Reading {
  const values = parsed(body),
    names = isMap(values.fields) ? values.fields : {},
    faults: Where['faults'] = [],
    deals: DealRecord[] = [],
    sides: SideRecord[] = [];
  const each = (kind: string, read: (map: FormMap, where: Where) => boolean): void => {
    for (const [index, item] of itemsOf(values[kind])) {
      const where = { account: text(values.account), path: `${kind}.${index}`, faults };
      if (!isMap(item) || !read(item, where)) faults.push({ path: where.path, why: 'no id' });
    }
  };
  const side = (record: SideRecord | null): boolean => record !== null && sides.push(record) > 0;
  each('deal', (lead, where) => {
    const record = readLead(lead, leaf(lead, 'is_deleted') === '1' ? 'delete' : leaf(lead, 'anew') === '1' ? 'restore' : 'update', where);
    if (record) deals.push(...withHistory({ ...record, ...restOf(lead, names) }, lead, where));
    return record !== null;
  });
  for (const kind of ['contact', 'company'] as const)
    each(kind, (client, where) =>
      side(readClient(client, kind, where, { action: actionOf(client), all: client.fields !== undefined, fields: fieldsOf(client.fields, names) })),
    );
  each('task', (task, where) => side(readTask(task, actionOf(task), where)));
  each('activity', (note, where) => {
    const record = readNote(note, '', where);
    return side(record && { ...record, action: actionOf(note) });
  });
  for (const [, gone] of itemsOf(values.gone)) {
    const [entity, id, at] = isList(gone) ? gone.map(text) : [];
    if (!entity || !id) continue;
    if (entity === 'deal') deals.push({ crm: CRM, dealId: id, action: 'delete', version: Number(at) });
    else sides.push({ crm: CRM, entity: entity as SideEntity, id, action: 'delete', version: Number(at), values: {} } as SideRecord);
  }
  return { deals, sides, pokes: [], others: [], faults };
}

const actionOf = (map: FormMap): 'save' | 'restore' => (leaf(map, 'anew') === '1' ? 'restore' : 'save');

function parsed(body: string): FormMap {
  try {
    const values = formOfJson(JSON.parse(body));
    if (isMap(values) && values.cifra === VERSION) return values;
  } catch {
    throw new Fault('body-unreadable', { why: 'JSON cut off or broken' });
  }
  throw new Fault('body-unreadable', { why: 'no entity of amoCRM' });
}

/** What a webhook never has: every field that is filled in, the client, the lost reason, the source. */
function restOf(lead: FormMap, names: FormMap): Partial<DealRecord> {
  const reason = leaf(lead, 'loss_reason'),
    source = leaf(lead, 'source'),
    company = leaf(lead, 'company'),
    contact = leaf(lead, 'contact');
  const own = { ...(reason === undefined ? {} : { refusal_reason: reason }), ...(source ? { source } : {}) };
  return {
    ...(lead.fields === undefined ? {} : { fields: withoutCodes(fieldsOf(lead.fields, names)), whole: true as const }),
    ...(Object.keys(own).length === 0 ? {} : { own }),
    ...(company === undefined && contact === undefined ? {} : { clientId: company ? `company/${company}` : contact ? `contact/${contact}` : '' }),
  };
}

const fieldsOf = (raw: FormValue | undefined, names: FormMap): CodedField[] =>
  itemsOf(raw).flatMap(([, field]) => {
    if (!isList(field)) return [];
    const [id = '', ...values] = field,
      known = names[text(id)],
      [name = '', code = ''] = known !== undefined && isList(known) ? known.map(text) : [];
    return [{ id: text(id), name, code, values: values.map(fieldValue) }];
  });
const fieldValue = (raw: FormValue): FieldValue => (isList(raw) ? { value: text(raw[0]), item: text(raw[1]) } : { value: text(raw) });
