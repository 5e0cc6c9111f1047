import { blankDeal } from '../../src/facts/blank-deal';
import type { Book } from '../../src/facts/book';
import type { Deal, DealEvent, Manager, ManualPayment, Plan, Stage } from '../../src/facts/rows';
import { defaultSettings } from '../../src/facts/settings';
import { readTime } from '../../src/kernel/calendar';

/**
 * A company in one page, made up by hand so that every figure of the golden tables can be checked with a pencil. Today is Saturday 2026-11-21, 14:00 in Moscow;
 * 4 November is a holiday, so November has 20 working days, 14 of them gone and 6 to come; October has 22, December 23.
 *
 *  1 Anna, Site    signed 20 Oct for 100,000, changed to 120,000 on 3 Nov; paid 50,000 + 30,000 (+ 5,000 by hand); costs 55,000
 *  2 Boris, Ads    signed 25 Oct for 80,000, cancelled 12 Nov (refusal); 20,000 paid and given back on 13 Nov
 *  3 Site          signed 28 Oct by Anna for 60,000, cancelled 5 Nov, given to Boris 8 Nov, signed again by him 16 Nov for 70,000; costs 30,000; 1,000 given back by hand
 *  4 Boris, Ads    refused 30 Oct, opened again 9 Nov
 *  5 Vera, -       created at 00:30 on 1 Nov in Moscow, still October in UTC; postponed
 *  6 Anna, Ads     junk
 *  7 Boris, Site   duplicate, although it once stood at measurement
 *  8 nobody, Site  in work, created yesterday at 11:00
 *  9 Anna, Ads     created yesterday at 15:00, after this hour; refused this morning
 * 10 Vera, Site    created and signed today for 200,000, half of it paid
 * 11 Boris, Ads    imported without any date: signed for 10,000, 4,000 paid
 * 12 Anna, Site    deleted, although signed for 99,999
 * 13 Anna, Site    a free demo contract of 18 Nov, fulfilled
 * 14 Vera, Ads     signed 2 Nov for 90,000, its day then moved to 31 Oct; paid on 6 Nov, moved to 9 Nov; costs 30,000
 */
const ZONE = 'Europe/Moscow';
export const at = (text: string): number => readTime(text, ZONE) ?? Number.NaN;
export const rub = (amount: number): number => Math.round(amount * 100);

export const deal = (given: Partial<Deal> & { readonly deal_id: string }): Deal => ({
  ...blankDeal('amocrm', given.deal_id),
  pipeline_id: '10',
  stage_id: '1',
  outcome: 'new',
  ...given,
});

let count = 0;
export const event = (given: Partial<DealEvent> & Pick<DealEvent, 'deal_id' | 'kind'>): DealEvent => ({
  event_id: `e${++count}`,
  at: null,
  known_at: null,
  crm: 'amocrm',
  from: '',
  to: '',
  amount: null,
  manager_id: '',
  source_event: '',
  cohort: '',
  ...given,
});
/** A deal's way through the stages: the first is where it was created. */
const way = (deal_id: string, ...steps: readonly (readonly [time: string, stage: string])[]): DealEvent[] =>
  steps.map(([time, stage], i) =>
    event({ deal_id, kind: i === 0 ? 'created' : 'stage', at: at(time), from: i === 0 ? '' : `10/${steps[i - 1]?.[1] ?? ''}`, to: `10/${stage}` }),
  );
const money = (deal_id: string, kind: DealEvent['kind'], to: string, amount: number, more: Partial<DealEvent> = {}): DealEvent =>
  event({ deal_id, kind, at: to === '' ? null : at(`${to}T10:00`), to, amount: rub(amount), ...more });

