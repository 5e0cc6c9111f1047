import { journalSheet } from '../../sheets-templates/journal';
import { readingOf } from '../ingest/bodies';
import { drain, MORE } from '../ingest/drain';
import { appendLetters, findLetter } from '../ingest/journal';
import { aboutOf, eventIdOf, kindOf, letterRows, type Posted } from '../ingest/letter';
import { pulledToken, type Stint } from './pull-stint';

/** A body that a pull made for the journal; `whole`: with the stage history of its deals. */
export interface Body {
  readonly text: string;
  readonly whole: boolean;
  /** overrules what was told before: it counts since now, although the same may have been said once */
  readonly firm?: true;
}
/** A drain works until here, milliseconds of the execution: the Store must still be written inside the six minutes. */
const LAST = 320_000;

/**
 * Bodies into the journal and at once into the raw tabs. The lock must be held. One that lies there already (the page was pulled before) is not kept twice: its records beside the deals
 * are told once more from it, and deals (`anew`, `crm/id`) from all that the journal has.
 */
export function tellLetters(stint: Stint, bodies: readonly Body[], anew: readonly string[]): void {
  const { world, crm, receivedAt } = stint;
  let again = false;
  for (const { text, whole, firm } of bodies) {
    const own = eventIdOf(world, crm, text),
      eventId = firm && findLetter(world, own) ? eventIdOf(world, crm, `${receivedAt} ${text}`) : own;
    const posted: Posted = { eventId, crm, receivedAt, body: text, attempts: 1 },
      known = findLetter(world, posted.eventId),
      reading = readingOf(world, posted);
    if (!known) {
      const about = `${reading ? aboutOf(reading) : ''}${whole ? pulledToken(crm) : ''}`;
      appendLetters(world, letterRows(posted, { status: 'new', kind: reading ? kindOf(reading) : '', about, known: true }));
    } else if (known.row.status === 'done' && (reading?.sides.length ?? 0) > 0) {
      world.sheets.write(journalSheet, [{ at: known.at, row: { ...known.row, status: 'new' } }]);
      again = true;
    }
  }
  if (again) world.store.set({ [MORE]: '1' });
  let { pending } = drain(world, { atMost: 2_000, until: LAST, anew });
  while (pending > 0 && world.spent() < LAST) ({ pending } = drain(world, { atMost: 2_000, until: LAST }));
}
