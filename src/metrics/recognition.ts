import type { Book } from '../facts/book';
import type { Deal, DealEvent } from '../facts/rows';
import { costColumns, dealKey } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { dayAt, isDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { contractMovesOfDeals, receiptMovesOfDeals } from './money-moves';
import { inBase } from './rate';
import type { ExVat } from './vat';
import { withoutVat } from './vat';

/** Lines of the P&L that come from deals. */
export const dealLines = ['revenue', 'materials', 'delivery', 'installation', 'other_direct'] as const;
export type DealLine = (typeof dealLines)[number];
const lineOf: Readonly<Record<(typeof costColumns)[number], DealLine>> = {
  materials_cost: 'materials',
  delivery_cost: 'delivery',
  installation_cost: 'installation',
  other_cost: 'other_direct',
};

/** An amount recognised on a day; null = undated. Costs are positive. */
export interface Recognised {
  readonly day: Day | null;
  readonly line: DealLine;
  readonly amount: Minor;
}

/**
 * Revenue and direct costs of deals on the days on which they are recognised, without VAT where the company pays it (finance 3.1, 3.5; workbook.md, pnl.line). One basis for the whole report.
 *
 * contract      revenue = the moves of the turnover; the costs of a deal come with its contract and go with its end, whenever they were entered, so that all months add up to the margins of deals
 * installation  contracts in force whose installation day has come: amount and costs on that day; before it a prepayment is no revenue
 * payment       revenue = the moves of the receipts; a cost on the day it was entered into the deal
 *
 * Unit    minor units of the company's currency: revenue at the rate of its own day, costs at that of the contract day as in the margin (payment: of their own day); no rate -> left out
 * Shape   VAT of a contract is that of its contract day, so that a cancellation takes back what the contract brought
 */
export function recognised(book: Book): readonly Recognised[] {
  const vat = withoutVat(book),
    basis = book.settings.revenue_recognition;
  return basis === 'installation' ? installed(book, vat) : basis === 'payment' ? paid(book, vat) : signed(book, vat);
}

function signed(book: Book, vat: ExVat): Recognised[] {
  const deals = dealsByKey(book);
  const revenue = contractMovesOfDeals(book).map(
    ({ day, amount, deal }): Recognised => ({ day, line: 'revenue', amount: vat.contract(amount, deal?.contract_day ?? day) }),
  );
  const costs = book.events.flatMap((event): Recognised[] => {
    const deal = deals.get(dealKey(event));
    if (!deal || deal.deleted || inBase(0, deal.currency, deal.contract_day, book) === null) return [];
    const on = (day: string, sign: 1 | -1): Recognised[] => costsOf(deal, { day: isDay(day) ? day : null, rateDay: deal.contract_day, sign }, book, vat);
    if (event.kind === 'contract') return on(event.to, 1);
    if (event.kind === 'cancel') return on(event.to, -1);
    return event.kind === 'contract_day' ? [...on(event.from, -1), ...on(event.to, 1)] : [];
  });
  return [...revenue, ...costs];
}

const installed = (book: Book, vat: ExVat): Recognised[] =>
  book.deals.flatMap((deal): Recognised[] => {
    const day = deal.installation_day;
    if (!deal.signed || deal.deleted || day === null || day > book.today) return [];
    const amount = inBase(deal.contract_amount ?? 0, deal.currency, day, book);
    return amount === null
      ? []
      : [{ day, line: 'revenue', amount: vat.contract(amount, day) }, ...costsOf(deal, { day, rateDay: deal.contract_day, sign: 1 }, book, vat)];
  });

const paid = (book: Book, vat: ExVat): Recognised[] => [
  ...receiptMovesOfDeals(book).map(({ day, amount }): Recognised => ({ day, line: 'revenue', amount: vat.paid(amount, day) })),
  ...enteredCosts(book).map(({ day, column, amount }): Recognised => ({ day, line: lineOf[column], amount: vat.cost(amount, day) })),
];

/** Costs of deals on the days they were entered, which stand for the days they were paid; positive, in the company's currency at the rate of the day. Deleted deals are left out. */
export function enteredCosts(book: Book): readonly { readonly day: Day | null; readonly column: (typeof costColumns)[number]; readonly amount: Minor }[] {
  const deals = dealsByKey(book);
  return book.events.flatMap((event: DealEvent) => {
    const deal = deals.get(dealKey(event)),
      column = costColumns.find((one) => one === event.from);
    if (event.kind !== 'cost' || event.amount === null || column === undefined || deal?.deleted) return [];
    const day = event.at === null ? null : dayAt(event.at, book.settings.time_zone),
      amount = inBase(event.amount, deal?.currency ?? '', day, book);
    return amount === null ? [] : [{ day, column, amount }];
  });
}

const dealsByKey = (book: Book): ReadonlyMap<string, Deal> => new Map(book.deals.map((deal) => [dealKey(deal), deal]));

interface On {
  readonly day: Day | null;
  readonly rateDay: Day | null;
  readonly sign: 1 | -1;
}
const costsOf = (deal: Deal, { day, rateDay, sign }: On, book: Book, vat: ExVat): Recognised[] =>
  costColumns.flatMap((column): Recognised[] => {
    const cost = deal[column],
      amount = cost === null ? null : inBase(cost, deal.currency, rateDay, book);
    return amount === null || amount === 0 ? [] : [{ day, line: lineOf[column], amount: sign * vat.cost(amount, rateDay ?? day) }];
  });
