import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import { UNASSIGNED } from '../facts/rows';

/**
 * Names that reports show for manager ids: the row of `managers`, else the name the deal carries, else the id itself; no id -> the bucket `unassigned` (Q006).
 * A person who works in two CRMs has two ids and one name, and so one row.
 */
export function managerNames(book: Pick<Book, 'managers'>): (crm: string, id: string, deal?: Deal) => string {
  const known = new Map(book.managers.filter((m) => m.manager !== '').map((m) => [`${m.crm}/${m.manager_id}`, m.manager]));
  return (crm, id, deal) => {
    if (id === '') return UNASSIGNED;
    return known.get(`${crm}/${id}`) ?? (deal && deal.manager_id === id && deal.manager !== '' ? deal.manager : id);
  };
}

/** Source of a deal, or the bucket `unassigned` (Q005). */
export const sourceName = (deal: Deal | undefined): string => (deal === undefined || deal.source === '' ? UNASSIGNED : deal.source);

/** Department of each manager's name; a manager without one is not in the map. */
export const departments = (book: Pick<Book, 'managers'>): ReadonlyMap<string, string> =>
  new Map(book.managers.filter((m) => m.manager !== '' && m.department !== '').map((m) => [m.manager, m.department]));
