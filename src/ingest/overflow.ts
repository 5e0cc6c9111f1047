import type { Store } from '../ports/world';
import type { Posted, Status } from './letter';
import { piecesOf } from './pieces';

/** Bodies for which the lock was not had in time: kept in the Store under keys of their own, so that nobody waits for anybody; the next drain moves them into the journal (design 1.2). */
const PREFIX = 'overflow.';
/** Script Properties hold 9 KB a value; the rest of it is for the head. */
const PIECE = 8_500;

export interface Waiting {
  readonly posted: Posted;
  readonly status: Status;
  readonly keys: readonly string[];
}
type Head = readonly [crm: string, receivedAt: number, attempts: number, status: Status];

export const isOverflowing = (all: Readonly<Record<string, string>>): boolean => Object.keys(all).some((key) => key.startsWith(PREFIX));

/** Keeps a body. Throws when the Store is full: the sender sees an error and tries again. The same body again only counts once more. */
export function keepInOverflow(store: Store, posted: Posted, status: Status): void {
  const known = waitingIn(store.all()).find((one) => one.posted.eventId === posted.eventId)?.posted;
  const head: Head = [posted.crm, known?.receivedAt ?? posted.receivedAt, posted.attempts + (known?.attempts ?? 0), status],
    pieces = piecesOf(posted.body, PIECE, 'bytes');
  const entries: Record<string, string> = { [`${PREFIX}${posted.eventId}.head`]: JSON.stringify([...head, pieces.length]) };
  pieces.forEach((piece, i) => {
    entries[`${PREFIX}${posted.eventId}.${i}`] = piece;
  });
  store.set(entries);
}

/** Bodies that wait, oldest first. One whose pieces are not all there was never acknowledged: its sender tries again, and it is left where it is. */
export function waitingIn(all: Readonly<Record<string, string>>): Waiting[] {
  return Object.keys(all)
    .filter((key) => key.startsWith(PREFIX) && key.endsWith('.head'))
    .flatMap((key): Waiting[] => {
      const [crm, receivedAt, attempts, status, count] = JSON.parse(all[key] ?? '[]') as [...Head, number],
        eventId = key.slice(PREFIX.length, -'.head'.length);
      const keys = Array.from({ length: count }, (_, i) => `${PREFIX}${eventId}.${i}`);
      return keys.every((piece) => all[piece] !== undefined)
        ? [{ posted: { eventId, crm, receivedAt, attempts, body: keys.map((piece) => all[piece] ?? '').join('') }, status, keys: [key, ...keys] }]
        : [];
    })
    .sort((a, b) => a.posted.receivedAt - b.posted.receivedAt || (a.posted.eventId < b.posted.eventId ? -1 : 1));
}

export const emptied = (waiting: readonly Waiting[]): Readonly<Record<string, null>> =>
  Object.fromEntries(waiting.flatMap(({ keys }) => keys).map((key) => [key, null]));
