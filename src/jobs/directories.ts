import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Crm, Field, Manager, Outcome, Stage } from '../facts/rows';
import { stageKey } from '../facts/rows';
import { reachOf } from '../ingest/connections';
import { EDITED, withEdited } from '../ingest/unknowns';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import type { Directories } from '../ports/crm-source';
import type { World } from '../ports/world';
import { alone, rowsOf } from './panel';

/** Lines that were added and lines that got a name. */
export interface SavedDirectories {
  readonly managers: number;
  readonly stages: number;
  readonly fields: number;
}

/**
 * People, stages and fields of the CRM into their tabs: names go where none stands yet (or only the id), a stage that the CRM itself calls won or lost gets the outcome that this means. What a
 * person has written stays. Throws what the source throws, Fault connection-missing, busy.
 */
export function saveDirectories(world: World, crm: string): SavedDirectories {
  const { source, reach } = reachOf(world, crm),
    found = source.directories(reach);
  return alone(world, () => {
    const saved = {
      managers: saveManagers(world, crm as Crm, found),
      stages: saveStages(world, crm as Crm, found),
      fields: saveFields(world, crm as Crm, found),
    };
    const tabs = (['managers', 'stages', 'fields'] as const).filter((key) => saved[key] > 0);
    world.store.set(withEdited(world.store.get(EDITED), tabs));
    return saved;
  });
}

/** Rows of one CRM changed where they stand, and those that no row has yet added: at most one read and two writes. `mend` gives back the row itself when nothing is to be changed. */
function save<R extends Row, T>(
  world: World,
  sheet: SheetTemplate,
  {
    given,
    keyOf,
    nameOf,
    mend,
    make,
  }: { given: readonly T[]; keyOf: (row: R) => string; nameOf: (one: T) => string; mend: (row: R, one: T) => R; make: (one: T) => R },
): number {
  const { rows } = rowsOf<R>(world, sheet),
    wanted = new Map(given.map((one) => [nameOf(one), one] as const)),
    held = new Set(rows.map(({ row }) => keyOf(row)));
  const changed = rows.flatMap(({ at, row }) => {
    const one = wanted.get(keyOf(row)),
      next = one === undefined ? row : mend(row, one);
    return Object.keys(next).some((key) => next[key] !== row[key]) ? [{ at, row: next }] : [];
  });
  const added = [...wanted].flatMap(([key, one]) => (held.has(key) ? [] : [make(one)]));
  if (changed.length > 0) world.sheets.write(sheet, changed);
  if (added.length > 0) world.sheets.append(sheet, added);
  return changed.length + added.length;
}
/** A name that stands there already, unless it is none. */
const named = (held: string, id: string, name: string): string => (held.trim() === '' || held === id ? name || held : held);

const saveManagers = (world: World, crm: Crm, { managers }: Directories): number =>
  save<Manager, Directories['managers'][number]>(world, managersSheet, {
    given: managers,
    keyOf: (row) => `${row.crm}/${row.manager_id}`,
    nameOf: (one) => `${crm}/${one.id}`,
    mend: (row, one) => ({ ...row, manager: named(row.manager, one.id, one.name), department: row.department || one.department }),
    make: (one) => ({
      crm,
      manager_id: one.id,
      manager: one.name,
      department: one.department,
      role: '',
      personnel_number: '',
      active_from: null,
      active_to: null,
    }),
  });

const proposed: Readonly<Record<Directories['stages'][number]['semantics'], Outcome | ''>> = { open: '', won: 'contract', lost: 'refusal' };
const saveStages = (world: World, crm: Crm, { stages }: Directories): number => {
  const outcomeOf = (one: Directories['stages'][number]): Outcome => {
    const own = world.crms[crm]?.stage(one.pipelineId, one.stageId).outcome ?? 'unmapped';
    return own === 'unmapped' ? proposed[one.semantics] || own : own;
  };
  return save<Stage, Directories['stages'][number]>(world, stagesSheet, {
    given: stages,
    keyOf: (row) => `${row.crm}/${stageKey(row.pipeline_id, row.stage_id)}`,
    nameOf: (one) => `${crm}/${stageKey(one.pipelineId, one.stageId)}`,
    mend: (row, one) => ({
      ...row,
      pipeline: named(row.pipeline, one.pipelineId, one.pipeline),
      stage: named(row.stage, one.stageId, one.stage),
      position: row.position ?? one.position,
      outcome: row.outcome === '' || row.outcome === 'unmapped' ? outcomeOf(one) : row.outcome,
    }),
    make: (one) => ({
      crm,
      pipeline_id: one.pipelineId,
      pipeline: one.pipeline,
      stage_id: one.stageId,
      stage: one.stage,
      outcome: outcomeOf(one),
      position: one.position,
      norm_days: null,
      probability: null,
      required_fields: '',
    }),
  });
};

const saveFields = (world: World, crm: Crm, { fields }: Directories): number =>
  save<Field, Directories['fields'][number]>(world, fieldsSheet, {
    given: fields,
    keyOf: (row) => `${row.crm}/${row.entity}/${row.field_id}`,
    nameOf: (one) => `${crm}/${one.entity}/${one.id}`,
    mend: (row, one) => ({ ...row, field: named(row.field, one.id, one.name) }),
    make: (one) => ({ crm, entity: one.entity, field_id: one.id, field: one.name, meaning: '' }),
  });
