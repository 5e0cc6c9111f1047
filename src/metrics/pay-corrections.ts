import type { Book } from '../facts/book';
import type { Correction } from '../facts/rows';
import type { Day } from '../kernel/calendar';
import { isDay } from '../kernel/calendar';
import type { Minor } from '../kernel/money';
import { readAmount } from '../kernel/money';
import type { Flaw } from '../kernel/problem';

/** A bonus or a correction that a person wrote, in the month of its day. */
export interface HandPay {
  readonly day: Day;
  readonly manager: string;
  readonly amount: Minor;
  readonly note: string;
}

/** Words by which people name the tab of pay in a row of `corrections`. */
const ours: readonly string[] = ['payroll', 'зарплата'];

/**
 * Rows of the tab `corrections` that speak of pay (finance 1.1, bonuses and corrections): `row_id` = the manager's name, `value` = what is added, with a minus taken off the variable part.
 * A row without day, amount, author or reason, or of nobody known, is not paid, and is a flaw: nobody is paid or docked without a name under it.
 */
export function handPay(book: Pick<Book, 'corrections' | 'managers'>): { readonly rows: readonly HandPay[]; readonly flaws: readonly Flaw[] } {
  const known = new Set(book.managers.map(({ manager }) => manager)),
    rows: HandPay[] = [],
    flaws: Flaw[] = [];
  for (const row of book.corrections) {
    if (!ours.includes(row.tab.trim().toLowerCase())) continue;
    const manager = row.row_id.trim(),
      amount = readAmount(row.value);
    const flaw = flawOf(row, amount ?? null, known.has(manager));
    if (flaw !== null) flaws.push({ ...flaw, row: manager } as Flaw);
    else if (row.day !== null && amount) rows.push({ day: row.day, manager, amount, note: `${row.reason.trim()} (${row.author.trim()})` });
  }
  return { rows, flaws };
}

function flawOf(row: Correction, amount: Minor | null, isKnown: boolean): Pick<Flaw, 'code' | 'details'> | null {
  if (row.day === null || !isDay(row.day)) return { code: 'day-missing', details: { column: 'day' } };
  if (amount === null) return { code: 'amount-missing', details: { column: 'value' } };
  if (!isKnown) return { code: 'manager-unknown', details: { name: row.row_id.trim() } };
  const blank = row.author.trim() === '' ? 'author' : row.reason.trim() === '' ? 'reason' : null;
  return blank === null ? null : { code: 'correction-unsigned', details: { column: blank } };
}
