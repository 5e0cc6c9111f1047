import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { Workbook as Excel } from 'exceljs';
import { decode } from 'iconv-lite';
import type { Browser, Download, FrameLocator } from 'playwright-core';
import { type HostProcess, startHost } from './host-process';
import { words } from './words';
import { openBrowser, openWorkbook, type Workbook } from './workbook-page';

/**
 * The accountant's way: the menu, the dialog, the file in the browser's downloads, through the built host. Saturday 21 November 2026, noon in Moscow. Waits are for states, never for times.
 */
const NOW = '2026-11-21T12:00:00+03:00';
jest.setTimeout(300_000);
let browser: Browser, host: HostProcess, book: Workbook, dialog: FrameLocator;

/** Deals of our JSON contract, posted as another program posts them. */
async function post(deals: readonly object[]): Promise<void> {
  const body = JSON.stringify({ source: '', events: deals.map((entity) => ({ event: 'deal.updated', entity })) });
  const answer = await fetch(host.webhook.replace(/crm=\w+/, 'crm=json'), { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  expect(answer.status).toBe(200);
}
const deal = (ref: string, client: string, sum: string): object => ({
  ref,
  name: `Сделка ${ref}`,
  client,
  sum,
  date: '2026-11-02',
  stage: 'Договор',
  contract_date: '2026-11-03',
  contract_amount: sum,
  prepayment: '1000.50',
  prepayment_date: '2026-11-04',
});
/** A call of the sidebar, as its page makes it. */
async function call<T>(name: string, args: object): Promise<T> {
  const answer = await fetch(`${host.base}/api/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([args]),
  });
  const reply = (await answer.json()) as { readonly ok: boolean; readonly value: T };
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return reply.value;
}
/** The one stage of these deals means that the contract is signed. */
async function mapStage(): Promise<void> {
  await call('tick', {});
  const { lines } = await call<{ lines: readonly { kind: string; key: string; value: string }[] }>('setupPage', {});
  const changes = lines.flatMap(({ kind, key, value }) => (kind === 'stage' ? [{ kind, key, was: value, value: 'contract', name: '' }] : []));
  expect(await call<object>('saveMapping', { changes })).toMatchObject({ saved: 1 });
}
const bytesOf = async (file: Download): Promise<Buffer> => readFileSync(await file.path());
const readBack = (bytes: Buffer): string[][] => parse(decode(bytes, 'win1251'), { delimiter: ';', relax_column_count: true });

async function take(): Promise<Download> {
  const [file] = await Promise.all([
    book.page.waitForEvent('download', { timeout: 120_000 }),
    dialog.getByRole('button', { name: 'Скачать', exact: true }).click(),
  ]);
  return file;
}

beforeAll(async () => {
  [browser, host] = await Promise.all([openBrowser(), startHost({ locale: 'ru', now: NOW })]);
  book = await openWorkbook(browser, host.base, 'ru');
  book.page.setDefaultTimeout(120_000);
});
afterAll(async () => {
  await book?.page.context().close();
  await Promise.all([browser?.close(), host?.close()]);
});

test('the menu opens the dialog; receivables come down as CSV in windows-1251 and equal the tab', async () => {
  const { page } = book;
  await post([deal('0071', '=1+1', '5000.25'), deal('72', 'ООО «Ромашка»', '900000')]);
  await mapStage();
  await page.locator('.o-topbar-menu').filter({ hasText: words.ru.menu }).click();
  await page.locator('.o-menu-item').filter({ hasText: 'Выгрузить бухгалтеру' }).click();
  dialog = page.frameLocator('.over.modal iframe').first();
  await dialog.getByLabel('Что выгрузить').selectOption({ label: 'Дебиторка' });
  const file = await take();
  await dialog.getByText('Скачан файл receivables_2026-11-21_v1.csv').waitFor();
  expect(file.suggestedFilename()).toBe('receivables_2026-11-21_v1.csv');

  const { rows } = (await (await fetch(`${host.base}/api/tabs/receivables`)).json()) as { readonly rows: readonly Record<string, string | number>[] };
  const [head = [], ...lines] = readBack(await bytesOf(file)),
    at = (title: string): number => head.indexOf(title),
    balances = rows.map(({ deal_id, balance }) => [String(deal_id), Number(balance).toFixed(2).replace('.', ',')]).sort();
  expect(rows.length).toBe(2);
  expect(
    lines
      .slice(0, -1)
      .map((line) => [line[at('Код сделки')], line[at('Остаток оплаты')]])
      .sort(),
  ).toEqual(balances);
  expect(balances).toEqual([
    ['0071', '3999,75'],
    ['72', '898999,50'],
  ]);
  expect(lines.map((line) => line[at('Клиент')])).toContain("'=1+1");
  expect(lines[2]?.slice(0, 5)).toEqual(['Контроль', 'строк', '2', 'сумма', '902999,25']);
});

test('the same again is said to be the same; XLSX of it opens with its types', async () => {
  await dialog.getByRole('button', { name: 'Excel (XLSX)' }).click();
  const file = await take();
  await dialog.getByText(/Без изменений: то же, что v1/).waitFor();
  expect(file.suggestedFilename()).toBe('receivables_2026-11-21_v1.xlsx');
  const excel = new Excel();
  await excel.xlsx.load((await bytesOf(file)) as unknown as Parameters<typeof excel.xlsx.load>[0]);
  const values = excel.worksheets[0]?.getSheetValues() as unknown as unknown[][];
  expect(values.slice(2).flatMap((row) => row.filter((value) => value === '0071' || value === 3999.75))).toEqual(['0071', 3999.75]);
});

test('a changed sum is v2, with its differences to read and to take', async () => {
  await post([deal('72', 'ООО «Ромашка»', '900001')]);
  await dialog.getByRole('button', { name: 'CSV для 1С' }).click();
  expect((await take()).suggestedFilename()).toBe('receivables_2026-11-21_v2.csv');
  await dialog.getByText('Отличия от v1: 2').waitFor(); // contract amount and balance
  await dialog.getByText('Остаток оплаты: 898999,50 → 899000,50').waitFor();
  const [file] = await Promise.all([book.page.waitForEvent('download', { timeout: 120_000 }), dialog.getByRole('button', { name: 'Скачать отличия' }).click()]);
  expect(file.suggestedFilename()).toBe('receivables_2026-11-21_v2_differences.csv');
  expect(readBack(await bytesOf(file)).map((row) => row.slice(2))).toContainEqual(['Остаток оплаты', '898999,50', '899000,50']);
});
