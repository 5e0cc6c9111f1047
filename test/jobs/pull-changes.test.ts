import { problemsSheet } from '../../sheets-templates/problems';
import { drain } from '../../src/ingest/drain';
import { pullState, pullStep, startPull } from '../../src/jobs/pull';
import { look, minute, night } from '../../src/jobs/tick';
import { Fault } from '../../src/kernel/fault';
import type { MemoryWorld } from '../memory-world';
import { CRM, type FakeCrm, type FakeDeal, fakeCrm, fill } from './pull-crm';
import { certificates, connected, contactsTold, deals, letters, MINUTE, NOW, post, told, truth } from './pull-setting';

const dealOf = (crm: FakeCrm, id: number): FakeDeal => crm.deals.get(id) as FakeDeal;
const move = (crm: FakeCrm, id: number, at: number, stage: number): void => {
  dealOf(crm, id).moves.push({ at, stage });
  Object.assign(dealOf(crm, id), { updated: at, stage });
};
const drained = (memory: MemoryWorld): void => {
  const world = memory.world();
  world.lock.within(0, () => drain(world, { atMost: 1_000, until: 60_000 }));
};
function loaded(options: Readonly<Record<string, string>> = {}, count = 60, tells = false): { crm: FakeCrm; memory: MemoryWorld } {
  const crm = fakeCrm({ pageSize: 20, tells });
  fill(crm, count, NOW);
  const memory = connected(crm, options);
  startPull(memory.world(), CRM, 'load');
  for (let i = 0; i < 20 && pullState(memory.world())[0]?.state !== 'done'; i += 1) {
    memory.now += MINUTE;
    pullStep(memory.world(), 240_000);
  }
  return { crm, memory };
}

describe('poll mode', () => {
  test('what changed is there with the next minute, and nothing is written twice', () => {
    const { crm, memory } = loaded({ mode: 'poll' });
    for (let i = 0; i < 6; i += 1) {
      memory.now += MINUTE;
      move(crm, 7 + i, memory.now - 20_000, 50);
      minute(memory.world());
      expect(told(memory)).toEqual(truth(crm));
    }
    const before = letters(memory).length;
    for (let i = 0; i < 5; i += 1) {
      memory.now += MINUTE;
      minute(memory.world());
    }
    expect(letters(memory)).toHaveLength(before);
  });
  test('a contact that changed is there within two minutes', () => {
    const { crm, memory } = loaded({ mode: 'poll' });
    memory.now += MINUTE;
    minute(memory.world());
    const contact = crm.contacts.get(1);
    if (contact) Object.assign(contact, { name: 'Другое имя', updated: memory.now });
    for (let i = 0; i < 2; i += 1) {
      memory.now += MINUTE;
      minute(memory.world());
    }
    expect(told(memory)).toEqual(truth(crm));
  });
  test('a list of changes longer than the time of one execution goes on where it was left', () => {
    const { crm, memory } = loaded({ mode: 'poll' }, 200);
    memory.now += 30 * MINUTE; // an outage
    for (let id = 1; id <= 150; id += 1) move(crm, id, memory.now - 1_000 * id, 30);
    memory.msACall = 100;
    let executions = 0;
    for (; executions < 60 && told(memory).join() !== truth(crm).join(); executions += 1) {
      memory.now += MINUTE;
      pullStep(memory.world(), 1_000);
    }
    expect(told(memory)).toEqual(truth(crm));
    expect(executions).toBeGreaterThan(1);
  });
  test('an outage: up to when all is known does not move, and everything is caught up after it', () => {
    const { crm, memory } = loaded({ mode: 'poll' });
    crm.faults.set('*', new Fault('crm-away', { address: 'https://fake.example', why: '' }));
    for (let i = 0; i < 30; i += 1) {
      memory.now += MINUTE;
      if (i < 20) move(crm, 20 + i, memory.now, 142);
      minute(memory.world());
    }
    expect(crm.asked.length).toBeLessThan(90);
    crm.faults.clear();
    for (let i = 0; i < 16; i += 1) {
      memory.now += MINUTE;
      minute(memory.world());
    }
    expect(told(memory)).toEqual(truth(crm));
  });
  test.each([
    { tells: false, most: 1.6 },
    { tells: true, most: 2.7 },
  ])('what an idle minute costs: $most requests at most and few calls, so that a day stays far below 90 minutes of triggers', ({ tells, most }) => {
    const { crm, memory } = loaded({ mode: 'poll' }, 60, tells);
    for (let i = 0; i < 3; i += 1) {
      memory.now += MINUTE;
      minute(memory.world());
    }
    memory.calls();
    crm.asked = [];
    const minutes = 40;
    for (let i = 0; i < minutes; i += 1) {
      memory.now += MINUTE;
      minute(memory.world());
    }
    const calls = memory.calls(),
      requests = crm.asked.length;
    expect(requests / minutes).toBeLessThanOrEqual(most); // two kinds here: deals each minute, contacts every other; deletions each minute
    expect(calls.filter((one) => /^(write|append|replace|sort|read )/.test(one))).toEqual([]);
    // 300 ms a request (src/hosts/local/latency.ts), 62 a write of properties, 30 every other call, 250 to begin
    const ms = 250 * minutes + 300 * requests + calls.reduce((n, one) => n + (one === 'set' ? 62 : 30), 0);
    expect((ms / minutes) * 1_440).toBeLessThan(45 * MINUTE);
  });
});

