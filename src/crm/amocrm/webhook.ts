import type { Instant } from '../../kernel/calendar';
import { Fault } from '../../kernel/fault';
import type { CrmAdapter, DealRecord, Other, Reading } from '../../ports/crm-adapter';
import { type FormMap, type FormValue, formOfJson, isMap, itemsOf, readForm } from '../form';
import { readFields, text } from './fields';

/** Bodies of amoCRM and Kommo webhooks in our words (crm-formats 1): form-encoded, or JSON of the same shape. Pure; one bad record never costs the others. */

const actions = ['add', 'update', 'status', 'responsible', 'delete', 'restore'] as const;
type Action = DealRecord['action'];
const isAction = (word: string): word is Action => (actions as readonly string[]).includes(word);
/** Entities that are counted only; anything else is named in `faults`, since somebody may miss it. */
const known = [
  'leads',
  'contacts',
  'companies',
  'customers',
  'task',
  'unsorted',
  'message',
  'outgoing_message',
  'talk',
  'catalogs',
  'chat_template_reviews',
  'chat_template_review',
];
/** Before and after these times amoCRM was not, and will not be, asked: 1990 and 2100, UTC. */
const EARLIEST = 631_152_000,
  LATEST = 4_102_444_800;

type Faults = { readonly path: string; readonly why: string }[];

/** amoCRM's door for webhooks. Throws Fault body-unreadable when nothing in the body can be understood. */
export function readWebhook(body: string): Reading {
  const { values, dropped } = readBody(body),
    faults: Faults = dropped.map((key) => ({ path: key, why: 'key cut off' })),
    deals: DealRecord[] = [],
    others: Other[] = [];
  const account = accountOf(values.account);
  for (const [entity, byAction] of Object.entries(values)) {
    if (entity === 'account' || byAction === undefined) continue;
    if (!known.includes(entity)) faults.push({ path: entity.slice(0, 100), why: 'unknown entity' });
    if (!isMap(byAction)) {
      if (known.includes(entity)) faults.push({ path: entity, why: 'no action' });
      continue;
    }
    for (const [action, list] of Object.entries(byAction)) {
      for (const [index, item] of itemsOf(list)) {
        const path = `${entity}.${action}.${index}`.slice(0, 200);
        if (entity !== 'leads' || !isAction(action)) {
          others.push(otherOf({ entity, action, item }));
          continue;
        }
        const record = isMap(item) ? recordOf(item, { action, account, path, faults }) : null;
        if (record) deals.push(record);
        else faults.push({ path, why: 'no id' });
      }
    }
  }
  if (deals.length === 0 && !others.some(({ entity }) => known.includes(entity)))
    throw new Fault('body-unreadable', { why: faults[0] ? `${faults[0].path}: ${faults[0].why}` : 'no entity of amoCRM' });
  return { deals, sides: [], pokes: [], others, faults };
}

/** Form or JSON, told by the first character: the content type is not to be trusted (crm-formats 5). */
function readBody(body: string): { readonly values: FormMap; readonly dropped: readonly string[] } {
  const start = body.replace(/^[\uFEFF\s]+/, '');
  if (start === '') throw new Fault('body-unreadable', { why: 'empty body' });
  if (!/^[{[]/.test(start)) return readForm(start);
  try {
    const values = formOfJson(JSON.parse(start.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) => (token.startsWith('"') ? token : `"${token}"`)))); // ids of 19 digits stay whole
    return { values: isMap(values) ? values : {}, dropped: [] };
  } catch {
    throw new Fault('body-unreadable', { why: 'JSON cut off or broken' });
  }
}

/** The host where the body names it (amocrm.ru and kommo.com differ), else the subdomain. */
function accountOf(account: FormValue | undefined): string {
  if (!isMap(account)) return '';
  const self = isMap(account._links) ? account._links.self : undefined,
    href = isMap(self) ? text(self.href) : text(self);
  return /^https?:\/\/([a-z0-9.-]+)/i.exec(href)?.[1]?.toLowerCase() ?? text(account.subdomain).toLowerCase();
}

function otherOf({ entity, action, item }: { readonly entity: string; readonly action: string; readonly item: FormValue }): Other {
  const map = isMap(item) ? item : {},
    inner = isMap(map.note) ? map.note : map;
  const isCompany = text(map.type) === 'company' && entity === 'contacts'; // beside `note`, so read before unwrapping
  return {
    entity: (isCompany ? 'companies' : entity).slice(0, 50),
    action: action.slice(0, 50),
    id: (text(inner.id) || text(inner.uid) || text(inner.talk_id)).slice(0, 100),
  };
}

interface Where {
  readonly action: Action;
  readonly account: string;
  readonly path: string;
  readonly faults: Faults;
}

/** A lead as a record; null without an id. Keys that the body does not have stay absent: a digital-pipeline body never blanks a column. */
function recordOf(lead: FormMap, { action, account, path, faults }: Where): DealRecord | null {
  const dealId = text(lead.id).trim();
  if (dealId === '') return null;
  const time = (...keys: readonly string[]): Instant | null => {
    const key = keys.find((one) => text(lead[one]).trim() !== '');
    if (key === undefined) return null;
    const at = timeOf(text(lead[key]));
    if (at === null) faults.push({ path: `${path}.${key}`, why: `no time: ${text(lead[key]).slice(0, 50)}` });
    return at;
  };
  const version = time('updated_at', 'last_modified'),
    createdAt = time('created_at', 'date_create');
  return {
    crm: 'amocrm',
    dealId,
    action,
    version,
    ...(createdAt === null ? {} : { createdAt }),
    ...textOf(lead, 'name', 'name'),
    ...textOf(lead, 'pipeline_id', 'pipelineId'),
    ...textOf(lead, 'status_id', 'stageId'),
    ...textOf(lead, 'responsible_user_id', 'managerId'),
    ...textOf(lead, 'price', 'amount'),
    ...(lead.tags === undefined ? {} : { tags: tagsOf(lead.tags) }),
    ...(lead.custom_fields === undefined ? {} : { fields: readFields(lead.custom_fields) }),
    ...(account === '' ? {} : { account }),
  };
}

const textOf = <K extends string>(lead: FormMap, from: string, to: K): { readonly [P in K]?: string } => {
  const value = lead[from];
  return value === undefined || (typeof value !== 'string' && text(value) === '') ? {} : ({ [to]: text(value).trim() } as { readonly [P in K]?: string });
};
const tagsOf = (tags: FormValue): string[] =>
  itemsOf(tags)
    .map(([, tag]) => (isMap(tag) ? text(tag.name) : text(tag)).trim())
    .filter((name) => name !== '');

/** Unix seconds as amoCRM writes them; anything absurd -> null. */
function timeOf(raw: string): Instant | null {
  const seconds = /^\d{1,12}(\.\d+)?$/.test(raw.trim()) ? Math.floor(Number(raw)) : Number.NaN;
  return seconds >= EARLIEST && seconds < LATEST ? seconds * 1000 : null;
}

export const amoCrm: CrmAdapter = {
  name: 'amocrm',
  read: (body) => readWebhook(body),
  link: (account, dealId) =>
    /^[a-z0-9.-]+$/.test(account) && /^\w+$/.test(dealId) ? `https://${account.includes('.') ? account : `${account}.amocrm.ru`}/leads/detail/${dealId}` : '',
  /** won and lost have the same id in every pipeline */
  stage: (_pipelineId, stageId) => ({
    outcome: stageId === '142' ? 'contract' : stageId === '143' ? 'refusal' : 'unmapped',
    closed: stageId === '142' || stageId === '143',
  }),
};
