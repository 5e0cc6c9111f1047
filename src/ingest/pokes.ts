import { withWords, wordsIn } from '../kernel/word-list';
import type { Poke } from '../ports/crm-adapter';
import type { Store } from '../ports/world';
import { aboutToken } from './letter';

/** Store: records that bodies only named and whose content is still to be asked for, `deal:17 contact:4`; `*` = too many to name, everything changed since is to be asked for. */
const PREFIX = 'pokes.';
/** Script Properties hold 9 KB a value. */
const LONGEST = 8_000;
export const EVERYTHING = '*';

/** Entries for the Store that add pokes of one CRM to those that wait. */
export function withPokes(store: Store, crm: string, pokes: readonly Poke[]): Readonly<Record<string, string>> {
  if (pokes.length === 0) return {};
  const kept = wordsIn(store.get(PREFIX + crm));
  const all = withWords(
    kept.join(' '),
    pokes.map(({ entity, id }) => aboutToken(entity, id).trim()),
  );
  return { [PREFIX + crm]: kept.includes(EVERYTHING) || all.length > LONGEST ? EVERYTHING : all };
}

/** Entry for the Store: whatever has changed since the last good time is to be asked for. */
export const askEverything = (crm: string): Readonly<Record<string, string>> => ({ [PREFIX + crm]: EVERYTHING });

/** Pokes that wait, by CRM; `everything` when they became too many to name. */
export function waitingPokes(
  all: Readonly<Record<string, string>>,
): readonly { readonly crm: string; readonly pokes: readonly Poke[]; readonly everything: boolean }[] {
  return Object.keys(all)
    .filter((key) => key.startsWith(PREFIX) && all[key] !== '')
    .map((key) => {
      const tokens = wordsIn(all[key]);
      return {
        crm: key.slice(PREFIX.length),
        everything: tokens.includes(EVERYTHING),
        pokes: tokens
          .filter((token) => token !== EVERYTHING)
          .map((token) => ({ entity: token.slice(0, token.indexOf(':')), id: token.slice(token.indexOf(':') + 1) })),
      };
    });
}

/** Entries for the Store without the pokes that were answered; those that came meanwhile stay. */
export function withoutPokes(store: Store, crm: string, done: readonly Poke[] | 'all'): Readonly<Record<string, string | null>> {
  const gone = new Set(done === 'all' ? [] : done.map(({ entity, id }) => `${entity}:${id}`));
  const left = done === 'all' ? [] : wordsIn(store.get(PREFIX + crm)).filter((token) => !gone.has(token));
  return { [PREFIX + crm]: left.length === 0 ? null : left.join(' ') };
}
