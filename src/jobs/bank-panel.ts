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
import { addDays, type Day, isDay } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import type { RowOf, SheetTemplate } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { alone, noteEdit, rowsOf, titleOf } from './panel';

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
  /** what is counted as paid: fields of the deal and rows by hand; refunds negative */
  readonly paid: readonly { readonly day: Day | null; readonly amount: Minor }[];
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
/** What a person decided. */
export type BankTake =
  | { readonly as: 'payment'; readonly deal_id: string; readonly kind: 'prepayment' | 'balance' | 'refund' }
  | { readonly as: 'expense'; readonly article: string }
  | { readonly as: 'known'; readonly deal_id: string }
  | { readonly as: 'open' };
export interface BankTakeArgs {
  readonly operations: readonly { readonly operation: BankOperation; readonly take: BankTake }[];
}
/** `again`: sorted before, nothing changed. */
export interface BankTaken {
  readonly payments: number;
  readonly expenses: number;
  readonly known: number;
  readonly open: number;
  readonly again: number;
  readonly page: BankPage;
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
      ].flatMap(({ day, amount }) => (amount ? [{ day, amount }] : [])),
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

/**
 * Writes what a person decided: a payment or refund into `payments` (by hand, so it counts beside the fields of its deal), a cost into `expenses`, and every operation with its state into
 * `bank`. An operation that is sorted there, or whose key stands in a note, is not written again: the same statement twice, or once more after a failure, changes nothing.
 * Throws Fault word-unknown (no such deal, no article), number-wrong, day-wrong before anything is written, and busy.
 */
export function bankTake(world: World, { operations, author }: BankTakeArgs & { readonly author: string }): BankTaken {
  return alone(world, () => {
    const bank = rowsOf<BankRow>(world, bankSheet).rows,
      places = new Map(bank.map((placed) => [placed.row.key, placed])),
      ids = new Set(world.sheets.column(dealsSheet, 'deal_id').map(String));
    const keysIn = (sheet: SheetTemplate): Set<string> =>
      new Set(world.sheets.column(sheet, 'note').flatMap((note) => /\[(r[0-9a-f]{14})\]\s*$/.exec(String(note ?? ''))?.[1] ?? []));
    const fresh = firsts(operations).filter(({ operation }) => (places.get(operation.key)?.row.state ?? 'open') === 'open');
    for (const { operation, take } of fresh) {
      const wrong = (code: 'word-unknown' | 'number-wrong' | 'day-wrong', key: string, value: string): Fault =>
        new Fault(code, { value, column: titleOf(bankSheet, key, world.lang) });
      if (!Number.isSafeInteger(operation.amount) || operation.amount <= 0) throw wrong('number-wrong', 'amount', String(operation.amount));
      if (!isDay(operation.day)) throw wrong('day-wrong', 'day', operation.day);
      if (take.as === 'payment' && !ids.has(take.deal_id)) throw wrong('word-unknown', 'deal_id', take.deal_id);
      if (take.as === 'expense' && take.article.trim() === '') throw wrong('word-unknown', 'article', '');
    }
    const [paid, spent] = [keysIn(paymentsSheet), keysIn(expensesSheet)],
      blank = { crm: '', updated_at: null, deleted: false };
    const payments = fresh.flatMap(({ operation: { key, day, direction, amount, ...rest }, take }) =>
      take.as === 'payment' && !paid.has(key)
        ? [
            {
              ...blank,
              day,
              deal_id: take.deal_id,
              amount: direction === 'in' ? amount : -amount,
              kind: take.kind,
              origin: 'manual',
              note: noteOf(key, rest),
              payment_id: '',
            },
          ]
        : [],
    );
    const expenses = fresh.flatMap(({ operation: { key, day, direction, amount, ...rest }, take }) =>
      take.as === 'expense' && !spent.has(key)
        ? [
            {
              ...blank,
              day,
              article: take.article.trim(),
              amount: direction === 'out' ? amount : -amount,
              from: '',
              to: '',
              every: 'once',
              basis: 'cash',
              note: noteOf(key, rest),
              expense_id: '',
            },
          ]
        : [],
    );
    world.sheets.append(paymentsSheet, payments);
    world.sheets.append(expensesSheet, expenses);
    const rows = fresh
      .filter(({ operation: { key }, take }) => take.as !== 'open' || !places.has(key))
      .map(({ operation, take }) => ({
        ...operation,
        state: take.as,
        deal_id: 'deal_id' in take ? take.deal_id : '',
        article: 'article' in take ? take.article.trim() : '',
        at: world.now,
        author,
      }));
    world.sheets.write(
      bankSheet,
      rows.flatMap((row) => {
        const at = places.get(row.key)?.at;
        return at === undefined ? [] : [{ at, row }];
      }),
    );
    world.sheets.append(
      bankSheet,
      rows.filter(({ key }) => !places.has(key)),
    );
    if (payments.length > 0) noteEdit(world, paymentsSheet);
    if (expenses.length > 0) noteEdit(world, expensesSheet);
    const times = (as: BankTake['as']): number => fresh.filter(({ take }) => take.as === as).length;
    return {
      payments: payments.length,
      expenses: expenses.length,
      known: times('known'),
      open: times('open'),
      again: operations.length - fresh.length,
      page: bankPage(world),
    };
  });
}

/** Of several with one key the first. */
function firsts(operations: BankTakeArgs['operations']): BankTakeArgs['operations'] {
  const seen = new Set<string>();
  return operations.filter(({ operation: { key } }) => !seen.has(key) && seen.add(key));
}

/** Whose, what for, and at its end the key by which it is known again. */
const noteOf = (key: string, { number, party, purpose }: Pick<BankOperation, 'number' | 'party' | 'purpose'>): string =>
  `№ ${number} · ${party.slice(0, 160)} · ${purpose.slice(0, 400)} [${key}]`;
