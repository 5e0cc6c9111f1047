import type { Book } from '../facts/book';
import { dealKey } from '../facts/rows';
import type { Instant } from '../kernel/calendar';

/** Outcome of a stage as people mapped it, by crm and stage key (`pipeline/stage`); unknown -> `unmapped`. */
export function outcomes(book: Pick<Book, 'stages'>): (crm: string, stage: string) => string {
  const known = new Map(book.stages.map((s) => [`${s.crm}/${s.pipeline_id}/${s.stage_id}`, s.outcome]));
  return (crm, stage) => known.get(`${crm}/${stage}`) ?? 'unmapped';
}

/**
 * Refusals as they happened: +1 when a deal enters a refusal stage, −1 when it leaves one (Q032: a re-opened refusal is taken off on the day it re-opens).
 * From one refusal stage to another nothing happens. Deleted deals are left out; `at` null = undated.
 */
export function refusalMoves(book: Book): readonly { readonly at: Instant | null; readonly count: 1 | -1 }[] {
  const outcome = outcomes(book),
    deleted = new Set(book.deals.filter((deal) => deal.deleted).map(dealKey));
  return book.events.flatMap((event) => {
    if ((event.kind !== 'stage' && event.kind !== 'created') || deleted.has(dealKey(event))) return [];
    const was = event.kind === 'stage' && outcome(event.crm, event.from) === 'refusal',
      is = outcome(event.crm, event.to) === 'refusal';
    return was === is ? [] : [{ at: event.at, count: is ? (1 as const) : (-1 as const) }];
  });
}
