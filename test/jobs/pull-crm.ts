/** A CRM in memory for tests of the pull: it speaks the port, and its bodies are plain JSON of our own records, so that nothing of a real CRM's words is needed here. */
import type { DealRecord } from '../../src/facts/deal-record';
import type { SideRecord } from '../../src/facts/side-record';
import { Fault } from '../../src/kernel/fault';
import type { CrmAdapter, Poke } from '../../src/ports/crm-adapter';
import type { CrmSource, Directories, Pullable, Pulled, Window } from '../../src/ports/crm-source';

export const CRM = 'amocrm';
export interface FakeDeal {
  readonly id: number;
  created: number;
  updated: number;
  stage: number;
  amount: number;
  owner: number;
  name: string;
  client: number;
  /** every stage it ever came to, the first at its creation */
  moves: { readonly at: number; readonly stage: number }[];
}
export interface FakeContact {
  readonly id: number;
  readonly created: number;
  updated: number;
  name: string;
}
interface Body {
  readonly deals: readonly DealRecord[];
  readonly sides: readonly SideRecord[];
  readonly pokes: readonly Poke[];
}
const bodyText = (body: Partial<Body>): string => JSON.stringify({ deals: [], sides: [], pokes: [], ...body });

export interface FakeCrm {
  readonly deals: Map<number, FakeDeal>;
  readonly contacts: Map<number, FakeContact>;
  readonly adapter: CrmAdapter;
  readonly source: CrmSource;
  /** webhook bodies */
  readonly hook: (deal: FakeDeal, action?: DealRecord['action']) => string;
  readonly removal: (id: number) => string;
  readonly contactHook: (contact: FakeContact) => string;
  readonly contactRemoval: (id: number) => string;
  readonly poke: (id: number) => string;
  /** requests so far, by word */
  asked: string[];
  /** thrown by the next requests, by word of the request; `*` any */
  readonly faults: Map<string, Fault>;
  hookState: 'armed' | 'disabled' | 'missing' | 'unknown';
  mayArm: boolean;
  directories: Directories;
  /** the CRM's own list of deletions, asked for where it `tells` */
  removals: { readonly entity: 'deal' | 'contact'; readonly id: string; readonly back: boolean; readonly at: number }[];
  /** called before each request: a test changes the CRM, moves the clock or dies here */
  before: ((what: string) => void) | null;
}

const recordOf = (deal: FakeDeal, more: Partial<DealRecord> = {}): DealRecord => ({
  crm: CRM,
  dealId: String(deal.id),
  action: 'update',
  version: deal.updated,
  createdAt: deal.created,
  name: deal.name,
  pipelineId: '1',
  stageId: String(deal.stage),
  managerId: String(deal.owner),
  amount: String(deal.amount),
  clientId: `contact/${deal.client}`,
  ...more,
});
const contactOf = (contact: FakeContact, action: SideRecord['action'] = 'save'): SideRecord => ({
  crm: CRM,
  entity: 'contact',
  id: String(contact.id),
  action,
  version: contact.updated,
  values: { name: contact.name, created_at: contact.created },
});

