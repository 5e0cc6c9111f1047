import { dealsSheet } from '../../sheets-templates/deals';
import { paymentPlanSheet } from '../../sheets-templates/payment-plan';
import { paymentsSheet } from '../../sheets-templates/payments';
import { blankDeal } from '../../src/facts/blank-deal';
import type { ManualPayment, PlannedPayment } from '../../src/facts/rows';
import type { MoneyKind } from '../../src/jobs/money-panel';
import { deleteMoney, findDeals, moneyPage, saveMoney } from '../../src/jobs/money-panel';
import type { MoneyForm } from '../../src/jobs/money-rows';
import type { Row } from '../../src/kernel/sheet-template';
import { memoryWorld } from '../memory-world';

const month = '2026-11';
const payments: readonly Row[] = [
  { day: '2026-11-05', deal_id: '71', amount: 5_000_000, kind: 'balance', origin: 'manual', note: 'cash' },
  { day: '2026-10-31', deal_id: '71', amount: 100, kind: 'balance', origin: 'manual' },
  { day: '2026-11-09', deal_id: '72', amount: 700, kind: 'prepayment', origin: 'crm', payment_id: 'p1' },
  { deal_id: '72', amount: -900, kind: 'refund', origin: 'manual' },
];
const plan: readonly Row[] = [
  { day: '2026-12-20', direction: 'out', article: 'Rent', amount: 12_000_000, priority: 1, state: 'planned' },
  { day: '2026-11-01', direction: 'out', article: 'Van', counterparty: 'Plant', amount: 7_500_050 },
  { day: '2026-09-01', direction: 'out', article: 'Old', amount: 100, state: 'paid' },
  { day: '2026-11-02', direction: 'in', counterparty: 'Bank', amount: 900_000, state: 'paid' },
  { direction: 'out', article: 'Paint', amount: 1_500 },
];
const deals: readonly Row[] = [
  { ...blankDeal('amocrm', '71'), deal: 'Окна на Мира', client: 'Иванов' },
  { ...blankDeal('amocrm', '72'), deal: 'Дверь', client: 'Окна и двери' },
  { ...blankDeal('amocrm', '73'), deal: 'Окна, удалена', deleted: true },
];
function world() {
  const memory = memoryWorld({ now: Date.parse('2026-11-21T09:00:00Z') });
  memory.put(paymentsSheet, payments);
  memory.put(paymentPlanSheet, plan);
  memory.put(dealsSheet, deals);
  return memory;
}
type Memory = ReturnType<typeof world>;
const form = (more: Partial<MoneyForm>): MoneyForm => ({
  day: '',
  amount: 1,
  deal_id: '',
  kind: '',
  note: '',
  direction: '',
  article: '',
  counterparty: '',
  priority: '',
  state: '',
  ...more,
});
const stored = (memory: Memory) =>
  memory.rows<ManualPayment>(paymentsSheet).map(({ day, deal_id, amount, kind, origin }) => [day, deal_id, amount, kind, origin].join(' '));
const planned = (memory: Memory) =>
  memory
    .rows<PlannedPayment>(paymentPlanSheet)
    .map(({ day, direction, article, amount, priority, state }) => [day, direction, article, amount, priority, state].join(' '));
const fresh = (of: MoneyKind) => ({ of, month, version: '', at: 0, was: null });
const seen = (memory: Memory, of: MoneyKind, n: number) => {
  const page = moneyPage(memory.world(), { month }),
    item = (of === 'payment' ? page.payments : page.planned)[n];
  if (!item) throw new Error(`no ${n}`);
  return { of, month, version: item.version, at: item.at, was: item.form, form: item.form };
};

test('the month’s payments by hand, without a day on top; planned ones that are open whenever they are due, and those of the month', () => {
  const page = moneyPage(world().world(), { month: '' });
  expect(page.payments.map(({ form: one }) => `${one.day} ${one.deal_id} ${one.amount}`)).toEqual([' 72 -9', '2026-11-05 71 50000']);
  expect(page.planned.map(({ form: one }) => `${one.day} ${one.counterparty || one.article} ${one.amount}`)).toEqual([
    ' Paint 15',
    '2026-11-01 Plant 75000.5',
    '2026-11-02 Bank 9000',
    '2026-12-20 Rent 120000',
  ]);
  expect([page.month, page.choices.state.map(({ key }) => key), page.articles]).toEqual([
    month,
    ['planned', 'probable', 'disputed', 'paid', 'cancelled'],
    ['Old', 'Paint', 'Rent', 'Van'],
  ]);
});
test('no such month', () => expect(() => moneyPage(world().world(), { month: 'soon' })).toThrow(expect.objectContaining({ code: 'period-wrong' })));

