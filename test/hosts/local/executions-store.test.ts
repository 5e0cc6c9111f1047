import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openStore } from '../../../src/hosts/local/store';
import { openWorkbook } from '../../../src/hosts/local/workbook';
import { workerFile } from './test-host';

const folder = mkdtempSync(join(tmpdir(), 'cifra-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('gives back snapshot, later changes, records and lists, in their order', async () => {
  const data = join(folder, 'a');
  const first = openStore(data);
  expect(first.saved).toEqual({ snapshot: null, changes: [] });
  first.append([1, 2]);
  await first.compact({ made: 'of 1 and 2' });
  first.append([3]);
  first.append([]);
  first.append([4, 5]);
  first.put('clock', 7);
  first.add('mail', { to: 'a' }, 10);
  first.add('mail', { to: 'b' }, 10);
  await first.flushed();
  await first.close();
  const second = openStore(data);
  expect(second.saved).toEqual({ snapshot: { made: 'of 1 and 2' }, changes: [3, 4, 5] });
  expect([second.get('clock'), second.get('nothing'), second.list('mail'), second.weight().writes]).toEqual([7, undefined, [{ to: 'a' }, { to: 'b' }], 2]);
  await second.close();
});

it('keeps only the newest of a list', async () => {
  const store = openStore(join(folder, 'b'));
  for (let n = 1; n <= 250; n += 1) store.add('mail', n, 100);
  await store.flushed();
  const kept = store.list<number>('mail');
  expect(kept).toEqual(Array.from({ length: 100 }, (_, i) => 151 + i));
  await store.close();
});

it('makes the snapshot of a workbook in a thread while changes go on', async () => {
  const data = join(folder, 'c');
  const store = openStore(data);
  const workbook = openWorkbook({ locale: 'en', timeZone: 'UTC' });
  const [sheet] = workbook.sheets();
  const write = (row: number): void => {
    workbook.write(sheet?.id ?? 0, { row, col: 0, rows: 1, cols: 1 }, [[{ value: `row ${row}` }]]);
    store.append(workbook.takeChanges());
  };
  for (let row = 0; row < 20; row += 1) write(row);
  await store.flushed();
  const thread = new Worker(workerFile(), { workerData: { compaction: { data, locale: 'en', timeZone: 'UTC' } } });
  const done = new Promise<number>((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
  write(20);
  await store.flushed();
  store.compacted(await done);
  await thread.terminate();
  write(21);
  await store.flushed();
  expect(store.weight().writes).toBeLessThanOrEqual(2);
  await store.close();
  const again = openStore(data);
  const opened = openWorkbook({ snapshot: again.saved.snapshot, changes: again.saved.changes, locale: 'en', timeZone: 'UTC' });
  expect(opened.read(opened.sheets()[0]?.id ?? 0, { row: 0, col: 0, rows: 22, cols: 1 }).map(([cell]) => cell?.value)).toEqual(
    Array.from({ length: 22 }, (_, row) => `row ${row}`),
  );
  await again.close();
});