const stage = (stage_id: string, name: string, outcome: string, position: number): Stage => ({
  crm: 'amocrm',
  pipeline_id: '10',
  pipeline: 'Main',
  stage_id,
  stage: name,
  outcome,
  position,
  norm_days: null,
  probability: null,
  required_fields: '',
});
export const stages: readonly Stage[] = [
  stage('1', 'New', 'new', 10),
  stage('2', 'In work', 'in_work', 20),
  stage('3', 'Postponed', 'postponed', 30),
  stage('4', 'Measurement', 'measurement', 40),
  stage('5', 'Quote', 'quote', 50),
  stage('6', 'Contract', 'contract', 60),
  stage('7', 'Done', 'done', 70),
  stage('143', 'Refused', 'refusal', 110),
  stage('9', 'Junk', 'junk', 120),
  stage('8', 'Duplicate', 'duplicate', 130),
];
const manager = (manager_id: string, name: string, department: string): Manager => ({
  crm: 'amocrm',
  manager_id,
  manager: name,
  department,
  role: '',
  personnel_number: '',
  active_from: null,
  active_to: null,
});
const payment = (day: string, deal_id: string, amount: number, origin = 'manual'): ManualPayment => ({
  day,
  deal_id,
  amount: rub(amount),
  kind: amount < 0 ? 'refund' : 'balance',
  origin,
  note: '',
  crm: '',
  payment_id: '',
  updated_at: null,
  deleted: false,
});
export const plan = (period: string, level: string, name: string, metric: string, value: number | null, changed = '2026-11-01T09:00'): Plan => ({
  period,
  level,
  name,
  metric,
  value,
  author: 'Head of sales',
  changed_at: at(changed),
});

const deals: readonly Deal[] = [
  deal({
    deal_id: '1',
    manager_id: '1',
    source: 'Site',
    created_at: at('2026-10-05T10:00'),
    stage_id: '6',
    outcome: 'contract',
    reached: 'contract',
    signed: true,
    contract_day: '2026-10-20',
    contract_amount: rub(120_000),
    contract_manager_id: '1',
    prepayment: rub(50_000),
    paid: rub(30_000),
    materials_cost: rub(40_000),
    delivery_cost: rub(5_000),
    installation_cost: rub(10_000),
    measurement_day: '2026-10-10',
    quote_day: '2026-10-20',
  }),
  deal({
    deal_id: '2',
    manager_id: '2',
    source: 'Ads',
    created_at: at('2026-10-08T10:00'),
    stage_id: '143',
    outcome: 'refusal',
    reached: 'contract',
    contract_day: '2026-10-25',
    contract_amount: rub(80_000),
    contract_manager_id: '2',
    measurement_day: '2026-10-09',
    quote_day: '2026-10-25',
  }),
  deal({
    deal_id: '3',
    manager_id: '2',
    source: 'Site',
    created_at: at('2026-10-12T10:00'),
    stage_id: '6',
    outcome: 'contract',
    reached: 'contract',
    signed: true,
    contract_day: '2026-11-16',
    contract_amount: rub(70_000),
    contract_manager_id: '2',
    materials_cost: rub(30_000),
    measurement_day: '2026-10-28',
    quote_day: '2026-10-28',
  }),
  deal({ deal_id: '4', manager_id: '2', source: 'Ads', created_at: at('2026-10-15T10:00'), stage_id: '2', outcome: 'in_work' }),
  deal({ deal_id: '5', manager_id: '3', created_at: at('2026-11-01T00:30'), stage_id: '3', outcome: 'postponed' }),
  deal({ deal_id: '6', manager_id: '1', source: 'Ads', created_at: at('2026-11-02T10:00'), stage_id: '9', outcome: 'junk' }),
  deal({
    deal_id: '7',
    manager_id: '2',
    source: 'Site',
    created_at: at('2026-11-03T10:00'),
    stage_id: '8',
    outcome: 'duplicate',
    reached: 'measurement',
    measurement_day: '2026-11-04',
  }),
  deal({ deal_id: '8', source: 'Site', created_at: at('2026-11-20T11:00'), stage_id: '2', outcome: 'in_work' }),
  deal({ deal_id: '9', manager_id: '1', source: 'Ads', created_at: at('2026-11-20T15:00'), stage_id: '143', outcome: 'refusal' }),
  deal({
    deal_id: '10',
    manager_id: '3',
    source: 'Site',
    created_at: at('2026-11-21T09:30'),
    stage_id: '6',
    outcome: 'contract',
    reached: 'contract',
    signed: true,
    contract_day: '2026-11-21',
    contract_amount: rub(200_000),
    contract_manager_id: '3',
    prepayment: rub(100_000),
    measurement_day: '2026-11-21',
    quote_day: '2026-11-21',
  }),
  deal({
    deal_id: '11',
    manager_id: '2',
    source: 'Ads',
    stage_id: '6',
    outcome: 'contract',
    reached: 'contract',
    signed: true,
    contract_amount: rub(10_000),
    contract_manager_id: '2',
    prepayment: rub(4_000),
  }),
  deal({
    deal_id: '12',
    manager_id: '1',
    source: 'Site',
    created_at: at('2026-11-05T10:00'),
    stage_id: '6',
    outcome: 'contract',
    reached: 'contract',
    signed: true,
    deleted: true,
    contract_day: '2026-11-06',
    contract_amount: rub(99_999),
    contract_manager_id: '1',
    measurement_day: '2026-11-06',
    quote_day: '2026-11-06',
  }),
  deal({
    deal_id: '13',
    manager_id: '1',
    source: 'Site',
    created_at: at('2026-11-11T10:00'),
    stage_id: '7',
    outcome: 'done',
    reached: 'contract',
    signed: true,
    contract_day: '2026-11-18',
    contract_amount: 0,
    contract_manager_id: '1',
    measurement_day: '2026-11-18',
    quote_day: '2026-11-18',
  }),
  deal({
    deal_id: '14',
    manager_id: '3',
    source: 'Ads',
    created_at: at('2026-10-20T10:00'),
    stage_id: '6',
    outcome: 'contract',
    reached: 'contract',
    signed: true,
    contract_day: '2026-10-31',
    contract_amount: rub(90_000),
    contract_manager_id: '3',
    paid: rub(90_000),
    materials_cost: rub(20_000),
    delivery_cost: rub(1_000),
    installation_cost: rub(9_000),
    other_cost: 0,
    measurement_day: '2026-10-22',
    quote_day: '2026-11-02',
  }),
];

