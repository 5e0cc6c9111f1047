import fc from 'fast-check';
import { dealsSheet } from '../../sheets-templates/deals';
import { look, renew } from '../../src/jobs/tick';
import type { MemoryWorld } from '../memory-world';
import { deal, joinedCompany, lookAndJoin, systems, tells } from './joined-company';
import { DAY, standing, time } from './refresh-company';

const BEGIN = time('2026-11-25T20:00:00');

/** What one body says. A deal is as old as its number says; `ago`: days before now at which it was so. */
const said = fc.record({
  crm: fc.constantFrom(...systems),
  what: fc.constantFrom('deal' as const, 'deal' as const, 'client' as const),
  id: fc.integer({ min: 1, max: 4 }),
  client: fc.integer({ min: 1, max: 3 }),
  key: fc.constantFrom(
    { phone: '8 916 123-45-67' },
    { phone: '+79161234567', inn: '7707083893' },
    { email: 'a@b.ru', inn: '7707083893' },
    { email: 'A@B.ru', phone: '' },
    { phone: '84959876540' },
  ),
  stage: fc.constantFrom('1', '2', '3', '5', '5', '5', '9', '8'),
  manager: fc.constantFrom('Anna', 'Boris', 'Vera'),
  says: fc.record(
    {
      contract_amount: fc.integer({ min: 1, max: 900 }).map(String),
      source: fc.constantFrom('Site', 'Ads'),
      paid: fc.integer({ min: 0, max: 500 }).map(String),
      materials_cost: fc.constantFrom('', '30', '200'),
      deleted: fc.constantFrom(false, false, true),
    },
    { requiredKeys: [] },
  ),
  ago: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.integer({ min: 1, max: 60 }), weight: 1 }),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

const createdOf = ({ crm, id }: Said): number => BEGIN - (id * id * 6 + (crm === 'json' ? 9 : 0)) * DAY;
function deliver(memory: MemoryWorld, one: Said, at: number): void {
  const time = one.what === 'deal' ? Math.max(at - one.ago * DAY, createdOf(one)) : at,
    created = new Date(createdOf(one)).toISOString();
  if (one.what === 'client') tells(memory, one.crm, 'client', { ref: `c${one.client}`, ...one.key }, time);
  else
    tells(
      memory,
      one.crm,
      'deal',
      { ...deal(String(one.id), `c${one.client}`, '2026-01-01', { stage: one.stage, manager: one.manager, ...one.says }), date: created },
      time,
    );
}
const settled = (memory: MemoryWorld): void => {
  while (look(memory.world()).pending > 0);
};
const limits = {
  numRuns: Number(process.env.RUNS ?? 4),
  ...(process.env.LIMIT ? { interruptAfterTimeLimit: Number(process.env.LIMIT), markInterruptAsFailure: false } : {}),
};

test('after any history of two systems, looked at now and then, the journeys are those of everybody and the tabs those of everything', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(said, fc.constantFrom(0, 0, 1, 30 * 24)), { minLength: 4, maxLength: 18 }), (acts) => {
      const memory = joinedCompany(BEGIN);
      for (const [one, hours] of acts) {
        memory.now += 7_000 + hours * 3_600_000;
        deliver(memory, one, memory.now);
        if (hours > 0) lookAndJoin(memory);
      }
      memory.now += 7_000;
      deliver(memory, { ...(acts[0]?.[0] as Said), ago: 0 }, memory.now); // what goes by the hour is compared when something was made anew
      lookAndJoin(memory);
      expect(renew(memory.world()).changed).toEqual([]);
    }),
    limits,
  );
});

test('the same bodies in any order, looked at in between or not, give the same deals and reports', () => {
  const order = fc.array(said, { minLength: 3, maxLength: 9 }).chain((list) => {
    const placed = list.map((one, i) => ({ one: { ...one, ago: 0 }, at: BEGIN + (i + 1) * 60_000 }));
    return fc.tuple(fc.constant(placed), fc.shuffledSubarray(placed, { minLength: placed.length }), fc.integer({ min: 0, max: placed.length }));
  });
  fc.assert(
    fc.property(order, ([straight, shuffled, lookAt]) => {
      const [a, b] = [straight, shuffled].map((bodies, n) => {
        const memory = joinedCompany(BEGIN + 3_600_000);
        bodies.forEach(({ one, at }, i) => {
          deliver(memory, one, at);
          if (n === 1 && i === lookAt) settled(memory);
        });
        settled(memory);
        return { deals: memory.rows(dealsSheet), reports: standing(memory) };
      });
      expect(b).toEqual(a);
    }),
    limits,
  );
});
