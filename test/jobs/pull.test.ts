import { dealsSheet } from '../../sheets-templates/deals';
import { keepConnection } from '../../src/ingest/connections';
import { pullState, pullStep, startPull, stopPull } from '../../src/jobs/pull';
import { look } from '../../src/jobs/tick';
import { dayAt, monthOf } from '../../src/kernel/calendar';
import { Fault } from '../../src/kernel/fault';
import { drained } from '../ingest/setting';
import { CRM, dice, fakeCrm, fill } from './pull-crm';
import { certificates, connected, contactsTold, deals, events, letters, MINUTE, NOW, post, pulled, told, truth } from './pull-setting';

describe('a first load', () => {
  test('brings every deal with its way, and a certificate; a second one writes nothing but its certificate', () => {
    const crm = fakeCrm();
    fill(crm, 3_000, NOW);
    const memory = connected(crm);
    startPull(memory.world(), CRM, 'load');
    pulled(memory);
    expect(told(memory)).toEqual(truth(crm));
    expect(contactsTold(memory)).toHaveLength(1_000);
    const moves = [...crm.deals.values()].reduce((n, { moves: all }) => n + all.filter(({ stage }, i) => i > 0 && stage !== all[i - 1]?.stage).length, 0);
    expect(events(memory).filter(({ kind }) => kind === 'stage')).toHaveLength(moves);
    const [first] = certificates(memory);
    expect(first).toMatchObject({ crm: CRM, checked: 3_000, missing: 3_000, stale: 0, deleted: 0, repaired: 3_000 });
    expect(first?.amount_sheet).toBe([...crm.deals.values()].reduce((n, { amount }) => n + amount * 100, 0));
    expect(first?.amount_crm).toBe(first?.amount_sheet);

    const before = [deals(memory), events(memory), letters(memory)];
    for (const what of ['load', 'reconcile'] as const) {
      startPull(memory.world(), CRM, what);
      memory.calls();
      pulled(memory);
      expect([deals(memory), events(memory), letters(memory)]).toEqual(before);
      expect(memory.calls().filter((call) => /^(write|append|replace|sort) (?!reconciliation)/.test(call))).toEqual([]);
      expect(certificates(memory)[0]).toMatchObject({ checked: 3_000, missing: 0, stale: 0, deleted: 0, repaired: 0, hash: first?.hash });
    }
  });

  test('deals that webhooks told before are asked for their way too, once', () => {
    const crm = fakeCrm();
    fill(crm, 60, NOW);
    const memory = connected(crm);
    for (const deal of crm.deals.values()) post(memory, crm.hook(deal));
    startPull(memory.world(), CRM, 'load');
    pulled(memory);
    const other = connected(crm);
    startPull(other.world(), CRM, 'load');
    pulled(other);
    const bare = (one: typeof memory): unknown => events(one).map(({ known_at: _known, source_event: _source, ...event }) => event);
    expect(bare(memory)).toEqual(bare(other));
    expect(deals(memory)).toEqual(deals(other));
    expect(certificates(memory)[0]).toMatchObject({ checked: 60, missing: 0, stale: 0 });
  });
});

test('killed at any call and begun again, it loses and doubles nothing', () => {
  const crm = fakeCrm({ pageSize: 20 });
  fill(crm, 300, NOW);
  const whole = connected(crm);
  startPull(whole.world(), CRM, 'load');
  pulled(whole);
  const memory = connected(crm);
  startPull(memory.world(), CRM, 'load');
  const roll = dice(7);
  let deaths = 0;
  for (let left = 40; ; left -= 1) {
    memory.now += 7 * MINUTE; // the lease of the one that died has run out
    let calls = left > 0 ? 3 + roll(60) : Number.MAX_SAFE_INTEGER;
    const die = (): void => {
      calls -= 1;
      if (calls < 0) throw new Error('killed');
    };
    crm.before = die;
    memory.trap = die;
    try {
      if (pullStep(memory.world(), 240_000) === false) break;
    } catch (error) {
      if (String(error) !== 'Error: killed') throw error;
      deaths += 1;
    }
    if (left < -20) throw new Error('no end');
  }
  memory.trap = null;
  crm.before = null;
  expect(deaths).toBeGreaterThan(10);
  expect(told(memory)).toEqual(truth(crm));
  expect(deals(memory)).toEqual(deals(whole));
  const bare = (one: typeof memory): unknown => events(one).map(({ known_at: _known, source_event: _source, ...event }) => event);
  expect(bare(memory)).toEqual(bare(whole));
  expect(certificates(memory)[0]).toMatchObject({ checked: 300 });
});