const events: readonly DealEvent[] = [
  ...way('1', ['2026-10-05T10:00', '1'], ['2026-10-06T10:00', '2'], ['2026-10-10T10:00', '4'], ['2026-10-20T10:00', '6']),
  money('1', 'contract', '2026-10-20', 100_000, { manager_id: '1' }),
  money('1', 'payment', '2026-10-20', 50_000, { from: 'prepayment' }),
  money('1', 'contract_change', '2026-11-03', 20_000, { manager_id: '1' }),
  money('1', 'payment', '2026-11-10', 30_000, { from: 'paid' }),
  ...way('2', ['2026-10-08T10:00', '1'], ['2026-10-09T10:00', '4'], ['2026-10-25T10:00', '6'], ['2026-11-12T10:00', '143']),
  money('2', 'contract', '2026-10-25', 80_000, { manager_id: '2' }),
  money('2', 'payment', '2026-10-25', 20_000, { from: 'prepayment' }),
  money('2', 'cancel', '2026-11-12', -80_000, { manager_id: '2' }),
  money('2', 'refund', '2026-11-13', -20_000, { from: 'prepayment' }),
  ...way('3', ['2026-10-12T10:00', '1'], ['2026-10-28T10:00', '6'], ['2026-11-05T10:00', '2'], ['2026-11-16T10:00', '6']),
  money('3', 'contract', '2026-10-28', 60_000, { manager_id: '1' }),
  money('3', 'cancel', '2026-11-05', -60_000, { manager_id: '1' }),
  event({ deal_id: '3', kind: 'owner', at: at('2026-11-08T10:00'), from: '1', to: '2' }),
  money('3', 'contract', '2026-11-16', 70_000, { manager_id: '2' }),
  ...way('4', ['2026-10-15T10:00', '1'], ['2026-10-30T10:00', '143'], ['2026-11-09T10:00', '2']),
  ...way('5', ['2026-11-01T00:30', '1'], ['2026-11-02T12:30', '3']),
  ...way('6', ['2026-11-02T10:00', '1'], ['2026-11-03T10:00', '9']),
  ...way('7', ['2026-11-03T10:00', '1'], ['2026-11-04T10:00', '4'], ['2026-11-04T11:00', '8']),
  ...way('8', ['2026-11-20T11:00', '1'], ['2026-11-20T23:00', '2']),
  ...way('9', ['2026-11-20T15:00', '1'], ['2026-11-21T09:00', '143']),
  ...way('10', ['2026-11-21T09:30', '1'], ['2026-11-21T12:30', '5'], ['2026-11-21T13:30', '6']),
  money('10', 'contract', '2026-11-21', 200_000, { manager_id: '3' }),
  money('10', 'payment', '2026-11-21', 100_000, { from: 'prepayment' }),
  money('11', 'contract', '', 10_000, { manager_id: '2' }),
  money('11', 'payment', '', 4_000, { from: 'prepayment' }),
  ...way('12', ['2026-11-05T10:00', '1'], ['2026-11-06T10:00', '6']),
  money('12', 'contract', '2026-11-06', 99_999, { manager_id: '1' }),
  money('12', 'payment', '2026-11-06', 9_999),
  event({ deal_id: '12', kind: 'deleted', at: at('2026-11-07T10:00') }),
  ...way('13', ['2026-11-11T10:00', '1'], ['2026-11-18T10:00', '6'], ['2026-11-19T10:00', '7']),
  money('13', 'contract', '2026-11-18', 0, { manager_id: '1' }),
  ...way('14', ['2026-10-20T10:00', '1'], ['2026-10-22T10:00', '4'], ['2026-11-02T10:00', '6']),
  money('14', 'contract', '2026-11-02', 90_000, { manager_id: '3' }),
  money('14', 'contract_day', '2026-10-31', 90_000, { manager_id: '3', from: '2026-11-02', at: at('2026-11-04T10:00') }),
  money('14', 'payment', '2026-11-06', 90_000, { from: 'paid' }),
  money('14', 'payment_day', '2026-11-09', 90_000, { from: '2026-11-06', at: at('2026-11-10T10:00') }),
];

