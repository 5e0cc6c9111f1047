import type { Answer, Args } from '../hosts/apps-script/api';
import { type Paid, type Proposal, propose, wordsOf } from './bank-match';
import type { Operation } from './bank-operation';

export type Take = Args<'bankTake'>['operations'][number]['take'];
type Page = Answer<'bankPage'>;

/** What is proposed for an operation, and what stands chosen until a person changes it. */
export interface Choice {
  readonly operation: Operation;
  readonly proposal: Proposal;
  readonly take: Take;
}

/** A payment that a deal has already is not written again; a sure or probable deal is chosen; a payee's cost has the item last used for him; the rest stays open. */
function chosen(operation: Operation, page: Page, used: ReadonlySet<Paid>): Choice {
  const proposal = propose(operation, page.deals, used),
    best = proposal.candidates[0]?.deal,
    isFirm = proposal.confidence === 'high' || proposal.confidence === 'middle';
  if (best && proposal.known !== null) return { operation, proposal, take: { as: 'known', deal_id: best.deal_id } };
  const isBack = operation.direction === 'out';
  if (best && isFirm && (!isBack || /возврат|refund/i.test(operation.purpose))) return { operation, proposal, take: payment(operation, page, best.deal_id) };
  const article = isBack ? articleOf(operation.party, page) : '';
  return { operation, proposal, take: article === '' ? { as: 'open' } : { as: 'expense', article } };
}

/** The same for all operations in their order: a payment that is counted already stands for one of them. */
export function choices(operations: readonly Operation[], page: Page): Choice[] {
  const used = new Set<Paid>();
  return operations.map((operation) => {
    const one = chosen(operation, page, used);
    if (one.proposal.known) used.add(one.proposal.known);
    return one;
  });
}

/** A refund, or the first money of a deal, or the rest of it. */
export function payment({ direction }: Operation, { deals }: Page, deal_id: string): Take {
  const isFirst = (deals.find((deal) => deal.deal_id === deal_id)?.paid ?? []).length === 0;
  return { as: 'payment', deal_id, kind: direction === 'out' ? 'refund' : isFirst ? 'prepayment' : 'balance' };
}

/** The item last used for a payee, whatever his legal form and quotes; '' = never. */
export function articleOf(party: string, { payees }: Page): string {
  const wanted = wordsOf(party).join(' ');
  return Object.entries(payees).find(([name]) => wordsOf(name).join(' ') === wanted)?.[1] ?? '';
}

/** Can it be written as it stands? */
export const isWhole = (take: Take): boolean => (take.as === 'payment' ? take.deal_id !== '' : take.as === 'expense' ? take.article.trim() !== '' : true);
