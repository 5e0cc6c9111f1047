import { ACCOUNT } from './amo-firm';
import { noteEntity } from './amo-shapes';
import { companyFields, contactFields, type Fields, noteFields, taskFields } from './amo-side-bodies';
import { midnightOf, seconds } from './clock';
import type { Item } from './hooks';
import type { Change, Deal, Field, Value } from './model';
import type { Records } from './records';
import { formBody } from './wire';

/** Bodies of amoCRM's webhooks (crm-formats 1.2–1.4): the record as it is when the change happens. */

/** One subscription and what it is sent; a stage move goes to `status_lead` and to `update_lead` (crm-formats 1.5). */
export interface Told {
  readonly subscription: string;
  readonly item: Item;
}

/** Dates are bare scalars, list items carry their `enum`, a checkbox is 1 (crm-formats 1.4). */
function valuesOf(field: Field, value: Value, at: string, offsetMs: number): Fields {
  const choice = (name: string, i: number): Fields => [
    [`${at}[values][${i}][value]`, name],
    [`${at}[values][${i}][enum]`, String(field.choices?.find((one) => one.name === name)?.id ?? '')],
  ];
  if (Array.isArray(value)) return (value as readonly string[]).flatMap(choice);
  if (field.type === 'select') return choice(String(value), 0);
  if (field.type === 'date') return [[`${at}[values][0]`, String(seconds(midnightOf(String(value), offsetMs)))]];
  return [[`${at}[values][0][value]`, value === true ? '1' : value === false ? '0' : String(value)]];
}

export function leadFields({ firm }: Records, deal: Deal, old: Fields = []): Fields {
  const filled = firm.fields.filter((field) => {
    const value = deal.values[field.key];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
  return [
    ['[id]', String(deal.id)],
    ['[name]', deal.name],
    ['[status_id]', deal.stage.id],
    ...old,
    ['[price]', String(deal.amount)],
    ['[responsible_user_id]', String(deal.ownerId)],
    ['[last_modified]', String(seconds(deal.updatedAt))],
    ['[modified_user_id]', String(deal.updatedBy)],
    ['[created_user_id]', String(deal.createdBy)],
    ['[date_create]', String(seconds(deal.createdAt))],
    ['[pipeline_id]', deal.pipeline.id],
    ...deal.tags.flatMap(
      (name, i): Fields => [
        [`[tags][${i}][id]`, String(480_000 + name.length)],
        [`[tags][${i}][name]`, name],
      ],
    ),
    ['[account_id]', String(ACCOUNT.id)],
    ...filled.flatMap(
      (field, i): Fields => [
        [`[custom_fields][${i}][id]`, field.id],
        [`[custom_fields][${i}][name]`, field.name],
        ...valuesOf(field, deal.values[field.key]!, `[custom_fields][${i}]`, firm.offsetMs),
      ],
    ),
    ['[created_at]', String(seconds(deal.createdAt))],
    ['[updated_at]', String(seconds(deal.updatedAt))],
  ];
}

/** Not for `settings`: a trigger on a stage, set by hand in the funnel (crm-formats 1.7). */
export const DIGITAL_PIPELINE = 'digital_pipeline';

/** Who is told of this change, and what. */
export function toldOf(records: Records, change: Change): readonly Told[] {
  const { entity, action, before } = change,
    id = change.id();
  if (entity === 'deal') {
    const deal = records.deals.get(id)!,
      told = (as: string, fields: Fields): Told => ({ subscription: `${as}_lead`, item: { path: `leads[${as}]`, fields } });
    if (action === 'delete')
      return [
        told('delete', [
          ['[id]', String(id)],
          ['[status_id]', deal.stage.id],
          ['[pipeline_id]', deal.pipeline.id],
        ]),
      ];
    if (action === 'status') {
      const stages: Fields = [
        ['[id]', String(id)],
        ['[status_id]', deal.stage.id],
        ['[pipeline_id]', deal.pipeline.id],
        ['[old_status_id]', before?.stageId ?? ''],
        ['[old_pipeline_id]', before?.pipelineId ?? ''],
      ];
      return [
        told('status', leadFields(records, deal, [['[old_status_id]', before?.stageId ?? '']])),
        told('update', leadFields(records, deal)),
        { subscription: DIGITAL_PIPELINE, item: { path: 'leads[status]', fields: stages } },
      ];
    }
    if (action === 'responsible') return [told('responsible', [...leadFields(records, deal), ['[old_responsible_user_id]', String(before?.ownerId ?? '')]])];
    return [told(action, leadFields(records, deal))];
  }
  if (entity === 'contact' || entity === 'company') {
    const fields = entity === 'contact' ? contactFields(records, records.contacts.get(id)!) : companyFields(records.companies.get(id)!);
    const gone: Fields = [
      ['[id]', String(id)],
      ['[type]', entity],
    ];
    return [{ subscription: `${action}_${entity}`, item: { path: `contacts[${action}]`, fields: action === 'delete' ? gone : fields } }];
  }
  if (entity === 'task') {
    const task = records.tasks.get(id)!;
    return [
      {
        subscription: `${action}_task`,
        item: { path: `task[${action}]`, fields: action === 'delete' ? [['[id]', String(id)]] : taskFields(task, action === 'update' && task.doneAt !== null) },
      },
    ];
  }
  if (entity === 'note' && action === 'add') {
    const note = records.notes.get(id)!,
      at = noteEntity(note).path;
    return [{ subscription: at === 'leads' ? 'note_lead' : 'note_contact', item: { path: `${at}[note]`, fields: noteFields(note, records.firm.offsetMs) } }];
  }
  return [];
}

/** Several things in one body count from 0 within their key; the account comes first (2025). */
export function amoBody(items: readonly Item[], host: string): string {
  const next = new Map<string, number>();
  return formBody([
    ['account[subdomain]', ACCOUNT.subdomain],
    ['account[id]', String(ACCOUNT.id)],
    ['account[_links][self]', host],
    ...items.flatMap(({ path, fields }) => {
      const i = next.get(path) ?? 0;
      next.set(path, i + 1);
      return fields.map(([key, value]) => [`${path}[${i}]${key}`, value] as const);
    }),
  ]);
}
/** Every name that `settings` of a webhook may hold (crm-formats 1.2). */
export const subscriptions: readonly string[] = [
  ...['add', 'update', 'delete', 'restore', 'status', 'responsible', 'note'].map((action) => `${action}_lead`),
  ...['contact', 'company', 'customer'].flatMap((entity) =>
    ['add', 'update', 'delete', 'restore', 'responsible', 'note'].map((action) => `${action}_${entity}`),
  ),
  'add_task',
  'update_task',
  'delete_task',
  'responsible_task',
  'add_talk',
  'update_talk',
  'add_message',
  'add_outgoing_message',
  'add_unsorted',
  'update_unsorted',
  'delete_unsorted',
  'add_chat_template_review',
];
