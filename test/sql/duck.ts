import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuckDBInstance } from '@duckdb/node-api';
import { allSheets } from '../../sheets-templates/all';
import type { Book } from '../../src/facts/book';
import type { Column, Unit } from '../../src/kernel/sheet-template';

/** A company whose reports are computed twice; its name is the column `business` of every table. */
export interface Business {
  readonly name: string;
  readonly book: Book;
}
export type SqlRow = Readonly<Record<string, string | number | boolean | null>>;

/** Tabs that become tables of the same name, and where their rows lie in a Book. */
const tabs = {
  deals: 'deals',
  deal_events: 'events',
  managers: 'managers',
  stages: 'stages',
  plans: 'plans',
  expenses: 'expenses',
  payments: 'payments',
  payment_plan: 'paymentPlan',
  payroll_schemes: 'schemes',
  price_list: 'prices',
  rates: 'rates',
  calendar: 'calendar',
} as const satisfies Readonly<Record<string, keyof Book>>;

type Kind = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN';
/** Money in minor units and times in milliseconds are whole numbers, days and months texts: as a row of the code holds them. */
const kinds: Partial<Record<Unit, Kind>> = {
  money: 'BIGINT',
  time: 'BIGINT',
  count: 'BIGINT',
  number: 'DOUBLE',
  ratio: 'DOUBLE',
  percent: 'DOUBLE',
  flag: 'BOOLEAN',
};
const settings = {
  time_zone: 'VARCHAR',
  currency: 'VARCHAR',
  allocation_key: 'VARCHAR',
  overdue_offset_days: 'BIGINT',
  plan_without_plan_multiplier: 'BIGINT',
  revenue_recognition: 'VARCHAR',
  pnl_payroll: 'VARCHAR',
  payroll_articles: 'VARCHAR',
  tax_articles: 'VARCHAR',
  direct_articles: 'VARCHAR',
  investing_articles: 'VARCHAR',
  financing_articles: 'VARCHAR',
  transfer_articles: 'VARCHAR',
  cash_direct_costs: 'VARCHAR',
  opening_balance: 'BIGINT',
  opening_day: 'VARCHAR',
} as const satisfies Partial<Record<keyof Book['settings'], Kind>>;

async function fill(
  db: DuckDBConnection,
  table: string,
  columns: Readonly<Record<string, Kind>>,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  await db.run(
    `CREATE TABLE ${table} (${Object.entries(columns)
      .map(([name, kind]) => `"${name}" ${kind}`)
      .join(', ')})`,
  );
  const appender = await db.createAppender(table);
  for (const row of rows) {
    for (const [name, kind] of Object.entries(columns)) {
      const value = row[name];
      if (value === null || value === undefined) appender.appendNull();
      else if (kind === 'VARCHAR') appender.appendVarchar(String(value));
      else if (kind === 'BIGINT') appender.appendBigInt(BigInt(value as number));
      else if (kind === 'DOUBLE') appender.appendDouble(Number(value));
      else appender.appendBoolean(Boolean(value));
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** One database in memory with the rows of all businesses; `n` is a row's place in its tab. Nothing is fetched: the libraries of time zones come with the package. */
export async function openBusinesses(
  all: readonly Business[],
  files: readonly string[] = ['words', 'money', 'contracts', 'costs', 'pay'],
): Promise<DuckDBConnection> {
  const db = await (await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false', threads: '2' })).connect();
  await fill(
    db,
    'settings',
    { business: 'VARCHAR', today: 'VARCHAR', now: 'BIGINT', ...settings },
    all.map(({ name, book }) => ({ business: name, today: book.today, now: book.now, ...book.settings })),
  );
  await fill(
    db,
    'mapped_costs',
    { business: 'VARCHAR', cost: 'VARCHAR' },
    all.flatMap(({ name, book }) => book.mappedCosts.map((cost) => ({ business: name, cost }))),
  );
  for (const [table, key] of Object.entries(tabs)) {
    const sheet = allSheets.find((one) => one.key === table);
    if (!sheet) throw new Error(`no template of ${table}`);
    const columns = Object.fromEntries(
      Object.entries(sheet.columns as Readonly<Record<string, Column>>).map(([name, { unit }]) => [name, kinds[unit] ?? 'VARCHAR']),
    );
    await fill(
      db,
      table,
      { business: 'VARCHAR', n: 'BIGINT', ...columns },
      all.flatMap(({ name, book }) => (book[key] as readonly object[]).map((row, n) => ({ ...row, business: name, n }))),
    );
  }
  for (const file of files) await db.run(readSql(file));
  return db;
}

export const readSql = (name: string): string => readFileSync(join(__dirname, `${name}.sql`), 'utf8');

/** The rows of `<name>.sql`, whole numbers as numbers: an amount beyond 2^53 would throw. */
export async function ask(db: DuckDBConnection, name: string): Promise<readonly SqlRow[]> {
  const rows = (await db.runAndReadAll(readSql(name))).getRowObjectsJS();
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => {
          if (typeof value === 'bigint' && !Number.isSafeInteger(Number(value))) throw new Error(`${name}.${key}: ${value}`);
          return [key, typeof value === 'bigint' ? Number(value) : value];
        }),
      ) as SqlRow,
  );
}
