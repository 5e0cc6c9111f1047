import { dealsSheet } from '../../sheets-templates/deals';
import { reconciliationSheet } from '../../sheets-templates/reconciliation';
import { stagesSheet } from '../../sheets-templates/stages';
import type { Stage } from '../../src/facts/rows';
import { connectionOf } from '../../src/ingest/connections';
import { type ConnectArgs, connectCrm } from '../../src/jobs/connect-panel';
import { isSameClock } from '../../src/jobs/connect-view';
import { saveMapping } from '../../src/jobs/save-mapping';
import { type SetupPage, setupPage } from '../../src/jobs/setup-panel';
import { look } from '../../src/jobs/tick';
import { Fault } from '../../src/kernel/fault';
import { NOW, SECRET, type Setting, setting, TOKEN } from './connect-setting';
import { pulled } from './pull-setting';

const act = (on: Setting, args: ConnectArgs): SetupPage => connectCrm(on.memory.world(), args);
const key = (crm = 'amocrm', address = 'https://firm.amocrm.ru/leads'): ConnectArgs => ({ act: 'key', crm, address, token: TOKEN, options: {} });
const view = (page: SetupPage, crm = 'amocrm') => page.crms.find((one) => one.crm === crm);
const steps = (page: SetupPage, crm = 'amocrm'): string => (view(page, crm)?.steps ?? []).map(({ key: name, state }) => `${name}:${state}`).join(' ');
const light = (page: SetupPage): unknown => [page.light.colour, page.light.reasons.map(({ code }) => code)];
const firstDeal = ({ crm }: Setting) => crm.deals.get(1)!;