describe('saving', () => {
  test('a payment is added by hand, in kopecks; below zero it is a refund', () => {
    const memory = world();
    expect(
      saveMoney(memory.world(), { ...fresh('payment'), form: form({ day: '2026-11-20', amount: 350.5, deal_id: ' 72 ', kind: 'prepayment' }) }).state,
    ).toBe('saved');
    saveMoney(memory.world(), { ...fresh('payment'), form: form({ day: '2026-11-21', amount: -10, deal_id: '72' }) });
    expect(stored(memory).slice(-2)).toEqual(['2026-11-20 72 35050 prepayment manual', '2026-11-21 72 -1000 refund manual']);
    expect(memory.store.get('inputs.edited')?.split(' ')).toContain('payments'); // the next refresh reads the tab anew
  });
  test('a planned payment needs no day; without words it is one to pay', () => {
    const memory = world();
    saveMoney(memory.world(), { ...fresh('planned'), form: form({ article: 'Glass', amount: 12, priority: '3' }) });
    expect(planned(memory).at(-1)).toBe(' out Glass 1200 3 planned');
  });
  test('a row is changed where it lies now, and what the form does not know stays', () => {
    const memory = world(),
      mine = seen(memory, 'planned', 1);
    memory.put(paymentPlanSheet, [...plan].reverse());
    saveMoney(memory.world(), { ...mine, form: { ...mine.form, state: 'paid' } });
    expect(planned(memory)[3]).toBe('2026-11-01 out Van 7500050  paid');
  });
  test('changed meanwhile: what stands there is shown, nothing is written; gone: that is said', () => {
    const memory = world(),
      mine = seen(memory, 'payment', 1);
    memory.put(
      paymentsSheet,
      payments.map((row) => (row.note === 'cash' ? { ...row, amount: 4_000_000 } : row)),
    );
    const hit = saveMoney(memory.world(), { ...mine, form: { ...mine.form, note: 'bank' } });
    expect([hit.state, hit.state === 'changed' && hit.theirs.form.amount]).toEqual(['changed', 40_000]);
    expect(stored(memory)[0]).toBe('2026-11-05 71 4000000 balance manual');
    memory.put(paymentsSheet, payments.slice(1));
    expect(deleteMoney(memory.world(), mine).state).toBe('gone');
    expect(stored(memory)).toHaveLength(3);
  });
  test('a row is taken out, its neighbours stay', () => {
    const memory = world();
    expect(deleteMoney(memory.world(), seen(memory, 'planned', 0)).state).toBe('saved');
    expect(planned(memory)).toHaveLength(4);
    expect(planned(memory).join()).not.toContain('Paint');
  });
  test.each<{ why: string; of: MoneyKind; given: Partial<MoneyForm>; code: string }>([
    { why: 'a payment without a day', of: 'payment', given: { deal_id: '71' }, code: 'day-missing' },
    { why: 'no such day', of: 'payment', given: { day: '2026-02-30', deal_id: '71' }, code: 'day-wrong' },
    { why: 'no amount', of: 'payment', given: { day: '2026-11-20', amount: null }, code: 'number-wrong' },
    { why: 'nothing', of: 'planned', given: { amount: 0 }, code: 'number-wrong' },
    { why: 'a planned payment below zero', of: 'planned', given: { amount: -5 }, code: 'number-wrong' },
    { why: 'a priority of nobody', of: 'planned', given: { priority: '0' }, code: 'number-wrong' },
    { why: 'a word that is none', of: 'planned', given: { state: 'soon' }, code: 'word-unknown' },
    { why: 'no such deal', of: 'payment', given: { day: '2026-11-20', deal_id: '404' }, code: 'word-unknown' },
    { why: 'a text of a page', of: 'payment', given: { day: '2026-11-20', deal_id: '71', note: 'x'.repeat(1_001) }, code: 'text-too-long' },
  ])('$why is refused and nothing is written', ({ of, given, code }) => {
    const memory = world();
    expect(() => saveMoney(memory.world(), { ...fresh(of), form: form(given) })).toThrow(expect.objectContaining({ code }));
    expect([stored(memory).length, planned(memory).length]).toEqual([4, 5]);
  });
});

test.each([
  { why: 'by id', text: '72', found: ['72'] },
  { why: 'by name or client, deleted ones left out', text: 'Окна', found: ['71', '72'] },
  { why: 'one letter is not asked for', text: 'О', found: [] },
  { why: 'none', text: 'Калитка', found: [] },
])('deals: $why', ({ text, found }) => expect(findDeals(world().world(), { text }).deals.map(({ deal_id }) => deal_id)).toEqual(found));
