import type { Day, Instant } from '../kernel/calendar';
import { dayAt, endOf, monthOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import type { DealMapping } from './deal-mapping';
import type { Deal, DealEvent, EventKind } from './rows';
import { costColumns, editColumns, stageKey } from './rows';

/** An event before it has a number, a cohort and a cause. */
export type Draft = Pick<DealEvent, 'from' | 'to' | 'amount' | 'manager_id'> & { readonly kind: EventKind; readonly at: Instant };

/** `deal_events.from` / `.to` of a stage; '' while no stage is known. */
export const stageOf = (deal: Deal): string => (deal.pipeline_id === '' && deal.stage_id === '' ? '' : stageKey(deal.pipeline_id, deal.stage_id));
export const isContract = (outcome: string): boolean => outcome === 'contract' || outcome === 'done';
const ranks: readonly string[] = ['', 'measurement', 'quote', 'contract'];
/** The farther of what was reached and what an outcome reaches: measurement, quote or contract. */
export const farther = (reached: string, outcome: string): string => {
  const now = isContract(outcome) ? 'contract' : ranks.includes(outcome) ? outcome : '';
  return ranks.indexOf(now) > ranks.indexOf(reached) ? now : reached;
};

interface Moment {
  readonly at: Instant;
  readonly mapping: DealMapping;
}

/**
 * What follows from a row's raw values (workbook.md, Definitions): outcome, contract and its day and manager, days of payments. `before` is the row as it stood.
 * Contract day: the mapped date, else the day of signing; after a second signing never before that day. Money of the contract belongs to the owner on that day.
 */
export function derive(before: Deal, raw: Deal, { at, mapping }: Moment): Deal {
  const today = dayAt(at, mapping.zone),
    { outcome, closed } = mapping.stage(raw.crm, raw.pipeline_id, raw.stage_id),
    moved = stageOf(raw) !== stageOf(before) || before.stage_at === null;
  const owners = raw.manager_id === before.manager_id || raw.manager_id === '' ? before.owners : withOwner(before.owners, { id: raw.manager_id, since: at });
  const reached = farther(before.reached, outcome),
    rank = ranks.indexOf(reached);
  const signed = !raw.deleted && isContract(outcome),
    signing = signed && !before.signed && !isBroughtBack(before, raw),
    signings = (before.signings ?? 0) + (signing ? 1 : 0);
  const signedAt = signing ? at : before.signed_at,
    signedDay = signedAt === null ? today : dayAt(signedAt, mapping.zone);
  const mapped = raw.contract_date,
    later = mapped !== null && mapped > signedDay ? mapped : signedDay;
  const contractDay = !signed ? before.contract_day : signings > 1 ? later : (mapped ?? signedDay);
  const manager =
    signed && signedAt !== null && contractDay !== null ? ownerOn(owners, { day: contractDay, signedAt, zone: mapping.zone }) : before.contract_manager_id;
  const deal: Deal = {
    ...raw,
    outcome,
    owners,
    reached,
    signed,
    signings,
    signed_at: signedAt,
    updated_at: at,
    stage_at: moved ? at : before.stage_at,
    closed_at: !closed ? null : moved ? at : before.closed_at,
    measurement_day: before.measurement_day ?? (rank >= 1 ? today : null),
    quote_day: before.quote_day ?? (rank >= 2 ? today : null),
    contract_day: contractDay,
    contract_manager_id: manager,
    installation_first: before.installation_first ?? raw.installation_day,
    installation_moves: (before.installation_moves ?? 0) + (before.installation_day !== null && raw.installation_day !== before.installation_day ? 1 : 0),
    signed_amount: raw.deleted ? before.signed_amount : !signed ? null : signing ? raw.contract_amount : before.signed_amount,
  };
  return { ...deal, ...prepaymentOf(before, deal), ...paidOf(before, deal, today) };
}

/** Taken out of the bin as it was thrown in, signed: it is the same contract of the same day, and no second signing. */
const isBroughtBack = (before: Deal, raw: Deal): boolean => before.deleted && !raw.deleted && isContract(before.outcome) && (before.signings ?? 0) > 0;

/** Owners as text, `id@seconds` by blanks; ids are escaped, for they are texts of a CRM. */
const withOwner = (owners: string, { id, since }: { readonly id: string; readonly since: Instant }): string =>
  `${owners}${owners === '' ? '' : ' '}${id.replace(/[%\s@]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`)}@${since / 1000}`;
const readOwners = (owners: string): { readonly id: string; readonly since: Instant }[] =>
  owners
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      const cut = one.lastIndexOf('@');
      return {
        id: one.slice(0, cut).replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        since: Number(one.slice(cut + 1)) * 1000,
      };
    });

/** The owner at the moment of signing when that is the contract day, else at the end of the contract day; before the first owner, the first. */
function ownerOn(owners: string, { day, signedAt, zone }: { readonly day: Day; readonly signedAt: Instant; readonly zone: string }): string {
  const all = readOwners(owners),
    until = day === dayAt(signedAt, zone) ? signedAt : endOf(day, zone) - 1;
  return ([...all].reverse().find(({ since }) => since <= until) ?? all[0])?.id ?? '';
}
/** The prepayment stands on its mapped date, else on the contract day, which a second signing does not move any more; `part` is what stands there before refunds. */
function prepaymentOf(before: Deal, deal: Deal): Pick<Deal, 'prepayment_day' | 'prepayment_part'> {
  const raised = Math.max(0, (deal.prepayment ?? 0) - (before.prepayment ?? 0)),
    part = (before.prepayment_part ?? 0) + raised;
  const again = (deal.signings ?? 0) > 1 && (before.prepayment_part ?? 0) > 0;
  const day = deal.prepayment_date ?? (again ? before.prepayment_day : (deal.contract_day ?? deal.contract_date));
  return part === 0 ? { prepayment_day: null, prepayment_part: before.prepayment_part } : { prepayment_day: day, prepayment_part: part };
}

/** What is paid later stands on its mapped date, else on the day the field changed. A raise is a payment of its own; a date that changes alone moves the last one. */
function paidOf(before: Deal, deal: Deal, today: Day): Pick<Deal, 'paid_day' | 'paid_part'> {
  const raised = (deal.paid ?? 0) - (before.paid ?? 0),
    part = before.paid_part ?? 0;
  if (raised > 0) {
    const day = deal.paid_date ?? today;
    return { paid_day: day, paid_part: day === before.paid_day ? part + raised : raised };
  }
  const moved = deal.paid_date !== null && deal.paid_date !== before.paid_date && part > 0;
  return { paid_day: moved ? deal.paid_date : before.paid_day, paid_part: before.paid_part };
}

/** Events between two rows of a deal, in the order in which they are told (facts/rows). A contract that passes to another manager, because its day moved, is cancelled for the one and signed for the other as it was signed; what its amount changed by since passes on the day of this. */
export function eventsBetween(before: Deal, after: Deal, { at, mapping }: Moment): Draft[] {
  const today = dayAt(at, mapping.zone),
    drafts: Draft[] = [];
  const say = (kind: EventKind, rest: Partial<Draft>): void => {
    drafts.push({ kind, at, from: '', to: '', amount: null, manager_id: after.manager_id, ...rest });
  };
  const contract = { manager_id: after.contract_manager_id },
    earlier = { manager_id: before.contract_manager_id };
  if (before.deleted && !after.deleted) say('restored', {});
  if (before.manager_id !== after.manager_id) say('owner', { from: before.manager_id, to: after.manager_id });
  if (stageOf(before) !== stageOf(after)) say('stage', { from: stageOf(before), to: stageOf(after) });
  if (before.amount !== after.amount)
    say('amount', { from: unitsText(before.amount), to: unitsText(after.amount), amount: (after.amount ?? 0) - (before.amount ?? 0) });
  for (const column of costColumns)
    if (before[column] !== after[column]) say('cost', { from: column, to: unitsText(after[column]), amount: (after[column] ?? 0) - (before[column] ?? 0) });
  for (const column of editColumns)
    if (before[column] !== after[column])
      say('edit', { from: column, to: typeof after[column] === 'number' ? unitsText(after[column]) : (after[column] ?? '') });
  const handed = before.signed && after.signed && before.contract_manager_id !== after.contract_manager_id,
    raised = (after.contract_amount ?? 0) - (before.contract_amount ?? 0),
    since = handed ? (before.contract_amount ?? 0) - (before.signed_amount ?? 0) : 0; // changes stand on days of their own: known together only, they pass on today
  if (since !== 0) say('contract_change', { ...earlier, to: today, amount: -since });
  if (before.signed && (!after.signed || handed))
    say(
      'cancel',
      handed
        ? { ...earlier, to: before.contract_day ?? '', amount: negative(before.signed_amount) }
        : { ...earlier, to: today, amount: negative(before.contract_amount) },
    );
  if (after.signed && (!before.signed || handed))
    say('contract', {
      ...contract,
      ...(isBroughtBack(before, after) ? { from: after.contract_day ?? '', to: today } : { to: after.contract_day ?? '' }), // its money comes back on the day it went, its day stays
      amount: handed ? before.signed_amount : after.contract_amount,
    });
  if (before.signed && after.signed) {
    if (!handed && before.contract_day !== after.contract_day)
      say('contract_day', { ...contract, from: before.contract_day ?? '', to: after.contract_day ?? '', amount: before.signed_amount });
    if (since + raised !== 0 || (!handed && before.contract_amount !== after.contract_amount))
      say('contract_change', { ...contract, to: today, amount: since + raised });
  }
  const payer = { manager_id: (after.signings ?? 0) > 0 ? after.contract_manager_id : after.manager_id };
  for (const field of ['prepayment', 'paid'] as const) {
    const was = before[`${field}_day`],
      day = after[`${field}_day`],
      difference = (after[field] ?? 0) - (before[field] ?? 0),
      stood = before[`${field}_part`] ?? 0;
    const isNext = field === 'paid' && difference > 0; // a further payment leaves the earlier ones where they are
    if (stood > 0 && was !== day && !isNext) say('payment_day', { ...payer, from: was ?? '', to: day ?? '', amount: stood });
    if (difference > 0) say('payment', { ...payer, from: field, to: day ?? '', amount: difference });
    if (difference < 0) say('refund', { ...payer, from: field, to: today, amount: difference });
  }
  if (before.installation_day !== after.installation_day) say('installation', { from: before.installation_day ?? '', to: after.installation_day ?? '' });
  if (before.due_day !== after.due_day) say('due', { from: before.due_day ?? '', to: after.due_day ?? '' });
  if (!before.deleted && after.deleted) say('deleted', {});
  return drafts;
}

const negative = (amount: Minor | null): Minor | null => (amount === null || amount === 0 ? amount : -amount);
/** An amount in units of the currency as text: `1846.56`; blank -> ''. */
export const unitsText = (amount: Minor | null): string =>
  amount === null ? '' : `${amount < 0 ? '-' : ''}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`;

const dated: readonly EventKind[] = ['contract', 'cancel', 'contract_change', 'contract_day', 'payment', 'refund', 'payment_day'];
/** Months (or `undated`) in which the money of an event stands. */
export const moneyMonths = (event: Pick<DealEvent, 'from' | 'to'> & { readonly kind: string }): string[] => {
  if (!(dated as readonly string[]).includes(event.kind)) return [];
  const days = event.kind === 'contract_day' || event.kind === 'payment_day' ? [event.from, event.to] : [event.to];
  return days.map((day) => (day === '' ? 'undated' : monthOf(day)));
};
