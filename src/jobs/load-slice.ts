import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import type { Book } from '../facts/book';
import { pastOf } from '../facts/journeys';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey, UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { addMonths, dayAt, monthOf, monthsBetween } from '../kernel/calendar';
import type { SheetTemplate } from '../kernel/sheet-template';
import { countsAsPayment } from '../metrics/payment-rows';
import { monthsOfPlannedWeeks } from '../metrics/planned';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import type { MonthIndex } from './month-index';
import { agrees, spansOf, withRows } from './month-index';

/** Months to which a deal event belongs: when it happened, the days that its money counts on, and those of an installation, on which revenue may be recognised. */
export function monthsOfEvent(event: DealEvent, zone: string): string[] {
  const dated = ['contract', 'cancel', 'contract_change', 'payment', 'refund'].includes(event.kind)
    ? [event.to]
    : ['contract_day', 'payment_day'].includes(event.kind)
      ? [event.from, event.to]
      : [];
  const installed = event.kind === 'installation' ? [event.from, event.to].filter((day) => day !== '').map(monthOf) : [];
  return [
    ...new Set([event.at === null ? UNDATED : monthOf(dayAt(event.at, zone)), ...dated.map((day) => (day === '' ? UNDATED : monthOf(day))), ...installed]),
  ];
}
export const cohortOf = (deal: Deal, zone: string): string => (deal.created_at === null ? UNDATED : monthOf(dayAt(deal.created_at, zone)));

/** Its cohort, and that of the journey it is a part of. */
function monthsOfDeal(deal: Deal, zone: string): string[] {
  const past = pastOf(deal);
  return [...new Set([cohortOf(deal, zone), ...(past ? [past.month] : [])])];
}

/** A raw tab, how its rows belong to months, and the Store's key of the index that says where they lie. */
interface Kept<R> {
  readonly sheet: SheetTemplate;
  readonly key: string;
  readonly idOf: (row: R) => string;
  readonly monthsOf: (row: R, zone: string) => readonly string[];
}
const deals: Kept<Deal> = { sheet: dealsSheet, key: 'index.deals', idOf: (row) => `${row.crm}/${row.deal_id}`, monthsOf: monthsOfDeal };
const events: Kept<DealEvent> = { sheet: dealEventsSheet, key: 'index.events', idOf: (row) => row.event_id, monthsOf: monthsOfEvent };

/** `rows`: how many were there; `last`: the id of the last one, which is elsewhere as soon as a row came in above it. */
interface Indexed {
  readonly rows: number;
  readonly last: string;
  readonly months: MonthIndex;
}
const readIndex = (world: World, key: string): Indexed => JSON.parse(world.store.get(key) ?? '{"rows":0,"last":"","months":{}}') as Indexed;

/** Both tabs read whole -> entries for the Store. */
export const indexOf = (world: World, dealRows: readonly Placed<Deal>[], eventRows: readonly Placed<DealEvent>[]): Readonly<Record<string, string>> => ({
  ...indexed(world, deals, dealRows),
  ...indexed(world, events, eventRows),
});
function indexed<R>(world: World, kept: Kept<R>, rows: readonly Placed<R>[]): Readonly<Record<string, string>> {
  const last = rows[rows.length - 1],
    next: Indexed = {
      rows: last ? last.at + 1 : 0,
      last: last ? kept.idOf(last.row) : '',
      months: withRows(
        {},
        rows.map(({ at, row }) => ({ at, months: kept.monthsOf(row, world.zone) })),
      ),
    };
  return { [kept.key]: JSON.stringify(next) };
}

/** Rows of deals that belong to other months now -> entry for the Store, so that the index does not lie of them. */
export function reindexed(
  world: World,
  moved: readonly { readonly at: number; readonly before: Deal; readonly after: Deal }[],
): Readonly<Record<string, string>> {
  const known = readIndex(world, deals.key),
    months: Record<string, readonly [number, number, number]> = { ...known.months },
    added: { at: number; months: string[] }[] = [];
  for (const { at, before, after } of moved.filter((one) => one.at < known.rows)) {
    const [was, is] = [before, after].map((deal) => monthsOfDeal(deal, world.zone)) as [string[], string[]];
    added.push({ at, months: is.filter((month) => !was.includes(month)) });
    for (const month of was.filter((one) => !is.includes(one))) {
      const [first, last, rows] = months[month] ?? [at, at, 1];
      months[month] = [first, last, rows - 1];
    }
  }
  return { [deals.key]: JSON.stringify({ ...known, months: withRows(months, added) }) };
}

/** `months` are made anew; of `paid`, pay is. */
export interface Asked {
  readonly months: ReadonlySet<string>;
  readonly paid: readonly Month[];
}
export interface Slice {
  readonly deals: readonly Deal[];
  readonly events: readonly DealEvent[];
  readonly index: Readonly<Record<string, string>>;
}
type Inputs = Pick<Book, 'plans' | 'payments' | 'schemes' | 'settings'>;

/** Months always looked at: the current and the last one (comparison), and those that the tab `funnel` shows. */
const watched = (today: string, funnelMonths: number): string[] => Array.from({ length: Math.max(2, funnelMonths) }, (_, i) => addMonths(monthOf(today), -i));

/**
 * Events and deals that a refresh of some months needs: events of these months, of the months still watched, of later ones (money that is mapped to a day to come) and of planned weeks
 * over their ends; deals created in them, and those of the events and of the payments written by hand. null when an index lies, because rows were sorted, put in or taken out.
 */
