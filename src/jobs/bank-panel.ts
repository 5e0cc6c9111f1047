import { bankSheet } from '../../sheets-templates/bank';
import { companiesSheet } from '../../sheets-templates/companies';
import { contactsSheet } from '../../sheets-templates/contacts';
import { dealsSheet } from '../../sheets-templates/deals';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { type Company, type Deal, dealKey, type ManualPayment, type PlannedPayment } from '../facts/rows';
import { clientKey } from '../facts/side-record';
import { addDays, type Day } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import type { RowOf, SheetTemplate } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { rowsOf } from './panel';

export type BankRow = RowOf<typeof bankSheet>;

/** An operation of a statement, read by the page (sidebar/bank-*). `amount`: minor units, above 0; `key` is made of all that the bank says of it. */
export interface BankOperation {
  readonly key: string;
  readonly day: Day;
  readonly direction: 'in' | 'out';
  readonly amount: Minor;
  readonly number: string;
  readonly account: string;
  readonly party: string;
  readonly inn: string;
  readonly purpose: string;
}
/** A deal to which a payment may belong. Minor units of the company's currency. */
export interface BankDeal {
  readonly deal_id: string;
  readonly deal: string;
  readonly client: string;
  readonly inn: string;
  readonly sum: Minor;
  readonly balance: Minor;
  /** amounts of planned receipts */
  readonly planned: readonly Minor[];
  /** what is counted as paid: fields of the deal and rows by hand; refunds negative; `isTold`: an operation of the bank stands behind it already */
  readonly paid: readonly { readonly day: Day | null; readonly amount: Minor; readonly isTold: boolean }[];
}
export interface BankPage {
  readonly deals: readonly BankDeal[];
  readonly articles: readonly string[];
  /** article last used for a payee */
  readonly payees: Readonly<Record<string, string>>;
  /** kept from earlier statements and still to be sorted */
  readonly open: readonly BankOperation[];
  /** keys of what is sorted */
  readonly sorted: readonly string[];
}
/** Deals offered, newest first, and days back in which a paid one is still offered. */
const MOST = 3_000,
  BACK = 180;

/** Throws Fault sheet-missing, column-missing. */
export function bankPage(world: World): BankPage {
  const of = <R>(sheet: SheetTemplate): R[] => rowsOf<R>(world, sheet).rows.map(({ row }) => row),
    bank = of<BankRow>(bankSheet),
    since = addDays(world.today, -BACK);
  const inns = new Map(
      [
        { entity: 'company' as const, sheet: companiesSheet },
        { entity: 'contact' as const, sheet: contactsSheet },
      ].flatMap(({ entity, sheet }) => of<Company>(sheet).map(({ crm, id, inn }): [string, string] => [`${crm} ${clientKey(entity, id)}`, inn])),
    ),
    owed = new Map(of<RowOf<typeof receivablesSheet>>(receivablesSheet).map((row) => [dealKey(row), row.balance ?? 0])),
    planned = grouped(
      of<PlannedPayment>(paymentPlanSheet).filter(({ direction }) => direction === 'in'),
      ({ deal_id }) => deal_id,
    ),
    byHand = grouped(of<ManualPayment>(paymentsSheet), ({ deal_id }) => deal_id);
  const known = bank.flatMap((row) => (row.state === 'known' ? [`${row.deal_id} ${(row.direction === 'out' ? -1 : 1) * (row.amount ?? 0)}`] : [])),
    isKnown = (id: string, amount: Minor): boolean => {
      const at = known.indexOf(`${id} ${amount}`);
      if (at >= 0) known.splice(at, 1); // each operation stands behind one payment
      return at >= 0;
    };
  const deals = of<Deal>(dealsSheet)
    .filter((deal) => !deal.deleted && (owed.has(dealKey(deal)) || (deal.signed ? (deal.contract_day ?? '') >= since : deal.closed_at === null)))
    .sort((a, b) => (b.created_at ?? 0) - (a.created_at ?? 0))
    .slice(0, MOST)
    .map((deal) => ({
      deal_id: deal.deal_id,
      deal: deal.deal,
      client: deal.client,
      inn: inns.get(`${deal.crm} ${deal.client_id}`) ?? '',
      sum: deal.contract_amount ?? deal.amount ?? 0,
      balance: owed.get(dealKey(deal)) ?? 0,
      planned: (planned.get(deal.deal_id) ?? []).flatMap(({ amount }) => (amount === null ? [] : [amount])),
      paid: [
        { day: deal.prepayment_day ?? deal.contract_day, amount: deal.prepayment },
        { day: deal.paid_day, amount: deal.paid },
        ...(byHand.get(deal.deal_id) ?? []),
      ].flatMap(({ day, amount, note = '' }: Paid) => (amount ? [{ day, amount, isTold: keyIn(note) !== '' || isKnown(deal.deal_id, amount) }] : [])),
    }));
  return {
    deals,
    articles: [...new Set(of<{ readonly article: string }>(expensesSheet).flatMap(({ article }) => (article === '' ? [] : [article])))].sort(),
    payees: Object.fromEntries(
      [...bank].sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1)).flatMap((row) => (row.state === 'expense' ? [[row.party, row.article]] : [])),
    ),
    open: bank.flatMap((row) => (row.state === 'open' ? [operationOf(row)] : [])),
    sorted: bank.flatMap(({ state, key }) => (state === 'open' ? [] : [key])),
  };
}
interface Paid {
  readonly day: Day | null;
  readonly amount: Minor | null;
  readonly note?: string;
}
const operationOf = ({ key, day, direction, amount, number, account, party, inn, purpose }: BankRow): BankOperation => ({
  key,
  day: day ?? '',
  direction: direction === 'out' ? 'out' : 'in',
  amount: amount ?? 0,
  number,
  account,
  party,
  inn,
  purpose,
});

/** The key of the operation at the end of a note that was written of it; '' = none. */
export const keyIn = (note: string): string => /\[(r[0-9a-f]{14})\]\s*$/.exec(note)?.[1] ?? '';
