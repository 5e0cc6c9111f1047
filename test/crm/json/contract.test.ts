import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonCrm } from '../../../src/crm/json/adapter';
import { dealKeys } from '../../../src/crm/json/deal';

/** What the pages promise is what the adapter reads. */
const docs = join(__dirname, '../../../docs'),
  page = readFileSync(join(docs, 'json-contract.md'), 'utf8'),
  schema = JSON.parse(readFileSync(join(docs, 'json-contract.schema.json'), 'utf8')) as {
    readonly definitions: Readonly<
      Record<
        string,
        {
          readonly properties: Readonly<Record<string, unknown>>;
          readonly allOf?: readonly { readonly if: { readonly properties: { readonly event: { readonly pattern: string } } } }[];
        }
      >
    >;
  };
const keysOf = (entity: string): string[] => Object.keys(schema.definitions[entity]?.properties ?? {});

test('a deal has the same keys in the schema and in the code', () => expect(keysOf('deal').sort()).toEqual([...dealKeys].sort()));
test('every key of the schema is named on the page', () => {
  const aliases = ['id', 'created_at', 'client_id', 'amount'];
  const missing = Object.keys(schema.definitions).flatMap((entity) =>
    keysOf(entity)
      .filter((key) => !aliases.includes(key) && !page.includes(`\`${key}\``))
      .map((key) => `${entity}.${key}`),
  );
  expect(missing).toEqual([]);
});
test('every kind of record of the schema is one that the adapter knows', () => {
  const kinds = (schema.definitions.event?.allOf ?? []).map((one) => one.if.properties.event.pattern.replace(/[^a-z]/g, ''));
  expect(kinds.length).toBe(10);
  const unknown = kinds.filter((kind) => {
    const { faults, others } = jsonCrm('json').read(JSON.stringify({ event: `${kind}.updated`, entity: { ref: '1', amount: 1, stage: 'x' } }), 'UTC');
    return faults.length + others.length > 0;
  });
  expect(unknown).toEqual([]);
});

test('every example of the page is read without a fault', () => {
  const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((m) => m[1] ?? '');
  expect(examples.length).toBe(2);
  for (const example of examples) expect(jsonCrm('onec').read(example, 'Europe/Moscow').faults).toEqual([]);
});

test('the code for 1C sends keys of the contract', () => {
  const code = /```bsl\n([\s\S]*?)```/.exec(readFileSync(join(docs, 'ru/1c.md'), 'utf8'))?.[1] ?? '';
  const sent = (name: string): string[] => [...code.matchAll(new RegExp(`^\\t${name}\\.Вставить\\("([^"]+)"`, 'gm'))].map((m) => m[1] ?? '');
  expect([sent('Сделка').length, sent('Оплата').length, sent('Конверт')]).toEqual([12, 5, ['source', 'event', 'event_id', 'sent_at', 'entity']]);
  expect(sent('Сделка').filter((key) => !keysOf('deal').includes(key))).toEqual([]);
  expect(sent('Оплата').filter((key) => !keysOf('payment').includes(key))).toEqual([]);
});
