/** Debts and money to come: whole tabs worked out by hand, and what ties them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Row } from '../../src/kernel/sheet-template';
import { cashGapReport } from '../../src/reports/cash-gap';
import { cashMonthsReport } from '../../src/reports/cash-months';
import { moneyNowReport } from '../../src/reports/money-now';
import { payerHistoryReport } from '../../src/reports/payer-history';
import { paymentCalendarReport } from '../../src/reports/payment-calendar';
import { receivablesReport } from '../../src/reports/receivables';
import { receivablesAgeingReport } from '../../src/reports/receivables-ageing';
import type { Report } from '../../src/reports/report';
import { everything, inMonths } from '../../src/reports/report';
import { aheadCompany } from '../golden/ahead-company';
import { asText, plain, tabOf } from '../golden/as-text';
import { allMonths, bookOf, lives, sliceOf } from '../golden/random-book';
import { contract, planned, rub } from '../metrics/money-book';

const golden = (key: string): string => plain(readFileSync(join(__dirname, '../golden', `ahead_${key}.txt`), 'utf8'));
const whole = [receivablesAgeingReport, cashMonthsReport, cashGapReport, moneyNowReport] as unknown as readonly Report[];
test.each(whole.map((report) => ({ key: report.sheet.key, report })))('the whole tab $key is as worked out by hand', ({ key, report }) =>
  expect(asText(report.sheet, tabOf(report, aheadCompany))).toBe(golden(key)),
);

const calendar = tabOf(paymentCalendarReport, aheadCompany) as Row[];
test('the calendar: 91 days; those on which money moves, or the gap begins or ends, are as worked out by hand', () => {
  const moving = calendar.filter((row, i) => i === 0 || row.receipts_sure !== 0 || row.receipts_probable !== 0 || row.payments !== 0);
  expect(asText(paymentCalendarReport.sheet, moving)).toBe(golden('payment_calendar'));
  expect([calendar.length, calendar[90]?.day]).toEqual([91, '2026-09-29']);
});
test('every day begins with what the day before left, and ends with what came and went; the gap is what is missing to the reserve', () => {
  calendar.forEach((row, i) => {
    const [opening, closing] = [Number(row.opening), Number(row.closing)];
    if (i > 0) expect(opening).toBe(calendar[i - 1]?.closing);
    expect(closing).toBe(opening + Number(row.receipts_sure) + Number(row.receipts_probable) - Number(row.payments));
    expect(row.gap).toBe(closing < rub(100) ? rub(100) - closing : null);
  });
});

const textsOf = (company: typeof aheadCompany): unknown[] => (tabOf(cashGapReport, company) as Row[]).map(({ text }) => text);
test('in Russian', () =>
  expect(textsOf({ ...aheadCompany, settings: { ...aheadCompany.settings, language: 'ru', cash_reserve: 10_050 } }).slice(0, 3)).toEqual([
    'Денег не хватит с 08.07.2026: в худший день, 10.07.2026, недостаёт 410,50 до резерва. Разрыв длится 23 дн., по 30.07.2026.',
    'Если просроченное и вероятное не придёт, денег не хватит с 08.07.2026: недостанет 1\u00a0710,50.',
    '08.07.2026 уходит 700: «Pay».',
  ]));
test('enough money is said too, with the day on which the least is left, and what happens if only the sure comes', () => {
  const settings = { ...aheadCompany.settings, opening_balance: rub(2_100) }; // lowest 170 on 10 September, without Petrov's 180 it is −10
  expect(textsOf({ ...aheadCompany, settings }).slice(0, 2)).toEqual([
    'The money is enough for all 13 weeks: the least, 170, is on 2026-09-10.',
    'If nothing overdue or probable comes, the money is not enough from 2026-09-10: 110 will be missing.',
  ]);
});
test('without an opening day the balance is this morning’s, and that is said', () => {
  const company = { ...aheadCompany, settings: { ...aheadCompany.settings, opening_day: null } };
  expect((tabOf(paymentCalendarReport, company)[0] as Row).opening).toBe(rub(500));
  expect(textsOf(company)).toContain('The settings name no opening day: the balance of 500 is taken for this morning’s.');
});
test('largest debtors of the same amount are all named; no turnover, no DSO', () => {
  const deals = ['5', '6'].map((id) => contract(id, '2026-01-10', rub(70), { client: `Client ${id}`, due_day: '2026-06-01' })),
    rows = tabOf(moneyNowReport, { ...aheadCompany, deals, events: [], payments: [] }) as Row[];
  expect(rows.find(({ figure }) => figure === 'largest_debtor')).toMatchObject({ value: 70, detail: 'Client 5, Client 6' });
  expect(rows.find(({ figure }) => figure === 'largest_delay')).toMatchObject({ value: 30, detail: 'Deal 5, Deal 6', link: '' });
  expect(rows.find(({ figure }) => figure === 'dso')).toMatchObject({ value: null });
});
test('a due day that moves takes the money with it; a payment takes it away', () => {
  const days = (deal: Parameters<typeof contract>[3]): unknown[] =>
    (tabOf(paymentCalendarReport, { ...aheadCompany, deals: [contract('1', '2026-06-01', rub(1_000), deal)], payments: [] }) as Row[])
      .filter(({ receipts_sure }) => Number(receipts_sure) > 0)
      .map(({ day, receipts_sure }) => [day, Number(receipts_sure) / 100]);
  const loan = ['2026-07-15', 400];
  expect(days({ installation_day: '2026-07-06' })).toEqual([['2026-07-06', 1_000], loan]);
  expect(days({ installation_day: '2026-08-03' })).toEqual([loan, ['2026-08-03', 1_000]]);
  expect(days({ installation_day: '2026-08-03', paid: rub(1_000), paid_day: '2026-06-20' })).toEqual([loan]);
});

const runs = { numRuns: 25 };
const total = (rows: readonly Row[], column: string): number => rows.reduce((all, row) => all + Number(row[column] ?? 0), 0);
const ages = ['not_due', 'days_1_30', 'days_31_60', 'days_61_90', 'days_91_180', 'days_180_plus', 'undated', 'disputed'];
test('Σ clients = Σ managers = Σ deals = the company in every column, and that is what receivables say', () =>
  fc.assert(
    fc.property(lives(0, 15), (all) => {
      const company = { ...bookOf(all), paymentPlan: [planned({ direction: 'in', deal_id: '1', day: '2026-11-01', amount: 5_000 })] },
        rows = tabOf(receivablesAgeingReport, company) as Row[],
        receivables = receivablesReport.rows(company, everything) as readonly Row[];
      const of = (level: string): Row[] => rows.filter((row) => row.level === level);
      for (const column of [...ages, 'total', 'overdue', 'advance', 'expected'])
        for (const level of ['client', 'manager', 'deal']) expect(total(of(level), column)).toBe(total(of('company'), column));
      expect(total(of('company'), 'total')).toBe(total(receivables, 'balance'));
      expect(total(of('company'), 'advance')).toBe(total(receivables, 'advance'));
      for (const row of rows) expect(ages.reduce((sum, age) => sum + Number(row[age]), 0)).toBe(row.total);
    }),
    runs,
  ));
test('money of some months is that of the whole, and a slice of the book gives the same', () =>
  fc.assert(
    fc.property(lives(0, 15), fc.subarray([...allMonths], { minLength: 1 }), (all, some) => {
      const company = { ...bookOf(all), expenses: aheadCompany.expenses, paymentPlan: aheadCompany.paymentPlan },
        scope = inMonths(new Set(some), new Set()),
        rows = cashMonthsReport.rows(company, everything).filter(({ month }) => some.includes(month));
      const sorted = (found: typeof rows) => [...found].sort(cashMonthsReport.order);
      expect(sorted([...cashMonthsReport.rows(company, scope)])).toEqual(sorted(rows));
      expect(sorted([...cashMonthsReport.rows(sliceOf(company, new Set(some)), scope)])).toEqual(sorted(rows));
    }),
    runs,
  ));
test('how clients pay: the rows of some deals are those of the whole', () =>
  fc.assert(
    fc.property(lives(1, 15), fc.array(fc.nat(14)), (all, some) => {
      const lot = bookOf(all),
        company = { ...lot, deals: lot.deals.map((deal) => ({ ...deal, due_day: '2026-10-10', paid: deal.contract_amount, paid_day: '2026-10-20' })) },
        ids = new Set(some.map(String));
      expect(payerHistoryReport.rows(company, inMonths(new Set(), new Set(some.map((n) => `amocrm/${n}`))))).toEqual(
        payerHistoryReport.rows(company, everything).filter((row) => ids.has(row.deal_id)),
      );
    }),
    runs,
  ));
