import { UNDATED } from '../facts/rows';
import type { Month } from '../kernel/calendar';
import { addMonths } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Row, SheetTemplate, Value } from '../kernel/sheet-template';
import type { Closing, Report } from './report';

/** Closed months of one report. */
export interface Closed {
  /** months up to this one are closed; '' = none is */
  readonly through: Month | '';
  /** rows as they were closed, corrections that stood in these months included */
  readonly archived: readonly Row[];
  /** closed months whose archive cannot be read: they stand as they are computed */
  readonly unread?: ReadonlySet<Month>;
}

export const isClosed = (month: Month | typeof UNDATED, through: Month | ''): boolean => month !== UNDATED && month <= through;
export const isCorrection = (row: Row): boolean => row.closed === 'correction';

/**
 * Finished rows of a report with closed months (N04, Q050): closed months as archived, open months as computed, and in the first open month one row for each name whose closed months
 * would be something else today. Such a row is the difference to all that is archived, earlier corrections included, so the whole tab always adds up to what is computed.
 *
 * Shape   rows computed from everything -> rows of the tab, the column `closed` filled in; a report without `closing` is left alone
 */
export function withClosing(report: Report, fresh: readonly Row[], { through, archived, unread }: Closed): readonly Row[] {
  const { closing, sheet } = report;
  if (!closing) return fresh;
  const open = fresh.filter((row) => !isClosed(String(row.month), through)).map(asOpen);
  if (through === '') return open;
  const past = fresh.filter((row) => isClosed(String(row.month), through)),
    stand = [
      ...archived.filter((row) => isClosed(String(row.month), through) && !unread?.has(String(row.month))),
      ...past.filter((row) => unread?.has(String(row.month))).map(asClosed),
    ];
  return [...stand, ...corrections(sheet, closing, { past, stand, month: addMonths(through, 1) }), ...open];
}
export const asOpen = (row: Row): Row => ({ ...row, closed: '' });
/** A row at the moment in which its month is closed. */
export const asClosed = (row: Row): Row => (isCorrection(row) ? row : { ...row, closed: 'closed' });

function corrections(
  sheet: SheetTemplate,
  { by, adds, shows = [] }: Closing,
  { past, stand, month }: { readonly past: readonly Row[]; readonly stand: readonly Row[]; readonly month: Month },
): Row[] {
  const signed = [...past.map((row) => ({ row, sign: 1 })), ...stand.map((row) => ({ row, sign: -1 }))],
    groups = grouped(signed, ({ row }) => JSON.stringify(by.map((key) => row[key] ?? '')));
  return [...groups.values()].flatMap((group) => {
    const first = group[0]?.row ?? {},
      row: Record<string, Value> = { ...blankRow(sheet), month, closed: 'correction' };
    for (const key of [...by, ...shows]) row[key] = first[key] ?? row[key] ?? null;
    for (const key of adds) row[key] = group.reduce((total, one) => total + one.sign * Number(one.row[key] ?? 0), 0) || null; // what did not change stays blank
    return adds.some((key) => row[key] !== null) ? [row] : [];
  });
}

const blankRow = ({ columns }: SheetTemplate): Row =>
  Object.fromEntries(
    Object.entries(columns).map(([key, { unit }]) => [
      key,
      unit === 'flag' ? false : ['text', 'id', 'word', 'month', 'week', 'period', 'link'].includes(unit) ? '' : null,
    ]),
  );
