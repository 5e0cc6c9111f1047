import { formatDate, parseDate } from '../../../../src/hosts/local/services/format-date';
import { formatString } from '../../../../src/hosts/local/services/format-string';
import { momentOf, momentOfSerial, serialOf } from '../../../../src/hosts/local/zone-time';

const noon = Date.UTC(2026, 10, 21, 9, 5, 7, 42); // 12:05:07.042 in Moscow, a Saturday

it.each([
  ['yyyy-MM-dd HH:mm:ss.SSS', 'Europe/Moscow', '2026-11-21 12:05:07.042'],
  ["yyyy-MM-dd'T'HH:mm:ssXXX", 'Europe/Moscow', '2026-11-21T12:05:07+03:00'],
  ['X Z', 'GMT', 'Z +0000'],
  ['EEE d MMM yy, h:mm a', 'America/New_York', 'Sat 21 Nov 26, 4:05 AM'],
  ['EEEE MMMM', 'UTC', 'Saturday November'],
  ["YYYY-'W'ww u", 'UTC', '2026-W47 6'],
  ["''yy D", 'UTC', "'26 325"],
  ['HH', 'GMT+5:30', '14'],
])('formatDate %j in %s', (pattern, zone, text) => {
  expect(formatDate(noon, zone, pattern)).toBe(text);
});

it.each([
  ['2026-11-21 12:05', 'Europe/Moscow', 'yyyy-MM-dd HH:mm', Date.UTC(2026, 10, 21, 9, 5)],
  ['21.11.2026', 'UTC', 'dd.MM.yyyy', Date.UTC(2026, 10, 21)],
  ['2026-11-21T12:05:00+0300', 'UTC', "yyyy-MM-dd'T'HH:mm:ssZ", Date.UTC(2026, 10, 21, 9, 5)],
])('parseDate %j', (text, zone, pattern, ms) => {
  expect(parseDate(text, zone, pattern)).toBe(ms);
});

it('parseDate throws Exception for a text that does not fit', () => {
  expect(() => parseDate('soon', 'UTC', 'yyyy')).toThrow('Unparseable date: "soon"');
});

it.each([
  ['%s and %d', ['a', 7.9], 'a and 7'],
  ['%05.1f|%-4s|%4s', [3.24, 'x', 'y'], '003.2|x   |   y'],
  ['%+d %%', [5], '+5 %'],
  ['%2$s %1$s', ['a', 'b'], 'b a'],
  ['%x', [255], 'ff'],
])('formatString %j', (template, args, text) => {
  expect(formatString(template, args)).toBe(text);
});

it('day 0 of a sheet is 1899-12-30, in the spreadsheet’s zone', () => {
  expect(serialOf(Date.UTC(2026, 10, 20, 21), 'Europe/Moscow')).toBe(46_347);
  expect(momentOfSerial(46_347, 'Europe/Moscow')).toBe(Date.UTC(2026, 10, 20, 21));
});

it('a wall clock time that a spring change skips is the moment after it', () => {
  expect(momentOf(Date.UTC(2026, 2, 8, 2, 30), 'America/New_York')).toBe(Date.UTC(2026, 2, 8, 7, 30));
});
