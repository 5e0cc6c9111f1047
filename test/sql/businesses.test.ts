/** 200 small businesses that chance wrote, all in one database: every report is one query over all of them. See README.md beside. */
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { checks } from './checks';
import { disagreements } from './compare';
import { openBusinesses } from './duck';
import { randomBusiness } from './random-business';

const businesses = fc.sample(randomBusiness, { numRuns: Number(process.env.RUNS ?? 200) }).map((book, i) => ({ name: `b${i}`, book }));
let db: DuckDBConnection;
beforeAll(async () => {
  db = await openBusinesses(businesses);
});
afterAll(() => db.closeSync());

test.each(Object.keys(checks))('%s of every business', async (key) => {
  const wrong = await disagreements(db, key, businesses);
  expect({ wrong: wrong.length, smallest: wrong.slice(0, 2) }).toEqual({ wrong: 0, smallest: [] });
});
