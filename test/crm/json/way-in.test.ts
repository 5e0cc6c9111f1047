import { contactsSheet } from '../../../sheets-templates/contacts';
import { expensesSheet } from '../../../sheets-templates/expenses';
import { fieldsSheet } from '../../../sheets-templates/fields';
import { managersSheet } from '../../../sheets-templates/managers';
import { paymentsSheet } from '../../../sheets-templates/payments';
import { stagesSheet } from '../../../sheets-templates/stages';
import { jsonCrm } from '../../../src/crm/json/adapter';
import type { Manager, ManualPayment, Stage } from '../../../src/facts/rows';
import { deals, drained, events, letters, NOW, post, problems, rebuilt, SECRET } from '../../ingest/setting';
import { type MemoryWorld, memoryWorld } from '../../memory-world';

/** Bodies of our contract through the door, the journal and the drain. */
const installed = (): MemoryWorld => {
  const memory = memoryWorld({ now: NOW, crms: { onec: jsonCrm('onec'), json: jsonCrm('json') } });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  return memory;
};
const send = (memory: MemoryWorld, body: unknown, crm = 'onec') => {
  memory.now += 60_000;
  const answer = post(memory, JSON.stringify(body), SECRET, crm);
  drained(memory);
  return answer;
};
const event = (id: string, minute: number, entity: object, word = 'deal.updated', source = '1c_crm') => ({
  source,
  event: word,
  event_id: id,
  sent_at: `2026-11-21T10:${String(minute).padStart(2, '0')}:00`,
  entity: { ref: '7', ...entity },
});

test('a deal, with the names of its stage and manager in the tabs in which people map', () => {
  const memory = installed();
  send(
    memory,
    event('1', 0, {
      number: '00-1',
      date: '2026-11-20T09:00:00',
      client: 'Ромашка',
      stage: 'Переговоры',
      stage_id: 'p2',
      pipeline: 'Опт',
      manager: 'Анна Котова',
      manager_id: 'u4',
      sum: '125 000,50',
    }),
  );
  expect(deals(memory)).toMatchObject([
    {
      crm: 'onec',
      deal_id: '7',
      deal: '00-1',
      client: 'Ромашка',
      manager_id: 'u4',
      manager: 'Анна Котова',
      amount: 12_500_050,
      contract_amount: 12_500_050,
      created_at: Date.UTC(2026, 10, 20, 6),
    },
  ]);
  expect(memory.rows<Stage>(stagesSheet)).toMatchObject([
    { crm: 'onec', pipeline_id: 'Опт', pipeline: 'Опт', stage_id: 'p2', stage: 'Переговоры', outcome: 'unmapped' },
  ]);
  expect(memory.rows<Manager>(managersSheet)).toMatchObject([{ crm: 'onec', manager_id: 'u4', manager: 'Анна Котова' }]);
});

test('a pipeline that nobody named is called like the CRM', () => {
  const memory = installed();
  send(memory, event('1', 0, { stage: 'КП' }));
  expect(memory.rows<Stage>(stagesSheet)).toMatchObject([{ pipeline_id: 'onec', pipeline: '1С', stage_id: 'КП', stage: 'КП' }]);
});

test('the same number in two systems is two deals', () => {
  const memory = installed();
  send(memory, event('1', 0, { sum: 1 }));
  send(memory, event('1', 0, { sum: 2 }, 'deal.updated', 'trade'));
  send(memory, event('1', 0, { sum: 3 }, 'deal.updated', 'shop'), 'json');
  expect(
    deals(memory)
      .map(({ crm, deal_id, amount }) => [crm, deal_id, amount])
      .sort(),
  ).toEqual([
    ['json', 'shop:7', 300],
    ['onec', '7', 100],
    ['onec', 'trade:7', 200],
  ]);
});

test.each([
  ['alone, word for word', [event('a', 0, { stage: 'A' })]],
  ['alone, sent again later with other blanks', [event('a', 9, { stage: 'A' })]],
  ['in company', [[event('a', 9, { stage: 'A' }), event('c', 2, { stage: 'C' })]]],
])('an event that comes again counts nothing: %s', (_why, again) => {
  const memory = installed();
  send(memory, event('a', 0, { stage: 'A' }));
  send(memory, event('b', 1, { stage: 'B' }));
  const after = again.map((body) => send(memory, body));
  expect(deals(memory).map(({ stage_id }) => stage_id)).toEqual([Array.isArray(again[0]) ? 'C' : 'B']);
  expect(events(memory).filter(({ kind }) => kind === 'stage')).toHaveLength(Array.isArray(again[0]) ? 2 : 1);
  expect(after).toEqual(Array.isArray(again[0]) ? ['kept'] : ['again']);
});

test('a queue that grows: each event counts once', () => {
  const queue = [event('a', 0, { stage: 'A' }), event('b', 1, { stage: 'B' }), event('c', 2, { stage: 'C' })],
    calm = installed(),
    busy = installed();
  queue.forEach((one) => send(calm, one));
  [1, 2, 3].forEach((n) =>
    send(
      busy,
      queue.slice(0, n).map((one) => ({ ...one, sent_at: `2026-11-21T10:${10 * n + queue.indexOf(one)}:00` })),
    ),
  );
  expect(deals(busy)[0]?.stage_id).toBe('C');
  expect(
    events(busy)
      .filter(({ kind }) => kind === 'stage')
      .map(({ to }) => to),
  ).toHaveLength(events(calm).filter(({ kind }) => kind === 'stage').length);
});

