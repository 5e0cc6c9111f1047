import { dealsSheet } from '../../sheets-templates/deals';
import { expensesSheet } from '../../sheets-templates/expenses';
import { managersSheet } from '../../sheets-templates/managers';
import { paymentsSheet } from '../../sheets-templates/payments';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import { plansSheet } from '../../sheets-templates/plans';
import { settingsSheet } from '../../sheets-templates/settings';
import { stagesSheet } from '../../sheets-templates/stages';
import { jsonCrm } from '../../src/crm/json/adapter';
import { journeyOf, journeysOf } from '../../src/facts/journeys';
import { readSettings } from '../../src/facts/read-settings';
import type { Deal } from '../../src/facts/rows';
import { dealKey } from '../../src/facts/rows';
import { everyone } from '../../src/jobs/kin';
import { noteEditOf } from '../../src/jobs/note-edit';
import type { Row, SheetTemplate } from '../../src/kernel/sheet-template';
import { post, SECRET } from '../ingest/setting';
import { type MemoryWorld, memoryWorld } from '../memory-world';
import { expenses, lookAndCompare, plans, schemes } from './refresh-company';

/** A company that calls in one system (`json`) and sells in another (`onec`): 1 is where a deal begins, 3 measurement, 5 contract, 9 refusal. */
export const systems = ['json', 'onec'] as const;
const outcomes = { 1: 'new', 2: 'in_work', 3: 'measurement', 4: 'quote', 5: 'contract', 8: 'junk', 9: 'refusal' } as const;
const people = systems.flatMap((crm) =>
  ['Anna', 'Boris', 'Vera'].map((manager) => ({ crm, manager_id: manager, manager, department: manager === 'Vera' ? '' : 'Sales' })),
);
const steps = systems.flatMap((crm) =>
  Object.entries(outcomes).map(([id, outcome], i) => ({ crm, pipeline_id: crm, pipeline: crm, stage_id: id, stage: `Stage ${id}`, outcome, position: i })),
);
const inputs: readonly (readonly [SheetTemplate, readonly Row[]])[] = [
  [managersSheet, people],
  [stagesSheet, steps],
  [plansSheet, plans],
  [payrollSchemesSheet, schemes],
  [expensesSheet, expenses],
  [paymentsSheet, []],
  [settingsSheet, [{ key: 'funnel_months', value: '2' }]],
];
export function joinedCompany(now: number): MemoryWorld {
  const memory = memoryWorld({ now, crms: { json: jsonCrm('json'), onec: jsonCrm('onec') } });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  inputs.forEach(([sheet, rows], i) => {
    memory.put(sheet, rows);
    memory.store.set({ [`sheet.${sheet.key}`]: String(i + 1) });
  });
  return memory;
}
/** A person writes other rows into an input tab; the trigger notes it. */
export function editOf(memory: MemoryWorld, sheet: SheetTemplate, rows: readonly Row[]): void {
  memory.put(sheet, rows);
  noteEditOf(memory.world().store, { sheetId: 1 + inputs.findIndex(([one]) => one.key === sheet.key), row: 2 });
}

/** Tells one record to one system now, or as of `at`; `late` only changes which of two tidings is the newer. */
export function tells(memory: MemoryWorld, crm: (typeof systems)[number], word: 'deal' | 'client' | 'payment', entity: object, at = memory.now): void {
  post(memory, JSON.stringify({ source: '', event: `${word}.updated`, sent_at: new Date(at).toISOString(), entity }), SECRET, crm);
}
/** A deal of a client; days from, by `YYYY-MM-DD`. */
export const deal = (ref: string, client: string, created: string, more: object = {}): object => ({
  ref,
  client_ref: client,
  date: `${created}T10:00:00+03:00`,
  stage: '1',
  manager: 'Anna',
  ...more,
});

/** The columns of journeys by deal, as `journey > counted in`. */
export const journeys = (memory: MemoryWorld): Readonly<Record<string, string>> =>
  Object.fromEntries(memory.rows<Deal>(dealsSheet).map((row) => [dealKey(row), `${row.journey} > ${row.counted_in}`.trim()]));

/** One look; then the tabs are those of everything, and the journeys those of everybody looked at anew. */
export function lookAndJoin(memory: MemoryWorld): void {
  lookAndCompare(memory);
  const world = memory.world(),
    { settings } = readSettings(memory.rows(settingsSheet)),
    should = journeysOf(everyone(world), { ...settings, time_zone: world.zone });
  expect(Object.fromEntries(memory.rows<Deal>(dealsSheet).map((row) => [dealKey(row), journeyOf(row)]))).toEqual(Object.fromEntries(should));
}
