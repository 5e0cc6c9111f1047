/** Cash flow: balances, activities and the check by hand, and what ties the tab to turnover over chance books. */
import fc from 'fast-check';
import type { Book } from '../../src/facts/book';
import type { Settings } from '../../src/facts/settings';
import { defaultSettings } from '../../src/facts/settings';
import type { Row } from '../../src/kernel/sheet-template';
import type { CashFlowRow } from '../../src/reports/cash-flow';
import { cashFlowReport } from '../../src/reports/cash-flow';
import { between, everything, inMonths } from '../../src/reports/report';
import { turnoverReport } from '../../src/reports/turnover';
import { moneyCompany } from '../golden/money-company';
import { allMonths, bookOf, cohortOf, life, lives, monthsOfEvent, sliceOf } from '../golden/random-book';
import { book, contract, event, expense, manual, noon, rub } from '../metrics/money-book';

const sorted = (rows: readonly CashFlowRow[]): readonly CashFlowRow[] => [...rows].sort((a, b) => cashFlowReport.order(a, b));
const text = (rows: readonly CashFlowRow[]): string[] =>
  sorted(rows).map(({ month, activity, article, amount }) => [month, activity, article, (amount ?? 0) / 100].join(' '));
const till = (settings: Partial<Settings>, facts: Partial<Book>): readonly CashFlowRow[] =>
  cashFlowReport.rows(book({ settings: { ...defaultSettings, ...settings }, today: '2026-03-10', now: noon('2026-03-10'), ...facts }), everything);

test('three activities add up to the balance, transfers do not; what is accrued only moves no money, what is to come has not gone', () => {
  const expenses = [
    expense({ day: '2026-02-03', amount: rub(30), article: 'Rent', every: 'month', basis: 'cash' }),
    expense({ day: '2026-02-10', amount: rub(500), article: 'Покупка оборудования: станок' }),
    expense({ day: '2026-02-11', amount: -rub(800), article: 'Кредит' }),
    expense({ day: '2026-02-12', amount: rub(70), article: 'Перевод между счетами' }),
    expense({ day: '2026-02-12', amount: -rub(70), article: 'Перевод между счетами', note: 'the other account' }),
    expense({ day: '2026-02-13', amount: rub(10), article: 'Depreciation', basis: 'accrual' }),
    expense({ day: '2026-02-14', amount: rub(120), article: 'Licence', from: '2026-01', to: '2026-12' }),
    expense({ day: '2026-03-25', amount: rub(1), article: 'Later' }),
  ];
  const payments = [manual('2026-02-05', '', rub(1_000)), manual('2026-02-20', '', -rub(100)), manual(null, '', rub(9))];
  expect(text(till({ opening_balance: rub(50), opening_day: '2026-02-01' }, { expenses, payments }))).toEqual([
    '2026-03 opening  1100',
    '2026-03 operating Rent -30',
    '2026-03 closing  1070',
    '2026-02 opening  50',
    '2026-02 operating client_receipts 1000',
    '2026-02 operating client_refunds -100',
    '2026-02 operating Licence -120',
    '2026-02 operating Rent -30',
    '2026-02 investing Покупка оборудования: станок -500',
    '2026-02 financing Кредит 800',
    '2026-02 closing  1100',
    '2026-02 transfer Перевод между счетами 0',
    'undated operating client_receipts 9',
  ]);
});

test('what is paid ahead of the months it is for leaves the till on its day, though no other expense is as early', () => {
  const expenses = [expense({ day: '2026-01-20', amount: rub(60), article: 'Licence', from: '2026-02', to: '2026-03' })];
  expect(text(till({}, { expenses }))).toEqual(['2026-01 operating Licence -60']);
});

test('direct costs of deals on the day they were entered, when the settings want them; a cost taken back comes in', () => {
  const cost = (id: string, deal_id: string, day: string, amount: number) =>
    event(id, { deal_id, kind: 'cost', from: 'materials_cost', amount: rub(amount), at: noon(day) });
  const facts = {
    deals: [contract('1', '2026-02-01', rub(900)), contract('2', '2026-02-01', rub(900), { deleted: true })],
    events: [cost('1', '1', '2026-02-03', 200), cost('2', '1', '2026-03-04', -50), cost('3', '2', '2026-02-03', 7)],
  };
  expect(text(till({}, facts))).toEqual([]);
  expect(text(till({ cash_direct_costs: 'deals' }, facts))).toEqual(['2026-03 operating materials_cost 50', '2026-02 operating materials_cost -200']);
});

