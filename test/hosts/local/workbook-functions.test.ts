import { openWorkbook, type Workbook } from '../../../src/hosts/local/workbook';
import type { Scalar } from '../../../src/hosts/local/workbook-api';

type Answer = Scalar | readonly (readonly Scalar[])[];
const at = (row: number, col: number, rows = 1, cols = 1) => ({ row, col, rows, cols });
const values = (book: Workbook, row: number, col: number, rows = 1, cols = 1) =>
  book.read(0, at(row, col, rows, cols)).map((line) => line.map(({ value }) => value));
const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

/** A workbook whose function answers when the test says so. */
function withFunction(locale = 'en') {
  const book = openWorkbook({ locale, timeZone: 'UTC' });
  const asked: {
    readonly name: string;
    readonly args: readonly unknown[];
    readonly answer: (value: Answer) => void;
    readonly fail: (message: string) => void;
  }[] = [];
  const run = (name: string, args: readonly unknown[]) =>
    new Promise<Answer>((answer, reject) => asked.push({ name, args, answer, fail: (message) => reject(new Error(message)) }));
  book.customFunctions(['CIFRA_TURNOVER', 'CIFRA_TABLE'], run);
  return { book, asked, run };
}

test.each([
  ['en', 'Loading...'],
  ['ru', 'Загрузка...'],
])('a call shows that it is waiting in %s, then its answer, and what reads it follows', async (locale, waiting) => {
  const { book, asked } = withFunction(locale);
  book.write(0, at(0, 0, 1, 2), [[{ formula: '=CIFRA_TURNOVER("2026-11",B5:C6)' }, { formula: '=A1*2' }]]);
  book.write(0, at(4, 1, 2, 2), [
    [{ value: 1 }, { value: 'x' }],
    [{ value: null }, { value: true }],
  ]);
  expect(values(book, 0, 0, 1, 2)).toEqual([[waiting, waiting]]);
  await settled();
  expect(asked.map(({ name, args }) => [name, args])).toContainEqual([
    'CIFRA_TURNOVER',
    [
      '2026-11',
      [
        [1, 'x'],
        [null, true],
      ],
    ],
  ]);
  asked.at(-1)?.answer(21);
  await settled();
  expect(values(book, 0, 0, 1, 2)).toEqual([[21, 42]]);
});

test('the same call is asked once; a new argument asks again; nothing else does', async () => {
  const { book, asked } = withFunction();
  book.write(0, at(0, 0, 1, 3), [[{ formula: '=CIFRA_TURNOVER(B1)' }, { value: 1 }, { formula: '=CIFRA_TURNOVER(1)' }]]);
  await settled();
  expect(asked).toHaveLength(1);
  asked[0]?.answer(10);
  await settled();
  book.write(0, at(9, 9), [[{ value: 'elsewhere' }]]);
  await settled();
  expect(asked).toHaveLength(1);
  book.write(0, at(0, 1), [[{ value: 2 }]]);
  await settled();
  expect(asked.map(({ args }) => args)).toEqual([[1], [2]]);
  asked[1]?.answer(20);
  await settled();
  expect(values(book, 0, 0, 1, 3)).toEqual([[20, 2, 10]]);
});

test('a table spills; a blank in it is blank, not zero', async () => {
  const { book, asked } = withFunction();
  book.write(0, at(0, 0), [[{ formula: '=CIFRA_TABLE()' }]]);
  await settled();
  asked[0]?.answer([
    ['Anna', 5],
    ['Igor', null],
  ]);
  await settled();
  expect(values(book, 0, 0, 2, 2)).toEqual([
    ['Anna', 5],
    ['Igor', null],
  ]);
});

test('an error is #ERROR!', async () => {
  const { book, asked } = withFunction();
  book.write(0, at(0, 0), [[{ formula: '=CIFRA_TURNOVER(1)' }]]);
  await settled();
  asked[0]?.fail('no such month');
  await settled();
  expect(values(book, 0, 0)).toEqual([['#ERROR!']]);
  expect(book.model.getters.getEvaluatedCell({ sheetId: '0', col: 0, row: 0 }).message).toBe('no such month');
});

test('a cell that moved while it waited gets its answer, one that is gone does no harm', async () => {
  const { book, asked } = withFunction();
  book.write(0, at(1, 0, 2, 1), [[{ formula: '=CIFRA_TURNOVER(1)' }], [{ formula: '=CIFRA_TURNOVER(2)' }]]);
  await settled();
  book.insertRows(0, 0, 3);
  book.deleteRows(0, 5, 1);
  for (const { answer } of asked) answer(7);
  await settled();
  expect(values(book, 4, 0)).toEqual([[7]]);
});

test('a stored workbook asks again once its functions are declared', async () => {
  const { book } = withFunction();
  book.write(0, at(0, 0), [[{ formula: '=CIFRA_TURNOVER(1)+1' }]]);
  const again = openWorkbook({ snapshot: JSON.parse(JSON.stringify(book.snapshot())), locale: 'en', timeZone: 'UTC' });
  again.customFunctions(['CIFRA_TURNOVER'], () => Promise.resolve(41));
  await settled();
  expect(again.read(0, at(0, 0))[0]?.[0]).toMatchObject({ value: 42, formula: '=CIFRA_TURNOVER(1)+1' });
});
