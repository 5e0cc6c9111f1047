import { calendarSheet } from '../../sheets-templates/calendar';
import { managersSheet } from '../../sheets-templates/managers';
import { plansSheet } from '../../sheets-templates/plans';
import type { CalendarDay, Manager, Plan, PlanMetric } from '../facts/rows';
import { planMetrics } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { addMonths, daysIn, firstDay, isWorking, lastDay, monthOf, readPeriod, workingDays } from '../kernel/calendar';
import { Fault } from '../kernel/fault';
import type { Column } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import { alone, currencyOf, noteEdit, notesOf, rowsOf, shortEnough, timeText, titleOf, wordOf } from './panel';

/** The tab Plans of the sidebar: one month, the company and its managers against the plan metrics. Plan values are numbers in units of the currency, or counts. */

export type PlanLevel = 'company' | 'department' | 'manager' | 'source';
/** What a plan is for; `name` is '' for the company. */
export interface PlanKey {
  readonly period: string;
  readonly level: string;
  readonly name: string;
  readonly metric: string;
}
/** `version` names the state that was read ('' = no such plan yet); a save sends it back, so that nobody overwrites what he has not seen. */
export interface PlanCell {
  readonly value: number | null;
  readonly version: string;
}
export interface PlanRow {
  readonly level: PlanLevel;
  readonly name: string;
  /** false: a plan stands there, but the tab `managers` has no such name in this month */
  readonly known: boolean;
  /** in the order of `metrics` */
  readonly cells: readonly PlanCell[];
  readonly lastMonth: readonly (number | null)[];
}
export interface PlansGrid {
  readonly month: Month;
  readonly today: Day;
  readonly currency: string;
  readonly workingDays: number;
  readonly metrics: readonly { readonly key: PlanMetric; readonly title: string; readonly money: boolean }[];
  /** the company first, then departments that have a plan, then managers by name */
  readonly rows: readonly PlanRow[];
  /** cells of the tab that cannot be read, in the user's language */
  readonly notes: readonly string[];
}
export interface PlanChange extends PlanKey {
  readonly value: number | null;
  readonly version: string;
}
export interface PlanConflict extends PlanKey {
  readonly mine: number | null;
  readonly theirs: number | null;
  readonly by: string;
  readonly at: string;
  readonly version: string;
}
export interface SavePlansArgs {
  readonly month: Month;
  readonly changes: readonly PlanChange[];
}
/** What could be saved is saved; a cell that somebody else changed meanwhile is not touched and comes back as a conflict, to be sent again after the choice. */
export interface SavePlansResult {
  readonly saved: number;
  readonly conflicts: readonly PlanConflict[];
  readonly grid: PlansGrid;
}
/** `over`: '' at first; the `token` of the answer `exists` when the user agreed to replace the day plans that are there. */
export interface SpreadPlansArgs {
  readonly month: Month;
  readonly metrics: readonly string[];
  readonly over: string;
}
export type SpreadPlansResult =
  | { readonly state: 'done'; readonly days: number; readonly written: number }
  | { readonly state: 'exists'; readonly days: number; readonly token: string };

export const moneyMetrics: ReadonlySet<string> = new Set<PlanMetric>(['turnover', 'receipts', 'margin']);
const levels: readonly string[] = ['company', 'department', 'manager', 'source'];

const cellKey = (plan: PlanKey): string => [plan.period, plan.level, plan.level === 'company' ? '' : plan.name.trim(), plan.metric].join('\u0001');
const versionOf = (plan: Plan): string => `${plan.value ?? ''}@${plan.changed_at ?? ''}`;

/** Several rows for one cell (typed by hand): the one changed last counts, then the lower one. */
function byKey(rows: readonly Placed<Plan>[]): Map<string, Placed<Plan>> {
  const found = new Map<string, Placed<Plan>>();
  for (const placed of rows) {
    const key = cellKey(placed.row),
      known = found.get(key);
    if (!known || (placed.row.changed_at ?? 0) >= (known.row.changed_at ?? 0)) found.set(key, placed);
  }
  return found;
}

