import { expensesSheet } from '../../sheets-templates/expenses';
import type { Expense } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { addMonths, isDay, monthOf, readPeriod } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Minor } from '../kernel/money';
import { readAmount } from '../kernel/money';
import type { Column } from '../kernel/sheet-template';
import { expensesOf, occurrences } from '../metrics/expenses';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import type { EditedTab, RowSeen } from './changed-row';
import { agree, changeRow, versionFrom } from './changed-row';
import type { Choice } from './panel';
import { choices, currencyOf, notesOf, rowsOf, shortEnough, titleOf } from './panel';

/**
 * The tab Costs of the sidebar: what a month carries, and the rows of `expenses` behind it. Amounts go over the wire in units of the currency, as numbers with at most two places
 * (exact up to 1e13 kopecks); the code holds them as Minor. A row has no id, so it is known by the hash of what was read.
 */
export interface CostForm {
  readonly day: string;
  readonly article: string;
  /** units of the currency; the tab may hold none yet */
  readonly amount: number | null;
  readonly every: string;
  readonly from: string;
  readonly to: string;
  readonly basis: string;
  readonly note: string;
}
export interface CostItem {
  readonly version: string;
  readonly at: number;
  readonly cost: CostForm;
  /** when it stands in the month */
  readonly days: readonly { readonly day: Day; readonly amount: number }[];
}
export interface CostsPage {
  readonly month: Month;
  readonly today: Day;
  readonly currency: string;
  /** by day; rows that count in no month (no day, no amount) come first */
  readonly items: readonly CostItem[];
  readonly total: number;
  readonly lastMonth: number;
  readonly byArticle: readonly { readonly article: string; readonly amount: number }[];
  /** articles used so far, the most used first */
  readonly articles: readonly string[];
  readonly every: readonly Choice[];
  readonly basis: readonly Choice[];
  readonly notes: readonly string[];
}
export interface CostSeen extends RowSeen<CostForm> {
  readonly month: Month;
}
export interface SaveCostArgs extends CostSeen {
  readonly cost: CostForm;
}
/** `changed`: somebody changed the row meanwhile, `theirs` is what stands there now; `gone`: it is no longer there. Nothing was written in either case. */
export type SaveCostResult =
  | { readonly state: 'saved'; readonly page: CostsPage }
  | { readonly state: 'changed'; readonly theirs: CostItem; readonly page: CostsPage }
  | { readonly state: 'gone'; readonly page: CostsPage };

const everyKeys = ['once', 'month', 'quarter', 'year'],
  basisKeys = ['accrual', 'cash'];
const major = (amount: Minor): number => amount / 100;
const versionOf = (world: World, row: Expense): string =>
  versionFrom(world, [row.day, row.article, row.amount, row.from, row.to, row.every, row.basis, row.note]);

/** Shape: the month asked for, or the current one for ''. Throws Fault `period-wrong`. */
export function costsPage(world: World, args: { readonly month: string }): CostsPage {
  const month = args.month === '' ? monthOf(world.today) : args.month;
  if (!isMonth(month)) throw new Fault('period-wrong', { value: month });
  const { rows: stored, problems } = rowsOf<Expense>(world, expensesSheet),
    rows = stored.filter(({ row }) => !row.deleted);
  const all = rows.map((placed) => toItem(world, placed, month)),
    expenses = rows.map(({ row }) => row),
    now = expensesOf(month, { expenses });
  const items = all
    .filter((item) => item.days.length > 0 || nowhere(item.cost))
    .sort((a, b) => (firstOf(a) < firstOf(b) ? -1 : firstOf(a) > firstOf(b) ? 1 : a.at - b.at));
  const used = new Map<string, number>();
  for (const { article } of expenses) if (article !== '') used.set(article, (used.get(article) ?? 0) + 1);
  const every: Column = expensesSheet.columns.every,
    basis: Column = expensesSheet.columns.basis;
  return {
    month,
    today: world.today,
    currency: currencyOf(world),
    items,
    total: major(now.total),
    lastMonth: major(expensesOf(addMonths(month, -1), { expenses }).total),
    byArticle: [...now.articles]
      .filter(([, amount]) => amount !== 0)
      .map(([article, amount]) => ({ article, amount: major(amount) }))
      .sort((a, b) => b.amount - a.amount),
    articles: [...used].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([article]) => article),
    every: choices(every, everyKeys, world.lang),
    basis: choices(basis, basisKeys, world.lang),
    notes: notesOf(problems),
  };
}

