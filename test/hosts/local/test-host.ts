/** A host for tests: a bundle written by the test, a workbook in memory, a data folder of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Outcome, Request } from '../../../src/hosts/local/executions';
import { type Host, type HostOptions, openHost } from '../../../src/hosts/local/host';
import type { WorkbookApi } from '../../../src/hosts/local/workbook-api';
import { openMemoryWorkbook } from './memory-workbook';

let built: string | null = null;

/** The worker as one file, built once for a test file. */
export function workerFile(): string {
  if (built === null) {
    // beside node_modules, where the thread finds its packages
    built = join(__dirname, `../../../build/test/worker-${process.pid}.cjs`);
    const made = built;
    process.once('exit', () => rmSync(made, { force: true }));
    buildSync({
      entryPoints: [join(__dirname, '../../../src/hosts/local/worker.ts')],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      packages: 'external',
      outfile: built,
      logLevel: 'error',
    });
  }
  return built;
}

/**
 * A test file runs in a realm of its own, while what threads send is born in Node's: the engine takes such an object for a foreign type. In the host
 * itself there is one realm, so only tests need this.
 */
export function bornHere<A, W extends WorkbookApi>(open: (options: A) => W): (options: A) => W {
  return (options) => {
    const workbook = open(options);
    const passed = new Set(['onHumanEdit', 'customFunctions', 'snapshot', 'takeChanges']);
    return new Proxy(workbook, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function' || passed.has(String(key))) return value;
        return (...args: unknown[]) =>
          (value as (...given: unknown[]) => unknown).apply(
            target,
            args.map((arg) => (typeof arg === 'object' ? JSON.parse(JSON.stringify(arg)) : arg)),
          );
      },
    });
  };
}

export interface TestHost {
  readonly host: Host;
  readonly data: string;
  readonly bundle: string;
  /** Calls a function as a person's page would; the JSON that comes back. Throws what the script threw. */
  readonly call: (name: string, ...args: unknown[]) => Promise<unknown>;
  readonly run: (request: Partial<Request> & { readonly function: string }) => Promise<Outcome>;
  readonly close: () => Promise<void>;
}

/** Opens a host over `code` (Code.js) and pages. */
export function openTestHost(code: string, options: Partial<HostOptions<WorkbookApi>> & { readonly files?: Readonly<Record<string, string>> } = {}): TestHost {
  const root = mkdtempSync(join(tmpdir(), 'cifra-host-'));
  const bundle = options.bundle ?? join(root, 'dist');
  mkdirSync(bundle, { recursive: true });
  writeFileSync(join(bundle, 'Code.js'), code);
  for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(join(bundle, name), text);
  const { files: _files, ...rest } = options;
  const data = options.data ?? join(root, 'data');
  const host = openHost({
    bundle,
    data,
    workerFile: workerFile(),
    openWorkbook: openMemoryWorkbook,
    now: null,
    locale: 'en',
    timeZone: 'Europe/Moscow',
    ...rest,
  });
  const run: TestHost['run'] = (request) => host.run({ kind: 'run', args: [], wants: 'json', ...request });
  return {
    host,
    data,
    bundle,
    run,
    call: async (name, ...args) => {
      const outcome = await run({ function: name, args });
      if (!outcome.ok) throw Object.assign(new Error(outcome.error.message), { name: outcome.error.name });
      return outcome.result.as === 'json' ? JSON.parse(outcome.result.json) : outcome.result;
    },
    close: async () => {
      await host.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
