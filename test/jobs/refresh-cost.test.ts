import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import type { DealMapping } from '../../src/facts/deal-mapping';
import type { TimedRecord } from '../../src/facts/deal-record';
import { history } from '../../src/facts/deal-state';
import type { Deal, DealEvent, Meaning, Outcome } from '../../src/facts/rows';
import { dealOrder, eventOrder, inOrderOf } from '../../src/ingest/canonical';
import { look } from '../../src/jobs/tick';
import type { SheetTemplate } from '../../src/kernel/sheet-template';
import type { World } from '../../src/ports/world';
import { post } from '../ingest/setting';
import type { MemoryWorld } from '../memory-world';
import { bodyOf, company, DAY, fields, lookAndCompare, removal, stages, time } from './refresh-company';

const NOW = time('2026-12-15T12:00:00'),
  ZONE = 'Europe/Moscow',
  EVERY = (30.44 * DAY) / 100; // a hundred deals a month
const meanings = new Map(fields.map((row) => [row.field_id, row.meaning])),
  outcomes = new Map(stages.map((row) => [row.stage_id, row.outcome]));
const mapping: DealMapping = {
  zone: ZONE,
  stage: (_crm, _pipeline, stage) => {
    const outcome = (outcomes.get(stage) ?? 'unmapped') as Outcome;
    return { outcome, closed: ['done', 'refusal', 'junk', 'duplicate'].includes(outcome) };
  },
  meaning: (_crm, field) => (meanings.get(field) ?? '') as Meaning | '',
  isMapped: (_crm, meaning) => [...meanings.values()].includes(meaning),
  managerName: (_crm, id) => id,
  clientName: () => '',
  link: () => '',
};
const fieldIds = new Map(fields.map((row) => [row.meaning, String(row.field_id)]));

/** Deal number `id` of `all`, the last of them created just now: measured after a week, every second signed after three and paid in full after five. */
const createdOf = (id: number, all: number): number => Math.floor((NOW - 3_600_000 - (all - id) * EVERY) / 1000) * 1000;
function recordsOf(id: number, all: number): TimedRecord[] {
  const created = createdOf(id, all),
    steps: readonly (readonly [day: number, stage: string, says: Readonly<Record<string, string>>])[] = [
      [0, '10', { source: id % 3 === 0 ? 'Site' : 'Ads' }],
      [7, '30', {}],
      ...(id % 2 === 0
        ? ([
            [21, '50', { contract_amount: String(100 + (id % 50)), prepayment: '40', materials_cost: '30' }],
            [35, '60', { paid: String(60 + (id % 50)) }],
          ] as const)
        : ([[14, '143', {}]] as const)),
    ];
  return steps
    .filter(([days]) => created + days * DAY < NOW)
    .map(
      ([days, stage, says], i): TimedRecord => ({
        crm: 'amocrm',
        dealId: String(id),
        action: i === 0 ? 'add' : 'update',
        version: created + days * DAY,
        createdAt: created,
        name: 'Windows',
        pipelineId: '1',
        stageId: stage,
        managerId: String(7 + (id % 3)),
        fields: Object.entries(says).map(([meaning, value]) => ({ id: fieldIds.get(meaning) ?? '', name: meaning, values: [{ value }] })),
        receivedAt: created + days * DAY,
        eventId: `b${id}-${i}`,
      }),
    );
}

/** So many deals, straight in the tabs as ingest leaves them, and a first look. */
function historyOf(all: number): MemoryWorld {
  const memory = company(NOW - 60_000),
    deals: Deal[] = [],
    events: DealEvent[] = [];
  for (let id = 1; id <= all; id += 1) {
    const told = history(recordsOf(id, all), mapping);
    deals.push(told.deal);
    events.push(...told.events);
  }
  memory.put(dealsSheet, inOrderOf(dealOrder, deals, ZONE));
  memory.put(dealEventsSheet, inOrderOf(eventOrder, events, ZONE));
  memory.store.set({ [dealOrder.key]: String(deals.length), [eventOrder.key]: String(events.length) });
  look(memory.world());
  return memory;
}