describe('deletions in poll mode, where the CRM tells of them', () => {
  const removal = (id: number, at: number, { back = false, entity = 'deal' as 'deal' | 'contact' } = {}) => ({ entity, id: String(id), back, at });
  test('deleted, taken back, deleted after all, a contact, one that never was here: the rows say so with the next minute, by one request', () => {
    const { crm, memory } = loaded({ mode: 'poll' }, 60, true),
      kept = { ...dealOf(crm, 11) };
    const next = (): void => {
      memory.now += MINUTE;
      minute(memory.world());
    };
    next();
    for (const id of [10, 11, 12]) crm.deals.delete(id);
    crm.contacts.delete(20);
    crm.removals.push(...[10, 11, 12, 9_999].map((id) => removal(id, memory.now)), removal(20, memory.now, { entity: 'contact' }));
    crm.asked = [];
    next();
    expect(
      deals(memory)
        .filter(({ deleted }) => deleted)
        .map(({ deal_id }) => deal_id)
        .sort(),
    ).toEqual(['10', '11', '12']);
    expect(contactsTold(memory)).toHaveLength(19);
    expect(crm.asked.filter((one) => one === 'removed')).toHaveLength(1);
    const told1 = letters(memory).length;
    crm.asked = [];
    next(); // the window reaches back over the same events: nothing is asked for again
    expect(crm.asked.filter((one) => one === 'byId')).toEqual([]);
    expect(letters(memory)).toHaveLength(told1);
    crm.deals.set(11, kept);
    crm.removals.push(removal(11, memory.now, { back: true }));
    next();
    expect(told(memory).length).toBe(58);
    expect(deals(memory).find(({ deal_id }) => deal_id === '11')?.deleted).toBe(false);
    crm.deals.delete(11);
    crm.removals.push(removal(11, memory.now));
    next();
    expect(deals(memory).find(({ deal_id }) => deal_id === '11')?.deleted).toBe(true);
  });
  test('an outage or a death on the way: the events are asked for again from where all was known', () => {
    const { crm, memory } = loaded({ mode: 'poll' }, 60, true);
    memory.now += MINUTE;
    minute(memory.world());
    crm.deals.delete(10);
    crm.removals.push(removal(10, memory.now + 30_000));
    crm.faults.set('byId', new Fault('crm-away', { address: 'https://fake.example', why: '' }));
    for (let i = 0; i < 20; i += 1) {
      memory.now += MINUTE;
      minute(memory.world());
    }
    expect(deals(memory).find(({ deal_id }) => deal_id === '10')?.deleted).toBe(false);
    crm.faults.clear();
    for (let i = 0; i < 12; i += 1) {
      memory.now += MINUTE;
      minute(memory.world());
    }
    expect(deals(memory).find(({ deal_id }) => deal_id === '10')?.deleted).toBe(true);
  });
});