test('an unmapped contract amount is the deal’s own until it is told apart, and stays apart', () => {
  const memory = installed(),
    amounts = () => deals(memory).map((deal) => [deal.amount, deal.contract_amount])[0];
  send(memory, event('1', 0, { sum: 100 }));
  expect(amounts()).toEqual([10_000, 10_000]);
  send(memory, event('2', 1, { contract_amount: 90 }));
  expect(amounts()).toEqual([10_000, 9_000]);
  send(memory, event('3', 2, { sum: 120 }));
  expect(amounts()).toEqual([12_000, 9_000]);
  rebuilt(memory);
  expect(amounts()).toEqual([12_000, 9_000]);
});

test('a field that only this company has waits for a person to say what it means', () => {
  const memory = installed();
  send(memory, event('1', 0, { 'Вид изделия': 'Окна' }));
  expect(memory.rows(fieldsSheet)).toMatchObject([{ crm: 'onec', field_id: 'Вид изделия', field: 'Вид изделия', meaning: '' }]);
});

test('payments: our rows go below those of people, are changed where they stand, and nothing else moves', () => {
  const memory = installed();
  const own = { day: '2026-11-01', deal_id: '5', amount: 5_000, kind: 'balance', origin: 'manual', note: 'наличные' };
  memory.put(paymentsSheet, [own]);
  const pay = (id: string, minute: number, entity: object, word = 'payment.created') => send(memory, event(id, minute, entity, word));
  pay('1', 0, { ref: 'p1', deal_ref: '7', date: '2026-11-19T12:00:00', amount: 300, kind: 'prepayment', note: 'счёт 1' });
  pay('2', 1, { ref: 'p2', deal_ref: '7', date: '2026-11-20', amount: '200,00' });
  const rows = () => memory.rows<ManualPayment>(paymentsSheet).map((row) => [row.day, row.amount, row.origin, row.note, row.payment_id, row.deleted]);
  expect(rows()).toEqual([
    ['2026-11-01', 5_000, 'manual', 'наличные', '', false],
    ['2026-11-19', 30_000, 'crm', 'счёт 1', 'p1', false],
    ['2026-11-20', 20_000, 'crm', '', 'p2', false],
  ]);
  // a person sorts, and notes something beside our row
  memory.put(
    paymentsSheet,
    [...memory.rows(paymentsSheet)].reverse().map((row) => (row.payment_id === 'p2' ? { ...row, note: 'от мужа' } : row)),
  );
  pay('3', 2, { ref: 'p2', amount: 250 }, 'payment.updated');
  pay('4', 1, { ref: 'p1', amount: 999 }, 'payment.updated');
  pay('5', 3, { ref: 'p1' }, 'payment.deleted');
  expect(rows()).toEqual([
    ['2026-11-20', 25_000, 'crm', 'от мужа', 'p2', false],
    ['2026-11-19', 99_900, 'crm', 'счёт 1', 'p1', true],
    ['2026-11-01', 5_000, 'manual', 'наличные', '', false],
  ]);
  expect(memory.store.get('inputs.edited')).toContain('payments');
  rebuilt(memory);
  expect(rows()).toHaveLength(3);
});

test('late news of a payment changes nothing that is newer', () => {
  const memory = installed();
  send(memory, event('2', 9, { ref: 'p1', amount: 200 }, 'payment.updated'));
  send(memory, event('1', 0, { ref: 'p1', amount: 100, date: '2026-11-20' }, 'payment.created'));
  expect(memory.rows<ManualPayment>(paymentsSheet).map((row) => [row.day, row.amount])).toEqual([['2026-11-20', 20_000]]);
});

test('clients and operating expenses stand in their tabs', () => {
  const memory = installed();
  send(memory, [
    event('1', 0, { ref: 'k1', name: 'Иванов', kind: 'person', inn: '770' }, 'client.created'),
    event('2', 0, { ref: 'e1', article: 'Аренда', date: '2026-11-05', amount: 1000, every: 'month' }, 'cost.created'),
  ]);
  expect(memory.rows(contactsSheet)).toMatchObject([{ crm: 'onec', id: 'k1', name: 'Иванов', inn: '770' }]);
  expect(memory.rows(expensesSheet)).toMatchObject([{ article: 'Аренда', day: '2026-11-05', amount: 100_000, every: 'month', expense_id: 'e1', crm: 'onec' }]);
});

test('what is left out is said in the tab of problems, the letter is done', () => {
  const memory = installed();
  send(memory, { events: [event('1', 0, { sum: 1 }), { event: 'deal.updated', entity: { sum: 2 } }] });
  expect(letters(memory).map(({ status }) => status)).toEqual(['done']);
  expect(problems(memory).map(({ what }) => what)).toContain('Часть события CRM пропущена: events.1.ref — нет номера.');
});

test('a mark of deletion that is set and taken away again', () => {
  const memory = installed(),
    mark = (id: string, minute: number, deleted: boolean) => {
      send(memory, event(id, minute, { sum: 5, deleted }));
      return deals(memory)[0]?.deleted;
    };
  expect([mark('1', 0, false), mark('2', 1, true), mark('3', 2, false)]).toEqual([false, true, false]);
  expect(events(memory).map(({ kind }) => kind)).toEqual(['created', 'deleted', 'restored']);
});
