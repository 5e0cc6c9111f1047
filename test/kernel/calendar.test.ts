import fc from 'fast-check';
import {
  addDays,
  addMonths,
  dayAt,
  daysBetween,
  daysIn,
  endOf,
  isDay,
  isoTime,
  lastDay,
  monthsBetween,
  offsetAt,
  quarterOf,
  readPeriod,
  readTime,
  sameDay,
  startOf,
  weekday,
  weekOf,
  workingDays,
} from '../../src/kernel/calendar';

test.each([
  { day: '2026-11-21', expected: '2026-W47', why: 'a Saturday' },
  { day: '2026-01-01', expected: '2026-W01', why: 'a Thursday opens the first week' },
  { day: '2027-01-01', expected: '2026-W53', why: 'a Friday still belongs to the old year' },
  { day: '2024-12-30', expected: '2025-W01', why: 'a Monday that belongs to the new year' },
])('weekOf: $why', ({ day, expected }) => expect(weekOf(day)).toBe(expected));

test.each([
  { text: '2026-11', expected: { from: '2026-11-01', to: '2026-11-30' } },
  { text: '2024-02', expected: { from: '2024-02-01', to: '2024-02-29' } },
  { text: '2026-Q1', expected: { from: '2026-01-01', to: '2026-03-31' } },
  { text: '2026-W53', expected: { from: '2026-12-28', to: '2027-01-03' } },
  { text: '2025-W53', expected: null },
  { text: '2026', expected: { from: '2026-01-01', to: '2026-12-31' } },
  { text: '2026-11-21', expected: { from: '2026-11-21', to: '2026-11-21' } },
  { text: '2026-13', expected: null },
  { text: '2026-02-30', expected: null },
  { text: 'ноябрь', expected: null },
  { text: '9999', expected: null },
  { text: '9999-12-31', expected: null },
  { text: '0000-01', expected: null },
  { text: '1026-11', expected: null },
  { text: '2100', expected: { from: '2100-01-01', to: '2100-12-31' } },
])('readPeriod $text', ({ text, expected }) => expect(readPeriod(text)).toEqual(expected));

test('days and months', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2); // the clocks change in between in Europe
  expect(weekday('2026-11-21')).toBe(6);
  expect(addMonths('2026-11', 3)).toBe('2027-02');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect([daysIn('2024-02'), daysIn('2026-02'), lastDay('2026-12')]).toEqual([29, 28, '2026-12-31']);
  expect(monthsBetween('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01']);
  expect(sameDay('2026-03-31', -1)).toBe('2026-02-28');
  expect(sameDay('2024-02-29', -12)).toBe('2023-02-28');
  expect(quarterOf('2026-11-21')).toBe('2026-Q4');
  expect([isDay('2026-02-29'), isDay('2026-2-9'), isDay('2024-02-29')]).toEqual([false, false, true]);
  expect([isDay('1989-12-31'), isDay('1990-01-01'), isDay('2100-12-31'), isDay('2101-01-01'), isDay('1026-11-05')]).toEqual([false, true, true, false, false]); // slips of the hand
});

test('working days know holidays and moved ones', () => {
  const special = new Map([
    ['2026-11-04', 'holiday'],
    ['2026-11-07', 'working'],
  ] as const);
  expect(workingDays({ from: '2026-11-01', to: '2026-11-30' }, new Map())).toBe(21);
  expect(workingDays({ from: '2026-11-01', to: '2026-11-30' }, special)).toBe(21); // one less, one more
});

test.each([
  { zone: 'Europe/Moscow', at: Date.UTC(2026, 10, 20, 21, 30), day: '2026-11-21', why: 'evening in UTC is the next day in Moscow' },
  { zone: 'America/New_York', at: Date.UTC(2026, 10, 21, 3), day: '2026-11-20', why: 'night in UTC is the day before in New York' },
  { zone: 'Asia/Kathmandu', at: Date.UTC(2026, 10, 20, 18, 15), day: '2026-11-21', why: 'a zone of 5:45' },
])('dayAt: $why', ({ zone, at, day }) => expect(dayAt(at, zone)).toBe(day));

test.each([
  { text: '2026-11-21T14:05:00+03:00', zone: 'UTC', expected: Date.UTC(2026, 10, 21, 11, 5) },
  { text: '2026-11-21T14:05:00Z', zone: 'Europe/Moscow', expected: Date.UTC(2026, 10, 21, 14, 5) },
  { text: '2026-11-21 14:05:00', zone: 'Europe/Moscow', expected: Date.UTC(2026, 10, 21, 11, 5) },
  { text: '2026-11-21', zone: 'America/New_York', expected: Date.UTC(2026, 10, 21, 5) },
  { text: 'завтра', zone: 'UTC', expected: null },
  { text: '2026-02-30T10:00:00Z', zone: 'UTC', expected: null },
])('readTime $text in $zone', ({ text, zone, expected }) => expect(readTime(text, zone)).toBe(expected));

test('the day on which clocks change has 23 or 25 hours', () => {
  const hours = (day: string): number => (endOf(day, 'America/New_York') - startOf(day, 'America/New_York')) / 3_600_000;
  expect([hours('2026-03-08'), hours('2026-11-01'), hours('2026-11-21')]).toEqual([23, 25, 24]);
  expect(offsetAt(Date.UTC(2026, 6, 1), 'America/New_York')).toBe(-240);
});

test('an ISO time reads back to its second, in every zone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 700_000_000, max: 4_000_000_000 }),
      fc.constantFrom('Europe/Moscow', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'),
      (seconds, zone) => {
        expect(readTime(isoTime(seconds * 1000, zone), 'UTC')).toBe(seconds * 1000);
      },
    ),
  );
});

test('every instant lies inside its day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom('Europe/Moscow', 'America/New_York', 'Asia/Kathmandu'), (seconds, zone) => {
      const at = seconds * 1000,
        day = dayAt(at, zone);
      expect(startOf(day, zone) <= at && at < endOf(day, zone)).toBe(true);
    }),
  );
});