describe('a reconciliation finds and mends', () => {
  const loaded = () => {
    const crm = fakeCrm({ pageSize: 20 });
    fill(crm, 200, NOW);
    const memory = connected(crm);
    startPull(memory.world(), CRM, 'load');
    pulled(memory);
    return { crm, memory, deal: (id: number) => crm.deals.get(id) as NonNullable<ReturnType<typeof crm.deals.get>> };
  };
  const reconciled = (memory: ReturnType<typeof connected>): void => {
    startPull(memory.world(), CRM, 'reconcile');
    pulled(memory);
  };
  type Loaded = ReturnType<typeof loaded>;
  const cases: readonly { readonly why: string; readonly spoil: (all: Loaded) => void; readonly found: object; readonly names?: string }[] = [
    { why: 'nothing wrong', spoil: () => undefined, found: { missing: 0, stale: 0, deleted: 0, repaired: 0 } },
    {
      why: 'a lost move',
      spoil: ({ deal }) => {
        const at = NOW - 5_000;
        Object.assign(deal(17), { stage: 142, updated: at });
        deal(17).moves.push({ at, stage: 142 });
      },
      found: { missing: 0, stale: 1, deleted: 0, repaired: 1 },
      names: '17',
    },
    {
      why: 'another amount in the same second',
      spoil: ({ deal }) => Object.assign(deal(18), { amount: 777 }),
      found: { stale: 1, repaired: 1 },
      names: '18',
    },
    { why: 'a lost deletion', spoil: ({ crm }) => void crm.deals.delete(19), found: { deleted: 1, repaired: 1, stale: 0, checked: 199 }, names: '19−' },
    {
      why: 'a deal back from the bin',
      spoil: ({ crm, memory }) => {
        post(memory, crm.removal(20));
        drained(memory);
        memory.now += MINUTE;
      },
      found: { stale: 1, repaired: 1 },
      names: '20',
    },
    {
      why: 'a row that somebody deleted',
      spoil: ({ memory }) =>
        memory.put(
          dealsSheet,
          deals(memory).filter(({ deal_id }) => deal_id !== '21'),
        ),
      found: { missing: 1, repaired: 1 },
      names: '21+',
    },
    {
      why: 'a cell that somebody changed',
      spoil: ({ memory }) =>
        memory.put(
          dealsSheet,
          deals(memory).map((deal) => (deal.deal_id === '22' ? { ...deal, amount: 1 } : deal)),
        ),
      found: { stale: 1, repaired: 1 },
      names: '22',
    },
    {
      why: 'a deal that never came',
      spoil: ({ crm, deal }) =>
        void crm.deals.set(500, { ...deal(3), id: 500, created: NOW - 60_000, updated: NOW - 60_000, moves: [{ at: NOW - 60_000, stage: deal(3).stage }] }),
      found: { missing: 1, repaired: 1 },
      names: '500+',
    },
    {
      why: 'rows that somebody sorted by amount',
      spoil: ({ memory }) =>
        memory.put(
          dealsSheet,
          [...deals(memory)].sort((a, b) => (a.amount ?? 0) - (b.amount ?? 0)),
        ),
      found: { missing: 0, stale: 0, deleted: 0 },
    },
  ];
  test.each(cases)('$why', ({ spoil, found, names }) => {
    const all = loaded(),
      { crm, memory } = all;
    const eventsBefore = events(memory).length;
    spoil(all);
    reconciled(memory);
    expect(told(memory)).toEqual(truth(crm));
    const [first] = certificates(memory);
    expect(first).toMatchObject(found);
    expect(first?.amount_crm).toBe(first?.amount_sheet);
    const named = certificates(memory).filter(({ month, rows }) => month !== '' && rows !== '');
    expect([first?.rows, ...named.map(({ rows }) => rows)]).toEqual(names ? [names, names] : ['']);
    for (const { rows, month } of named)
      expect(month).toBe(monthOf(dayAt(deals(memory).find(({ deal_id }) => deal_id === rows.replace(/[+−]/, ''))?.created_at ?? 0, 'Europe/Moscow')));
    const before = [deals(memory), events(memory), letters(memory)];
    expect(events(memory).length - eventsBefore).toBeLessThan(5);
    reconciled(memory);
    expect([deals(memory), events(memory), letters(memory)]).toEqual(before);
    expect(certificates(memory)[0]).toMatchObject({ missing: 0, stale: 0, deleted: 0, repaired: 0 });
  });
});

