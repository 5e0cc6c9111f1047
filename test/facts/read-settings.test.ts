import { settingWords } from '../../sheets-templates/setting-words';
import { readSettings } from '../../src/facts/read-settings';
import type { Settings } from '../../src/facts/settings';
import { defaultSettings } from '../../src/facts/settings';

const row = (key: string, value: string) => ({ key, value, note: '' });

test('an empty tab works: every setting has its default', () => expect(readSettings([])).toEqual({ settings: defaultSettings, problems: [] }));
test('a row for every key with a blank value is an empty tab', () =>
  expect(readSettings(Object.keys(defaultSettings).map((key) => row(key, ' ')))).toEqual({ settings: defaultSettings, problems: [] }));

test.each<{ why: string; key: keyof Settings; value: string; expected: Settings[keyof Settings] }>([
  { why: 'free text as it is', key: 'company', value: ' Окна и двери ', expected: 'Окна и двери' },
  { why: 'a code in small letters', key: 'currency', value: 'usd', expected: 'USD' },
  { why: 'a zone that Intl knows', key: 'time_zone', value: 'Asia/Vladivostok', expected: 'Asia/Vladivostok' },
  { why: 'a word in Russian', key: 'week_start', value: 'Воскресенье', expected: 'sunday' },
  { why: 'a word in English, whatever the case', key: 'week_start', value: 'SUNDAY', expected: 'sunday' },
  { why: 'the key itself', key: 'allocation_key', value: 'days', expected: 'days' },
  { why: 'a language by its name', key: 'language', value: 'Английский', expected: 'en' },
  { why: 'the last month of the year', key: 'fiscal_year_start', value: '12', expected: 12 },
  { why: 'a share as percent', key: 'plan_alert_threshold', value: '80 %', expected: 0.8 },
  { why: 'a share with a decimal comma', key: 'plan_alert_threshold', value: '0,75', expected: 0.75 },
  { why: 'a share as whole percent without the sign', key: 'plan_alert_threshold', value: '90', expected: 0.9 },
  { why: 'money becomes kopecks', key: 'opening_balance', value: '1 250 000,50', expected: 125_000_050 },
  { why: 'money may be below zero (overdraft)', key: 'opening_balance', value: '-100', expected: -10_000 },
  { why: 'a day with dots', key: 'opening_day', value: '1.2.2026', expected: '2026-02-01' },
  { why: 'a day in ISO', key: 'opening_day', value: '2026-02-28', expected: '2026-02-28' },
  { why: 'hours with a long dash and without a leading zero', key: 'quiet_hours', value: '22:00 – 8:30', expected: '22:00-08:30' },
  { why: 'no multiplier without a plan', key: 'plan_without_plan_multiplier', value: '0', expected: 0 },
  { why: 'an account by its whole address', key: 'amocrm_subdomain', value: 'https://MyCompany.amocrm.ru/leads/', expected: 'mycompany' },
  { why: 'CRMs by their names in either language', key: 'journey_order', value: 'Битрикс24, amoCRM / Kommo → 1C', expected: 'bitrix24 amocrm onec' },
  { why: 'CRMs by their keys, apart by blanks', key: 'journey_order', value: 'json onec', expected: 'json onec' },
  { why: 'nothing is joined', key: 'journey_days', value: '0', expected: 0 },
  { why: 'ids of deals however apart', key: 'journey_apart', value: 'onec/2b5c; 17,  18', expected: 'onec/2b5c 17 18' },
  { why: 'recognition by a Russian word', key: 'revenue_recognition', value: 'Дате монтажа', expected: 'installation' },
])('$key: $why', ({ key, value, expected }) => {
  const { settings, problems } = readSettings([row(key, value)]);
  expect(problems).toEqual([]);
  expect(settings).toEqual({ ...defaultSettings, [key]: expected });
});

test.each<{ why: string; key: keyof Settings; value: string }>([
  { why: 'no such zone', key: 'time_zone', value: 'Europe/Mosscow' },
  { why: 'a word nobody knows', key: 'turnover_basis', value: 'как-нибудь' },
  { why: 'month 13', key: 'fiscal_year_start', value: '13' },
  { why: 'half a month', key: 'fiscal_year_start', value: '1.5' },
  { why: 'not a number', key: 'small_n', value: 'abc' },
  { why: 'a negative number of days', key: 'overdue_offset_days', value: '-1' },
  { why: 'no such day', key: 'opening_day', value: '30.02.2026' },
  { why: 'not an amount', key: 'cash_reserve', value: 'миллион' },
  { why: 'hour 25', key: 'quiet_hours', value: '25:00-08:00' },
  { why: 'a symbol is not a code', key: 'currency', value: '₽' },
  { why: 'a share of nothing', key: 'plan_alert_threshold', value: '0' },
  { why: 'half a multiplier', key: 'plan_without_plan_multiplier', value: '0.5' },
  { why: 'an address with a blank', key: 'amocrm_subdomain', value: 'my company' },
  { why: 'one CRM is no order', key: 'journey_order', value: 'amoCRM' },
  { why: 'the same CRM twice', key: 'journey_order', value: 'amoCRM, 1С, amocrm' },
  { why: 'a CRM nobody knows', key: 'journey_order', value: 'amoCRM, Salesforce' },
  { why: 'days below none', key: 'journey_days', value: '-1' },
  { why: 'no month at all', key: 'funnel_months', value: '0' },
])('$key = $value ($why): the default holds, and the reader is told how to mend it', ({ key, value }) => {
  const { settings, problems } = readSettings([row(key, value)]);
  expect(settings).toEqual(defaultSettings);
  expect(problems).toEqual([
    { code: 'setting-wrong', details: { key: settingWords[key].label.ru, value, wanted: settingWords[key].note.ru }, row: settingWords[key].label.ru },
  ]);
});

test('a problem is told in the language of the settings', () =>
  expect(readSettings([row('small_n', 'x'), row('language', 'en')]).problems).toEqual([
    { code: 'setting-wrong', details: { key: 'Small sample', value: 'x', wanted: settingWords.small_n.note.en }, row: 'Small sample' },
  ]));
test('of two rows the upper one holds', () => {
  const { settings, problems } = readSettings([row('currency', 'EUR'), row('currency', 'USD')]);
  expect(settings.currency).toBe('EUR');
  expect(problems).toEqual([{ code: 'setting-twice', details: { key: 'Валюта учёта' }, row: 'Валюта учёта' }]);
});
test('a setting of a newer or older version is named and does no harm', () =>
  expect(readSettings([row('colour', 'red')])).toEqual({
    settings: defaultSettings,
    problems: [{ code: 'setting-unknown', details: { key: 'colour' }, row: 'colour' }],
  }));
test('a name of an object’s own is no setting', () =>
  expect(readSettings([row('constructor', '1')]).problems).toEqual([{ code: 'setting-unknown', details: { key: 'constructor' }, row: 'constructor' }]));
