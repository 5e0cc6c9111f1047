import type { Directories, Reach } from '../../ports/crm-source';
import { batch, type Command, whole } from './rest';
import { kinds } from './source-kinds';
import { idIn, LEADS, listOf, mapOf, type Raw, text } from './words';

/** Users with their departments, funnels with their stages (leads as a pipeline of their own), fields that people may give a meaning. */
export function directories(reach: Reach): Directories {
  const first = whole(reach, {
    users: { method: 'user.get', params: { sort: 'ID', order: 'ASC' } },
    departments: { method: 'department.get', params: { sort: 'ID', order: 'ASC' }, soft: true },
    funnels: { method: 'crm.category.list', params: { entityTypeId: 2 } },
    statuses: statuses('STATUS'),
    owners: { method: 'crm.enum.ownertype', params: {}, soft: true },
    ...Object.fromEntries(WITH_FIELDS.map((entity) => [entity, { method: `${kinds[entity].method}.fields`, params: {} }])),
  });
  const rows = (key: string): Raw[] => (first[key]?.rows ?? []).map(mapOf);
  const funnels = rows('funnels').map((raw) => ({ id: text(raw.id), name: text(raw.name) })),
    stages = batch(reach, Object.fromEntries(funnels.map(({ id }) => [`s${id}`, statuses(id === '0' ? 'DEAL_STAGE' : `DEAL_STAGE_${id}`)])));
  const department = new Map(rows('departments').map((raw) => [idIn(raw.ID), text(raw.NAME)])),
    leads = text(rows('owners').find((raw) => idIn(raw.ID) === '1')?.NAME) || 'Leads';
  return {
    managers: rows('users').map((raw) => ({
      id: idIn(raw.ID),
      name:
        [raw.NAME, raw.LAST_NAME]
          .map(text)
          .filter((part) => part !== '')
          .join(' ') || text(raw.EMAIL),
      active: ['1', 'Y'].includes(text(raw.ACTIVE)),
      department: listOf(raw.UF_DEPARTMENT).flatMap((id) => department.get(idIn(id)) ?? [])[0] ?? '',
    })),
    stages: [...stagesIn(rows('statuses'), LEADS, leads), ...funnels.flatMap(({ id, name }) => stagesIn((stages[`s${id}`]?.rows ?? []).map(mapOf), id, name))],
    fields: WITH_FIELDS.flatMap((entity) =>
      Object.entries(mapOf(first[entity]?.value))
        .filter(([key]) => /^(UF_|UTM_|BEGINDATE$|CLOSEDATE$)/.test(key))
        .map(([id, field]) => ({ entity, id, name: nameOf(mapOf(field)) || id })),
    ),
  };
}
const WITH_FIELDS = ['deal', 'lead', 'contact', 'company'] as const;
const statuses = (entity: string): Command => ({ method: 'crm.status.list', params: { order: { SORT: 'ASC' }, filter: { ENTITY_ID: entity } } });

/** People's own fields have their label beside the title, which is only the key again. */
const nameOf = (field: Raw): string => text(field.formLabel) || text(field.listLabel) || text(field.title);

const stagesIn = (rows: readonly Raw[], pipelineId: string, pipeline: string): Directories['stages'] =>
  [...rows]
    .sort((a, b) => Number(a.SORT) - Number(b.SORT))
    .map((raw, i) => {
      const mark = text(raw.SEMANTICS) || text(mapOf(raw.EXTRA).SEMANTICS);
      return {
        pipelineId,
        pipeline,
        stageId: text(raw.STATUS_ID),
        stage: text(raw.NAME),
        position: i + 1,
        semantics: /^S/i.test(mark) ? 'won' : /^(F|apology)/i.test(mark) ? 'lost' : 'open',
      };
    });
