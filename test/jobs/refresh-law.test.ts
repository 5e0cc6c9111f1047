import fc from 'fast-check';
import { expensesSheet } from '../../sheets-templates/expenses';
import { managersSheet } from '../../sheets-templates/managers';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import { plansSheet } from '../../sheets-templates/plans';
import { settingsSheet } from '../../sheets-templates/settings';
import { stagesSheet } from '../../sheets-templates/stages';
import { closeMonth, reopenMonth } from '../../src/jobs/close-month';
import { look, renew } from '../../src/jobs/tick';
import { addDays, addMonths, dayAt, monthOf } from '../../src/kernel/calendar';
import type { Row, SheetTemplate } from '../../src/kernel/sheet-template';
import { drained, post } from '../ingest/setting';
import type { MemoryWorld } from '../memory-world';
import {
  bodyOf,
  company,
  DAY,
  edit,
  expenses,
  lookAndCompare,
  managers,
  paymentPlan,
  payments,
  plan,
  plans,
  removal,
  schemes,
  settings,
  stages,
  type Told,
  time,
} from './refresh-company';

const BEGIN = time('2026-11-25T20:00:00');
const money = (min: number, max: number): fc.Arbitrary<string> => fc.integer({ min, max }).map(String);
const dayFrom = (from: number, to: number): fc.Arbitrary<number | null> => fc.option(fc.integer({ min: from, max: to }), { freq: 2 });

interface Said {
  readonly act: 'tell';
  readonly id: number;
  readonly ago: number;
  readonly stage: number;
  readonly owner: number;
  readonly says: Readonly<Record<string, string>>;
  readonly days: Readonly<Record<string, number | null>>;
  readonly how: 'alone' | 'twice' | 'busy' | 'batch';
}
const said: fc.Arbitrary<Said> = fc.record({
  act: fc.constant('tell' as const),
  id: fc.integer({ min: 1, max: 7 }),
  ago: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, { arbitrary: fc.integer({ min: 1, max: 130 }), weight: 1 }),
  stage: fc.constantFrom(10, 20, 25, 30, 40, 50, 50, 50, 60, 143, 70, 80),
  owner: fc.constantFrom(7, 7, 8, 9),
  says: fc.record(
    {
      contract_amount: money(0, 900),
      source: fc.constantFrom('Site', 'Ads', ''),
      product: fc.constantFrom('A', 'B', ''),
      paid: money(0, 500),
      prepayment: fc.constantFrom('', '50', '120'),
      materials_cost: fc.constantFrom('', '30', '200'),
      list_price: fc.constantFrom('', '300', '1000'),
    },
    { requiredKeys: [] },
  ),
  days: fc.record(
    {
      contract_date: dayFrom(-70, 40),
      paid_date: dayFrom(-60, 10),
      installation_date: dayFrom(-20, 40),
      due_date: dayFrom(-100, 40),
      prepayment_date: dayFrom(-40, 5),
    },
    { requiredKeys: [] },
  ),
  how: fc.constantFrom('alone', 'alone', 'alone', 'twice', 'busy', 'batch'),
}) as fc.Arbitrary<Said>;

/** Everything that a scheme may carry beside its base. */
const elements: Row = {
  tiers: '0=3; 80%=5',
  discounts: '10=0.9; 40=0.5',
  bonuses: '20: product=A; 30: source=Ads, amount=200',
  team: 'Sales',
  team_tiers: '0=1; 400=2',
  guarantee: 9_000,
  guarantee_rule: 'draw',
  kpi_pool: 10_000,
  kpis: 'leads=50; receipts=50',
  negative_margin: 'carry',
  refund_window: 45,
  ramp: '1=50',
};
const rich: readonly Row[] = schemes.map((row) => (row.manager === '' ? row : { ...row, ...elements }));
const finance = (basis: string, pay: string): Row[] =>
  Object.entries({
    revenue_recognition: basis,
    pnl_payroll: pay,
    opening_balance: '1000',
    opening_day: '2026-07-10',
    bank_balance: '900',
    bank_balance_day: '2026-10-20',
    break_even: '300',
    fiscal_year_start: '10',
  }).map(([key, value]) => ({ key, value }));

