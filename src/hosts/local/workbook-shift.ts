import type { Area, EngineZone, HeaderCommand, WriteBlock, WriteCell } from './workbook-engine-types';

/** Where a row or column (from 0) stands after headers came or went; null when it went itself. */
export function shiftIndex(index: number, change: HeaderCommand): number | null {
  if (change.type === 'ADD_COLUMNS_ROWS') return index >= firstAdded(change) ? index + change.quantity : index;
  if (change.elements.includes(index)) return null;
  return index - change.elements.filter((element) => element < index).length;
}

/** A position after headers came or went; null when it is gone. */
export function shiftPosition<P extends { readonly row: number; readonly col: number }>(position: P, change: HeaderCommand): P | null {
  const at = shiftIndex(change.dimension === 'ROW' ? position.row : position.col, change);
  if (at === null) return null;
  return change.dimension === 'ROW' ? { ...position, row: at } : { ...position, col: at };
}

/** An inclusive span after headers came or went: rows added inside it widen it. Null when nothing of it is left. */
export function shiftSpan(first: number, last: number, change: HeaderCommand): readonly [first: number, last: number] | null {
  if (change.type === 'ADD_COLUMNS_ROWS') {
    const at = firstAdded(change);
    return [first >= at ? first + change.quantity : first, last >= at ? last + change.quantity : last];
  }
  const gone = change.elements.filter((element) => element >= first && element <= last).length;
  const before = change.elements.filter((element) => element < first).length;
  return gone > last - first ? null : [first - before, last - before - gone];
}

/** A zone after headers came or went. */
export function shiftZone(zone: EngineZone, change: HeaderCommand): EngineZone | null {
  const rows = change.dimension === 'ROW';
  const span = rows ? shiftSpan(zone.top, zone.bottom, change) : shiftSpan(zone.left, zone.right, change);
  if (!span) return null;
  return rows ? { ...zone, top: span[0], bottom: span[1] } : { ...zone, left: span[0], right: span[1] };
}

/** An area of looks after headers came or went; an open bottom stays open. New rows look like the row they were added beside, so they belong to its area. */
export function shiftArea<A extends Omit<Area, 'format' | 'style'>>(area: A, change: HeaderCommand): A | null {
  const far = 2 ** 31;
  if (change.type === 'ADD_COLUMNS_ROWS') {
    const first = (at: number): number => (at > change.base ? at + change.quantity : at),
      last = (at: number): number => (at >= change.base ? at + change.quantity : at);
    return change.dimension === 'ROW'
      ? { ...area, top: first(area.top), bottom: area.bottom === null ? null : last(area.bottom) }
      : { ...area, left: first(area.left), right: last(area.right) };
  }
  const zone = shiftZone({ ...area, bottom: area.bottom ?? far }, change);
  return zone && { ...area, top: zone.top, left: zone.left, right: zone.right, bottom: area.bottom === null ? null : zone.bottom };
}

/** The cells of a write after headers came or went beneath it: a block is parted where rows were added, what went is left out. */
export function shiftBlocks(blocks: readonly WriteBlock[], change: HeaderCommand): readonly WriteBlock[] {
  return blocks.flatMap((block) => (change.dimension === 'ROW' ? shiftRows(block, change) : shiftCols(block, change)));
}

function firstAdded(change: HeaderCommand): number {
  return change.position === 'before' ? change.base : change.base + 1;
}

function shiftRows(block: WriteBlock, change: HeaderCommand): WriteBlock[] {
  const parts: { top: number; left: number; cells: (readonly WriteCell[])[] }[] = [];
  block.cells.forEach((cells, offset) => {
    const row = shiftIndex(block.top + offset, change);
    if (row === null) return;
    const last = parts[parts.length - 1];
    if (last && last.top + last.cells.length === row) last.cells.push(cells);
    else parts.push({ top: row, left: block.left, cells: [cells] });
  });
  return parts;
}

function shiftCols(block: WriteBlock, change: HeaderCommand): WriteBlock[] {
  const width = Math.max(0, ...block.cells.map((cells) => cells.length));
  const places = Array.from({ length: width }, (_, offset) => shiftIndex(block.left + offset, change));
  const kept = places.filter((place): place is number => place !== null);
  const left = kept[0];
  if (left === undefined) return [];
  const span = (kept[kept.length - 1] ?? left) - left + 1;
  const cells = block.cells.map((row) => {
    const moved: WriteCell[] = new Array(span).fill(null);
    row.forEach((cell, offset) => {
      const place = places[offset];
      if (place !== null && place !== undefined) moved[place - left] = cell;
    });
    return moved;
  });
  return [{ top: block.top, left, cells }];
}
