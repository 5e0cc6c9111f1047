/** N12: the certificate by kind and month, with the name of every record that differed, however often the execution dies. */
import { dealsSheet } from '../../sheets-templates/deals';
import { reconciliationSheet } from '../../sheets-templates/reconciliation';
import type { Certificate } from '../../src/facts/rows';
import { pullStep, startPull } from '../../src/jobs/pull';
import { certificates as newest } from '../../src/jobs/reconcile-certificate';
import { addMonths, dayAt, monthOf } from '../../src/kernel/calendar';
import type { MemoryWorld } from '../memory-world';
import { CRM, dice, type FakeCrm, type FakeDeal, fakeCrm, fill } from './pull-crm';
import { certificates, connected, deals, MINUTE, NOW, pulled, told, truth } from './pull-setting';

const ZONE = 'Europe/Moscow',
  monthIn = (at: number): string => monthOf(dayAt(at, ZONE));
const loaded = (count: number, seed = 1): { readonly crm: FakeCrm; readonly memory: MemoryWorld } => {
  const crm = fakeCrm({ pageSize: 20 });
  fill(crm, count, NOW, seed);
  const memory = connected(crm);
  startPull(memory.world(), CRM, 'load');
  pulled(memory);
  return { crm, memory };
};
const reconciled = (memory: MemoryWorld): void => {
  startPull(memory.world(), CRM, 'reconcile');
  pulled(memory);
};
/** Rows of the newest certificate. */
const ofLast = (memory: MemoryWorld): Certificate[] => {
  const all = certificates(memory);
  return all.filter(({ at }) => at === all[0]?.at);
};
const months = (memory: MemoryWorld, title: string): Certificate[] =>
  ofLast(memory).filter(({ month, window }) => month !== '' && window.startsWith(`${title}: `));

test('each month says what was checked and what it comes to, in the CRM and here; the months add up to the kind', () => {
  const { crm, memory } = loaded(200),
    all = [...crm.deals.values()];
  for (const what of ['first load', 'reconciliation']) {
    const rows = months(memory, 'Сделки'),
      [whole] = ofLast(memory);
    expect(rows.map(({ month }) => month)).toEqual([...new Set(all.map(({ created }) => monthIn(created)))].sort().reverse());
    for (const row of rows) {
      const own = all.filter(({ created }) => monthIn(created) === row.month),
        sum = own.reduce((n, { amount }) => n + amount * 100, 0);
      expect(row).toMatchObject({ crm: CRM, window: `Сделки: ${row.month}`, checked: own.length, amount_crm: sum, amount_sheet: sum, deleted: 0, rows: '' });
      expect(row.missing).toBe(what === 'first load' ? own.length : 0);
    }
    expect(whole).toMatchObject({ month: '', checked: 200, amount_crm: rows.reduce((n, { amount_crm }) => n + Number(amount_crm), 0) });
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length);
    expect(months(memory, 'Контакты').reduce((n, { checked }) => n + Number(checked), 0)).toBe(crm.contacts.size);
    if (what === 'first load') reconciled(memory);
  }
});

test('the hash of a month changes with that month alone', () => {
  const { crm, memory } = loaded(100);
  reconciled(memory);
  const before = new Map(months(memory, 'Сделки').map(({ month, hash }) => [month, hash])),
    deal = crm.deals.get(40) as FakeDeal;
  Object.assign(deal, { amount: deal.amount + 1 });
  reconciled(memory);
  expect(
    months(memory, 'Сделки')
      .filter(({ month, hash }) => before.get(month) !== hash)
      .map(({ month }) => month),
  ).toEqual([monthIn(deal.created)]);
});

test('rows removed, added and altered anywhere: exactly these are named, each in its month, however many', () => {
  const { crm, memory } = loaded(300),
    roll = dice(3);
  const wanted = new Map<string, string>();
  const created = new Map([...crm.deals.values()].map(({ id, created: at }) => [id, at]));
  for (let n = 0; n < 60; n += 1) {
    const id = 1 + roll(300),
      deal = crm.deals.get(id);
    if (!deal || wanted.has(String(id))) continue;
    const how = roll(3);
    if (how === 0) Object.assign(deal, { amount: deal.amount + 5 });
    else if (how === 1) crm.deals.delete(id);
    wanted.set(String(id), ['', '−', '+'][how] ?? '');
  }
  memory.put(
    dealsSheet,
    deals(memory).filter(({ deal_id }) => wanted.get(deal_id) !== '+'),
  );
  reconciled(memory);
  const rows = months(memory, 'Сделки'),
    named = rows.flatMap(({ month, rows: names }) => (names === '' ? [] : names.split(', ').map((name) => `${month} ${name}`)));
  expect(named.sort()).toEqual([...wanted].map(([id, mark]) => `${monthIn(created.get(Number(id)) ?? 0)} ${id}${mark}`).sort());
  expect(rows.reduce((n, { repaired }) => n + Number(repaired), 0)).toBe(wanted.size);
  expect(told(memory)).toEqual(truth(crm));
  reconciled(memory);
  expect(months(memory, 'Сделки').every(({ rows: names }) => names === '')).toBe(true);
  expect(certificates(memory).filter(({ rows: names, month }) => names !== '' && month !== '').length).toBe(
    rows.filter(({ rows: names }) => names !== '').length,
  ); // the older ones are kept
});

