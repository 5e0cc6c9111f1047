/** Every money report a second time, by SQL written from the definitions alone: equal to the kopeck, row by row. See README.md beside. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { demoPlan } from '../../src/hosts/local/demo/generator';
import { demoBook } from '../demo-book';
import { moneyCompany } from '../golden/money-company';
import { checks } from './checks';
import { disagreements } from './compare';
import { openBusinesses } from './duck';
import { isMavenHere, mavenBook } from './maven';

const businesses = [
  { name: 'golden', book: moneyCompany },
  { name: 'demo', book: demoBook(demoPlan(Date.parse('2026-11-21T15:00:00+03:00'), 'ru')).book },
  ...(isMavenHere ? [{ name: 'maven', book: mavenBook() }] : []),
];
let db: DuckDBConnection;
beforeAll(async () => {
  db = await openBusinesses(businesses);
});
afterAll(() => db.closeSync());

test('a sample of 8,800 deals is there, or its absence is said', () => {
  if (!isMavenHere) console.warn('sql: shared/data/maven is absent beside the product, the sample was not computed');
  expect(businesses.map(({ book }) => book.deals.length > 0)).toEqual(businesses.map(() => true));
  expect(businesses.find(({ name }) => name === 'maven')?.book.deals.length).toBe(isMavenHere ? 8_800 : undefined);
});
test.each(Object.keys(checks))('%s', async (key) => expect(await disagreements(db, key, businesses)).toEqual([]));
