import type { Instant } from '../kernel/calendar';
import { dayAt, monthOf, wholeSecond } from '../kernel/calendar';
import { wordsIn } from '../kernel/word-list';
import { blankDeal } from './blank-deal';
import type { DealMapping } from './deal-mapping';
import { type DealProblem, mergeRecord } from './deal-merge';
import { type Draft, derive, eventsBetween, moneyMonths, stageOf } from './deal-moves';
import type { TimedRecord } from './deal-record';
import { bornAt, inOrder, ownTime } from './deal-record';
import type { Deal, DealEvent } from './rows';
import { dealKey, UNDATED } from './rows';

/** What records make of a deal: its row, the events they cause, values that could not be taken. */
export interface Folded {
  readonly deal: Deal;
  readonly events: readonly DealEvent[];
  readonly problems: readonly DealProblem[];
}

/**
 * All that ever happened to a deal, from all its records: a pure function of the set of bodies, whatever the order of delivery and however often each came (design 1.4).
 *
 * Shape   records of one deal, at least one -> its row and all its events, numbered, in the order of time
 * Time    `at` = the record's own time (facts/deal-record), `known_at` = when the earliest body that says so came; both whole seconds
 */
export const history = (records: readonly TimedRecord[], mapping: DealMapping): Folded => fold(null, records, mapping);

/** The same for records newer than the stored row: history of all records = the events already stored + these (`canAdvance` must hold for each). */
export const advance = (deal: Deal | null, records: readonly TimedRecord[], mapping: DealMapping): Folded => fold(deal, records, mapping);

/** May the record be folded onto the row, or does it change what is already told (late, or of the same second)? Then only `history` is right. */
export const canAdvance = (deal: Deal | null, record: TimedRecord): boolean =>
  deal === null || (ownTime(record) > (deal.updated_at ?? Number.NEGATIVE_INFINITY) && (deal.created_at !== null || bornAt(record) === null));

function fold(stored: Deal | null, records: readonly TimedRecord[], mapping: DealMapping): Folded {
  const groups = stored ? inOrder(records) : foreseen(inOrder(records), mapping),
    first = records[0];
  if (!first) throw new Error('no records to fold');
  const createdAt =
    stored?.created_at ??
    groups
      .flatMap((group) => group.records)
      .map(bornAt)
      .find((at) => at !== null) ??
    null;
  const born: Born = {
    createdAt: createdAt === null ? null : wholeSecond(createdAt),
    cohort: createdAt === null ? UNDATED : monthOf(dayAt(createdAt, mapping.zone)),
  };
  let deal = stored;
  const events: DealEvent[] = [],
    problems: DealProblem[] = [];
  for (const { at, records: group } of groups) {
    const step = foldGroup(deal, group, { at, born, mapping });
    deal = step.deal;
    events.push(...step.events);
    problems.push(...step.problems);
  }
  return { deal: deal ?? blankDeal(first.crm, first.dealId), events, problems };
}

const foretold = ['name', 'managerId', 'amount', 'tags', 'own', 'clientId', 'client', 'currency', 'account'] as const;
/**
 * A deal whose first record only tells where it stood (`past`) had, as far as anybody knows, the name, manager, amount and fields of the first record that says them: else the contracts of
 * a pulled history would be signed over nothing, and their money stand in the month of the last change. What was paid is left out: a payment is no older than the record that tells it.
 */
function foreseen(groups: ReturnType<typeof inOrder>, mapping: DealMapping): ReturnType<typeof inOrder> {
  const [group, ...later] = groups,
    [head, ...others] = group?.records ?? [];
  if (!group || !head?.past) return groups;
  const all = groups.flatMap(({ records }) => records),
    fields = all.find((record) => record.fields)?.fields?.filter(({ id }) => mapping.meaning(head.crm, id) !== 'paid');
  const known = Object.fromEntries(
    foretold.flatMap((key) =>
      all
        .filter((record) => record[key] !== undefined)
        .slice(0, 1)
        .map((record) => [key, record[key]]),
    ),
  );
  return [{ at: group.at, records: [{ ...known, ...(fields ? { fields } : {}), ...head }, ...others] }, ...later];
}

interface Born {
  readonly createdAt: Instant | null;
  readonly cohort: string;
}
interface Moment {
  readonly at: Instant;
  readonly born: Born;
  readonly mapping: DealMapping;
}

