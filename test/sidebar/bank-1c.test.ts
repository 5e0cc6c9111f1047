/** The exchange format of 1C with bank clients: files written here by the standard's description, and what banks and people do to them. */
import { encode } from 'iconv-lite';
import { decodedExchange, isExchange, readExchange } from '../../src/sidebar/bank-1c';

const OURS = '40702810900000000001',
  SECOND = '40702810900000000002',
  THEIRS = '40702810500000000777';
type Section = Readonly<Record<string, string>>;
const lines = (section: Section): string[] => Object.entries(section).map(([key, value]) => `${key}=${value}`);
const incoming: Section = {
  Номер: '123',
  Дата: '02.11.2026',
  Сумма: '100000.50',
  ПлательщикСчет: THEIRS,
  Плательщик: 'ИНН 7701234567 ООО "Ромашка"',
  ПлательщикИНН: '7701234567',
  ПолучательСчет: OURS,
  Получатель: 'ООО "Мы"',
  ДатаПоступило: '03.11.2026',
  НазначениеПлатежа: 'Оплата по договору № 0071 = аванс, без НДС',
};
const outgoing: Section = {
  Номер: '7',
  Дата: '04.11.2026',
  Сумма: '45000-00',
  ПлательщикСчет: OURS,
  Плательщик1: 'ООО "Мы"',
  ПолучательСчет: THEIRS,
  Получатель1: 'ИП Складов С. С.',
  ПолучательИНН: '770123456789',
  ДатаСписано: '05.11.2026',
  НазначениеПлатежа1: 'Аренда',
  НазначениеПлатежа2: 'за ноябрь',
};
const document = (section: Section): string[] => ['СекцияДокумент=Платежное поручение', ...lines(section), 'КонецДокумента'];
const account = (more: Section = {}, number = OURS): string[] => ['СекцияРасчСчет', ...lines({ РасчСчет: number, ...more }), 'КонецРасчСчет'];
const file = (...parts: readonly (readonly string[])[]): string =>
  ['1CClientBankExchange', 'ВерсияФормата=1.03', 'Кодировка=Windows', `РасчСчет=${OURS}`, ...parts.flat(), 'КонецФайла', ''].join('\r\n');
const short = (text: string) => readExchange(text).operations.map(({ day, direction, amount, number }) => [day, direction, amount, number]);
const told = (text: string) => readExchange(text).faults.map(({ line, why, value }) => [why, line, value]);

test('what came and what went, from the side that is ours', () => {
  const { operations, faults } = readExchange(file(account({ ВсегоПоступило: '100000.50', ВсегоСписано: '45000' }), document(incoming), document(outgoing)));
  expect(faults).toEqual([]);
  expect(operations).toEqual([
    {
      key: expect.stringMatching(/^r[0-9a-f]{14}$/),
      day: '2026-11-03',
      direction: 'in',
      amount: 10_000_050,
      number: '123',
      account: OURS,
      inn: '7701234567',
      party: 'ООО "Ромашка"',
      purpose: 'Оплата по договору № 0071 = аванс, без НДС',
    },
    {
      key: expect.stringMatching(/^r[0-9a-f]{14}$/),
      day: '2026-11-05',
      direction: 'out',
      amount: 4_500_000,
      number: '7',
      account: OURS,
      inn: '770123456789',
      party: 'ИП Складов С. С.',
      purpose: 'Аренда за ноябрь',
    },
  ]);
});

test.each([
  ['a dot', '1846.56', 184_656],
  ['a comma', '1846,56', 184_656],
  ['a hyphen, as old clients write', '1846-56', 184_656],
  ['blanks between thousands', '1 846,56', 184_656],
  ['whole', '1846', 184_600],
  ['a dot before three digits is a decimal one: 1C groups nothing', '1846.560', 184_656],
])('a sum with %s', (_why, Сумма, amount) => expect(short(file(document({ ...incoming, Сумма })))).toEqual([['2026-11-03', 'in', amount, '123']]));

test.each([
  ['a sum that is none', { Сумма: 'сто' }, 'amount', 'сто'],
  ['no sum', { Сумма: '' }, 'amount', ''],
  ['a sum below zero', { Сумма: '-5' }, 'amount', '-5'],
  ['a day that is none', { ДатаПоступило: '31.02.2026' }, 'date', '31.02.2026'],
  ['no day at all', { ДатаПоступило: '', Дата: '' }, 'date', ''],
  ['accounts of others, and no day of coming or going', { ПолучательСчет: THEIRS, ДатаПоступило: '' }, 'direction', '123'],
])('%s: left out with its line, the rest is taken', (_why, more, why, value) => {
  const text = file(document({ ...incoming, ...more }), document(outgoing));
  expect([short(text), told(text)]).toEqual([[['2026-11-05', 'out', 4_500_000, '7']], [[why, 5, value]]]);
});

