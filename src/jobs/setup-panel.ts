import { fieldsSheet } from '../../sheets-templates/fields';
import { problemsSheet } from '../../sheets-templates/problems';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Problem } from '../facts/rows';
import { meanings, outcomes } from '../facts/rows';
import { refusals } from '../ingest/secret';
import { DAY_MS } from '../kernel/calendar';
import type { Column } from '../kernel/sheet-template';
import type { World } from '../ports/world';
import { setupOf } from './connect-state';
import { type CrmView, crmViews, offered } from './connect-view';
import { SECRET, WEB_APP } from './install';
import type { Choice } from './panel';
import { choices, rowsOf, timeText } from './panel';
import { type Flow, flowOf } from './setup-flow';
import { type Light, lightOf } from './setup-light';
import { type MapLine, mapLines } from './setup-lines';

/** The tab Set-up of the sidebar: which CRMs are connected and how well, how fresh are the figures, what has a person to map, what went wrong. */
export interface SetupPage {
  readonly now: string;
  readonly zone: string;
  readonly crms: readonly CrmView[];
  /** CRMs that can be chosen, the import of a table among them */
  readonly offered: readonly { readonly crm: string; readonly title: string }[];
  /** a person chose to import a table */
  readonly imports: boolean;
  readonly lastEvent: string;
  readonly lag: Flow['lag'];
  readonly journal: Flow['journal'];
  readonly lines: readonly MapLine[];
  readonly outcomes: readonly Choice[];
  readonly meanings: readonly Choice[];
  /** newest first */
  readonly problems: readonly {
    readonly at: string;
    readonly tab: string;
    readonly row: string;
    readonly what: string;
    readonly mend: string;
    readonly times: number;
  }[];
  readonly light: Light;
}

export function setupPage(world: World): SetupPage {
  const { last, lag, journal } = flowOf(world),
    lines = mapLines(world),
    crms = crmViews(world, new Set(lines.map(({ crm }) => crm))),
    imports = setupOf(world.store, 'import') !== null;
  const problems = rowsOf<Problem>(world, problemsSheet)
    .rows.map(({ row }) => row)
    .sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  const outcome: Column = stagesSheet.columns.outcome,
    meaning: Column = fieldsSheet.columns.meaning;
  return {
    now: timeText(world.now, world.zone),
    zone: world.zone,
    crms,
    offered: offered(world),
    imports,
    lastEvent: timeText(last, world.zone),
    lag,
    journal,
    lines,
    outcomes: choices(
      outcome,
      outcomes.filter((key) => key !== 'unmapped'),
      world.lang,
    ),
    meanings: choices(meaning, meanings, world.lang),
    problems: problems.slice(0, 50).map((p) => ({ at: timeText(p.at, world.zone), tab: p.tab, row: p.row, what: p.what, mend: p.mend, times: p.times ?? 1 })),
    light: lightOf({
      addressed: (world.store.get(WEB_APP) ?? '') !== '' && (world.store.get(SECRET) ?? '') !== '',
      crms,
      imports,
      last,
      now: world.now,
      waiting: journal.waiting,
      unreadable: journal.unreadable,
      problems: problems.length,
      stages: unmapped(lines, 'stage'),
      managers: unmapped(lines, 'manager'),
      refused: refusedLately(world),
    }),
  };
}

/** Refusals for a wrong key, when the last of them is not older than a day. */
function refusedLately(world: World): number {
  const { times, at } = refusals(world.store);
  return world.now - at < DAY_MS ? times : 0;
}

const unmapped = (lines: readonly MapLine[], kind: MapLine['kind']): number => lines.filter((line) => line.kind === kind && line.value === '').length;
