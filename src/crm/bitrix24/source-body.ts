import { DAY_MS } from '../../kernel/calendar';
import type { CrmSource, Pullable, Reach } from '../../ports/crm-source';
import { hostOf } from '../ask';
import type { Line, PulledBody } from './body';
import { createdOf, versionOf } from './records';
import { type Command, PAGE, whole } from './rest';
import { type Entity, keptOf, kinds } from './source-kinds';
import { blanksIn, spelled, withoutBlanks } from './source-spelling';
import { CRM, idIn, keyOf, mapOf, numberOf, type Raw, text, timeIn } from './words';

type Content = Parameters<CrmSource['bodyOf']>[1];

/**
 * A body for the journal. Beside the records it holds what one body must know to be read alone, asked for in one or two batches: stage history, the lead of a deal and its history, the deal in which a
 * lead lives on (of several the one with the smallest number), names of list items and sources, what the telephony knows of a call, tax ids.
 */
export function bodyOf(reach: Reach, { items, gone, withHistory, anew = [] }: Content): string {
  const { zone } = reach,
    raws: Partial<Record<Pullable, Raw[]>> = {};
  for (const { entity, raw } of items) {
    const own = raws[entity] ?? [];
    raws[entity] = own;
    own.push(mapOf(raw));
  }
  const answers = whole(reach, wishes(raws, { withHistory, zone })),
    rows = (name: string): Raw[] => Object.keys(answers).flatMap((key) => (key.replace(/\d+$/, '') === name ? (answers[key]?.rows ?? []).map(mapOf) : []));
  const added = rows('leads').map((raw) => keptOf('lead', raw)),
    names = Object.fromEntries(rows('sources').map((raw) => [text(raw.STATUS_ID), text(raw.NAME)]));
  const records: Partial<Record<Pullable, readonly Raw[]>> = {},
    blank: Partial<Record<Pullable, readonly string[]>> = {};
  for (const entity of Object.keys(kinds) as Entity[]) {
    const fields = mapOf(answers[`fields${entity}`]?.value),
      inns = Object.fromEntries(rows(`inn${entity}`).map((raw) => [idIn(raw.ENTITY_ID), text(raw.RQ_INN)]));
    const own = [...(raws[entity] ?? []), ...(entity === 'lead' ? added : [])].map((raw) => {
      const inn = inns[idIn(raw.ID)];
      return { ...spelled(raw, { fields, names, zone }), ...(inn ? { INN: inn } : {}) };
    });
    if (own.length === 0) continue;
    records[entity] = withoutBlanks(own);
    blank[entity] = blanksIn(own);
  }
  const body: PulledBody = {
    pulled: CRM,
    account: hostOf(reach.connection.address).replace(/^https?:\/\//, ''),
    records,
    blank,
    moves: { deal: linesOf(rows('dealMoves'), zone), lead: linesOf(rows('leadMoves'), zone) },
    heirs: heirsIn(rows('heirs')),
    calls: Object.fromEntries(rows('calls').map((raw) => [idIn(raw.CRM_ACTIVITY_ID), pick(raw, ['CALL_TYPE', 'CALL_DURATION', 'CALL_FAILED_CODE'])])),
    whole: withHistory,
    anew: items.filter(({ id }) => anew.includes(id)).map(({ entity, id }) => keyOf(entity, id)),
    gone: gone.map(({ entity, id, at }) => ({ entity, id, at })),
  };
  return JSON.stringify(body);
}

/** What is asked for beside the records. A portal that refuses leads, telephony or requisites costs what they would tell, nothing else. */
function wishes(
  raws: Readonly<Partial<Record<Pullable, readonly Raw[]>>>,
  { withHistory, zone }: { readonly withHistory: boolean; readonly zone: string },
): Record<string, Command> {
  const idsOf = (entity: Pullable): string[] => (raws[entity] ?? []).map((raw) => idIn(raw.ID)),
    own = { deal: idsOf('deal'), lead: idsOf('lead'), contact: idsOf('contact'), company: idsOf('company') };
  // a deal that is long known has brought its lead with it before: only a body with history looks again
  const isYoung = (raw: Raw): boolean => (versionOf(raw, zone) ?? 0) - (createdOf(raw, zone) ?? 0) <= DAY_MS,
    inherits = (raw: Raw): boolean => withHistory || isYoung(raw) || own.lead.includes(idIn(raw.LEAD_ID));
  const wanted = unique((raws.deal ?? []).filter(inherits).map((raw) => idIn(raw.LEAD_ID))),
    missing = wanted.filter((id) => !own.lead.includes(id)),
    leads = unique([...wanted, ...own.lead]);
  const owners = [...(raws.activity ?? []), ...(raws.task ?? [])].flatMap((raw) => (text(raw.OWNER_TYPE_ID) === '1' ? [idIn(raw.OWNER_ID)] : [])),
    calls = (raws.activity ?? []).filter((raw) => text(raw.TYPE_ID) === '2').map((raw) => idIn(raw.ID));
  const soft = { soft: true } as const,
    inn = (type: 3 | 4) => (ids: readonly string[]) => ({
      ...list('crm.requisite', { ENTITY_TYPE_ID: type, '@ENTITY_ID': ids }, ['ID', 'ENTITY_ID', 'RQ_INN']),
      ...soft,
    });
  const fieldsOf = (entity: keyof typeof own): Record<string, Command> =>
    own[entity].length > 0 || (entity === 'lead' && missing.length > 0)
      ? { [`fields${entity}`]: { method: `${kinds[entity].method}.fields`, params: {}, ...(own[entity].length > 0 ? {} : soft) } }
      : {};
  return {
    ...pages('heirs', unique([...leads, ...owners]), heirsOf), // refused, this is no answer: every lead that became a deal would come back beside it
    ...pages('leads', missing, (ids) => ({ ...list(kinds.lead.method, { '@ID': ids }, kinds.lead.select), ...soft })),
    ...pages('dealMoves', withHistory ? own.deal : [], (ids) => history(2, ids)),
    ...pages('leadMoves', withHistory ? leads : wanted, (ids) => ({ ...history(1, ids), ...soft })),
    ...pages('calls', calls, (ids) => ({
      method: 'voximplant.statistic.get',
      params: { FILTER: { CRM_ACTIVITY_ID: ids }, SORT: 'ID', ORDER: 'ASC' },
      ...soft,
    })),
    ...(own.deal.length + leads.length > 0 ? { sources: { method: 'crm.status.list', params: { filter: { ENTITY_ID: 'SOURCE' } } } } : {}),
    ...fieldsOf('deal'),
    ...fieldsOf('lead'),
    ...fieldsOf('contact'),
    ...fieldsOf('company'),
    ...pages('inncontact', own.contact, inn(3)),
    ...pages('inncompany', own.company, inn(4)),
  };
}
/** Deals made from these leads. */
export const heirsOf = (leads: readonly string[]): Command => list('crm.deal', { '@LEAD_ID': leads }, ['ID', 'LEAD_ID']);
function heirsIn(rows: readonly Raw[]): Record<string, string> {
  const heirs: Record<string, string> = {};
  for (const raw of rows) {
    const lead = idIn(raw.LEAD_ID),
      deal = idIn(raw.ID);
    if (lead !== '' && (heirs[lead] === undefined || Number(deal) < Number(heirs[lead]))) heirs[lead] = deal;
  }
  return heirs;
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => id !== '');
const pick = (raw: Raw, keys: readonly string[]): Raw => Object.fromEntries(keys.map((key) => [key, raw[key]]));
/** One command for each 50 ids. */
export const pages = (name: string, ids: readonly string[], command: (ids: readonly string[]) => Command): Record<string, Command> =>
  Object.fromEntries(
    Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, i) => [`${name}${i}`, command(ids.slice(i * PAGE, (i + 1) * PAGE).map(numberOf))]),
  );
export const list = (method: string, filter: Command['params'], select: readonly string[]): Command => ({
  method: `${method}.list`,
  params: { order: { ID: 'ASC' }, filter, select },
});
const history = (entityTypeId: 1 | 2, ids: readonly string[]): Command => ({
  method: 'crm.stagehistory.list',
  params: { entityTypeId, order: { ID: 'ASC' }, filter: { OWNER_ID: ids } },
});

/** Lines by owner, then time, then number: the number tells which of the same second came last. */
function linesOf(rows: readonly Raw[], zone: string): Line[] {
  const dated = rows.flatMap((row) => {
    const at = timeIn(row.CREATED_TIME, zone);
    return at === null ? [] : [{ row, at, owner: idIn(row.OWNER_ID) }];
  });
  return dated
    .sort((a, b) => Number(a.owner) - Number(b.owner) || a.at - b.at || Number(a.row.ID) - Number(b.row.ID))
    .map(({ row, at, owner }): Line => [owner, at / 1000, text(row.CATEGORY_ID), text(row.STAGE_ID ?? row.STATUS_ID), text(row.TYPE_ID) === '1' ? 1 : 0]);
}
