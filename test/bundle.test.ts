/** What Google will load, looked at as Google loads it: dist/ in a bare context (no timers, no URL, no TextEncoder), nothing of the source run. Needs `npm run build` first. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { allSheets } from '../sheets-templates/all';
import { settingWords } from '../sheets-templates/setting-words';
import { faultWords } from '../src/i18n/fault-words';
import { problemTexts } from '../src/i18n/problem-words';
import type { SheetTemplate } from '../src/kernel/sheet-template';

const root = join(__dirname, '..'),
  dist = join(root, 'dist');
const gasLocal = require('gas-local') as { readonly require: (folder: string, globals: object) => Record<string, unknown> };
const code = existsSync(join(dist, 'Code.js')) ? readFileSync(join(dist, 'Code.js'), 'utf8') : '',
  panels = `function panels(bundle) {${JSON.parse(readFileSync(join(dist, 'Panels.html'), 'utf8')) as string}}`; // what Code.js reads when a page or a menu asks
const pages = existsSync(dist) ? readdirSync(dist).filter((file) => file.endsWith('.html')) : [];
const manifest = JSON.parse(readFileSync(join(dist, 'appsscript.json'), 'utf8')) as {
  readonly oauthScopes: readonly string[];
  readonly runtimeVersion: string;
  readonly webapp: { readonly executeAs: string; readonly access: string };
};

const services = [
  'SpreadsheetApp',
  'PropertiesService',
  'CacheService',
  'LockService',
  'ScriptApp',
  'UrlFetchApp',
  'HtmlService',
  'ContentService',
  'MailApp',
  'GmailApp',
  'DriveApp',
  'Utilities',
  'Session',
  'BigQuery',
  'Sheets',
  'Drive',
  'Logger',
  'Browser',
  'CardService',
  'Jdbc',
  'XmlService',
  'FormApp',
  'DocumentApp',
  'CalendarApp',
];
const namesGlobal = (name: string): boolean => new RegExp(`^function ${name}\\(`, 'm').test(code);

type Target = Record<string | symbol, unknown>;
/** A service that must not be touched. */
const refusing = (name: string): unknown =>
  new Proxy(
    {},
    {
      get: (_t, key) => {
        throw new Error(`${name}.${String(key)} was called`);
      },
    },
  );
/** Anything that can be asked and called without end; every call is told. */
function permissive(path: string, told: (path: string, args: readonly unknown[]) => void): unknown {
  return new Proxy(function answer() {}, {
    get: (_t, key) => (typeof key === 'symbol' ? undefined : permissive(`${path}.${key}`, told)),
    apply: (_t, _self, args: readonly unknown[]) => {
      told(path, args);
      return permissive(path, told);
    },
  });
}
const load = (allowed: Target = {}): Record<string, unknown> =>
  gasLocal.require(dist, { ...Object.fromEntries(services.map((name) => [name, refusing(name)])), ...allowed });
const call = (context: Record<string, unknown>, name: string, ...args: readonly unknown[]): unknown =>
  (context[name] as (...given: readonly unknown[]) => unknown)(...args);

test('there is a build', () => {
  expect(code.length).toBeGreaterThan(10_000);
  expect(pages).toContain('Sidebar.html');
});

test('loading calls no service (AuthMode.NONE runs the global scope too)', () => expect(() => load()).not.toThrow());

test('what stands apart from the code is whole: every note, formula, place of a definition and sentence of the source', () => {
  const page = JSON.parse(readFileSync(join(dist, 'Words.html'), 'utf8')) as {
    columns: Record<string, Record<string, object>>;
    settings: object;
    sentences: object;
  };
  expect(page.sentences).toEqual({ ...faultWords, ...problemTexts });
  expect(page.settings).toEqual(Object.fromEntries(Object.entries(settingWords).map(([key, { note }]) => [key, { note }])));
  for (const sheet of allSheets as readonly SheetTemplate[])
    for (const [key, { note, formula, source, width }] of Object.entries(sheet.columns))
      expect({ sheet: sheet.key, key, ...page.columns[sheet.key]?.[key] }).toEqual({
        sheet: sheet.key,
        key,
        ...(note ? { note } : {}),
        ...(formula ? { formula } : {}),
        ...(source ? { source } : {}),
        width,
      });
  expect(code).not.toContain(String(allSheets[0].columns.value.note.ru)); // and stands there only
  expect(code).not.toContain(settingWords.journey_days.note.ru);
});

test('Code.js and the pages are small enough', () => {
  expect(Buffer.byteLength(code)).toBeLessThanOrEqual(400_000);
  for (const page of pages) expect({ page, small: readFileSync(join(dist, page)).length <= 400_000 }).toEqual({ page, small: true });
});