/** The whole book. */
export const goldenBook: Book = {
  settings: { ...defaultSettings, company: 'Golden', time_zone: ZONE, funnel_months: 2 },
  today: '2026-11-21',
  now: at('2026-11-21T14:00'),
  managers: [manager('1', 'Anna', 'Sales'), manager('2', 'Boris', 'Sales'), manager('3', 'Vera', '')],
  stages,
  deals,
  events,
  plans: [
    plan('2026-11', 'manager', 'Anna', 'turnover', 200_000, '2026-11-05T09:00'),
    plan('2026-11', 'manager', 'Anna', 'turnover', 150_000), // the one changed last holds
    plan('2026-11', 'manager', 'Boris', 'turnover', 100_000),
    plan('2026-11', 'manager', 'Vera', 'turnover', 150_000),
    plan('2026-11', 'company', '', 'leads', 20),
    plan('2026-11', 'company', '', 'calls', 100),
    plan('2026-12', 'company', '', 'turnover', 600_000),
    plan('2026-W47', 'manager', 'Anna', 'leads', 5),
    plan('2026-11-21', 'manager', 'Vera', 'contracts', 1),
    plan('2026-Q4', 'source', 'Ads', 'leads', 10),
    plan('2026-11', 'manager', 'Anna', 'receipts', 0),
    plan('2026-10', 'manager', 'Anna', 'margin', null),
    plan('abc', 'manager', 'Anna', 'leads', 7),
  ],
  expenses: [],
  payments: [payment('2026-11-19', '1', 5_000), payment('2026-11-19', '', 700), payment('2026-11-19', '1', 30_000, 'crm'), payment('2026-11-20', '3', -1_000)],
  paymentPlan: [],
  schemes: [],
  adCosts: [],
  prices: [],
  rates: [],
  corrections: [],
  vatRates: [],
  calendar: [{ day: '2026-11-04', kind: 'holiday' }],
  mappedCosts: ['materials_cost', 'delivery_cost', 'installation_cost', 'other_cost'],
};
