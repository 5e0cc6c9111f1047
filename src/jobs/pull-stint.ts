import { journalSheet } from '../../sheets-templates/journal';
import type { DealMapping } from '../facts/deal-mapping';
import { reachOf } from '../ingest/connections';
import { dealMapping, publishedIn, readMapping } from '../ingest/mapping';
import { wholeSecond } from '../kernel/calendar';
import type { CrmAdapter } from '../ports/crm-adapter';
import type { CrmSource, Pullable, Reach } from '../ports/crm-source';
import type { World } from '../ports/world';
import { prefixOf } from './pull-judge';
import type { Lease } from './pull-lease';
import { type Shelf, shelfOf } from './pull-shelf';

/** Token of letters that were pulled with the history of their deals: `pulled:amocrm `. */
export const pulledToken = (crm: string): string => `pulled:${crm} `;

/** One execution that asks one CRM, with what it has read so far. `until`: milliseconds of the execution after which nothing new is begun. */
export interface Stint {
  readonly world: World;
  readonly crm: string;
  readonly source: CrmSource;
  readonly adapter: CrmAdapter;
  readonly reach: Reach;
  readonly until: number;
  readonly lease: Lease;
  readonly receivedAt: number;
  readonly mapping: DealMapping;
  readonly shelf: (entity: Pullable) => Shelf;
  readonly prefix: (entity: Pullable) => string;
  /** does a row of the tab belong to this kind? Deals and leads share one tab */
  readonly owns: (entity: Pullable, id: string) => boolean;
  /** tokens of all letters, and of those that were pulled with history */
  readonly letters: () => { readonly told: ReadonlySet<string>; readonly pulled: ReadonlySet<string> };
}

/** Throws Fault connection-missing. */
export function openStint(world: World, crm: string, { until, lease }: { readonly until: number; readonly lease: Lease }): Stint {
  const { source, reach } = reachOf(world, crm),
    adapter = world.crms[crm] as CrmAdapter,
    shelves = new Map<Pullable, Shelf>(),
    prefixes = new Map<Pullable, string>();
  let letters: ReturnType<Stint['letters']> | null = null,
    mapping: DealMapping | null = null;
  const kept = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
    const value = map.get(key) ?? make();
    map.set(key, value);
    return value;
  };
  const prefix = (entity: Pullable): string => kept(prefixes, entity, () => prefixOf(adapter, source, reach, entity));
  return {
    world,
    crm,
    source,
    adapter,
    reach,
    until,
    lease,
    receivedAt: wholeSecond(world.now),
    get mapping() {
      mapping = mapping ?? dealMapping(publishedIn(world.store.all()) ?? readMapping(world), world.crms);
      return mapping;
    },
    shelf: (entity) => kept(shelves, entity, () => shelfOf(world, crm, entity)),
    prefix,
    owns: (entity, id) => {
      if (!id.startsWith(prefix(entity))) return false;
      const other = entity === 'deal' ? 'lead' : entity === 'lead' ? 'deal' : null;
      return other === null || !source.entities.includes(other) || prefix(other).length <= prefix(entity).length || !id.startsWith(prefix(other));
    },
    letters: () => {
      if (letters) return letters;
      const told = new Set<string>(),
        pulled = new Set<string>(),
        mark = pulledToken(crm).trim();
      for (const about of world.sheets.column(journalSheet, 'about')) {
        const tokens = String(about).split(' ');
        for (const token of tokens) told.add(token);
        if (tokens.includes(mark)) for (const token of tokens) pulled.add(token);
      }
      letters = { told, pulled };
      return letters;
    },
  };
}
