import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openTestHost, type TestHost } from '../test-host';

const code = `
function said(f) { try { return { value: f() }; } catch (e) { return e.name + ': ' + e.message; } }
function ask(source) { return said(new Function('return (' + source + ')')); }
function page() { var t = HtmlService.createTemplateFromFile('Page'); t.rows = ['<a>', 'b']; return t.evaluate().setTitle('T').getContent(); }
function include(name) { return HtmlService.createHtmlOutputFromFile(name).getContent(); }
function onOpen(e) { SpreadsheetApp.getUi().createMenu('M').addItem('i', 'f').addToUi(); }
function dialog(modal) { var page = HtmlService.createHtmlOutput('<p>x</p>').setTitle('of the page').setWidth(520).setHeight(600), ui = SpreadsheetApp.getUi(); if (modal) ui.showModalDialog(page, 'Title'); else ui.showModelessDialog(page, 'Title'); return 'went on'; }
function dialogInOpen() { return said(function () { SpreadsheetApp.getUi().showModalDialog(HtmlService.createHtmlOutput('x'), 'T'); }); }
function sidebarInOpen() { return said(function () { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('x')); }); }
`;
const files = { 'Page.html': '<ul><? rows.forEach(function (r) { ?><li><?= r ?></li><? }); ?></ul><?!= include("Part") ?>', 'Part.html': '<hr>' };

let test: TestHost;
let web: Server;
let base = '';
beforeAll(async () => {
  test = openTestHost(code, { files, now: Date.parse('2026-11-21T09:00:00Z') });
  web = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        if (request.url === '/missing') return response.writeHead(404).end('nothing here');
        if (request.url === '/moved') return response.writeHead(302, { location: '/ok' }).end();
        response
          .writeHead(200, { 'content-type': 'application/json', 'x-way': request.method ?? '' })
          .end(JSON.stringify({ type: request.headers['content-type'] ?? null, body: Buffer.concat(chunks).toString(), url: request.url }));
      });
  });
  await new Promise<void>((ready) => web.listen(0, '127.0.0.1', ready));
  base = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await test.close();
  await new Promise((done) => web.close(done));
});

const ask = (source: string): Promise<unknown> => test.call('ask', source.replaceAll('BASE', base));
const sheet = 'SpreadsheetApp.getActive().getSheets()[0]';

it.each([
  ['a method that is not there fails by its name', 'SpreadsheetApp.getTeapot()', 'TypeError: SpreadsheetApp.getTeapot is not a function'],
  ['also on an object', `${sheet}.setTeapot(1)`, 'TypeError: SpreadsheetApp.Sheet.setTeapot is not a function'],
  [
    'wrong arguments fit no signature',
    `${sheet}.getRange(null, 1)`,
    "Exception: The parameters (null,number) don't match the method signature for SpreadsheetApp.Sheet.getRange.",
  ],
  [
    'so do values that are no table',
    `${sheet}.getRange(1, 1).setValues('x')`,
    "Exception: The parameters (String) don't match the method signature for SpreadsheetApp.Range.setValues.",
  ],
  ['an address that is none', `${sheet}.getRange('A1:')`, 'Exception: Range not found'],
  ['another document', "SpreadsheetApp.openById('x')", "Exception: Document x is missing (perhaps it was deleted, or you don't have read access?)"],
  [
    'the store of properties is 500 KB',
    "PropertiesService.getUserProperties().setProperties((function () { var o = {}; for (var i = 0; i < 60; i++) o['k' + i] = new Array(9001).join('x'); return o; })())",
    'Exception: You have exceeded the property storage quota. Please remove some properties and try again.',
  ],
  ['a cache value of more than 100 KB', "CacheService.getScriptCache().put('k', new Array(102402).join('x'))", 'Exception: Argument too large: value'],
  [
    'a lock with a negative time is never had',
    '(function () { try { return LockService.getUserLock().waitLock(-1); } finally {} })()',
    'Exception: Lock timeout: another process was holding the lock for too long.',
  ],
  ['a mail to nobody', "MailApp.sendEmail('', 's', 'b')", 'Exception: Failed to send email: no recipient'],
  ['an address that is no address', "MailApp.sendEmail('nobody', 's', 'b')", 'Exception: Invalid email: nobody'],
  [
    'a failed request',
    "UrlFetchApp.fetch('BASE/missing')",
    'Exception: Request failed for BASE returned code 404. Truncated server response: nothing here (use muteHttpExceptions option to examine full response)',
  ],
  ['a server that is not there', "UrlFetchApp.fetch('http://127.0.0.1:1/x')", 'Exception: Address unavailable: http://127.0.0.1:1/x'],
  ['an address without a scheme', "UrlFetchApp.fetch('example')", 'Exception: Invalid argument: example'],
])('%s', async (_why, source, text) => {
  expect(await ask(source)).toBe(text.replaceAll('BASE', base));
});

