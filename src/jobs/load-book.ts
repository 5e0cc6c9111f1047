import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { settingsSheet } from '../../sheets-templates/settings';
import { asOne } from '../facts/as-one';
import type { Book } from '../facts/book';
import { readSettings } from '../facts/read-settings';
import type { Deal, DealEvent, Problem } from '../facts/rows';
import { problemRow } from '../i18n/speak';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { readInputs } from './inputs';
import { type Asked, indexOf, loadSlice } from './load-slice';

/** `book`: each journey counted once (facts/as-one); `raw`: records as they stand in the tabs. */
export interface Loaded {
  readonly book: Book;
  readonly raw: Book;
  readonly problems: readonly Problem[];
  readonly index: Readonly<Record<string, string>>;
}

/**
 * Facts for a refresh. `all` reads every row and makes the index of months anew. Some months read only the spans in which these months, the months that are still being
 * watched, and the cohorts of the deals they touch lie; when the index lies (somebody sorted the tab), everything is read.
 */
export function loadBook(world: World, asked: 'all' | Asked, read = readInputs(world)): Loaded {
  const { inputs, problems: unread } = read,
    { settings: written, problems: wrong } = readSettings(inputs.settings);
  const settings = { ...written, time_zone: world.zone, language: world.lang }; // one zone and one language everywhere: those of the workbook, in which cells are read (Q176)
  const flaws =
    written.time_zone === world.zone
      ? wrong
      : [...wrong, { code: 'zone-differs', details: { workbook: world.zone, company: written.time_zone }, row: '' } as const];
  const problems = [...unread, ...flaws.map((flaw) => problemRow(flaw, { tab: settingsSheet.title[world.lang], at: world.now, lang: world.lang }))];
  const make = (deals: readonly Deal[], events: readonly DealEvent[]): Pick<Loaded, 'book' | 'raw'> => {
    const raw: Book = { ...inputs.facts, settings, today: world.today, now: world.now, deals, events };
    return { raw, book: asOne(raw) };
  };
  const slice = asked === 'all' ? null : loadSlice(world, asked, { ...inputs.facts, settings });
  if (slice) return { ...make(slice.deals, slice.events), problems, index: slice.index };
  const deals = world.sheets.read(dealsSheet),
    events = world.sheets.read(dealEventsSheet);
  const dealRows = deals.rows as unknown as readonly Placed<Deal>[],
    eventRows = events.rows as unknown as readonly Placed<DealEvent>[];
  return {
    ...make(
      dealRows.map(({ row }) => row),
      eventRows.map(({ row }) => row),
    ),
    problems: [...problems, ...deals.problems, ...events.problems],
    index: indexOf(world, dealRows, eventRows),
  };
}
