/**
 * What the first load of a large amoCRM account costs: the product's own source, adapter, ingest and pull, over a CRM that answers by a formula and a workbook in memory, both on one
 * simulated clock. Each call costs what src/hosts/local/latency.ts says, each request 300 ms and the pauses that the source makes; an execution ends by itself before its six minutes
 * are over, the next begins with the next minute. In the middle one execution is killed. Then the same once more: nothing may be written but the certificate.
 *
 *   node bench/pull.mjs [leads]
 */
import { createHash } from 'node:crypto';
import Module from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '..'),
  LEADS = Number(process.argv[2] ?? 100_000);
const made = new Module('pull');
made._compile(
  buildSync({
    stdin: {
      contents: `export { pullState, pullStep, startPull } from './src/jobs/pull';
        export { keepConnection } from './src/ingest/connections';
        export { amoSource } from './src/crm/amocrm/source';
        export { amoCrm } from './src/crm/amocrm/webhook';
        export { isoTime, dayAt } from './src/kernel/calendar';
        export { latencyOf, startMs } from './src/hosts/local/latency';
        export { memoryWorld } from './test/memory-world';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  }).outputFiles[0].text,
  join(root, 'build/pull.cjs'),
);
const { pullState, pullStep, startPull, keepConnection, amoSource, amoCrm, isoTime, dayAt, latencyOf, startMs, memoryWorld } = made.exports;

const ZONE = 'Europe/Moscow',
  CRM = 'amocrm',
  NOW = Date.parse('2026-11-21T09:00:00Z'),
  PAST = 730 * 86_400,
  FIRST = 30_000_000;

// The CRM: lead n of LEADS is born at a time that follows from n, and moves up to four times, as 7n says
const bornAt = (n) => Math.floor(NOW / 1000 - PAST + (n / LEADS) * (PAST - 86_400));
const stepsOf = (n) => (n * 7) % 5;
const stageOf = (n, step) => (step === 0 ? 10 : step === stepsOf(n) && n % 3 === 0 ? 143 : [20, 30, 50, 142][step - 1]);
const stepAt = (n, step) => Math.min(bornAt(n) + step * (40_000 + (n % 1000) * 200), Math.floor(NOW / 1000) - 600 + step);
const leadOf = (n) => ({
  id: FIRST + n,
  name: `Окна ${n}`,
  price: (n % 400) * 1000,
  responsible_user_id: 1 + (n % 12),
  status_id: stageOf(n, stepsOf(n)),
  pipeline_id: 1,
  loss_reason_id: null,
  created_at: bornAt(n),
  updated_at: stepAt(n, stepsOf(n)) + 1,
  closed_at: null,
  is_deleted: false,
  custom_fields_values: [
    { field_id: 900, field_name: 'Сумма договора', field_code: null, field_type: 'numeric', values: [{ value: String((n % 400) * 1000) }] },
    {
      field_id: 901,
      field_name: 'Продукт',
      field_code: null,
      field_type: 'select',
      values: [{ value: ['Окна', 'Двери', 'Балконы'][n % 3], enum_id: 1 + (n % 3) }],
    },
  ],
  _embedded: { tags: [], contacts: [{ id: 1 + Math.floor(n / 2), is_main: true }], companies: [], loss_reason: [] },
});
const answerTo = (url) => {
  const { pathname, searchParams: query } = new URL(url),
    path = pathname.replace('/api/v4/', ''),
    page = Number(query.get('page') ?? 1),
    limit = Number(query.get('limit') ?? 250);
  const list = (name, items, more) => ({
    _links: { self: { href: url }, ...(more ? { next: { href: `${url.replace(/&page=\d+/, '')}&page=${page + 1}` } } : {}) },
    _embedded: { [name]: items },
  });
  if (path === 'leads') {
    const ids = query.getAll('filter[id][]').map((id) => Number(id) - FIRST);
    if (ids.length > 0) return list('leads', ids.filter((n) => n >= 0 && n < LEADS).map(leadOf), false);
    const at = (key, other) => Number(query.get(`filter[created_at][${key}]`) ?? other);
    const before = (second) => {
      let [low, high] = [0, LEADS];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (bornAt(middle) < second) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const from = before(at('from', 0)) + (page - 1) * limit,
      to = before(at('to', NOW / 1000) + 1);
    if (from >= to) return null;
    return list(
      'leads',
      Array.from({ length: Math.min(limit, to - from) }, (_, i) => leadOf(from + i)),
      from + limit < to,
    );
  }
  if (path === 'events') {
    const events = query.getAll('filter[entity_id][]').flatMap((id) => {
      const n = Number(id) - FIRST;
      return Array.from({ length: stepsOf(n) }, (_, i) => ({
        id: `${id}-${i}`,
        type: 'lead_status_changed',
        entity_id: Number(id),
        entity_type: 'lead',
        created_at: stepAt(n, i + 1),
        value_after: [{ lead_status: { id: stageOf(n, i + 1), pipeline_id: 1 } }],
        value_before: [{ lead_status: { id: stageOf(n, i), pipeline_id: 1 } }],
      }));
    });
    return events.length === 0 ? null : list('events', events.slice((page - 1) * limit, page * limit), events.length > page * limit);
  }
  return null; // no contacts, companies, tasks, calls: only leads are counted here
};

// One clock and one bill
let clock = NOW,
  bill;
const newBill = () => ({ calls: 0, requests: 0, read: 0, written: 0, ms: 0, sorted: 0 });
const charge = (method, { read = 0, written = 0 } = {}) => {
  const ms = latencyOf(method, read + written) + (written > 0 ? latencyOf('flush', written) - latencyOf('flush', 0) : 0);
  bill.calls += 1;
  bill.read += read;
  bill.written += written;
  bill.ms += ms;
  clock += ms;
};

// The workbook: rows as they are, nothing copied; a sort makes each key once
const tabs = new Map(),
  rowsOf = (sheet) => {
    if (!tabs.has(sheet.key)) tabs.set(sheet.key, []);
    return tabs.get(sheet.key);
  };
const width = (sheet) => Object.keys(sheet.columns).length;
const isBlank = (row) => Object.values(row).every((value) => value === '' || value === null || value === false);
const span = (sheet, from, count) =>
  rowsOf(sheet)
    .slice(from, from + count)
    .flatMap((row, i) => (isBlank(row) ? [] : [{ at: from + i, row }]));
const stored = (row) =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'number' && /_at$|^at$/.test(key) ? Math.floor(value / 1000) * 1000 : value]),
  );
const sheets = {
  read: (sheet) => {
    charge('getValues', { read: rowsOf(sheet).length * width(sheet) });
    return { rows: span(sheet, 0, rowsOf(sheet).length), problems: [] };
  },
  readSpan: (sheet, from, count) => {
    charge('getValues', { read: count * width(sheet) });
    return span(sheet, from, count);
  },
  find: (sheet, column, value, part) => {
    charge('findAll');
    return rowsOf(sheet).flatMap((row, at) => ((part ? String(row[column]).includes(value) : row[column] === value) ? [at] : []));
  },
  column: (sheet, key) => {
    charge('getLastRow');
    charge('getValues', { read: rowsOf(sheet).length });
    return rowsOf(sheet).map((row) => row[key] ?? null);
  },
  columns: (sheet) => Object.keys(sheet.columns),
  count: (sheet) => {
    charge('getLastRow');
    return rowsOf(sheet).length;
  },
  write: (sheet, placed) => {
    const places = placed.map(({ at }) => at).sort((a, b) => a - b);
    places.forEach((at, i) => {
      if (i === 0 || at !== places[i - 1] + 1) charge('setValues');
    });
    if (placed.length > 0) charge('flush', { written: placed.length * width(sheet) });
    for (const { at, row } of placed) rowsOf(sheet)[at] = stored(row);
  },
  append: (sheet, rows) => {
    if (rows.length === 0) return;
    charge('getLastRow');
    charge('setValues', { written: rows.length * width(sheet) });
    for (const row of rows) rowsOf(sheet).push(stored(row));
  },
  replace: (sheet, _block, rows) => {
    charge('getValues', { read: rowsOf(sheet).length * width(sheet) });
    const before = rowsOf(sheet).map((row) => JSON.stringify(row)),
      changed = rows.filter((row, i) => JSON.stringify(stored(row)) !== before[i]).length;
    if (changed > 0) charge('setValues', { written: changed * width(sheet) });
    tabs.set(sheet.key, rows.map(stored));
    return changed * width(sheet);
  },
  sort: (sheet, by) => {
    charge('sort');
    bill.sorted += rowsOf(sheet).length;
    const keyed = rowsOf(sheet).map((row) => ({
      row,
      keys: by.map(({ column }) => (sheet.columns[column].unit === 'time' && row[column] !== null ? isoTime(row[column], ZONE) : row[column])),
    }));
    keyed.sort((a, b) => {
      for (let i = 0; i < by.length; i += 1) if (a.keys[i] !== b.keys[i]) return a.keys[i] < b.keys[i] ? -1 : 1;
      return 0;
    });
    tabs.set(
      sheet.key,
      keyed.map(({ row }) => row),
    );
  },
  flush: () => charge('flush'),
};
const memory = memoryWorld({ now: NOW, crms: { [CRM]: amoCrm }, sources: { [CRM]: amoSource }, zone: ZONE });
let killAfter = Number.POSITIVE_INFINITY;
const http = {
  send: (requests) => {
    bill.requests += requests.length;
    charge('fetchAll');
    killAfter -= 1;
    if (killAfter < 0) throw new Error('killed');
    return requests.map(({ url }) => {
      const said = answerTo(url);
      return { code: said === null ? 204 : 200, headers: {}, text: said === null ? '' : JSON.stringify(said) };
    });
  },
  pause: (ms) => {
    bill.ms += ms;
    clock += ms;
  },
  clock: () => clock,
};
const worldOf = () => {
  memory.now = clock;
  const world = memory.world(),
    began = clock;
  return {
    ...world,
    http,
    sheets,
    now: began,
    today: dayAt(began, ZONE),
    spent: () => clock - began,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    lock: {
      within: (ms, job) => {
        charge('tryLock');
        return world.lock.within(ms, job);
      },
    },
    store: {
      ...world.store,
      set: (entries) => {
        charge('setProperties');
        world.store.set(entries);
      },
    },
  };
};

keepConnection(memory.store, { crm: CRM, address: 'https://bench.amocrm.ru', token: 't', options: {} });

/** Executions of the minute trigger until the pull is done. */
function run(what, { kill }) {
  bill = newBill();
  const began = clock,
    longest = [];
  startPull(worldOf(), CRM, what);
  for (let n = 1; n < 2_000; n += 1) {
    clock = Math.ceil((clock + startMs) / 60_000) * 60_000;
    const at = clock;
    if (kill && n === 4) killAfter = 40;
    try {
      pullStep(worldOf(), 240_000);
    } catch (error) {
      if (error.message !== 'killed') throw error;
      killAfter = Number.POSITIVE_INFINITY;
    }
    longest.push(clock - at);
    const [view] = pullState(worldOf());
    process.stderr.write(
      `\r${what}: execution ${n}, ${view.done} records, ${Math.round((clock - began) / 60_000)} minutes, ${view.etaSeconds ?? '–'} s to go   `,
    );
    if (view.state === 'waiting') throw new Error(JSON.stringify(view.fault));
    if (view.state === 'done') {
      process.stderr.write('\n');
      return { what, n, longest: Math.max(...longest), ...bill, view };
    }
  }
  throw new Error('The pull came to no end');
}
const rows = ['deals', 'deal_events', 'journal'];
const sizes = () => rows.map((key) => (tabs.get(key) ?? []).length);
const results = [run('load', { kill: true })];
const after = sizes();
const print = () =>
  createHash('sha256')
    .update(JSON.stringify(rows.map((key) => tabs.get(key))))
    .digest('hex');
const before = LEADS <= 20_000 ? print() : '';
results.push(run('reconcile', { kill: false }));
const same = JSON.stringify(sizes()) === JSON.stringify(after) && (before === '' || before === print());

const n = (value) => Math.round(value).toLocaleString('en-US');
console.log(
  `${n(LEADS)} leads: rows ${rows.map((key, i) => `${key} ${n(after[i])}`).join(', ')}; cells ${n([...tabs.values()].reduce((sum, tab) => sum + tab.length * Object.keys(tab[0] ?? {}).length, 0))}`,
);
console.log('| pull | executions | longest, s | simulated minutes | requests | calls | cells read | cells written | rows sorted |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const one of results)
  console.log(
    `| ${one.what} | ${one.n} | ${n(one.longest / 1000)} | ${n(one.ms / 60_000)} | ${n(one.requests)} | ${n(one.calls)} | ${n(one.read)} | ${n(one.written)} | ${n(one.sorted)} |`,
  );
for (const { view } of results) console.log(JSON.stringify(view.certificate));
const good = same && tabs.get('deals').length === LEADS && results.every((one) => one.longest < 360_000);
console.log(good ? 'Nothing lost, nothing doubled, the second pull wrote nothing, no execution reached six minutes.' : 'NOT as promised.');
process.exitCode = good ? 0 : 1;
