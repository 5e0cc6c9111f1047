import type { Book } from '../../src/facts/book';
import { defaultSettings } from '../../src/facts/settings';
import { book, contract, event, expense, manual, noon, planned, rub } from '../metrics/money-book';

/**
 * A company whose money does not last, small enough for a pencil. Today is Wednesday 2026-07-01; 500 lay at hand on the morning of 1 June, the reserve is 100.
 *
 *  1 Ivanov    1,000, 200 paid on 10 June; the rest is due on Monday 6 July
 *  2 Petrov    300, due on 20 May: 42 days ago, and nobody's habits are known: 60 % in 30 days
 *  3 Sidorov   90, no due day
 *  4 Orlov     100, cancelled on 20 June, 40 paid and not given back
 *  expenses    rent 150 on the 10th of every month since June; pay 700 on the 8th since July (8 August is a Saturday); an accrual that nobody pays here
 *  planned     van 250 of 28 June, not paid; glass 600 on Saturday 4 July; rent 150 on 10 July, which is the expense; a loan of 400 on 15 July; paint 50 on no day
 */
export const aheadCompany: Book = book({
  today: '2026-07-01',
  now: noon('2026-07-01'),
  settings: { ...defaultSettings, company: 'Ahead', language: 'en', opening_balance: rub(500), opening_day: '2026-06-01', cash_reserve: rub(100) },
  deals: [
    contract('1', '2026-06-01', rub(1_000), { client: 'Ivanov', client_id: '71', due_day: '2026-07-06', link: 'https://crm.example/1' }),
    contract('2', '2026-04-20', rub(300), { client: 'Petrov', client_id: '72', due_day: '2026-05-20', link: 'https://crm.example/2' }),
    contract('3', '2026-06-20', rub(90), { client: 'Sidorov' }),
    contract('4', '2026-06-12', rub(100), { client: 'Orlov', signed: false }),
  ],
  events: [
    event('e1', { deal_id: '1', kind: 'contract', to: '2026-06-01', amount: rub(1_000) }),
    event('e2', { deal_id: '2', kind: 'contract', to: '2026-04-20', amount: rub(300) }),
    event('e3', { deal_id: '3', kind: 'contract', to: '2026-06-20', amount: rub(90) }),
    event('e4', { deal_id: '4', kind: 'contract', to: '2026-06-12', amount: rub(100) }),
    event('e5', { deal_id: '4', kind: 'cancel', to: '2026-06-20', amount: rub(-100) }),
  ],
  payments: [manual('2026-06-10', '1', rub(200)), manual('2026-06-15', '4', rub(40))],
  expenses: [
    expense({ day: '2026-06-10', article: 'Rent', amount: rub(150), every: 'month' }),
    expense({ day: '2026-07-08', article: 'Pay', amount: rub(700), every: 'month' }),
    expense({ day: '2026-07-09', article: 'Depreciation', amount: rub(999), every: 'month', basis: 'accrual' }),
  ],
  paymentPlan: [
    planned({ day: '2026-06-28', article: 'Van', amount: rub(250), priority: 1 }),
    planned({ day: '2026-07-04', article: 'Materials', counterparty: 'Glass', amount: rub(600), priority: 3 }),
    planned({ day: '2026-07-10', article: 'rent ', amount: rub(150) }),
    planned({ day: '2026-07-15', direction: 'in', article: 'Loan', counterparty: 'Bank', amount: rub(400) }),
    planned({ article: 'Paint', amount: rub(50) }),
  ],
});
