/** The way in of a signed body (ingest/receive): the token is checked before anything is kept, and taken out before anything is written. */
import { journalSheet } from '../../../sheets-templates/journal';
import type { Letter } from '../../../src/facts/rows';
import { keepConnection } from '../../../src/ingest/connections';
import { LARGEST } from '../../../src/ingest/letter';
import { waitingPokes } from '../../../src/ingest/pokes';
import { REFUSED } from '../../../src/ingest/secret';
import { ADDRESS } from './portal';
import { drained, post, workbook } from './world';

const body = (access: string, id = '5'): string =>
  `event=ONCRMDEALADD&data%5BFIELDS%5D%5BID%5D=${id}&ts=1790000000&auth%5Baccess_token%5D=${access}&auth%5Bdomain%5D=firm.bitrix24.ru&auth%5Bapplication_token%5D=sign4ture`;
const letters = (memory: ReturnType<typeof workbook>): Letter[] => memory.rows<Letter>(journalSheet);
const connected = (application_token?: string) => {
  const memory = workbook();
  keepConnection(memory.store, { crm: 'bitrix24', address: ADDRESS, token: '', options: application_token === undefined ? {} : { application_token } });
  return memory;
};

test('no token reaches the workbook or the Store', () => {
  const memory = workbook();
  expect(post(memory, body('acc3ss'))).toBe('kept');
  drained(memory);
  expect(letters(memory).map(({ status, about, body: kept }) => [status, about, kept])).toEqual([
    ['done', 'deal:5 ', 'event=ONCRMDEALADD&data%5BFIELDS%5D%5BID%5D=5&ts=1790000000&auth%5Bdomain%5D=firm.bitrix24.ru'],
  ]);
  expect(memory.everything()).not.toMatch(/acc3ss|sign4ture/);
});
test('nor when the lock is not had, nor of a body that is too large', () => {
  const memory = workbook();
  memory.busy = true;
  post(memory, body('acc3ss'));
  memory.busy = false;
  expect(post(memory, `${body('acc3ss', '6')}&x=${'y'.repeat(LARGEST)}`)).toBe('too-large');
  drained(memory);
  expect(letters(memory)).toHaveLength(2);
  expect(memory.everything()).not.toMatch(/acc3ss|sign4ture/);
});
test('the same event with a fresh token is the same event', () => {
  const memory = workbook();
  expect([post(memory, body('acc3ss')), post(memory, body('fr3sh'))]).toEqual(['kept', 'again']);
  expect(letters(memory).map(({ attempts }) => attempts)).toEqual([2]);
});
test('what a body names waits to be asked for', () => {
  const memory = workbook();
  post(memory, body('a'));
  post(memory, body('a', '6'));
  drained(memory);
  expect(waitingPokes(memory.store.all()).map(({ crm, pokes }) => [crm, pokes.map(({ entity, id }) => `${entity} ${id}`).sort()])).toEqual([
    ['bitrix24', ['deal 5', 'deal 6']],
  ]);
});
test.each([
  ['sign4ture', 'kept', 1, 'signed as the connection says'],
  ['another', 'refused', 0, 'signed by somebody else'],
  [undefined, 'kept', 1, 'the connection knows no signature'],
] as const)('token %s: %s (%s)', (token, received, kept, _why) => {
  const memory = connected(token);
  expect(post(memory, body('acc3ss'))).toBe(received);
  expect(letters(memory)).toHaveLength(kept);
  expect(JSON.parse(memory.store.get(REFUSED) ?? '{"times":0}')).toMatchObject({ times: 1 - kept });
});
