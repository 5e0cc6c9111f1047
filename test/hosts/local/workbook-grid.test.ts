import { openWorkbook, type Workbook } from '../../../src/hosts/local/workbook';
import type { Scalar, Zone } from '../../../src/hosts/local/workbook-api';

const zone = (row: number, col: number, rows = 1, cols = 1): Zone => ({ row, col, rows, cols });
const open = () => openWorkbook({ locale: 'en', timeZone: 'UTC' });
const put = (book: Workbook, row: number, col: number, values: readonly (readonly Scalar[])[]) =>
  book.write(
    0,
    zone(row, col, values.length, values[0]?.length ?? 0),
    values.map((line) => line.map((value) => (typeof value === 'string' && value.startsWith('=') ? { formula: value } : { value }))),
  );
const values = (book: Workbook, at: Zone, id = 0) => book.read(id, at).map((line) => line.map(({ value }) => value));

describe('sheets', () => {
  test('a new workbook has one sheet, named by locale, 1000 by 26 as in Google Sheets', () => {
    expect(openWorkbook({ locale: 'ru', timeZone: 'Europe/Moscow' }).sheets()).toEqual([
      { id: 0, name: 'Лист1', rows: 1000, cols: 26, frozenRows: 0, frozenCols: 0, hidden: false, tabColor: null, lastRow: 0, lastCol: 0 },
    ]);
  });
  test('are put, moved, hidden, coloured, frozen, renamed and deleted', () => {
    const book = open();
    const a = book.insertSheet('План/факт [2026]', 0, 10, 5);
    const b = book.insertSheet("Anna's", 2, 20, 6);
    expect(book.sheets().map(({ name }) => name)).toEqual(['План/факт [2026]', 'Sheet1', "Anna's"]);
    book.setSheet(a, { hidden: true, tabColor: '#ff0000', frozenRows: 2, frozenCols: 1 });
    book.moveSheet(b, 0);
    book.renameSheet(b, 'Anna');
    expect(book.sheets().map(({ name, hidden, tabColor, frozenRows, frozenCols }) => [name, hidden, tabColor, frozenRows, frozenCols])).toEqual([
      ['Anna', false, null, 0, 0],
      ['План/факт [2026]', true, '#ff0000', 2, 1],
      ['Sheet1', false, null, 0, 0],
    ]);
    book.setSheet(a, { hidden: false, tabColor: null, frozenRows: 0 });
    book.deleteSheet(0);
    expect(book.sheets().map(({ name, hidden, tabColor, frozenRows }) => [name, hidden, tabColor, frozenRows])).toEqual([
      ['Anna', false, null, 0],
      ['План/факт [2026]', false, null, 0],
    ]);
  });
  test.each<readonly [why: string, change: (book: Workbook) => unknown]>([
    ['a name that is taken', (book) => book.insertSheet('sheet1', 1, 10, 5)],
    ['the last sheet', (book) => book.deleteSheet(0)],
    ['an unknown sheet', (book) => book.read(77, zone(0, 0))],
    ['a cell outside the grid', (book) => put(book, 1000, 0, [['x']])],
  ])('refuses %s and stays as it was', (_why, change) => {
    const book = open();
    expect(() => change(book)).toThrow();
    expect(book.sheets().map(({ name }) => name)).toEqual(['Sheet1']);
    put(book, 0, 0, [['still works']]);
    expect(values(book, zone(0, 0))).toEqual([['still works']]);
  });
  test('the last row and column are those with a value, a formula or what a formula spilled', () => {
    const book = open();
    put(book, 3, 1, [['x']]);
    expect(book.sheets()[0]).toMatchObject({ lastRow: 4, lastCol: 2 });
    put(book, 5, 0, [['=TRANSPOSE(B4:B6)']]);
    expect(book.sheets()[0]).toMatchObject({ lastRow: 6, lastCol: 3 });
    book.looks(0, zone(20, 9), { background: '#eeeeee', format: '@' });
    expect(book.sheets()[0]).toMatchObject({ lastRow: 6, lastCol: 3 });
  });
});

