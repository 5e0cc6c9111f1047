import { dealsSheet } from '../../sheets-templates/deals';
import { funnelSheet } from '../../sheets-templates/funnel';
import { funnelBySourceSheet } from '../../sheets-templates/funnel-by-source';
import { leadsNowSheet } from '../../sheets-templates/leads-now';
import { paymentsSheet } from '../../sheets-templates/payments';
import { payrollSchemesSheet } from '../../sheets-templates/payroll-schemes';
import { receivablesSheet } from '../../sheets-templates/receivables';
import { settingsSheet } from '../../sheets-templates/settings';
import { stagesSheet } from '../../sheets-templates/stages';
import { turnoverSheet } from '../../sheets-templates/turnover';
import { readReport } from '../../src/jobs/read-report';
import { look, renew } from '../../src/jobs/tick';
import type { Row } from '../../src/kernel/sheet-template';
import type { MemoryWorld } from '../memory-world';
import { deal, editOf, joinedCompany, journeys, lookAndJoin, tells } from './joined-company';
import { time } from './refresh-company';

/**
 * Vera calls in `json`: the lead of 10 September from the site, measured on the 20th. It is handed over on 5 October: an order in `onec`, signed on the 12th for 1 000, 300 of it paid at once.
 * One lead of another client stays where it is.
 */
function handed(now = '2026-12-10T12:00:00'): MemoryWorld {
  const memory = joinedCompany(time('2026-09-10T10:00:00'));
  const on = (day: string, crm: 'json' | 'onec', word: 'deal' | 'client', entity: object): void => {
    memory.now = time(`${day}T10:00:00`);
    tells(memory, crm, word, entity);
  };
  on('2026-09-10', 'json', 'client', { ref: 'c1', name: 'Ромашка', phone: '8 (916) 123-45-67' });
  on('2026-09-10', 'json', 'deal', deal('1', 'c1', '2026-09-10', { manager: 'Vera', source: 'Site' }));
  on('2026-09-11', 'json', 'deal', deal('2', 'c2', '2026-09-11', { manager: 'Vera', source: 'Site' }));
  on('2026-09-20', 'json', 'deal', deal('1', 'c1', '2026-09-10', { manager: 'Vera', stage: '3' }));
  on('2026-10-05', 'onec', 'client', { ref: 'k1', name: 'ООО Ромашка', phone: '+79161234567', inn: '7707083893' });
  on('2026-10-05', 'onec', 'deal', deal('7', 'k1', '2026-10-05', { stage: '2' }));
  on('2026-10-12', 'onec', 'deal', deal('7', 'k1', '2026-10-05', { stage: '5', contract_amount: '1000', prepayment: '300' }));
  memory.now = time(now);
  look(memory.world());
  return memory;
}
const rowsOf = (memory: MemoryWorld, sheet: Parameters<MemoryWorld['rows']>[0], where: (row: Row) => boolean, ...columns: readonly string[]): unknown[][] =>
  memory
    .rows(sheet)
    .filter(where)
    .map((row) => columns.map((column) => row[column]));

test('a lead handed over is one lead of its first month and source, with the contract of the second system', () => {
  const memory = handed();
  expect(journeys(memory)).toEqual({ 'json/1': 'json/1 > onec/7', 'json/2': '>', 'onec/7': 'json/1 >' });
  expect(rowsOf(memory, funnelBySourceSheet, () => true, 'month', 'source', 'leads', 'measurements', 'in_work', 'contracts', 'turnover')).toEqual([
    ['2026-09', 'Site', 2, 1, 1, 1, 100_000],
  ]);
  expect(rowsOf(memory, turnoverSheet, (row) => row.month === '2026-10', 'manager', 'contracts', 'turnover', 'receipts')).toEqual([
    ['Anna', 1, 100_000, 30_000],
  ]);
  expect(rowsOf(memory, receivablesSheet, () => true, 'deal_id', 'balance')).toEqual([['7', 70_000]]);
});

test('each funnel keeps its own stages; the cohort is that of the first lead', () => {
  const memory = handed('2026-10-20T12:00:00'); // September and October are shown
  const of = (pipeline: string): unknown[][] => rowsOf(memory, funnelSheet, (row) => row.pipeline === pipeline, 'stage', 'reached');
  expect(of('json').slice(0, 3)).toEqual([
    ['Stage 1', 2],
    ['Stage 2', 1],
    ['Stage 3', 1],
  ]);
  expect(of('onec').slice(0, 5)).toEqual([
    ['Stage 1', 1],
    ['Stage 2', 1],
    ['Stage 3', 1],
    ['Stage 4', 1],
    ['Stage 5', 1],
  ]);
});

