/** What a stand-in in a process of its own can be told over HTTP. */
import { openAmo } from './amocrm';
import { control } from './control';
import type { Asked } from './wire';

const NOW = Date.parse('2026-11-21T12:00:00+03:00');
const asked = (method: string, target: string): Asked => {
  const [path = '', query = ''] = target.split('?');
  return { method, origin: 'http://127.0.0.1', path, query, headers: {}, body: '' };
};
interface State {
  readonly now: string;
  readonly changes: number;
  readonly hooks: readonly { readonly destination: string; readonly disabled: boolean }[];
  readonly pending: number;
  readonly webhooks: Readonly<Record<string, number>>;
}

test('changes, clock, webhooks, outage and faults at a word', async () => {
  const amo = openAmo({ deals: 30, seed: 1, now: NOW, pace: 'off' });
  amo.hooks.add('http://127.0.0.1:9/exec?k=secret', ['update_lead']);
  const tell = async (target: string, method = 'POST'): Promise<State> => JSON.parse((await control(amo, asked(method, target))).text) as State;
  const before = (await tell('/-/state', 'GET')).changes;
  expect(await tell('/-/live?n=3&every=60000&kinds=edit')).toEqual(
    expect.objectContaining({ changes: before + 3, pending: 3, now: '2026-11-21T09:03:00.000Z' }),
  );
  await tell('/-/hooks?outage=30&lose=0.5');
  expect(amo.hooks.knobs).toEqual(expect.objectContaining({ lose: 0.5, outages: [{ from: NOW + 180_000, to: NOW + 180_000 + 1_800_000 }] }));
  const after = await tell('/-/send?minutes=25');
  expect(after).toEqual(
    expect.objectContaining({ pending: 0, now: '2026-11-21T09:28:00.000Z', webhooks: expect.objectContaining({ attempts: 9, failed: 9, abandoned: 3 }) }),
  );
  expect(after.hooks).toEqual([{ destination: 'http://127.0.0.1:9/exec', disabled: false }]); // the secret is not shown
  expect((await tell('/-/hooks?disable=1')).hooks[0]!.disabled).toBe(true);
  expect((await tell('/-/clock?set=2026-12-01T00:00:00Z')).now).toBe('2026-12-01T00:00:00.000Z');
  await tell('/-/fault?kind=502&when=leads');
  const ask = (path: string): number =>
    amo.door({ url: `https://okna-test.amocrm.ru/api/v4/${path}`, method: 'get', headers: { Authorization: `Bearer ${amo.token}` } }).code;
  expect([ask('account'), ask('leads'), ask('leads')]).toEqual([200, 502, 200]);
  expect((JSON.parse((await control(amo, asked('GET', '/-/truth'))).text) as { readonly deals: readonly unknown[] }).deals).toHaveLength(30);
  expect((await control(amo, asked('POST', '/-/nonsense'))).status).toBe(404);
});
