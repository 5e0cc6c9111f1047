import type { Instant } from '../kernel/calendar';
import { DAY_MS, wholeSecond } from '../kernel/calendar';
import { compare } from '../kernel/order';
import type { Meaning } from './rows';

/** One value of a CRM field as it came: text, and the id of the list item where there is one. */
export interface FieldValue {
  readonly value: string;
  readonly item?: string;
}

/**
 * What one body says of one deal, in our words but before people's mapping of stages and fields: pure translation, no lookup.
 * An absent key leaves the stored value as it is; a present blank one clears it (crm-formats 5, 6.3).
 */
export interface DealRecord {
  readonly crm: string;
  readonly dealId: string;
  readonly action: 'add' | 'update' | 'status' | 'responsible' | 'delete' | 'restore';
  /** the record's own time (`updated_at`); null when the body has none (delete, digital pipeline): then the time it was received stands in */
  readonly version: Instant | null;
  readonly createdAt?: Instant | null;
  readonly name?: string;
  readonly pipelineId?: string;
  readonly stageId?: string;
  readonly managerId?: string;
  /** the deal's own amount as text, as the CRM spells it; '' blank */
  readonly amount?: string;
  readonly tags?: readonly string[];
  /** where every body says whether the record is deleted, not only the one of its deletion */
  readonly deleted?: boolean;
  readonly fields?: readonly { readonly id: string; readonly name: string; readonly values: readonly FieldValue[] }[];
  /** `fields` are all that are filled in: what people mapped and is not among them is blank */
  readonly whole?: true;
  /** what the CRM itself calls by one of our meanings (the lost reason of amoCRM, the source of Bitrix24), as text; a field that a person mapped goes first */
  readonly own?: Readonly<Partial<Record<Meaning, string>>>;
  /** `contact/7`, `company/9` (facts/side-record clientKey); '' = none any more */
  readonly clientId?: string;
  /** where the body names the client itself */
  readonly client?: string;
  /** how to reach the client, where the body tells that of the deal itself (facts/client-keys reads it) */
  readonly reach?: { readonly phone?: string; readonly email?: string; readonly inn?: string };
  /** ISO code; '' = the company's */
  readonly currency?: string;
  /** names of what has an id here, where the body tells them: they go into the tabs in which people map, when the id is first seen */
  readonly names?: { readonly stage?: string; readonly pipeline?: string; readonly manager?: string };
  /** the sender's own id of what happened: of several records with the same one the first that came counts, whatever the others say */
  readonly event?: string;
  /** told of the past by a later look into the CRM's history: where the deal stood then, and nothing else. What no record had said by then is taken from the first one that says it. */
  readonly past?: true;
  /** account (subdomain) the body names, for links and for the check against the configured one */
  readonly account?: string;
}

/** A record as the journal keeps it: when its body came first, and the journal's `event_id` of that body. */
export interface TimedRecord extends DealRecord {
  readonly receivedAt: Instant;
  readonly eventId: string;
}

/** `crm/deal_id`: the deal that a record speaks of (dealKey of its row). */
export const recordKey = ({ crm, dealId }: Pick<DealRecord, 'crm' | 'dealId'>): string => `${crm}/${dealId}`;

const ranks: readonly DealRecord['action'][] = ['add', 'update', 'responsible', 'status', 'delete', 'restore'];

/** A time that lies more than a day after its body came is a slip of the sender's clock: as a version it would hide everything that is still to come. */
export const isAhead = (record: Pick<TimedRecord, 'receivedAt'>, time: Instant | null | undefined): boolean => (time ?? 0) > record.receivedAt + DAY_MS;
/** When the deal was created, as far as the record says so credibly. */
export const bornAt = (record: TimedRecord): Instant | null => (isAhead(record, record.createdAt) ? null : (record.createdAt ?? null));

/**
 * The time at which a record counts, whole seconds as the tabs keep them: its version; where it has none (delete, digital pipeline) the time it came;
 * a restore no earlier than it came, since its body carries the version from before the deletion.
 */
export function ownTime(record: Pick<TimedRecord, 'version' | 'receivedAt'> & { readonly action: string }): Instant {
  if (record.version === null || isAhead(record, record.version)) return wholeSecond(record.receivedAt);
  return wholeSecond(record.action === 'restore' ? Math.max(record.version, record.receivedAt) : record.version);
}

/** What a record says, without when and by which body it came: the same for each delivery. */
export const contentOf = <R extends { readonly receivedAt: Instant; readonly eventId: string }>({
  receivedAt: _received,
  eventId: _event,
  ...content
}: R): string => JSON.stringify(content);

/**
 * Records in the order in which they count, in groups of the same time, whatever the order of delivery: own time, action, content. Of several deliveries of a body the first counts.
 */
export function inOrder(records: readonly TimedRecord[]): readonly { readonly at: Instant; readonly records: readonly TimedRecord[] }[] {
  const first = new Map<string, { readonly record: TimedRecord; readonly content: string }>();
  for (const record of records) {
    const content = contentOf(record),
      key = record.event === undefined ? `${record.eventId} ${content}` : `=${record.event}`,
      known = first.get(key);
    if (!known || record.receivedAt < known.record.receivedAt || (record.receivedAt === known.record.receivedAt && compare(content, known.content) < 0))
      first.set(key, { record, content });
  }
  const sorted = [...first.values()]
    .map((one) => ({ ...one, at: ownTime(one.record), rank: ranks.indexOf(one.record.action) }))
    .sort((a, b) => a.at - b.at || a.rank - b.rank || compare(a.content, b.content) || compare(a.record.eventId, b.record.eventId));
  const groups: { at: Instant; records: TimedRecord[] }[] = [];
  for (const { at, record } of sorted) {
    const last = groups[groups.length - 1];
    if (last && last.at === at) last.records.push(record);
    else groups.push({ at, records: [record] });
  }
  return groups;
}