/** Cells read by a look, by tab: rows × columns of what is read, and of what a replacement compares with; a search gives places only. */
interface Read {
  readonly all: number;
  readonly calls: number;
  readonly byTab: Readonly<Record<string, number>>;
}
function cellsRead(memory: MemoryWorld): Read {
  const world = memory.world(),
    byTab: Record<string, number> = {},
    wide = (sheet: SheetTemplate): number => Object.keys(sheet.columns).length;
  const add = (sheet: SheetTemplate, rows: number): void => {
    byTab[sheet.key] = (byTab[sheet.key] ?? 0) + rows * wide(sheet);
  };
  const counted: World = {
    ...world,
    sheets: {
      ...world.sheets,
      read: (sheet) => {
        const read = world.sheets.read(sheet);
        add(sheet, read.rows.length);
        return read;
      },
      readSpan: (sheet, from, count) => {
        add(sheet, count);
        return world.sheets.readSpan(sheet, from, count);
      },
      column: (sheet, key) => {
        const cells = world.sheets.column(sheet, key);
        byTab[sheet.key] = (byTab[sheet.key] ?? 0) + cells.length;
        return cells;
      },
      replace: (sheet, block, rows, identity) => {
        add(sheet, block === 'all' ? memory.rows(sheet).length : block.held);
        return world.sheets.replace(sheet, block, rows, identity);
      },
    },
  };
  memory.calls();
  look(counted);
  return { all: Object.values(byTab).reduce((a, b) => a + b, 0), calls: memory.calls().length, byTab };
}

interface Happening {
  readonly name: string;
  readonly does: (memory: MemoryWorld, all: number) => void;
}
const tell = (
  memory: MemoryWorld,
  all: number,
  back: number,
  told: { readonly stage: number; readonly says?: Readonly<Record<string, string>>; readonly owner?: number },
): void => {
  const id = all - back;
  post(memory, bodyOf('update', { id, at: memory.now, created: createdOf(id, all), owner: 7 + (id % 3), ...told }));
};
const happenings: readonly Happening[] = [
  { name: 'a new lead', does: (memory, all) => void post(memory, bodyOf('add', { id: all + 1, at: memory.now, created: memory.now })) },
  { name: 'a stage of a lead of this month', does: (memory, all) => tell(memory, all, 11, { stage: 20 }) },
  {
    name: 'a contract of a lead of last month',
    does: (memory, all) => tell(memory, all, 65, { stage: 50, says: { contract_amount: '300', prepayment: '100' } }),
  },
  { name: 'a payment of a lead of September', does: (memory, all) => tell(memory, all, 300, { stage: 60, says: { paid: '500' } }) },
  { name: 'an old contract cancelled', does: (memory, all) => tell(memory, all, 500, { stage: 143 }) },
  { name: 'a lead deleted', does: (memory, all) => void post(memory, removal(all - 40, memory.now)) },
];

test('ten times the history at the same monthly volume: a look after an event reads no more than half as many cells again, in no more calls', () => {
  const young = historyOf(1_000),
    old = historyOf(10_000),
    over: string[] = [];
  for (const { name, does } of happenings) {
    const read = (
      [
        [young, 1_000],
        [old, 10_000],
      ] as const
    ).map(([memory, all]) => {
      memory.now += 60_000;
      memory.calls();
      does(memory, all);
      const webhook = memory.calls();
      if (process.env.SHOW) console.log(`webhook at ${all} deals, ${name}: ${webhook.length} calls: ${webhook.join(', ')}`);
      if (webhook.length > 8) over.push(`${name}: the webhook made ${webhook.length} calls`);
      return cellsRead(memory);
    });
    const [few, many] = read as [Read, Read];
    if (process.env.SHOW) console.log(name, few, many);
    if (many.all > few.all * 1.5 || many.calls > few.calls) over.push(`${name}: ${few.all} cells in ${few.calls} calls -> ${many.all} in ${many.calls}`);
  }
  expect(over).toEqual([]);
  lookAndCompare(young);
}, 300_000);
