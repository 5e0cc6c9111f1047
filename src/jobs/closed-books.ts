import { closedFiguresSheet } from '../../sheets-templates/closed-figures';
import { monthClosingsSheet } from '../../sheets-templates/month-closings';
import type { Problem } from '../facts/rows';
import { problemRow } from '../i18n/speak';
import { piecesOf } from '../ingest/pieces';
import type { Instant, Month } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import { compare } from '../kernel/order';
import type { Row, SheetTemplate, Value } from '../kernel/sheet-template';
import type { Store, World } from '../ports/world';
import { type Closed, isClosed } from '../reports/closing';
import type { Report } from '../reports/report';

/** Store: months up to this one are closed. */
const THROUGH = 'closed.through';
export const closedThrough = (store: Store): Month | '' => store.get(THROUGH) ?? '';
export const closeThrough = (month: Month | ''): Readonly<Record<string, string | null>> => ({ [THROUGH]: month === '' ? null : month });

/** What somebody did to a month; a row of tab `month_closings`. */
export interface ClosingAct {
  readonly at: Instant | null;
  readonly month: Month;
  readonly action: string;
  readonly author: string;
  /** of what was closed; '' for a month that was re-opened */
  readonly hash: string;
}
export const closingActs = (world: World): readonly ClosingAct[] => world.sheets.read(monthClosingsSheet).rows.map(({ row }) => row as unknown as ClosingAct);

/** Rows of one tab in one month as they were closed. */
export interface Figures {
  readonly month: Month;
  readonly tab: string;
  readonly text: string;
}

/** Characters of a piece: a cell holds 50,000. */
const PIECE = 45_000;

/** The archive: what was closed, by month and tab, in the order of both. One call. */
export function readFigures(world: World): readonly Figures[] {
  const pieces = world.sheets.read(closedFiguresSheet).rows.map(({ row }) => row as unknown as Omit<Figures, 'text'> & { part: number; rows: string });
  return [...grouped(pieces, ({ month, tab }) => `${month} ${tab}`).values()]
    .map((parts) => ({
      month: parts[0]?.month ?? '',
      tab: parts[0]?.tab ?? '',
      text: [...parts]
        .sort((a, b) => a.part - b.part)
        .map(({ rows }) => rows)
        .join(''),
    }))
    .sort((a, b) => compare(a.month, b.month) || compare(a.tab, b.tab));
}
export const writeFigures = (world: World, figures: readonly Figures[]): void => {
  const rows = figures.flatMap(({ month, tab, text }) => piecesOf(text, PIECE, 'characters').map((piece, i) => ({ month, tab, part: i + 1, rows: piece })));
  world.sheets.replace(closedFiguresSheet, 'all', rows, ['month', 'tab', 'part']);
};

/** Rows with the columns by which they can be read when the template has got others. */
export const toText = ({ columns }: SheetTemplate, rows: readonly Row[]): string => {
  const keys = Object.keys(columns);
  return JSON.stringify([keys, ...rows.map((row) => keys.map((key) => row[key] ?? null))]);
};
function toRows({ columns }: SheetTemplate, text: string): readonly Row[] | null {
  try {
    const [keys = [], ...rows] = JSON.parse(text) as Value[][];
    return rows.map((values) => Object.fromEntries(Object.keys(columns).map((key) => [key, values[keys.indexOf(key)] ?? null])));
  } catch {
    return null; // a person changed it
  }
}

/** Of the figures of one month, in whatever order. */
export const hashOf = (world: World, figures: readonly Figures[]): string =>
  world.hash(
    figures
      .map(({ month, tab, text }) => `${month} ${tab} ${text}\n`)
      .sort(compare)
      .join(''),
  );

/** Closed months for reports; the archive is read when it is first asked for, never while no month is closed. */
export interface ClosedBooks {
  readonly through: Month | '';
  readonly of: (report: Report) => Closed;
}
export function closedBooks(world: World): ClosedBooks {
  const through = closedThrough(world.store);
  let read: readonly Figures[] | null = null;
  return {
    through,
    of: ({ sheet, closing }) => {
      if (through === '' || !closing) return { through, archived: [] };
      read ??= readFigures(world);
      const own = read
        .filter(({ tab, month }) => tab === sheet.key && isClosed(month, through))
        .map(({ month, text }) => ({ month, rows: toRows(sheet, text) }));
      return {
        through,
        archived: own.flatMap(({ rows }) => rows ?? []),
        unread: new Set(own.filter(({ rows }) => rows === null).map(({ month }) => month)),
      };
    },
  };
}

/** Closed months whose archive is not what was closed: somebody changed or deleted it. Two calls, none while no month is closed. */
export function closingProblems(world: World): readonly Problem[] {
  const through = closedThrough(world.store);
  if (through === '') return [];
  const hashes = new Map(closingActs(world).map(({ month, action, hash }) => [month, action === 'close' ? hash : ''])),
    archived = grouped(readFigures(world), ({ month }) => month);
  return [...new Set([...hashes.keys(), ...archived.keys()])]
    .filter((month) => isClosed(month, through) && hashOf(world, archived.get(month) ?? []) !== (hashes.get(month) ?? ''))
    .sort()
    .map((month) =>
      problemRow({ code: 'closing-altered', details: { month }, row: '' }, { tab: monthClosingsSheet.title[world.lang], at: world.now, lang: world.lang }),
    );
}
