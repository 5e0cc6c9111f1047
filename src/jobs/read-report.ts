import { asOne } from '../facts/as-one';
import type { Book } from '../facts/book';
import { dealsAsOf } from '../facts/deals-as-of';
import { joinedAsOf } from '../facts/journeys';
import { type Day, endOf, type Instant, isDay, readPeriod, readTime } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Row, Value } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { allReports } from '../reports/all';
import { between, everything, type Report, type Scope } from '../reports/report';
import { loadBook } from './load-book';
import { rowToWire } from './read-tabs';

/** from, to: a day or any period of the plans tab; as_of a day; known a time. All may be left out. */
export interface ReportQuestion {
  readonly from?: string;
  readonly to?: string;
  readonly as_of?: string;
  readonly known?: string;
}

/**
 * A report in long form over a period and as of a past day, computed from everything by the same pure reports that fill the tabs (N03).
 * Throws Fault tab-unknown, period-wrong.
 */
export function readReport(world: World, key: string, question: ReportQuestion): { readonly rows: readonly Readonly<Record<string, Value>>[] } {
  const report: Report | undefined = allReports.find((one) => one.sheet.key === key);
  if (!report) throw new Fault('tab-unknown', { key });
  const asOf = question.as_of === undefined ? null : day(question.as_of),
    known = question.known === undefined ? null : time(question.known, world.zone);
  const book = bookAsOf(loadBook(world, 'all').raw, { asOf, known, zone: world.zone }),
    scope = scopeOf(question);
  const made = new Map<string, readonly Row[]>();
  const rowsOf = (one: Report, of: Scope): readonly Row[] => {
    const rows = (one.from ? one.from.rows(sourceOf(one.from.key, one), book, (other) => sourceOf(other, one)) : one.rows(book, of)) as readonly Row[];
    return [...rows].sort((a, b) => one.order(a as never, b as never));
  };
  /** What a report is made from is asked for whole: `from` and `to` are about its own rows. */
  const sourceOf = (other: string, { from }: Report): readonly Row[] => {
    const source = allReports.find((one: Report) => one.sheet.key === other),
      rows = made.get(other) ?? (source ? rowsOf(source, other === from?.key ? scope : everything) : []);
    made.set(other, rows);
    return rows;
  };
  return { rows: rowsOf(report, scope).map((row) => rowToWire(row, report.sheet, world.zone)) };
}

/** The book as it stood at the end of a day (by the time things happened) and as far as it was known at a time; each journey counted once. */
export function bookAsOf(book: Book, { asOf, known, zone }: { readonly asOf: Day | null; readonly known: Instant | null; readonly zone: string }): Book {
  if (asOf === null && known === null) return asOne(book);
  const today = asOf ?? book.today,
    end = asOf === null ? book.now : endOf(asOf, zone) - 1;
  const was = dealsAsOf(book, { asOf, known, zone });
  return asOne({
    ...book,
    today,
    now: Math.min(end, known ?? end),
    deals: joinedAsOf(was.deals, book.settings),
    events: was.events,
    payments: book.payments.filter((payment) => payment.day === null || payment.day <= today),
    corrections: book.corrections.filter((correction) => correction.day === null || correction.day <= today),
    adCosts: book.adCosts.filter((cost) => cost.day === null || cost.day <= today),
    expenses: book.expenses.filter((expense) => expense.every !== 'once' || expense.from !== '' || expense.day === null || expense.day <= today),
  });
}

function scopeOf({ from, to }: ReportQuestion): Scope {
  const first = period(from)?.from ?? null,
    last = period(to)?.to ?? null;
  if (first !== null && last !== null && first > last) throw new Fault('period-wrong', { value: `${from} – ${to}` });
  return between(first, last);
}
const period = (text: string | undefined): { readonly from: Day; readonly to: Day } | null => {
  if (text === undefined || text === '') return null;
  const found = readPeriod(text);
  if (!found) throw new Fault('period-wrong', { value: text });
  return found;
};
const day = (text: string): Day => {
  if (!isDay(text)) throw new Fault('period-wrong', { value: text });
  return text;
};
const time = (text: string, zone: string): Instant => {
  const found = readTime(text, zone);
  if (found === null) throw new Fault('period-wrong', { value: text });
  return found;
};
