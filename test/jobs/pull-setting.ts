import { contactsSheet } from '../../sheets-templates/contacts';
import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { journalSheet } from '../../sheets-templates/journal';
import { reconciliationSheet } from '../../sheets-templates/reconciliation';
import type { Certificate, Contact, Deal, DealEvent, Letter } from '../../src/facts/rows';
import { keepConnection } from '../../src/ingest/connections';
import { receive } from '../../src/ingest/receive';
import { pullStep } from '../../src/jobs/pull';
import { type MemoryWorld, memoryWorld } from '../memory-world';
import { CRM, type FakeCrm } from './pull-crm';

export const NOW = Date.parse('2026-11-21T09:00:00Z'),
  MINUTE = 60_000;
const SECRET = 'open sesame';

export function connected(crm: FakeCrm, options: Readonly<Record<string, string>> = {}): MemoryWorld {
  const memory = memoryWorld({ now: NOW, crms: { [CRM]: crm.adapter }, sources: { [CRM]: crm.source } });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET), secret: SECRET, 'webhook.url': 'https://script.example/exec' });
  keepConnection(memory.store, { crm: CRM, address: 'https://fake.example', token: 'a-token', options });
  memory.calls();
  return memory;
}
export const post = (memory: MemoryWorld, body: string): string => receive(memory.world({ last: true }), { crm: CRM, secret: SECRET, body, contentType: '' });
/** Minutes of work, until nothing is left. */
export function pulled(memory: MemoryWorld, until = 240_000): number {
  for (let minutes = 1; minutes < 500; minutes += 1) {
    memory.now += MINUTE;
    if (pullStep(memory.world(), until) !== true) return minutes;
  }
  throw new Error('The pull came to no end');
}
export const deals = (memory: MemoryWorld): Deal[] => memory.rows<Deal>(dealsSheet);
export const events = (memory: MemoryWorld): DealEvent[] => memory.rows<DealEvent>(dealEventsSheet);
export const letters = (memory: MemoryWorld): Letter[] => memory.rows<Letter>(journalSheet);
export const certificates = (memory: MemoryWorld): Certificate[] => memory.rows<Certificate>(reconciliationSheet);

/** What the workbook must say of the CRM's deals and contacts, sorted by id; deleted ones are told apart by `deleted` alone. */
export function truth(crm: FakeCrm): readonly string[] {
  return [
    ...[...crm.deals.values()].map(
      ({ id, created, stage, amount, owner, name, client }) =>
        `${id} ${created} ${stage} ${amount * 100} ${owner} ${name} ${crm.contacts.get(client)?.name ?? ''}`,
    ),
  ].sort();
}
export const told = (memory: MemoryWorld): readonly string[] =>
  deals(memory)
    .filter(({ deleted }) => !deleted)
    .map((deal) => `${deal.deal_id} ${deal.created_at} ${deal.stage_id} ${deal.amount} ${deal.manager_id} ${deal.deal} ${deal.client}`)
    .sort();
export const contactsTold = (memory: MemoryWorld): readonly string[] =>
  memory
    .rows<Contact>(contactsSheet)
    .filter(({ deleted }) => !deleted)
    .map(({ id, name }) => `${id} ${name}`)
    .sort();
