import type { Edits, Grid } from '../../src/sidebar/plans-edits';
import { afterSave, changesOf, copied, editKey, managersTotal, readPlan, shown, withEdit } from '../../src/sidebar/plans-edits';

test.each([
  { why: 'as people write it', text: '1 500 000', money: true, expected: { value: 1_500_000 } },
  { why: 'as the grid writes it, narrow blanks', text: '1\u202f500\u202f000,50', money: true, expected: { value: 1_500_000.5 } },
  { why: 'as an Englishman writes it', text: '1,500,000', money: true, expected: { value: 1_500_000 } },
  { why: 'zero is a plan', text: '0', money: false, expected: { value: 0 } },
  { why: 'blank is none', text: '  ', money: true, expected: { value: null } },
  { why: 'letters', text: 'abc', money: true, expected: { wrong: 'number.wrong' } },
  { why: 'letters after a number', text: '12 шт', money: false, expected: { wrong: 'number.wrong' } },
  { why: 'below zero', text: '-1', money: true, expected: { wrong: 'number.negative' } },
  { why: 'half a contract', text: '0,5', money: false, expected: { wrong: 'number.whole' } },
])('$text: $why', ({ text, money, expected }) => expect(readPlan(text, money)).toEqual(expected));

const row = (name: string, value: number | null, last: number | null = null) => ({
  level: name === '' ? ('company' as const) : ('manager' as const),
  name,
  known: true,
  cells: [{ value, version: `v${value ?? ''}` }],
  lastMonth: [last],
});
const grid = (...rows: Grid['rows'][number][]): Grid => ({
  month: '2026-11',
  today: '2026-11-21',
  currency: 'RUB',
  workingDays: 20,
  metrics: [{ key: 'turnover', title: 'Turnover', money: true }],
  rows,
  notes: [],
});
const none: Edits = new Map();
const anna = row('Anna', 10, 8),
  boris = row('Boris', null, 7),
  company = row('', 30);
const book = grid(company, anna, boris);
const typed = (edits: Edits, name: string): string | undefined => edits.get(editKey({ period: '2026-11', level: 'manager', name, metric: 'turnover' }))?.text;

test('typing back what is stored takes the edit away', () => {
  const edits = withEdit(book, anna, 0, none, '11');
  expect([edits.size, withEdit(book, anna, 0, edits, '10').size]).toEqual([1, 0]);
});

test('an edit keeps the version that stood on the screen when it began, whatever is read later', () => {
  const edits = withEdit(book, anna, 0, none, '11'),
    later = grid(company, { ...anna, cells: [{ value: 12, version: 'v12' }] }, boris);
  expect(changesOf(withEdit(later, later.rows[1] ?? anna, 0, edits, '13')).changes[0]).toMatchObject({ value: 13, version: 'v10' });
});

test('the sum counts what is typed and readable, without the company; nothing planned is no zero', () => {
  const edits = withEdit(book, boris, 0, withEdit(book, anna, 0, none, 'abc'), '5,5');
  expect([managersTotal(book, 0, none), managersTotal(book, 0, edits), managersTotal(grid(company, boris), 0, none)]).toEqual([10, 15.5, null]); // an unreadable cell counts as it is stored
  expect(shown(book, company, 0, edits)).toBe(30);
});

test('last month goes into blank cells, not into those that are stored or typed', () => {
  const result = copied(grid(company, anna, boris, row('Vera', null, 6)), [0], withEdit(book, boris, 0, none, '1'), String);
  expect([result.filled, typed(result.edits, 'Boris'), typed(result.edits, 'Vera'), typed(result.edits, 'Anna')]).toEqual([1, '1', '6', undefined]);
});

test('unreadable cells are counted and not sent', () =>
  expect(changesOf(withEdit(book, boris, 0, withEdit(book, anna, 0, none, 'abc'), '5'))).toMatchObject({ wrong: 1, changes: [{ name: 'Boris', value: 5 }] }));

test('after a save: saved cells go, a conflict stays, a cell typed into meanwhile stands on the version just saved', () => {
  const sent = withEdit(book, row('Vera', null), 0, withEdit(book, boris, 0, withEdit(book, anna, 0, none, '11'), '5'), '6');
  const now = new Map([...sent].map(([key, edit]) => [key, edit.name === 'Boris' ? { ...edit, text: '55' } : edit] as const));
  const saved = grid(company, { ...anna, cells: [{ value: 11, version: 'v11' }] }, { ...boris, cells: [{ value: 5, version: 'v5' }] });
  const left = afterSave(now, sent, saved, new Set([editKey({ period: '2026-11', level: 'manager', name: 'Vera', metric: 'turnover' })]));
  expect([...left.values()].map(({ name, text, version }) => [name, text, version])).toEqual([
    ['Boris', '55', 'v5'],
    ['Vera', '6', 'v'],
  ]);
});
