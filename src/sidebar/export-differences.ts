import type { ExportSay } from './export-say';
import { type Exported, textOf, type Unit, type Value } from './export-text';

/** One thing that is not as in the version before: a whole row, or a cell of one. `row` names it by its texts. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly row: string;
  readonly column: string;
  readonly was: string;
  readonly now: string;
}
type Line = readonly Value[];

const naming: readonly Unit[] = ['text', 'id', 'word', 'day', 'period', 'week'];
/** Lines compared with each other: beyond that what changed is told as removed and added. */
const MOST = 500;

/**
 * What changed since the version before. Rows that are equal are left out wherever they stand; of the rest, a row is taken for the changed one with which it shares the most texts, and
 * more than half of them. Columns that only one of the versions has are not compared, nor are numbers of order.
 */
export function differencesOf(exported: Exported, titles: readonly string[], say: ExportSay): Difference[] {
  const kept = exported.previous?.kept;
  if (!kept) return [];
  const places = exported.columns.flatMap(({ key, unit }, now) => {
    const was = kept.columns.indexOf(key);
    return was < 0 || key === 'n' ? [] : [{ was, now, unit, title: titles[now] ?? key }];
  });
  const old = kept.rows.map((row): Line => places.map(({ was }) => row[was] ?? null)),
    fresh = exported.rows.map((row): Line => places.map(({ now }) => row[now] ?? null)),
    names = places.flatMap(({ unit }, i) => (naming.includes(unit) ? [i] : []));
  const text = (line: Line, i: number): string => textOf(line[i] ?? null, places[i]?.unit ?? 'text', say),
    nameOf = (line: Line): string =>
      names
        .map((i) => text(line, i))
        .filter((one) => one !== '' && !/^https?:/.test(one))
        .slice(0, 4)
        .join(' · ');
  const gone = without(old, fresh),
    come = without(fresh, old),
    found: Difference[] = [];
  for (const line of gone) {
    const twin = gone.length > MOST || come.length > MOST ? null : twinOf(line, come, names);
    if (!twin) found.push({ kind: 'removed', row: nameOf(line), column: '', was: '', now: '' });
    else {
      come.splice(come.indexOf(twin), 1);
      places.forEach(({ title }, i) => {
        if (line[i] !== twin[i]) found.push({ kind: 'changed', row: nameOf(twin), column: title, was: text(line, i), now: text(twin, i) });
      });
    }
  }
  return [...found, ...come.map((line): Difference => ({ kind: 'added', row: nameOf(line), column: '', was: '', now: '' }))];
}

/** Lines of `all` that are not among `others`, each taken off once. */
function without(all: readonly Line[], others: readonly Line[]): Line[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(JSON.stringify(line), (left.get(JSON.stringify(line)) ?? 0) + 1);
  return all.filter((line) => {
    const key = JSON.stringify(line),
      n = left.get(key) ?? 0;
    left.set(key, n - 1);
    return n <= 0;
  });
}

function twinOf(line: Line, others: readonly Line[], names: readonly number[]): Line | null {
  const told = names.filter((i) => line[i] !== null);
  let best: Line | null = null,
    most = told.length / 2;
  for (const other of others) {
    const shared = told.filter((i) => line[i] === other[i]).length;
    if (shared > most) {
      best = other;
      most = shared;
    }
  }
  return best;
}

/** The list as a table. */
export const differenceTitles = (say: ExportSay): string[] => [say('col.kind'), say('col.row'), say('col.column'), say('col.was'), say('col.now')];
export const differenceCells = ({ kind, row, column, was, now }: Difference, say: ExportSay): string[] => [say(kind), row, column, was, now];
