import type { OpenWorkbook } from '../../../src/hosts/local/live-api';
import { openWorkbook } from '../../../src/hosts/local/workbook';
import type { WorkbookApi } from '../../../src/hosts/local/workbook-api';
import { bornHere, openTestHost, type TestHost } from './test-host';

const code = `
/**
 * Twice a number.
 * @param {number} n any
 * @return {number}
 * @customfunction
 */
function TWICE(n) { return n * 2; }
/** @customfunction */
function TABLE() { return [[1, 'a'], [2, null]]; }
/** @customfunction */
function WRONG() { throw new Error('not like this'); }
/** no function of cells */
function secret(n) { return n; }
function write() { SpreadsheetApp.getActive().getSheets()[0].getRange('A1:A3').setFormulas([['=TWICE(21)'], ['=TABLE()'], ['']]).getSheet().getRange('D1').setFormula('=WRONG()'); }
function read() { return SpreadsheetApp.getActive().getSheets()[0].getRange('A1:D3').getDisplayValues(); }
function lastRow() { return SpreadsheetApp.getActive().getSheets()[0].getLastRow(); }
`;

let test: TestHost;
beforeAll(() => {
  test = openTestHost(code, { openWorkbook: bornHere<OpenWorkbook, WorkbookApi>(openWorkbook) });
});
afterAll(() => test.close());

it('computes cells through the bundle: loading first, then the value, tables spill, errors show', async () => {
  await test.call('write');
  let cells: unknown[][] = [];
  for (let i = 0; i < 100 && cells[2]?.[0] !== '2'; i += 1) {
    await new Promise((done) => setTimeout(done, 50));
    cells = (await test.call('read')) as unknown[][];
  }
  expect(cells).toEqual([
    ['42', '', '', '#ERROR!'],
    ['1', 'a', '', ''],
    ['2', '', '', ''],
  ]);
  expect(await test.call('lastRow')).toBe(3);
});

it('runs each as a custom function, read-only, in the bill', () => {
  const kinds = test.host.bills
    .all()
    .filter(({ kind }) => kind === 'custom')
    .map(({ function: name }) => name);
  expect(new Set(kinds)).toEqual(new Set(['TWICE', 'TABLE', 'WRONG']));
});
