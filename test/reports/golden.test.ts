import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planMetrics } from '../../src/facts/rows';
import type { SheetTemplate } from '../../src/kernel/sheet-template';
import { boardReport } from '../../src/reports/board';
import { boardSeriesReport } from '../../src/reports/board-series';
import { funnelReport } from '../../src/reports/funnel';
import { funnelByManagerReport } from '../../src/reports/funnel-by-manager';
import { funnelBySourceReport } from '../../src/reports/funnel-by-source';
import { leadsNowReport } from '../../src/reports/leads-now';
import type { PlanFactRow } from '../../src/reports/plan-fact';
import { planFactReport } from '../../src/reports/plan-fact';
import type { Report } from '../../src/reports/report';
import { turnoverReport } from '../../src/reports/turnover';
import { asText, plain, tabOf } from '../golden/as-text';
import { goldenBook } from '../golden/book';

const golden = (name: string): string => plain(readFileSync(join(__dirname, '../golden', `${name}.txt`), 'utf8'));
const whole = <S extends SheetTemplate>(report: Report<S>) => ({ key: report.sheet.key, text: asText(report.sheet, tabOf(report, goldenBook)) });

test.each(
  [leadsNowReport, funnelBySourceReport, funnelByManagerReport, funnelReport, turnoverReport, boardReport, boardSeriesReport].map((report) =>
    whole(report as Report),
  ),
)('the whole tab $key is as worked out by hand', ({ key, text }) => expect(text).toBe(golden(key)));

const rows = tabOf(planFactReport, goldenBook) as PlanFactRow[];
test('plan_fact: every row with a plan', () =>
  expect(
    asText(
      planFactReport.sheet,
      rows.filter((row) => row.plan !== null),
    ),
  ).toBe(golden('plan_fact')));

test('plan_fact: facts of the months of the company and of managers, planned or not', () => {
  const shown = rows.filter((row) => /^\d{4}-\d{2}$|undated/.test(row.period) && row.level !== 'department' && row.fact !== null && row.fact !== 0);
  const who = (row: PlanFactRow): string => (row.level === 'company' ? 'company' : row.level === 'source' ? `source ${row.name}` : row.name);
  const lines = new Map<string, Map<string, number>>();
  for (const row of shown) {
    const key = `${row.period} | ${who(row)}`;
    lines.set(key, (lines.get(key) ?? new Map()).set(row.metric, row.fact));
  }
  const metrics = planMetrics.filter((metric) => metric !== 'calls');
  expect(
    [
      `month | who | ${metrics.join(' | ')}`,
      ...[...lines].map(([key, facts]) => `${key} | ${metrics.map((metric) => facts.get(metric) ?? '-').join(' | ')}`),
    ].join('\n'),
  ).toBe(golden('plan_fact_months'));
});

test('plan_fact: a blank plan keeps its row and has no attainment', () =>
  expect(rows.filter((row) => row.period === '2026-10' && row.name === 'Anna' && row.metric === 'margin')).toEqual([
    {
      period: '2026-10',
      level: 'manager',
      name: 'Anna',
      metric: 'margin',
      plan: null,
      fact: 65_000,
      difference: null,
      attainment: null,
      pace_needed: null,
      run_rate: 65_000,
    },
  ]));
test('plan_fact: no key twice, no row of a period that nobody can read', () => {
  expect(new Set(rows.map((row) => [row.period, row.level, row.name, row.metric].join())).size).toBe(rows.length);
  expect(rows.some((row) => row.period === 'abc')).toBe(false);
});
