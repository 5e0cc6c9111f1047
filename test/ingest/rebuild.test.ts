import { dealEventsSheet } from '../../sheets-templates/deal-events';
import { dealsSheet } from '../../sheets-templates/deals';
import { managersSheet } from '../../sheets-templates/managers';
import { stagesSheet } from '../../sheets-templates/stages';
import { hasLostRows, startRebuild } from '../../src/ingest/rebuild';
import { renew } from '../../src/jobs/tick';
import { body, lead, removal } from './amo-body';
import { deals, drained, events, installed, letters, map, post, rebuilt } from './setting';

const T = Date.parse('2026-11-20T09:00:00Z') / 1000;
const bodies = [
  body('add', lead({ id: 1, at: T, fields: { 901: '70000', 902: 'Avito' } })),
  body('status', lead({ id: 1, at: T + 60, created: T, stage: 50, fields: { 901: '80000', 902: 'Сайт' } })),
  body('add', lead({ id: 2, at: T + 5 })),
  body('status', lead({ id: 2, at: T + 90, created: T + 5, stage: 143, owner: 8 })),
  removal(1),
  body('responsible', lead({ id: 2, at: T + 30, created: T + 5, owner: 8 })),
];
const tabs = (memory: ReturnType<typeof installed>): unknown => ({ deals: deals(memory), events: events(memory) });
const edited = (memory: ReturnType<typeof installed>, key: string): void => memory.store.set({ 'inputs.edited': key });

test('mapping after the event equals mapping before it', () => {
  const before = installed(),
    after = installed({ unmapped: true });
  for (const one of bodies) {
    post(before, one);
    drained(before);
    post(after, one);
    drained(after);
  }
  expect(tabs(after)).not.toEqual(tabs(before));
  map(after);
  edited(after, 'stages fields');
  expect(rebuilt(after)).toEqual({ done: 6, total: 6, what: 'reread' });
  expect(tabs(after)).toEqual(tabs(before));
  expect(after.store.get('dirty')).toBe('all');
});

test('nothing edited: no call but the Store', () => {
  const memory = installed();
  bodies.forEach((one) => post(memory, one));
  drained(memory);
  memory.store.set({ 'inputs.edited': null }); // a refresh has read the tabs that the drain added to
  memory.calls();
  expect(rebuilt(memory)).toBeNull();
  expect(memory.calls()).toEqual(['lock', 'properties', 'flush']);
});

test('an edit that changes nothing that bodies mean tells nothing anew', () => {
  const memory = installed();
  bodies.forEach((one) => post(memory, one));
  drained(memory);
  memory.put(
    stagesSheet,
    memory.rows(stagesSheet).map((row) => ({ ...row, norm_days: 5 })),
  );
  edited(memory, 'stages');
  expect(rebuilt(memory)).toBeNull();
});

test("a manager's name goes into the rows of the deals", () => {
  const memory = installed();
  bodies.forEach((one) => post(memory, one));
  drained(memory);
  memory.put(
    managersSheet,
    memory.rows<{ readonly manager_id: string }>(managersSheet).map((row) => ({ ...row, manager: row.manager_id === '7' ? 'Анна' : '' })),
  );
  edited(memory, 'managers');
  expect(rebuilt(memory)).toBeNull();
  expect(deals(memory).map(({ deal_id, manager }) => [deal_id, manager])).toEqual([
    ['1', 'Анна'],
    ['2', '8'],
  ]);
});

test.each([dealsSheet, dealEventsSheet, stagesSheet])('a tab that was lost is filled again: $key', (sheet) => {
  const memory = installed({ unmapped: true });
  bodies.forEach((one) => post(memory, one));
  drained(memory);
  const before = { tabs: tabs(memory), lost: memory.rows(sheet) };
  memory.put(sheet, []);
  startRebuild(memory.world());
  rebuilt(memory);
  expect({ tabs: tabs(memory), lost: memory.rows(sheet) }).toEqual(before);
});

test('rows that lost their ids with a column do not stand beside those told anew', () => {
  const memory = installed();
  bodies.forEach((one) => post(memory, one));
  drained(memory);
  const before = tabs(memory);
  for (const sheet of [dealsSheet, dealEventsSheet])
    memory.put(
      sheet,
      memory.rows(sheet).map((row) => ({ ...row, deal_id: '' })),
    );
  startRebuild(memory.world());
  rebuilt(memory);
  expect(tabs(memory)).toEqual(before);
});

test('rows that somebody deleted are missed, and given back by the button', () => {
  const memory = installed();
  bodies.forEach((one) => post(memory, one));
  drained(memory);
  const before = tabs(memory);
  expect(hasLostRows(memory.world())).toBe(false);
  memory.put(dealsSheet, memory.rows(dealsSheet).slice(1));
  expect(hasLostRows(memory.world())).toBe(true);
  renew(memory.world());
  expect(tabs(memory)).toEqual(before);
});

test('deals without a body in the journal stay; a body that was unreadable is tried again', () => {
  const memory = installed();
  memory.put(dealsSheet, [{ crm: 'import', deal_id: '900', deal: 'Импорт' }]);
  post(memory, bodies[0] ?? '', undefined, 'later');
  post(memory, bodies[2] ?? '');
  drained(memory);
  expect(letters(memory).map(({ status }) => status)).toEqual(['unreadable', 'done']);
  startRebuild(memory.world());
  rebuilt(memory);
  expect(deals(memory).map(({ deal_id }) => deal_id)).toEqual(['2', '900']);
});

test('while it is under way webhooks only keep their bodies', () => {
  const memory = installed();
  bodies.forEach((one) => post(memory, one));
  drained(memory);
  startRebuild(memory.world());
  expect(post(memory, body('update', lead({ id: 2, at: T + 900, created: T + 5, owner: 8 })))).toBe('kept');
  rebuilt(memory);
  drained(memory);
  expect(deals(memory).find(({ deal_id }) => deal_id === '2')?.updated_at).toBe((T + 900) * 1000);
});
