import { history } from '../../src/facts/deal-state';
import { dealsAsOf } from '../../src/facts/deals-as-of';
import type { Manager, Meaning, Stage } from '../../src/facts/rows';
import { fields, mappingOf, record } from './deal-fixtures';

const zone = 'Europe/Moscow',
  meanings: readonly Meaning[] = [
    'contract_amount',
    'contract_date',
    'prepayment',
    'prepayment_date',
    'paid',
    'paid_date',
    'materials_cost',
    'installation_date',
  ];
const mapping = mappingOf({ zone, meanings }),
  born = Date.parse('2026-01-10T09:00:00Z');
/** Signed on 3 February with a contract date of 1 February, paid in two parts, owner changed, given up on 5 March, the payment day corrected on 20 March. */
const { deal, events } = history(
  [
    record('2026-01-10T09:00:00Z', { action: 'add', createdAt: born, stageId: '10', managerId: '7', amount: '100' }),
    record('2026-02-03T10:00:00Z', {
      stageId: '50',
      fields: fields({ contract_amount: '90', contract_date: '2026-02-01', prepayment: '10', prepayment_date: '2026-02-02', materials_cost: '40' }),
    }),
    record('2026-02-10T10:00:00Z', { managerId: '8', fields: fields({ paid: '30', paid_date: '2026-02-20', installation_date: '2026-03-01' }) }),
    record('2026-02-15T10:00:00Z', { fields: fields({ contract_amount: '95' }), receivedAt: Date.parse('2026-04-01T00:00:00Z') }), // came six weeks late
    record('2026-03-05T10:00:00Z', { stageId: '143' }),
    record('2026-03-20T10:00:00Z', { fields: fields({ paid_date: '2026-03-02' }) }),
  ],
  mapping,
);
const stages: Stage[] = (['10', '50', '143'] as const).map((id) => ({
  crm: 'amocrm',
  pipeline_id: '1',
  pipeline: '',
  stage_id: id,
  stage: id,
  outcome: mapping.stage('amocrm', '1', id).outcome,
  position: null,
  norm_days: null,
  probability: null,
  required_fields: '',
}));
const managers: Manager[] = [
  { crm: 'amocrm', manager_id: '7', manager: 'Анна', department: '', role: '', personnel_number: '', active_from: null, active_to: null },
];
const asOf = (day: string | null, known: string | null = null): ReturnType<typeof dealsAsOf> =>
  dealsAsOf({ deals: [deal], events, stages, managers }, { asOf: day, known: known === null ? null : Date.parse(known), zone });

test.each([
  { why: 'not created yet', day: '2026-01-09', row: null },
  {
    why: 'a new lead of its first owner',
    day: '2026-01-10',
    row: {
      outcome: 'new',
      manager_id: '7',
      manager: 'Анна',
      amount: 10_000,
      signed: false,
      contract_day: null,
      prepayment: null,
      materials_cost: null,
      closed_at: null,
      contract_manager_id: '',
    },
  },
  {
    why: 'the contract counts from the moment it was reached, not from its earlier date; the prepayment by its day',
    day: '2026-02-02',
    row: { signed: false, outcome: 'new', prepayment: 1_000, materials_cost: null },
  },
  {
    why: 'signed',
    day: '2026-02-03',
    row: { signed: true, outcome: 'contract', contract_day: '2026-02-01', contract_amount: 9_000, contract_manager_id: '7', materials_cost: 4_000, paid: null },
  },
  {
    why: 'the payment by the day that is known now; the owner by who it was',
    day: '2026-02-25',
    row: { paid: 0, manager_id: '8', contract_amount: 9_500, contract_manager_id: '7', installation_day: '2026-03-01' },
  },
  { why: 'before it was given up', day: '2026-03-04', row: { signed: true, paid: 3_000 } },
  { why: 'given up', day: '2026-03-05', row: { signed: false, outcome: 'refusal', closed_at: Date.parse('2026-03-05T10:00:00Z'), reached: 'contract' } },
])('as of $day: $why', ({ day, row }) => {
  const [then] = asOf(day).deals;
  if (row === null) expect(then).toBeUndefined();
  else expect(then).toMatchObject(row);
});

test('what was known: a change that came late is not there yet, though it happened long before', () => {
  expect(asOf(null, '2026-03-30T00:00:00Z').deals[0]).toMatchObject({ contract_amount: 9_500 }); // unsigned by then: the amount as it is now
  expect(asOf('2026-02-28', '2026-03-30T00:00:00Z').deals[0]).toMatchObject({ signed: true, contract_amount: 9_000 });
  expect(asOf('2026-02-28', '2026-04-02T00:00:00Z').deals[0]).toMatchObject({ signed: true, contract_amount: 9_500 });
  expect(asOf(null, '2026-01-10T09:00:00Z').deals).toEqual([]);
});

test('events of a payment whose day moved over the limit: only the half that lies before it', () => {
  const money = (day: string): string[] =>
    asOf(day)
      .events.filter(({ kind, from }) => kind === 'payment_day' || (kind === 'payment' && from !== 'prepayment'))
      .map(({ kind, from, to, amount }) => `${kind} ${from} ${to} ${amount}`);
  expect(money('2026-02-19')).toEqual([]);
  expect(money('2026-02-21')).toEqual(['payment paid 2026-02-20 3000', 'payment  2026-02-20 -3000']);
  expect(money('2026-03-02')).toEqual(['payment paid 2026-02-20 3000', 'payment_day 2026-02-20 2026-03-02 3000']);
});
