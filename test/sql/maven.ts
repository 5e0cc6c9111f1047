import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonCrm } from '../../src/crm/json/adapter';
import type { Book } from '../../src/facts/book';
import { recordKey } from '../../src/facts/deal-record';
import { history } from '../../src/facts/deal-state';
import { startOf } from '../../src/kernel/calendar';
import { grouped } from '../../src/kernel/group';
import { readCsv } from '../../src/sidebar/import-csv';
import { bodiesOf, takeRows } from '../../src/sidebar/import-rows';
import { columnsOf } from '../../src/sidebar/import-targets';
import { mappingOf } from '../facts/deal-fixtures';
import { book, expense, manager, plan, rub, scheme } from '../metrics/money-book';

const folder = join(__dirname, '../../../shared/data/maven');
/** Where the sample of 8,800 deals of a sales team lies beside the product; it is not part of it. */
export const isMavenHere = existsSync(join(folder, 'sales_pipeline.csv'));
const linesOf = (name: string): string[][] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));

/** The sample, read by the import of the sidebar, sent as its bodies, folded as the drain does; with plans, rent and schemes of ours, for it has none. */
export function mavenBook(): Book {
  const zone = 'America/New_York',
    today = '2018-01-01',
    now = startOf(today, zone) + 50_000_000;
  const sheet = readCsv(readFileSync(join(folder, 'sales_pipeline.csv'), 'utf8')),
    { events } = takeRows(sheet, { kind: 'deal', columns: columnsOf(sheet, 'deal'), keys: [], source: '', today });
  const records = bodiesOf(events, '').flatMap((body, i) =>
    jsonCrm('import')
      .read(body, zone)
      .deals.map((record) => ({ ...record, receivedAt: now, eventId: `b${i}` })),
  );
  const outcomes = { Prospecting: 'new', Engaging: 'in_work', Won: 'contract', Lost: 'refusal' } as const,
    mapping = { ...mappingOf({ zone, outcomes }), managerName: (_crm: string, id: string) => id };
  const folded = [...grouped(records, recordKey).values()].map((own) => history(own, mapping));
  const agents = linesOf('sales_teams.csv').map(([name = '', , office = '']) => ({ name, office }));
  return book({
    settings: { ...book({}).settings, currency: 'USD', time_zone: zone },
    today,
    now,
    managers: agents.map(({ name, office }) => manager(name, name, { crm: 'import', department: office })),
    deals: folded.map(({ deal }) => deal),
    events: folded.flatMap((one) => one.events),
    prices: linesOf('products.csv').map(([product = '', , price = '0']) => ({ product, price: rub(Number(price)), valid_from: null })),
    expenses: [
      expense({ day: '2017-01-31', amount: rub(40_000.01), every: 'month' }),
      expense({ day: '2017-05-10', amount: rub(9_999.99), from: '2017-05', to: '2017-11' }),
    ],
    plans: agents.flatMap(({ name }) => ['2017-06', '2017-11'].map((month) => plan(month, name, 'turnover', 25_000))),
    schemes: agents.map(({ name }, i) =>
      scheme({
        manager: name,
        base: 'contract',
        valid_from: '2017-01-01',
        fixed: rub(2_000),
        tiers: i % 3 === 0 ? 'whole: 0=1; 20000=2' : '0=1; 10000=2; 30000=3.5',
        plan_metric: 'turnover',
        multipliers: '0=0.8; 80=1; 100.01=1.1',
      }),
    ),
    mappedCosts: [],
  });
}