describe('webhooks and pulls in any order', () => {
  test.each([1, 2, 3])('lost, doubled, late and out of order, while a load and a reconciliation go on: seed %d', (seed) => {
    const crm = fakeCrm({ pageSize: 20 }),
      roll = dice(seed);
    fill(crm, 250, NOW, seed);
    const memory = connected(crm),
      late: string[] = [];
    let clock = NOW;
    const live = (): void => {
      clock = Math.max(clock + 1_000, memory.now);
      const deal = crm.deals.get(1 + roll(crm.deals.size));
      if (!deal || roll(3) > 0) return;
      if (roll(12) === 0) {
        crm.deals.delete(deal.id);
        if (roll(2) === 0) late.push(crm.removal(deal.id));
        return;
      }
      const stage = [20, 30, 50, 142][roll(4)] ?? 20,
        at = Math.floor(clock / 1000) * 1000;
      if (stage !== deal.stage) deal.moves.push({ at, stage });
      Object.assign(deal, { stage, updated: at, amount: deal.amount + roll(100) });
      const body = crm.hook(deal, 'status');
      if (roll(20) > 0) late.push(body);
      if (roll(20) === 0) late.push(body);
      if (roll(20) > 0) for (let n = roll(3); n > 0 && late.length > 0; n -= 1) posted.push(late.splice(roll(late.length), 1)[0] ?? '');
    };
    const posted: string[] = [];
    crm.before = live;
    const minutes = (): void => {
      for (let i = 0; i < 200; i += 1) {
        memory.now = Math.max(memory.now + MINUTE, clock);
        for (const body of posted.splice(0)) post(memory, body);
        drained(memory);
        if (pullStep(memory.world(), 240_000) !== true) return;
      }
    };
    startPull(memory.world(), CRM, 'load');
    minutes();
    startPull(memory.world(), CRM, 'reconcile');
    minutes();
    crm.before = null;
    for (const body of [...posted, ...late]) post(memory, body); // the last come when all is quiet
    drained(memory);
    memory.now = Math.max(memory.now, clock) + MINUTE;
    startPull(memory.world(), CRM, 'reconcile');
    pulled(memory);
    expect(told(memory)).toEqual(truth(crm));
    const before = [deals(memory), events(memory), letters(memory)];
    startPull(memory.world(), CRM, 'reconcile');
    pulled(memory);
    expect([deals(memory), events(memory), letters(memory)]).toEqual(before);
    const [first] = certificates(memory);
    expect(first).toMatchObject({ checked: crm.deals.size, missing: 0, stale: 0, deleted: 0 });
    expect(first?.amount_crm).toBe(first?.amount_sheet);
  });
});

