import { readQuery, type Tree, textAt, treeAt } from './wire';

/** `batch` (crm-formats 3.2): up to 50 commands in one request, each may use the results of those before it. */

/** What a method gives; `error` as the vendor spells it, which may be an empty text. */
export interface Outcome {
  readonly result?: unknown;
  readonly total?: number | null;
  readonly next?: number | null;
  readonly error?: { readonly status: number; readonly error: string | number; readonly description: string };
}
export const failed = (status: number, error: string | number, description: string): Outcome => ({ error: { status, error, description } });

/** PHP's arrays: empty is `[]`, counted from 0 is a list, anything else a map. */
export function phpArray(entries: readonly (readonly [string, unknown])[]): unknown {
  return entries.every(([key], i) => key === String(i)) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

export interface BatchTime {
  readonly of: (method: string) => object;
}
export function runBatch(params: Tree, run: (method: string, params: Tree) => Outcome, time: BatchTime): Outcome {
  const commands = Object.entries(treeAt(params, 'cmd')).filter((one): one is [string, string] => typeof one[1] === 'string'),
    halt = ['1', 'true', 'Y'].includes(textAt(params, 'halt') ?? '');
  if (commands.length > 50) return failed(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded');
  const result: [string, unknown][] = [],
    errors: [string, unknown][] = [],
    totals: [string, unknown][] = [],
    nexts: [string, unknown][] = [],
    times: [string, unknown][] = [];
  const known = new Map<string, unknown>();
  for (const [name, command] of commands) {
    const cut = command.indexOf('?'),
      method = (cut < 0 ? command : command.slice(0, cut)).trim().replace(/\.json$/, '');
    const outcome: Outcome =
      method.toLowerCase() === 'batch'
        ? failed(400, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage')
        : run(method, resolve(readQuery(cut < 0 ? '' : command.slice(cut + 1)), known));
    if (outcome.error) {
      errors.push([name, { error: outcome.error.error, error_description: outcome.error.description }]);
      if (halt) break;
      continue;
    }
    known.set(name, outcome.result);
    result.push([name, outcome.result]);
    if (outcome.total !== null && outcome.total !== undefined) totals.push([name, outcome.total]);
    if (outcome.next !== null && outcome.next !== undefined) nexts.push([name, outcome.next]);
    times.push([name, time.of(method)]);
  }
  return {
    result: {
      result: phpArray(result),
      result_error: phpArray(errors),
      result_total: phpArray(totals),
      result_next: phpArray(nexts),
      result_time: phpArray(times),
    },
  };
}

/** `$result[name][0][ID]` in a value becomes what is there; nothing there, nothing. */
function resolve(tree: Tree, known: ReadonlyMap<string, unknown>): Tree {
  const one = (value: string): string =>
    value.replace(/\$result\[([^\]]+)\]((?:\[[^\]]*\])*)/g, (_all, name: string, path: string) => {
      let at: unknown = known.get(name);
      for (const [, key = ''] of path.matchAll(/\[([^\]]*)\]/g))
        at = typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined;
      return at === undefined || at === null || typeof at === 'object' ? '' : String(at);
    });
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? one(value) : resolve(value, known)]));
}
