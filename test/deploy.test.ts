/** npm run deploy against a stand-in for clasp: which commands it gives, what it keeps, and what it says when a step fails. No network. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
/** Answers as clasp 3.4 does with --json; FAIL names the command that fails and what it then says. */
const standIn = `
const { appendFileSync, existsSync } = require('node:fs');
const [command, ...args] = process.argv.slice(2);
appendFileSync(process.env.TOLD, JSON.stringify([command, ...args]) + '\\n');
const fail = JSON.parse(process.env.FAIL || 'null');
if (fail && fail.command === command) { console.error(fail.says); process.exit(1); }
if (command === 'create-script' && existsSync('.clasp.json')) { console.error('Project file already exists.'); process.exit(1); }
console.log(JSON.stringify({
  'create-script': { scriptId: 'S-NEW', parentId: args.includes('sheets') ? 'SHEET-NEW' : undefined, files: [] }, push: ['dist/Code.js'], 'create-version': { versionNumber: 7 },
  'create-deployment': { deploymentId: 'D-NEW' }, 'update-deployment': { deploymentId: args[0] },
}[command], null, 2));`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cifra-deploy-'));
  mkdirSync(join(folder, 'dist'));
  for (const file of ['dist/Code.js', 'dist/appsscript.json']) writeFileSync(join(folder, file), '');
  writeFileSync(join(folder, 'package.json'), '{"version":"1.2.3"}');
  writeFileSync(join(folder, 'clasp.cjs'), standIn);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function deploy(config: object, args: readonly string[] = [], fail: { readonly command: string; readonly says: string } | null = null) {
  writeFileSync(join(folder, '.clasp.json'), JSON.stringify(config));
  const told = join(folder, 'told');
  writeFileSync(told, '');
  const done = spawnSync(process.execPath, [join(root, 'deploy.mjs'), '--clasp', join(folder, 'clasp.cjs'), ...args], {
    cwd: folder,
    env: { ...process.env, TOLD: told, FAIL: JSON.stringify(fail) },
    encoding: 'utf8',
    input: '',
  });
  const commands = readFileSync(told, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as string[]).filter((arg) => arg !== '--json').join(' '));
  return {
    code: done.status,
    said: done.stdout + done.stderr,
    commands,
    kept: JSON.parse(readFileSync(join(folder, '.clasp.json'), 'utf8')) as Record<string, unknown>,
  };
}
const blank = { scriptId: 'PASTE_SCRIPT_ID_HERE', rootDir: 'dist' };

test('a first deploy makes the sheet, the version and the address, and keeps all three ids', () => {
  const { code, commands, kept, said } = deploy(blank, ['--new', 'Books']);
  expect(commands).toEqual([
    'create-script --type sheets --title Books',
    'push --force',
    'create-version Cifra 1.2.3',
    'create-deployment -V 7 -d Cifra 1.2.3',
  ]);
  expect(kept).toEqual({ scriptId: 'S-NEW', rootDir: 'dist', parentId: 'SHEET-NEW', deploymentId: 'D-NEW' });
  expect(said).toContain('https://script.google.com/macros/s/D-NEW/exec');
  expect(said).toContain('https://docs.google.com/spreadsheets/d/SHEET-NEW/edit');
  expect(code).toBe(0);
});
test('the next deploy keeps the address', () => {
  const { commands, kept, said } = deploy({ scriptId: 'S', rootDir: 'dist', deploymentId: 'D-OLD' });
  expect(commands).toEqual(['push --force', 'create-version Cifra 1.2.3', 'update-deployment D-OLD -V 7 -d Cifra 1.2.3']);
  expect(kept.deploymentId).toBe('D-OLD');
  expect(said).toContain('nothing is to be changed in the CRM');
});
test('a sheet that exists is taken by its address', () => {
  const { commands, kept } = deploy(blank, ['--sheet', 'https://docs.google.com/spreadsheets/d/ABC-1_2/edit#gid=0']);
  expect(commands[0]).toBe('create-script --title Cifra --parentId ABC-1_2');
  expect(kept).toMatchObject({ scriptId: 'S-NEW', parentId: 'ABC-1_2' });
});
test('another script does not inherit the deployment of the one before', () => {
  const { commands, kept } = deploy({ scriptId: 'S', rootDir: 'dist', deploymentId: 'D-OLD' }, ['--script', 'S2']);
  expect(commands.at(-1)).toContain('create-deployment');
  expect(kept).toMatchObject({ scriptId: 'S2', deploymentId: 'D-NEW' });
});

test.each([
  { why: 'nobody logged in', fail: { command: 'push', says: 'No credentials found.' }, mend: 'npx clasp login' },
  {
    why: 'API switched off',
    fail: { command: 'push', says: 'User has not enabled the Apps Script API. Enable it by visiting https://script.google.com/home/usersettings then retry.' },
    mend: 'usersettings',
  },
  { why: 'deployment deleted', fail: { command: 'update-deployment', says: 'Requested entity was not found.' }, mend: '.clasp.json' },
  { why: 'foreign account', fail: { command: 'push', says: 'The caller does not have permission' }, mend: 'npx clasp logout' },
  { why: 'no network', fail: { command: 'create-version', says: 'request to https://… failed, reason: getaddrinfo ENOTFOUND' }, mend: 'cannot be reached' },
])('a failed step says what to do: $why', ({ fail, mend }) => {
  const { code, said } = deploy({ scriptId: 'S', rootDir: 'dist', deploymentId: 'D' }, [], fail);
  expect(code).toBe(1);
  expect(said).toContain(fail.says);
  expect(said).toContain(mend);
});
test('without a script and without a person to ask, it says how to name one', () => {
  const { code, said, commands } = deploy(blank);
  expect({ code, commands }).toEqual({ code: 1, commands: [] });
  expect(said).toContain('--new');
});
