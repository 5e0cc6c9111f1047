import { dealsSheet } from '../../sheets-templates/deals';
import { problemsSheet } from '../../sheets-templates/problems';
import type { DealProblem } from '../facts/deal-merge';
import type { Problem } from '../facts/rows';
import { problemWords } from '../i18n/speak';
import type { World } from '../ports/world';

/** The tab keeps the latest of them: it is a list of what to mend, not an archive. */
const MOST = 500;
const keyOf = (one: Problem): string => JSON.stringify([one.tab, one.row, one.what]);

/** Adds problems to their tab, newest first; one that is there already counts once more. Two calls, none without problems. */
export function noteProblems(world: World, found: readonly Problem[]): void {
  if (found.length === 0) return;
  const known = new Map(world.sheets.read(problemsSheet).rows.map(({ row }) => [keyOf(row as Problem), row as Problem]));
  for (const problem of found) {
    const before = known.get(keyOf(problem));
    known.set(keyOf(problem), { ...problem, at: Math.max(problem.at ?? 0, before?.at ?? 0), times: (before?.times ?? 0) + (problem.times ?? 1) });
  }
  const rows = [...known].sort(([a, x], [b, y]) => (y.at ?? 0) - (x.at ?? 0) || (a < b ? -1 : 1)).map(([, row]) => row);
  world.sheets.replace(problemsSheet, 'all', rows.slice(0, MOST), ['tab', 'row', 'what']);
}

/**
 * Problems that a look at whole tabs found: what is known already is not counted again; of the tabs in `looked` (by title) what was not found any more is gone. One call, two when something changed.
 */
export function settleProblems(world: World, found: readonly Problem[], looked: readonly string[]): void {
  if (found.length === 0 && looked.length === 0) return;
  const known = world.sheets.read(problemsSheet).rows.map(({ row }) => row as Problem),
    names = new Set(known.map(keyOf)),
    still = new Set(found.map(keyOf));
  const fresh = found.filter((one, i) => !names.has(keyOf(one)) && found.findIndex((other) => keyOf(other) === keyOf(one)) === i),
    kept = known.filter((one) => !looked.includes(one.tab) || still.has(keyOf(one)));
  if (fresh.length === 0 && kept.length === known.length) return;
  world.sheets.replace(problemsSheet, 'all', [...fresh, ...kept].slice(0, MOST), ['tab', 'row', 'what']);
}

/** A value of a deal that was left out, in the words of the reader. */
export function dealProblem(world: World, dealId: string, problem: DealProblem): Problem {
  const code = problem.code === 'day-wrong' ? 'deal-day-wrong' : /^\s*[-−]/.test(problem.value) ? 'deal-amount-negative' : 'deal-amount-wrong';
  const titles: Readonly<Record<string, { readonly title: { readonly ru: string; readonly en: string } }>> = dealsSheet.columns,
    field = titles[problem.column]?.title[world.lang] ?? problem.column;
  return {
    at: problem.at,
    tab: dealsSheet.title[world.lang],
    row: '',
    ...problemWords(code, { deal: dealId, field, value: problem.value }, world.lang),
    times: 1,
  };
}
