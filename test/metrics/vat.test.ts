import { vatRatesSheet } from '../../sheets-templates/vat-rates';
import type { VatRow } from '../../src/facts/rows';
import type { Settings } from '../../src/facts/settings';
import { defaultSettings } from '../../src/facts/settings';
import { vatOn, withoutVat } from '../../src/metrics/vat';
import { rub } from './money-book';

const row = (valid_from: string | null, regime: string, rate: number | null, deductible = true): VatRow => ({ valid_from, regime, rate, deductible, note: '' });
const vatRates = [row('2026-01-01', 'general', 0.22), row(null, 'general', 20), row('2025-01-01', 'usn_5', 0.05, false), row('2026-03-01', 'general', null)];
const book = (settings: Partial<Settings>) => ({ settings: { ...defaultSettings, ...settings }, vatRates, today: '2026-06-01' });

test.each([
  { why: 'no payer', settings: {}, day: '2026-02-01', expected: null },
  { why: 'the rate of the day', settings: { vat_mode: 'included' }, day: '2026-01-01', expected: 220_000 },
  { why: 'the day before it was another; 20 is meant as 20 %', settings: { vat_mode: 'included' }, day: '2025-12-31', expected: 200_000 },
  { why: 'a row without a rate does not end the one before', settings: { vat_mode: 'included' }, day: '2026-04-01', expected: 220_000 },
  { why: 'another regime has its own', settings: { vat_mode: 'on_top', vat_regime: 'usn_5' }, day: '2026-04-01', expected: 50_000 },
  { why: 'before the first row of the regime there is none', settings: { vat_mode: 'on_top', vat_regime: 'usn_5' }, day: '2024-12-31', expected: null },
  { why: 'a regime without rows', settings: { vat_mode: 'included', vat_regime: 'usn_7' }, day: '2026-04-01', expected: null },
] as const)('$why', ({ settings, day, expected }) => expect(vatOn(day, book(settings))?.rate ?? null).toBe(expected));

test.each([
  { why: 'included: 122 − 22 = 100; costs too, where VAT is deducted', settings: { vat_mode: 'included' }, expected: [100, 100, 100] },
  { why: 'on top: the contract is without it, what is paid is with it, costs are as entered', settings: { vat_mode: 'on_top' }, expected: [122, 100, 122] },
  { why: 'no deduction: 122 ÷ 1.05 = 116.1905; costs stay whole', settings: { vat_mode: 'included', vat_regime: 'usn_5' }, expected: [116.19, 116.19, 122] },
  { why: 'no VAT', settings: { vat_mode: 'none' }, expected: [122, 122, 122] },
] as const)('$why', ({ settings, expected }) => {
  const vat = withoutVat(book(settings));
  expect([vat.contract, vat.paid, vat.cost].map((ex) => ex(rub(122), '2026-02-01') / 100)).toEqual(expected);
});
test('what is taken back is what was brought, and an undated amount goes by today', () => {
  const vat = withoutVat(book({ vat_mode: 'included' }));
  expect(vat.contract(-rub(99.99), '2026-02-01')).toBe(-vat.contract(rub(99.99), '2026-02-01'));
  expect(vat.contract(rub(122), null)).toBe(rub(100));
});
test('the rates a workbook begins with are rows with a date, and each tells to ask the accountant', () => {
  for (const one of vatRatesSheet.first)
    expect([one.valid_from, one.rate > 0 && one.rate < 1, one.note.ru]).toEqual([expect.stringMatching(/^20\d\d-\d\d-01$/), true, 'Проверьте у бухгалтера.']);
});
