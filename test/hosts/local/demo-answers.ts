/**
 * The known answers of the demo company (N19), straight from the life stories: a few lines each, no product code. Money in kopecks, months `YYYY-MM`, names in the company's language.
 * What is not a lead any more (deleted in the CRM) counts nowhere.
 */

import type { Locale, StageKey } from '../../../src/hosts/local/demo/company';
import { managers, products, sources } from '../../../src/hosts/local/demo/company';
import { dayOf, monthOf } from '../../../src/hosts/local/demo/days';
import { turnoverPlan } from '../../../src/hosts/local/demo/inputs';
import type { Story } from '../../../src/hosts/local/demo/story';

export const costs = ['materials_cost', 'delivery_cost', 'installation_cost', 'other_cost'] as const;

/** Amounts by keys joined with `|`. */
export type Sums = Readonly<Record<string, number>>;

/** What became of one deal: a contract that stands (null when none), money received, costs known. */
export interface Standing {
  readonly id: string;
  readonly contract: { readonly amount: number; readonly day: number; readonly manager: number } | null;
  readonly received: number;
  readonly cost: number;
  readonly costsMissing: boolean;
  readonly owner: number;
  /** stage it stands at; which it ever reached */
  readonly stage: StageKey;
  readonly reached: ReadonlySet<StageKey>;
  readonly product: number | undefined;
  readonly source: number | undefined;
  readonly created: number;
  readonly moves: readonly Move[];
}
/** Money of a deal on its day: turnover or receipts, under the seller who owned it on the contract day. */
export interface Move {
  readonly kind: 'turnover' | 'receipts';
  readonly day: number;
  readonly amount: number;
  readonly manager: number;
}

export function standingOf(story: Story): Standing {
  const money: Record<string, number> = {},
    moves: Move[] = [];
  let contract = null as Standing['contract'],
    owner = 0,
    source: number | undefined,
    product: number | undefined,
    stage: StageKey = 'new',
    seller = 0;
  const reached = new Set<StageKey>();
  for (const moment of story.moments) {
    const today = dayOf(moment.at);
    Object.assign(money, moment.money);
    owner = moment.manager ?? owner;
    source = source ?? moment.source;
    product = moment.product ?? product;
    stage = moment.stage ?? stage;
    reached.add(stage);
    for (const fact of moment.facts ?? []) {
      if (fact.what === 'contract') {
        seller = owner;
        contract = { amount: fact.amount, day: today + fact.day, manager: owner };
        moves.push({ kind: 'turnover', day: contract.day, amount: fact.amount, manager: seller });
      } else if (fact.what === 'cancel') {
        moves.push({ kind: 'turnover', day: today, amount: -(contract?.amount ?? 0), manager: seller });
        contract = null;
      } else if (fact.what === 'change') {
        contract = contract && { ...contract, amount: contract.amount + fact.amount };
        moves.push({ kind: 'turnover', day: today, amount: fact.amount, manager: seller });
      } else if (fact.what === 'payment') moves.push({ kind: 'receipts', day: today + fact.day, amount: fact.amount, manager: seller });
      else moves.push({ kind: 'receipts', day: today, amount: -fact.amount, manager: seller });
    }
  }
  for (const { at, amount } of story.typed) moves.push({ kind: 'receipts', day: dayOf(at), amount, manager: seller });
  return {
    id: story.id,
    contract,
    owner,
    stage,
    reached,
    source,
    product,
    created: dayOf(story.moments[0]!.at),
    moves,
    received: moves.reduce((sum, move) => sum + (move.kind === 'receipts' ? move.amount : 0), 0),
    cost: costs.reduce((sum, key) => sum + (money[key] ?? 0), 0),
    costsMissing: costs.some((key) => money[key] === undefined),
  };
}