describe('formulas', () => {
  test('are computed again when what they read changes', () => {
    const book = open();
    put(book, 0, 0, [
      ['Anna', 10],
      ['Igor', 20],
      ['Anna', 5],
    ]);
    put(book, 0, 3, [['=SUM(B1:B3)', '=SUMIFS(B:B,A:A,"Anna")', '=AVERAGE(B1:B3)']]);
    expect(values(book, zone(0, 3, 1, 3))).toEqual([[35, 15, 35 / 3]]);
    put(book, 0, 1, [[100]]);
    put(book, 3, 0, [['Anna', 1]]);
    expect(values(book, zone(0, 3, 1, 2))).toEqual([[125, 106]]);
    expect(book.read(0, zone(0, 3))[0]?.[0]?.formula).toBe('=SUM(B1:B3)');
  });
  test('whole-column references reach rows that were added at the end', () => {
    const book = open();
    put(book, 0, 0, [['=SUM(B:B)', 1]]);
    book.insertRows(0, 1000, 10);
    put(book, 1009, 1, [[41]]);
    expect(values(book, zone(0, 0))).toEqual([[42]]);
  });
  test.each([
    ['=1/0', '#DIV/0!'],
    ['=NOSUCH(1)', '#NAME?'],
    ['=A1', '#REF!'],
    ['=1+', '#ERROR!'],
  ])('%s reads as %s, Google’s text', (formula, text) => {
    const book = open();
    put(book, 0, 0, [[formula]]);
    expect(book.read(0, zone(0, 0))[0]?.[0]?.value).toBe(text);
  });
  test('an array spills, and stops spilling when something stands in its way', () => {
    const book = open();
    put(book, 0, 0, [[1], [2], [3]]);
    put(book, 0, 2, [['=TRANSPOSE(A1:A3)']]);
    expect(values(book, zone(0, 2, 1, 3))).toEqual([[1, 2, 3]]);
    put(book, 0, 3, [['stone']]);
    expect(values(book, zone(0, 2, 1, 3))).toEqual([['#REF!', 'stone', null]]);
    put(book, 0, 3, [[null]]);
    expect(values(book, zone(0, 2, 1, 3))).toEqual([[1, 2, 3]]);
  });
});

describe('rows and columns', () => {
  const filled = () => {
    const book = open();
    put(book, 0, 0, [
      ['a', 1, '=B1*2'],
      ['b', 2, '=B2*2'],
      ['c', 3, '=B3*2'],
    ]);
    book.setNotes(0, zone(1, 0), [['note of b']]);
    book.looks(0, zone(1, 0, 1, 3), { background: '#ffff00' });
    book.setName('Price', 0, zone(1, 1));
    book.protect({ sheetId: 0, zone: zone(1, 0, 2, 3), description: 'ours', warningOnly: true });
    book.validation(0, zone(1, 0, 2, 1), { kind: 'list', values: ['a', 'b'], strict: true, help: 'pick' });
    return book;
  };
  test('inserted above shift values, formulas, notes, looks, names, protections and rules', () => {
    const book = filled();
    book.insertRows(0, 1, 2);
    expect(values(book, zone(0, 0, 5, 3))).toEqual([
      ['a', 1, 2],
      [null, null, null],
      [null, null, null],
      ['b', 2, 4],
      ['c', 3, 6],
    ]);
    expect(book.read(0, zone(3, 2))[0]?.[0]?.formula).toBe('=B4*2');
    expect(book.notes(0, zone(0, 0, 5, 1))).toEqual([[''], [''], [''], ['note of b'], ['']]);
    expect(book.readLooks(0, zone(3, 0))[0]?.[0]?.background).toBe('#ffff00');
    expect(book.names()).toEqual({ Price: { sheetId: 0, zone: zone(3, 1) } });
    expect(book.protections()[0]?.zone).toEqual(zone(3, 0, 2, 3));
    expect(book.validations(0).map((each) => each.zone)).toEqual([zone(3, 0, 2, 1)]);
  });
  test('deleted take their notes and looks with them', () => {
    const book = filled();
    book.deleteRows(0, 1, 1);
    expect(values(book, zone(0, 0, 3, 3))).toEqual([
      ['a', 1, 2],
      ['c', 3, 6],
      [null, null, null],
    ]);
    expect(book.notes(0, zone(0, 0, 3, 1))).toEqual([[''], [''], ['']]);
    expect(book.readLooks(0, zone(1, 0))[0]?.[0]?.background).toBeNull();
    expect(book.protections()[0]?.zone).toEqual(zone(1, 0, 1, 3));
    expect(book.sheets()[0]?.rows).toBe(999);
  });
  test('columns shift likewise', () => {
    const book = filled();
    book.insertCols(0, 0, 1);
    expect(values(book, zone(0, 0, 1, 4))).toEqual([[null, 'a', 1, 2]]);
    expect(book.notes(0, zone(1, 1))).toEqual([['note of b']]);
    book.deleteCols(0, 0, 2);
    expect(values(book, zone(0, 0, 1, 2))).toEqual([[1, 2]]);
    expect(book.notes(0, zone(1, 0, 1, 2))).toEqual([['', '']]);
  });
  test('reordered go with formulas, formats, looks and notes', () => {
    const book = filled();
    book.write(0, zone(1, 1), [[{ format: '0.00' }]]);
    book.reorderRows(0, zone(0, 0, 3, 3), [2, 0, 1]);
    expect(values(book, zone(0, 0, 3, 3))).toEqual([
      ['c', 3, 6],
      ['a', 1, 2],
      ['b', 2, 4],
    ]);
    expect(book.read(0, zone(2, 1, 1, 2))).toEqual([
      [
        { value: 2, formula: null, format: '0.00' },
        { value: 4, formula: '=B3*2', format: '' },
      ],
    ]);
    expect(book.notes(0, zone(0, 0, 3, 1))).toEqual([[''], [''], ['note of b']]);
    expect(book.readLooks(0, zone(0, 0, 3, 1)).map((line) => line[0]?.background)).toEqual([null, null, '#ffff00']);
  });
});

