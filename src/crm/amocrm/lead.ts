import type { DealRecord } from '../../ports/crm-adapter';
import { type FormMap, type FormValue, isMap, itemsOf } from '../form';
import { readFields, text } from './fields';
import { CRM, leafAs, ownerAs, timeIn, type Where } from './leaves';

/** A lead as a record; null without an id. Keys that the body does not have stay absent: a digital-pipeline body never blanks a column. */
export function readLead(lead: FormMap, action: DealRecord['action'], where: Where): DealRecord | null {
  const dealId = text(lead.id).trim();
  if (dealId === '') return null;
  const version = timeIn(lead, where, 'updated_at', 'last_modified'),
    createdAt = timeIn(lead, where, 'created_at', 'date_create');
  return {
    crm: CRM,
    dealId,
    action,
    version,
    ...(createdAt === null ? {} : { createdAt }),
    ...leafAs('name', lead, 'name'),
    ...leafAs('pipelineId', lead, 'pipeline_id'),
    ...leafAs('stageId', lead, 'status_id'),
    ...ownerAs('managerId', lead),
    ...leafAs('amount', lead, 'price'),
    ...(lead.tags === undefined ? {} : { tags: tagsOf(lead.tags) }),
    ...(lead.custom_fields === undefined ? {} : { fields: readFields(lead.custom_fields) }),
    ...(where.account === '' ? {} : { account: where.account }),
  };
}
const tagsOf = (tags: FormValue): string[] =>
  itemsOf(tags)
    .map(([, tag]) => (isMap(tag) ? text(tag.name) : text(tag)).trim())
    .filter((name) => name !== '');

/** Does the body only name the record (a digital pipeline's does)? Then the rest must be asked for (crm-formats 1.7). */
export const isNamedOnly = (map: FormMap): boolean =>
  ['name', 'price', 'created_at', 'date_create', 'updated_at', 'last_modified'].every((key) => map[key] === undefined);
