import type { Browser, FrameLocator } from 'playwright-core';
import { type AmoVendor, startAmo } from '../vendors/amocrm';
import type { Front } from '../vendors/front';
import { type HostProcess, startHost } from './host-process';
import { words } from './words';
import { openBrowser, openWorkbook, type Workbook } from './workbook-page';

/** A newcomer with an account of amoCRM and a blank workbook: from the choice to a green light, through the host and over the network. Saturday 21 November 2026, noon in Moscow. */
const NOW = '2026-11-21T12:00:00+03:00',
  DEALS = 150;
const press = (side: FrameLocator, name: string | RegExp) => side.getByRole('button', { name }).click();

/** An address whose parameters may stand in any order. */
const partsOf = (address: string) => [address.split('?')[0], Object.fromEntries(new URL(address).searchParams)];

jest.setTimeout(240_000);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());

describe('amoCRM, from zero to a green light', () => {
  let host: HostProcess, amo: AmoVendor & Front, book: Workbook, side: FrameLocator;
  beforeAll(async () => {
    [host, amo] = await Promise.all([startHost({ locale: 'ru', now: NOW }), startAmo({ deals: DEALS, seed: 7, now: Date.parse(NOW) })]);
    book = await openWorkbook(browser, `${host.base}/?sidebar=1`, 'ru');
    side = book.sidebar;
    await side.getByRole('tab', { name: words.ru.setup }).click();
  });
  afterAll(async () => {
    await book?.page.context().close();
    await Promise.all([host?.close(), amo?.close()]);
  });

  test('a wrong token is explained, the right one is answered with account, zone and rights', async () => {
    await press(side, /amoCRM или Kommo/);
    await side.getByLabel('Адрес CRM').fill(`${amo.base}/leads/list`);
    await side.getByLabel('Долгосрочный токен').fill('not-this-one');
    await press(side, 'Проверить связь');
    await side.getByRole('alert').filter({ hasText: 'CRM amoCRM не приняла ключ доступа' }).waitFor();
    await side.getByLabel('Долгосрочный токен').fill(amo.token);
    await press(side, 'Проверить связь');
    await side.getByText('CRM отвечает:').waitFor();
    await side.getByText('Часовой пояс Europe/Moscow — как в таблице').waitFor();
    await side.getByText('Права есть на всё нужное').waitFor();
  });

  test('stages, fields and people are listed with their names; proposals are taken, the rest is chosen, all is confirmed', async () => {
    await press(side, 'Дальше: этапы и поля');
    await press(side, /^Принять все подсказки/);
    const left = side.getByRole('region', { name: 'amoCRM' }).locator('details.mapping').first().locator('select');
    for (let i = 0; i < (await left.count()); i += 1) if ((await left.nth(i).inputValue()) === '') await left.nth(i).selectOption('in_work');
    await press(side, 'Подтвердить');
    await side.getByText('Ждём первое событие').waitFor();
  });

  test('the webhook is registered there, and the first change of the account arrives', async () => {
    await press(side, 'Подключить за меня');
    await side.getByText('Вебхук подключён.').waitFor();
    expect([...amo.hooks.all.keys()].map(partsOf)).toEqual([partsOf(host.webhook)]);
    amo.account.live(1, { kinds: { edit: 1 } });
    await amo.hooks.run();
    await press(side, 'Загрузить историю'); // shown by itself when the event has come
  });

  test('the history is loaded, and the certificate says that the workbook equals the CRM', async () => {
    await side.getByText('Таблица равна CRM').waitFor({ timeout: 120_000 });
    await side.getByText('Всё работает').waitFor({ timeout: 60_000 });
    const { rows } = (await (await fetch(`${host.base}/api/tabs/deals`)).json()) as { readonly rows: readonly Record<string, unknown>[] };
    const alive = [...amo.account.records.deals.values()].filter(({ deletedAt }) => deletedAt === null);
    expect(new Set(rows.filter(({ deleted }) => deleted !== true).map(({ deal_id }) => String(deal_id)))).toEqual(new Set(alive.map(({ id }) => String(id))));
    expect(alive.length).toBeGreaterThan(DEALS / 2);
    const all = JSON.stringify(await (await fetch(`${host.base}/api/tabs/journal`)).json());
    expect(all).not.toContain(amo.token);
  });

  test('a deal changed in the CRM with the webhook lost is found by “reconcile now”', async () => {
    amo.hooks.knobs.lose = 1;
    amo.account.live(3, { kinds: { edit: 1 } });
    await amo.hooks.run();
    await press(side, 'Сверить сейчас');
    await side.getByText(/отличалось [1-3], удалено 0, исправлено [1-3]/).waitFor({ timeout: 120_000 });
    await side.getByText('Всё работает').waitFor({ timeout: 60_000 });
  });
});
