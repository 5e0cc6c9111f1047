import { dealsSheet } from '../../sheets-templates/deals';
import { dealOrder } from '../ingest/canonical';
import { rowsWith } from '../ingest/deal-rows';
import { spansOver } from '../ingest/journal';
import { sideTabs } from '../ingest/sides';
import type { Row, SheetTemplate, Value } from '../kernel/sheet-template';
import type { Pullable, Window } from '../ports/crm-source';
import type { World } from '../ports/world';

/** The rows of the workbook that records of one kind of one CRM are compared with. Whole rows are read only where they are wanted; which they are is known from single columns. */
export interface Shelf {
  readonly sheet: SheetTemplate;
  readonly isDeals: boolean;
  /** the column of creation */
  readonly time: string;
  /** rows created in the window, by id */
  readonly created: (window: Window) => ReadonlyMap<string, Row>;
  /** rows of these ids as they are this moment */
  readonly now: (ids: readonly string[]) => ReadonlyMap<string, Row>;
  /** the same, but ids that had no row at the first look of this execution are not looked for again: a row that came since is only told once more */
  readonly held: (ids: readonly string[]) => ReadonlyMap<string, Row>;
  /** the tab was written: rows may have moved */
  readonly moved: () => void;
}

/** Rows read in vain rather than by another call. */
const NEAR = 100,
  SPAN = 5_000;

export function shelfOf(world: World, crm: string, entity: Pullable): Shelf {
  const isDeals = entity === 'deal' || entity === 'lead',
    { sheet, id, order } = isDeals ? { sheet: dealsSheet as SheetTemplate, id: 'deal_id', order: dealOrder } : sideTabs[entity];
  let times: readonly Value[] | null = null,
    ids: ReadonlySet<string> | null = null;
  const ours = (rows: readonly { readonly row: Row }[], keep: (row: Row) => boolean): ReadonlyMap<string, Row> => {
    const found = new Map<string, Row>();
    for (const { row } of rows) if (row.crm === crm && keep(row) && !found.has(String(row[id]))) found.set(String(row[id]), row);
    return found;
  };
  const now: Shelf['now'] = (wanted) => {
    const all = new Set(wanted);
    return all.size === 0 ? new Map() : ours(rowsWith(world, { sheet, column: id, ids: all }), (row) => all.has(String(row[id])));
  };
  return {
    sheet,
    isDeals,
    time: order.time,
    now,
    created: ({ from, to }) => {
      const within = (at: Value | undefined): boolean => typeof at === 'number' && at >= from && at < to;
      times = times ?? world.sheets.column(sheet, order.time);
      const spans = spansOver(
        times.flatMap((at, place) => (within(at) ? [place] : [])),
        NEAR,
      );
      const rows = spans.flatMap((span) => {
        const parts = [];
        for (let at = span.from; at < span.from + span.count; at += SPAN)
          parts.push(...world.sheets.readSpan(sheet, at, Math.min(SPAN, span.from + span.count - at)));
        return parts;
      });
      return ours(rows, (row) => within(row[order.time]));
    },
    held: (wanted) => {
      if (wanted.length === 0) return new Map();
      const known = ids ?? new Set(world.sheets.column(sheet, id).map(String));
      ids = known;
      return now(wanted.filter((one) => known.has(one)));
    },
    moved: () => {
      times = null;
    },
  };
}
