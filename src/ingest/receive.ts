import { journalSheet } from '../../sheets-templates/journal';
import { problemWords } from '../i18n/speak';
import { wholeSecond } from '../kernel/calendar';
import type { World } from '../ports/world';
import { readingOf } from './bodies';
import { connectionOf } from './connections';
import { MORE } from './drain';
import { appendLetters, cameAgain, findLetter } from './journal';
import { aboutOf, eventIdOf, kindOf, LARGEST, letterRows, type Posted } from './letter';
import { publishedIn } from './mapping';
import { isOverflowing, keepInOverflow } from './overflow';
import { utf8Size } from './pieces';
import { noteProblems } from './problems';
import { REBUILD } from './rebuild';
import { isSecret, noteRefusal } from './secret';
import { soleRecord, takeOne } from './take-one';

/** What a CRM posted: `secret` and `crm` from the address. */
export interface Post {
  readonly crm: string;
  readonly secret: string;
  readonly body: string;
  readonly contentType: string;
}
/** `done`: told already; `kept`: safe, told by the next drain; `again`: known already; `too-large`: only its beginning is kept; `refused`: wrong secret, nothing is kept. */
export type Received = 'done' | 'kept' | 'again' | 'too-large' | 'refused';

/** The CRM waits two seconds for its answer, all included. */
const PATIENCE = 1_200;
/** A body about more than twenty deals goes into the journal unread: the CRM need not wait for what the drain reads anyway. */
const isBatch = (body: string): boolean => body.split('updated_at', 22).length > 21;
/** An execution has six minutes. */
const LAST_PATIENCE = 300_000;
/** What is kept of a body that is too large, characters. */
const BEGINNING = 45_000;

/**
 * The whole way in of a webhook (design 1.1). What is answered with anything but `refused` and `too-large` cannot be lost any more. A body about one known deal is told at once,
 * in at most eight calls; everything else goes into the journal as new. When the lock is not had, or a tab is missing, the body goes into the overflow queue of the Store.
 * When that is full too it waits for the lock as long as an execution may.
 */
export function receive(world: World, sent: Post): Received {
  if (!isSecret(world, sent.secret) || !isSigned(world, sent)) {
    noteRefusal(world);
    return 'refused';
  }
  // tokens go before all else: nothing keeps them, and an event that is sent again with fresh ones has the same id
  const post: Post = { ...sent, body: ownOf(world.crms, sent.crm)?.cleaned?.(sent.body) ?? sent.body };
  const tooLarge = post.body.length > LARGEST || utf8Size(post.body) > LARGEST,
    body = tooLarge ? post.body.slice(0, BEGINNING) : post.body;
  const posted: Posted = { eventId: eventIdOf(world, post.crm, post.body), crm: post.crm, receivedAt: wholeSecond(world.now), body, attempts: 1 };
  const underLock = (patience: number): Received | null =>
    trying(world, () => world.lock.within(patience, () => (tooLarge ? reject(world, posted, post.body.length) : take(world, posted))));
  const told = underLock(PATIENCE);
  if (told !== null) return told;
  try {
    keepInOverflow(world.store, posted, tooLarge ? 'rejected' : 'new');
  } catch (full) {
    // an error would be answered with 200, which a CRM takes for received: so whoever finds the Store full too waits, and a CRM that gives up sends again
    const late = underLock(LAST_PATIENCE);
    if (late === null) throw full;
    return late;
  }
  return tooLarge ? 'too-large' : 'kept';
}

const ownOf = <V>(map: Readonly<Record<string, V>>, key: string): V | undefined => (Object.hasOwn(map, key) ? map[key] : undefined);
/** Some CRMs sign what they send; where the connection knows no signature, or there is no connection yet, the secret of the address is all. */
function isSigned(world: World, { crm, body }: Post): boolean {
  const accepts = ownOf(world.crms, crm)?.accepts,
    connection = accepts ? connectionOf(world.store, crm) : null;
  return !accepts || connection === null || accepts(body, connection);
}

/**
 * A tab that is missing or spoilt, a lock or a last write that the service refuses must not cost the body: it goes into the overflow queue, as if the lock had not been had. Should it
 * stand in the journal all the same, the drain finds it there and lets the copy go.
 */
function trying(world: World, job: () => Received | null): Received | null {
  try {
    return job();
  } catch (error) {
    world.log(`receive: ${String(error)}`);
    return null;
  }
}

function take(world: World, posted: Posted): Received {
  const all = world.store.all(),
    published = publishedIn(all),
    reading = isBatch(posted.body) ? null : readingOf(world, posted);
  if (published && reading && published.zone === world.zone && all[MORE] === undefined && all[REBUILD] === undefined && !isOverflowing(all)) {
    const record = soleRecord(reading, posted, published),
      isKnown = record?.event !== undefined && findLetter(world, posted.eventId) !== null; // where events are numbered, a later time of sending makes no new event
    if (record && !isKnown && takeOne(world, { record, reading, posted, published })) return 'done';
  }
  const known = findLetter(world, posted.eventId);
  if (known) {
    cameAgain(world, known, posted);
    return 'again';
  }
  appendLetters(
    world,
    letterRows(posted, {
      status: 'new',
      kind: reading ? kindOf(reading) : '',
      about: reading ? aboutOf(reading) : '',
      known: Object.hasOwn(world.crms, posted.crm),
    }),
  );
  return 'kept';
}

function reject(world: World, posted: Posted, size: number): Received {
  const known = findLetter(world, posted.eventId);
  if (known) cameAgain(world, known, posted);
  else {
    appendLetters(world, letterRows(posted, { status: 'rejected', kind: '', about: '', known: Object.hasOwn(world.crms, posted.crm) }));
    noteProblems(world, [
      {
        at: posted.receivedAt,
        tab: journalSheet.title[world.lang],
        row: '',
        ...problemWords('body-too-large', { limit: LARGEST, size }, world.lang),
        times: 1,
      },
    ]);
  }
  return 'too-large';
}
