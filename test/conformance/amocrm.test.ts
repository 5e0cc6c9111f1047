/**
 * Reads bodies of real and documented webhooks from ../shared/fixtures, a folder beside this repository that is no part of it (its bodies may not be copied here).
 * Where the folder is absent these tests say so and pass; test/crm holds the same ground with bodies of our own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFields } from '../../src/crm/amocrm/fields';
import { amoSource } from '../../src/crm/amocrm/source';
import { amoCrm, readWebhook } from '../../src/crm/amocrm/webhook';
import { type FormMap, type FormValue, formOfJson, isMap, itemsOf, readForm } from '../../src/crm/form';
import { stub } from '../crm/amocrm/stub';
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

/** Each of the 60 events by what it became, counted by hand in the folder's own list of bodies. */
const kinds = {
  'deal add': 6, // 2016 twice, 2025, documented, and two of a digital pipeline
  'deal update': 5, // 2016 twice, 2025, documented, the made-up batch
  'deal status': 7, // 2016 twice, 2018 in two spellings, 2021, documented, digital pipeline
  'deal responsible': 3, // 2016 twice, documented
  'deal delete': 3, // 2016, documented, the batch
  'deal restore': 2, // 2016, documented
  'contact save': 11, // 2016: add, update, restore and two of them short; 2018; 2025 twice; documented add and update; the batch
  'contact delete': 2, // 2016, documented
  'company save': 3, // 2016, documented, the batch: all under `contacts` with type=company
  'company delete': 2, // 2016, documented
  'task save': 5, // documented: added, then text, owner, result, done
  'task delete': 1,
  'activity save': 3, // a remark in a deal, one in a company, a chat message
  'other unsorted': 3, // added, accepted, declined: the lead itself comes under `leads`
  'other talk': 2,
  'other catalogs': 2,
};
function countOf(words: readonly string[]): Readonly<Record<string, number>> {
  const count: Record<string, number> = {};
  for (const word of words) count[word] = (count[word] ?? 0) + 1;
  return count;
}

whenHere('57 bodies: 60 events, each of its kind; 77 custom fields, each with a scalar value', () => {
  const readings = bodies.map(({ body }) => readWebhook(body)),
    fields = bodies.flatMap(({ body }) => customFields(readForm(body).values).flatMap(readFields));
  const words = readings.flatMap(({ deals: own, sides, others }) => [
    ...own.map(({ action }) => `deal ${action}`),
    ...sides.map(({ entity, action }) => `${entity} ${action}`),
    ...others.map(({ entity }) => `other ${entity}`),
  ]);
  expect(bodies).toHaveLength(57);
  expect(words).toHaveLength(60);
  expect(countOf(words)).toEqual(kinds);
  expect(fields).toHaveLength(77);
  expect(fields.filter(({ values }) => values.length === 0 || values.some(({ value }) => typeof value !== 'string'))).toEqual([]);
});
whenHere('what is only named is asked for: three bodies of digital pipelines, three records of the made-up batch', () => {
  const pokes = bodies.flatMap(({ name, body }) => readWebhook(body).pokes.map(({ entity }) => `${/^webhook_(dp|multi)/.exec(name)?.[1] ?? name} ${entity}`));
  expect(countOf(pokes)).toEqual({ 'dp deal': 3, 'multi deal': 1, 'multi contact': 1, 'multi company': 1 });
});
whenHere('all that cannot be read: four keys that the senders of 2016 cut off', () => {
  expect(bodies.flatMap(({ body }) => readWebhook(body).faults.map(({ path, why }) => `${path} ${why}`)).sort()).toEqual([
    'contacts[add][0][ key cut off',
    'contacts[restore][0][ key cut off',
    'contacts[update][0][ key cut off',
    'leads[status][0][ key cut off',
  ]);
});

