import fc from 'fast-check';
import { account, body, form, lead } from './amo-body';
import { deals, drained, events, installed, letters, map, post, rebuilt } from './setting';

const T = Date.parse('2026-10-20T09:00:00Z') / 1000,
  DAY = 86_400;
/** Few deals, few times: late bodies, bodies of the same second and bodies about several deals are common. */
const one = fc.record({
  id: fc.integer({ min: 1, max: 3 }),
  day: fc.integer({ min: 0, max: 12 }),
  stage: fc.constantFrom(10, 20, 30, 50, 60, 142, 143, 777),
  owner: fc.constantFrom(7, 8),
  price: fc.constantFrom('', '100', '250.50'),
  paid: fc.constantFrom('', '50', '70'),
  name: fc.constantFrom('Окна', '=1+1'),
});
const leadOf = (o: { id: number; day: number; stage: number; owner: number; price: string; paid: string; name: string }): ReturnType<typeof lead> =>
  lead({ id: o.id, at: T + o.day * DAY, created: T - o.id * 20 * DAY, stage: o.stage, owner: o.owner, price: o.price, name: o.name, fields: { 903: o.paid } });
const action = fc.constantFrom('add', 'update', 'status', 'responsible');
const aBody = fc.oneof(
  fc.tuple(action, one).map(([a, o]) => body(a, leadOf(o))),
  fc
    .tuple(action, one, action, one)
    .map(([a, x, b, y]) => (a === b ? body(a, leadOf(x), leadOf(y)) : form({ account, leads: { [a]: [leadOf(x)], [b]: [leadOf(y)] } }))),
);
const bodies = fc.uniqueArray(aBody, { minLength: 1, maxLength: 8 });
const order = fc.infiniteStream(fc.nat(1_000_000));
const shuffled = <V>(list: readonly V[], keys: Iterator<number>): V[] =>
  list
    .map((v) => ({ v, k: keys.next().value as number }))
    .sort((a, b) => a.k - b.k)
    .map(({ v }) => v);

/** Bodies delivered as given; a drain after each one for which `pause` says so, and at the end. */
function deliver(zone: string, list: readonly string[], options: { readonly pause?: Iterator<number>; readonly lateMapping?: true } = {}): unknown {
  const memory = installed({ zone, ...(options.lateMapping ? { unmapped: true as const } : {}) });
  for (const given of list) {
    const dice = Number(options.pause?.next().value ?? 0) % 5;
    memory.busy = dice === 1;
    post(memory, given);
    memory.busy = false;
    if (dice >= 3) drained(memory, 2);
  }
  while (drained(memory).pending > 0);
  if (options.lateMapping) {
    map(memory);
    memory.store.set({ 'inputs.edited': 'stages fields' });
    rebuilt(memory);
  }
  return {
    deals: deals(memory),
    events: events(memory),
    letters: new Set(letters(memory).map(({ status, event_id, body: kept }) => JSON.stringify([status, event_id, kept]))),
    rows: letters(memory).length,
  };
}

describe.each(['Europe/Moscow', 'America/New_York', 'Asia/Kathmandu'])('in %s', (zone) => {
  test('each body up to three times, in any order, drained whenever, sometimes without the lock: the same workbook, cell for cell', () => {
    fc.assert(
      fc.property(bodies, order, order, (list, keys, pause) => {
        const often = list.flatMap((given, i) => Array.from({ length: 1 + (i % 3) }, () => given));
        expect(deliver(zone, shuffled(often, keys), { pause })).toEqual(deliver(zone, list));
      }),
      { numRuns: 25 },
    );
  });
  test('mapped at the end: the same as mapped from the start', () => {
    fc.assert(
      fc.property(bodies, order, (list, pause) => {
        expect(deliver(zone, list, { pause, lateMapping: true })).toEqual(deliver(zone, list));
      }),
      { numRuns: 15 },
    );
  });
});
