import { clientKey } from '../../facts/side-record';
import type { Instant } from '../../kernel/calendar';
import type { Envelope } from './envelope';
import { isJsonMap, type Json, type JsonMap, pick, said, textOf, timeOf } from './values';

/** An event in the hands of its reader. */
export interface Met extends Envelope {
  readonly crm: string;
  readonly zone: string;
  /** notes what is left out and where; the rest goes on */
  readonly fault: (key: string, why: string) => void;
}

/** Two systems may use the same number: what is not of the home source carries its name. */
export const ownId = ({ source }: Pick<Met, 'source'>, id: string): string => (id === '' || source === '' ? id : `${source}:${id}`);

/** `{"manager": {"id": "7", "name": "Anna"}}` as `manager_id` and `manager`. */
export function flat(content: JsonMap): JsonMap {
  const found: Record<string, Json> = {};
  for (const [key, value] of Object.entries(content)) {
    const isNamed = isJsonMap(value) && ['client', 'manager', 'stage', 'pipeline'].includes(key);
    found[key] = isNamed ? (value.name ?? null) : value;
    if (isNamed) found[key === 'client' ? 'client_ref' : `${key}_id`] = pick(value, 'ref', 'id') ?? null;
  }
  return found;
}

/** Id of a person: as sent, else the name is the id. */
export const managerOf = (content: JsonMap, met: Met): string | undefined =>
  ownId(met, said(content, 'manager_id') ?? '') || (said(content, 'manager') ?? said(content, 'manager_id'));
/** A company unless said to be a person. */
export const clientOf = (content: JsonMap, met: Met): string | undefined => {
  const ref = said(content, 'client_ref', 'client_id');
  return ref === undefined ? undefined : clientKey(isPerson(content) ? 'contact' : 'company', ownId(met, ref));
};
export const isPerson = (content: JsonMap): boolean => /^(person|contact|физ|контакт)/i.test(said(content, 'client_kind', 'kind') ?? '');
export const dealIdOf = (content: JsonMap, met: Met): string | undefined => {
  const ref = said(content, 'deal_ref', 'deal_id');
  return ref === undefined ? undefined : textOf(content.deal_crm) === '' ? ownId(met, ref) : ref;
};

/** A time of the content; what is none is noted and left out. */
export function timeIn(content: JsonMap, met: Met, ...keys: readonly string[]): Instant | null | undefined {
  const key = keys.find((one) => Object.hasOwn(content, one));
  if (key === undefined) return undefined;
  const text = textOf(content[key]),
    at = timeOf(text, met.zone);
  if (at === undefined) met.fault(key, `no time: ${text.slice(0, 50)}`);
  return at;
}
/** Since when the record is as it is said to be: its own time of change, else that of sending, else null: the time it came. */
export const versionOf = (content: JsonMap, met: Met): Instant | null =>
  timeIn(content, met, 'updated_at') ?? timeIn({ sent_at: met.sentAt }, met, 'sent_at') ?? null;