/** Shape: the month asked for, or the current one for ''. Throws Fault `period-wrong`. */
export function plansGrid(world: World, args: { readonly month: string }): PlansGrid {
  const month = args.month === '' ? monthOf(world.today) : args.month;
  if (!/^\d{4}-\d{2}$/.test(month) || !readPeriod(month)) throw new Fault('period-wrong', { value: month });
  const { rows, problems } = rowsOf<Plan>(world, plansSheet),
    stored = byKey(rows),
    before = addMonths(month, -1),
    metric: Column = plansSheet.columns.metric;
  const rowOf = (level: PlanLevel, name: string, known: boolean): PlanRow => {
    const at = (period: string, key: string) => stored.get(cellKey({ period, level, name, metric: key }))?.row;
    return {
      level,
      name,
      known,
      cells: planMetrics.map((key) => {
        const plan = at(month, key);
        return plan ? { value: plan.value, version: versionOf(plan) } : { value: null, version: '' };
      }),
      lastMonth: planMetrics.map((key) => at(before, key)?.value ?? null),
    };
  };
  const planned = (level: PlanLevel): string[] =>
    [...stored.values()].filter(({ row }) => row.level === level && row.period === month && row.value !== null).map(({ row }) => row.name.trim());
  const active = managersIn(world, month),
    names = [...new Set([...active, ...planned('manager')])].sort((a, b) => a.localeCompare(b));
  return {
    month,
    today: world.today,
    currency: currencyOf(world),
    workingDays: workingDays({ from: firstDay(month), to: lastDay(month) }, specialDays(world)),
    metrics: planMetrics.map((key) => ({ key, title: wordOf(metric, key, world.lang), money: moneyMetrics.has(key) })),
    rows: [
      rowOf('company', '', true),
      ...[...new Set(planned('department'))].sort().map((name) => rowOf('department', name, true)),
      ...names.map((name) => rowOf('manager', name, active.has(name))),
    ],
    notes: notesOf(problems),
  };
}

/** Names of those who work in the month, at least for a day. */
function managersIn(world: World, month: Month): Set<string> {
  const at = { from: firstDay(month), to: lastDay(month) };
  const working = rowsOf<Manager>(world, managersSheet).rows.filter(({ row }) => (row.active_from ?? '') <= at.to && (row.active_to ?? '9999') >= at.from);
  return new Set(working.map(({ row }) => row.manager.trim()).filter((name) => name !== ''));
}

function specialDays(world: World): Map<Day, 'holiday' | 'working' | 'short'> {
  const special = new Map<Day, 'holiday' | 'working' | 'short'>();
  for (const { row } of rowsOf<CalendarDay>(world, calendarSheet).rows) {
    if (row.day !== null && (row.kind === 'holiday' || row.kind === 'working' || row.kind === 'short')) special.set(row.day, row.kind);
  }
  return special;
}

/** Saves changed cells. Throws Fault `period-wrong`, `word-unknown`, `number-wrong` before anything is written, and `busy`. */
export function savePlans(world: World, args: SavePlansArgs & { readonly author: string }): SavePlansResult {
  for (const change of args.changes) check(world, change);
  const changes = [...new Map(args.changes.map((change) => [cellKey(change), change])).values()]; // of a cell named twice the last holds
  const { saved, conflicts } = alone(world, () => {
    const stored = byKey(rowsOf<Plan>(world, plansSheet).rows),
      seen: PlanConflict[] = [],
      written: Placed<Plan>[] = [],
      added: Plan[] = [];
    let count = 0;
    for (const change of changes) {
      const { period, level, metric, value } = change,
        name = level === 'company' ? '' : change.name.trim(),
        here = stored.get(cellKey(change));
      if ((here?.row.value ?? null) === value) {
        count += 1;
        continue;
      } // what I want stands there already, whoever wrote it
      if ((here ? versionOf(here.row) : '') !== change.version) {
        seen.push({
          period,
          level,
          name,
          metric,
          mine: value,
          theirs: here?.row.value ?? null,
          by: here?.row.author ?? '',
          at: timeText(here?.row.changed_at ?? null, world.zone),
          version: here ? versionOf(here.row) : '',
        });
        continue;
      }
      const row: Plan = { period, level, name: here?.row.name ?? name, metric, value, author: args.author, changed_at: world.now };
      if (here) written.push({ at: here.at, row });
      else added.push(row);
      count += 1;
    }
    if (written.length > 0) world.sheets.write(plansSheet, written);
    if (added.length > 0) world.sheets.append(plansSheet, added);
    if (written.length + added.length > 0) noteEdit(world, plansSheet);
    return { saved: count, conflicts: seen };
  });
  return { saved, conflicts, grid: plansGrid(world, { month: args.month }) };
}

