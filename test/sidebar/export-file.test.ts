/** The files as an accountant's program gets them: read back by parsers that are not ours (iconv-lite and csv-parse, exceljs) and held against the tab. */
import { parse } from 'csv-parse/sync';
import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { decode } from 'iconv-lite';
import { payrollSheet } from '../../sheets-templates/payroll';
import { payrollLinesSheet } from '../../sheets-templates/payroll-lines';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { exportWords } from '../../src/i18n/export-words';
import { type ExportedRows, makeExport } from '../../src/jobs/export-panel';
import type { Value } from '../../src/kernel/sheet-template';
import type { PayrollRow } from '../../src/reports/pay-rows';
import { encode1251 } from '../../src/sidebar/export-1251';
import { asText, guarded, toFile } from '../../src/sidebar/export-csv';
import { differencesFile, type FileChoice, makeFile } from '../../src/sidebar/export-file';
import { exportSay } from '../../src/sidebar/export-say';
import { moneyText, numberText, textOf, type Unit } from '../../src/sidebar/export-text';
import { anna, boris, company } from '../jobs/export-company';

const say = exportSay('ru'),
  csv: FileChoice = { format: 'csv', encoding: 'windows-1251', header: true, control: true };
const taken = (key: string, memory = company()): ExportedRows =>
  makeExport(memory.world(), { key, month: key === 'receivables' ? '' : '2026-05', author: 'buh@example.com' });
const bytesOf = async (exported: ExportedRows, choice: FileChoice): Promise<Buffer> =>
  Buffer.from(await (await makeFile(exported, choice, say)).blob.arrayBuffer());
const readBack = (bytes: Buffer, encoding: string): string[][] =>
  parse(decode(bytes, encoding), { delimiter: ';', relax_column_count: true, record_delimiter: '\r\n' });

describe('CSV for 1C', () => {
  test('the register in windows-1251, read back by others, equals the tab to the kopeck; control totals too', async () => {
    const memory = company(),
      [head = [], ...rest] = readBack(await bytesOf(taken('payroll', memory), csv), 'win1251'),
      rows = rest.slice(0, -1);
    expect(head.slice(0, 6)).toEqual(['№ п/п', 'Табельный номер', 'ФИО', 'Должность, подразделение', 'Период', 'Оклад']);
    expect(rows[0]).toEqual([
      '1',
      '00042',
      'Анна Крылова',
      'менеджер, Продажи',
      '2026-05',
      '40000,00',
      '19',
      '19',
      '40000,00',
      '46750,00',
      '',
      '0,00',
      '1150000,00',
      '3 %; 4 %; 5 %',
      '86750,00',
      '',
      '86750,00',
      'Оборот 3–5 % (2026-01-01)',
      '',
    ]);
    const tab = memory.rows<PayrollRow>(payrollSheet).filter(({ month }) => month === '2026-05'),
      at = (title: string): number => head.indexOf(title),
      minor = (text = ''): number => Math.round(Number(text.replace(',', '.')) * 100);
    for (const { manager, total, corrections } of tab) {
      const row = rows.find((one) => one[2] === manager);
      expect([minor(row?.[at('Итого начислено')]), minor(row?.[at('Начислено: корректировки')])]).toEqual([total, corrections]);
    }
    const sum = tab.reduce((all, { total }) => all + (total ?? 0), 0);
    expect(rest[rest.length - 1]?.slice(0, 6)).toEqual(['Контроль', 'строк', String(tab.length), 'сумма', (sum / 100).toFixed(2).replace('.', ','), 'хеш']);
  });

  test('bytes: CRLF at every end, no byte order mark in windows-1251, one in UTF-8', async () => {
    const exported = taken('payroll'),
      cp = await bytesOf(exported, csv),
      utf = await bytesOf(exported, { ...csv, encoding: 'utf-8' });
    expect([cp.subarray(0, 1), utf.subarray(0, 3), cp.subarray(-2)]).toEqual([Buffer.from([0xb9]), Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('\r\n')]); // № is 0xB9
    expect(decode(cp, 'win1251').replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
    expect(readBack(utf.subarray(3), 'utf8')).toEqual(readBack(cp, 'win1251'));
  });

  test('header and control line are left out when not wanted', async () => {
    const rows = readBack(await bytesOf(taken('payroll'), { ...csv, header: false, control: false }), 'win1251');
    expect(rows.map(([n, , manager]) => [n, manager])).toEqual([
      ['1', anna.manager],
      ['2', boris.manager],
    ]);
  });

  test('formulas are guarded, negative numbers are not, long ids stay whole, days are DD.MM.YYYY; what the code page lacks is replaced and told', async () => {
    const made = await makeFile(taken('receivables'), csv, say),
      rows = readBack(Buffer.from(await made.blob.arrayBuffer()), 'win1251');
    expect([rows[1]?.[1], rows[2]?.[0], rows[1]?.[6], rows[2]?.[10], rows[2]?.[1]]).toEqual([
      '\'=HYPERLINK("http://x";"y")',
      '9007199254740993123',
      '01.11.2026',
      '-0,50',
      'ИП ?лкина ?',
    ]);
    expect(made.lost).toEqual([
      { sign: 'Ë', times: 1, row: 3, column: 'Клиент' },
      { sign: '₸', times: 1, row: 3, column: 'Клиент' },
    ]);
    const utf = await makeFile(taken('receivables'), { ...csv, encoding: 'utf-8' }, say);
    expect([utf.lost, readBack(Buffer.from(await utf.blob.arrayBuffer()), 'utf8')[2]?.[1]]).toEqual([[], 'ИП Ëлкина ₸']);
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+7 900', "'+7 900"],
    ['-', "'-"],
    ['@SUM', "'@SUM"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['a=1', 'a=1'],
    [' =1', ' =1'],
    ['', ''],
  ])('text %j becomes %j', (text, safe) => expect(guarded(text)).toBe(safe));
});

test('whatever texts hold, they come back from the file as they are, but for the guard', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n;,"\'aЯ 0'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const { bytes, lost } = toFile(
        rows.map((row) => row.map(asText)),
        [],
        'windows-1251',
      );
      expect([readBack(Buffer.from(bytes), 'win1251'), lost]).toEqual([rows.map((row) => row.map(guarded)), []]);
    }),
    { numRuns: 200 },
  );
});

