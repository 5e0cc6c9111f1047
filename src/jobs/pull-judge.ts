import { blankDeal } from '../facts/blank-deal';
import type { DealMapping } from '../facts/deal-mapping';
import { mergeRecord } from '../facts/deal-merge';
import { bornAt, inOrder, ownTime, type TimedRecord } from '../facts/deal-record';
import type { Deal } from '../facts/rows';
import type { TimedSide } from '../facts/side-record';
import { timed, timedSides } from '../ingest/bodies';
import { grouped } from '../kernel/group';
import type { Row } from '../kernel/sheet-template';
import type { CrmAdapter } from '../ports/crm-adapter';
import type { CrmSource, Pullable, Pulled, Reach } from '../ports/crm-source';

/** What the CRM says now of one record, by the id under which it stands in the workbook. */
export interface Said {
  readonly id: string;
  readonly item: Pulled;
  readonly deals: readonly TimedRecord[];
  readonly side: TimedSide | null;
}
/**
 * `missing`: no row; `stale`: the CRM has a newer one; `suspect`: the row is as new or newer, yet says something else; `back`: the row is deleted, the record is there;
 * `untold`: the row is right, but the way there was never asked for (first load).
 */
export type Verdict = 'same' | 'missing' | 'stale' | 'suspect' | 'back' | 'untold';
export interface Judged extends Said {
  readonly verdict: Verdict;
  /** asks for the stage history */
  readonly moved: boolean;
  /** the deal's amount as the CRM has it, minor units, and what the certificate's hash is made of */
  readonly amount: number;
  readonly print: string;
}

/** Words of a CRM are known to its adapter alone, so ids of rows are learned from it: what stands before the CRM's own id. */
export function prefixOf(adapter: CrmAdapter, source: CrmSource, reach: Reach, entity: Pullable): string {
  const body = source.bodyOf(reach, { items: [], gone: [{ entity, id: '1', at: 0 }], withHistory: false }),
    { deals, sides } = adapter.read(body, reach.zone),
    id = deals[0]?.dealId ?? sides[0]?.id ?? '1';
  return id.endsWith('1') ? id.slice(0, -1) : '';
}

/** The id of the row of a record; some CRMs' sources say the prefix themselves. */
export const rowId = (prefix: string, id: string): string => (prefix !== '' && id.startsWith(prefix) ? id : prefix + id);
/** The CRM's own id of a row. */
export const ownId = (prefix: string, id: string): string => (id.startsWith(prefix) ? id.slice(prefix.length) : id);

/** What the adapter reads of these records; one that it makes nothing of (a lead that became a deal) is not for us. */
export function saidOf(
  { adapter, source, reach, receivedAt }: { readonly adapter: CrmAdapter; readonly source: CrmSource; readonly reach: Reach; readonly receivedAt: number },
  { entity, prefix, items }: { readonly entity: Pullable; readonly prefix: string; readonly items: readonly Pulled[] },
): Said[] {
  if (items.length === 0) return [];
  const reading = adapter.read(source.bodyOf(reach, { items, gone: [], withHistory: false }), reach.zone),
    posted = { eventId: '', crm: adapter.name, receivedAt, body: '', attempts: 1 };
  const deals = grouped(timed(reading, posted), ({ dealId }) => dealId),
    sides = new Map(timedSides(reading, posted).flatMap((one) => (one.entity === entity ? [[one.id, one] as const] : [])));
  return items.flatMap((item): Said[] => {
    const id = rowId(prefix, item.id),
      own = deals.get(id) ?? [],
      side = sides.get(id) ?? null;
    return own.length > 0 || side ? [{ id, item, deals: own, side }] : [];
  });
}

/** Columns that follow from other tabs or from what stands elsewhere in the row. */
const derived: readonly string[] = ['manager', 'client', 'link'];
const secondOf = (at: number | null): number => Math.floor((at ?? 0) / 1000);

/** The record against its row. */
export function judge(said: Said, row: Row | null, mapping: DealMapping): Judged {
  if (said.side) return { ...said, verdict: judgeSide(said.side, row), moved: false, amount: 0, print: `${said.id}:${secondOf(said.side.version)}` };
  const groups = inOrder(said.deals),
    records = groups[groups.length - 1]?.records ?? [],
    newest = records[records.length - 1],
    deal = row as unknown as Deal | null;
  let merged: Deal = deal ?? blankDeal(newest?.crm ?? '', said.id);
  for (const record of records) merged = mergeRecord(merged, record, mapping).deal;
  const moved = deal === null || deal.deleted || merged.pipeline_id !== deal.pipeline_id || merged.stage_id !== deal.stage_id,
    print = `${said.id}:${secondOf(newest?.version ?? null)}:${merged.pipeline_id}/${merged.stage_id}:${merged.amount ?? ''}`;
  const isMarked = newest?.action === 'delete' || newest?.deleted === true; // what is only marked as deleted there (1C) counts on neither side
  return { ...said, verdict: judgeDeal(deal, merged, newest), moved, amount: isMarked ? 0 : (merged.amount ?? 0), print };
}
function judgeDeal(row: Deal | null, merged: Deal, newest: TimedRecord | undefined): Verdict {
  if (row === null) return 'missing';
  if (!newest) return 'same';
  if (row.deleted && newest.action !== 'delete') return 'back';
  if (newest.version !== null && ownTime(newest) > (row.updated_at ?? 0)) return 'stale';
  const differs = (Object.keys(merged) as (keyof Deal)[]).some((key) => !derived.includes(key) && merged[key] !== row[key]);
  return differs || (row.created_at === null && bornAt(newest) !== null) ? 'suspect' : 'same';
}
function judgeSide(side: TimedSide, row: Row | null): Verdict {
  if (row === null) return 'missing';
  const at = secondOf(side.version) * 1000,
    known = Number(row.updated_at ?? 0);
  if (side.version !== null && at > known) return 'stale';
  const differs = row.deleted === true || Object.entries(side.values).some(([column, value]) => value !== undefined && row[column] !== value);
  return differs ? 'suspect' : 'same';
}

/** Adds a text to two 32-bit sums (FNV-1a with two seeds): the same for the same records in whatever order they come. */
export function addedTo(sum: readonly [number, number], text: string): readonly [number, number] {
  const print = (seed: number): number => {
    let h = seed;
    for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16_777_619);
    return h >>> 0;
  };
  return [(sum[0] + print(2_166_136_261)) >>> 0, (sum[1] + print(40_389)) >>> 0];
}
