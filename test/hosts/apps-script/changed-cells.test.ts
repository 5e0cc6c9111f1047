import fc from 'fast-check';
import type { Cell } from '../../../src/hosts/apps-script/cells';
import { changedCells } from '../../../src/hosts/apps-script/changed-cells';

test.each([
  { why: 'nothing changed, nothing written', stands: [[1, 2]], wanted: [[1, 2]], expected: [] },
  {
    why: 'one cell',
    stands: [
      [1, 2],
      [3, 4],
    ],
    wanted: [
      [1, 2],
      [3, 5],
    ],
    expected: [{ row: 1, col: 1, cells: [[5]] }],
  },
  {
    why: 'equal runs of neighbouring rows make a rectangle',
    stands: [
      [1, 2],
      [3, 4],
    ],
    wanted: [
      [9, 2],
      [8, 4],
    ],
    expected: [{ row: 0, col: 0, cells: [[9], [8]] }],
  },
  {
    why: 'two runs in a row',
    stands: [[1, 2, 3]],
    wanted: [[0, 2, 0]],
    expected: [
      { row: 0, col: 0, cells: [[0]] },
      { row: 0, col: 2, cells: [[0]] },
    ],
  },
  { why: 'new rows below', stands: [[1]], wanted: [[1], [2]], expected: [{ row: 1, col: 0, cells: [[2]] }] },
] as const)('$why', ({ stands, wanted, expected }) => expect(changedCells(stands, wanted)).toEqual(expected));

test('applying the patches gives what is wanted, in few calls', () => {
  const grid = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), { minLength: 60, maxLength: 60 });
  fc.assert(
    fc.property(grid, grid, (stands, wanted) => {
      const result: Cell[][] = stands.map((row) => [...row]),
        patches = changedCells(stands, wanted);
      for (const { row, col, cells } of patches)
        cells.forEach((line, i) =>
          line.forEach((cell, j) => {
            const target = result[row + i];
            if (target) target[col + j] = cell;
          }),
        );
      expect(result).toEqual(wanted);
      expect(patches.length).toBeLessThanOrEqual(12);
    }),
  );
});