/** Records of the same second: folded in their order; an event is known since the first of them that alone would have told it. */
function foldGroup(stored: Deal | null, group: readonly TimedRecord[], moment: Moment): Folded {
  let deal = stored;
  const told: { readonly draft: Draft; readonly by: TimedRecord }[] = [],
    problems: DealProblem[] = [];
  for (const record of group) {
    const step = foldOne(deal, record, moment);
    deal = step.deal;
    told.push(...step.drafts.map((draft) => ({ draft, by: record })));
    problems.push(...step.problems);
  }
  const alone = group.length < 2 ? [] : group.map((record) => ({ record, keys: new Set(foldOne(stored, record, moment).drafts.map(keyOf)) }));
  const causeOf = ({ draft, by }: { readonly draft: Draft; readonly by: TimedRecord }): TimedRecord =>
    alone.filter(({ keys }) => keys.has(keyOf(draft))).reduce((best, { record }) => (record.receivedAt < best.receivedAt ? record : best), by);
  const numbers = new Map<Instant, number>(),
    row = deal ?? blankDeal('', '');
  const events = told.map((one): DealEvent => {
    const { draft } = one,
      cause = causeOf(one),
      n = numbers.get(draft.at) ?? 0;
    numbers.set(draft.at, n + 1);
    return {
      event_id: `${dealKey(row)}/${draft.at / 1000}/${String(n).padStart(2, '0')}`,
      at: draft.at,
      known_at: wholeSecond(cause.receivedAt),
      crm: row.crm,
      deal_id: row.deal_id,
      kind: draft.kind,
      from: draft.from,
      to: draft.to,
      amount: draft.amount,
      manager_id: draft.manager_id,
      source_event: cause.eventId,
      cohort: moment.born.cohort,
    };
  });
  const months = new Set([
    ...wordsIn(row.months),
    moment.born.cohort,
    ...events.flatMap((event) => (event.kind === 'cost' && event.at !== null ? [monthOf(dayAt(event.at, moment.mapping.zone))] : moneyMonths(event))),
  ]);
  return { deal: { ...row, months: [...months].sort().join(' ') }, events, problems };
}
const keyOf = ({ kind, at, from, to, amount, manager_id }: Draft): string => JSON.stringify([kind, at, from, to, amount, manager_id]);

/**
 * One record. The first one of a deal creates it: at its creation, as far as anything is known of that moment; a deal that we meet later (no `add` came) was created
 * without a known stage and amount, and stands there since the record.
 */
function foldOne(
  stored: Deal | null,
  record: TimedRecord,
  { at, born, mapping }: Moment,
): { readonly deal: Deal; readonly drafts: readonly Draft[]; readonly problems: readonly DealProblem[] } {
  const base = stored ?? { ...blankDeal(record.crm, record.dealId), created_at: born.createdAt };
  const { deal: raw, problems } = mergeRecord(base, record, mapping);
  if (stored) {
    const deal = derive(stored, raw, { at, mapping });
    return { deal, drafts: eventsBetween(stored, deal, { at, mapping }), problems };
  }
  const createdAt = Math.min(born.createdAt ?? at, at),
    atBirth = record.action === 'add' || createdAt === at;
  const known = { ...base, manager_id: raw.manager_id, owners: '' };
  const before: Deal = atBirth ? { ...known, pipeline_id: raw.pipeline_id, stage_id: raw.stage_id, amount: raw.amount } : known;
  const deal = derive({ ...before, manager_id: '' }, raw, { at, mapping }),
    told: Deal = { ...deal, owners: deal.owners.replace(/@\d+$/, `@${createdAt / 1000}`), ...(atBirth ? since(deal, createdAt, mapping.zone) : {}) };
  const created: Draft = { kind: 'created', at: createdAt, from: '', to: stageOf(before), amount: before.amount, manager_id: raw.manager_id };
  return { deal: told, drafts: [created, ...eventsBetween(before, told, { at, mapping }).filter(({ kind }) => kind !== 'edit')], problems };
}

/** The stage of birth is stood at since the creation. */
function since(deal: Deal, createdAt: Instant, zone: string): Partial<Deal> {
  const day = dayAt(createdAt, zone);
  return {
    stage_at: createdAt,
    closed_at: deal.closed_at === null ? null : createdAt,
    measurement_day: deal.measurement_day === null ? null : day,
    quote_day: deal.quote_day === null ? null : day,
  };
}
