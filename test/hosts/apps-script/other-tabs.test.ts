import { otherTabs, tabCells } from '../../../src/hosts/apps-script/other-tabs';

type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
const sheet = (id: number, name: string, cells: readonly (readonly unknown[])[] = [[]], rows = cells.length): Sheet =>
  ({
    getSheetId: () => id,
    getName: () => name,
    getDataRange: () => ({ getNumRows: () => rows, getNumColumns: () => cells[0]?.length ?? 0, getValues: () => cells }),
  }) as unknown as Sheet;

test('ours are left out, by their ids', () =>
  expect(otherTabs([sheet(1, 'Сделки'), sheet(2, 'Банк'), sheet(3, 'Сделки')], { 'sheet.deals': '1', 'index.deals': '3' })).toEqual(['Банк', 'Сделки']));

test.each([
  ['a day', new Date('2026-10-31T21:00:00Z'), '2026-11-01'],
  ['a time', new Date('2026-10-31T21:30:00Z'), '2026-11-01T00:30:00'],
  ['an amount', 1846.5, '1846.5'],
  ['an amount that could be read as thousands', 1.234, '1.2340'],
  ['a failed formula', '#REF!', '#REF!'],
  ['a flag', true, 'true'],
  ['nothing', '', ''],
])('%s', (_why, cell, expected) => expect(tabCells(sheet(1, 'x', [[cell]]), { name: 'x', zone: 'Europe/Moscow' })).toEqual([[expected]]));

test('a tab that is gone, and one that is too large for a page', () => {
  expect(() => tabCells(null, { name: 'Банк', zone: 'UTC' })).toThrow('sheet-missing');
  expect(() => tabCells(sheet(1, 'x', [Array(20).fill('')], 30_000), { name: 'x', zone: 'UTC' })).toThrow('body-too-large');
});
