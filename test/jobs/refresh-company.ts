import { expensesSheet } from '../../sheets-templates/expenses';
import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import { plansSheet } from '../../sheets-templates/plans';
import { settingsSheet } from '../../sheets-templates/settings';
import { stagesSheet } from '../../sheets-templates/stages';
import { closedBooks } from '../../src/jobs/closed-books';
import { loadBook } from '../../src/jobs/load-book';
import { noteEditOf } from '../../src/jobs/note-edit';
import { inOrder } from '../../src/jobs/refresh-one';
import { look } from '../../src/jobs/tick';
import type { Row, SheetTemplate, Value } from '../../src/kernel/sheet-template';
import type { World } from '../../src/ports/world';
import { allReports } from '../../src/reports/all';
import { withClosing } from '../../src/reports/closing';
import { everything, type Report } from '../../src/reports/report';
import { account, body, form, lead } from '../ingest/amo-body';
import { installed, post } from '../ingest/setting';
import type { MemoryWorld } from '../memory-world';

export const DAY = 86_400_000;
export const time = (text: string): number => Date.parse(`${text}+03:00`);
const rub = (amount: number): number => amount * 100;

/** Input tabs of the small company. */
export const managers: readonly Row[] = [
  { crm: 'amocrm', manager_id: '7', manager: 'Anna', department: 'Sales' },
  { crm: 'amocrm', manager_id: '8', manager: 'Boris', department: 'Sales' },
  { crm: 'amocrm', manager_id: '9', manager: 'Vera', department: '' },
];
export const stages: readonly Row[] = (
  [
    [10, 'new'],
    [20, 'in_work'],
    [25, 'postponed'],
    [30, 'measurement'],
    [40, 'quote'],
    [50, 'contract'],
    [60, 'done'],
    [142, 'contract'],
    [143, 'refusal'],
    [70, 'junk'],
    [80, 'duplicate'],
  ] as const
).map(([id, outcome], i) => ({ crm: 'amocrm', pipeline_id: '1', pipeline: 'Sales', stage_id: String(id), stage: `Stage ${id}`, outcome, position: i }));
export const fields: readonly Row[] = Object.entries({
  901: 'contract_amount',
  902: 'source',
  903: 'paid',
  904: 'contract_date',
  905: 'materials_cost',
  906: 'prepayment',
  907: 'product',
  908: 'paid_date',
  909: 'installation_date',
  910: 'due_date',
  911: 'prepayment_date',
  912: 'list_price',
}).map(([field_id, meaning]) => ({ crm: 'amocrm', entity: 'deal', field_id, field: meaning, meaning }));
export const plan = (period: string, level: string, name: string, metric: string, value: number): Row => ({ period, level, name, metric, value });
export const plans: readonly Row[] = [
  plan('2026-11', 'manager', 'Anna', 'turnover', 500),
  plan('2026-12', 'manager', 'Boris', 'receipts', 300),
  plan('2026-12', 'company', '', 'leads', 20),
  plan('2026-W48', 'manager', 'Vera', 'contracts', 2),
  plan('2026-W49', 'company', '', 'turnover', 900),
  plan('2026-W53', 'manager', 'Anna', 'leads', 4),
  plan('2026-12-01', 'company', '', 'quotes', 1),
  plan('2026-Q4', 'source', 'Site', 'turnover', 700),
  plan('2027', 'company', '', 'margin', 9_000),
  plan('2026-10', 'department', 'Sales', 'measurements', 6),
  plan('2026-09', 'source', 'Ads', 'contracts', 2),
  plan('2026-10', 'source', 'Ads', 'receipts', 50),
];
export const schemes: readonly Row[] = [
  {
    scheme: 'signed',
    manager: 'Anna',
    base: 'contract',
    fixed: rub(100),
    tiers: '0=3; 500=5',
    refund_rule: 'reverse',
    plan_metric: 'turnover',
    multipliers: '0=0.8; 100=1.2',
  },
  { scheme: 'paid', manager: '', valid_from: '2026-09-01', base: 'receipts', tiers: 'whole: 0=2; 300=4', refund_rule: 'net' },
  { scheme: 'earned', manager: 'Vera', base: 'margin', tiers: '0=10', refund_rule: 'reverse', plan_metric: 'leads', multipliers: '0=0.9; 80=1' },
];
export const expenses: readonly Row[] = [
  { day: '2026-08-05', article: 'Rent', amount: rub(50), every: 'month', basis: 'cash' },
  { day: '2026-11-20', article: 'Fair', amount: rub(70), every: 'once', basis: 'cash' },
  { article: 'Site', amount: rub(100), every: 'once', from: '2026-10', to: '2026-12' },
];
export const payments: readonly Row[] = [
  { day: '2026-11-10', deal_id: '1', amount: rub(13), origin: 'manual', note: 'cash' },
  { day: '2026-10-10', deal_id: '2', amount: rub(21), origin: 'manual', note: '' },
];
/** Instalments of deals 1 and 4, payments to come, overdue, paid, and without a day. */
export const paymentPlan: readonly Row[] = [
  { day: '2026-11-30', direction: 'in', deal_id: '1', amount: rub(150) },
  { day: '2026-12-20', direction: 'in', deal_id: '1', amount: rub(90), state: 'disputed' },
  { day: '2027-01-15', direction: 'in', deal_id: '4', amount: rub(200) },
  { day: '2026-12-18', direction: 'out', article: 'Glass', counterparty: 'Plant', amount: rub(400), priority: 3 },
  { day: '2026-11-28', direction: 'out', article: 'Rent', amount: rub(50), priority: 2 },
  { day: '2026-10-09', direction: 'out', article: 'Van', amount: rub(75), state: 'paid' },
  { direction: 'out', article: 'Paint', amount: rub(15) },
];
export const settings: readonly Row[] = [
  { key: 'funnel_months', value: '2' },
  { key: 'company', value: 'Windows' },
  { key: 'opening_balance', value: '200' },
  { key: 'opening_day', value: '2026-09-12' },
  { key: 'cash_reserve', value: '150' },
];

