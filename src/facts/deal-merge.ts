import type { Instant } from '../kernel/calendar';
import { readAmount } from '../kernel/money';
import { clientKeys } from './client-keys';
import type { DealMapping } from './deal-mapping';
import type { TimedRecord } from './deal-record';
import { isAhead } from './deal-record';
import { readFieldDay } from './field-day';
import { costColumns, type Deal, type Meaning, meanings } from './rows';

/** A value of a record that its column cannot take: named, left out, the rest of the record counts. `column` is a key of the tab `deals`. */
export interface DealProblem {
  readonly code: 'number-wrong' | 'day-wrong';
  readonly value: string;
  readonly column: string;
  readonly eventId: string;
  readonly at: Instant;
}

type Writable = { -readonly [K in keyof Deal]: Deal[K] };
type TextColumn = 'product' | 'refusal_reason' | 'client_type' | 'qualification' | 'department' | 'source';
type MoneyColumn =
  | 'contract_amount'
  | 'prepayment'
  | 'paid'
  | 'potential_amount'
  | 'list_price'
  | 'materials_cost'
  | 'delivery_cost'
  | 'installation_cost'
  | 'other_cost'
  | 'amount';
type DayColumn = 'contract_date' | 'prepayment_date' | 'paid_date' | 'installation_day' | 'due_day';

/** Which column a meaning fills, and how its text is read. */
const columns: Readonly<Record<Meaning, { readonly text: TextColumn } | { readonly money: MoneyColumn } | { readonly day: DayColumn }>> = {
  contract_amount: { money: 'contract_amount' },
  prepayment: { money: 'prepayment' },
  paid: { money: 'paid' },
  potential_amount: { money: 'potential_amount' },
  list_price: { money: 'list_price' },
  materials_cost: { money: 'materials_cost' },
  delivery_cost: { money: 'delivery_cost' },
  installation_cost: { money: 'installation_cost' },
  other_cost: { money: 'other_cost' },
  contract_date: { day: 'contract_date' },
  prepayment_date: { day: 'prepayment_date' },
  paid_date: { day: 'paid_date' },
  installation_date: { day: 'installation_day' },
  due_date: { day: 'due_day' },
  product: { text: 'product' },
  source: { text: 'source' },
  refusal_reason: { text: 'refusal_reason' },
  client_type: { text: 'client_type' },
  qualification: { text: 'qualification' },
  department: { text: 'department' },
};

/** Material that went back makes a cost negative (Q009). */
const returnable: readonly string[] = costColumns;
/** Longer texts are cut: a cell is no place for a novel, and the journal keeps the body whole. */
const LONGEST = 2_000;
const clip = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/**
 * A row with what a record says laid over it: only what CRM and people wrote, nothing that follows from it (deal-moves does that). An absent key leaves the value,
 * a blank one clears it; the source stays the first one known. A value that cannot be read, or money below 0, is a problem and leaves the value.
 */
export function mergeRecord(deal: Deal, record: TimedRecord, mapping: DealMapping): { readonly deal: Deal; readonly problems: readonly DealProblem[] } {
  const next: Writable = { ...deal },
    problems: DealProblem[] = [],
    { crm } = record;
  const problem = (code: DealProblem['code'], column: string, value: string): void => {
    problems.push({ code, column, value: value.slice(0, 100), eventId: record.eventId, at: record.receivedAt });
  };
  const setMoney = (column: MoneyColumn, raw: string): void => {
    const amount = readAmount(raw, 'decimal');
    if (amount === undefined || (amount !== null && amount < 0 && !returnable.includes(column))) problem('number-wrong', column, raw);
    else next[column] = amount;
  };
  if (isAhead(record, record.version)) problem('day-wrong', 'updated_at', String((record.version ?? 0) / 1000));
  if (isAhead(record, record.createdAt)) problem('day-wrong', 'created_at', String((record.createdAt ?? 0) / 1000));
  if (record.name !== undefined) next.deal = clip(record.name);
  if (record.pipelineId !== undefined) next.pipeline_id = clip(record.pipelineId);
  if (record.stageId !== undefined) next.stage_id = clip(record.stageId);
  if (record.managerId !== undefined) {
    next.manager_id = clip(record.managerId);
    next.manager = clip(record.managerId === '' ? '' : mapping.managerName(crm, record.managerId));
  }
  if (record.client !== undefined) next.client = clip(record.client);
  if (record.clientId !== undefined) {
    next.client_id = clip(record.clientId);
    next.client = clip(record.clientId === '' ? '' : mapping.clientName(crm, record.clientId) || (record.client ?? ''));
  }
  if (record.reach !== undefined) next.client_keys = clip(clientKeys(record.reach));
  if (record.currency !== undefined) next.currency = clip(record.currency);
  if (record.tags !== undefined) next.tags = clip(record.tags.join(', '));
  if (record.account !== undefined) next.link = mapping.link(crm, record.account, record.dealId) || next.link;
  if (record.action === 'delete') next.deleted = true;
  if (record.action === 'restore' || record.deleted === false) next.deleted = false;
  if (record.amount !== undefined) setMoney('amount', record.amount);
  for (const [meaning, value] of byMeaning(record, mapping)) {
    const column = columns[meaning];
    if ('money' in column) setMoney(column.money, value);
    else if ('day' in column) {
      const day = readFieldDay(value, mapping.zone);
      if (day === undefined) problem('day-wrong', column.day, value);
      else next[column.day] = day;
    } else if (column.text !== 'source' || next.source === '') next[column.text] = clip(value);
  }
  // unmapped and never told apart from the deal's own amount, it is that amount
  if (!mapping.isMapped(crm, 'contract_amount') && record.own?.contract_amount === undefined && deal.contract_amount === deal.amount)
    next.contract_amount = next.amount;
  return { deal: next, problems };
}

/** Values of mapped fields, several values of one field joined; where two fields have one meaning, the first that is not blank. */
function byMeaning(record: TimedRecord, mapping: DealMapping): ReadonlyMap<Meaning, string> {
  const found = new Map<Meaning, string>();
  if (record.whole) for (const meaning of meanings) if (mapping.isMapped(record.crm, meaning)) found.set(meaning, '');
  for (const field of record.fields ?? []) {
    const meaning = mapping.meaning(record.crm, field.id),
      value = field.values
        .map((one) => one.value.trim())
        .filter((text) => text !== '')
        .join(', ');
    if (meaning !== '' && (found.get(meaning) ?? '') === '') found.set(meaning, value);
  }
  for (const [meaning, value] of Object.entries(record.own ?? {}) as [Meaning, string][]) if (!mapping.isMapped(record.crm, meaning)) found.set(meaning, value);
  return found;
}
