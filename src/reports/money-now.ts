import { moneyNowSheet } from '../../sheets-templates/money-now';
import { moneyNowWords } from '../../sheets-templates/money-words';
import type { Book } from '../facts/book';
import { amountText, dayText } from '../i18n/figures';
import { speak } from '../i18n/speak';
import { addMonths, daysBetween, firstDay, monthOf } from '../kernel/calendar';
import type { Row, RowOf } from '../kernel/sheet-template';
import { lowest } from './cash-gap';
import { inMonthsFrom } from './cash-months';
import { madeFrom, moneyAhead, sources } from './money-ahead';
import { receivablesAgeingReport } from './receivables-ageing';
import type { Kept, Report } from './report';

type Figure = RowOf<typeof moneyNowSheet>;
const order = Object.keys(moneyNowWords);

/** Rows that share the largest value of a column, ties all of them; nothing above 0 -> none. */
function leaders(rows: readonly Row[], column: string): readonly Row[] {
  const most = Math.max(0, ...rows.map((row) => Number(row[column] ?? 0)));
  return most > 0 ? rows.filter((row) => row[column] === most) : [];
}

/**
 * What is owed, who is late the most, and whether the money lasts (Q059, Q074, Q121). DSO = receivables ÷ turnover of this month and the two before × the days of these months gone; blank without turnover.
 */
function figures(book: Book, kept: Kept): readonly Figure[] {
  const lang = book.settings.language,
    say = speak(lang),
    rows = receivablesAgeingReport.from?.rows(kept(sources.key), book, kept) as readonly Row[];
  const company = rows.find(({ level }) => level === 'company') ?? {},
    debtors = leaders(
      rows.filter(({ level }) => level === 'client'),
      'overdue',
    ),
    latest = leaders(
      rows.filter(({ level }) => level === 'deal'),
      'oldest_days',
    );
  const from = addMonths(monthOf(book.today), -2),
    turnover = inMonthsFrom(kept(sources.also[1]), from, 'turnover', book),
    days = daysBetween(firstDay(from), book.today) + 1,
    total = Number(company.total ?? 0);
  const { days: calendar, gap } = moneyAhead(book, kept),
    least = lowest(calendar);
  const names = (some: readonly Row[]): string => some.map(({ name }) => String(name)).join(', ');
  const money = (figure: string, value: number, more: Partial<Figure> = {}): Figure => ({
    figure,
    value: value / 100,
    unit: 'money',
    detail: '',
    link: '',
    ...more,
  });
  const inDays = (figure: string, value: number | null, more: Partial<Figure> = {}): Figure => ({ figure, value, unit: 'days', detail: '', link: '', ...more });
  return [
    money('receivables', total),
    money('overdue', Number(company.overdue ?? 0)),
    money('advances', Number(company.advance ?? 0)),
    money('largest_debtor', Number(debtors[0]?.overdue ?? 0), { detail: names(debtors) }),
    inDays('largest_delay', latest.length > 0 ? Number(latest[0]?.oldest_days) : null, {
      detail: names(latest),
      link: latest.length === 1 ? String(latest[0]?.link ?? '') : '',
    }),
    inDays('average_delay', typeof company.weighted_days === 'number' ? company.weighted_days : null),
    inDays('dso', turnover > 0 ? Math.round((total / turnover) * days * 10) / 10 : null, {
      detail: say('cash.dso', { amount: amountText(turnover, lang), days }),
    }),
    money('expected', Number(company.expected ?? 0)),
    money('cash', calendar[0]?.opening ?? 0),
    money('lowest', least.closing, { detail: dayText(least.day, lang) }),
    gap
      ? money('gap', gap.depth, { detail: say('cash.gap.short', { from: dayText(gap.from, lang), to: dayText(gap.to, lang) }) })
      : money('gap', 0, { detail: say('cash.gap.none') }),
  ];
}

export const moneyNowReport: Report<typeof moneyNowSheet> = {
  sheet: moneyNowSheet,
  grain: 'whole',
  rows: (book) => figures(book, madeFrom(book)),
  from: { ...sources, rows: (_, book, kept) => figures(book, kept) },
  order: (a, b) => order.indexOf(a.figure) - order.indexOf(b.figure),
};
