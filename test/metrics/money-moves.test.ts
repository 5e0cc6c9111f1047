import type { Book } from '../../src/facts/book';
import { contractMoves, receiptMoves } from '../../src/metrics/money-moves';
import { standingContracts } from '../../src/metrics/standing-contracts';
import { deal, event, goldenBook } from '../golden/book';

const usd = deal({
  deal_id: '1',
  manager_id: '1',
  contract_manager_id: '3',
  source: 'Ads',
  currency: 'USD',
  signed: true,
  contract_day: '2026-11-10',
  contract_amount: 1_000,
  materials_cost: 400,
});
const book = (more: Partial<Book>): Book => ({ ...goldenBook, deals: [usd], events: [], payments: [], ...more });
const rates = [
  { day: '2026-11-01', currency: 'USD', rate: 90 },
  { day: '2026-11-12', currency: 'USD', rate: 100 },
];

test('another currency counts at the rate of the day of each event', () => {
  const events = [
    event({ deal_id: '1', kind: 'contract', to: '2026-11-10', amount: 1_000, manager_id: '3' }),
    event({ deal_id: '1', kind: 'cancel', to: '2026-11-13', amount: -1_000, manager_id: '3' }),
  ];
  expect(contractMoves(book({ events, rates }))).toEqual([
    { day: '2026-11-10', manager: 'Vera', source: 'Ads', amount: 90_000 },
    { day: '2026-11-13', manager: 'Vera', source: 'Ads', amount: -100_000 },
  ]);
  expect(standingContracts(book({ rates }))).toEqual([{ day: '2026-11-10', manager: 'Vera', source: 'Ads', amount: 90_000, margin: 54_000 }]);
});

test('without a rate the money is left out, not taken for roubles', () => {
  const events = [event({ deal_id: '1', kind: 'contract', to: '2026-10-10', amount: 1_000 })];
  expect(contractMoves(book({ events, rates }))).toEqual([]);
  expect(standingContracts(book({}))).toEqual([]);
});

test.each([
  { why: 'a payment counts for the owner of the contract day, whoever took the money', kind: 'payment' as const, manager_id: '2', expected: ['Vera'] },
  { why: 'a signature counts for whom the event names', kind: 'contract' as const, manager_id: '2', expected: ['Boris'] },
  { why: 'an event that names nobody counts for the owner of the contract day', kind: 'cancel' as const, manager_id: '', expected: ['Vera'] },
])('$why', ({ kind, manager_id, expected }) => {
  const one = book({ rates, events: [event({ deal_id: '1', kind, to: '2026-11-10', amount: 5, manager_id })] });
  expect([...contractMoves(one), ...receiptMoves(one)].map((move) => move.manager)).toEqual(expected);
});

test('a manager whom nobody has named yet is shown by the id; one without id is unassigned', () => {
  const deals = [deal({ deal_id: '1', manager_id: '77' }), deal({ deal_id: '2', manager_id: '78', manager: 'Gleb' }), deal({ deal_id: '3' })];
  const events = deals.map((one) => event({ deal_id: one.deal_id, kind: 'payment', to: '2026-11-10', amount: 1 }));
  expect(receiptMoves(book({ deals, events })).map((move) => move.manager)).toEqual(['77', 'Gleb', 'unassigned']);
});
test('a day that is none makes an undated move', () =>
  expect(contractMoves(book({ deals: [], events: [event({ deal_id: '9', kind: 'contract', to: '', amount: 7, manager_id: '1' })] }))).toEqual([
    { day: null, manager: 'Anna', source: 'unassigned', amount: 7 },
  ]));
