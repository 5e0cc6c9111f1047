import { jsonCrm } from '../../src/crm/json/adapter';
import { importRows } from '../../src/jobs/import-panel';
import { deals, drained, letters } from '../ingest/setting';
import { type MemoryWorld, memoryWorld } from '../memory-world';

const installed = (): MemoryWorld => memoryWorld({ now: Date.parse('2026-11-21T09:00:00Z'), crms: { import: jsonCrm('import') } });
const body = (...refs: readonly number[]): string =>
  JSON.stringify({ source: '', events: refs.map((ref) => ({ event: 'deal.updated', entity: { ref: String(ref), sum: String(ref) } })) });

test('new bodies go into the journal in one append, known ones are counted only', () => {
  const memory = installed(),
    send = (...bodies: readonly string[]) => importRows(memory.world(), { bodies });
  expect(send(body(1, 2), body(3))).toEqual({ kept: 2, again: 0 });
  expect(memory.calls().filter((call) => call.startsWith('append'))).toEqual(['append journal']);
  const stood = memory.everything();
  expect(send(body(1, 2), body(3))).toEqual({ kept: 0, again: 2 });
  expect(memory.everything()).toBe(stood);
  expect(send(body(3), body(4))).toEqual({ kept: 1, again: 1 });
  drained(memory);
  expect(deals(memory).map(({ deal_id, amount }) => [deal_id, amount])).toEqual([
    ['1', 100],
    ['2', 200],
    ['3', 300],
    ['4', 400],
  ]);
  expect(letters(memory).map(({ crm, status }) => [crm, status])).toEqual(Array(3).fill(['import', 'done']));
});

test('a corrected table: what is new in it counts, and is told as a change of its day', () => {
  const memory = installed();
  const row = (sum: string) =>
    JSON.stringify({
      source: '',
      events: [{ event: 'deal.updated', entity: { ref: '1', sum, stage: 'Won', date: '2026-01-05', history: [{ at: '2026-02-10', stage: 'Won' }] } }],
    });
  importRows(memory.world(), { bodies: [row('100')] });
  drained(memory);
  memory.now += 86_400_000;
  importRows(memory.world(), { bodies: [row('90')] });
  drained(memory);
  const [deal] = deals(memory);
  expect([deal?.amount, deal?.stage_at, deal?.created_at]).toEqual([9_000, Date.UTC(2026, 1, 9, 21), Date.UTC(2026, 0, 4, 21)]);
});

test.each([
  ['half a body', ['{"events":['], 'body-unreadable'],
  ['a body too large', [`{"events":[${' '.repeat(1_100_000)}]}`], 'body-too-large'],
])('%s: nothing is written', (_why, bodies, code) => {
  const memory = installed();
  expect(() => importRows(memory.world(), { bodies: [body(1), ...bodies] })).toThrow(code);
  expect(letters(memory)).toEqual([]);
});

test('while the workbook is busy it is said', () => {
  const memory = installed();
  memory.busy = true;
  expect(() => importRows(memory.world(), { bodies: [body(1)] })).toThrow('busy');
});
