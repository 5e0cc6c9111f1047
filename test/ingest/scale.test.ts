import { journalSheet } from '../../sheets-templates/journal';
import { eventIdOf, letterRows } from '../../src/ingest/letter';
import { body, lead } from './amo-body';
import { deals, drained, events, installed, post, rebuilt } from './setting';

const T = Date.parse('2026-01-10T09:00:00Z') / 1000,
  HOUR = 3_600;
/** Lead events in the order of time, 25 a body: deals are added, move on, a few bodies are late. */
function demo(records: number): string[] {
  const all = Array.from({ length: records }, (_, i) => {
    const id = Math.floor(i / 5) + 1,
      step = i % 5,
      created = T + id * HOUR;
    return {
      step,
      lead: {
        id,
        at: created + step * 40 * HOUR,
        created,
        stage: [10, 20, 30, 50, 60][step] ?? 10,
        owner: 7 + (id % 3),
        price: 1000 + id,
        fields: { 901: String(1000 + id), 902: 'Сайт', 903: step === 4 ? '500' : '' },
      },
    };
  });
  all.sort((a, b) => a.lead.at - b.lead.at);
  const bodies: string[] = [];
  for (let i = 0; i < all.length; i += 25) bodies.push(body('update', ...all.slice(i, i + 25).map((one) => lead(one.lead))));
  return bodies;
}

test('5,000 records in bodies of 25 are told in well under five seconds of work, in few calls', () => {
  const memory = installed();
  demo(5_000).forEach((one) => post(memory, one));
  memory.calls();
  const began = process.cpuUsage();
  expect(drained(memory)).toMatchObject({ taken: 200, pending: 0 });
  const used = process.cpuUsage(began),
    seconds = (used.user + used.system) / 1e6;
  expect(memory.calls().length).toBeLessThan(25);
  expect(deals(memory)).toHaveLength(1_000);
  expect(events(memory).filter(({ kind }) => kind === 'contract')).toHaveLength(1_000);
  expect(seconds).toBeLessThan(5);
});

test('a rebuild of 10,000 bodies fits into five minutes, with a service that takes its time', () => {
  const memory = installed();
  const world = memory.world();
  memory.put(
    journalSheet,
    Array.from({ length: 10_000 }, (_, i) =>
      body(i % 2 === 0 ? 'add' : 'status', lead({ id: Math.floor(i / 2) + 1, at: T + i * 60, created: T + (i - (i % 2)) * 60, stage: i % 2 === 0 ? 10 : 50 })),
    ).flatMap((one) =>
      letterRows(
        { eventId: eventIdOf(world, 'amocrm', one), crm: 'amocrm', receivedAt: memory.now, body: one, attempts: 1 },
        { status: 'done', kind: '', about: '', known: true },
      ),
    ),
  );
  memory.store.set({ rebuild: '0/0' });
  memory.msACall = 2_000;
  memory.calls();
  const began = process.cpuUsage();
  expect(rebuilt(memory)).toEqual({ done: 10_000, total: 10_000, what: 'reread' });
  const used = process.cpuUsage(began),
    seconds = (used.user + used.system) / 1e6,
    calls = memory.calls().length;
  expect(seconds + calls * 2).toBeLessThan(300);
  expect(events(memory)).toHaveLength(15_000);
});
