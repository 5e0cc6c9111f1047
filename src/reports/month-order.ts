import { UNASSIGNED, UNDATED } from '../facts/rows';

/** Newest month first, undated last. */
export const newestFirst = (a: string, b: string): number => (a === b ? 0 : a === UNDATED ? 1 : b === UNDATED ? -1 : a < b ? 1 : -1);
/** Names by their letters, `unassigned` last: rows keep their place while the figures move. */
export const byName = (a: string, b: string): number => (a === b ? 0 : a === UNASSIGNED ? 1 : b === UNASSIGNED ? -1 : a < b ? -1 : 1);
