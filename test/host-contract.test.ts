import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { type CheckResult, hostContract } from '../src/hosts/apps-script/self-check';
import type { OpenWorkbook } from '../src/hosts/local/live-api';
import { openWorkbook } from '../src/hosts/local/workbook';
import type { WorkbookApi } from '../src/hosts/local/workbook-api';
import { openMemoryWorkbook } from './hosts/local/memory-workbook';
import { bornHere, openTestHost, type TestHost } from './hosts/local/test-host';

/** The table as a script of its own, built as the product is: ES2019, no modules. */
function script(): string {
  const out = join(mkdtempSync(join(tmpdir(), 'cifra-contract-')), 'Code.js');
  buildSync({
    entryPoints: [join(__dirname, '../src/hosts/apps-script/self-check.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'Contract',
    target: 'es2019',
    outfile: out,
    logLevel: 'error',
  });
  return `${readFileSync(out, 'utf8')}
function onOpen() {}
function contract() { return Contract.runContract({ SpreadsheetApp: SpreadsheetApp, LockService: LockService, PropertiesService: PropertiesService, CacheService: CacheService, Utilities: Utilities, HtmlService: HtmlService, ContentService: ContentService, ScriptApp: ScriptApp }); }`;
}

const needsFormulas = ['a leading = makes a formula'];

describe.each([
  ['o-spreadsheet', openWorkbook, []],
  ['memory', openMemoryWorkbook, needsFormulas],
] as const)('the contract of the host over the workbook %s', (_name, open, without) => {
  let test: TestHost;
  let results: readonly CheckResult[] = [];
  beforeAll(async () => {
    test = openTestHost(script(), { openWorkbook: bornHere<OpenWorkbook, WorkbookApi>(open) });
    results = (await test.call('contract')) as readonly CheckResult[];
  });
  afterAll(() => test.close());

  it.each(hostContract.filter(({ name }) => !(without as readonly string[]).includes(name)).map(({ name }) => [name]))('%s', (name) => {
    expect(results.find((one) => one.name === name)).toEqual({ name, difference: null });
  });

  it('leaves no sheet behind', () => {
    expect(test.host.workbook.sheets()).toHaveLength(1);
  });
});
