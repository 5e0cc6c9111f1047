/** A workbook that hears one portal. */
import { dealEventsSheet } from '../../../sheets-templates/deal-events';
import { dealsSheet } from '../../../sheets-templates/deals';
import { bitrix24 } from '../../../src/crm/bitrix24/webhook';
import type { Deal, DealEvent } from '../../../src/facts/rows';
import { drain } from '../../../src/ingest/drain';
import { type Received, receive } from '../../../src/ingest/receive';
import { type MemoryWorld, memoryWorld } from '../../memory-world';

export const SECRET = 'open sesame';
export const NOW = Date.parse('2026-11-21T09:00:00Z');

export function workbook(): MemoryWorld {
  const memory = memoryWorld({ now: NOW, crms: { bitrix24 } });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  return memory;
}
export const post = (memory: MemoryWorld, body: string): Received =>
  receive(memory.world({ last: true }), { crm: 'bitrix24', secret: SECRET, body, contentType: 'application/x-www-form-urlencoded' });
export function drained(memory: MemoryWorld): void {
  const world = memory.world();
  world.lock.within(0, () => drain(world, { atMost: 1_000, until: 60_000 }));
}
export const deals = (memory: MemoryWorld): Deal[] => memory.rows<Deal>(dealsSheet);
export const events = (memory: MemoryWorld, dealId: string): DealEvent[] => memory.rows<DealEvent>(dealEventsSheet).filter(({ deal_id }) => deal_id === dealId);
