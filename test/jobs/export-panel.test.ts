import { exportsSheet } from '../../sheets-templates/exports';
import { managersSheet } from '../../sheets-templates/managers';
import { payrollSheet } from '../../sheets-templates/payroll';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { exportList } from '../../src/jobs/export-list';
import type { ExportedRows, ExportRow } from '../../src/jobs/export-panel';
import { exportsPage, makeExport } from '../../src/jobs/export-panel';
import type { Row } from '../../src/kernel/sheet-template';
import type { MemoryWorld } from '../memory-world';
import { anna, boris, company, owed } from './export-company';

const by = { author: 'buh@example.com' };
const payroll = (memory: MemoryWorld): ExportedRows => makeExport(memory.world(), { key: 'payroll', month: '2026-05', ...by });
const asObjects = ({ columns, rows }: ExportedRows) => rows.map((row) => Object.fromEntries(columns.map(({ key }, i) => [key, row[i]])));
const noted = (memory: MemoryWorld) => memory.rows<ExportRow>(exportsSheet).map(({ file, rows, sum, author }) => [file, rows, sum, author]);

describe('what a file holds', () => {
  test('the register in the columns of Т-51 and Т-49: by name, a part month, blank where nobody knows (finance.md 2.1)', () => {
    const memory = company();
    memory.store.set({ 'spreadsheet.id': 'BOOK', 'sheet.payroll': '77' });
    const made = payroll(memory),
      link = 'https://docs.google.com/spreadsheets/d/BOOK/edit#gid=77';
    expect(asObjects(made)).toEqual([
      {
        n: 1,
        personnel_number: '00042',
        manager: 'Анна Крылова',
        position: 'менеджер, Продажи',
        month: '2026-05',
        salary: 4_000_000,
        worked: 19,
        norm: 19,
        fixed: 4_000_000,
        variable: 4_675_000,
        bonus: null,
        corrections: 0,
        base_amount: 115_000_000,
        rate: '3 %; 4 %; 5 %',
        total: 8_675_000,
        withheld: null,
        payable: 8_675_000,
        scheme: 'Оборот 3–5 % (2026-01-01)',
        link,
      },
      {
        n: 2,
        personnel_number: null,
        manager: 'Борис «Б.» Ефимов; младший',
        position: null,
        month: '2026-05',
        salary: 3_000_000, // 3,000,000 × 10 ÷ 19 = 1,578,947
        worked: 10,
        norm: 19,
        fixed: 1_578_947,
        variable: 300_050,
        bonus: null,
        corrections: -100_050,
        base_amount: -2_500_050,
        rate: null,
        total: 1_778_947,
        withheld: null,
        payable: 1_778_947,
        scheme: 'Стажёр',
        link,
      },
    ]);
    expect([made.file, made.version, made.isSame, made.previous]).toEqual(['payroll_2026-05_v1', 1, false, null]);
  });

  test.each([
    { why: 'a salary that does not give the accrued part is not shown', more: { fixed: 3_999_999, total: 8_674_999 }, key: 'salary', value: null },
    { why: 'what the total holds beside its parts is a bonus', more: { total: 9_175_000 }, key: 'bonus', value: 500_000 },
  ])('$why', ({ more, key, value }) => {
    const memory = company();
    memory.put(payrollSheet, [{ ...anna, ...more }]);
    expect(asObjects(payroll(memory))[0]?.[key]).toBe(value);
  });

  test('lines per deal: the client of the right CRM, and their sum is the variable part of the register to the kopeck', () => {
    const memory = company(),
      made = makeExport(memory.world(), { key: 'payroll_lines', month: '2026-05', ...by });
    expect(asObjects(made).map(({ personnel_number, deal_id, client, event, share, paid }) => [personnel_number, deal_id, client, event, share, paid])).toEqual(
      [
        ['00042', '0071', 'ООО «Ромашка»', 'Оплата', 1, 1_650_000],
        ['00042', '72', null, 'Оплата', 1, 2_200_000],
        ['00042', '72', null, 'Оплата', 0.5, 825_000],
      ],
    );
    expect(made.sums.paid).toBe(4_675_000);
  });

  test('a tab as it stands today, in the language of the workbook; hidden columns stay out', () => {
    const made = makeExport(company('en').world(), { key: 'receivables', month: '', ...by });
    expect([made.file, made.columns.map(({ key }) => key).includes('crm'), asObjects(made)[0]?.bucket]).toEqual([
      'receivables_2026-11-21_v1',
      false,
      '1–30 days',
    ]);
  });

  test.each(exportList)('$sheet.key: control totals are those of the tab; its month and its sum are columns of it', ({ sheet, month, sum }) => {
    const columns = sheet.columns;
    expect([columns[sum]?.unit, month === null ? 'month' : columns[month]?.unit]).toEqual(['money', 'month']);
    const memory = company(),
      figures = (n: number): Row =>
        Object.fromEntries(
          Object.entries(columns).map(([key, { unit }]) => [
            key,
            unit === 'money' ? n : key === month ? '2026-05' : unit === 'id' || unit === 'text' ? `${key} ${n}` : null,
          ]),
        );
    memory.put(sheet, [figures(10_001), figures(-3), ...(month === null ? [] : [{ ...figures(999), [month]: '2026-04' }])]);
    const made = makeExport(memory.world(), { key: sheet.key, month: month === null ? '' : '2026-05', ...by });
    expect([made.rows.length, made.sums[sum], noted(memory)[0]?.slice(1, 3)]).toEqual([2, 9_998, [2, 9_998]]);
  });
});

