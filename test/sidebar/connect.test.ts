import type { Browser, Page } from 'playwright-core';
import { dealsSheet } from '../../sheets-templates/deals';
import { connectCrm } from '../../src/jobs/connect-panel';
import { look } from '../../src/jobs/tick';
import { type Setting, setting, TOKEN } from '../jobs/connect-setting';
import { pulled } from '../jobs/pull-setting';
import { idle, openBrowser, openSidebar, type Server, server } from './fake-server';

/** A newcomer and the set-up assistant, in a real browser, over the real jobs and a CRM in memory. */
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
jest.setTimeout(180_000);

/** The minute's clock is the sidebar's own look: it works off the journal and goes on with a load. */
const serverOf = ({ memory }: Setting): Server => {
  const on = server(memory);
  on.tick = () => {
    memory.now += 1_000;
    return look(memory.world());
  };
  return on;
};
const open = async (on: Server, lang: 'ru' | 'en' = 'ru'): Promise<Page> => {
  const page = await openSidebar(browser, on, { lang, tab: 'setup' });
  page.setDefaultTimeout(40_000);
  pages.push(page);
  return page;
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** Nothing is wider than the panel, and no text of a button or label is cut. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > 300 ? ['the page'] : [];
    const texts = [...document.querySelectorAll('button, summary, .label, .hint, p, li, dt, dd, b:not(.clip), h2')].filter(
      (one) => one.clientWidth > 0 && (one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > 300.5),
    );
    return [...wide, ...texts.map((one) => `${one.tagName} ${one.textContent?.slice(0, 40)}`)];
  });

const words = {
  ru: {
    choose: /amoCRM или Kommo/,
    address: 'Адрес CRM',
    token: 'Долгосрочный токен',
    test: 'Проверить связь',
    answers: 'CRM отвечает: firm.amocrm.ru',
    list: 'Дальше: этапы и поля',
    all: 'Принять все подсказки (6)',
    confirm: 'Подтвердить',
    arm: 'Подключить за меня',
    armed: 'Вебхук подключён.',
    load: 'Загрузить историю',
    equal: 'Таблица равна CRM',
    certificate: /проверено 30, не хватало 29, отличалось 0, удалено 0, исправлено 29/,
    green: 'Всё работает',
    next: 'Ждём первое событие',
  },
  en: {
    choose: /amoCRM or Kommo/,
    address: 'Address of the CRM',
    token: 'Long-lived token',
    test: 'Test the connection',
    answers: 'The CRM answers: firm.amocrm.ru',
    list: 'Next: stages and fields',
    all: 'Take all proposals (6)',
    confirm: 'Confirm',
    arm: 'Do it for me',
    armed: 'The webhook is registered.',
    load: 'Load the history',
    equal: 'The workbook equals the CRM',
    certificate: /checked 30, missing 29, stale 0, deleted 0, repaired 29/,
    green: 'Everything works',
    next: 'Waiting for the first event',
  },
} as const;

test.each(['ru', 'en'] as const)('from zero to a green light, step by step: %s', async (lang) => {
  const on = setting({ lang }),
    say = words[lang],
    page = await open(serverOf(on), lang),
    seen: string[] = [];
  const step = async (name: string): Promise<void> => {
    seen.push(...(await cut(page)).map((text) => `${name}: ${text}`));
  };
  await page.getByRole('button', { name: say.choose }).waitFor();
  await step('1-choose');
  await page.getByRole('button', { name: say.choose }).click();
  await page.getByLabel(say.address).fill('https://firm.amocrm.ru/leads/list');
  await page.getByLabel(say.token).fill(TOKEN);
  await step('2-key');
  await press(page, say.test);
  await page.getByText(say.answers).waitFor();
  await step('3-check');
  await press(page, say.list);
  await page.getByRole('button', { name: say.all }).waitFor();
  await step('4-map');
  await press(page, say.all);
  await page.getByLabel('Согласование у клиента').selectOption('in_work');
  await step('4-map-taken');
  await press(page, say.confirm);
  await page.getByText(say.next).waitFor();
  await step('5-events');
  await press(page, say.arm);
  await page.getByText(say.armed).waitFor();
  on.post('amocrm', on.crm.hook(on.crm.deals.get(1)!));
  await page.getByRole('button', { name: say.load }).waitFor(); // by itself
  await step('6-load');
  await press(page, say.load);
  await page.getByText(say.equal).waitFor();
  await page.getByText(say.certificate).waitFor();
  await page.getByText(say.green).waitFor();
  await step('7-green');
  expect(on.memory.rows(dealsSheet)).toHaveLength(30);
  expect(seen).toEqual([]);
  expect(await page.content()).not.toContain(TOKEN);
});

