import { ask, jsonOf } from '../../src/crm/ask';
import { Fault } from '../../src/kernel/fault';
import type { Reach } from '../../src/ports/crm-source';
import type { HttpReply, HttpRequest } from '../../src/ports/http';

const reply = (code: number, text = '{}', headers: Record<string, string> = {}): HttpReply => ({ code, text, headers });
/** Answers from a list, one after the other; its clock goes only by pauses and 10 ms a group. */
function reachOf(answers: readonly HttpReply[]): { reach: Reach; sent: string[][]; pauses: number[] } {
  const left = [...answers],
    sent: string[][] = [],
    pauses: number[] = [];
  let now = 0;
  return {
    sent,
    pauses,
    reach: {
      zone: 'UTC',
      connection: { crm: 'amocrm', address: 'https://a.example', token: 't', options: {} },
      http: {
        send: (requests) => {
          sent.push(requests.map(({ url }) => url));
          now += 10;
          return requests.map(() => left.shift() ?? reply(200));
        },
        pause: (ms) => {
          pauses.push(ms);
          now += ms;
        },
        clock: () => now,
      },
    },
  };
}
const get = (url: string): HttpRequest => ({ url, method: 'get' });
const pace = { together: 2, everyMs: 1_000 };
const faultOf = (job: () => unknown): unknown => {
  try {
    return job();
  } catch (error) {
    return error instanceof Fault ? error.code : error;
  }
};

test('groups go at the pace, replies stand in the order of the requests', () => {
  const { reach, sent, pauses } = reachOf([reply(200, '1'), reply(200, '2'), reply(200, '3')]);
  const replies = ask(reach, [get('a'), get('b'), get('c')], { pace, verdict: () => null });
  expect(replies.map(({ text }) => text)).toEqual(['1', '2', '3']);
  expect(sent).toEqual([['a', 'b'], ['c']]);
  expect(pauses).toEqual([990, 990]);
});
test('only what was turned away is asked again, after a pause that the CRM may lengthen', () => {
  const { reach, sent, pauses } = reachOf([reply(429, '', { 'retry-after': '2' }), reply(200, 'b'), reply(200, 'a')]);
  expect(ask(reach, [get('a'), get('b')], { pace, verdict: () => null }).map(({ text }) => text)).toEqual(['a', 'b']);
  expect(sent).toEqual([['a', 'b'], ['a']]);
  expect(pauses).toContain(2_000);
});
test.each([
  ['401', [reply(401)], 'token-wrong'],
  ['403', [reply(403)], 'no-rights'],
  ['404', [reply(404)], 'address-wrong'],
  ['a code nobody expects', [reply(418)], 'crm-nonsense'],
  ['429 five times', Array.from({ length: 5 }, () => reply(429)), 'crm-busy'],
  ['no answer five times', Array.from({ length: 5 }, () => reply(0, 'DNS error')), 'crm-away'],
] as const)('%s -> %s', (_why, answers, code) => {
  expect(faultOf(() => ask(reachOf(answers).reach, [get('https://a.example/x?k=secret')], { pace, verdict: () => null }))).toBe(code);
});
test('what the CRM itself says comes first', () => {
  expect(faultOf(() => ask(reachOf([reply(403, 'plan')]).reach, [get('a')], { pace, verdict: () => new Fault('no-rest', { crm: 'amocrm' }) }))).toBe('no-rest');
});
test('a fault shows no path and no token', () => {
  try {
    ask(reachOf(Array.from({ length: 5 }, () => reply(0, 'Address unavailable'))).reach, [get('https://a.example/rest/1/verysecretcode/x')], {
      pace,
      verdict: () => null,
    });
  } catch (error) {
    expect(JSON.stringify((error as Fault).details)).not.toContain('verysecret');
  }
});
test.each([
  ['JSON', reply(200, '\uFEFF{"a":1}'), { a: 1 }],
  ['no content', reply(204, ''), null],
] as const)('%s', (_why, one, expected) => expect(jsonOf(one, 'amocrm')).toEqual(expected));
test.each([
  ['a page instead of JSON', reply(200, '<html><title>Login</title></html>')],
  ['half an answer', reply(200, '{"a":[1,2')],
] as const)('%s', (_why, one) => expect(faultOf(() => jsonOf(one, 'amocrm'))).toBe('crm-nonsense'));
