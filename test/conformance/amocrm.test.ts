/**
 * Reads bodies of real and documented webhooks from ../shared/fixtures, a folder beside this repository that is no part of it (its bodies may not be copied here).
 * Where the folder is absent these tests say so and pass; test/crm holds the same ground with bodies of our own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFields } from '../../src/crm/amocrm/fields';
import { readWebhook } from '../../src/crm/amocrm/webhook';
import { type FormMap, type FormValue, formOfJson, isMap, itemsOf, readForm } from '../../src/crm/form';
import { deals, drained, events, installed, letters, post } from '../ingest/setting';

const folder = join(__dirname, '../../../shared/fixtures/amocrm'),
  here = existsSync(folder);
const names = here
  ? readdirSync(folder)
      .filter((name) => /^webhook_.*\.txt$/.test(name) && !name.endsWith('.headers.txt'))
      .sort()
  : [];
const bodies = names.map((name) => ({ name, body: readFileSync(join(folder, name), 'utf8') }));
const whenHere = here ? test : test.skip;

test('the folder of saved bodies is there, or its absence is said', () => {
  if (!here) console.warn(`conformance: ${folder} is absent, the saved amoCRM bodies were not read`);
  expect(here).toBe(existsSync(folder));
  expect(bodies.length > 0).toBe(here);
});

/** Custom fields of the events themselves; those of a lead inside an `unsorted` belong to it. */
const customFields = (values: FormMap): FormValue[] =>
  Object.values(values).flatMap((byAction) =>
    itemsOf(byAction).flatMap(([, list]) => itemsOf(list).flatMap(([, item]) => (isMap(item) && item.custom_fields !== undefined ? [item.custom_fields] : []))),
  );

whenHere('57 bodies: 60 events, 77 custom fields, each with a scalar value', () => {
  const readings = bodies.map(({ body }) => readWebhook(body)),
    fields = bodies.flatMap(({ body }) => customFields(readForm(body).values).flatMap(readFields));
  expect(bodies).toHaveLength(57);
  expect(readings.reduce((n, { deals: own, others }) => n + own.length + others.length, 0)).toBe(60);
  expect(fields).toHaveLength(77);
  expect(fields.filter(({ values }) => values.length === 0 || values.some(({ value }) => typeof value !== 'string'))).toEqual([]);
});

whenHere('the documented bodies equal their JSON twins', () => {
  const documented = JSON.parse(readFileSync(join(folder, 'webhook_docs_all_events_KOMMO.json'), 'utf8')) as unknown;
  const texts = new Set(
    (Array.isArray(documented) ? documented : Object.values(documented as Record<string, unknown>)).map((one) => JSON.stringify(sorted(formOfJson(one)))),
  );
  const ours = bodies
    .filter(({ name }) => name.startsWith('webhook_docs_'))
    .map(({ name, body }) => {
      const { account: _account, ...rest } = readForm(body).values;
      return { name, text: JSON.stringify(sorted(rest)) };
    });
  expect(ours).toHaveLength(27);
  expect(ours.filter(({ text }) => ![...texts].some((one) => one.includes(text))).map(({ name }) => name)).toEqual([]);
});
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, sorted(inner)]),
        )
      : value;

const leadBodies = bodies.filter(({ body }) => decodeURIComponent(body.replace(/%(?![0-9a-f]{2})/gi, '%25')).includes('leads['));

whenHere('each body with leads gives its rows', () => {
  for (const { name, body } of leadBodies) {
    const memory = installed({ unmapped: true }),
      reading = readWebhook(body);
    post(memory, body);
    drained(memory);
    expect({
      name,
      ids: deals(memory)
        .map(({ deal_id }) => deal_id)
        .sort(),
    }).toEqual({ name, ids: [...new Set(reading.deals.map(({ dealId }) => dealId))].sort() });
    expect(letters(memory).every(({ status }) => status === 'done')).toBe(true);
  }
});

whenHere('each delivered three times, in three orders: the same workbook', () => {
  const run = (list: readonly string[]): unknown => {
    const memory = installed({ unmapped: true });
    list.forEach((body, i) => {
      post(memory, body);
      if (i % 7 === 6) drained(memory);
    });
    drained(memory);
    return {
      deals: deals(memory),
      events: events(memory),
      letters: letters(memory)
        .map(({ event_id }) => event_id)
        .sort(),
    };
  };
  const once = leadBodies.map(({ body }) => body),
    thrice = [...once, ...once, ...once];
  const calm = run(once);
  expect(run(thrice)).toEqual(calm);
  expect(run([...thrice].reverse())).toEqual(calm);
  expect(run(thrice.map((_, i) => thrice[(i * 37) % thrice.length] ?? ''))).toEqual(calm);
});
