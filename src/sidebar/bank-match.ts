import type { Answer } from '../hosts/apps-script/api';
import { daysBetween } from '../kernel/calendar';
import type { Operation } from './bank-operation';

export type BankDeal = Answer<'bankPage'>['deals'][number];
export type Paid = BankDeal['paid'][number];
/** Why a payment may belong to a deal; said by i18n/bank-words. */
export type Reason = 'id' | 'number' | 'title' | 'inn' | 'name' | 'alike' | 'balance' | 'planned' | 'sum';
export type Confidence = 'high' | 'middle' | 'low' | 'none';
export interface Candidate {
  readonly deal: BankDeal;
  readonly score: number;
  readonly reasons: readonly Reason[];
}
export interface Proposal {
  readonly confidence: Confidence;
  /** best first, at most five */
  readonly candidates: readonly Candidate[];
  /** a payment of this amount that the best deal has already, in its fields or by hand, and behind which no other operation stands; null: none */
  readonly known: Paid | null;
}

/** What each sign is worth: a number that is called a contract says most, an amount alone little. */
const worth: Readonly<Record<Reason, number>> = { id: 60, number: 40, title: 35, inn: 45, name: 30, alike: 20, balance: 30, planned: 30, sum: 20 };
/** From these scores, and by so much more than the next deal, it is sure or probable. */
const HIGH = 70,
  MIDDLE = 45,
  LOW = 20,
  AHEAD = 15;
/** Days between the bank's day and the CRM's for one and the same payment. */
const NEAR = 7;

/** Legal forms in front of names. */
const forms =
  /(^|\s)(общество с ограниченной ответственностью|индивидуальный предприниматель|публичное акционерное общество|акционерное общество|ооо|оао|зао|пао|ао|ип|нко|llc|ltd|inc|gmbh)(?=\s|$)/g;
/** A name as words: no legal form, no quotes, no case, ё = е. */
export const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(forms, ' ')
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');

/** Same words in any order; or all words of the shorter name, initials included, of which one has four letters. */
export function likeness(a: string, b: string): 'name' | 'alike' | null {
  const [short = [], long = []] = [wordsOf(a), wordsOf(b)].sort((x, y) => x.length - y.length);
  if (short.length === 0) return null;
  if (short.length === long.length && [...short].sort().join(' ') === [...long].sort().join(' ')) return 'name';
  const left = [...long];
  const isIn = short.every((word) => {
    const at = left.findIndex((other) => other === word || (Math.min(word.length, other.length) === 1 && word[0] === other[0]));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return isIn && short.some((word) => word.length >= 4) && (short.length > 1 || (short[0]?.length ?? 0) >= 6) ? 'alike' : null;
}

const CALLED = /(дог|контракт|сделк|заказ|заявк|сч[её]т|№|#|\bn|order|deal|contract|invoice)[^\d]{0,14}$/i;

/** Does the purpose name the id? As a word of its own: called a contract, an order, an invoice; or bare, when it is long enough not to be a chance. */
export function idIn(purpose: string, id: string): 'id' | 'number' | null {
  const text = purpose.toLowerCase(),
    wanted = id.toLowerCase();
  if (wanted === '') return null;
  let bare = false;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + wanted.length)];
    if (/[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(after) || /\d[.,/-]$/.test(before) || /^[.,/-]\d/.test(after)) continue;
    if (CALLED.test(before)) return 'id';
    bare = true;
  }
  return bare && wanted.length >= 5 ? 'number' : null;
}

/** To which deal a payment belongs, with reasons. An outgoing one is looked at the same way: it may be a refund. `used`: payments that operations before it have been taken for. */
export function propose(operation: Operation, deals: readonly BankDeal[], used: ReadonlySet<Paid> = new Set()): Proposal {
  const candidates = deals
    .map((deal) => judged(operation, deal))
    .filter(({ score }) => score >= LOW)
    .sort((a, b) => b.score - a.score)
    .slice(0, 5);
  const [best, next] = candidates,
    ahead = best ? best.score - (next?.score ?? 0) : 0;
  const confidence = !best ? 'none' : best.score >= HIGH && ahead >= AHEAD ? 'high' : best.score >= MIDDLE && ahead >= AHEAD ? 'middle' : 'low';
  return { confidence, candidates, known: best && confidence !== 'low' ? knownIn(operation, best.deal, used) : null };
}

function judged({ amount, inn, party, purpose, direction }: Operation, deal: BankDeal): Candidate {
  const reasons: (Reason | null)[] = [idIn(purpose, deal.deal_id)];
  if (wordsOf(deal.deal).length > 1 && wordsOf(purpose).join(' ').includes(wordsOf(deal.deal).join(' '))) reasons.push('title');
  if (inn !== '' && inn === deal.inn) reasons.push('inn');
  reasons.push(likeness(party, deal.client));
  if (direction === 'in')
    reasons.push(
      amount === deal.balance ? 'balance' : deal.planned.includes(amount) ? 'planned' : amount === deal.sum && deal.paid.length === 0 ? 'sum' : null,
    );
  const found = reasons.filter((one) => one !== null);
  return { deal, reasons: found, score: found.reduce((all, one) => all + worth[one], 0) };
}

/** A payment of the same amount within a week, which the deal has already. */
function knownIn({ direction, amount, day }: Operation, { paid }: BankDeal, used: ReadonlySet<Paid>): Paid | null {
  const signed = direction === 'in' ? amount : -amount;
  return (
    paid.find((one) => one.amount === signed && !one.isTold && !used.has(one) && (one.day === null || Math.abs(daysBetween(one.day, day)) <= NEAR)) ?? null
  );
}