describe('a CRM that cannot be asked', () => {
  const faults = [
    new Fault('token-wrong', { crm: CRM }),
    new Fault('no-rights', { crm: CRM, what: 'leads' }),
    new Fault('no-rest', { crm: CRM }),
    new Fault('crm-busy', { crm: CRM }),
    new Fault('crm-away', { address: 'https://fake.example', why: 'certificate has expired' }),
    new Fault('crm-nonsense', { crm: CRM, why: 'half a page' }),
  ];
  test.each(faults.flatMap((fault) => ['oldest', 'created', 'history'].map((what) => ({ code: fault.code, what, fault }))))(
    '$code at $what: the cursor stands, it is tried later and later, nothing is lost',
    ({ fault, what }) => {
      const crm = fakeCrm({ pageSize: 20 });
      fill(crm, 60, NOW);
      const memory = connected(crm);
      startPull(memory.world(), CRM, 'load');
      crm.faults.set(what, fault);
      expect(pullStep(memory.world(), 240_000)).toBe(false);
      expect(pullState(memory.world())[0]).toMatchObject({ state: 'waiting', what: 'load', fault: { code: fault.code, details: fault.details } });
      crm.asked = [];
      memory.now += 1_000;
      expect(pullStep(memory.world(), 240_000)).toBeNull(); // not before its time
      expect(crm.asked).toEqual([]);
      memory.now += MINUTE;
      pullStep(memory.world(), 240_000);
      crm.asked = [];
      memory.now += MINUTE;
      expect(pullStep(memory.world(), 240_000)).toBeNull(); // two minutes after the second failure
      memory.now += MINUTE;
      crm.faults.clear();
      pullStep(memory.world(), 240_000);
      expect(told(memory)).toEqual(truth(crm));
      expect(pullState(memory.world())[0]).toMatchObject({ state: 'done', fault: null });
    },
  );
  test('a clock that stands still never comes to the end of a pause: each look tries again, and the pull ends', () => {
    const crm = fakeCrm({ pageSize: 20 });
    fill(crm, 60, NOW);
    const memory = connected(crm, { mode: 'poll' });
    startPull(memory.world(), CRM, 'load');
    crm.faults.set('*', faults[4] as Fault);
    for (let looks = 1; looks <= 3; looks += 1) {
      look(memory.world());
      expect(pullState(memory.world())[0]).toMatchObject({ state: 'waiting', fault: { code: 'crm-away' } });
    }
    expect(crm.asked).toEqual(['oldest', 'oldest', 'oldest']); // once a look
    crm.faults.clear();
    look(memory.world());
    expect(told(memory)).toEqual(truth(crm));
    expect(pullState(memory.world())[0]).toMatchObject({ state: 'done', fault: null });
  });
  test('a new key is tried at once', () => {
    const crm = fakeCrm();
    fill(crm, 10, NOW);
    const memory = connected(crm);
    startPull(memory.world(), CRM, 'load');
    crm.faults.set('*', new Fault('token-wrong', { crm: CRM }));
    pullStep(memory.world(), 240_000);
    crm.faults.clear();
    memory.now += 1_000;
    expect(pullStep(memory.world(), 240_000)).toBeNull();
    keepConnection(memory.store, { crm: CRM, address: 'https://fake.example', token: 'a new token', options: {} });
    expect(pullStep(memory.world(), 240_000)).toBe(false);
    expect(told(memory)).toEqual(truth(crm));
  });
});

describe('one at a time, stop and start', () => {
  const slow = () => {
    const crm = fakeCrm({ pageSize: 10 });
    fill(crm, 600, NOW);
    const memory = connected(crm);
    memory.msACall = 400;
    startPull(memory.world(), CRM, 'load');
    return { crm, memory };
  };
  test('a second execution finds the lease taken, and has it when the first died', () => {
    const { crm, memory } = slow();
    let second: boolean | null | undefined;
    crm.before = () => {
      crm.before = null;
      second = pullStep(memory.world(), 240_000);
      throw new Error('killed');
    };
    expect(() => pullStep(memory.world(), 240_000)).toThrow('killed');
    expect(second).toBeNull();
    memory.store.set({ 'pull.lease': String(memory.now + 300_000) }); // a real death gives nothing back
    expect(pullStep(memory.world(), 240_000)).toBeNull();
    memory.now += 300_001;
    expect(pullStep(memory.world(), 240_000)).not.toBeNull();
  });
  test('stopped it rests, started again it goes on from there; the estimate comes down', () => {
    const { crm, memory } = slow();
    memory.now += MINUTE;
    expect(pullStep(memory.world(), 4_000)).toBe(true);
    const [running] = pullState(memory.world());
    expect(running).toMatchObject({ state: 'running', what: 'load' });
    stopPull(memory.world(), CRM);
    expect(pullState(memory.world())[0]).toMatchObject({ state: 'stopped', done: running?.done });
    memory.now += MINUTE;
    crm.asked = [];
    expect(pullStep(memory.world(), 4_000)).toBeNull();
    expect(crm.asked).toEqual([]);
    startPull(memory.world(), CRM, 'load');
    const etas: number[] = [];
    for (let i = 0; i < 100 && pullState(memory.world())[0]?.state === 'running'; i += 1) {
      memory.now += MINUTE;
      pullStep(memory.world(), 4_000);
      const eta = pullState(memory.world())[0]?.etaSeconds;
      if (typeof eta === 'number') etas.push(eta);
    }
    expect(told(memory)).toEqual(truth(crm));
    expect(etas.length).toBeGreaterThan(1);
    expect(etas[etas.length - 1]).toBeLessThan(etas[0] ?? 0);
    expect(pullState(memory.world())[0]).toMatchObject({ state: 'done', etaSeconds: null, total: 800, done: 800 });
  });
});
