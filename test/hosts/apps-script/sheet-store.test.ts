/** The sheet store as Google runs it: over the services of the local host, with people's columns and notes beside ours. */
import { buildSync } from 'esbuild';
import { openTestHost, type TestHost } from '../local/test-host';

jest.setTimeout(120_000);

const entry = `
import { sheetStore } from '../../../src/hosts/apps-script/sheet-store';
import { propertiesStore } from '../../../src/hosts/apps-script/store';
const book = () => SpreadsheetApp.getActiveSpreadsheet();
const tab = () => book().getSheetByName('T');
const text = (ru) => ({ title: { ru, en: ru }, unit: 'text', width: 80 });
const sheet = { key: 't', group: 'sales', title: { ru: 'T', en: 'T' }, note: { ru: '', en: '' }, protection: 'warning', columns: {
  id: { title: { ru: 'Ид', en: 'Id' }, unit: 'id', width: 80 }, name: text('Имя'), sum: { title: { ru: 'Сумма', en: 'Sum' }, unit: 'money', width: 80 }, day: { title: { ru: 'День', en: 'Day' }, unit: 'day', width: 80 },
  state: { title: { ru: 'Состояние', en: 'State' }, unit: 'word', width: 80, words: { open: { ru: 'Открыта', en: 'Open' } } } } };
const open = () => sheetStore(book, propertiesStore(), { zone: book().getSpreadsheetTimeZone(), lang: 'ru', buckets: {}, now: 0, problemOf: ({ column, value }) => ({ what: column + '=' + value, mend: '' }) });
export const make = () => {
  const made = book().insertSheet('T');
  made.getRange(1, 1, 1, 6).setValues([['Ид', 'Имя', 'Сумма', 'День', 'Состояние', 'Моё']]);
  made.getRange(2, 1, 999, 2).setNumberFormat('@'); made.getRange(2, 4, 999, 1).setNumberFormat('dd.mm.yyyy');
  PropertiesService.getScriptProperties().setProperties({ 'sheet.t': String(made.getSheetId()), 'columns.t': JSON.stringify(['id', 'name', 'sum', 'day', 'state', '']) });
};
export const replace = (rows, block) => open().replace(sheet, block || 'all', rows, ['id']);
export const read = () => { const { rows, problems } = open().read(sheet); return { rows: rows.map(({ at, row }) => [at, row.id, row.name, row.sum, row.day, row.state]), problems: problems.map((one) => one.row + ' ' + one.what) }; };
export const append = (rows) => open().append(sheet, rows);
export const find = (column, value, part) => open().find(sheet, column, value, part);
export const sort = () => open().sort(sheet, [{ column: 'sum', descending: true }]);
export const cells = (col) => tab().getRange(1, 1, tab().getLastRow(), tab().getLastColumn()).getValues().map((row) => String(row[col]));
export const formulas = () => tab().getDataRange().getFormulas().flat().filter((one) => one !== '');
export const write = (row, col, value) => { tab().getRange(row, col).setValue(value); };
export const note = (row, col, given) => { tab().getRange(row, col).setNote(given); };
export const notes = () => tab().getDataRange().getNotes().map((row) => row.join(''));
export const move = () => { tab().insertColumnsBefore(1, 1); PropertiesService.getScriptProperties().setProperty('headers.touched', 't'); };
export const drop = () => { const made = tab(); if (made) book().deleteSheet(made); PropertiesService.getScriptProperties().deleteAllProperties(); };
export const count = () => open().count(sheet);
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

let host: TestHost;
const call = <T>(name: string, ...args: unknown[]): Promise<T> => host.call(name, ...args) as Promise<T>;
const row = (id: string, sum: number | null = null, name = `deal ${id}`): object => ({ id, name, sum, day: null, state: '' });
const ids = async (): Promise<string[]> => (await call<{ rows: [number, string][] }>('read')).rows.map(([, id]) => id);

beforeAll(() => {
  host = openTestHost(code());
});
afterAll(() => host.close());
beforeEach(async () => {
  await call('drop');
  await call('make');
});

test('values come back as they went in, whatever they look like', async () => {
  const names = ['=IMPORTXML("x")', "'quoted", '+7 900', '0071', '-', '🙂 שלום', '1/2', 'TRUE', '10%', '@x'];
  await call(
    'replace',
    names.map((name, i) => ({ id: `00${i}`, name, sum: i * 101, day: '2026-03-29', state: 'open' })),
  );
  expect((await call<{ rows: unknown[][] }>('read')).rows).toEqual(names.map((name, i) => [i, `00${i}`, name, i * 101, '2026-03-29', 'open']));
  expect(await call('formulas')).toEqual([]);
  expect((await call<string[]>('cells', 4))[1]).toBe('Открыта');
});

test.each([
  { why: 'the same rows write nothing', rows: [row('a', 100), row('b', 200), row('c', 300)], written: 0 },
  { why: 'one changed amount is one cell', rows: [row('a', 100), row('b', 250), row('c', 300)], written: 1 },
  { why: 'a row in the middle writes its own cells only', rows: [row('a', 100), row('x', 5), row('b', 200), row('c', 300)], written: 3 },
  { why: 'a row on top too', rows: [row('x', 5), row('a', 100), row('b', 200), row('c', 300)], written: 3 },
  { why: 'a row that leaves writes nothing', rows: [row('a', 100), row('c', 300)], written: 0 },
  { why: 'all rows leave', rows: [], written: 0 },
])('replace: $why', async ({ rows, written }) => {
  await call('replace', [row('a', 100), row('b', 200), row('c', 300)]);
  expect(await call('replace', rows)).toBe(written);
  expect(await ids()).toEqual(rows.map((one) => (one as { id: string }).id));
});

test('a row that comes on top is text where the others are, not under the looks of the header', async () => {
  await call('replace', [row('b', 200, '2026-11')]);
  await call('replace', [row('a', 1, '1/10'), row('b', 200, '2026-11')]);
  expect((await call<{ rows: unknown[][] }>('read')).rows.map(([, , name]) => name)).toEqual(['1/10', '2026-11']);
});

test('what people put beside a row stays with it: when rows come, go and change places', async () => {
  await call('replace', [row('a', 100), row('b', 200), row('c', 300)]);
  for (const [at, mark] of [
    [2, 'at a'],
    [3, 'at b'],
    [4, 'at c'],
  ] as const) {
    await call('write', at, 6, mark);
    await call('note', at, 1, `note ${mark}`);
  }
  await call('replace', [row('x', 1), row('a', 100), row('b', 200), row('c', 300)]);
  expect(await call('cells', 5)).toEqual(['Моё', '', 'at a', 'at b', 'at c']);
  await call('replace', [row('c', 300), row('a', 100), row('x', 1)]);
  expect(await call('cells', 5)).toEqual(['Моё', 'at c', 'at a', '']);
  expect(await call('notes')).toEqual(['', 'note at c', 'note at a', '']);
});

test('what people wrote below our rows is never touched', async () => {
  await call('replace', [row('a', 100), row('b', 200)]);
  await call('write', 8, 6, 'below');
  await call('replace', [row('a', 100)]);
  await call('replace', []);
  expect((await call<string[]>('cells', 5)).filter((one) => one === 'below')).toHaveLength(1);
});

test('a block in the middle grows and shrinks, the rest stands', async () => {
  await call('replace', [row('a', 1), row('b', 2), row('c', 3), row('d', 4)]);
  expect(await call('replace', [row('b', 2), row('n', 9), row('c', 3)], { from: 1, held: 2 })).toBe(3);
  expect(await ids()).toEqual(['a', 'b', 'n', 'c', 'd']);
  expect(await call('replace', [row('c', 3)], { from: 1, held: 3 })).toBe(0);
  expect(await ids()).toEqual(['a', 'c', 'd']);
});

test('columns are found where people moved them', async () => {
  await call('replace', [row('a', 100)]);
  await call('move');
  await call('append', [row('b', 200), row('c', 300)]);
  expect(await ids()).toEqual(['a', 'b', 'c']);
  expect((await call<string[]>('cells', 0)).join('')).toBe('');
});

test('find is exact, speaks the language of the cells, and finds parts when asked', async () => {
  await call('append', [{ ...row('71'), state: 'open' }, row('0071'), row('7')]);
  expect(await call('find', 'id', '71')).toEqual([0]);
  expect(await call('find', 'state', 'open')).toEqual([0]);
  expect(await call('find', 'name', 'deal', 'part')).toEqual([0, 1, 2]);
  expect(await call('count')).toBe(3);
});

test('sorting takes the whole row along', async () => {
  await call('append', [row('a', 1), row('b', 3), row('c', 2)]);
  await call('write', 2, 6, 'mine a');
  await call('sort');
  expect(await ids()).toEqual(['b', 'c', 'a']);
  expect((await call<string[]>('cells', 5))[3]).toBe('mine a');
});

test('a cell that cannot be read is blank and a problem with its row', async () => {
  await call('append', [row('a', 1), row('b', 2)]);
  await call('write', 3, 3, 'abc');
  await call('write', 2, 4, 'завтра');
  const { rows, problems } = await call<{ rows: unknown[][]; problems: string[] }>('read');
  expect(rows).toEqual([
    [0, 'a', 'deal a', 1, null, ''],
    [1, 'b', 'deal b', null, null, ''],
  ]);
  expect(problems).toEqual(['2 day=завтра', '3 sum=abc']);
});
