import type { Browser, Page } from 'playwright-core';
import { dealsSheet } from '../../sheets-templates/deals';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { blankDeal } from '../../src/facts/blank-deal';
import type { ManualPayment, PlannedPayment } from '../../src/facts/rows';
import { company } from './company';
import type { Server } from './fake-server';
import { openBrowser, openSidebar, server } from './fake-server';

/** What the accountant does with payments in the sidebar, in a real browser, over the real jobs. */
let browser: Browser, page: Page, on: Server;
beforeAll(async () => {
  browser = await openBrowser();
});
beforeEach(async () => {
  on = server(company());
  on.memory.put(dealsSheet, [{ ...blankDeal('amocrm', '7001'), deal: 'Окна на Мира', client: 'Иванов' }]);
  on.memory.put(paymentPlanSheet, [{ day: '2026-11-10', direction: 'out', article: 'Материалы', counterparty: 'Завод', amount: 7_500_000, priority: 3 }]);
  page = await openSidebar(browser, on, { lang: 'ru', tab: 'money' });
});
afterEach(() => page.context().close());
afterAll(() => browser.close());
const payments = (): readonly ManualPayment[] => on.memory.rows<ManualPayment>(paymentsSheet);
const planned = (): readonly PlannedPayment[] => on.memory.rows<PlannedPayment>(paymentPlanSheet);

test('a payment: the form says what is missing, the deal is found by its client, the row stands in the tab and in the list', async () => {
  await page.getByRole('button', { name: 'Внести оплату' }).click();
  const form = page.getByRole('form', { name: 'Новая оплата' });
  await form.getByRole('button', { name: 'Сохранить' }).click();
  for (const text of ['Укажите сумму', 'Выберите сделку']) await form.getByText(text).waitFor();
  await form.getByLabel('Сумма').fill('12 500,50');
  await form.getByRole('textbox', { name: 'Сделка' }).fill('Иван');
  await form.getByRole('button', { name: 'Окна на Мира' }).click();
  expect(await form.getByRole('textbox', { name: 'Сделка' }).inputValue()).toBe('7001');
  await form.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Сохранено').waitFor();
  await page.getByRole('list', { name: 'Оплаты сделок за месяц' }).getByText('Сделка 7001').waitFor();
  expect(payments().map(({ day, deal_id, amount, kind, origin }) => [day, deal_id, amount, kind, origin])).toEqual([
    ['2026-11-21', '7001', 1_250_050, 'balance', 'manual'],
  ]);
});

test('a planned payment past its day says so; paid, it stays among the month’s; somebody’s change is shown before it is overwritten', async () => {
  const list = page.getByRole('list', { name: 'Будет: платежи и поступления' });
  await list.getByText('срок прошёл').click();
  on.memory.put(
    paymentPlanSheet,
    planned().map((row) => ({ ...row, amount: 8_000_000 })),
  );
  await page.getByLabel('Состояние').selectOption({ label: 'Оплачено' });
  await page.getByRole('button', { name: 'Сохранить' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Эту строку уже изменили' });
  await dialog.waitFor();
  expect((await dialog.innerText()).replace(/\s/g, '')).toMatch(/80000.*75000/);
  expect(planned().map(({ amount, state }) => [amount, state])).toEqual([[8_000_000, '']]);
  await dialog.getByRole('button', { name: 'Записать моё' }).click();
  await page.getByText('Сохранено').waitFor();
  expect(planned().map(({ amount, state }) => [amount, state])).toEqual([[7_500_000, 'paid']]);
  await list.getByText('Оплачено').click();
  await page.getByRole('button', { name: 'Удалить' }).click();
  await page.getByText('Удалить эту строку?').waitFor();
  await page.getByRole('button', { name: 'Удалить' }).click();
  await page.getByText('Ничего не запланировано.').waitFor();
  expect(planned()).toEqual([]);
});
