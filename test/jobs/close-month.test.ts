import { closedFiguresSheet } from '../../sheets-templates/closed-figures';
import { monthClosingsSheet } from '../../sheets-templates/month-closings';
import { paymentsSheet } from '../../sheets-templates/payments';
import { problemsSheet } from '../../sheets-templates/problems';
import { turnoverSheet } from '../../sheets-templates/turnover';
import { closeMonth, reopenMonth } from '../../src/jobs/close-month';
import { readFigures, writeFigures } from '../../src/jobs/closed-books';
import { look, renew } from '../../src/jobs/tick';
import type { Row } from '../../src/kernel/sheet-template';
import type { MemoryWorld } from '../memory-world';
import { closedRows, company, DAY, edit, lookAndCompare, payments, tell, time } from './refresh-company';

const NOW = time('2026-11-25T12:00:00'),
  CREATED = time('2026-08-01T09:00:00');
const by = (month: string) => ({ month, author: 'anna@example.com' });

/** Anna signed 400 in September and 200 in October; the payments by hand of the company stand in October and November. */
function grown(): MemoryWorld {
  const memory = company(NOW);
  tell(memory, { id: 1, at: NOW - 60 * DAY, created: CREATED, stage: 50, says: { contract_amount: '400', contract_date: '2026-09-10' } });
  tell(memory, { id: 2, at: NOW - 30 * DAY, created: CREATED, stage: 50, says: { contract_amount: '200', contract_date: '2026-10-10' } });
  lookAndCompare(memory);
  return memory;
}
const later = (memory: MemoryWorld): void => {
  memory.now += 60_000;
};
const turnover = (memory: MemoryWorld): readonly string[] =>
  memory.rows<Row>(turnoverSheet).map((row) => [row.month, row.manager, Number(row.turnover) / 100, Number(row.receipts) / 100, row.closed].join(' ').trim());
const acts = (memory: MemoryWorld): readonly string[] =>
  memory.rows<Row>(monthClosingsSheet).map((row) => [row.month, row.action, row.author, String(row.hash).length].join(' '));
const problems = (memory: MemoryWorld): readonly string[] => memory.rows<Row>(problemsSheet).map((row) => String(row.what));

test('closing takes in all earlier months, each with author and hash; closing again does nothing', () => {
  const memory = grown();
  closeMonth(memory.world(), by('2026-10'));
  closeMonth(memory.world(), by('2026-09'));
  closeMonth(memory.world(), by('2026-10'));
  lookAndCompare(memory);
  // August has its rent, which no contract carries
  expect(acts(memory)).toEqual(['2026-08 close anna@example.com 64', '2026-09 close anna@example.com 64', '2026-10 close anna@example.com 64']);
  expect(turnover(memory)).toEqual(['2026-11 Anna 0 13', '2026-10 Anna 200 21 closed', '2026-09 Anna 400 0 closed']);
});

test('what comes later stands in the first open month, and is closed with it', () => {
  const memory = grown();
  closeMonth(memory.world(), by('2026-09'));
  lookAndCompare(memory);
  later(memory);
  edit(memory, paymentsSheet, [...payments, { day: '2026-09-20', deal_id: '1', amount: 5_000, origin: 'manual', note: 'found late' }]);
  lookAndCompare(memory);
  expect(turnover(memory)).toEqual(['2026-11 Anna 0 13', '2026-10 Anna 200 21', '2026-10 Anna 0 50 correction', '2026-09 Anna 400 0 closed']);
  closeMonth(memory.world(), by('2026-10'));
  later(memory);
  edit(memory, paymentsSheet, payments); // and it was none after all
  lookAndCompare(memory);
  expect(turnover(memory)).toEqual([
    '2026-11 Anna 0 13',
    '2026-11 Anna 0 -50 correction',
    '2026-10 Anna 200 21 closed',
    '2026-10 Anna 0 50 correction',
    '2026-09 Anna 400 0 closed',
  ]);
});

