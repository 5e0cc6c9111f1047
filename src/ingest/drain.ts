import { journalSheet } from '../../sheets-templates/journal';
import type { TimedRecord } from '../facts/deal-record';
import type { Letter, Problem } from '../facts/rows';
import { dealKey } from '../facts/rows';
import { reasonWords } from '../i18n/reason-words';
import { problemWords } from '../i18n/speak';
import { Fault } from '../kernel/fault';
import type { Poke, Reading } from '../ports/crm-adapter';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { readingOf, readLetter, timed, timedSides } from './bodies';
import { appendLetters, openAll, rowsAt } from './journal';
import { aboutOf, kindOf, letterRows, type Opened, type Status } from './letter';
import { dealMapping, isForeign, knowsAll, type Published, publishedIn, publishing, readMapping } from './mapping';
import { emptied, isOverflowing, waitingIn } from './overflow';
import { withPokes } from './pokes';
import { noteProblems } from './problems';
import { clientNames, upsertSides } from './sides';
import { lawIn } from './take-one';
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
/** A body that failed as often is set aside: one bad body stops nobody. */
const MOST_ATTEMPTS = 5;
/** More records than this wait for the next run, whatever the number of bodies. */
const MOST_RECORDS = 8_000;

/**
 * Works off the journal, oldest bodies first, until `atMost` are taken or the execution has used `until` milliseconds. The lock must be held. Dying at any point only means that
 * the same bodies are told again: their status is written last. An idle look costs two calls.
 * Throws Fault sheet-missing, column-missing; nothing is lost by that.
 */
export function drain(world: World, { atMost, until }: { readonly atMost: number; readonly until: number }): Drained {
  const all = world.store.all();
  if (isOverflowing(all)) emptyOverflow(world);
  const count = world.sheets.count(journalSheet),
    cursor = Number(all[CURSOR] ?? '0');
  if (count === cursor && all[MORE] === undefined) return idle;
  const published = publishedIn(all),
    letters = waitingLetters(world),
    since = cursor < count ? rowsSince(world, cursor, count) : [];
  const held = published ?? readMapping(world),
    taken = readAll(world, { letters: letters.slice(0, atMost), until, mapping: held }),
    records = taken.flatMap(({ records: own }) => own);
  const known =
    published && records.every((record) => knowsAll(published, record))
      ? { published, problems: [], tabs: [] }
      : noteUnknowns(world, published ? readMapping(world) : held, records);
  const redo = published ? toldUnderAnotherLaw(since, published) : new Set<string>();
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
  const pending = letters.length - settled.filter(({ placed }) => placed.row.status !== 'new').length;
  world.store.set({
    ...sides.after,
    ...upserted.after,
    ...pokesOf(world, taken),
    ...(known.published === published ? {} : publishing(all, known.published, world.hash)),
    ...withEdited(world.store.get(EDITED), known.tabs),
    [CURSOR]: String(count),
    [MORE]: pending > 0 ? '1' : null,
  });
  return { taken: letters.length - pending, pending, deals: upserted.touched.deals, months: upserted.touched.months, problems: problems.length };
}

/** What bodies only named waits in the Store until somebody asks the CRM for it. */
function pokesOf(world: World, taken: readonly Taken[]): Readonly<Record<string, string>> {
  const byCrm = new Map<string, Poke[]>();
  for (const { reading, letter } of taken) if (reading && reading.pokes.length > 0) byCrm.set(letter.crm, [...(byCrm.get(letter.crm) ?? []), ...reading.pokes]);
  return Object.assign({}, ...[...byCrm].map(([crm, pokes]) => withPokes(world.store, crm, pokes)));
}

/** Bodies for which the lock was not had go into the journal, unless they are there by now; only then they leave the Store. */
function emptyOverflow(world: World): void {
  const waiting = waitingIn(world.store.all());
  const fresh = waiting.filter(({ posted }) => world.sheets.find(journalSheet, 'event_id', posted.eventId).length === 0);
  appendLetters(
    world,
    fresh.flatMap(({ posted, status }) => {
      const reading = status === 'new' ? readingOf(world, posted) : null;
      return letterRows(posted, { status, kind: reading ? kindOf(reading) : '', about: reading ? aboutOf(reading) : '', known: posted.crm in world.crms });
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

interface Taken {
  readonly letter: Opened;
  readonly reading: Reading | null;
  readonly why: string;
  readonly records: readonly TimedRecord[];
  /** the body names another account: it stays in the journal, marked, and is read again should the setting prove wrong */
  readonly foreign?: { readonly account: string; readonly expected: string };
}

function readAll(
  world: World,
  { letters, until, mapping }: { readonly letters: readonly Opened[]; readonly until: number; readonly mapping: Published },
): Taken[] {
  const taken: Taken[] = [];
  let records = 0;
  for (const letter of letters) {
    if (taken.length > 0 && (records > MOST_RECORDS || world.spent() > until)) break;
    try {
      const reading = readLetter(world, letter),
        own = timed(reading, letter),
        stranger = own.find((record) => isForeign(mapping, record));
      if (stranger) {
        taken.push({ letter, reading: null, why: '', records: [], foreign: { account: (stranger.account ?? '').slice(0, 100), expected: mapping.account } });
        continue;
      }
      records += own.length;
      taken.push({ letter, reading, why: '', records: own });
    } catch (error) {
      // body by body: this one stays in the journal, marked
      taken.push({
        letter,
        reading: null,
        why: error instanceof Fault && error.code === 'body-unreadable' ? (error as Fault<'body-unreadable'>).details.why : String(error),
        records: [],
      });
    }
  }
  return taken;
}

/** What becomes of a letter: done, unreadable, or once more. */
function verdict({ letter, reading, why, records }: Taken, failed: ReadonlyMap<string, string>): { readonly placed: Placed<Letter>; readonly problem: string } {
  const { row, at } = letter.main,
    failure = failed.get(letter.eventId),
    attempts = letter.attempts + (failure === undefined ? 0 : 1);
  const status: Status = reading === null ? 'unreadable' : failure === undefined ? 'done' : attempts < MOST_ATTEMPTS ? 'new' : 'unreadable';
  const first = reading === null || records.length === 0 ? row.about : row.about || aboutOf(reading);
  return {
    placed: { at, row: { ...row, status, attempts, kind: reading === null ? row.kind : kindOf(reading), about: first.slice(0, 49_000) } },
    problem: status === 'unreadable' ? why || (failure ?? '') : '',
  };
}

const bodyProblems = (world: World, { reading, letter }: Taken): Problem[] =>
  (reading?.faults ?? []).map((fault) => ({ ...problemOf(world, '', 'part-unreadable', fault), at: letter.receivedAt }));

function problemOf(world: World, why: string, code: 'body-unreadable' | 'part-unreadable', fault?: { readonly path: string; readonly why: string }): Problem {
  const words =
    code === 'part-unreadable' && fault
      ? problemWords('part-unreadable', { path: fault.path, why: reasonWords(fault.why, world.lang) }, world.lang)
      : problemWords('body-unreadable', { why: reasonWords(why, world.lang) }, world.lang);
  return { at: world.now, tab: journalSheet.title[world.lang], row: '', ...words, times: 1 };
}
