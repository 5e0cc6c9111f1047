import { display, isDatePattern } from '../../../../src/hosts/local/owner/pattern';

it.each([
  ['yyyy-mm-dd', true],
  ['dd.mm.yyyy h:mm:ss', true],
  ['h:mm am/pm', true],
  ['mmm d, yyyy', true],
  ['', false],
  ['@', false],
  ['General', false],
  ['#,##0.00', false],
  ['0%', false],
  ['0.00" days"', false],
  ['#,##0.00[$ ₽]', false],
])('%j shows a moment: %j', (pattern, yes) => {
  expect(isDatePattern(pattern)).toBe(yes);
});

it.each([
  ['blank', null, '0.00', 'en_US', ''],
  ['text as it is', 'Анна', '0.00', 'ru_RU', 'Анна'],
  ['booleans in capitals', true, '', 'en_US', 'TRUE'],
  ['general, English', 1234.5, '', 'en_US', '1234.5'],
  ['general, Russian', 1234.5, '', 'ru_RU', '1234,5'],
  ['grouped', 1234567.891, '#,##0.00', 'en_US', '1,234,567.89'],
  ['a percent', 0.256, '0%', 'en_US', '26%'],
  ['negative in a section of its own', -5, '0.0;(0.0)', 'en_US', '(5.0)'],
  ['words around', 3, '0" pcs"', 'en_US', '3 pcs'],
  ['a currency', 1500, '#,##0[$ ₽]', 'en_US', '1,500 ₽'],
  ['a day', 46_347, 'dd.mm.yyyy', 'ru_RU', '21.11.2026'],
  ['a moment: the second mm are minutes', 46_347.25, 'yyyy-mm-dd hh:mm', 'en_US', '2026-11-21 06:00'],
  ['a month in words', 46_347, 'mmm yyyy', 'en_US', 'Nov 2026'],
  ['hours beyond a day', 1.5, '[h]:mm', 'en_US', '36:00'],
] as const)('%s', (_why, value, pattern, locale, shown) => {
  expect(display(value, pattern, locale)).toBe(shown);
});
