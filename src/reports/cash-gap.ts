import { cashGapSheet } from '../../sheets-templates/cash-gap';
import type { Book } from '../facts/book';
import type { TextKey } from '../i18n/catalogue';
import { amountText, dayText } from '../i18n/figures';
import { speak } from '../i18n/speak';
import type { Day } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Minor } from '../kernel/money';
import { sum } from '../kernel/money';
import { compare } from '../kernel/order';
import type { RowOf } from '../kernel/sheet-template';
import type { CashDay } from '../metrics/cash-calendar';
import type { Apart } from '../metrics/cash-flows';
import { causesOf, closingOf } from '../metrics/cash-gap';
import { specialDays } from '../metrics/pace';
import { undatedReceipts } from './cash-months';
import { madeFrom, moneyAhead, sources } from './money-ahead';
import type { Kept, Report } from './report';

type GapRow = RowOf<typeof cashGapSheet>;
type Line = Pick<GapRow, 'part' | 'text'> & Partial<GapRow>;

/** So many rows of one kind are named, the largest; the rest in one line. */
const MOST_APART = 10;

function linesFrom(book: Book, kept: Kept): readonly GapRow[] {
  const { flows, apart, days, gap, sureGap } = moneyAhead(book, kept),
    lang = book.settings.language,
    speech = speak(lang);
  const say = (key: TextKey, details: Readonly<Record<string, Minor | Day | string | null>>): string =>
    speech(key, Object.fromEntries(Object.entries(details).map(([name, value]) => [name, spoken(value, name, lang)])));
  const lines: Line[] = [];
  if (gap)
    lines.push({
      part: 'gap',
      text: say(gap.isOpen ? 'cash.gap.open' : 'cash.gap', { from: gap.from, to: gap.to, deepest: gap.deepest, depth: gap.depth, days: String(gap.days) }),
      day: gap.from,
      amount: gap.depth,
      days: gap.days,
    });
  else {
    const { day, closing } = lowest(days);
    lines.push({ part: 'gap', text: say('cash.fine', { amount: closing, day }), day });
  }
  if (sureGap && (sureGap.from !== gap?.from || sureGap.depth !== gap.depth))
    lines.push({
      part: 'gap',
      text: say('cash.sure', { from: sureGap.from, depth: sureGap.depth }),
      day: sureGap.from,
      amount: sureGap.depth,
      days: sureGap.days,
    });
  if (gap) {
    for (const { kind, name, full, day, due, deal_id, link } of causesOf(gap, flows, book.today))
      lines.push(
        kind === 'payment'
          ? { part: 'cause', text: say('cash.cause.payment', { name, amount: full, day }), day, amount: full, deal_id, link }
          : { part: 'cause', text: say('cash.cause.debt', { name, amount: full, due }), day: due, amount: full, deal_id, link },
      );
    const { moves, exact, missing } = closingOf(gap, { flows, apart }, { today: book.today, special: specialDays(book) });
    for (const { kind, name, amount, from, to, deal_id, link } of moves)
      lines.push({ part: 'move', text: say(`cash.move.${kind}`, { name, amount, from, to }), day: to, amount, deal_id, link });
    lines.push(
      missing > 0
        ? { part: 'move', text: say('cash.moves.missing', { amount: missing }), amount: missing }
        : { part: 'move', text: speech(exact ? 'cash.moves.exact' : 'cash.moves.greedy') },
    );
  }
  for (const some of grouped(
    [...apart].sort((a, b) => compare(a.kind, b.kind) || b.amount - a.amount || compare(a.name, b.name)),
    ({ kind }) => kind,
  ).values())
    lines.push(...apartLines(some, say));
  if (book.settings.opening_day === null) lines.push({ part: 'note', text: say('cash.opening', { amount: book.settings.opening_balance }) });
  const undated = undatedReceipts(kept(sources.also[1]));
  if (undated !== 0) lines.push({ part: 'note', text: say('cash.undated', { amount: undated }), amount: undated });
  return lines.map((line, i) => ({ day: null, amount: null, days: null, deal_id: '', link: '', ...line, place: String(i + 1).padStart(3, '0') }));
}

type Say = (key: TextKey, details: Readonly<Record<string, Minor | Day | string | null>>) => string;
const apartLines = (some: readonly Apart[], say: Say): Line[] => {
  const rest = some.slice(MOST_APART),
    amount = sum(rest.map((one) => one.amount));
  const named = some.slice(0, MOST_APART).map(
    (one): Line => ({
      part: 'apart',
      text: say(`cash.apart.${one.kind}`, { name: one.name, amount: one.amount }),
      amount: one.amount,
      deal_id: one.deal_id,
      link: one.link,
    }),
  );
  return rest.length === 0 ? named : [...named, { part: 'apart', text: say('cash.apart.more', { n: String(rest.length), amount }), amount }];
};

/** Amounts are numbers, days are known by the name of their place; anything else is said as it is. */
const spoken = (value: Minor | Day | string | null, name: string, lang: 'ru' | 'en'): string =>
  typeof value === 'number' ? amountText(value, lang) : ['from', 'to', 'day', 'due', 'deepest'].includes(name) ? dayText(value ?? '', lang) : (value ?? '');

/** The day on which the least is left. */
export const lowest = (days: readonly CashDay[]): { readonly day: Day; readonly closing: Minor } =>
  days.reduce((least, one) => (one.closing < least.closing ? one : least), days[0] ?? { day: '', closing: 0 });

/** When the money is not enough, why, and the smallest set of steps that closes the gap, in sentences (Q074). */
export const cashGapReport: Report<typeof cashGapSheet> = {
  sheet: cashGapSheet,
  grain: 'whole',
  rows: (book) => linesFrom(book, madeFrom(book)),
  from: { ...sources, rows: (_, book, kept) => linesFrom(book, kept) },
  order: (a, b) => compare(a.place, b.place),
};
