import { monthClosingsSheet } from '../../sheets-templates/month-closings';
import { DIRTY } from '../ingest/dirt';
import { addMonths, type Month, monthOf, readPeriod } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import { grouped } from '../kernel/group';
import { compare } from '../kernel/order';
import type { Row } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { allReports } from '../reports/all';
import { asClosed, isClosed, withClosing } from '../reports/closing';
import { everything, type Report } from '../reports/report';
import { closedBooks, closedThrough, closeThrough, closingActs, type Figures, hashOf, readFigures, toText, writeFigures } from './closed-books';
import { loadBook } from './load-book';
import { alone } from './panel';
import { inOrder } from './refresh-one';

/** `author`: e-mail of whoever does it. */
export interface CloseArgs {
  readonly month: Month;
  readonly author: string;
}

/**
 * Closes a month and all earlier ones: the rows of every money report go into the archive as they are computed now, one act for each month with the hash of its rows. A month that is closed
 * already stays as it is. The archive is written first, so an execution that dies in between leaves the month open.
 * Throws Fault `period-wrong`, `month-running`, `busy`; then nothing was written.
 */
export function closeMonth(world: World, { month, author }: CloseArgs): void {
  checked(month);
  if (month >= monthOf(world.today)) throw new Fault('month-running', { month });
  alone(world, () => {
    const through = closedThrough(world.store);
    if (isClosed(month, through)) return;
    const kept = readFigures(world).filter((one) => isClosed(one.month, through)),
      fresh = figuresUntil(world, month).filter((one) => !isClosed(one.month, through));
    writeFigures(
      world,
      [...kept, ...fresh].sort((a, b) => compare(a.month, b.month) || compare(a.tab, b.tab)),
    );
    const byMonth = grouped(fresh, (one) => one.month),
      months = [...new Set([...byMonth.keys(), month])].sort();
    note(
      world,
      months.map((one) => ({ month: one, action: 'close', author, hash: hashOf(world, byMonth.get(one) ?? []) })),
    );
    world.store.set({ ...closeThrough(month), [DIRTY]: 'all' });
  });
}

/** Opens a month and all later ones again: their rows leave the archive and are computed as before they were closed. A month that is open stays so. Throws Fault `period-wrong`, `busy`. */
export function reopenMonth(world: World, { month, author }: CloseArgs): void {
  checked(month);
  alone(world, () => {
    const through = closedThrough(world.store);
    if (!isClosed(month, through)) return;
    const closed = [...new Set(closingActs(world).map((act) => act.month))].filter((one) => isClosed(one, through)),
      rest = closed.some((one) => one < month) ? addMonths(month, -1) : '',
      opened = [...new Set([month, ...closed.filter((one) => one >= month)])].sort();
    world.store.set({ ...closeThrough(rest), [DIRTY]: 'all' });
    note(
      world,
      opened.map((one) => ({ month: one, action: 'reopen', author, hash: '' })),
    );
    writeFigures(
      world,
      readFigures(world).filter((one) => isClosed(one.month, rest)),
    );
  });
}

function checked(month: Month): void {
  if (!/^\d{4}-\d{2}$/.test(month) || readPeriod(month) === null) throw new Fault('period-wrong', { value: month });
}

const note = (world: World, acts: readonly { readonly month: Month; readonly action: string; readonly author: string; readonly hash: string }[]): void =>
  world.sheets.append(
    monthClosingsSheet,
    acts.map((act) => ({ ...act, at: world.now })),
  );

/** What goes into the archive when everything up to a month is closed: finished rows by month and tab. */
function figuresUntil(world: World, month: Month): readonly Figures[] {
  const { book } = loadBook(world, 'all'),
    closed = closedBooks(world);
  const ofKey = (key: string): readonly Row[] => (allReports as readonly Report[]).filter(({ sheet }) => sheet.key === key).flatMap(finished);
  const finished = (report: Report): readonly Row[] => {
    const rows = (report.from ? report.from.rows(ofKey(report.from.key), book, ofKey) : report.rows(book, everything)) as readonly Row[];
    return inOrder(report, withClosing(report, rows, closed.of(report)));
  };
  return (allReports as readonly Report[]).flatMap((report) => {
    if (!report.closing) return [];
    const past = finished(report).filter((row) => isClosed(String(row.month), month));
    return [...grouped(past.map(asClosed), (row) => String(row.month))].map(([own, rows]) => ({
      month: own,
      tab: report.sheet.key,
      text: toText(report.sheet, rows),
    }));
  });
}
