import { bankSheet } from '../../sheets-templates/bank';
import { expensesSheet } from '../../sheets-templates/expenses';
import { paymentsSheet } from '../../sheets-templates/payments';
import type { Expense, ManualPayment } from '../../src/facts/rows';
import { type BankOperation, type BankRow, bankPage } from '../../src/jobs/bank-panel';
import { type BankTake, bankTake } from '../../src/jobs/bank-take';
import type { MemoryWorld } from '../memory-world';
import { company } from './bank-company';

const by = { author: 'buh@example.com' };
const key = (n: number): string => `r${String(n).padStart(14, '0')}`;
const operation = (n: number, more: Partial<BankOperation> = {}): BankOperation => ({
  key: key(n),
  day: '2026-11-03',
  direction: 'in',
  amount: 4_000_050,
  number: `${n}`,
  account: '40702810900000000001',
  party: 'ООО "Ромашка"',
  inn: '7701234567',
  purpose: 'Договор 0071',
  ...more,
});
const take = (memory: MemoryWorld, ...decided: readonly (readonly [BankOperation, BankTake])[]) =>
  bankTake(memory.world(), { operations: decided.map(([one, how]) => ({ operation: one, take: how })), ...by });
const bank = (memory: MemoryWorld) => memory.rows<BankRow>(bankSheet).map((row) => [row.key, row.state, row.deal_id, row.article]);

test('deals to which a payment may belong: with a balance, open, or paid of late; with tax id, planned amounts and what is paid', () => {
  const page = bankPage(company().world());
  expect(page.deals).toEqual([
    {
      deal_id: '72',
      deal: 'Шкаф',
      client: 'Пётр',
      inn: '',
      sum: 700_000,
      balance: 0,
      planned: [350_000],
      paid: [{ day: '2026-11-01', amount: 100, isTold: false }],
    },
    {
      deal_id: '0071',
      deal: 'Кухня',
      client: 'ООО «Ромашка»',
      inn: '7701234567',
      sum: 9_000_000,
      balance: 4_000_050,
      planned: [],
      paid: [{ day: '2026-10-02', amount: 5_000_000, isTold: false }],
    },
  ]);
  expect([page.articles, page.payees, page.open, page.sorted]).toEqual([['Аренда'], {}, [], []]);
});

test('a payment, a refund, a cost, one counted before and one left open: each where it belongs, by hand, with its document', () => {
  const memory = company(),
    rent = operation(3, { direction: 'out', amount: 4_500_000, party: 'ИП Складов', purpose: 'Аренда' });
  const done = take(
    memory,
    [operation(1), { as: 'payment', deal_id: '0071', kind: 'balance' }],
    [operation(2, { direction: 'out', amount: 30_000 }), { as: 'payment', deal_id: '72', kind: 'refund' }],
    [rent, { as: 'expense', article: ' Аренда ' }],
    [operation(4), { as: 'known', deal_id: '0071' }],
    [operation(5, { purpose: '?' }), { as: 'open' }],
  );
  expect(done).toMatchObject({ payments: 2, expenses: 1, known: 1, open: 1, again: 0 });
  expect(memory.rows<ManualPayment>(paymentsSheet).slice(1)).toEqual([
    {
      day: '2026-11-03',
      deal_id: '0071',
      amount: 4_000_050,
      kind: 'balance',
      origin: 'manual',
      note: `№ 1 · ООО "Ромашка" · Договор 0071 [${key(1)}]`,
      crm: '',
      payment_id: '',
      updated_at: null,
      deleted: false,
    },
    expect.objectContaining({ deal_id: '72', amount: -30_000, kind: 'refund' }),
  ]);
  expect(memory.rows<Expense>(expensesSheet)[1]).toMatchObject({ day: '2026-11-03', article: 'Аренда', amount: 4_500_000, every: 'once', basis: 'cash' });
  expect(bank(memory)).toEqual([
    [key(1), 'payment', '0071', ''],
    [key(2), 'payment', '72', ''],
    [key(3), 'expense', '', 'Аренда'],
    [key(4), 'known', '0071', ''],
    [key(5), 'open', '', ''],
  ]);
  expect(memory.store.get('inputs.edited')).toBe('payments expenses'); // the next refresh reads them again
  const page = bankPage(memory.world());
  expect([page.payees, page.open.map((one) => one.key), page.sorted]).toEqual([{ 'ИП Складов': 'Аренда' }, [key(5)], [key(1), key(2), key(3), key(4)]]);
  expect(page.open[0]).toEqual(operation(5, { purpose: '?' }));
});

