import { openWorkbook } from '../../../src/hosts/local/workbook';
import type { Chart, Validation, Zone } from '../../../src/hosts/local/workbook-api';

const zone = (row: number, col: number, rows = 1, cols = 1): Zone => ({ row, col, rows, cols });
const open = () => openWorkbook({ locale: 'ru', timeZone: 'UTC' });
const reopen = (book: ReturnType<typeof open>) => openWorkbook({ snapshot: JSON.parse(JSON.stringify(book.snapshot())), locale: 'ru', timeZone: 'UTC' });

describe('validation comes back as it was set, also after storing', () => {
  const rules: readonly (readonly [string, Validation])[] = [
    ['a list', { kind: 'list', values: ['новый', 'в работе'], strict: true, help: 'Выберите стадию' }],
    ['a range', { kind: 'range', sheetId: 0, zone: zone(0, 5, 10, 1), strict: false, help: '' }],
    ['a number between', { kind: 'number', min: 0, max: 1.5, strict: true, help: 'Доля' }],
    ['a number from', { kind: 'number', min: 0, max: null, strict: false, help: '' }],
    ['a number up to', { kind: 'number', min: null, max: 100, strict: false, help: '' }],
    ['any number', { kind: 'number', min: null, max: null, strict: true, help: '' }],
    ['a day', { kind: 'date', strict: true, help: 'День' }],
    ['a checkbox', { kind: 'checkbox', strict: false, help: '' }],
  ];
  test.each(rules)('%s', (_name, rule) => {
    const book = open();
    book.validation(0, zone(1, 0, 5, 1), rule);
    expect(book.validations(0)).toEqual([{ zone: zone(1, 0, 5, 1), rule }]);
    expect(reopen(book).validations(0)).toEqual([{ zone: zone(1, 0, 5, 1), rule }]);
  });
  test('a newer rule takes the place of an older one, null leaves the rest of a zone', () => {
    const book = open();
    book.validation(0, zone(0, 0, 4, 1), { kind: 'date', strict: false, help: '' });
    book.validation(0, zone(0, 0, 1, 1), { kind: 'checkbox', strict: false, help: '' });
    book.validation(0, zone(3, 0, 1, 1), null);
    expect(book.validations(0).map(({ zone: at, rule }) => [rule.kind, at])).toEqual([
      ['date', zone(1, 0, 2, 1)],
      ['checkbox', zone(0, 0)],
    ]);
    book.validation(0, zone(0, 0, 9, 1), null);
    expect(book.validations(0)).toEqual([]);
  });
});

test('protections of a zone and of a sheet', () => {
  const book = open();
  const one = book.protect({ sheetId: 0, zone: zone(0, 0, 1, 26), description: 'заголовки', warningOnly: true });
  const two = book.protect({ sheetId: 0, zone: null, description: 'лист', warningOnly: true });
  expect(reopen(book).protections()).toEqual([
    { id: one, sheetId: 0, zone: zone(0, 0, 1, 26), description: 'заголовки', warningOnly: true },
    { id: two, sheetId: 0, zone: null, description: 'лист', warningOnly: true },
  ]);
  book.unprotect(one);
  expect(book.protections().map(({ id }) => id)).toEqual([two]);
  const sheet = book.insertSheet('другой', 1, 10, 10);
  book.protect({ sheetId: sheet, zone: null, description: '', warningOnly: true });
  book.deleteSheet(sheet);
  expect(book.protections().map(({ id }) => id)).toEqual([two]);
});

