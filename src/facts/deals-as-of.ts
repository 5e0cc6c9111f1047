import type { Day, Instant } from '../kernel/calendar';
import { dayAt, endOf, isDay } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { readAmount } from '../kernel/money';
import { blankDeal } from './blank-deal';
import type { Book } from './book';
import { farther, stageOf } from './deal-moves';
import type { Deal, DealEvent } from './rows';
import { costColumns, dealKey, stageKey } from './rows';

/** `asOf`: what had happened by the end of that day; `known`: what had become known by then. null = no limit. */
export interface AsOf {
  readonly asOf: Day | null;
  readonly known: Instant | null;
  readonly zone: string;
}

/**
 * Deals and events as they stood (workbook.md, last definition): the events told by then, folded anew. Names, product, source and prices as they are now; a deal not yet created is absent.
 *
 * Time    an event counts by its own time (`at`), a payment by its day (one without a day by when it was told), both only if known by `known`
 * Shape   all events of a deal without limits give the row that facts/deal-state made (a property test holds that)
 */
export function dealsAsOf(
  book: Pick<Book, 'deals' | 'events' | 'stages' | 'managers'>,
  { asOf, known, zone }: AsOf,
): { readonly deals: readonly Deal[]; readonly events: readonly DealEvent[] } {
  const end = asOf === null ? Number.POSITIVE_INFINITY : endOf(asOf, zone),
    outcomes = new Map(book.stages.map((stage) => [`${stage.crm}/${stageKey(stage.pipeline_id, stage.stage_id)}`, stage.outcome]));
  const names = new Map(book.managers.map((manager) => [`${manager.crm}/${manager.manager_id}`, manager.manager || manager.manager_id]));
  const events = book.events.filter((event) => known === null || (event.known_at ?? 0) <= known).flatMap((event) => eventAsOf(event, asOf, end));
  const byDeal = grouped(events, dealKey);
  const deals = book.deals.flatMap((now) => {
    const own = byDeal.get(dealKey(now))?.sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (a.event_id < b.event_id ? -1 : 1));
    if (!own?.some((event) => event.kind === 'created')) return [];
    const outcomeOf = (stage: string): string => (stage === stageOf(now) ? now.outcome : outcomes.get(`${now.crm}/${stage}`) || 'unmapped');
    return [
      settle(
        own.reduce<Then>((then, event) => follow(then, event, { now, outcomeOf, zone }), { ...dynamic, ...fixed(now) }),
        now,
        names,
      ),
    ];
  });
  return { deals, events };
}

/** The event as far as it counts by a day; a payment day moved over that day is only the half that lies before it. */
function eventAsOf(event: DealEvent, asOf: Day | null, end: Instant): readonly DealEvent[] {
  const told = (event.at ?? 0) < end,
    counts = (day: string): boolean => (asOf === null || !isDay(day) ? told : day <= asOf);
  if (event.kind === 'payment' || event.kind === 'refund') return counts(event.to) ? [event] : [];
  if (event.kind !== 'payment_day') return told ? [event] : [];
  const out = counts(event.from),
    into = counts(event.to);
  if (out && into) return [event];
  return out || into ? [{ ...event, kind: 'payment', from: '', to: out ? event.from : event.to, amount: (event.amount ?? 0) * (out ? -1 : 1) }] : [];
}

type Then = { readonly [K in keyof Deal]: Deal[K] };
const dynamic = blankDeal('', '');
/** What is not told by events: as it is now. */
const fixed = (now: Deal): Partial<Deal> => ({
  crm: now.crm,
  deal_id: now.deal_id,
  deal: now.deal,
  source: now.source,
  product: now.product,
  client_id: now.client_id,
  client: now.client,
  created_at: now.created_at,
  potential_amount: now.potential_amount,
  list_price: now.list_price,
  refusal_reason: now.refusal_reason,
  client_type: now.client_type,
  currency: now.currency,
  tags: now.tags,
  link: now.link,
  department: now.department,
  qualification: now.qualification,
  contract_date: now.contract_date,
  prepayment_date: now.prepayment_date,
  paid_date: now.paid_date,
  owners: now.owners,
  months: now.months,
  journey: now.journey,
  counted_in: now.counted_in,
  journey_past: now.journey_past,
  client_keys: now.client_keys,
});

interface Around {
  readonly now: Deal;
  readonly outcomeOf: (stage: string) => string;
  readonly zone: string;
}

