import type { CrmSource, Pullable } from '../../ports/crm-source';
import { embedded, get, instantOf, nextPage, textOf } from './rest';

/** Events of amoCRM that tell of records deleted and taken back (A-EV). */
const kinds: Readonly<Record<string, Pullable>> = { lead: 'deal', contact: 'contact', company: 'company', task: 'task' };
const types = [...Object.keys(kinds).map((kind) => `${kind}_deleted`), 'lead_restored', 'contact_restored', 'company_restored'].join(',');
/** Events of a page (A-EV), and pages of the largest window that is read: 20,000 deletions at once are left to the reconciliation. */
const EVENTS = 100,
  PAGES = 200;

/** One request for a window of up to 100 such events. */
export const removed: NonNullable<CrmSource['removed']> = (reach, { from, to }) => {
  const found: { readonly entity: Pullable; readonly id: string; readonly back: boolean }[] = [];
  for (let page: number | null = 1; page !== null && page <= PAGES; ) {
    const answer = get(reach, 'events', [
      ['filter[type]', types],
      ['filter[created_at][from]', Math.floor(from / 1000)],
      ['filter[created_at][to]', Math.ceil(to / 1000)],
      ['limit', EVENTS],
      ['page', page],
    ]);
    for (const { type, entity_id, created_at } of embedded(answer, 'events')) {
      const [kind = '', what] = textOf(type).split('_'),
        entity = kinds[kind];
      if (entity && instantOf(created_at) !== null && (what === 'deleted' || what === 'restored'))
        found.push({ entity, id: textOf(entity_id), back: what === 'restored' });
    }
    page = nextPage(answer);
  }
  return found;
};
