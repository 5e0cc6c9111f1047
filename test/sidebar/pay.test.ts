import type { Browser } from 'playwright-core';
import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { managersSheet } from '../../sheets-templates/managers';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { PayrollScheme } from '../../src/facts/rows';
import type { Row } from '../../src/kernel/sheet-template';
import { memoryWorld } from '../memory-world';
import { contract, manager, payment, rub, scheme } from '../metrics/money-book';
import { openBrowser, openSidebar, server } from './fake-server';

/** The scheme editor in a real browser, over the real jobs. */
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

test('tiers are changed as a table, tried on last month, the cliff and the law are shown, and only then it is saved', async () => {
  const memory = memoryWorld({ now: Date.parse('2026-11-21T09:00:00Z') }),
    rows = (list: readonly object[]): readonly Row[] => list as readonly Row[];
  memory.put(managersSheet, rows([manager('a', 'Анна')]));
  memory.put(payrollSchemesSheet, rows([scheme({ scheme: 'Продажи', manager: 'Анна', fixed: rub(40_000), tiers: '0=3' })]));
  memory.put(dealsSheet, rows([contract('1', '2026-10-01', rub(900_000))]));
  memory.put(dealEventsSheet, rows([payment('e1', '1', '2026-10-05', rub(600_000))]));
  const on = server(memory),
    page = await openSidebar(browser, on, { lang: 'ru', tab: 'pay' });
  page.setDefaultTimeout(40_000);
  await page.getByRole('button', { name: /Продажи/ }).click();
  const save = page.getByRole('button', { name: 'Сохранить' });
  expect(await save.isDisabled()).toBe(true);
  await page.getByText('Подтвердите выбор у бухгалтера').waitFor();
  await page.getByLabel('Ступени: как считать').selectOption('whole');
  await page.getByLabel('Ступени, Больше (сумма или % плана), 2').fill('500000');
  await page.getByLabel('Ступени, %, 2').fill('4');
  await page.keyboard.press('Tab');
  await page.getByText(/от 0 до 500.000 — 3 %; свыше 500.000 — 4 %/).waitFor();
  await page.getByRole('button', { name: 'Показать на данных: Октябрь 2026' }).click();
  // 600 000 × 3 % = 18 000, on the whole 600 000 × 4 % = 24 000
  await page.getByText(/58.000.₽\s*→\s*64.000.₽/).waitFor();
  await page.getByText(/Обрыв на 500.000.₽: ровно столько — 15.000.₽, на копейку больше — 20.000.₽ \(\+5.000.₽\)/).waitFor();
  await save.click();
  await page.getByText('Сохранено').waitFor();
  expect(memory.rows<PayrollScheme>(payrollSchemesSheet).map(({ tiers, fixed }) => [tiers, fixed])).toEqual([['whole: 0=3; 500000=4', rub(40_000)]]);
  await page.context().close();
}, 120_000);
