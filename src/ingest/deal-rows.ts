import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import type { Deal, DealEvent } from '../facts/rows';
import { dealKey } from '../facts/rows';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { spansOver } from './journal';

/** What is looked up one by one; for more, one read of the column of ids is cheaper. */
export const FEW = 6;
/** Rows read in vain rather than by another call; and calls after which the whole tab is read at once. */
const NEAR = 200,
  MOST_SPANS = 30;
const idOf = (key: string): string => key.slice(key.indexOf('/') + 1);

/** Rows of these deals by `crm/deal_id`; of a row that somebody doubled, the upper one. */
export function dealRows(world: World, keys: ReadonlySet<string>): ReadonlyMap<string, Placed<Deal>> {
  const found = new Map<string, Placed<Deal>>();
  for (const placed of rowsOf(world, dealsSheet, keys)) {
    const deal = placed as unknown as Placed<Deal>,
      key = dealKey(deal.row);
    if (keys.has(key) && !found.has(key)) found.set(key, deal);
  }
  return found;
}

/** Events of these deals, as they lie. */
export const eventRows = (world: World, keys: ReadonlySet<string>): readonly Placed<DealEvent>[] =>
  (rowsOf(world, dealEventsSheet, keys) as unknown as readonly Placed<DealEvent>[]).filter(({ row }) => keys.has(dealKey(row)));

const rowsOf = (world: World, sheet: SheetTemplate, keys: ReadonlySet<string>): readonly Placed<Row>[] =>
  rowsWith(world, { sheet, column: 'deal_id', ids: new Set([...keys].map(idOf)) });

/** Rows, and others near them, that hold one of these ids. */
export function rowsWith(
  world: World,
  { sheet, column, ids }: { readonly sheet: SheetTemplate; readonly column: string; readonly ids: ReadonlySet<string> },
): readonly Placed<Row>[] {
  const places =
    ids.size > FEW
      ? world.sheets.column(sheet, column).flatMap((id, at) => (ids.has(String(id)) ? [at] : []))
      : [...ids].flatMap((id) => world.sheets.find(sheet, column, id));
  const spans = spansOver(places, ids.size > FEW ? NEAR : 3);
  return spans.length > MOST_SPANS ? world.sheets.read(sheet).rows : spans.flatMap(({ from, count }) => world.sheets.readSpan(sheet, from, count));
}

/** A row with nothing in it: at the next sorting it goes to the end. */
export const blankRow = (sheet: SheetTemplate): Row =>
  Object.fromEntries(
    Object.entries(sheet.columns).map(([key, { unit }]) => [
      key,
      unit === 'flag' ? false : ['text', 'id', 'word', 'link', 'month', 'week', 'period'].includes(unit) ? '' : null,
    ]),
  );
