import { Fault } from '../../kernel/fault';
import { isJsonMap, type Json, type JsonMap, pick, said, textOf } from './values';

/** One event of a body, before anybody looked at what it is about. */
export interface Envelope {
  /** '' = the system that this word of the address stands for */
  readonly source: string;
  readonly entity: string;
  readonly action: string;
  /** the sender's own id of the event, '' without one */
  readonly eventId: string;
  readonly sentAt: string;
  readonly content: JsonMap;
  /** where in the body it stands, for messages */
  readonly path: string;
}

/** The source that a word of the address stands for: its records keep their ids as they are, those of any other source carry its name before them. */
const homes: Readonly<Record<string, string>> = { onec: '1c_crm' };
const envelopeKeys: readonly string[] = ['source', 'event', 'event_id', 'sent_at'];

/** JSON in whatever wrapping: BOM and blanks before it, ids of 19 digits kept whole. Throws Fault body-unreadable. */
export function jsonOf(body: string): Json {
  const text = body.replace(/^[\uFEFF\s]+/, '');
  if (text === '') throw new Fault('body-unreadable', { why: 'empty body' });
  try {
    return JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) => (token.startsWith('"') ? token : `"${token}"`))) as Json;
  } catch {
    throw new Fault('body-unreadable', { why: 'JSON cut off or broken' });
  }
}

/** The events of a body: one, a list, or a list under `events`. What is no event is null. A record without an envelope of its own is taken with the keys beside it. */
export function envelopes(body: Json, crm: string): readonly { readonly path: string; readonly event: Envelope | null }[] {
  const outer = isJsonMap(body) && Array.isArray(body.events) ? body : null,
    list: readonly Json[] = outer ? (outer.events as readonly Json[]) : Array.isArray(body) ? body : [body];
  return list.map((one, i) => {
    const path = list.length === 1 && !outer && !Array.isArray(body) ? 'event' : `events.${i}`;
    return { path, event: isJsonMap(one) ? envelopeOf(one, { crm, path, outer: outer ?? {} }) : null };
  });
}

function envelopeOf(map: JsonMap, { crm, path, outer }: { readonly crm: string; readonly path: string; readonly outer: JsonMap }): Envelope | null {
  const word = textOf(map.event).toLowerCase(),
    cut = word.search(/[._]/),
    inner = pick(map, 'entity', 'data');
  if (word === '') return null;
  const source = said(map, 'source') ?? said(outer, 'source') ?? '';
  return {
    source: source === crm || source === homes[crm] ? '' : source,
    entity: cut < 0 ? word : word.slice(0, cut),
    action: cut < 0 ? 'updated' : word.slice(cut + 1),
    eventId: said(map, 'event_id') ?? '',
    sentAt: said(map, 'sent_at') ?? said(outer, 'sent_at') ?? '',
    content: isJsonMap(inner) ? inner : Object.fromEntries(Object.entries(map).filter(([key]) => !envelopeKeys.includes(key))),
    path,
  };
}

/** Ids of the events of a body, one text; '' unless every event has one: then the body is known by its text alone. */
export function idsOf(body: string, crm: string): string {
  try {
    const all = envelopes(jsonOf(body), crm).map(({ event }) => (event === null || event.eventId === '' ? '' : `${event.source}/${event.eventId}`));
    return all.includes('') ? '' : all.join(' ');
  } catch {
    return ''; // not readable: kept by its text
  }
}
