/**
 * The pictures of docs/ru/crm.md: a blank workbook is connected to a stand-in of amoCRM, step by step. Part of docs/screenshots.mjs, or alone: node docs/screenshots-connect.mjs [ru|en]
 * (build first: npm run build). Writes docs/images/connect-<step>.png; takes about a minute.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';

const NOW = '2026-11-21T12:00:00+03:00';
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const images = join(root, 'docs/images');
const lang = process.argv[2] === 'en' ? 'en' : 'ru';
const say = {
  ru: {
    setup: 'Настройка',
    amo: /amoCRM или Kommo/,
    bitrix: /^Битрикс24/,
    onec: /^1С:CRM/,
    address: 'Адрес CRM',
    token: 'Долгосрочный токен',
    test: 'Проверить связь',
    list: 'Дальше: этапы и поля',
    all: /^Принять все подсказки/,
    confirm: 'Подтвердить',
    wait: 'Ждём первое событие',
    arm: 'Подключить за меня',
    armed: 'Вебхук подключён.',
    load: 'Загрузить историю',
    equal: 'Таблица равна CRM',
    green: 'Всё работает',
    drop: 'Не подключать',
  },
  en: {
    setup: 'Set-up',
    amo: /amoCRM or Kommo/,
    bitrix: /^Bitrix24/,
    onec: /^1C:CRM/,
    address: 'Address of the CRM',
    token: 'Long-lived token',
    test: 'Test the connection',
    list: 'Next: stages and fields',
    all: /^Take all proposals/,
    confirm: 'Confirm',
    wait: 'Waiting for the first event',
    arm: 'Do it for me',
    armed: 'The webhook is registered.',
    load: 'Load the history',
    equal: 'The workbook equals the CRM',
    green: 'Everything works',
    drop: 'Do not connect',
  },
}[lang];

/** Starts a process of the build and waits for a line of it. */
async function start(file, args, pattern) {
  const child = spawn(process.execPath, [join(root, 'build/local', file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  for (let i = 0; i < 600; i += 1) {
    if (pattern.test(said)) return { child, said };
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${file} did not say ${pattern}:\n${said}`);
}
const end = async ({ child }) => {
  const gone = new Promise((done) => child.once('exit', done));
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await gone;
  }
};

const data = mkdtempSync(join(tmpdir(), 'cifra-connect-'));
const crm = await start('vendor.cjs', ['amocrm', '--deals', '150', '--now', NOW, '--pace', 'off'], /^Token\s+\S+/m);
const host = await start(
  'main.cjs',
  ['--port', '0', '--empty', '--data', data, '--now', NOW, '--locale', lang, '--secret', 'demo'],
  /^Webhook address\s+\S+/m,
).catch(async (error) => {
  await end(crm);
  throw error;
});
try {
  mkdirSync(images, { recursive: true });
  const base = /^Webhook address\s+(\S+?)\/exec/m.exec(host.said)[1],
    vendor = /^Address\s+(\S+)/m.exec(crm.said)[1],
    token = /^Token\s+(\S+)/m.exec(crm.said)[1];
  const browser = await driver.launch({ executablePath: await chromium.executablePath(), args: chromium.args.filter((arg) => arg !== '--single-process') });
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, locale: lang === 'ru' ? 'ru-RU' : 'en-US' });
  page.setDefaultTimeout(60_000);
  await page.goto(`${base}/?sidebar=1`);
  await page.locator('body[data-ready=true]').waitFor();
  const side = page.frameLocator('#side iframe');
  const press = (name) => side.getByRole('button', { name }).click();
  const take = async (step) => {
    await page.waitForTimeout(700);
    const path = join(images, `connect-${step}${lang === 'en' ? '-en' : ''}.png`);
    await page.screenshot({ path, clip: await page.locator('#side').boundingBox() });
    console.log(`${path.slice(root.length + 1)} ${Math.round(statSync(path).size / 1024)} KB`);
  };
  await side.getByRole('tab', { name: say.setup, exact: true }).click();
  await side.getByRole('button', { name: say.amo }).waitFor();
  await take('choose');
  for (const [step, name] of [
    ['bitrix24', say.bitrix],
    ['onec', say.onec],
  ]) {
    await press(name);
    await side.getByRole('button', { name: say.test }).waitFor();
    await take(step);
    await press(say.drop);
    await side.getByRole('button', { name: say.amo }).waitFor();
  }
  await press(say.amo);
  await side.getByLabel(say.address).fill(vendor);
  await side.getByLabel(say.token).fill(token);
  await take('key');
  await press(say.test);
  await side.getByRole('button', { name: say.list }).waitFor();
  await take('check');
  await press(say.list);
  await press(say.all);
  const left = side.locator('.steps details.mapping').first().locator('select');
  for (let i = 0; i < (await left.count()); i += 1) if ((await left.nth(i).inputValue()) === '') await left.nth(i).selectOption('in_work');
  await side.locator('.steps > li.now').scrollIntoViewIfNeeded();
  await take('map');
  await press(say.confirm);
  await side.getByText(say.wait).waitFor();
  await side.locator('.light').scrollIntoViewIfNeeded();
  await take('events');
  await press(say.arm);
  await side.getByText(say.armed).waitFor();
  await fetch(`${vendor}/-/live?n=1&kinds=edit`, { method: 'POST' });
  await side.getByRole('button', { name: say.load }).waitFor();
  await take('load');
  await press(say.load);
  await side.getByText(say.equal).waitFor({ timeout: 120_000 });
  await side.getByText(say.green).waitFor();
  await take('green');
  await browser.close();
} finally {
  await Promise.all([end(host), end(crm)]);
  rmSync(data, { recursive: true, force: true });
}
