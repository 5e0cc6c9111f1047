import type { Book } from '../../src/facts/book';
import type { ManualPayment } from '../../src/facts/rows';
import { moneyFlaws } from '../../src/metrics/money-flaws';
import { receiptMoves } from '../../src/metrics/money-moves';
import { baseEntries } from '../../src/metrics/pay-base';
import { receivablesOf } from '../../src/metrics/receivable';
import { anna, book, contract, event, manual, noon, payment, rub } from './money-book';

/** A payment that a CRM told (Q054). */
const real = (id: string, day: string | null, deal_id: string, amount: number, facts: Partial<ManualPayment> = {}): ManualPayment =>
  manual(day, deal_id, amount, { origin: 'crm', crm: 'amocrm', payment_id: id, ...facts });

/**
 * Contract of 1000 signed on 1 June. Its fields say: prepayment 300 (1 June), paid 200 (10 June): 500 in all. Its real payments: 250 on 2 June, 400 on 12 June, −50 given back on 20 June:
 * 600 in all. A person wrote 70 in cash on 15 June.
 */
const deal = contract('1', '2026-06-01', rub(1000), { prepayment: rub(300), prepayment_day: '2026-06-01', paid: rub(200), paid_day: '2026-06-10' });
const fields = [payment('e1', '1', '2026-06-01', rub(300)), payment('e2', '1', '2026-06-10', rub(200))];
const payments = [
  real('p1', '2026-06-02', '1', rub(250)),
  real('p2', '2026-06-12', '1', rub(400)),
  real('p3', '2026-06-20', '1', -rub(50)),
  manual('2026-06-15', '1', rub(70)),
];
const of = (more: Partial<Book>): Book => book({ today: '2026-06-30', managers: [anna], deals: [deal], events: fields, ...more });
const receipts = (one: Book) => receiptMoves(one).map(({ day, amount }) => [day, amount / 100]);
const owed = (one: Book) => receivablesOf(one).map(({ paid, balance }) => [paid / 100, balance / 100]);
const base = (one: Book) =>
  baseEntries(one)
    .filter((entry) => entry.base === 'receipts')
    .map(({ day, amount, event: kind }) => [day, amount / 100, kind]);

test('without real payments the fields and what people wrote count', () => {
  const one = of({ payments: payments.slice(3) });
  expect(receipts(one)).toEqual([
    ['2026-06-01', 300],
    ['2026-06-10', 200],
    ['2026-06-15', 70],
  ]);
  expect(owed(one)).toEqual([[570, 430]]); // 300 + 200 + 70; 1000 − 570
});

test('real payments win over the fields, everywhere alike', () => {
  const one = of({ payments });
  expect(receipts(one)).toEqual([
    ['2026-06-02', 250],
    ['2026-06-12', 400],
    ['2026-06-20', -50],
    ['2026-06-15', 70],
  ]);
  expect(owed(one)).toEqual([[670, 330]]); // 250 + 400 − 50 + 70; 1000 − 670
  expect(base(one)).toEqual([
    ['2026-06-02', 250, 'payment'],
    ['2026-06-12', 400, 'payment'],
    ['2026-06-20', -50, 'refund'],
    ['2026-06-15', 70, 'payment'],
  ]);
});

test('the difference is said once, by deal; agreement and deals without fields say nothing', () => {
  const said = (more: Partial<Book>) => moneyFlaws(of(more), true).map(({ tab, flaw }) => [tab, flaw.code, flaw.details]);
  expect(said({ payments })).toEqual([['payments', 'payments-differ', { deal: '1', fields: '500.00', payments: '600.00' }]]);
  expect(said({ payments: [real('p1', '2026-06-02', '1', rub(500)), manual('2026-06-15', '1', rub(70))] })).toEqual([]);
  expect(said({ payments, deals: [{ ...deal, prepayment: null, paid: null }], events: [] })).toEqual([]);
});

test('as of a day, what comes later has not come yet', () => expect(owed(of({ payments, today: '2026-06-12' }))).toEqual([[650, 350]])); // 250 + 400

test('a deleted deal takes back what was really paid', () => {
  const gone = event('e3', { deal_id: '1', kind: 'deleted', at: noon('2026-06-25') });
  expect(base(of({ payments, events: [...fields, gone] })).filter(([, , kind]) => kind === 'deleted')).toEqual([['2026-06-25', -670, 'deleted']]);
});

test.each([
  ['a row that a person marked as from the CRM repeats the fields', manual('2026-06-12', '1', rub(7), { origin: 'crm' }), [500, 500]],
  ['a payment without an amount is none', real('p', '2026-06-12', '1', 0, { amount: null }), [500, 500]],
  ['accounts kept in another system', real('p', '2026-06-12', '1', rub(100), { crm: 'onec' }), [100, 900]],
  ['of another deal', real('p', '2026-06-12', '2', rub(100)), [500, 500]],
])('%s', (_why, row, expected) => expect(owed(of({ payments: [row] }))).toEqual([expected]));

test('the same number in two systems: each its own payment', () => {
  const other = { ...contract('1', '2026-06-01', rub(2000)), crm: 'onec' };
  expect(owed(of({ deals: [deal, other], payments: [real('p', '2026-06-12', '1', rub(100), { crm: 'onec' })] }))).toEqual([
    [500, 500],
    [100, 1900],
  ]);
});

test('a real payment of no known deal stays in the receipts, unassigned, and is named', () => {
  const one = of({ deals: [], events: [], payments: [real('p', '2026-06-12', '9', rub(100))] });
  expect([receiptMoves(one)[0]?.manager, moneyFlaws(one, true)[0]?.flaw.code]).toEqual(['unassigned', 'deal-unknown']);
});
