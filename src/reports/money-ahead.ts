import type { Book } from '../facts/book';
import type { Row } from '../kernel/sheet-template';
import { cashThisMorning } from '../metrics/cash-balance';
import type { CashDay, Gap } from '../metrics/cash-calendar';
import { cashCalendar, firstGap } from '../metrics/cash-calendar';
import type { Flows } from '../metrics/cash-flows';
import { cashFlows } from '../metrics/cash-flows';
import { cashMonthsReport, countedBefore } from './cash-months';
import { billsOf, debtOf } from './debts';
import { payerHistoryReport } from './payer-history';
import { receivablesReport } from './receivables';
import type { Kept, Report } from './report';
import { everything } from './report';

/** Tabs that the reports on money to come are made from: with them a book of this month is enough. */
export const sources = { key: receivablesReport.sheet.key, also: [payerHistoryReport.sheet.key, cashMonthsReport.sheet.key] } as const;

/** The same rows from a book of everything, in the order of their tabs. */
export const madeFrom = (book: Book): Kept => {
  const made = new Map(
    ([receivablesReport, payerHistoryReport, cashMonthsReport] as unknown as readonly Report[]).map((report) => [
      report.sheet.key,
      [...report.rows(book, everything)].sort((a, b) => report.order(a as never, b as never)) as readonly Row[],
    ]),
  );
  return (key) => made.get(key) ?? [];
};

/** What is to come and to go, day by day, and where it is not enough. */
export interface MoneyAhead extends Flows {
  readonly days: readonly CashDay[];
  /** null = the money is enough */
  readonly gap: Gap | null;
  /** if nothing comes of what is only probable */
  readonly sureGap: Gap | null;
}
export function moneyAhead(book: Book, kept: Kept): MoneyAhead {
  const receivables = kept(sources.key),
    [history, months] = sources.also.map(kept);
  const found = cashFlows(book, receivables.map(debtOf), billsOf(history ?? [], receivables)),
    reserve = book.settings.cash_reserve;
  const days = cashCalendar(found.flows, { today: book.today, opening: cashThisMorning(book, countedBefore(months ?? [], book)), reserve });
  return { ...found, days, gap: firstGap(days, reserve), sureGap: firstGap(days, reserve, true) };
}
