import type { Book } from '../facts/book';
import type { Deal } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv, split } from '../kernel/money';
import { compare } from '../kernel/order';
import { departments } from './manager-name';
import type { BaseEntry } from './pay-base';
import type { Scheme, Schemes } from './pay-scheme';
import { schemeOn, splitOn } from './pay-scheme';
import { factorAt } from './pay-tiers';
import { listPriceOf } from './price';
import { inBase } from './rate';

/** One person's part of a base event; `scheme` null = nobody pays for it, but a refund of it is no reason to take back anything else. */
export interface Share {
  readonly manager: string;
  /** fraction of the deal */
  readonly share: number;
  readonly base: Minor;
  readonly scheme: Scheme | null;
}

/** Whose deals fill the scale `team` of a scheme: departments and names as they stand now, the head himself only by name. So nobody is paid by another's pay, and no circle can arise. */
export function teams(book: Pick<Book, 'managers'>): (scheme: Scheme, name: string) => boolean {
  const department = departments(book);
  return (scheme, name) => scheme.team.includes(name) || (name !== scheme.manager && scheme.team.includes(department.get(name) ?? ''));
}

/** The same events once more for each head of sales whose team they may belong to. */
export function withTeams(entries: readonly BaseEntry[], schemes: readonly Scheme[]): readonly BaseEntry[] {
  const heads = [...new Set(schemes.filter(({ team }) => team.length > 0).map(({ manager }) => manager))].sort(compare);
  return [...entries, ...heads.flatMap((team) => entries.filter(({ base }) => base !== 'bonus').map((entry) => ({ ...entry, team })))];
}

/** Who shares an event, and what his part is by his own scheme of that day (finance 1.1: split, team override, bonus). Splits are by the largest remainder. */
export function sharing(book: Pick<Book, 'managers'>, read: Schemes): (entry: BaseEntry) => readonly Share[] {
  const inTeam = teams(book);
  const on = (manager: string, day: Day): Scheme | null => {
    const found = schemeOn(read, manager, day);
    return found === 'broken' ? null : found;
  };
  return (entry) => {
    const shares = splitOn(read.splits, entry.dealId, entry.day) ?? [{ manager: entry.owner, percent: 100 }],
      weights = shares.map(({ percent }) => Math.round(percent * 1e6));
    if (entry.team !== '') {
      const scheme = on(entry.team, entry.day),
        weight = scheme === null ? 0 : weights.filter((_, i) => inTeam(scheme, shares[i]?.manager ?? '')).reduce((sum, one) => sum + one, 0);
      if (scheme === null || weight === 0 || !pays(scheme, entry)) return [];
      return [{ manager: entry.team, share: weight / 1e8, base: mulDiv(entry.amount, weight, 1e8), scheme }];
    }
    const bases = entry.base === 'bonus' ? null : split(entry.amount, weights);
    return shares.map(({ manager, percent }, i) => {
      const scheme = on(manager, entry.day),
        base = bases ? (bases[i] ?? 0) : mulDiv(scheme === null ? 0 : bonusOf(scheme, entry), weights[i] ?? 0, 1e8);
      return { manager, share: percent / 100, base, scheme: scheme !== null && pays(scheme, entry) ? scheme : null };
    });
  };
}

const pays = (scheme: Scheme, { base }: BaseEntry): boolean =>
  base === 'bonus' ? scheme.bonuses.length > 0 : base === 'loss' ? scheme.base === 'margin' && scheme.carriesLoss : scheme.base === base;

/** The largest bonus whose conditions a deal meets on a day: one for one deal, however many actions run (finance 1.1, SPIFF). */
function bonusOf({ bonuses }: Scheme, { deal, day }: BaseEntry): Minor {
  const met = bonuses.filter(
    (one) =>
      (one.product === '' || same(one.product, deal?.product)) &&
      (one.source === '' || same(one.source, deal?.source)) &&
      (deal === undefined ? 0 : signedFor(deal)) >= one.least &&
      (one.from === '' || day >= one.from) &&
      (one.to === '' || day <= one.to),
  );
  return met.reduce((most, { sum }) => Math.max(most, sum), 0);
}
const same = (a: string, b: string | undefined): boolean => a.toLowerCase() === (b ?? '').trim().toLowerCase();
/** The amount as signed: later changes of the contract do not change what had been earned by it. */
const signedFor = (deal: Deal): Minor => deal.signed_amount ?? deal.contract_amount ?? 0;

/** Factor of the rate for the discount off the list price with which a deal was signed (finance 1.1, discount penalty); no list price, no contract, or an approved discount: 1. */
export function discounting(book: Book): (scheme: Scheme, entry: BaseEntry) => number {
  return ({ discounts: { steps, approved } }, { deal, dealId }) => {
    if (steps.length === 0 || deal === undefined || approved.includes(dealId) || deal.contract_day === null) return 1;
    const list = listPriceOf(deal, book) ?? 0,
      signed = inBase(signedFor(deal), deal.currency, deal.contract_day, book) ?? 0;
    return list > signed && signed > 0 ? factorAt(steps, list - signed, list) : 1;
  };
}
