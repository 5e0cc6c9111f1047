import { openWorkbook } from '../../../src/hosts/local/workbook';
import type { Scalar } from '../../../src/hosts/local/workbook-api';

const cell = { row: 2, col: 3, rows: 1, cols: 1 };
const reopen = (book: ReturnType<typeof openWorkbook>) =>
  openWorkbook({ snapshot: JSON.parse(JSON.stringify(book.snapshot())), locale: 'en', timeZone: 'UTC' });

describe('a value comes back as it was written, at once and after storing', () => {
  const values: readonly (readonly [why: string, value: Scalar])[] = [
    ['a formula as a name is text', '=IMPORTXML(1)'],
    ['a leading zero is part of an id', '0071'],
    ['19 digits do not fit a number', '1234567890123456789'],
    ['an apostrophe of the text itself', "'quoted"],
    ['two apostrophes', "''"],
    ['emoji', '😀 5'],
    ['right to left', 'שלום 5 مرحبا'],
    ['nearly as long as a cell may be', `{${'x7'.repeat(22_500)}}`],
    ['looks like a fraction or a day', '1/2'],
    ['looks like a day', '21.01.2026'],
    ['looks like an ISO day', '2026-11-05'],
    ['looks like a time', '10:30'],
    ['looks like a boolean', 'TRUE'],
    ['looks like an error', '#REF!'],
    ['looks like a link', '[label](https://example.com/?a=1)'],
    ['is an address', 'https://example.com/?a=1'],
    ['line ends stay as they were', 'a\r\nb\nc\rd'],
    ['blanks around', ' 5 '],
    ['looks like a share', '10%'],
    ['looks like money', '$5'],
    ['a phone', '+7 900 123-45-67'],
    ['exponent', '1e5'],
    ['plain Cyrillic', 'Анна Петрова'],
    ['one minus sign', '-'],
    ['money with a long fraction', 0.1 + 0.2],
    ['a big number', 1e21],
    ['a negative number', -1234.5],
    ['zero', 0],
    ['true', true],
    ['false', false],
  ];
  test.each(values)('%s: %j', (_why, value) => {
    for (const locale of ['ru', 'en']) {
      const book = openWorkbook({ locale, timeZone: 'UTC' });
      book.write(0, cell, [[{ value }]]);
      expect(book.read(0, cell)).toEqual([[{ value, formula: null, format: '' }]]);
      expect(reopen(book).read(0, cell)).toEqual([[{ value, formula: null, format: '' }]]);
    }
  });
  test.each(values.filter(([, value]) => typeof value === 'string'))('under @ too, %s', (_why, value) => {
    const book = openWorkbook({ locale: 'ru', timeZone: 'UTC' });
    book.looks(0, { row: 0, col: 0, rows: 1000, cols: 26 }, { format: '@' });
    book.write(0, cell, [[{ value }]]);
    expect(book.read(0, cell)).toEqual([[{ value, formula: null, format: '@' }]]);
    expect(reopen(book).read(0, cell)).toEqual([[{ value, formula: null, format: '@' }]]);
  });
  test.each([
    ['null empties', null],
    ['an empty text is blank, as in Google Sheets', ''],
  ])('%s', (_why, value) => {
    const book = openWorkbook({ locale: 'en', timeZone: 'UTC' });
    book.write(0, cell, [[{ value: 'x', format: '0.0%' }]]);
    book.write(0, cell, [[{ value }]]);
    expect(book.read(0, cell)).toEqual([[{ value: null, formula: null, format: '0.0%' }]]);
    expect(book.sheets()[0]).toMatchObject({ lastRow: 0, lastCol: 0 });
  });
});

describe('what a person types is read by the locale', () => {
  test.each([
    ['ru', '1 234,50', 1234.5, '', 'blank between thousands, decimal comma'],
    ['ru', '12,5 %', 0.125, '0.00%', 'a share'],
    ['ru', '21.01.2026', 46043, 'dd.mm.yyyy', 'a day: 46043 days after 1899-12-30'],
    ['ru', '21.01.2026 12:00', 46043.5, 'dd.mm.yyyy hh:mm', 'noon of that day'],
    ['ru', '31.02.2026', '31.02.2026', '', 'no such day: text'],
    ['en', '1/21/2026', 46043, 'm/d/yyyy', 'month first'],
    ['en', '12.5', 12.5, '', 'decimal point'],
    ['en', '=1+2', 3, '', 'a formula'],
    ['en', "'0071", '0071', '', 'an apostrophe makes text'],
    ['en', 'true', true, '', 'a boolean'],
  ])('%s: %s', (locale, typed, value, format, _why) => {
    const book = openWorkbook({ locale, timeZone: 'UTC' });
    book.typeIn(0, cell, [[{ value: typed }]]);
    expect(book.read(0, cell)[0]?.[0]).toMatchObject({ value, format });
  });
  test.each(['0071', '=1+2', '21.01.2026', '1/2'])('under @ %s stays text', (typed) => {
    const book = openWorkbook({ locale: 'ru', timeZone: 'UTC' });
    book.looks(0, { row: 0, col: 3, rows: 1000, cols: 1 }, { format: '@' });
    book.typeIn(0, cell, [[{ value: typed }]]);
    expect(book.read(0, cell)).toEqual([[{ value: typed, formula: null, format: '@' }]]);
  });
});

describe('a pattern comes back as it was set', () => {
  test.each([
    '#,##0.00',
    '#,##0',
    '0.0%',
    '0%',
    'dd.mm.yyyy',
    'yyyy-mm-dd',
    'yyyy-mm-dd hh:mm',
    'dd.mm.yyyy hh:mm:ss',
    '@',
    '#,##0 ₽',
    '#,##0.00;[red]-#,##0.00',
    '[h]:mm',
    '0.00;-0.00;"—"',
    'mmm yyyy',
    '+0.0%;-0.0%',
  ])('%s', (format) => {
    const book = openWorkbook({ locale: 'ru', timeZone: 'UTC' });
    book.write(0, cell, [[{ value: 12.5, format }]]);
    expect(book.read(0, cell)[0]?.[0]).toMatchObject({ value: 12.5, format });
    expect(reopen(book).read(0, cell)[0]?.[0]?.format).toBe(format);
    book.write(0, cell, [[{ format: '' }]]);
    expect(book.read(0, cell)[0]?.[0]).toMatchObject({ value: 12.5, format: '' });
  });
});
