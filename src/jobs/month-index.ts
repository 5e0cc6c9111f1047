import type { Month } from '../kernel/calendar';

/**
 * Where the rows of a month lie in a raw tab: first place, last place, how many. Rows are added in the order of time, so a month is nearly one block; a row out of order only
 * widens the span. People sort and insert: whoever uses a span counts its rows and rebuilds the index when the count lies (design 1.5).
 */
export type MonthIndex = Readonly<Record<Month | 'undated', readonly [first: number, last: number, rows: number]>>;

/** The index with further rows: each row lies at `at` and belongs to one or more months. */
export function withRows(index: MonthIndex, rows: readonly { readonly at: number; readonly months: readonly string[] }[]): MonthIndex {
  const next: Record<string, readonly [number, number, number]> = { ...index };
  for (const { at, months } of rows) {
    for (const month of new Set(months)) {
      const known = next[month];
      next[month] = known ? [Math.min(known[0], at), Math.max(known[1], at), known[2] + 1] : [at, at, 1];
    }
  }
  return next;
}

/** Spans that cover the months asked for, near ones joined: a call costs more than some rows read in vain. */
export function spansOf(index: MonthIndex, months: Iterable<string>, gap = 100): { readonly from: number; readonly count: number }[] {
  const wanted = [...new Set(months)]
    .flatMap((month) => {
      const span = index[month];
      return span ? [span] : [];
    })
    .sort((a, b) => a[0] - b[0]);
  const joined: { from: number; to: number }[] = [];
  for (const [first, last] of wanted) {
    const open = joined[joined.length - 1];
    if (open && first - open.to <= gap) open.to = Math.max(open.to, last);
    else joined.push({ from: first, to: last });
  }
  return joined.map(({ from, to }) => ({ from, count: to - from + 1 }));
}

/** Do the rows found agree with the index for these months? */
export function agrees(index: MonthIndex, months: Iterable<string>, found: readonly { readonly months: readonly string[] }[]): boolean {
  return [...new Set(months)].every((month) => (index[month]?.[2] ?? 0) === found.filter((row) => row.months.includes(month)).length);
}
