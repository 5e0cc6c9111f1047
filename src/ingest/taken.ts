import { journalSheet } from '../../sheets-templates/journal';
import type { TimedRecord } from '../facts/deal-record';
import type { Letter, Problem } from '../facts/rows';
import { reasonWords } from '../i18n/reason-words';
import { problemWords } from '../i18n/speak';
import { Fault } from '../kernel/fault';
import { grouped } from '../kernel/group';
import type { Reading } from '../ports/crm-adapter';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { readLetter, timed } from './bodies';
import { aboutOf, kindOf, type Opened, type Status } from './letter';
import { isForeign, type Published } from './mapping';
import { withPokes } from './pokes';

/** A body that failed as often is set aside: one bad body stops nobody. */
const MOST_ATTEMPTS = 5;
/** More records than this wait for the next run, whatever the number of bodies. */
const MOST_RECORDS = 8_000;

/** A letter as it was read: its records, or why there are none. */
export interface Taken {
  readonly letter: Opened;
  readonly reading: Reading | null;
  readonly why: string;
  readonly records: readonly TimedRecord[];
  /** the body names another account: it stays in the journal, marked, and is read again should the setting prove wrong */
  readonly foreign?: { readonly account: string; readonly expected: string };
}

export function readAll(
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
export function verdict(
  { letter, reading, why, records }: Taken,
  failed: ReadonlyMap<string, string>,
): { readonly placed: Placed<Letter>; readonly problem: string } {
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

/** Parts of a body that were left out. */
export const bodyProblems = (world: World, { reading, letter }: Taken): Problem[] =>
  (reading?.faults ?? []).map((fault) => ({ ...problemOf(world, '', 'part-unreadable', fault), at: letter.receivedAt }));

export function problemOf(
  world: World,
  why: string,
  code: 'body-unreadable' | 'part-unreadable',
  fault?: { readonly path: string; readonly why: string },
): Problem {
  const words =
    code === 'part-unreadable' && fault
      ? problemWords('part-unreadable', { path: fault.path, why: reasonWords(fault.why, world.lang) }, world.lang)
      : problemWords('body-unreadable', { why: reasonWords(why, world.lang) }, world.lang);
  return { at: world.now, tab: journalSheet.title[world.lang], row: '', ...words, times: 1 };
}

/** What bodies only named waits in the Store until somebody asks the CRM for it. */
export function pokesOf(world: World, taken: readonly Taken[]): Readonly<Record<string, string>> {
  const named = taken.flatMap(({ reading, letter }) => (reading?.pokes ?? []).map((poke) => ({ crm: letter.crm, poke })));
  const entries = [...grouped(named, ({ crm }) => crm)].map(([crm, own]) =>
    withPokes(
      world.store,
      crm,
      own.map(({ poke }) => poke),
    ),
  );
  return Object.assign({}, ...entries);
}