test('an order handed over today is no lead of today', () => {
  const memory = handed();
  memory.now += 60_000;
  tells(memory, 'json', 'client', { ref: 'c2', phone: '8 495 987 65 40' });
  tells(memory, 'onec', 'client', { ref: 'k2', phone: '84959876540' });
  tells(memory, 'onec', 'deal', deal('8', 'k2', '2026-12-10'));
  lookAndJoin(memory);
  expect(journeys(memory)['onec/8']).toBe('json/2 >');
  expect(rowsOf(memory, leadsNowSheet, (row) => row.period === 'today', 'leads')).toEqual([[0]]);
});

test('as of a day before it was handed over the lead is in work where it was, and afterwards counted once', () => {
  const memory = handed(),
    on = (as_of: string): unknown => readReport(memory.world(), 'funnel_by_source', { as_of }).rows;
  expect(on('2026-09-30')).toMatchObject([{ month: '2026-09', leads: 2, in_work: 2, contracts: 0, measurements: 1 }]);
  expect(on('2026-10-06')).toMatchObject([{ month: '2026-09', leads: 2, in_work: 2, contracts: 0, measurements: 1 }]);
  expect(on('2026-10-12')).toMatchObject([{ month: '2026-09', leads: 2, in_work: 1, contracts: 1, turnover: 1000 }]);
});

