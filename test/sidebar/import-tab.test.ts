import type { Browser, Page } from 'playwright-core';
import { jsonCrm } from '../../src/crm/json/adapter';
import type { Lang } from '../../src/kernel/sheet-template';
import { deals, drained, letters } from '../ingest/setting';
import { type MemoryWorld, memoryWorld } from '../memory-world';
import { openBrowser, openSidebar, type Server, server } from './fake-server';

/** What a person does with a table of another system, in a real browser, over the real jobs. */
let browser: Browser,
  pages: Page[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  await Promise.all(pages.map((page) => page.context().close()));
  pages = [];
});
afterAll(async () => {
  await browser.close();
});
const world = (lang: Lang = 'ru'): MemoryWorld => memoryWorld({ now: Date.parse('2026-11-21T09:00:00Z'), lang, crms: { import: jsonCrm('import') } });
const open = async (on: Server, lang: Lang = 'ru'): Promise<Page> => {
  const page = await openSidebar(browser, on, { lang, tab: 'import' });
  page.setDefaultTimeout(40_000);
  pages.push(page);
  return page;
};
/** «Сделка;Этап;Сумма;Дата» in the code page of Windows, as Excel writes it. */
const inWindows = (text: string): Buffer =>
  Buffer.from([...text].map((c) => (c === 'ё' ? 0xb8 : /[А-я]/.test(c) ? c.charCodeAt(0) - 0x410 + 0xc0 : c.charCodeAt(0))));

test('a file of Excel: recognised, previewed with what will not do, imported; once more changes nothing', async () => {
  const on = server(world()),
    page = await open(on);
  const text = 'ID;Сделка;Этап;Сумма;Дата;Город\n1;Окна;КП;1 846,56;31.10.2026;Тула\n2;Двери;Отказ;#REF!;01.11.2026;\n;Без кода;КП;5;;';
  await page.getByLabel('Файл CSV').setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer: inWindows(text) });
  await page.getByText('Строк: 3, колонок: 6').waitFor();
  expect(await page.getByLabel('Кодировка').inputValue()).toBe('windows-1251');
  const meant = async (title: string): Promise<string> => page.getByLabel(title, { exact: true }).inputValue();
  expect(await Promise.all(['ID', 'Сделка', 'Этап', 'Сумма', 'Дата', 'Город'].map(meant))).toEqual(['ref', 'name', 'stage', 'sum', 'date', 'field']);
  await page.getByText('строка 3, «Сумма»: ошибка формулы #REF!, ячейка пропущена').waitFor();
  await page.getByText('строка 4: нет кода, строка пропущена').waitFor();
  await page.getByRole('button', { name: 'Импортировать (2)' }).click();
  await page.getByText('Принято строк: 2, пропущено: 1').waitFor();
  drained(on.memory);
  expect(deals(on.memory).map(({ crm, deal_id, deal, stage_id, amount, created_at }) => [crm, deal_id, deal, stage_id, amount, created_at])).toEqual([
    ['import', '1', 'Окна', 'КП', 184_656, Date.UTC(2026, 9, 30, 21)],
    ['import', '2', 'Двери', 'Отказ', null, Date.UTC(2026, 9, 31, 21)],
  ]);
  const before = on.memory.everything();
  await page.getByRole('button', { name: 'Другая таблица' }).click();
  await page.getByLabel('или вставьте строки вместе с заголовками').fill(text);
  await page.getByRole('button', { name: 'Импортировать (2)' }).click();
  await page.getByText('Эти строки уже импортированы: ничего не изменилось.').waitFor();
  drained(on.memory);
  expect(on.memory.everything()).toBe(before);
  expect(letters(on.memory)).toHaveLength(1);
});

test('what the values do not tell is asked before anything is imported', async () => {
  const on = server(world()),
    page = await open(on);
  await page.getByLabel('или вставьте строки вместе с заголовками').fill('ID;Сумма;Дата создания\n1;1,234;05/06/2026\n2;2,500;07/08/2026');
  const start = page.getByRole('button', { name: 'Импортировать (2)' });
  await page.getByText('Ответьте на выделенные вопросы').waitFor();
  expect(await start.isDisabled()).toBe(true);
  await page.getByLabel('Даты колонки «Дата создания»').selectOption('mdy');
  await page.getByLabel('Суммы колонки «Сумма»').selectOption('.');
  await start.click();
  await page.getByText('Принято строк: 2').waitFor();
  drained(on.memory);
  expect(deals(on.memory).map(({ amount, created_at }) => [amount, created_at])).toEqual([
    [123_400, Date.UTC(2026, 4, 5, 21)],
    [250_000, Date.UTC(2026, 6, 7, 21)],
  ]);
});

test('a tab of the workbook, payments without ids, in English', async () => {
  const on = server(world('en'));
  on.tabs = {
    Bank: [
      ['Date', 'Deal', 'Amount'],
      ['2026-11-03', '17', '1500'],
      ['2026-11-03', '17', '1500'],
      ['2026-11-04', '17', ''],
    ],
  };
  const page = await open(on, 'en');
  await page.getByRole('button', { name: 'Payments' }).click();
  await page.getByLabel('or a tab of this workbook').selectOption('Bank');
  await page.getByText('row 4: no amount, the row is left out').waitFor();
  expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(3);
  await page.getByRole('button', { name: 'Import (2)' }).click();
  await page.getByText('Rows taken: 2, left out: 1').waitFor();
});

test('a failure on the way is said and can be tried again', async () => {
  const on = server(world()),
    page = await open(on);
  on.broken = { importRows: 'Lock timeout: another process' };
  await page.getByLabel('или вставьте строки вместе с заголовками').fill('ID;Сумма\n1;5');
  await page.getByRole('button', { name: 'Импортировать (1)' }).click();
  await page.getByText('Google не успел ответить.').waitFor();
  on.broken = {};
  await page.getByRole('button', { name: 'Повторить' }).click();
  await page.getByText('Принято строк: 1').waitFor();
});

test('eight tabs stand within 300 pixels, in three lines at most', async () => {
  const page = await open(server(world()));
  expect(
    await page.evaluate(() => [
      document.documentElement.scrollWidth,
      new Set([...document.querySelectorAll('.tabs button')].map((one) => one.getBoundingClientRect().top)).size,
    ]),
  ).toEqual([300, 3]);
});