test('a bank that names no account of ours: the day that it filled in tells the way', () => {
  const text = ['1CClientBankExchange', 'ВерсияФормата=1.03', ...document(incoming), ...document(outgoing), 'КонецФайла'].join('\n');
  expect(short(text)).toEqual([
    ['2026-11-03', 'in', 10_000_050, '123'],
    ['2026-11-05', 'out', 4_500_000, '7'],
  ]);
});

test('two accounts in one file: each has its own, and money between them is neither a receipt nor a cost', () => {
  const own = { ...outgoing, Номер: '9', ПолучательСчет: SECOND, ДатаПоступило: '05.11.2026' },
    text = file(account({}), account({}, SECOND), document(incoming), document({ ...incoming, ПолучательСчет: SECOND }), document(own));
  expect(readExchange(text).operations.map((one) => one.account)).toEqual([OURS, SECOND]);
  expect(told(text)).toEqual([['own', 35, '9']]);
});

test('duplicate numbers: another payment with the same number is taken, the same document again is not', () => {
  const text = file(document(incoming), document({ ...incoming, Сумма: '5' }), document({ ...incoming, НазначениеПлатежа: 'иное' }), document(incoming));
  expect(short(text)).toEqual([
    ['2026-11-03', 'in', 10_000_050, '123'],
    ['2026-11-03', 'in', 500, '123'],
    ['2026-11-03', 'in', 10_000_050, '123'],
  ]);
  expect(told(text)).toEqual([['twice', 41, '123']]);
});

test('the same operation has the same key in another file with other neighbours and another layout', () => {
  const key = (text: string) => readExchange(text).operations.find(({ number }) => number === '123')?.key;
  expect(key(file(document(outgoing), document({ ...incoming, НазначениеПлатежа: 'Оплата  по договору № 0071 = аванс, без НДС', Лишнее: 'x' })))).toBe(
    key(file(document(incoming))),
  );
  expect(key(file(document({ ...incoming, Сумма: '100000,5' })))).toBe(key(file(document(incoming))));
});

test('turnovers of the bank that are not those read: something is missing, and it is said', () => {
  expect(told(file(account({ ВсегоПоступило: '100000.51', ВсегоСписано: '0' }), document(incoming)))).toEqual([['totals', 0, OURS]]);
});
test('days of one account in sections of their own add up', () => {
  const text = file(account({ ВсегоПоступило: '100000.50' }), account({ ВсегоПоступило: '5' }), document(incoming), document({ ...incoming, Сумма: '5' }));
  expect(told(text)).toEqual([]);
});

describe('broken files', () => {
  const whole = file(document(incoming), document(outgoing));
  test('cut off inside a document: what is whole is taken, the rest is told', () => {
    const text = whole.slice(0, whole.indexOf('НазначениеПлатежа2'));
    expect([short(text).length, told(text)]).toEqual([
      1,
      [
        ['unfinished', 17, ''],
        ['cut-off', 0, ''],
      ],
    ]);
  });
  test('no end of the file, no end of a document before the next one', () => {
    expect(told(whole.replace('КонецФайла', ''))).toEqual([['cut-off', 0, '']]);
    const text = whole.replace('КонецДокумента\r\n', '');
    expect([short(text), told(text)]).toEqual([[['2026-11-05', 'out', 4_500_000, '7']], [['unfinished', 5, '']]]);
  });
  test('cut anywhere: nothing that is not in the whole file, and it is said that something is missing', () => {
    const keys = new Set(readExchange(whole).operations.map(({ key }) => key));
    for (let at = '1CClientBankExchange\r\nВерсияФормата'.length; at < whole.lastIndexOf('КонецФайла') + 'КонецФайла'.length; at += 1) {
      const { operations, faults } = readExchange(whole.slice(0, at));
      expect([at, operations.filter(({ key }) => !keys.has(key)), faults.length > 0]).toEqual([at, [], true]);
    }
  });
  test.each([
    ['another file', 'date;amount\n1;2', [['not-1c', 1, 'date;amount']]],
    ['nothing', '', [['not-1c', 1, '']]],
    ['no documents', file(), []],
  ])('%s', (_why, text, faults) => expect([readExchange(text).operations, told(text)]).toEqual([[], faults]));
});

describe('encodings', () => {
  const text = file(document(incoming)),
    read = (bytes: Uint8Array) => (isExchange(bytes) ? readExchange(decodedExchange(bytes)) : null);
  test.each([
    ['windows-1251', encode(text, 'win1251')],
    ['DOS', encode(text.replace('Windows', 'DOS'), 'cp866')],
    ['UTF-8, whatever the file says', encode(text, 'utf8')],
    ['UTF-8 with its mark', encode(`\uFEFF${text}`, 'utf8')],
  ])('%s', (_why, bytes) => expect(read(bytes)).toEqual(readExchange(text)));
  test('what says Windows and is DOS cannot be read, and nothing is guessed', () =>
    expect(read(encode(text, 'cp866'))).toEqual({ operations: [], faults: [{ line: 0, why: 'encoding', value: '' }] }));
  test('another file is not taken for one', () => expect(isExchange(encode('Дата;Сумма', 'win1251'))).toBe(false));
});
