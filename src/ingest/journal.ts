import { journalSheet } from '../../sheets-templates/journal';
import type { Letter } from '../facts/rows';
import { grouped } from '../kernel/group';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { mayContinue, type Opened, openLetter, type Posted } from './letter';

/** Adds letters at the end; one call. */
export const appendLetters = (world: World, rows: readonly Letter[]): void => world.sheets.append(journalSheet, rows);

/** The first row of a letter that is already here. Two calls, one when there is none. */
export function findLetter(world: World, eventId: string): Placed<Letter> | null {
  const [at] = world.sheets.find(journalSheet, 'event_id', eventId);
  const found = at === undefined ? undefined : (world.sheets.readSpan(journalSheet, at, 1)[0] as Placed<Letter> | undefined);
  return found && found.row.event_id === eventId ? found : null;
}

/** The same body came again: its letter counts once more, nothing else changes. One call. */
export const cameAgain = (world: World, letter: Placed<Letter>, posted: Posted): void =>
  world.sheets.write(journalSheet, [{ at: letter.at, row: { ...letter.row, attempts: (letter.row.attempts ?? 0) + posted.attempts } }]);

/** Spans that cover places, near ones joined: a call costs more than some rows read in vain. */
export function spansOver(places: readonly number[], gap: number): { readonly from: number; readonly count: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const at of [...new Set(places)].sort((a, b) => a - b)) {
    const last = spans[spans.length - 1];
    if (last && at - last.to <= gap) last.to = at;
    else spans.push({ from: at, to: at });
  }
  return spans.map(({ from, to }) => ({ from, count: to - from + 1 }));
}

/** Rows of the journal at these places, few calls. */
export function rowsAt(world: World, places: readonly number[]): Placed<Letter>[] {
  const wanted = new Set(places);
  return spansOver(places, 3)
    .flatMap(({ from, count }) => world.sheets.readSpan(journalSheet, from, count) as unknown as readonly Placed<Letter>[])
    .filter(({ at }) => wanted.has(at));
}

/** Letters whose first rows these are; parts that are not among `near` are looked up by `event_id`. */
export function openAll(world: World, mains: readonly Placed<Letter>[], near: readonly Placed<Letter>[]): Opened[] {
  const parts = grouped(
    near.map(({ row }) => row).filter(({ status }) => status === 'part'),
    ({ event_id }) => event_id,
  );
  return mains.map((main) => {
    const close = parts.get(main.row.event_id) ?? [],
      total = Number(close[0]?.kind.split('/')[1] ?? 0);
    const all =
      !mayContinue(main.row) || (total > 0 && close.length === total - 1)
        ? close
        : rowsAt(world, world.sheets.find(journalSheet, 'event_id', main.row.event_id))
            .map(({ row }) => row)
            .filter((row) => row.status === 'part');
    return openLetter(main, all);
  });
}
