import { addMonths, type Day, type Month, monthOf } from '../kernel/calendar';
import type { World } from '../ports/world';
import { allReports } from '../reports/all';
import { isClosed } from '../reports/closing';
import type { Report } from '../reports/report';
import { type CloseArgs, closeMonth as close, reopenMonth as reopen } from './close-month';
import { closedThrough, closingActs } from './closed-books';
import { closedState } from './closed-state';
import { type ClosingPoint, closingPoints } from './closing-points';
import { currencyOf, timeText } from './panel';

/** The tab Closing of the sidebar. Amounts are in units of the currency. */
export interface ClosingPage {
  readonly month: Month;
  readonly today: Day;
  readonly currency: string;
  /** `running`: not over yet, so it cannot be closed */
  readonly state: 'open' | 'closed' | 'running';
  /** months up to this one are closed; '' = none is */
  readonly through: Month | '';
  readonly points: readonly ClosingPoint[];
  /** what came for closed months since, by tab and column; they stand in the first open month */
  readonly corrections: readonly { readonly tab: string; readonly column: string; readonly amount: number }[];
  /** newest first */
  readonly acts: readonly { readonly at: string; readonly month: Month; readonly action: string; readonly author: string; readonly hash: string }[];
}

/** Columns whose corrections are shown; the others say the same in another way. */
const shown: Readonly<Record<string, readonly string[]>> = { turnover: ['turnover', 'receipts'], payroll: ['total'], deal_margin: ['margin', 'net_profit'] };
const ACTS = 24;

/** One page; month '' is the one before today's. Throws Fault sheet-missing, column-missing. */
export function closingPage(world: World, args: { readonly month: string }): ClosingPage {
  const now = monthOf(world.today),
    month = /^\d{4}-\d{2}$/.test(args.month) ? args.month : addMonths(now, -1),
    through = closedThrough(world.store);
  return {
    month,
    today: world.today,
    currency: currencyOf(world),
    state: isClosed(month, through) ? 'closed' : month >= now ? 'running' : 'open',
    through,
    points: closingPoints(world, month),
    corrections: (allReports as readonly Report[]).flatMap(({ sheet }) =>
      (shown[sheet.key] ?? []).flatMap((key) => {
        const sum = closedState(world.store, sheet)?.sums[key] ?? 0;
        return sum === 0 ? [] : [{ tab: sheet.title[world.lang], column: sheet.columns[key]?.title[world.lang] ?? key, amount: sum / 100 }];
      }),
    ),
    acts: closingActs(world)
      .slice(-ACTS)
      .reverse()
      .map(({ at, month: of, action, author, hash }) => ({ at: timeText(at, world.zone), month: of, action, author, hash: hash.slice(0, 8) })),
  };
}

/** Throws what close-month throws; else the page as it is afterwards. */
export function closeMonth(world: World, args: CloseArgs): ClosingPage {
  close(world, args);
  return closingPage(world, args);
}
export function reopenMonth(world: World, args: CloseArgs): ClosingPage {
  reopen(world, args);
  return closingPage(world, args);
}
