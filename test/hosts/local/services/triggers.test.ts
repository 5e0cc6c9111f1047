import { nextDue, openTriggers } from '../../../../src/hosts/local/owner/triggers';

const at = (text: string): number => Date.parse(text);

it.each([
  ['every minute counts from its creation', { on: 'minutes', every: 1 }, '2026-11-21T09:00:30Z', '2026-11-21T09:00:00Z', '2026-11-21T09:01:00Z'],
  ['the time itself is over', { on: 'minutes', every: 5 }, '2026-11-21T09:05:00Z', '2026-11-21T09:00:00Z', '2026-11-21T09:10:00Z'],
  [
    'daily at an hour of its zone, later today',
    { on: 'days', every: 1, weekDay: null, hour: 3, minute: 0, zone: 'Europe/Moscow' },
    '2026-11-20T23:00:00Z',
    '2026-11-20T23:00:00Z',
    '2026-11-21T00:00:00Z',
  ],
  [
    'daily, tomorrow',
    { on: 'days', every: 1, weekDay: null, hour: 3, minute: 0, zone: 'Europe/Moscow' },
    '2026-11-21T00:00:00Z',
    '2026-11-20T23:00:00Z',
    '2026-11-22T00:00:00Z',
  ],
  [
    'on Mondays',
    { on: 'days', every: 1, weekDay: 1, hour: 9, minute: 30, zone: 'UTC' },
    '2026-11-21T09:00:00Z',
    '2026-11-21T09:00:00Z',
    '2026-11-23T09:30:00Z',
  ],
  [
    'across a change of the clocks the wall clock time stays',
    { on: 'days', every: 1, weekDay: null, hour: 9, minute: 0, zone: 'America/New_York' },
    '2026-03-07T15:00:00Z',
    '2026-03-07T15:00:00Z',
    '2026-03-08T13:00:00Z',
  ],
] as const)('%s', (_why, plan, after, from, due) => {
  expect(new Date(nextDue(plan, at(after), at(from)) ?? 0).toISOString()).toBe(new Date(at(due)).toISOString());
});

it('allows 20 triggers, lists them, and deletes only what is there', () => {
  let id = 0;
  const saved: number[] = [];
  const triggers = openTriggers({ stored: [], now: () => 0, newId: () => String((id += 1)), save: (all) => saved.push(all.length) });
  for (let n = 0; n < 20; n += 1) triggers.create('f', { on: 'onEdit' });
  expect(() => triggers.create('f', { on: 'onEdit' })).toThrow(
    'This script has too many triggers. Triggers must be deleted from the script before more can be added.',
  );
  triggers.remove('7');
  expect(triggers.all()).toHaveLength(19);
  expect(saved[saved.length - 1]).toBe(19);
  expect(() => triggers.remove('7')).toThrow();
});

it('fires once what is meant once, and keeps it listed', () => {
  const triggers = openTriggers({ stored: [], now: () => 1000, newId: () => 'a', save: () => undefined });
  triggers.create('f', { on: 'once', at: 5000 });
  expect(triggers.earliest(4999)).toBeNull();
  expect(triggers.earliest(5000)?.function).toBe('f');
  triggers.fired('a', 5000);
  expect(triggers.earliest(1e12)).toBeNull();
  expect(triggers.all()).toHaveLength(1);
});
