import type { Month } from '../kernel/calendar';
import { grouped } from '../kernel/group';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import type { Store, World } from '../ports/world';
import { type Closed, isClosed, isCorrection } from '../reports/closing';
import type { Report } from '../reports/report';

/**
 * What a refresh of everything leaves in the Store about the closed months of a report, so that the next event of an old deal costs no reading of everything when it changes none of the
 * closed figures.
 */
export interface ClosedState {
  /** short hash of what each closed month would be today; a month without rows is not there */
  readonly months: Readonly<Record<Month, string>>;
  /** closed months whose rows, as they stand, differ from what they would be today */
  readonly differs: readonly Month[];
  /** corrections of earlier periods, added up by column; minor units where the column is money */
  readonly sums: Readonly<Record<string, number>>;
}
export const stateKey = (sheet: SheetTemplate): string => `closed.${sheet.key}`;
export const closedState = (store: Store, sheet: SheetTemplate): ClosedState | null => JSON.parse(store.get(stateKey(sheet)) ?? 'null') as ClosedState | null;

/** Of rows as they are computed; by month, closed ones only. */
export function monthHashes(world: World, report: Report, rows: readonly Row[], through: Month | ''): Readonly<Record<Month, string>> {
  const keys = Object.keys(report.sheet.columns).filter((key) => key !== 'closed'),
    past = rows.filter((row) => isClosed(String(row.month), through) && !isCorrection(row));
  const months = grouped(past, (row) => String(row.month));
  return Object.fromEntries(
    [...months]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, own]) => {
        const lines = own.map((row) => JSON.stringify(keys.map((key) => row[key] ?? '')));
        return [month, world.hash(lines.sort().join('\n')).slice(0, 8)];
      }),
  );
}

/** `fresh`: computed from everything; `finished`: as they go into the tab. null while no month is closed. */
export function stateOf(
  world: World,
  report: Report,
  { fresh, finished, closed }: { readonly fresh: readonly Row[]; readonly finished: readonly Row[]; readonly closed: Closed },
): string | null {
  const { through, archived } = closed;
  if (through === '' || !report.closing) return null;
  const months = monthHashes(world, report, fresh, through),
    corrected = finished.filter((row) => isCorrection(row) && !isClosed(String(row.month), through));
  const sums = Object.fromEntries(report.closing.adds.map((key) => [key, corrected.reduce((total, row) => total + Number(row[key] ?? 0), 0)]));
  const stood = monthHashes(world, report, archived, through),
    differs = [...new Set([...Object.keys(months), ...Object.keys(stood)])].filter((month) => months[month] !== stood[month]).sort();
  const state: ClosedState = { months, differs, sums };
  return JSON.stringify(state);
}
