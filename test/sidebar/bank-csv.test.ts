import { readBankCsv } from '../../src/sidebar/bank-csv';

const short = (text: string) =>
  readBankCsv(text).operations.map(({ day, direction, amount, number, party, inn, purpose }) => [day, direction, amount, number, party, inn, purpose]);
const told = (text: string) => readBankCsv(text).faults.map(({ line, why, value }) => [why, line, value]);

test('two columns of amounts below a heading of the bank; payer for what came, payee for what went; totals are no operations', () => {
  const text = [
    'Выписка по счёту 40702810900000000001',
    'Период: 01.11.2026 — 30.11.2026',
    '',
    'Дата операции;Номер документа;Дебет;Кредит;Плательщик;ИНН плательщика;Получатель;ИНН получателя;Назначение платежа',
    '03.11.2026;123;;"100 000,50";"ООО ""Ромашка""";7701234567;ООО Мы;7700000000;"Договор № 0071; аванс"',
    '05.11.2026;7;45 000,00;;ООО Мы;7700000000;ИП Складов;770123456789;Аренда',
    ';Итого;45 000,00;"100 000,50";;;;;',
  ].join('\r\n');
  expect(short(text)).toEqual([
    ['2026-11-03', 'in', 10_000_050, '123', 'ООО "Ромашка"', '7701234567', 'Договор № 0071; аванс'],
    ['2026-11-05', 'out', 4_500_000, '7', 'ИП Складов', '770123456789', 'Аренда'],
  ]);
  expect(told(text)).toEqual([]);
});

test('one column of amounts with signs, commas between columns, dots for decimals', () => {
  const text = 'Date,Number,Amount,Counterparty,Purpose\n2026-11-03,1,"1,500.25",ACME Ltd,Invoice 0071\n2026-11-04,2,-20.00,Telecom,phone\n';
  expect(short(text)).toEqual([
    ['2026-11-03', 'in', 150_025, '1', 'ACME Ltd', '', 'Invoice 0071'],
    ['2026-11-04', 'out', 2_000, '2', 'Telecom', '', 'phone'],
  ]);
});

test.each([
  ['a day that is none', 'Дата;Сумма;Контрагент\n31.02.2026;5,00;Ромашка\n01.11.2026;6,00;Ромашка', [['date', 2, '31.02.2026']], 1],
  ['an amount that is none', 'Дата;Сумма;Контрагент\n01.11.2026;пять;Ромашка\n02.11.2026;6,00;Ромашка', [['amount', 2, 'пять']], 1],
  ['a table of something else', 'Город;Улица\nМосква;Тверская', [['no-columns', 0, '']], 0],
  ['nothing', '', [['no-columns', 0, '']], 0],
  ['the same line twice', 'Дата;Номер;Сумма\n01.11.2026;5;6,00\n01.11.2026;5;6,00', [['twice', 3, '5']], 1],
])('%s is told by line, the rest is taken', (_why, text, faults, taken) => expect([told(text), short(text).length]).toEqual([faults, taken]));