function check(world: World, change: PlanChange): void {
  if (!readPeriod(change.period)) throw new Fault('period-wrong', { value: change.period });
  shortEnough(change.name, titleOf(plansSheet, 'name', world.lang));
  const wrongWord = !levels.includes(change.level)
    ? (['level', change.level] as const)
    : !planMetrics.some((known) => known === change.metric)
      ? (['metric', change.metric] as const)
      : null;
  if (wrongWord) throw new Fault('word-unknown', { value: wrongWord[1], column: titleOf(plansSheet, wrongWord[0], world.lang) });
  if (change.level !== 'company' && change.name.trim() === '') throw new Fault('word-unknown', { value: '', column: titleOf(plansSheet, 'name', world.lang) });
  const { value } = change;
  if (value !== null && !(typeof value === 'number' && Number.isFinite(value) && value >= 0))
    throw new Fault('number-wrong', { value: String(value), column: titleOf(plansSheet, 'value', world.lang) });
}

/**
 * Makes day plans of the month plans, over the working days of the `calendar` tab. The days add up to the month to the kopeck (to the unit for counts) and the rest is strewn evenly:
 * five contracts over twenty days stand on every fourth day. Day plans that differ are replaced only with the token of the answer that told of them.
 */
export function spreadPlans(world: World, args: SpreadPlansArgs & { readonly author: string }): SpreadPlansResult {
  if (!/^\d{4}-\d{2}$/.test(args.month) || !readPeriod(args.month)) throw new Fault('period-wrong', { value: args.month });
  const special = specialDays(world),
    days: Day[] = [];
  for (let n = 1; n <= daysIn(args.month); n += 1) {
    const day = `${args.month}-${String(n).padStart(2, '0')}`;
    if (isWorking(day, special)) days.push(day);
  }
  return alone(world, () => {
    const stored = byKey(rowsOf<Plan>(world, plansSheet).rows),
      wanted = new Map<string, Plan>();
    for (const { row } of stored.values()) {
      if (row.period !== args.month || row.value === null || !args.metrics.includes(row.metric)) continue;
      shares(row.value, days.length, moneyMetrics.has(row.metric)).forEach((value, i) => {
        const plan: Plan = { ...row, period: days[i] ?? '', value, author: args.author, changed_at: world.now };
        wanted.set(cellKey(plan), plan);
      });
    }
    const sources = new Set([...wanted.values()].map((plan) => cellKey({ ...plan, period: args.month })));
    const old = [...stored.values()].filter(
      ({ row }) => row.period.length === 10 && row.period.startsWith(args.month) && row.value !== null && sources.has(cellKey({ ...row, period: args.month })),
    );
    const differing = old.filter(({ row }) => wanted.get(cellKey(row))?.value !== row.value);
    const token = world.hash(JSON.stringify(differing.map(({ row }) => [cellKey(row), versionOf(row)])));
    if (differing.length > 0 && args.over !== token) return { state: 'exists', days: differing.length, token };
    const written = differing.map(({ at, row }) => ({
      at,
      row: wanted.get(cellKey(row)) ?? { ...row, value: null, author: args.author, changed_at: world.now },
    })); // a day that is no working day any more loses its plan
    const added = [...wanted.values()].filter((plan) => !stored.has(cellKey(plan)));
    const revived = [...wanted.entries()].flatMap(([key, plan]) => {
      const here = stored.get(key);
      return here && here.row.value === null ? [{ at: here.at, row: plan }] : [];
    });
    if (written.length + revived.length > 0)
      world.sheets.write(
        plansSheet,
        [...written, ...revived].sort((a, b) => a.at - b.at),
      );
    if (added.length > 0) world.sheets.append(plansSheet, added);
    if (written.length + revived.length + added.length > 0) noteEdit(world, plansSheet);
    return { state: 'done', days: wanted.size === 0 ? 0 : days.length, written: written.length + revived.length + added.length };
  });
}

/** `total` over `n` days, whole kopecks or whole units; a count with a fraction is shared out in hundredths. */
function shares(total: number, n: number, money: boolean): number[] {
  const unit = money || !Number.isInteger(total) ? 100 : 1,
    whole = Math.round(total * unit);
  const upTo = (i: number): number => Math.floor((whole * i) / n + 1e-9);
  return Array.from({ length: n }, (_, i) => (upTo(i + 1) - upTo(i)) / unit);
}