const cases: readonly {
  readonly name: string;
  readonly why: string;
  readonly does: (memory: MemoryWorld) => void;
  readonly told?: Readonly<Record<string, string>>;
}[] = [
  {
    name: 'the phone of a client is corrected',
    why: 'nothing was told of the deals, and they are two again',
    does: (m) => tells(m, 'onec', 'client', { ref: 'k1', phone: '+79990001122' }),
    told: { 'json/1': '>', 'onec/7': '>' },
  },
  {
    name: 'a tax id binds what the phone does not',
    why: 'clients are told later than their deals',
    does: (m) => {
      tells(m, 'json', 'client', { ref: 'c1', inn: '7707083893', phone: '' });
    },
    told: { 'json/1': 'json/1 > onec/7', 'onec/7': 'json/1 >' },
  },
  {
    name: 'the lead is deleted',
    why: 'the order is a lead of its own month, October',
    does: (m) => tells(m, 'json', 'deal', { ...deal('1', 'c1', '2026-09-10'), deleted: true }),
    told: { 'json/1': '>', 'onec/7': '>' },
  },
  {
    name: 'the lead is found to be junk',
    why: 'what people called junk stays it',
    does: (m) => tells(m, 'json', 'deal', deal('1', 'c1', '2026-09-10', { stage: '8' })),
    told: { 'json/1': '>', 'onec/7': '>' },
  },
  {
    name: 'the order belongs to another client',
    why: 'its months are those of its own creation again',
    does: (m) => tells(m, 'onec', 'deal', deal('7', 'k9', '2026-10-05', { stage: '5' })),
    told: { 'json/1': '>', 'onec/7': '>' },
  },
  {
    name: 'the contract is cancelled',
    why: 'a refusal of September now',
    does: (m) => tells(m, 'onec', 'deal', deal('7', 'k1', '2026-10-05', { stage: '9' })),
    told: { 'json/1': 'json/1 > onec/7', 'onec/7': 'json/1 >' },
  },
  {
    name: 'another owner of the order',
    why: 'the lead of September and its measurement pass to him',
    does: (m) => tells(m, 'onec', 'deal', deal('7', 'k1', '2026-10-05', { stage: '5', manager: 'Boris' })),
  },
  {
    name: 'an order that nobody signed is refused, then has another owner',
    why: 'the lead of August is a refusal, and then his',
    does: (m) => {
      tells(m, 'json', 'client', { ref: 'c6', phone: '84991112233' });
      tells(m, 'json', 'deal', deal('6', 'c6', '2026-08-20'), time('2026-08-20T10:00:00'));
      tells(m, 'onec', 'client', { ref: 'k6', phone: '84991112233' });
      tells(m, 'onec', 'deal', deal('10', 'k6', '2026-11-02', { stage: '2' }), time('2026-11-02T10:00:00'));
      lookAndJoin(m);
      m.now += 60_000;
      tells(m, 'onec', 'deal', deal('10', 'k6', '2026-11-02', { stage: '9' }));
      lookAndJoin(m);
      expect(rowsOf(m, funnelBySourceSheet, (row) => row.month === '2026-08', 'leads', 'refusals')).toEqual([[1, 1]]);
      m.now += 60_000;
      tells(m, 'onec', 'deal', deal('10', 'k6', '2026-11-02', { stage: '9', manager: 'Boris' }));
    },
    told: { 'json/6': 'json/6 > onec/10', 'onec/10': 'json/6 >' },
  },
  {
    name: 'another lead of the month in which a journey began',
    why: 'the order of October belongs to September, and no pay looks at what lies between',
    does: (m) => {
      editOf(m, payrollSchemesSheet, []);
      m.now = time('2027-03-10T12:00:00');
      lookAndJoin(m);
      m.now += 60_000;
      tells(m, 'json', 'deal', { ref: '2', stage: '4' });
    },
    told: { 'json/1': 'json/1 > onec/7', 'onec/7': 'json/1 >' },
  },
  {
    name: 'a source of the lead told later',
    why: 'the money of October is that of another source',
    does: (m) => {
      tells(m, 'json', 'deal', deal('2', 'c2', '2026-09-11', { source: 'Site' }));
      tells(m, 'onec', 'client', { ref: 'k5', phone: '84991112233' });
      tells(m, 'json', 'client', { ref: 'c5', phone: '84991112233' });
      tells(m, 'json', 'deal', deal('5', 'c5', '2026-09-15', { stage: '3' }), time('2026-09-16T10:00:00'));
      tells(m, 'onec', 'deal', deal('9', 'k5', '2026-10-15', { stage: '5', contract_amount: '70' }), time('2026-10-16T10:00:00'));
      lookAndJoin(m);
      m.now += 60_000;
      tells(m, 'json', 'deal', deal('5', 'c5', '2026-09-15', { source: 'Ads' }));
    },
  },
  {
    name: 'a late tiding of the lead',
    why: 'its row is told anew from the journal and keeps its journey',
    does: (m) => tells(m, 'json', 'deal', deal('1', 'c1', '2026-09-10', { stage: '2', manager: 'Boris' }), time('2026-09-12T10:00:00')),
    told: { 'json/1': 'json/1 > onec/7', 'onec/7': 'json/1 >' },
  },
  {
    name: 'won in both systems',
    why: 'the earlier win counts nothing, neither its contract nor what was paid for it',
    does: (m) => tells(m, 'json', 'deal', deal('1', 'c1', '2026-09-10', { stage: '5', contract_amount: '900', paid: '40' })),
    told: { 'json/1': 'json/1 > onec/7', 'onec/7': 'json/1 >' },
  },
  {
    name: 'won in the first, and the second not signed yet',
    why: 'the contract counts where it stands, until the second is signed',
    does: (m) => {
      tells(m, 'json', 'client', { ref: 'c2', phone: '84959876540' });
      tells(m, 'json', 'deal', deal('2', 'c2', '2026-09-11', { stage: '5', contract_amount: '500' }), time('2026-10-20T10:00:00'));
      tells(m, 'onec', 'client', { ref: 'k2', phone: '84959876540' });
      tells(m, 'onec', 'deal', deal('8', 'k2', '2026-11-02'), time('2026-11-02T10:00:00'));
      lookAndJoin(m);
      expect(journeys(m)).toMatchObject({ 'json/2': 'json/2 >', 'onec/8': 'json/2 > json/2' });
      m.now += 60_000;
      tells(m, 'onec', 'deal', deal('8', 'k2', '2026-11-02', { stage: '5', contract_amount: '520' }));
    },
    told: { 'json/2': 'json/2 > onec/8', 'onec/8': 'json/2 >' },
  },
  {
    name: 'a payment that a person wrote for the lead',
    why: 'it pays the order: 1 000 − 300 − 200',
    does: (m) => {
      editOf(m, paymentsSheet, [{ day: '2026-11-15', deal_id: '1', amount: 20_000, origin: 'manual', note: '' }]);
      lookAndJoin(m);
      expect(rowsOf(m, receivablesSheet, () => true, 'deal_id', 'balance')).toEqual([['7', 50_000]]);
      m.now += 60_000;
      tells(m, 'onec', 'deal', deal('7', 'k1', '2026-10-05', { stage: '5', contract_amount: '1100', manager: 'Boris' }));
    },
  },
  {
    name: 'a person sets the deal apart',
    why: 'the setting is read at the next look',
    does: (m) => editOf(m, settingsSheet, [{ key: 'journey_apart', value: 'onec/7' }]),
    told: { 'json/1': '>', 'onec/7': '>' },
  },
  {
    name: 'a person switches joining off and on',
    why: 'both ways',
    does: (m) => {
      editOf(m, settingsSheet, [{ key: 'journey_days', value: '0' }]);
      lookAndJoin(m);
      expect(journeys(m)['onec/7']).toBe('>');
      m.now += 60_000;
      editOf(m, settingsSheet, [{ key: 'journey_order', value: 'JSON, 1С' }]);
    },
    told: { 'json/1': 'json/1 > onec/7', 'onec/7': 'json/1 >' },
  },
  {
    name: 'eight orders at once',
    why: 'columns are read in place of searches',
    does: (m) => {
      for (let i = 0; i < 8; i += 1) {
        tells(m, 'json', 'client', { ref: `d${i}`, email: `D${i}@firm.ru` });
        tells(m, 'onec', 'client', { ref: `e${i}`, kind: 'person', email: `d${i}@FIRM.ru` });
        tells(m, 'json', 'deal', deal(`2${i}`, `d${i}`, '2026-11-20'));
        tells(m, 'onec', 'deal', { ...deal(`3${i}`, `e${i}`, '2026-12-01'), client_kind: 'person' });
      }
    },
    told: { 'json/27': 'json/27 > onec/37', 'onec/37': 'json/27 >' },
  },
  {
    name: 'rows of the deals were sorted',
    why: 'places are not relied on',
    does: (m) => {
      m.put(dealsSheet, m.rows(dealsSheet).reverse());
      tells(m, 'onec', 'deal', deal('7', 'k1', '2026-10-05', { stage: '9' }));
    },
  },
];
test.each(cases)('$name: $why', ({ does, told }) => {
  const memory = handed();
  memory.now += 60_000;
  does(memory);
  lookAndJoin(memory);
  if (told) expect(journeys(memory)).toMatchObject(told);
  expect(renew(memory.world()).changed).toEqual([]);
});

