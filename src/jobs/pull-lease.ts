import type { World } from '../ports/world';
import { nowOf } from './pull-state';

/** Store: until when somebody is asking CRMs, ms. Requests are made outside the lock, so this keeps a second execution from asking the same. */
const LEASE = 'pull.lease';
/** What an execution may still need when its time for new pages is over: it outlives nobody by more than this. */
const GRACE = 120_000;

export interface Lease {
  readonly mark: string;
}
/** The lock must be held. null: somebody else is at it. A lease that its holder did not live to give back runs out. */
export function takeLease(world: World, until: number): Lease | null {
  if (Number(world.store.get(LEASE) ?? '0') > nowOf(world)) return null;
  const mark = String(world.now + until + GRACE);
  world.store.set({ [LEASE]: mark });
  return { mark };
}
export const isOurs = (world: World, lease: Lease): boolean => world.store.get(LEASE) === lease.mark;
export const giveBack = (world: World, lease: Lease): Readonly<Record<string, null>> => (isOurs(world, lease) ? { [LEASE]: null } : {});