describe('values as texts', () => {
  test.each<[string, Value, Unit, string]>([
    ['money has two places and no thousands', 123_456_789_05, 'money', '123456789,05'],
    ['less than a kopeck away from zero', -5, 'money', '-0,05'],
    ['a fraction without what floating point adds', 0.1 + 0.2, 'ratio', '0,3'],
    ['no exponent', 1e-7, 'number', '0,0000001'],
    ['a count', 1_000_000, 'count', '1000000'],
    ['a per cent', 3.5, 'percent', '3,5'],
    ['a day', '2026-11-01', 'day', '01.11.2026'],
    ['a time', '2026-11-01 09:05:00', 'time', '01.11.2026 09:05:00'],
    ['no day: as it stands', 'без даты', 'day', 'без даты'],
    ['a text that looks like a day stays', '2026-11-01', 'text', '2026-11-01'],
    ['yes', true, 'flag', 'да'],
    ['blank', null, 'money', ''],
  ])('%s', (_why, value, unit, text) => expect(textOf(value, unit, say)).toBe(text));
  test('money and numbers agree', () => expect([moneyText(-123_450), numberText(-1_234.5)]).toEqual(['-1234,50', '-1234,5']));

  test('windows-1251: every byte but 0x98 there and back, by another library', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== 0x98)),
      lost: string[] = [];
    expect(Buffer.from(encode1251(decode(all, 'win1251'), (sign) => lost.push(sign)))).toEqual(all);
    expect(lost).toEqual([]);
  });
  test('a letter in two parts is one; a sign of two code units is lost once', () => {
    const lost: string[] = [];
    expect(decode(Buffer.from(encode1251('и\u0306🙂\u0098', (sign) => lost.push(sign))), 'win1251')).toBe('й??');
    expect(lost).toEqual(['🙂', '\u0098']);
  });
});

