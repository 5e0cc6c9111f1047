/** The house as data: who may import whom, who may say the name of a Google service, where the clock may be read. Reads files, runs nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const root = join(__dirname, '..');

/** A folder may always import within itself, but one CRM never another. A folder not named here may import nothing and fails. Paths are without extension. */
const may: Readonly<Record<string, readonly string[]>> = {
  'src/kernel': [],
  'src/i18n': ['src/kernel'],
  'sheets-templates': ['src/kernel'],
  'src/facts': ['src/kernel', 'sheets-templates'],
  'src/metrics': ['src/kernel', 'src/facts'],
  'src/reports': ['src/kernel', 'src/i18n', 'sheets-templates', 'src/facts', 'src/metrics'],
  'src/ports': ['src/kernel', 'src/facts'],
  'src/crm': ['src/kernel', 'src/facts', 'src/ports'],
  'src/ingest': ['src/kernel', 'src/i18n', 'sheets-templates', 'src/facts', 'src/ports'],
  'src/jobs': ['src/kernel', 'src/i18n', 'sheets-templates', 'src/facts', 'src/metrics', 'src/reports', 'src/ports', 'src/ingest'],
  'src/sidebar': ['src/kernel', 'src/i18n', 'src/hosts/apps-script/api'],
  'src/boards': ['src/kernel', 'src/i18n', 'src/hosts/apps-script/api'],
  'src/hosts/apps-script': [
    'src/kernel',
    'src/i18n',
    'sheets-templates',
    'src/facts',
    'src/metrics',
    'src/reports',
    'src/ports',
    'src/crm',
    'src/ingest',
    'src/jobs',
  ],
  'src/hosts/local': [], // loads the bundle, not the source; so does its demo company, whose answers would prove nothing otherwise
};

/** Libraries: anything below the hosts is bundled into Code.js and runs without Node. */
const libraries: Readonly<Record<string, readonly string[]>> = {
  'src/crm': [],
  'src/sidebar': ['preact', 'preact/hooks', 'preact/jsx-runtime', 'write-excel-file/universal'],
  'src/boards': ['preact', 'preact/hooks', 'preact/jsx-runtime', 'chart.js', 'chart.js/auto', 'crossfilter2'],
  'src/hosts/local': ['*'],
};

/** Files above 250 lines, each with the reason why it is not split. */
const longFiles: Readonly<Record<string, string>> = {
  'sheets-templates/deals.ts': 'one table: the 41 columns of the widest tab, each with its two titles and its note',
  'src/hosts/local/workbook.ts': 'one class: a line or two over the engine for each method of WorkbookApi',
  'src/hosts/apps-script/self-check.ts': 'one table: a row for each behaviour of Google that the product relies on',
  'src/hosts/apps-script/workbook-builder.ts': 'one port: how a tab is made, looked at and mended, each in a few calls',
  'src/hosts/local/executions.ts': 'one subject: the life of an execution, from its place in the queue to its bill',
  'src/hosts/local/host.ts': 'the parts of the host put together, once',
  'src/hosts/local/services/sheet.ts': "one of Google's classes",
  'src/i18n/sidebar-words.ts': 'one table of words',
  'src/i18n/connect-words.ts': 'one table of words',
  'src/jobs/plans-panel.ts': 'one tab of the sidebar: what it shows and how it saves (to be split when spreading grows)',
  'src/hosts/local/workbook-plugin-evaluation.ts': 'one override: the order in which the engine evaluates what was written',
};

const googleServices =
  /\b(SpreadsheetApp|PropertiesService|CacheService|LockService|ScriptApp|UrlFetchApp|HtmlService|ContentService|MailApp|GmailApp|DriveApp|Utilities|Session|BigQuery|CardService|FormApp|DocumentApp|Logger|GoogleAppsScript)\b/;