/** Stands in no month at all until a person completes it. */
const nowhere = (cost: CostForm): boolean => cost.amount === null || (cost.day === '' && cost.from === '');
const firstOf = (item: CostItem): string => item.days[0]?.day ?? '';
const isMonth = (text: string): boolean => /^\d{4}-\d{2}$/.test(text) && readPeriod(text) !== null;

function toItem(world: World, { at, row }: Placed<Expense>, month: Month): CostItem {
  const cost = {
    day: row.day ?? '',
    article: row.article,
    amount: row.amount === null ? null : major(row.amount),
    every: row.every || 'once',
    from: row.from ?? '',
    to: row.to ?? '',
    basis: row.basis || 'cash',
    note: row.note,
  };
  return { version: versionOf(world, row), at, cost, days: occurrences(row, [month]).map((one) => ({ day: one.day, amount: major(one.amount) })) };
}

/** Adds or changes one row. Throws Fault `day-missing`, `day-wrong`, `number-wrong`, `word-unknown`, `period-wrong`, `busy`; then nothing was written. */
export function saveCost(world: World, args: SaveCostArgs): SaveCostResult {
  const row = toRow(world, args.cost);
  return change(world, args, (placed) => {
    if (placed) world.sheets.write(expensesSheet, [{ at: placed.at, row: { ...placed.row, ...row } }]);
    else world.sheets.append(expensesSheet, [{ ...row, crm: '', expense_id: '', updated_at: null, deleted: false }]);
  });
}

/** Takes the row out of the tab; what lies below moves up. */
export function deleteCost(world: World, args: CostSeen): SaveCostResult {
  return change(world, args, (placed) => {
    if (placed) world.sheets.replace(expensesSheet, { from: placed.at, held: 1 }, [], []);
  });
}

function change(world: World, args: CostSeen, write: (placed: Placed<Expense> | null) => void): SaveCostResult {
  const outcome = changeRow(world, edited, args, write),
    page = costsPage(world, { month: args.month });
  return outcome.state === 'changed' ? { ...outcome, theirs: toItem(world, outcome.theirs, args.month), page } : { ...outcome, page };
}

/** Two of day, article and amount still agree. */
const edited: EditedTab<Expense, CostForm> = {
  sheet: expensesSheet,
  versionOf,
  alike: (row, was) => agree(2, [(row.day ?? '') === was.day, row.article === was.article, row.amount !== null && row.amount === readAmount(was.amount)]),
};

function toRow(world: World, cost: CostForm): Omit<Expense, 'crm' | 'expense_id' | 'updated_at' | 'deleted'> {
  const named = (key: string): string => titleOf(expensesSheet, key, world.lang);
  const day = cost.day.trim(),
    from = cost.from.trim(),
    to = cost.to.trim(),
    every = cost.every || 'once',
    basis = cost.basis || 'cash';
  if (day === '') throw new Fault('day-missing', { column: named('day') });
  if (!isDay(day)) throw new Fault('day-wrong', { value: day, column: named('day') });
  const amount = readAmount(cost.amount);
  if (amount === null || amount === undefined) throw new Fault('number-wrong', { value: String(cost.amount ?? ''), column: named('amount') });
  if (!everyKeys.includes(every)) throw new Fault('word-unknown', { value: every, column: named('every') });
  if (!basisKeys.includes(basis)) throw new Fault('word-unknown', { value: basis, column: named('basis') });
  for (const text of [from, to]) if (text !== '' && !isMonth(text)) throw new Fault('period-wrong', { value: text });
  shortEnough(cost.article, named('article'));
  shortEnough(cost.note, named('note'));
  if (from !== '' && to !== '' && to < from) throw new Fault('period-wrong', { value: `${from}–${to}` });
  return { day, article: cost.article.trim(), amount, from, to, every, basis, note: cost.note.trim() };
}
