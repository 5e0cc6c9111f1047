/** What a person does with a statement of the bank, in a real browser, over the real jobs. Waits are for states, never for times. */
import { encode } from 'iconv-lite';
import type { Browser, Page } from 'playwright-core';
import { bankSheet } from '../../sheets-templates/bank';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentsSheet } from '../../sheets-templates/payments';
import { bankWords } from '../../src/i18n/bank-words';
import { company } from '../jobs/bank-company';
import { openBrowser, openSidebar, type Server, server } from './fake-server';

const OURS = '40702810900000000001';
const document = (more: Readonly<Record<string, string>>): string =>
  ['СекцияДокумент=Платежное поручение', ...Object.entries(more).map(([key, value]) => `${key}=${value}`), 'КонецДокумента'].join('\r\n');
const statement = [
  '1CClientBankExchange',
  'ВерсияФормата=1.03',
  'Кодировка=Windows',
  `РасчСчет=${OURS}`,
  document({
    Номер: '11',
    Сумма: '40000.50',
    ПолучательСчет: OURS,
    Плательщик1: 'ООО "Ромашка"',
    ПлательщикИНН: '7701234567',
    ДатаПоступило: '03.11.2026',
    НазначениеПлатежа: 'Доплата по договору 0071',
  }),
  document({
    Номер: '12',
    Сумма: '50000',
    ПолучательСчет: OURS,
    Плательщик1: 'ООО "Ромашка"',
    ПлательщикИНН: '7701234567',
    ДатаПоступило: '05.10.2026',
    НазначениеПлатежа: 'Аванс по договору 0071',
  }),
  document({ Номер: '13', Сумма: '777', ПолучательСчет: OURS, Плательщик1: 'Неизвестный', ДатаПоступило: '03.11.2026', НазначениеПлатежа: '' }),
  document({ Номер: '14', Сумма: '45000', ПлательщикСчет: OURS, Получатель1: 'ИП Складов', ДатаСписано: '05.11.2026', НазначениеПлатежа: 'Аренда' }),
  document({ Номер: '15', Сумма: 'пять', ПлательщикСчет: OURS, ДатаСписано: '05.11.2026' }),
  'КонецФайла',
].join('\r\n');

jest.setTimeout(180_000);
let browser: Browser, on: Server, page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  on = server(company());
  page = await openSidebar(browser, on, { lang: 'ru', tab: 'import' });
  page.setDefaultTimeout(60_000);
});
afterAll(async () => browser?.close());

const bring = async (): Promise<void> => {
  await page.getByLabel('Файл выписки').setInputFiles({ name: 'kl_to_1c.txt', mimeType: 'text/plain', buffer: encode(statement, 'win1251') });
};
const item = (number: string) => page.getByRole('region', { name: new RegExp(`^${number} `) });

test('a statement in windows-1251: proposals with their reasons, remarks by line, and nothing written yet', async () => {
  await page.getByRole('button', { name: 'Выписка банка' }).click();
  await bring();
  await item('11').getByText('уверенно: код сделки в назначении, ИНН клиента, имя клиента, сумма равна остатку').waitFor();
  expect(await item('11').getByLabel('Чем это было').inputValue()).toBe('deal 0071');
  await item('12').getByText('Такая оплата у сделки уже есть').waitFor(); // the CRM's prepayment of 50,000 on 2 October
  expect(await item('12').getByLabel('Чем это было').inputValue()).toBe('known');
  await item('13').getByText('сделка не найдена').waitFor();
  expect(await item('13').getByLabel('Чем это было').inputValue()).toBe('open');
  await page.getByText('«пять» — не сумма').waitFor();
  expect(on.called.map(({ name }) => name)).not.toContain('bankTake');
});

test('a cost needs an item; what is confirmed is written where it belongs, the rest is kept', async () => {
  await item('14').getByLabel('Чем это было').selectOption('expense');
  const save = page.getByRole('button', { name: /^Записать/ });
  expect(await save.isDisabled()).toBe(true);
  await item('14').getByLabel('Статья').fill('Аренда');
  await page.getByRole('button', { name: 'Записать (3)' }).click();
  await page.getByText('Записано: оплат 1, расходов 1, учтённых раньше 1. Осталось разобрать: 1.').waitFor();
  expect(on.memory.rows(paymentsSheet).slice(1)).toEqual([expect.objectContaining({ deal_id: '0071', amount: 4_000_050, kind: 'balance', origin: 'manual' })]);
  expect(on.memory.rows(expensesSheet).slice(1)).toEqual([expect.objectContaining({ article: 'Аренда', amount: 4_500_000, day: '2026-11-05' })]);
  expect(on.memory.rows(bankSheet).map(({ number, state }) => [number, state])).toEqual([
    ['11', 'payment'],
    ['12', 'known'],
    ['13', 'open'],
    ['14', 'expense'],
  ]);
});

test('the same file again offers only what is open; a deal that is not there is refused, another one is taken', async () => {
  await bring();
  await page.getByText('Операций: 4, из них разобраны раньше: 3').waitFor();
  expect(await page.getByRole('region').count()).toBe(1);
  await item('13').getByLabel('Чем это было').selectOption('other');
  await item('13').getByLabel('Код сделки').fill('999');
  await page.getByRole('button', { name: 'Записать (1)' }).click();
  await page.getByRole('alert').filter({ hasText: '999' }).waitFor();
  await item('13').getByLabel('Код сделки').fill('72');
  await page.getByRole('button', { name: 'Записать (1)' }).click();
  await page.getByText('Осталось разобрать: 0.').waitFor();
  expect(on.memory.rows(paymentsSheet)[2]).toMatchObject({ deal_id: '72', amount: 77_700, kind: 'balance' });
  await bring();
  await page.getByText('Все операции этого файла уже разобраны.').waitFor();
});

test.each(Object.entries(bankWords))('words of statements: %s in both languages with the same details', (_key, { ru, en }) => {
  const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort();
  expect([ru.trim() !== '', en.trim() !== '', /[а-яё]/i.test(en), names(ru)]).toEqual([true, true, false, names(en)]);
});