test.each([
  ['the running month', '2026-11', 'month-running'],
  ['a month to come', '2027-01', 'month-running'],
  ['no month', '2026-Q3', 'period-wrong'],
  ['no month of the year', '2026-13', 'period-wrong'],
])('%s cannot be closed, and nothing is written', (_what, month, code) => {
  const memory = grown(),
    before = memory.everything();
  expect(() => closeMonth(memory.world(), by(month))).toThrow(expect.objectContaining({ code }));
  expect(memory.everything()).toBe(before);
});

test('re-opening a month opens the later ones too and leaves the earlier ones closed', () => {
  const memory = grown();
  closeMonth(memory.world(), by('2026-10'));
  reopenMonth(memory.world(), by('2026-09'));
  reopenMonth(memory.world(), by('2026-11')); // it is open
  lookAndCompare(memory);
  expect(acts(memory).slice(3)).toEqual(['2026-09 reopen anna@example.com 0', '2026-10 reopen anna@example.com 0']);
  expect(turnover(memory)).toEqual(['2026-11 Anna 0 13', '2026-10 Anna 200 21', '2026-09 Anna 400 0']);
  expect(memory.store.get('closed.through')).toBe('2026-08');
});

test('the hash tells what was closed: the same rows the same hash, other rows another', () => {
  const hashes = (memory: MemoryWorld): readonly unknown[] => memory.rows<Row>(monthClosingsSheet).map((row) => row.hash);
  const [one, same, other] = [grown(), grown(), grown()];
  tell(other, { id: 2, at: other.now, created: CREATED, stage: 50, says: { contract_amount: '201', contract_date: '2026-10-10' } });
  lookAndCompare(other);
  for (const memory of [one, same, other]) closeMonth(memory.world(), by('2026-10'));
  expect(hashes(same)).toEqual(hashes(one));
  expect([hashes(other)[1] === hashes(one)[1], hashes(other)[2] === hashes(one)[2]]).toEqual([true, false]);
});

test('a spoilt report tab is made again from the archive', () => {
  const memory = grown();
  closeMonth(memory.world(), by('2026-10'));
  lookAndCompare(memory);
  const closed = closedRows(memory, '2026-10');
  memory.put(turnoverSheet, []);
  later(memory);
  renew(memory.world());
  expect(closedRows(memory, '2026-10')).toEqual(closed);
});

test.each([
  [
    'changed',
    (rows: readonly Row[]) => rows.map((row) => ({ ...row, rows: String(row.rows).replace('40000', '90000') })),
    'Архив закрытого месяца 2026-09 изменён после закрытия.',
  ],
  [
    'unreadable',
    (rows: readonly Row[]) => rows.map((row) => (row.month === '2026-09' ? { ...row, rows: 'x' } : row)),
    'Архив закрытого месяца 2026-09 изменён после закрытия.',
  ],
  ['deleted', (rows: readonly Row[]) => rows.filter((row) => row.month !== '2026-10'), 'Архив закрытого месяца 2026-10 изменён после закрытия.'],
])('an archive that was %s is told of, and no more once the month was closed anew', (_how, spoil, said) => {
  const memory = grown();
  closeMonth(memory.world(), by('2026-10'));
  lookAndCompare(memory);
  expect(problems(memory).filter((what) => what.startsWith('Архив'))).toEqual([]);
  memory.put(closedFiguresSheet, spoil(memory.rows<Row>(closedFiguresSheet)));
  renew(memory.world());
  expect(problems(memory).filter((what) => what.startsWith('Архив'))).toEqual([said]);
  reopenMonth(memory.world(), by('2026-08'));
  closeMonth(memory.world(), by('2026-10'));
  lookAndCompare(memory);
  expect(problems(memory).filter((what) => what.startsWith('Архив'))).toEqual([]);
});

