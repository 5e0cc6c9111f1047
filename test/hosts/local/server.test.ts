import { type Server, startServer } from '../../../src/hosts/local/server';
import { openTestHost, type TestHost } from './test-host';

const code = `
function doPost(e) {
  if (e.parameter.mode === 'throw') throw new Error('broken <b>');
  if (e.parameter.mode === 'text') return ContentService.createTextOutput(JSON.stringify(e)).setMimeType(ContentService.MimeType.JSON);
  if (e.parameter.mode === 'nothing') return;
  if (e.parameter.mode === 'wrong') return 7;
  return HtmlService.createHtmlOutput('<p>got ' + e.postData.contents.length + '</p>').setTitle('Answer');
}
function doGet(e) { return HtmlService.createHtmlOutput('hello').setXFrameOptionsMode(HtmlService.XFrameOptionsMode.ALLOWALL); }
function onOpen() { SpreadsheetApp.getUi().createMenu('Cifra').addItem('Open', 'openSidebar').addSeparator().addItem('Fail', 'fail').addToUi(); }
function openSidebar() { SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('<html><head><title>x</title></head><body>panel<script>google.script.run.echo(1)</script></body></html>').setTitle('Panel')); }
function fail() { throw new Error('no good'); }
function echo(a, b) { return { a: a, b: b, list: [undefined, NaN], gone: undefined }; }
function dated() { return { rows: [[new Date()]] }; }
function hidden_() { return 1; }
function onEdit(e) { PropertiesService.getScriptProperties().setProperty('edited', e.range.getA1Notation() + ' ' + e.source.getId().length + ' ' + (e.authMode === ScriptApp.AuthMode.LIMITED)); }
function onChanged(e) { PropertiesService.getScriptProperties().setProperty('changed', e.changeType); }
function install() { ScriptApp.newTrigger('onChanged').forSpreadsheet(SpreadsheetApp.getActive()).onChange().create(); ScriptApp.newTrigger('everyMinute').timeBased().everyMinutes(1).create(); }
function everyMinute(e) { var p = PropertiesService.getScriptProperties(); p.setProperty('ticks', (p.getProperty('ticks') || '') + e.minute + ' '); }
function properties() { return PropertiesService.getScriptProperties().getProperties(); }
function apiTabs() { return { ok: true, value: [{ key: 'plans', open: true }, { key: 'deals', open: false }] }; }
function apiTab(key) {
  if (key !== 'plans' && key !== 'deals') return { ok: false, fault: { code: 'tab-unknown', what: 'There is no such tab.', mend: 'Choose another.' } };
  var sheet = SpreadsheetApp.getActive().getSheets()[0];
  var rows = sheet.getLastRow() > 1 ? sheet.getRange(2, 1, sheet.getLastRow() - 1, 3).getValues() : [];
  return { ok: true, value: { key: key, title: key, sheetId: sheet.getSheetId(), firstRow: 1, columns: [{ key: 'name', unit: 'word', index: 0, words: { every_month: 'Every month' } }, { key: 'value', unit: 'money', index: 2 }], rows: rows.map(function (r) { return { name: r[0], between: r[1], value: r[2] }; }) } };
}
function apiReport(key, q) { return { ok: true, value: { key: key, q: q, rows: [] } }; }
function seed() { SpreadsheetApp.getActive().getSheets()[0].getRange('A1:C3').setValues([['name', 'user', 'value'], ['a', 'mine', 1], ['b', 'mine too', 2]]); }
`;

let test: TestHost;
let server: Server;
beforeAll(async () => {
  test = openTestHost(code, { now: Date.parse('2026-11-21T09:00:00Z') });
  server = await startServer(test.host, { port: 0, files: __dirname });
});
afterAll(async () => {
  await server.close();
  await test.close();
});

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(server.base + path, { redirect: 'manual', ...init });
const post = (path: string, body: string, type = 'application/x-www-form-urlencoded'): Promise<Response> =>
  get(path, { method: 'POST', body, headers: { 'content-type': type } });
const json = async (answer: Promise<Response>): Promise<unknown> => (await answer).json();

