import { bankSheet } from '../../sheets-templates/bank';
import { dealsSheet } from '../../sheets-templates/deals';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentsSheet } from '../../sheets-templates/payments';
import { isDay } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { SheetTemplate } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { type BankOperation, type BankPage, type BankRow, bankPage, keyIn } from './bank-panel';
import { alone, noteEdit, rowsOf, titleOf } from './panel';

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
    const keysIn = (sheet: SheetTemplate): Set<string> => new Set(world.sheets.column(sheet, 'note').map((note) => keyIn(String(note ?? ''))));
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
