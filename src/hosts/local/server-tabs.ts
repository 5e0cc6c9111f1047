/** Tabs and reports as JSON, read through the bundle; input tabs are typed in as a person would paste them. */
import type { FastifyInstance } from 'fastify';
import type { Host } from './host';
import { ApiError, asked, bodyOf, param } from './server-request';
import type { CellWrite } from './workbook-api';

interface Column {
  readonly key: string;
  readonly unit: string;
  readonly index: number;
  readonly words?: Readonly<Record<string, string>>;
}
interface Tab {
  readonly key: string;
  readonly sheetId: number;
  readonly firstRow: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
interface Head {
  readonly key: string;
  readonly open?: boolean;
}
type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: { readonly code: string; readonly what: string; readonly mend: string } };

/** Statuses of the faults that the bundle tells by code; all others are 409: somebody has to mend the workbook. */
const statuses: Readonly<Record<string, number>> = { 'tab-unknown': 404, 'report-unknown': 404 };

async function ask<T>(host: Host, name: string, ...args: unknown[]): Promise<T> {
  const outcome = await host.run({ function: name, kind: 'run', args, wants: 'json' });
  if (!outcome.ok) throw new ApiError(outcome.refused ? 503 : 500, outcome.error.message, outcome.error.name);
  const value = outcome.result.as === 'json' ? (JSON.parse(outcome.result.json) as Answer<T> | T) : null;
  if (typeof value !== 'object' || value === null || !('ok' in value)) return value as T;
  if (value.ok) return value.value;
  throw new ApiError(statuses[value.fault.code] ?? 409, `${value.fault.what} ${value.fault.mend}`, value.fault.code);
}

const cellOf = (value: unknown): CellWrite => ({
  value:
    typeof value === 'number' || typeof value === 'boolean'
      ? value
      : value === null || value === undefined || value === ''
        ? null
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
});

/** A stable key is typed as the word that people read: a key would be marked as wrong by the list of its column. */
const spelt = (value: unknown, words: Column['words']): unknown =>
  typeof value === 'string' && words !== undefined && Object.hasOwn(words, value) ? words[value] : value;

/** Rows typed into the places of their columns; what stood below them is emptied. Columns that are not the product's stay as they are. */
function typeRows(host: Host, tab: Tab, rows: readonly Readonly<Record<string, unknown>>[]): void {
  const { workbook } = host;
  const there = tab.columns.filter(({ index }) => index >= 0);
  const known = new Set(tab.columns.map(({ key }) => key));
  const strange = rows.flatMap(Object.keys).find((key) => !known.has(key));
  if (strange !== undefined) throw new ApiError(400, `The tab ${tab.key} has no column "${strange}": it has ${[...known].join(', ')}.`);
  const info = workbook.sheets().find(({ id }) => id === tab.sheetId);
  if (info === undefined || there.length === 0) throw new ApiError(409, `The tab ${tab.key} is not in the workbook: run the menu item Repair.`);
  const left = Math.min(...there.map(({ index }) => index));
  const cols = Math.max(...there.map(({ index }) => index)) - left + 1;
  const missing = tab.firstRow + rows.length - info.rows;
  if (missing > 0) workbook.insertRows(tab.sheetId, info.rows, missing);
  const height = Math.max(rows.length, info.lastRow - tab.firstRow);
  if (height <= 0) return;
  const cells = Array.from({ length: height }, (_, r) => {
    const line: CellWrite[] = Array.from({ length: cols }, () => ({}));
    for (const { key, index, words } of there) line[index - left] = cellOf(spelt(rows[r]?.[key], words));
    return line;
  });
  workbook.typeIn(tab.sheetId, { row: tab.firstRow, col: left, rows: height, cols }, cells);
}

export function serveTabs(app: FastifyInstance, host: Host): void {
  app.get('/api/tabs', () => ask(host, 'apiTabs'));
  app.get('/api/tabs/:key', (request) => ask(host, 'apiTab', param(request, 'key')));
  app.put('/api/tabs/:key', async (request) => {
    const key = param(request, 'key');
    const { rows } = bodyOf(request, {}) as { rows?: unknown };
    if (!Array.isArray(rows) || !rows.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)))
      throw new ApiError(400, 'Send {"rows": [{"column key": value}]}: a list of objects.');
    const tab = await ask<Tab>(host, 'apiTab', key);
    const heads = await ask<readonly Head[]>(host, 'apiTabs');
    if (heads.some((head) => head.key === key && head.open === false))
      throw new ApiError(403, `The tab ${key} is written by the product: send what changes it as a webhook, or use an input tab.`);
    typeRows(host, tab, rows as Readonly<Record<string, unknown>>[]);
    await host.durable();
    await host.edits.settled();
    return { key, rows: rows.length };
  });
  app.get('/api/reports/:key', (request) => {
    const { from, to, as_of, known, ...others } = asked(request);
    const strange = Object.keys(others)[0];
    if (strange !== undefined) throw new ApiError(400, `A report has no parameter "${strange}": it takes from, to, as_of, known.`);
    const given = Object.fromEntries(Object.entries({ from, to, as_of, known }).filter(([, value]) => value !== undefined && value !== ''));
    return ask(host, 'apiReport', param(request, 'key'), given);
  });
}
