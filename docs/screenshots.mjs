/**
 * The pictures of the README, of the demo company at a fixed time: node docs/screenshots.mjs [ru|en] (build first: npm run build).
 * Writes docs/images/<name>.png; takes about two minutes.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';

const NOW = '2026-11-21T15:00:00+03:00';
const KB = 300;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const images = join(root, 'docs/images');
const lang = process.argv[2] === 'en' ? 'en' : 'ru';
const tabs = {
  ru: { board: 'Сводка', turnover: 'Оборот', plan_fact: 'План-факт', receivables: 'Дебиторка', deal_margin: 'Маржа по сделкам', payroll: 'Зарплата' },
  en: { board: 'Board', turnover: 'Turnover', plan_fact: 'Plan vs actual', receivables: 'Receivables', deal_margin: 'Margin by deal', payroll: 'Payroll' },
}[lang];
const sections = {
  ru: { plans: 'Планы', costs: 'Расходы', setup: 'Настройка', refresh: 'Обновление' },
  en: { plans: 'Plans', costs: 'Costs', setup: 'Set-up', refresh: 'Refresh' },
}[lang];
const name = (one) => join(images, `${one}${lang === 'en' ? '-en' : ''}.png`);

const data = mkdtempSync(join(tmpdir(), 'cifra-pictures-'));
const host = spawn(process.execPath, [join(root, 'build/local/main.cjs'), '--port', '0', '--data', data, '--now', NOW, '--locale', lang, '--secret', 'demo'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let said = '';
host.stdout.on('data', (chunk) => {
  said += chunk;
});

/** Waits for a line of the host. */
async function line(pattern, seconds) {
  for (let i = 0; i < seconds * 5; i += 1) {
    const found = pattern.exec(said);
    if (found) return found;
    if (host.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`The host did not say ${pattern}:\n${said}`);
}

try {
  mkdirSync(images, { recursive: true });
  const [, base] = await line(/^Workbook\s+(\S+)/m, 60);
  await line(/^Reports are ready/m, 180);
  const browser = await driver.launch({ executablePath: await chromium.executablePath(), args: chromium.args.filter((arg) => arg !== '--single-process') });
  const open = async (address, width, height) => {
    const page = await browser.newPage({ viewport: { width, height }, locale: lang === 'ru' ? 'ru-RU' : 'en-US' });
    await page.goto(address);
    await page.locator('body[data-ready=true]').waitFor({ timeout: 60_000 });
    await page.waitForTimeout(2500); // charts are drawn with a movement
    return page;
  };
  const show = async (page, tab) => {
    await page
      .locator('.o-sheet')
      .filter({ has: page.getByText(tab, { exact: true }) })
      .click();
    await page.waitForTimeout(2000);
  };
  const take = async (page, one, clip) => {
    await page.screenshot({ path: name(one), ...(clip ? { clip } : {}) });
    const kb = Math.round(statSync(name(one)).size / 1024);
    console.log(`${name(one).slice(root.length + 1)} ${kb} KB${kb > KB ? ': TOO LARGE' : ''}`);
  };

  const wide = await open(base, 1440, 1060);
  await take(wide, 'board');
  await wide.setViewportSize({ width: 1440, height: 700 });
  for (const one of ['turnover', 'plan_fact', 'receivables', 'deal_margin', 'payroll']) {
    await show(wide, tabs[one]);
    await take(wide, one);
  }
  await wide.close();

  const page = await open(`${base}?sidebar=1`, 1440, 900);
  const side = page.frameLocator('#side iframe');
  await side.getByRole('tab', { name: sections.plans }).waitFor();
  await page.waitForTimeout(4000);
  await take(page, 'workbook');
  const box = await page.locator('#side').boundingBox();
  for (const [one, title] of Object.entries(sections)) {
    await side.getByRole('tab', { name: title, exact: true }).click();
    await page.waitForTimeout(4000);
    await take(page, `sidebar-${one}`, box);
  }
  await browser.close();
} finally {
  const gone = new Promise((done) => host.once('exit', done));
  if (host.exitCode === null) {
    host.kill('SIGTERM');
    await gone;
  }
  rmSync(data, { recursive: true, force: true });
}

await import('./screenshots-connect.mjs');
