import { addMonths, dayAt, type Instant, type Month, monthOf } from '../kernel/calendar';
import type { Pullable } from '../ports/crm-source';
import type { Store } from '../ports/world';
import { addedTo } from './pull-judge';

/** One record after it was held against its row and mended: what was wrong, whether it is right now; `at`: its creation. Amounts in minor units, a deleted one counts in none. */
export interface Looked {
  readonly id: string;
  readonly at: Instant | null;
  readonly what: 'same' | 'missing' | 'stale' | 'deleted';
  readonly right: boolean;
  readonly amountCrm: number;
  readonly amountSheet: number;
  /** what the certificate's hash is made of */
  readonly print: string;
}

/** What was compared and repaired; `sum`: two 32-bit sums over all records (pull-judge), equal for equal books. Amounts in minor units. */
export interface Tally {
  readonly checked: number;
  readonly missing: number;
  readonly stale: number;
  readonly deleted: number;
  readonly repaired: number;
  readonly amountCrm: number;
  readonly amountSheet: number;
  readonly sum: readonly [number, number];
}
export const noTally: Tally = { checked: 0, missing: 0, stale: 0, deleted: 0, repaired: 0, amountCrm: 0, amountSheet: 0, sum: [0, 0] };

export function withLooked(tally: Tally, looked: readonly Looked[]): Tally {
  const { sum, ...counts } = tally,
    next = { ...counts };
  let sums = sum;
  for (const { what, right, amountCrm, amountSheet, print } of looked) {
    if (what !== 'same') {
      next[what] += 1;
      if (right) next.repaired += 1;
    }
    if (what === 'deleted') continue;
    next.checked += 1;
    next.amountCrm += amountCrm;
    next.amountSheet += amountSheet;
    sums = addedTo(sums, print);
  }
  return { ...next, sum: sums };
}

/** Months of creation under way, oldest first. */
export type Months = Readonly<Record<Month, Tally>>;
/** So many months fit into one value of the Store (9 KB, 70 characters a month); what is older counts with the first of them. */
const MOST = 120;

/** Whose month a record's is. A record without a creation counts with the oldest. */
export function monthOfLooked({ at }: Pick<Looked, 'at'>, to: Instant, zone: string): Month {
  const first = addMonths(monthOf(dayAt(to, zone)), 1 - MOST),
    own = at === null ? first : monthOf(dayAt(at, zone));
  return own < first ? first : own;
}

const keyOf = (crm: string, entity: Pullable): string => `tally.${crm}.${entity}`;
const figures = (tally: Tally): readonly number[] => [
  ...[tally.checked, tally.missing, tally.stale, tally.deleted, tally.repaired, tally.amountCrm, tally.amountSheet],
  ...tally.sum,
];
/** Entry for the Store: when the pull began, then a line for each month, its figures in base 36. */
export const monthsEntry = (
  crm: string,
  entity: Pullable,
  { began, months }: { readonly began: Instant; readonly months: Months },
): Readonly<Record<string, string>> => ({
  [keyOf(crm, entity)]: [
    String(began),
    ...Object.keys(months)
      .sort()
      .map((month) => [month, ...figures(months[month] ?? noTally).map((n) => n.toString(36))].join(' ')),
  ].join('\n'),
});
/** What is kept of another pull is none of this one's. */
export function monthsOf(store: Store, crm: string, { entity, began }: { readonly entity: Pullable; readonly began: Instant }): Months {
  const [stamp, ...lines] = (store.get(keyOf(crm, entity)) ?? '').split('\n');
  if (stamp !== String(began)) return {};
  return Object.fromEntries(
    lines.map((line) => {
      const [month = '', ...numbers] = line.split(' '),
        [checked = 0, missing = 0, stale = 0, deleted = 0, repaired = 0, amountCrm = 0, amountSheet = 0, a = 0, b = 0] = numbers.map((n) =>
          Number.parseInt(n, 36),
        );
      return [month, { checked, missing, stale, deleted, repaired, amountCrm, amountSheet, sum: [a, b] as const }];
    }),
  );
}
export const noMonths = (crm: string, entities: readonly Pullable[]): Readonly<Record<string, null>> =>
  Object.fromEntries(entities.map((entity) => [keyOf(crm, entity), null]));
