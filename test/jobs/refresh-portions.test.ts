import { plansSheet } from '../../sheets-templates/plans';
import type { TickState } from '../../src/jobs/refresh-panel';
import { look, renew } from '../../src/jobs/tick';
import { allReports } from '../../src/reports/all';
import type { MemoryWorld } from '../memory-world';
import { company, edit, lookAndCompare, plans, tell, time } from './refresh-company';

/** A company of three deals in which everything stands, at noon. */
function grown(): MemoryWorld {
  const memory = company(time('2026-10-01T10:00:00'));
  const then = (at: string, id: number, stage: number, says: Readonly<Record<string, string>>): void => {
    memory.now = time(`${at}T10:00:00`);
    tell(memory, { id, at: memory.now, created: time('2026-10-01T09:00:00'), stage, says }, 'update');
  };
  then('2026-10-02', 1, 50, { contract_amount: '600', prepayment: '200', materials_cost: '100', source: 'Site' });
  then('2026-10-20', 2, 50, { contract_amount: '400', paid: '100', source: 'Ads' });
  then('2026-11-02', 3, 30, { source: 'Ads' });
  memory.now = time('2026-11-03T12:00:00');
  lookAndCompare(memory);
  return memory;
}
/** A look in a workbook whose every call takes 30 seconds: time for a few tabs, no more. */
function slowly(memory: MemoryWorld, what: typeof look = look): TickState {
  memory.msACall = 30_000;
  try {
    return what(memory.world());
  } finally {
    memory.msACall = 0;
  }
}
const all = allReports.length;

test('everything of a slow workbook is made in several looks, each of which makes some tabs', () => {
  const memory = grown();
  const before = slowly(memory, renew);
  const seen = [before];
  while (seen[seen.length - 1]?.progress) seen.push(slowly(memory));
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.length).toBeLessThan(all);
  const done = seen.map(({ progress }) => (progress?.what === 'refresh' ? progress.done : all));
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(new Set(done).size).toBe(done.length);
  expect(slowly(memory)).toMatchObject({ revision: seen[seen.length - 1]?.revision, changed: [], progress: null }); // and then nothing is left
});

test('the board says the time of the last refresh that was finished', () => {
  const memory = grown();
  memory.now += 3_600_000;
  expect(slowly(memory, renew).asOf).toBe('2026-11-03T12:00:00+03:00');
  memory.now += 60_000;
  expect(look(memory.world())).toMatchObject({ asOf: '2026-11-03T13:01:00+03:00', progress: null });
});

test.each([
  ['an event', 'tabs made before it are made good', (m: MemoryWorld) => void tell(m, { id: 1, at: m.now, created: time('2026-10-01T09:00:00'), stage: 143 })],
  ['an edit', 'whatever stood on the plans is made again', (m: MemoryWorld) => edit(m, plansSheet, plans.slice(3))],
  [
    'midnight',
    'everything of the new day, from the beginning',
    (m: MemoryWorld) => {
      m.now = time('2026-11-04T00:01:00');
    },
  ],
  ['the button', 'it begins again, and comes to an end all the same', (m: MemoryWorld) => void slowly(m, renew)],
  [
    'the death of a look between two tabs',
    'the rest is still known to be left',
    (m: MemoryWorld) => {
      let n = 0;
      m.trap = (call) => {
        n += call.startsWith('replace') ? 1 : 0;
        if (n > 2) throw new Error('killed');
      };
      expect(() => look(m.world())).toThrow('killed');
      m.trap = null;
    },
  ],
])('%s in between: %s', (_what, _why, happens) => {
  const memory = grown();
  memory.now += 60_000;
  tell(memory, { id: 2, at: memory.now, created: time('2026-10-01T09:00:00'), stage: 60, says: { paid: '300' } });
  expect(slowly(memory, renew).progress?.what).toBe('refresh');
  memory.now += 60_000;
  happens(memory);
  memory.now += 60_000;
  lookAndCompare(memory);
  expect(renew(memory.world()).changed).toEqual([]);
});
