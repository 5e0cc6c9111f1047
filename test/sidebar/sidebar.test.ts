import type { Browser, Page } from 'playwright-core';
import { expensesSheet } from '../../sheets-templates/expenses';
import { plansSheet } from '../../sheets-templates/plans';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Expense, Plan, Stage } from '../../src/facts/rows';
import { company, NOW } from './company';
import type { Server } from './fake-server';
import { idle, openBrowser, openSidebar, server, sidebarHtml } from './fake-server';

/** What a person does in the sidebar, in a real browser, over the real jobs. */
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

const open = async (on: Server, tab: 'plans' | 'costs' | 'setup' | 'refresh', lang: 'ru' | 'en' = 'ru', author?: string): Promise<Page> => {
  const page = await openSidebar(browser, on, { lang, tab }, author);
  page.setDefaultTimeout(40_000);
  pages.push(page);
  return page;
};
const cell = (page: Page, name: string) => page.getByRole('textbox', { name });
const plan = (on: Server, name: string, metric: string, period = '2026-11') =>
  on.memory.rows<Plan>(plansSheet).find((row) => row.period === period && row.name === name && row.metric === metric);

test('the page is one file of less than 180 KB (a third of it over the wire), and only its bootstrap is left to the template engine of Google', () => {
  const html = sidebarHtml({ lang: 'ru', tab: 'plans' });
  expect(Buffer.byteLength(html)).toBeLessThan(220_000);
  expect([html.includes('<?'), /<(script|link)[^>]+src=/.test(html)]).toEqual([false, false]);
});

