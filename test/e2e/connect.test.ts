import type { Browser, FrameLocator } from 'playwright-core';
import type { Account } from '../vendors/account';
import { type AmoVendor, startAmo } from '../vendors/amocrm';
import { startBitrix } from '../vendors/bitrix24';
import type { Front } from '../vendors/front';
import { startOnec } from '../vendors/onec';
import { type HostProcess, startHost } from './host-process';
import { words } from './words';
import { openBrowser, openWorkbook, type Workbook } from './workbook-page';

/**
 * A newcomer with an account of amoCRM and a blank workbook: from the choice to a green light, through the host and over the network. Saturday 21 November 2026, noon in Moscow. The host's
 * clock stands still, and so do its pauses: the stand-in measures no pace here.
 */
const NOW = '2026-11-21T12:00:00+03:00',
  DEALS = 150;
const press = (side: FrameLocator, name: string | RegExp) => side.getByRole('button', { name }).click();

/** An address whose parameters may stand in any order. */
const partsOf = (address: string) => [address.split('?')[0], Object.fromEntries(new URL(address).searchParams)];

/** Proposals are taken, what has none counts as in work, and all is confirmed. */
async function confirm(side: FrameLocator, crm: string): Promise<void> {
  await press(side, /^Принять все подсказки/);
  const left = side.getByRole('region', { name: crm }).locator('details.mapping').first().locator('select');
  for (let i = 0; i < (await left.count()); i += 1) if ((await left.nth(i).inputValue()) === '') await left.nth(i).selectOption('in_work');
  await press(side, 'Подтвердить');
  await side.getByText('Ждём первое событие').waitFor();
}
const dealsOf = async (host: HostProcess): Promise<readonly string[]> => {
  const { rows } = (await (await fetch(`${host.base}/api/tabs/deals`)).json()) as { readonly rows: readonly Record<string, unknown>[] };
  return rows.filter(({ deleted }) => deleted !== true).map(({ deal_id }) => String(deal_id));
};
const alive = ({ records }: Account): number => [...records.deals.values()].filter(({ deletedAt }) => deletedAt === null).length;

jest.setTimeout(240_000);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser?.close());

describe('amoCRM, from zero to a green light', () => {
  let host: HostProcess, amo: AmoVendor & Front, book: Workbook, side: FrameLocator;
  beforeAll(async () => {
    [host, amo] = await Promise.all([startHost({ locale: 'ru', now: NOW }), startAmo({ deals: DEALS, seed: 7, now: Date.parse(NOW), pace: 'off' })]);
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
    await confirm(side, 'amoCRM');
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
    const there = [...amo.account.records.deals.values()].filter(({ deletedAt }) => deletedAt === null);
    expect(new Set(await dealsOf(host))).toEqual(new Set(there.map(({ id }) => String(id))));
    expect(there.length).toBeGreaterThan(DEALS / 2);
    const all = JSON.stringify(await (await fetch(`${host.base}/api/tabs/journal`)).json());
    expect(all).not.toContain(amo.token);
  });

  test('a deal changed in the CRM with the webhook lost is found by “reconcile now”', async () => {
    amo.hooks.knobs.lose = 1;
    amo.account.live(3, { kinds: { edit: 1 } });
    await amo.hooks.run();
    await press(side, 'Сверить сейчас');
    await side.getByText(/не хватало 0, отличалось [1-3], удалено 0, исправлено [1-3]/).waitFor({ timeout: 120_000 });
    await side.getByText('Всё работает').waitFor({ timeout: 60_000 });
  });
});

interface Other {
  readonly title: string;
  readonly choice: RegExp;
  readonly start: () => Promise<Front & { readonly account: Account; readonly path: string }>;
  /** types address and key */
  readonly type: (side: FrameLocator, address: string) => Promise<void>;
  /** nothing of these may be in the journal */
  readonly secrets: readonly string[];
}
const others: readonly Other[] = [
  {
    title: 'Битрикс24',
    choice: /^Битрикс24/,
    start: () => startBitrix({ deals: DEALS, seed: 7, now: Date.parse(NOW), pace: 'off' }),
    type: (side, address) => side.getByLabel('Адрес входящего вебхука').fill(`${address}/`),
    secrets: ['q7w8e9r0t1y2u3i4'],
  },
  {
    title: '1С',
    choice: /^1С:CRM/,
    start: () => startOnec({ deals: DEALS, seed: 7, now: Date.parse(NOW) }),
    type: async (side, address) => {
      await side.getByLabel('Адрес базы').fill(address);
      await side.getByLabel('Пользователь 1С').fill('odata');
      await side.getByLabel('Пароль').fill('пароль');
      await side.getByText('Названия в вашей базе').click();
      await side.getByLabel('Название сделки').fill('Тема');
      await side.getByLabel('Сумма').fill('СуммаДокумента');
      await side.getByLabel('Код этапа').fill('Состояние_Key');
      await side.getByLabel('Справочник этапов').fill('Catalog_CRM_СостоянияИнтересов');
      await side.getByLabel('Ответственный').fill('Ответственный_Key');
    },
    secrets: ['пароль'],
  },
];
describe.each(others)('$title, from zero to a green light, asked once a minute', ({ title, choice, start, type, secrets }) => {
  let host: HostProcess, crm: Awaited<ReturnType<Other['start']>>, book: Workbook, side: FrameLocator;
  beforeAll(async () => {
    [host, crm] = await Promise.all([startHost({ locale: 'ru', now: NOW }), start()]);
    book = await openWorkbook(browser, `${host.base}/?sidebar=1`, 'ru');
    side = book.sidebar;
    await side.getByRole('tab', { name: words.ru.setup }).click();
  });
  afterAll(async () => {
    await book?.page.context().close();
    await Promise.all([host?.close(), crm?.close()]);
  });

  test('key, test call, stages and fields', async () => {
    await press(side, choice);
    await type(side, `${crm.base}${crm.path}`);
    await press(side, 'Проверить связь');
    await side.getByText('Права есть на всё нужное').waitFor();
    await press(side, 'Дальше: этапы и поля');
    await confirm(side, title);
  });

  test('no webhooks, the history is loaded, the certificate is green, the deals are those of the CRM', async () => {
    await press(side, 'Спрашивать раз в минуту');
    await press(side, 'Загрузить историю');
    await side.getByText('Таблица равна CRM').waitFor({ timeout: 150_000 });
    await side.getByText('Всё работает').waitFor({ timeout: 60_000 });
    const found = (await dealsOf(host)).filter((id) => !id.startsWith('L'));
    expect([found.length, new Set(found).size]).toEqual([alive(crm.account), alive(crm.account)]);
    const journal = JSON.stringify(await (await fetch(`${host.base}/api/tabs/journal`)).json());
    expect(secrets.filter((secret) => journal.includes(secret))).toEqual([]);
  });
});