const paid = [manual('2026-01-10', '', rub(100)), manual('2026-02-05', '', rub(40)), manual('2026-03-05', '', rub(7))];
const balancesOf = (settings: Partial<Settings>): string[] => text(till(settings, { payments: paid })).filter((row) => /opening|closing|check/.test(row));
test.each<{ why: string; settings: Partial<Settings>; rows: string[] }>([
  { why: 'no opening day: no balance is known', settings: { opening_balance: rub(50) }, rows: [] },
  { why: 'an opening day to come', settings: { opening_balance: rub(50), opening_day: '2026-03-11' }, rows: [] },
  {
    why: 'the balance of the morning of the 5th has not the payment of that day in it',
    settings: { opening_balance: rub(50), opening_day: '2026-02-05' },
    rows: ['2026-03 opening  90', '2026-03 closing  97', '2026-02 opening  50', '2026-02 closing  90'],
  },
  {
    why: 'that of the morning of the 6th has: the month began with so much less',
    settings: { opening_balance: rub(50), opening_day: '2026-02-06' },
    rows: ['2026-03 opening  50', '2026-03 closing  57', '2026-02 opening  10', '2026-02 closing  50'],
  },
  {
    why: 'the bank agrees on the evening of the 5th of March',
    settings: { opening_balance: rub(50), opening_day: '2026-02-05', bank_balance: rub(97), bank_balance_day: '2026-03-05' },
    rows: ['2026-03 opening  90', '2026-03 closing  97', '2026-03 check  0', '2026-02 opening  50', '2026-02 closing  90'],
  },
  {
    why: 'the bank has 3 less on the evening before',
    settings: { opening_balance: rub(50), opening_day: '2026-02-05', bank_balance: rub(87), bank_balance_day: '2026-03-04' },
    rows: ['2026-03 opening  90', '2026-03 closing  97', '2026-03 check  3', '2026-02 opening  50', '2026-02 closing  90'],
  },
  {
    why: 'a check before the opening day is none',
    settings: { opening_balance: rub(50), opening_day: '2026-03-05', bank_balance: rub(87), bank_balance_day: '2026-03-04' },
    rows: ['2026-03 opening  50', '2026-03 closing  57'],
  },
])('balances: $why', ({ settings, rows }) => expect(balancesOf(settings)).toEqual(rows));

test('a month in which nothing moved keeps its balance', () =>
  expect(text(till({ opening_balance: rub(5), opening_day: '2026-01-01' }, {}))).toEqual(
    ['2026-03', '2026-02', '2026-01'].flatMap((month) => [`${month} opening  5`, `${month} closing  5`]),
  ));
test('asked for by days: whole months, with their balances', () => {
  const company = book({ settings: { ...defaultSettings, opening_day: '2026-01-01' }, today: '2026-03-10', payments: paid });
  expect(text(cashFlowReport.rows(company, between('2026-02-10', '2026-02-20')))).toEqual([
    '2026-02 opening  100',
    '2026-02 operating client_receipts 40',
    '2026-02 closing  140',
  ]);
});

const runs = { numRuns: 20 };
const companyOf = (lived: Parameters<typeof bookOf>[0], opening: string | null): Book => {
  const lot = bookOf(lived);
  return {
    ...lot,
    settings: { ...lot.settings, opening_balance: rub(1_000), opening_day: opening, bank_balance: rub(500), bank_balance_day: '2026-10-20' },
    expenses: moneyCompany.expenses,
  };
};
const openings = fc.constantFrom('2026-07-15', '2026-09-01', '2026-10-25', null);
const total = (rows: readonly object[], key: string): number => rows.reduce<number>((all, row) => all + Number((row as Row)[key] ?? 0), 0);

test('what customers paid and got back is the receipts of the turnover, month by month', () =>
  fc.assert(
    fc.property(lives(0, 20), openings, (all, opening) => {
      const company = companyOf(all, opening),
        rows = cashFlowReport.rows(company, everything).filter(({ article }) => article.startsWith('client_')),
        turnover = turnoverReport.rows(company, everything);
      for (const month of allMonths) {
        const mine = (some: readonly object[]) => some.filter((row) => (row as Row).month === month);
        expect(total(mine(rows), 'amount')).toBe(total(mine(turnover), 'receipts'));
      }
      expect(rows.filter(({ article, amount }) => article === 'client_refunds' && (amount ?? 0) > 0)).toEqual([]);
    }),
    runs,
  ));

test('opening + activities = closing = the next opening', () =>
  fc.assert(
    fc.property(lives(0, 20), openings, (all, opening) => {
      const company = companyOf(all, opening),
        rows = sorted(cashFlowReport.rows(company, everything)),
        of = (month: string, activity: string) => rows.find((row) => row.month === month && row.activity === activity)?.amount ?? null;
      const months = rows
        .filter(({ activity }) => activity === 'closing')
        .map(({ month }) => month)
        .reverse();
      expect(months.length > 0).toBe(opening !== null);
      months.forEach((month, i) => {
        const moved = total(
          rows.filter((row) => row.month === month && ['operating', 'investing', 'financing'].includes(row.activity)),
          'amount',
        );
        expect((of(month, 'opening') ?? 0) + moved).toBe(of(month, 'closing'));
        if (i > 0) expect(of(month, 'opening')).toBe(of(months[i - 1] ?? '', 'closing'));
      });
    }),
    runs,
  ));

test('after one more deal, a slice of its months and the later years in the old tab give the tab of everything', () =>
  fc.assert(
    fc.property(lives(1, 10), life(99), openings, (all, more, opening) => {
      const before = companyOf(all, opening),
        after = companyOf([...all, more], opening),
        zone = after.settings.time_zone;
      const asked = new Set([
        ...after.events.filter((one) => one.deal_id === '99').flatMap((one) => monthsOfEvent(one, zone)),
        ...after.deals.filter((deal) => deal.deal_id === '99').map((deal) => cohortOf(deal, zone)),
      ]);
      const wanted = new Set(cashFlowReport.blocks?.around?.(asked, after.today)),
        stands = sorted(cashFlowReport.rows(before, everything)),
        inBlocks = (row: CashFlowRow): boolean => wanted.has(cashFlowReport.blocks?.of(row) ?? '');
      const made = cashFlowReport
        .rows(sliceOf(after, asked), inMonths(asked, new Set()), (key) => (key === 'cash_flow' ? stands.filter(inBlocks) : []))
        .filter(inBlocks);
      expect(sorted([...made, ...stands.filter((row) => !inBlocks(row))])).toEqual(sorted(cashFlowReport.rows(after, everything)));
    }),
    { numRuns: 25 },
  ));
