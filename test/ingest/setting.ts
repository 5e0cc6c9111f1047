import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { fieldsSheet } from '../../sheets-templates/fields';
import { journalSheet } from '../../sheets-templates/journal';
import { problemsSheet } from '../../sheets-templates/problems';
import { stagesSheet } from '../../sheets-templates/stages';
import { amoCrm } from '../../src/crm/amocrm/webhook';
import type { Deal, DealEvent, Letter, Problem } from '../../src/facts/rows';
import { type Drained, drain } from '../../src/ingest/drain';
import { rebuild } from '../../src/ingest/rebuild';
import { type Received, receive } from '../../src/ingest/receive';
import type { Lang } from '../../src/kernel/sheet-template';
import { type MemoryWorld, memoryWorld } from '../memory-world';

export const SECRET = 'open sesame';
export const NOW = Date.parse('2026-11-21T09:00:00Z');

/** An installation with the secret set; stages and fields mapped unless `unmapped`. */
export function installed(
  options: {
    readonly zone?: string;
    readonly lang?: Lang;
    readonly missing?: readonly string[];
    readonly unmapped?: true /** a deal of this name cannot be written */;
    readonly poison?: string;
  } = {},
): MemoryWorld {
  const poisoned = (reading: ReturnType<typeof amoCrm.read>): typeof reading => ({
    ...reading,
    deals: reading.deals.map((record) => (options.poison !== undefined && record.name === options.poison ? { ...record, createdAt: Number.NaN } : record)),
  });
  const memory = memoryWorld({ now: NOW, crms: { amocrm: { ...amoCrm, read: (text, zone) => poisoned(amoCrm.read(text, zone)) } }, ...options });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  if (!options.unmapped) map(memory);
  memory.calls();
  return memory;
}

/** What a person maps: stages 10, 30, 50 of pipeline 1, fields 901 (contract amount) and 902 (source). */
export function map(memory: MemoryWorld): void {
  const stages = [
    [10, 'new'],
    [20, 'in_work'],
    [30, 'measurement'],
    [50, 'contract'],
    [60, 'done'],
    [142, 'contract'],
    [143, 'refusal'],
  ] as const;
  memory.put(
    stagesSheet,
    stages.map(([id, outcome], i) => ({
      crm: 'amocrm',
      pipeline_id: '1',
      pipeline: 'Продажи',
      stage_id: String(id),
      stage: `Этап ${id}`,
      outcome,
      position: i,
    })),
  );
  memory.put(
    fieldsSheet,
    [
      ['901', 'contract_amount'],
      ['902', 'source'],
      ['903', 'paid'],
    ].map(([id, meaning]) => ({ crm: 'amocrm', entity: 'deal', field_id: id ?? '', field: id ?? '', meaning: meaning ?? '' })),
  );
}

export const post = (memory: MemoryWorld, body: string, secret = SECRET, crm = 'amocrm'): Received =>
  receive(memory.world({ last: true }), { crm, secret, body, contentType: 'application/x-www-form-urlencoded' });
export const drained = (memory: MemoryWorld, atMost = 1_000, until = 60_000): Drained => {
  const world = memory.world();
  return world.lock.within(0, () => drain(world, { atMost, until })) ?? { taken: -1, pending: -1, deals: [], months: [], problems: 0 };
};
export const rebuilt = (memory: MemoryWorld, until = 60_000): ReturnType<typeof rebuild> => {
  const world = memory.world();
  return world.lock.within(0, () => rebuild(world, { until }));
};

export const deals = (memory: MemoryWorld): Deal[] => memory.rows<Deal>(dealsSheet);
export const events = (memory: MemoryWorld): DealEvent[] => memory.rows<DealEvent>(dealEventsSheet);
export const letters = (memory: MemoryWorld): Letter[] => memory.rows<Letter>(journalSheet);
export const problems = (memory: MemoryWorld): Problem[] => memory.rows<Problem>(problemsSheet);
