import type { Instant } from '../../kernel/calendar';
import type { DealRecord, Reading, SideRecord } from '../../ports/crm-adapter';
import type { Pullable } from '../../ports/crm-source';
import { journeyOf, type Move, takenOut } from './journey';
import { type Around, categoryOf, dealIn, inCapitals } from './records';
import { activityIn, clientIn } from './sides';
import { CRM, idIn, keyOf, LEADS, leadKey, listOf, mapOf, type Raw, text, timeIn } from './words';

/** A line of the stage history as the journal keeps it: whose, Unix seconds, funnel, stage, 1 = it tells of the creation. */
export type Line = readonly [owner: string, second: number, category: string, stage: string, birth: 0 | 1];

/** What a pull puts into the journal, and `readPulled` reads. */
export interface PulledBody {
  /** what tells it from a webhook's JSON */
  readonly pulled: typeof CRM;
  readonly account: string;
  readonly records: Readonly<Partial<Record<Pullable, readonly Raw[]>>>;
  /** keys that are blank in those records of the kind that do not have them */
  readonly blank: Readonly<Partial<Record<Pullable, readonly string[]>>>;
  readonly moves: { readonly deal: readonly Line[]; readonly lead: readonly Line[] };
  /** the deal in which a lead lives on, by the lead's number */
  readonly heirs: Readonly<Record<string, string>>;
  /** telephony, by the number of the activity */
  readonly calls: Readonly<Record<string, Raw>>;
  /** the stage history was asked for */
  readonly whole: boolean;
  readonly anew: readonly string[];
  readonly gone: readonly { readonly entity: Pullable; readonly id: string; readonly at: Instant }[];
}
export const isPulled = (json: unknown): json is PulledBody => mapOf(json).pulled === CRM;

/** A pulled body in our words: records beside the deals, deals and leads with their journeys, what is deleted there. */
export function readPulled(body: PulledBody, zone: string): Reading {
  const around: Around = { account: text(body.account), zone, heirs: mapOf(body.heirs) as Around['heirs'] },
    faults: { path: string; why: string }[] = [],
    sides: SideRecord[] = [];
  const rawsOf = (entity: Pullable): Raw[] => {
    const blank = Object.fromEntries(listOf(mapOf(body.blank)[entity]).map((key) => [text(key), '']));
    return listOf(mapOf(body.records)[entity]).map((raw) => ({ ...blank, ...inCapitals(mapOf(raw)) }));
  };
  const take = <T>(entity: Pullable, read: (raw: Raw) => T | null): readonly { readonly raw: Raw; readonly one: T }[] =>
    rawsOf(entity).flatMap((raw, i) => {
      const one = read(raw);
      if (one === null) faults.push({ path: `${entity}.${i}`, why: 'no id' });
      return one === null ? [] : [{ raw, one }];
    });
  const firm = ({ one }: { readonly one: SideRecord }): SideRecord => (body.anew.includes(keyOf(one.entity, one.id)) ? { ...one, action: 'restore' } : one);
  for (const entity of ['company', 'contact'] as const) sides.push(...take(entity, (raw) => clientIn(raw, entity, around)).map(firm));
  for (const entity of ['task', 'activity'] as const) sides.push(...take(entity, (raw) => activityIn(raw, body.calls[idIn(raw.ID)], around)).map(firm));
  const leads = take('lead', (raw) => dealIn(raw, 'lead', around)),
    moves = mapOf(body.moves),
    ofLeads = movesIn(moves.lead, true),
    ofDeals = movesIn(moves.deal, false);
  const leadNow = new Map(leads.map(({ one }) => [one.dealId, one])),
    last = (records: DealRecord[]): DealRecord[] =>
      records.map((record, i) => (i === records.length - 1 && body.anew.includes(record.dealId) ? { ...record, action: 'restore' } : record));
  const deals = leads.flatMap(({ raw, one }) => {
    const own = journeyOf({ now: one, moves: ofLeads.get(one.dealId) ?? stoodSince(raw, one, { zone, whole: body.whole }) });
    return idIn(around.heirs[one.dealId.slice(1)]) === '' ? last(own) : [...own, ...takenOut(one)];
  });
  for (const { raw, one } of take('deal', (each) => dealIn(each, 'deal', around))) {
    const key = leadKey(idIn(raw.LEAD_ID)),
      lead = around.heirs[key.slice(1)] === one.dealId ? leadNow.get(key) : undefined;
    const own = ofDeals.get(one.dealId) ?? stoodSince(raw, one, { zone, whole: body.whole });
    deals.push(...last(journeyOf({ now: one, moves: own }, lead && { now: lead, moves: ofLeads.get(key) ?? [] })));
  }
  for (const { entity, id, at } of body.gone) {
    if (entity === 'deal' || entity === 'lead') deals.push({ crm: CRM, dealId: keyOf(entity, id), action: 'delete', version: at });
    else sides.push(deleted(entity, id, at));
  }
  return { deals, sides, pokes: [], others: [], faults };
}

const HOUR = 3_600_000;
/** Where no history tells it, the record itself knows when it last moved. Of a move long ago a body that was asked for without history has nothing new to say. */
function stoodSince(raw: Raw, { version, pipelineId, stageId }: DealRecord, { zone, whole }: { readonly zone: string; readonly whole: boolean }): Move[] {
  const at = timeIn(raw.MOVED_TIME, zone);
  return at === null || pipelineId === undefined || stageId === undefined || !(whole || (version ?? at) - at <= HOUR)
    ? []
    : [{ at, pipelineId, stageId, isBirth: false }];
}

/** A record beside the deals that is there no more. */
export const deleted = (entity: SideRecord['entity'], id: string, version: Instant | null): SideRecord =>
  ({ crm: CRM, entity, id, action: 'delete', version, values: {} }) as SideRecord;

function movesIn(lines: unknown, isLead: boolean): ReadonlyMap<string, Move[]> {
  const found = new Map<string, Move[]>();
  for (const line of listOf(lines) as readonly Line[]) {
    const [owner, second, category, stageId, birth] = line,
      key = isLead ? leadKey(owner) : owner,
      own = found.get(key) ?? [];
    own.push({ at: second * 1000, pipelineId: isLead ? LEADS : categoryOf(category, stageId), stageId, isBirth: birth === 1 });
    found.set(key, own);
  }
  return found;
}