/** Reading the clock, chance, or the machine's own zone. `new Date(number)` is arithmetic and allowed to kernel/calendar alone. */
const clockOrChance: readonly { readonly what: string; readonly found: RegExp; readonly allowedIn?: readonly string[] }[] = [
  { what: 'Date.now', found: /\bDate\.now\b/ },
  { what: 'new Date() without arguments', found: /\bnew Date\s*(\(\s*\)|(?![\s\w(]))/ },
  { what: 'Date called or constructed', found: /\bnew Date\b|(?<![.\w])Date\s*\(/, allowedIn: ['src/kernel/calendar'] },
  { what: 'Math.random', found: /\bMath\.random\b/ },
  { what: 'crypto', found: /\bcrypto\b/ },
  { what: 'performance.now', found: /\bperformance\.now\b/ },
  { what: 'a formatter without a time zone', found: /Intl\.DateTimeFormat\((?![^)]*timeZone)/ },
  { what: 'local text of a date', found: /\.toLocale(Date|Time)String\(/ },
  { what: "parts of a date in the machine's zone", found: /\.get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/ },
];

interface Source {
  readonly path: string;
  readonly text: string;
  readonly code: string;
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[];
}

function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(posix.join(folder, entry.name)) : /\.(ts|tsx)$/.test(entry.name) ? [posix.join(folder, entry.name)] : [],
  );
}

/** Comments blanked, so that prose may name what code may not; texts stay. Good enough for the house's own files: no regex literal here holds a quote or two slashes unescaped. */
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, (m) => m.replace(/[^\n]/g, ' ')).replace(/(^|[\s;{}(),])\/\/[^\n]*/g, '$1');
const withoutTexts = (code: string): string => code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8'),
    code = withoutComments(text);
  const statements = [...code.matchAll(/(?:^|[\n;])\s*(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]/g)].map((m) => ({
    from: m[3] ?? '',
    typeOnly: m[2] !== undefined,
  }));
  const dynamic = [...code.matchAll(/\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/g)].map((m) => ({ from: m[1] ?? '', typeOnly: false }));
  return {
    path,
    text,
    code: withoutTexts(code),
    imports: [...statements, ...dynamic].map((one) => ({
      ...one,
      from: one.from.startsWith('.') ? posix.normalize(posix.join(dirname(path), one.from)) : one.from,
    })),
  };
}

const sources = [...walk('src'), ...walk('sheets-templates')].map(readSource);
const folders = Object.keys(may).sort((a, b) => b.length - a.length);
const folderOf = (path: string): string | undefined => folders.find((folder) => path === folder || path.startsWith(`${folder}/`));
const isLocalPath = (from: string): boolean => from.startsWith('src/') || from.startsWith('sheets-templates');
const crmOf = (path: string): string | undefined => /^src\/crm\/([^/]+)\//.exec(path)?.[1];

/** Why this import is not allowed, or nothing. */
function objection(path: string, from: string, typeOnly: boolean): string | null {
  const mine = folderOf(path);
  if (mine === undefined) return `${path}: no folder of the import table`;
  if (!isLocalPath(from)) {
    const allowed = libraries[mine] ?? [];
    return typeOnly || allowed.includes('*') || allowed.includes(from) || /\.(css|html|svg)$/.test(from) ? null : `${path} imports library ${from}`;
  }
  const theirs = folderOf(from);
  if (theirs === mine)
    return crmOf(path) !== undefined && crmOf(from) !== undefined && crmOf(path) !== crmOf(from) ? `${path} imports another CRM: ${from}` : null;
  const allowed = (may[mine] ?? []).some((name) => from === name || from.startsWith(`${name}/`));
  if (!allowed) return `${path} may not import ${from}`;
  return from === 'src/hosts/apps-script/api' && !typeOnly ? `${path} must import types only from ${from}` : null;
}

test('there is something to look at', () => expect(sources.length).toBeGreaterThan(40));

test('the import table holds', () =>
  expect(sources.flatMap(({ path, imports }) => imports.map(({ from, typeOnly }) => objection(path, from, typeOnly)).filter((said) => said !== null))).toEqual(
    [],
  ));