test.each([
  ['Code.js', code],
  ['Panels.html', panels],
])('ES2019 only: esbuild finds nothing to lower in %s', (_file, text) => {
  const print = (target: string): string => transformSync(text, { loader: 'js', target, charset: 'utf8', legalComments: 'none' }).code;
  expect(print('es2019') === print('esnext')).toBe(true);
});
test.each([
  { why: 'private fields', line: 'class A { #x = 1 }' },
  { why: 'static fields', line: 'class A { static x = 1 }' },
  { why: 'optional chaining', line: 'a?.b' },
  { why: 'logical assignment', line: 'a ??= b' },
])('the ES2019 test sees $why', ({ line }) => expect(transformSync(line, { target: 'es2019' }).code).not.toBe(transformSync(line, { target: 'esnext' }).code));

test('nothing is named that the runtime does not have', () => {
  const missing = [
    'setTimeout',
    'setInterval',
    'TextEncoder',
    'TextDecoder',
    'URLSearchParams',
    'structuredClone',
    'queueMicrotask',
    'AbortController',
    'Buffer',
    'process',
    'performance',
    'fetch',
    'atob',
    'btoa',
    'require',
  ];
  // A name behind a dot or a quote is somebody's property; a guarded `typeof x` is a question, not a use.
  const used = missing.filter((name) =>
    new RegExp(`(?<![.\\w$'"\`])${name}\\s*\\(|\\bnew ${name}\\b`).test(code.replace(new RegExp(`typeof ${name}\\b`, 'g'), '')),
  );
  expect(used).toEqual([]);
});

/** Menu items of a mode: nothing but the menu and the locale of the person may be asked in AuthMode.NONE. */
function menuItems(): { readonly title: string; readonly target: string }[] {
  const items: { title: string; target: string }[] = [];
  const ui = permissive('ui', (path, args) => {
    if (path.endsWith('.addItem')) items.push({ title: String(args[0]), target: String(args[1]) });
  });
  const modes = { AuthMode: { NONE: 'NONE', LIMITED: 'LIMITED', FULL: 'FULL', CUSTOM_FUNCTION: 'CUSTOM_FUNCTION' } };
  const only = (name: string, allowed: Target): unknown =>
    new Proxy(allowed, {
      get: (target, key) => {
        if (key in target) return target[key];
        throw new Error(`${name}.${String(key)} is not allowed in AuthMode.NONE`);
      },
    });
  const context = load({
    SpreadsheetApp: only('SpreadsheetApp', { getUi: () => ui }),
    Session: only('Session', { getActiveUserLocale: () => 'ru' }),
    ScriptApp: only('ScriptApp', modes),
  });
  call(context, 'onOpen', { authMode: 'NONE' });
  return items;
}
test('the menu opens in AuthMode.NONE and every item names a global', () => {
  const items = menuItems();
  expect(items.length).toBeGreaterThanOrEqual(3);
  expect(items.filter(({ target }) => !namesGlobal(target))).toEqual([]);
  expect(items.filter(({ title }) => title.trim() === '' || title.includes('undefined'))).toEqual([]);
});