const answer = (name: string): { readonly json: object } => ({ json: JSON.parse(readFileSync(join(folder, `api_v4_${name}.json`), 'utf8')) as object });
const window = { from: 0, to: Date.UTC(2100, 0) };
whenHere('answers of REST v4 through the source', () => {
  const lists = stub({ leads: answer('leads_list_with_contacts_customfields_2024'), users: answer('users'), 'leads/pipelines': answer('leads_pipelines') });
  const page = amoSource.created(lists.reach, { entity: 'deal', window, cursor: null });
  expect([page.items.map(({ id }) => id), page.next]).toEqual([['106649'], null]);
  const {
    deals: [deal],
  } = amoCrm.read(amoSource.bodyOf(lists.reach, { items: page.items, gone: [], withHistory: false }), 'Europe/Moscow');
  expect(deal).toMatchObject({ dealId: '106649', amount: '10000', stageId: '67035582', version: 1_716_617_006_000, clientId: 'contact/148775', tags: [] });
  expect(deal?.fields).toHaveLength(13);
  expect(deal?.fields?.filter(({ id }) => ['93709', '93713', '93719'].includes(id)).map(({ values }) => values)).toEqual([
    [{ value: '10000' }],
    [{ value: 'АТС', item: '45997' }],
    [{ value: '1711918800' }], // midnight in Moscow, 2024-04-01
  ]);
  const { managers, stages } = amoSource.directories(lists.reach);
  expect(managers).toEqual([
    { id: '123123', name: 'Пример пользователя 1', active: true, department: 'Менеджеры' },
    { id: '321321', name: 'Пример пользователя 2', active: true, department: '' },
  ]);
  expect(stages.map(({ semantics }) => semantics).filter((word) => word !== 'open')).toEqual(['won', 'lost']);
});
whenHere('a page that says that more follows, an account with its zone, a hook that is on', () => {
  const { reach } = stub({ leads: answer('leads_list_page2'), account: answer('account_with_datetime_settings'), webhooks: answer('webhooks_list') });
  expect(amoSource.created(reach, { entity: 'deal', window, cursor: null })).toMatchObject({ items: [{ id: '19619' }, { id: '14460' }], next: '0 0 3' });
  expect(amoSource.check(reach)).toEqual({ account: 'proba.amocrm.ru', zone: 'Europe/Moscow', refused: [] });
  expect([amoSource.hook?.(reach, 'https://webhook-uri.com'), amoSource.hook?.(reach, 'https://ours')]).toEqual(['armed', 'missing']);
});
whenHere('a lost deal with its reason, and three steps of a history', () => {
  const lost = JSON.parse(readFileSync(join(folder, 'api_v4_lead_by_id_with_all.json'), 'utf8')) as { readonly id: number };
  const one = stub({ leads: [lost] }),
    [item] = amoSource.byId(one.reach, 'deal', ['3912171']);
  expect(amoCrm.read(amoSource.bodyOf(one.reach, { items: item ? [item] : [], gone: [], withHistory: false }), 'UTC').deals).toMatchObject([
    { dealId: '3912171', stageId: '143', own: { refusal_reason: 'Пропала потребность' }, clientId: 'company/10971463', tags: ['тест'], fields: [] },
  ]);
  const page1 = answer('events_lead_status_changed').json as { readonly _embedded: { readonly events: readonly { readonly id: string }[] } };
  const told = stub({ leads: [{ ...lost, id: 26060763, created_at: 1_588_000_000 }], events: page1._embedded.events });
  const { deals: records } = amoCrm.read(
    amoSource.bodyOf(told.reach, { items: amoSource.byId(told.reach, 'deal', ['26060763']), gone: [], withHistory: true }),
    'UTC',
  );
  expect(records.slice(0, 4)).toMatchObject([
    { action: 'add', stageId: '5233224', pipelineId: '437642', managerId: '37268', amount: '0' },
    { action: 'status', stageId: '142', version: 1_588_888_888_000 },
    { action: 'responsible', managerId: '504329', version: 1_588_888_890_000 },
    { action: 'update', amount: '155', version: 1_588_888_891_000 },
  ]);
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