const inputs: readonly (readonly [SheetTemplate, readonly Row[]])[] = [
  [managersSheet, managers],
  [stagesSheet, stages],
  [fieldsSheet, fields],
  [plansSheet, plans],
  [payrollSchemesSheet, schemes],
  [expensesSheet, expenses],
  [paymentsSheet, payments],
  [paymentPlanSheet, paymentPlan],
  [settingsSheet, settings],
];

/** A company with plans, schemes and expenses and no deal yet. */
export function company(now: number): MemoryWorld {
  const memory = installed({ unmapped: true });
  memory.now = now;
  inputs.forEach(([sheet, rows], i) => {
    memory.put(sheet, rows);
    memory.store.set({ [`sheet.${sheet.key}`]: String(i + 1) });
  });
  return memory;
}

/** A person writes other rows into an input tab; the trigger notes it. */
export function edit(memory: MemoryWorld, sheet: SheetTemplate, rows: readonly Row[]): void {
  memory.put(sheet, rows);
  noteEditOf(memory.world().store, { sheetId: 1 + inputs.findIndex(([one]) => one.key === sheet.key), row: 2 });
}

export interface Told {
  readonly id: number;
  /** time of the record */
  readonly at: number;
  readonly created: number;
  readonly stage?: number;
  readonly owner?: number;
  /** custom fields by meaning; dates as days */
  readonly says?: Readonly<Record<string, string>>;
}
const fieldOf = (meaning: string): string => String(fields.find((row) => row.meaning === meaning)?.field_id);
const leadOf = ({ id, at, created, stage = 10, owner = 7, says = {} }: Told): ReturnType<typeof lead> =>
  lead({
    id,
    at: Math.floor(at / 1000),
    created: Math.floor(created / 1000),
    stage,
    owner,
    price: '',
    fields: Object.fromEntries(Object.entries(says).map(([meaning, value]) => [fieldOf(meaning), value])),
  });