test('a key that the CRM refuses is explained, with what usually is wrong; the right one goes on', async () => {
  const on = setting();
  on.answer = 'token-wrong';
  const page = await open(serverOf(on));
  await page.getByRole('button', { name: words.ru.choose }).click();
  await press(page, 'Проверить связь');
  expect(await page.getByText('Заполните это поле').count()).toBe(2); // nothing is asked with blanks
  await page.getByLabel('Адрес CRM').fill('firm.amocrm.ru');
  await page.getByLabel('Долгосрочный токен').fill('half-a-tok');
  await press(page, 'Проверить связь');
  await page.getByRole('alert').filter({ hasText: '«firm.amocrm.ru» — не адрес этой CRM' }).waitFor();
  await page.getByText('Нужен адрес вашего аккаунта').waitFor();
  await page.getByLabel('Адрес CRM').fill('https://firm.amocrm.ru');
  await press(page, 'Проверить связь');
  await page.getByRole('alert').filter({ hasText: 'CRM amoCRM не приняла ключ доступа' }).waitFor();
  await page.getByText('токен скопирован не целиком').waitFor();
  expect([await cut(page), on.memory.store.get('connection.amocrm')]).toEqual([[], null]);
  on.answer = { account: 'firm.amocrm.ru', zone: 'Asia/Yekaterinburg', refused: ['contact', 'task'] };
  await page.getByLabel('Долгосрочный токен').fill(TOKEN);
  await press(page, 'Проверить связь');
  await page.getByText('Нельзя читать: контакты, задачи').waitFor();
  await page.getByText('Часовой пояс CRM Asia/Yekaterinburg, таблицы — Europe/Moscow').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('whoever comes back to a half-done set-up stands where he left it', async () => {
  const on = setting(),
    first = await open(serverOf(on));
  await first.getByRole('button', { name: words.ru.choose }).click();
  await first.getByLabel('Адрес CRM').fill('https://firm.amocrm.ru');
  await first.getByLabel('Долгосрочный токен').fill(TOKEN);
  await press(first, 'Проверить связь');
  await press(first, 'Дальше: этапы и поля');
  await first.getByText('шаг 3 из 6').waitFor();
  await first.context().close();
  pages = [];
  const again = await open(serverOf(on));
  await again.getByText('шаг 3 из 6').waitFor();
  await again.getByRole('button', { name: 'Принять все подсказки (6)' }).waitFor();
});

test('a load is stopped and goes on, several CRMs stand side by side, and one is disconnected', async () => {
  const on = setting({ deals: 400 }),
    at = serverOf(on);
  at.tick = () => idle; // the load goes on only when the test says so
  const { world } = on.memory;
  for (const act of [
    { act: 'key', crm: 'amocrm', address: 'https://firm.amocrm.ru', token: TOKEN, options: {} },
    { act: 'list', crm: 'amocrm' },
    { act: 'confirm', crm: 'amocrm' },
    { act: 'poll', crm: 'amocrm' },
    { act: 'choose', crm: 'bitrix24' },
  ] as const)
    connectCrm(world(), act);
  const page = await open(at),
    amo = page.getByRole('region', { name: 'amoCRM' }),
    bitrix = page.getByRole('region', { name: 'Битрикс24' });
  await amo.getByRole('button', { name: 'Загрузить историю' }).click();
  await amo.getByText('Загружаем: контакты').waitFor();
  await amo.getByRole('button', { name: 'Остановить' }).click();
  await amo.getByText('Остановлено, записей: 0').waitFor();
  await amo.getByRole('button', { name: 'Продолжить' }).click();
  await amo.getByRole('button', { name: 'Остановить' }).waitFor();
  pulled(on.memory);
  await amo.getByText('Таблица равна CRM').waitFor();
  await bitrix.getByText('Входящий вебхук').waitFor();
  expect(await cut(page)).toEqual([]);
  await amo.getByRole('button', { name: 'Изменить ключ' }).click();
  await amo.getByRole('button', { name: 'Отмена' }).click();
  await amo.getByRole('button', { name: 'Отключить' }).click();
  await amo.getByText('строки в таблице останутся').waitFor();
  await amo.getByRole('button', { name: 'Отключить' }).click();
  await amo.getByRole('button', { name: 'Подключить по ключу' }).waitFor();
  expect([on.memory.store.get('connection.amocrm'), on.memory.rows(dealsSheet).length]).toEqual([null, 400]);
});

test.each([
  { crm: 'bitrix24', choice: /Битрикс24/, told: ['Входящий вебхук', 'Структура компании (department)'] },
  { crm: 'onec', choice: /1С:CRM/, told: ['стандартным интерфейсом OData', 'Пользователь 1С'] },
])('what to paste for $crm is said, its address given in the events step', async ({ crm, choice, told }) => {
  const on = setting(),
    page = await open(serverOf(on));
  await page.getByRole('button', { name: choice }).click();
  for (const text of told) await page.getByText(text).first().waitFor();
  if (crm === 'onec') await page.getByText('Названия в вашей базе').click();
  const seen = await cut(page);
  for (const act of ['key', 'list', 'confirm'] as const)
    connectCrm(on.memory.world(), act === 'key' ? { act, crm, address: 'https://firm.example', token: 'u:p', options: {} } : { act, crm });
  const again = await open(serverOf(on));
  await again.getByRole('button', { name: 'Спрашивать раз в минуту' }).waitFor();
  expect([...seen, ...(await cut(again))]).toEqual([]);
  if (crm === 'bitrix24') {
    await again.getByLabel('Токен приложения').fill('b24-app-token');
    await press(again, 'Запомнить');
    await again.getByText('Токен приложения сохранён').waitFor();
  }
  await press(again, 'Спрашивать раз в минуту');
  await again.getByRole('button', { name: 'Загрузить историю' }).waitFor();
});

test('another program gets an address and nothing is asked; a table leads to the import', async () => {
  const on = setting(),
    page = await open(serverOf(on));
  await page.getByRole('button', { name: /Другая программа/ }).click();
  await page.getByLabel('Адрес для вебхука CRM').waitFor();
  expect(await cut(page)).toEqual([]);
  await press(page, 'Не подключать');
  await page.getByRole('button', { name: /CRM нет, есть таблица/ }).click();
  expect(await page.getByRole('tab', { name: 'Импорт' }).getAttribute('aria-selected')).toBe('true');
});