const edits: readonly (readonly [SheetTemplate, readonly Row[]])[] = [
  [plansSheet, [...plans, plan('2026-W40', 'company', '', 'turnover', 50), plan('2026-08', 'manager', 'Boris', 'contracts', 3)]],
  [plansSheet, plans.slice(3)],
  [expensesSheet, expenses.slice(1)],
  [paymentsSheet, [...payments, { day: '2026-11-30', deal_id: '3', amount: -500, origin: 'manual', note: '' }]],
  [paymentsSheet, []],
  [paymentPlanSheet, paymentPlan.slice(1).map((row) => ({ ...row, state: 'planned' }))],
  [paymentPlanSheet, [{ day: '2026-11-28', direction: 'in', deal_id: '2', amount: 30_000 }]],
  [payrollSchemesSheet, schemes.map((row) => ({ ...row, refund_rule: 'reverse', cap: 5_000 }))],
  [payrollSchemesSheet, schemes.slice(0, 1)],
  [payrollSchemesSheet, rich],
  [stagesSheet, stages.map((row) => (row.stage_id === '20' ? { ...row, outcome: 'measurement' } : row))],
  [managersSheet, managers.map((row) => (row.manager_id === '8' ? { ...row, department: 'North' } : row))],
  [settingsSheet, [...settings.slice(1), { key: 'funnel_months', value: '4' }, { key: 'allocation_key', value: 'days' }]],
  [settingsSheet, [...settings, ...finance('installation', 'computed')]],
  [settingsSheet, [...settings, ...finance('payment', 'expenses')]],
];
const act = fc.oneof(
  { weight: 9, arbitrary: said },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('remove' as const), again: fc.boolean(), id: fc.integer({ min: 1, max: 7 }) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('drain' as const) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('slow' as const), what: fc.constantFrom(look, renew), ms: fc.constantFrom(15_000, 40_000) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), hours: fc.constantFrom(1, 5, 30, 24 * 7, 24 * 33) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('edit' as const), n: fc.nat(edits.length - 1) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('close' as const), ago: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('reopen' as const), ago: fc.integer({ min: 1, max: 6 }) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** A deal is as old as its number says: from yesterday to five months ago. */
const createdOf = (id: number): number => BEGIN - id * id * 3 * DAY;

function play(memory: MemoryWorld, one: Act, history: Told[]): void {
  memory.now += 7_000;
  if (one.act === 'look') return lookAndCompare(memory);
  if (one.act === 'drain') return void drained(memory);
  if (one.act === 'slow') {
    // each call to the workbook takes so long that a look makes a few tabs and leaves the others to the next
    memory.msACall = one.ms;
    one.what(memory.world());
    memory.msACall = 0;
    return;
  }
  if (one.act === 'wait') {
    memory.now += one.hours * 3_600_000;
    return;
  }
  if (one.act === 'close' || one.act === 'reopen') {
    const world = memory.world(),
      month = addMonths(monthOf(world.today), -one.ago);
    return (one.act === 'close' ? closeMonth : reopenMonth)(world, { month, author: 'anna@example.com' });
  }
  if (one.act === 'edit') {
    const found = edits[one.n];
    if (found) edit(memory, ...found);
    return;
  }
  if (one.act === 'remove')
    return void post(memory, one.again ? bodyOf('restore', { id: one.id, at: memory.now, created: createdOf(one.id) }) : removal(one.id, memory.now));
  const at = Math.max(memory.now - one.ago * DAY, createdOf(one.id)),
    today = dayAt(at, 'Europe/Moscow');
  const days = Object.fromEntries(Object.entries(one.days).map(([key, after]) => [key, after === null ? '' : addDays(today, after)]));
  const told: Told = { id: one.id, at, created: createdOf(one.id), stage: one.stage, owner: one.owner, says: { ...one.says, ...days } };
  history.push(told);
  memory.busy = one.how === 'busy';
  post(memory, one.how === 'batch' ? bodyOf('update', told, ...history.slice(-3, -1)) : bodyOf('update', told));
  memory.busy = false;
  if (one.how === 'twice') post(memory, bodyOf('update', told));
}

test('after any history, whatever was late, doubled, edited or slept over, the tabs say what everything says; renewing writes nothing', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.array(act, { minLength: 5, maxLength: 30 }), (isRich, acts) => {
      const memory = company(BEGIN),
        history: Told[] = [];
      if (isRich) edit(memory, payrollSchemesSheet, rich);
      for (const one of acts) play(memory, one, history);
      memory.now += 7_000;
      play(memory, { act: 'tell', id: 1, ago: 0, stage: 20, owner: 8, says: {}, days: {}, how: 'alone' }, history);
      lookAndCompare(memory);
      expect(renew(memory.world()).changed).toEqual([]);
    }),
    {
      numRuns: Number(process.env.RUNS ?? 20),
      ...(process.env.LIMIT ? { interruptAfterTimeLimit: Number(process.env.LIMIT), markInterruptAsFailure: false } : {}),
    },
  );
});
