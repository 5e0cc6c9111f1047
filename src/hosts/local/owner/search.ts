/** TextFinder over the workbook: what a person sees (or the formula), row by row. */

import type { Search } from '../protocol';
import { ServiceError } from '../services/core';
import type { CellRead, Zone } from '../workbook-api';
import type { Book } from './book-apply';
import { sheetOf } from './book-apply';
import { display } from './pattern';

export interface Found {
  readonly sheet: number;
  readonly row: number;
  readonly col: number;
}

const plain = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '');

function tester(search: Search): (words: string) => boolean {
  if (search.regex) {
    try {
      const pattern = new RegExp(search.entireCell ? `^(?:${search.text})$` : search.text, search.matchCase ? '' : 'i');
      return (words) => pattern.test(words);
    } catch {
      throw new ServiceError(`Invalid regular expression: ${search.text}`);
    }
  }
  const fold = (words: string): string => {
    const bare = search.ignoreDiacritics ? plain(words) : words;
    return search.matchCase ? bare : bare.toLowerCase();
  };
  const wanted = fold(search.text);
  return search.entireCell ? (words) => fold(words) === wanted : (words) => fold(words).includes(wanted);
}

/** The part of a zone that can hold anything. */
function used(book: Book, search: Search): Zone {
  const { lastRow, lastCol } = sheetOf(book, search.sheet);
  const zone = search.zone ?? { row: 0, col: 0, rows: lastRow, cols: lastCol };
  return { ...zone, rows: Math.max(0, Math.min(zone.rows, lastRow - zone.row)), cols: Math.max(0, Math.min(zone.cols, lastCol - zone.col)) };
}

/** Cells that match, in the order of reading (backwards for findPrevious); one unless all are asked for. */
export function find(book: Book, search: Search): readonly Found[] {
  if (search.text === '') return [];
  const zone = used(book, search);
  if (zone.rows === 0 || zone.cols === 0) return [];
  const test = tester(search);
  const locale = book.workbook.locale();
  const shown = (cell: CellRead): string => (search.formulas ? (cell.formula ?? String(cell.value ?? '')) : display(cell.value, cell.format, locale));
  const cells = book.workbook.read(search.sheet, zone);
  const found: Found[] = [];
  const after = (row: number, col: number): boolean => {
    const { from } = search;
    if (from === null || search.all) return true;
    return search.back ? row < from.row || (row === from.row && col < from.col) : row > from.row || (row === from.row && col > from.col);
  };
  for (let i = 0; i < zone.rows; i += 1) {
    const r = search.back ? zone.rows - 1 - i : i;
    for (let j = 0; j < zone.cols; j += 1) {
      const c = search.back ? zone.cols - 1 - j : j;
      const cell = cells[r]?.[c];
      if (cell === undefined || (cell.value === null && cell.formula === null) || !after(zone.row + r, zone.col + c) || !test(shown(cell))) continue;
      found.push({ sheet: search.sheet, row: zone.row + r, col: zone.col + c });
      if (!search.all) return found;
    }
  }
  return found;
}

/** Replaces the text in every cell that matches; how many cells changed. */
export function replaceAll(book: Book, search: Search, by: string): number {
  const found = find(book, { ...search, all: true });
  for (const { row, col } of found) {
    const zone = { row, col, rows: 1, cols: 1 };
    const cell = book.workbook.read(search.sheet, zone)[0]?.[0];
    if (cell === undefined || cell.formula !== null) continue;
    const pattern = search.entireCell
      ? /^[\s\S]*$/
      : new RegExp(search.regex ? search.text : search.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), search.matchCase ? 'g' : 'gi');
    book.workbook.write(search.sheet, zone, [[{ value: String(cell.value ?? '').replace(pattern, () => by) }]]);
  }
  return found.length;
}
