/** Small books for the tests of money: facts with everything blank that a case does not speak of. Amounts in minor units; `rub(1000.5)` is 100050. */
import { blankDeal } from '../../src/facts/blank-deal';
import type { Book } from '../../src/facts/book';
import type { Correction, Deal, DealEvent, Expense, Manager, ManualPayment, PayrollScheme, Plan, PlannedPayment } from '../../src/facts/rows';
import { costColumns } from '../../src/facts/rows';
import { defaultSettings } from '../../src/facts/settings';
import { startOf } from '../../src/kernel/calendar';

export const rub = (amount: number): number => Math.round(amount * 100);
/** Noon of a day in Moscow, the zone of `defaultSettings`. */
export const noon = (day: string): number => startOf(day, 'Europe/Moscow') + 12 * 3_600_000;

export const book = (facts: Partial<Book>): Book => ({
  settings: defaultSettings,
  today: '2026-12-31',
  now: noon('2026-12-31'),
  managers: [],
  stages: [],
  deals: [],
  events: [],
  plans: [],
  expenses: [],
  payments: [],
  paymentPlan: [],
  schemes: [],
  adCosts: [],
  prices: [],
  rates: [],
  vatRates: [],
  calendar: [],
  corrections: [],
  mappedCosts: [...costColumns],
  ...facts,
});

export const deal = (deal_id: string, facts: Partial<Deal> = {}): Deal => ({ ...blankDeal('amocrm', deal_id), deal: `Deal ${deal_id}`, ...facts });
/** A contract in force: signed on a day for an amount by a manager. */
export const contract = (deal_id: string, day: string | null, amount: number, facts: Partial<Deal> = {}): Deal =>
  deal(deal_id, {
    contract_day: day,
    contract_amount: amount,
    signed: true,
    outcome: 'contract',
    reached: 'contract',
    manager_id: 'a',
    contract_manager_id: facts.manager_id ?? 'a',
    ...facts,
  });

export const event = (event_id: string, facts: Partial<DealEvent>): DealEvent => ({
  event_id,
  at: facts.to !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(facts.to) ? noon(facts.to) : null,
  known_at: null,
  crm: 'amocrm',
  deal_id: '',
  kind: 'payment',
  from: '',
  to: '',
  amount: null,
  manager_id: 'a',
  source_event: '',
  cohort: 'undated',
  ...facts,
});
/** A payment, or with a negative amount a refund, of a deal on a day. */
export const payment = (event_id: string, deal_id: string, day: string, amount: number): DealEvent =>
  event(event_id, { deal_id, kind: amount < 0 ? 'refund' : 'payment', from: 'paid', to: day, amount });

export const manager = (id: string, name: string, facts: Partial<Manager> = {}): Manager => ({
  crm: 'amocrm',
  manager_id: id,
  manager: name,
  department: '',
  role: '',
  personnel_number: '',
  active_from: null,
  active_to: null,
  ...facts,
});
export const anna = manager('a', 'Anna');
export const boris = manager('b', 'Boris');

export const scheme = (facts: Partial<PayrollScheme> = {}): PayrollScheme => ({
  scheme: 'Sales',
  manager: 'Anna',
  valid_from: null,
  base: 'receipts',
  fixed: null,
  tiers: '',
  plan_metric: '',
  multipliers: '',
  splits: '',
  refund_rule: '',
  cap: null,
  refund_window: null,
  negative_margin: '',
  discounts: '',
  team: '',
  team_tiers: '',
  guarantee: null,
  guarantee_rule: '',
  ramp: '',
  bonuses: '',
  kpi_pool: null,
  kpis: '',
  kpi_without_plan: '',
  ...facts,
});
export const plan = (period: string, name: string, metric: string, value: number, facts: Partial<Plan> = {}): Plan => ({
  period,
  level: 'manager',
  name,
  metric,
  value,
  author: '',
  changed_at: null,
  ...facts,
});
export const expense = (facts: Partial<Expense>): Expense => ({
  day: null,
  article: 'Rent',
  amount: null,
  from: '',
  to: '',
  every: 'once',
  basis: 'cash',
  note: '',
  crm: '',
  expense_id: '',
  updated_at: null,
  deleted: false,
  ...facts,
});
export const manual = (day: string | null, deal_id: string, amount: number, facts: Partial<ManualPayment> = {}): ManualPayment => ({
  day,
  deal_id,
  amount,
  kind: amount < 0 ? 'refund' : 'balance',
  origin: 'manual',
  note: '',
  crm: '',
  payment_id: '',
  updated_at: null,
  deleted: false,
  ...facts,
});
/** A bonus or a correction of pay that somebody wrote by hand. */
export const correction = (day: string | null, name: string, value: string, facts: Partial<Correction> = {}): Correction => ({
  day,
  tab: 'payroll',
  row_id: name,
  column: '',
  value,
  author: 'Owner',
  reason: 'Said so',
  ...facts,
});
export const planned = (facts: Partial<PlannedPayment>): PlannedPayment => ({
  day: null,
  direction: 'out',
  article: '',
  counterparty: '',
  amount: null,
  deal_id: '',
  priority: null,
  state: '',
  ...facts,
});