test('sorting rows with a blank leaves the text format of a column everywhere: 1/10 stays text', () => {
  const book = open();
  book.looks(0, zone(1, 0, 999, 2), { format: '@' });
  book.write(0, zone(1, 0, 3, 2), [
    [{ value: 'c' }, { value: '1/20' }],
    [{ value: 'b' }, { value: null }],
    [{ value: 'a' }, { value: null }],
  ]);
  book.reorderRows(0, zone(1, 0, 3, 2), [2, 1, 0]);
  expect(book.read(0, zone(1, 0, 3, 2)).map((row) => row.map(({ format }) => format))).toEqual([
    ['@', '@'],
    ['@', '@'],
    ['@', '@'],
  ]);
});

describe('looks', () => {
  test('of a whole column cost no cells, and new cells take them', () => {
    const book = open();
    book.looks(0, zone(1, 0, 999, 26), { format: '#,##0.00', background: '#eeeeee', bold: true });
    expect(book.model.getters.getCells('0')).toHaveLength(0);
    put(book, 500, 2, [[5]]);
    expect(book.read(0, zone(500, 2))[0]?.[0]?.format).toBe('#,##0.00');
    expect(book.readLooks(0, zone(700, 3))[0]?.[0]).toMatchObject({ background: '#eeeeee', bold: true, format: '#,##0.00' });
    book.looks(0, zone(1, 0, 999, 26), { background: null });
    expect(book.readLooks(0, zone(500, 2))[0]?.[0]).toMatchObject({ background: null, bold: true, format: '#,##0.00' });
    expect(book.readLooks(0, zone(700, 3))[0]?.[0]).toMatchObject({ background: null, bold: true });
    book.insertRows(0, 1000, 50);
    expect(book.readLooks(0, zone(1040, 3))[0]?.[0]).toMatchObject({ bold: true, format: '#,##0.00' });
  });
  test('one aspect leaves the others', () => {
    const book = open();
    book.looks(0, zone(0, 0), { bold: true, align: 'center', wrap: true, size: 14, color: '#112233', italic: true });
    book.looks(0, zone(0, 0), { bold: false });
    expect(book.readLooks(0, zone(0, 0))[0]?.[0]).toEqual({
      background: null,
      color: '#112233',
      bold: false,
      italic: true,
      size: 14,
      align: 'center',
      wrap: true,
      format: '',
    });
  });
});
