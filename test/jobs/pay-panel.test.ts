import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { managersSheet } from '../../sheets-templates/managers';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import type { PayrollScheme } from '../../src/facts/rows';
import { deleteScheme, type PayPage, payPage, previewScheme, saveScheme } from '../../src/jobs/pay-panel';
import { refreshReports } from '../../src/jobs/refresh';
import type { Row } from '../../src/kernel/sheet-template';
import { memoryWorld } from '../memory-world';
import { anna, boris, contract, payment, rub, scheme } from '../metrics/money-book';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const row = (facts: object): Row => facts as Row;
/** October: Anna was paid 600 000, of which 100 000 came back in November; Boris 200 000. Both by 3 %. */
function world() {
  const memory = memoryWorld({ now: NOW });
  memory.put(managersSheet, [anna, boris].map(row));
  memory.put(payrollSchemesSheet, [scheme({ manager: '', fixed: rub(40_000), tiers: '0=3' })].map(row));
  memory.put(dealsSheet, [contract('1', '2026-10-01', rub(900_000)), contract('2', '2026-10-01', rub(900_000), { manager_id: 'b' })].map(row));
  memory.put(
    dealEventsSheet,
    [payment('e1', '1', '2026-10-05', rub(600_000)), payment('e2', '2', '2026-10-06', rub(200_000)), payment('e3', '1', '2026-11-05', rub(-100_000))].map(row),
  );
  return memory;
}
const formOf = (page: PayPage, i = 0) => {
  const item = page.schemes[i];
  if (!item) throw new Error('no scheme');
  return item;
};

describe('the page', () => {
  test('a scheme comes as texts, amounts in units, with lists to choose from', () => {
    const page = payPage(world().world());
    expect([page.month, page.managers, page.words.base?.map(({ key }) => key)]).toEqual(['2026-10', ['Anna', 'Boris'], ['contract', 'receipts', 'margin']]);
    expect(formOf(page).scheme).toMatchObject({ fixed: '40000', tiers: '0=3', cap: '', valid_from: '', refund_rule: '' });
  });
});

describe('the preview', () => {
  test('who would have got what last month, against now; refunds that came later are not in it', () => {
    const memory = world(),
      item = formOf(payPage(memory.world()));
    const { rows, wrong, month } = previewScheme(memory.world(), { ...item, scheme: { ...item.scheme, tiers: '0=3; 500000=4' } });
    // Anna 500 000 × 3 % + 100 000 × 4 % = 19 000 instead of 18 000; Boris 6 000 as before
    expect([month, wrong]).toEqual(['2026-10', []]);
    expect(rows.map(({ manager, now, draft }) => [manager, now?.variable, draft?.variable, now?.total, draft?.total])).toEqual([
      ['Anna', 18_000, 19_000, 58_000, 59_000],
      ['Boris', 6_000, 6_000, 46_000, 46_000],
    ]);
  });
  test('a new scheme of one person, to begin next month, is tried on the whole of last month; the others stay', () => {
    const memory = world(),
      { scheme: form } = formOf(payPage(memory.world()));
    const { rows } = previewScheme(memory.world(), {
      version: '',
      at: 0,
      scheme: { ...form, manager: 'Boris', valid_from: '2026-12-01', fixed: '10 000,50', tiers: '0=10' },
    });
    expect(rows.map(({ manager, draft }) => [manager, draft?.total])).toEqual([
      ['Anna', 58_000],
      ['Boris', 30_000.5],
    ]);
  });
  test('it stands on the months before as they were paid, and writes nothing', () => {
    const memory = world();
    memory.put(dealEventsSheet, [payment('e0', '1', '2026-09-05', rub(600_000)), payment('e1', '1', '2026-10-05', rub(-100_000))].map(row));
    refreshReports(memory.world(), 'all');
    const item = formOf(payPage(memory.world())),
      before = memory.rows(payrollSchemesSheet);
    const { rows } = previewScheme(memory.world(), { ...item, scheme: { ...item.scheme, tiers: '0=10' } });
    // September was paid 3 %: the refund takes back 3 % of 100 000, whatever the draft says
    expect(rows.find(({ manager }) => manager === 'Anna')?.draft).toMatchObject({ variable: 0, total: 40_000 });
    expect(memory.rows(payrollSchemesSheet)).toEqual(before);
  });
  test('cliffs of a scale on the whole base', () => {
    const memory = world(),
      item = formOf(payPage(memory.world()));
    const { cliffs } = previewScheme(memory.world(), { ...item, scheme: { ...item.scheme, tiers: 'whole: 0=3; 500000=4; 100%=5' } });
    expect(cliffs).toEqual([{ from: 500_000, below: 15_000, above: 20_000 }]); // finance.md 1.4, Borders
  });
  test('what cannot be read is named by the title of its column, and nothing is computed', () => {
    const memory = world(),
      item = formOf(payPage(memory.world()));
    const { rows, wrong } = previewScheme(memory.world(), { ...item, scheme: { ...item.scheme, tiers: 'many' } });
    expect([rows, wrong]).toEqual([[], [expect.stringContaining('Ступени: «many»')]]);
  });
});

