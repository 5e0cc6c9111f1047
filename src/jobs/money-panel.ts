import { dealsSheet } from '../../sheets-templates/deals';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import type { Deal } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { monthOf, readPeriod } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import { compare } from '../kernel/order';
import type { Column } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import type { RowSeen } from './changed-row';
import { changeRow } from './changed-row';
import type { MoneyForm } from './money-rows';
import { isOver, moneyTabs } from './money-rows';
import type { Choice } from './panel';
import { choices, currencyOf, notesOf, rowsOf, titleOf } from './panel';

/** The tab Payments of the sidebar: payments of deals written by hand (`payments`) and what is planned to come and go (`payment_plan`). Amounts are units of the currency over the wire. */
export type MoneyKind = 'payment' | 'planned';
export interface MoneyItem {
  readonly version: string;
  readonly at: number;
  readonly form: MoneyForm;
}
export interface MoneyPage {
  readonly month: Month;
  readonly today: Day;
  readonly currency: string;
  /** of the month, newest first; without a day on top */
  readonly payments: readonly MoneyItem[];
  /** still open, and of the month; by day, without one on top */
  readonly planned: readonly MoneyItem[];
  /** select lists by the keys of their columns */
  readonly choices: Readonly<Record<'kind' | 'direction' | 'state', readonly Choice[]>>;
  /** items used so far */
  readonly articles: readonly string[];
  readonly notes: readonly string[];
}
export interface MoneySeen extends RowSeen<MoneyForm> {
  readonly of: MoneyKind;
  readonly month: Month;
}
export interface SaveMoneyArgs extends MoneySeen {
  readonly form: MoneyForm;
}
/** As for costs: `changed` and `gone` wrote nothing. */
export type SaveMoneyResult =
  | { readonly state: 'saved'; readonly page: MoneyPage }
  | { readonly state: 'changed'; readonly theirs: MoneyItem; readonly page: MoneyPage }
  | { readonly state: 'gone'; readonly page: MoneyPage };

/** Shape: the month asked for, or the current one for ''. Throws Fault `period-wrong`. */
export function moneyPage(world: World, args: { readonly month: string }): MoneyPage {
  const month = args.month === '' ? monthOf(world.today) : args.month;
  if (!/^\d{4}-\d{2}$/.test(month) || readPeriod(month) === null) throw new Fault('period-wrong', { value: month });
  const itemsOf = (of: MoneyKind): { readonly items: MoneyItem[]; readonly notes: readonly string[] } => {
    const { rows, problems } = rowsOf(world, moneyTabs[of].sheet);
    return { items: rows.filter(({ row }) => moneyTabs[of].isEditable(row as never)).map((placed) => toItem(world, of, placed)), notes: notesOf(problems) };
  };
  const paid = itemsOf('payment'),
    planned = itemsOf('planned'),
    inMonth = ({ form }: MoneyItem): boolean => form.day.slice(0, 7) === month;
  const list = (column: Column): Choice[] => choices(column, Object.keys(column.words ?? {}), world.lang);
  return {
    month,
    today: world.today,
    currency: currencyOf(world),
    payments: paid.items
      .filter((item) => item.form.day === '' || inMonth(item))
      .sort((a, b) => ((a.form.day === '' ? '~' : a.form.day) < (b.form.day === '' ? '~' : b.form.day) ? 1 : -1)),
    planned: planned.items.filter((item) => !isOver(item.form) || inMonth(item)).sort((a, b) => compare(a.form.day, b.form.day) || a.at - b.at),
    choices: { kind: list(paymentsSheet.columns.kind), direction: list(paymentPlanSheet.columns.direction), state: list(paymentPlanSheet.columns.state) },
    articles: [...new Set(planned.items.map(({ form }) => form.article).filter((article) => article !== ''))].sort(compare),
    notes: [...paid.notes, ...planned.notes],
  };
}

const toItem = (world: World, of: MoneyKind, { at, row }: Placed<unknown>): MoneyItem => ({
  version: moneyTabs[of].versionOf(world, row as never),
  at,
  form: moneyTabs[of].toForm(row as never),
});

/** Adds or changes one row. Throws Fault `day-wrong`, `number-wrong`, `word-unknown`, `deal-missing`, `text-too-long`, `busy`; then nothing was written. */
export function saveMoney(world: World, args: SaveMoneyArgs): SaveMoneyResult {
  const tab = moneyTabs[args.of],
    row = tab.toRow(world, args.form);
  if (args.form.deal_id.trim() !== '' && world.sheets.find(dealsSheet, 'deal_id', args.form.deal_id.trim()).length === 0)
    throw new Fault('word-unknown', { value: args.form.deal_id, column: titleOf(tab.sheet, 'deal_id', world.lang) });
  return change(world, args, (placed) => {
    if (placed) world.sheets.write(tab.sheet, [{ at: placed.at, row: { ...(placed.row as object), ...row } }]);
    else world.sheets.append(tab.sheet, [{ ...tab.blank, ...row }]);
  });
}
/** Takes the row out of the tab; what lies below moves up. */
export const deleteMoney = (world: World, args: MoneySeen): SaveMoneyResult =>
  change(world, args, (placed) => {
    if (placed) world.sheets.replace(moneyTabs[args.of].sheet, { from: placed.at, held: 1 }, [], []);
  });

function change(world: World, args: MoneySeen, write: (placed: Placed<unknown> | null) => void): SaveMoneyResult {
  const outcome = changeRow<unknown, MoneyForm>(world, moneyTabs[args.of] as never, args, write),
    page = moneyPage(world, { month: args.month });
  return outcome.state === 'changed' ? { ...outcome, theirs: toItem(world, args.of, outcome.theirs), page } : { ...outcome, page };
}

/** Deals offered for what was typed: the one with that id first, then those whose name or client holds it; at most eight. */
export interface FoundDeal {
  readonly deal_id: string;
  readonly deal: string;
  readonly client: string;
}
const MOST_FOUND = 8;
export function findDeals(world: World, { text }: { readonly text: string }): { readonly deals: readonly FoundDeal[] } {
  const wanted = text.trim().slice(0, 200);
  if (wanted.length < 2) return { deals: [] };
  const find = (column: string, part?: 'part'): readonly number[] => world.sheets.find(dealsSheet, column, wanted, part);
  const places = [...new Set([...find('deal_id'), ...find('deal', 'part'), ...find('client', 'part')])].slice(0, MOST_FOUND * 2),
    deals = places.flatMap((at) => world.sheets.readSpan(dealsSheet, at, 1).map(({ row }) => row as Deal));
  return {
    deals: deals
      .filter(({ deleted }) => !deleted)
      .slice(0, MOST_FOUND)
      .map(({ deal_id, deal, client }) => ({ deal_id, deal, client })),
  };
}