const names = [
  'leads', // month
  'leadsBySource', // month|source
  'leadsByManager', // month|manager who owns the lead now
  'funnelBySource', // month|source|part: where the leads of the month stand now, and how many were ever measured
  'contracts', // month of the contract day: contracts that stand
  'contractsByManager',
  'turnover',
  'turnoverByManager',
  'receipts',
  'receiptsByManager',
  'receivables', // deal: what the client still owes, where it is more than nothing
  'advances', // deal: money above the contract, or without one
  'margin', // month of the contract day
  'marginByProduct',
  'expenses', // month: operating expenses, for months that are over
  'pay', // month: pay of the third seller, flat 4 % of what he signed net of cancellations, times the plan multiplier, and 45,000
] as const;
export type Answers = Readonly<Record<(typeof names)[number], Sums>> & {
  /** deals whose margin is provisional, because a cost is not known */ readonly provisional: readonly string[];
};

/** Where a lead stands, in the words of the funnel's columns: exactly one of them. */
const partOf = ({ contract, stage }: Standing): string =>
  contract
    ? 'contracts'
    : (({ junk: 'junk', duplicate: 'duplicates', refusal: 'refusals', postponed: 'postponed' } as Partial<Record<StageKey, string>>)[stage] ?? 'in_work');

/** `history`: what has happened by the day asked for; `months`: all months of the plan, the first first, the current one last. */
export function answersOf(history: readonly Story[], months: readonly string[], locale: Locale): Answers {
  const alive = history.filter(({ moments }) => moments.every(({ action }) => action !== 'delete')).map(standingOf);
  const sums = Object.fromEntries(names.map((name) => [name, {}])) as Record<(typeof names)[number], Record<string, number>>;
  const add = (name: (typeof names)[number], key: string, n: number): void => {
    sums[name][key] = (sums[name][key] ?? 0) + n;
  };
  const nameOf = (manager: number): string => managers[manager]!.name[locale];
  for (const one of alive) {
    const { id, contract, received, cost, owner, created, moves } = one,
      month = monthOf(created),
      source = one.source === undefined ? 'unassigned' : sources[one.source]!.name[locale];
    add('leads', month, 1);
    add('leadsBySource', `${month}|${source}`, 1);
    add('leadsByManager', `${month}|${nameOf(owner)}`, 1);
    add('funnelBySource', `${month}|${source}|${partOf(one)}`, 1);
    if (one.reached.has('measurement')) add('funnelBySource', `${month}|${source}|measurements`, 1); // nobody here goes past the measurement without one
    if (contract) {
      add('contracts', monthOf(contract.day), 1);
      add('contractsByManager', `${monthOf(contract.day)}|${nameOf(contract.manager)}`, 1);
      add('margin', monthOf(contract.day), contract.amount - cost);
      add(
        'marginByProduct',
        `${monthOf(contract.day)}|${one.product === undefined ? 'unassigned' : products[one.product]!.name[locale]}`,
        contract.amount - cost,
      );
    }
    const owed = (contract?.amount ?? 0) - received;
    if (owed > 0) add('receivables', id, owed);
    if (owed < 0) add('advances', id, -owed);
    for (const { kind, day, amount, manager } of moves) {
      add(kind, monthOf(day), amount);
      add(kind === 'turnover' ? 'turnoverByManager' : 'receiptsByManager', `${monthOf(day)}|${nameOf(manager)}`, amount);
    }
  }
  months.forEach((month, at) => {
    const base = sums.turnoverByManager[`${month}|${nameOf(2)}`] ?? 0,
      attained = base / (turnoverPlan(2, at) * 100),
      factor = attained >= 1.0001 ? 1.1 : attained >= 0.8 ? 1 : 0.8;
    add('pay', month, 4_500_000 + Math.max(0, Math.round(base * 0.04 * factor)));
    if (at === months.length - 1) return;
    add('expenses', month, (185_000 + 310_000 + 14_500 + 25_000) * 100 + (at % 3 === 0 ? 24_000_000 : 0)); // rent, salaries, telephony, bookkeeping; the tax once a quarter from the first month on
    add('expenses', month, { 2: 9_640_050, 5: 4_899_000, 9: 7_200_000, [months.length - 2]: 3_150_000 }[at] ?? 0);
  });
  return { ...sums, provisional: alive.filter(({ contract, costsMissing }) => contract && costsMissing).map(({ id }) => id) };
}
