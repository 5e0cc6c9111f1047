import { type EventLog, eventId, eventJson } from './amo-events';
import { type ListAsked, type ListSpec, listPage, openSorted, problem } from './amo-list';
import { companyJson, contactJson, type Look, leadJson, noteEntity, noteJson, taskJson } from './amo-shapes';
import { seconds } from './clock';
import type { Company, Contact, Deal, Note, Task } from './model';
import { type Answer, listAt, readQuery } from './wire';

/** What each list of amoCRM may be filtered and ordered by: pages `leads-api`, `contacts-api`, `tasks-api`, `events-and-notes` of the vendor. Tasks and notes know no `created_at`. */

type Row = Deal | Contact | Company | Task | Note;
const alive = <T extends { readonly deletedAt: number | null }>(of: ReadonlyMap<number, T>, deleted = false): readonly T[] =>
  [...of.values()].filter((one) => (one.deletedAt !== null) === deleted);
const orders = { id: (row: Row) => row.id, updated_at: (row: Row) => row.updatedAt };
const choices = {
  id: (row: Row) => row.id,
  responsible_user_id: (row: Row) => row.ownerId,
  created_by: (row: Row) => row.createdBy,
  updated_by: (row: Row) => row.updatedBy,
};
const updated = { updated_at: (row: Row) => seconds(row.updatedAt) };
const both = { ...updated, created_at: (row: Row) => seconds(row.createdAt) };
const atMost = 250;

export const leadsSpec = (look: Look): ListSpec<Deal> => {
  const deleted = look.with.has('only_deleted');
  return {
    name: 'leads',
    part: deleted ? 'deleted' : '',
    rows: () => alive(look.records.deals, deleted),
    orders: { ...orders, created_at: (deal) => deal.createdAt },
    choices: { ...choices, pipeline_id: (deal) => deal.pipeline.id, status_id: (deal) => deal.stage.id },
    ranges: { ...both, closed_at: (deal) => (deal.closedAt === null ? null : seconds(deal.closedAt)) },
    atMost,
    json: (deal) => leadJson(look, deal),
  };
};
export const contactsSpec = (look: Look): ListSpec<Contact> => ({
  name: 'contacts',
  rows: () => alive(look.records.contacts),
  orders,
  choices,
  ranges: both,
  atMost,
  json: (one) => contactJson(look, one),
});
export const companiesSpec = (look: Look): ListSpec<Company> => ({
  name: 'companies',
  rows: () => alive(look.records.companies),
  orders,
  choices,
  ranges: both,
  atMost,
  json: (one) => companyJson(look, one),
});
export const tasksSpec = (look: Look): ListSpec<Task> => ({
  name: 'tasks',
  rows: () => alive(look.records.tasks),
  orders: { id: (task) => task.id, created_at: (task) => task.createdAt, complete_till: (task) => task.due },
  choices: {
    id: choices.id,
    responsible_user_id: choices.responsible_user_id,
    is_completed: (task) => (task.doneAt === null ? 0 : 1),
    task_type: (task) => task.kind,
    entity_type: () => 'leads',
    entity_id: (task) => task.dealId,
  },
  ranges: updated,
  atMost,
  json: (task) => taskJson(look, task),
});
/** Notes of all records of a kind, or of one. */
export const notesSpec = (look: Look, path: string, of: number | null): ListSpec<Note> => ({
  name: 'notes',
  part: `${path} ${of ?? ''}`,
  rows: () => alive(look.records.notes).filter((note) => noteEntity(note).path === path && (of === null || noteEntity(note).id === of)),
  orders,
  choices: { id: choices.id, note_type: (note) => note.kind, entity_id: (note) => noteEntity(note).id },
  ranges: updated,
  atMost,
  json: (note) => noteJson(look, note),
});

/** Newest first, always: the list of events knows no order. Ids of entities go with one kind of entity, ten at a time. */
export function eventPage(events: EventLog, asked: ListAsked): Answer {
  const query = readQuery(asked.query),
    ids = listAt(query, 'filter', 'entity_id'),
    entity = listAt(query, 'filter', 'entity'),
    all = events.all();
  if (ids !== null && (ids.length > 10 || entity?.length !== 1))
    return problem(400, 'Bad Request', 'filter[entity_id] takes up to 10 ids of one filter[entity]');
  if ((listAt(query, 'filter', 'created_by')?.length ?? 0) > 10) return problem(400, 'Bad Request', 'filter[created_by] takes up to 10 users');
  const spec: ListSpec<(typeof all)[number]> = {
    name: 'events',
    rows: () => (ids === null ? all : ids.flatMap((id) => events.of(entity?.[0] as 'lead', Number(id)))),
    orders: { created_at: (event) => event.at },
    choices: {
      id: eventId,
      type: (event) => event.type,
      entity: (event) => event.entity,
      entity_id: (event) => event.entityId,
      created_by: (event) => event.by,
    },
    ranges: { created_at: (event) => seconds(event.at) },
    atMost: 100,
    json: (event) => eventJson(event, asked.origin),
    newestFirst: true,
  };
  return listPage(spec, ids === null ? asked : { ...asked, sorted: openSorted() });
}