describe('charts', () => {
  const chart: Chart = {
    id: 'turnover',
    sheetId: 0,
    kind: 'column',
    title: 'Оборот',
    ranges: [
      { sheetId: 0, zone: zone(0, 0, 13, 1) },
      { sheetId: 0, zone: zone(0, 3, 13, 2) },
    ],
    anchor: { row: 1, col: 6 },
    width: 500,
    height: 300,
    headers: 1,
    stacked: true,
    options: { 'legend.position': 'bottom', colors: '#188038,#f9ab00' },
  };
  test.each(['line', 'column', 'bar', 'pie', 'area', 'combo'] as const)('%s comes back, also after storing', (kind) => {
    const book = open();
    book.putChart({ ...chart, kind });
    expect(book.charts(0)).toEqual([{ ...chart, kind }]);
    expect(reopen(book).charts(0)).toEqual([{ ...chart, kind }]);
  });
  test('the engine draws the first column as labels and each other column as a series', () => {
    const book = open();
    book.putChart(chart);
    expect(book.model.getters.getChartDefinition('turnover')).toMatchObject({
      type: 'bar',
      stacked: true,
      horizontal: false,
      legendPosition: 'bottom',
      dataSource: { labelRange: 'A1:A13', dataSetsHaveTitle: true, dataSets: [{ dataRange: 'D1:D13' }, { dataRange: 'E1:E13' }] },
      dataSetStyles: { 0: { backgroundColor: '#188038' }, 1: { backgroundColor: '#f9ab00' } },
    });
  });
  test('put again it is drawn anew; ranges follow rows; it goes with removeChart', () => {
    const book = open();
    book.putChart(chart);
    book.putChart({ ...chart, title: 'Новый', kind: 'line' });
    book.insertRows(0, 0, 2);
    expect(book.charts(0)).toEqual([
      {
        ...chart,
        title: 'Новый',
        kind: 'line',
        anchor: { row: 3, col: 6 },
        ranges: [
          { sheetId: 0, zone: zone(2, 0, 13, 1) },
          { sheetId: 0, zone: zone(2, 3, 13, 2) },
        ],
      },
    ]);
    book.removeChart('turnover');
    expect(book.charts(0)).toEqual([]);
  });
});

test('colour rules are replaced as a whole', () => {
  const book = open();
  const rule = { zone: zone(1, 1, 9, 1), background: '#ff0000', color: '#ffffff' } as const;
  book.colourRules(0, [
    { ...rule, when: 'less', values: [0.5] },
    { ...rule, when: 'between', values: [1, 2] },
    { ...rule, when: 'text', values: ['долг'] },
    { ...rule, when: 'formula', values: ['=$A1>5'] },
    { ...rule, when: 'greater', values: [9] },
  ]);
  expect(book.model.getters.getConditionalFormats('0')).toHaveLength(5);
  book.colourRules(0, [{ ...rule, when: 'greater', values: [7] }]);
  expect(book.model.getters.getConditionalFormats('0')).toMatchObject([
    { ranges: ['B2:B10'], rule: { operator: 'isGreaterThan', values: ['7'], style: { fillColor: '#ff0000', textColor: '#ffffff' } } },
  ]);
});

test('a name on a tab that is wider than the first one, which is the active one after opening', () => {
  const book = open();
  book.deleteCols(0, 5, 20);
  const wide = book.insertSheet('Wide', 1, 10, 26);
  const again = reopen(book);
  again.setName('Far', wide, zone(0, 20));
  expect(again.names()).toEqual({ Far: { sheetId: wide, zone: zone(0, 20) } });
});

test('names point at zones, move on, and are seen by formulas', () => {
  const book = open();
  book.write(0, zone(0, 0, 1, 2), [[{ value: 20 }, { formula: '=Revision+1' }]]);
  book.setName('Revision', 0, zone(0, 0));
  expect(book.read(0, zone(0, 1))[0]?.[0]?.value).toBe(21);
  book.write(0, zone(0, 0), [[{ value: 41 }]]);
  expect(book.read(0, zone(0, 1))[0]?.[0]?.value).toBe(42);
  book.setName('Revision', 0, zone(5, 5));
  expect(book.names()).toEqual({ Revision: { sheetId: 0, zone: zone(5, 5) } });
});

test('the time zone is part of the workbook', () => {
  const book = openWorkbook({ locale: 'ru', timeZone: 'Europe/Moscow' });
  expect(book.timeZone()).toBe('Europe/Moscow');
  book.setTimeZone('Asia/Omsk');
  expect(reopen(book).timeZone()).toBe('Asia/Omsk');
  expect(reopen(book).locale()).toBe('ru_RU');
});
