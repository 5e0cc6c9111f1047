import type { Browser } from 'playwright-core';
import { body, lead } from '../ingest/amo-body';
import { type HostProcess, startHost } from './host-process';
import { type Lang, money, share, tabOf, titled, words } from './words';
import { openBrowser, openWorkbook, type Workbook } from './workbook-page';

/**
 * A day of the books as a person lives it: the workbook with the sidebar is open, two contracts come from the CRM, they are given a meaning, a plan and a cost are typed,
 * and the figures on screen follow without reloading. Saturday 21 November 2026, noon in Moscow.
 */
const NOW = '2026-11-21T12:00:00+03:00';
const at = (text: string): number => Date.parse(text) / 1000;
/** Contract amount, contract date, materials. */
const FIELDS = { amount: '9001', date: '9002', materials: '9003' };
const contract = (id: number, name: string, amount: string, date: string, materials: string, when: string) =>
  lead({
    id,
    name,
    at: at(when),
    created: at('2026-11-02T10:00:00+03:00'),
    stage: 70,
    pipeline: 5,
    price: amount,
    owner: 71,
    fields: { [FIELDS.amount]: amount, [FIELDS.date]: date, [FIELDS.materials]: materials },
  });

jest.setTimeout(180_000);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());

describe.each(['ru', 'en'] as const)('a day in %s', (lang: Lang) => {
  const word = words[lang],
    deals = tabOf('deals', lang),
    planFact = tabOf('plan_fact', lang),
    dealMargin = tabOf('deal_margin', lang);
  const cash = (text: string): string => money(lang, text);
  let host: HostProcess, book: Workbook;

  beforeAll(async () => {
    host = await startHost({ locale: lang, now: NOW });
    book = await openWorkbook(browser, `${host.base}/?sidebar=1`, lang);
    await book.page.evaluate(() => Object.assign(window, { neverReloaded: true }));
  });
  afterAll(async () => {
    await book?.page.context().close();
    await host?.close();
  });

  test('a webhook is posted: its deals stand in the tab, nothing was reloaded', async () => {
    await book.sidebar.getByRole('tab', { name: word.plans }).waitFor();
    await book.open(deals);
    expect(await book.rows(deals)).toEqual([]);
    const answer = await fetch(host.webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body(
        'status',
        contract(501, 'Кухня «Ольха» 🪵', '240000', '10.11.2026', '100000', '2026-11-10T11:00:00+03:00'),
        contract(502, '=1+1', '60000', '12.11.2026', '20000', '2026-11-12T11:00:00+03:00'),
      ),
    });
    expect(answer.status).toBe(200);
    await book.sees(deals, titled('deals', lang, { deal_id: '501', deal: 'Кухня «Ольха» 🪵' }));
    await book.sees(deals, titled('deals', lang, { deal_id: '502', deal: '=1+1' })); // a text of the CRM never counts
    await book.sees(tabOf('stages', lang), titled('stages', lang, { pipeline_id: '5', stage_id: '70' }));
  });

  test('stage, fields and manager are given a meaning in Set-up: the stored events are read again', async () => {
    const side = book.sidebar;
    await side.getByRole('tab', { name: word.setup }).click();
    await side.getByRole('combobox', { name: '70', exact: true }).selectOption({ label: word.contract });
    await side.getByRole('combobox', { name: `Поле ${FIELDS.amount}` }).selectOption({ label: word.contractAmount });
    await side.getByRole('combobox', { name: `Поле ${FIELDS.date}` }).selectOption({ label: word.contractDate });
    await side.getByRole('combobox', { name: `Поле ${FIELDS.materials}` }).selectOption({ label: word.materials });
    await side.getByRole('textbox', { name: '71', exact: true }).fill('Анна Крылова');
    await side.getByRole('button', { name: word.saveMapping }).click();
    await side.getByText(word.mapped).waitFor();
    await book.sees(
      deals,
      titled('deals', lang, {
        deal_id: '501',
        outcome: word.contract,
        manager: 'Анна Крылова',
        contract_amount: cash('240,000.00'),
        contract_day: lang === 'ru' ? '10.11.2026' : '2026-11-10',
      }),
    );
  });

  test('a plan typed in the sidebar stands against the fact: 300,000 of 600,000 is a half', async () => {
    const side = book.sidebar;
    await side.getByRole('tab', { name: word.plans }).click();
    await book.open(planFact);
    await side.getByLabel(`Анна Крылова, ${word.turnover}`).fill('600000');
    await side.getByRole('button', { name: word.savePlans }).click();
    await side.getByText(word.plansSaved).waitFor();
    const row = { period: '2026-11', level: word.manager, name: 'Анна Крылова', metric: word.turnover };
    // 240,000 + 60,000 signed; 300,000 below the plan
    await book.sees(planFact, titled('plan_fact', lang, { ...row, plan: cash('600,000'), fact: cash('300,000'), attainment: share(lang, '50.0%') }));
    const { rows } = (await (await fetch(`${host.base}/api/tabs/plan_fact`)).json()) as { readonly rows: readonly Record<string, unknown>[] };
    expect(rows.find(({ level, metric }) => level === 'manager' && metric === 'turnover')).toMatchObject({
      period: '2026-11',
      name: 'Анна Крылова',
      plan: 600_000,
      fact: 300_000,
      attainment: 0.5,
    });
  });

  test('a cost typed in the sidebar is shared out over the contracts by revenue: 30,000 = 24,000 + 6,000', async () => {
    const side = book.sidebar;
    await book.open(dealMargin);
    // before: 240,000 − 100,000 = 140,000, and no expenses
    await book.sees(
      dealMargin,
      titled('deal_margin', lang, { deal_id: '501', margin: cash('140,000.00'), allocated_expenses: cash('0.00'), net_profit: cash('140,000.00') }),
    );
    await side.getByRole('tab', { name: word.costs }).click();
    await side.getByRole('button', { name: word.addCost }).click();
    const form = side.getByRole('form', { name: word.newCost });
    await form.getByLabel(word.day).fill('2026-11-15');
    await form.getByLabel(word.article).fill('Аренда');
    await form.getByLabel(word.amount).fill('30 000');
    await form.getByRole('button', { name: word.save }).click();
    await side.getByText(word.costSaved).waitFor();
    // 240,000 : 60,000 = 4 : 1; 140,000 − 24,000 and 40,000 − 6,000
    await book.sees(dealMargin, titled('deal_margin', lang, { deal_id: '501', allocated_expenses: cash('24,000.00'), net_profit: cash('116,000.00') }));
    await book.sees(
      dealMargin,
      titled('deal_margin', lang, { deal_id: '502', margin: cash('40,000.00'), allocated_expenses: cash('6,000.00'), net_profit: cash('34,000.00') }),
    );
  });

  test('the same deal in a later event moves the figures: 60,000 becomes 90,000', async () => {
    const answer = await fetch(host.webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: body('update', contract(502, '=1+1', '90000', '12.11.2026', '20000', '2026-11-20T11:00:00+03:00')),
    });
    expect(answer.status).toBe(200);
    // 240,000 + 90,000 = 330,000 of 600,000 = 55 %
    await book.sees(
      planFact,
      titled('plan_fact', lang, { level: word.manager, metric: word.turnover, fact: cash('330,000'), attainment: share(lang, '55.0%') }),
    );
  });

  test('a cell that the product writes is changed only after a question', async () => {
    const { page } = book;
    await book.open(deals);
    const before = await book.text(deals, 1, 2);
    await book.write(1, 2, 'x');
    const asked = page.getByRole('alertdialog').filter({ hasText: word.warning });
    await asked.getByRole('button', { name: word.cancel }).click();
    await asked.waitFor({ state: 'detached' });
    expect(await book.text(deals, 1, 2)).toBe(before);
  });

  test('a deleted tab and a renamed header are there again after Repair, with their figures', async () => {
    const { page } = book,
      confirm = (): Promise<void> => page.getByRole('alertdialog').getByRole('button', { name: word.ok, exact: true }).click();
    const header = await book.text(deals, 0, 2);
    await book.write(0, 2, 'Моя колонка');
    await confirm();
    await book.shows(deals, 0, 2, 'Моя колонка');

    await book.open(planFact);
    await page.locator('.o-sheet.active .o-sheet-icon').click();
    await page.locator('.o-menu-item').filter({ hasText: word.remove }).click();
    await confirm(); // do you really mean it, asks the spreadsheet
    await page.getByRole('alertdialog').filter({ hasText: word.warning }).getByRole('button', { name: word.ok, exact: true }).click();
    await book.lists((tabs) => !tabs.includes(planFact));

    await page.locator('.o-topbar-menu').filter({ hasText: word.menu }).click();
    await page.locator('.o-menu-item').filter({ hasText: word.repair }).click();
    await book.lists((tabs) => tabs.includes(planFact));
    await book.shows(deals, 0, 2, header);
    await book.sees(planFact, titled('plan_fact', lang, { level: word.manager, metric: word.turnover, plan: cash('600,000'), fact: cash('330,000') }));
    expect((await book.tabs()).filter((name) => name === planFact)).toHaveLength(1);
    await book.sees(deals, titled('deals', lang, { deal_id: '501', deal: 'Кухня «Ольха» 🪵' }));
  });

  test('all that was seen without the page being loaded anew', async () => {
    expect(await book.page.evaluate(() => 'neverReloaded' in window)).toBe(true);
  });
});