describe('versions', () => {
  test('unchanged, or only sorted otherwise: the same version and no new row', () => {
    const memory = company();
    makeExport(memory.world(), { key: 'receivables', month: '', ...by });
    memory.put(receivablesSheet, memory.rows(receivablesSheet).reverse());
    memory.now += 60_000;
    const again = makeExport(memory.world(), { key: 'receivables', month: '', author: 'other@example.com' });
    expect([again.isSame, again.version, again.at, again.previous]).toEqual([true, 1, '2026-11-21T12:00:00+03:00', null]);
    expect(noted(memory)).toEqual([['receivables_2026-11-21_v1', 2, 40_000_105, 'buh@example.com']]);
  });

  test('a kopeck more is v2 with what v1 held; only the last version keeps its rows', () => {
    const memory = company();
    payroll(memory);
    memory.put(payrollSheet, [boris, { ...anna, variable: 4_675_001, total: 8_675_001 }]);
    const second = payroll(memory);
    expect([second.file, second.isSame, second.previous?.version, second.previous?.sum]).toEqual(['payroll_2026-05_v2', false, 1, 10_453_947]);
    expect(second.previous?.kept?.rows.map((row) => row[second.previous?.kept?.columns.indexOf('total') ?? -1])).toEqual([8_675_000, 1_778_947]);
    expect(memory.rows<ExportRow>(exportsSheet).map((row) => [row.file, row.kept_1 !== ''])).toEqual([
      ['payroll_2026-05_v1', false],
      ['payroll_2026-05_v2', true],
    ]);
    memory.put(payrollSheet, [boris, anna]);
    expect(payroll(memory).file).toBe('payroll_2026-05_v3'); // v1's figures again are not v1: v2 has been handed out
  });

  test('a personnel number that is filled in is a change of the register', () => {
    const memory = company();
    payroll(memory);
    memory.put(managersSheet, [
      ...memory.rows(managersSheet).slice(0, 1),
      { crm: 'json', manager_id: '2', manager: boris.manager ?? '', personnel_number: '00043' },
    ]);
    expect(payroll(memory).version).toBe(2);
  });

  test('each month and each tab has versions of its own', () => {
    const memory = company();
    payroll(memory);
    expect(makeExport(memory.world(), { key: 'payroll', month: '2026-04', ...by }).file).toBe('payroll_2026-04_v1');
    expect(makeExport(memory.world(), { key: 'payroll_lines', month: '2026-05', ...by }).file).toBe('payroll_lines_2026-05_v1');
  });

  test('rows are kept for the last six months of a tab, and for the last day of one that has no months', () => {
    const memory = company(),
      months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07'];
    for (const month of months) makeExport(memory.world(), { key: 'payroll', month, ...by });
    makeExport(memory.world(), { key: 'payroll_lines', month: '2026-01', ...by });
    for (const days of [0, 1]) {
      memory.now += days * 86_400_000;
      makeExport(memory.world(), { key: 'receivables', month: '', ...by });
    }
    expect(memory.rows<ExportRow>(exportsSheet).flatMap(({ file, kept_1 }) => (kept_1 === '' ? [file] : []))).toEqual([
      'payroll_2026-01_v1',
      'receivables_2026-11-21_v1',
    ]);
  });

  test.each([
    { why: 'rows that fit are kept whole', rows: 900, texts: 20, columns: 17 },
    { why: 'above 180,000 characters only what names a row, and its sum', rows: 1_500, texts: 60, columns: 8 },
    { why: 'and above that nothing: versions are told apart by their totals alone', rows: 2_000, texts: 200, columns: undefined },
  ])('$why', ({ rows, texts, columns }) => {
    const memory = company(),
      many = (balance: number): Row[] =>
        Array.from({ length: rows }, (_, i) => ({ ...owed, deal_id: String(i), client: 'к'.repeat(texts), balance, link: '', manager: '' }));
    memory.put(receivablesSheet, many(100));
    makeExport(memory.world(), { key: 'receivables', month: '', ...by });
    memory.put(receivablesSheet, many(200));
    const { previous } = makeExport(memory.world(), { key: 'receivables', month: '', ...by });
    expect([previous?.rows, previous?.sum, previous?.kept?.columns.length]).toEqual([rows, rows * 100, columns]);
  });

  test('rows go over several cells, and no cell ends in the middle of a sign', () => {
    const memory = company(),
      many = Array.from({ length: 500 }, (_, i): Row => ({ ...owed, deal_id: String(i), client: `${'a'.repeat(i % 2)}🙂🙂🙂`, link: '' }));
    memory.put(receivablesSheet, many);
    makeExport(memory.world(), { key: 'receivables', month: '', ...by });
    const [row] = memory.rows<ExportRow>(exportsSheet);
    expect([row?.kept_1.length, row?.kept_2 !== '', /[\ud800-\udfff]/.test(`${row?.kept_1}${row?.kept_2}`)]).toEqual([45_000, true, false]);
    memory.put(receivablesSheet, many.slice(1));
    const { previous } = makeExport(memory.world(), { key: 'receivables', month: '', ...by });
    expect([previous?.kept?.rows.length, previous?.kept?.rows[1]?.[1]]).toEqual([500, 'a🙂🙂🙂']);
  });

  test('kept rows that somebody has spoilt are as good as none', () => {
    const memory = company();
    payroll(memory);
    memory.put(
      exportsSheet,
      memory.rows<ExportRow>(exportsSheet).map((row) => ({ ...row, kept_1: row.kept_1.slice(1) })),
    );
    memory.put(payrollSheet, [anna]);
    expect(payroll(memory).previous).toMatchObject({ version: 1, kept: null });
  });
});