export const bodyOf = (action: string, ...told: readonly Told[]): string => body(action, ...told.map(leadOf));
export const tell = (memory: MemoryWorld, told: Told, action = 'update'): unknown => post(memory, bodyOf(action, told));
export const removal = (id: number, at: number): string => form({ account, leads: { delete: [{ id, status_id: 10, pipeline_id: 1, nonce: at }] } });

const forgetful = (world: World): World => ({ ...world, cache: { get: () => ({}), put: () => undefined, remove: () => undefined } });
const cellsOf = (sheet: SheetTemplate, rows: readonly Row[]): readonly string[] =>
  rows.map((row) =>
    Object.keys(sheet.columns)
      .map((key): Value => row[key] ?? null)
      .join(' | '),
  );

/** Every report tab as `renew` would leave it now, by key: all reports over everything, nothing remembered but what was closed. */
export function wanted(memory: MemoryWorld): Readonly<Record<string, readonly string[]>> {
  const { book } = loadBook(forgetful(memory.world()), 'all'),
    closed = closedBooks(memory.world()),
    made = new Map<string, readonly Row[]>();
  for (const report of allReports as readonly Report[]) {
    const rows = (
      report.from ? report.from.rows(made.get(report.from.key) ?? [], book, (key) => made.get(key) ?? []) : report.rows(book, everything)
    ) as readonly Row[];
    made.set(report.sheet.key, inOrder(report, withClosing(report, rows, closed.of(report))));
  }
  return Object.fromEntries(allReports.map(({ sheet }) => [sheet.key, cellsOf(sheet, made.get(sheet.key) ?? [])]));
}
/** Every report tab as it stands. */
export const standing = (memory: MemoryWorld): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(allReports.map(({ sheet }) => [sheet.key, cellsOf(sheet, memory.rows(sheet))]));

/** Looks until there is nothing left to do; then the tabs must be those of everything. `leads_now` goes by the hour, so it is compared only when something was made anew. */
export function lookAndCompare(memory: MemoryWorld): void {
  const before = memory.store.get('refreshed.at');
  for (let revision = -1; ; ) {
    const state = look(memory.world());
    if (state.pending === 0 && state.revision === revision) break;
    revision = state.revision;
  }
  memory.world();
  const isMade = memory.store.get('refreshed.at') !== before,
    [is, should] = [standing(memory), wanted(memory)];
  const without = ({ leads_now, ...others }: Readonly<Record<string, readonly string[]>>): object => (isMade ? { ...others, leads_now } : others);
  expect(without(is)).toEqual(without(should));
}

/** What the tabs with closed months add up to, and what is computed from everything as if no month had ever been closed. */
export function totals(memory: MemoryWorld): { readonly standing: object; readonly computed: object } {
  const { book } = loadBook(forgetful(memory.world()), 'all'),
    reports = (allReports as readonly Report[]).filter(({ closing }) => closing);
  const sums = (rowsOf: (report: Report) => readonly Row[]): object =>
    Object.fromEntries(
      reports.map((report) => [
        report.sheet.key,
        Object.fromEntries((report.closing?.adds ?? []).map((key) => [key, rowsOf(report).reduce((total, row) => total + Number(row[key] ?? 0), 0)])),
      ]),
    );
  return { standing: sums(({ sheet }) => memory.rows(sheet)), computed: sums((report) => report.rows(book, everything) as readonly Row[]) };
}
/** Rows of closed months as they stand. */
export const closedRows = (memory: MemoryWorld, month: string): object =>
  Object.fromEntries(
    (allReports as readonly Report[])
      .filter(({ closing }) => closing)
      .map(({ sheet }) => [sheet.key, memory.rows<Row>(sheet).filter((row) => row.month !== 'undated' && String(row.month) <= month)]),
  );
