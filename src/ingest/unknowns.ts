import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { stagesSheet } from '../../sheets-templates/stages';
import { crmWords } from '../../sheets-templates/words';
import type { DealRecord } from '../facts/deal-record';
import type { Field, Manager, Problem, Stage } from '../facts/rows';
import { stageKey } from '../facts/rows';
import { problemWords } from '../i18n/speak';
import type { Words } from '../kernel/sheet-template';
import { withWords } from '../kernel/word-list';
import type { World } from '../ports/world';
import { type Published, type Unknown, unknownIn } from './mapping';

/** Store: input tabs that changed since they were last read (jobs/inputs), keys apart by blanks. */
export const EDITED = 'inputs.edited';
export const withEdited = (kept: string | null, tabs: readonly string[]): Readonly<Record<string, string>> =>
  tabs.length === 0 ? {} : { [EDITED]: withWords(kept, tabs) };

/** A CRM whose deals have no pipelines has one, called like itself. */
const wordsOfCrms: Readonly<Record<string, Words>> = crmWords;

/**
 * Notes stages, fields and managers that were never seen, for a person to map: one append a tab. Webhooks of amoCRM bring no names of stages and managers, so their id stands
 * there until a person names them; a stage that the CRM itself closes (won, lost) comes with the outcome that this means.
 */
export function noteUnknowns(
  world: World,
  published: Published,
  records: readonly DealRecord[],
): { readonly published: Published; readonly problems: readonly Problem[] /** keys of tabs that got rows */; readonly tabs: readonly string[] } {
  const found = new Map<string, Unknown>();
  for (const record of records) for (const one of unknownIn(published, record)) found.set(`${one.kind} ${one.crm} ${one.group} ${one.id}`, one);
  const all = [...found.values()].map((one) => ({ ...one, id: one.id.slice(0, 200), group: one.group.slice(0, 200), name: one.name.slice(0, 500) }));
  if (all.length === 0) return { published, problems: [], tabs: [] };
  const pipelines = all.some(({ kind }) => kind === 'stage') ? pipelineNames(world) : new Map<string, string>();
  const stages = all
    .filter(({ kind }) => kind === 'stage')
    .map(
      (one): Stage => ({
        crm: one.crm,
        pipeline_id: one.group,
        pipeline:
          pipelines.get(`${one.crm}/${one.group}`) ??
          (one.groupName?.slice(0, 200) || (one.group === one.crm ? wordsOfCrms[one.crm]?.[world.lang] : '') || one.group),
        stage_id: one.id,
        stage: one.name || one.id,
        outcome: world.crms[one.crm]?.stage(one.group, one.id).outcome ?? 'unmapped',
        position: null,
        norm_days: null,
        probability: null,
        required_fields: '',
      }),
    );
  const fields = all
    .filter(({ kind }) => kind === 'field')
    .map((one): Field => ({ crm: one.crm, entity: 'deal', field_id: one.id, field: one.name || one.id, meaning: '' }));
  const managers = all
    .filter(({ kind }) => kind === 'manager')
    .map(
      (one): Manager => ({
        crm: one.crm,
        manager_id: one.id,
        manager: one.name,
        department: '',
        role: '',
        personnel_number: '',
        active_from: null,
        active_to: null,
      }),
    );
  if (stages.length > 0) world.sheets.append(stagesSheet, stages);
  if (fields.length > 0) world.sheets.append(fieldsSheet, fields);
  if (managers.length > 0) world.sheets.append(managersSheet, managers);
  const tabs = [
    ...(stages.length > 0 ? [stagesSheet.key] : []),
    ...(fields.length > 0 ? [fieldsSheet.key] : []),
    ...(managers.length > 0 ? [managersSheet.key] : []),
  ];
  const unmapped = stages.filter(({ outcome }) => outcome === 'unmapped');
  return {
    tabs,
    published: {
      ...published,
      stages: withKeys(
        published.stages,
        stages.map((row) => [row.crm, stageKey(row.pipeline_id, row.stage_id), row.outcome]),
      ),
      fields: withKeys(
        published.fields,
        fields.map((row) => [row.crm, row.field_id, row.meaning]),
      ),
      managers: withKeys(
        published.managers,
        managers.map((row) => [row.crm, row.manager_id, row.manager]),
      ),
    },
    problems: unmapped.map((row) => ({
      at: world.now,
      tab: stagesSheet.title[world.lang],
      row: '',
      ...problemWords('stage-unmapped', { pipeline: row.pipeline, stage: row.stage }, world.lang),
      times: 1,
    })),
  };
}

/** Names that people gave to pipelines: a new stage joins its own. */
const pipelineNames = (world: World): ReadonlyMap<string, string> =>
  new Map(
    (world.sheets.read(stagesSheet).rows.map(({ row }) => row) as unknown as readonly Stage[]).map((row) => [`${row.crm}/${row.pipeline_id}`, row.pipeline]),
  );

function withKeys(known: Published['stages'], entries: readonly (readonly [crm: string, key: string, value: string])[]): Published['stages'] {
  const next: Record<string, Record<string, string>> = Object.fromEntries(Object.entries(known).map(([crm, byId]) => [crm, { ...byId }]));
  for (const [crm, key, value] of entries) {
    const own = next[crm] ?? {};
    next[crm] = own;
    own[key] = value;
  }
  return next;
}
