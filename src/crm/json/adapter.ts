import type { DealRecord } from '../../facts/deal-record';
import type { SideRecord } from '../../facts/side-record';
import { Fault } from '../../kernel/fault';
import type { CrmAdapter, Other, Reading } from '../../ports/crm-adapter';
import { readCost, readDeal } from './deal';
import { envelopes, idsOf, jsonOf } from './envelope';
import { flat, type Met } from './reading';
import { clientEntity, readSide } from './side';
import { said } from './values';

const sides: Readonly<Record<string, (met: Met) => SideRecord['entity']>> = {
  client: clientEntity,
  contact: clientEntity,
  company: clientEntity,
  task: () => 'task',
  activity: () => 'activity',
  call: () => 'activity',
  payment: () => 'payment',
  expense: () => 'expense',
  cost: () => 'expense',
};
/** Words for what happened, as people write them. */
const actions: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['created', 'add', 'added', 'new'],
    ['updated', 'update', 'changed', 'saved', 'status', 'stage', 'paid', 'closed', 'done'],
    ['deleted', 'delete', 'removed'],
    ['restored', 'restore'],
  ].flatMap(([name = '', ...others]) => [name, ...others].map((word) => [word, name])),
);

/** Our JSON contract (docs/json-contract.md), under any of its words. Pure; one bad event never costs the others. */
export const jsonCrm = (crm: string): CrmAdapter => ({
  name: crm,
  read: (body, zone) => readEvents(body, { crm, zone }),
  identity: (body) => idsOf(body, crm),
  link: (address) => (/^https:\/\//.test(address) ? address : ''),
  stage: () => ({ outcome: 'unmapped', closed: false }),
});

/** Throws Fault body-unreadable when nothing in the body is an event. */
function readEvents(body: string, { crm, zone }: { readonly crm: string; readonly zone: string }): Reading {
  const deals: DealRecord[] = [],
    found: SideRecord[] = [],
    others: Other[] = [],
    faults: { readonly path: string; readonly why: string }[] = [];
  for (const { path, event } of envelopes(jsonOf(body), crm)) {
    const fault = (key: string, why: string): void => void faults.push({ path: key === '' ? path : `${path}.${key}`, why });
    const action = event ? actions[event.action] : undefined;
    if (!event) fault('', 'no event');
    else if (action === undefined) fault('event', `unknown word: ${event.action.slice(0, 50)}`);
    if (!event || action === undefined) continue;
    const met: Met = { ...event, action, content: flat(event.content), crm, zone, fault },
      entity = Object.hasOwn(sides, event.entity) ? sides[event.entity] : undefined;
    if (event.entity === 'deal' || event.entity === 'lead') deals.push(...readDeal(met));
    else if (event.entity === 'cost' && said(met.content, 'deal_ref', 'deal_id')) deals.push(...readCost(met));
    else if (entity) found.push(...[readSide(met, entity(met))].filter((side) => side !== null));
    else {
      fault('event', `unknown entity: ${event.entity.slice(0, 50)}`);
      others.push({ entity: event.entity.slice(0, 50), action, id: (said(met.content, 'ref', 'id') ?? '').slice(0, 100) });
    }
  }
  if (deals.length + found.length + others.length === 0)
    throw new Fault('body-unreadable', { why: faults[0] ? `${faults[0].path}: ${faults[0].why}` : 'no event' });
  return { deals, sides: found, pokes: [], others, faults };
}
