import { body, form, lead, poke, removal } from './amo-body';
import { deals, drained, events, installed, letters, post, problems } from './setting';

const T = Date.parse('2026-11-20T09:00:00Z') / 1000;

/** An installation that has seen deal 1 once, so that nothing about it is new. */
function running(): ReturnType<typeof installed> {
  const memory = installed();
  post(memory, body('add', lead({ id: 1, at: T })));
  drained(memory);
  memory.calls();
  return memory;
}

test('a known deal is told at once, in at most eight calls', () => {
  const memory = running();
  expect(post(memory, body('status', lead({ id: 1, at: T + 60, created: T, stage: 30 })))).toBe('done');
  expect(memory.calls()).toEqual(['properties', 'lock', 'find deals', 'readSpan deals', 'write deals', 'append deal_events', 'append journal', 'flush']);
  expect(deals(memory)).toMatchObject([{ deal_id: '1', stage_id: '30', link: 'https://proba.amocrm.ru/leads/detail/1' }]);
  expect(events(memory).map(({ kind }) => kind)).toEqual(['created', 'stage']);
  expect(letters(memory).map(({ status, attempts }) => [status, attempts])).toEqual([
    ['done', 1],
    ['done', 1],
  ]);
});

test('a signature is two events, which cost a call too many: kept at once, told by the next drain', () => {
  const memory = running();
  expect(post(memory, body('status', lead({ id: 1, at: T + 60, created: T, stage: 50 })))).toBe('kept');
  expect(memory.calls().length).toBeLessThanOrEqual(8);
  drained(memory);
  expect(deals(memory)).toMatchObject([{ deal_id: '1', outcome: 'contract', signed: true, contract_day: '2026-11-20' }]);
  expect(events(memory).map(({ kind }) => kind)).toEqual(['created', 'stage', 'contract']);
});

test('a new deal with nothing else new is told at once', () => {
  const memory = running();
  expect(post(memory, body('add', lead({ id: 2, at: T + 60 })))).toBe('done');
  expect(memory.calls().length).toBeLessThanOrEqual(8);
  expect(deals(memory).map(({ deal_id }) => deal_id)).toEqual(['1', '2']);
});

test('the same body again changes nothing but the number of its deliveries', () => {
  const memory = running(),
    again = body('status', lead({ id: 1, at: T + 60, created: T, stage: 50 }));
  post(memory, again);
  const [rows, told] = [deals(memory), events(memory)];
  memory.calls();
  expect([post(memory, again), post(memory, again)]).toEqual(['again', 'again']);
  expect(memory.calls().length).toBeLessThanOrEqual(16);
  expect([deals(memory), events(memory)]).toEqual([rows, told]);
  expect(letters(memory).map(({ attempts }) => attempts)).toEqual([1, 3]);
});

test.each([
  { why: 'several deals', given: body('update', lead({ id: 1, at: T + 60, created: T }), lead({ id: 2, at: T + 60, created: T })) },
  { why: 'a stage never seen', given: body('status', lead({ id: 1, at: T + 60, created: T, stage: 77 })) },
  { why: 'a manager never seen', given: body('responsible', lead({ id: 1, at: T + 60, created: T, owner: 8 })) },
  { why: 'a field never seen', given: body('update', lead({ id: 1, at: T + 60, created: T, fields: { 999: 'x' } })) },
  { why: 'a late body', given: body('update', lead({ id: 1, at: T - 60, created: T - 120 })) },
  { why: 'the same second, other content', given: body('status', lead({ id: 1, at: T, created: T, stage: 30 })) },
  { why: 'digital pipeline', given: poke(1, 30) },
  { why: 'a deletion', given: removal(1) },
  { why: 'unreadable', given: 'hello' },
  { why: 'an amount below 0', given: body('update', lead({ id: 1, at: T + 60, created: T, price: -5 })) },
  { why: 'a truncated key', given: `${body('update', lead({ id: 1, at: T + 60, created: T }))}&leads[update][0][` },
])('kept for the drain, one letter however often it comes: $why', ({ given }) => {
  const memory = running(),
    before = deals(memory);
  expect(post(memory, given)).toBe('kept');
  expect(memory.calls().length).toBeLessThanOrEqual(8);
  expect(post(memory, given)).toBe('again');
  expect(letters(memory).map(({ status, attempts }) => [status, attempts])).toEqual([
    ['done', 1],
    ['new', 2],
  ]);
  expect(deals(memory)).toEqual(before);
});

test('before anything is mapped, the first body waits; after a drain the next is told at once', () => {
  const memory = installed({ unmapped: true });
  expect(post(memory, body('add', lead({ id: 1, at: T })))).toBe('kept');
  expect(drained(memory)).toMatchObject({ taken: 1, pending: 0 });
  expect(post(memory, body('update', lead({ id: 1, at: T + 1, created: T })))).toBe('done');
});