describe('from zero to green', () => {
  const on = setting();
  test('nothing is chosen: no CRM has a line, no address is shown, the light asks for a choice', () => {
    const page = setupPage(on.memory.world());
    expect([page.crms, page.offered.map(({ crm }) => crm), light(page)]).toEqual([
      [],
      ['amocrm', 'bitrix24', 'onec', 'json', 'import'],
      ['yellow', ['no-crm']],
    ]);
    expect(JSON.stringify(page)).not.toContain(SECRET);
  });
  test('1 chosen: the key comes first, and its webhook has an address', () => {
    const page = act(on, { act: 'choose', crm: 'amocrm' });
    expect(steps(page)).toBe('key:now check:todo map:todo events:todo load:todo reconcile:todo');
    expect(view(page)).toMatchObject({
      title: 'amoCRM',
      connected: false,
      canArm: true,
      address: `https://script.example.com/macros/s/AKfy0123456789/exec?k=${SECRET}&crm=amocrm`,
    });
    expect(light(page)).toEqual(['yellow', ['crm-steps']]);
  });
  test('2, 3 the key is tried, kept as the source cleaned it, and never shown again', () => {
    const page = act(on, key());
    expect(steps(page)).toBe('key:done check:now map:todo events:todo load:todo reconcile:todo');
    expect(view(page)?.checked).toEqual({ at: '2026-11-21T12:00:00+03:00', account: 'firm.amocrm.ru', zone: 'Europe/Moscow', sameClock: true, refused: [] });
    expect(connectionOf(on.memory.store, 'amocrm')).toEqual({ crm: 'amocrm', address: 'https://firm.amocrm.ru', token: TOKEN, options: {} });
    expect(JSON.stringify(page)).not.toContain(TOKEN);
  });
  test('4 stages and fields are listed with what they seem to mean; a person confirms', () => {
    const page = act(on, { act: 'list', crm: 'amocrm' });
    expect(steps(page)).toBe('key:done check:done map:now events:todo load:todo reconcile:todo');
    expect(page.lines.filter(({ kind }) => kind === 'stage').map(({ title, value, guess }) => [title, value || guess])).toEqual([
      ['Новая заявка', 'new'],
      ['Замер назначен', 'measurement'],
      ['КП отправлено', 'quote'],
      ['Согласование у клиента', ''],
      ['Предоплата получена', 'contract'],
      ['Успешно реализовано', 'contract'], // the CRM itself says won
      ['Закрыто и не реализовано', 'refusal'],
    ]);
    expect(page.lines.filter(({ kind }) => kind === 'field').map(({ title, guess }) => [title, guess])).toEqual([
      ['Сумма договора', 'contract_amount'],
      ['Дата монтажа', 'installation_date'],
      ['Этаж', ''],
      ['Есть лифт', ''],
    ]);
    saveMapping(on.memory.world(), {
      changes: page.lines
        .filter(({ value, guess }) => value === '' && guess !== '')
        .map(({ kind, key: line, guess }) => ({ kind, key: line, was: '', value: guess, name: '' })),
    });
    expect(on.memory.rows<Stage>(stagesSheet).map(({ outcome }) => outcome)).toEqual([
      'new',
      'measurement',
      'quote',
      'unmapped',
      'contract',
      'contract',
      'refusal',
    ]);
    saveMapping(on.memory.world(), { changes: [{ kind: 'stage', key: 'amocrm/1/40', was: '', value: 'in_work', name: '' }] });
    expect(steps(act(on, { act: 'confirm', crm: 'amocrm' }))).toBe('key:done check:done map:done events:now load:todo reconcile:todo');
  });
  test('5 the webhook is registered for the person, and the first event is told with its time', () => {
    const page = act(on, { act: 'arm', crm: 'amocrm' });
    expect([view(page)?.armed, on.crm.hookState, view(page)?.lastEvent]).toEqual([true, 'armed', '']);
    expect(on.post('amocrm', on.crm.hook(firstDeal(on)))).toBe('kept');
    on.memory.now += 60_000;
    look(on.memory.world());
    const after = setupPage(on.memory.world());
    expect([view(after)?.lastEvent, steps(after)]).toEqual(['2026-11-21T12:00:00+03:00', 'key:done check:done map:done events:done load:now reconcile:todo']);
  });
  test('6 the load can be stopped and goes on; 7 at its end the certificate is green', () => {
    expect(view(act(on, { act: 'load', crm: 'amocrm' }))?.pull).toMatchObject({ what: 'load', state: 'running' });
    expect(view(act(on, { act: 'stop', crm: 'amocrm' }))?.pull.state).toBe('stopped');
    expect(view(act(on, { act: 'load', crm: 'amocrm' }))?.pull.state).toBe('running');
    pulled(on.memory);
    const page = setupPage(on.memory.world());
    expect(on.memory.rows(dealsSheet)).toHaveLength(30);
    expect(view(page)?.certificate).toMatchObject({ checked: 30, missing: 29, deleted: 0, good: true, fresh: true }); // deal 1 had come by itself
    expect(steps(page)).toBe('key:done check:done map:done events:done load:done reconcile:done');
    look(on.memory.world());
    expect(light(setupPage(on.memory.world()))).toEqual(['green', ['reconciled']]);
  });
  test('three days later without a reconciliation it is no longer green; a new one makes it so', () => {
    on.memory.now += 3 * 86_400_000;
    expect(light(setupPage(on.memory.world()))).toEqual(['yellow', ['crm-check']]);
    act(on, { act: 'reconcile', crm: 'amocrm' });
    pulled(on.memory);
    expect(light(setupPage(on.memory.world()))).toEqual(['green', ['reconciled']]);
  });
  test('disconnected: the key is gone, the rows stay, and there is nothing to reconcile', () => {
    const page = act(on, { act: 'disconnect', crm: 'amocrm' });
    expect([connectionOf(on.memory.store, 'amocrm'), on.memory.rows(dealsSheet).length, view(page)?.connected, view(page)?.steps]).toEqual([
      null,
      30,
      false,
      [],
    ]);
  });
});