test('every trigger names a global', () => {
  const named = [...code.matchAll(/newTrigger\(\s*(["'`])(\w+)\1\s*\)/g)].map((m) => m[2] ?? '');
  expect(named.length).toBeGreaterThan(0);
  expect(named.length).toBe([...code.matchAll(/\.\s*newTrigger\(/g)].length); // a name computed at run time could not be checked here
  expect(named.filter((name) => !namesGlobal(name))).toEqual([]);
});

test('the entry points that Google calls by name are there', () =>
  expect(['doGet', 'doPost', 'onOpen', 'onInstall'].filter((name) => !namesGlobal(name))).toEqual([]));

test('every call of a page names a global that may be called', () => {
  const api = readFileSync(join(root, 'src/hosts/apps-script/api.ts'), 'utf8'),
    keys = [...(/interface SidebarApi \{([\s\S]*?)\n\}/.exec(api)?.[1] ?? '').matchAll(/^ {2}(\w+)\(/gm)].map((m) => m[1] ?? '');
  expect(keys.length).toBeGreaterThan(5);
  expect(keys.filter((name) => !namesGlobal(name) || name.endsWith('_'))).toEqual([]);
  // and a page calls through google.script.run by the key alone: a name written out would escape the check above
  const scripts = readdirSync(join(root, 'src/sidebar'))
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => readFileSync(join(root, 'src/sidebar', file), 'utf8'))
    .join('\n');
  const direct = [...scripts.matchAll(/google\.script\.run(?:\.with\w+\([^)]*\))*\.(?!with)(\w+)\(/g)].map((m) => m[1] ?? '');
  expect(direct.filter((name) => !keys.includes(name))).toEqual([]);
});

test('custom functions are plain functions below a @customfunction comment in two languages', () => {
  const stubs = [...code.matchAll(/\/\*\*\n((?: \*(?!\/).*\n)+?) \*\/\nfunction (\w+)\(([^)]*)\)/g)].map((m) => ({
    comment: m[1] ?? '',
    name: m[2] ?? '',
    params: (m[3] ?? '')
      .split(',')
      .map((p) => p.trim())
      .filter((p) => p !== ''),
  }));
  expect(stubs.length).toBeGreaterThanOrEqual(10);
  for (const { comment, name, params } of stubs) {
    expect({ name, documented: comment.includes('@customfunction'), returns: comment.includes('@return'), russian: /[а-яё]/i.test(comment) }).toEqual({
      name,
      documented: true,
      returns: true,
      russian: true,
    });
    expect({ name, params: [...comment.matchAll(/@param \[?(\w+)/g)].map((m) => m[1]) }).toEqual({ name, params });
    expect(name).toMatch(/^CIFRA_[A-Z_]*[A-Z]$/);
  }
  expect([...code.matchAll(/^function (CIFRA_\w+)\(/gm)].map((m) => m[1]).sort()).toEqual(stubs.map(({ name }) => name).sort());
});

/** What makes a call need a scope (apps-script.md 5.3); the least scopes are exactly those of the services used. */
const scopesOf: readonly { readonly scope: string; readonly used: RegExp }[] = [
  { scope: 'spreadsheets', used: /\bSpreadsheetApp\.(openById|openByUrl|create)\b/ },
  { scope: 'spreadsheets.currentonly', used: /(?!)/ }, // openById needs the wider one, so the narrower one is never asked for beside it
  { scope: 'script.container.ui', used: /\bSpreadsheetApp\.getUi\(\)|\.show(Sidebar|ModalDialog|ModelessDialog)\(/ },
  { scope: 'script.external_request', used: /\bUrlFetchApp\b/ },
  { scope: 'script.scriptapp', used: /\bScriptApp\.(newTrigger|getProjectTriggers|deleteTrigger)\b/ },
  { scope: 'script.send_mail', used: /\bMailApp\b/ },
  { scope: 'userinfo.email', used: /\bSession\.get(Active|Effective)User\(\)/ },
  { scope: 'bigquery', used: /\bBigQuery\b/ },
  { scope: 'drive', used: /\bDriveApp\b|\bDrive\.Files\b/ },
  { scope: 'documents', used: /\bDocumentApp\b/ },
  { scope: 'forms', used: /\bFormApp\b/ },
];
test('the manifest asks for the scopes of the services used, and no more', () => {
  const needed = scopesOf.filter(({ used }) => used.test(code)).map(({ scope }) => `https://www.googleapis.com/auth/${scope}`);
  expect([...manifest.oauthScopes].sort()).toEqual(needed.sort());
});
test('each scope has its reason in docs/security.md', () => {
  const reasons = readFileSync(join(root, 'docs/security.md'), 'utf8');
  expect(
    manifest.oauthScopes.map((scope) => scope.replace('https://www.googleapis.com/auth/', '')).filter((scope) => !reasons.includes(`\`${scope}\``)),
  ).toEqual([]);
});
test('the web app runs as its owner for everybody: a CRM cannot log in', () =>
  expect([manifest.runtimeVersion, manifest.webapp]).toEqual(['V8', { executeAs: 'USER_DEPLOYING', access: 'ANYONE_ANONYMOUS' }]));

test('clasp pushes exactly the files meant to be pushed', () => {
  const home = mkdtempSync(join(tmpdir(), 'cifra-home-')); // nobody's login is read
  try {
    const said = execFileSync(process.execPath, [join(root, 'node_modules/@google/clasp/build/src/index.js'), 'show-file-status', '--json'], {
      cwd: root,
      env: { ...process.env, HOME: home, USERPROFILE: home },
      encoding: 'utf8',
    });
    const { filesToPush, untrackedFiles } = JSON.parse(said) as { readonly filesToPush: readonly string[]; readonly untrackedFiles: readonly string[] };
    expect([...filesToPush].sort()).toEqual(['dist/Code.js', ...pages.map((page) => `dist/${page}`), 'dist/appsscript.json'].sort());
    expect(untrackedFiles).toEqual([]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}, 30_000);

test.each(pages.map((page) => ({ page })))('$page is one file: nothing is loaded from elsewhere', ({ page }) => {
  const html = readFileSync(join(dist, page), 'utf8');
  expect([...html.matchAll(/<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*["'](?!data:|#)/gi)].map((m) => m[0])).toEqual([]);
  expect((html.match(/<script/gi) ?? []).length).toBe((html.match(/<\/script>/gi) ?? []).length);
  expect([...html.matchAll(/<\?[\s\S]{0,30}/g)].filter((m) => !/^<\?!?= \w+ \?>/.test(m[0])).map((m) => m[0])).toEqual([]); // only printing scriptlets of one name
});
