import fc from 'fast-check';
import { companiesSheet } from '../../../sheets-templates/companies';
import { contactsSheet } from '../../../sheets-templates/contacts';
import { fieldsSheet } from '../../../sheets-templates/fields';
import { amoSource } from '../../../src/crm/amocrm/source';
import type { Deal } from '../../../src/facts/rows';
import type { Row } from '../../../src/kernel/sheet-template';
import { account, body, form, lead, type Tree } from '../../ingest/amo-body';
import { deals, drained, events, installed, letters, NOW, post, problems, rebuilt } from '../../ingest/setting';
import { stub } from './stub';

/** Webhooks and pulled pages through the whole way in: journal, drain, tabs. */

const T = Math.floor(NOW / 1000) - 10_000;
const contact = (id: number, at: number, name: string, more: Tree = {}): Tree => ({
  id,
  name,
  type: 'contact',
  responsible_user_id: 7,
  created_at: T,
  updated_at: T + at,
  ...more,
});
const contacts = (action: string, ...records: readonly Tree[]): string => form({ account, contacts: { [action]: records } });
const phone = (value: string): Tree => ({ custom_fields: [{ id: 1, name: 'Телефон', code: 'PHONE', values: [{ value, enum: 2 }] }] });

const bodies = [
  contacts('add', contact(71, 0, 'Анна'), contact(72, 0, 'Борис', phone('+7001'))),
  contacts('update', contact(71, 5, 'Анна Ильина', phone('+7002'))),
  contacts('update', contact(71, 9, 'Анна И.', phone(''))),
  contacts('update', { ...contact(80, 3, 'ООО Окна'), type: 'company' }),
  contacts('update', contact(71, 9, 'Анна И.', { linked_company_id: 80 })), // twice in one second
  contacts('add', contact(73, 2, 'Вера')),
  amoSource.bodyOf(stub({}).reach, {
    items: [
      {
        entity: 'contact',
        id: '72',
        createdAt: null,
        updatedAt: null,
        raw: { id: 72, name: 'Борис Б.', responsible_user_id: 8, created_at: T, updated_at: T + 4, fields: [] },
      },
    ],
    gone: [{ entity: 'contact', id: '73', at: (T + 50) * 1000 }],
    withHistory: false,
  }),
];
const tabsOf = (order: readonly string[], every: number): { readonly contacts: Row[]; readonly companies: Row[] } => {
  const memory = installed();
  order.forEach((one, i) => {
    post(memory, one);
    if (i % every === every - 1) drained(memory);
  });
  drained(memory);
  expect(letters(memory).map(({ status }) => status)).toEqual(letters(memory).map(() => 'done'));
  expect(problems(memory)).toEqual([]);
  return { contacts: memory.rows(contactsSheet), companies: memory.rows(companiesSheet) };
};

test('clients in the order in which things happened', () => {
  const { contacts: people, companies } = tabsOf(bodies, 1);
  expect(people.map(({ id, name, phone: number, company_id, manager_id, deleted }) => [id, name, number, company_id, manager_id, deleted].join('|'))).toEqual([
    '71|Анна И.||80|7|false',
    '72|Борис Б.|||8|false', // REST says all there is: no phone any more
    '73|Вера|||7|true', // gone, and what it was called stays
  ]);
  expect(companies.map(({ id, name, link }) => [id, name, link])).toEqual([['80', 'ООО Окна', 'https://proba.amocrm.ru/companies/detail/80']]);
});
test('the same tabs in whatever order, however often, and however many a drain takes', () => {
  const calm = tabsOf(bodies, 1);
  fc.assert(
    fc.property(fc.shuffledSubarray([...bodies, ...bodies], { minLength: 14 }), fc.integer({ min: 1, max: 5 }), (order, every) => {
      expect(tabsOf(order, every)).toEqual(calm);
    }),
    { numRuns: 25 },
  );
});

