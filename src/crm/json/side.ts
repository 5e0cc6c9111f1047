import type { SideRecord } from '../../facts/side-record';
import { readAmount } from '../../kernel/money';
import { clientOf, dealIdOf, isPerson, type Met, managerOf, ownId, timeIn, versionOf } from './reading';
import { dayOf, said, textOf } from './values';

const words = {
  activity: ['call_in', 'call_out', 'missed', 'letter', 'meeting', 'message', 'note'],
  payment: ['prepayment', 'balance', 'refund'],
  every: ['once', 'month', 'quarter', 'year'],
  basis: ['accrual', 'cash'],
} as const;

/** What stands beside the deals: clients, tasks, activities, payments, operating expenses; null without an id, and without an amount where money is told. */
export function readSide(met: Met, entity: SideRecord['entity']): SideRecord | null {
  const { content } = met,
    ref = said(content, 'ref', 'id') ?? '',
    isGone = met.action === 'deleted' || textOf(content.deleted) === 'true';
  if (ref === '') {
    met.fault('ref', 'no id');
    return null;
  }
  const values = isGone ? {} : valuesOf(met, entity);
  const event = met.eventId === '' ? {} : { event: `${met.source}/${met.eventId}` };
  return values === null
    ? null
    : ({ crm: met.crm, entity, id: ownId(met, ref), action: isGone ? 'delete' : 'save', version: versionOf(content, met), values, ...event } as SideRecord);
}

/** Which tab a client goes to. */
export const clientEntity = (met: Met): 'contact' | 'company' =>
  met.entity !== 'company' && (met.entity === 'contact' || isPerson(met.content)) ? 'contact' : 'company';

type Values = Readonly<Record<string, unknown>>;
function valuesOf(met: Met, entity: SideRecord['entity']): Values | null {
  const { content } = met;
  const text = (...keys: readonly string[]): string | undefined => said(content, ...keys);
  const word = (key: string, list: readonly string[]): string | undefined => {
    const value = text(key)?.toLowerCase();
    if (value === undefined || value === '' || list.includes(value)) return value;
    met.fault(key, `unknown word: ${value.slice(0, 50)}`);
    return undefined;
  };
  const day = (...keys: readonly string[]): string | null | undefined => {
    const value = text(...keys),
      read = value === undefined ? undefined : dayOf(value);
    if (value !== undefined && read === undefined) met.fault(keys[0] ?? '', `no time: ${value.slice(0, 50)}`);
    return read;
  };
  const money = (): number | null | undefined => {
    const raw = text('amount', 'sum'),
      amount = raw === undefined ? undefined : readAmount(raw, 'decimal');
    if (raw !== undefined && amount === undefined) met.fault('amount', `no number: ${raw.slice(0, 50)}`);
    return amount;
  };
  const whose = { manager_id: managerOf(content, met) };
  const about = { deal_id: dealIdOf(content, met), client_id: clientOf(content, met), ...whose };
  const at = (...keys: readonly string[]): number | null | undefined => timeIn(content, met, ...keys);
  if (entity === 'payment' || entity === 'expense') {
    const amount = money();
    if (amount === undefined && met.action === 'created' && text('amount', 'sum') === undefined) met.fault('amount', 'no amount');
    if (amount === undefined && (met.action === 'created' || text('amount', 'sum') !== undefined)) return null;
    if (entity === 'expense')
      return said_({
        ...{ day: day('date', 'day'), article: text('article'), amount, from: text('from'), to: text('to') },
        ...{ every: word('every', words.every), basis: word('basis', words.basis), note: text('note', 'comment') },
      });
    const kind = word('kind', words.payment),
      isBack = kind === 'refund' && amount !== undefined && amount !== null && amount > 0;
    return said_({ day: day('date', 'day'), deal_id: about.deal_id, amount: isBack ? -amount : amount, kind, origin: 'crm', note: text('note', 'comment') });
  }
  if (entity === 'task') {
    const done = at('done_at');
    return said_({ ...about, kind: text('kind'), created_at: at('date', 'created_at'), due_at: at('due_at'), done_at: done, text: text('text', 'name') });
  }
  if (entity === 'activity') {
    const seconds = Number(text('seconds', 'duration') ?? Number.NaN);
    return said_({ ...about, kind: word('kind', words.activity), at: at('date', 'at'), seconds: Number.isFinite(seconds) ? Math.round(seconds) : undefined });
  }
  return said_({
    ...{ name: text('name'), ...whose, created_at: at('date', 'created_at'), qualification: text('qualification') },
    ...{ phone: text('phone'), email: text('email'), inn: text('inn'), link: text('link') },
  });
}
/** Only what was said: an absent key leaves the cell. */
const said_ = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
