/** Addresses as people write them. Rows and columns count from 0 here. */
import type { Zone } from '../workbook-api';

/** 0 -> A, 25 -> Z, 26 -> AA. */
export function columnName(col: number): string {
  let name = '';
  for (let n = col + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

const columnIndex = (name: string): number => [...name.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Zone -> A1 or A1:B2. */
export function a1Of(zone: Zone): string {
  const from = `${columnName(zone.col)}${zone.row + 1}`;
  return zone.rows === 1 && zone.cols === 1 ? from : `${from}:${columnName(zone.col + zone.cols - 1)}${zone.row + zone.rows}`;
}

/** A1, A1:B2, A:B, 2:3, A2:C, with or without a sheet -> sheet name (null: none given) and zone inside a grid of the given size; null when it is no address. */
export function readA1(
  text: string,
  grid: (sheet: string | null) => { readonly rows: number; readonly cols: number } | null,
): { readonly sheet: string | null; readonly zone: Zone } | null {
  const match = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?\$?([A-Za-z]{0,3})\$?(\d*)(?::\$?([A-Za-z]{0,3})\$?(\d*))?$/.exec(text.trim());
  if (match === null) return null;
  const [, quoted, plain, colA = '', rowA = '', colB, rowB] = match;
  const sheet = quoted?.replaceAll("''", "'") ?? plain ?? null;
  const size = grid(sheet);
  if (size === null || (colA === '' && rowA === '')) return null;
  const open = colB !== undefined || rowB !== undefined;
  if (open && (colB ?? '') === '' && (rowB ?? '') === '') return null;
  if (!open && (colA === '' || rowA === '')) return null;
  const top = rowA === '' ? 0 : Number(rowA) - 1;
  const left = colA === '' ? 0 : columnIndex(colA);
  const bottom = open ? (rowB === undefined || rowB === '' ? size.rows - 1 : Number(rowB) - 1) : top;
  const right = open ? (colB === undefined || colB === '' ? size.cols - 1 : columnIndex(colB)) : left;
  const row = Math.min(top, bottom);
  const col = Math.min(left, right);
  return { sheet, zone: { row, col, rows: Math.abs(bottom - top) + 1, cols: Math.abs(right - left) + 1 } };
}
