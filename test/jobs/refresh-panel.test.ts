import { tickState } from '../../src/jobs/refresh-panel';
import { allReports } from '../../src/reports/all';
import { memoryWorld } from '../memory-world';

const NOW = Date.parse('2026-11-21T09:00:00Z'),
  nothing = { refreshed: null, drained: 0, pending: 0, progress: null };

test.each([
  { why: 'never refreshed', store: {}, done: nothing, expected: { revision: 0, asOf: '', changed: [] } },
  {
    why: 'nothing was dirty: the last refresh stands',
    store: { revision: '7', 'refreshed.at': String(NOW - 60_000) },
    done: nothing,
    expected: { revision: 7, asOf: '2026-11-21T11:59:00+03:00', changed: [] },
  },
  {
    why: 'refreshed now: tabs by the title that people see',
    store: { revision: '7', 'refreshed.at': String(NOW) },
    done: { ...nothing, drained: 2, refreshed: { revision: 8, changed: [{ key: 'plans', cells: 3 }], problems: 0, left: 0 } },
    expected: { revision: 8, asOf: '2026-11-21T12:00:00+03:00', drained: 2, changed: [{ sheet: 'Планы', cells: 3 }], progress: null },
  },
  {
    why: 'some tabs are left for the next look: the data is as of the last refresh that was finished',
    store: { revision: '8', 'refreshed.at': String(NOW - 60_000) },
    done: { ...nothing, refreshed: { revision: 8, changed: [{ key: 'plans', cells: 3 }], problems: 0, left: 4 } },
    expected: { asOf: '2026-11-21T11:59:00+03:00', progress: { done: allReports.length - 4, total: allReports.length, what: 'refresh' } },
  },
  {
    why: 'long work goes on',
    store: {},
    done: { ...nothing, pending: 5, progress: { done: 1, total: 9, what: 'reread' } },
    expected: { pending: 5, progress: { done: 1, total: 9, what: 'reread' } },
  },
])('$why', ({ store, done, expected }) => {
  const memory = memoryWorld({ now: NOW });
  memory.store.set(store as Record<string, string>);
  expect(tickState(memory.world(), done)).toMatchObject(expected);
});