/** One event laid over the row. */
function follow(then: Then, event: DealEvent, around: Around): Then {
  const at = event.at,
    day = event.to === '' ? null : event.to,
    amount = event.amount ?? 0,
    next = { ...then, updated_at: Math.max(then.updated_at ?? 0, at ?? 0) };
  switch (event.kind) {
    case 'created':
      return stageThen({ ...next, manager_id: event.manager_id, amount: event.amount }, event, around);
    case 'stage':
      return stageThen(next, event, around);
    case 'owner':
      return { ...next, manager_id: event.to };
    case 'amount':
      return { ...next, amount: event.to === '' ? null : (next.amount ?? 0) + amount };
    case 'contract':
      return {
        ...next,
        signed: true,
        ...(event.from === '' ? { signings: (next.signings ?? 0) + 1, signed_at: at, contract_day: day } : { contract_day: event.from }), // out of the bin: no second signing
        contract_amount: event.amount,
        signed_amount: event.amount,
        contract_manager_id: event.manager_id,
      };
    case 'cancel':
      return { ...next, signed: false, signed_amount: null };
    case 'contract_change':
      return { ...next, contract_amount: (next.contract_amount ?? 0) + amount };
    case 'contract_day':
      return { ...next, contract_day: day };
    case 'payment':
    case 'refund':
    case 'payment_day':
      return moneyThen(next, event);
    case 'cost':
      return costColumns.some((column) => column === event.from) ? { ...next, [event.from]: readAmount(event.to) ?? null } : next;
    case 'installation':
      return {
        ...next,
        installation_day: day,
        installation_first: next.installation_first ?? day,
        installation_moves: (next.installation_moves ?? 0) + (event.from === '' ? 0 : 1),
      };
    case 'due':
      return { ...next, due_day: day };
    case 'deleted':
      return { ...next, deleted: true };
    case 'restored':
      return { ...next, deleted: false };
    default:
      return next;
  }
}

function stageThen(then: Then, event: DealEvent, { now, outcomeOf, zone }: Around): Then {
  const cut = event.to.indexOf('/'),
    outcome = event.to === '' ? 'unmapped' : outcomeOf(event.to),
    at = event.at,
    day = at === null ? null : dayAt(at, zone);
  const reached = farther(then.reached, outcome),
    passed = ['', 'measurement', 'quote', 'contract'].indexOf(reached);
  const closed = ['refusal', 'junk', 'duplicate', 'done'].includes(outcome) || (event.to === stageOf(now) && now.closed_at !== null);
  return {
    ...then,
    pipeline_id: cut < 0 ? '' : event.to.slice(0, cut),
    stage_id: event.to.slice(cut + 1),
    outcome,
    reached,
    stage_at: at,
    closed_at: closed ? at : null,
    measurement_day: then.measurement_day ?? (passed >= 1 ? day : null),
    quote_day: then.quote_day ?? (passed >= 2 ? day : null),
  };
}

/** A moved day belongs to the field that stands on it with that amount; when both do, it is all the same to the balance. */
function moneyThen(then: Then, event: DealEvent): Then {
  const amount = event.amount ?? 0,
    day = isDay(event.to) ? event.to : null;
  if (event.kind === 'payment_day') {
    const from = event.from === '' ? null : event.from,
      field = then.prepayment_day === from && then.prepayment_part === amount ? 'prepayment' : 'paid';
    return { ...then, [`${field}_day`]: day };
  }
  const field = event.from === 'prepayment' ? 'prepayment' : 'paid',
    next = { ...then, [field]: (then[field] ?? 0) + amount };
  if (event.kind === 'refund' || amount < 0) return next;
  const part: Minor = (then[`${field}_part`] ?? 0) > 0 && (field === 'prepayment' || then.paid_day === day) ? (then[`${field}_part`] ?? 0) + amount : amount;
  return { ...next, [`${field}_day`]: day, [`${field}_part`]: part };
}

/** What needs the whole way: names by id, blanks told apart from 0 as the row now does, and the contract amount of a deal not signed by then. */
function settle(then: Then, now: Deal, names: ReadonlyMap<string, string>): Deal {
  const orNow = <K extends 'amount' | 'prepayment' | 'paid' | 'contract_amount'>(key: K): Minor | null =>
    (then[key] ?? 0) === (now[key] ?? 0) ? now[key] : then[key];
  const follows = now.contract_amount === now.amount,
    unsigned = follows ? then.amount : now.contract_amount;
  const amounts = { amount: orNow('amount'), prepayment: orNow('prepayment'), paid: orNow('paid') };
  return {
    ...then,
    ...amounts,
    contract_amount: then.signed ? orNow('contract_amount') : unsigned,
    manager: then.manager_id === now.manager_id ? now.manager : (names.get(`${now.crm}/${then.manager_id}`) ?? then.manager_id),
    signed: then.signed && !then.deleted,
  };
}