test('a joining that was done writes nothing again, and an idle look costs what it cost', () => {
  const memory = handed();
  look(memory.world());
  memory.calls();
  look(memory.world());
  expect(memory.calls().length).toBeLessThanOrEqual(6);
});

test('a handover costs searches, not a reading of all deals, also one that is found only when a phone is told', () => {
  const memory = handed();
  memory.now += 60_000;
  tells(memory, 'onec', 'deal', deal('8', 'k2', '2026-12-09'));
  look(memory.world());
  memory.now += 60_000;
  tells(memory, 'json', 'client', { ref: 'c2', phone: '84959876540' });
  tells(memory, 'onec', 'client', { ref: 'k2', phone: '84959876540' });
  memory.calls();
  look(memory.world());
  expect(journeys(memory)['onec/8']).toBe('json/2 >');
  expect(memory.calls().filter((call) => /^read (deals|deal_events|contacts|companies)$/.test(call))).toEqual([]);
});

test('rows that somebody deleted come back from the journal as parts of their journeys', () => {
  const memory = handed(),
    before = memory.rows(dealsSheet);
  memory.put(dealsSheet, before.slice(1));
  renew(memory.world());
  expect(memory.rows(dealsSheet)).toEqual(before);
  expect(journeys(memory)['onec/7']).toBe('json/1 >');
});

test('with one CRM nothing is joined, written or kept, whatever its clients have in common', () => {
  const memory = joinedCompany(time('2026-09-10T10:00:00'));
  memory.put(
    stagesSheet,
    memory.rows(stagesSheet).filter(({ crm }) => crm === 'json'),
  );
  tells(memory, 'json', 'client', { ref: 'c1', phone: '89161234567' });
  tells(memory, 'json', 'deal', deal('1', 'c1', '2026-09-10'));
  tells(memory, 'json', 'deal', deal('2', 'c1', '2026-09-10'));
  memory.calls();
  look(memory.world());
  renew(memory.world());
  expect(journeys(memory)).toEqual({ 'json/1': '>', 'json/2': '>' });
  expect(memory.calls().filter((call) => /(read|column|find) (contacts)/.test(call))).toEqual([]);
  expect(Object.keys(memory.store.all()).filter((key) => key.startsWith('journeys'))).toEqual([]);
});