it.each([
  [
    'an HtmlOutput is a page of status 200 with the content in the sandbox iframe',
    '/exec',
    200,
    /<title>Answer<\/title>.*<iframe sandbox="allow-same-origin.*got 5/s,
  ],
  ['an uncaught error is a page of status 200, escaped', '/exec?mode=throw', 200, /<title>Error<\/title>.*Error: broken &lt;b&gt;/s],
  ['nothing returned', '/exec?mode=nothing', 200, /The script completed but did not return anything\./],
  ['a wrong type returned', '/exec?mode=wrong', 200, /The script completed but the returned value is not a supported return type\./],
  ['c is reserved', '/exec?c=1', 405, /Sorry, the file you have requested does not exist\./],
  ['sid is reserved', '/exec?sid=1', 405, /Sorry, the file you have requested does not exist\./],
])('POST /exec: %s', async (_why, path, status, body) => {
  const answer = await post(path, 'x=1&y');
  expect(answer.status).toBe(status);
  expect(await answer.text()).toMatch(body);
});

it('answers a TextOutput with 302 to a one-time address that takes GET only', async () => {
  const answer = await post('/exec?mode=text&a=1&a=2', 'a=3&b=%D1%84+x');
  expect(answer.status).toBe(302);
  const place = answer.headers.get('location') ?? '';
  expect((await post(place, '')).status).toBe(405);
  expect(await json(get(place))).toEqual({
    queryString: 'mode=text&a=1&a=2',
    parameter: { mode: 'text', a: '1', b: 'ф x' },
    parameters: { mode: ['text'], a: ['1', '2', '3'], b: ['ф x'] },
    contextPath: '',
    contentLength: 14,
    postData: { length: 14, type: 'application/x-www-form-urlencoded', contents: 'a=3&b=%D1%84+x', name: 'postData' },
  });
  expect((await get(place)).status).toBe(404);
});

it('gives a body of any type raw', async () => {
  const answer = await post('/exec?mode=text', '{"a":1}', 'application/json; charset=utf-8');
  const event = (await json(get(answer.headers.get('location') ?? ''))) as { postData: { type: string; contents: string }; parameter: object };
  expect(event.postData).toMatchObject({ type: 'application/json', contents: '{"a":1}' });
  expect(event.parameter).toEqual({ mode: 'text' });
});

it('refuses HEAD, and lets a page be framed only when it says so', async () => {
  expect((await get('/exec', { method: 'HEAD' })).status).toBe(403);
  expect((await get('/exec')).headers.get('x-frame-options')).toBeNull();
  expect((await post('/exec', '')).headers.get('x-frame-options')).toBe('SAMEORIGIN');
});

it('calls functions as google.script.run does', async () => {
  expect(await json(post('/api/call/echo', '[1,"x"]'))).toEqual({ a: 1, b: 'x', list: [null, null] });
  expect(await json(post('/api/call/dated', '[]'))).toBeNull();
  expect(await json(post('/api/call/fail', '[]'))).toEqual({ error: { name: 'Error', message: 'no good' } });
  expect((await post('/api/call/fail', '[]')).status).toBe(500);
  expect((await post('/api/call/hidden_', '[]')).status).toBe(404);
  expect((await post('/api/call/absent', '[]')).status).toBe(404);
  expect((await post('/api/call/echo', '{')).status).toBe(400);
});

it('shows the menu, and runs an item as a person would', async () => {
  await test.host.opened();
  expect(await json(get('/api/menu'))).toEqual([
    { name: 'Open', function: 'openSidebar', opensSidebar: true },
    { separator: true },
    { name: 'Fail', function: 'fail' },
  ]);
  const { shown } = (await json(get('/api/run/openSidebar', { method: 'POST' }))) as { shown: { type: string; title: string; url: string }[] };
  expect(shown).toMatchObject([{ type: 'sidebar', title: 'Panel' }]);
  const page = await get(shown[0]?.url ?? '');
  expect(page.headers.get('content-security-policy')).toContain('sandbox allow-same-origin');
  const html = await page.text();
  expect(html).toContain('panel');
  expect(html.indexOf('google.script = ')).toBeLessThan(html.indexOf('<title>'));
  expect((await get('/sidebar/other')).status).toBe(404);
});

