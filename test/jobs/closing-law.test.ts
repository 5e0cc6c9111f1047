import fc from 'fast-check';
import { problemsSheet } from '../../sheets-templates/problems';
import { closeMonth, reopenMonth } from '../../src/jobs/close-month';
import { renew } from '../../src/jobs/tick';
import type { Row } from '../../src/kernel/sheet-template';
import { closedRows, company, DAY, lookAndCompare, tell, time, totals } from './refresh-company';

const BEGIN = time('2026-11-25T20:00:00');
const author = 'anna@example.com';
const told = fc.record({
  id: fc.integer({ min: 1, max: 5 }),
  /** days back: late news of closed months as well as of the open one */
  ago: fc.integer({ min: 0, max: 120 }),
  stage: fc.constantFrom(20, 50, 50, 60, 143),
  owner: fc.constantFrom(7, 8, 9),
  says: fc.record(
    {
      contract_amount: fc.constantFrom('100', '350.55', '900'),
      contract_date: fc.constantFrom('2026-08-10', '2026-09-30', '2026-10-01', '2026-11-02'),
      paid: fc.constantFrom('0', '70.01', '300'),
      paid_date: fc.constantFrom('2026-09-15', '2026-10-20', '2026-11-20'),
      materials_cost: fc.constantFrom('', '33.33', '200'),
      product: fc.constantFrom('A', 'B', ''),
      source: fc.constantFrom('Site', 'Ads', ''),
    },
    { requiredKeys: ['contract_amount', 'contract_date'] },
  ),
});
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;
const play = (memory: ReturnType<typeof company>, { id, ago, ...more }: Told): void => {
  memory.now += 7_000;
  tell(memory, { id, at: memory.now - ago * DAY, created: BEGIN - 130 * DAY, ...more });
};

test('closed rows never change, whatever comes late; all months together are what is computed; opened again, the books are as if nothing had been closed', () => {
  fc.assert(
    fc.property(
      fc.array(told, { minLength: 1, maxLength: 6 }),
      fc.array(told, { minLength: 1, maxLength: 6 }),
      fc.array(told, { maxLength: 4 }),
      (first, second, third) => {
        const memory = company(BEGIN),
          never = company(BEGIN);
        const all = (news: readonly Told[]): void =>
          news.forEach((one) => {
            play(memory, one);
            play(never, one);
          });
        all(first);
        closeMonth(memory.world(), { month: '2026-09', author });
        lookAndCompare(memory);
        const september = closedRows(memory, '2026-09');
        all(second);
        lookAndCompare(memory);
        expect(closedRows(memory, '2026-09')).toEqual(september);
        expect(totals(memory).standing).toEqual(totals(memory).computed);
        closeMonth(memory.world(), { month: '2026-10', author });
        lookAndCompare(memory);
        const october = closedRows(memory, '2026-10');
        expect(closedRows(memory, '2026-09')).toEqual(september);
        all(third);
        lookAndCompare(memory);
        expect(closedRows(memory, '2026-10')).toEqual(october);
        expect(totals(memory).standing).toEqual(totals(memory).computed);
        expect(memory.rows<Row>(problemsSheet).filter((row) => String(row.what).startsWith('Архив'))).toEqual([]); // the hashes of both months still hold
        reopenMonth(memory.world(), { month: '2026-01', author });
        lookAndCompare(memory);
        renew(never.world());
        expect(closedRows(memory, '2027-01')).toEqual(closedRows(never, '2027-01'));
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 3) },
  );
});
