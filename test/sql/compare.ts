import type { DuckDBConnection } from '@duckdb/node-api';
import { grouped } from '../../src/kernel/group';
import type { Row } from '../../src/kernel/sheet-template';
import { allReports } from '../../src/reports/all';
import type { Report } from '../../src/reports/report';
import { everything } from '../../src/reports/report';
import { type Check, checks } from './checks';
import { ask, type Business, type SqlRow } from './duck';

/** Ratios come from two divisions of floating point: nine places are compared. Amounts are whole and compared as they are. */
const cell = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(9)) : value === undefined ? null : value;

/** A row as text, with the columns that SQL gives; a row of nothing but zeros and blanks beside its names says nothing and is left out of both sides. */
const lineOf = (row: Readonly<Record<string, unknown>>, columns: readonly string[]): string =>
  columns.map((key) => `${key}=${String(cell(row[key]))}`).join(' ');

function addedUp(rows: readonly Row[], columns: readonly string[], added: readonly string[]): readonly Row[] {
  if (added.length === 0) return rows;
  const names = columns.filter((key) => !added.includes(key));
  return [...grouped(rows, (row) => lineOf(row, names)).values()].map((same) => ({
    ...same[0],
    ...Object.fromEntries(added.map((key) => [key, same.reduce((total, row) => total + Number(row[key] ?? 0), 0)])),
  }));
}

/** Two ways to the same rows: what only one of them has, each line said once with its side. Equal to the kopeck = empty. */
export function differences(
  sql: readonly SqlRow[],
  product: readonly Row[],
  { columns, says, optional, added = [], told = (row) => row }: Check & { readonly columns: readonly string[] },
): string[] {
  const count = new Map<string, number>(),
    ours = addedUp(sql, columns, added),
    theirs = addedUp(product.map(told), columns, added),
    shown = new Set(optional ? theirs.map((row) => lineOf(row, optional.keys)) : []);
  const add = (row: Row, n: number): void => {
    if (says(row)) count.set(lineOf(row, columns), (count.get(lineOf(row, columns)) ?? 0) + n);
  };
  for (const row of ours) if (!optional?.is(row) || shown.has(lineOf(row, optional.keys))) add(row, 1);
  for (const row of theirs) add(row, -1);
  return [...count].flatMap(([line, n]) => (n === 0 ? [] : [`${n > 0 ? 'sql    ' : 'product'} ${line}`])).sort((a, b) => (a.slice(8) < b.slice(8) ? -1 : 1));
}

const thereOf = <R extends { readonly deleted: boolean }>(rows: readonly R[]): readonly R[] => rows.filter(({ deleted }) => !deleted); // reading the tabs leaves these out (jobs/inputs)
/** The product's rows of a report over a whole business; a report made from another one gets that one's finished rows. */
export function productRows(report: Report, business: Business): readonly Row[] {
  const { from } = report,
    { book } = business,
    maker = from && allReports.find((one) => one.sheet.key === from.key);
  return (
    from && maker
      ? from.rows(productRows(maker, business), book, (key) =>
          allReports.filter(({ sheet }) => sheet.key === key).flatMap((other) => productRows(other, business)),
        )
      : report.rows({ ...book, payments: thereOf(book.payments), expenses: thereOf(book.expenses) }, everything)
  ) as readonly Row[];
}

/** What a report and its SQL disagree in, business by business, the smallest first. */
export async function disagreements(
  db: DuckDBConnection,
  key: string,
  businesses: readonly Business[],
): Promise<readonly { readonly business: string; readonly differences: readonly string[] }[]> {
  const check = checks[key],
    report = allReports.find((one) => one.sheet.key === key);
  if (!check || !report) throw new Error(`no report ${key}`);
  const columns = check.columns ?? Object.keys(report.sheet.columns),
    sql = grouped(await ask(db, key), ({ business }) => String(business));
  return businesses
    .map((one) => ({
      business: one.name,
      size: one.book.events.length + one.book.payments.length,
      differences: differences(sql.get(one.name) ?? [], productRows(report, one), { ...check, columns }),
    }))
    .filter((one) => one.differences.length > 0)
    .sort((a, b) => a.size - b.size);
}
