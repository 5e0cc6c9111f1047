import type { Instant } from '../kernel/calendar';
import { DAY_MS, dayAt, monthOf } from '../kernel/calendar';
import { compare } from '../kernel/order';
import { wordsIn } from '../kernel/word-list';
import { farther } from './deal-moves';
import type { Deal } from './rows';
import { dealKey } from './rows';
import type { Settings } from './settings';

/** A deal and by what its client is known (facts/client-keys). */
export interface Known {
  readonly deal: Deal;
  readonly keys: readonly string[];
}
/** Columns of a deal that say of which journey it is a part. */
export type JourneyColumns = Pick<Deal, 'journey' | 'counted_in' | 'journey_past'>;
export const alone: JourneyColumns = { journey: '', counted_in: '', journey_past: '' };
export const journeyOf = ({ journey, counted_in, journey_past }: Deal): JourneyColumns => ({ journey, counted_in, journey_past });

type Rule = Pick<Settings, 'journey_days' | 'journey_order' | 'journey_apart' | 'time_zone'>;
const rankIn = (rule: Pick<Rule, 'journey_order'>): ((deal: Deal) => number) => {
  const order = wordsIn(rule.journey_order);
  return ({ crm }) => order.indexOf(crm);
};
const inOrder =
  (rank: (deal: Deal) => number) =>
  (a: Deal, b: Deal): number =>
    compare(a.created_at ?? 0, b.created_at ?? 0) || rank(a) - rank(b) || compare(dealKey(a), dealKey(b));
const left: readonly string[] = ['junk', 'duplicate'];

/**
 * Journeys: a lead handed from one CRM to another is one (Q012; workbook.md Definitions).
 *
 * Shape   deals with the keys of their clients -> the journey's columns of each, by `crm/id`; a pure function of the set, and the deals of one client do not look at those of others.
 *         A deal goes on the journey whose last record is the latest, in a CRM that stands before its own, and of which any record has a key of its client. Deleted ones, junk, duplicates and what people
 *         set apart are by themselves
 * Time    the lead came first and was open, or closed no more than `journey_days` before the deal was created
 */
export function journeysOf(known: readonly Known[], rule: Rule): ReadonlyMap<string, JourneyColumns> {
  const rank = rankIn(rule),
    apart = new Set(wordsIn(rule.journey_apart)),
    byKey = new Map<string, Deal[][]>(),
    chains: Deal[][] = [];
  const mayJoin = ({ deal }: Known): boolean =>
    !deal.deleted && deal.created_at !== null && rank(deal) >= 0 && !left.includes(deal.outcome) && !apart.has(deal.deal_id) && !apart.has(dealKey(deal));
  const sorted = known.filter(mayJoin).sort((a, b) => inOrder(rank)(a.deal, b.deal)),
    lastOf = (chain: readonly Deal[]): Deal => chain[chain.length - 1] as Deal;
  for (const { deal, keys } of rule.journey_days > 0 ? sorted : []) {
    const since = (deal.created_at ?? 0) - rule.journey_days * DAY_MS;
    const goesOn = (chain: readonly Deal[]): boolean => rank(lastOf(chain)) < rank(deal) && (lastOf(chain).closed_at ?? Number.POSITIVE_INFINITY) >= since;
    const found = keys
      .flatMap((key) => byKey.get(key) ?? [])
      .filter(goesOn)
      .sort((a, b) => inOrder(rank)(lastOf(a), lastOf(b)))
      .pop();
    const chain = found ?? [];
    chain.push(deal);
    if (!found) chains.push(chain);
    for (const key of keys) byKey.set(key, [...new Set([...(byKey.get(key) ?? []), chain])]);
  }
  const columns = new Map(chains.flatMap((chain) => [...columnsOf(chain, rule.time_zone)]));
  return new Map(known.map(({ deal }) => [dealKey(deal), columns.get(dealKey(deal)) ?? alone]));
}

/** What all records of a journey tell together; JSON in `journey_past` of each of them. `others`: those that are not counted by themselves. */
export interface Past {
  readonly month: string;
  readonly at: Instant;
  readonly source: string;
  readonly reached: string;
  readonly measured: string | null;
  readonly quoted: string | null;
  readonly others: readonly string[];
}
export const pastOf = ({ journey_past }: Pick<Deal, 'journey_past'>): Past | null => (journey_past === '' ? null : (JSON.parse(journey_past) as Past));

const first = (days: readonly (string | null)[]): string | null => days.filter((day) => day !== null).sort()[0] ?? null;

/** One journey, its deals in order. What it is worth stands in one of them: the last that ever had a contract, if that stands, else the last. */
function columnsOf(chain: readonly Deal[], zone: string): ReadonlyMap<string, JourneyColumns> {
  const [begin] = chain,
    last = chain[chain.length - 1];
  if (!begin || !last || begin === last) return new Map();
  const signed = [...chain].reverse().find(({ signings }) => (signings ?? 0) > 0),
    counted = signed?.signed ? signed : last,
    others = chain.filter((deal) => deal !== counted).map(dealKey);
  const past: Past = {
    month: monthOf(dayAt(begin.created_at ?? 0, zone)),
    at: begin.created_at ?? 0,
    source: chain.find(({ source }) => source !== '')?.source ?? '',
    reached: chain.reduce((reached, deal) => farther(reached, deal.reached), ''),
    measured: first(chain.map((deal) => deal.measurement_day)),
    quoted: first(chain.map((deal) => deal.quote_day)),
    others,
  };
  const common = { journey: dealKey(begin), journey_past: JSON.stringify(past) };
  return new Map(chain.map((deal) => [dealKey(deal), { ...common, counted_in: deal === counted ? '' : dealKey(counted) }]));
}

/** The same journeys among the deals that there were by a past day: a lead whose deal did not exist yet was counted by itself. */
export function joinedAsOf(deals: readonly Deal[], rule: Rule): readonly Deal[] {
  const chains = new Map<string, Deal[]>();
  for (const deal of [...deals].sort(inOrder(rankIn(rule)))) if (deal.journey !== '') chains.set(deal.journey, [...(chains.get(deal.journey) ?? []), deal]);
  const columns = new Map([...chains.values()].flatMap((chain) => [...columnsOf(chain, rule.time_zone)]));
  return deals.map((deal) => (deal.journey === '' ? deal : { ...deal, ...(columns.get(dealKey(deal)) ?? alone) }));
}
