import { journalSheet } from '../../sheets-templates/journal';
import type { Letter } from '../facts/rows';
import { dealKey } from '../facts/rows';
import { problemWords } from '../i18n/speak';
import { Fault } from '../kernel/fault';
import type { World } from '../ports/world';
import { readingOf, timedSides } from './bodies';
import { appendLetters, openAll, rowsAt } from './journal';
import { aboutOf, kindOf, letterRows, type Opened } from './letter';
import { dealMapping, knowsAll, type Published, publishedIn, publishing, readMapping } from './mapping';
import { emptied, isOverflowing, waitingIn } from './overflow';
import { noteProblems } from './problems';
import { clientNames, upsertSides } from './sides';
import { lawIn } from './take-one';
import { bodyProblems, pokesOf, problemOf, readAll, verdict } from './taken';
import { EDITED, noteUnknowns, withEdited } from './unknowns';
import { upsert } from './upsert';

/** `taken`: bodies settled in this run; `pending`: bodies that still wait; `deals`, `months`: what they touched; `problems`: lines noted. */
export interface Drained {
  readonly taken: number;
  readonly pending: number;
  readonly deals: readonly string[];
  readonly months: readonly string[];
  readonly problems: number;
}
const idle: Drained = { taken: 0, pending: 0, deals: [], months: [], problems: 0 };

/** Store: rows of the journal that are settled, and whether some above them still wait. */
export const CURSOR = 'journal.cursor',
  MORE = 'journal.more';

/**
 * Works off the journal, oldest bodies first, until `atMost` are taken or the execution has used `until` milliseconds. The lock must be held. Dying at any point only means that
 * the same bodies are told again: their status is written last. An idle look costs two calls.
 * `anew`: deals (`crm/id`) told anew from all their bodies besides, because their rows are not what those bodies say.
 * Throws Fault sheet-missing, column-missing; nothing is lost by that.
 */
export function drain(
  world: World,
  { atMost, until, anew = [] }: { readonly atMost: number; readonly until: number; readonly anew?: readonly string[] },
): Drained {
  const all = world.store.all();
  if (isOverflowing(all)) emptyOverflow(world);
  const count = world.sheets.count(journalSheet),
    cursor = Number(all[CURSOR] ?? '0');
  if (count === cursor && all[MORE] === undefined && anew.length === 0) return idle;
  const letters = waitingLetters(world),
    batch = letters.slice(0, atMost),
    task = { until, anew, count, since: cursor < count ? rowsSince(world, cursor, count) : [] };
  try {
    return take(world, { ...task, letters: batch, behind: letters.length - batch.length });
  } catch (error) {
    if (error instanceof Fault || batch.length === 0) throw error;
    world.log(`drain: ${String(error)}`);
    return oneByOne(world, { ...task, letters: batch, behind: letters.length - batch.length });
  }
}

interface Task {
  readonly letters: readonly Opened[];
  /** letters that wait behind these */
  readonly behind: number;
  readonly until: number;
  readonly anew: readonly string[];
  /** rows of the journal, and those that are not settled yet */
  readonly count: number;
  readonly since: readonly Letter[];
}

/** Something in the batch cannot be written: each body by itself, so that the one that stops the others is found and counted, and set aside after some attempts. */
function oneByOne(world: World, task: Task): Drained {
  let sum: Drained = { ...idle, pending: task.behind + task.letters.length };
  for (const [i, letter] of task.letters.entries()) {
    if (i > 0 && world.spent() > task.until) break;
    try {
      const one = take(world, { ...task, letters: [letter], behind: sum.pending - 1 });
      sum = {
        taken: sum.taken + one.taken,
        pending: one.pending,
        deals: [...new Set([...sum.deals, ...one.deals])],
        months: [...new Set([...sum.months, ...one.months])],
        problems: sum.problems + one.problems,
      };
    } catch (error) {
      if (error instanceof Fault) throw error;
      const settled = verdict({ letter, reading: readingOf(world, letter), why: '', records: [] }, new Map([[letter.eventId, String(error)]]));
      world.sheets.write(journalSheet, [settled.placed]);
      if (settled.problem !== '') {
        noteProblems(world, [problemOf(world, settled.problem, 'body-unreadable')]);
        sum = { ...sum, taken: sum.taken + 1, pending: sum.pending - 1, problems: sum.problems + 1 };
      }
      world.store.set({ [CURSOR]: String(task.count), [MORE]: sum.pending > 0 ? '1' : null });
    }
  }
  return sum;
}

