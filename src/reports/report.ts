import type { Book } from '../facts/book';
import type { Day, Month } from '../kernel/calendar';
import { monthOf } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Row, RowOf, SheetTemplate } from '../kernel/sheet-template';

/** Which part of a report is asked for: the facts of some days, and, for reports with a row per deal, of some deals. Undated facts belong to the whole only. */
export interface Scope {
  /** is a fact of this day asked for? null = undated */
  readonly has: (day: Day | null) => boolean;
  readonly deals: 'all' | ReadonlySet<string>;
}
export const everything: Scope = { has: () => true, deals: 'all' };
/** Days from..to, both included; either end may be open. Undated facts only when both are. */
export const between = (from: Day | null, to: Day | null): Scope => ({
  has: (day) => (day === null ? from === null && to === null : (from === null || day >= from) && (to === null || day <= to)),
  deals: 'all',
});
/** Whole months (undated facts under `undated`), and the deals that an event touched. */
export const inMonths = (months: ReadonlySet<Month | 'undated'>, deals: ReadonlySet<string>): Scope => ({
  has: (day) => months.has(day === null ? 'undated' : monthOf(day)),
  deals,
});

/** Rows as they now stand in a report tab, by its key: the memory of months whose facts are not in the slice. Nothing kept = nothing remembered. */
export type Kept = (key: string) => readonly Row[];

/** How corrections of earlier periods are made: one row for each combination of `by`, with the differences of `adds`; `shows` says what the row is about and is taken as it stands. */
export interface Closing {
  readonly by: readonly string[];
  readonly adds: readonly string[];
  readonly shows?: readonly string[];
}

/**
 * A report is one tab: its template and the rows of a scope, pure over a Book that holds all facts of that scope.
 * `grain` says what an event changes: the rows of its months, the row of its deal (columns `crm` and `deal_id`), or the whole small tab.
 * `order` sorts the finished tab so that rows of one month stand together, the newest on top: what still moves is one block.
 */
export interface Report<S extends SheetTemplate = SheetTemplate> {
  readonly sheet: S;
  readonly grain: 'month' | 'deal' | 'whole';
  /** grain month: the block in which a row stands, and the block that a month belongs to; by default the column `month`. `around`: all blocks in which a change of some months shows */
  readonly blocks?: { of(row: Row): string; ofMonth(month: Month): string; around?(months: ReadonlySet<string>, today: Day): readonly string[] };
  /** grain month: does it show pay, so that months whose pay is made anew are too? */
  readonly paid?: (book: Book) => boolean;
  /** later months follow from earlier ones (what is carried forward), so a change reaches from its month to the newest; `needs` says which rows of older months are looked at */
  readonly carries?: {
    needs(book: Book, months: readonly Month[]): { readonly month: Month; readonly dealIds: readonly string[] };
    readonly tabs: readonly [months: string, deals: string];
  };
  /** rows of a closed month stay as they were closed, and what comes later stands in the first open month (reports/closing); the template has the column `closing` */
  readonly closing?: Closing;
  rows(book: Book, scope: Scope, kept?: Kept): readonly RowOf<S>[];
  order(a: RowOf<S>, b: RowOf<S>): number;
  /** a report made from the finished rows of another one (the schedule of receipts from receivables), and of `also`, whose whole tabs are at hand by their keys as that one's is */
  readonly from?: { readonly key: string; readonly also?: readonly string[]; rows(finished: readonly Row[], book: Book, kept: Kept): readonly RowOf<S>[] };
}

/** A rule fills one column: the group's name, a measure over the group's facts, or a value derived from columns already filled. */
type Rule<F, R> =
  | { readonly by: (fact: F, book: Book) => string }
  | { readonly measure: (facts: readonly F[], book: Book) => number | null }
  | { readonly derived: (row: R, book: Book) => number | null };
type Rules<F, S extends SheetTemplate> = { readonly [K in keyof RowOf<S>]: Rule<F, RowOf<S>> };

/**
 * A grouped report as data: facts, what they are grouped by, one rule a column. A missing or extra key does not compile. `by` columns come first in the key of the group;
 * `derived` columns are made after all measures, in the order of the template. A ratio without a denominator is null (Q177).
 */
export function groupedRows<F, S extends SheetTemplate>(sheet: S, facts: readonly F[], rules: Rules<F, S>, book: Book): RowOf<S>[] {
  const keys = Object.keys(sheet.columns).filter((key) => key in rules),
    ruleOf = (key: string): Rule<F, RowOf<S>> => rules[key as keyof RowOf<S>];
  const dimensions = keys.filter((key) => 'by' in ruleOf(key));
  const groups = grouped(facts, (fact) =>
    dimensions
      .map((key) => {
        const rule = ruleOf(key);
        return 'by' in rule ? rule.by(fact, book) : '';
      })
      .join('\u0001'),
  );
  return [...groups.entries()].map(([name, group]) => {
    const names = name.split('\u0001'),
      row: Record<string, string | number | null> = {};
    dimensions.forEach((key, i) => {
      row[key] = names[i] ?? '';
    });
    for (const key of keys) {
      const rule = ruleOf(key);
      if ('measure' in rule) row[key] = rule.measure(group, book);
    }
    for (const key of keys) {
      const rule = ruleOf(key);
      if ('derived' in rule) row[key] = rule.derived(row as RowOf<S>, book);
    }
    return row as RowOf<S>;
  });
}

/** Ratio of sums; no denominator or a blank -> null, never 0 and never an error (Q177). */
export const ratio = (part: number | null, whole: number | null): number | null => (part === null || !whole ? null : part / whole);