describe('XLSX', () => {
  const opened = async (exported: ExportedRows): Promise<Workbook> => {
    const book = new Workbook();
    await book.xlsx.load((await bytesOf(exported, { ...csv, format: 'xlsx' })) as unknown as Parameters<typeof book.xlsx.load>[0]);
    return book;
  };

  test('cells have their types, ids are texts, the header is frozen, read back by another library', async () => {
    const memory = company(),
      book = await opened(taken('receivables', memory)),
      sheet = book.worksheets[0],
      cell = (address: string) => sheet?.getCell(address);
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect([sheet?.name, sheet?.rowCount, cell('A1')?.value]).toEqual(['Дебиторка', 3, 'Код сделки']);
    expect([cell('A2')?.value, cell('A2')?.numFmt, cell('A3')?.value]).toEqual(['0071', '@', '9007199254740993123']);
    expect([cell('F2')?.value, cell('F2')?.numFmt, cell('K3')?.value]).toEqual([400_000, '#,##0.00', -0.5]);
    expect([cell('G2')?.value, cell('G2')?.numFmt]).toEqual([new Date('2026-11-01T00:00:00Z'), 'dd.mm.yyyy']);
    expect([cell('B2')?.value, cell('B3')?.value, cell('B2')?.formula]).toEqual(['=HYPERLINK("http://x";"y")', 'ИП Ëлкина ₸', undefined]); // a text, so no formula
    const owed = memory.rows<{ balance: number }>(receivablesSheet).reduce((all, { balance }) => all + balance, 0) / 100;
    const control = book.getWorksheet('Контроль')?.getSheetValues().slice(1) as [undefined, string, unknown][];
    expect(control.find(([, name]) => name === 'сумма: Остаток оплаты')?.[2]).toBe(owed);
    expect(control.find(([, name]) => name === 'строк')?.[2]).toBe(2);
  });

  test('what XML cannot hold does not spoil the file', async () => {
    const memory = company();
    memory.put(
      receivablesSheet,
      memory.rows(receivablesSheet).map((row) => ({ ...row, client: 'a\u0000b\ud800c & <d> "e"' })),
    );
    expect((await opened(taken('receivables', memory))).worksheets[0]?.getCell('B2').value).toBe('abc & <d> "e"');
  });
});

describe('differences', () => {
  const second = (): ExportedRows => {
    const memory = company();
    taken('payroll', memory);
    memory.put(payrollSheet, [
      { ...anna, variable: 4_675_001, total: 8_675_001 },
      { ...boris, manager: 'Вера Новая', scheme: 'Стажёр' },
    ]);
    return taken('payroll', memory);
  };
  test('what changed, what is gone, what is new: cell by cell, in words; numbers of order say nothing', async () => {
    const { differences } = await makeFile(second(), csv, say);
    expect(differences).toEqual([
      { kind: 'changed', row: '00042 · Анна Крылова · менеджер, Продажи · 3 %; 4 %; 5 %', column: 'Начислено: процент', was: '46750,00', now: '46750,01' },
      { kind: 'changed', row: '00042 · Анна Крылова · менеджер, Продажи · 3 %; 4 %; 5 %', column: 'Итого начислено', was: '86750,00', now: '86750,01' },
      {
        kind: 'changed',
        row: '00042 · Анна Крылова · менеджер, Продажи · 3 %; 4 %; 5 %',
        column: 'К выплате (до удержаний)',
        was: '86750,00',
        now: '86750,01',
      },
      { kind: 'removed', row: 'Борис «Б.» Ефимов; младший · Стажёр', column: '', was: '', now: '' },
      { kind: 'added', row: 'Вера Новая · Стажёр', column: '', was: '', now: '' },
    ]);
  });
  test('the list is a file of its own, and a sheet of the XLSX', async () => {
    const exported = second(),
      { differences } = await makeFile(exported, csv, say),
      file = differencesFile(exported, differences, csv, say);
    const rows = readBack(Buffer.from(await file.blob.arrayBuffer()), 'win1251');
    expect([file.name, rows[0], rows[2]?.slice(2), rows.length]).toEqual([
      'payroll_2026-05_v2_differences.csv',
      ['Что', 'Строка', 'Колонка', 'Было', 'Стало'],
      ['Итого начислено', '86750,00', '86750,01'],
      6,
    ]);
    const book = new Workbook();
    await book.xlsx.load((await bytesOf(exported, { ...csv, format: 'xlsx' })) as unknown as Parameters<typeof book.xlsx.load>[0]);
    expect(book.worksheets.map(({ name, rowCount }) => [name, rowCount])).toContainEqual(['Отличия', 6]);
  });
  test('of two rows that read alike, one that is paid otherwise is one change', async () => {
    const memory = company();
    taken('payroll_lines', memory);
    memory.put(
      payrollLinesSheet,
      memory.rows(payrollLinesSheet).map((row) => (row.paid === 825_000 ? { ...row, paid: 825_001 } : row)),
    );
    const { differences } = await makeFile(taken('payroll_lines', memory), csv, say);
    expect(differences.map(({ kind, column, was, now }) => [kind, column, was, now])).toEqual([['changed', 'К начислению', '8250,00', '8250,01']]);
  });
});

test.each(Object.entries(exportWords))('words of exports: %s in both languages with the same details', (_key, { ru, en }) => {
  const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '').sort();
  expect([ru.trim() !== '', en.trim() !== '', /[а-яё]/i.test(en), names(ru)]).toEqual([true, true, false, names(en)]);
});
