import { expensesSheet } from '../../sheets-templates/expenses';
import type { Expense } from '../../src/facts/rows';
import type { CostForm } from '../../src/jobs/costs-panel';
import { costsPage, deleteCost, saveCost } from '../../src/jobs/costs-panel';
import { memoryWorld } from '../memory-world';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const rent = { day: '2026-01-05', article: 'Rent', amount: 12_000_000, from: '2026-01', every: 'month', basis: 'accrual' };
const paper = { day: '2026-11-12', article: 'Paper', amount: 345_050, every: 'once', basis: 'cash' };
const lost = { article: 'Radio', amount: 5_000_000, every: 'once' };
function world(rows: readonly Record<string, string | number>[]) {
  const memory = memoryWorld({ now: NOW });
  memory.put(expensesSheet, rows);
  return memory;
}
const form = (more: Partial<CostForm> = {}): CostForm => ({
  day: '2026-11-20',
  article: 'Taxi',
  amount: 350.5,
  every: 'once',
  from: '',
  to: '',
  basis: 'cash',
  note: '',
  ...more,
});
const stored = (memory: ReturnType<typeof world>) => memory.rows<Expense>(expensesSheet).map(({ day, article, amount }) => [day, article, amount]);
const itemOf = (memory: ReturnType<typeof world>, article: string) => {
  const item = costsPage(memory.world(), { month: '2026-11' }).items.find(({ cost }) => cost.article === article);
  if (!item) throw new Error(`no ${article}`);
  return { month: '2026-11', version: item.version, at: item.at, was: item.cost, cost: item.cost };
};

describe('what the month carries', () => {
  test('recurring and single costs, by article, in units of the currency; a row without a day is shown and not counted', () => {
    const page = costsPage(world([rent, paper, lost]).world(), { month: '2026-11' });
    expect(page.items.map(({ cost, days }) => [cost.article, days.map(({ day, amount }) => `${day} ${amount}`)])).toEqual([
      ['Radio', []],
      ['Rent', ['2026-11-05 120000']],
      ['Paper', ['2026-11-12 3450.5']],
    ]);
    expect([page.total, page.lastMonth]).toEqual([123_450.5, 120_000]);
    expect(page.byArticle).toEqual([
      { article: 'Rent', amount: 120_000 },
      { article: 'Paper', amount: 3_450.5 },
    ]);
  });
  test('articles are offered by use', () => expect(costsPage(world([paper, rent, paper]).world(), { month: '' }).articles).toEqual(['Paper', 'Rent']));
  test('no month', () => expect(() => costsPage(world([]).world(), { month: 'soon' })).toThrow(expect.objectContaining({ code: 'period-wrong' })));
});

describe('saving', () => {
  test('a new cost is added at the end, in kopecks', () => {
    const memory = world([rent]),
      done = saveCost(memory.world(), { month: '2026-11', version: '', at: 0, was: null, cost: form() });
    expect([done.state, stored(memory)]).toEqual([
      'saved',
      [
        ['2026-01-05', 'Rent', 12_000_000],
        ['2026-11-20', 'Taxi', 35_050],
      ],
    ]);
    expect(memory.store.get('inputs.edited')).toBe('expenses');
  });

  test('a changed cost stays in its row, also when rows above came or went', () => {
    const memory = world([rent, paper]),
      seen = itemOf(memory, 'Paper');
    memory.put(expensesSheet, [lost, rent, paper]);
    expect(saveCost(memory.world(), { ...seen, cost: { ...seen.cost, amount: 4_000 } }).state).toBe('saved');
    expect(stored(memory)).toEqual([
      [null, 'Radio', 5_000_000],
      ['2026-01-05', 'Rent', 12_000_000],
      ['2026-11-12', 'Paper', 400_000],
    ]);
  });

  test('somebody changed it meanwhile: nothing is written, theirs comes back, and after the choice mine goes in', () => {
    const memory = world([rent, paper]),
      seen = itemOf(memory, 'Paper');
    memory.put(expensesSheet, [rent, { ...paper, amount: 500_000 }]);
    const hit = saveCost(memory.world(), { ...seen, cost: { ...seen.cost, amount: 4_000 } });
    expect(hit).toEqual(expect.objectContaining({ state: 'changed', theirs: expect.objectContaining({ cost: expect.objectContaining({ amount: 5_000 }) }) }));
    expect(stored(memory)[1]).toEqual(['2026-11-12', 'Paper', 500_000]);
    const theirs = hit.state === 'changed' ? hit.theirs : null;
    expect(
      saveCost(memory.world(), {
        month: '2026-11',
        version: theirs?.version ?? '',
        at: theirs?.at ?? 0,
        was: theirs?.cost ?? null,
        cost: form({ amount: 4_000 }),
      }).state,
    ).toBe('saved');
    expect(stored(memory)).toEqual([
      ['2026-01-05', 'Rent', 12_000_000],
      ['2026-11-20', 'Taxi', 400_000],
    ]);
  });

  test('somebody deleted it meanwhile: the neighbour that moved up is not taken for it', () => {
    const memory = world([paper, rent]),
      seen = itemOf(memory, 'Paper');
    memory.put(expensesSheet, [rent]);
    expect(saveCost(memory.world(), seen).state).toBe('gone');
    expect(deleteCost(memory.world(), seen).state).toBe('gone');
    expect(stored(memory)).toEqual([['2026-01-05', 'Rent', 12_000_000]]);
  });

  test('deleting takes out the row that was meant, one of two alike', () => {
    const memory = world([paper, rent, paper]);
    expect(deleteCost(memory.world(), { ...itemOf(memory, 'Paper'), at: 2 }).state).toBe('saved');
    expect(stored(memory)).toEqual([
      ['2026-11-12', 'Paper', 345_050],
      ['2026-01-05', 'Rent', 12_000_000],
    ]);
  });

  test.each([
    { why: 'no day', cost: form({ day: '' }), code: 'day-missing' },
    { why: 'a day that does not exist', cost: form({ day: '2026-02-30' }), code: 'day-wrong' },
    { why: 'no amount', cost: form({ amount: null }), code: 'number-wrong' },
    { why: 'a text for an amount', cost: form({ amount: 'abc' as unknown as number }), code: 'number-wrong' },
    { why: 'an unknown rhythm', cost: form({ every: 'week' }), code: 'word-unknown' },
    { why: 'an unknown basis', cost: form({ basis: 'faith' }), code: 'word-unknown' },
    { why: 'no month', cost: form({ every: 'month', from: 'soon' }), code: 'period-wrong' },
    { why: 'the end before the beginning', cost: form({ every: 'month', from: '2026-11', to: '2026-10' }), code: 'period-wrong' },
  ])('$why: a fault, nothing written', ({ cost, code }) => {
    const memory = world([]);
    expect(() => saveCost(memory.world(), { month: '2026-11', version: '', at: 0, was: null, cost })).toThrow(expect.objectContaining({ code }));
    expect(stored(memory)).toEqual([]);
  });
});
