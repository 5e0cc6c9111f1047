/** Every money report a second time, by SQL written from the definitions alone: equal to the kopeck, row by row. See README.md beside. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { demoPlan } from '../../src/hosts/local/demo/generator';
import { demoBook } from '../demo-book';
import { moneyCompany } from '../golden/money-company';
import { checks } from './checks';
import { disagreements } from './compare';
import { openBusinesses } from './duck';

const businesses = [
  { name: 'golden', book: moneyCompany },
  { name: 'demo', book: demoBook(demoPlan(Date.parse('2026-11-21T15:00:00+03:00'), 'ru')).book },
];
let db: DuckDBConnection;
beforeAll(async () => {
  db = await openBusinesses(businesses);
});
afterAll(() => db.closeSync());

test.each(Object.keys(checks))('%s', async (key) => expect(await disagreements(db, key, businesses)).toEqual([]));
