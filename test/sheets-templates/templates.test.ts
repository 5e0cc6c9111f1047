import { allSheets, sheetOf } from '../../sheets-templates/all';
import { widthOf } from '../../sheets-templates/looks';
import type { Column, Lang, SheetTemplate } from '../../src/kernel/sheet-template';
import { isFigure } from '../../src/reports/metrics';

const sheets: readonly SheetTemplate[] = allSheets,
  langs: readonly Lang[] = ['ru', 'en'];
const columns = sheets.flatMap((sheet) => Object.entries(sheet.columns).map(([key, column]) => ({ name: `${sheet.key}.${key}`, sheet, key, column })));
const cyrillic = /[а-яё]/i;

describe('words of people', () => {
  test.each(sheets)('tab $key is named and explained in both languages', (sheet) => {
    for (const lang of langs) {
      expect(sheet.title[lang].trim()).not.toBe('');
      expect(sheet.title[lang]).not.toBe(sheet.key);
      expect(sheet.note[lang].trim()).not.toBe('');
    }
    expect(sheet.title.ru).toMatch(cyrillic);
    expect(sheet.title.en).not.toMatch(cyrillic);
    expect(sheet.note.en).not.toMatch(cyrillic);
  });
  test.each(columns)('$name has a title and a note in both languages', ({ key, column }) => {
    for (const lang of langs) {
      expect(column.title[lang].trim()).not.toBe('');
      expect(column.title[lang]).not.toBe(key);
      expect(column.note?.[lang].trim() ?? '').not.toBe('');
    }
    expect(column.title.en).not.toMatch(cyrillic);
    expect(column.note?.ru).toMatch(cyrillic);
    expect(`${column.note?.en} ${column.formula?.en ?? ''}`).not.toMatch(cyrillic);
  });
  test.each(columns.filter(({ sheet, column }) => isFigure(sheet, column)))(
    '$name, a figure, says how it is computed and where that is fixed (N20)',
    ({ column }) => {
      for (const lang of langs) expect(column.formula?.[lang].trim() ?? '').not.toBe('');
      expect(column.source).toMatch(/^[QN]\d{2,3}(, [QN]\d{2,3})*$/);
    },
  );
  test.each(columns)('$name is wide enough for its titles', ({ column }) => {
    for (const lang of langs) expect(column.width).toBeGreaterThanOrEqual(widthOf(column.title[lang]));
  });
});

describe('what code relies on', () => {
  test('no two tabs share a title, in whatever language and case: a tab may be found by it', () => {
    const titles = sheets.flatMap((sheet) => [...new Set([sheet.title.ru.toLowerCase(), sheet.title.en.toLowerCase()])]);
    expect(new Set(titles).size).toBe(titles.length);
  });
  test.each(sheets)('$key: no two columns share a title, in whatever language: a column is found by it', (sheet) => {
    const titles = Object.values(sheet.columns).flatMap((column) => [...new Set([column.title.ru, column.title.en])]);
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });
  test.each(columns.filter(({ column }) => column.unit === 'word'))('$name has words, and no two read alike: a cell is read back by them', ({ column }) => {
    expect(Object.keys(column.words ?? {}).length).toBeGreaterThan(1);
    for (const lang of langs) {
      const words = Object.values(column.words ?? {}).map((word) => word[lang].toLowerCase());
      expect(words.filter((word, i) => word === '' || words.indexOf(word) !== i)).toEqual([]);
    }
  });
  test.each(columns.filter(({ column }) => column.words !== undefined))('$name: only word columns have words', ({ column }) =>
    expect(column.unit).toBe('word'),
  );
  test.each(sheets.filter((sheet) => sheet.totals))('$key: additive columns are summed, ratios come from sums', (sheet) => {
    const isSum = (key: string): boolean => sheet.columns[key]?.total === 'sum';
    const totals = Object.values(sheet.columns)
      .map((column) => column.total)
      .filter((total) => total !== undefined);
    expect(totals).toContain('sum');
    for (const total of totals) if (total !== 'sum') expect([total.of, total.by, ...(total.less ?? [])].filter((key) => !isSum(key))).toEqual([]);
    expect(Object.entries(sheet.columns).filter(([, column]) => column.unit === 'ratio' && column.total === 'sum')).toEqual([]);
  });
  test('a total stands only in a tab that has a row for it', () =>
    expect(columns.filter(({ sheet, column }) => column.total !== undefined && !sheet.totals).map(({ name }) => name)).toEqual([]));
  test.each(columns)('$name: a list of another tab points to a column that is there', ({ column }) => {
    const rule = column.validation;
    if (rule && 'from' in rule) expect(Object.keys(sheetOf(rule.from.sheet)?.columns ?? {})).toContain(rule.from.column);
    if (rule && 'list' in rule && rule.list === 'words') expect(column.unit).toBe('word');
  });
  test.each(sheets.flatMap((sheet) => (sheet.charts ?? []).map((chart) => ({ name: `${sheet.key}: ${chart.title.en}`, sheet, chart }))))(
    'chart $name is drawn from columns that are there',
    ({ sheet, chart }) => {
      const drawn: Readonly<Record<string, Column>> = sheetOf(chart.from ?? sheet.key)?.columns ?? {};
      expect([chart.x, ...chart.y].filter((key) => drawn[key] === undefined)).toEqual([]);
      if (chart.at) expect(Object.keys(sheet.columns)).toContain(chart.at.column);
      expect(chart.title.ru).toMatch(cyrillic);
    },
  );
  test('a chart that adds rows up takes in the whole tab: cut off somewhere, its last month would be a part of one', () => {
    const short = sheets.flatMap((sheet) =>
      (sheet.charts ?? [])
        .filter((chart) => chart.aggregate && (chart.rows ?? 24) < Math.min(300, sheetOf(chart.from ?? sheet.key)?.rows ?? 200))
        .map((chart) => `${sheet.key}: ${chart.title.en}`),
    );
    expect(short).toEqual([]);
  });
  test('tabs are protected where the product writes and open where people do', () =>
    expect(sheets.filter((sheet) => (sheet.group === 'inputs') !== (sheet.protection === 'open')).map((sheet) => sheet.key)).toEqual([]));
  test('groups stand together: board, sales, money, inputs, raw', () => {
    const groups = sheets.map((sheet) => sheet.group);
    expect(groups.filter((group, i) => group !== groups[i - 1])).toEqual(['board', 'sales', 'money', 'inputs', 'raw']);
  });
});
