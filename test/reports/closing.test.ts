import type { Row } from '../../src/kernel/sheet-template';
import { allReports } from '../../src/reports/all';
import { withClosing } from '../../src/reports/closing';
import type { Report } from '../../src/reports/report';
import { turnoverReport } from '../../src/reports/turnover';

const report = turnoverReport as unknown as Report;
const row = (month: string, manager: string, turnover: number, closed = ''): Row => ({
  month,
  manager,
  contracts: turnover === 0 ? 0 : 1,
  turnover,
  receipts: 0,
  average_check: turnover,
  median_check: turnover,
  largest_check: turnover,
  contracts_amount: turnover,
  priced_contracts: turnover === 0 ? 0 : 1,
  ...(closed === '' ? {} : { closed }),
});
/** month, manager, turnover, what `closing` says */
const lines = (rows: readonly Row[]): readonly string[] => rows.map((one) => [one.month, one.manager, one.turnover, one.closed].join(' ').trim());

test.each([
  { why: 'nothing is closed: as computed', through: '', archived: [], fresh: [row('2026-09', 'Anna', 100)], expected: ['2026-09 Anna 100'] },
  {
    why: 'closed and unchanged: no correction',
    through: '2026-09',
    archived: [row('2026-09', 'Anna', 100, 'closed')],
    fresh: [row('2026-09', 'Anna', 100), row('2026-10', 'Anna', 7)],
    expected: ['2026-09 Anna 100 closed', '2026-10 Anna 7'],
  },
  {
    why: 'a larger amount came later: the difference in the first open month',
    through: '2026-09',
    archived: [row('2026-09', 'Anna', 100, 'closed')],
    fresh: [row('2026-09', 'Anna', 130)],
    expected: ['2026-09 Anna 100 closed', '2026-10 Anna 30 correction'],
  },
  {
    why: 'the contract passed to another: off the one, to the other',
    through: '2026-09',
    archived: [row('2026-09', 'Anna', 100, 'closed')],
    fresh: [row('2026-09', 'Boris', 100)],
    expected: ['2026-09 Anna 100 closed', '2026-10 Boris 100 correction', '2026-10 Anna -100 correction'],
  },
  {
    why: 'two closed months make one row; up and down in them cancel out',
    through: '2026-09',
    archived: [row('2026-08', 'Anna', 10, 'closed'), row('2026-09', 'Anna', 100, 'closed')],
    fresh: [row('2026-08', 'Anna', 100), row('2026-09', 'Anna', 10)],
    expected: ['2026-08 Anna 10 closed', '2026-09 Anna 100 closed'],
  },
  {
    why: 'a correction that was closed with its month counts as told',
    through: '2026-10',
    archived: [row('2026-09', 'Anna', 100, 'closed'), row('2026-10', 'Anna', 30, 'correction')],
    fresh: [row('2026-09', 'Anna', 150)],
    expected: ['2026-09 Anna 100 closed', '2026-10 Anna 30 correction', '2026-11 Anna 20 correction'],
  },
  {
    why: 'over the turn of the year, and undated rows are never closed',
    through: '2026-12',
    archived: [],
    fresh: [row('2020-01', 'Vera', 5), row('undated', 'Vera', 9)],
    expected: ['2027-01 Vera 5 correction', 'undated Vera 9'],
  },
  {
    why: 'a month whose archive cannot be read stands as computed',
    through: '2026-09',
    archived: [row('2026-08', 'Anna', 10, 'closed')],
    unread: new Set(['2026-09']),
    fresh: [row('2026-08', 'Anna', 10), row('2026-09', 'Anna', 60)],
    expected: ['2026-08 Anna 10 closed', '2026-09 Anna 60 closed'],
  },
])('$why', ({ fresh, expected, ...closed }) => expect(lines(withClosing(report, fresh, closed))).toEqual(expected));

test('a correction has no averages and no shares: only what adds up', () =>
  expect(withClosing(report, [row('2026-09', 'Anna', 130)], { through: '2026-09', archived: [row('2026-09', 'Anna', 100, 'closed')] })[1]).toEqual({
    month: '2026-10',
    manager: 'Anna',
    contracts: null,
    turnover: 30,
    receipts: null,
    average_check: null,
    median_check: null,
    largest_check: null,
    contracts_amount: 30,
    priced_contracts: null,
    closed: 'correction',
  }));

const closing = (allReports as readonly Report[]).filter((one) => one.closing);
test.each(closing.map((one) => ({ key: one.sheet.key, one })))(
  '$key: the closing names columns that are there, and adds all that the tab adds up',
  ({ one: { sheet, closing: how } }) => {
    expect([...(how?.by ?? []), ...(how?.adds ?? []), ...(how?.shows ?? []), 'month', 'closed'].filter((key) => !(key in sheet.columns))).toEqual([]);
    const summed = Object.keys(sheet.columns).filter((key) => sheet.columns[key]?.total === 'sum');
    expect(summed.filter((key) => !how?.adds.includes(key))).toEqual([]);
  },
);
test('every tab with the column has a report that fills it', () =>
  expect((allReports as readonly Report[]).filter(({ sheet }) => 'closed' in sheet.columns).map(({ sheet }) => sheet.key)).toEqual(
    closing.map(({ sheet }) => sheet.key),
  ));
