/** Install and repair as Google runs them: the real builder and sheet store over the services of the local host and its real workbook. */
import { buildSync } from 'esbuild';
import { allSheets } from '../../../sheets-templates/all';
import { plansSheet } from '../../../sheets-templates/plans';
import { openWorkbook } from '../../../src/hosts/local/workbook';
import type { Repaired } from '../../../src/jobs/repair-workbook';
import { openTestHost, type TestHost } from '../local/test-host'; // before the engine, which fakes a document that lmdb would take for a browser's

jest.setTimeout(180_000);

const entry = `
import { repairWorkbook } from '../../../src/jobs/repair-workbook';
import { sheetStore } from '../../../src/hosts/apps-script/sheet-store';
import { propertiesStore } from '../../../src/hosts/apps-script/store';
import { buckets } from '../../../sheets-templates/words';
import { workbookBuilder } from '../../../src/hosts/apps-script/workbook-builder';
const book = () => SpreadsheetApp.getActiveSpreadsheet();
const tab = (title) => book().getSheetByName(title);
const header = (title) => tab(title).getRange(1, 1, 1, tab(title).getLastColumn());
const at = (title, name) => header(title).getValues()[0].indexOf(name) + 1;
export const repair = (lang) => {
  const store = propertiesStore(), context = { zone: 'Europe/Moscow', lang, buckets, now: Date.now(), problemOf: () => ({ what: '', mend: '' }) };
  return repairWorkbook({ builder: workbookBuilder(), store, sheets: sheetStore(book, store, context), lang, spent: () => 0 });
};
export const titles = () => book().getSheets().map((sheet) => sheet.getName());
export const headers = (title) => header(title).getValues()[0];
export const notes = (title) => header(title).getNotes()[0];
export const grid = (title) => [tab(title).getMaxRows(), tab(title).getMaxColumns(), tab(title).getFrozenRows(), tab(title).getFrozenColumns(), tab(title).isSheetHidden()];
export const formats = (title, row) => tab(title).getRange(row, 1, 1, tab(title).getLastColumn()).getNumberFormats()[0];
export const put = (title, row, col, values) => { tab(title).getRange(row, col, values.length, values[0].length).setValues(values); };
export const values = (title, row, col, rows, cols) => tab(title).getRange(row, col, rows, cols).getValues();
export const rename = (title, from, to) => { tab(title).getRange(1, at(title, from)).setValue(to); };
export const dropColumn = (title, name) => { tab(title).deleteColumn(at(title, name)); };
export const addColumn = (title, before, name) => { const col = at(title, before); tab(title).insertColumnsBefore(col, 1); tab(title).getRange(1, col).setValue(name); };
export const insertRow = (title, before) => { tab(title).insertRowsBefore(before, 1); };
export const dropTab = (title) => { book().deleteSheet(tab(title)); };
export const addTab = (title) => { book().insertSheet(title).getRange(1, 1).setValue('mine'); };
export const charts = (title) => tab(title).getCharts().map((chart) => chart.getOptions().get('title'));
export const warnings = (title) => [...tab(title).getProtections(SpreadsheetApp.ProtectionType.SHEET), ...tab(title).getProtections(SpreadsheetApp.ProtectionType.RANGE)].map((one) => [one.isWarningOnly(), one.getDescription()]);
export const list = (title, name) => { const rule = tab(title).getRange(5, at(title, name)).getDataValidation(); return rule && [String(rule.getCriteriaType()), rule.getAllowInvalid(), rule.getCriteriaValues()[0].getA1Notation ? rule.getCriteriaValues()[0].getA1Notation() : rule.getCriteriaValues()[0]]; };
export const revision = () => book().getRangeByName('Revision').getValue();
`;
const code = (): string => {
  const [made] = buildSync({
    stdin: { contents: entry, resolveDir: __dirname, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'Entry',
    target: 'es2019',
    logLevel: 'error',
  }).outputFiles;
  const names = [...entry.matchAll(/export const (\w+)/g)].map((match) => match[1] ?? '');
  return `${made?.text ?? ''}\n${names.map((name) => `function ${name}() { return Entry.${name}.apply(null, arguments); }`).join('\n')}`;
};

/** What comes from a thread is born outside jest's realm, where the engine's plain objects are not plain: it is made again here. */
const openHere: typeof openWorkbook = (options) =>
  new Proxy(openWorkbook(options), {
    get: (workbook, name) => {
      const method: unknown = Reflect.get(workbook, name);
      return typeof method !== 'function'
        ? method
        : (...args: unknown[]) =>
            method.apply(
              workbook,
              args.map((arg) => (typeof arg === 'object' && arg !== null ? JSON.parse(JSON.stringify(arg)) : arg)),
            );
    },
  });

let host: TestHost;
const call = <T>(name: string, ...args: unknown[]): Promise<T> => host.call(name, ...args) as Promise<T>;
const repair = (lang = 'ru'): Promise<Repaired> => call('repair', lang);
const nothing = { built: [], columns: [], looks: [], rows: [], rebuild: [], left: [] };

beforeAll(async () => {
  host = openTestHost(code(), { openWorkbook: openHere, locale: 'ru' });
  expect((await repair()).built).toEqual(allSheets.map((sheet) => sheet.key));
});
afterAll(() => host.close());

test('every tab of the templates is there, in order, before the tab that was', async () =>
  expect((await call<string[]>('titles')).slice(0, allSheets.length)).toEqual(allSheets.map((sheet) => sheet.title.ru)));
test('nothing is written when everything is in place', async () => expect(await repair()).toEqual(nothing));
test('the grid is small, headers and totals are frozen', async () => {
  expect(await call('grid', 'Оборот')).toEqual([300, 11 + 9, 2, 2, false]);
  expect(await call('grid', 'Журнал')).toEqual([300, 10 + 2, 1, 2, true]);
});
test('headers, notes and formats by unit', async () => {
  expect(await call('headers', 'Планы')).toEqual(Object.values(plansSheet.columns).map((column) => column.title.ru));
  expect((await call<string[]>('notes', 'Планы'))[0]).toMatch(/^День 2026-11-21[\s\S]*\[plans\.period\]$/);
  expect(await call('formats', 'Расходы', 7)).toEqual(['dd.mm.yyyy', '@', '#,##0.00', '@', '@', '@', '@', '@', '@', '@', '@', 'General']);
});
test('totals follow the rows, also those inserted above the first one; ratios are blank without a denominator', async () => {
  const title = 'Воронка по источникам';
  expect(await call('values', title, 2, 3, 1, 1)).toEqual([[0]]);
  expect(await call('values', title, 2, 12, 1, 1)).toEqual([['']]);
  await call('put', title, 3, 3, [
    [10, 1, 1],
    [20, 0, 0],
  ]);
  await call('put', title, 3, 9, [[4], [3]]);
  expect(await call('values', title, 2, 3, 1, 1)).toEqual([[30]]);
  expect(await call('values', title, 2, 12, 1, 1)).toEqual([[0.25]]); // 7 ÷ (30 − 1 − 1)
  await call('insertRow', title, 3);
  await call('put', title, 3, 3, [[5]]);
  expect(await call('values', title, 2, 3, 1, 1)).toEqual([[35]]);
  expect(await repair()).toEqual(nothing);
});
test('lists of words and of other tabs, with a warning only', async () => {
  expect(await call('list', 'Планы', 'Уровень')).toEqual(['VALUE_IN_LIST', true, ['Компания', 'Отдел', 'Менеджер', 'Источник']]);
  expect(await call('list', 'Планы', 'Имя')).toEqual(['VALUE_IN_RANGE', true, 'C2:C200']);
});
test('protection warns and explains', async () => {
  const [[warningOnly, description]] = await call<[[boolean, string]]>('warnings', 'Сделки');
  expect([warningOnly, description]).toEqual([true, expect.stringContaining('заполняется сам')]);
});
test('charts of the board', async () => expect(await call('charts', 'Сводка')).toContain('Оборот и поступления по месяцам'));
test('the revision can be read by name', async () => expect(await call('revision')).toBe(0));
test('a header, a column and a tab come back; a column of the user stays', async () => {
  await call('addColumn', 'Планы', 'Показатель', 'Моё');
  await call('put', 'Планы', 2, 4, [['моё']]);
  await call('rename', 'Планы', 'План', 'Сумма плана');
  await call('dropColumn', 'Курсы валют', 'Валюта');
  await call('dropTab', 'Сделки');
  await call('addTab', 'Сделки');
  expect(await repair()).toMatchObject({
    built: ['deals'],
    rebuild: ['deals'],
    columns: [
      { key: 'plans', columns: ['value'] },
      { key: 'rates', columns: ['currency'] },
    ],
  });
  expect(await call('headers', 'Планы')).toEqual(['Период', 'Уровень', 'Имя', 'Моё', 'Показатель', 'План', 'Кто изменил', 'Когда изменён']);
  expect(await call('values', 'Планы', 2, 4, 1, 1)).toEqual([['моё']]);
  expect(await call('headers', 'Курсы валют')).toEqual(['Дата', 'Валюта', 'Курс']);
  expect(await call('headers', 'Сделки')).toEqual(['mine']);
  expect((await call<string[]>('headers', 'Сделки (Цифра)'))[1]).toBe('Код сделки');
  expect(await repair()).toEqual(nothing);
});
test('in English after a change of the language', async () => {
  const done = await repair('en');
  expect([done.built, done.columns]).toEqual([[], []]);
  expect(await call('headers', 'Plans')).toEqual(['Period', 'Level', 'Name', 'Моё', 'Metric', 'Plan', 'Changed by', 'Changed at']);
  await repair('en'); // the engine behind the local host does not follow a renamed tab in lists of another tab, so these are pointed again
  expect(await repair('en')).toEqual(nothing);
});