describe('pokes', () => {
  test('a record that a webhook only named is completed, one that is gone is deleted, an unknown one changes nothing', () => {
    const { crm, memory } = loaded();
    memory.now += MINUTE;
    move(crm, 9, memory.now, 50);
    crm.deals.delete(10);
    for (const id of [9, 10, 9_999]) post(memory, crm.poke(id));
    memory.now += MINUTE;
    look(memory.world());
    expect(told(memory)).toEqual(truth(crm));
    expect(deals(memory).find(({ deal_id }) => deal_id === '10')?.deleted).toBe(true);
    expect(deals(memory).some(({ deal_id }) => deal_id === '9999')).toBe(false);
    crm.asked = [];
    memory.now += MINUTE;
    look(memory.world());
    expect(crm.asked).toEqual([]);
  });
  test('named again while it is being asked for: it is asked for again', () => {
    const { crm, memory } = loaded();
    post(memory, crm.poke(9));
    memory.now += MINUTE;
    move(crm, 9, memory.now - 30_000, 30);
    crm.before = (what) => {
      if (what !== 'history') return;
      crm.before = null; // fetched by now; it changes again, another execution drains the webhook that says so
      move(crm, 9, memory.now - 10_000, 50);
      post(memory, crm.poke(9).replace('}]', ' }]'));
      drained(memory);
    };
    look(memory.world());
    memory.now += MINUTE;
    look(memory.world());
    expect(told(memory)).toEqual(truth(crm));
  });
  test('too many to name: all that changed since the last good time', () => {
    const { crm, memory } = loaded();
    memory.now += MINUTE;
    for (let id = 1; id <= 40; id += 1) move(crm, id, memory.now, 50);
    memory.store.set({ [`pokes.${CRM}`]: '*' });
    memory.now += MINUTE;
    look(memory.world());
    expect(told(memory)).toEqual(truth(crm));
    expect(memory.store.get(`pokes.${CRM}`)).toBeNull();
  });
  test('a CRM that does not answer keeps them waiting', () => {
    const { crm, memory } = loaded();
    memory.now += MINUTE;
    move(crm, 9, memory.now, 50);
    post(memory, crm.poke(9));
    crm.faults.set('*', new Fault('crm-busy', { crm: CRM }));
    memory.now += MINUTE;
    look(memory.world());
    expect(pullState(memory.world())[0]).toMatchObject({ state: 'waiting', fault: { code: 'crm-busy' } });
    crm.faults.clear();
    memory.now += 2 * MINUTE;
    look(memory.world());
    expect(told(memory)).toEqual(truth(crm));
    expect(pullState(memory.world())[0]).toMatchObject({ state: 'done', fault: null });
  });
});

test('each night a reconciliation begins, and the minutes go on with it', () => {
  const { crm, memory } = loaded();
  Object.assign(dealOf(crm, 5), { amount: 5, updated: memory.now });
  memory.now += MINUTE;
  night(memory.world());
  expect(pullState(memory.world())[0]).toMatchObject({ what: 'reconcile', state: 'running' });
  memory.now += MINUTE;
  minute(memory.world());
  expect(pullState(memory.world())[0]).toMatchObject({ what: 'reconcile', state: 'done' });
  expect(certificates(memory)[0]).toMatchObject({ checked: 60, stale: 1, repaired: 1 });
  expect(told(memory)).toEqual(truth(crm));
});

