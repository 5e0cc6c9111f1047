import { choices } from '../../src/sidebar/bank-choice';
import { type BankDeal, idIn, likeness, propose } from '../../src/sidebar/bank-match';
import type { Operation } from '../../src/sidebar/bank-operation';

const operation = (more: Partial<Operation> = {}): Operation => ({
  key: 'r1',
  day: '2026-11-03',
  direction: 'in',
  amount: 4_000_000,
  number: '1',
  account: '',
  party: 'ООО «Неизвестный»',
  inn: '',
  purpose: 'оплата',
  ...more,
});
const deal = (deal_id: string, more: Partial<BankDeal> = {}): BankDeal => ({
  deal_id,
  deal: `Сделка ${deal_id}`,
  client: '',
  inn: '',
  sum: 9_000_000,
  balance: 5_000_000,
  planned: [],
  paid: [],
  ...more,
});
const deals = [
  deal('0071', { client: 'ООО "Ромашка"', inn: '7701234567', balance: 4_000_000, deal: 'Кухня Лотос' }),
  deal('72', { client: 'Петров Иван Сергеевич', planned: [4_000_100] }),
  deal('1000073', { client: 'АО «Тюльпан»', inn: '7709999999', paid: [{ day: '2026-11-01', amount: 1_234_500, isTold: false }] }),
];

test.each<[string, Partial<Operation>, string, readonly string[], string]>([
  ['the contract by number and the balance to the kopeck', { purpose: 'Оплата по договору № 0071 от 01.10.2026' }, 'high', ['id', 'balance'], '0071'],
  ['tax id and name', { inn: '7701234567', party: 'Общество с ограниченной ответственностью РОМАШКА', amount: 1 }, 'high', ['inn', 'name'], '0071'],
  ['a long number without a word before it', { purpose: 'опл 1000073 спасибо', amount: 1 }, 'low', ['number'], '1000073'],
  ['the same with the name', { purpose: 'опл 1000073', party: 'АО Тюльпан', amount: 1 }, 'high', ['number', 'name'], '1000073'],
  ['initials and a planned amount', { party: 'ПЕТРОВ И.С.', amount: 4_000_100 }, 'middle', ['alike', 'planned'], '72'],
  ['an amount alone is a weak sign', {}, 'low', ['balance'], '0071'],
  ['the name of the deal in the purpose', { purpose: 'за кухня лотос', amount: 1, party: 'Ромашка' }, 'middle', ['title', 'name'], '0071'],
])('%s', (_why, more, confidence, reasons, id) => {
  const found = propose(operation(more), deals);
  expect([found.confidence, found.candidates[0]?.reasons, found.candidates[0]?.deal.deal_id]).toEqual([confidence, reasons, id]);
});

