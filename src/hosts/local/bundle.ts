/** What the host must know of the bundle before it runs: its global functions, those offered to cells, its time zone. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

export interface Bundle {
  readonly functions: ReadonlySet<string>;
  readonly custom: readonly string[];
  readonly timeZone: string | null;
}

/**
 * Reads the files of a folder as Apps Script does: the functions are the global ones, those of cells have `@customfunction` right above. The script is
 * run once without any service: nothing may call one while it loads. Throws when there is no script, or when it does not load.
 */
export function readBundle(folder: string): Bundle {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.js')) : [];
  if (files.length === 0) throw new Error(`No script in ${folder}: run "npm run build" first.`);
  const context = vm.createContext({});
  const code = files
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      vm.runInContext(text, context, { filename: name });
      return text;
    })
    .join('\n');
  const manifest = join(folder, 'appsscript.json');
  const { timeZone = null } = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as { timeZone?: string }) : {};
  const functions = new Set(Object.keys(context).filter((name) => typeof context[name] === 'function'));
  const described = [...code.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*@customfunction(?:(?!\*\/)[\s\S])*\*\/\s*function\s+([A-Za-z_$][\w$]*)\s*\(/g)].map(
    ([, name]) => name ?? '',
  );
  return { functions, custom: described.filter((name) => functions.has(name)), timeZone };
}