test('where a cell would be too long, further rows go on', () => {
  const { crm, memory } = loaded(100);
  const inOne = [...crm.deals.values()].filter(({ created }) => monthIn(created) === '2026-06');
  expect(inOne.length).toBeGreaterThan(3);
  for (let id = 100_000_000_001; id < 100_000_000_401; id += 1) crm.deals.set(id, { ...(inOne[0] as FakeDeal), id });
  reconciled(memory);
  const rows = ofLast(memory).filter(({ month }) => month === '2026-06');
  expect(rows.filter(({ window }) => window.startsWith('Сделки')).map(({ window, checked }) => [window, checked])).toEqual([
    ['Сделки: 2026-06', inOne.length + 400],
    ['Сделки: 2026-06 (2)', null],
  ]);
  const names = rows.flatMap(({ rows: some }) => (some === '' ? [] : some.split(', ')));
  expect(new Set(names).size).toBe(400);
  expect(names.every((name) => /^100000000\d{3}\+$/.test(name))).toBe(true);
  expect(ofLast(memory)[0]).toMatchObject({ missing: 400, repaired: 400 });
  expect(ofLast(memory)[0]?.rows).toMatch(/^100000000001\+, .* …$/);
});

test.each([1, 2, 3])('killed at any call and begun again, it names every row that differed, and counts each once: seed %d', (seed) => {
  const { crm, memory } = loaded(160, seed),
    roll = dice(seed + 40);
  const altered = [...crm.deals.values()].filter(({ id }) => id % 7 === 3);
  for (const deal of altered) Object.assign(deal, { amount: deal.amount + 3 });
  memory.now += MINUTE;
  startPull(memory.world(), CRM, 'reconcile');
  let deaths = 0;
  for (let left = 25; ; left -= 1) {
    memory.now += 7 * MINUTE; // the lease of the one that died has run out
    let calls = left > 0 ? 2 + roll(45) : Number.MAX_SAFE_INTEGER;
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
  expect(deaths).toBeGreaterThan(2);
  const rows = months(memory, 'Сделки');
  expect(rows.flatMap(({ rows: names }) => (names === '' ? [] : names.split(', '))).sort()).toEqual(altered.map(({ id }) => String(id)).sort());
  expect(rows.reduce((n, { stale }) => n + Number(stale), 0)).toBe(altered.length);
  expect(ofLast(memory)[0]).toMatchObject({ checked: 160, stale: altered.length, repaired: altered.length });
});

test('forty years of records: the oldest count together, and no value of the Store outgrows 9 KB', () => {
  const crm = fakeCrm();
  for (let id = 1; id <= 480; id += 1) {
    const created = Date.UTC(1986, 11 + id - 1, 15);
    crm.deals.set(id, {
      id,
      created,
      updated: created,
      stage: 10,
      amount: 90_000_000_000,
      owner: 1,
      name: `${id}`,
      client: 1,
      moves: [{ at: created, stage: 10 }],
    });
  }
  const memory = connected(crm);
  startPull(memory.world(), CRM, 'load');
  pulled(memory);
  const rows = months(memory, 'Сделки'),
    first = addMonths(monthIn(NOW), -119);
  expect(rows).toHaveLength(120);
  expect(rows[119]).toMatchObject({ month: first, checked: 480 - rows.slice(0, 119).reduce((n, { checked }) => n + Number(checked), 0) });
  expect(Object.keys(memory.store.all()).filter((key) => key.startsWith('tally.'))).toEqual([]);
});

test('the newest certificate of each CRM is found whatever months stand below, and the months of the other CRM stay', () => {
  const { memory } = loaded(50);
  reconciled(memory);
  const mine = ofLast(memory),
    other = mine.map((row) => ({ ...row, crm: 'bitrix24', at: Number(row.at) - MINUTE }) as Certificate);
  memory.put(
    reconciliationSheet,
    [...mine.filter(({ month }) => month === ''), ...other.filter(({ month }) => month === ''), ...mine, ...other].filter(
      (row, i, all) => all.indexOf(row) === i,
    ),
  );
  reconciled(memory);
  expect(Object.keys(newest(memory.world())).sort()).toEqual([CRM, 'bitrix24']);
  expect(certificates(memory).filter(({ crm, month }) => crm === 'bitrix24' && month !== '')).toEqual(other.filter(({ month }) => month !== ''));
  expect(certificates(memory).filter(({ crm, month }) => crm === CRM && month !== '')).toEqual(ofLast(memory).filter(({ month }) => month !== ''));
});
