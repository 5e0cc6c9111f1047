import fc from 'fast-check';
import { openWorkbook, type Workbook } from '../../../src/hosts/local/workbook';
import type { Zone } from '../../../src/hosts/local/workbook-api';

const zone = (row: number, col: number, rows = 1, cols = 1): Zone => ({ row, col, rows, cols });
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const state = (book: Workbook) => JSON.stringify({ ...(book.state() as object), revisionId: '' });

/** Everything that a script can do to one sheet, with positions that may miss what is there. */
const position = fc.record({ row: fc.nat(14), col: fc.nat(5) });
const text = fc.oneof(
  fc.constantFrom('0071', '=x', "'q", 'TRUE', '1/2', '', '21.01.2026', '😀'),
  fc.string({ maxLength: 6 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
type Step = (book: Workbook) => void;
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(
      position,
      fc.array(
        fc.array(fc.record({ value: text, format: fc.constantFrom('', '@', '0.00', 'dd.mm.yyyy') }, { requiredKeys: [] }), { minLength: 2, maxLength: 2 }),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(
      ([{ row, col }, cells]): Step =>
        (book) =>
          book.write(0, zone(row, col, cells.length, 2), cells),
    ),
  position.map(
    ({ row, col }): Step =>
      (book) =>
        book.write(0, zone(row, col), [[{ formula: `=SUM(A${row + 1}:B${row + 2})` }]]),
  ),
  fc.tuple(position, text).map(
    ([{ row, col }, value]): Step =>
      (book) =>
        book.typeIn(0, zone(row, col), [[{ value }]]),
  ),
  fc.tuple(fc.nat(14), fc.integer({ min: 1, max: 3 })).map(
    ([at, count]): Step =>
      (book) =>
        book.insertRows(0, at, count),
  ),
  fc.tuple(fc.nat(14), fc.integer({ min: 1, max: 3 })).map(
    ([at, count]): Step =>
      (book) =>
        book.deleteRows(0, at, count),
  ),
  fc.nat(5).map(
    (at): Step =>
      (book) =>
        book.insertCols(0, at, 1),
  ),
  fc.nat(5).map(
    (at): Step =>
      (book) =>
        book.deleteCols(0, at, 1),
  ),
  fc.tuple(position, fc.string({ maxLength: 3 })).map(
    ([{ row, col }, note]): Step =>
      (book) =>
        book.setNotes(0, zone(row, col), [[note]]),
  ),
  fc.tuple(position, fc.boolean()).map(
    ([{ row, col }, bold]): Step =>
      (book) =>
        book.looks(0, zone(row, col, 300, 2), { bold, format: '#,##0', background: bold ? '#ff0000' : null }),
  ),
  fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }).map(
    (order): Step =>
      (book) =>
        book.reorderRows(0, zone(0, 0, 4, 6), order),
  ),
  position.map(
    ({ row, col }): Step =>
      (book) =>
        book.validation(0, zone(row, col, 2, 2), { kind: 'list', values: ['a'], strict: true, help: 'h' }),
  ),
  position.map(
    ({ row, col }): Step =>
      (book) =>
        book.validation(0, zone(row, col, 2, 2), null),
  ),
  position.map(
    ({ row, col }): Step =>
      (book) =>
        void book.protect({ sheetId: 0, zone: zone(row, col, 2, 2), description: '', warningOnly: true }),
  ),
  position.map(
    ({ row, col }): Step =>
      (book) =>
        book.setName('Mark', 0, zone(row, col)),
  ),
);

test('changes replayed on what was stored give the same workbook, wherever the snapshot was taken', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), fc.nat(12), (steps, cut) => {
      const book = openWorkbook({ locale: 'ru', timeZone: 'UTC' });
      let snapshot: unknown;
      const changes: unknown[] = [];
      steps.forEach((run, index) => {
        if (index === cut) {
          snapshot = written(book.snapshot());
          changes.length = 0;
        }
        run(book);
        changes.push(...(written(book.takeChanges()) as unknown[]));
      });
      const again = openWorkbook({ ...(snapshot === undefined ? {} : { snapshot }), changes, locale: 'en', timeZone: 'Asia/Omsk' });
      expect(state(again)).toBe(state(book));
      expect(again.read(0, zone(0, 0, 20, 8))).toEqual(book.read(0, zone(0, 0, 20, 8)));
    }),
    { numRuns: 60 },
  );
});

test('what is stored is stored again the same', () => {
  const book = openWorkbook({ locale: 'ru', timeZone: 'UTC' });
  book.write(0, zone(0, 0, 2, 2), [
    [{ value: '0071', format: '@' }, { value: 5 }],
    [{ formula: '=B1*2' }, { value: true }],
  ]);
  const once = written(book.snapshot());
  const again = openWorkbook({ snapshot: once, locale: 'ru', timeZone: 'UTC' });
  expect(written(again.snapshot())).toEqual(once);
  expect(again.takeChanges()).toEqual([]);
});

test('changes are given out once', () => {
  const book = openWorkbook({ locale: 'ru', timeZone: 'UTC' });
  expect(book.takeChanges()).toHaveLength(1); // the workbook as it was born
  book.write(0, zone(0, 0), [[{ value: 1 }]]);
  book.write(0, zone(0, 0), [[{ value: 1 }]]); // nothing new: no change
  expect(book.takeChanges()).toHaveLength(1);
  expect(book.takeChanges()).toHaveLength(0);
});
