import { openRandom, type Random } from '../../src/hosts/local/demo/random';
import { type Clock, stoppedClock } from './clock';
import { beginDeal, call, type Hands, liveOn, meetClient, nextPlace, planTask, reach, stageOf } from './life';
import type { Change, Deal, Firm } from './model';
import { phoneOf } from './names';
import { openRecords, type Records } from './records';
import { type IdText, type Truth, truthOf } from './truth';

export interface AccountOptions {
  readonly deals?: number;
  readonly seed?: number;
  /** the end of the past; a clock, or an instant at which one stands still */
  readonly now?: number | Clock;
}
/** Kinds of changes that `live` makes. `funnel`: into the other funnel; `side`: a contact or company edited. */
export type LiveKind = 'add' | 'status' | 'funnel' | 'edit' | 'assign' | 'side' | 'delete' | 'restore' | 'task' | 'finish' | 'call';

/** A firm at a vendor: 14 months of past up to `now`, and whatever a test does to it from then on. */
export interface Account {
  readonly records: Records;
  readonly clock: Clock;
  readonly random: Random;
  /** Makes n further changes, `everyMs` apart on the account's clock (7 s); each is heard by the hooks. Returns what changed, the things done on the way (a new contact) among it. */
  readonly live: (n: number, how?: { readonly everyMs?: number; readonly kinds?: Partial<Record<LiveKind, number>> }) => readonly Change[];
  readonly truth: () => Truth;
}

const DAY = 86_400_000;
export const PAST_DAYS = 425;
const weights: Readonly<Record<LiveKind, number>> = {
  add: 18,
  status: 38,
  funnel: 3,
  edit: 16,
  assign: 5,
  side: 4,
  delete: 2,
  restore: 1,
  task: 4,
  finish: 4,
  call: 5,
};

export function openAccount(firm: Firm, { deals = 200, seed = 1, now = Date.parse('2026-11-21T12:00:00+03:00') }: AccountOptions, idText?: IdText): Account {
  const clock = typeof now === 'number' ? stoppedClock(now) : now,
    random = openRandom(seed),
    records = openRecords(firm, () => 1 + Math.floor(random.next() * 3)), // numbers of an account have gaps
    hands: Hands = { records, random };
  const second = (at: number): number => Math.floor(at / 1000) * 1000;
  makePast(hands, deals, second(clock.now()));
  records.settle();
  return {
    records,
    clock,
    random,
    live: (n, { everyMs = 7_000, kinds = weights } = {}) => {
      const from = records.changes.length,
        names = Object.keys(kinds) as LiveKind[];
      for (let done = 0; done < n; ) {
        clock.add(everyMs);
        if (liveOnce(hands, names[random.weighted(names.map((name) => kinds[name] ?? 0))]!, second(clock.now()))) done += 1;
        else clock.add(-everyMs); // nothing there to be changed that way
      }
      return records.changes.slice(from);
    },
    truth: () => truthOf({ records }, idText),
  };
}

/** `count` deals, evenly over the past; one in fifty was imported in one and the same second, and one in a hundred was edited in bulk in another. */
function makePast(hands: Hands, count: number, now: number): void {
  const { records, random } = hands,
    from = now - PAST_DAYS * DAY,
    imported = from + 100 * DAY;
  const births = Array.from({ length: count }, (_none, i) =>
    i < count / 50 ? imported : from + Math.floor((random.next() * (now - from)) / 1000) * 1000,
  ).sort((a, b) => a - b);
  if (records.firm.leads === null) {
    for (const at of births) liveOn(hands, 'deal', beginDeal(hands, 'deal', at), now);
  } else {
    const converted = births.map((at) => ({ at, leadAt: random.chance(0.65) ? Math.max(from, at - random.whole(600, 259_200) * 1000) : null }));
    const lost = Array.from({ length: Math.floor(count * 0.4) }, () => ({ at: null, leadAt: from + Math.floor((random.next() * (now - from)) / 1000) * 1000 }));
    const leadOf = new Map<unknown, Deal>();
    for (const one of [...converted, ...lost].filter(({ leadAt }) => leadAt !== null).sort((a, b) => a.leadAt! - b.leadAt!)) {
      const lead = beginDeal(hands, 'lead', one.leadAt!, { client: meetClient(hands, one.leadAt!, records.firm.users[0]!.id) });
      if (one.at === null) liveOn(hands, 'lead', lead, now);
      else leadOf.set(one, lead);
    }
    for (const one of converted) liveOn(hands, 'deal', convert(hands, leadOf.get(one) ?? null, one.at), now);
  }
  const edited = now - 40 * DAY;
  for (const deal of records.deals.values())
    if (deal.updatedAt < edited && deal.deletedAt === null && random.chance(0.01))
      records.edit('deal', deal, { values: { comment: 'архив' } }, { at: edited, by: 0 });
}

