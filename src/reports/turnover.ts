import { turnoverSheet } from '../../sheets-templates/turnover';
import type { Book } from '../facts/book';
import { UNDATED } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { monthOf } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { averageCheck, largestCheck, medianCheck, priced } from '../metrics/checks';
import { contractMoves, receiptMoves } from '../metrics/money-moves';
import { standingContracts } from '../metrics/standing-contracts';
import { byName, newestFirst } from './month-order';
import type { Report } from './report';
import { groupedRows } from './report';

interface Fact {
  readonly of: 'contract' | 'turnover' | 'receipts';
  readonly day: Day | null;
  readonly manager: string;
  readonly amount: Minor;
}

/** What the tab adds up: contracts that stand, moves of the turnover, moves of the receipts; three kinds that are never mixed. */
const factsOf = (book: Book): readonly Fact[] => [
  ...standingContracts(book).map((fact): Fact => ({ ...fact, of: 'contract' })),
  ...contractMoves(book).map((fact): Fact => ({ ...fact, of: 'turnover' })),
  ...receiptMoves(book).map((fact): Fact => ({ ...fact, of: 'receipts' })),
];
const amounts = (facts: readonly Fact[], of: Fact['of']): Minor[] => facts.filter((fact) => fact.of === of).map(({ amount }) => amount);

/** Money of a month by the manager it counts for: signed, received, and what a contract is worth (Q049–Q054). */
export const turnoverReport: Report<typeof turnoverSheet> = {
  sheet: turnoverSheet,
  grain: 'month',
  closing: { by: ['manager'], adds: ['contracts', 'turnover', 'receipts', 'contracts_amount', 'priced_contracts'] },
  rows: (book, scope) =>
    groupedRows(
      turnoverSheet,
      factsOf(book).filter(({ day }) => scope.has(day)),
      {
        month: { by: ({ day }) => (day === null ? UNDATED : monthOf(day)) },
        manager: { by: ({ manager }) => manager },
        contracts: { measure: (facts) => amounts(facts, 'contract').length },
        turnover: { measure: (facts) => sum(amounts(facts, 'turnover')) },
        receipts: { measure: (facts) => sum(amounts(facts, 'receipts')) },
        average_check: { measure: (facts) => averageCheck(amounts(facts, 'contract')) },
        median_check: { measure: (facts) => medianCheck(amounts(facts, 'contract')) },
        largest_check: { measure: (facts) => largestCheck(amounts(facts, 'contract')) },
        contracts_amount: { measure: (facts) => sum(priced(amounts(facts, 'contract'))) },
        priced_contracts: { measure: (facts) => priced(amounts(facts, 'contract')).length },
      },
      book,
    ),
  order: (a, b) => newestFirst(a.month, b.month) || byName(a.manager, b.manager),
};
