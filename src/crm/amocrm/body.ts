import type { CrmSource, Pulled, Reach } from '../../ports/crm-source';
import { historyTypes } from './history';
import { VERSION } from './pulled';
import { embedded, getAll, instantOf, isJson, type Json, nextPage, type Query, textOf } from './rest';
import type { RawField } from './trim';

/** Ids that one request for events may name, and events of a page (A-EV). */
const IDS = 10,
  EVENTS = 100;
type Step = readonly (string | number)[];

/** Host of the account for links; '' where the address is none of amoCRM's (a proxy). */
export const accountIn = (address: string): string => /^https:\/\/([a-z0-9-]+\.(?:amocrm|kommo)\.\w+)$/.exec(address)?.[1] ?? '';

/** A body for the journal, as amocrm/pulled reads it; the history of its deals is asked for when wanted. Throws what requests throw. */
export const bodyOf: CrmSource['bodyOf'] = (reach, { items, gone, withHistory, anew = [] }) => {
  const known: Record<string, readonly [string, string]> = {},
    steps = withHistory
      ? historyOf(
          reach,
          items.filter(({ entity }) => entity === 'deal').map(({ id }) => id),
        )
      : null;
  const packed = ({ id, entity, raw }: Pulled): Json => {
    const { fields, ...rest } = raw as { readonly fields?: readonly RawField[] };
    fields?.forEach(([field, name, code]) => {
      known[field] = [name, code];
    });
    return {
      ...rest,
      ...(fields ? { fields: fields.map(([field, , , ...values]) => [field, ...values]) } : {}),
      ...(entity === 'deal' && steps ? { history: steps.get(id) ?? [] } : {}),
      ...(anew.includes(id) ? { anew: true } : {}),
    };
  };
  const records: Record<string, Json[]> = {};
  for (const item of items) {
    if (!isJson(item.raw)) continue; // a chat message: REST has none
    const list = records[item.entity] ?? [];
    records[item.entity] = list;
    list.push(packed(item));
  }
  return JSON.stringify({
    cifra: VERSION,
    account: accountIn(reach.connection.address) || (reach.connection.options.account ?? ''),
    fields: known,
    ...records,
    gone: gone.map(({ entity, id, at }) => [entity, id, at]),
  });
};

/** What amoCRM remembers of these deals, by id, in the order of time. */
function historyOf(reach: Reach, ids: readonly string[]): ReadonlyMap<string, readonly Step[]> {
  const found = new Map<string, Json>();
  let asks = Array.from({ length: Math.ceil(ids.length / IDS) }, (_, i) => ({ ids: ids.slice(i * IDS, (i + 1) * IDS), page: 1 }));
  while (asks.length > 0) {
    const answers = getAll(
      reach,
      asks.map((one) => ({ path: 'events', query: queryOf(one) })),
    );
    answers.forEach((answer) => {
      for (const event of embedded(answer, 'events')) found.set(textOf(event.id), event); // pages shift while events come in
    });
    asks = asks.flatMap(({ ids: own }, i) => {
      const page = nextPage(answers[i] ?? {});
      return page === null ? [] : [{ ids: own, page }];
    });
  }
  const steps = new Map<string, Step[]>();
  for (const event of [...found.values()].sort((a, b) => Number(a.created_at) - Number(b.created_at) || (textOf(a.id) < textOf(b.id) ? -1 : 1))) {
    const step = stepOf(event),
      id = textOf(event.entity_id),
      own = steps.get(id) ?? [];
    steps.set(id, own);
    if (step) own.push(step);
  }
  return steps;
}
const queryOf = ({ ids, page }: { readonly ids: readonly string[]; readonly page: number }): Query => [
  ['filter[entity]', 'lead'],
  ...ids.map((id) => ['filter[entity_id][]', id] as const),
  ['filter[type]', Object.keys(historyTypes).join(',')],
  ['limit', EVENTS],
  ['page', page],
];

/** null for an event that is not for us, or says nothing. */
function stepOf(event: Json): Step | null {
  const letter = (historyTypes as Readonly<Record<string, string>>)[textOf(event.type)],
    at = instantOf(event.created_at);
  if (letter === undefined || at === null) return null;
  const [after, before] = [valueIn(event.value_after), valueIn(event.value_before)],
    said = (value: Json): string[] =>
      letter === 's' ? [textOf(value.pipeline_id), textOf(value.id)] : letter === 'o' ? [textOf(value.id)] : letter === 'p' ? [textOf(value.sale) || '0'] : [];
  return [letter, at / 1000, ...said(after), ...said(before)];
}
/** `[{ lead_status: { … } }]`; an empty list where nothing stood there, which for an amount is 0; a value may stand without its name. */
function valueIn(list: unknown): Json {
  const first: unknown = Array.isArray(list) ? list[0] : undefined,
    inner = isJson(first) ? Object.values(first).find(isJson) : undefined;
  return inner ?? (isJson(first) ? first : {});
}