describe('keys', () => {
  test.each(['token-wrong', 'no-rights', 'no-rest', 'crm-busy', 'crm-away', 'crm-nonsense'] as const)('%s: told, and nothing is kept', (code) => {
    const on = setting();
    on.answer = code;
    act(on, { act: 'choose', crm: 'amocrm' });
    expect(() => act(on, key())).toThrow(expect.objectContaining({ code }));
    expect([connectionOf(on.memory.store, 'amocrm'), steps(setupPage(on.memory.world())).split(' ')[0]]).toEqual([null, 'key:now']);
  });
  test('address-wrong: the CRM is not even asked', () => {
    const on = setting();
    expect(() => act(on, key('amocrm', 'my firm'))).toThrow(expect.objectContaining({ code: 'address-wrong' }));
    expect(on.tried).toEqual([]);
  });
  test('a new key that the CRM refuses replaces none that works; answers given before stay', () => {
    const on = setting();
    act(on, key());
    act(on, { act: 'poll', crm: 'amocrm' });
    on.answer = 'token-wrong';
    expect(() => act(on, { ...key(), token: 'mistyped' } as ConnectArgs)).toThrow();
    on.answer = { account: 'firm.amocrm.ru', zone: '', refused: ['contact'] };
    const page = act(on, { ...key(), token: 'fresh' } as ConnectArgs);
    expect(connectionOf(on.memory.store, 'amocrm')).toMatchObject({ token: 'fresh', options: { mode: 'poll' } });
    expect(view(page)?.checked).toMatchObject({ zone: '', sameClock: true, refused: ['contact'] });
  });
  test('another account is begun anew: what was pulled belongs to the one before', () => {
    const on = setting();
    act(on, key());
    act(on, { act: 'list', crm: 'amocrm' });
    act(on, { act: 'confirm', crm: 'amocrm' });
    act(on, { act: 'load', crm: 'amocrm' });
    on.answer = { account: 'other.amocrm.ru', zone: 'Asia/Yekaterinburg', refused: [] };
    const page = act(on, key('amocrm', 'https://other.amocrm.ru'));
    expect([steps(page), view(page)?.pull.state, view(page)?.checked?.sameClock]).toEqual([
      'key:done check:now map:todo events:todo load:todo reconcile:todo',
      'idle',
      false,
    ]);
  });
  test('a blank answer for a base of 1C is not kept: what is offered holds', () => {
    const on = setting();
    act(on, { act: 'key', crm: 'onec', address: 'https://1c.firm.ru', token: 'u:p', options: { sum: ' Сумма ', stage: '' } });
    expect(connectionOf(on.memory.store, 'onec')?.options).toEqual({ sum: 'Сумма' });
  });
  test('a CRM that we do not know is refused', () =>
    expect(() => act(setting(), { act: 'choose', crm: 'constructor' })).toThrow(expect.objectContaining({ code: 'tab-unknown' })));
});

test.each([
  { why: 'the same name', one: 'Europe/Moscow', other: 'Europe/Moscow', expected: true },
  { why: 'another name, the same time', one: 'Europe/Minsk', other: 'Europe/Moscow', expected: true },
  { why: 'two hours apart', one: 'Asia/Yekaterinburg', other: 'Europe/Moscow', expected: false },
  { why: 'the CRM does not tell', one: '', other: 'Europe/Moscow', expected: true },
  { why: 'a name that nobody knows', one: 'Mars/Olympus', other: 'Europe/Moscow', expected: false },
])('clocks: $why', ({ one, other, expected }) => expect(isSameClock(NOW, one, other)).toBe(expected));

