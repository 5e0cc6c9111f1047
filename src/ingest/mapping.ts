import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { settingsSheet } from '../../sheets-templates/settings';
import { stagesSheet } from '../../sheets-templates/stages';
import type { DealMapping } from '../facts/deal-mapping';
import type { DealRecord } from '../facts/deal-record';
import { readSettings } from '../facts/read-settings';
import type { Field, Manager, Meaning, Outcome, Stage } from '../facts/rows';
import { meanings, outcomes, stageKey } from '../facts/rows';
import type { TimedSide } from '../facts/side-record';
import type { CrmAdapter } from '../ports/crm-adapter';
import type { World } from '../ports/world';
import { piecesOf } from './pieces';

type ByCrm<V> = Readonly<Record<string, Readonly<Record<string, V>>>>;
/**
 * The tabs `stages`, `fields`, `managers` as ingest needs them, published in the Store so that a webhook need not read three tabs: outcome by `pipeline/stage`, meaning by
 * field id ('' = seen, means nothing), name by manager id. `law` names all that changes what bodies mean: it does not change when a new id is only noted.
 */
export interface Published {
  readonly law: string;
  readonly zone: string;
  /** first word of the address of the amoCRM account (setting `amocrm_subdomain`); '' = any account's bodies are ours */
  readonly account: string;
  readonly stages: ByCrm<string>;
  readonly fields: ByCrm<string>;
  readonly managers: ByCrm<string>;
  /** fields of contacts and companies that mean something, by `contact/id`; absent where none do */
  readonly clients?: ByCrm<string>;
}

/** Store: pieces `mapping.0` …, each begins with `mark:pieces:`, so that pieces of two times are never mixed. */
const KEY = 'mapping.';
const PIECE = 8_000;

/** As a drain last published it; null when that never happened or the pieces do not belong together. */
export function publishedIn(all: Readonly<Record<string, string>>): Published | null {
  const count = Number((all[`${KEY}0`] ?? '').split(':')[1] ?? 0),
    head = (all[`${KEY}0`] ?? '').split(':').slice(0, 2).join(':');
  if (!(count > 0)) return null;
  const pieces = Array.from({ length: count }, (_, i) => all[`${KEY}${i}`] ?? '');
  return pieces.every((piece) => piece.startsWith(`${head}:`)) ? (JSON.parse(pieces.map((piece) => piece.slice(head.length + 1)).join('')) as Published) : null;
}

/** Entries for the Store; pieces of a longer mapping before are deleted. */
export function publishing(all: Readonly<Record<string, string>>, mapping: Published, hash: (text: string) => string): Readonly<Record<string, string | null>> {
  const text = JSON.stringify(mapping),
    pieces = piecesOf(text, PIECE, 'bytes'),
    mark = hash(text).slice(0, 8);
  const old = Object.keys(all)
    .filter((key) => key.startsWith(KEY))
    .map((key) => [key, null] as const);
  return { ...Object.fromEntries(old), ...Object.fromEntries(pieces.map((piece, i) => [`${KEY}${i}`, `${mark}:${pieces.length}:${piece}`])) };
}

/** Reads the three tabs, and the account from the settings. */
export function readMapping(world: World): Published {
  const stages: Record<string, Record<string, string>> = {},
    fields: Record<string, Record<string, string>> = {},
    managers: Record<string, Record<string, string>> = {},
    clients: Record<string, Record<string, string>> = {},
    account = readSettings(world.sheets.read(settingsSheet).rows.map(({ row }) => row)).settings.amocrm_subdomain,
    law: string[] = [world.zone, `account ${account}`];
  const put = <V>(into: Record<string, Record<string, V>>, crm: string, key: string, value: V): void => {
    const own = into[crm] ?? {};
    into[crm] = own;
    own[key] = value;
  };
  for (const { row } of world.sheets.read(stagesSheet).rows) {
    const { crm, pipeline_id, stage_id, outcome } = row as unknown as Stage,
      word = (outcomes as readonly string[]).includes(outcome) ? outcome : '',
      key = stageKey(pipeline_id, stage_id);
    put(stages, crm, key, word);
    if (word !== '' && word !== proposedOutcome(world.crms[crm], pipeline_id, stage_id)) law.push(`stage ${crm} ${key} ${word}`);
  }
  for (const { row } of world.sheets.read(fieldsSheet).rows) {
    const { crm, entity, field_id, meaning } = row as unknown as Field,
      word = (meanings as readonly string[]).includes(meaning) ? meaning : '';
    const isClient = entity === 'contact' || entity === 'company',
      key = isClient ? `${entity}/${field_id}` : field_id;
    if (!isClient || word !== '') put(isClient ? clients : fields, crm, key, word);
    if (word !== '') law.push(`field ${crm} ${key} ${word}`);
  }
  for (const { row } of world.sheets.read(managersSheet).rows) {
    const { crm, manager_id, manager } = row as unknown as Manager;
    if (manager_id !== '') put(managers, crm, manager_id, manager);
  }
  return {
    law: world.hash(law.sort().join('\n')).slice(0, 8),
    zone: world.zone,
    account,
    stages,
    fields,
    managers,
    ...(Object.keys(clients).length > 0 ? { clients } : {}),
  };
}

