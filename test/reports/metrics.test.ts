import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allSheets } from '../../sheets-templates/all';
import { turnoverSheet } from '../../sheets-templates/turnover';
import { metricRows, metricsPage } from '../../src/reports/metrics';

const rows = metricRows('ru');

test('every figure of every report has an entry, complete in both languages (Q175, N20)', () => {
  const figures = allSheets
    .filter((sheet) => ['board', 'sales', 'money'].includes(sheet.group))
    .flatMap((sheet) =>
      Object.entries(sheet.columns)
        .filter(([, column]) => ['money', 'count', 'number', 'ratio', 'percent'].includes(column.unit))
        .map(([key]) => `${sheet.key}.${key}`),
    );
  expect(rows.map((row) => row.metric)).toEqual(figures);
  expect(
    rows.flatMap((row) =>
      Object.entries(row)
        .filter(([, text]) => text === '')
        .map(([key]) => `${row.metric}: ${key}`),
    ),
  ).toEqual([]);
});
test('a metric is named once', () => expect(new Set(rows.map((row) => row.metric)).size).toBe(rows.length));
test('one entry, read', () =>
  expect(rows.find((row) => row.metric === 'turnover.receipts')).toEqual({
    metric: 'turnover.receipts',
    tab: 'Оборот',
    name_ru: 'Поступления',
    name_en: 'Receipts',
    definition_ru: 'Оплаты месяца минус возвраты месяца. С оборотом не складываются.',
    definition_en: 'Payments of the month less refunds of the month. Never added to the turnover.',
    formula_ru: 'СУММА(оплаты) − СУММА(возвраты) по дню денег',
    formula_en: 'SUM(payments) − SUM(refunds) by the day of the money',
    source: 'Q049, Q054',
    unit: 'деньги',
  }));
test('tab and unit follow the language of the reader', () =>
  expect(metricRows('en').find((row) => row.metric === 'turnover.receipts')).toMatchObject({ tab: turnoverSheet.title.en, unit: 'money' }));

test('docs/metrics.md is fresh: run `node docs/generate.mjs`', () =>
  expect(readFileSync(join(__dirname, '../../docs/metrics.md'), 'utf8')).toBe(metricsPage()));
