/**
 * npm run deploy: takes or makes the sheet, pushes dist/, cuts a version, and puts it under the same address as before. What each step looks like when it fails: docs/deploy.md.
 *
 *   npm run deploy                       with what .clasp.json names
 *   npm run deploy -- --new "Our books"  makes a sheet and its script first
 *   npm run deploy -- --sheet ID         makes the script of a sheet that exists (ID or address)
 *   npm run deploy -- --script ID        takes a script that exists (Extensions > Apps Script > Project settings > Script ID)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';

const PLACEHOLDER = 'PASTE_SCRIPT_ID_HERE';
const { values: options } = parseArgs({
  options: {
    new: { type: 'string' },
    sheet: { type: 'string' },
    script: { type: 'string' },
    clasp: { type: 'string', default: join(import.meta.dirname, 'node_modules/@google/clasp/build/src/index.js') },
  },
});

/** What clasp or Google say -> what to do. The first that fits. */
const mends = [
  [
    /No credentials found|invalid_grant|Token has been expired|NOT_AUTHENTICATED|Could not read API credentials/i,
    'Nobody is logged in on this machine. Run: npx clasp login   (and choose the Google account that will own the sheet).',
  ],
  [
    /has not enabled the Apps Script API/i,
    'Open https://script.google.com/home/usersettings , switch "Google Apps Script API" on, wait a minute, and run this again.',
  ],
  [
    /Requested entity was not found|NOT_FOUND/i,
    'Google knows no such script or deployment, or this account may not see it. Look at scriptId and deploymentId in .clasp.json and at: npx clasp show-authorized-user',
  ],
  [
    /does not have permission|PERMISSION_DENIED|NOT_AUTHORIZED/i,
    'This Google account may not edit the script. Log in as its owner (npx clasp logout, npx clasp login), or ask the owner for the right to edit.',
  ],
  [/Project settings not found|Script ID is not set/i, 'No script is named in .clasp.json. Run: npm run deploy -- --new "Our books"'],
  [
    /more than 200 versions|version limit|too many versions|Please delete some versions/i,
    'A script keeps 200 versions. Delete old ones (Apps Script editor > Project history), then run this again.',
  ],
  [
    /ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|socket hang up/i,
    'Google cannot be reached from this machine. Look at the network or the proxy, then run this again: nothing is half done that a second run does not finish.',
  ],
  [
    /Syntax error|ParseError|Invalid manifest|appsscript/i,
    'Google refused the files. Run: npm run build && npx jest test/bundle   (the test says what Google will not take).',
  ],
];

class Stop extends Error {}
const stop = (what, mend) => {
  throw new Stop(`${what}\n${mend}`);
};

/** Runs clasp and reads its JSON; says what to do when it fails. */
function clasp(step, args, cwd = process.cwd()) {
  const done = spawnSync(process.execPath, [options.clasp, ...args, '--json'], { cwd, encoding: 'utf8' });
  const said = `${done.stdout ?? ''}\n${done.stderr ?? ''}`.trim();
  if (done.status !== 0)
    stop(
      `${step} failed: ${said || done.error?.message || `exit ${done.status}`}`,
      mends.find(([pattern]) => pattern.test(said))?.[1] ?? 'Look the message up in docs/deploy.md.',
    );
  const json = /[[{][\s\S]*[\]}]/.exec(done.stdout)?.[0];
  if (json === undefined) stop(`${step}: clasp answered without JSON: ${said}`, 'Is the pinned version of clasp installed? Run: npm ci');
  return JSON.parse(json);
}

const file = '.clasp.json';
const read = () => JSON.parse(readFileSync(file, 'utf8'));
const keep = (changes) => writeFileSync(file, `${JSON.stringify({ ...read(), ...changes }, null, 2)}\n`);
const idOf = (text) => /\/d\/([\w-]+)/.exec(text)?.[1] ?? text.trim();

/** clasp makes a script only where no .clasp.json is: in an empty folder, so that its example files do not land in dist. */
function create(args) {
  const folder = mkdtempSync(join(tmpdir(), 'cifra-script-'));
  try {
    const made = clasp('Making the script', ['create-script', ...args], folder);
    keep({ scriptId: made.scriptId, ...(made.parentId ? { parentId: made.parentId } : {}), deploymentId: undefined });
    return made;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function takeScript() {
  if (options.new !== undefined) return create(['--type', 'sheets', '--title', options.new]);
  if (options.sheet !== undefined) {
    const parent = idOf(options.sheet);
    create(['--title', 'Cifra', '--parentId', parent]);
    return keep({ parentId: parent });
  }
  if (options.script !== undefined)
    return keep({ scriptId: idOf(options.script), ...(read().scriptId === idOf(options.script) ? {} : { deploymentId: undefined, parentId: undefined }) });
  if (read().scriptId !== PLACEHOLDER && read().scriptId !== '') return undefined;
  if (!process.stdin.isTTY) return stop('.clasp.json names no script.', 'Run: npm run deploy -- --new "Our books"   or   -- --sheet ID   or   -- --script ID');
  const ask = createInterface({ input: process.stdin, output: process.stdout }),
    said = (await ask.question('Script ID, or Enter to make a new sheet: ')).trim();
  ask.close();
  return said === '' ? create(['--type', 'sheets', '--title', 'Cifra']) : keep({ scriptId: idOf(said) });
}

async function main() {
  for (const need of ['dist/Code.js', 'dist/appsscript.json', file]) if (!existsSync(need)) stop(`${need} is missing.`, 'Run: npm run build');
  await takeScript();
  const description = `Cifra ${JSON.parse(readFileSync('package.json', 'utf8')).version}`;
  console.log('1. Pushing dist/ …');
  const pushed = clasp('Pushing', ['push', '--force']);
  console.log(pushed.length > 0 ? `   ${pushed.length} files` : '   nothing new');
  console.log('2. Cutting a version …');
  const { versionNumber } = clasp('Cutting a version', ['create-version', description]);
  console.log(`   version ${versionNumber}`);
  const held = read().deploymentId;
  console.log(held ? '3. Putting the version under the same address …' : '3. Making the address …');
  const { deploymentId } = clasp(
    'Deploying',
    held ? ['update-deployment', held, '-V', String(versionNumber), '-d', description] : ['create-deployment', '-V', String(versionNumber), '-d', description],
  );
  if (held && deploymentId !== held)
    stop(`Google answered with another deployment (${deploymentId}).`, 'The CRM still calls the old address. Look at: npx clasp list-deployments');
  keep({ deploymentId });
  const { scriptId, parentId } = read();
  console.log(
    `\nDone.${parentId ? `\nSheet:    https://docs.google.com/spreadsheets/d/${parentId}/edit` : ''}\nScript:   https://script.google.com/d/${scriptId}/edit\nWeb app:  https://script.google.com/macros/s/${deploymentId}/exec`,
  );
  console.log(
    held
      ? '\nThe address is the same as before: nothing is to be changed in the CRM.'
      : '\nNext: open the sheet, menu Цифра > Установить (Cifra > Install), allow what Google asks for. The sidebar, tab Set-up, then shows the whole address for the CRM:\nthis one with the secret, https://…/exec?k=<secret>&crm=amocrm. Keep .clasp.json: it holds the deployment, so the next deploy keeps the address.',
  );
}

main().catch((error) => {
  if (!(error instanceof Stop)) throw error;
  console.error(`\n${error.message}\nMore: docs/deploy.md`);
  process.exitCode = 1;
});