test('nothing in common: no proposal', () => expect(propose(operation({ amount: 7 }), deals)).toEqual({ confidence: 'none', candidates: [], known: null }));
test('two deals of one client: which of them is not known', () => {
  const twins = [deal('81', { client: 'Ромашка', inn: '7701234567' }), deal('82', { client: 'Ромашка', inn: '7701234567' })];
  expect(propose(operation({ inn: '7701234567', party: 'Ромашка', amount: 1 }), twins)).toMatchObject({
    confidence: 'low',
    candidates: [{ score: 75 }, { score: 75 }],
  });
  expect(propose(operation({ inn: '7701234567', party: 'Ромашка', amount: 1, purpose: 'счёт 82' }), twins)).toMatchObject({
    confidence: 'high',
    candidates: [{ deal: { deal_id: '82' } }, { deal: { deal_id: '81' } }],
  });
});
test.each([
  ['three days apart', '2026-11-04', '2026-11-01'],
  ['more than a week apart is another one', '2026-11-09', null],
])('a payment that the CRM has already: %s', (_why, day, known) =>
  expect(propose(operation({ day, amount: 1_234_500, inn: '7709999999', party: 'АО Тюльпан' }), deals).known?.day ?? null).toBe(known),
);
test('a refund is known by its sign', () => {
  const paid = (amount: number) => ({ day: '2026-11-03', amount, isTold: false }),
    back = deal('5', { inn: '1', client: 'Ромашка', paid: [paid(100), paid(-200)] });
  const out = (amount: number) => propose(operation({ direction: 'out', amount, inn: '1', party: 'Ромашка' }), [back]).known;
  expect([out(100), out(200)]).toEqual([null, paid(-200)]);
});
describe('instalments of one amount', () => {
  const page = (paid: BankDeal['paid']) => ({ deals: [deal('5', { inn: '1', client: 'Ромашка', paid })], articles: [], payees: {}, open: [], sorted: [] }),
    two = [
      operation({ key: 'a', amount: 100, inn: '1', party: 'Ромашка' }),
      operation({ key: 'b', amount: 100, inn: '1', party: 'Ромашка', day: '2026-11-05' }),
    ];
  test.each([
    ['one of them is in the CRM: the other is a payment of its own', false, ['known', 'payment']],
    ['behind the one in the CRM stands an operation of an earlier statement', true, ['payment', 'payment']],
  ])('%s', (_why, isTold, as) => expect(choices(two, page([{ day: '2026-11-03', amount: 100, isTold }])).map(({ take }) => take.as)).toEqual(as));
});
describe('what stands chosen', () => {
  const page = (more: Partial<Parameters<typeof choices>[1]> = {}) => ({
    deals,
    articles: [],
    payees: { 'ООО "Аренда и Ко"': 'Аренда' },
    open: [],
    sorted: [],
    ...more,
  });
  test.each<[string, Partial<Operation>, object]>([
    ['a sure deal without money so far: a prepayment', { purpose: 'договор 0071' }, { as: 'payment', deal_id: '0071', kind: 'prepayment' }],
    ['one with money: the balance', { purpose: 'договор 1000073', inn: '7709999999', amount: 5 }, { as: 'payment', deal_id: '1000073', kind: 'balance' }],
    ['a doubtful one stays open', {}, { as: 'open' }],
    ['a cost of a known payee has the item last used', { direction: 'out', party: 'ООО «Аренда и Ко»' }, { as: 'expense', article: 'Аренда' }],
    ['of an unknown one a person says it', { direction: 'out', party: 'ООО «Иное»' }, { as: 'open' }],
    [
      'a refund says so',
      { direction: 'out', inn: '7701234567', party: 'Ромашка', purpose: 'Возврат аванса' },
      { as: 'payment', deal_id: '0071', kind: 'refund' },
    ],
    ['money to a client for something else is no refund', { direction: 'out', inn: '7701234567', party: 'Ромашка', purpose: 'за цветы' }, { as: 'open' }],
  ])('%s', (_why, more, take) => expect(choices([operation(more)], page())[0]?.take).toEqual(take));
});

test.each([
  ['Оплата по договору №0071', '0071', 'id'],
  ['счет N 71 от 5.11', '71', 'id'],
  ['счёт на оплату 71', '71', 'id'],
  ['дог. 171', '71', null],
  ['договор 0071а', '0071', null],
  ['оплата 71', '71', null], // two digits alone may be anything
  ['от 01.11.2026', '2026', null],
  ['НДС 12345,00', '12345', null],
  ['заказ A-77', 'a-77', 'id'],
  ['1000073', '1000073', 'number'],
  ['что угодно', '', null],
])('%s: %s', (purpose, id, found) => expect(idIn(purpose, id)).toBe(found));

test.each([
  ['ООО «Ромашка»', 'Ромашка ООО', 'name'],
  ['ИП Семёнов Пётр', 'Петр Семенов', 'name'],
  ['Иванов И. И.', 'Иванов Иван Иванович', 'alike'],
  ['ООО Ромашка', 'ООО Ромашка Юг', 'alike'],
  ['ООО Дом', 'ООО Дом и сад', null], // a short word is in many names
  ['Иванов И. И.', 'Петров Иван Иванович', null],
  ['ООО', 'ООО', null],
  ['', '', null],
])('%s ~ %s', (a, b, found) => expect(likeness(a, b)).toBe(found));
