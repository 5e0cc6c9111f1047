import { type CellContext, fromCell, sameCell, toCell } from '../../../src/hosts/apps-script/cells';
import type { Column, Unit } from '../../../src/kernel/sheet-template';

const moscow: CellContext = { zone: 'Europe/Moscow', lang: 'ru', buckets: { undated: { ru: 'без даты', en: 'undated' } } };
const column = (unit: Unit): Column => ({
  title: { ru: 'К', en: 'C' },
  unit,
  width: 100,
  ...(unit === 'word' ? { words: { contract: { ru: 'Договор', en: 'Contract' } } } : {}),
});

test.each([
  { why: 'kopecks become roubles', unit: 'money', value: 184_656, cell: 1846.56 },
  { why: 'an id keeps its zeros and digits', unit: 'id', value: '0071', cell: '0071' },
  { why: 'a formula of a CRM is quoted', unit: 'text', value: '=IMPORTXML("x")', cell: `'=IMPORTXML("x")` },
  { why: 'a phone number too', unit: 'text', value: '+7 900', cell: "'+7 900" },
  { why: 'a word in the language of the workbook', unit: 'word', value: 'contract', cell: 'Договор' },
  { why: 'an instant as text with offset', unit: 'time', value: Date.UTC(2026, 10, 21, 11, 5), cell: '2026-11-21T14:05:00+03:00' },
  { why: 'a bucket in words', unit: 'month', value: 'undated', cell: 'без даты' },
  { why: 'blank', unit: 'money', value: null, cell: '' },
] as const)('toCell and back: $why', ({ unit, value, cell }) => {
  expect(toCell(value, column(unit), moscow)).toBe(cell);
  const kept = typeof cell === 'string' && cell.startsWith("'") ? cell.slice(1) : cell; // Sheets takes the apostrophe away
  expect(fromCell(kept, column(unit), moscow)).toBe(value);
});

test('a day is midnight of the company, whatever zone the machine has', () => {
  const cell = toCell('2026-11-21', column('day'), moscow);
  expect(cell).toEqual(new Date(Date.UTC(2026, 10, 20, 21)));
  expect(fromCell(cell, column('day'), moscow)).toBe('2026-11-21');
});

test.each([
  { why: 'money typed as Russians do', unit: 'money', cell: '1 846,56', expected: 184_656 },
  { why: 'letters for money', unit: 'money', cell: 'abc', expected: undefined },
  { why: 'a date where money belongs', unit: 'money', cell: new Date(0), expected: undefined },
  { why: 'a day with points', unit: 'day', cell: '21.11.2026', expected: '2026-11-21' },
  { why: 'a day of another century, a slip of the hand', unit: 'day', cell: '05.11.1026', expected: undefined },
  { why: 'the same as a date of the sheet', unit: 'day', cell: new Date(Date.UTC(1026, 10, 5)), expected: undefined },
  { why: 'a day that does not exist', unit: 'day', cell: '31.02.2026', expected: undefined },
  { why: 'a word by its English name, any case', unit: 'word', cell: 'contract', expected: 'contract' },
  { why: 'a word by its Russian name', unit: 'word', cell: ' договор ', expected: 'contract' },
  { why: 'a word that does not exist', unit: 'word', cell: 'догвор', expected: undefined },
  { why: 'a month that Sheets turned into a date', unit: 'month', cell: new Date(Date.UTC(2026, 10, 1)), expected: '2026-11' },
  { why: 'a period of a week', unit: 'period', cell: '2026-W47', expected: '2026-W47' },
  { why: 'a year typed as a number', unit: 'period', cell: 2026, expected: '2026' },
  { why: 'a period that is none', unit: 'period', cell: 'ноябрь', expected: undefined },
  { why: 'percent typed as text', unit: 'ratio', cell: '25 %', expected: 0.25 },
  { why: 'a ticked box', unit: 'flag', cell: true, expected: true },
  { why: 'a blank box', unit: 'flag', cell: '', expected: false },
] as const)('fromCell: $why', ({ unit, cell, expected }) => expect(fromCell(cell, column(unit), moscow)).toBe(expected));

test('a quoted text equals what Sheets keeps of it', () => {
  expect(sameCell("'=x", '=x')).toBe(true);
  expect(sameCell(new Date(5), new Date(5))).toBe(true);
  expect(sameCell('1', 1)).toBe(false);
});