/** A deal out of a lead (which is won thereby), or out of nothing. */
export function convert(hands: Hands, lead: Deal | null, at: number): Deal {
  if (lead === null) return beginDeal(hands, 'deal', at);
  reach(hands, 'lead', lead, { pipeline: lead.pipeline, stage: stageOf(lead.pipeline, 'won') }, at);
  return beginDeal(hands, 'deal', at, { leadId: lead.id, client: { contactId: lead.contactId, companyId: lead.companyId } });
}

/** A deal for which this holds, by chance; null when there is none. */
function anyDeal({ records: { dealList }, random }: Hands, holds: (deal: Deal) => boolean): Deal | null {
  for (let tries = 0; tries < 300 && dealList.length > 0; tries += 1) {
    const deal = random.pick(dealList);
    if (holds(deal)) return deal;
  }
  const all = dealList.filter(holds);
  return all.length > 0 ? random.pick(all) : null;
}

/** One change of this kind; false when there is nothing it could be done to. */
function liveOnce(hands: Hands, kind: LiveKind, at: number): boolean {
  const { records, random } = hands,
    alive = ({ deletedAt }: Deal): boolean => deletedAt === null,
    deal = (random.chance(0.9) ? anyDeal(hands, (one) => alive(one) && one.closedAt === null) : null) ?? anyDeal(hands, alive);
  if (kind === 'add') {
    if (records.firm.leads === null) return Boolean(beginDeal(hands, 'deal', at));
    const waiting = [...records.leads.values()].filter((lead) => lead.closedAt === null && lead.deletedAt === null);
    const chance = waiting.length === 0 ? 0 : random.weighted([50, 35, 15]);
    if (chance === 0) beginDeal(hands, 'lead', at);
    else convert(hands, chance === 1 ? random.pick(waiting) : null, at);
    return true;
  }
  if (!deal) return false;
  const when = { at, by: deal.ownerId },
    { pipelines, users } = records.firm;
  switch (kind) {
    case 'status':
      reach(hands, 'deal', deal, nextPlace(hands, 'deal', deal), at);
      return true;
    case 'funnel': {
      const pipeline = pipelines.find((one) => one !== deal.pipeline)!;
      reach(hands, 'deal', deal, { pipeline, stage: pipeline.stages[0]! }, at);
      return true;
    }
    case 'edit':
      records.edit(
        'deal',
        deal,
        random.chance(0.5) ? { amount: random.whole(100, 3000) * 100 } : { values: { comment: `правка ${random.whole(1, 999)}` } },
        when,
      );
      return true;
    case 'assign':
      records.assign('deal', deal, random.pick(users.filter(({ active, id }) => active && id !== deal.ownerId)).id, when);
      return true;
    case 'side': {
      if (deal.contactId === null) return false;
      records.editSide('contact', deal.contactId, { phones: [phoneOf(random.whole(1, 999_999_998), random.whole(0, 3))] }, when);
      return true;
    }
    case 'delete':
      records.remove('deal', deal.id, when);
      return true;
    case 'restore': {
      const gone = records.firm.restores ? anyDeal(hands, (one) => !alive(one)) : null;
      if (gone === null) return false;
      records.restore(gone, when);
      return true;
    }
    case 'task':
      planTask(hands, deal, at, at);
      return true;
    case 'finish': {
      const task = [...records.tasks.values()].find((one) => one.doneAt === null && one.deletedAt === null);
      if (!task) return false;
      records.finishTask(task, 'готово', when);
      return true;
    }
    case 'call':
      call(hands, deal, at);
      return true;
  }
}