test('payments behind which an operation stands are told from those that only the CRM knows', () => {
  const memory = company();
  take(memory, [operation(1), { as: 'payment', deal_id: '0071', kind: 'balance' }], [operation(2, { amount: 5_000_000 }), { as: 'known', deal_id: '0071' }]);
  const paid = bankPage(memory.world()).deals.find(({ deal_id }) => deal_id === '0071')?.paid;
  expect(paid?.map(({ amount, isTold }) => [amount, isTold])).toEqual([
    [5_000_000, true],
    [4_000_050, true],
  ]);
  expect(bankPage(memory.world()).deals.find(({ deal_id }) => deal_id === '72')?.paid[0]?.isTold).toBe(false);
});

test('the same statement twice changes nothing, whatever is decided the second time', () => {
  const memory = company(),
    first: readonly (readonly [BankOperation, BankTake])[] = [
      [operation(1), { as: 'payment', deal_id: '0071', kind: 'balance' }],
      [operation(5), { as: 'open' }],
    ];
  take(memory, ...first);
  const stood = memory.everything();
  memory.now += 60_000;
  expect(take(memory, ...first)).toMatchObject({ payments: 0, open: 1, again: 1 });
  expect(take(memory, [operation(1), { as: 'expense', article: 'Аренда' }])).toMatchObject({ expenses: 0, again: 1 });
  expect(memory.everything()).toBe(stood);
});

test('what was left open is sorted later in its own row; twice in one file is once', () => {
  const memory = company();
  take(memory, [operation(5), { as: 'open' }]);
  const paid: readonly [BankOperation, BankTake] = [operation(5), { as: 'payment', deal_id: '72', kind: 'prepayment' }];
  expect(take(memory, paid, paid)).toMatchObject({ payments: 1, again: 1 });
  expect([bank(memory), memory.rows(paymentsSheet).length]).toEqual([[[key(5), 'payment', '72', '']], 2]);
});

test('an import that broke off after the payment was written does not write it again', () => {
  const memory = company(),
    paid: readonly [BankOperation, BankTake] = [operation(1), { as: 'payment', deal_id: '0071', kind: 'balance' }];
  memory.trap = (call) => {
    if (call === 'append bank') throw new Error('Service error');
  };
  expect(() => take(memory, paid)).toThrow('Service error');
  memory.trap = null;
  expect([memory.rows(paymentsSheet).length, bank(memory)]).toEqual([2, []]);
  expect(take(memory, paid)).toMatchObject({ payments: 0, again: 0 });
  expect([memory.rows(paymentsSheet).length, bank(memory)]).toEqual([2, [[key(1), 'payment', '0071', '']]]);
});

test.each<[string, Partial<BankOperation>, BankTake, string]>([
  ['a deal that is not there', {}, { as: 'payment', deal_id: '999', kind: 'balance' }, 'word-unknown'],
  ['a cost without an item', { direction: 'out' }, { as: 'expense', article: ' ' }, 'word-unknown'],
  ['an amount of nothing', { amount: 0 }, { as: 'open' }, 'number-wrong'],
  ['half a kopeck', { amount: 0.5 }, { as: 'open' }, 'number-wrong'],
  ['a day that is none', { day: '2026-02-30' }, { as: 'open' }, 'day-wrong'],
])('%s: nothing at all is written', (_why, more, how, code) => {
  const memory = company(),
    stood = memory.everything();
  expect(() => take(memory, [operation(1), { as: 'open' }], [operation(2, more), how])).toThrow(expect.objectContaining({ code }));
  expect(memory.everything()).toBe(stood);
});
test('while the workbook is busy it is said', () => {
  const memory = company();
  memory.busy = true;
  expect(() => take(memory, [operation(1), { as: 'open' }])).toThrow(expect.objectContaining({ code: 'busy' }));
});
