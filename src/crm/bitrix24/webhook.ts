import type { Instant } from '../../kernel/calendar';
import { Fault } from '../../kernel/fault';
import type { CrmAdapter, DealRecord, Other, Poke, Reading, SideRecord } from '../../ports/crm-adapter';
import { type FormMap, formOfJson, isMap as isFormMap, readForm } from '../form';
import { deleted, isPulled, readPulled } from './body';
import { accepts, cleaned } from './cleaned';
import { callIn } from './sides';
import { CRM, idIn, keyOf, LEADS, mapOf, numberOf, text } from './words';

/** Bodies of Bitrix24 in our words (crm-formats 3): events of outgoing webhooks and applications, which only name a record, and what a pull fetched. Pure. */

/** Bitrix24's door. Throws Fault body-unreadable when nothing in the body can be understood. */
export function readBody(body: string, zone: string): Reading {
  const start = body.replace(/^[\uFEFF\s]+/, '');
  if (start === '') throw new Fault('body-unreadable', { why: 'empty body' });
  if (!/^[{[]/.test(start)) return readEvent(readForm(start).values, zone);
  const json = parsed(start);
  if (isPulled(json)) return readPulled(json, zone);
  const flat = Object.entries(mapOf(json)); // `e.parameter` of Apps Script: keys with brackets
  return flat.some(([key]) => key.includes('['))
    ? readEvent(readForm(flat.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(text(value))}`).join('&')).values, zone)
    : readEvent(formOfJson(json) as FormMap, zone);
}
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Fault('body-unreadable', { why: 'JSON cut off or broken' });
  }
}

/** An event: its name in any case, and the number of the record. `ts` = when it was sent, after the change. */
function readEvent(values: FormMap, zone: string): Reading {
  const event = text(values.event).toUpperCase();
  if (!event.startsWith('ON')) throw new Fault('body-unreadable', { why: 'no event of Bitrix24' });
  const data = isFormMap(values.data) ? values.data : {},
    fields = isFormMap(data.FIELDS) ? data.FIELDS : {},
    id = idIn(fields.ID);
  const sent = /^\d{9,11}$/.test(text(values.ts)) ? Number(text(values.ts)) * 1000 : null,
    account = isFormMap(values.auth) ? text(values.auth.domain).toLowerCase() : '';
  const reading = (some: Partial<Reading>): Reading => ({ deals: [], sides: [], pokes: [], others: [], faults: [], ...some });
  if (event === 'ONVOXIMPLANTCALLEND') {
    const activity = idIn(data.CRM_ACTIVITY_ID); // it knows the deal, the call does not
    return reading({ sides: [callIn(data, sent, zone)], pokes: activity === '' ? [] : pokesOf('activity', activity) });
  }
  const [, word = '', action = ''] = /^ONCRM(DEAL|LEAD|CONTACT|COMPANY|ACTIVITY)(ADD|UPDATE|DELETE|MOVETOCATEGORY)$/.exec(event) ?? [];
  if (word === '') return reading({ others: [otherOf(event, id)] });
  if (!/^\d+$/.test(id)) throw new Fault('body-unreadable', { why: `${event}: no id` });
  const entity = word.toLowerCase() as 'deal' | 'lead' | 'contact' | 'company' | 'activity';
  if (action !== 'DELETE') return reading({ pokes: pokesOf(entity, id) });
  if (entity === 'deal' || entity === 'lead') return reading({ deals: [deletedDeal(keyOf(entity, id), sent, account)] });
  return reading({ sides: (entity === 'activity' ? (['activity', 'task'] as const) : [entity]).map((one): SideRecord => deleted(one, id, sent)) }); // nobody can ask any more which it was
}
/** Only who asks for it learns whether an activity is a task. */
const pokesOf = (entity: 'deal' | 'lead' | 'contact' | 'company' | 'activity', id: string): Poke[] =>
  entity === 'activity'
    ? [
        { entity, id },
        { entity: 'task', id },
      ]
    : [{ entity, id }];
const otherOf = (event: string, id: string): Other => ({ entity: event.toLowerCase().slice(0, 50), action: 'event', id: id.slice(0, 100) });
const deletedDeal = (dealId: string, version: Instant | null, account: string): DealRecord => ({
  crm: CRM,
  dealId,
  action: 'delete',
  version,
  ...(account === '' ? {} : { account }),
});

export const bitrix24: CrmAdapter = {
  name: CRM,
  read: readBody,
  cleaned,
  accepts,
  link: (account, dealId) =>
    /^[a-z0-9.-]+(:\d+)?$/.test(account) && /^L?\d+$/.test(dealId)
      ? `https://${account}/crm/${dealId.startsWith('L') ? 'lead' : 'deal'}/details/${numberOf(dealId)}/`
      : '',
  /** Stages that every funnel has: `WON`, `C1:WON`, `LOSE`, `C1:LOSE`; APOLOGY is a second kind of lost. A converted lead ends as a lead and is no contract. */
  stage: (pipelineId, stageId) => {
    const word = stageId.replace(/^C\d+:/, '');
    if (pipelineId === LEADS)
      return word === 'JUNK'
        ? { outcome: 'junk', closed: true }
        : word === 'CONVERTED'
          ? { outcome: 'in_work', closed: true }
          : { outcome: 'unmapped', closed: false };
    if (word === 'WON') return { outcome: 'contract', closed: true };
    return word === 'LOSE' || word === 'APOLOGY' ? { outcome: 'refusal', closed: true } : { outcome: 'unmapped', closed: false };
  },
};