describe('saving', () => {
  const stored = (memory: ReturnType<typeof world>) =>
    memory.rows<PayrollScheme>(payrollSchemesSheet).map(({ manager, fixed, tiers }) => [manager, fixed, tiers]);
  test('a changed row, and a new one', () => {
    const memory = world(),
      item = formOf(payPage(memory.world()));
    expect(saveScheme(memory.world(), { ...item, scheme: { ...item.scheme, fixed: '45 000,10' } }).state).toBe('saved');
    expect(saveScheme(memory.world(), { version: '', at: 0, scheme: { ...item.scheme, manager: 'Anna', tiers: '0=5' } }).state).toBe('saved');
    expect(stored(memory)).toEqual([
      ['', rub(45_000.1), '0=3'],
      ['Anna', rub(40_000), '0=5'],
    ]);
  });
  test.each([
    { why: 'changed meanwhile', change: (memory: ReturnType<typeof world>) => memory.put(payrollSchemesSheet, [row(scheme({ tiers: '0=9' }))]) },
    { why: 'removed meanwhile', change: (memory: ReturnType<typeof world>) => memory.put(payrollSchemesSheet, []) },
  ])('$why: nothing is written over it', ({ change }) => {
    const memory = world(),
      item = formOf(payPage(memory.world()));
    change(memory);
    const before = memory.rows(payrollSchemesSheet);
    expect(saveScheme(memory.world(), { ...item, scheme: { ...item.scheme, fixed: '1' } }).state).toBe('changed');
    expect(deleteScheme(memory.world(), item).state).toBe('changed');
    expect(memory.rows(payrollSchemesSheet)).toEqual(before);
  });
  test('what cannot be read is not saved', () => {
    const memory = world(),
      item = formOf(payPage(memory.world())),
      result = saveScheme(memory.world(), { ...item, scheme: { ...item.scheme, kpis: 'contracts=50' } });
    expect([result.state, result.wrong.length, stored(memory)]).toEqual(['wrong', 1, [['', rub(40_000), '0=3']]]);
  });
  test.each([
    { why: 'an amount', facts: { fixed: 'much' }, code: 'number-wrong' },
    { why: 'an amount below 0', facts: { cap: '-5' }, code: 'number-wrong' },
    { why: 'half a day', facts: { refund_window: '1.5' }, code: 'number-wrong' },
    { why: 'a day', facts: { valid_from: 'soon' }, code: 'day-wrong' },
  ])('not what the column holds: $why', ({ facts, code }) => {
    const memory = world(),
      item = formOf(payPage(memory.world()));
    expect(() => saveScheme(memory.world(), { ...item, scheme: { ...item.scheme, ...facts } })).toThrow(expect.objectContaining({ code }));
  });
  test('a row is deleted', () => {
    const memory = world();
    expect(deleteScheme(memory.world(), formOf(payPage(memory.world()))).state).toBe('saved');
    expect(stored(memory)).toEqual([]);
  });
});