test.each([
  { why: 'a metric never sees a port', path: 'src/metrics/pay.ts', from: 'src/ports/world', ok: false },
  { why: 'a metric reads facts', path: 'src/metrics/pay.ts', from: 'src/facts/book', ok: true },
  { why: 'a report never sees a CRM', path: 'src/reports/turnover.ts', from: 'src/crm/amocrm/webhook', ok: false },
  { why: 'one CRM never imports another', path: 'src/crm/amocrm/webhook.ts', from: 'src/crm/bitrix24/webhook', ok: false },
  { why: 'a CRM uses the common form reader', path: 'src/crm/amocrm/webhook.ts', from: 'src/crm/form', ok: true },
  { why: 'the local host loads the bundle, not the source', path: 'src/hosts/local/server.ts', from: 'src/kernel/calendar', ok: false },
  { why: 'the demo company knows nothing of the product either', path: 'src/hosts/local/demo/generator.ts', from: 'src/metrics/margin', ok: false },
  { why: 'Node stays out of the floors', path: 'src/ingest/journal.ts', from: 'node:fs', ok: false },
  { why: 'a new folder must be put into the table first', path: 'src/utils/text.ts', from: 'src/kernel/money', ok: false },
])('import table: $why', ({ path, from, ok }) => expect(objection(path, from, false) === null).toBe(ok));

test('the sidebar takes only types of the server', () => {
  expect(objection('src/sidebar/plans.tsx', 'src/hosts/apps-script/api', true)).toBeNull();
  expect(objection('src/sidebar/plans.tsx', 'src/hosts/apps-script/api', false)).not.toBeNull();
});

test('nobody but hosts/apps-script names a Google service', () => {
  // The local host offers the services: there the names are keys and texts of what it offers, never a use of a global.
  const offers = (path: string): boolean => path.startsWith('src/hosts/apps-script/') || path.startsWith('src/hosts/local/');
  expect(
    sources.filter(({ path, code }) => !offers(path) && googleServices.test(code)).map(({ path, code }) => `${path}: ${googleServices.exec(code)?.[0]}`),
  ).toEqual([]);
});

test('no clock and no chance below the hosts', () => {
  const below = sources.filter(({ path }) => !path.startsWith('src/hosts/') && !path.startsWith('src/sidebar/') && !path.startsWith('src/boards/'));
  const found = below.flatMap(({ path, code }) =>
    clockOrChance
      .filter(({ found: pattern, allowedIn }) => !(allowedIn ?? []).some((file) => path === `${file}.ts`) && pattern.test(code))
      .map(({ what }) => `${path}: ${what}`),
  );
  expect(found).toEqual([]);
});

test.each([
  { why: 'the clock', line: 'const t = Date.now();', what: 'Date.now' },
  { why: 'today', line: 'const t = new Date();', what: 'new Date() without arguments' },
  { why: 'today without brackets', line: 'const t = new Date;', what: 'new Date() without arguments' },
  { why: 'chance', line: 'const r = Math.random();', what: 'Math.random' },
  { why: "the machine's zone", line: 'new Intl.DateTimeFormat("ru", { month: "long" })', what: 'a formatter without a time zone' },
])('the clock test sees $why', ({ line, what }) => expect(clockOrChance.filter(({ found }) => found.test(line)).map((one) => one.what)).toContain(what));

/** Files that reach themselves over imports; types count too, since a circle of types is a circle of meaning. */
function circles(): string[] {
  const paths = new Set(sources.map(({ path }) => path));
  const fileOf = (from: string): string | undefined => [`${from}.ts`, `${from}.tsx`, from].find((path) => paths.has(path));
  const next = new Map(sources.map(({ path, imports }) => [path, imports.map(({ from }) => fileOf(from)).filter((p): p is string => p !== undefined)]));
  const state = new Map<string, 'open' | 'done'>(),
    found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
      return;
    }
    state.set(path, 'open');
    for (const to of next.get(path) ?? []) visit(to, [...trail, path]);
    state.set(path, 'done');
  };
  for (const { path } of sources) visit(path, []);
  return found;
}
test('no circle of imports', () => expect(circles()).toEqual([]));

test('a file above 250 lines says why', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 250).map(({ path }) => path);
  expect(long.filter((path) => longFiles[path] === undefined)).toEqual([]);
  expect(Object.keys(longFiles).filter((path) => !long.includes(path))).toEqual([]); // a reason outlives its file no longer than needed
});

test('no barrels, no rooms for everything', () => {
  expect(sources.filter(({ path }) => /\/index\.tsx?$|\/(utils?|helpers?|common)(\/|\.tsx?$)/.test(path)).map(({ path }) => path)).toEqual([]);
});

test('no default exports', () =>
  expect(sources.filter(({ path, code }) => !path.endsWith('.d.ts') && /\bexport default\b/.test(code)).map(({ path }) => path)).toEqual([]));