test('an event of an old deal that changes no closed figure costs no reading of everything; one that does is worked in', () => {
  const memory = grown();
  tell(memory, { id: 3, at: NOW, created: time('2026-10-05T09:00:00'), stage: 20 });
  lookAndCompare(memory);
  closeMonth(memory.world(), by('2026-10'));
  lookAndCompare(memory);
  const readsAll = (told: Parameters<typeof tell>[1]): boolean => {
    later(memory);
    tell(memory, { ...told, at: memory.now });
    memory.calls();
    look(memory.world());
    const calls = memory.calls(),
      all = calls.includes('read deals') || calls.includes('read closed_figures');
    lookAndCompare(memory);
    return all;
  };
  expect(readsAll({ id: 3, at: 0, created: time('2026-10-05T09:00:00'), stage: 30 })).toBe(false);
  expect(readsAll({ id: 1, at: 0, created: CREATED, stage: 60 })).toBe(false);
  expect(readsAll({ id: 1, at: 0, created: CREATED, stage: 60, says: { contract_amount: '400', contract_date: '2026-09-10', materials_cost: '30' } })).toBe(
    true,
  );
  expect(readsAll({ id: 3, at: 0, created: time('2026-10-05T09:00:00'), stage: 40 })).toBe(false);
});

test('a text of any length is kept in cells that hold it', () => {
  const memory = grown(),
    figures = [
      { month: '2026-08', tab: 'turnover', text: 'a'.repeat(100_001) },
      { month: '2026-09', tab: 'payroll', text: `${'я'.repeat(44_999)}\ud83d\ude00` },
    ];
  writeFigures(memory.world(), figures);
  expect(memory.rows<Row>(closedFiguresSheet).map((row) => [row.month, row.part, String(row.rows).length])).toEqual([
    ['2026-08', 1, 45_000],
    ['2026-08', 2, 45_000],
    ['2026-08', 3, 10_001],
    ['2026-09', 1, 44_999],
    ['2026-09', 2, 2],
  ]);
  memory.put(closedFiguresSheet, [...memory.rows<Row>(closedFiguresSheet)].reverse()); // a person sorted it
  expect(readFigures(memory.world())).toEqual(figures);
});

test('a row that is closed stays the same row: its identity is not touched, so what people put beside it stays there', () => {
  const memory = grown(),
    named: (readonly string[])[] = [];
  closeMonth(memory.world(), by('2026-10'));
  const world = memory.world(),
    { replace } = world.sheets;
  look({
    ...world,
    sheets: {
      ...world.sheets,
      replace: (sheet, block, rows, identity) => {
        if (sheet.key === 'turnover') named.push(identity);
        return replace(sheet, block, rows, identity);
      },
    },
  });
  expect(named).toEqual([['month', 'manager']]);
  expect(turnover(memory)).toEqual(['2026-11 Anna 0 13', '2026-10 Anna 200 21 closed', '2026-09 Anna 400 0 closed']);
});

test.each([
  ['closing', 'replace closed_figures', 1],
  ['closing', 'append month_closings', 1],
  ['re-opening', 'append month_closings', 2],
  ['re-opening', 'replace closed_figures', 2],
])('%s that dies before %s is done again, and nothing is lost', (_what, call, nth) => {
  const memory = grown();
  let seen = 0;
  const both = (): void => {
    closeMonth(memory.world(), by('2026-10'));
    reopenMonth(memory.world(), by('2026-09'));
  };
  memory.trap = (one) => {
    seen += one === call ? 1 : 0;
    if (seen === nth) throw new Error('killed');
  };
  expect(both).toThrow('killed');
  memory.trap = null;
  lookAndCompare(memory);
  both();
  lookAndCompare(memory);
  expect(turnover(memory)).toEqual(['2026-11 Anna 0 13', '2026-10 Anna 200 21', '2026-09 Anna 400 0']);
  expect(problems(memory).filter((what) => what.startsWith('Архив'))).toEqual([]);
  expect(memory.store.get('closed.through')).toBe('2026-08');
});
