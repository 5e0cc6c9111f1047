/** One record against its row: the verdict, and the amount with which the CRM's side of the certificate counts. */
import type { DealRecord } from '../../src/facts/deal-record';
import { history } from '../../src/facts/deal-state';
import type { Deal } from '../../src/facts/rows';
import { judge, type Said } from '../../src/jobs/pull-judge';
import type { Row } from '../../src/kernel/sheet-template';
import { mappingOf } from '../facts/deal-fixtures';

const mapping = mappingOf(),
  at = (text: string): number => Date.parse(text),
  T = at('2026-10-05T10:00:00+03:00');
const recordOf = (more: Partial<DealRecord> = {}): DealRecord => ({
  crm: 'onec',
  dealId: 'a1',
  action: 'update',
  version: T,
  createdAt: T - 3_600_000,
  name: 'Окна',
  pipelineId: '1',
  stageId: '10',
  managerId: '7',
  amount: '1500.50',
  ...more,
});
const saidBy = (more: Partial<DealRecord> = {}): Said => ({
  id: 'a1',
  item: { entity: 'deal', id: 'a1', createdAt: T - 3_600_000, updatedAt: T, raw: {} },
  deals: [{ ...recordOf(more), receivedAt: T + 60_000, eventId: 'pull' }],
  side: null,
});
/** The row after these records. */
const rowAfter = (...records: readonly Partial<DealRecord>[]): Deal =>
  history(
    records.map((more, i) => ({ ...recordOf(more), receivedAt: T + 1_000 * i, eventId: `e${i}` })),
    mapping,
  ).deal;
const asRow = (deal: Deal): Row => deal as unknown as Row;

test.each([
  { why: 'no row yet', row: null, said: {}, verdict: 'missing', amount: 150_050 },
  { why: 'the row says the same', row: rowAfter({}), said: {}, verdict: 'same', amount: 150_050 },
  { why: 'the CRM has a newer one', row: rowAfter({}), said: { version: T + 5_000, amount: '2000' }, verdict: 'stale', amount: 200_000 },
  { why: 'another amount in the same second', row: rowAfter({}), said: { amount: '2000' }, verdict: 'suspect', amount: 200_000 },
  { why: 'the row is newer, and says something else', row: rowAfter({ version: T + 9_000, amount: '1' }), said: {}, verdict: 'suspect', amount: 150_050 },
  { why: 'deleted here, there in the CRM', row: rowAfter({}, { action: 'delete', version: T + 2_000 }), said: {}, verdict: 'back', amount: 150_050 },
  { why: 'only marked as deleted there, not known here', row: rowAfter({}), said: { action: 'delete', deleted: true }, verdict: 'suspect', amount: 0 },
  {
    why: 'only marked as deleted there, and here too: it counts on neither side',
    row: rowAfter({}, { action: 'delete', version: T + 2_000 }),
    said: { action: 'delete', deleted: true },
    verdict: 'same',
    amount: 0,
  },
  { why: 'only marked as deleted there, and never was here', row: null, said: { action: 'delete', deleted: true }, verdict: 'missing', amount: 0 },
  { why: 'the mark was taken away', row: rowAfter({}, { action: 'delete', version: T + 2_000 }), said: { deleted: false }, verdict: 'back', amount: 150_050 },
  { why: 'no amount there', row: rowAfter({ amount: '' }), said: { amount: '' }, verdict: 'same', amount: 0 },
] as const)('$why', ({ row, said, verdict, amount }) => {
  const judged = judge(saidBy(said), row === null ? null : asRow(row), mapping);
  expect({ verdict: judged.verdict, amount: judged.amount }).toEqual({ verdict, amount });
});
