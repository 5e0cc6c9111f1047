import { ACCOUNT } from './amo-firm';
import { noteEntity } from './amo-shapes';
import { seconds } from './clock';
import type { Change } from './model';
import type { Records } from './records';

/** The list of events (crm-formats 2, `GET /events`): history as amoCRM tells it. */
export interface AmoEvent {
  /** number among all events; its id is a text made of it */
  readonly n: number;
  readonly type: string;
  readonly entity: 'lead' | 'contact' | 'company' | 'task';
  readonly entityId: number;
  readonly by: number;
  readonly at: number;
  readonly after: readonly object[];
  readonly before: readonly object[];
}
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const base32 = (n: number, width: number): string => {
  let text = '';
  for (let left = n; text.length < width; left = Math.floor(left / 32)) text = LETTERS[left % 32] + text;
  return text;
};
/** ids are ULID texts: time first, so they sort like time */
export const eventId = ({ at, n }: AmoEvent): string => base32(at, 10) + base32(n, 16);

/** What one change shows of itself in the list; a change may be several events, or none. */
export function eventsOf(records: Records, change: Change): readonly AmoEvent[] {
  const { entity, action, at, by, before, after } = change,
    id = change.id();
  let n = 0;
  const event = (
    type: string,
    was: readonly object[],
    is: readonly object[],
    on: Pick<AmoEvent, 'entity' | 'entityId'> = { entity: 'lead', entityId: id },
  ): AmoEvent => ({
    n: change.n * 4 + (n += 1),
    type,
    by,
    at,
    before: was,
    after: is,
    ...on,
  });
  if (entity === 'deal') {
    if (action === 'add') return [event('lead_added', [], [])];
    if (action === 'delete') return [event('lead_deleted', [], [])];
    if (action === 'restore') return [event('lead_restored', [], [])];
    const all: AmoEvent[] = [];
    if (before && after) {
      const status = (of: typeof before): object => ({ lead_status: { id: Number(of.stageId), pipeline_id: Number(of.pipelineId) } });
      if (action === 'status' && (before.stageId !== after.stageId || before.pipelineId !== after.pipelineId))
        all.push(event('lead_status_changed', [status(before)], [status(after)]));
      if (before.ownerId !== after.ownerId)
        all.push(event('entity_responsible_changed', [{ responsible_user: { id: before.ownerId } }], [{ responsible_user: { id: after.ownerId } }]));
      if (before.amount !== after.amount)
        all.push(
          event('sale_field_changed', before.amount === 0 ? [] : [{ sale_field_value: { sale: before.amount } }], [
            { sale_field_value: { sale: after.amount } },
          ]),
        );
    }
    return all;
  }
  if (action === 'delete' || action === 'restore') {
    const kind = entity === 'contact' || entity === 'company' || entity === 'task' ? entity : null,
      isBack = action === 'restore';
    return kind === null || (isBack && kind === 'task') ? [] : [event(`${kind}_${isBack ? 'restored' : 'deleted'}`, [], [], { entity: kind, entityId: id })];
  }
  if (entity === 'note') {
    const note = records.notes.get(id);
    if (!note || note.kind === 'common') return [];
    const on = noteEntity(note);
    return [
      event(note.kind === 'call_in' ? 'incoming_call' : 'outgoing_call', [], [{ note: { id } }], {
        entity: on.path === 'leads' ? 'lead' : 'contact',
        entityId: on.id,
      }),
    ];
  }
  if (entity === 'task') {
    const task = records.tasks.get(id);
    if (!task || (action !== 'add' && action !== 'update')) return [];
    return [event(action === 'add' ? 'task_added' : 'task_completed', [], [{ task: { id } }], { entity: 'lead', entityId: task.dealId })];
  }
  if ((entity === 'contact' || entity === 'company') && action === 'add') return [event(`${entity}_added`, [], [], { entity, entityId: id })];
  return [];
}

export interface EventLog {
  /** in the order of time */
  readonly all: () => readonly AmoEvent[];
  /** of one entity; both know what has happened since */
  readonly of: (entity: AmoEvent['entity'], id: number) => readonly AmoEvent[];
}
export function openEvents(records: Records): EventLog {
  const all: AmoEvent[] = [],
    byEntity = new Map<string, AmoEvent[]>();
  let read = 0;
  const catchUp = (): void => {
    for (; read < records.changes.length; read += 1)
      for (const event of eventsOf(records, records.changes[read]!)) {
        all.push(event);
        const key = `${event.entity}/${event.entityId}`,
          known = byEntity.get(key);
        if (known) known.push(event);
        else byEntity.set(key, [event]);
      }
  };
  return {
    all: () => {
      catchUp();
      return all;
    },
    of: (entity, id) => {
      catchUp();
      return byEntity.get(`${entity}/${id}`) ?? [];
    },
  };
}

export const eventJson = (event: AmoEvent, origin: string): object => ({
  id: eventId(event),
  type: event.type,
  entity_id: event.entityId,
  entity_type: event.entity,
  created_by: event.by,
  created_at: seconds(event.at),
  value_after: event.after,
  value_before: event.before,
  account_id: ACCOUNT.id,
  _links: { self: { href: `${origin}/api/v4/events/${eventId(event)}` } },
  _embedded: {
    entity: {
      id: event.entityId,
      _links: { self: { href: `${origin}/api/v4/${event.entity === 'company' ? 'companies' : `${event.entity}s`}/${event.entityId}` } },
    },
  },
});