/** Ids are texts of a CRM: `constructor` may be one. */
const inMap = <V>(map: ByCrm<V>, crm: string, key: string): V | undefined => {
  const own = map[crm];
  return own !== undefined && Object.hasOwn(own, key) ? own[key] : undefined;
};
const proposedOutcome = (adapter: CrmAdapter | undefined, pipelineId: string, stageId: string): Outcome =>
  adapter?.stage(pipelineId, stageId).outcome ?? 'unmapped';
const closing: readonly string[] = ['refusal', 'junk', 'duplicate', 'done'];

/** The mapping as the fold asks for it. What a person said of a stage comes before the CRM's own rules. */
export function dealMapping(published: Published, crms: Readonly<Record<string, CrmAdapter>>, clientName: DealMapping['clientName'] = () => ''): DealMapping {
  const mapped = Object.fromEntries(Object.entries(published.fields).map(([crm, byId]) => [crm, new Set(Object.values(byId))]));
  return {
    zone: published.zone,
    stage: (crm, pipelineId, stageId) => {
      const own = crms[crm]?.stage(pipelineId, stageId) ?? { outcome: 'unmapped', closed: false },
        said = inMap(published.stages, crm, stageKey(pipelineId, stageId)) ?? '';
      const outcome = said === '' ? own.outcome : (said as Outcome);
      return { outcome, closed: own.closed || closing.includes(outcome) };
    },
    meaning: (crm, fieldId) => (inMap(published.fields, crm, fieldId) ?? '') as Meaning | '',
    isMapped: (crm, meaning) => mapped[crm]?.has(meaning) ?? false,
    managerName: (crm, managerId) => inMap(published.managers, crm, managerId) || managerId,
    clientName,
    link: (crm, account, dealId) => crms[crm]?.link(account, dealId) ?? '',
  };
}

/** A contact or company with what people mapped of its fields in its columns: the qualification. */
export function meantBy(published: Published | null): (record: TimedSide) => TimedSide {
  const { clients } = published ?? {};
  return (record) => {
    const found = clients && record.fields?.find(({ id }) => inMap(clients, record.crm, `${record.entity}/${id}`) === 'qualification');
    if (!found || (record.entity !== 'contact' && record.entity !== 'company')) return record;
    const qualification = found.values
      .map(({ value }) => value.trim())
      .filter((text) => text !== '')
      .join(', ')
      .slice(0, 2_000);
    return { ...record, values: { ...record.values, qualification } } as TimedSide;
  };
}

/** Does the body name another amoCRM account than ours? Ids are unique within an account only, so its deals would be taken for ours. */
export const isForeign = ({ account: ours }: Published, { crm, account = '' }: DealRecord): boolean =>
  crm === 'amocrm' && ours !== '' && account !== '' && account.split('.')[0]?.toLowerCase() !== ours;

/** Is everything that the record names noted in the tabs? */
export const knowsAll = (published: Published, record: DealRecord): boolean => unknownIn(published, record).length === 0;

/** Ids of a record that no tab has yet. */
export interface Unknown {
  readonly kind: 'stage' | 'field' | 'manager';
  readonly crm: string;
  readonly group: string;
  readonly id: string;
  readonly name: string;
  /** of a stage: what its pipeline is called, where that is told */
  readonly groupName?: string;
}
export function unknownIn(published: Published, record: DealRecord): Unknown[] {
  const { crm, pipelineId = '', stageId = '', managerId = '' } = record,
    found: Unknown[] = [];
  if (stageId !== '' && pipelineId !== '' && inMap(published.stages, crm, stageKey(pipelineId, stageId)) === undefined)
    found.push({ kind: 'stage', crm, group: pipelineId, id: stageId, name: record.names?.stage ?? '', groupName: record.names?.pipeline ?? '' });
  if (managerId !== '' && inMap(published.managers, crm, managerId) === undefined)
    found.push({ kind: 'manager', crm, group: '', id: managerId, name: record.names?.manager ?? '' });
  for (const field of record.fields ?? [])
    if (inMap(published.fields, crm, field.id) === undefined) found.push({ kind: 'field', crm, group: '', id: field.id, name: field.name });
  return found;
}
