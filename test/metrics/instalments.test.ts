import type { Deal, PlannedPayment } from '../../src/facts/rows';
import { partsText, readParts } from '../../src/metrics/instalments';
import { receivablesOf } from '../../src/metrics/receivable';
import { book, contract, manual, planned, rub } from './money-book';

const today = '2026-06-30';
const own = (facts: Partial<Deal> = {}): Deal => contract('1', '2026-05-01', rub(100), { due_day: '2026-07-20', ...facts });
const instalment = (day: string | null, amount: number, more: Partial<PlannedPayment> = {}): PlannedPayment =>
  planned({ direction: 'in', deal_id: '1', day, amount: rub(amount), ...more });
const parts = (deal: Deal, paymentPlan: readonly PlannedPayment[], more = {}) =>
  receivablesOf(book({ today, deals: [deal], paymentPlan, ...more })).map((row) => [
    row.balance / 100,
    row.dueDay,
    row.daysOverdue,
    row.bucket,
    partsText(row.parts),
  ]);

test.each([
  { why: 'without rows the whole balance on the deal’s own day', deal: own(), rows: [], is: [100, '2026-07-20', 0, 'not_due', ''] },
  {
    why: 'rows, and the rest on the deal’s own day',
    deal: own(),
    rows: [instalment('2026-08-01', 30), instalment('2026-06-10', 50)],
    is: [100, '2026-06-10', 20, '1-30', '2026-06-10=50.00; 2026-07-20=20.00; 2026-08-01=30.00'],
  },
  {
    why: 'money fills the earliest day first, also when it came before that day',
    deal: own({ prepayment: rub(60) }),
    rows: [instalment('2026-08-01', 30), instalment('2026-07-10', 50)],
    is: [40, '2026-07-20', 0, 'not_due', '2026-07-20=10.00; 2026-08-01=30.00'],
  },
  {
    why: 'what is planned beyond the contract is cut off, the last day first',
    deal: own(),
    rows: [instalment('2026-07-01', 70), instalment('2026-09-01', 70)],
    is: [100, '2026-07-01', 0, 'not_due', '2026-07-01=70.00; 2026-09-01=30.00'],
  },
  {
    why: 'cancelled rows and payments out are none of it',
    deal: own(),
    rows: [instalment('2026-06-01', 70, { state: 'cancelled' }), instalment('2026-06-01', 5, { direction: 'out' })],
    is: [100, '2026-07-20', 0, 'not_due', ''],
  },
  {
    why: 'a row said to be paid needs the payment',
    deal: own(),
    rows: [instalment('2026-06-01', 70, { state: 'paid' })],
    is: [100, '2026-06-01', 29, '1-30', '2026-06-01=70.00; 2026-07-20=30.00'],
  },
  {
    why: 'a disputed part is paid last and stays marked',
    deal: own({ prepayment: rub(80) }),
    rows: [instalment('2026-06-01', 15, { state: 'disputed' })],
    is: [20, '2026-06-01', 29, '1-30', '2026-06-01=15.00!; 2026-07-20=5.00'],
  },
  {
    why: 'a part without a day comes last',
    deal: own({ due_day: null }),
    rows: [instalment(null, 40), instalment('2026-07-05', 25)],
    is: [100, '2026-07-05', 0, 'not_due', '2026-07-05=25.00; =40.00; =35.00'],
  },
  {
    why: 'more given back than paid is owed with the first part',
    deal: own(),
    rows: [instalment('2026-07-05', 25)],
    payments: [manual('2026-06-01', '1', rub(-10))],
    is: [110, '2026-07-05', 0, 'not_due', '2026-07-05=35.00; 2026-07-20=75.00'],
  },
  {
    why: 'rows of a contract that is cancelled plan nothing: what was given back too much is due on the deal’s own day',
    deal: own({ signed: false }),
    rows: [instalment('2026-07-05', 25)],
    payments: [manual('2026-06-01', '1', rub(-10))],
    is: [10, '2026-07-20', 0, 'not_due', ''],
  },
])('$why', ({ deal, rows, payments = [], is }) => expect(parts(deal, rows, { payments })).toEqual([is]));

test('another currency: parts add up to the balance to the kopeck', () => {
  const rates = [{ day: '2026-05-01', currency: 'USD', rate: 90.333 }];
  const [row] = receivablesOf(
    book({ today, rates, deals: [own({ currency: 'USD' })], paymentPlan: [instalment('2026-07-01', 33.33), instalment('2026-07-02', 33.33)] }),
  );
  expect([row?.balance, row?.parts.map(({ amount }) => amount)]).toEqual([903_330, [301_080, 301_080, 301_170]]); // 9,033.30; a third of 33.33 is 3,010.799, the rest 33.34 is 3,011.702
});

test('a cell is read back as it was written', () => {
  const alone = { day: '2026-07-01', amount: 5, disputed: false },
    several = [
      { ...alone, disputed: true },
      { day: null, amount: 123_456, disputed: false },
    ];
  expect(readParts(partsText([alone]), alone)).toEqual([alone]);
  expect(partsText(several)).toBe('2026-07-01=0.05!; =1234.56');
  expect(readParts(partsText(several), alone)).toEqual(several);
});
