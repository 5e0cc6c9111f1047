/** docs/checklist.md: every id once, one of three states, and tests that exist behind every row that claims something. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..');
const rows = readFileSync(join(root, 'docs/checklist.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [QN]\d/.test(line))
  .map((line) => {
    const [, id = '', state = '', tests = '', note = ''] = line.split('|').map((cell) => cell.trim());
    return {
      id,
      state,
      tests: tests
        .split(/[,\s]+/)
        .map((path) => path.replace(/`/g, ''))
        .filter((path) => path.startsWith('test/')),
      note,
      cells: line.split('|').length,
    };
  });
const ids = [
  ...Array.from({ length: 185 }, (_, i) => `Q${String(i + 1).padStart(3, '0')}`),
  ...Array.from({ length: 22 }, (_, i) => `N${String(i + 1).padStart(2, '0')}`),
];

test('every id of the list stands there once, in order', () => expect(rows.map(({ id }) => id)).toEqual(ids));
test('the state is works, partly or no; the row has four cells', () =>
  expect(rows.filter(({ state, cells }) => !['works', 'partly', 'no'].includes(state) || cells !== 6)).toEqual([]));
test('what works, even partly, names tests that exist', () => {
  expect(rows.filter(({ state, tests }) => state !== 'no' && tests.length === 0).map(({ id }) => id)).toEqual([]);
  expect(rows.flatMap(({ id, tests }) => tests.filter((path) => !existsSync(join(root, path))).map((path) => `${id} ${path}`))).toEqual([]);
});
test('what works only partly says what is missing', () =>
  expect(rows.filter(({ state, note }) => state === 'partly' && note.length < 15).map(({ id }) => id)).toEqual([]));
