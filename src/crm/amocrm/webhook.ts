import { Fault } from '../../kernel/fault';
import type { CrmAdapter, DealRecord, Other, Poke, Reading, SideRecord } from '../../ports/crm-adapter';
import { type FormMap, type FormValue, formOfJson, isMap, itemsOf, readForm } from '../form';
import { text } from './fields';
import { isNamedOnly, readLead } from './lead';
import { cardOf, type Where } from './leaves';
import { isPulled, readPulled } from './pulled';
import { readClient, readMessage, readNote, readTask } from './sides';

/** Bodies of amoCRM and Kommo webhooks in our words (crm-formats 1): form-encoded, or JSON of the same shape. Pure; one bad record never costs the others. */

const actions = ['add', 'update', 'status', 'responsible', 'delete', 'restore'] as const;
const isAction = (word: string): word is DealRecord['action'] => (actions as readonly string[]).includes(word);
const clientActions: readonly string[] = ['add', 'update', 'responsible', 'delete', 'restore'];
const taskActions: readonly string[] = ['add', 'update', 'responsible', 'delete'];
/** Entities that amoCRM sends; anything else is named in `faults`, since somebody may miss it. */
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

/** amoCRM's door for webhooks. Throws Fault body-unreadable when nothing in the body can be understood. */
export function readWebhook(body: string): Reading {
  const { values, dropped } = readBody(body),
    faults: Where['faults'] = dropped.map((key) => ({ path: key, why: 'key cut off' })),
    deals: DealRecord[] = [],
    sides: SideRecord[] = [],
    pokes: Poke[] = [],
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
        const where = { account, path: `${entity}.${action}.${index}`.slice(0, 200), faults },
          map = isMap(item) ? item : {};
        if (entity === 'leads' && isAction(action)) {
          const deal = readLead(map, action, where);
          if (deal) deals.push(deal);
          else faults.push({ path: where.path, why: 'no id' });
          if (deal && action !== 'delete' && isNamedOnly(map)) pokes.push({ entity: 'deal', id: deal.dealId });
          continue;
        }
        const side = sideOf(entity, action, map, where);
        if (side === undefined) others.push(otherOf({ entity, action, map }));
        else if (side === null) faults.push({ path: where.path, why: 'no id' });
        else {
          sides.push(side);
          if ((side.entity === 'contact' || side.entity === 'company') && side.action === 'save' && isNamedOnly(map))
            pokes.push({ entity: side.entity, id: side.id });
        }
      }
    }
  }
  if (deals.length + sides.length === 0 && !others.some(({ entity }) => known.includes(entity)))
    throw new Fault('body-unreadable', { why: faults[0] ? `${faults[0].path}: ${faults[0].why}` : 'no entity of amoCRM' });
  return { deals, sides, pokes, others, faults };
}

/** null: it has no id; undefined: not for us. */
function sideOf(entity: string, action: string, map: FormMap, where: Where): SideRecord | null | undefined {
  const isClient = entity === 'contacts' || entity === 'companies',
    kind = entity === 'companies' || text(map.type) === 'company' ? 'company' : 'contact'; // beside `note`, so read before unwrapping
  if (isClient && clientActions.includes(action))
    return readClient(map, kind, where, { action: action === 'delete' ? 'delete' : action === 'restore' ? 'back' : 'save' });
  if (action === 'note' && (isClient || entity === 'leads')) return isMap(map.note) ? readNote(map.note, isClient ? kind : 'lead', where) : null;
  if (entity === 'task' && taskActions.includes(action)) return readTask(map, action === 'delete' ? 'delete' : 'save', where);
  return (entity === 'message' || entity === 'outgoing_message') && action === 'add' ? readMessage(map, where) : undefined;
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

const otherOf = ({ entity, action, map }: { readonly entity: string; readonly action: string; readonly map: FormMap }): Other => ({
  entity: entity.slice(0, 50),
  action: action.slice(0, 50),
  id: ((isMap(map.note) ? text(map.note.id) : '') || text(map.id) || text(map.uid) || text(map.talk_id)).slice(0, 100),
});

/** What webhooks post, and what `bodyOf` of the source makes of pulled pages. */
export const amoCrm: CrmAdapter = {
  name: 'amocrm',
  read: (body) => (isPulled(body) ? readPulled(body) : readWebhook(body)),
  link: (account, dealId) => cardOf(account, 'leads', dealId),
  /** won and lost have the same id in every pipeline */
  stage: (_pipelineId, stageId) => ({
    outcome: stageId === '142' ? 'contract' : stageId === '143' ? 'refusal' : 'unmapped',
    closed: stageId === '142' || stageId === '143',
  }),
};
