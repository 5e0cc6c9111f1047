/**
 * Reads saved answers and bodies of 1C from ../shared/fixtures, a folder beside this repository that is no part of it (its bodies may not be copied here).
 * Where the folder is absent these tests say so and pass; test/crm/json and test/crm/onec hold the same ground with bodies of our own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonCrm } from '../../src/crm/json/adapter';
import { oneC } from '../../src/crm/onec/source';
import type { Reach } from '../../src/ports/crm-source';
import { deals, drained, letters, NOW, post, problems, SECRET } from '../ingest/setting';
import { memoryWorld } from '../memory-world';

const folder = join(__dirname, '../../../shared/fixtures/onec'),
  here = existsSync(folder),
  whenHere = here ? test : test.skip;
const names = here ? readdirSync(folder).sort() : [];
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

test('the folder of saved bodies is there, or its absence is said', () => {
  if (!here) console.warn(`conformance: ${folder} is absent, the saved bodies of 1C were not read`);
  expect(here).toBe(existsSync(folder));
  expect(names.length > 0).toBe(here);
});

const reachTo = (text: string, options: Readonly<Record<string, string>> = {}): Reach => ({
  http: { send: (requests) => requests.map(() => ({ code: 200, headers: {}, text })), pause: () => undefined, clock: () => 0 },
  connection: { crm: 'onec', address: 'https://base.example/crm/odata/standard.odata', token: 'user:password', options },
  zone: 'Europe/Moscow',
});
const ever = { from: 0, to: Date.UTC(2100, 0, 1) };
const pulled = (text: string, options: Readonly<Record<string, string>> = {}) => {
  const reach = reachTo(text, options),
    { items } = oneC.created(reach, { entity: 'deal', window: ever, cursor: null });
  return jsonCrm('onec').read(oneC.bodyOf(reach, { items, gone: [], withHistory: true }), reach.zone);
};

whenHere('each of the 4 files is here, and each is accounted for below', () =>
  expect(names.map((name) => name.normalize('NFC'))).toEqual(
    ['SYNTHETIC_http_service_push.json', 'SYNTHETIC_odata_Document_CRM_Интерес.json', 'odata_error.json', 'odata_list_PyOData1C_readme.json'].sort(),
  ),
);

whenHere('our contract as 1C sends it: a deal, with its empty date left blank', () => {
  const { deals: read, faults } = jsonCrm('onec').read(textOf('SYNTHETIC_http_service_push.json'), 'Europe/Moscow');
  expect(faults).toEqual([]);
  expect(read).toEqual([
    {
      crm: 'onec',
      dealId: '11111111-0000-11ec-8000-000000000001',
      action: 'update',
      version: Date.UTC(2024, 0, 31, 10, 20, 5),
      createdAt: Date.UTC(2024, 0, 31, 7, 15),
      name: '00-000123',
      stageId: 'Переговоры',
      pipelineId: 'onec',
      managerId: 'Иванов Иван',
      names: { stage: 'Переговоры', manager: 'Иванов Иван' },
      amount: '125000',
      client: 'ООО Альфа',
      currency: 'RUB',
      event: '/00000000-0000-4000-8000-000000000021',
    },
  ]);
});

whenHere('an answer of OData: three rows, local times, whatever the document is called', () => {
  const { deals: read, faults } = pulled(textOf('odata_list_PyOData1C_readme.json'), { document: 'Document_ЭтапПроизводства2_2' });
  expect(faults).toEqual([]);
  expect(read.map(({ name, createdAt }) => [name, new Date(createdAt ?? 0).toISOString()])).toEqual([
    ['ПП00-5729.3.1.5', '2021-09-29T07:00:00.000Z'],
    ['ПП00-1.3.1', '2022-01-03T06:47:16.000Z'],
    ['ПП00-26.1.1', '2022-01-03T08:18:44.000Z'],
  ]);
});

whenHere('an interest with every trap of the platform: empty date, empty reference, composite type, a number as a text', () => {
  const name = names.find((one) => one.startsWith('SYNTHETIC_odata')) ?? '',
    options = {
      name: 'Тема',
      manager_id: 'Ответственный_Key',
      client_ref: 'Партнер_Key',
      sum: 'СуммаДокумента',
      closed_at: 'ДатаЗавершения',
      more: 'ПричинаОтказа_Key,ДокументОснование,РазмерФайла',
    };
  const { deals: read, faults } = pulled(textOf(name), options);
  expect(faults).toEqual([]);
  expect(read).toEqual([
    {
      crm: 'onec',
      dealId: '11111111-0000-11ec-8000-000000000001',
      action: 'update',
      version: null,
      deleted: false,
      createdAt: Date.UTC(2024, 0, 31, 7, 15),
      name: 'Поставка оборудования',
      managerId: '11111111-0000-11ec-8000-000000000003',
      amount: '125000.5',
      clientId: 'company/11111111-0000-11ec-8000-000000000002',
      fields: [
        { id: 'ПричинаОтказа_Key', name: 'ПричинаОтказа_Key', values: [{ value: '' }] },
        { id: 'ДокументОснование', name: 'ДокументОснование', values: [{ value: '11111111-0000-11ec-8000-000000000005' }] },
        { id: 'РазмерФайла', name: 'РазмерФайла', values: [{ value: '34567' }] },
      ],
    },
  ]);
});

whenHere('an error of OData is told in the words of 1C', () =>
  expect(() => pulled(textOf('odata_error.json'))).toThrow(/onec-refused .*Cоздание строк табличной части напрямую не поддерживается/),
);

whenHere('posted to the door, a push is told; answers of OData are no events: kept, counted, with the reason', () => {
  const memory = memoryWorld({ now: NOW, crms: { onec: jsonCrm('onec') } });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  for (const name of names) post(memory, textOf(name), SECRET, 'onec');
  drained(memory);
  expect(
    letters(memory)
      .map(({ status }) => status)
      .sort(),
  ).toEqual(['done', 'unreadable', 'unreadable', 'unreadable']);
  expect(deals(memory)).toHaveLength(1);
  expect(
    problems(memory)
      .filter(({ what }) => what.includes('нет ключа event'))
      .map(({ times }) => times),
  ).toEqual([3]);
});

whenHere('the same body pushed and pulled is one deal', () => {
  const memory = memoryWorld({ now: NOW, crms: { onec: jsonCrm('onec') } });
  memory.store.set({ 'secret.hash': memory.world().hash(SECRET) });
  const reach = reachTo(textOf(names.find((one) => one.startsWith('SYNTHETIC_odata')) ?? '')),
    { items } = oneC.created(reach, { entity: 'deal', window: ever, cursor: null });
  post(memory, textOf('SYNTHETIC_http_service_push.json'), SECRET, 'onec');
  post(memory, oneC.bodyOf(reach, { items, gone: [], withHistory: true }), SECRET, 'onec');
  drained(memory);
  expect(deals(memory).map(({ deal_id }) => deal_id)).toEqual(['11111111-0000-11ec-8000-000000000001']);
});
