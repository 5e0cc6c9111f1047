import type { Book } from '../facts/book';
import type { Day } from '../kernel/calendar';
import { addDays, daysBetween, isWorking } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { mulDiv } from '../kernel/money';
import { planOf } from './cash-costs';
import type { Debt } from './debt';
import { payerOf } from './debt';
import { receiptMoves } from './money-moves';
import type { SpecialDays } from './pace';
import { specialDays } from './pace';
import type { Bill } from './payer-history';
import { expectationFrom } from './payer-history';

/** Money of a day to come, or of today. Minor units of the company's currency. */
export interface Flow {
  readonly kind: 'sure' | 'probable' | 'payment';
  /** where it stands in the calendar */
  readonly day: Day;
  /** as agreed; null for what is a fact of today */
  readonly due: Day | null;
  /** what counts: of a probable receipt its weighted part */
  readonly amount: Minor;
  readonly full: Minor;
  /** client, counterparty or item */
  readonly name: string;
  readonly payer: string;
  readonly deal_id: string;
  readonly link: string;
  /** a row of `payment_plan`, which a person may move; its priority, 1 first */
  readonly planned: boolean;
  readonly priority: number | null;
  /** of which debt it is a part */
  readonly debt: Debt | null;
}
/** What stands in no day of the calendar and is listed beside it (Q074). */
export interface Apart {
  readonly kind: 'undated_in' | 'undated_out' | 'disputed';
  readonly amount: Minor;
  readonly name: string;
  readonly payer: string;
  readonly deal_id: string;
  readonly link: string;
}
export interface Flows {
  readonly flows: readonly Flow[];
  readonly apart: readonly Apart[];
}

/** A planned receipt in the state `probable` counts by half. */
const HALF = 50;

/** The day itself, or the next working one: money does not move on a day off, and a term that ends on one ends on the working day after it. */
export function workday(day: Day, special: SpecialDays): Day {
  let found = day;
  for (let n = 0; n < 60 && !isWorking(found, special); n += 1) found = addDays(found, 1);
  return found;
}

/**
 * What comes and goes from today on (Q074, Q075; finance 3.4).
 *
 * Shape   sure: debts not past their day, planned receipts without a deal; probable: debts past their day, weighted by the payer's history, on the day on which it lets them be expected; payments: rows of
 *         `payment_plan` and expenses of cash basis; what came today is sure
 * Time    a day off is the next working day; an unpaid planned payment is carried over to today; an overdue debt is expected tomorrow at the earliest
 */
export function cashFlows(book: Book, debts: readonly Debt[], bills: readonly Bill[]): Flows {
  const { today } = book,
    special = specialDays(book),
    expect = expectationFrom(bills),
    plan = planOf(book);
  const flows: Flow[] = [],
    apart: Apart[] = [];
  const receipt = (amount: Minor, due: Day, whose: Pick<Flow, 'name' | 'payer' | 'deal_id' | 'link'>, debt: Debt | null): Flow => {
    const flow = { ...whose, due, full: amount, planned: debt === null, priority: null, debt };
    if (due >= today) return { ...flow, kind: 'sure', day: workday(due, special), amount };
    const { of, outOf, after } = expect(whose.payer, daysBetween(due, today));
    return { ...flow, kind: 'probable', day: workday(addDays(today, Math.max(1, after)), special), amount: mulDiv(amount, of, outOf) };
  };
  for (const debt of debts) {
    const whose = { name: debt.client, payer: payerOf(debt), deal_id: debt.deal_id, link: debt.link };
    for (const { day, amount, disputed } of debt.parts) {
      if (disputed || day === null) apart.push({ ...whose, kind: disputed ? 'disputed' : 'undated_in', amount });
      else flows.push(receipt(amount, day, whose, debt));
    }
  }
  for (const row of plan.open) {
    const amount = row.amount ?? 0,
      name = (row.counterparty || row.article).trim(),
      whose = { name, payer: `/${name.toLowerCase()}`, deal_id: row.deal_id, link: '' };
    if (row.state === 'disputed' || row.day === null)
      apart.push({ ...whose, kind: row.state === 'disputed' ? 'disputed' : row.direction === 'out' ? 'undated_out' : 'undated_in', amount });
    else if (row.direction === 'out') {
      const day = workday(row.day < today ? today : row.day, special);
      flows.push({ ...whose, kind: 'payment', day, due: row.day, amount, full: amount, planned: true, priority: row.priority, debt: null });
    } else {
      const flow = receipt(amount, row.day, whose, null);
      flows.push(row.state === 'probable' && flow.kind === 'sure' ? { ...flow, kind: 'probable', amount: mulDiv(amount, HALF, 100) } : flow);
    }
  }
  const nobody = { payer: '', deal_id: '', link: '', planned: false, priority: null, debt: null };
  for (const { day, article, amount } of plan.costs)
    flows.push({ ...nobody, kind: 'payment', day: workday(day, special), due: day, amount, full: amount, name: article });
  for (const { day, amount } of receiptMoves(book)) if (day === today) flows.push({ ...nobody, kind: 'sure', day, due: null, amount, full: amount, name: '' });
  for (const row of plan.paid)
    if (row.day === today) {
      const kind = row.direction === 'out' ? ('payment' as const) : ('sure' as const),
        amount = row.amount ?? 0;
      flows.push({ ...nobody, kind, day: today, due: null, amount, full: amount, name: row.counterparty || row.article });
    }
  return { flows, apart };
}
