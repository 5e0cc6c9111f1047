import { Fault } from '../kernel/fault';
import type { Connection, CrmSource, Reach } from '../ports/crm-source';
import type { Store, World } from '../ports/world';

/** Store: how a CRM is reached, JSON. The token is nowhere else. */
const PREFIX = 'connection.';

/** The connection of one CRM; null when there is none. */
export function connectionOf(store: Store, crm: string): Connection | null {
  const text = store.get(PREFIX + crm);
  return text === null ? null : (JSON.parse(text) as Connection);
}
/** All connections, by the word of the CRM. */
export const connections = (store: Store): Connection[] =>
  Object.keys(store.all())
    .filter((key) => key.startsWith(PREFIX))
    .sort()
    .flatMap((key) => connectionOf(store, key.slice(PREFIX.length)) ?? []);
export const keepConnection = (store: Store, connection: Connection): void => store.set({ [PREFIX + connection.crm]: JSON.stringify(connection) });
export const forgetConnection = (store: Store, crm: string): void => store.set({ [PREFIX + crm]: null });

/** A CRM ready to be asked. Throws Fault connection-missing. */
export function reachOf(world: World, crm: string): { readonly source: CrmSource; readonly reach: Reach } {
  const source = Object.hasOwn(world.sources, crm) ? world.sources[crm] : undefined,
    connection = connectionOf(world.store, crm);
  if (!source || !connection) throw new Fault('connection-missing', { crm });
  return { source, reach: { http: world.http, connection, zone: world.zone } };
}