function take(world: World, { letters, behind, until, anew, count, since }: Task): Drained {
  const all = world.store.all(),
    published = publishedIn(all);
  const held = published ?? readMapping(world),
    taken = readAll(world, { letters, until, mapping: held }),
    records = taken.flatMap(({ records: own }) => own);
  const known =
    published && records.every((record) => knowsAll(published, record))
      ? { published, problems: [], tabs: [] }
      : noteUnknowns(world, published ? readMapping(world) : held, records);
  if (known.published !== published) world.store.set({ ...publishing(all, known.published, world.hash), ...withEdited(world.store.get(EDITED), known.tabs) }); // or they would be noted again
  const redo = new Set([...anew, ...(published ? toldUnderAnotherLaw(since, published) : [])]);
  const sides = upsertSides(
    world,
    taken.flatMap(({ reading, letter }) => (reading ? timedSides(reading, letter) : [])),
  );
  const upserted = upsert(world, { records, redo, renamed: sides.renamed, mapping: dealMapping(known.published, world.crms, clientNames(world)) });
  const settled = taken.map((one) => verdict(one, upserted.failed)),
    problems = [
      ...known.problems,
      ...upserted.problems,
      ...taken.flatMap((one) => bodyProblems(world, one)),
      ...taken.flatMap(({ foreign, letter }) =>
        foreign
          ? [{ at: letter.receivedAt, tab: journalSheet.title[world.lang], row: '', ...problemWords('account-other', foreign, world.lang), times: 1 }]
          : [],
      ),
      ...settled.flatMap(({ problem }) => (problem ? [problemOf(world, problem, 'body-unreadable')] : [])),
    ];
  noteProblems(world, problems);
  world.sheets.write(
    journalSheet,
    settled.map(({ placed }) => placed),
  );
  const done = settled.filter(({ placed }) => placed.row.status !== 'new').length,
    pending = behind + letters.length - done;
  world.store.set({
    ...sides.after,
    ...upserted.after,
    ...pokesOf(world, taken),
    [CURSOR]: String(count),
    [MORE]: pending > 0 ? '1' : null,
  });
  return { taken: done, pending, deals: upserted.touched.deals, months: upserted.touched.months, problems: problems.length };
}

/** Bodies for which the lock was not had go into the journal, unless they are there by now; only then they leave the Store. */
function emptyOverflow(world: World): void {
  const waiting = waitingIn(world.store.all());
  const fresh = waiting.filter(({ posted }) => world.sheets.find(journalSheet, 'event_id', posted.eventId).length === 0);
  appendLetters(
    world,
    fresh.flatMap(({ posted, status }) => {
      const reading = status === 'new' ? readingOf(world, posted) : null;
      return letterRows(posted, {
        status,
        kind: reading ? kindOf(reading) : '',
        about: reading ? aboutOf(reading) : '',
        known: Object.hasOwn(world.crms, posted.crm),
      });
    }),
  );
  world.store.set(emptied(waiting));
}

/** Found by their status, not by their place: people sort. In the order in which they came. */
function waitingLetters(world: World): Opened[] {
  const places = world.sheets.find(journalSheet, 'status', 'new'),
    near = rowsAt(world, places),
    mains = near.filter(({ row }) => row.status === 'new');
  return openAll(world, mains, near).sort((a, b) => a.receivedAt - b.receivedAt || (a.eventId < b.eventId ? -1 : 1));
}

const rowsSince = (world: World, cursor: number, count: number): readonly Letter[] =>
  world.sheets.readSpan(journalSheet, cursor, count - cursor).map(({ row }) => row as Letter);

/** Deals that a webhook told while a person was changing the mapping: told anew. */
function toldUnderAnotherLaw(rows: readonly Letter[], { law }: Published): Set<string> {
  const strangers = rows.filter((row) => row.status === 'done' && row.about.includes('law:') && lawIn(row.about) !== law);
  return new Set(
    strangers.flatMap((row) =>
      row.about
        .split(' ')
        .filter((token) => token.startsWith('lead:'))
        .map((token) => dealKey({ crm: row.crm, deal_id: token.slice('lead:'.length) })),
    ),
  );
}
