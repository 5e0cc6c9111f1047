import { paymentCalendarSheet } from '../../sheets-templates/payment-calendar';
import { receiptsScheduleSheet } from '../../sheets-templates/receipts-schedule';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { settingsSheet } from '../../sheets-templates/settings';
import { look } from '../../src/jobs/tick';
import type { Row } from '../../src/kernel/sheet-template';
import type { MemoryWorld } from '../memory-world';
import { company, edit, lookAndCompare, settings, tell, time } from './refresh-company';

const created = time('2026-09-01T10:00:00');
const said = (memory: MemoryWorld, says: Readonly<Record<string, string>>): void => {
  memory.now += 60_000;
  tell(memory, { id: 3, created, at: memory.now, stage: 50, owner: 7, says }, 'update');
};
const expected = (memory: MemoryWorld): unknown[] =>
  memory
    .rows<Row>(receiptsScheduleSheet)
    .map(({ day, expected: sure, overdue, undated }) => [day, Number(sure) / 100, Number(overdue) / 100, Number(undated) / 100]);
const sure = (memory: MemoryWorld): unknown[] =>
  memory
    .rows<Row>(paymentCalendarSheet)
    .filter(({ receipts_sure }) => Number(receipts_sure) > 0)
    .map(({ day, receipts_sure }) => [day, Number(receipts_sure) / 100]);
const debt = (memory: MemoryWorld): unknown[] =>
  memory
    .rows<Row>(receivablesSheet)
    .map(({ due_day, days_overdue, installation_first, installation_moves }) => [due_day, days_overdue, installation_first, installation_moves]);

test('the installation moved in the CRM moves schedule and calendar with the next look, and the moves are counted', () => {
  const memory = company(created);
  edit(memory, settingsSheet, [...settings, { key: 'overdue_offset_days', value: '5' }]);
  tell(memory, { id: 3, created, at: created, owner: 7 }, 'add');
  memory.now = time('2026-12-07T09:00:00'); // Monday
  look(memory.world()); // the first of the day makes everything; what follows is the short way
  said(memory, { contract_amount: '800', prepayment: '300', installation_date: '2026-12-10' });
  lookAndCompare(memory);
  expect([expected(memory), sure(memory), debt(memory)]).toEqual([
    [['2026-12-15', 500, 0, 0]],
    [
      ['2026-12-07', 300], // what came today
      ['2026-12-15', 500],
    ],
    [['2026-12-15', 0, '2026-12-10', 0]],
  ]);
  said(memory, { contract_amount: '800', prepayment: '300', installation_date: '2027-01-10' });
  lookAndCompare(memory);
  expect([expected(memory), sure(memory).slice(1), debt(memory)]).toEqual([
    [['2027-01-15', 500, 0, 0]],
    [['2027-01-15', 500]],
    [['2027-01-15', 0, '2026-12-10', 1]],
  ]);
  said(memory, { contract_amount: '800', prepayment: '300', installation_date: '2026-11-20' });
  lookAndCompare(memory);
  expect([expected(memory), sure(memory).slice(1), debt(memory)]).toEqual([[['2026-11-25', 0, 500, 0]], [], [['2026-11-25', 12, '2026-12-10', 2]]]);
  said(memory, { contract_amount: '800', prepayment: '300', paid: '500', installation_date: '2026-11-20' });
  lookAndCompare(memory);
  expect([expected(memory), sure(memory), debt(memory)]).toEqual([[], [['2026-12-07', 800]], []]);
});