describe('other ways', () => {
  test('without a key: events, then meanings; there is nothing to load', () => {
    const on = setting();
    act(on, { act: 'choose', crm: 'amocrm' });
    expect(steps(act(on, { act: 'keyless', crm: 'amocrm' }))).toBe('events:now map:todo');
    on.post('amocrm', on.crm.hook(firstDeal(on)));
    expect(steps(setupPage(on.memory.world()))).toBe('events:done map:now');
    expect(steps(act(on, { act: 'confirm', crm: 'amocrm' }))).toBe('events:done map:done');
  });
  test('another program by JSON has nothing to paste', () => expect(steps(act(setting(), { act: 'choose', crm: 'json' }), 'json')).toBe('events:now map:todo'));
  test('a table to import is no CRM that could be silent: no line, no reminder', () => {
    const page = act(setting(), { act: 'choose', crm: 'import' });
    expect([page.crms, page.imports, light(page)]).toEqual([[], true, ['green', ['good']]]);
  });
  test('asked once a minute: no event need come', () => {
    const on = setting();
    act(on, key());
    act(on, { act: 'list', crm: 'amocrm' });
    act(on, { act: 'confirm', crm: 'amocrm' });
    expect(steps(act(on, { act: 'poll', crm: 'amocrm' }))).toContain('events:done load:now');
  });
  test('the first event need not be waited for', () => {
    const on = setting();
    act(on, key());
    act(on, { act: 'list', crm: 'amocrm' });
    act(on, { act: 'confirm', crm: 'amocrm' });
    expect(steps(act(on, { act: 'later', crm: 'amocrm' }))).toContain('events:done load:now');
  });
  test('the application token of Bitrix24 goes in and does not come out', () => {
    const on = setting();
    act(on, key('bitrix24', 'https://firm.bitrix24.ru/rest/1/abc/'));
    const page = act(on, { act: 'sign', crm: 'bitrix24', token: ' s3cr3t ' });
    expect([view(page, 'bitrix24')?.signed, connectionOf(on.memory.store, 'bitrix24')?.options.application_token]).toEqual([true, 's3cr3t']);
    expect(JSON.stringify(page)).not.toMatch(/s3cr3t|\/rest\/1\/abc/);
  });
  test('a choice is taken back', () => {
    const on = setting();
    act(on, { act: 'choose', crm: 'onec' });
    expect(act(on, { act: 'drop', crm: 'onec' }).crms).toEqual([]);
  });
  test('no right to register the webhook: the person is told, the step stays', () => {
    const on = setting();
    act(on, key());
    on.crm.mayArm = false;
    expect(() => act(on, { act: 'arm', crm: 'amocrm' })).toThrow(expect.objectContaining({ code: 'no-rights' }));
    expect(view(setupPage(on.memory.world()))?.armed).toBe(false);
  });
});

describe('the light of connected CRMs', () => {
  const ready = (): Setting => {
    const on = setting();
    act(on, key());
    act(on, { act: 'list', crm: 'amocrm' });
    act(on, { act: 'confirm', crm: 'amocrm' });
    act(on, { act: 'poll', crm: 'amocrm' });
    return on;
  };
  test('a key that was revoked: red, with what to do', () => {
    const on = ready();
    act(on, { act: 'load', crm: 'amocrm' });
    on.crm.before = () => {
      throw new Fault('token-wrong', { crm: 'amocrm' });
    };
    pulled(on.memory);
    const page = setupPage(on.memory.world()),
      { colour, told, pull } = view(page)!;
    expect([page.light.colour, page.light.reasons[0], colour, told.map(({ code, what }) => [code, what]), pull.state]).toEqual([
      'red',
      { code: 'crm-stopped', n: 0, crm: 'amoCRM' },
      'red',
      [['token-wrong', 'CRM amoCRM не приняла ключ доступа: он неверный, просрочен или отозван.']],
      'waiting',
    ]);
  });
  test('a reconciliation that did not agree is never green', () => {
    const on = ready();
    on.memory.put(reconciliationSheet, [
      { at: NOW, crm: 'amocrm', window: 'x', checked: 10, missing: 2, stale: 0, deleted: 0, repaired: 1, amount_crm: 100, amount_sheet: 90, rows: '17+, 18+!' },
    ]);
    expect(view(setupPage(on.memory.world()))?.certificate?.rows).toBe('17+, 18+!');
    expect([view(setupPage(on.memory.world()))?.certificate?.good, view(setupPage(on.memory.world()))?.colour]).toEqual([false, 'yellow']);
  });
  test('webhooks that came before anybody chose keep their address and stay green', () => {
    const on = setting();
    on.memory.put(stagesSheet, [{ crm: 'amocrm', pipeline_id: '1', stage_id: '10', stage: 'Новая', outcome: 'new' }]);
    on.post('amocrm', on.crm.hook(firstDeal(on)));
    const page = setupPage(on.memory.world());
    expect([view(page)?.steps, view(page)?.connected, view(page)?.address.includes(SECRET), view(page)?.colour]).toEqual([[], false, true, 'green']);
  });
});