export function fakeCrm({
  pageSize = 50,
  ids = (n: number): string => String(n),
  tells = false,
}: {
  readonly pageSize?: number;
  readonly ids?: (n: number) => string;
  readonly tells?: boolean;
} = {}): FakeCrm {
  const deals = new Map<number, FakeDeal>(),
    contacts = new Map<number, FakeContact>();
  const request = (what: string): void => {
    crm.asked.push(what);
    crm.before?.(what);
    const fault = crm.faults.get(what) ?? crm.faults.get('*');
    if (fault) throw fault;
  };
  const all = (entity: Pullable): { readonly id: number; readonly created: number; readonly updated: number }[] =>
    [...(entity === 'deal' ? deals : contacts).values()].map((one) => ({ ...one }));
  const pulledOf = (entity: Pullable, one: { readonly id: number; readonly created: number; readonly updated: number }): Pulled => ({
    entity,
    id: String(one.id),
    createdAt: one.created,
    updatedAt: one.updated,
    raw: structuredClone(entity === 'deal' ? deals.get(one.id) : contacts.get(one.id)),
  });
  const paged = (entity: Pullable, keep: (one: { readonly created: number; readonly updated: number }) => boolean, cursor: string | null) => {
    const found = all(entity)
        .filter((one) => keep(one) && one.id > Number(cursor ?? '0'))
        .sort((a, b) => a.id - b.id),
      items = found.slice(0, pageSize);
    return { items: items.map((one) => pulledOf(entity, one)), next: found.length > pageSize ? String(items[items.length - 1]?.id ?? 0) : null, total: null };
  };
  const within = (at: number, { from, to }: Window): boolean => at >= from && at < to;
  const source: CrmSource = {
    crm: CRM,
    entities: ['contact', 'deal'],
    clean: (given) => given,
    check: () => ({ account: 'fake', zone: 'Europe/Moscow', refused: [] }),
    directories: () => {
      request('directories');
      return crm.directories;
    },
    oldest: (_reach, entity) => {
      request('oldest');
      return all(entity).reduce<number | null>((least, { created }) => (least === null || created < least ? created : least), null);
    },
    created: (_reach, { entity, window, cursor }) => {
      request('created');
      return paged(entity, ({ created }) => within(created, window), cursor);
    },
    changed: (_reach, { entity, window, cursor }) => {
      request('changed');
      return paged(entity, ({ updated }) => within(updated, window), cursor);
    },
    byId: (_reach, entity, wanted) => {
      if (wanted.length === 0) return [];
      request('byId');
      return all(entity)
        .filter(({ id }) => wanted.includes(String(id)))
        .map((one) => pulledOf(entity, one));
    },
    bodyOf: (_reach, { items, gone, withHistory, anew = [] }) => {
      if (withHistory && items.length > 0) request('history');
      return bodyText({
        deals: [
          ...items.flatMap(({ entity, raw }): DealRecord[] => {
            if (entity !== 'deal') return [];
            const deal = raw as FakeDeal,
              moves = withHistory ? deal.moves.filter(({ at }) => at < deal.updated) : [];
            return [
              ...moves.map(({ at, stage }, i): DealRecord => {
                const { crm, dealId, createdAt, pipelineId } = recordOf(deal);
                return { crm, dealId, createdAt, pipelineId, action: i === 0 ? 'add' : 'status', version: at, stageId: String(stage) } as DealRecord;
              }),
              recordOf(deal, anew.includes(ids(deal.id)) ? { action: 'restore' } : {}),
            ];
          }),
          ...gone.flatMap(({ entity, id }): DealRecord[] => (entity === 'deal' ? [{ crm: CRM, dealId: id, action: 'delete', version: null }] : [])),
        ],
        sides: [
          ...items.flatMap(({ entity, raw }) =>
            entity === 'contact' ? [contactOf(raw as FakeContact, anew.includes(String((raw as FakeContact).id)) ? 'restore' : 'save')] : [],
          ),
          ...gone.flatMap(({ entity, id }): SideRecord[] =>
            entity === 'contact' ? [{ crm: CRM, entity, id, action: 'delete', version: null, values: {} }] : [],
          ),
        ],
      });
    },
    ...(tells
      ? {
          removed: (_reach: unknown, window: Window) => {
            request('removed');
            return crm.removals.filter(({ at }) => within(at, window));
          },
        }
      : {}),
    hook: () => {
      request('hook');
      return crm.hookState;
    },
    arm: () => {
      request('arm');
      if (!crm.mayArm) throw new Fault('no-rights', { crm: CRM, what: '' });
      crm.hookState = 'armed';
    },
  };
  const crm: FakeCrm = {
    deals,
    contacts,
    source,
    adapter: {
      name: CRM,
      read: (body) => {
        try {
          return { others: [], faults: [], ...(JSON.parse(body) as Body) };
        } catch (error) {
          throw new Fault('body-unreadable', { why: String(error) });
        }
      },
      link: () => '',
      stage: () => ({ outcome: 'unmapped', closed: false }),
    },
    hook: (deal, action = 'update') => bodyText({ deals: [recordOf(deal, { action })] }),
    removal: (id) => bodyText({ deals: [{ crm: CRM, dealId: String(id), action: 'delete', version: null }] }),
    contactHook: (contact) => bodyText({ sides: [contactOf(contact)] }),
    contactRemoval: (id) => bodyText({ sides: [{ crm: CRM, entity: 'contact', id: String(id), action: 'delete', version: null, values: {} }] }),
    poke: (id) => bodyText({ pokes: [{ entity: 'deal', id: String(id) }] }),
    asked: [],
    faults: new Map(),
    hookState: 'armed',
    mayArm: true,
    directories: { managers: [], stages: [], fields: [] },
    removals: [],
    before: null,
  };
  return crm;
}

/** Whole numbers below `n`, the same for the same seed (Park and Miller, 1988). */
export const dice = (seed: number): ((n: number) => number) => {
  let state = (seed % 2_147_483_646) + 1;
  return (n) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % n;
  };
};
const DAY = 86_400_000;
/** Deals over 14 months up to `now`, each with up to four moves, and a contact for every third of them. Times are whole seconds. */
export function fill(crm: FakeCrm, count: number, now: number, seed = 1): void {
  const roll = dice(seed),
    second = (at: number): number => Math.floor(at / 1000) * 1000;
  for (let id = 1; id <= count; id += 1) {
    const created = second(now - 425 * DAY + ((id - 1) / count) * 424 * DAY + roll(3_600_000)),
      moves = [{ at: created, stage: 10 }];
    let at = created;
    for (let step = roll(5); step > 0; step -= 1) {
      at = second(at + 3_600_000 + roll(10 * DAY));
      if (at < now - DAY / 2) moves.push({ at, stage: [20, 30, 50, 142, 143][roll(5)] ?? 20 });
    }
    const last = moves[moves.length - 1] ?? { at: created, stage: 10 },
      client = Math.ceil(id / 3);
    crm.deals.set(id, {
      id,
      created,
      updated: last.at + 1_000 * roll(100),
      stage: last.stage,
      amount: 1_000 * (1 + roll(500)),
      owner: 1 + roll(4),
      name: `Сделка ${id}`,
      client,
      moves,
    });
    if (!crm.contacts.has(client)) crm.contacts.set(client, { id: client, created, updated: created, name: `Клиент ${client}` });
  }
}
