import type { DealRecord, FieldValue } from '../../facts/deal-record';
import { type Meaning, meanings } from '../../facts/rows';
import { clientOf, dealIdOf, type Met, managerOf, ownId, timeIn, versionOf } from './reading';
import { isJsonMap, type Json, type JsonMap, said, textOf } from './values';

/** Keys of a deal that are no custom fields (docs/json-contract.md). */
export const dealKeys: readonly string[] = [
  ...['ref', 'id', 'number', 'name', 'date', 'created_at', 'updated_at', 'closed_at', 'stage', 'stage_id', 'pipeline', 'pipeline_id', 'manager', 'manager_id'],
  ...[
    'client',
    'client_ref',
    'client_id',
    'client_kind',
    'client_phone',
    'client_email',
    'client_inn',
    'sum',
    'amount',
    'currency',
    'tags',
    'link',
    'history',
    'fields',
    'deleted',
  ],
  ...meanings,
];
const actions: Readonly<Record<string, DealRecord['action']>> = { created: 'add', deleted: 'delete', restored: 'restore' };

/** The deal as it is now, after the stages it stood at before (`history`, or `closed_at` for the present one): each of these is told once, by whoever says it first. */
export function readDeal(met: Met): DealRecord[] {
  const { content, crm } = met,
    ref = said(content, 'ref', 'id') ?? '',
    createdAt = timeIn(content, met, 'date', 'created_at');
  if (ref === '') {
    met.fault('ref', 'no id');
    return [];
  }
  const now: DealRecord = {
    crm,
    dealId: ownId(met, ref),
    action: textOf(content.deleted) === 'true' ? 'delete' : (actions[met.action] ?? 'update'),
    version: versionOf(content, met),
    ...(createdAt ? { createdAt } : {}),
    ...valuesOf(met),
    ...(textOf(content.deleted) === 'false' && met.action !== 'deleted' ? { deleted: false } : {}),
    ...(met.eventId === '' ? {} : { event: `${met.source}/${met.eventId}` }),
  };
  return [...(now.action === 'delete' ? [] : pastOf(now, met)), now];
}

/** A cost of a deal as an event of its own: all that this article has cost so far. */
export function readCost(met: Met): DealRecord[] {
  const dealId = dealIdOf(met.content, met) ?? '',
    article = said(met.content, 'article') || 'other';
  const column = ({ materials: 'materials_cost', delivery: 'delivery_cost', installation: 'installation_cost', other: 'other_cost' } as const)[article];
  if (column === undefined) met.fault('article', `unknown word: ${article.slice(0, 50)}`);
  if (dealId === '' || column === undefined) return [];
  const amount = met.action === 'deleted' ? '' : (said(met.content, 'amount', 'sum') ?? '');
  return [
    {
      crm: met.crm,
      dealId,
      action: 'update',
      version: versionOf(met.content, met),
      own: { [column]: amount },
      ...(met.eventId === '' ? {} : { event: `${met.source}/${met.eventId}` }),
    },
  ];
}

function valuesOf(met: Met): Partial<DealRecord> {
  const { content } = met,
    own = meanings.flatMap((key) => (Object.hasOwn(content, key) ? [[key, textOf(content[key])] as const] : [])),
    more = Object.entries(content).filter(([key]) => !dealKeys.includes(key)),
    fields = [...(isJsonMap(content.fields) ? Object.entries(content.fields) : []), ...more];
  const link = textOf(content.link),
    tags = content.tags;
  return {
    ...one('name', said(content, 'name', 'number')),
    ...stageIn(content, met),
    ...one('managerId', managerOf(content, met)),
    ...one('amount', said(content, 'sum', 'amount')),
    ...one('client', said(content, 'client')),
    ...one('clientId', clientOf(content, met)),
    ...reachOf(content),
    ...one('currency', said(content, 'currency')?.toUpperCase()),
    ...(tags === undefined
      ? {}
      : {
          tags: (Array.isArray(tags)
            ? tags.map(textOf)
            : textOf(tags)
                .split(',')
                .map((tag) => tag.trim())
          ).filter((tag) => tag !== ''),
        }),
    ...(own.length === 0 ? {} : { own: Object.fromEntries(own) as Partial<Record<Meaning, string>> }),
    ...(fields.length === 0 ? {} : { fields: fields.map(([id, value]) => ({ id, name: id, values: fieldOf(value) })) }),
    ...(/^https:\/\//.test(link) ? { account: link } : {}),
  };
}
const one = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });
/** How to reach the client, where the deal tells that itself. */
function reachOf(content: JsonMap): Pick<DealRecord, 'reach'> {
  const phone = said(content, 'client_phone'),
    email = said(content, 'client_email'),
    inn = said(content, 'client_inn');
  const reach = { ...one('phone', phone), ...one('email', email), ...one('inn', inn) };
  return Object.keys(reach).length === 0 ? {} : { reach };
}
const fieldOf = (value: Json): FieldValue[] => (Array.isArray(value) ? value : [value]).map((item) => ({ value: textOf(item as Json) }));

/** Where the deal stands, with the names of what has an id beside its name. A stage without a pipeline belongs to the pipeline that is called like its source. */
function stageIn(content: JsonMap, met: Met): Pick<DealRecord, 'stageId' | 'pipelineId' | 'names'> {
  const stage = said(content, 'stage') ?? '',
    stageId = said(content, 'stage_id') || said(content, 'stage'),
    pipeline = said(content, 'pipeline') ?? '',
    pipelineId = ownId(met, said(content, 'pipeline_id') || pipeline) || (stageId ? met.source || met.crm : ''),
    manager = said(content, 'manager') ?? '';
  const names = { ...(stage === '' ? {} : { stage }), ...(pipeline === '' ? {} : { pipeline }), ...(manager === '' ? {} : { manager }) };
  return { ...one('stageId', stageId), ...(pipelineId === '' ? {} : { pipelineId }), ...(Object.keys(names).length === 0 ? {} : { names }) };
}

function pastOf(now: DealRecord, met: Met): DealRecord[] {
  const { content } = met,
    list: readonly Json[] = Array.isArray(content.history) ? content.history : closing(now, met);
  return list.flatMap((item, i): DealRecord[] => {
    const past = isJsonMap(item) ? item : {},
      at = timeIn(past, { ...met, fault: (key, why) => met.fault(`history.${i}.${key}`, why) }, 'at');
    if (!at) return [];
    const same = Object.fromEntries(['pipeline', 'pipeline_id'].flatMap((key) => (Object.hasOwn(content, key) ? [[key, content[key] as Json]] : [])));
    const stood = stageIn({ ...same, ...past }, met);
    const { names: _names, deleted: _deleted, ...rest } = now;
    return [
      {
        ...rest,
        ...stood,
        ...one('managerId', managerOf(past, met)),
        action: 'status',
        version: at,
        event: `${stood.pipelineId}/${stood.stageId}@${at / 1000}`,
      },
    ];
  });
}
/** A closed deal stands at its stage since it was closed. A closing that is only planned lies ahead and tells nothing. */
function closing(now: DealRecord, met: Met): readonly JsonMap[] {
  const at = timeIn(met.content, met, 'closed_at');
  return at && now.stageId && (now.version === null || at <= now.version)
    ? [{ at: met.content.closed_at ?? null, stage: met.content.stage ?? null, stage_id: met.content.stage_id ?? null }]
    : [];
}