/** What stands in a row of a deal by each way. */
const told = (list: readonly string[]): { readonly row: Deal | undefined; readonly events: readonly string[] } => {
  const memory = installed();
  for (const one of list) {
    post(memory, one);
    drained(memory);
  }
  return { row: deals(memory)[0], events: events(memory).map(({ at, kind, from, to, amount }) => [Number(at) / 1000 - T, kind, from, to, amount].join(' ')) };
};
const rest = {
  id: 17,
  name: 'Окна',
  price: 1_000,
  responsible_user_id: 7,
  status_id: 30,
  pipeline_id: 1,
  created_at: T,
  updated_at: T + 60,
  custom_fields_values: [{ field_id: 901, field_name: 'Поле 901', field_code: null, values: [{ value: '250000' }] }],
  _embedded: { tags: [], loss_reason: [], contacts: [], companies: [] },
};
const moved = {
  id: 'e1',
  type: 'lead_status_changed',
  entity_id: 17,
  created_at: T + 60,
  value_after: [{ lead_status: { id: 30, pipeline_id: 1 } }],
  value_before: [{ lead_status: { id: 10, pipeline_id: 1 } }],
};
const page = (withHistory: boolean, record: object = rest): string => {
  const { reach } = stub({ leads: [record as typeof rest], events: [moved] });
  return amoSource.bodyOf(reach, { items: amoSource.byId(reach, 'deal', ['17']), gone: [], withHistory });
};
const hooks = [body('add', lead({ id: 17, at: T })), body('status', lead({ id: 17, at: T + 60, created: T, stage: 30, fields: { 901: '250000' } }))];

test('a deal by webhooks, by REST, and by both in either order: one row, one history', () => {
  const byHooks = told(hooks),
    byRest = told([page(true)]);
  expect(byRest).toEqual(byHooks);
  expect(byHooks.row).toMatchObject({ stage_id: '30', contract_amount: 25_000_000, outcome: 'measurement', link: 'https://proba.amocrm.ru/leads/detail/17' });
  expect(byHooks.events).toEqual(['0 created  1/10 100000', '60 stage 1/10 1/30 ']);
  for (const list of [
    [...hooks, page(true)],
    [page(true), ...hooks],
    [hooks[1] ?? '', page(false), hooks[0] ?? ''],
  ])
    expect(told(list)).toEqual(byHooks);
});
test('a field cleared in the CRM is blank after a pull: REST tells all that is filled in', () => {
  const cleared = page(false, { ...rest, updated_at: T + 90, custom_fields_values: null });
  expect(told([...hooks, cleared]).row).toMatchObject({ contract_amount: null, updated_at: (T + 90) * 1000 });
});
test('an old contract is signed over what is known now, on its own day', () => {
  const closed = { ...rest, status_id: 50, updated_at: T + 9_000 };
  const { reach } = stub({
    leads: [closed],
    events: [{ ...moved, value_after: [{ lead_status: { id: 50, pipeline_id: 1 } }] }],
  });
  const old = amoSource.bodyOf(reach, { items: amoSource.byId(reach, 'deal', ['17']), gone: [], withHistory: true });
  expect(told([old]).events).toEqual(['0 created  1/10 100000', '60 stage 1/10 1/50 ', '60 contract  2026-11-21 25000000']);
});

test('a field of a contact mapped as qualification fills its column; mapped later, what came before is read again', () => {
  const memory = installed();
  const mapped = { crm: 'amocrm', entity: 'contact', field_id: '55', field: 'Класс', meaning: 'qualification' };
  const classOf = (value: string): Tree => ({ custom_fields: [{ id: 55, name: 'Класс', values: [{ value }] }] });
  post(memory, contacts('add', contact(71, 0, 'Анна', classOf('A'))));
  drained(memory);
  expect(memory.rows(contactsSheet)).toMatchObject([{ id: '71', qualification: '' }]);
  memory.put(fieldsSheet, [...memory.rows(fieldsSheet), mapped]);
  memory.store.set({ 'inputs.edited': 'fields' });
  rebuilt(memory);
  expect(memory.rows(contactsSheet)).toMatchObject([{ id: '71', qualification: 'A' }]);
  post(memory, contacts('update', contact(71, 5, 'Анна', classOf('B')), { ...contact(90, 5, 'ООО', classOf('C')), type: 'company' }));
  drained(memory);
  expect(memory.rows(contactsSheet)).toMatchObject([{ id: '71', qualification: 'B' }]);
  expect(memory.rows(companiesSheet)).toMatchObject([{ id: '90', qualification: '' }]); // the field of a contact only
});