describe('plans', () => {
  test('a plan is typed, the sum and the difference follow, Enter goes down, save writes it with who and when', async () => {
    const on = server(company()),
      page = await open(on, 'plans');
    await cell(page, 'Борис Ефимов, Оборот').fill('1 000 000');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Вера Александровская, Оборот');
    await page.keyboard.type('750000,50');
    await page.keyboard.press('ArrowUp');
    // 1,500,000 + 1,000,000 + 750,000.50 = 3,250,000.50; the company plans 3,000,000
    await expect(rowText(page, 'Сумма')).resolves.toContain('3250000,50');
    await expect(rowText(page, 'Разница')).resolves.toContain('+250000,50');
    await page.getByRole('button', { name: 'Сохранить (2)' }).click();
    await page.getByText('Сохранено ячеек: 2').waitFor();
    expect(
      [plan(on, 'Борис Ефимов', 'turnover'), plan(on, 'Вера Александровская', 'turnover')].map((row) => [row?.value, row?.author, row?.changed_at]),
    ).toEqual([
      [1_000_000, 'anna@example.com', NOW],
      [750_000.5, 'anna@example.com', NOW],
    ]);
    expect(on.called.filter(({ name }) => name === 'savePlans').flatMap(({ args }) => (args as { changes: unknown[] }).changes)).toHaveLength(2); // only what was changed is sent
  });

  test('«abc» is red at once, says why, cannot be saved; Esc brings the old plan back', async () => {
    const on = server(company()),
      page = await open(on, 'plans'),
      input = cell(page, 'Анна Крылова, Оборот');
    await input.fill('abc');
    await page.getByRole('alert').filter({ hasText: '«abc» — не число' }).waitFor();
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Сохранить (1)' }).click();
    await page.getByText('Исправьте красные ячейки: 1').waitFor();
    expect(on.called.some(({ name }) => name === 'savePlans')).toBe(false);
    await input.press('Escape');
    expect([digits(await input.inputValue()), await input.getAttribute('aria-invalid')]).toEqual(['1500000', 'false']);
  });

  test.each([
    { why: 'a fraction of a contract', set: 'Воронка', name: 'Анна Крылова, Договоры', text: '1,5', said: 'целое число' },
    { why: 'a plan below zero', set: 'Деньги', name: 'Анна Крылова, Маржа', text: '-5', said: 'не может быть меньше нуля' },
  ])('$why is refused', async ({ set, name, text, said }) => {
    const page = await open(server(company()), 'plans');
    await page.getByRole('button', { name: set }).click();
    await cell(page, name).fill(text);
    await page.getByRole('alert').filter({ hasText: said }).waitFor();
  });

  test('two people save the same cell: the second sees both values, the rest of his is saved, and his choice is written', async () => {
    const on = server(company()),
      anna = await open(on, 'plans'),
      petr = await open(on, 'plans', 'ru', 'petr@example.com');
    await Promise.all([cell(anna, 'Анна Крылова, Оборот').waitFor(), cell(petr, 'Анна Крылова, Оборот').waitFor()]);
    await cell(petr, 'Анна Крылова, Оборот').fill('1600000');
    await petr.getByRole('button', { name: 'Сохранить (1)' }).click();
    await petr.getByText('Сохранено ячеек: 1').waitFor();
    await cell(anna, 'Анна Крылова, Оборот').fill('1700000');
    await cell(anna, 'Компания, Оборот').fill('3300000');
    await anna.getByRole('button', { name: 'Сохранить (2)' }).click();
    const dialog = anna.getByRole('alertdialog', { name: 'Пока вы вводили, план изменили' });
    await dialog.getByText('petr@example.com').waitFor();
    expect([plan(on, '', 'turnover')?.value, plan(on, 'Анна Крылова', 'turnover')?.value]).toEqual([3_300_000, 1_600_000]);
    expect(digits(await dialog.innerText())).toMatch(/1600000.*1700000/s);
    await dialog.getByRole('radio', { name: /Моё/ }).check();
    await dialog.getByRole('button', { name: 'Сохранить выбор' }).click();
    await anna.getByText('Сохранено ячеек: 1').waitFor();
    expect([plan(on, 'Анна Крылова', 'turnover')?.value, plan(on, 'Анна Крылова', 'turnover')?.author, await dialog.count()]).toEqual([
      1_700_000,
      'anna@example.com',
      0,
    ]);
  });

  test('choosing theirs leaves the sheet as it is and shows it', async () => {
    const on = server(company()),
      page = await open(on, 'plans'),
      input = cell(page, 'Анна Крылова, Оборот');
    await input.fill('1700000');
    on.memory.put(
      plansSheet,
      on.memory
        .rows(plansSheet)
        .map((row) => (row.metric === 'turnover' && row.period === '2026-11' && row.level === 'manager' ? { ...row, value: 1_600_000 } : row)),
    );
    await page.getByRole('button', { name: 'Сохранить (1)' }).click();
    await page.getByRole('radio', { name: /В таблице/ }).check();
    await page.getByRole('button', { name: 'Сохранить выбор' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect([digits(await input.inputValue()), plan(on, 'Анна Крылова', 'turnover')?.value]).toEqual(['1600000', 1_600_000]);
  });

  test('last month is copied into blank cells only', async () => {
    const on = server(company()),
      page = await open(on, 'plans');
    await page.getByRole('button', { name: 'Взять прошлый месяц' }).click();
    await page.getByText('Заполнено ячеек: 1').waitFor(); // Boris had a turnover plan in October; Anna and the company have theirs for November
    expect([digits(await cell(page, 'Борис Ефимов, Оборот').inputValue()), digits(await cell(page, 'Анна Крылова, Оборот').inputValue())]).toEqual([
      '900000',
      '1500000',
    ]);
  });

  test('the month is spread over its working days; day plans that are there are asked about first', async () => {
    const on = server(company()),
      page = await open(on, 'plans');
    await page.getByRole('button', { name: 'Разнести по дням' }).click();
    await page.getByText('дневные планы на 20 раб. дн.').waitFor(); // November 2026: 21 weekdays less the 4th
    const days = on.memory.rows<Plan>(plansSheet).filter((row) => row.period.length === 10 && row.name === 'Анна Крылова' && row.metric === 'turnover');
    expect([days.length, days.reduce((sum, row) => sum + (row.value ?? 0), 0), days.some((row) => row.period === '2026-11-04')]).toEqual([
      20,
      1_500_000,
      false,
    ]);
    await cell(page, 'Анна Крылова, Оборот').fill('2000000');
    await page.getByRole('button', { name: 'Разнести по дням' }).click(); // saves first
    await page.getByText('Дневные планы уже есть и отличаются: 20').waitFor();
    await page.getByRole('button', { name: 'Заменить' }).click();
    await page.getByText('записано ячеек: 20').waitFor();
    expect(plan(on, 'Анна Крылова', 'turnover', '2026-11-05')?.value).toBe(100_000);
  });

  test('a block copied from a sheet fills the cells from here on', async () => {
    const page = await open(server(company()), 'plans'),
      from = cell(page, 'Анна Крылова, Оборот');
    await from.evaluate((input) => {
      const data = new DataTransfer();
      data.setData('text/plain', '100\t200\r\n300\tabc\r\n');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    expect(
      await Promise.all(['Анна Крылова, Оборот', 'Анна Крылова, Поступления', 'Борис Ефимов, Оборот'].map((name) => cell(page, name).inputValue())),
    ).toEqual(['100', '200', '300']);
    expect(await cell(page, 'Борис Ефимов, Поступления').getAttribute('aria-invalid')).toBe('true');
  });

  test('what was typed is there after a look at another tab and another month', async () => {
    const page = await open(server(company()), 'plans'),
      input = cell(page, 'Анна Крылова, Оборот');
    await input.fill('5');
    await page.getByRole('tab', { name: 'Расходы' }).click();
    await page.getByRole('tab', { name: 'Планы' }).click();
    await page.getByRole('button', { name: 'Следующий месяц' }).click();
    await page.getByRole('table', { name: 'Планы на Декабрь 2026' }).waitFor();
    await page.getByRole('button', { name: 'Предыдущий месяц' }).click();
    await page.getByRole('table', { name: 'Планы на Ноябрь 2026' }).waitFor();
    expect(await input.inputValue()).toBe('5');
  });
});

describe('costs', () => {
  test('a recurring cost is added: the form says what is missing, the month and the next one carry it', async () => {
    const on = server(company()),
      page = await open(on, 'costs');
    // rent 120,000 + stationery 3,450.50 + a twelfth of 36,000 = 126,450.50
    await total(page, '126450,50');
    await page.getByRole('button', { name: 'Добавить расход' }).click();
    const form = page.getByRole('form', { name: 'Новый расход' });
    await form.getByLabel('Дата').fill('');
    await form.getByRole('button', { name: 'Сохранить' }).click();
    for (const text of ['Укажите дату', 'Укажите статью', 'Укажите сумму']) await form.getByText(text).waitFor();
    await form.getByLabel('Сумма').fill('много');
    await form.getByText('«много» — не сумма').waitFor();
    await form.getByLabel('Дата').fill('2026-11-25');
    await form.getByLabel('Статья').fill('Интернет');
    await form.getByLabel('Сумма').fill('1 500,50');
    await form.getByLabel('Повторять').selectOption({ label: 'Каждый месяц' });
    await form.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Расход сохранён').waitFor();
    await total(page, '127951');
    expect(on.memory.rows<Expense>(expensesSheet).at(-1)).toMatchObject({
      day: '2026-11-25',
      article: 'Интернет',
      amount: 150_050,
      every: 'month',
      from: '',
      to: '',
    });
    await page.getByRole('button', { name: 'Следующий месяц' }).click();
    await total(page, '124500,50'); // 120,000 + 3,000 + 1,500.50
  });

  test('a cost is changed, then deleted after a question', async () => {
    const on = server(company()),
      page = await open(on, 'costs');
    await page.getByRole('list', { name: 'Список расходов' }).getByText('Канцелярия').click();
    await page.getByLabel('Сумма').fill('4000');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await total(page, '127000');
    await page.getByRole('list', { name: 'Список расходов' }).getByText('Канцелярия').click();
    await page.getByRole('button', { name: 'Удалить' }).click();
    expect(on.memory.rows(expensesSheet)).toHaveLength(4);
    await page.getByRole('button', { name: 'Удалить' }).click();
    await page.getByText('Расход удалён').waitFor();
    expect(on.memory.rows<Expense>(expensesSheet).map(({ article }) => article)).toEqual(['Аренда', 'Подписка на телефонию', 'Реклама на радио']);
  });

  test('a cost that somebody changed meanwhile: both are shown, mine is written only when chosen', async () => {
    const on = server(company()),
      page = await open(on, 'costs');
    await page.getByRole('list', { name: 'Список расходов' }).getByText('Канцелярия').click();
    await page.getByLabel('Примечание').fill('бумага');
    on.memory.put(
      expensesSheet,
      on.memory.rows<Expense>(expensesSheet).map((row) => (row.article === 'Канцелярия' ? { ...row, amount: 500_000 } : row)),
    );
    await page.getByRole('button', { name: 'Сохранить' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Этот расход уже изменили' });
    await dialog.waitFor();
    expect(digits(await dialog.innerText())).toMatch(/5000.*3450,50/s);
    await dialog.getByRole('button', { name: 'Записать моё' }).click();
    await page.getByText('Расход сохранён').waitFor();
    expect(on.memory.rows<Expense>(expensesSheet)[1]).toMatchObject({ amount: 345_050, note: 'бумага' });
  });

  test('a cost without a day counts nowhere, stands first and can be mended', async () => {
    const page = await open(server(company()), 'costs');
    await page.getByText('не учтён: заполните дату и сумму').click();
    await page.getByLabel('Дата').fill('2026-11-30');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await total(page, '176450,50'); // 126,450.50 + 50,000
  });
});

describe('set-up', () => {
  test('a stage is mapped from the list, one that came as a number gets its name too, a manager is named; the light says what is left', async () => {
    const on = server(company()),
      page = await open(on, 'setup');
    await page.getByText('Этапы без значения: 3').waitFor();
    expect(await page.getByRole('link', { name: 'Кухня, Ивановы' }).first().getAttribute('href')).toBe('https://example.amocrm.ru/leads/detail/900');
    await page.getByLabel('Согласование с руководителем клиента').selectOption({ label: 'В работе' });
    await page.getByLabel('Название этапа 73012345').fill('КП отправлено');
    await page.getByRole('combobox', { name: '73012345' }).selectOption({ label: 'КП' });
    await page.getByLabel('105').fill('Дарья');
    await page.getByRole('button', { name: 'Сохранить значения (3)' }).click();
    await page.getByText(/^Сопоставлено: 3/).waitFor();
    await page.getByText('Этапы без значения: 1').waitFor();
    expect(
      on.memory
        .rows<Stage>(stagesSheet)
        .map(({ stage, outcome }) => [stage, outcome])
        .slice(1),
    ).toEqual([
      ['Замер назначен', 'unmapped'],
      ['Согласование с руководителем клиента', 'in_work'],
      ['КП отправлено', 'quote'],
    ]);
  });

  test('a stage that somebody mapped otherwise meanwhile is not overwritten; saving again does', async () => {
    const on = server(company()),
      page = await open(on, 'setup');
    await page.getByLabel('Замер назначен').selectOption('measurement');
    on.memory.put(
      stagesSheet,
      on.memory.rows<Stage>(stagesSheet).map((row) => (row.stage_id === '71' ? { ...row, outcome: 'in_work' } : row)),
    );
    await page.getByRole('button', { name: 'Сохранить значения (1)' }).click();
    await page.getByText('Уже сопоставлено иначе: «Замер назначен» — В работе').waitFor();
    expect(on.memory.rows<Stage>(stagesSheet)[1]?.outcome).toBe('in_work');
    await page.getByRole('button', { name: 'Сохранить значения (1)' }).click();
    await page.getByText(/^Сопоставлено: 1/).waitFor();
    expect(on.memory.rows<Stage>(stagesSheet)[1]?.outcome).toBe('measurement');
  });

  test('suggestions are taken together, and saved only when asked', async () => {
    const on = server(company('en')),
      page = await open(on, 'setup', 'en');
    await page.getByRole('button', { name: 'Take the suggestions (2)' }).click();
    expect(await page.getByLabel('Measurement booked').inputValue()).toBe('measurement');
    expect(on.memory.rows<Stage>(stagesSheet)[1]?.outcome).toBe('unmapped');
    await page.getByRole('button', { name: 'Save mapping (2)' }).click();
    await page.getByText(/^Mapped: 2/).waitFor();
    expect(on.memory.rows<Stage>(stagesSheet)[1]?.outcome).toBe('measurement');
  });

  test('the address is copied whole, its secret covered until asked for', async () => {
    const page = await open(server(company('en')), 'setup', 'en'),
      box = page.getByLabel('Address for the CRM webhook');
    await page.getByText('Webhook address').click();
    expect(await box.inputValue()).not.toContain('f00dfeed');
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'https://script.example.com/macros/s/AKfy0123456789/exec?k=f00dfeedf00dfeedf00dfeed&crm=amocrm',
    );
    await page.getByRole('button', { name: 'Show' }).click();
    expect(await box.inputValue()).toContain('k=f00dfeed');
  });

  test('problems stand with what to do and how often', async () => {
    const page = await open(server(company()), 'setup'),
      problem = page.getByRole('list', { name: 'Проблемы' }).getByRole('listitem');
    await problem.waitFor();
    expect(await problem.innerText()).toMatch(/нет даты.*×3.*Впишите дату.*лист «Расходы», строка 6/s);
  });
});

describe('refresh and failures', () => {
  test('an event that comes by itself is announced and its tabs are listed', async () => {
    const on = server(company());
    let come = false;
    on.tick = () => (come ? { ...idle, revision: 2, asOf: '2026-11-21T12:00:07+03:00', drained: 1, changed: [{ sheet: 'План / факт', cells: 12 }] } : idle);
    const page = await open(on, 'refresh');
    await page.getByText('С открытия панели изменений не было').waitFor();
    come = true;
    await page.locator('footer').getByText('Новое событие').waitFor({ timeout: 40_000 });
    come = false;
    await page.locator('main').getByText('План / факт').waitFor();
    await page.locator('footer').getByText('данные на 12:00:07').waitFor();
  });

  test('an idle workbook is asked more and more rarely, a page that nobody sees not at all', async () => {
    const on = server(company()),
      page = await open(on, 'refresh');
    await page.getByText('С открытия панели').waitFor();
    await page.clock.install();
    await page.reload();
    await page.getByText('С открытия панели').waitFor();
    const asked = async (seconds: number): Promise<number> => {
      const before = on.called.filter(({ name }) => name === 'tick').length;
      for (let n = 0; n < seconds; n += 1) {
        await page.clock.runFor(1_000);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      return on.called.filter(({ name }) => name === 'tick').length - before;
    };
    const first = await asked(22),
      later = await asked(60);
    expect([first, later]).toEqual([4, 4]); // after 3, 6, 11, 19 s; then every 15 s
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(await asked(40)).toBe(0);
  });

  test('the button refreshes; long work shows how far it is', async () => {
    const on = server(company('en'));
    on.tick = (name) => (name === 'refreshNow' ? { ...idle, pending: 300, progress: { done: 120, total: 480, what: 'reread' } } : idle);
    const page = await open(on, 'refresh', 'en');
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByText('120 of 480').waitFor();
    expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('120');
  });

  test.each([
    {
      why: 'several Google accounts',
      text: "We're sorry, a server error occurred while reading from storage. Error code PERMISSION_DENIED.",
      said: 'несколько аккаунтов Google',
    },
    { why: 'several Google accounts, the other text', text: 'Exception: Authorization is required to perform that action.', said: 'приватном окне' },
    { why: 'no connection', text: 'NetworkError: Connection failure due to HTTP 0', said: 'Проверьте интернет' },
    { why: 'an older script is deployed', text: 'Script function not found: plansGrid', said: 'Закройте панель' },
    { why: 'a bug of ours: its own words', text: 'TypeError: x is undefined', said: 'x is undefined' },
  ])('$why is told with what to do, and a second try goes on', async ({ text, said }) => {
    const on = server(company());
    on.broken.plansGrid = text;
    const page = await open(on, 'plans');
    await page.getByRole('alert').filter({ hasText: said }).waitFor();
    on.broken = {};
    await page.getByRole('button', { name: 'Повторить' }).click();
    await cell(page, 'Анна Крылова, Оборот').waitFor();
  });

  test('a save that fails loses nothing that was typed', async () => {
    const on = server(company()),
      page = await open(on, 'plans');
    await cell(page, 'Анна Крылова, Оборот').fill('7');
    on.memory.busy = true;
    await page.getByRole('button', { name: 'Сохранить (1)' }).click();
    await page.getByRole('alert').filter({ hasText: 'Таблица занята' }).waitFor();
    on.memory.busy = false;
    await page.getByRole('button', { name: 'Повторить' }).click();
    await page.getByText('Сохранено ячеек: 1').waitFor();
    expect(plan(on, 'Анна Крылова', 'turnover')?.value).toBe(7);
  });

  test.each(['ru', 'en'] as const)('no tab is wider than the sidebar (%s)', async (lang) => {
    const page = await open(server(company(lang)), 'plans', lang),
      wide: string[] = [];
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.waitForTimeout(300);
      await page.evaluate(() => window.scrollTo(0, 10_000));
      expect(await page.getByRole('tablist').evaluate((one) => Math.round(one.getBoundingClientRect().top))).toBe(0); // the tabs stay in sight
      const width = await page.evaluate(() =>
        Math.max(
          document.documentElement.scrollWidth,
          ...[...document.querySelectorAll('main:not([hidden]) *')].map((one) => Math.ceil(one.getBoundingClientRect().right)),
        ),
      );
      if (width > 300) wide.push(`${await tab.innerText()} ${width}`);
    }
    expect(wide).toEqual([]);
  });
});

const digits = (text: string): string => text.replace(/[\s\u00a0\u202f]/g, '');
const rowText = async (page: Page, name: string): Promise<string> =>
  digits(
    await page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
      .innerText(),
  );
/** Waits for the total of the month. */
async function total(page: Page, figure: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => (document.querySelector('[data-testid=total]')?.textContent ?? '').replace(/[\s\u00a0\u202f₽]/g, '') === wanted,
    figure,
  );
}
