import type { Instant } from '../../kernel/calendar';
import { DAY_MS, isoTime, readTime } from '../../kernel/calendar';
import { Fault } from '../../kernel/fault';
import type { CrmSource, Pulled, PulledPage, Reach } from '../../ports/crm-source';
import { fetchLines, type Line, literal, moment, type Query } from './odata';
import { attributes, type Option, optionOf } from './options';

/**
 * 1C:CRM, asked through its standard OData interface (crm-formats 4.1). What it keeps is turned into our JSON contract (docs/json-contract.md), which the adapter of this word reads.
 * There is no stage history and, as a rule, no time of change: what was read is what holds now, and the caller compares it with what it has.
 */

/** Records a page. */
const PAGE = 100;
/** Ids asked for at once: an address has 2 KB. */
const TOGETHER = 12;

const named = (reach: Reach, key: Option): string => optionOf(reach.connection.options, key);
const local = (reach: Reach, at: Instant): string => moment(isoTime(at, reach.zone));
const extras = (reach: Reach): string[] =>
  named(reach, 'more')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** What stands under a name; `Партнер/Description` goes into what was expanded. */
const under = (line: Line, path: string): unknown =>
  path === ''
    ? undefined
    : path.split('/').reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Line)[step] : undefined), line);
const textIn = (line: Line, path: string): string => {
  const value = under(line, path);
  return value === null || value === undefined ? '' : String(value);
};
/** The empty date of 1C is none. */
const timeIn = (reach: Reach, line: Line, key: Option): Instant | null => {
  const text = textIn(line, named(reach, key));
  return text.startsWith('0001') ? null : readTime(text, reach.zone);
};

function pulledOf(reach: Reach, line: Line): Pulled {
  const entity: Record<string, unknown> = {};
  for (const key of attributes) {
    const value = key === 'updated_at' ? undefined : under(line, named(reach, key));
    if (value !== undefined) entity[key] = value;
  }
  for (const path of extras(reach)) entity[path.replace(/\/Description$/, '')] = under(line, path) ?? '';
  const at = timeIn(reach, line, 'updated_at');
  return {
    entity: 'deal',
    id: textIn(line, named(reach, 'ref')),
    createdAt: timeIn(reach, line, 'date'),
    updatedAt: at,
    raw: { ...entity, ...(at === null ? {} : { updated_at: isoTime(at, reach.zone) }) },
  };
}

const select = (reach: Reach): string[] => [...new Set([...attributes.map((key) => named(reach, key)), ...extras(reach)])].filter((name) => name !== '');
const deals = (reach: Reach, query: Omit<Query, 'entity' | 'select'>): { readonly lines: readonly Line[]; readonly total: number | null } =>
  fetchLines(reach, { entity: named(reach, 'document'), select: select(reach), ...query });

/** Rows between two times of an attribute, in the order of their references. */
function page(
  reach: Reach,
  { key, from, to, cursor }: { readonly key: Option; readonly from: Instant; readonly to: Instant; readonly cursor: string | null },
): PulledPage {
  const skip = Number(cursor ?? 0),
    name = named(reach, key),
    filter = `${name} ge ${local(reach, from)} and ${name} lt ${local(reach, to)}`;
  const { lines, total } = deals(reach, { filter, orderby: named(reach, 'ref'), top: PAGE, skip, count: true });
  return { items: lines.map((line) => pulledOf(reach, line)), next: lines.length < PAGE ? null : String(skip + PAGE), total };
}

/** Names of a catalog, all of them. */
function catalog(reach: Reach, key: 'managers' | 'stages'): readonly Line[] {
  const entity = named(reach, key),
    found: Line[] = [];
  for (let skip = 0; entity !== ''; skip += PAGE) {
    const { lines } = fetchLines(reach, { entity, orderby: 'Ref_Key', top: PAGE, skip });
    found.push(...lines);
    if (lines.length < PAGE) break;
  }
  return found;
}

export const oneC: CrmSource = {
  crm: 'onec',
  entities: ['deal'],
  clean: (given) => {
    const address = /^https?:\/\/[^\s?#]+/i.exec(given.address.trim())?.[0].replace(/\/+$/, '') ?? '';
    if (!given.token.includes(':')) throw new Fault('token-wrong', { crm: given.crm });
    if (address === '') throw new Fault('address-wrong', { value: given.address.slice(0, 100) });
    const base = address.replace(/\/odata(\/.*)?$/i, '').replace(/\/(ru|en)(_[A-Z]+)?$/, ''); // a thin client's address ends with its language
    return { ...given, address: `${base}/odata/standard.odata`, token: given.token.trim() };
  },
  check: (reach) => {
    deals(reach, { top: 1 });
    return { account: /^https?:\/\/(?:[^@/]*@)?([^/]+(?:\/[^/]+)?)/i.exec(reach.connection.address)?.[1] ?? '', zone: '', refused: [] };
  },
  directories: (reach) => ({
    managers: catalog(reach, 'managers').map((line) => ({
      id: textIn(line, 'Ref_Key'),
      name: textIn(line, 'Description'),
      active: line.DeletionMark !== true && line['Недействителен'] !== true,
      department: '',
    })),
    stages: catalog(reach, 'stages')
      .filter((line) => line.DeletionMark !== true && line.IsFolder !== true)
      .map((line, i) => ({
        pipelineId: 'onec',
        pipeline: '1С',
        stageId: textIn(line, 'Ref_Key'),
        stage: textIn(line, 'Description'),
        position: i + 1,
        semantics: 'open' as const,
      })),
    fields: extras(reach)
      .map((path) => path.replace(/\/Description$/, ''))
      .map((name) => ({ entity: 'deal' as const, id: name, name })),
  }),
  oldest: (reach) => {
    const { lines } = deals(reach, { filter: `${named(reach, 'date')} gt ${local(reach, 0)}`, orderby: named(reach, 'date'), top: 1 });
    return lines[0] ? timeIn(reach, lines[0], 'date') : null;
  },
  created: (reach, { window, cursor }) => page(reach, { key: 'date', ...window, cursor }),
  /** Where the base keeps no time of change, everything created in the last days is read again. */
  changed: (reach, { window, cursor }) =>
    named(reach, 'updated_at') !== ''
      ? page(reach, { key: 'updated_at', ...window, cursor })
      : page(reach, { key: 'date', from: window.from - Number(named(reach, 'lookback')) * DAY_MS, to: window.to, cursor }),
  byId: (reach, _entity, ids) => {
    const found: Pulled[] = [];
    for (let from = 0; from < ids.length; from += TOGETHER) {
      const filter = ids
        .slice(from, from + TOGETHER)
        .map((id) => `${named(reach, 'ref')} eq ${literal(id)}`)
        .join(' or ');
      found.push(...deals(reach, { filter, top: PAGE }).lines.map((line) => pulledOf(reach, line)));
    }
    return found;
  },
  bodyOf: (reach, { items, gone, anew = [] }) =>
    JSON.stringify({
      source: named(reach, 'source'),
      events: [
        ...items.map(({ id, raw }) => ({ event: anew.includes(id) ? 'deal.restored' : 'deal.updated', entity: raw })),
        ...gone.map(({ id, at }) => ({ event: 'deal.deleted', sent_at: isoTime(at, reach.zone), entity: { ref: id } })),
      ],
    }),
};