it('types rows into an input tab as a person, keeps foreign columns, empties what is left, fires triggers', async () => {
  await test.call('seed');
  await get('/api/run/install', { method: 'POST' });
  expect((await get('/api/tabs/plans', { method: 'PUT', body: JSON.stringify({ rows: [{ name: 'c', value: 5 }] }) })).status).toBe(200);
  expect(await json(get('/api/tabs/plans'))).toMatchObject({
    rows: [
      { name: 'c', between: 'mine', value: 5 },
      { name: '', between: 'mine too', value: '' },
    ],
  });
  expect(await test.call('properties')).toMatchObject({ edited: 'A2:C3 44 true', changed: 'EDIT' });
  await get('/api/tabs/plans', { method: 'PUT', body: JSON.stringify({ rows: [{ name: 'every_month' }, { name: 'Every month' }, { name: 'toString' }] }) });
  expect(await json(get('/api/tabs/plans'))).toMatchObject({ rows: [{ name: 'Every month' }, { name: 'Every month' }, { name: 'toString' }] }); // a key is typed as its word
  expect((await get('/api/tabs/plans', { method: 'PUT', body: '{"rows":[{"wrong":1}]}' })).status).toBe(400);
  expect((await get('/api/tabs/deals', { method: 'PUT', body: '{"rows":[]}' })).status).toBe(403);
  expect((await get('/api/tabs/nothing')).status).toBe(404);
  expect(await json(get('/api/reports/turnover?from=2026-01-01&as_of=2026-02-01'))).toEqual({
    key: 'turnover',
    q: { from: '2026-01-01', as_of: '2026-02-01' },
    rows: [],
  });
});

it('moves the clock and fires each due minute in order', async () => {
  expect(await json(post('/api/clock', '{"now":"2026-11-21T09:03:30Z"}'))).toEqual({ now: '2026-11-21T09:03:30.000Z', frozen: true, fired: 3 });
  expect(await test.call('properties')).toMatchObject({ ticks: '1 2 3 ' });
  expect((await post('/api/clock', '{"now":"2026-11-21T09:00:00Z"}')).status).toBe(409);
  expect((await post('/api/clock', '{"now":"soon"}')).status).toBe(400);
});

it('plays the last two hours of a long move in full', async () => {
  const { fired } = (await json(post('/api/clock', '{"now":"2026-11-22T09:03:30Z"}'))) as { fired: number };
  expect(fired).toBe(121);
});

it('bills each execution and fires armed faults once', async () => {
  await get('/api/bill?reset');
  await json(post('/api/faults', '{"function":"seed","method":"setValues","nth":1,"when":"before","error":"Service Spreadsheets timed out"}'));
  expect((await post('/api/call/seed', '[]')).status).toBe(500);
  expect((await post('/api/call/seed', '[]')).status).toBe(200);
  const { executions } = (await json(get('/api/bill'))) as { executions: { function: string; calls: object; cellsWritten: number; outcome: string }[] };
  expect(executions).toMatchObject([
    { function: 'seed', outcome: 'error', calls: {} },
    { function: 'seed', outcome: 'ok', calls: { setValues: 1 }, cellsWritten: 9 },
  ]);
});

it('ends an execution that a fault kills, and goes on', async () => {
  await json(post('/api/faults', '{"function":"doPost","method":"createHtmlOutput","nth":1,"when":"before","error":"kill"}'));
  expect(await (await post('/exec', 'a')).text()).toContain('Killed before createHtmlOutput');
  expect(await (await post('/exec', 'a')).text()).toContain('got 1');
});

it('keeps pages of other sites out of the interface', async () => {
  const base = (await get('/')).url.replace(/\/$/, '');
  for (const origin of ['https://example.com', 'null', 'http://localhost:1', `${base}0`])
    expect((await get('/api/bill', { headers: { origin } })).status).toBe(403);
  expect((await get('/api/bill', { headers: { origin: base } })).status).toBe(200);
});
