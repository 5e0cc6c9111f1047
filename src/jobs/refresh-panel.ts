import { allSheets } from '../../sheets-templates/all';
import type { SheetTemplate } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { allReports } from '../reports/all';
import { timeText } from './panel';
import { AS_OF, REVISION, type Refreshed } from './refresh';

/** Long work that goes on over several looks: `what` is `drain`, `reread` or `refresh`; `total` 0 = not known. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly what: string;
}
/** What an open sidebar is told every few seconds. */
export interface TickState {
  /** grows with each refresh that changed something */
  readonly revision: number;
  /** ISO time of the last refresh, '' when there was none */
  readonly asOf: string;
  /** events taken from the journal in this look */
  readonly drained: number;
  /** report tabs that this look changed, by the title that people see */
  readonly changed: readonly { readonly sheet: string; readonly cells: number }[];
  /** events that still wait */
  readonly pending: number;
  readonly progress: Progress | null;
}

/** The answer of `tick` and `refreshNow`, from what the drain and the refresh did in this execution (null = nothing was dirty). */
export function tickState(
  world: World,
  done: { readonly refreshed: Refreshed | null; readonly drained: number; readonly pending: number; readonly progress: Progress | null },
): TickState {
  const sheets: readonly SheetTemplate[] = allSheets,
    at = Number(world.store.get(AS_OF) ?? ''),
    left = done.refreshed?.left ?? 0;
  return {
    revision: done.refreshed?.revision ?? Number(world.store.get(REVISION) ?? '0'),
    asOf: timeText(at > 0 ? at : null, world.zone),
    drained: done.drained,
    pending: done.pending,
    progress: done.progress ?? (left > 0 ? { done: allReports.length - left, total: allReports.length, what: 'refresh' } : null),
    changed: (done.refreshed?.changed ?? []).map(({ key, cells }) => ({ sheet: sheets.find((sheet) => sheet.key === key)?.title[world.lang] ?? key, cells })),
  };
}
