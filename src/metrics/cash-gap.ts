import type { Day } from '../kernel/calendar';
import { addDays, isWorking } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { Gap } from './cash-calendar';
import type { Apart, Flow, Flows } from './cash-flows';
import { workday } from './cash-flows';
import type { Cover } from './fewest-covers';
import { fewestCovers } from './fewest-covers';
import type { SpecialDays } from './pace';

/** Put off a planned payment to a later day, or collect from a debtor by a day. */
export interface GapMove {
  readonly kind: 'put_off' | 'collect';
  readonly name: string;
  readonly amount: Minor;
  /** as it stands now; null for collecting */
  readonly from: Day | null;
  /** pay on, or collect by */
  readonly to: Day;
  readonly deal_id: string;
  readonly link: string;
}
export interface Closing {
  readonly moves: readonly GapMove[];
  /** false: too many possible moves to try them all, a smaller set may exist */
  readonly exact: boolean;
  /** still missing after all moves; 0 = the gap is closed */
  readonly missing: Minor;
}

/** For how many days a planned payment may be put off by its priority: 1 never, 2 (and none given) two weeks, 3 and more a month. Expenses have no priority and stay where they are. */
export const mayWait = (priority: number | null): number => (priority === null || (priority > 1 && priority < 3) ? 14 : priority >= 3 ? 30 : 0);

interface Candidate extends Cover {
  readonly move: GapMove;
  /** how the cover looks when the payment is put off to a given day only */
  readonly until: ((day: Day) => readonly Minor[]) | null;
}

/**
 * What a person can do to close a gap: the smallest set (metrics/fewest-covers), each payment then put off no longer than needed (Q074).
 *
 * Shape   putting off a payment of this or an earlier day, within what its priority allows; collecting all that a payer owes past its day or without one, by the first day of the gap
 * Time    payments move to working days; after the day to which it is put off the calendar is as it was, so no move makes a later gap deeper
 */
export function closingOf(gap: Gap, { flows, apart }: Flows, { today, special }: { readonly today: Day; readonly special: SpecialDays }): Closing {
  const days = gap.needs.map((_, i) => addDays(gap.from, i)),
    candidates = [...collections({ flows, apart }, { gap, days, today, special }), ...delays(flows, { days, special })];
  const { chosen, exact, missing } = fewestCovers(gap.needs, candidates),
    taken = chosen.flatMap((i) => candidates[i] ?? []);
  return { moves: missing > 0 ? taken.map(({ move }) => move) : shortened(taken, gap.needs, special).map(({ move }) => move), exact, missing };
}

function delays(flows: readonly Flow[], { days, special }: { readonly days: readonly Day[]; readonly special: SpecialDays }): Candidate[] {
  const last = days[days.length - 1] ?? '';
  return flows
    .filter((flow) => flow.kind === 'payment' && flow.planned && flow.day <= last && flow.amount > 0)
    .sort((a, b) => (b.priority ?? 2) - (a.priority ?? 2) || compare(a.day, b.day) || compare(a.name, b.name) || a.amount - b.amount)
    .flatMap((flow) => {
      const to = latest(addDays(flow.day, mayWait(flow.priority)), special),
        until = (day: Day): Minor[] => days.map((one) => (one >= flow.day && one < day ? flow.amount : 0));
      const move: GapMove = { kind: 'put_off', name: flow.name, amount: flow.amount, from: flow.day, to, deal_id: flow.deal_id, link: flow.link };
      return to > flow.day ? [{ move, amount: flow.amount, cover: until(to), until }] : [];
    });
}

interface Around {
  readonly gap: Gap;
  readonly days: readonly Day[];
  readonly today: Day;
  readonly special: SpecialDays;
}
function collections({ flows, apart }: Flows, { gap, days, today, special }: Around): Candidate[] {
  const by = latest(gap.from, special),
    to = by < today ? today : by;
  const owed: readonly (Flow | Apart)[] = [
    ...flows.filter(({ kind, due }) => kind === 'probable' && due !== null && due < today),
    ...apart.filter(({ kind }) => kind === 'undated_in'),
  ];
  return [...grouped(owed, ({ payer }) => payer).values()].map((own) => {
    const amount = sum(own.map((one) => ('full' in one ? one.full : one.amount))),
      alone = own.length === 1 ? own[0] : undefined;
    const cover = days.map((day) => amount - sum(own.map((one) => ('full' in one && one.day <= day ? one.amount : 0))));
    const move: GapMove = { kind: 'collect', name: own[0]?.name ?? '', amount, from: null, to, deal_id: alone?.deal_id ?? '', link: alone?.link ?? '' };
    return { move, amount, cover, until: null };
  });
}

/** The last working day not after a day. */
function latest(day: Day, special: SpecialDays): Day {
  let found = day;
  for (let n = 0; n < 60 && !isWorking(found, special); n += 1) found = addDays(found, -1);
  return found;
}

/** Each payment comes as early as the others allow, the first in the list first. */
function shortened(taken: readonly Candidate[], needs: readonly Minor[], special: SpecialDays): readonly Candidate[] {
  const holds = (some: readonly Candidate[]): boolean => needs.every((need, day) => sum(some.map(({ cover }) => cover[day] ?? 0)) >= need);
  return taken.reduce<readonly Candidate[]>((set, one, i) => {
    const { until, move } = one;
    if (until === null || move.from === null) return set;
    for (let day = workday(addDays(move.from, 1), special); day < move.to; day = workday(addDays(day, 1), special)) {
      const shorter = set.map((other, k) => (k === i ? { ...one, cover: until(day), move: { ...move, to: day } } : other));
      if (holds(shorter)) return shorter;
    }
    return set;
  }, taken);
}

/** What brings the gap about: what is paid on its first day and before it since money was last enough, and debts past their day, the largest first. */
export const causesOf = (gap: Gap, flows: readonly Flow[], today: Day): readonly Flow[] => {
  const largest = (some: readonly Flow[]): Flow[] => [...some].sort((a, b) => b.full - a.full || compare(a.day, b.day) || compare(a.name, b.name)).slice(0, 5);
  return [
    ...largest(flows.filter(({ kind, day, amount }) => kind === 'payment' && day <= gap.deepest && amount > 0)),
    ...largest(flows.filter(({ kind, due }) => kind === 'probable' && due !== null && due < today)),
  ];
};