describe('the watchdog', () => {
  const hour = (memory: MemoryWorld): void => {
    memory.now += 60 * MINUTE;
    minute(memory.world());
    memory.now += MINUTE;
    minute(memory.world());
  };
  const problems = (memory: MemoryWorld): string[] => memory.rows(problemsSheet).map(({ what }) => String(what));

  test('a hook that was switched off is switched on again, what was missed is fetched, the owner hears of it once', () => {
    const { crm, memory } = loaded();
    hour(memory);
    expect(memory.mails).toEqual([]);
    crm.hookState = 'disabled';
    move(crm, 3, memory.now + 1_000, 50);
    hour(memory);
    expect(crm.hookState).toBe('armed');
    expect(told(memory)).toEqual(truth(crm));
    hour(memory);
    expect(memory.mails).toHaveLength(1);
    expect(memory.mails[0]).toContain('включила его снова');
  });
  test('where only a person can, he is told once; when it is mended the line goes; the next time he is told again', () => {
    const { crm, memory } = loaded();
    crm.mayArm = false;
    crm.hookState = 'missing';
    for (let i = 0; i < 5; i += 1) hour(memory);
    expect(memory.mails).toHaveLength(1);
    expect(problems(memory).some((what) => what.includes('отключила вебхук'))).toBe(true);
    crm.hookState = 'armed';
    hour(memory);
    expect(problems(memory).some((what) => what.includes('отключила вебхук'))).toBe(false);
    crm.hookState = 'disabled';
    hour(memory);
    expect(memory.mails).toHaveLength(2);
  });
  test('a wrong token is told at once, a CRM that is away only after an hour', () => {
    const wrong = loaded();
    wrong.crm.faults.set('created', new Fault('token-wrong', { crm: CRM }));
    startPull(wrong.memory.world(), CRM, 'reconcile');
    wrong.memory.now += MINUTE;
    minute(wrong.memory.world());
    expect(wrong.memory.mails).toHaveLength(1);
    const away = loaded();
    away.crm.faults.set('created', new Fault('crm-away', { address: 'https://fake.example', why: '' }));
    startPull(away.memory.world(), CRM, 'reconcile');
    away.memory.now += MINUTE;
    minute(away.memory.world());
    expect(away.memory.mails).toEqual([]);
    for (let i = 0; i < 3; i += 1) hour(away.memory);
    expect(away.memory.mails).toHaveLength(1);
  });
  test('a token that ends in a week', () => {
    const { memory } = loaded({ token_ends: '2026-11-27' });
    hour(memory);
    hour(memory);
    expect(memory.mails).toHaveLength(1);
    expect(memory.mails[0]).toContain('2026-11-27');
  });
  const WEEK = 7 * 24 * 60;
  test.each([
    { why: 'silent at hours that were lively in each of four weeks', weeks: [1, 2, 3, 4], mails: 1 },
    { why: 'lively in two weeks of four only: too little is known', weeks: [1, 2], mails: 0 },
  ])('$why', ({ weeks, mails }) => {
    const { crm, memory } = loaded();
    const start = memory.now;
    for (const week of [...weeks].sort((a, b) => b - a))
      for (let i = 0; i < 4; i += 1) {
        memory.now = start + (4 - week) * WEEK * MINUTE + i * 30 * MINUTE;
        move(crm, 1 + i, memory.now, [20, 30][week % 2] ?? 20);
        post(memory, crm.hook(dealOf(crm, 1 + i)));
        drained(memory);
      }
    memory.now = start + 4 * WEEK * MINUTE - 120 * MINUTE;
    post(memory, crm.hook({ ...dealOf(crm, 9), updated: memory.now }));
    drained(memory);
    memory.now = start + 4 * WEEK * MINUTE + 90 * MINUTE;
    minute(memory.world());
    hour(memory);
    expect(memory.mails.filter((mail) => mail.includes('нет событий'))).toHaveLength(mails);
  });
});
