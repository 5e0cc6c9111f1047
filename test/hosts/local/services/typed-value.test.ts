import { typed } from '../../../../src/hosts/local/owner/typed-value';

const serial = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;

it.each([
  ['a number', '12', 'en', '', { value: 12 }],
  ['grouped by commas in English', '1,234.5', 'en', '', { value: 1234.5 }],
  ['a comma is the decimal sign in Russian', '1 234,5', 'ru', '', { value: 1234.5 }],
  ['a point is no decimal sign in Russian: the first of May', '1.5', 'ru', '', { value: serial(2026, 5, 1), format: 'dd.mm' }],
  ['a comma that groups nothing stays text in English', '1,5', 'en', '', { value: '1,5' }],
  ['leading zeros go', '007', 'en', '', { value: 7 }],
  ['a phone number loses its plus', '+79161234567', 'ru', '', { value: 79_161_234_567 }],
  ['a text that begins with a plus is a formula', '+cmd', 'en', '', { formula: '=+cmd' }],
  ['so is one that begins with =', '=IMPORTXML("x")', 'ru', '', { formula: '=IMPORTXML("x")' }],
  ['a lone = is text', '=', 'en', '', { value: '=' }],
  ['an exponent is a number', '1e5', 'en', '', { value: 100_000 }],
  ['a percent', '10%', 'en', '', { value: 0.1, format: '0%' }],
  ['a percent with decimals', '12,5 %', 'ru', '', { value: 0.125, format: '0.00%' }],
  ['money in dollars', '$2.99', 'en', '', { value: 2.99, format: '"$"#,##0.00' }],
  ['money in roubles', '1 500 ₽', 'ru', '', { value: 1500, format: '#,##0.00[$ ₽]' }],
  ['TRUE in any case', 'true', 'en', '', { value: true }],
  ['ЛОЖЬ in Russian', 'ЛОЖЬ', 'ru', '', { value: false }],
  ['month and day in English', '1/2', 'en', '', { value: serial(2026, 1, 2), format: 'm/d' }],
  ['day and month in Russian', '1/2', 'ru', '', { value: serial(2026, 2, 1), format: 'dd.mm' }],
  ['a day with dots in Russian', '21.11.2026', 'ru', '', { value: serial(2026, 11, 21), format: 'dd.mm.yyyy' }],
  ['the same is text in English', '21.11.2026', 'en', '', { value: '21.11.2026' }],
  ['an ISO day in both', '2026-11-21', 'ru', '', { value: serial(2026, 11, 21), format: 'yyyy-mm-dd' }],
  ['a day that does not exist is text', '2026-02-30', 'en', '', { value: '2026-02-30' }],
  ['a time', '6:30', 'en', '', { value: 0.270_833_333_333_333_3, format: 'h:mm:ss am/pm' }],
  ['a day and a time', '2026-11-21 12:00', 'ru', '', { value: serial(2026, 11, 21) + 0.5, format: 'yyyy-mm-dd h:mm:ss' }],
  ['an ISO moment with T stays text', '2026-11-21T12:00:00Z', 'en', '', { value: '2026-11-21T12:00:00Z' }],
  ['a format that is there is kept', '10%', 'en', '0.000', { value: 0.1 }],
  ['@ keeps everything', '0071', 'en', '@', { value: '0071' }],
  ['@ keeps a formula as text', '=1+1', 'en', '@', { value: '=1+1' }],
  ['an apostrophe makes text and goes', "'=1+1", 'en', '', { value: '=1+1' }],
  ['also under @', "'5", 'en', '@', { value: '5' }],
  ['only one of two goes', "''5", 'en', '', { value: "'5" }],
  ['words are words', 'Анна', 'ru', '', { value: 'Анна' }],
  ['an empty text empties the cell', '', 'ru', '', { value: null }],
])('%s: %j', (_why, text, locale, format, cell) => {
  expect(typed(text, locale, 2026, format)).toEqual(cell);
});