export function loadSlice(world: World, { months, paid }: Asked, inputs: Inputs): Slice | null {
  const asked = new Set([...months, ...paid]),
    wanted = new Set([...asked, ...monthsOfPlannedWeeks(inputs.plans, asked), ...watched(world.today, inputs.settings.funnel_months)]);
  const found = readMonths(world, events, (month) => wanted.has(month) || (month !== UNDATED && month > monthOf(world.today)));
  if (!found) return null;
  const before = monthsBefore(found.rows, { paid, inputs, zone: world.zone }).filter((month) => !wanted.has(month)),
    more = before.length > 0 ? readMonths(world, events, (month) => before.includes(month)) : null;
  if (before.length > 0 && !more) return null;
  const known = new Set(found.rows.map(({ at }) => at)),
    all = [...found.rows, ...(more?.rows ?? []).filter(({ at }) => !known.has(at))].sort((a, b) => a.at - b.at).map(({ row }) => row);
  const paying = payersIn(inputs.payments, wanted),
    cohorts = new Set([...wanted, ...all.map((event) => event.cohort), ...cohortsOf(world, paying)]);
  const told = readMonths(world, deals, (month) => cohorts.has(month));
  if (!told) return null;
  const ids = new Set(told.rows.map(({ row }) => row.deal_id)),
    others = paying.filter((id) => !ids.has(id)).flatMap((id) => dealsOf(world, id)),
    held = [...told.rows.map(({ row }) => row), ...others],
    keys = new Set(held.map(dealKey));
  const into = new Set(held.filter((deal) => paying.includes(deal.deal_id) && deal.counted_in !== '').map((deal) => deal.counted_in)),
    counted = [...into]
      .filter((key) => !keys.has(key))
      .flatMap((key) => dealsOf(world, key.slice(key.indexOf('/') + 1)).filter((deal) => dealKey(deal) === key));
  return { deals: [...held, ...counted], events: all, index: { [events.key]: found.index, [deals.key]: told.index } };
}

/**
 * Pay by margin goes back through the events of a deal from how it stands now (metrics/pay-base), so an event whose money stands in the months asked for, but which was told before them,
 * needs all that was told since: a contract dated into a later month.
 */
function monthsBefore(
  rows: readonly Placed<DealEvent>[],
  { paid, inputs, zone }: { readonly paid: readonly Month[]; readonly inputs: Inputs; readonly zone: string },
): readonly Month[] {
  const first = paid[0];
  if (first === undefined || !inputs.schemes.some(({ base }) => base.trim() === 'margin')) return [];
  const told = rows
    .flatMap(({ row }) => (['contract', 'contract_day'].includes(row.kind) && row.at !== null && row.to >= first ? [monthOf(dayAt(row.at, zone))] : []))
    .sort()[0];
  return told !== undefined && told < first ? monthsBetween(told, first) : [];
}

/** Deals of payments written by hand that count in these months. */
const payersIn = (payments: Book['payments'], wanted: ReadonlySet<string>): string[] => [
  ...new Set(
    payments.filter((row) => countsAsPayment(row) && row.deal_id !== '' && wanted.has(row.day === null ? UNDATED : monthOf(row.day))).map((row) => row.deal_id),
  ),
];

const HOURS_6 = 21_600;
/** Cohorts of deals by their ids. A search is a call for each, so what it found is kept in the cache; who is not where the cache says is searched for again. */
function cohortsOf(world: World, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const keyOf = (id: string): string => `cohort.${id.slice(0, 200)}`,
    cached = world.cache.get(ids.map(keyOf)),
    fresh: Record<string, string> = {};
  for (const id of ids)
    if (cached[keyOf(id)] === undefined) {
      const own = dealsOf(world, id).map((deal) => cohortOf(deal, world.zone));
      if (own.length > 0) fresh[keyOf(id)] = own.join(' ');
    }
  if (Object.keys(fresh).length > 0) world.cache.put(fresh, HOURS_6);
  return [...Object.values(cached), ...Object.values(fresh)].flatMap((months) => months.split(' '));
}
const dealsOf = (world: World, id: string): Deal[] =>
  world.sheets.find(dealsSheet, 'deal_id', id).flatMap((at) => world.sheets.readSpan(dealsSheet, at, 1).map(({ row }) => row as Deal));

/** Rows of some months by the index, which also learns the rows added since; null when it lies. */
function readMonths<R>(
  world: World,
  kept: Kept<R>,
  isWanted: (month: string) => boolean,
): { readonly rows: readonly Placed<R>[]; readonly index: string } | null {
  const known = readIndex(world, kept.key),
    count = world.sheets.count(kept.sheet);
  if (count < known.rows || (known.rows === 0 && count > 0)) return null;
  if (count === 0) return { rows: [], index: JSON.stringify(known) };
  const wanted = Object.keys(known.months).filter(isWanted),
    spans = spansOf({ ...known.months, end: [known.rows - 1, count - 1, 0] }, [...wanted, 'end']);
  const read = spans
    .flatMap(({ from, count: rows }) => world.sheets.readSpan(kept.sheet, from, rows))
    .map(({ at, row }) => ({ at, row: row as R, months: kept.monthsOf(row as R, world.zone) }));
  const end = read.find(({ at }) => at === known.rows - 1),
    fresh = read.filter(({ at }) => at >= known.rows),
    last = read[read.length - 1],
    held = read.filter(({ at, months }) => at < known.rows && months.some(isWanted));
  if (!end || kept.idOf(end.row) !== known.last || !agrees(known.months, wanted, held)) return null;
  const index: Indexed = { rows: count, last: last ? kept.idOf(last.row) : known.last, months: withRows(known.months, fresh) };
  return { rows: [...held, ...fresh.filter(({ months }) => months.some(isWanted))], index: JSON.stringify(index) };
}
