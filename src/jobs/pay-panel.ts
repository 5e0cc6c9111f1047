import { managersSheet } from '../../sheets-templates/managers';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { Manager, PayrollScheme } from '../facts/rows';
import { planMetrics } from '../facts/rows';
import type { Day, Month } from '../kernel/calendar';
import { addMonths, monthOf } from '../kernel/calendar';
import { compare } from '../kernel/order';
import type { Column } from '../kernel/sheet-template';
import type { Placed } from '../ports/sheet-store';
import type { World } from '../ports/world';
import type { Choice } from './panel';
import { alone, choices, currencyOf, noteEdit, notesOf, rowsOf } from './panel';
import type { SchemeForm } from './pay-form';
import { toForm, toRow } from './pay-form';
import type { SchemePreview } from './pay-preview';
import { flawsOf, previewOf } from './pay-preview';

/** The tab Pay of the sidebar: the rows of `payroll_schemes`, to be changed, tried on last month and saved. A row has no id, so it is known by the hash of what was read. */
export interface SchemeItem {
  readonly version: string;
  readonly at: number;
  readonly scheme: SchemeForm;
}
export interface PayPage {
  readonly today: Day;
  /** on which a draft is tried */
  readonly month: Month;
  readonly currency: string;
  readonly schemes: readonly SchemeItem[];
  readonly managers: readonly string[];
  readonly departments: readonly string[];
  /** title of each column, by key */
  readonly titles: Readonly<Record<string, string>>;
  /** select lists, by the key of their column */
  readonly words: Readonly<Record<string, readonly Choice[]>>;
  readonly notes: readonly string[];
}
/** A row as the page read it; version '' = a new one. */
export interface SchemeSeen {
  readonly version: string;
  readonly at: number;
}
export interface SchemeArgs extends SchemeSeen {
  readonly scheme: SchemeForm;
}
/** `changed`: somebody changed or removed the row meanwhile; `wrong`: it cannot be read. Nothing was written in either case. */
export interface SaveSchemeResult {
  readonly state: 'saved' | 'changed' | 'wrong';
  readonly wrong: readonly string[];
  readonly page: PayPage;
}

/** The first of each list is what a blank cell means (metrics/pay-scheme); `plan_metric` may stay blank. */
const listed: Readonly<Record<string, readonly string[]>> = {
  base: ['contract', 'receipts', 'margin'],
  plan_metric: planMetrics,
  refund_rule: ['reverse', 'net'],
  guarantee_rule: ['gift', 'draw'],
  kpi_without_plan: ['share', 'zero'],
  negative_margin: ['zero', 'carry'],
};
const columns: Readonly<Record<string, Column>> = payrollSchemesSheet.columns;
const named = (texts: readonly string[]): readonly string[] => [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))].sort(compare);
const versionOf = (world: World, row: PayrollScheme): string => world.hash(JSON.stringify(toForm(row))).slice(0, 16);

export function payPage(world: World): PayPage {
  const { rows, problems } = rowsOf<PayrollScheme>(world, payrollSchemesSheet),
    people = rowsOf<Manager>(world, managersSheet).rows.map(({ row }) => row);
  return {
    today: world.today,
    month: addMonths(monthOf(world.today), -1),
    currency: currencyOf(world),
    schemes: rows.map(({ at, row }) => ({ version: versionOf(world, row), at, scheme: toForm(row) })),
    managers: named(people.map(({ manager }) => manager)),
    departments: named(people.map(({ department }) => department)),
    titles: Object.fromEntries(Object.entries(columns).map(([key, { title }]) => [key, title[world.lang]])),
    words: Object.fromEntries(Object.entries(listed).map(([key, keys]) => [key, choices(columns[key] as Column, keys, world.lang)])),
    notes: notesOf(problems),
  };
}

/** Throws Fault number-wrong, day-wrong, text-too-long. */
export function previewScheme(world: World, args: SchemeArgs): SchemePreview {
  const { rows } = rowsOf<PayrollScheme>(world, payrollSchemesSheet),
    mine = found(world, rows, args);
  return previewOf(world, { draft: toRow(world, args.scheme), others: rows.filter((placed) => placed !== mine) });
}

/** Adds or changes one row; one that cannot be read is not written. Throws as above, and Fault `busy`. */
export function saveScheme(world: World, args: SchemeArgs): SaveSchemeResult {
  const row = toRow(world, args.scheme),
    wrong = flawsOf(world, row);
  if (wrong.length > 0) return { state: 'wrong', wrong, page: payPage(world) };
  return change(world, args, (placed) => {
    if (placed) world.sheets.write(payrollSchemesSheet, [{ at: placed.at, row: { ...placed.row, ...row } }]);
    else world.sheets.append(payrollSchemesSheet, [row]);
  });
}

/** Takes the row out of the tab; what lies below moves up. */
export function deleteScheme(world: World, args: SchemeSeen): SaveSchemeResult {
  return change(world, args, (placed) => {
    if (placed) world.sheets.replace(payrollSchemesSheet, { from: placed.at, held: 1 }, [], []);
  });
}

function change(world: World, args: SchemeSeen, write: (placed: Placed<PayrollScheme> | null) => void): SaveSchemeResult {
  const done = alone(world, (): boolean => {
    const mine = args.version === '' ? null : found(world, rowsOf<PayrollScheme>(world, payrollSchemesSheet).rows, args);
    if (mine === undefined) return false;
    write(mine);
    noteEdit(world, payrollSchemesSheet);
    return true;
  });
  return { state: done ? 'saved' : 'changed', wrong: [], page: payPage(world) };
}

/** Rows may have moved; two rows that read alike are alike. */
function found(world: World, rows: readonly Placed<PayrollScheme>[], { version, at }: SchemeSeen): Placed<PayrollScheme> | undefined {
  const same = rows.filter(({ row }) => version !== '' && versionOf(world, row) === version);
  return same.find((placed) => placed.at === at) ?? same[0];
}
