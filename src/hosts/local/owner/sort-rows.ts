/** Sorting as the sheet does it: numbers (and days), then text, then FALSE and TRUE; blanks last either way. Stable. */
import type { CellRead, Zone } from '../workbook-api';
import type { Book } from './book-apply';
import { sheetOf } from './book-apply';

const rank = (cell: CellRead | undefined): number =>
  cell === undefined || cell.value === null || cell.value === '' ? 3 : typeof cell.value === 'number' ? 0 : typeof cell.value === 'string' ? 1 : 2;

function compare(a: CellRead | undefined, b: CellRead | undefined, ascending: boolean, collator: Intl.Collator): number {
  const [x, y] = [rank(a), rank(b)];
  if (x === 3 || y === 3) return x - y;
  const order =
    x !== y ? x - y : typeof a?.value === 'string' && typeof b?.value === 'string' ? collator.compare(a.value, b.value) : Number(a?.value) - Number(b?.value);
  return ascending ? order : -order;
}

/** Moves whole rows of the zone; formats and notes go with them. */
export function sortRows(book: Book, sheet: number, zone: Zone, by: readonly { readonly col: number; readonly ascending: boolean }[]): void {
  const { lastRow } = sheetOf(book, sheet);
  const rows = Math.min(zone.rows, Math.max(0, lastRow - zone.row)); // rows below hold nothing
  if (rows < 2) return;
  const part = { ...zone, rows };
  const cells = book.workbook.read(sheet, part);
  const collator = new Intl.Collator(book.workbook.locale().replace('_', '-'), { sensitivity: 'base' });
  const order = cells
    .map((_, i) => i)
    .sort((a, b) => {
      for (const { col, ascending } of by) {
        const found = compare(cells[a]?.[col - zone.col], cells[b]?.[col - zone.col], ascending, collator);
        if (found !== 0) return found;
      }
      return a - b;
    });
  if (order.some((from, to) => from !== to)) book.workbook.reorderRows(sheet, part, order);
}
