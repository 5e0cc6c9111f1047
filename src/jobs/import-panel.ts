import { readLetter } from '../ingest/bodies';
import { appendLetters, findLetter } from '../ingest/journal';
import { aboutOf, eventIdOf, kindOf, LARGEST, letterRows, type Posted } from '../ingest/letter';
import { wholeSecond } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { World } from '../ports/world';
import { alone } from './panel';

/** Rows of a table as bodies of our JSON contract, made in the page (sidebar/import-rows). */
export interface ImportRowsArgs {
  readonly bodies: readonly string[];
}
/** `kept`: bodies that are new to the journal; `again`: bodies that it has already, of which nothing changes. */
export interface ImportRowsResult {
  readonly kept: number;
  readonly again: number;
}
const CRM = 'import';

/**
 * Puts the bodies into the journal; the drain tells them like any other. The same body twice is one letter, so an import that broke off is simply run again.
 * Throws Fault body-unreadable, body-too-large before anything is written, and busy.
 */
export function importRows(world: World, { bodies }: ImportRowsArgs): ImportRowsResult {
  const posted = bodies.map((body): Posted => {
    if (body.length > LARGEST) throw new Fault('body-too-large', { limit: LARGEST, size: body.length });
    return { eventId: eventIdOf(world, CRM, body), crm: CRM, receivedAt: wholeSecond(world.now), body, attempts: 1 };
  });
  const read = posted.map((one) => ({ one, reading: readLetter(world, one) }));
  return alone(world, () => {
    const fresh = read.filter(({ one }) => findLetter(world, one.eventId) === null);
    if (fresh.length > 0)
      appendLetters(
        world,
        fresh.flatMap(({ one, reading }) => letterRows(one, { status: 'new', kind: kindOf(reading), about: aboutOf(reading), known: true })),
      );
    return { kept: fresh.length, again: read.length - fresh.length };
  });
}
