import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { isoTime } from '../kernel/calendar';
import { compare } from '../kernel/order';
import type { Row, SheetTemplate } from '../kernel/sheet-template';
import type { World } from '../ports/world';

/** The order in which a raw tab lies, so that the same bodies give the same workbook however they came: deals by creation and id, events by time and id. */
export interface Order {
  readonly sheet: SheetTemplate;
  readonly time: string;
  readonly ids: readonly string[] /** Store: rows known to lie in order */;
  readonly key: string;
}
export const dealOrder: Order = { sheet: dealsSheet, time: 'created_at', ids: ['deal_id', 'crm'], key: 'order.deals' };
export const eventOrder: Order = { sheet: dealEventsSheet, time: 'at', ids: ['event_id'], key: 'order.events' };

/** Compared as the cells lie there, times as text: what the tab's own sorting will do. Blank times last. */
const textOf = (order: Order, row: Row, zone: string): string => {
  const at = row[order.time];
  return [typeof at === 'number' ? isoTime(at, zone) : '\uffff', ...order.ids.map((id) => String(row[id]))].join('\u0001');
};
/** Rows in the order of their tab; a key is made once a row, not once a comparison. */
export const inOrderOf = <R extends Row>(order: Order, rows: readonly R[], zone: string): R[] =>
  rows
    .map((row) => ({ row, key: textOf(order, row, zone) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ row }) => row);

/** A tab before rows are added: how many there are, and those from `from` on, which reach back at least to the last row known to lie in order. Two calls. */
export interface Tail {
  readonly held: number;
  readonly from: number;
  readonly rows: readonly Row[] /** rows have gone since, or are blank: nothing is known of the order */;
  readonly lost: boolean;
}
export function tailOf(world: World, order: Order, atLeastFrom = Number.POSITIVE_INFINITY): Tail {
  const held = world.sheets.count(order.sheet),
    known = Number(world.store.get(order.key) ?? '0'),
    from = Math.max(0, Math.min(known - 1, held, atLeastFrom));
  const rows = held > from ? world.sheets.readSpan(order.sheet, from, held - from).map(({ row }) => row) : [];
  return { held, from, rows, lost: known > held || rows.length < held - from };
}

/** Rows will be rewritten where they stand: until the tab is sorted again, nothing is known of its order, even if this execution dies. */
export const unsettle = (world: World, order: Order): void => world.store.set({ [order.key]: '0' });

/** Sorts the tab when its end, with what was added, breaks the order; the entry for the Store says that all rows lie in order now. */
export function settle(
  world: World,
  order: Order,
  { tail, added, broken }: { readonly tail: Tail; readonly added: readonly Row[]; readonly broken: boolean },
): Readonly<Record<string, string>> {
  const end = [...tail.rows, ...added].map((row) => textOf(order, row, world.zone)),
    out = broken || tail.lost || end.some((text, i) => i > 0 && (end[i - 1] ?? '') > text);
  if (out) world.sheets.sort(order.sheet, [{ column: order.time }, ...order.ids.map((column) => ({ column }))]);
  return { [order.key]: String(out ? world.sheets.count(order.sheet) : tail.held + added.length) };
}