it.each([
  ['a muted failure', "UrlFetchApp.fetch('BASE/missing', { muteHttpExceptions: true }).getResponseCode()", 404],
  ['redirects are followed', "UrlFetchApp.fetch('BASE/moved').getResponseCode()", 200],
  ['unless told not to', "UrlFetchApp.fetch('BASE/moved', { followRedirects: false }).getResponseCode()", 302],
  [
    'an object becomes a form',
    "JSON.parse(UrlFetchApp.fetch('BASE/ok', { method: 'post', payload: { a: 'b c', d: 1 } }).getContentText())",
    { type: 'application/x-www-form-urlencoded', body: 'a=b+c&d=1', url: '/ok' },
  ],
  [
    'a text is sent as it is',
    "JSON.parse(UrlFetchApp.fetch('BASE/ok', { method: 'put', contentType: 'application/json', payload: '{}' }).getContentText())",
    { type: 'application/json', body: '{}', url: '/ok' },
  ],
  [
    'many at once, in their order',
    "UrlFetchApp.fetchAll(['BASE/a', { url: 'BASE/b' }]).map(function (r) { return JSON.parse(r.getContentText()).url; })",
    ['/a', '/b'],
  ],
  ['headers', "UrlFetchApp.fetch('BASE/ok').getHeaders()['x-way']", 'GET'],
  [
    'a clock that stands still',
    '[new Date().toISOString(), Date.now(), typeof Date(), new Date(0) instanceof Date, new Date(2020, 0, 1).getFullYear()]',
    ['2026-11-21T09:00:00.000Z', Date.parse('2026-11-21T09:00:00Z'), 'string', true, 2020],
  ],
  ['while time passes by what was waited for', '(function () { var before = Date.now(); Utilities.sleep(1500); return Date.now() - before; })()', 1500],
  [
    'and by what a call to the workbook would have taken: opening it and a look, 100 and 60 ms and a little for the cell (latency.ts)',
    "(function () { var before = Date.now(); SpreadsheetApp.getActiveSpreadsheet().getSheets()[0].getRange('A1').getValues(); SpreadsheetApp.flush(); return Math.floor((Date.now() - before) / 10); })()",
    16,
  ],
  ['an enumeration is written by its name', 'JSON.stringify([SpreadsheetApp.ProtectionType.SHEET])', '["SHEET"]'],
  ['blobs are signed bytes', "Utilities.newBlob('ф').getBytes()", [-47, -124]],
  ['the address of the web app', 'ScriptApp.getService().getUrl()', 'http://127.0.0.1/exec'],
])('%s', async (_why, source, value) => {
  expect(await ask(source)).toEqual({ value });
});

it('fills templates from files', async () => {
  expect(await test.call('page')).toBe('<ul><li>&lt;a&gt;</li><li>b</li></ul><hr>');
});

it('sends mail into the outbox and counts recipients', async () => {
  await ask("MailApp.sendEmail({ to: 'a@example.com', cc: 'b@example.com', subject: 'S', body: 'B', htmlBody: '<b>B</b>' })");
  expect(test.host.outbox()).toMatchObject([{ to: 'a@example.com', cc: 'b@example.com', subject: 'S', htmlBody: '<b>B</b>', at: '2026-11-21T09:00:00.000Z' }]);
  expect(await ask('MailApp.getRemainingDailyQuota()')).toEqual({ value: 98 });
});