test('the dialog opens with what there is, months newest first, and what was exported', () => {
  const memory = company();
  payroll(memory);
  const page = exportsPage(memory.world());
  expect(page.exports.map(({ key, months }) => [key, months]).slice(0, 3)).toEqual([
    ['payroll', ['2026-05', '2026-04']],
    ['payroll_lines', ['2026-05', '2026-04']],
    ['pnl', []],
  ]);
  expect(page.done).toEqual([{ at: '2026-11-21T12:00:00+03:00', file: 'payroll_2026-05_v1', rows: 2, author: 'buh@example.com' }]);
});

test.each([
  ['no such export', { key: 'deals', month: '2026-05' }, 'tab-unknown'],
  ['no month', { key: 'payroll', month: '' }, 'period-wrong'],
  ['a month that is none', { key: 'payroll', month: '2026-13' }, 'period-wrong'],
])('%s: nothing is written', (_why, args, code) => {
  const memory = company();
  expect(() => makeExport(memory.world(), { ...args, ...by })).toThrow(expect.objectContaining({ code }));
  expect(noted(memory)).toEqual([]);
});
test('while the workbook is busy it is said', () => {
  const memory = company();
  memory.busy = true;
  expect(() => payroll(memory)).toThrow(expect.objectContaining({ code: 'busy' }));
});
test('a month without lines has an empty file', () => {
  const memory = company();
  memory.put(payrollSheet, []);
  expect(payroll(memory).rows).toEqual([]);
});
