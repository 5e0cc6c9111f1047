import { buckets } from '../../sheets-templates/words';
import { fromCell, toCell } from '../../src/hosts/apps-script/cells';
import type { Column, Row, Value } from '../../src/kernel/sheet-template';
import { planFactReport, planFactRows } from '../../src/reports/plan-fact';
import { everything, inMonths } from '../../src/reports/report';
import { tabOf } from '../golden/as-text';
import { goldenBook } from '../golden/book';

/** The tab is the memory of plan_fact, so a row must come back from its cells as it went in. */
const rows = tabOf(planFactReport, goldenBook) as Row[];
test.each(['ru', 'en'] as const)('%s: rows come back from the cells, undated ones too, and a refresh in which nothing is dirty repeats them', (lang) => {
  const context = { zone: goldenBook.settings.time_zone, lang, buckets },
    columns = Object.entries(planFactReport.sheet.columns as Readonly<Record<string, Column>>);
  const back = rows.map((row) =>
    Object.fromEntries(columns.map(([key, column]) => [key, fromCell(toCell(row[key], column, context), column, context) as Value])),
  );
  expect(back).toEqual(rows);
  const again = [...planFactRows({ ...goldenBook }, inMonths(new Set(), new Set()), back)].sort((a, b) => planFactReport.order(a, b));
  expect(again).toEqual(rows);
});

test('without the old rows a slice knows only its own months', () => {
  const of = (kept: readonly Row[]): number | null | undefined =>
    planFactRows(goldenBook, inMonths(new Set(['2026-11']), new Set()), kept).find(
      (row) => row.period === '2026' && row.level === 'company' && row.metric === 'leads',
    )?.fact;
  expect(of([])).toBe(12); // October and November are read anyway
  expect(of([{ period: '2026-08', level: 'company', name: '', metric: 'leads', fact: 30 }])).toBe(42);
});

test('a period asked for shows the periods that touch it, with the facts of its days', () => {
  const asked = planFactRows(goldenBook, { has: (day) => day !== null && day >= '2026-11-16' && day <= '2026-11-22', deals: 'all' });
  expect([...new Set(asked.map((row) => row.period))].sort()).toEqual(['2026', '2026-11', '2026-11-21', '2026-Q4', '2026-W47']);
  expect(asked.find((row) => row.period === '2026-11' && row.level === 'company' && row.metric === 'leads')?.fact).toBe(3);
  expect(planFactRows(goldenBook, everything).length).toBeGreaterThan(asked.length);
});
