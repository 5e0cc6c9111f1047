import type { Browser, Page } from 'playwright-core';
import { dealMarginSheet } from '../../sheets-templates/deal-margin';
import { monthClosingsSheet } from '../../sheets-templates/month-closings';
import { paymentsSheet } from '../../sheets-templates/payments';
import type { Row } from '../../src/kernel/sheet-template';
import { company } from './company';
import type { Server } from './fake-server';
import { openBrowser, openSidebar, server } from './fake-server';

/** Closing a month in the sidebar, in a real browser, over the real jobs. */
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});
const open = async (on: Server): Promise<Page> => {
  const page = await openSidebar(browser, on, { lang: 'ru', tab: 'closing' });
  page.setDefaultTimeout(40_000);
  return page;
};
const acts = (on: Server): readonly string[] => on.memory.rows<Row>(monthClosingsSheet).map((row) => [row.month, row.action, row.author].join(' '));

test('the checklist leads to the rows; with points left one is asked first; closed and opened again with author', async () => {
  const memory = company(),
    on = server(memory);
  memory.put(paymentsSheet, [
    { day: '2026-10-07', deal_id: '900', amount: 10_000, origin: 'manual' },
    { deal_id: '900', amount: 5_000, origin: 'manual', note: 'аванс' },
  ]);
  memory.put(dealMarginSheet, [{ deal_id: '900', deal: 'Кухня, Ивановы', manager: 'unassigned', month: '2026-10', revenue: 100_000, provisional: true }]);
  memory.store.set({ 'spreadsheet.id': 'book1', 'sheet.payments': '77', 'sheet.deal_margin': '78' });
  const page = await open(on);
  await page.getByText('Месяц открыт').waitFor();
  expect(await page.locator('summary').allTextContents()).toEqual([
    'Платежи без даты 1',
    'Договоры без менеджера 1',
    'Предварительная маржа: внесены не все затраты 1',
    'Нерешённые проблемы 1',
  ]);
  await page.getByText('Платежи без даты').click();
  // the second payment stands in row 3 of its tab; the only deal in row 3 too, below the row of totals
  expect(await page.getByRole('link', { name: '50 · 900 · аванс' }).getAttribute('href')).toBe(
    'https://docs.google.com/spreadsheets/d/book1/edit#gid=77&range=3:3',
  );
  await page.getByText('Договоры без менеджера').click();
  expect(await page.getByRole('link', { name: 'Кухня, Ивановы' }).first().getAttribute('href')).toBe(
    'https://docs.google.com/spreadsheets/d/book1/edit#gid=78&range=3:3',
  );
  await page.getByRole('button', { name: 'Закрыть: Октябрь 2026' }).click();
  await page.getByText('Остались пункты: 4.').waitFor();
  expect(acts(on)).toEqual([]);
  await page.getByRole('button', { name: 'Да' }).click();
  await page.getByText('Месяц закрыт, отчёты обновляются.').waitFor();
  expect(acts(on).slice(-1)).toEqual(['2026-10 close anna@example.com']);
  await page.getByText('С закрытия ничего не изменилось.').waitFor();
  await page.getByRole('button', { name: 'Открыть снова' }).click();
  await page.getByRole('button', { name: 'Да' }).click();
  await page.getByText('Месяц открыт, отчёты обновляются.').waitFor();
  expect(acts(on).slice(-1)).toEqual(['2026-10 reopen anna@example.com']);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT, fullPage: true });
});

test('the running month has its checklist and no button', async () => {
  const on = server(company()),
    page = await open(on);
  await page.getByRole('combobox', { name: 'Месяц' }).selectOption('2026-11');
  await page.getByText('Месяц ещё идёт').waitFor();
  expect(await page.getByRole('button', { name: /Закрыть/ }).count()).toBe(0);
});