describe('secret', () => {
  test('a wrong one is refused, and writes nothing but a count once a minute', () => {
    const memory = running();
    expect([post(memory, 'a=1', 'wrong'), post(memory, 'a=1', ''), post(memory, 'a=1', 'wrong again')]).toEqual(['refused', 'refused', 'refused']);
    expect(memory.calls()).toEqual(['properties', 'set', 'properties', 'properties']);
    expect(letters(memory)).toHaveLength(1);
    memory.now += 61_000;
    post(memory, 'a=1', 'wrong');
    expect(memory.calls()).toEqual(['properties', 'set']);
  });
  test('no secret set: nobody passes', () => {
    const memory = installed();
    memory.store.set({ 'secret.hash': null });
    expect([post(memory, 'a=1'), post(memory, 'a=1', '')]).toEqual(['refused', 'refused']);
  });
});

describe('overflow', () => {
  test('without the lock the body is kept in the Store, and the drain tells it', () => {
    const memory = running();
    memory.busy = true;
    expect(post(memory, body('status', lead({ id: 1, at: T + 60, created: T, stage: 50, name: 'Окна 🪟'.repeat(3_000) })))).toBe('kept');
    memory.busy = false;
    expect(letters(memory)).toHaveLength(1);
    expect(drained(memory)).toMatchObject({ taken: 1, pending: 0 });
    expect(deals(memory)).toMatchObject([{ signed: true }]);
    expect(Object.keys(memory.store.all()).filter((key) => key.startsWith('overflow.'))).toEqual([]);
  });
  test('the same body three times, once without the lock: one letter', () => {
    const memory = running(),
      given = body('status', lead({ id: 1, at: T + 60, created: T, stage: 50 }));
    memory.busy = true;
    post(memory, given);
    post(memory, given);
    memory.busy = false;
    post(memory, given);
    drained(memory);
    expect(letters(memory).map(({ status }) => status)).toEqual(['done', 'done']);
    expect(events(memory).filter(({ kind }) => kind === 'contract')).toHaveLength(1);
  });
  test('while bodies wait there, a newer one does not overtake them', () => {
    const memory = running();
    memory.busy = true;
    post(memory, body('status', lead({ id: 1, at: T + 60, created: T, stage: 30 })));
    memory.busy = false;
    expect(post(memory, body('status', lead({ id: 1, at: T + 120, created: T, stage: 50 })))).toBe('kept');
    drained(memory);
    expect(events(memory).map(({ kind, to }) => `${kind} ${to}`)).toEqual(['created 1/10', 'stage 1/30', 'stage 1/50', 'contract 2026-11-20']);
  });
  test('a full Store is an error, so that the CRM tries again', () => {
    const memory = running();
    memory.busy = true;
    expect(() => {
      for (let i = 0; i < 60; i += 1) post(memory, `${i}${'x'.repeat(20_000)}`);
    }).toThrow('property storage quota');
  });
  test.each(['deals', 'journal', 'deal_events'])('the tab %s is gone: the body is safe and told once the tab is back', (gone) => {
    const missing = [gone],
      memory = installed({ missing });
    expect(post(memory, body('add', lead({ id: 1, at: T })))).toBe('kept');
    const kept = gone === 'journal' ? Object.keys(memory.store.all()).filter((key) => key.startsWith('overflow.')) : letters(memory);
    expect(kept.length).toBeGreaterThan(0);
  });
});

describe('size', () => {
  test('a long body is kept whole over several rows, and read from them', () => {
    const memory = running(),
      given = body('update', lead({ id: 1, at: T + 60, created: T, name: '🙂=1+1 '.repeat(18_000) }));
    expect(given.length).toBeGreaterThan(300_000);
    expect(post(memory, given)).toBe('done');
    const rows = letters(memory).slice(1);
    expect(rows.map(({ status, kind }) => [status, kind])).toEqual(
      rows.map((_, i) => (i === 0 ? ['done', 'leads.update'] : ['part', `${i + 1}/${rows.length}`])),
    );
    expect(rows.map((row) => row.body + row.body_2 + row.body_3).join('')).toBe(given);
  });
  test('five megabytes: refused with a line in problems; the beginning is kept', () => {
    const memory = running(),
      given = `leads[add][0][id]=1&leads[add][0][name]=${'x'.repeat(5_000_000)}`;
    expect([post(memory, given), post(memory, given)]).toEqual(['too-large', 'too-large']);
    expect(letters(memory)[1]).toMatchObject({ status: 'rejected', body: given.slice(0, 45_000), attempts: 2 });
    expect(problems(memory)).toMatchObject([{ tab: 'Журнал', times: 1 }]);
    expect(problems(memory)[0]?.what).toContain('1048576');
    drained(memory);
    expect(letters(memory)[1]?.status).toBe('rejected');
  });
});

test('text of the CRM stays text', () => {
  const memory = running(),
    name = '=IMPORTXML("http://evil"; "//a") ‮שלום 👩‍👩‍👧';
  post(memory, body('update', lead({ id: 1, at: T + 60, created: T, name })));
  expect(deals(memory)[0]?.deal).toBe(name);
});

test('an unknown CRM in the address: kept, then marked with a problem', () => {
  const memory = running();
  expect(post(memory, form({ leads: { add: [lead({ id: 5, at: T })] } }), undefined, 'hubspot')).toBe('kept');
  drained(memory);
  expect(letters(memory)[1]).toMatchObject({ status: 'unreadable', crm: '', kind: 'crm:hubspot' });
  expect(problems(memory)[0]?.what).toContain('crm');
});