it.each([
  [
    'a simple trigger fetches nothing',
    'edit',
    'LIMITED',
    "UrlFetchApp.fetch('http://example.com')",
    'Exception: You do not have permission to call UrlFetchApp.fetch. Required permissions: https://www.googleapis.com/auth/script.external_request',
  ],
  [
    'before the add-on is enabled there is no document',
    'open',
    'NONE',
    'SpreadsheetApp.getActive()',
    'Exception: You do not have permission to call SpreadsheetApp.getActiveSpreadsheet.',
  ],
  [
    'and there are no properties',
    'open',
    'NONE',
    'PropertiesService.getScriptProperties()',
    'Exception: You do not have permission to call PropertiesService.getScriptProperties.',
  ],
  [
    'a custom function writes nothing',
    'custom',
    'CUSTOM_FUNCTION',
    `${sheet}.getRange('A1').setValue(1)`,
    'Exception: You do not have permission to call setValue',
  ],
  ['and opens no other file', 'custom', 'CUSTOM_FUNCTION', "SpreadsheetApp.openById('x')", 'Exception: You do not have permission to call openById.'],
  ['a web app has no interface', 'doPost', 'FULL', 'SpreadsheetApp.getUi()', 'Exception: Cannot call SpreadsheetApp.getUi() from this context.'],
] as const)('%s', async (_why, kind, authMode, source, text) => {
  const outcome = await test.run({ function: 'ask', args: [source], kind, authMode });
  expect(outcome.ok && outcome.result.as === 'json' ? JSON.parse(outcome.result.json) : outcome).toBe(text);
});

it('builds menus in onOpen, where no sidebar may be shown', async () => {
  await test.host.opened();
  expect(test.host.menus()).toEqual([{ name: 'M', items: [{ name: 'i', function: 'f' }], addon: false }]);
  const outcome = await test.run({ function: 'sidebarInOpen', kind: 'open' });
  expect(outcome.ok && outcome.result.as === 'json' ? JSON.parse(outcome.result.json) : outcome).toMatch(
    /^Exception: You do not have permission to call Ui.showSidebar\./,
  );
});

// https://developers.google.com/apps-script/guides/dialogs, Custom dialogs: "Custom dialogs do not suspend the server-side script while the dialog is open"; reference/base/ui: title and page.
it.each([true, false])('shows a dialog (modal: %s) in the size of its page, under the title given, and the script goes on', async (modal) => {
  const outcome = await test.run({ function: 'dialog', args: [modal] });
  expect(outcome.ok && outcome.result.as === 'json' ? JSON.parse(outcome.result.json) : outcome).toBe('went on');
  expect(outcome.shown).toEqual([expect.objectContaining({ type: 'dialog', title: 'Title', width: 520, height: 600, modal })]);
});
it.each([['a text is no page', "SpreadsheetApp.getUi().showModalDialog('<p>x</p>', 'T')", /match the method signature for Ui.showModalDialog/]])(
  '%s',
  async (_why, source, text) => expect(await ask(source)).toMatch(text),
);
it('a simple trigger shows no dialog', async () => {
  const outcome = await test.run({ function: 'dialogInOpen', kind: 'open' });
  expect(outcome.ok && outcome.result.as === 'json' ? JSON.parse(outcome.result.json) : outcome).toMatch(
    /^Exception: You do not have permission to call Ui.showModalDialog\./,
  );
});

it('bills reads, writes and flushes, and opens the document once', async () => {
  const outcome = await test.run({
    function: 'ask',
    args: [
      `(${sheet}.getRange('A1:B2').setValues([[1, 2], [3, 4]]), SpreadsheetApp.flush(), SpreadsheetApp.flush(), ${sheet}.getLastRow(), ${sheet}.getRange('A1:B2').getValues())`,
    ],
  });
  // start 150 + opening 100 + setValues 5.04 + flush 30.56 + getLastRow 30 + getValues 60.016
  expect(outcome.bill).toMatchObject({
    calls: { setValues: 1, flush: 1, getLastRow: 1, getValues: 1 },
    totalCalls: 4,
    cellsRead: 4,
    cellsWritten: 4,
    simulatedMs: 376,
  });
});
